#include "hinge/kinematics/compute_motion.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "hinge/kinematics/internal/camera_height.h"
#include "hinge/kinematics/internal/camera_roll.h"
#include "hinge/kinematics/internal/camera_view.h"
#include "hinge/kinematics/internal/clean.h"
#include "hinge/kinematics/internal/clock.h"
#include "hinge/kinematics/internal/cover.h"
#include "hinge/kinematics/internal/eye_pose.h"
#include "hinge/kinematics/internal/linkage_fit.h"
#include "hinge/kinematics/internal/mirrored.h"
#include "hinge/kinematics/internal/series.h"
#include "hinge/kinematics/internal/spine.h"
#include "hinge/kinematics/internal/standing.h"
#include "hinge/kinematics/internal/stick.h"
#include "hinge/kinematics/internal/upper_height.h"
#include "hinge/kinematics/internal/wall.h"
#include "hinge/kinematics/internal/weight.h"
#include "hinge/signal/butterworth.h"
#include "hinge/signal/interpolate.h"
#include "hinge/signal/statistics.h"

namespace hinge::kinematics {
namespace {

using body::Part;
using body::Side;

Result<void> check(const body::Recording& recording, const body::Athlete& athlete, const MotionOptions& options) {
  if (options.cutoff_hz && !(*options.cutoff_hz > 0.5 && *options.cutoff_hz < 50)) {
    return fail(Errc::invalid, "the low-pass cut-off must lie between 0.5 and 50 Hz");
  }
  if (athlete.height && !(athlete.height->value() > 0.5 && athlete.height->value() < 2.6)) {
    return fail(Errc::invalid, "a body height must lie between 0.5 and 2.6 m");
  }
  if (athlete.plate_diameter && !(athlete.plate_diameter->value() >= 0.1 && athlete.plate_diameter->value() <= 0.6)) {
    return fail(Errc::invalid, "a plate's diameter must lie between 0.1 and 0.6 m");
  }
  if (athlete.wall_gap && !(athlete.wall_gap->value() >= 0 && athlete.wall_gap->value() <= 1)) {
    return fail(Errc::invalid, "the gap between heels and wall must lie between 0 and 1 m");
  }
  if (!recording.stick.empty() && recording.stick.size() != recording.frames.size()) {
    return fail(Errc::invalid, "the stick's lines have not one entry a frame; write the recording anew",
                recording.source.file);
  }
  if (!recording.implement.empty() && recording.implement.size() != recording.frames.size()) {
    return fail(Errc::invalid, "the weight's path has not one entry a frame; write the recording anew",
                recording.source.file);
  }
  for (std::size_t i = 0; i < recording.frames.size(); ++i) {
    const auto& frame = recording.frames[i];
    const std::string where = recording.source.file + ", frame " + std::to_string(i);
    const double time = frame.time.value();
    if (!std::isfinite(time) || (i > 0 && time < recording.frames[i - 1].time.value())) {
      return fail(Errc::invalid, "the frame's time lies before the frame in front of it; write the recording anew",
                  where);
    }
    if (frame.has_person() && frame.landmarks.size() != recording.names.size()) {
      return fail(Errc::invalid,
                  "the frame has " + std::to_string(frame.landmarks.size()) + " landmarks for " +
                      std::to_string(recording.names.size()) + " columns; write the recording anew",
                  where);
    }
  }
  return {};
}

bool from_pose_network(const body::Recording& recording) { return recording.estimator.starts_with("blazepose"); }

double reach_of(const Tracks& tracks) {
  return std::max(compute_reach(tracks, Side::left), compute_reach(tracks, Side::right));
}

double tracked_fraction(const Tracks& raw) {
  if (raw.frames() == 0) return 0;
  std::size_t usable = 0;
  for (std::size_t i = 0; i < raw.frames(); ++i) {
    usable += std::ranges::any_of(std::array{Side::left, Side::right}, [&](Side side) {
      return std::ranges::all_of(std::array{Part::shoulder, Part::hip, Part::knee, Part::ankle},
                                 [&](Part part) { return raw.of(side, part).seen[i] != 0; });
    });
  }
  return static_cast<double>(usable) / static_cast<double>(raw.frames());
}

CameraView lab_view(const Tracks& raw) {
  const auto seen = [&](Side side) { return std::ranges::count(raw.of(side, Part::knee).seen, char{1}); };
  const Side side = seen(Side::right) > seen(Side::left) ? Side::right : Side::left;
  return {side == Side::left ? View::sagittal_left : View::sagittal_right,
          Radians{0},
          Radians{1 * degree},
          side,
          1,
          Radians{0},
          CameraHeight::unknown};
}

/// Undoes the foreshortening of a picture taken obliquely: horizontal extents shrink by cos(yaw) (docs/science.md 1.5).
/// Only up to `most`; what is left uncorrected goes into the uncertainty.
double undo_foreshortening(Tracks& tracks, double yaw, double most) {
  const double corrected = std::min(yaw, most);
  for (auto& side : tracks.side) {
    for (auto& track : side) {
      for (double& x : track.x) x /= std::cos(corrected);
    }
  }
  // A 45-degree lean seen at `yaw` after correcting `corrected` of it: the error that is left, and as much again of
  // what was corrected is not known better than by half.
  const double lean = std::numbers::pi / 4;
  const double left = lean - std::atan(std::tan(lean) * std::cos(yaw) / std::cos(corrected));
  const double undone = lean - std::atan(std::tan(lean) * std::cos(corrected));
  return 2 * left + undone / 2;
}

/// Everything that is measured in one plane.
struct Measurement {
  Tracks raw;
  Grade grade = Grade::side_view;
  double extra_sd = 0;
};

/// One plane for every yaw, to be compared with the choice below.
Measurement take_plane(const body::Recording& recording, const CameraView& view, PlaneFrom from) {
  const auto plane = from == PlaneFrom::depth ? metric_plane(recording) : std::nullopt;
  if (plane) return {extract_tracks(recording, Coordinates::metric, *plane), Grade::oblique, 0};
  Measurement measurement{extract_tracks(recording, Coordinates::image, image_plane(view.facing, view.roll.value())),
                          Grade::side_view, 0};
  if (from == PlaneFrom::widened_picture) undo_foreshortening(measurement.raw, view.yaw.value(), 75 * degree);
  return measurement;
}

Measurement choose_plane(const body::Recording& recording, const CameraView& view) {
  if (recording.space == body::Space::world) {
    return {extract_tracks(recording, Coordinates::world, world_plane(recording)), Grade::lab, 0};
  }
  const bool slanted = view.view == View::oblique || view.view == View::frontal;
  const auto plane = slanted ? metric_plane(recording) : std::nullopt;
  if (plane) {
    const auto grade = view.view == View::oblique ? Grade::oblique : Grade::frontal;
    return {extract_tracks(recording, Coordinates::metric, *plane), grade, 0};
  }
  Measurement measurement{extract_tracks(recording, Coordinates::image, image_plane(view.facing, view.roll.value())),
                          Grade::side_view, 0};
  if (slanted) {
    measurement.grade = view.view == View::oblique ? Grade::oblique : Grade::frontal;
    measurement.extra_sd = undo_foreshortening(measurement.raw, view.yaw.value(), 30 * degree);
  }
  return measurement;
}

std::optional<FarAsNear> read_far_as_near(const Tracks& smooth, Side near_side, double reach) {
  const Side far = body::other(near_side);
  return FarAsNear{far, correct_landmarks(smooth, far, &constants::blazepose_near, reach)};
}

std::array<Joints, 2> joints_of(const Tracks& smooth, const Measurement& m, bool network, Side near_side,
                                double reach) {
  const bool displaced = network && m.grade == Grade::side_view;
  const auto of = [&](Side side) {
    const auto* table = side == near_side ? &constants::blazepose_near : &constants::blazepose_far;
    return correct_landmarks(smooth, side, displaced ? table : nullptr, reach);
  };
  return {of(Side::left), of(Side::right)};
}

/// In a side view what the paths are counted in; from a slant the longest the near leg is seen, hip to ankle.
Pixels leg_in_picture(const body::Recording& recording, const CameraView& view, Grade grade, const LegModel& legs) {
  if (grade == Grade::lab) return Pixels{0};
  if (grade == Grade::side_view || grade == Grade::side_view_corrected) return Pixels{legs.leg_length};
  const auto tracks = extract_tracks(recording, Coordinates::image, image_plane(view.facing));
  return Pixels{compute_reach(tracks, view.near_side)};
}

/// Heel to toe over the length of the leg, from the near foot while it is flat and its leg is trusted.
Measured<double> compute_foot_per_leg(const Tracks& smooth, const LegModel& legs, Side near_side, double share_seen) {
  const auto &heel = smooth.of(near_side, Part::heel), &toe = smooth.of(near_side, Part::toe);
  const auto& good = legs.quality[static_cast<std::size_t>(near_side)];
  std::vector<double> lengths;
  constexpr double flat = 15 * degree, sound_leg = 0.5;
  for (std::size_t i = 0; i < smooth.frames(); ++i) {
    if (!heel.seen[i] || !toe.seen[i] || legs.leg_length <= 0 || good[i] < sound_leg) continue;
    const double x = toe.x[i] - heel.x[i], y = toe.y[i] - heel.y[i];
    if (std::abs(std::atan2(y, x)) < flat) lengths.push_back(std::hypot(x, y) / legs.leg_length);
  }
  const auto seen = signal::median(lengths);
  if (!seen) return Measured<double>::missing(Unmeasured::too_few_frames);
  // Twice the spread of people and shoes about docs/science.md 2.1: what lies outside is a foot seen from the front.
  constexpr double shortest = 0.20, longest = 0.42;
  const double foot = *seen / share_seen;
  if (foot < shortest || foot > longest) return Measured<double>::missing(Unmeasured::implausible);
  constexpr double relative_sd = 0.1;  // where heel and toe end in a shoe, twice the clips' spread
  return Measured<double>::seen(foot, relative_sd * foot);
}

BodyScale compute_scale(const body::Athlete& athlete, const LegModel& legs, Grade grade, Pixels leg_px) {
  using namespace constants;
  BodyScale scale;
  scale.leg_length = leg_px;
  scale.height_was_given = athlete.height.has_value();
  if (grade == Grade::lab && legs.leg_length > 0) {
    scale.leg_length_m = Measured<Metres>::seen(Metres{legs.leg_length}, Metres{0.02 * legs.leg_length});
  } else {
    constexpr double given_height_sd_m = 0.01;
    const double height = athlete.height ? athlete.height->value() : assumed_height_m;
    const double height_sd = athlete.height ? given_height_sd_m : assumed_height_sd_m;
    const double leg = leg_per_height * height;
    const double sd = leg * std::hypot(leg_per_height_sd / leg_per_height, height_sd / height);
    scale.leg_length_m = Measured<Metres>::seen(Metres{leg}, Metres{sd});
  }
  return scale;
}

}  // namespace

namespace {

Result<Motion> compute_one_way(const body::Recording& recording, const body::Athlete& athlete,
                               const MotionOptions& options) {
  Motion motion;
  const auto unfaced = extract_tracks(recording, Coordinates::image, image_plane(1));
  for (std::size_t i = 1; i < unfaced.stretches.size(); ++i) motion.cuts.push_back(unfaced.stretches[i].first);
  for (const double t : unfaced.time) motion.time.push_back(Seconds{t});

  const bool network = from_pose_network(recording);
  if (recording.space == body::Space::world) {
    motion.view = lab_view(extract_tracks(recording, Coordinates::world, world_plane(recording)));
  } else {
    const double facing =
        options.facing ? (*options.facing == Facing::image_right ? 1.0 : -1.0) : compute_facing(unfaced);
    motion.view = compute_camera_view(recording, unfaced, facing);
    // Seen from a slant, soles splay and the floor's lines run together: only a side view shows the tilt.
    const bool from_the_side = motion.view.view == View::sagittal_left || motion.view.view == View::sagittal_right;
    if (from_the_side) motion.view.roll = Radians{compute_camera_roll(unfaced, facing)};
  }
  const bool choose = options.plane == PlaneFrom::best || recording.space == body::Space::world;
  auto measurement = choose ? choose_plane(recording, motion.view) : take_plane(recording, motion.view, options.plane);
  motion.tracked_fraction = tracked_fraction(measurement.raw);

  const double scale = reach_of(measurement.raw);
  const double cutoff_hz = options.cutoff_hz.value_or(choose_cutoff_hz(measurement.raw, scale));
  const auto smooth = clean_tracks(measurement.raw, scale, cutoff_hz);
  if (const double rate_hz = signal::typical_rate_hz(smooth.time); rate_hz > 0) {
    motion.cutoff_hz = std::min(cutoff_hz, signal::highest_cutoff_hz(rate_hz));
  }
  const double reach = compute_reach(smooth, motion.view.near_side) > 0 ? compute_reach(smooth, motion.view.near_side)
                                                                        : reach_of(smooth);
  auto joints = joints_of(smooth, measurement, network, motion.view.near_side, reach);
  const bool in_picture_plane = measurement.grade == Grade::side_view;
  const auto cover =
      in_picture_plane ? find_cover(recording, image_plane(motion.view.facing, motion.view.roll.value())) : Cover{};
  const auto far_as_near =
      network && in_picture_plane ? read_far_as_near(smooth, motion.view.near_side, reach) : std::optional<FarAsNear>{};
  const auto legs = compute_leg_model(smooth, joints, far_as_near, reach, cover);
  // From estimated depth a leg's length sways with the guess of depth: the lengths would accuse honest legs.
  const auto gate = smooth.floor_fixed && measurement.grade != Grade::lab ? LegGate::by_quality : LegGate::none;
  std::array<SagittalPose, 2> sides{compute_side_pose(smooth, joints[0], legs.quality[0], gate),
                                    compute_side_pose(smooth, joints[1], legs.quality[1], gate)};
  auto pose = join_sides(sides, legs, motion.view.near_side, gate);
  if (measurement.grade == Grade::side_view) {
    const auto filled = fill_tracks(measurement.raw, scale);
    if (auto fitted = fit_linkage({filled, smooth, joints, legs, motion.view.near_side, reach}))
      pose = *std::move(fitted);
  }
  if (network && (measurement.grade == Grade::side_view || measurement.grade == Grade::oblique)) {
    const auto readings = read_with_eye(recording, {motion.view.facing, motion.view.roll.value()});
    const double landmarks_sd = measurement.grade == Grade::side_view ? constants::landmarks_person_sd
                                                                      : constants::landmarks_person_sd_by_depth;
    follow_the_eye(readings, landmarks_sd, pose);
    follow_the_eye(readings, landmarks_sd, sides[static_cast<std::size_t>(motion.view.near_side)]);
  }
  drop_impossible(pose);
  for (auto& side : sides) drop_impossible(side);
  const auto stands = find_stands(smooth, pose);
  const auto lockouts = find_lockouts(smooth, pose);
  if (!stands.empty() && network) {
    correct_by_standing(pose, stands.front());
    for (auto& side : sides) correct_by_standing(side, stands.front());
    if (measurement.grade == Grade::side_view) measurement.grade = Grade::side_view_corrected;
  }
  motion.scale =
      compute_scale(athlete, legs, measurement.grade, leg_in_picture(recording, motion.view, measurement.grade, legs));
  motion.scale.foot_per_leg =
      compute_foot_per_leg(smooth, legs, motion.view.near_side, network ? constants::blazepose_foot_share : 1.0);
  const auto jitter = compute_jitter(fill_tracks(measurement.raw, scale), smooth, motion.view.near_side, cutoff_hz);
  if (measurement.grade == Grade::side_view || measurement.grade == Grade::side_view_corrected)
    motion.view.height = compute_camera_height(recording, smooth, legs, stands, motion.view);
  const Evidence evidence{recording,
                          smooth,
                          pose,
                          sides,
                          legs,
                          motion.view.near_side,
                          measurement.grade,
                          measurement.extra_sd,
                          jitter,
                          stands.empty() ? lockouts : std::vector{stands.front()},
                          stands.empty() ? StandingKind::lockout : StandingKind::quiet};
  fill_angles(evidence, motion);
  fill_spine(evidence, stands, lockouts, motion);
  fill_paths(evidence, motion);
  motion.upper_height = compute_upper_height(unfaced, reach_of(unfaced));
  fill_weight(recording, athlete, motion);
  fill_stick(recording, motion);
  fill_wall(recording, pose, motion);
  motion.clock = judge_clock(recording.source, motion);
  return motion;
}

}  // namespace

Result<Motion> compute_motion(const body::Recording& recording, const body::Athlete& athlete,
                              const MotionOptions& options) {
  HINGE_TRY_VOID(check(recording, athlete, options));
  const auto as_it_is = extract_tracks(recording, Coordinates::image, image_plane(1));
  const auto mirrored = find_mirrored(recording, as_it_is);
  if (!mirrored) return compute_one_way(recording, athlete, options);
  HINGE_TRY(auto motion, compute_one_way(mirrored->recording, athlete, options));
  show_as_filmed(*mirrored, motion);
  return motion;
}

}  // namespace hinge::kinematics
