#pragma once
// What every marker file goes through once its columns are read: names, joint centres, axes.
#include <span>

#include "hinge/body/recording.h"
#include "hinge/mocap/internal/world_axes.h"
#include "hinge/mocap/marker_set.h"

namespace hinge::mocap {

/// Renames the columns by the marker set that fits best, computes the joint centres that the file does not give, and
/// turns the world so that Y is up. How it was turned, for what else is measured in the same world.
AxisTurn finish_markers(body::Recording& recording, std::span<const MarkerSet> sets, UpHint hint = UpHint::none);

/// Counts times from the first frame and fills in what is known of the source.
void fill_source(const std::string& name, body::Recording& recording);

}  // namespace hinge::mocap
