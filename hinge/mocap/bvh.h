#pragma once
// BVH, the skeleton file of animation programs and inertial suits. What we accept: docs/formats/bvh.md.
#include <span>
#include <string>
#include <string_view>

#include "hinge/base/result.h"
#include "hinge/body/recording.h"
#include "hinge/mocap/marker_set.h"

namespace hinge::mocap {

[[nodiscard]] bool looks_like_bvh(std::string_view beginning);

/// A landmark per joint and end site, in metres: the unit is found by the skeleton's height. Errors: corrupt, where
/// naming the line; unsupported (a skeleton of no human height in any unit).
[[nodiscard]] Result<body::Recording> parse_bvh(std::string_view text, const std::string& name,
                                                std::span<const MarkerSet> sets = {});

}  // namespace hinge::mocap
