#pragma once
// A program with commands: reads the command line, calls one, says how it went by its exit status (app/exit_code.h).
#include <span>

#include "app/command.h"

namespace hinge::app {

using AddCommand = Command (*)(CLI::App& program);

/// main() of both programs; `commands` in the order of the help text.
[[nodiscard]] int run_program(int argc, char** argv, std::span<const AddCommand> commands);

}  // namespace hinge::app
