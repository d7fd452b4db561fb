#include "hinge/kinematics/internal/back_contour.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "hinge/kinematics/internal/constants.h"
#include "hinge/kinematics/internal/silhouette_field.h"

namespace hinge::kinematics {
namespace {

using Vec = Point2<ImagePx>;

struct Edge {
  double distance, blur;
};

/// Along one ray, in steps of `step`: how far behind the trunk line the person ends, and over what length.
std::optional<Edge> find_edge(const SilhouetteField& field, Vec foot, Vec backwards, double step, double length_px) {
  using namespace constants;
  constexpr double half = 127.5, three_quarters = 1.5 * half, one_quarter = .5 * half;
  const double farthest = ray_backwards * length_px;
  const auto at = [&](double d) { return field.at({foot.x + d * backwards.x, foot.y + d * backwards.y}); };
  double d = 0, here = at(0);
  while (here <= half && d < ray_into_body * length_px) here = at(d += step);
  if (here <= half) return std::nullopt;
  double next = at(d + step);
  while (next > half) {
    d += step;
    if (d >= farthest) return std::nullopt;
    here = next;
    next = at(d + step);
  }
  const double fine = step / 4;
  double inner = d, outer = d;
  while (inner > 0 && at(inner) < three_quarters) inner -= fine;
  while (outer < farthest && at(outer) > one_quarter) outer += fine;
  return Edge{d + step * (here - half) / std::max(1e-6, here - next), outer - inner};
}

struct Sample {
  double x, y, weight;
};

/// Coefficients, lowest power first, of the weighted least-squares polynomial; by normal equations, which is well
/// enough conditioned for x within [-1, 1] and the small degrees asked for here.
template <std::size_t terms>
std::optional<std::array<double, terms>> fit_polynomial(std::span<const Sample> samples) {
  if (samples.size() < terms) return std::nullopt;
  std::array<std::array<double, terms + 1>, terms> m{};
  for (const auto& s : samples) {
    std::array<double, terms> power{};
    power[0] = 1;
    for (std::size_t i = 1; i < terms; ++i) power[i] = power[i - 1] * s.x;
    for (std::size_t i = 0; i < terms; ++i) {
      for (std::size_t j = 0; j < terms; ++j) m[i][j] += s.weight * power[i] * power[j];
      m[i][terms] += s.weight * power[i] * s.y;
    }
  }
  constexpr double singular = 1e-12;
  for (std::size_t i = 0; i < terms; ++i) {
    std::size_t pivot = i;
    for (std::size_t r = i + 1; r < terms; ++r) {
      if (std::abs(m[r][i]) > std::abs(m[pivot][i])) pivot = r;
    }
    if (std::abs(m[pivot][i]) < singular) return std::nullopt;
    std::swap(m[i], m[pivot]);
    for (std::size_t r = 0; r < terms; ++r) {
      if (r == i) continue;
      const double k = m[r][i] / m[i][i];
      for (std::size_t c = i; c <= terms; ++c) m[r][c] -= k * m[i][c];
    }
  }
  std::array<double, terms> out{};
  for (std::size_t i = 0; i < terms; ++i) out[i] = m[i][terms] / m[i][i];
  return out;
}

template <std::size_t terms>
double value_of(const std::array<double, terms>& coefficients, double x) {
  double sum = 0;
  for (std::size_t i = terms; i-- > 0;) sum = sum * x + coefficients[i];
  return sum;
}

/// Found stations in [from, to], x scaled to [-1, 1]; nothing if more than the allowed share is missing.
std::optional<std::vector<Sample>> samples_between(const BackContour& contour, double from, double to) {
  constexpr double slack = 1e-9;
  std::vector<Sample> samples;
  std::size_t asked = 0;
  for (std::size_t i = 0; i < station_count; ++i) {
    const double at = station(i);
    if (at < from - slack || at > to + slack) continue;
    ++asked;
    if (contour.found[i]) samples.push_back({(2 * at - from - to) / (to - from), contour.distance[i], 1});
  }
  const auto enough = (1 - constants::contour_missing_most) * static_cast<double>(asked);
  if (static_cast<double>(samples.size()) < enough) return std::nullopt;
  return samples;
}

/// Direction of the outline around `at`: of the straight line through the points within `half_width`, weighted.
std::optional<double> tangent_at(const Outline& outline, double at) {
  constexpr std::size_t fewest = 4;
  const auto weight = [&](const Outline::Point& p) {
    const double off = (p.down_the_back - at) / constants::tangent_half_width;
    return std::max(0.0, 1 - off * off);
  };
  double sum = 0, along = 0, forward = 0, up = 0;
  std::size_t used = 0;
  for (const auto& p : outline.points) {
    const double w = weight(p);
    used += w > 0;
    sum += w;
    along += w * p.down_the_back;
    forward += w * p.forward;
    up += w * p.up;
  }
  if (used < fewest) return std::nullopt;
  double rise_forward = 0, rise_up = 0;
  for (const auto& p : outline.points) {
    const double lever = weight(p) * (along / sum - p.down_the_back);  // upwards is against the counted length
    rise_forward += lever * (p.forward - forward / sum);
    rise_up += lever * (p.up - up / sum);
  }
  return std::atan2(rise_forward, rise_up);
}

double length_of(const TrunkLine& line) {
  return std::hypot(line.shoulder.x - line.hip.x, line.shoulder.y - line.hip.y);
}

double inclination_of_line(const TrunkLine& line) {
  return std::atan2(line.facing * (line.shoulder.x - line.hip.x), line.hip.y - line.shoulder.y);
}

constexpr std::size_t shoulder_station = 50;  // where station() is 1
static_assert(station(shoulder_station) > 1 - 1e-9 && station(shoulder_station) < 1 + 1e-9);

}  // namespace

BackContour trace_back(const body::RegionOfInterest& region, int cells, std::span<const std::uint8_t> probability,
                       const TrunkLine& line) {
  BackContour contour;
  const double length = length_of(line);
  const bool finite = std::isfinite(region.side_px + region.centre.x + region.centre.y + region.rotation.value()) &&
                      std::isfinite(length + line.length_px + line.hip.x + line.hip.y);
  const bool usable = finite && cells >= 2 && region.side_px > 0 && length > 1 && line.length_px > 1;
  if (!usable || probability.size() != static_cast<std::size_t>(cells) * static_cast<std::size_t>(cells))
    return contour;
  const SilhouetteField field(region, cells, probability);
  const Vec up{(line.shoulder.x - line.hip.x) / length, (line.shoulder.y - line.hip.y) / length};
  const Vec backwards{line.facing * up.y, -line.facing * up.x};
  const double step = constants::ray_step_cells * region.side_px / cells;
  for (std::size_t i = 0; i < station_count; ++i) {
    const double along = station(i) * length;
    const auto edge =
        find_edge(field, {line.hip.x + along * up.x, line.hip.y + along * up.y}, backwards, step, line.length_px);
    contour.found[i] = edge.has_value();
    if (!edge) continue;
    contour.distance[i] = edge->distance / line.length_px;
    contour.blur[i] = edge->blur / line.length_px;
  }
  return contour;
}

Outline outline_of(const BackContour& contour, const TrunkLine& line) {
  Outline outline;
  const double trunk = inclination_of_line(line);
  const double stretch = line.length_px > 0 ? length_of(line) / line.length_px : 0;
  std::optional<double> shoulder_level;
  double length = 0;
  std::size_t before = 0;  // the last station with a point
  for (std::size_t i = 0; i < station_count; ++i) {
    if (!contour.found[i]) continue;
    const double up_the_line = (station(i) - 1) * stretch, behind = contour.distance[i];
    const Outline::Point here{up_the_line * std::sin(trunk) - behind * std::cos(trunk),
                              up_the_line * std::cos(trunk) + behind * std::sin(trunk), 0};
    double piece = 0;
    if (!outline.points.empty()) {
      const auto& last = outline.points.back();
      piece = std::hypot(here.forward - last.forward, here.up - last.up);
      if (before < shoulder_station && i >= shoulder_station) {
        const double share = static_cast<double>(shoulder_station - before) / static_cast<double>(i - before);
        shoulder_level = length + share * piece;
      }
    }
    length += piece;
    outline.points.push_back({here.forward, here.up, length});
    before = i;
  }
  if (!shoulder_level) return {};
  for (auto& p : outline.points) p.down_the_back = *shoulder_level - p.down_the_back;
  return outline;
}

std::optional<Outline::Point> point_at(const Outline& outline, double down_the_back) {
  const auto& points = outline.points;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const auto &low = points[i - 1], &high = points[i];
    if (low.down_the_back < down_the_back || high.down_the_back > down_the_back) continue;
    const double piece = low.down_the_back - high.down_the_back;
    const double share = piece > 0 ? (low.down_the_back - down_the_back) / piece : 0;
    return Outline::Point{low.forward + share * (high.forward - low.forward), low.up + share * (high.up - low.up),
                          down_the_back};
  }
  return std::nullopt;
}

