#include "hinge/signal/series.h"

#include "hinge/base/expect.h"

namespace hinge::signal {
namespace {

template <class StepTooLong>
std::vector<Segment> part(SeriesView series, StepTooLong too_long) {
  std::vector<Segment> segments;
  bool open = false;
  for (std::size_t i = 0; i < series.size(); ++i) {
    if (!series[i]) {
      open = false;
      continue;
    }
    if (!open || too_long(i)) segments.push_back({i, 0});
    ++segments.back().size;
    open = true;
  }
  return segments;
}

}  // namespace

std::vector<Segment> find_segments(SeriesView series) {
  return part(series, [](std::size_t) { return false; });
}

std::vector<Segment> find_segments(std::span<const double> time_s, SeriesView series, double longest_step_s) {
  HINGE_EXPECT(time_s.size() == series.size());
  return part(series, [&](std::size_t i) { return time_s[i] - time_s[i - 1] > longest_step_s; });
}

std::vector<double> values_of(SeriesView series, Segment segment) {
  std::vector<double> values;
  values.reserve(segment.size);
  for (const auto& sample : series.subspan(segment.first, segment.size)) {
    HINGE_EXPECT(sample.has_value());
    values.push_back(*sample);
  }
  return values;
}

}  // namespace hinge::signal
