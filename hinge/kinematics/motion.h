#pragma once
// How the person moved: angles of the sagittal plane with their uncertainty, and the joints' paths in that plane.
// Signs (docs/notation.md): flexion positive at every joint, forward lean positive for every segment, 0 standing
// upright.
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "hinge/base/measured.h"
#include "hinge/base/units.h"
#include "hinge/body/joint.h"
#include "hinge/kinematics/stick_gap.h"
#include "hinge/kinematics/wall_behind.h"
#include "hinge/kinematics/weight_path.h"

namespace hinge::kinematics {

using AngleSeries = std::vector<Measured<Radians>>;  ///< one per frame

/// From where the camera looks. sagittal_left: the person's left side is nearest the camera.
enum class View : unsigned char { sagittal_left, sagittal_right, oblique, frontal, unknown };
[[nodiscard]] std::string_view to_string(View view);

/// near_floor: a phone on the floor looks up at the back, and the outline it sees is not the back's.
enum class CameraHeight : unsigned char { unknown, near_floor, usual };

/// One answer for the whole set, never per frame.
struct CameraView {
  View view = View::unknown;
  Radians yaw;  ///< 0 pure side view, pi/2 front or rear
  Radians yaw_sd;
  body::Side near_side = body::Side::left;  ///< the side the measurements come from
  double facing = 1;                        ///< +1: faces image right, -1: image left
  Radians roll{0};  ///< of the phone: how far upright things lean to image right; undone in every angle and path
  CameraHeight height = CameraHeight::unknown;
};

struct SidedAngle {
  AngleSeries camera_side;  ///< the one to report
  AngleSeries left;
  AngleSeries right;
};

/// First and last frame, both included.
struct FrameRange {
  std::size_t first = 0;
  std::size_t last = 0;
  [[nodiscard]] std::size_t size() const { return last - first + 1; }
};

/// What a "change from standing" is measured against, the best first.
enum class StandingKind : unsigned char {
  quiet,   ///< the person's own quiet stand
  lockout  ///< the tops of the person's own lifts, where nobody stood quietly: under load and moving
};

/// One standard deviation of what the reference may differ from the person's own quiet standing.
struct StandingSpread {
  Radians hip_fold, knee_flexion, trunk_inclination, shank_inclination, neck_flexion;
};

/// What "change from own standing" is measured against: the first quiet upright stand, else the lockouts.
struct Standing {
  FrameRange frames;  ///< of lockouts the longest one
  Radians hip_fold, knee_flexion, trunk_inclination, shank_inclination,
      neck_flexion;  ///< medians over the stand or all lockouts
  StandingKind kind = StandingKind::quiet;
  StandingSpread spread{};  ///< nothing for a quiet stand
};

/// Lengths that turn the sagittal plane's unit (one leg length, hip to ankle by segments) into others.
struct BodyScale {
  Pixels leg_length;              ///< thigh + shank in the picture
  Measured<double> foot_per_leg;  ///< heel-to-toe length / leg length
  Measured<Metres> leg_length_m;  ///< from the given or assumed body height; missing for assumed is never: sd says it
  bool height_was_given = false;
};

using PathSeries =
    std::vector<Measured<Point2<Sagittal>>>;  ///< one per frame, unit: leg lengths, origin: planted ankle

/// Where the bend of the lower back was read in one picture, to be shown to people.
struct BackLine {
  struct Tangent {
    Point2<ImagePx> at;  ///< on the outline
    Radians inclination;
  };
  std::vector<Point2<ImagePx>> outline;  ///< from the sacrum up to the shoulder's level
  Tangent sacrum, ribs;
};

/// slowed: the film seems to play slower than life and nobody said how much; sparse: too few pictures for a speed. In
/// neither is a time or a speed told as a fact.
enum class Clock : unsigned char { trusted, slowed, sparse };

struct Motion {
  std::vector<Seconds> time;  ///< presentation times; not uniform
  CameraView view;
  BodyScale scale;
  std::optional<Standing> standing;  ///< none: the person was never seen upright
  std::vector<std::size_t> cuts;     ///< first frames after a cut or a break in time: motion is not continuous across
  Clock clock = Clock::trusted;
  std::optional<double> cutoff_hz;  ///< of the low-pass that the landmarks went through; none in an empty recording
  double tracked_fraction = 0;      ///< frames with usable landmarks / frames

  SidedAngle hip_fold;  ///< thigh against trunk line; contains spinal flexion; leaning back is negative
  SidedAngle knee_flexion;
  SidedAngle ankle_dorsiflexion;  ///< shank inclination + foot pitch
  AngleSeries trunk_inclination;
  AngleSeries thigh_inclination;  ///< negative when the hip is behind the knee
  AngleSeries shank_inclination;
  AngleSeries foot_pitch;    ///< + toes up
  AngleSeries neck_flexion;  ///< head against trunk, change from standing if there is one; - looking up
  AngleSeries elbow_flexion;
  // From the outline of the back, side views only, as change from the person's own standing.
  AngleSeries hip_flexion;  ///< thigh against pelvis
  AngleSeries pelvis_tilt;
  AngleSeries lumbar_flexion;
  AngleSeries thoracic_flexion;
  StandingKind back_zero = StandingKind::quiet;  ///< what those four are compared with; their sd holds what it costs
  std::vector<std::optional<BackLine>> back;     ///< one per frame, where lumbar_flexion is measured; may be empty

  std::array<PathSeries, body::part_count> path;  ///< by body::Part, of the measured side
  /// Mean height in the picture of face, both shoulders and both hands, in leg lengths from nowhere in particular and
  /// unsmoothed: the steadiest sign of how far the upper body has gone down, for timing only. Missing where the source
  /// has no picture or no face.
  std::vector<Measured<double>> upper_height;
  WeightPath weight;               ///< the bar or bell, or the hands in its stead
  StickGaps stick;                 ///< a stick along the back, where one was seen
  std::optional<WallBehind> wall;  ///< none: nothing upright was seen behind the person

  [[nodiscard]] std::size_t frames() const { return time.size(); }
  [[nodiscard]] const PathSeries& path_of(body::Part part) const { return path[static_cast<std::size_t>(part)]; }
};

}  // namespace hinge::kinematics
