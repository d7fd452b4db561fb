#include "hinge/kinematics/internal/leg_model.h"
#include "hinge/signal/statistics.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
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

void copy_frame(Joints& to, const Joints& from, std::size_t i) {
  for (const auto track : {&Joints::shoulder, &Joints::hip, &Joints::knee, &Joints::ankle})
    put(to.*track, i, (from.*track).at(i));
}

struct Candidate {
  Point at;
  double weight;
};

struct Cluster {
  Point centre;
  double weight = 0;
};

/// The clusters of points, strongest first, by Gaussian mean-shift; `width` one sd.
std::vector<Cluster> find_clusters(const std::vector<Candidate>& points, double width) {
  constexpr std::size_t most_starts = 80;
  constexpr int rounds = 8;
  std::vector<Cluster> clusters;
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
    if (total <= 0) continue;
    const auto same = std::ranges::find_if(clusters, [&](const auto& c) { return distance(c.centre, m) < width; });
    if (same == clusters.end()) {
      clusters.push_back({m, total});
    } else if (total > same->weight) {
      *same = {m, total};
    }
  }
  std::ranges::sort(clusters, std::greater{}, &Cluster::weight);
  return clusters;
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

double ankle_clear(const Cover& cover, std::size_t i, Point ankle) {
  return clear_of(cover, i, ankle, constants::ankle_clearance);
}

struct LegFrame {
  double thigh, shank, ankle_shift;
};

/// One way to read a side's landmarks.
struct Reading {
  const Joints* joints;
  std::size_t side;
};
using Readings = std::vector<Reading>;

std::optional<LegFrame> leg_at(const Joints& joints, const LegModel& model, std::size_t side, std::size_t i) {
  if (!joints.hip.seen[i] || !joints.knee.seen[i] || !joints.ankle.seen[i]) return std::nullopt;
  const auto h = joints.hip.at(i), k = joints.knee.at(i), a = joints.ankle.at(i);
  return LegFrame{distance(h, k), distance(k, a), model.planted ? distance(a, model.planted_ankle[side]) : 0.0};
}

