#include <algorithm>
#include <cmath>

#include "hinge/progress/internal/situation.h"

#include "hinge/base/backwards.h"

namespace hinge::progress::internal {
namespace {

constexpr double epley = 30.0;     // repetitions to the load of one: 1RM = load (1 + reps / 30), Epley 1985
constexpr double rounding = 1e-9;  // a plate more or less because of the last binary digit would be absurd

Kilograms round_down(Kilograms load, const catalog::Rung& rung) {
  const Kilograms rounded = rung.plate * std::floor(load / rung.plate + rounding);
  return std::max(rounded, rung.start ? rung.start->least : Kilograms{0});
}

}  // namespace

std::optional<Kilograms> start_load(const catalog::Rung& rung, const Person& person) {
  if (!rung.start) return std::nullopt;
  const bool by_mass = rung.start->share && person.mass;
  return round_down(by_mass ? *person.mass * *rung.start->share : rung.start->otherwise, rung);
}

std::optional<Kilograms> cut_load(const catalog::Rung& rung, std::optional<Kilograms> load, double cut) {
  if (!rung.start || !load) return std::nullopt;
  const Kilograms less = round_down(*load * (1.0 - cut), rung);
  return less < *load ? std::optional(less) : std::nullopt;
}

std::optional<Kilograms> entry_load(const History& history, const catalog::Rung& rung, double cut) {
  if (!rung.start) return std::nullopt;
  for (const Plan& plan : backwards(history.plans)) {
    if (plan.rung != rung.id || !plan.load || plan.lighter_week) continue;
    return cut_load(rung, plan.load, cut).value_or(*plan.load);
  }
  return start_load(rung, history.person);
}

LoadStep next_load(const catalog::Rung& rung, Kilograms load, const Person& person, const catalog::Loading& loading) {
  const bool light = person.mass && load < *person.mass * loading.light_share;
  const Kilograms most = std::min(load * (light ? loading.light_most : loading.most), loading.most_kg);
  const Kilograms wanted = std::min(load * loading.step, most);
  const Kilograms step = std::max(rung.plate, rung.plate * std::floor(wanted / rung.plate + rounding));
  LoadStep result{load + step, loading.extra_reps};
  // A plate coarser than the step allowed is earned by the repetitions it is worth.
  if (step > most && load > Kilograms{0}) {
    result.extra_reps += static_cast<int>(std::ceil(epley * (step / load) - rounding));
  }
  return result;
}

}  // namespace hinge::progress::internal
