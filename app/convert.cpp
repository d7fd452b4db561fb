#include "app/convert.h"

#include <fmt/core.h>

#include "app/console.h"
#include "app/input_kind.h"
#include "hinge/mocap/formats.h"

namespace hinge::app {

ExitCode convert(const std::filesystem::path& in, const std::filesystem::path& out) {
  std::error_code ignored;
  if (std::filesystem::exists(in, ignored) && find_input_kind(in) == InputKind::video) {
    print_error(fmt::format("{}: is none of the recordings that can be read ({}); a video becomes one with `hinge analyze {} --only clip`",
                            in.string(), mocap::readable_formats(), in.string()));
    return ExitCode::input;
  }
  const auto recording = mocap::import_recording(in);
  if (!recording) {
    print_error(to_string(recording.error()));
    return ExitCode::input;
  }
  const auto written = mocap::export_recording(*recording, out);
  if (!written) {
    print_error(to_string(written.error()));
    return written.error().code == Errc::unsupported ? ExitCode::usage : ExitCode::output;
  }
  for (const auto& warning : recording->warnings) print_warning(warning.text);
  fmt::print("{}: {} frames, {} landmarks\n", out.string(), recording->frames.size(), recording->names.size());
  return ExitCode::ok;
}

}  // namespace hinge::app
