#include "hinge/catalog/near_names.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace hinge::catalog {
namespace {

// Optimal string alignment distance: insert, delete, replace, swap of neighbours, each 1 (Damerau 1964).
std::size_t typing_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, replace});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = std::min(now[j], before[j - 2] + 1);
    }
    before = std::exchange(last, std::exchange(now, before));
  }
  return last[b.size()];
}

}  // namespace

std::vector<std::string> near_names(std::string_view typed, std::span<const std::string> known, std::size_t most) {
  // Longer input cannot be a slip for one of our names, and would make the distance table large.
  constexpr std::size_t longest = 80;
  if (typed.empty() || typed.size() > longest) return {};
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const std::string& name : known) {
    const bool half =
        typed.size() >= 3 && (name.find(typed) != std::string::npos || typed.find(name) != std::string_view::npos);
    const std::size_t distance = typing_distance(typed, name);
    if (half) {
      found.emplace_back(1, name);
    } else if (distance <= 1 + std::max(typed.size(), name.size()) / 5) {
      found.emplace_back(distance, name);
    }
  }
  std::ranges::sort(found);
  std::vector<std::string> names;
  for (const auto& [distance, name] : found) {
    if (names.size() < most) names.push_back(name);
  }
  return names;
}

std::string did_you_mean(std::string_view typed, std::span<const std::string> known) {
  const std::vector<std::string> near = near_names(typed, known);
  if (near.empty()) return {};
  std::string text = "; did you mean '" + near.front() + "'";
  for (std::size_t i = 1; i < near.size(); ++i) text += (i + 1 == near.size() ? " or '" : ", '") + near[i] + "'";
  return text + "?";
}

std::string did_you_mean(std::string_view typed, std::span<const std::string> known, std::string_view remedy) {
  const std::string near = did_you_mean(typed, known);
  return (near.empty() ? "; " : near + " ") + std::string(remedy);
}

}  // namespace hinge::catalog
