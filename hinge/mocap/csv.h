#pragma once
// The landmarks as a table for spreadsheets: one row a frame, empty cells for what was not measured.
#include <string>

#include "hinge/body/recording.h"

namespace hinge::mocap {

/// `frame,time_s`, then per name `_x_px,_y_px` or `_x_m,_y_m,_z_m` for the coordinates the recording has, and
/// `_visibility`. Picture axes: y down; world axes: y up.
[[nodiscard]] std::string render_csv(const body::Recording& recording);

}  // namespace hinge::mocap
