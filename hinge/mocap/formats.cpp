#include "hinge/mocap/formats.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <vector>

#include "hinge/base/files.h"
#include "hinge/mocap/clip_file.h"
#include "hinge/mocap/csv.h"
#include "hinge/mocap/openpose.h"
#include "hinge/mocap/trc.h"

namespace hinge::mocap {
namespace {

namespace fs = std::filesystem;
using body::Recording;

// Ten minutes of 60 markers at 250 Hz take about 250 MB as TRC; a frame of 100 people with face and hands 1 MB as JSON.
constexpr std::uintmax_t largest_trc = 512'000'000;
constexpr std::uintmax_t largest_json = 8'000'000;
constexpr std::size_t most_files = 1'000'000;

Result<Recording> read_clip(const fs::path& path, const ImportOptions&) { return load_clip(path); }

Result<Recording> read_trc(const fs::path& path, const ImportOptions&) {
  HINGE_TRY(const std::string text, read_file(path, largest_trc));
  return parse_trc(text, path.filename().string());
}

Result<std::vector<fs::path>> json_files(const fs::path& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return std::vector{path};
  std::vector<fs::path> files;
  for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".json") files.push_back(entry->path());
    if (files.size() > most_files) return fail(Errc::invalid, "holds more than a million files", path.string());
  }
  if (error) return fail(Errc::io, "cannot be listed: " + error.message(), path.string());
  if (files.empty()) {
    return fail(Errc::unsupported, "holds no .json files; a folder is read as OpenPose output, one file per frame",
                path.string());
  }
  std::ranges::sort(files);
  return files;
}

Result<Recording> read_openpose(const fs::path& path, const ImportOptions& options) {
  HINGE_TRY(const auto files, json_files(path));
  std::vector<NamedText> texts;
  for (const fs::path& file : files) {
    HINGE_TRY(std::string text, read_file(file, largest_json));
    texts.push_back({file.filename().string(), std::move(text)});
  }
  return parse_openpose(texts, options.fps);
}

Result<std::string> render_as_csv(const Recording& recording) { return render_csv(recording); }

bool recognise_trc(std::string_view beginning) {
  return beginning.starts_with("PathFileType") || beginning.starts_with("\xEF\xBB\xBFPathFileType");
}
bool recognise_openpose(std::string_view beginning) {
  return beginning.find("\"people\"") != std::string_view::npos &&
         beginning.substr(0, beginning.find('{')).find_first_not_of(" \t\r\n\xEF\xBB\xBF") == std::string_view::npos;
}
bool recognise_nothing(std::string_view) { return false; }

constexpr Format table[] = {
    {"clip", "Hinge's own clip.hinge", ".hinge", looks_like_clip, read_clip, render_clip, false},
    {"trc", "TRC markers (OpenSim, OpenCap, Sports2D)", ".trc", recognise_trc, read_trc, render_trc, false},
    {"openpose", "OpenPose JSON, a file or a folder of one per frame", ".json", recognise_openpose, read_openpose,
     nullptr, true},
    {"csv", "a table of landmarks", ".csv", recognise_nothing, nullptr, render_as_csv, false},
};

template <class Usable>
std::string list(Usable usable) {
  std::string text;
  for (const Format& format : table) {
    if (!usable(format)) continue;
    text += (text.empty() ? "" : "; ") + std::string(format.title) + " (" + std::string(format.extension) + ")";
  }
  return text;
}

std::string lower_extension(const fs::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return extension;
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
  if (fs::is_directory(status)) return std::ranges::find(table, true, &Format::reads_folders);
  HINGE_TRY(const std::string beginning, read_beginning(path));
  for (const Format& format : table) {
    if (format.read != nullptr && format.recognise(beginning)) return &format;
  }
  // A damaged file is best explained by the format its name claims.
  const auto claimed = std::ranges::find(table, lower_extension(path), &Format::extension);
  if (claimed != std::end(table) && claimed->read != nullptr) return &*claimed;
  return fail(Errc::unsupported, "is not motion data that Hinge can read; it reads " + readable_formats(), path.string());
}

}  // namespace

std::span<const Format> formats() { return table; }
std::string readable_formats() {
  return list([](const Format& format) { return format.read != nullptr; });
}
std::string writable_formats() {
  return list([](const Format& format) { return format.render != nullptr; });
}

Result<Recording> import_recording(const fs::path& path, const ImportOptions& options) {
  HINGE_TRY(const Format* format, find_reader(path));
  return format->read(path, options);
}

Result<void> export_recording(const Recording& recording, const fs::path& path) {
  const auto format = std::ranges::find(table, lower_extension(path), &Format::extension);
  if (format == std::end(table) || format->render == nullptr) {
    return fail(Errc::unsupported, "cannot be written: Hinge writes " + writable_formats(), path.string());
  }
  auto bytes = format->render(recording);
  if (!bytes) return fail(bytes.error().code, bytes.error().what, path.string());
  return write_file(path, *bytes);
}

}  // namespace hinge::mocap
