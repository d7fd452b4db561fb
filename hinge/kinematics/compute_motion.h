#pragma once
// The door of this room: a recording in, angles with their uncertainty out.
#include <optional>

#include "hinge/base/result.h"
#include "hinge/body/athlete.h"
#include "hinge/body/recording.h"
#include "hinge/kinematics/motion.h"

namespace hinge::kinematics {

enum class Facing : unsigned char { image_left, image_right };

/// Where the plane of movement is taken from when the camera looks at a slant.
enum class PlaneFrom : unsigned char {
  best,            ///< what the view's yaw makes best (docs/decisions/0019-what-a-view-can-show.md)
  picture,         ///< as if it were a side view
  widened_picture, ///< a side view whose horizontal extents are divided by cos(yaw)
  depth            ///< the network's guess of depth
};

struct MotionOptions {
  /// Overall -3 dB point of the zero-lag Butterworth low-pass. Absent: 5 Hz, rising to 8 Hz for ballistic lifts
  /// (docs/science.md 5.2).
  std::optional<double> cutoff_hz;
  std::optional<Facing> facing;  ///< absent: from the feet and the face
  PlaneFrom plane = PlaneFrom::best;  ///< the others are for measuring what each is worth
};

/// Never fails for want of data: what could not be measured is missing(why) in the Motion. Errors (all Errc::invalid):
/// times that are not finite or run backwards, a frame whose landmarks do not match the recording's columns, a
/// cut-off or a body height that no recording of a person can have.
[[nodiscard]] Result<Motion> compute_motion(const body::Recording& recording, const body::Athlete& athlete,
                                            const MotionOptions& options = {});

}  // namespace hinge::kinematics
