#include "app/program.h"

#include <CLI/CLI.hpp>

#include <exception>
#include <string>
#include <vector>

#include "app/cancel.h"
#include "app/console.h"
#include "app/hand_over.h"
#include "hinge/analysis/pipeline.h"

namespace hinge::app {
namespace {

int run(int argc, char** argv, std::span<const AddCommand> commands) {
  CLI::App program{"Hinge: a hip-hinge coach. A phone video from the side goes in; reps, verdicts, the one thing to fix first and the frames that prove it come out.", "hinge"};
  program.set_version_flag("--version", "hinge " + analysis::engine_version());
  program.require_subcommand(1);
  program.footer(
      "Examples:\n"
      "  hinge analyze set.mp4          report in hinge-out/set/report.html\n"
      "  hinge doctor                   what is present, what is missing, how to mend it\n"
      "  hinge rules minimal_knee_bend  what a rule measures and where its limits come from\n"
      "`hinge COMMAND --help` shows each command's options; `man hinge` has the exit codes.");
  std::vector<Command> all;
  for (const auto add : commands) all.push_back(add(program));

  // No option of the program itself takes a value, so a command is always the first word.
  for (const auto& command : all) {
    if (!command.run && argc > 1 && command.parser->check_name(argv[1])) return static_cast<int>(hand_over(argv));
  }
  try {
    program.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // --help, --version
    return program.exit(asked);
  } catch (const CLI::ParseError& error) {
    print_error(std::string(error.what()) + "; see `hinge --help`");
    return static_cast<int>(ExitCode::usage);
  }

  static_cast<void>(cancel_flag());
  const Resources resources = find_resources();
  for (const auto& command : all) {
    if (command.parser->parsed()) return static_cast<int>(command.run(resources));
  }
  return static_cast<int>(ExitCode::usage);
}

}  // namespace

int run_program(int argc, char** argv, std::span<const AddCommand> commands) {
  try {
    return run(argc, argv, commands);
  } catch (const std::exception& bug) {
    print_error(std::string("internal error, please report it: ") + bug.what());
    return static_cast<int>(ExitCode::internal);
  }
}

}  // namespace hinge::app
