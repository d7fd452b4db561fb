#pragma once
// The weight's way through the picture, rep by rep, for stills and the annotated video.
#include <vector>

#include "hinge/analysis/analysis.h"
#include "hinge/report/overlay.h"

namespace hinge::report::internal {

/// Where the weight, or the near hand in its stead, was in each frame's picture; all empty where nothing is lifted.
[[nodiscard]] std::vector<std::optional<Point2<ImagePx>>> weight_places(const analysis::Analysis& analysis,
                                                                        const std::vector<Skeleton>& track);

/// From the rep's start to `last`, marked where it is at `now`. Nothing where it was seen in fewer than two frames.
[[nodiscard]] std::optional<WeightTrail> weight_trail(const kinematics::WeightPath& weight,
                                                      const std::vector<std::optional<Point2<ImagePx>>>& places,
                                                      const movement::Rep& rep, std::size_t last, std::size_t now);

}  // namespace hinge::report::internal
