#pragma once
// One subcommand of the program: how it is read from the command line and what it does.
#include <functional>

#include "app/exit_code.h"
#include "app/resources.h"

namespace CLI {
class App;
}

namespace hinge::app {

/// A command keeps what CLI11 fills in inside `run`'s captures: add_X() makes a shared options struct, binds the
/// parser's options to its fields and captures it.
struct Command {
  CLI::App* parser = nullptr;  ///< owned by the program's parser
  std::function<ExitCode(const Resources&)> run;  ///< empty: hinge-video's (app/hand_over.h)
};

/// A new command is its own file and a row in the table of app/main.cpp.
Command add_next(CLI::App& program);
Command add_history(CLI::App& program);
Command add_compare(CLI::App& program);
Command add_rules(CLI::App& program);
Command add_exercises(CLI::App& program);
Command add_convert(CLI::App& program);
Command add_schema(CLI::App& program);
Command add_completion(CLI::App& program);
Command add_learn(CLI::App& program);
Command add_person(CLI::App& program);
Command add_log(CLI::App& program);
Command add_roster(CLI::App& program);
Command add_export(CLI::App& program);
Command add_db(CLI::App& program);
Command add_knowledge(CLI::App& program);

/// Of hinge-video; a new one has its words here and a row in both tables.
inline constexpr const char* about_analyze = "Judge one or more clips: report, data, annotated video";
inline constexpr const char* about_doctor = "Say what is present, which version, what is missing and how to mend it";
Command add_analyze(CLI::App& program);
Command add_doctor(CLI::App& program);

}  // namespace hinge::app
