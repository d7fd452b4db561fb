#include "app/video/filing.h"

#include <fmt/core.h>

#include <algorithm>

#include "app/console.h"
#include "app/felt.h"
#include "app/input_kind.h"
#include "app/set_change.h"
#include "hinge/coach/compose.h"
#include "hinge/progress/cues.h"
#include "hinge/progress/decide.h"
#include "hinge/progress/record.h"
#include "hinge/report/analysis_json.h"

namespace hinge::app {

using progress::Set;

namespace {
/// The newest answer holds; none is no.
bool has_agreed(const progress::Person& person, progress::Topic topic) {
  bool agreed = false;
  for (const auto& consent : person.consents) {
    if (consent.topic == topic) agreed = consent.given;
  }
  return agreed;
}
/// Pain replaces the cue: nothing is to be tried in a next set that should not be done.
void stop_here(coach::Coaching& coaching, const progress::Reason& sign) {
  coaching.cue = "Stop here for today.";
  coaching.say = sign.text;
  coaching.drill = coaching.drill_title = coaching.drill_dose = coaching.drill_how = coaching.why = coaching.next = "";
}
}  // namespace

Outcome<Filing> Filing::open(const AnalyzeOptions& options, const Resources& resources) {
  BookFlags flags;
  flags.person = options.person;
  flags.database = options.database;
  flags.viewer = options.viewer;
  for (const auto& folder : options.knowledge) flags.knowledge.push_back(folder.string());
  auto book = open_book(flags, resources);
  if (!book) return tl::unexpected<Failure>(book.error());
  if (const auto allowed = require_may(book->store, options.viewer, book->history.person, store::Deed::file); !allowed) return tl::unexpected<Failure>(allowed.error());
  auto felt = read_answers(options.answers, book->catalog);
  if (!felt) return tl::unexpected<Failure>(felt.error());
  // Before minutes of work, not after them.
  if (options.keep_video && !has_agreed(book->history.person, progress::Topic::keep_video)) {
    return give_up(ExitCode::usage, fmt::format("{} has not agreed that videos are kept: `hinge person consent NAME --keep-video yes` records that they do", options.person));
  }
  Filing filing(*std::move(book), *std::move(felt));
  if (options.pain) filing.pain_ = progress::Pain{*options.pain, options.pain_place, options.pain_growing};
  filing.part_ = options.start.value() > 0 || options.end.has_value();
  return filing;
}

void Filing::complete(AnalyzeOptions& options) const {
  const auto& person = book_.history.person;
  if (!options.athlete.height) options.athlete.height = person.height;
  if (!options.athlete.mass) options.athlete.mass = person.mass;
  if (!book_.history.plans.empty()) options.planned_exercise = book_.history.plans.back().exercise;
}

Set Filing::make_set(const analysis::Analysis& analysis) const {
  Set set = progress::make_set(analysis.movement, analysis.set, book_.catalog);
  set.load = analysis.athlete.load;
  set.recording_sha256 = analysis.source.sha256;
  const auto standing = progress::find_standing(progress::until(book_.history, book_.store.now()), book_.catalog.ladder);
  const auto* rung = book_.catalog.ladder.find_rung(standing.rung);
  if (std::ranges::find(rung->exercises, set.exercise) != rung->exercises.end()) set.rung = rung->id;
  for (const auto& trial : book_.history.trials) {
    if (trial.effect == progress::CueEffect::pending) set.cue = trial.cue, set.drill = trial.drill;
  }
  return set;
}

void Filing::personalise(analysis::Analysis& analysis) {
  // The set itself may be the answer a trial waits for, so it counts before it is filed.
  progress::History with_set = book_.history;
  // A clip that is filed already answers nothing: the cue given after it still waits.
  const auto filed = std::ranges::find(with_set.sets, analysis.source.sha256, &Set::recording_sha256);
  const bool again = filed != with_set.sets.end() && !analysis.source.sha256.empty() && !part_;
  if (again) {
    if (pain_) filed->pain = pain_;
  } else {
    Set set = make_set(analysis);
    set.id = "this set";
    set.at = progress::moment_of_telling(with_set, book_.store.now()) + std::chrono::seconds(1);
    set.pain = pain_;
    with_set.sets.push_back(std::move(set));
  }
  for (const auto& answered : progress::resolve_trials(with_set, book_.catalog)) {
    *std::ranges::find(with_set.trials, answered.id, &progress::CueTrial::id) = answered;
  }
  choice_.reset();
  const auto choose = [&](const catalog::Rule& rule, const catalog::Case& words) -> std::optional<coach::Chosen> {
    const auto waits = std::ranges::find_if(with_set.trials, [&](const auto& trial) {
      return again && trial.set_before == filed->id && trial.effect == progress::CueEffect::pending && trial.rule == rule.id && trial.words == words.id;
    });
    if (waits != with_set.trials.end()) return coach::Chosen{waits->cue, waits->drill};
    choice_ = progress::choose_cue(with_set, book_.catalog, rule, words, progress::seed_of(with_set));
    return coach::Chosen{choice_->cue, choice_->drill};
  };
  analysis.coaching = coach::compose_coaching(analysis.movement, analysis.set, book_.catalog, choose);
  analysis.coaching.rung = progress::find_standing(progress::until(book_.history, book_.store.now()), book_.catalog.ladder).rung;
  if (const auto sign = pain_ ? progress::find_stop_sign(with_set, book_.catalog) : std::nullopt) stop_here(analysis.coaching, *sign);
  add_felt(analysis.set.checkpoints, felt_, book_.history, book_.catalog);
}

bool Filing::say_stop() const {
  const auto sign = progress::find_stop_sign(book_.history, book_.catalog);
  if (sign) fmt::print("{} `hinge next --person {}` says how to go on.\n", sign->text, shell_word(book_.history.person.name));
  return sign.has_value();
}

Outcome<void> Filing::try_cue(const analysis::Analysis& analysis, const Set& set) {
  const auto feedback = progress::taper_feedback(book_.history, book_.catalog);
  if (!feedback.speaks) {
    fmt::print("No cue this time, the next set is yours. {}\n", feedback.because);
    return {};
  }
  if (!choice_ || analysis.coaching.priority.empty()) return {};
  const auto* rule = book_.catalog.find_rule(analysis.coaching.priority);
  const auto* words = rule->find_case(analysis.coaching.priority_words);
  const auto trial = progress::open_trial(*choice_, *rule, *words, set, book_.store.now());
  const auto filed = book_.store.file_trial(book_.id(), trial);
  if (!filed) return give_up(exit_code_of(filed.error()), filed.error());
  fmt::print("  Next set: “{}” {}\n", analysis.coaching.cue, choice_->because);
  return {};
}

Outcome<void> Filing::keep(const std::filesystem::path& clip, const std::string& set) {
  if (find_input_kind(clip) != InputKind::video) {
    print_warning(clip.filename().string() + " holds landmarks and no pictures: there is no video to keep");
    return {};
  }
  const auto kept = book_.store.keep_file(book_.id(), set, store::KeptKind::video, clip);
  if (!kept) return give_up(exit_code_of(kept.error()), kept.error());
  fmt::print("The clip is kept; `hinge person delete` takes it away with everything else.\n");
  return {};
}

Outcome<void> Filing::take_felt(const ClipResult& result, const std::string& set, Verbosity verbosity) {
  auto felt = felt_;
  if (verbosity == Verbosity::normal) {
    const auto asked = ask_felt(find_unanswered(result.analysis.set.checkpoints, felt, book_.catalog), book_.history.person.name, set);
    felt.insert(felt.end(), asked.begin(), asked.end());
  }
  if (felt.empty()) return {};
  const auto filed = book_.store.file_felt(book_.id(), set, felt);
  if (!filed) return give_up(exit_code_of(filed.error()), filed.error());
  return book_.reload();
}

Outcome<void> Filing::answer(const ClipResult& result, const store::Filed& filed) {
  const auto answered = answer_trials(book_);
  if (!answered) return tl::unexpected<Failure>(answered.error());
  const auto now = std::ranges::find(book_.history.sets, filed.id, &Set::id);
  if (now == book_.history.sets.end()) return {};
  if (filed.outcome != store::Outcome::filed) {
    const char* news = filed.outcome == store::Outcome::judged_again ? "it has the new judgement now"
                       : filed.outcome == store::Outcome::told_more  ? "what you told of it now is kept"
                                                                     : "nothing was new";
    fmt::print("This clip was filed before, as set {}; {}.\n", filed.id, news);
    if (pain_) say_stop();
    return {};
  }
  fmt::print("Filed for {} as set {}.\n", book_.history.person.name, filed.id);
  for (const auto& trial : *answered) fmt::print("  {}\n", say_trial(trial, book_.catalog));
  if (const Set* last = progress::find_last_like(book_.history, *now)) {
    fmt::print("Since {}: ", local_time_text(last->at));
    print_change(*last, *now, book_.catalog, ChangeDetail::changes);
  } else {
    fmt::print("The first set of this exercise: the next one has something to be compared with.\n");
  }
  const Set newest = *now;
  if (say_stop()) return {};
  if (auto tried = try_cue(result.analysis, newest); !tried) return tried;
  if (!newest.effort || !newest.pain) {
    fmt::print("To move up we need to know how it was: hinge log --person {} --set {} --effort 0-10 --pain 0-10\n", shell_word(book_.history.person.name), filed.id);
  }
  return {};
}

Outcome<void> Filing::file(const std::filesystem::path& clip, const ClipResult& result, const AnalyzeOptions& options) {
  if (result.analysis.movement.reps.empty()) {
    fmt::print("Nothing was filed: there are no reps.\n");
    return {};
  }
  Set set = make_set(result.analysis);
  set.effort = options.effort;
  set.pain = pain_;
  set.felt = felt_;
  store::Papers papers;
  papers.analysis_json = report::render_analysis_json(result.analysis, "");
  if (options.start.value() > 0 || options.end) {
    papers.clip_part = fmt::format("{:g}-{}", options.start.value(), options.end ? fmt::format("{:g}", options.end->value()) : "");
  }
  const auto filed = book_.store.file_set(book_.id(), set, store::Timing::now, papers);
  if (!filed) return give_up(exit_code_of(filed.error()), filed.error());
  if (!filed->warning.empty()) print_warning(filed->warning);
  if (auto loaded = book_.reload(); !loaded) return loaded;
  if (auto answered = answer(result, *filed); !answered) return answered;
  if (options.keep_video) {
    if (auto kept = keep(clip, filed->id); !kept) return kept;
  }
  return take_felt(result, filed->id, options.verbosity);
}

}  // namespace hinge::app
