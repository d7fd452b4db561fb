#pragma once
// Every fitted or chosen number of this room in one table. "Fitted" numbers are from docs/landmark-study.md: landmarks
// of BlazePose full (tracking) on 12 rendered side-view clips without plates (odd numbers of 01-42, eight rendered
// people); docs/decisions/0005-kinematics-constants.md says what they were fitted on and how they held on unseen clips.
#include <array>

#include "hinge/kinematics/internal/numbers.h"
#include "hinge/kinematics/motion.h"

namespace hinge::kinematics::constants {

/// One landmark's displacement from the joint centre in unit vectors along a segment (u, upwards) and ahead of it (n),
/// in leg lengths; docs/landmark-study.md 2. To be subtracted.
struct Offset {
  double u_trunk = 0, n_trunk = 0, u_thigh = 0, n_thigh = 0, u_shank = 0, n_shank = 0;
};
struct LegOffsets {
  Offset shoulder, hip, knee, ankle;
};
/// Fitted. Towards mid-hip and mid-shoulder, the knee and the ankle of the side nearest the camera.
inline constexpr LegOffsets blazepose_near{
    .shoulder = {.u_trunk = .061, .n_trunk = -.005},
    .hip = {.u_trunk = -.004, .n_trunk = .000, .u_thigh = .008, .n_thigh = .002},
    .knee = {.u_thigh = -.009, .n_thigh = .008, .u_shank = -.003, .n_shank = -.013},
    .ankle = {.u_shank = .0225, .n_shank = .017}};
/// Fitted. Holds perspective too, so it depends on the camera's distance (3-5 m in the fitted clips).
inline constexpr LegOffsets blazepose_far{
    .shoulder = {.u_trunk = .050, .n_trunk = .006},
    .hip = {.u_trunk = .035, .n_trunk = -.005, .u_thigh = -.027, .n_thigh = .011},
    .knee = {.u_thigh = -.004, .n_thigh = .021, .u_shank = .017, .n_shank = -.015},
    .ankle = {.u_shank = .100, .n_shank = .018}};
inline constexpr int offset_iterations = 3;
/// The network's heel and toe lie this share of the foot apart, near side, from the side: 0.74-0.82 in the odd clips,
/// 0.74-0.83 in the even ones. Without it hips went back a third farther than they do, counted in feet.
inline constexpr double blazepose_foot_share = 0.78;

/// What the joints' inclinations are in relaxed standing; docs/landmark-study.md 3.9.
inline constexpr double standing_trunk = -1.0 * degree, standing_thigh = 2.6 * degree, standing_shank = 6.7 * degree;
/// Share of the difference from those that is taken to be the landmarks' error and not the person's posture: standing
/// spread and person-to-person landmark bias both have an sd of about 4 degrees (docs/landmark-study.md 1, lambda).
inline constexpr double standing_shrink = 0.5;

/// How far angles from landmarks are off from person to person, before the eye and the person's standing: side view
/// (docs/landmark-study.md 1, lambda), and from a slant by estimated depth (half of docs/science.md 10's mono-3D width of the fold).
inline constexpr double landmarks_person_sd = 4 * degree, landmarks_person_sd_by_depth = 7.5 * degree;

/// Thigh (hip to knee) over shank (knee to ankle), docs/landmark-study.md 3.4.
inline constexpr double thigh_per_shank = 0.945;

/// sd = sqrt(s0^2 + (s1 clip(1 - U/u0, 0, 1))^2), U: trusted landmarks of the least trusted joint (0..2);
/// docs/landmark-study.md 7, the widths meant for people outside the fit.
struct Spread {
  double s0_plain, s0_corrected;  ///< without and with the standing correction, rad
  double s1, u0;
};
inline constexpr Spread fold_spread{4.5 * degree, 3.2 * degree, 6 * degree, 1.5};
inline constexpr Spread knee_spread{3.5 * degree, 2.2 * degree, 12 * degree, 0.6};
inline constexpr Spread trunk_spread{2.5 * degree, 2.2 * degree, 6 * degree, 1.5};
inline constexpr Spread shank_spread{1.8 * degree, 1.2 * degree, 6 * degree, 1.0};
/// Below this trust the knee and the shank are not reported. In the six rendered plate clips their mean error there is
/// 10 degrees (knee), above it 6; in clips without plates such frames are rare and the error stays near 1.
inline constexpr double least_leg_trust = 0.1;
/// Where a plate hides the leg in a fifth of the clip or more, the leg that is believed in between is off by 6 degrees
/// in the knee as a rule: a straight leg's hip-to-ankle distance hardly feels the knee (docs/landmark-study.md 9.2).
inline constexpr double plate_knee_sd = 6 * degree, plate_share = 0.2;
/// Half of docs/science.md 10's 95 % widths, side view within 10 degrees.
inline constexpr double foot_sd = 6 * degree;
/// Ear and wrist landmarks have no truth in docs/science.md 10; as wide as the foot's.
inline constexpr double neck_sd = 6 * degree, elbow_sd = 8 * degree;

/// From landmarks with estimated depth (oblique views): half of docs/science.md 10's mono-3D widths.
struct DepthSpread {
  double fold, knee, trunk, shank, foot;
};
inline constexpr DepthSpread oblique_spread{7.5 * degree, 6 * degree, 5 * degree, 5 * degree, 10 * degree};
/// Seen from the front or the rear a rule must not lean on these; they only drive the repetition count.
inline constexpr DepthSpread frontal_spread{15 * degree, 12 * degree, 10 * degree, 10 * degree, 20 * degree};

/// Quiet standing, docs/landmark-study.md 4.5.
inline constexpr double standing_trunk_above_least = 16 * degree, standing_trunk_most = 28 * degree;
inline constexpr double standing_trunk_speed = 15 * degree;  ///< rad/s
inline constexpr double standing_thigh_most = 20 * degree, standing_knee_most = 30 * degree;
inline constexpr double standing_least_s = 0.25;

/// The lockout of a lift, where nobody stood quietly. Slower than a trunk is led through the top of a hinge, within a
/// few degrees of the top's most upright frame, with the shoulders about as high as they come; a lift raises them by more than
/// a third of the trunk (a lean of 50 degrees). Three frames at 30 fps are the least that a median can be taken of. Ours.
inline constexpr double lockout_trunk_speed = 45 * degree, lockout_near_top = 6 * degree;
inline constexpr double lockout_shoulders_below_top = .15, lockout_rise_least = .35;  ///< trunk lengths
inline constexpr double lockout_least_s = 0.09;

/// What a lockout differs by from the same person's quiet stand (bench/fit/lockout_spread), and people's standing from
/// each other with the landmarks' own bias in it, for legs that a plate hides at the top; docs/decisions/0030-lockout-is-standing.md.
inline constexpr StandingSpread lockout_spread{Radians{5 * degree}, Radians{4 * degree}, Radians{3 * degree},
                                               Radians{3 * degree}, Radians{9 * degree}};
inline constexpr StandingSpread people_spread{Radians{6 * degree}, Radians{5 * degree}, Radians{4 * degree},
                                              Radians{4 * degree}, Radians{12 * degree}};

/// The phone's tilt, from standing people: ankle to shoulder leans -1 to 3 degrees forward in the rendered side views and -0.4 to
/// 1 in the filmed ones; the soles' landmarks tip by -7 to 7 (docs/decisions/0013-places-along-the-back.md). Less than
/// `roll_least` cannot be told from a stance.
inline constexpr double standing_body = 1 * degree, standing_body_sd = 3 * degree, sole_sd = 4.5 * degree;
inline constexpr double roll_least = 6 * degree, roll_most = 25 * degree, roll_agreement = 8 * degree;
inline constexpr double straight_body = 12 * degree;
inline constexpr std::size_t roll_frames_least = 8;

/// The camera's height from the silhouette of standing feet, in leg lengths. A shoe is 0.10 to 0.13 high over its front
/// part; seen at a depression d, the far one stands higher by tan(d) times the stance's width of about 0.3. From hip
/// height at 3 to 6 m (d = 18 to 9 degrees) that makes 0.17 to 0.22; under 0.15 the camera looks down on the feet by
/// less than 6 degrees: it is near the floor, or more than 9 m away (docs/decisions/0019-what-a-view-can-show.md).
inline constexpr double one_shoe_high = .15;
inline constexpr double foot_front = .6, foot_window = .3;
inline constexpr double height_leg_quality = .5;
inline constexpr std::size_t height_frames_least = 5;

/// Leg quality, docs/landmark-study.md 3.5: how far segment lengths and the planted ankle may stray, in leg lengths.
inline constexpr double segment_tolerance = .08, ankle_tolerance = .07;
inline constexpr double planted_radius = .12, planted_share = .6;  ///< docs/landmark-study.md 3.3

/// Where a landmark lies from the middle of a plate that is seen, in its radii: a knee or hip within `hidden` is off by 10 to
/// 18 % of a leg in the middle of the rendered plate clips, beyond `clear` by what it is elsewhere; an ankle is drawn onto
/// the plate from farther (docs/decisions/0025-what-a-plate-hides.md).
struct Clearance {
  double hidden, clear;
};
inline constexpr Clearance joint_clearance{1.0, 1.2}, ankle_clearance{1.4, 1.8};

/// View classes, the contract of analysis.json: up to 15 degrees sagittal, above 60 frontal.
inline constexpr double sagittal_yaw_most = 15 * degree, frontal_yaw_least = 60 * degree;

/// Leg (thigh + shank, to the ankle) over stature: mean of de Leva's men (0.4954) and women (0.4652),
/// docs/science.md 2.1.
inline constexpr double leg_per_height = 0.480;
inline constexpr double leg_per_height_sd =
    0.017;  ///< half their difference, plus as much again for people within a sex
inline constexpr double assumed_height_m = 1.70, assumed_height_sd_m = 0.09;

// The back's outline, docs/landmark-study.md 4. Places are in trunk lengths along the skin, down from the shoulder's
// level: 0.65 to 0.90 is what lies a third to a tenth of the trunk above the hip in standing.
struct Window {
  double from, to;
};
/// Narrower windows at the sacrum misread women's lordosis or take lumbar bend for the pelvis.
inline constexpr Window sacral_window{.65, .90}, thorax_window{.20, .40}, upper_window{.05, .15};
inline constexpr double tangent_half_width = .14;
inline constexpr double roughness_from = .05, roughness_to = .85;  ///< in trunk lengths above the hip
inline constexpr double ray_step_cells = .35, ray_into_body = .35, ray_backwards = .75;
/// A frame is judged with an outline this smooth (rms from a quartic, in trunk lengths: clean backs .002-.0105, the most
/// a hollow one; a bar on them .0125-.017, arms behind them .037, a dowel .04) and this whole. Plates beside the hips
/// stretch the outline without roughening it much (.0095-.02): where a weight is followed the limits are closer. A stand
/// serves as reference with this share of its frames below the second number.
struct Roughness {
  double most, most_standing;
};
inline constexpr Roughness roughness_empty_handed{.011, .011}, roughness_with_weight{.010, .009};
inline constexpr double contour_missing_most = .15;
/// An edge that is wider than a cell lies somewhere within that width. In the rendered clips and poorer copies of them a
/// percent of the trunk more went with errors of 5 to 28 degrees in the lower back, most with light skin before a light
/// wall; beyond `softest` (25 degrees of sd) nothing is read (docs/decisions/0025-what-a-plate-hides.md). Ours.
inline constexpr double sd_per_softness = 20 * degree / .01, softest = .0125;
/// A plate held at the hips reaches this far behind the ribs or less in the rendered bar lifts, a trap bar's .14 to .27;
/// trunk lengths. Between these heights above the hip it would be taken for sacrum and lower back. Ours.
inline constexpr double plate_behind_back = .10, sacrum_from = .10, plate_hips_to = .5;
inline constexpr double clean_stand_share = .6;
inline constexpr double spine_half_window_s = 0.1;  ///< medians over 0.2 s
inline constexpr double trunk_length_percentile = .85;
/// The lower back bends between L5/S1 and T12, a quarter and a half up the trunk; the sacral window with its tangents'
/// width reaches 14.5 % of the way into that bend and the one on the ribs none of it (the windows laid over a back that
/// bends evenly in between; docs/decisions/0013-places-along-the-back.md): what is seen is 0.855 of what is there.
inline constexpr double lumbar_per_turn = 1.17;
/// The skin over a bending lower back grows by its depth behind the spine, some 5 cm on a trunk of 50, for each radian.
inline constexpr double skin_per_bend = .10;
/// Fitted: what a hinge moves the skin over the sacrum, on 25 rendered side views, odd and even numbers; none held out.
inline constexpr double lumbar_offset = 2.8 * degree;
inline constexpr double full_offset_trunk = 30 * degree;
/// A stand that leans more than this is counted with its lean.
inline constexpr double leaning_stand = 10 * degree;
/// Behind the own stand by more than this the sacral tangent flips.
inline constexpr double lean_back_most = 5 * degree;
/// Bends that no lower back has, with some 20 degrees for error (standing to full flexion is 50-60 degrees,
/// docs/science.md 1.4); ours.
inline constexpr double lumbar_least = -45 * degree, lumbar_most = 85 * degree;
/// docs/landmark-study.md 7; `doubtful` where the outline is seen from a slant or in a ballistic lift, where good reps
/// read up to 26 degrees. The spread of the standing outline comes on top: a phone on the floor shows in it.
struct SpineSpread {
  double lumbar = 0, pelvis = 0, hip = 0, thoracic = 0;
};
inline constexpr SpineSpread spine_spread{4 * degree, 4 * degree, 5 * degree, 6 * degree};
inline constexpr SpineSpread doubtful_spine_spread{8 * degree, 8 * degree, 9 * degree, 10 * degree};
/// What comes on top where the zero is a lockout (bench/fit/lockout_spread).
inline constexpr SpineSpread lockout_spine_spread{8 * degree, 8 * degree, 8 * degree, 5 * degree};
inline constexpr double spine_yaw_clear = 10 * degree;
/// rad/s, where the low-pass too starts to take a lift for ballistic; the rendered swing reaches 164 deg/s, hurried
/// kettlebell deadlifts 110-135, hinges below 105.
inline constexpr double ballistic_trunk_speed = 150 * degree;

/// A wall the person could touch meets the floor where the heels are, so its end reaches down to the ankle's height in the
/// picture; what stands further back ends at the skirting, a third of a leg above. And it reaches well above the hips. Ours.
inline constexpr double wall_foot_above_ankle = .10, wall_above_hips = .5;  ///< leg lengths
inline constexpr double stray_share = .01;  ///< of the frames, whose hips may lie wrong: they decide neither
/// The depth of the buttocks, and how far from the person's own plane the edge that was seen may stand.
inline constexpr double wall_sd_m = .03;

}  // namespace hinge::kinematics::constants
