#include "hinge/kinematics/internal/series.h"
#include "hinge/signal/statistics.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace hinge::kinematics {
namespace {

using body::Part;
using body::Side;

/// A lab's markers: skin movement and joint-centre regression, the class of docs/science.md 10.
constexpr double lab_sd = 2 * degree;

struct RawSeries {
  std::vector<double> value;
  std::vector<char> seen;
};

/// `jitter`: what the landmarks' trembling leaves in the angle.
double angle_sd(const Evidence& e, const constants::Spread& spread, double depth_oblique, double depth_frontal,
                double trust, double jitter = 0) {
  double sd = lab_sd;
  if (e.grade == Grade::oblique) sd = depth_oblique;
  if (e.grade == Grade::frontal) sd = depth_frontal;
  if (e.grade == Grade::side_view || e.grade == Grade::side_view_corrected) {
    const double s0 = e.grade == Grade::side_view ? spread.s0_plain : spread.s0_corrected;
    sd = std::hypot(s0, spread.s1 * std::clamp(1 - trust / spread.u0, 0.0, 1.0));
  }
  return std::hypot(sd, e.extra_sd, jitter);
}

Unmeasured why_missing(const Evidence& e, std::size_t i, Unmeasured otherwise) {
  return e.recording.frames[i].has_person() ? otherwise : Unmeasured::out_of_view;
}

AngleSeries to_series(const Evidence& e, const RawSeries& raw, const std::function<double(std::size_t)>& sd,
                      Unmeasured why) {
  AngleSeries series;
  series.reserve(raw.value.size());
  for (std::size_t i = 0; i < raw.value.size(); ++i) {
    series.push_back(raw.seen[i] ? Measured<Radians>::seen(Radians{raw.value[i]}, Radians{sd(i)})
                                 : Measured<Radians>::missing(why_missing(e, i, why)));
  }
  return series;
}

RawSeries difference(const std::vector<double>& a, const std::vector<char>& a_seen, const std::vector<double>& b,
                     const std::vector<char>& b_seen) {
  RawSeries out{std::vector<double>(a.size()), std::vector<char>(a.size())};
  for (std::size_t i = 0; i < a.size(); ++i) {
    out.value[i] = a[i] - b[i];
    out.seen[i] = a_seen[i] && b_seen[i];
  }
  return out;
}

std::optional<double> median_over(const RawSeries& raw, const std::vector<FrameRange>& ranges) {
  std::vector<double> kept;
  for (const auto& range : ranges) {
    for (std::size_t i = range.first; i <= range.last; ++i) {
      if (raw.seen[i]) kept.push_back(raw.value[i]);
    }
  }
  return signal::median(kept);
}

/// Subtracts the value in standing, where there is one.
void make_relative(RawSeries& raw, const std::vector<FrameRange>& standing) {
  const auto zero = median_over(raw, standing);
  if (!zero) return;
  for (double& v : raw.value) v -= *zero;
}

RawSeries inclination_of(const Track& upper, const Track& lower) {
  RawSeries raw{std::vector<double>(upper.size()), std::vector<char>(upper.size())};
  for (std::size_t i = 0; i < upper.size(); ++i) {
    raw.seen[i] = upper.seen[i] && lower.seen[i];
    raw.value[i] = std::atan2(upper.x[i] - lower.x[i], upper.y[i] - lower.y[i]);
  }
  return raw;
}

RawSeries wrapped_difference(const RawSeries& a, const RawSeries& b, double low) {
  auto raw = difference(a.value, a.seen, b.value, b.seen);
  for (double& v : raw.value) v = wrapped(v, low);
  return raw;
}

/// Sole against the floor, + toes up; in quiet standing the sole is flat by definition, which takes out what the toe
/// landmark sits above or below the heel's.
RawSeries foot_of(const Evidence& e, Side side) {
  const auto &toe = e.tracks.of(side, Part::toe), &heel = e.tracks.of(side, Part::heel);
  const auto& sound = e.sides[static_cast<std::size_t>(side)].leg_seen;  // a leg on a plate takes its foot along
  RawSeries raw{std::vector<double>(toe.size()), std::vector<char>(toe.size())};
  for (std::size_t i = 0; i < toe.size(); ++i) {
    raw.seen[i] = toe.seen[i] && heel.seen[i] && sound[i];
    raw.value[i] = std::atan2(toe.y[i] - heel.y[i], toe.x[i] - heel.x[i]);
  }
  make_relative(raw, e.standing);
  return raw;
}

RawSeries neck_of(const Evidence& e) {
  for (const Side side : {e.near_side, other(e.near_side)}) {
    const auto head = inclination_of(e.tracks.of(side, Part::ear), e.tracks.of(side, Part::shoulder));
    const auto trunk = inclination_of(e.tracks.of(side, Part::shoulder), e.tracks.of(side, Part::hip));
    auto neck = wrapped_difference(head, trunk, -std::numbers::pi);
    const auto seen = std::ranges::count(neck.seen, char{1});
    if (2 * static_cast<std::size_t>(seen) < neck.seen.size() && side == e.near_side) continue;
    make_relative(neck, e.standing);
    return neck;
  }
  return {};
}

RawSeries elbow_of(const Evidence& e) {
  const auto &shoulder = e.tracks.of(e.near_side, Part::shoulder), &elbow = e.tracks.of(e.near_side, Part::elbow),
             &wrist = e.tracks.of(e.near_side, Part::wrist);
  return wrapped_difference(inclination_of(shoulder, elbow), inclination_of(elbow, wrist), -std::numbers::pi / 2);
}

/// What plates elsewhere in the clip add to the knee's uncertainty.
double plate_knee_sd(const Evidence& e) {
  if (e.grade != Grade::side_view && e.grade != Grade::side_view_corrected) return 0;
  std::size_t seen = 0, distrusted = 0;
  for (std::size_t i = 0; i < e.pose.frames(); ++i) {
    seen += e.pose.thigh_seen[i] != 0;
    distrusted += e.pose.thigh_seen[i] && e.pose.trust.knee[i] < constants::least_leg_trust;
  }
  const double share = seen > 0 ? static_cast<double>(distrusted) / static_cast<double>(seen) : 0;
  return constants::plate_knee_sd * std::min(1.0, share / constants::plate_share);
}

RawSeries dorsiflexion(const SagittalPose& pose, const RawSeries& foot) {
  RawSeries raw = foot;
  for (std::size_t i = 0; i < raw.value.size(); ++i) {
    raw.value[i] += pose.shank[i];
    raw.seen[i] = raw.seen[i] && pose.leg_seen[i];
  }
  return raw;
}

void fill_sided(const Evidence& e, Motion& motion) {
  using namespace constants;
  const double plates = plate_knee_sd(e);
  const auto fill = [&](const SagittalPose& pose, Side foot_side, AngleSeries& fold, AngleSeries& knee,
                        AngleSeries& ankle) {
    const auto fold_sd = [&](std::size_t i) {
      return angle_sd(e, fold_spread, oblique_spread.fold, frontal_spread.fold, pose.trust.fold[i],
                      std::hypot(e.jitter.trunk, e.jitter.thigh));
    };
    const auto knee_sd = [&](std::size_t i) {
      return std::hypot(plates, angle_sd(e, knee_spread, oblique_spread.knee, frontal_spread.knee, pose.trust.knee[i],
                                         std::hypot(e.jitter.thigh, e.jitter.shank)));
    };
    const auto ankle_sd = [&](std::size_t i) {
      const Spread foot{foot_sd, foot_sd, 0, 1};
      return std::hypot(angle_sd(e, shank_spread, oblique_spread.shank, frontal_spread.shank, pose.trust.shank[i]),
                        angle_sd(e, foot, oblique_spread.foot, frontal_spread.foot, 2));
    };
    fold = to_series(e, difference(pose.trunk, pose.trunk_seen, pose.thigh, pose.thigh_seen), fold_sd,
                     Unmeasured::implausible);
    knee = to_series(e, difference(pose.shank, pose.leg_seen, pose.thigh, pose.leg_seen), knee_sd,
                     Unmeasured::implausible);
    ankle = to_series(e, dorsiflexion(pose, foot_of(e, foot_side)), ankle_sd, Unmeasured::implausible);
  };
  auto &fold = motion.hip_fold, &knee = motion.knee_flexion, &ankle = motion.ankle_dorsiflexion;
  fill(e.pose, e.near_side, fold.camera_side, knee.camera_side, ankle.camera_side);
  fill(e.sides[0], Side::left, fold.left, knee.left, ankle.left);
  fill(e.sides[1], Side::right, fold.right, knee.right, ankle.right);
}

void fill_standing(const Evidence& e, Motion& motion) {
  if (e.standing.empty()) return;
  const auto at = [&](const AngleSeries& series) {
    std::vector<double> kept;
    for (const auto& range : e.standing) {
      for (std::size_t i = range.first; i <= range.last; ++i) {
        if (series[i]) kept.push_back(series[i].value().value());
      }
    }
    return signal::median(kept);
  };
  using namespace constants;
  const bool quiet = e.standing_kind == StandingKind::quiet;
  // Hidden legs at the top: how people stand stands in for what a plate covers.
  const auto reference = [&](const AngleSeries& series, double usual, Radians of_lockout, Radians of_people) {
    const auto own = at(series);
    if (quiet) return std::pair{Radians{own.value_or(0)}, Radians{0}};
    return own ? std::pair{Radians{*own}, of_lockout} : std::pair{Radians{usual}, of_people};
  };
  const auto& own = lockout_spread;
  const auto& people = people_spread;
  const auto fold = reference(motion.hip_fold.camera_side, standing_trunk - standing_thigh, own.hip_fold, people.hip_fold);
  const auto knee = reference(motion.knee_flexion.camera_side, standing_shank - standing_thigh, own.knee_flexion,
                              people.knee_flexion);
  const auto trunk = reference(motion.trunk_inclination, standing_trunk, own.trunk_inclination, people.trunk_inclination);
  const auto shank = reference(motion.shank_inclination, standing_shank, own.shank_inclination, people.shank_inclination);
  const auto neck = reference(motion.neck_flexion, 0, own.neck_flexion, people.neck_flexion);
  const auto longest = std::ranges::max_element(e.standing, {}, &FrameRange::size);
  motion.standing = Standing{*longest,     fold.first,      knee.first,
                             trunk.first,  shank.first,     neck.first,
                             e.standing_kind, {fold.second, knee.second, trunk.second, shank.second, neck.second}};
}

}  // namespace

