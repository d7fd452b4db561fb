#pragma once
// The coordinates of OpenSim's full-body models, and the body that moves by them.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hinge/body/recording.h"

namespace hinge::mocap {

/// One instant's coordinates by OpenSim's names; radians, and metres for pelvis_tx, ty, tz. Absent: not known.
using Coordinates = std::map<std::string, double, std::less<>>;

/// The columns that pose() fills: joints, and the four spines of the pelvis.
[[nodiscard]] std::vector<std::string> gait_model_names(bool with_arms);
/// Where the joints of an adult of 1.80 m are (gait2392: Delp et al. 1990, doi:10.1109/10.102791; arms: Rajagopal et al.
/// 2016, doi:10.1109/TBME.2016.2586891), in the order of gait_model_names.
[[nodiscard]] std::vector<body::Landmark> pose_gait_model(const Coordinates& coordinates, bool with_arms);

/// The other way: coordinates of a frame by the places of its joints, whatever their lengths. Rotations about a
/// segment's own length are not known and absent, as is what needs a landmark that is not there.
[[nodiscard]] Coordinates measure_coordinates(const body::Recording& recording, std::size_t frame);

}  // namespace hinge::mocap
