// What a block in front of the knees would feel: docs/science.md 8, "something in front of the knees". The block itself is
// not seen; it stands where the knees are when the rep begins.
#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/places.h"
#include "hinge/metrics/internal/support.h"

namespace hinge::metrics::internal {

Samples knee_forward_travel(const Trial& trial, const movement::Rep& rep) {
  const auto& motion = trial.motion;
  const auto place = [&](std::size_t frame) { return offset_at(motion, body::Part::knee, body::Part::ankle, frame).x; };
  const auto top = place(top_frame(rep));
  if (!top.has_value()) return single(rep.start, top);
  Samples samples;
  for (std::size_t i = rep.start; i <= rep.end && i < motion.frames(); ++i) samples.push_back({i, change(top, place(i))});
  return samples;
}

}  // namespace hinge::metrics::internal
