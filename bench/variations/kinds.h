#pragma once
// What is done to a clip: every kind is one row, every case a take that somebody could have filmed.
#include <functional>
#include <optional>
#include <random>
#include <string_view>
#include <vector>

#include "bench/variations/take.h"

namespace hinge::bench {

struct Kind {
  std::string_view name;
  int cases = 1;  ///< of each source
  /// Nothing where it does not make sense for this source.
  std::function<std::optional<Take>(const Take& source, int number, std::mt19937& random)> make;
};

[[nodiscard]] std::vector<Kind> kinds_of_cut();     ///< where the clip begins and ends
[[nodiscard]] std::vector<Kind> kinds_of_time();    ///< how fast, how often, with which rests
[[nodiscard]] std::vector<Kind> kinds_of_sight();   ///< what the camera and the network make of it
[[nodiscard]] std::vector<Kind> kinds_of_walk();     ///< walking and waving, with repetitions and without
/// What else is done before, between and after; another exercise is taken from `all`, which must outlive the kinds.
[[nodiscard]] std::vector<Kind> kinds_of_company(const std::vector<Take>& all);

}  // namespace hinge::bench
