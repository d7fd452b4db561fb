#pragma once
// Every file format Hinge can turn into a Recording or write one to: one row each, and the only list of them.
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "hinge/base/result.h"
#include "hinge/body/recording.h"

namespace hinge::mocap {

struct ImportOptions {
  /// Frames a second, for formats that do not say (OpenPose). Unset: 30, with a warning in the recording.
  std::optional<double> fps;
};

struct Format {
  std::string_view name;       ///< for the command line: "trc"
  std::string_view title;      ///< for people: "TRC (OpenSim, OpenCap, Sports2D)"
  std::string_view extension;  ///< ".trc"
  /// Whether a file that begins like this is probably of this format.
  bool (*recognise)(std::string_view beginning);
  /// nullptr: cannot be read.
  Result<body::Recording> (*read)(const std::filesystem::path& path, const ImportOptions& options);
  /// nullptr: cannot be written.
  Result<std::string> (*render)(const body::Recording& recording);
  bool reads_folders = false;  ///< one file per frame
};

[[nodiscard]] std::span<const Format> formats();
/// "clip.hinge (.hinge), TRC … (.trc), …" of those that can be read, for error messages.
[[nodiscard]] std::string readable_formats();
[[nodiscard]] std::string writable_formats();

/// The format by what the file begins with, else by its extension; a folder is read as one file per frame.
/// Errors: not_found, io; unsupported (none of ours); those of the format.
[[nodiscard]] Result<body::Recording> import_recording(const std::filesystem::path& path,
                                                       const ImportOptions& options = {});
/// The format by the path's extension. Errors: unsupported (none of ours, or it cannot hold this recording), io.
[[nodiscard]] Result<void> export_recording(const body::Recording& recording, const std::filesystem::path& path);

}  // namespace hinge::mocap
