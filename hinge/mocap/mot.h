#pragma once
// MOT and STO, OpenSim's tables of numbers over time, in both dialects. What we accept and write: docs/formats/mot.md.
#include <span>
#include <string>
#include <string_view>

#include "hinge/base/result.h"
#include "hinge/body/recording.h"
#include "hinge/mocap/marker_set.h"

namespace hinge::mocap {

[[nodiscard]] bool looks_like_mot(std::string_view beginning);

/// Joint angles of OpenSim's full body models, shown by a generic adult's body (with a warning), or marker positions.
/// Errors: corrupt, where naming line and column; unsupported (forces, or coordinates of another body).
[[nodiscard]] Result<body::Recording> parse_mot(std::string_view text, const std::string& name,
                                                std::span<const MarkerSet> sets = {});

/// OpenSim's coordinates in degrees, from joint centres and, where the recording has them, the pelvis's markers.
/// Without those the pelvis is taken to go with the trunk and there are no lumbar columns.
/// Error: unsupported (pixels only; hips, knees or shoulders missing).
[[nodiscard]] Result<std::string> render_mot(const body::Recording& recording);

}  // namespace hinge::mocap
