#pragma once
// Looks for round outlines about the hands in every picture, while its pixels are there.
#include <span>
#include <vector>

#include "hinge/body/implement.h"
#include "hinge/body/recording.h"
#include "hinge/media/picture.h"
#include "hinge/pose/internal/circle_finder.h"

namespace hinge::pose {

/// What one picture offers: any of these may be the weight, or a knee, or a hub of the weight.
struct ImplementSighting {
  Seconds time;
  bool has_hands = false;
  ImagePoint hands;          ///< middle of the wrists
  double metre_px = 0;       ///< about one metre at the body
  std::vector<body::ImplementPoint> circles;  ///< best first
};

/// Remembers the picture before: where something round was and the hands went, it is looked for again. One per run of
/// pictures.
class ImplementWatch {
public:
  /// `body_side_px`: of the region the landmarks came from.
  [[nodiscard]] ImplementSighting look(const media::YuvView& yuv, media::QuarterTurn turn, Seconds time,
                                       std::span<const body::Landmark> landmarks, double body_side_px);
  /// Nobody is there.
  [[nodiscard]] ImplementSighting look_away(Seconds time);

private:
  [[nodiscard]] std::vector<PatchCircle> hints(const ImplementSighting& now) const;
  GreyPatch patch_;
  CircleFinder finder_;
  ImplementSighting last_;
};

}  // namespace hinge::pose
