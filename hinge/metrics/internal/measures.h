#pragma once
// Every metric's function; what each one means is said once, in the registry's row (registry.cpp).
#include "hinge/metrics/metric.h"

namespace hinge::metrics::internal {

// joint_angles.cpp
Samples hip_fold(const Trial& trial, const movement::Rep& rep);
Samples hip_fold_change(const Trial& trial, const movement::Rep& rep);
Samples hip_flexion(const Trial& trial, const movement::Rep& rep);
Samples knee_flexion(const Trial& trial, const movement::Rep& rep);
Samples knee_flexion_change(const Trial& trial, const movement::Rep& rep);
Samples ankle_dorsiflexion(const Trial& trial, const movement::Rep& rep);
Samples trunk_inclination(const Trial& trial, const movement::Rep& rep);
Samples trunk_inclination_change(const Trial& trial, const movement::Rep& rep);
Samples thigh_inclination(const Trial& trial, const movement::Rep& rep);
Samples shank_inclination(const Trial& trial, const movement::Rep& rep);
Samples shank_inclination_change(const Trial& trial, const movement::Rep& rep);
Samples neck_flexion_change(const Trial& trial, const movement::Rep& rep);
Samples elbow_flexion(const Trial& trial, const movement::Rep& rep);
Samples pelvis_tilt(const Trial& trial, const movement::Rep& rep);
Samples thoracic_flexion(const Trial& trial, const movement::Rep& rep);

// ranges.cpp
Samples hip_fold_range(const Trial& trial, const movement::Rep& rep);
Samples knee_flexion_range(const Trial& trial, const movement::Rep& rep);
Samples trunk_inclination_range(const Trial& trial, const movement::Rep& rep);
Samples elbow_flexion_range(const Trial& trial, const movement::Rep& rep);
Samples hip_to_knee_ratio(const Trial& trial, const movement::Rep& rep);
Samples knee_creep(const Trial& trial, const movement::Rep& rep);
Samples depth_of_median(const Trial& trial, const movement::Rep& rep);

// hip_travel.cpp
Samples posterior_hip_travel(const Trial& trial, const movement::Rep& rep);

// lockout.cpp
Samples lockout_hip_short(const Trial& trial, const movement::Rep& rep);
Samples lockout_knee_short(const Trial& trial, const movement::Rep& rep);
Samples lockout_trunk(const Trial& trial, const movement::Rep& rep);
Samples lockout_hold(const Trial& trial, const movement::Rep& rep);
Samples lean_back(const Trial& trial, const movement::Rep& rep);

// tempo.cpp
Samples rep_duration(const Trial& trial, const movement::Rep& rep);
Samples descent_duration(const Trial& trial, const movement::Rep& rep);
Samples bottom_pause(const Trial& trial, const movement::Rep& rep);
Samples ascent_duration(const Trial& trial, const movement::Rep& rep);

// ascent.cpp
Samples hip_shoulder_rise_ratio(const Trial& trial, const movement::Rep& rep);
Samples early_ascent_trunk_lean(const Trial& trial, const movement::Rep& rep);

// back.cpp
Samples lumbar_flexion(const Trial& trial, const movement::Rep& rep);
Samples lumbar_change_in_ascent(const Trial& trial, const movement::Rep& rep);
Samples hip_share(const Trial& trial, const movement::Rep& rep);
Samples thoracolumbar_extension(const Trial& trial, const movement::Rep& rep);

// balance.cpp
Samples com_position(const Trial& trial, const movement::Rep& rep);
Samples com_ahead_of_ankle(const Trial& trial, const movement::Rep& rep);
Samples knee_moment_per_mass(const Trial& trial, const movement::Rep& rep);

// effort.cpp
Samples hip_moment(const Trial& trial, const movement::Rep& rep);
Samples l5s1_moment(const Trial& trial, const movement::Rep& rep);
Samples hamstring_length_change(const Trial& trial, const movement::Rep& rep);
Samples rectus_femoris_length_change(const Trial& trial, const movement::Rep& rep);
Samples gluteus_lengthening(const Trial& trial, const movement::Rep& rep);

// bar.cpp
Samples bar_drift(const Trial& trial, const movement::Rep& rep);
Samples bar_to_midfoot(const Trial& trial, const movement::Rep& rep);
Samples mean_concentric_velocity(const Trial& trial, const movement::Rep& rep);
Samples peak_concentric_velocity(const Trial& trial, const movement::Rep& rep);
Samples velocity_loss(const Trial& trial, const movement::Rep& rep);

// feet.cpp
Samples heel_rise(const Trial& trial, const movement::Rep& rep);
Samples toe_rise(const Trial& trial, const movement::Rep& rep);
Samples foot_tilt(const Trial& trial, const movement::Rep& rep);

// wall.cpp
Samples hips_short_of_wall(const Trial& trial, const movement::Rep& rep);

// knee_travel.cpp
Samples knee_forward_travel(const Trial& trial, const movement::Rep& rep);

// dowel.cpp
Samples dowel_gap_sacrum(const Trial& trial, const movement::Rep& rep);
Samples dowel_gap_head(const Trial& trial, const movement::Rep& rep);
Samples stick_gap_head(const Trial& trial, const movement::Rep& rep);
Samples stick_gap_sacrum(const Trial& trial, const movement::Rep& rep);
Samples stick_gap_upper_back(const Trial& trial, const movement::Rep& rep);
Samples hand_hip_distance(const Trial& trial, const movement::Rep& rep);

// bridge.cpp
Samples bridge_hip_short(const Trial& trial, const movement::Rep& rep);
Samples shank_inclination_range(const Trial& trial, const movement::Rep& rep);

// swing.cpp
Samples hands_above_shoulder(const Trial& trial, const movement::Rep& rep);
Samples hands_above_knee(const Trial& trial, const movement::Rep& rep);

// held_pose.cpp
Samples hand_knee_distance(const Trial& trial, const movement::Rep& rep);
Samples hips_behind_ankle(const Trial& trial, const movement::Rep& rep);
Samples hands_ahead_of_toes(const Trial& trial, const movement::Rep& rep);

}  // namespace hinge::metrics::internal
