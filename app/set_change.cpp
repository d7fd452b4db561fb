#include "app/set_change.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "app/coach_book.h"
#include "hinge/progress/change.h"

namespace hinge::app {
namespace {

using progress::MetricChange;

std::string say_name(std::string name) {
  std::ranges::replace(name, '_', ' ');
  return name;
}

std::string side_by_side(const MetricChange& change, std::size_t rep) {
  const auto cell = [&](const std::vector<std::optional<double>>& reps) {
    return rep < reps.size() && reps[rep] ? say_number(*reps[rep], change.unit) : std::string("–");
  };
  return fmt::format("{:>10} {:>10}", cell(change.reps_a), cell(change.reps_b));
}

void print_reps(const std::vector<MetricChange>& changes) {
  for (const char* wanted : {"hip_fold_peak", "knee_flexion_peak", "lumbar_flexion_peak", "descent_duration", "ascent_duration"}) {
    const auto change = std::ranges::find(changes, wanted, &MetricChange::metric);
    if (change == changes.end()) continue;
    fmt::print("\n{}, rep by rep\n", say_name(change->metric));
    const std::size_t reps = std::max(change->reps_a.size(), change->reps_b.size());
    for (std::size_t rep = 0; rep < reps; ++rep) fmt::print("  {:>3} {}\n", rep + 1, side_by_side(*change, rep));
  }
}

void print_row(const MetricChange& change) {
  const bool real = change.finding == progress::Finding::real;
  fmt::print("  {:<34}{:>18}{:>18}{:>19}{:>18}  {}\n", say_name(change.metric), say_number(change.a.mean, change.unit),
             say_number(change.b.mean, change.unit), say_number(change.change, change.unit, true), say_number(change.least, change.unit),
             real ? "changed" : "noise");
}

}  // namespace

void print_change(const progress::Set& a, const progress::Set& b, const catalog::Catalog& catalog, ChangeDetail detail) {
  auto changes = progress::compare_sets(a, b, catalog.ladder.learning.same_setup);
  const auto is_real = [](const MetricChange& change) { return change.finding == progress::Finding::real; };
  const auto real = std::ranges::count_if(changes, is_real);
  if (changes.empty()) {
    const auto least = static_cast<std::size_t>(progress::least_reps_compared);
    if (a.reps.size() < least || b.reps.size() < least) fmt::print("Too few reps to tell a change from noise: it takes {} in each set.\n", least);
    else fmt::print("No measurement was seen in {} reps of both.\n", least);
    return;
  }
  // Each holds at 95 %, so of many one in twenty looks changed by chance alone.
  const auto by_chance = std::lround(0.05 * static_cast<double>(changes.size()));
  fmt::print("{} of {} measurements changed by more than noise{}.\n", real, changes.size(), by_chance > 0 && real > 0 ? fmt::format("; about {} would by chance", by_chance) : "");
  if (real == 0 && detail == ChangeDetail::changes) return;
  std::ranges::stable_partition(changes, is_real);
  fmt::print("  {:<34}{:>18}{:>18}{:>19}{:>18}\n", "", "before", "now", "change", "noise to");
  for (const auto& change : changes) {
    if (detail == ChangeDetail::everything || is_real(change)) print_row(change);
  }
  if (detail == ChangeDetail::everything) print_reps(changes);
}

}  // namespace hinge::app
