// `hinge knowledge check|show|handbook`: for whoever writes the files.
#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <memory>

#include "app/command.h"
#include "app/console.h"
#include "app/knowledge.h"
#include "hinge/catalog/load.h"
#include "hinge/catalog/near_names.h"
#include "hinge/teach/handbook.h"

namespace hinge::app {
namespace {

namespace fs = std::filesystem;

struct Flags {
  std::string folder, id, out = "docs/handbook";
  std::vector<std::string> more;
};

/// A folder with a version.toml is knowledge of its own; any other extends what is shipped.
ExitCode check(const std::string& folder, const Resources& resources) {
  std::error_code ignored;
  std::vector<fs::path> folders{resources.knowledge};
  if (!folder.empty() && fs::exists(fs::path(folder) / "version.toml", ignored)) folders.clear();
  if (!folder.empty()) folders.emplace_back(folder);
  const auto catalog = catalog::load_catalog(folders);
  if (!catalog) {
    print_error(to_string(catalog.error()));
    return catalog.error().code == Errc::not_found ? ExitCode::usage : ExitCode::input;
  }
  fmt::print("{}: {} exercises, {} rules, {} checkpoints, {} drills, {} cues, {} lessons, {} rungs, {} sources; no problem\n",
             folders.back().string(), catalog->exercises.size(), catalog->rules.size(), catalog->checkpoints.size(), catalog->drills.size(),
             catalog->cues.size(), catalog->lessons.size(), catalog->ladder.rungs.size(), catalog->sources.size());
  return ExitCode::ok;
}

ExitCode show(const catalog::Catalog& catalog, const Flags& flags) {
  if (const auto text = teach::render_entry(catalog, flags.id)) {
    fmt::print("{}", *text);
    return ExitCode::ok;
  }
  print_error(fmt::format("the knowledge has nothing of the id '{}'{}", flags.id,
                          catalog::did_you_mean(flags.id, teach::entry_ids(catalog), "docs/handbook lists everything")));
  return ExitCode::usage;
}

ExitCode write_handbook(const catalog::Catalog& catalog, const Flags& flags) {
  std::error_code failed;
  fs::create_directories(flags.out, failed);
  for (const teach::HandbookPage& page : teach::render_handbook(catalog)) {
    if (const auto code = write_result(fs::path(flags.out) / page.name, page.text); code != ExitCode::ok) return code;
  }
  return ExitCode::ok;
}

ExitCode with_catalog(const Resources& resources, const Flags& flags, ExitCode (*act)(const catalog::Catalog&, const Flags&)) {
  const auto catalog = load_knowledge(resources, {flags.more.begin(), flags.more.end()});
  return catalog ? act(*catalog, flags) : refuse(catalog.error());
}

}  // namespace

Command add_knowledge(CLI::App& program) {
  const auto flags = std::make_shared<Flags>();
  auto* command = program.add_subcommand("knowledge", "Check the files that hold rules, exercises and lessons, show an entry, write the handbook");
  command->require_subcommand(1);
  auto* checks = command->add_subcommand("check", "Everything that is not right in a folder, with file, line and column")
      ->footer("Examples:\n  hinge knowledge check\n  hinge knowledge check my_rules\nExit status 3 if there is a problem.");
  checks->add_option("folder", flags->folder, "Knowledge of its own (it has a version.toml), or one that extends the shipped")->type_name("DIR");
  auto* shows = command->add_subcommand("show", "One entry of any kind, by its id")->footer("Example:\n  hinge knowledge show wall_tap");
  shows->add_option("id", flags->id, "Exercise, rule, checkpoint, drill, cue, lesson, source, metric or rung")->required()->type_name("ID");
  auto* handbook = command->add_subcommand("handbook", "Write the handbook pages from the files")->footer("Example:\n  hinge knowledge handbook --out docs/handbook");
  handbook->add_option("--out", flags->out, "Folder of the pages")->capture_default_str()->type_name("DIR");
  for (auto* part : {shows, handbook})
    part->add_option("--knowledge", flags->more, "Folder that extends or replaces the shipped knowledge")->type_name("DIR");
  command->footer("Examples:\n  hinge knowledge check my_rules\n  hinge knowledge show knee_creep\n  hinge knowledge handbook --out docs/handbook");
  return {command, [flags, checks, shows](const Resources& resources) {
            if (checks->parsed()) return check(flags->folder, resources);
            return with_catalog(resources, *flags, shows->parsed() ? show : write_handbook);
          }};
}

}  // namespace hinge::app