void fill_angles(const Evidence& e, Motion& motion) {
  using namespace constants;
  const auto& pose = e.pose;
  const auto sd_of = [&](const Spread& spread, double oblique, double frontal, const std::vector<double>& trust,
                         double jitter) {
    return [&e, &trust, spread, oblique, frontal, jitter](std::size_t i) {
      return angle_sd(e, spread, oblique, frontal, trust[i], jitter);
    };
  };
  const auto fixed_sd = [&](double plain) {
    return [&e, plain](std::size_t) { return angle_sd(e, {plain, plain, 0, 1}, 2 * plain, 4 * plain, 2); };
  };
  fill_sided(e, motion);
  motion.trunk_inclination =
      to_series(e, {pose.trunk, pose.trunk_seen},
                sd_of(trunk_spread, oblique_spread.trunk, frontal_spread.trunk, pose.trust.trunk, e.jitter.trunk),
                Unmeasured::occluded);
  // Thigh: no width of its own in docs/landmark-study.md; the knee's, of which it is the larger part.
  motion.thigh_inclination =
      to_series(e, {pose.thigh, pose.thigh_seen},
                sd_of(knee_spread, oblique_spread.knee, frontal_spread.knee, pose.trust.knee, e.jitter.thigh),
                Unmeasured::implausible);
  motion.shank_inclination =
      to_series(e, {pose.shank, pose.leg_seen},
                sd_of(shank_spread, oblique_spread.shank, frontal_spread.shank, pose.trust.shank, e.jitter.shank),
                Unmeasured::implausible);
  motion.foot_pitch = to_series(e, foot_of(e, e.near_side), fixed_sd(foot_sd), Unmeasured::implausible);
  motion.neck_flexion = to_series(e, neck_of(e), fixed_sd(neck_sd), Unmeasured::occluded);
  motion.elbow_flexion = to_series(e, elbow_of(e), fixed_sd(elbow_sd), Unmeasured::occluded);
  fill_standing(e, motion);
}

