// `hinge convert IN OUT`: from any recording Hinge reads to any it writes.
#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <filesystem>
#include <memory>

#include "app/command.h"
#include "app/console.h"
#include "app/input_kind.h"
#include "hinge/mocap/formats.h"

namespace hinge::app {
namespace {

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

}  // namespace

Command add_convert(CLI::App& program) {
  struct Flags {
    std::string in, out;
  };
  const auto flags = std::make_shared<Flags>();
  auto* command = program.add_subcommand("convert", "Turn a recording into another format, by the extension of OUT")
      ->footer("Examples:\n  hinge convert clip.hinge landmarks.trc\n  hinge convert session.trc session.hinge");
  command->add_option("in", flags->in, "Recording: clip.hinge, TRC, OpenPose JSON or a folder of it")->required()->type_name("IN");
  command->add_option("out", flags->out, "File to write: .hinge, .trc, .csv")->required()->type_name("OUT");
  return {command, [flags](const Resources&) { return convert(flags->in, flags->out); }};
}

}  // namespace hinge::app