/// docs/landmark-study.md 3.4: the mode of thigh + shank over both sides and all frames with a bodily ratio of the two.
double find_leg_length(const Readings& readings, double reach, const Cover& cover, const LegModel& model) {
  constexpr double ratio_sd = .07, ankle_sd = .05, mode_sd = .02, step = .005;
  constexpr int first = 120, last = 300;        // .6 .. 1.5 leg lengths
  std::vector<std::pair<double, double>> sums;  // length, weight
  for (const auto& [joints, side] : readings) {
    for (const std::size_t i : spread_frames(joints->hip.size(), 2000)) {
      const auto leg = leg_at(*joints, model, side, i);
      if (!leg || leg->shank <= 0) continue;
      const double ratio = leg->thigh / leg->shank / constants::thigh_per_shank - 1;
      sums.emplace_back((leg->thigh + leg->shank) / reach, gauss(ratio / ratio_sd) *
                                                               gauss(leg->ankle_shift / reach / ankle_sd) *
                                                               ankle_clear(cover, i, joints->ankle.at(i)));
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

/// How far the hips get from the planted ankle: no leg is shorter, and one folded on a plate looks so. 0: not planted.
double farthest_hip(const Readings& readings, const LegModel& model) {
  constexpr double nearly_farthest = .9;
  std::vector<double> distances;
  for (std::size_t i = 0; model.planted && i < readings.front().joints->hip.size(); ++i) {
    std::optional<double> least;  // a hip that a plate drew forward is too far away, not too near
    for (const auto& [joints, side] : readings) {
      if (!joints->hip.seen[i]) continue;
      const double here = distance(joints->hip.at(i), model.planted_ankle[side]);
      least = std::min(least.value_or(here), here);
    }
    if (least) distances.push_back(*least);
  }
  return signal::percentile(distances, nearly_farthest).value_or(0);
}

/// Where ankles stand: all that was seen of each side, weighted by trust, the lowest preferred.
std::array<std::vector<Candidate>, 2> ankle_candidates(const Readings& readings, double reach, const Cover& cover) {
  constexpr double lowness = 3;
  constexpr std::size_t most_frames = 600;
  std::array<std::vector<Candidate>, 2> ankles;
  double lowest = std::numeric_limits<double>::infinity();
  for (const auto& [joints, side] : readings) {
    const auto& ankle = joints->ankle;
    for (const std::size_t i : spread_frames(ankle.size(), most_frames)) {
      if (!ankle.seen[i] || ankle_clear(cover, i, ankle.at(i)) <= 0) continue;
      ankles[side].push_back({ankle.at(i), std::max(ankle.trust[i], .01) * ankle_clear(cover, i, ankle.at(i))});
      lowest = std::min(lowest, ankle.y[i]);
    }
  }
  for (auto& side : ankles) {
    for (auto& p : side) p.weight *= std::exp(lowness * (lowest - p.at.y) / reach);
  }
  return ankles;
}

double quality_of(const LegFrame& leg, const LegModel& model, double reach) {
  constexpr double r = constants::thigh_per_shank;
  const double thigh = model.leg_length * r / (1 + r), shank = model.leg_length / (1 + r);
  return quartic_bell((leg.thigh / thigh - 1) / constants::segment_tolerance) *
         quartic_bell((leg.shank / shank - 1) / constants::segment_tolerance) *
         quartic_bell(leg.ankle_shift / reach / constants::ankle_tolerance);
}

/// How many frames have a leg that agrees with the model.
double agreement(const Readings& readings, double reach, const Cover& cover, const LegModel& model) {
  constexpr std::size_t most_frames = 600;
  if (model.leg_length <= 0) return 0;
  double sum = 0;
  for (const std::size_t i : spread_frames(readings.front().joints->ankle.size(), most_frames)) {
    double best = 0;
    for (const auto& [joints, side] : readings) {
      const auto leg = leg_at(*joints, model, side, i);
      if (!leg) continue;
      best = std::max(best, quality_of(*leg, model, reach) * ankle_clear(cover, i, joints->ankle.at(i)));
    }
    sum += best;
  }
  return sum;
}

/// docs/landmark-study.md 3.3: a place where both ankles are often, with the leg length that goes with it. Of several
/// such places the one that most legs reach: ankles that a plate holds stay put too while the bar rests, but at no
/// leg's length from the hips. In a split stance each foot has a place of its own.
void find_planted_leg(const Readings& readings, double reach, const Cover& cover, LegModel& model) {
  constexpr double width = .03;
  constexpr std::size_t most_places = 8;
  const auto ankles = ankle_candidates(readings, reach, cover);
  auto both = ankles[0];
  both.insert(both.end(), ankles[1].begin(), ankles[1].end());
  auto places = find_clusters(both, width * reach);
  if (places.empty()) return;
  places.resize(std::min(places.size(), most_places));
  const double radius = constants::planted_radius * reach;
  double most = -1;
  for (const auto& place : places) {
    LegModel candidate = model;
    candidate.planted_ankle = {place.centre, place.centre};
    candidate.planted = true;
    candidate.leg_length = find_leg_length(readings, reach, cover, candidate);
    const double agreed = agreement(readings, reach, cover, candidate) * std::sqrt(place.weight);
    if (agreed <= most) continue;
    most = agreed;
    model.planted_ankle = candidate.planted_ankle;
  }
  const auto common = model.planted_ankle[0];
  model.planted =
      std::max(share_near(ankles[0], common, radius), share_near(ankles[1], common, radius)) > constants::planted_share;
  for (std::size_t s = 0; s < 2; ++s) {
    constexpr double hardly_ever = .2;
    if (!model.planted || share_near(ankles[s], common, radius) > hardly_ever) continue;
    const auto own = find_clusters(ankles[s], width * reach);
    if (own.empty() || share_near(ankles[s], own.front().centre, radius) <= constants::planted_share) continue;
    // Feet stand apart along the floor; a plate lifts an ankle off it.
    const auto apart = own.front().centre - common;
    if (std::abs(apart.x) > std::abs(apart.y)) model.planted_ankle[s] = own.front().centre;
  }
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

LegModel compute_leg_model(const Tracks& tracks, std::array<Joints, 2>& joints,
                           const std::optional<FarAsNear>& far_as_near, double reach, const Cover& cover) {
  LegModel model;
  for (auto& q : model.quality) q.assign(tracks.frames(), 0.0);
  for (auto& side : model.joint_quality) side.fill(std::vector<double>(tracks.frames(), 0.0));
  if (reach <= 0) return model;
  Readings readings{{joints.data(), 0}, {joints.data() + 1, 1}};
  if (far_as_near) readings.push_back({&far_as_near->joints, static_cast<std::size_t>(far_as_near->far)});
  // Beside a plate the far leg is seldom seen for itself: as the far leg it would put the floor a tenth of a leg too
  // low.
  Readings standing = readings;
  if (far_as_near && !cover.empty()) standing.erase(standing.begin() + static_cast<std::ptrdiff_t>(readings[2].side));
  if (tracks.floor_fixed) find_planted_leg(standing, reach, cover, model);
  model.leg_length = find_leg_length(standing, reach, cover, model);
  model.leg_length = std::max(model.leg_length, farthest_hip(standing, model));
  if (model.leg_length <= 0) return model;
  const auto quality_over_time = [&](const Reading& reading) {
    std::vector<double> quality(tracks.frames(), 0.0);
    for (std::size_t i = 0; i < tracks.frames(); ++i) {
      if (const auto leg = leg_at(*reading.joints, model, reading.side, i)) quality[i] = quality_of(*leg, model, reach);
    }
    return median_over_time(quality, tracks);
  };
  for (std::size_t s = 0; s < 2; ++s) model.quality[s] = quality_over_time(readings[s]);
  if (far_as_near) {
    const auto s = readings[2].side;
    const auto quality = quality_over_time(readings[2]);
    for (std::size_t i = 0; i < tracks.frames(); ++i) {
      if (quality[i] <= model.quality[s][i]) continue;
      model.quality[s][i] = quality[i];
      copy_frame(joints[s], far_as_near->joints, i);
    }
  }
  for (std::size_t s = 0; s < 2; ++s) {
    model.joint_quality[s].fill(model.quality[s]);
    const std::array<const Track*, 2> upper{&joints[s].hip, &joints[s].knee};
    for (std::size_t k = 0; k < upper.size() && model.planted; ++k) {
      for (std::size_t i = 0; i < cover.size(); ++i) {
        if (!cover[i] || !upper[k]->seen[i]) continue;
        auto& q = model.joint_quality[s][k][i];
        q = std::max(q, clear_of(cover, i, upper[k]->at(i), constants::joint_clearance));
      }
    }
  }
  return model;
}

}  // namespace hinge::kinematics
