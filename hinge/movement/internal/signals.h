#pragma once
// The curves that reps and recognition look at, one value per frame; angles in radians, lengths in leg lengths.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "hinge/base/measured.h"
#include "hinge/base/units.h"
#include "hinge/kinematics/motion.h"

namespace hinge::movement::internal {

using Curve = std::vector<Measured<double>>;

[[nodiscard]] constexpr double degrees(double value) { return to_radians(Degrees{value}).value(); }

struct Signals {
  std::vector<Seconds> time;
  std::vector<std::size_t> cuts;  ///< first frames after a cut
  double yaw = 0;  ///< of the camera, radians in [0, pi/2]: 0 from the side, pi/2 from the front or the rear
  Curve hip_fold, knee, trunk, shank, elbow;
  Curve hip_x, hip_y, shoulder_x, shoulder_y, wrist_x, wrist_y, ankle_x, ankle_y, knee_x, knee_y;
  Curve wall_gap;  ///< from the buttocks to a wall behind, m; none seen: missing everywhere
  Curve weight_diameter;  ///< where a plate or bell was followed
  Curve upper_y;  ///< face, shoulders and hands in the picture, unsmoothed; not on one origin with the others

  [[nodiscard]] std::size_t frames() const { return time.size(); }
};

[[nodiscard]] Signals extract_signals(const kinematics::Motion& motion);

/// The same curves over some of the frames only.
[[nodiscard]] Signals slice(const Signals& signals, kinematics::FrameRange frames);

/// Knee bend, hip fold and shin where plates hide the legs: the hip from shoulder and trunk lean, the leg as two equal
/// links between it and the planted ankle. Seen frames are kept. Rough (about 10 degrees): for counting and recognising
/// only.
struct Legs {
  Curve knee, hip_fold, shank, hip_y;
};
[[nodiscard]] Legs with_inferred_legs(const Signals& signals);

/// The one that lies between the two others.
template <class T>
[[nodiscard]] constexpr T middle_of(T a, T b, T c) {
  return std::max(std::min(a, b), std::min(std::max(a, b), c));
}

/// Frame by frame; seen where both are.
[[nodiscard]] Curve minus(const Curve& a, const Curve& b);
[[nodiscard]] Curve negated(const Curve& a);

/// `curve` with its unseen frames filled from what `first` and `second` say about it: a straight-line relation learned
/// where all are seen, plus the remainder carried over the gap. Plates and hands hide legs far more often than trunks;
/// a rep must not be lost with them. Frames where `first` or `second` is unseen stay unseen. Only for counting and
/// timing.
[[nodiscard]] Curve completed(const Curve& curve, const Curve& first, const Curve& second);

[[nodiscard]] double seen_share(const Curve& curve);
/// The value below which `share` of the seen ones lie; nothing if none was seen.
[[nodiscard]] std::optional<double> quantile(const Curve& curve, double share);
[[nodiscard]] std::optional<double> quantile(const Curve& curve, double share, kinematics::FrameRange frames);
/// Between the 5th and the 95th of a hundred: docs/science.md 6.1.
[[nodiscard]] std::optional<double> spread(const Curve& curve);
[[nodiscard]] std::optional<double> median(std::vector<double> values);
/// Hip fold with the gaps that plates and hands leave filled, by relation where one can be learned, else by inference.
[[nodiscard]] Curve whole_fold(const Signals& signals);
/// `to` minus `from`.
[[nodiscard]] std::optional<double> change(const Curve& curve, std::size_t from, std::size_t to);
/// Nearest seen value within a few frames of `frame`.
[[nodiscard]] std::optional<double> near(const Curve& curve, std::size_t frame);

}  // namespace hinge::movement::internal
