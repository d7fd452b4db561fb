#include "hinge/teach/lesson_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <sstream>

#include "hinge/teach/words.h"

namespace hinge::teach {
namespace {

constexpr std::size_t columns = 78;

/// Broken at blanks; `first` begins the first line, blanks of the same width the others.
std::string wrap(std::string_view text, std::string_view first) {
  std::string result(first);
  std::size_t column = first.size();
  const std::string indent(first.size(), ' ');
  std::istringstream words{std::string(text)};
  bool fresh = true;
  for (std::string word; words >> word; fresh = false) {
    if (!fresh && column + 1 + word.size() > columns) {
      result += "\n" + indent;
      column = indent.size();
      fresh = true;
    }
    result += (fresh ? "" : " ") + word;
    column += word.size() + (fresh ? 0 : 1);
  }
  return result + "\n";
}

std::string heading(std::string_view text) { return "\n" + std::string(text) + "\n"; }

std::string figures(const catalog::Lesson& lesson) {
  std::string text = heading("The figures show");
  for (const catalog::Figure& figure : lesson.figures) {
    const std::string mark(mark_words(figure.mark));
    text += wrap(mark.empty() ? figure.caption : mark + ": " + figure.caption, "  - ");
  }
  return text;
}

std::string drill_text(const catalog::Catalog& catalog, const catalog::Lesson& lesson) {
  const catalog::Drill* drill = catalog.find_drill(lesson.drill);
  if (drill == nullptr) return {};
  std::string text = lesson.steps.empty() ? heading("How") + wrap(drill->how, "  ") : "";
  return text + heading("How much") + wrap(drill->dose, "  ") + heading("Then") + wrap(drill->next, "  ");
}

std::string claims(const catalog::Catalog& catalog, const catalog::Lesson& lesson) {
  std::string text = heading("Where this comes from");
  for (const catalog::Claim& claim : lesson.claims) {
    text += wrap(fmt::format("{} ({}; {})", claim.text, evidence_words(claim.evidence), source_words(catalog, claim.source)), "  - ");
  }
  return text;
}

}  // namespace

std::string render_topics(const catalog::Catalog& catalog) {
  std::size_t widest = 0;
  for (const catalog::Lesson& lesson : catalog.lessons) widest = std::max(widest, lesson.id.size());
  std::string text;
  for (const ChapterWords& chapter : chapters()) {
    std::string topics;
    for (const catalog::Lesson& lesson : catalog.lessons) {
      if (lesson.chapter == chapter.chapter) topics += fmt::format("  {:<{}}  {}\n", lesson.id, widest, lesson.title);
    }
    if (!topics.empty()) text += fmt::format("{}{}\n{}", text.empty() ? "" : "\n", chapter.title, topics);
  }
  return text + "\n`hinge learn TOPIC` shows one, `hinge learn --html` writes all of them with moving figures.\n";
}

std::string render_lesson_text(const catalog::Catalog& catalog, const catalog::Lesson& lesson) {
  std::string text = lesson.title + "\n" + std::string(std::min(columns, lesson.title.size()), '=') + "\n\n" + wrap(lesson.lead, "");
  for (const std::string& paragraph : lesson.text) text += "\n" + wrap(paragraph, "");
  if (!lesson.steps.empty()) text += heading("How");
  for (std::size_t i = 0; i < lesson.steps.size(); ++i) text += wrap(lesson.steps[i], fmt::format("  {}. ", i + 1));
  text += drill_text(catalog, lesson);
  if (!lesson.look_for.empty()) text += heading("It works when");
  for (const std::string& sign : lesson.look_for) text += wrap(sign, "  - ");
  if (!lesson.cues.empty()) text += heading("Words that help");
  for (const std::string& id : lesson.cues) {
    if (const catalog::Cue* cue = catalog.find_cue(id)) text += wrap(fmt::format("\"{}\"", cue->text), "  - ");
  }
  text += figures(lesson) + claims(catalog, lesson);
  if (!lesson.exercise.empty()) text += heading("Film it") + fmt::format("  hinge analyze set.mp4 --exercise {}\n", lesson.exercise);
  if (!lesson.next.empty()) text += heading("Next");
  for (const std::string& id : lesson.next) {
    if (const catalog::Lesson* next = catalog.find_lesson(id)) text += fmt::format("  hinge learn {:<24} {}\n", id, next->title);
  }
  return text;
}

}  // namespace hinge::teach
