#pragma once
// Every file format Hinge can turn into a Recording or write one to: one row each, and the only list of them.
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/base/result.h"
#include "hinge/body/recording.h"
#include "hinge/mocap/csv.h"
#include "hinge/mocap/lab_signals.h"
#include "hinge/mocap/marker_set.h"

namespace hinge::mocap {

struct ImportOptions {
  /// Frames a second, for formats that do not say (OpenPose). Unset: 30, with a warning in the recording.
  std::optional<double> fps;
  /// What laboratories' marker names mean (knowledge/markersets); without them only names that say a joint are known.
  std::span<const MarkerSet> marker_sets{};
  /// What the columns of a CSV file are. Unset: a file of that name beside it (docs/formats/csv.md), else its header.
  std::optional<ColumnMap> columns{};
};

struct Format {
  std::string_view name;       ///< for the command line: "trc"
  std::string_view title;      ///< for people: "TRC (OpenSim, OpenCap, Sports2D)"
  std::string_view extension;  ///< ".trc"; of a folder of one file per frame: that of its files
  std::string_view other_extension;  ///< ".sto" beside ".mot", or empty
  /// Whether a file that begins like this is probably of this format.
  bool (*recognise)(std::string_view beginning);
  /// nullptr: cannot be read.
  Result<Trial> (*read)(const std::filesystem::path& path, const ImportOptions& options);
  /// nullptr: cannot be written. Nothing is left behind on an error.
  Result<void> (*write)(const Trial& trial, const std::filesystem::path& path);
  bool is_folder = false;  ///< a folder of one file per frame is read too, and is what is written
  bool has_times = true;   ///< false: frames are written evenly
};

[[nodiscard]] std::span<const Format> formats();
/// "clip.hinge (.hinge), TRC … (.trc), …" of those that can be read, for error messages.
[[nodiscard]] std::string readable_formats();
[[nodiscard]] std::string writable_formats();

/// The format by what the file begins with, else by its extension; a folder is read as one file per frame.
/// Errors: not_found, io; unsupported (none of ours); those of the format.
[[nodiscard]] Result<Trial> import_trial(const std::filesystem::path& path, const ImportOptions& options = {});
/// The recording alone.
[[nodiscard]] Result<body::Recording> import_recording(const std::filesystem::path& path,
                                                       const ImportOptions& options = {});

/// The format by the path's extension; a path without one becomes a folder. What the format cannot hold as it is comes
/// back as warnings. Errors: unsupported (none of ours, or it cannot hold this recording), io.
[[nodiscard]] Result<std::vector<body::Warning>> export_trial(const Trial& trial, const std::filesystem::path& path);
[[nodiscard]] Result<std::vector<body::Warning>> export_recording(const body::Recording& recording,
                                                                  const std::filesystem::path& path);

}  // namespace hinge::mocap
