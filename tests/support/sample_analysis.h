#pragma once
// An analysis written by hand, with its recording: two hinges of four seconds at 10 frames/s, seen from the left side,
// the second with too much knee. Every number is a closed form, so tests can say what must come out.
#include <cmath>
#include <numbers>
#include <string>

#include "hinge/analysis/analysis.h"
#include "hinge/body/recording.h"

namespace hinge::test {

inline constexpr std::size_t sample_frames = 81;

/// 0 at the top, 1 at the bottom of each rep.
[[nodiscard]] inline double sample_depth(std::size_t frame) {
  return 0.5 - 0.5 * std::cos(2 * std::numbers::pi * static_cast<double>(frame) / 40.0);
}
[[nodiscard]] inline double sample_knee_deg(std::size_t frame) {
  return (frame <= 40 ? 15.0 : 50.0) * sample_depth(frame);
}
[[nodiscard]] inline double sample_hip_deg(std::size_t frame) { return 80.0 * sample_depth(frame); }
inline constexpr double sample_shank_deg = 4.0;

[[nodiscard]] inline Measured<Radians> sample_angle(double degrees, double sd_degrees = 2.0) {
  return Measured<Radians>::seen(to_radians(Degrees{degrees}), to_radians(Degrees{sd_degrees}));
}

[[nodiscard]] inline kinematics::Motion sample_motion() {
  kinematics::Motion motion;
  motion.view = {kinematics::View::sagittal_left, to_radians(Degrees{3}), to_radians(Degrees{2}), body::Side::left,
                 -1.0};
  motion.tracked_fraction = 1;
  motion.scale.leg_length = Pixels{300};
  const auto unmeasured = Measured<Radians>::missing(Unmeasured::no_outline);
  for (std::size_t frame = 0; frame < sample_frames; ++frame) {
    motion.time.push_back(Seconds{static_cast<double>(frame) / 10.0});
    const double hip = sample_hip_deg(frame), knee = sample_knee_deg(frame);
    motion.hip_fold.camera_side.push_back(sample_angle(hip));
    motion.knee_flexion.camera_side.push_back(sample_angle(knee));
    motion.shank_inclination.push_back(sample_angle(sample_shank_deg));
    motion.trunk_inclination.push_back(sample_angle(hip - knee + sample_shank_deg));
    motion.thigh_inclination.push_back(sample_angle(sample_shank_deg - knee));
    motion.ankle_dorsiflexion.camera_side.push_back(sample_angle(sample_shank_deg));
    motion.foot_pitch.push_back(sample_angle(0));
    motion.neck_flexion.push_back(frame == 5 ? Measured<Radians>::missing(Unmeasured::occluded) : sample_angle(-1));
    motion.elbow_flexion.push_back(sample_angle(10));
    for (auto* series : {&motion.hip_flexion, &motion.pelvis_tilt, &motion.lumbar_flexion, &motion.thoracic_flexion}) {
      series->push_back(unmeasured);
    }
    for (auto& path : motion.path) path.push_back(Measured<Point2<Sagittal>>::seen({0.1, 0.5}, {0.01, 0.01}));
  }
  for (auto* sided : {&motion.hip_fold, &motion.knee_flexion, &motion.ankle_dorsiflexion}) {
    sided->left = sided->camera_side;
    sided->right.assign(sample_frames, Measured<Radians>::missing(Unmeasured::occluded));
  }
  return motion;
}

[[nodiscard]] inline movement::Rep sample_rep(int index, std::size_t first) {
  using movement::PhaseName;
  return {index,
          first,
          first + 20,
          first + 40,
          {{PhaseName::descent, {first, first + 19}},
           {PhaseName::bottom, {first + 20, first + 21}},
           {PhaseName::ascent, {first + 22, first + 36}},
           {PhaseName::lockout, {first + 37, first + 39}}}};
}

[[nodiscard]] inline analysis::Analysis sample_analysis() {
  using assess::Verdict;
  analysis::Analysis analysis;
  analysis.engine_version = "0.0.0";
  analysis.pose_model = "blazepose-full";
  analysis.knowledge_version = "1";
  analysis.source = {
      "sample.mp4", std::string(64, 'a'), Seconds{8.1}, static_cast<std::int64_t>(sample_frames), 10.0, 640, 720, 0,
      std::nullopt};
  analysis.athlete.height = Metres{1.7};
  analysis.people = 1;
  analysis.warnings = {{"corrupt_tail", "the last 1.2 s could not be decoded"}};
  analysis.motion = sample_motion();
  analysis.movement.recognition = {
      movement::Pattern::hinge, "bodyweight_hinge", 0.9, {{"bodyweight_hinge", 0.9}, {"squat", 0.1}}};
  using Speaks = movement::Reason::Speaks;
  analysis.movement.recognition.reasons = {
      {Speaks::for_it, "knee_flexion", 0.2618, movement::EvidenceUnit::rad,
       "the knees were bent 15\u00b0 at the bottom"},
      {Speaks::against_it, "repetitions", {}, movement::EvidenceUnit::ratio, "only two repetitions were seen"}};
  analysis.movement.reps = {sample_rep(1, 0), sample_rep(2, 40)};

  const double rad_50 = to_radians(Degrees{50}).value(), rad_30 = to_radians(Degrees{30}).value();
  const double rad_2 = to_radians(Degrees{2}).value(), rad_15 = to_radians(Degrees{15}).value();
  assess::RepAssessment first, second;
  first.rep = 1;
  first.metrics["knee_flexion_peak"] = {rad_15, rad_2, metrics::Unit::rad};
  first.metrics["descent_duration"] = {2.0, 0.05, metrics::Unit::s};
  first.findings = {{"minimal_knee_bend",
                     Verdict::good,
                     rad_15,
                     rad_2,
                     rad_30,
                     metrics::Unit::rad,
                     {},
                     Seconds{2.0},
                     "",
                     "The knees stayed soft."},
                    {"lumbar_flexion",
                     Verdict::cannot_judge,
                     {},
                     {},
                     {},
                     metrics::Unit::rad,
                     {},
                     {},
                     "",
                     "The lower back is not measured yet."}};
  second.rep = 2;
  second.metrics["knee_flexion_peak"] = {rad_50, rad_2, metrics::Unit::rad};
  second.findings = {{"minimal_knee_bend", Verdict::fault, rad_50, rad_2, rad_30, metrics::Unit::rad, Seconds{5.2},
                      Seconds{6.0}, "bent", "The knees bent 50 degrees."}};
  analysis.set.reps = {first, second};
  analysis.set.checkpoints = {{"minimal_knee_bend",
                               Verdict::borderline,
                               catalog::KnownBy::measured,
                               "minimal_knee_bend",
                               {2},
                               "One rep of two."},
                              {"neutral_spine_and_brace", Verdict::cannot_judge, catalog::KnownBy::asked, "", {}, ""}};
  analysis.coaching.headline = "One clean hinge, then the knees took over in rep 2.";
  analysis.coaching.priority = "minimal_knee_bend";
  analysis.coaching.priority_rep = 2;
  analysis.coaching.cue = "Close the car door with your hips.";
  analysis.coaching.reps = {{1, "Hips did the work", "The knees stayed soft."},
                            {2, "Knees took over", "The knees bent about 50 degrees."}};
  return analysis;
}

/// A left side view in a 640 x 720 picture whose drawn joints have the sample's angles: thigh and shank 150 px, trunk
/// 200.
[[nodiscard]] inline body::Recording sample_recording() {
  using body::Joint;
  body::Recording recording;
  recording.source = sample_analysis().source;
  recording.estimator = "blazepose-full";
  recording.people = 1;
  recording.names = body::blazepose_names();
  for (std::size_t f = 0; f < sample_frames; ++f) {
    const auto up = [](Point2<ImagePx> from, double length,
                       double lean_deg) {  // faces image left: leaning forward is -x
      const double lean = to_radians(Degrees{lean_deg}).value();
      return Point2<ImagePx>{from.x - length * std::sin(lean), from.y - length * std::cos(lean)};
    };
    const double thigh = sample_shank_deg - sample_knee_deg(f), trunk = sample_hip_deg(f) + thigh;
    const Point2<ImagePx> ankle{330, 660};
    const auto knee = up(ankle, 150, sample_shank_deg);
    const auto hip = up(knee, 150, thigh);
    const auto shoulder = up(hip, 200, trunk);
    body::Frame frame;
    frame.time = Seconds{static_cast<double>(f) / 10.0};
    frame.landmarks.resize(body::blazepose_joint_count);
    const auto put = [&](Joint joint, Point2<ImagePx> p) {
      auto& landmark = frame.landmarks[static_cast<std::size_t>(joint)];
      landmark.image = {p.x, p.y, 0};
      landmark.visibility = landmark.presence = 1;
      landmark.measured = true;
    };
    put(Joint::left_ankle, ankle), put(Joint::left_knee, knee), put(Joint::left_hip, hip),
        put(Joint::left_shoulder, shoulder);
    put(Joint::left_ear, up(shoulder, 70, trunk)), put(Joint::left_elbow, {shoulder.x, shoulder.y + 100});
    put(Joint::left_wrist, {shoulder.x, shoulder.y + 190}), put(Joint::left_heel, {350, 680}),
        put(Joint::left_foot_index, {280, 682});
    recording.frames.push_back(std::move(frame));
  }
  return recording;
}

}  // namespace hinge::test
