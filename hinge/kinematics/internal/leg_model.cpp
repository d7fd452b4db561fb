#include "hinge/kinematics/internal/leg_model.h"
#include "hinge/signal/statistics.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

namespace hinge::kinematics {
namespace {

using body::Part;
using body::Side;
using Point = Point2<Sagittal>;
using Direction = Vector2<Sagittal>;

double distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }
double gauss(double z) { return std::exp(-0.5 * z * z); }
double quartic_bell(double z) { return 1 / (1 + z * z * z * z); }

/// Unit vector from lower to upper; straight up if they coincide.
Direction towards(Point upper, Point lower) {
  const auto d = upper - lower;
  const double l = length(d);
  return l > 0 ? Direction{d.x / l, d.y / l} : Direction{0, 1};
}

Point displaced(Point landmark, const constants::Offset& o, Direction t, Direction f, Direction s, double reach) {
  // The forward normal of u is (u.y, -u.x).
  const double x =
      o.u_trunk * t.x + o.n_trunk * t.y + o.u_thigh * f.x + o.n_thigh * f.y + o.u_shank * s.x + o.n_shank * s.y;
  const double y =
      o.u_trunk * t.y - o.n_trunk * t.x + o.u_thigh * f.y - o.n_thigh * f.x + o.u_shank * s.y - o.n_shank * s.x;
  return {landmark.x - reach * x, landmark.y - reach * y};
}

void put(Track& track, std::size_t i, Point p) {
  track.x[i] = p.x;
  track.y[i] = p.y;
}

struct Candidate {
  Point at;
  double weight;
};

struct Cluster {
  Point centre;
  double weight = 0;
};

/// The strongest cluster of points, by Gaussian mean-shift; `width` one sd.
std::optional<Cluster> strongest_cluster(const std::vector<Candidate>& points, double width) {
  constexpr std::size_t most_starts = 80;
  constexpr int rounds = 8;
  if (points.empty()) return std::nullopt;
  Cluster best;
  const std::size_t step = 1 + points.size() / most_starts;
  for (std::size_t start = 0; start < points.size(); start += step) {
    Point m = points[start].at;
    double total = 0;
    for (int round = 0; round < rounds; ++round) {
      double x = 0, y = 0;
      total = 0;
      for (const auto& p : points) {
        const double w = p.weight * gauss(distance(p.at, m) / width);
        total += w;
        x += w * p.at.x;
        y += w * p.at.y;
      }
      if (total <= 0) break;
      m = {x / total, y / total};
    }
    if (total > best.weight) best = {m, total};
  }
  return best.weight > 0 ? std::optional(best) : std::nullopt;
}

/// At most `most` frames, evenly spread: clip constants do not need every frame of a ten-minute recording.
std::vector<std::size_t> spread_frames(std::size_t frames, std::size_t most) {
  std::vector<std::size_t> chosen;
  const std::size_t step = 1 + frames / most;
  for (std::size_t i = 0; i < frames; i += step) chosen.push_back(i);
  return chosen;
}

double share_near(const std::vector<Candidate>& points, Point centre, double radius) {
  if (points.empty()) return 0;
  const auto close = std::ranges::count_if(points, [&](const auto& p) { return distance(p.at, centre) < radius; });
  return static_cast<double>(close) / static_cast<double>(points.size());
}

/// docs/landmark-study.md 3.3: the mode of both ankles over the clip, the lowest cluster preferred. In a split stance each
/// foot has a place of its own.
void find_planted_ankles(const std::array<Joints, 2>& joints, double reach, LegModel& model) {
  constexpr double width = .03, lowness = 3;
  constexpr std::size_t most_frames = 600;
  std::array<std::vector<Candidate>, 2> ankles;
  double lowest = 0;
  bool any = false;
  for (std::size_t s = 0; s < 2; ++s) {
    const auto& ankle = joints[s].ankle;
    for (const std::size_t i : spread_frames(ankle.size(), most_frames)) {
      if (!ankle.seen[i]) continue;
      ankles[s].push_back({ankle.at(i), std::max(ankle.trust[i], .01)});
      lowest = any ? std::min(lowest, ankle.y[i]) : ankle.y[i];
      any = true;
    }
  }
  if (!any) return;
  for (auto& side : ankles) {
    for (auto& p : side) p.weight *= std::exp(lowness * (lowest - p.at.y) / reach);
  }
  auto both = ankles[0];
  both.insert(both.end(), ankles[1].begin(), ankles[1].end());
  const auto common = strongest_cluster(both, width * reach);
  if (!common) return;
  const double radius = constants::planted_radius * reach;
  model.planted_ankle = {common->centre, common->centre};
  model.planted = std::max(share_near(ankles[0], common->centre, radius),
                           share_near(ankles[1], common->centre, radius)) > constants::planted_share;
  for (std::size_t s = 0; s < 2; ++s) {
    constexpr double hardly_ever = .2;
    if (!model.planted || share_near(ankles[s], common->centre, radius) > hardly_ever) continue;
    const auto own = strongest_cluster(ankles[s], width * reach);
    if (own && share_near(ankles[s], own->centre, radius) > constants::planted_share)
      model.planted_ankle[s] = own->centre;
  }
}

struct LegFrame {
  double thigh, shank, ankle_shift;
};

std::optional<LegFrame> leg_at(const Joints& joints, const LegModel& model, std::size_t side, std::size_t i) {
  if (!joints.hip.seen[i] || !joints.knee.seen[i] || !joints.ankle.seen[i]) return std::nullopt;
  const auto h = joints.hip.at(i), k = joints.knee.at(i), a = joints.ankle.at(i);
  return LegFrame{distance(h, k), distance(k, a), model.planted ? distance(a, model.planted_ankle[side]) : 0.0};
}

/// docs/landmark-study.md 3.4: the mode of thigh + shank over both sides and all frames with a bodily ratio of the two.
double find_leg_length(const std::array<Joints, 2>& joints, double reach, const LegModel& model) {
  constexpr double ratio_sd = .07, ankle_sd = .05, mode_sd = .02, step = .005;
  constexpr int first = 120, last = 300;        // .6 .. 1.5 leg lengths
  std::vector<std::pair<double, double>> sums;  // length, weight
  for (std::size_t s = 0; s < 2; ++s) {
    for (const std::size_t i : spread_frames(joints[s].hip.size(), 2000)) {
      const auto leg = leg_at(joints[s], model, s, i);
      if (!leg || leg->shank <= 0) continue;
      const double ratio = leg->thigh / leg->shank / constants::thigh_per_shank - 1;
      sums.emplace_back((leg->thigh + leg->shank) / reach,
                        gauss(ratio / ratio_sd) * gauss(leg->ankle_shift / reach / ankle_sd));
    }
  }
  double best = 0, best_density = 0;
  for (int g = first; g <= last; ++g) {
    double density = 0;
    for (const auto& [sum, weight] : sums) density += weight * gauss((sum - g * step) / mode_sd);
    if (density > best_density) {
      best_density = density;
      best = g * step;
    }
  }
  return best * reach;
}

std::vector<double> median_over_time(const std::vector<double>& values, const Tracks& tracks) {
  constexpr double half_width_s = 0.1;
  std::vector<double> smooth(values.size());
  for (const auto& stretch : tracks.stretches) {
    std::size_t low = stretch.first, high = stretch.first;
    for (std::size_t i = stretch.first; i <= stretch.last; ++i) {
      while (tracks.time[low] < tracks.time[i] - half_width_s) ++low;
      while (high < stretch.last && tracks.time[high + 1] <= tracks.time[i] + half_width_s) ++high;
      smooth[i] = *signal::median(std::span(values).subspan(low, high - low + 1));
    }
  }
  return smooth;
}

}  // namespace

