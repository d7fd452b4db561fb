// The command lines of the commands that take little: rules, exercises, schema, completion.
#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <memory>

#include "app/command.h"
#include "app/console.h"
#include "app/knowledge.h"
#include "hinge/base/files.h"

namespace hinge::app {
namespace {

constexpr std::uintmax_t text_limit_bytes = 1'000'000;

ExitCode print_file(const std::filesystem::path& path) {
  const auto text = read_file(path, text_limit_bytes);
  if (!text) {
    print_error(to_string(text.error()) + "; install Hinge again");
    return ExitCode::incomplete;
  }
  fmt::print("{}", *text);
  return ExitCode::ok;
}

struct KnowledgeFlags {
  std::string id;
  std::vector<std::string> more;
};

/// A command that lists what the knowledge holds of one kind, or shows one of it.
Command show_knowledge(CLI::App* command, ExitCode (*print)(const catalog::Catalog&, const std::string&)) {
  const auto flags = std::make_shared<KnowledgeFlags>();
  command->add_option("id", flags->id, "Which one")->type_name("ID");
  command->add_option("--knowledge", flags->more, "Folder that extends or replaces the shipped knowledge")->type_name("DIR");
  return {command, [flags, print](const Resources& resources) {
            const auto catalog = load_knowledge(resources, {flags->more.begin(), flags->more.end()});
            return catalog ? print(*catalog, flags->id) : refuse(catalog.error());
          }};
}

}  // namespace

Command add_rules(CLI::App& program) {
  return show_knowledge(program.add_subcommand("rules", "List the rules, or show one in full")
                            ->footer("Examples:\n  hinge rules\n  hinge rules squat_dominant"),
                        print_rules);
}

Command add_exercises(CLI::App& program) {
  return show_knowledge(program.add_subcommand("exercises", "List the exercises, or show one in full")
                            ->footer("Examples:\n  hinge exercises\n  hinge exercises romanian_deadlift"),
                        print_exercises);
}

Command add_schema(CLI::App& program) {
  auto* command = program.add_subcommand("schema", "Print the JSON schema of analysis.json")
      ->footer("Example:\n  hinge schema > analysis.schema.json");
  return {command, [](const Resources& resources) { return print_file(resources.analysis_schema); }};
}

Command add_completion(CLI::App& program) {
  const auto shell = std::make_shared<std::string>();
  auto* command = program.add_subcommand("completion", "Print the completion script of a shell")
      ->footer("Example:\n  source <(hinge completion bash)");
  command->add_option("shell", *shell, "Only bash so far")->required()->check(CLI::IsMember({"bash"}))->type_name("SHELL");
  return {command, [shell](const Resources& resources) { return print_file(resources.bash_completion); }};
}

}  // namespace hinge::app
