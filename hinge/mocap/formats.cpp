#include "hinge/mocap/formats.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <vector>

#include "hinge/base/files.h"
#include "hinge/mocap/bvh.h"
#include "hinge/mocap/c3d.h"
#include "hinge/mocap/clip_file.h"
#include "hinge/mocap/internal/even_frames.h"
#include "hinge/mocap/internal/frame_files.h"
#include "hinge/mocap/mat.h"
#include "hinge/mocap/mot.h"
#include "hinge/mocap/openpose.h"
#include "hinge/mocap/trc.h"

namespace hinge::mocap {
namespace {

namespace fs = std::filesystem;
using body::Recording;

// Ten minutes of 60 markers at 250 Hz take about 250 MB as text.
constexpr std::uintmax_t largest_file = 512'000'000;
constexpr std::uintmax_t largest_map = 1'000'000;

Result<Trial> alone(Result<Recording> recording) {
  if (!recording) return tl::make_unexpected(recording.error());
  return Trial{*std::move(recording), {}};
}

Result<Trial> read_clip(const fs::path& path, const ImportOptions&) { return alone(load_clip(path)); }

/// A reader of text that is a Recording by itself.
template <auto parse>
Result<Trial> read_text(const fs::path& path, const ImportOptions& options) {
  HINGE_TRY(const std::string text, read_file(path, largest_file));
  return alone(parse(text, path.filename().string(), options.marker_sets));
}

Result<Trial> read_c3d(const fs::path& path, const ImportOptions& options) {
  HINGE_TRY(const std::string bytes, read_file(path, largest_file));
  return parse_c3d(bytes, path.filename().string(), options.marker_sets);
}

Result<Trial> read_openpose(const fs::path& path, const ImportOptions& options) {
  HINGE_TRY(const auto files, read_frame_files(path));
  return alone(parse_openpose(files, options.fps));
}

/// The map that was given, or that lies beside the file: set.csv and set.columns.toml.
Result<std::optional<ColumnMap>> find_column_map(const fs::path& path, const ImportOptions& options) {
  auto beside = path;
  beside.replace_extension(".columns.toml");
  std::error_code ignored;
  if (options.columns || !fs::exists(beside, ignored)) return options.columns;
  HINGE_TRY(const std::string text, read_file(beside, largest_map));
  HINGE_TRY(ColumnMap map, parse_column_map(text, beside.filename().string()));
  return std::optional{std::move(map)};
}

Result<Trial> read_csv(const fs::path& path, const ImportOptions& options) {
  HINGE_TRY(const auto map, find_column_map(path, options));
  HINGE_TRY(const std::string text, read_file(path, largest_file));
  return alone(parse_csv(text, path.filename().string(), map, options.marker_sets));
}

Result<std::string> render_as_csv(const Recording& recording) { return render_csv(recording); }

template <auto render>
Result<void> write_recording(const Trial& trial, const fs::path& path) {
  auto bytes = render(trial.recording);
  if (!bytes) return fail(bytes.error().code, bytes.error().what, path.string());
  return write_file(path, *bytes);
}

Result<void> write_c3d(const Trial& trial, const fs::path& path) {
  auto bytes = render_c3d(trial);
  if (!bytes) return fail(bytes.error().code, bytes.error().what, path.string());
  return write_file(path, *bytes);
}

Result<void> write_mat_file(const Trial& trial, const fs::path& path) { return write_mat(trial.recording, path); }

Result<void> write_openpose(const Trial& trial, const fs::path& path) {
  return write_frame_files(render_openpose(trial.recording, path.stem().string()), path);
}

bool recognise_trc(std::string_view beginning) {
  return beginning.starts_with("PathFileType") || beginning.starts_with("\xEF\xBB\xBFPathFileType");
}
bool recognise_openpose(std::string_view beginning) {
  return beginning.find("\"people\"") != std::string_view::npos &&
         beginning.substr(0, beginning.find('{')).find_first_not_of(" \t\r\n\xEF\xBB\xBF") == std::string_view::npos;
}
bool recognise_nothing(std::string_view) { return false; }

constexpr Format table[] = {
    {"clip", "Hinge's own clip.hinge", ".hinge", "", looks_like_clip, read_clip, write_recording<render_clip>},
    {"trc", "TRC markers (OpenSim, OpenCap, Sports2D)", ".trc", "", recognise_trc, read_text<parse_trc>,
     write_recording<render_trc>},
    {"c3d", "C3D (motion laboratories)", ".c3d", "", looks_like_c3d, read_c3d, write_c3d, false, false},
    {"mot", "OpenSim's joint angles or markers", ".mot", ".sto", looks_like_mot, read_text<parse_mot>,
     write_recording<render_mot>},
    {"bvh", "BVH skeletons", ".bvh", "", looks_like_bvh, read_text<parse_bvh>, nullptr},
    {"openpose", "OpenPose JSON, a folder of one file per frame", ".json", "", recognise_openpose, read_openpose,
     write_openpose, true, false},
    {"csv", "a table of landmarks", ".csv", "", recognise_nothing, read_csv, write_recording<render_as_csv>},
    {"mat", "MATLAB", ".mat", "", recognise_nothing, nullptr, write_mat_file},
};

template <class Usable>
std::string list(Usable usable) {
  std::string text;
  for (const Format& format : table) {
    if (!usable(format)) continue;
    text += (text.empty() ? "" : "; ") + std::string(format.title) + " (" + std::string(format.extension) +
            (format.other_extension.empty() ? "" : ", " + std::string(format.other_extension)) + ")";
  }
  return text;
}

std::string lower_extension(const fs::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return extension;
}

const Format* find_by_extension(const fs::path& path) {
  const std::string extension = lower_extension(path);
  if (extension.empty()) return nullptr;
  const auto found = std::ranges::find_if(table, [&](const Format& format) {
    return format.extension == extension || format.other_extension == extension;
  });
  return found == std::end(table) ? nullptr : &*found;
}

Result<std::string> read_beginning(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(Errc::io, "cannot be opened for reading", path.string());
  std::string bytes(4096, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}

Result<const Format*> find_reader(const fs::path& path) {
  std::error_code error;
  const auto status = fs::status(path, error);
  if (!fs::exists(status)) return fail(Errc::not_found, "no such file", path.string());
  if (fs::is_directory(status)) return std::ranges::find(table, true, &Format::is_folder);
  HINGE_TRY(const std::string beginning, read_beginning(path));
  for (const Format& format : table) {
    if (format.read != nullptr && format.recognise(beginning)) return &format;
  }
  // A damaged file is best explained by the format its name claims.
  const auto* claimed = find_by_extension(path);
  if (claimed != nullptr && claimed->read != nullptr) return claimed;
  return fail(Errc::unsupported, "is not motion data that Hinge can read; it reads " + readable_formats(), path.string());
}

}  // namespace

std::span<const Format> formats() { return table; }
std::string readable_formats() {
  return list([](const Format& format) { return format.read != nullptr; });
}
std::string writable_formats() {
  return list([](const Format& format) { return format.write != nullptr; });
}

Result<Trial> import_trial(const fs::path& path, const ImportOptions& options) {
  HINGE_TRY(const Format* format, find_reader(path));
  return format->read(path, options);
}

Result<Recording> import_recording(const fs::path& path, const ImportOptions& options) {
  HINGE_TRY(Trial trial, import_trial(path, options));
  return std::move(trial.recording);
}

Result<std::vector<body::Warning>> export_trial(const Trial& trial, const fs::path& path) {
  // A path without an extension is a folder to be.
  const auto* format = path.extension().empty() ? std::ranges::find(table, true, &Format::is_folder) : find_by_extension(path);
  if (format == nullptr || format->write == nullptr) {
    return fail(Errc::unsupported, "cannot be written: Hinge writes " + writable_formats(), path.string());
  }
  HINGE_TRY_VOID(format->write(trial, path));
  std::vector<body::Warning> warnings;
  if (!format->has_times && !comes_evenly(trial.recording)) {
    warnings.push_back({"resampled", "The frames do not come evenly and " + std::string(format->title) +
                                         " holds one rate only: they were resampled at their mean rate."});
  }
  return warnings;
}

Result<std::vector<body::Warning>> export_recording(const Recording& recording, const fs::path& path) {
  return export_trial({recording, {}}, path);
}

}  // namespace hinge::mocap