double compute_reach(const Tracks& tracks, Side side) {
  const auto &hip = tracks.of(side, Part::hip), &ankle = tracks.of(side, Part::ankle);
  std::vector<double> lengths;
  for (std::size_t i = 0; i < tracks.frames(); ++i) {
    if (hip.seen[i] && ankle.seen[i]) lengths.push_back(distance(hip.at(i), ankle.at(i)));
  }
  return signal::percentile(lengths, 0.95).value_or(0);
}

Joints correct_landmarks(const Tracks& smooth, Side side, const constants::LegOffsets* offsets, double reach) {
  const Joints raw{smooth.of(side, Part::shoulder), smooth.of(side, Part::hip), smooth.of(side, Part::knee),
                   smooth.of(side, Part::ankle)};
  if (!offsets) return raw;
  Joints joints = raw;
  for (int round = 0; round < constants::offset_iterations; ++round) {
    for (std::size_t i = 0; i < smooth.frames(); ++i) {
      if (!raw.hip.seen[i]) continue;
      const auto t = towards(joints.shoulder.at(i), joints.hip.at(i)), f = towards(joints.hip.at(i), joints.knee.at(i)),
                 s = towards(joints.knee.at(i), joints.ankle.at(i));
      put(joints.shoulder, i, displaced(raw.shoulder.at(i), offsets->shoulder, t, f, s, reach));
      put(joints.hip, i, displaced(raw.hip.at(i), offsets->hip, t, f, s, reach));
      put(joints.knee, i, displaced(raw.knee.at(i), offsets->knee, t, f, s, reach));
      put(joints.ankle, i, displaced(raw.ankle.at(i), offsets->ankle, t, f, s, reach));
    }
  }
  return joints;
}

LegModel compute_leg_model(const Tracks& tracks, const std::array<Joints, 2>& joints, double reach) {
  LegModel model;
  for (auto& q : model.quality) q.assign(tracks.frames(), 0.0);
  if (reach <= 0) return model;
  if (tracks.floor_fixed) find_planted_ankles(joints, reach, model);
  model.leg_length = find_leg_length(joints, reach, model);
  if (model.leg_length <= 0) return model;
  constexpr double r = constants::thigh_per_shank;
  const double thigh = model.leg_length * r / (1 + r), shank = model.leg_length / (1 + r);
  for (std::size_t s = 0; s < 2; ++s) {
    for (std::size_t i = 0; i < tracks.frames(); ++i) {
      const auto leg = leg_at(joints[s], model, s, i);
      if (!leg) continue;
      model.quality[s][i] = quartic_bell((leg->thigh / thigh - 1) / constants::segment_tolerance) *
                            quartic_bell((leg->shank / shank - 1) / constants::segment_tolerance) *
                            quartic_bell(leg->ankle_shift / reach / constants::ankle_tolerance);
    }
    model.quality[s] = median_over_time(model.quality[s], tracks);
  }
  return model;
}

}  // namespace hinge::kinematics
