#include "hinge/progress/trends.h"

#include <algorithm>

#include "hinge/progress/change.h"
#include "hinge/progress/training.h"

namespace hinge::progress {
namespace {

const catalog::Rung* rung_of(const Set& set, const catalog::Ladder& ladder) {
  if (!set.rung.empty()) return ladder.find_rung(set.rung);
  const auto found =
      std::ranges::find_if(ladder.rungs, [&](const catalog::Rung& rung) { return is_of_rung(set, rung); });
  return found == ladder.rungs.end() ? nullptr : &*found;
}

void add_mean(const Training& training, const std::string& metric, double same_setup, std::optional<double>& mean,
              std::optional<double>& sem) {
  std::vector<Value> values;
  for (const Set* set : training.sets) {
    for (const RepRecord& rep : set->reps) {
      const auto found = rep.metrics.find(metric);
      if (found != rep.metrics.end()) values.push_back({found->second.value, found->second.sd});
    }
  }
  const std::optional<SetMean> result = mean_of(values, 1, same_setup);
  if (!result) return;
  mean = result->mean;
  sem = result->sem;
}

TrendRow row_of(const Training& training, const catalog::Catalog& catalog, std::span<const PainReport> pain) {
  TrendRow row;
  const Set& last = *training.sets.back();
  const catalog::Rung* rung = rung_of(last, catalog.ladder);
  row.at = training.at;
  row.rung = rung == nullptr ? std::string{} : rung->id;
  row.exercise = last.exercise;
  row.sets = static_cast<int>(training.sets.size());
  for (const Set* set : training.sets) {
    row.reps += set->reps_done;
    if (set->load) row.load = std::max(row.load.value_or(Kilograms{0}), *set->load);
    if (set->effort) row.effort = std::max(row.effort.value_or(0.0), *set->effort);
  }
  constexpr int all = 100'000;
  for (const RepRecord* rep : last_reps(training, all)) {
    ++row.filmed;
    row.judged += rep->verdict == assess::Verdict::cannot_judge ? 0 : 1;
    row.clean += is_clean(*rep) ? 1 : 0;
    row.faulty += rep->verdict == assess::Verdict::fault ? 1 : 0;
  }
  row.pain = worst_pain(training, pain);
  add_mean(training, "hip_fold_peak", catalog.ladder.learning.same_setup, row.hip_fold, row.hip_fold_sem);
  add_mean(training, "knee_flexion_peak", catalog.ladder.learning.same_setup, row.knee, row.knee_sem);
  return row;
}

}  // namespace

std::string_view say_move(std::string_view move) {
  if (move == to_string(Move::up)) return "a rung up";
  if (move == to_string(Move::down)) return "a step back";
  return move == to_string(Move::stop) ? "stopped" : "";
}

std::vector<TrendRow> gather_trends(const History& history, const catalog::Catalog& catalog) {
  const std::vector<PainReport> pain = gather_pain(history);
  std::vector<TrendRow> rows;
  for (const Training& training : gather_trainings(history, nullptr, Instant{})) {
    rows.push_back(row_of(training, catalog, pain));
  }
  for (const Plan& plan : history.plans) {
    if (plan.move == Move::stay) continue;
    const auto after = std::ranges::upper_bound(rows, plan.at, {}, &TrendRow::at);
    if (after != rows.begin()) (after - 1)->move = std::string(to_string(plan.move));
  }
  return rows;
}

}  // namespace hinge::progress
