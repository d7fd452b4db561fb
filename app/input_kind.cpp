#include "app/input_kind.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <string>

#include "hinge/mocap/formats.h"

namespace hinge::app {

InputKind find_input_kind(const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return InputKind::recording;
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::string beginning(4096, '\0');
  std::ifstream in(path, std::ios::binary);
  in.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
  beginning.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, in.gcount())));
  const auto formats = mocap::formats();
  const bool recording = std::any_of(formats.begin(), formats.end(), [&](const mocap::Format& format) {
    return format.read != nullptr && (extension == format.extension || (!beginning.empty() && format.recognise(beginning)));
  });
  return recording ? InputKind::recording : InputKind::video;
}

}  // namespace hinge::app
