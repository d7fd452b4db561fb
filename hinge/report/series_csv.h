#pragma once
// `series.csv`: one row a frame, angles in degrees, empty where not known.
#include <string>
#include <vector>

#include "hinge/kinematics/motion.h"

namespace hinge::report {

/// `time_s`, the contract's angles of the camera side, the rest of the angles, `…_left` and `…_right`, then `…_sd`.
[[nodiscard]] std::vector<std::string> series_columns();

[[nodiscard]] std::string render_series_csv(const kinematics::Motion& motion);

}  // namespace hinge::report
