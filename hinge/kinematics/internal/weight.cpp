#include "hinge/kinematics/internal/weight.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include "hinge/kinematics/internal/held_weight.h"
#include "hinge/kinematics/internal/tracks.h"
#include "hinge/signal/derivative.h"
#include "hinge/signal/outliers.h"
#include "hinge/signal/smooth.h"
#include "hinge/signal/statistics.h"

namespace hinge::kinematics {
namespace {

/// Bar and hand path for velocity, docs/science.md 5.2.
constexpr double cutoff_hz = 6;

/// A plate hangs 0.6 to 0.8 m before the middle of the body, so from 3 to 5 m it looks larger and its path longer than
/// the body's scale says: by 1.21 to 1.27 in the six rendered clips with plates. A bell hangs between the feet.
constexpr double plate_enlargement = 1.2, plate_enlargement_sd = 0.08;
constexpr double bell_enlargement = 1.03, bell_enlargement_sd = 0.05;
/// Bells up to 24 kg are 0.15 to 0.23 m wide, plates 0.22 to 0.45 m and larger to the eye.
constexpr double widest_bell_m = 0.235;
/// The outline's radius, and a plate that is not quite round or not quite as said.
constexpr double diameter_sd_share = 0.015;

/// Near straight below, the knuckles that hold a bar hang within this of the wrist landmark, along the floor.
constexpr double grip_sd_m = 0.025;
constexpr double seen_sd_m = 0.005, hands_sd_m = 0.02;
/// A plate takes ankle and wrist landmarks along: places over the foot are then off by -14 to +6 cm
/// (docs/landmark-study.md 5).
constexpr double behind_plate_sd_m = 0.10;
/// docs/science.md 6.4: +-0.03 to 0.05 m/s at 95 % from a good side view; wrists jitter three times as much as outlines.
constexpr double seen_velocity_sd = 0.02, hands_velocity_sd = 0.06;

/// The middle of the foot ahead of the ankle: 0.23 foot lengths (docs/science.md 2.3) of the shoe.
constexpr double midfoot_per_leg = 0.23 * shoe_per_leg, midfoot_sd_per_leg = 0.02;

struct Scale {
  double metres_per_px = 0;
  double sd_share = 0;
  double diameter = 0;  ///< of the outline, in leg lengths
  WeightScale source = WeightScale::body;
  bool is_plate = true;  ///< by its size
};

double share_of(Measured<Metres> length) { return length.sd() / length.value(); }

std::optional<double> median_radius(const body::ImplementTrack& track) {
  std::vector<double> radii;
  for (const auto& point : track) {
    if (point) radii.push_back(point->radius_px);
  }
  constexpr std::size_t fewest = 8;
  return radii.size() < fewest ? std::nullopt : signal::median(radii);
}

std::optional<Scale> scale_of(const body::Recording& recording, const body::ImplementTrack& track,
                              const body::Athlete& athlete, const BodyScale& body) {
  const auto radius_px = median_radius(track);
  if (!radius_px || recording.space != body::Space::image) return std::nullopt;
  if (!(body.leg_length.value() > 0) || !body.leg_length_m.has_value()) return std::nullopt;
  const double metres_per_px = body.leg_length_m.value().value() / body.leg_length.value();
  const double diameter = 2 * *radius_px / body.leg_length.value();
  const bool plate = 2 * *radius_px * metres_per_px > widest_bell_m * bell_enlargement;
  if (athlete.plate_diameter) {
    return Scale{athlete.plate_diameter->value() / (2 * *radius_px), diameter_sd_share, diameter, WeightScale::diameter, plate};
  }
  const double larger = plate ? plate_enlargement : bell_enlargement;
  const double larger_sd = plate ? plate_enlargement_sd : bell_enlargement_sd;
  return Scale{metres_per_px / larger, std::hypot(share_of(body.leg_length_m), larger_sd / larger), diameter,
               WeightScale::body, plate};
}

/// One coordinate of weight and hands, in metres; each from an origin of its own.
struct Coordinate {
  signal::Series weight, hands;
};

/// Out of sight the hands have the weight: it comes back as far from them as it went, but for the jitter of both and for
/// what is wrong with the scale. Where it does not, or after half a second, nobody knows what it did: that is not measured.
constexpr double longest_fill_s = 0.5, always_filled_s = 0.1, end_fill_s = 0.2, fill_jitter_m = 0.04, fill_share_of_way = 0.15;
bool is_fillable(double gap_s, double from_shift, double to_shift, double hand_way) {
  if (gap_s <= always_filled_s) return true;
  return gap_s <= longest_fill_s && std::abs(to_shift - from_shift) <= fill_jitter_m + fill_share_of_way * std::abs(hand_way);
}

/// The weight where it was seen; while it is out of sight for a moment the hands, shifted so that both meet where it goes
/// and comes back.
signal::Series join(const Coordinate& c, std::span<const double> time_s) {
  signal::Series joined = c.weight;
  std::optional<std::size_t> before;  // the last frame in which both were seen
  const auto shift_at = [&](std::size_t i) { return *c.weight[i] - *c.hands[i]; };
  const auto fill = [&](std::size_t k, double shift) {
    if (!joined[k] && c.hands[k]) joined[k] = *c.hands[k] + shift;
  };
  // Until it is gone for good, and just before it comes, it is where the hands have it.
  const auto fill_on = [&](std::size_t from, std::size_t end) {
    for (std::size_t k = from + 1; k < end && time_s[k] - time_s[from] <= end_fill_s; ++k) fill(k, shift_at(from));
  };
  const auto fill_back = [&](std::size_t from, std::size_t end) {
    for (std::size_t k = from; k-- > end && time_s[from] - time_s[k] <= end_fill_s;) fill(k, shift_at(from));
  };
  for (std::size_t i = 0; i < joined.size(); ++i) {
    if (!c.weight[i] || !c.hands[i]) continue;
    const double gap_s = before ? time_s[i] - time_s[*before] : 0;
    if (!before) {
      fill_back(i, 0);
    } else if (is_fillable(gap_s, shift_at(*before), shift_at(i), *c.hands[i] - *c.hands[*before])) {
      const double from = shift_at(*before), step = (shift_at(i) - from) / static_cast<double>(i - *before);
      for (std::size_t k = *before + 1; k < i; ++k) fill(k, from + step * static_cast<double>(k - *before));
    } else if (gap_s > longest_fill_s) {  // with a stretch between that stays empty
      fill_on(*before, i);
      fill_back(i, *before);
    }
    before = i;
  }
  if (before) fill_on(*before, joined.size());
  return joined;
}

/// One wrong outline among right ones would be a jerk of the bar.
void drop_wild(signal::Series& series) {
  constexpr double wild_m = 0.03;
  series = signal::remove_outliers(series, {.reach = 4, .threshold = 4, .smallest_deviation = wild_m});
}

/// How far the hands are from the weight as a rule.
double usual_shift(const Coordinate& c) {
  std::vector<double> shifts;
  for (std::size_t i = 0; i < c.weight.size(); ++i) {
    if (c.weight[i] && c.hands[i]) shifts.push_back(*c.hands[i] - *c.weight[i]);
  }
  return signal::median(shifts).value_or(0);
}

/// Nobody holds on to what changes its speed faster, m/s2: swings reach 22, 10_kb_swing of the rendered clips.
constexpr double greatest_acceleration = 25;
/// A wrong sample moves a path smoothed at 6 Hz this long before and after it.
constexpr double spoilt_s = 0.1;

/// Frames within `spoilt_s` of where the speed changes faster than it can.
std::vector<bool> impossible_frames(const signal::Series& velocity, std::span<const double> time_s) {
  std::vector<bool> impossible(velocity.size(), false);
  for (std::size_t i = 1; i < velocity.size(); ++i) {
    if (!velocity[i] || !velocity[i - 1] || time_s[i] <= time_s[i - 1]) continue;
    if (std::abs(*velocity[i] - *velocity[i - 1]) <= greatest_acceleration * (time_s[i] - time_s[i - 1])) continue;
    for (std::size_t k = i; k-- > 0 && time_s[i] - time_s[k] <= spoilt_s;) impossible[k] = true;
    for (std::size_t k = i; k < velocity.size() && time_s[k] - time_s[i] <= spoilt_s; ++k) impossible[k] = true;
  }
  return impossible;
}

void drop(signal::Series& series, const std::vector<bool>& which) {
  for (std::size_t i = 0; i < series.size(); ++i) {
    if (which[i]) series[i].reset();
  }
}

struct Places {
  Coordinate ahead, up;
  std::size_t seen = 0;
};

Places places_of(const body::ImplementTrack& track, const Motion& motion, const std::optional<Scale>& scale) {
  Places places;
  const auto plane = image_plane(motion.view.facing, motion.view.roll.value());
  const auto& wrist = motion.path_of(body::Part::wrist);
  const double leg_m = motion.scale.leg_length_m.has_value() ? motion.scale.leg_length_m.value().value() : 0;
  for (std::size_t i = 0; i < motion.frames(); ++i) {
    std::optional<double> x, y, hand_x, hand_y;
    if (scale && track[i]) {
      const auto centre = track[i]->centre;
      x = (plane.forward[0] * centre.x + plane.forward[1] * centre.y) * scale->metres_per_px;
      y = (plane.up[0] * centre.x + plane.up[1] * centre.y) * scale->metres_per_px;
      ++places.seen;
    }
    if (i < wrist.size() && wrist[i].has_value() && leg_m > 0) {
      hand_x = wrist[i].value().x * leg_m;
      hand_y = wrist[i].value().y * leg_m;
    }
    places.ahead.weight.push_back(x);
    places.ahead.hands.push_back(hand_x);
    places.up.weight.push_back(y);
    places.up.hands.push_back(hand_y);
  }
  drop_wild(places.ahead.weight);
  drop_wild(places.up.weight);
  return places;
}

/// Back from metres along and across the floor to the picture.
Point2<ImagePx> in_picture(const Plane& plane, double metres_per_px, double ahead, double up) {
  const double x = ahead / metres_per_px, y = up / metres_per_px;
  return {plane.forward[0] * x + plane.up[0] * y, plane.forward[1] * x + plane.up[1] * y};
}

bool sees_along_the_foot(View view) { return view == View::sagittal_left || view == View::sagittal_right; }

}  // namespace

void fill_weight(const body::Recording& recording, const body::Athlete& athlete, Motion& motion) {
  WeightPath& path = motion.weight;
  body::ImplementTrack track = recording.implement;
  auto scale = scale_of(recording, track, athlete, motion.scale);
  if (scale) {
    track = keep_what_is_held(recording, scale->metres_per_px);
    scale = scale_of(recording, track, athlete, motion.scale);
  }
  Places places = places_of(track, motion, scale);
  const bool any_hands = std::ranges::any_of(places.up.hands, [](const auto& one) { return one.has_value(); });
  path.source = scale ? WeightSource::round : any_hands ? WeightSource::hands : WeightSource::none;
  path.scale = scale ? scale->source : WeightScale::body;
  if (scale) path.diameter = scale->diameter;
  if (scale) path.scale_sd = scale->sd_share;
  else if (any_hands) path.scale_sd = share_of(motion.scale.leg_length_m);
  if (motion.frames() > 0)
    path.seen_share = static_cast<double>(places.seen) / static_cast<double>(motion.frames());

  std::vector<double> time_s;
  for (const Seconds time : motion.time) time_s.push_back(time.value());
  const auto smooth = [&](const Coordinate& c) {
    return signal::smooth(time_s, scale ? join(c, time_s) : c.hands, {.cutoff_hz = cutoff_hz});
  };
  if (scale) {
    // Where outline and hands together make an impossible jerk, the outline was wrong: the hands may know.
    const auto wrong = impossible_frames(signal::compute_rate(time_s, smooth(places.up)), time_s);
    drop(places.ahead.weight, wrong);
    drop(places.up.weight, wrong);
    for (std::size_t i = 0; i < track.size(); ++i) {
      if (wrong[i]) track[i].reset();
    }
  }
  auto ahead = smooth(places.ahead), up = smooth(places.up);
  auto velocity = signal::compute_rate(time_s, up);
  // What is still impossible was not seen by anybody.
  const auto unknown = impossible_frames(velocity, time_s);
  for (auto* series : {&ahead, &up, &velocity}) drop(*series, unknown);
  double lowest = 0;
  bool any = false;
  for (const auto& y : up) {
    if (y && (!any || *y < lowest)) lowest = *y;
    any = any || y.has_value();
  }

  // The weight gives the path, the hands its place over the foot: where the end of a bar is seen depends on the
  // camera's yaw, 1.2 cm a degree.
  const double leg_m = motion.scale.leg_length_m.has_value() ? motion.scale.leg_length_m.value().value() : 0;
  const double shift = (scale ? usual_shift(places.ahead) : 0) - midfoot_per_leg * leg_m;
  const double hidden_sd_m = scale && scale->is_plate ? behind_plate_sd_m : 0;
  const double place_sd = std::hypot(grip_sd_m, midfoot_sd_per_leg * leg_m, hidden_sd_m);
  const bool along = sees_along_the_foot(motion.view.view);
  const auto plane = image_plane(motion.view.facing, motion.view.roll.value());
  if (scale) path.in_picture.resize(motion.frames());
  for (std::size_t i = 0; i < motion.frames(); ++i) {
    const bool seen = scale && track[i];
    if (seen && ahead[i] && up[i]) path.in_picture[i] = in_picture(plane, scale->metres_per_px, *ahead[i], *up[i]);
    const double noise = seen ? seen_sd_m : hands_sd_m, speed_noise = seen ? seen_velocity_sd : hands_velocity_sd;
    const auto put = [&](std::vector<Measured<double>>& series, std::optional<double> value, double sd) {
      series.push_back(value ? Measured<double>::seen(*value, std::hypot(sd, path.scale_sd * *value))
                             : Measured<double>::missing(Unmeasured::occluded));
    };
    put(path.height, up[i] ? std::optional(*up[i] - lowest) : std::nullopt, noise);
    put(path.velocity, velocity[i], speed_noise);
    if (!along) path.ahead_of_midfoot.push_back(Measured<double>::missing(Unmeasured::wrong_view));
    else put(path.ahead_of_midfoot, ahead[i] ? std::optional(*ahead[i] + shift) : std::nullopt, std::hypot(place_sd, noise));
  }
}

}  // namespace hinge::kinematics
