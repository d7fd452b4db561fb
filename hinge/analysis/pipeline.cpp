#include "hinge/analysis/pipeline.h"

#include "hinge/assess/assess.h"
#include "hinge/catalog/near_names.h"
#include "hinge/coach/compose.h"
#include "hinge/movement/recognise.h"

namespace hinge::analysis {
namespace {

Result<void> check_exercise(const std::string& id, const catalog::Catalog& catalog) {
  if (catalog.find_exercise(id) != nullptr) return {};
  std::vector<std::string> known;
  for (const catalog::Exercise& exercise : catalog.exercises) known.push_back(exercise.id);
  const std::string near = catalog::did_you_mean(id, known);
  return fail(Errc::invalid, "there is no exercise '" + id + "'" + near + (near.empty() ? "; " : " ") +
                                 "`hinge exercises` lists them");
}

/// An exercise that only a folder of the user's defines: the engine takes its id, the catalog knows its pattern.
void complete_recognition(movement::Movement& movement, const catalog::Catalog& catalog) {
  const catalog::Exercise* exercise = catalog.find_exercise(movement.recognition.exercise);
  if (!movement.recognition.given_by_user || exercise == nullptr) return;
  if (exercise->pattern != movement::Pattern::none) movement.recognition.pattern = exercise->pattern;
}

}  // namespace

std::string engine_version() { return HINGE_VERSION; }

Result<Analysis> analyse(const body::Recording& recording, const catalog::Catalog& catalog,
                         const AnalyseOptions& options) {
  if (options.exercise) {
    HINGE_TRY_VOID(check_exercise(*options.exercise, catalog));
  }

  Analysis analysis;
  analysis.engine_version = engine_version();
  analysis.pose_model = recording.estimator;
  analysis.knowledge_version = catalog.version;
  analysis.source = recording.source;
  analysis.athlete = options.athlete;
  analysis.people = recording.people;
  analysis.warnings = recording.warnings;

  HINGE_TRY(analysis.motion, kinematics::compute_motion(recording, options.athlete, options.motion));
  analysis.movement = movement::recognise_movement(analysis.motion, {options.exercise, options.athlete.load});
  complete_recognition(analysis.movement, catalog);
  const metrics::Trial trial{analysis.motion, analysis.movement, analysis.athlete};
  analysis.set = assess::assess_set(trial, catalog);
  analysis.coaching = coach::compose_coaching(analysis.movement, analysis.set, catalog);
  coach::write_checkpoint_sentences(analysis.movement, analysis.set, catalog);
  return analysis;
}

}  // namespace hinge::analysis
