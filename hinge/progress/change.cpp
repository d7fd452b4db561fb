#include "hinge/progress/change.h"

#include <algorithm>
#include <cmath>

namespace hinge::progress {
namespace {

constexpr double two_sided_95 = 1.96;

struct CasePart {
  const catalog::Part* part = nullptr;
  int side = 1;
};

CasePart find_part(const catalog::Rule& rule, const catalog::Case& words) {
  for (const catalog::Part& part : rule.parts) {
    bool passed_good = false;
    for (const catalog::Band& band : part.bands) {
      if (band.words == words.id) return {&part, passed_good ? 1 : -1};
      passed_good = passed_good || band.grade == catalog::Grade::good;
    }
  }
  return {};
}

std::vector<Value> values_of(std::span<const RepRecord> reps, const catalog::Rule& rule, const catalog::Case& words) {
  std::vector<Value> values;
  for (const RepRecord& rep : reps) {
    if (const auto value = measure_case(rep, rule, words)) values.push_back(*value);
  }
  return values;
}

const assess::MetricValue* find_metric(const RepRecord& rep, const std::string& name) {
  const auto found = rep.metrics.find(name);
  return found == rep.metrics.end() ? nullptr : &found->second;
}

std::vector<std::optional<double>> column_of(const Set& set, const std::string& metric) {
  std::vector<std::optional<double>> column;
  for (const RepRecord& rep : set.reps) {
    const assess::MetricValue* value = find_metric(rep, metric);
    column.push_back(value == nullptr ? std::nullopt : std::optional(value->value));
  }
  return column;
}

std::vector<Value> values_of(const Set& set, const std::string& metric) {
  std::vector<Value> values;
  for (const RepRecord& rep : set.reps) {
    if (const assess::MetricValue* value = find_metric(rep, metric)) values.push_back({value->value, value->sd});
  }
  return values;
}

}  // namespace

std::optional<SetMean> mean_of(std::span<const Value> values, int least, double same_setup) {
  if (values.empty() || static_cast<int>(values.size()) < least) return std::nullopt;
  const auto count = static_cast<double>(values.size());
  SetMean result;
  result.reps = static_cast<int>(values.size());
  double sd = 0;
  for (const Value& value : values) {
    result.mean += value.value / count;
    sd += value.sd / count;  // errors of one clip go together: averaging does not shrink them
  }
  double squares = 0;
  for (const Value& value : values) squares += (value.value - result.mean) * (value.value - result.mean);
  const double spread = values.size() < 2 ? 0.0 : squares / (count - 1) / count;
  result.sem = std::sqrt(same_setup * same_setup * sd * sd + spread);
  return result;
}

double minimal_detectable_change(const SetMean& a, const SetMean& b) { return two_sided_95 * std::hypot(a.sem, b.sem); }

std::vector<MetricChange> compare_sets(const Set& a, const Set& b, double same_setup) {
  std::map<std::string, metrics::Unit> names;
  for (const RepRecord& rep : a.reps) {
    for (const auto& [name, value] : rep.metrics) names.emplace(name, value.unit);
  }
  std::vector<MetricChange> changes;
  for (const auto& [name, unit] : names) {
    const auto mean_a = mean_of(values_of(a, name), least_reps_compared, same_setup);
    const auto mean_b = mean_of(values_of(b, name), least_reps_compared, same_setup);
    if (!mean_a || !mean_b) continue;
    MetricChange change{name, unit, *mean_a, *mean_b, mean_b->mean - mean_a->mean, 0, Finding::noise, {}, {}};
    change.least = minimal_detectable_change(*mean_a, *mean_b);
    if (std::abs(change.change) > change.least) change.finding = Finding::real;
    change.reps_a = column_of(a, name);
    change.reps_b = column_of(b, name);
    changes.push_back(std::move(change));
  }
  return changes;
}

std::string measure_of(const catalog::Rule& rule, const catalog::Case& words) {
  const CasePart found = find_part(rule, words);
  return found.part == nullptr ? std::string() : std::string(found.part->reading.metric);
}

int side_of(const catalog::Rule& rule, const catalog::Case& words) { return find_part(rule, words).side; }

std::optional<Value> measure_case(const RepRecord& rep, const catalog::Rule& rule, const catalog::Case& words) {
  const CasePart found = find_part(rule, words);
  if (found.part == nullptr) return std::nullopt;
  if (rule.parts.size() == 1) {
    const auto judgement = std::ranges::find(rep.judgements, rule.id, &Judgement::rule);
    if (judgement == rep.judgements.end() || !judgement->value) return std::nullopt;
    return Value{*judgement->value, judgement->sd.value_or(0.0)};
  }
  // A rule of several parts tells only one of them in its verdict; the repetition's own numbers have them all.
  const std::string& metric = found.part->reading.metric;
  const assess::MetricValue* value = find_metric(rep, metric);
  if (value == nullptr) value = find_metric(rep, metric + "_peak");
  return value == nullptr ? std::nullopt : std::optional(Value{value->value, value->sd});
}

CueOutcome judge_cue(const Set& before, const Set& after, const catalog::Rule& rule, const catalog::Case& words,
                     const catalog::Learning& learning) {
  const auto count = static_cast<std::size_t>(learning.reps);
  const std::span<const RepRecord> old_reps(before.reps);
  const std::span<const RepRecord> new_reps(after.reps);
  const auto mean_before = mean_of(values_of(old_reps.last(std::min(count, old_reps.size())), rule, words),
                                   learning.least_reps, learning.same_setup);
  const auto mean_after = mean_of(values_of(new_reps.first(std::min(count, new_reps.size())), rule, words),
                                  learning.least_reps, learning.same_setup);
  CueOutcome outcome;
  const CasePart part = find_part(rule, words);
  if (part.part == nullptr || !mean_before || !mean_after) return outcome;
  outcome.unit = part.part->unit;
  outcome.before = mean_before->mean;
  outcome.after = mean_after->mean;
  outcome.noise = minimal_detectable_change(*mean_before, *mean_after);
  const double gain = part.side * (mean_before->mean - mean_after->mean);
  outcome.effect = CueEffect::no_change;
  if (gain > *outcome.noise) outcome.effect = CueEffect::helped;
  if (gain < -*outcome.noise) outcome.effect = CueEffect::worse;
  return outcome;
}

}  // namespace hinge::progress
