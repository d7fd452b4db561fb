#include "app/video/analyze.h"

#include <fmt/core.h>

#include <map>

#include "app/cancel.h"
#include "app/video/clip_run.h"
#include "app/video/detail.h"
#include "app/video/filing.h"
#include "app/knowledge.h"
#include "hinge/report/weight_story.h"

namespace hinge::app {
namespace {

namespace fs = std::filesystem;

/// One folder a clip; two clips of one name get different ones.
std::vector<fs::path> output_folders(const AnalyzeOptions& options) {
  const bool one = options.clips.size() == 1;
  std::map<std::string, int> used;
  std::vector<fs::path> folders;
  for (const auto& clip : options.clips) {
    if (one && options.out) return {*options.out};
    std::string name = clip.stem().string();
    // "...mp4" has the stem "..": the results would lie among the caller's own files.
    if (name == "." || name == "..") name = "clip";
    if (name.empty()) name = clip.parent_path().filename().string();  // "frames/"
    if (const int before = used[name]++; before > 0) name += "-" + std::to_string(before + 1);
    folders.push_back((options.out ? *options.out : fs::path("hinge-out")) / name);
  }
  return folders;
}

std::string view_words(kinematics::View view) {
  switch (view) {
    case kinematics::View::sagittal_left: return "seen from the left side";
    case kinematics::View::sagittal_right: return "seen from the right side";
    case kinematics::View::oblique: return "seen at an angle";
    case kinematics::View::frontal: return "seen from the front or behind";
    case kinematics::View::unknown: return "from an unknown view";
  }
  return "";
}

void print_summary(const ClipResult& result, const catalog::Catalog& catalog, const AnalyzeOptions& options) {
  const auto& analysis = result.analysis;
  fmt::print("{}\n", analysis.coaching.headline.empty() ? analysis.movement.why_no_reps : analysis.coaching.headline);
  const auto reps = analysis.movement.reps.size();
  if (reps > 0) {
    const auto* exercise = catalog.find_exercise(analysis.movement.recognition.exercise);
    fmt::print("  {}: {} {}, {}\n", exercise == nullptr ? "Movement not recognised" : exercise->title, reps, reps == 1 ? "rep" : "reps",
               view_words(analysis.motion.view.view));
  }
  if (!analysis.coaching.cue.empty()) {
    fmt::print("  Work on this first: \u201c{}\u201d{}\n", analysis.coaching.cue,
               analysis.coaching.drill_title.empty() ? "" : " (drill: " + analysis.coaching.drill_title + ")");
  }
  if (const auto weight = report::tell_weight(analysis)) {
    fmt::print("  {}{}{}\n", weight->stand_in, weight->stand_in.empty() ? "" : " ", weight->summary);
  }
  const fs::path shown = options.outputs.contains(Output::html) ? result.folder / "report.html" : result.folder;
  fmt::print("  {}: {}\n", options.outputs.contains(Output::html) ? "Report" : "Results", shown.string());
}

void print_notes(const ClipResult& result) {
  for (const auto& warning : result.analysis.warnings) print_warning(warning.text);
  for (const auto& sentence : result.not_made) print_warning(sentence);
}

}  // namespace

ExitCode analyze(AnalyzeOptions options, const Resources& resources) {
  const auto catalog = load_knowledge(resources, options.knowledge);
  if (!catalog) return refuse(catalog.error());
  if (options.exercise != "auto") {
    if (const auto unknown = check_exercise(*catalog, options.exercise)) {
      print_error(*unknown);
      return ExitCode::usage;
    }
  }
  std::optional<Filing> filing;
  if (!options.person.empty()) {
    auto opened = Filing::open(options, resources);
    if (!opened) return refuse(opened.error());
    filing.emplace(*std::move(opened));
    filing->complete(options);
    options.personalise = [&](analysis::Analysis& analysis) { filing->personalise(analysis); };
  }
  const auto folders = output_folders(options);
  ExitCode code = ExitCode::ok;
  for (std::size_t i = 0; i < options.clips.size(); ++i) {
    ProgressLine line(options.verbosity);
    const RunControl control{&cancel_flag(), [&](const Progress& progress) { line.show(progress); }};
    if (options.clips.size() > 1 && options.verbosity == Verbosity::normal) {
      fmt::print(stderr, "{} ({} of {})\n", options.clips[i].string(), i + 1, options.clips.size());
    }
    const auto result = run_clip(options.clips[i], folders[i], options, resources, *catalog, control);
    line.clear();
    if (!result) {
      if (result.error().code == ExitCode::cancelled) {
        print_error("stopped on request; nothing half-written was left behind");
        return ExitCode::cancelled;
      }
      print_error(result.error().message);
      if (code == ExitCode::ok) code = result.error().code;
      continue;
    }
    if (options.verbosity == Verbosity::normal) {
      print_notes(*result);
      print_summary(*result, *catalog, options);
      if (options.detail == Detail::full) fmt::print("{}", detail_text(result->analysis.set));
    }
    if (!filing) continue;
    if (const auto filed = filing->file(options.clips[i], *result, options); !filed) {
      print_error(filed.error().message);
      if (code == ExitCode::ok) code = filed.error().code;
    }
  }
  return code;
}

}  // namespace hinge::app
