// Angles of the sagittal plane, frame by frame over the rep, absolute and as change from the person's own standing.
#include <optional>

#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/support.h"

namespace hinge::metrics::internal {
namespace {

using kinematics::Standing;
using kinematics::StandingSpread;

}  // namespace

Samples hip_fold(const Trial& trial, const movement::Rep& rep) {
  return over_rep(trial, rep, trial.motion.hip_fold.camera_side);
}
Samples hip_fold_change(const Trial& trial, const movement::Rep& rep) {
  return change_over_rep(rep, trial.motion.hip_fold.camera_side, standing_angle(trial, &Standing::hip_fold, &StandingSpread::hip_fold));
}
Samples hip_flexion(const Trial& trial, const movement::Rep& rep) {
  return over_rep(trial, rep, trial.motion.hip_flexion);
}
Samples knee_flexion(const Trial& trial, const movement::Rep& rep) {
  return over_rep(trial, rep, trial.motion.knee_flexion.camera_side);
}
Samples knee_flexion_change(const Trial& trial, const movement::Rep& rep) {
  return change_over_rep(rep, trial.motion.knee_flexion.camera_side,
                         standing_angle(trial, &Standing::knee_flexion, &StandingSpread::knee_flexion));
}
Samples ankle_dorsiflexion(const Trial& trial, const movement::Rep& rep) {
  return over_rep(trial, rep, trial.motion.ankle_dorsiflexion.camera_side);
}
Samples trunk_inclination(const Trial& trial, const movement::Rep& rep) {
  return over_rep(trial, rep, trial.motion.trunk_inclination);
}
Samples trunk_inclination_change(const Trial& trial, const movement::Rep& rep) {
  return change_over_rep(rep, trial.motion.trunk_inclination,
                         standing_angle(trial, &Standing::trunk_inclination, &StandingSpread::trunk_inclination));
}
Samples thigh_inclination(const Trial& trial, const movement::Rep& rep) {
  return over_rep(trial, rep, trial.motion.thigh_inclination);
}
Samples shank_inclination(const Trial& trial, const movement::Rep& rep) {
  return over_rep(trial, rep, trial.motion.shank_inclination);
}
Samples shank_inclination_change(const Trial& trial, const movement::Rep& rep) {
  return change_over_rep(rep, trial.motion.shank_inclination,
                         standing_angle(trial, &Standing::shank_inclination, &StandingSpread::shank_inclination));
}
// Motion's neck angle is already the change from standing where there is a standing (motion.h), so zero is the
// reference.
Samples neck_flexion_change(const Trial& trial, const movement::Rep& rep) {
  auto reference = standing_angle(trial, &Standing::neck_flexion, &StandingSpread::neck_flexion);
  if (reference) reference->value = Radians{0};
  return change_over_rep(rep, trial.motion.neck_flexion, reference);
}
Samples elbow_flexion(const Trial& trial, const movement::Rep& rep) {
  return over_rep(trial, rep, trial.motion.elbow_flexion);
}
Samples pelvis_tilt(const Trial& trial, const movement::Rep& rep) {
  return over_rep(trial, rep, trial.motion.pelvis_tilt);
}
Samples thoracic_flexion(const Trial& trial, const movement::Rep& rep) {
  return over_rep(trial, rep, trial.motion.thoracic_flexion);
}

}  // namespace hinge::metrics::internal
