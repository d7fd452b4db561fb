#pragma once
// Numbers become Measured values here: with their standard deviation, or the reason there is none.
#include <optional>

#include "hinge/body/recording.h"
#include "hinge/kinematics/internal/constants.h"
#include "hinge/kinematics/internal/jitter.h"
#include "hinge/kinematics/internal/sagittal_pose.h"
#include "hinge/kinematics/motion.h"

namespace hinge::kinematics {

/// Where the sagittal points came from decides how far to trust them.
enum class Grade : unsigned char { lab, side_view, side_view_corrected, oblique, frontal };

/// Everything the angle series are made from.
struct Evidence {
  const body::Recording& recording;
  const Tracks& tracks;  ///< smooth
  const SagittalPose& pose;
  const std::array<SagittalPose, 2>& sides;
  const LegModel& legs;
  body::Side near_side;
  Grade grade;
  double extra_sd = 0;  ///< from foreshortening that could not be undone, radians
  Jitter jitter;
  std::vector<FrameRange> standing;  ///< one quiet stand, or every lockout; empty: never seen upright
  StandingKind standing_kind = StandingKind::quiet;
};

/// Fills every angle series of `motion` but the spine's.
void fill_angles(const Evidence& evidence, Motion& motion);

/// Fills `motion.path`, in leg lengths from the planted ankle.
void fill_paths(const Evidence& evidence, Motion& motion);

}  // namespace hinge::kinematics
