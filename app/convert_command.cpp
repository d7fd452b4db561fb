// `hinge convert IN OUT`: from any recording Hinge reads to any it writes.
#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <filesystem>
#include <memory>

#include "app/command.h"
#include "app/console.h"
#include "app/import_options.h"
#include "app/input_kind.h"
#include "app/option_checks.h"
#include "hinge/base/files.h"

namespace hinge::app {
namespace {

struct ConvertFlags {
  std::string in, out, columns, signals;
  std::optional<double> fps;
};

Outcome<mocap::Trial> read_trial(const ConvertFlags& flags, const Resources& resources) {
  const std::filesystem::path in = flags.in;
  std::error_code ignored;
  if (std::filesystem::exists(in, ignored) && find_input_kind(in) == InputKind::video) {
    return give_up(ExitCode::input,
                   fmt::format("{}: is none of the recordings that can be read ({}); a video becomes one with `hinge analyze {} --only clip`",
                               in.string(), mocap::readable_formats(), in.string()));
  }
  auto importing = load_importing(resources, {});
  if (!importing) return tl::unexpected<Failure>(importing.error());
  importing->fps = flags.fps;
  if (!flags.columns.empty()) {
    if (auto added = add_columns(*importing, flags.columns); !added) return tl::unexpected<Failure>(added.error());
  }
  HINGE_TRY_OR(input, auto trial, mocap::import_trial(in, importing->options()));
  return trial;
}

Outcome<void> write_signals(const mocap::Trial& trial, const ConvertFlags& flags) {
  if (flags.signals.empty()) return {};
  if (trial.signals.channels.empty()) return give_up(ExitCode::usage, fmt::format("{}: holds no channels beside the markers, so there is no {} to write", flags.in, flags.signals));
  HINGE_TRY_VOID_OR(output, write_file(flags.signals, mocap::render_signals_csv(trial.signals)));
  return {};
}

ExitCode convert(const ConvertFlags& flags, const Resources& resources) {
  const auto trial = read_trial(flags, resources);
  if (!trial) return refuse(trial.error());
  if (const auto signals = write_signals(*trial, flags); !signals) return refuse(signals.error());
  const auto written = mocap::export_trial(*trial, flags.out);
  if (!written) {
    print_error(to_string(written.error()));
    return written.error().code == Errc::io ? ExitCode::output : ExitCode::usage;
  }
  const auto& recording = trial->recording;
  for (const auto& warning : recording.warnings) print_warning(warning.text);
  for (const auto& warning : *written) print_warning(warning.text);
  fmt::print("{}: {} frames, {} landmarks\n", flags.out, recording.frames.size(), recording.names.size());
  return ExitCode::ok;
}

}  // namespace

Command add_convert(CLI::App& program) {
  const auto flags = std::make_shared<ConvertFlags>();
  auto* command = program.add_subcommand("convert", "Turn a recording into another format, by the extension of OUT")
      ->footer("Examples:\n"
               "  hinge convert clip.hinge landmarks.trc\n"
               "  hinge convert session.c3d angles.mot --signals forces.csv\n"
               "  hinge convert openpose_folder set.hinge --fps 59.94\n"
               "  hinge convert kinovea.csv set.trc --columns kinovea.toml");
  command->add_option("in", flags->in, "Recording: clip.hinge, C3D, TRC, MOT, STO, BVH, CSV, OpenPose JSON or a folder of it")->required()->type_name("IN");
  command->add_option("out", flags->out, "File to write: .hinge, .trc, .c3d, .mot, .csv, .mat; without an extension a folder of OpenPose JSON")->required()->type_name("OUT");
  command->add_option("--fps", flags->fps, "Frames a second, where the files do not say (OpenPose) [30]")->check(between(1, 10000, ""))->type_name("N");
  command->add_option("--columns", flags->columns, "What the columns of a CSV file are (docs/formats/csv.md)")->type_name("FILE");
  command->add_option("--signals", flags->signals, "Write the amplifier's channels and the force plates of a C3D file as CSV")->type_name("FILE");
  return {command, [flags](const Resources& resources) { return convert(*flags, resources); }};
}

}  // namespace hinge::app
