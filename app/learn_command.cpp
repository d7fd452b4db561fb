// `hinge learn`: the lessons in the terminal, or as one page with moving figures.
#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <memory>

#include "app/command.h"
#include "app/console.h"
#include "app/knowledge.h"
#include "hinge/catalog/near_names.h"
#include "hinge/teach/lesson_page.h"
#include "hinge/teach/lesson_text.h"

namespace hinge::app {
namespace {

struct LearnFlags {
  std::string topic, out = "hinge-learn.html";
  bool html = false;
  std::vector<std::string> more;
};

ExitCode write_page(const std::string& page, const std::string& out) {
  if (out != "-") return write_result(out, page);
  fmt::print("{}", page);
  return ExitCode::ok;
}

ExitCode learn(const LearnFlags& flags, bool out_given, const Resources& resources) {
  const auto catalog = load_knowledge(resources, {flags.more.begin(), flags.more.end()});
  if (!catalog) return refuse(catalog.error());
  std::vector<const catalog::Lesson*> only;
  if (!flags.topic.empty()) {
    const auto* lesson = catalog->find_lesson(flags.topic);
    if (lesson == nullptr) {
      std::vector<std::string> topics;
      for (const auto& known : catalog->lessons) topics.push_back(known.id);
      print_error(fmt::format("there is no lesson '{}'{}", flags.topic, catalog::did_you_mean(flags.topic, topics, "`hinge learn` lists them")));
      return ExitCode::usage;
    }
    only.push_back(lesson);
  }
  if (flags.html || out_given) return write_page(teach::render_page(*catalog, only), flags.out);
  fmt::print("{}", only.empty() ? teach::render_topics(*catalog) : teach::render_lesson_text(*catalog, *only.front()));
  return ExitCode::ok;
}

}  // namespace

Command add_learn(CLI::App& program) {
  const auto flags = std::make_shared<LearnFlags>();
  auto* command = program.add_subcommand("learn", "Teach the hinge: lessons in the terminal, or a page with moving figures");
  command->add_option("topic", flags->topic, "Which lesson; without one, the list")->type_name("TOPIC");
  command->add_flag("--html", flags->html, "Write one self-contained page, with moving figures");
  command->add_option("--out", flags->out, "The page's file; - is the standard output. Implies --html")->capture_default_str()->type_name("FILE");
  command->add_option("--knowledge", flags->more, "Folder that extends or replaces the shipped knowledge")->type_name("DIR");
  command->footer(
      "Examples:\n"
      "  hinge learn                      the topics\n"
      "  hinge learn wall_tap             one of them\n"
      "  hinge learn --html               all of them with figures, in hinge-learn.html\n"
      "  hinge learn wall_tap --out wall_tap.html");
  return {command, [flags, command](const Resources& resources) { return learn(*flags, command->count("--out") > 0, resources); }};
}

}  // namespace hinge::app
