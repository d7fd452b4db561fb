#include "app/usage_error.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <string_view>
#include <vector>

#include "hinge/catalog/near_names.h"

namespace hinge::app {
namespace {

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

/// "hinge person add" for `add`, whatever options stand before it.
struct Place {
  const CLI::App* command = nullptr;
  std::string words;
  std::string unknown;  ///< where a command was to come, what came
};

Place find_place(const CLI::App& program, int argc, const char* const* argv) {
  Place place{&program, "hinge", ""};
  for (int i = 1; i < argc && !commands_of(*place.command).empty(); ++i) {
    const std::string_view word = argv[i];
    if (word.starts_with('-')) break;
    const CLI::App* named = nullptr;
    for (const CLI::App* known : commands_of(*place.command)) {
      if (known->get_name() == word) named = known;
    }
    if (named == nullptr) {
      place.unknown = word;
      break;
    }
    place.command = named;
    place.words += " " + named->get_name();
  }
  return place;
}

/// The first thing typed that is no option of the command, as it was typed; empty if there is none.
std::string find_stray_option(const CLI::App& program) {
  for (const std::string& word : program.remaining(true)) {
    if (word.starts_with("--")) return word.substr(0, word.find('='));
  }
  return {};
}

std::vector<std::string> options_of(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

}  // namespace

std::string explain_usage(const CLI::App& program, const CLI::ParseError& error, int argc, const char* const* argv) {
  const Place place = find_place(program, argc, argv);
  const std::string remedy = fmt::format("see `{} --help`", place.words);
  if (!place.unknown.empty()) {
    std::vector<std::string> known;
    for (const CLI::App* command : commands_of(*place.command)) known.push_back(command->get_name());
    return fmt::format("there is no command '{}'{}", place.unknown, catalog::did_you_mean(place.unknown, known, remedy));
  }
  const std::string stray = find_stray_option(program);
  if (!stray.empty()) {
    return fmt::format("there is no option {}{}", stray, catalog::did_you_mean(stray, options_of(*place.command), remedy));
  }
  return fmt::format("{}; {}", error.what(), remedy);
}

}  // namespace hinge::app
