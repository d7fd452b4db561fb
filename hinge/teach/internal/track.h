#pragma once
// The poses of a figure as one loop of moments, close enough together for straight lines between them.
#include <vector>

#include "hinge/catalog/lesson.h"
#include "hinge/teach/internal/skeleton.h"

namespace hinge::teach::internal {

struct Sample {
  double time_s = 0;
  Skeleton body;
  Moment moment;
};

struct Track {
  std::vector<Sample> samples;  ///< from 0 to loop_s; one sample: the figure does not move
  double loop_s = 0;
  std::size_t upright = 0;  ///< the sample least bent, which everything is compared with
  std::size_t tell = 0;     ///< the sample that says most when nothing may move: as the file says, else the furthest from that
  std::size_t ghost = 0;    ///< what it is faintly compared with: the upright one, or where that tells, the furthest from it

  [[nodiscard]] const Skeleton& straightest() const { return samples[upright].body; }
  [[nodiscard]] const Skeleton& telling() const { return samples[tell].body; }
};

[[nodiscard]] Track follow(const catalog::Figure& figure);

}  // namespace hinge::teach::internal
