#include "app/program.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "app/cancel.h"
#include "app/console.h"
#include "app/hand_over.h"
#include "app/usage_error.h"
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
    print_error(explain_usage(program, error, argc, argv));
    return static_cast<int>(ExitCode::usage);
  }

  static_cast<void>(cancel_flag());
  const Resources resources = find_resources();
  for (const auto& command : all) {
    if (command.parser->parsed()) return static_cast<int>(command.run(resources));
  }
  return static_cast<int>(ExitCode::usage);
}

/// What was printed has arrived, or the status says that it has not: a table sent to a full disk is not a table.
int finish_output(int code) {
  std::cout.flush();
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0 && std::cout) return code;
  print_error("the output could not be written to where it was sent; is the disk full?");
  return static_cast<int>(ExitCode::output);
}

}  // namespace

int run_program(int argc, char** argv, std::span<const AddCommand> commands) {
  try {
    return finish_output(run(argc, argv, commands));
  } catch (const std::exception& bug) {
    if (std::ferror(stdout) != 0) return finish_output(0);  // fmt throws when a full disk takes no more
    print_error(std::string("internal error, please report it: ") + bug.what());
    return static_cast<int>(ExitCode::internal);
  }
}

}  // namespace hinge::app
