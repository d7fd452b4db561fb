#include "hinge/pose/internal/circle_finder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <span>

namespace hinge::pose {
namespace {

constexpr int cells = patch_cells;
constexpr std::size_t area = std::size_t{cells} * cells;

// 8-bit levels per cell; phone video in a gym has a noise of 1 to 2 per pixel, a dark plate on a dark leg some 10.
constexpr float least_strength = 4;
// The strongest this many edge points vote: enough for every outline in the patch, few enough for a millisecond.
constexpr std::size_t most_edges = 1600;
// Radii are tried in steps of this ratio; a proposal may be off by half a step and is fitted from there.
constexpr double radius_step = 1.09;
// Bins of the vote, in radii: as wide as the gradient's direction errs (about 5 degrees), never under a cell.
constexpr double bin_per_radius = 0.12;
constexpr int proposals_per_radius = 2;
constexpr int rays = 48;
// Less of an outline than this is not worth a fit, nor keeping.
constexpr double least_score = 0.30, least_vote = 0.25;

std::size_t index_of(int x, int y) { return static_cast<std::size_t>(y) * cells + static_cast<std::size_t>(x); }

using Ray = CircleFinder::Ray;

const std::array<Ray, rays>& all_rays() {
  static const auto table = [] {
    std::array<Ray, rays> result{};
    for (int i = 0; i < rays; ++i) {
      const double angle = 2 * std::numbers::pi * (i + 0.5) / rays;
      result[static_cast<std::size_t>(i)] = {std::cos(angle), std::sin(angle)};
    }
    return result;
  }();
  return table;
}

/// An edge point found on a ray.
struct Hit {
  double x, y;
};

/// Least squares of distance to the circle, one Gauss-Newton step; weights leave wild points out.
void improve(PatchCircle& circle, std::span<const Hit> hits, double tolerance) {
  double a[3][4] = {};
  for (const Hit& hit : hits) {
    const double dx = hit.x - circle.x, dy = hit.y - circle.y, distance = std::sqrt(dx * dx + dy * dy);
    if (distance < 1e-6) continue;
    const double miss = distance - circle.radius, share = miss / tolerance;
    if (std::abs(share) >= 1) continue;
    const double weight = (1 - share * share) * (1 - share * share);  // Tukey
    const double row[3] = {dx / distance, dy / distance, 1};
    for (int i = 0; i < 3; ++i) {
      for (int k = 0; k < 3; ++k) a[i][k] += weight * row[i] * row[k];
      a[i][3] += weight * row[i] * miss;
    }
  }
  // A little weight on staying: half an outline alone does not fix centre and radius.
  for (int i = 0; i < 3; ++i) a[i][i] += 0.5;
  for (int i = 0; i < 3; ++i) {
    for (int k = i + 1; k < 3; ++k) {
      const double f = a[k][i] / a[i][i];
      for (int j = i; j < 4; ++j) a[k][j] -= f * a[i][j];
    }
  }
  double step[3];
  for (int i = 2; i >= 0; --i) {
    step[i] = a[i][3];
    for (int k = i + 1; k < 3; ++k) step[i] -= a[i][k] * step[k];
    step[i] /= a[i][i];
  }
  circle.x += step[0];
  circle.y += step[1];
  circle.radius += step[2];
}

bool lie_on_each_other(const PatchCircle& a, const PatchCircle& b) {
  const double radius = std::max(a.radius, b.radius);
  return std::hypot(a.x - b.x, a.y - b.y) < 0.25 * radius && std::abs(a.radius - b.radius) < 0.2 * radius;
}

}  // namespace

void CircleFinder::compute_gradients(const GreyPatch& patch) {
  gradient_x_.assign(area, 0);
  gradient_y_.assign(area, 0);
  strength_.assign(area, 0);
  for (int y = 1; y + 1 < cells; ++y) {
    const float* above = &patch.level[index_of(0, y - 1)];
    const float* here = above + cells;
    const float* below = here + cells;
    float* gx = &gradient_x_[index_of(0, y)];
    float* gy = &gradient_y_[index_of(0, y)];
    float* g = &strength_[index_of(0, y)];
    for (int x = 1; x + 1 < cells; ++x) {
      // Scharr's weights: the truest direction that 3 x 3 cells give.
      gx[x] = (3 * (above[x + 1] - above[x - 1] + below[x + 1] - below[x - 1]) + 10 * (here[x + 1] - here[x - 1])) / 32;
      gy[x] = (3 * (below[x - 1] - above[x - 1] + below[x + 1] - above[x + 1]) + 10 * (below[x] - above[x])) / 32;
      g[x] = std::sqrt(gx[x] * gx[x] + gy[x] * gy[x]);
    }
  }
}

void CircleFinder::collect_edges() {
  edges_.clear();
  std::vector<float> strengths;
  for (int y = 2; y + 2 < cells; ++y) {
    for (int x = 2; x + 2 < cells; ++x) {
      const std::size_t at = index_of(x, y);
      const float g = strength_[at];
      if (g < least_strength) continue;
      // Only the crest: stronger than its neighbours up and down the slope.
      const float nx = gradient_x_[at] / g, ny = gradient_y_[at] / g;
      const int step_x = nx > 0.38F ? 1 : nx < -0.38F ? -1 : 0, step_y = ny > 0.38F ? 1 : ny < -0.38F ? -1 : 0;
      if (strength_[index_of(x + step_x, y + step_y)] > g || strength_[index_of(x - step_x, y - step_y)] >= g) continue;
      edges_.push_back({static_cast<float>(x), static_cast<float>(y), nx, ny});
      strengths.push_back(g);
    }
  }
  if (edges_.size() <= most_edges) return;
  std::vector<float> sorted = strengths;
  std::ranges::nth_element(sorted, sorted.end() - static_cast<std::ptrdiff_t>(most_edges));
  const float least = sorted[sorted.size() - most_edges];
  std::size_t kept = 0;
  for (std::size_t i = 0; i < edges_.size(); ++i) {
    if (strengths[i] >= least) edges_[kept++] = edges_[i];
  }
  edges_.resize(kept);
}

void CircleFinder::vote(double radius, const CircleSearch& search, std::vector<PatchCircle>& proposals) {
  const double bin = std::max(1.0, bin_per_radius * radius), first = (cells - 1) / 2.0 - search.reach;
  const int bins = static_cast<int>(std::ceil(2 * search.reach / bin)) + 1;
  const auto side = static_cast<std::size_t>(bins);
  votes_.assign(side * side, 0);
  const auto per_bin = static_cast<float>(1 / bin), shift = static_cast<float>(-first / bin);
  const auto r = static_cast<float>(radius), limit = static_cast<float>(bins);
  for (const Edge& edge : edges_) {
    for (const float sign : {-1.0F, 1.0F}) {
      const float x = (edge.x + sign * r * edge.towards_x) * per_bin + shift;
      const float y = (edge.y + sign * r * edge.towards_y) * per_bin + shift;
      if (x < 0 || y < 0 || x >= limit || y >= limit) continue;
      ++votes_[static_cast<std::size_t>(y) * side + static_cast<std::size_t>(x)];
    }
  }
  std::array<PatchCircle, proposals_per_radius> best{};
  for (std::size_t y = 0; y + 1 < side; ++y) {
    for (std::size_t x = 0; x + 1 < side; ++x) {
      // Two by two, so that no centre loses by falling on the edge of a bin.
      const auto a = votes_[y * side + x], b = votes_[y * side + x + 1], c = votes_[(y + 1) * side + x],
                 d = votes_[(y + 1) * side + x + 1];
      const int sum = a + b + c + d;
      if (sum <= best.back().score) continue;
      const double centre_x = (static_cast<double>(x) * (a + c) + static_cast<double>(x + 1) * (b + d)) / sum + 0.5;
      const double centre_y = (static_cast<double>(y) * (a + b) + static_cast<double>(y + 1) * (c + d)) / sum + 0.5;
      const PatchCircle found{first + centre_x * bin, first + centre_y * bin, radius, static_cast<double>(sum)};
      const auto same = std::ranges::find_if(best, [&](const PatchCircle& one) {
        return one.score > 0 && std::hypot(one.x - found.x, one.y - found.y) < 3 * bin;
      });
      if (same != best.end()) {
        if (found.score > same->score) *same = found;
      } else {
        best.back() = found;
      }
      std::ranges::sort(best, std::ranges::greater{}, &PatchCircle::score);
    }
  }
  for (const PatchCircle& one : best) {
    if (one.score > least_vote * 2 * std::numbers::pi * radius) proposals.push_back(one);
  }
}

// Looks along one ray for the place where the picture changes most in the ray's direction.
std::optional<float> CircleFinder::find_outline(const PatchCircle& circle, const Ray& ray, int steps) const {
  const auto rx = static_cast<float>(ray.x), ry = static_cast<float>(ray.y);
  const float nearest = static_cast<float>(circle.radius) - static_cast<float>(steps);
  float x = static_cast<float>(circle.x) + nearest * rx + 0.5F, y = static_cast<float>(circle.y) + nearest * ry + 0.5F;
  float best = 0.75F * least_strength, before = 0, after = 0, last = 0;
  int where = -1;
  for (int step = 0; step <= 2 * steps; ++step, x += rx, y += ry) {
    if (x < 1 || y < 1 || x >= cells - 1 || y >= cells - 1) break;
    const std::size_t at = index_of(static_cast<int>(x), static_cast<int>(y));
    const float along = std::abs(gradient_x_[at] * rx + gradient_y_[at] * ry);
    // cos 32 degrees: the outline runs across the ray, an arm or a handle does not.
    if (along > best && along > 0.85F * strength_[at]) {
      best = along;
      before = last;
      after = 0;
      where = step;
    } else if (step == where + 1) {
      after = along;
    }
    last = along;
  }
  if (where < 0) return std::nullopt;
  const float bend = before - 2 * best + after;
  const float offset = bend < 0 ? 0.5F * (before - after) / bend : 0;
  return nearest + static_cast<float>(where) + std::clamp(offset, -0.5F, 0.5F);
}

PatchCircle CircleFinder::fit(PatchCircle circle) const {
  std::array<Hit, rays> hits;
  std::size_t count = 0;
  constexpr std::array windows{0.20, 0.12, 0.08};  // of the radius
  const double given = circle.radius;
  const PatchCircle nothing{circle.x, circle.y, given, 0};
  for (const double window : windows) {
    count = 0;
    const int steps = static_cast<int>(std::ceil(std::max(1.5, window * circle.radius)));
    for (const Ray& ray : all_rays()) {
      if (const auto distance = find_outline(circle, ray, steps))
        hits[count++] = {circle.x + static_cast<double>(*distance) * ray.x,
                         circle.y + static_cast<double>(*distance) * ray.y};
    }
    if (static_cast<double>(count) < least_score * rays) return nothing;
    const double tolerance = std::max(1.2, window * circle.radius);
    for (int i = 0; i < 2; ++i) improve(circle, std::span(hits).first(count), tolerance);
    if (!(circle.radius > 0.75 * given && circle.radius < 1.33 * given)) return nothing;
  }
  const double tolerance = std::max(0.6, 0.035 * circle.radius);
  const auto on_it = std::ranges::count_if(std::span(hits).first(count), [&](const Hit& hit) {
    const double x = hit.x - circle.x, y = hit.y - circle.y;
    return std::abs(std::sqrt(x * x + y * y) - circle.radius) < tolerance;
  });
  circle.score = static_cast<double>(on_it) / rays;
  return circle;
}

std::vector<PatchCircle> CircleFinder::find(const GreyPatch& patch, const CircleSearch& search,
                                            std::span<const PatchCircle> hints) {
  compute_gradients(patch);
  collect_edges();
  std::vector<PatchCircle> proposals(hints.begin(), hints.end());
  for (double radius = search.least_radius; radius <= search.greatest_radius; radius *= radius_step)
    vote(radius, search, proposals);
  for (PatchCircle& one : proposals) one = fit(one);
  std::erase_if(proposals, [&](const PatchCircle& one) {
    const double middle = (cells - 1) / 2.0;
    return one.score < least_score || one.radius < search.least_radius || one.radius > search.greatest_radius ||
           std::abs(one.x - middle) > search.reach || std::abs(one.y - middle) > search.reach;
  });
  std::ranges::sort(proposals, std::ranges::greater{}, [&](const PatchCircle& one) {
    return (one.score - least_score) * std::min(1.5, one.radius / search.usual_radius);
  });
  std::vector<PatchCircle> found;
  for (const PatchCircle& one : proposals) {
    if (found.size() == search.most) break;
    if (std::ranges::none_of(found, [&](const PatchCircle& other) { return lie_on_each_other(one, other); }))
      found.push_back(one);
  }
  return found;
}

}  // namespace hinge::pose
