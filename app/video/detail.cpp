#include "app/video/detail.h"

#include <fmt/core.h>

#include "hinge/metrics/metric.h"

namespace hinge::app {
namespace {

/// A rep's "hip_fold_peak" is the greatest value of the metric "hip_fold".
const metrics::Metric* find_origin(std::string_view name) {
  if (const metrics::Metric* metric = metrics::find_metric(name)) return metric;
  constexpr std::string_view peak = "_peak";
  return name.ends_with(peak) ? metrics::find_metric(name.substr(0, name.size() - peak.size())) : nullptr;
}

std::string metric_line(const std::string& name, const assess::MetricValue& value) {
  const auto& as = metrics::row_of(value.unit);
  const metrics::Metric* origin = find_origin(name);
  const std::string number = fmt::format("{:.3g}", value.value * as.edge_per_si), spread = fmt::format("± {:.2g}", 2 * value.sd * as.edge_per_si);
  return fmt::format("  {:<34}{:>10} {:<10} {:<13} {}\n", name, number, spread, as.edge_name,
                     origin == nullptr ? "" : fmt::format("{} [{}]", origin->meaning, origin->source));
}

std::string finding_line(const assess::Finding& finding) {
  std::string text = fmt::format("  {:<34}{}", finding.rule, assess::to_string(finding.verdict));
  const auto& as = metrics::row_of(finding.unit);
  if (finding.value) text += fmt::format(", {:.4g} {}", *finding.value * as.edge_per_si, as.edge_name);
  if (finding.value && finding.sd) text += fmt::format(" ± {:.2g}", 2 * *finding.sd * as.edge_per_si);
  if (finding.limit) text += fmt::format(", edge of good {:.4g}", *finding.limit * as.edge_per_si);
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
