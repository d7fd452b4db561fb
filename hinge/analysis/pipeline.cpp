#include "hinge/analysis/pipeline.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "hinge/analysis/internal/capture_check.h"
#include "hinge/assess/assess.h"
#include "hinge/catalog/near_names.h"
#include "hinge/coach/compose.h"
#include "hinge/coach/disagreement.h"
#include "hinge/dynamics/compute_dynamics.h"
#include "hinge/movement/recognise.h"

namespace hinge::analysis {
namespace {

Result<void> check_exercise(const std::string& id, const catalog::Catalog& catalog) {
  if (catalog.find_exercise(id) != nullptr) return {};
  std::vector<std::string> known;
  for (const catalog::Exercise& exercise : catalog.exercises) known.push_back(exercise.id);
  return fail(Errc::invalid, "there is no exercise '" + id + "'" +
                                 catalog::did_you_mean(id, known, "`hinge exercises` lists them"));
}

Result<void> check_athlete(const body::Athlete& athlete) {
  if (athlete.mass && !(athlete.mass->value() >= 20 && athlete.mass->value() <= 300)) {
    return fail(Errc::invalid, "a body mass must lie between 20 and 300 kg");
  }
  if (athlete.load && !(athlete.load->value() >= 0 && athlete.load->value() <= 500)) {
    return fail(Errc::invalid, "a load must lie between 0 and 500 kg; 0 is none");
  }
  return {};
}

/// The user's word counts; that the recording looks quite unlike it is said all the same.
void report_disagreement(Analysis& analysis, const catalog::Catalog& catalog) {
  const movement::Recognition& recognition = analysis.movement.recognition;
  const catalog::Exercise* looks_like = coach::find_disagreement(recognition, catalog);
  if (looks_like == nullptr) return;
  const catalog::Exercise* said = catalog.find_exercise(recognition.exercise);
  analysis.warnings.push_back({"exercise_disagrees", "You said " + said->title + "; to the camera it looks more like " +
                                                         looks_like->title + ". It was judged as what you said."});
}

std::string minutes_and_seconds(Seconds time) {
  const int whole = static_cast<int>(std::lround(time.value()));
  char text[16];
  std::snprintf(text, sizeof text, "%d:%02d", whole / 60, whole % 60);
  return text;
}

/// Another exercise in the same recording is named and left alone: its reps are not judged by this one's rules.
void report_sets(Analysis& analysis, const catalog::Catalog& catalog) {
  const auto& sets = analysis.movement.sets;
  if (sets.size() < 2) return;
  std::string list;
  for (const auto& set : sets) {
    const catalog::Exercise* exercise = catalog.find_exercise(set.recognition.exercise);
    const auto& time = analysis.motion.time;
    list += (list.empty() ? "" : ", then ") + std::to_string(set.reps.size()) + " \u00d7 " +
            (exercise == nullptr ? std::string("an unknown exercise") : exercise->title) + " (" +
            minutes_and_seconds(time[set.frames.first]) + "\u2013" + minutes_and_seconds(time[set.frames.last]) + ")";
  }
  analysis.warnings.push_back({"several_sets", "This recording shows " + list + ". Set " +
                                                   std::to_string(analysis.movement.judged_set + 1) +
                                                   " is judged here; use --start and --end for another."});
}

/// Begun and given up is not nothing: it is said, and not counted.
void report_half_reps(Analysis& analysis) {
  const auto& movement = analysis.movement;
  if (movement.judged_set >= movement.sets.size()) return;
  const auto& halves = movement.sets[movement.judged_set].half_reps;
  if (halves.empty()) return;
  std::string when;
  for (const auto& half : halves)
    when += (when.empty() ? "" : ", ") + minutes_and_seconds(analysis.motion.time[half.bottom]);
  analysis.warnings.push_back({"half_repetitions", halves.size() == 1
                                                       ? "One half repetition (" + when + ") was not counted."
                                                       : std::to_string(halves.size()) + " half repetitions (" + when +
                                                             ") were not counted."});
}

void report_clock(Analysis& analysis) {
  if (analysis.motion.clock == kinematics::Clock::slowed)
    analysis.warnings.push_back({"slow_motion",
                                 "This looks like slow motion: times and speeds are left out. Give --time-scale with how "
                                 "many times slower than life the film plays (8 for 240 pictures a second shown at 30; 1 if "
                                 "you really moved that slowly)."});
  if (analysis.motion.clock == kinematics::Clock::sparse)
    analysis.warnings.push_back({"sparse_pictures",
                                 "Too few different pictures a second for a speed: none is given."});
}

}  // namespace

std::string engine_version() { return HINGE_VERSION; }

Result<Analysis> analyse(const body::Recording& recording, const catalog::Catalog& catalog,
                         const AnalyseOptions& options) {
  if (options.exercise) {
    HINGE_TRY_VOID(check_exercise(*options.exercise, catalog));
  }
  HINGE_TRY_VOID(check_athlete(options.athlete));

  Analysis analysis;
  analysis.engine_version = engine_version();
  analysis.pose_model = recording.estimator;
  analysis.knowledge_version = catalog.version;
  analysis.source = recording.source;
  analysis.athlete = options.athlete;
  analysis.people = recording.people;
  analysis.warnings = recording.warnings;

  HINGE_TRY(analysis.motion, kinematics::compute_motion(recording, options.athlete, options.motion));
  analysis.dynamics = dynamics::compute_dynamics(analysis.motion, options.athlete);
  if (auto upside_down = internal::find_upside_down(recording)) {
    analysis.movement.why_no_reps = "the person is upside down in the picture";
    analysis.warnings.push_back(*std::move(upside_down));
  } else if (auto turned = internal::find_turned_picture(recording)) {
    analysis.movement.why_no_reps = "the picture is turned by 90 degrees";
    analysis.warnings.push_back(*std::move(turned));
  } else {
    analysis.movement =
        movement::recognise_movement(analysis.motion, {options.exercise, options.athlete.load, catalog.prototypes});
  }
  if (analysis.motion.view.height == kinematics::CameraHeight::near_floor) {
    analysis.warnings.push_back({"camera_low",
                                 "The camera stood near the floor and looks up at the back: from there its outline "
                                 "is not its shape, and nothing is said of the spine. Put the phone at hip height."});
  }
  report_clock(analysis);
  report_disagreement(analysis, catalog);
  report_sets(analysis, catalog);
  report_half_reps(analysis);
  const metrics::Trial trial{analysis.motion, analysis.movement, analysis.athlete, &analysis.dynamics};
  analysis.set = assess::assess_set(trial, catalog);
  analysis.coaching = coach::compose_coaching(analysis.movement, analysis.set, catalog);
  coach::write_checkpoint_sentences(analysis.movement, analysis.set, catalog);
  return analysis;
}

}  // namespace hinge::analysis
