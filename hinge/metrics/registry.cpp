#include <algorithm>
#include <array>

#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/metric.h"

namespace hinge::metrics {
namespace {

using namespace internal;  // NOLINT(google-build-using-namespace): the table's own functions, nothing else

// Sorted by name; a test holds it to that.
constexpr std::array rows{
    Metric{"ankle_dorsiflexion", Unit::rad, "Shank against the sole; grows as the knee travels over the toes.",
           "docs/science.md 1.4", ankle_dorsiflexion},
    Metric{"ascent_duration", Unit::s, "Time from leaving the bottom to reaching the top.", "docs/science.md 6.2",
           ascent_duration},
    Metric{"bar_drift", Unit::m,
           "How far the weight leaves the vertical over where it sets off, on its way up; above zero is forward.",
           "docs/science.md 7 F10b", bar_drift},
    Metric{"bar_to_midfoot", Unit::m,
           "How far the weight is ahead of the middle of the foot; below zero is behind it.",
           "docs/science.md 7 F10b", bar_to_midfoot},
    Metric{"bottom_pause", Unit::s, "Time spent nearly still at the bottom.", "docs/science.md 6.1", bottom_pause},
    Metric{"bridge_hip_short", Unit::rad,
           "Hip fold left where the hips are highest; below zero is beyond a straight line.",
           "docs/science.md 8", bridge_hip_short},
    Metric{"com_ahead_of_ankle", Unit::m,
           "How far the centre of mass of body and load lies ahead of the ankle at the bottom.",
           "docs/science.md 2.3", com_ahead_of_ankle},
    Metric{"com_position", Unit::foot_lengths,
           "Where the centre of mass of body and load lies along the foot at the bottom, from the heel.",
           "docs/science.md 7 F7", com_position},
    Metric{"depth_of_median", Unit::ratio, "Depth of this rep against the median rep of the set.",
           "docs/science.md 6.1", depth_of_median},
    Metric{"descent_duration", Unit::s, "Time from leaving the top to reaching the bottom.", "docs/science.md 6.2",
           descent_duration},
    Metric{"dowel_gap_head", Unit::m,
           "Gap that a stick along the back would show at the head or the upper back, from the neck.",
           "docs/science.md 8", dowel_gap_head},
    Metric{"dowel_gap_sacrum", Unit::m,
           "Gap that a stick along the back would show at the tailbone, from the bend of the lower back.",
           "docs/science.md 8", dowel_gap_sacrum},
    Metric{"early_ascent_trunk_lean", Unit::rad, "How much further the trunk leans in the first 30 % of the way up.",
           "docs/science.md 7 F9b", early_ascent_trunk_lean},
    Metric{"elbow_flexion", Unit::rad, "Bend of the elbow.", "docs/science.md 8", elbow_flexion},
    Metric{"elbow_flexion_range", Unit::rad, "Greatest minus least bend of the elbow in the rep.", "docs/science.md 8",
           elbow_flexion_range},
    Metric{"foot_tilt", Unit::rad, "Tilt of the foot against the start of the rep, heel or toes up alike.",
           "docs/science.md 7 F7", foot_tilt},
    Metric{"gluteus_lengthening", Unit::ratio,
           "What the gluteus maximus lengthens by, in lengths of your thigh.",
           "docs/science.md 4.1", gluteus_lengthening},
    Metric{"hamstring_length_change", Unit::ratio,
           "Length of the hamstrings against your own standing.",
           "docs/science.md 4.1", hamstring_length_change},
    Metric{"hand_hip_distance", Unit::m,
           "Distance from the wrist to the hip.",
           "docs/science.md 8", hand_hip_distance},
    Metric{"hand_knee_distance", Unit::m,
           "Distance from the wrist to the knee at the bottom or in the hold.",
           "docs/science.md 8", hand_knee_distance},
    Metric{"hands_above_knee", Unit::m,
           "Height of the wrist above the knee at the bottom.",
           "docs/science.md 8", hands_above_knee},
    Metric{"hands_above_shoulder", Unit::m,
           "Height of the wrist above the shoulder from the bottom to the top of the rep.",
           "docs/science.md 8", hands_above_shoulder},
    Metric{"hands_ahead_of_toes", Unit::m,
           "How far the wrist reaches beyond the toes at the bottom.",
           "docs/science.md 3.1", hands_ahead_of_toes},
    Metric{"heel_rise", Unit::m, "Height of the heel above where it stood at the start of the rep.",
           "docs/science.md 7 F7", heel_rise},
    Metric{"hip_flexion", Unit::rad, "Thigh against pelvis, without the spine.", "docs/science.md 1.4", hip_flexion},
    Metric{"hip_fold", Unit::rad, "Thigh against trunk line, spine included.", "docs/science.md 1.4", hip_fold},
    Metric{"hip_fold_change", Unit::rad, "Hip fold against your own standing.", "docs/science.md 1.4", hip_fold_change},
    Metric{"hip_fold_range", Unit::rad, "Hip fold at the bottom minus hip fold at the top of the rep.",
           "docs/science.md 1.4", hip_fold_range},
    Metric{"hip_moment", Unit::newton_metres,
           "Net moment both hips hold, from the weight of what is above them.",
           "docs/science.md 3.1", hip_moment},
    Metric{"hip_share", Unit::ratio, "Share of the pelvis in the fold of pelvis and lower back together.",
           "docs/science.md 7 F2", hip_share},
    Metric{"hip_shoulder_rise_ratio", Unit::ratio,
           "Rise of the hips against rise of the shoulders in the first 30 % of the way up.", "docs/science.md 7 F9b",
           hip_shoulder_rise_ratio},
    Metric{"hip_to_knee_ratio", Unit::ratio, "How many degrees the hips fold for each degree the knees bend.",
           "docs/science.md 7 F2v", hip_to_knee_ratio},
    Metric{"hips_behind_ankle", Unit::foot_lengths,
           "How far the hips are behind the ankle at the bottom or in the hold.",
           "docs/science.md 3.1", hips_behind_ankle},
    Metric{"hips_short_of_wall", Unit::m,
           "How far the hips stopped short of the wall: as told, or where the two reps that got furthest back ended.",
           "docs/science.md 8", hips_short_of_wall},
    Metric{"knee_creep", Unit::rad, "How much the knees still bend in the second half of the way down.",
           "docs/science.md 7 F1b", knee_creep},
    Metric{"knee_flexion", Unit::rad, "Bend of the knee.", "docs/science.md 1.4", knee_flexion},
    Metric{"knee_flexion_change", Unit::rad, "Bend of the knee against your own standing.", "docs/science.md 7 F1",
           knee_flexion_change},
    Metric{"knee_flexion_range", Unit::rad, "Knee bend at the bottom minus knee bend at the top of the rep.",
           "docs/science.md 1.4", knee_flexion_range},
    Metric{"knee_forward_travel", Unit::m,
           "How far the knee moved forward of where it stood at the top of the rep.",
           "docs/science.md 8", knee_forward_travel},
    Metric{"knee_moment_per_mass", Unit::newton_metres_per_kg,
           "Net moment at the knee at the bottom; below zero the back of the thigh holds it.",
           "docs/science.md 3.1", knee_moment_per_mass},
    Metric{"l5s1_moment", Unit::newton_metres,
           "Net moment at the lowest joint of the back, from the weight of what is above it.",
           "docs/science.md 3.1", l5s1_moment},
    Metric{"lean_back", Unit::rad, "How far the trunk passes your own upright backwards on the way up and at the top.",
           "docs/science.md 7 F5b", lean_back},
    Metric{"lockout_hip_short", Unit::rad, "Hip fold left at the top against your own standing.",
           "docs/science.md 7 F9", lockout_hip_short},
    Metric{"lockout_hold", Unit::s, "Time held at the top before the next rep.", "docs/science.md 7 F9", lockout_hold},
    Metric{"lockout_knee_short", Unit::rad, "Knee bend left at the top against your own standing.",
           "docs/science.md 7 F9", lockout_knee_short},
    Metric{"lockout_trunk", Unit::rad, "Trunk lean at the top against your own standing.", "docs/science.md 7 F9",
           lockout_trunk},
    Metric{"lumbar_change_in_ascent", Unit::rad, "How much more the lower back bends on the way up than at the bottom.",
           "docs/science.md 7 F4c", lumbar_change_in_ascent},
    Metric{"lumbar_flexion", Unit::rad, "Bend of the lower back against your own standing, while the trunk leans.",
           "docs/science.md 7 F4", lumbar_flexion},
    Metric{"mean_concentric_velocity", Unit::m_per_s,
           "Mean speed of the weight on its way up, from setting off to stopping.", "docs/science.md 6.4",
           mean_concentric_velocity},
    Metric{"neck_flexion_change", Unit::rad, "Head against trunk, against your own standing; below zero is looking up.",
           "docs/science.md 7 F12", neck_flexion_change},
    Metric{"peak_concentric_velocity", Unit::m_per_s, "Greatest speed of the weight on its way up.",
           "docs/science.md 6.4", peak_concentric_velocity},
    Metric{"pelvis_tilt", Unit::rad, "Forward tilt of the pelvis against your own standing.", "docs/science.md 1.4",
           pelvis_tilt},
    Metric{"posterior_hip_travel", Unit::foot_lengths,
           "How far the hips moved back over the ankle, while the trunk leans at least 45 degrees.",
           "docs/science.md 7 F10", posterior_hip_travel},
    Metric{"rectus_femoris_length_change", Unit::ratio,
           "Length of the front thigh muscle over hip and knee against your own standing.",
           "docs/science.md 4.1", rectus_femoris_length_change},
    Metric{"rep_duration", Unit::s, "Time from the start to the end of the rep.", "docs/science.md 6.2", rep_duration},
    Metric{"shank_inclination", Unit::rad, "Lean of the shin; above zero the knee is ahead of the ankle.",
           "docs/science.md 1.3", shank_inclination},
    Metric{"shank_inclination_change", Unit::rad, "Lean of the shin against your own standing.", "docs/science.md 1.3",
           shank_inclination_change},
    Metric{"shank_inclination_range", Unit::rad,
           "Greatest minus least lean of the shin in the rep.",
           "docs/science.md 8", shank_inclination_range},
    Metric{"stick_gap_head", Unit::m,
           "How far the head is from a stick that was seen along the back, against your own standing.",
           "docs/science.md 8", stick_gap_head},
    Metric{"stick_gap_sacrum", Unit::m,
           "How far the tailbone is from a stick that was seen along the back, against your own standing.",
           "docs/science.md 8", stick_gap_sacrum},
    Metric{"stick_gap_upper_back", Unit::m,
           "How far the upper back is from a stick that was seen along the back, against your own standing.",
           "docs/science.md 8", stick_gap_upper_back},
    Metric{"thigh_inclination", Unit::rad, "Lean of the thigh; below zero the hip is behind the knee.",
           "docs/science.md 1.3", thigh_inclination},
    Metric{"thoracic_flexion", Unit::rad, "Bend of the upper back against your own standing.", "docs/science.md 1.4",
           thoracic_flexion},
    Metric{"thoracolumbar_extension", Unit::rad,
           "How far the ribs tip back from the pelvis beyond your own standing, on the way up and at the top.",
           "docs/science.md 7 F5", thoracolumbar_extension},
    Metric{"toe_rise", Unit::m, "Height of the toes above where they stood at the start of the rep.",
           "docs/science.md 7 F7", toe_rise},
    Metric{"trunk_inclination", Unit::rad, "Lean of the trunk from vertical.", "docs/science.md 1.3",
           trunk_inclination},
    Metric{"trunk_inclination_change", Unit::rad, "Lean of the trunk against your own standing.", "docs/science.md 1.3",
           trunk_inclination_change},
    Metric{"trunk_inclination_range", Unit::rad, "Trunk lean at the bottom minus trunk lean at the top of the rep.",
           "docs/science.md 1.3", trunk_inclination_range},
    Metric{"velocity_loss", Unit::ratio,
           "How much slower the weight goes up than in the fastest rep before; 0 is none.", "docs/science.md 6.4",
           velocity_loss},
};

}  // namespace

std::string_view to_string(Unit unit) {
  switch (unit) {
    case Unit::rad:
      return "rad";
    case Unit::m:
      return "m";
    case Unit::s:
      return "s";
    case Unit::m_per_s:
      return "m_per_s";
    case Unit::ratio:
      return "ratio";
    case Unit::foot_lengths:
      return "foot_lengths";
    case Unit::newton_metres:
      return "newton_metres";
    case Unit::newton_metres_per_kg:
      return "newton_metres_per_kg";
  }
  return "unknown";
}

std::span<const Metric> registry() { return rows; }

const Metric* find_metric(std::string_view name) {
  const auto found = std::lower_bound(rows.begin(), rows.end(), name,
                                      [](const Metric& row, std::string_view wanted) { return row.name < wanted; });
  return found != rows.end() && found->name == name ? &*found : nullptr;
}

}  // namespace hinge::metrics
