#include "app/video/detail.h"

#include <fmt/core.h>

#include <numbers>

#include "hinge/metrics/metric.h"

namespace hinge::app {
namespace {

struct Shown {
  double scale;
  std::string_view unit;
};

Shown shown(metrics::Unit unit) {
  if (unit == metrics::Unit::rad) return {180 / std::numbers::pi, "deg"};
  if (unit == metrics::Unit::ratio) return {1, "-"};
  return {1, metrics::to_string(unit)};
}

/// A rep's "hip_fold_peak" is the greatest value of the metric "hip_fold".
const metrics::Metric* find_origin(std::string_view name) {
  if (const metrics::Metric* metric = metrics::find_metric(name)) return metric;
  constexpr std::string_view peak = "_peak";
  return name.ends_with(peak) ? metrics::find_metric(name.substr(0, name.size() - peak.size())) : nullptr;
}

std::string metric_line(const std::string& name, const assess::MetricValue& value) {
  const Shown as = shown(value.unit);
  const metrics::Metric* origin = find_origin(name);
  const std::string number = fmt::format("{:.3g}", value.value * as.scale), spread = fmt::format("± {:.2g}", 2 * value.sd * as.scale);
  return fmt::format("  {:<34}{:>10} {:<10} {:<13} {}\n", name, number, spread, as.unit,
                     origin == nullptr ? "" : fmt::format("{} [{}]", origin->meaning, origin->source));
}

std::string finding_line(const assess::Finding& finding) {
  std::string text = fmt::format("  {:<34}{}", finding.rule, assess::to_string(finding.verdict));
  const Shown as = shown(finding.unit);
  if (finding.value) text += fmt::format(", {:.4g} {}", *finding.value * as.scale, as.unit);
  if (finding.value && finding.sd) text += fmt::format(" ± {:.2g}", 2 * *finding.sd * as.scale);
  if (finding.limit) text += fmt::format(", edge of good {:.4g}", *finding.limit * as.scale);
  return text + "\n";
}

}  // namespace

std::string detail_text(const assess::SetAssessment& set) {
  std::string text;
  for (const assess::RepAssessment& rep : set.reps) {
    text += fmt::format("Rep {}: measured (± 2 standard deviations)\n", rep.rep);
    for (const auto& [name, value] : rep.metrics) text += metric_line(name, value);
    if (!rep.findings.empty()) text += fmt::format("Rep {}: judged\n", rep.rep);
    for (const assess::Finding& finding : rep.findings) text += finding_line(finding);
  }
  return text;
}

}  // namespace hinge::app