std::optional<double> inclination_of(const Outline& outline, const BackPart& part) {
  constexpr double step = 0.05, slack = 1e-9;
  double sum = 0, count = 0, asked = 0;
  for (double at = part.from; at <= part.to + slack; at += step) {
    const auto tangent = tangent_at(outline, at);
    ++asked;
    if (!tangent) continue;
    sum += *tangent;
    ++count;
  }
  return 2 * count > asked ? std::optional(sum / count) : std::nullopt;
}

double softness_of(const BackContour& contour, double cell) {
  double sum = 0, count = 0;
  for (std::size_t i = 0; i < station_count; ++i) {
    if (!contour.found[i] || station(i) < constants::roughness_from || station(i) > constants::roughness_to) continue;
    sum += std::max(0.0, contour.blur[i] - cell);
    ++count;
  }
  return count > 0 ? sum / count : 0;
}

std::optional<double> roughness_of(const BackContour& contour) {
  const auto samples = samples_between(contour, constants::roughness_from, constants::roughness_to);
  if (!samples) return std::nullopt;
  const auto quartic = fit_polynomial<5>(*samples);
  if (!quartic) return std::nullopt;
  double sum = 0;
  for (const auto& s : *samples) sum += std::pow(s.y - value_of(*quartic, s.x), 2);
  return std::sqrt(sum / static_cast<double>(samples->size()));
}

}  // namespace hinge::kinematics
