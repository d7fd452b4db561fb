#include "hinge/assess/internal/judge.h"

#include <algorithm>
#include <cmath>

#include "hinge/base/expect.h"
#include "hinge/metrics/extremum.h"

namespace hinge::assess::internal {
namespace {

using catalog::Grade;
using catalog::Reducer;

constexpr double u95_per_sd = 1.96;           // docs/science.md 10 states uncertainty as 95 %, values carry one sd
constexpr double guard_share = 0.5;           // the rule at the head of docs/science.md

std::optional<movement::PhaseName> phase_of(catalog::Span span) {
  switch (span) {
    case catalog::Span::rep:
      return std::nullopt;
    case catalog::Span::setup:
      return movement::PhaseName::setup;
    case catalog::Span::descent:
      return movement::PhaseName::descent;
    case catalog::Span::bottom:
      return movement::PhaseName::bottom;
    case catalog::Span::ascent:
      return movement::PhaseName::ascent;
    case catalog::Span::lockout:
      return movement::PhaseName::lockout;
  }
  return std::nullopt;
}

metrics::Samples samples_in(const metrics::Samples& samples, catalog::Span span, const movement::Rep& rep) {
  const auto wanted = phase_of(span);
  if (!wanted) return samples;
  metrics::Samples inside;
  for (const metrics::Sample& sample : samples) {
    const bool hit = std::ranges::any_of(rep.phases, [&](const movement::Phase& phase) {
      return phase.name == *wanted && phase.frames.first <= sample.frame && sample.frame <= phase.frames.last;
    });
    if (hit) inside.push_back(sample);
  }
  return inside;
}

Measured<double> mean_of(const metrics::Samples& seen) {
  double sum = 0, sd = 0;
  for (const metrics::Sample& sample : seen) {
    sum += sample.value.value();
    sd += sample.value.sd();  // errors of neighbouring frames go together: averaging does not shrink them
  }
  const auto count = static_cast<double>(seen.size());
  return Measured<double>::seen(sum / count, sd / count);
}

std::size_t good_index(std::span<const catalog::Band> bands) {
  const auto good = std::ranges::find(bands, Grade::good, &catalog::Band::grade);
  HINGE_EXPECT(good != bands.end());
  return static_cast<std::size_t>(good - bands.begin());
}

std::size_t index_of(double value, std::span<const catalog::Band> bands) {
  const auto band =
      std::ranges::find_if(bands, [value](const catalog::Band& b) { return !b.below || value < *b.below; });
  return static_cast<std::size_t>(band - bands.begin());
}

/// The edge of bands[i] that faces the good band.
double facing_edge(std::size_t i, std::size_t good, std::span<const catalog::Band> bands) {
  return i > good ? *bands[i - 1].below : *bands[i].below;
}

std::optional<double> nearest_good_edge(double value, std::size_t good, std::span<const catalog::Band> bands) {
  const std::optional<double> upper = bands[good].below;
  if (good == 0) return upper;
  const double lower = *bands[good - 1].below;
  return upper && std::abs(*upper - value) < std::abs(value - lower) ? *upper : lower;
}

// The guard on one side of the good band (step +1 up, -1 down): an interval that reaches across a borderline band
// cannot tell good from fault.
bool is_doubtful(double value, double sd, std::size_t good, int step, std::span<const catalog::Band> bands,
                 NearFault near_fault) {
  if (step > 0 ? good + 1 == bands.size() : good == 0) return false;
  const catalog::Band& beside = step > 0 ? bands[good + 1] : bands[good - 1];
  const std::optional<double> edge = step > 0 ? bands[good].below : bands[good - 1].below;
  const double reach = u95_per_sd * sd;
  if (beside.grade == Grade::fault) {
    return near_fault == NearFault::abstain && std::abs(*edge - value) < guard_share * reach;
  }
  return bands[index_of(value + step * reach, bands)].grade == Grade::fault;
}

Judged judge_good(double value, double sd, std::size_t good, std::span<const catalog::Band> bands,
                  NearFault near_fault) {
  const bool doubtful =
      is_doubtful(value, sd, good, +1, bands, near_fault) || is_doubtful(value, sd, good, -1, bands, near_fault);
  return {doubtful ? Verdict::cannot_judge : Verdict::good, nearest_good_edge(value, good, bands), &bands[good], 0};
}

std::optional<std::size_t> find_onset(const Reduced& reduced, const Judged& judged,
                                      std::span<const catalog::Band> bands) {
  if (!reduced.is_series || judged.side == 0) return std::nullopt;
  const std::size_t good = good_index(bands);
  for (const metrics::Sample& sample : reduced.samples) {
    if (!sample.value.has_value()) continue;
    const std::size_t i = index_of(sample.value.value(), bands);
    if (judged.side > 0 ? i > good : i < good) return sample.frame;
  }
  return std::nullopt;
}

/// The extremum, or what of it is certain. Landmarks that contradict the body bound nothing.
void reduce_to_extremum(const catalog::Reading& reading, const metrics::Trial& trial, Reduced& reduced) {
  const bool greatest = reading.reduce == Reducer::max;
  const auto extreme = greatest ? metrics::Extreme::greatest : metrics::Extreme::least;
  const auto found = metrics::find_extremum(reduced.samples, extreme, trial.motion.time);
  if (!found || found->hidden == Unmeasured::implausible) return;
  reduced.value = found->at.value;
  reduced.frame = found->at.frame;
  if (found->hidden) {
    reduced.hidden = found->hidden;
    reduced.beyond = greatest ? 1 : -1;
  }
}

/// What was not seen can only add to a bound: beyond the good band it stays beyond. That it was good nobody knows, nor how
/// much of the rest a plate or a sleeve drew: no fault rests on it.
void judge_bound(JudgedPart& part) {
  if (!part.reduced.hidden) return;
  if (part.judged.side == part.reduced.beyond) {
    part.judged.verdict = std::min(part.judged.verdict, Verdict::borderline);
    return;
  }
  part.reduced.value = Measured<double>::missing(*part.reduced.hidden);
  part.judged = {};
}

}  // namespace

Reduced reduce(const catalog::Reading& reading, const metrics::Trial& trial, const movement::Rep& rep) {
  Reduced reduced;
  if (reading.measure == nullptr) {
    reduced.value = Measured<double>::missing(Unmeasured::not_in_this_build);
    return reduced;
  }
  const auto measured = metrics::measure(*reading.measure, trial, rep);
  reduced.samples = samples_in(measured, reading.span, rep);
  reduced.is_series = reading.reduce != Reducer::value;
  // One "not measured" may stand for the whole rep, outside the phase that is asked for.
  const auto& blamed = reduced.samples.empty() ? measured : reduced.samples;
  if (reading.reduce == Reducer::max || reading.reduce == Reducer::min) {
    reduce_to_extremum(reading, trial, reduced);
    if (!reduced.frame) reduced.value = Measured<double>::missing(metrics::commonest_reason(blamed));
    return reduced;
  }
  metrics::Samples seen;
  std::ranges::copy_if(reduced.samples, std::back_inserter(seen), [](const auto& s) { return s.value.has_value(); });
  const auto wanted = metrics::least_measured_share * static_cast<double>(reduced.samples.size());
  if (seen.empty() || static_cast<double>(seen.size()) < wanted) {
    reduced.value = Measured<double>::missing(metrics::commonest_reason(blamed));
    return reduced;
  }
  if (reading.reduce == Reducer::mean) {
    reduced.value = mean_of(seen);
    return reduced;
  }
  reduced.value = seen.back().value;
  reduced.frame = seen.back().frame;
  return reduced;
}

Judged judge_value(double value, double sd, std::span<const catalog::Band> bands, NearFault near_fault) {
  const std::size_t good = good_index(bands);
  const std::size_t i = index_of(value, bands);
  if (i == good) return judge_good(value, sd, good, bands, near_fault);
  const bool above = i > good;
  Judged judged{Verdict::borderline, above ? bands[good].below : bands[good - 1].below, &bands[i], above ? 1 : -1};
  if (bands[i].grade == Grade::fault) {
    const double beyond = std::abs(value - facing_edge(i, good, bands));
    if (beyond > guard_share * u95_per_sd * sd) judged.verdict = Verdict::fault;
  }
  return judged;
}

JudgedPart judge_part(const catalog::Part& part, const metrics::Trial& trial, const movement::Rep& rep,
                      NearFault near_fault) {
  JudgedPart result;
  result.part = &part;
  result.reduced = reduce(part.reading, trial, rep);
  if (!result.reduced.value.has_value()) return result;
  result.judged = judge_value(result.reduced.value.value(), result.reduced.value.sd(), part.bands, near_fault);
  judge_bound(result);
  result.onset = find_onset(result.reduced, result.judged, part.bands);
  return result;
}

}  // namespace hinge::assess::internal
