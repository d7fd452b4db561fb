#pragma once
// Finds the down-and-up cycles of a driving signal: docs/science.md 6.1.
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "hinge/movement/internal/track.h"

namespace hinge::movement::internal {

/// The signal grows towards the bottom of a rep (hip fold; sunk height; elbow bend).
struct CycleRules {
  double least_range = 0;     ///< smaller movements are not reps
  double quiet_velocity = 0;  ///< slower than this is standing still, per second
  /// Arriving has no sharp end: smoothing and sway stretch it. Slower than this share of the fastest is there;
  /// calibrated on rendered clips with noise added, where it leaves the end unbiased to 0.04 s.
  double arrived_share = 0.20;
};

/// Frame numbers of the recording.
struct Cycle {
  std::size_t start = 0;   ///< leaves the top, or the first frame of a cycle whose way down was cut off
  std::size_t bottom = 0;  ///< deepest
  std::size_t bottom_first = 0, bottom_last = 0;  ///< nearly still around the deepest frame
  std::size_t near_first = 0, near_last = 0;      ///< within a tenth of the range of the deepest
  std::size_t end = 0;                            ///< back at the top
  std::size_t top_last = 0;                       ///< last frame of staying there
  double down = 0, up = 0;                        ///< how far, in the signal's unit
  bool down_was_cut_off = false;                  ///< begins at the bottom, or with no more than a shift over it
};

/// A second opinion on a cycle (is this a rep or a step?); called with frame numbers of the recording.
using CycleFilter = std::function<bool(const Cycle&)>;

/// Where another curve that moves with the rep leaves its top and is back at it, looked for around the cycle's bottom
/// and not beyond `from` … `until`. `quiet_share`: speed, in ranges per second, under which it stands still.
struct Edges {
  std::size_t start = 0, end = 0;
  double range = 0;  ///< the smaller of the ways down and up
};
[[nodiscard]] std::optional<Edges> find_edges(const std::vector<Stretch>& stretches, const Cycle& cycle,
                                              std::size_t from, std::size_t until, double quiet_share);

[[nodiscard]] std::vector<Cycle> find_cycles(const std::vector<Stretch>& stretches, const CycleRules& rules,
                                             const CycleFilter& keep);

/// Half repetitions between the counted ones: science 6.1 calls less than the counted share, and at least a third, so.
[[nodiscard]] std::vector<Cycle> find_half_cycles(const std::vector<Stretch>& stretches, const CycleRules& rules,
                                                  const std::vector<Cycle>& counted, const CycleFilter& keep);

}  // namespace hinge::movement::internal