void fill_paths(const Evidence& e, Motion& motion) {
  /// Landmark jitter after filtering, docs/landmark-study.md 3.6 (in leg lengths); three times that from estimated
  /// depth.
  constexpr double landmark_sd = .012;
  const double sd = e.grade == Grade::oblique || e.grade == Grade::frontal ? 3 * landmark_sd : landmark_sd;
  const auto& ankle = e.pose.joints.ankle;
  const auto near_index = static_cast<std::size_t>(e.near_side);
  std::vector<double> ankle_x, ankle_y;
  for (std::size_t i = 0; i < ankle.size(); ++i) {
    if (!ankle.seen[i]) continue;
    ankle_x.push_back(ankle.x[i]);
    ankle_y.push_back(ankle.y[i]);
  }
  const auto fixed = e.legs.planted
                         ? e.legs.planted_ankle[near_index]
                         : Point2<Sagittal>{signal::median(ankle_x).value_or(0), signal::median(ankle_y).value_or(0)};
  const auto path_of = [&](const Track& track, const std::vector<char>* needed) {
    PathSeries path;
    path.reserve(track.size());
    for (std::size_t i = 0; i < track.size(); ++i) {
      const bool has_origin = e.tracks.floor_fixed || ankle.seen[i];
      if (!track.seen[i] || !has_origin || e.legs.leg_length <= 0) {
        path.push_back(Measured<Point2<Sagittal>>::missing(why_missing(e, i, Unmeasured::occluded)));
      } else if (needed && !(*needed)[i]) {
        path.push_back(Measured<Point2<Sagittal>>::missing(Unmeasured::implausible));
      } else {
        const auto origin = e.tracks.floor_fixed ? fixed : ankle.at(i);
        const double k = 1 / e.legs.leg_length;
        path.push_back(
            Measured<Point2<Sagittal>>::seen({(track.x[i] - origin.x) * k, (track.y[i] - origin.y) * k}, {sd, sd}));
      }
    }
    return path;
  };
  for (std::size_t part = 0; part < body::part_count; ++part) {
    motion.path[part] = path_of(e.tracks.of(e.near_side, static_cast<Part>(part)), nullptr);
  }
  const auto put = [&](Part part, const Track& track, const std::vector<char>* needed) {
    motion.path[static_cast<std::size_t>(part)] = path_of(track, needed);
  };
  put(Part::shoulder, e.pose.joints.shoulder, nullptr);
  put(Part::hip, e.pose.joints.hip, &e.pose.thigh_seen);
  put(Part::knee, e.pose.joints.knee, &e.pose.thigh_seen);
  put(Part::ankle, ankle, &e.pose.leg_seen);
}

}  // namespace hinge::kinematics
