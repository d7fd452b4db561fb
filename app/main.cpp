// `hinge`: everything but what decodes video and runs the networks, which it hands over (app/hand_over.h).
#include <CLI/CLI.hpp>

#include "app/program.h"

namespace hinge::app {
namespace {

// Listed here, carried out by app/video/main.cpp.
Command list_analyze(CLI::App& program) { return {program.add_subcommand("analyze", about_analyze), nullptr}; }
Command list_doctor(CLI::App& program) { return {program.add_subcommand("doctor", about_doctor), nullptr}; }

/// Every command, in the order of the help text.
constexpr AddCommand commands[] = {
    list_analyze,
    add_next,
    add_history,
    add_compare,
    add_learn,
    add_person,
    add_log,
    add_roster,
    add_export,
    add_db,
    add_rules,
    add_exercises,
    add_knowledge,
    add_convert,
    list_doctor,
    add_schema,
    add_completion,
};

}  // namespace
}  // namespace hinge::app

int main(int argc, char** argv) { return hinge::app::run_program(argc, argv, hinge::app::commands); }
