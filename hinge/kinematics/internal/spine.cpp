#include "hinge/kinematics/internal/spine.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>
#include <optional>

#include "hinge/kinematics/internal/back_contour.h"
#include "hinge/signal/statistics.h"

namespace hinge::kinematics {
namespace {

using Values = std::vector<std::optional<double>>;  ///< one per frame

struct BackSeries {
  std::vector<std::optional<Outline>> outline;  ///< where the back is smooth enough to be read
  Values roughness, softness;
  Values sacral, thorax, upper;  ///< inclinations, radians
};

double turned(double from, double to) { return std::remainder(to - from, 2 * std::numbers::pi); }

/// Constant over the clip: the fitted trunk is shorter where the shoulders curl.
double trunk_length(const SagittalPose& pose) {
  std::vector<double> lengths;
  const auto &hip = pose.joints.hip, &shoulder = pose.joints.shoulder;
  for (std::size_t i = 0; i < pose.frames(); ++i) {
    if (pose.trunk_seen[i]) lengths.push_back(std::hypot(shoulder.x[i] - hip.x[i], shoulder.y[i] - hip.y[i]));
  }
  return signal::percentile(lengths, constants::trunk_length_percentile).value_or(0);
}

const constants::Roughness& smoothness_asked(const Evidence& e) {
  return e.recording.implement.empty() ? constants::roughness_empty_handed : constants::roughness_with_weight;
}

/// Whether a plate at the hips sticks out behind the back: there the outline is the plate's, and as smooth as a back's.
bool ends_at_a_plate(const body::ImplementPoint& plate, const BackContour& contour, const TrunkLine& line) {
  using namespace constants;
  const double x = line.shoulder.x - line.hip.x, y = line.shoulder.y - line.hip.y, length = std::hypot(x, y);
  if (!(length > 0) || !(line.length_px > 0)) return false;
  const double dx = plate.centre.x - line.hip.x, dy = plate.centre.y - line.hip.y;
  const double along = (dx * x + dy * y) / (length * line.length_px);
  const double behind = line.facing * (dx * y - dy * x) / (length * line.length_px);
  const double radius = plate.radius_px / line.length_px;
  if (along + radius < sacrum_from || along - radius > plate_hips_to) return false;
  std::vector<double> ribs;
  for (std::size_t i = 0; i < station_count; ++i) {
    if (contour.found[i] && station(i) > plate_hips_to && station(i) < 1) ribs.push_back(contour.distance[i]);
  }
  const auto back = signal::median(ribs);
  return back && behind + radius > *back + plate_behind_back;
}

BackSeries read_backs(const Evidence& e, const CameraView& view) {
  using namespace constants;
  const std::size_t n = e.pose.frames();
  BackSeries back{std::vector<std::optional<Outline>>(n), Values(n), Values(n), Values(n), Values(n), Values(n)};
  const double length = trunk_length(e.pose);
  const double roughest = smoothness_asked(e).most;
  for (std::size_t i = 0; i < n; ++i) {
    const auto& silhouette = e.recording.frames[i].silhouette;
    if (silhouette.empty() || !e.pose.trunk_seen[i]) continue;
    const auto mask = body::unpack_silhouette(silhouette);
    if (!mask) continue;  // damaged: as good as none
    const auto& joints = e.pose.joints;
    const TrunkLine line{in_picture(joints.hip.at(i), view), in_picture(joints.shoulder.at(i), view), view.facing,
                         length};
    const auto contour = trace_back(silhouette.region, silhouette.cells, *mask, line);
    const auto& plate = i < e.recording.implement.size() ? e.recording.implement[i] : std::nullopt;
    if (plate && ends_at_a_plate(*plate, contour, line)) continue;
    back.roughness[i] = roughness_of(contour);
    back.softness[i] = softness_of(contour, silhouette.region.side_px / silhouette.cells / length);
    if (!back.roughness[i] || *back.roughness[i] >= roughest || *back.softness[i] > softest) continue;
    back.outline[i] = outline_of(contour, line);
    back.sacral[i] = inclination_of(*back.outline[i], {sacral_window.from, sacral_window.to});
    back.thorax[i] = inclination_of(*back.outline[i], {thorax_window.from, thorax_window.to});
    back.upper[i] = inclination_of(*back.outline[i], {upper_window.from, upper_window.to});
  }
  return back;
}

/// Median over 0.2 s, where at least half of those frames have a value.
Values steady(const Evidence& e, const Values& values) {
  Values out(values.size());
  const auto& time = e.tracks.time;
  for (const auto& stretch : e.tracks.stretches) {
    std::size_t low = stretch.first;
    for (std::size_t i = stretch.first; i <= stretch.last; ++i) {
      while (time[i] - time[low] > constants::spine_half_window_s) ++low;
      std::vector<double> kept;
      std::size_t k = low;
      for (; k <= stretch.last && time[k] - time[i] <= constants::spine_half_window_s; ++k) {
        if (values[k]) kept.push_back(*values[k]);
      }
      if (!kept.empty() && 2 * kept.size() >= k - low) out[i] = signal::median(kept);
    }
  }
  return out;
}

std::optional<double> median_over(const Values& values, const FrameRange& range) {
  constexpr std::size_t fewest = 3;
  std::vector<double> kept;
  for (std::size_t i = range.first; i <= range.last; ++i) {
    if (values[i]) kept.push_back(*values[i]);
  }
  return kept.size() < fewest ? std::nullopt : signal::median(kept);
}

/// The back in quiet standing.
struct Reference {
  double sacral, thorax, upper;
  double trunk;   ///< the stand's own lean
  double spread;  ///< sd of the lower back's shape within the stand: a shape that will not keep still is a poor zero
  StandingKind kind = StandingKind::quiet;
};

double spread_within(const BackSeries& back, const FrameRange& stand) {
  std::vector<double> bends;
  for (std::size_t i = stand.first; i <= stand.last; ++i) {
    if (back.sacral[i] && back.thorax[i]) {
      bends.push_back(constants::lumbar_per_turn * turned(*back.sacral[i], *back.thorax[i]));
    }
  }
  return signal::sd_per_mad * signal::median_deviation(bends).value_or(0);
}

/// Frames between two cuts: one person, who is compared with no one else's standing.
std::vector<FrameRange> pieces_between_cuts(const Evidence& e) {
  std::vector<FrameRange> pieces;
  std::size_t first = 0;
  for (std::size_t i = 1; i <= e.tracks.frames(); ++i) {
    const bool cut = i < e.tracks.frames() && std::ranges::any_of(e.recording.cuts, [&](Seconds at) {
                       return e.tracks.time[i - 1] < at.value() && at.value() <= e.tracks.time[i];
                     });
    if (!cut && i < e.tracks.frames()) continue;
    pieces.push_back({first, i - 1});
    first = i;
  }
  return pieces;
}

std::vector<FrameRange> stands_within(const std::vector<FrameRange>& stands, const FrameRange& piece) {
  std::vector<FrameRange> inside;
  std::ranges::copy_if(stands, std::back_inserter(inside),
                       [&](const FrameRange& stand) { return piece.first <= stand.first && stand.last <= piece.last; });
  return inside;
}

/// The first stand whose outline is clean.
std::optional<Reference> find_quiet_reference(const Evidence& e, const BackSeries& back,
                                              const std::vector<FrameRange>& stands) {
  using constants::sd_per_softness;
  const double roughest = smoothness_asked(e).most_standing;
  for (const auto& stand : stands) {
    std::size_t clean = 0;
    std::vector<double> trunks;
    for (std::size_t i = stand.first; i <= stand.last; ++i) {
      clean += back.roughness[i] && *back.roughness[i] < roughest;
      trunks.push_back(e.pose.trunk[i]);
    }
    if (static_cast<double>(clean) < constants::clean_stand_share * static_cast<double>(stand.size())) continue;
    const auto sacral = median_over(back.sacral, stand), thorax = median_over(back.thorax, stand);
    const auto upper = median_over(back.upper, stand);
    if (!sacral || !thorax || !upper) continue;
    const double soft = sd_per_softness * median_over(back.softness, stand).value_or(0);
    return Reference{*sacral, *thorax, *upper, *signal::median(trunks), std::hypot(spread_within(back, stand), soft)};
  }
  return std::nullopt;
}

/// All lockouts together: arms, bar and plates hide the hips in most frames of a top, and what is clean is gathered.
std::optional<Reference> find_lockout_reference(const Evidence& e, const BackSeries& back,
                                                const std::vector<FrameRange>& lockouts) {
  using namespace constants;
  const double roughest = smoothness_asked(e).most_standing;
  std::vector<double> sacral, thorax, upper, trunks, bends, soft;
  for (const auto& lockout : lockouts) {
    for (std::size_t i = lockout.first; i <= lockout.last; ++i) {
      const bool clean = back.sacral[i] && back.thorax[i] && back.upper[i] && *back.roughness[i] < roughest;
      if (!clean) continue;
      sacral.push_back(*back.sacral[i]);
      thorax.push_back(*back.thorax[i]);
      upper.push_back(*back.upper[i]);
      trunks.push_back(e.pose.trunk[i]);
      bends.push_back(lumbar_per_turn * turned(*back.sacral[i], *back.thorax[i]));
      soft.push_back(sd_per_softness * *back.softness[i]);
    }
  }
  constexpr std::size_t fewest = 3;
  if (bends.size() < fewest) return std::nullopt;
  const double within = signal::sd_per_mad * signal::median_deviation(bends).value_or(0);
  return Reference{*signal::median(sacral),
                   *signal::median(thorax),
                   *signal::median(upper),
                   *signal::median(trunks),
                   std::hypot(within, *signal::median(soft)),
                   StandingKind::lockout};
}

/// The sacrum again, where the skin of standing went: a rounded lower back has more of it above the sacrum.
void follow_the_skin(BackSeries& back, const Reference& zero, const FrameRange& piece) {
  using namespace constants;
  constexpr int rounds = 3;  // each adds a tenth of what the one before added
  for (std::size_t i = piece.first; i <= piece.last; ++i) {
    if (!back.sacral[i] || !back.thorax[i]) continue;
    const double ribs = turned(zero.thorax, *back.thorax[i]);
    for (int round = 0; round < rounds && back.sacral[i]; ++round) {
      const double slide = skin_per_bend * (ribs - turned(zero.sacral, *back.sacral[i]));
      back.sacral[i] = inclination_of(*back.outline[i], {sacral_window.from + slide, sacral_window.to + slide});
    }
  }
}

/// Radians, change from standing.
struct Spine {
  double lumbar, pelvis, hip, thoracic;
};

std::optional<Spine> spine_at(const Evidence& e, const BackSeries& back, const Reference& zero, std::size_t i) {
  using namespace constants;
  if (!back.sacral[i] || !back.thorax[i] || !back.upper[i]) return std::nullopt;
  const double ribs = turned(zero.thorax, *back.thorax[i]);
  const double hinged = std::clamp(e.pose.trunk[i] / full_offset_trunk, 0.0, 1.0);
  const double lumbar = lumbar_per_turn * (ribs - turned(zero.sacral, *back.sacral[i])) + lumbar_offset * hinged;
  const double pelvis = ribs + (zero.trunk > leaning_stand ? zero.trunk : 0) - lumbar;
  const double thoracic = turned(zero.upper, *back.upper[i]) - ribs;
  return Spine{lumbar, pelvis, pelvis - e.pose.thigh[i], thoracic};
}

/// Whether the trunk is thrown rather than led.
bool is_ballistic(const Evidence& e) {
  std::vector<double> speeds;
  for (const auto& stretch : e.tracks.stretches) {
    for (std::size_t i = stretch.first + 1; i <= stretch.last; ++i) {
      const double dt = e.tracks.time[i] - e.tracks.time[i - 1];
      if (!e.pose.trunk_seen[i] || !e.pose.trunk_seen[i - 1] || dt <= 0) continue;
      speeds.push_back(std::abs(e.pose.trunk[i] - e.pose.trunk[i - 1]) / dt);
    }
  }
  constexpr double nearly_fastest = .97;
  return signal::percentile(speeds, nearly_fastest).value_or(0) > constants::ballistic_trunk_speed;
}

/// What is left of the outline's trembling after the median over 0.2 s; `raw` and `steadied` bends, from the clip
/// itself. A median of n values keeps 1.25 / sqrt(n) of their sd.
double outline_noise(const Evidence& e, const BackSeries& raw, const BackSeries& steadied) {
  std::vector<double> off;
  for (std::size_t i = 0; i < raw.sacral.size(); ++i) {
    if (!raw.sacral[i] || !raw.thorax[i] || !steadied.sacral[i] || !steadied.thorax[i]) continue;
    off.push_back(turned(*raw.sacral[i], *raw.thorax[i]) - turned(*steadied.sacral[i], *steadied.thorax[i]));
  }
  const double seconds = e.tracks.frames() > 1 ? e.tracks.time.back() - e.tracks.time.front() : 0;
  const double in_window =
      seconds > 0 ? 2 * constants::spine_half_window_s * static_cast<double>(e.tracks.frames()) / seconds : 1;
  const double sd = signal::sd_per_mad * signal::median_deviation(off).value_or(0);
  return constants::lumbar_per_turn * sd * 1.25 / std::sqrt(std::max(1.0, in_window));
}

/// `noise`: of the outline, radians.
constants::SpineSpread spread_of(const Evidence& e, const CameraView& view, const Reference& zero, double noise) {
  using namespace constants;
  const bool doubtful = view.yaw.value() > spine_yaw_clear || is_ballistic(e);
  const auto& base = doubtful ? doubtful_spine_spread : spine_spread;
  const auto zero_sd = zero.kind == StandingKind::lockout ? lockout_spine_spread : SpineSpread{};
  const auto with_zero = [&](double sd, double of_zero) {
    return std::hypot(std::hypot(sd, of_zero), zero.spread, noise);
  };
  return {with_zero(base.lumbar, zero_sd.lumbar), with_zero(base.pelvis, zero_sd.pelvis),
          with_zero(base.hip, zero_sd.hip), with_zero(base.thoracic, zero_sd.thoracic)};
}

bool has_silhouettes(const body::Recording& recording) {
  return std::ranges::any_of(recording.frames, [](const auto& frame) { return !frame.silhouette.empty(); });
}

void put(Motion& motion, std::size_t i, const Spine& spine, bool thigh_seen, const constants::SpineSpread& sd) {
  const auto seen = [](double value, double spread) {
    return Measured<Radians>::seen(Radians{value}, Radians{spread});
  };
  motion.lumbar_flexion[i] = seen(spine.lumbar, sd.lumbar);
  motion.pelvis_tilt[i] = seen(spine.pelvis, sd.pelvis);
  motion.thoracic_flexion[i] = seen(spine.thoracic, sd.thoracic);
  motion.hip_flexion[i] = thigh_seen ? seen(spine.hip, sd.hip) : Measured<Radians>::missing(Unmeasured::implausible);
}

void fill_missing(Motion& motion, std::size_t i, Unmeasured why) {
  for (auto* series : {&motion.hip_flexion, &motion.pelvis_tilt, &motion.lumbar_flexion, &motion.thoracic_flexion}) {
    (*series)[i] = Measured<Radians>::missing(why);
  }
}

/// The outline and its two tangents in the picture of frame i.
std::optional<BackLine> line_at(const Evidence& e, const BackSeries& back, const CameraView& view, double length_px,
                                std::size_t i) {
  using namespace constants;
  if (!back.outline[i] || !back.sacral[i] || !back.thorax[i]) return std::nullopt;
  const auto shoulder = in_picture(e.pose.joints.shoulder.at(i), view);
  const auto in_image = [&](const Outline::Point& p) {
    return Point2<ImagePx>{shoulder.x + view.facing * p.forward * length_px, shoulder.y - p.up * length_px};
  };
  const auto middle = [](const Window& window) { return (window.from + window.to) / 2; };
  const auto sacrum = point_at(*back.outline[i], middle(sacral_window)),
             ribs = point_at(*back.outline[i], middle(thorax_window));
  if (!sacrum || !ribs) return std::nullopt;
  BackLine line{{}, {in_image(*sacrum), Radians{*back.sacral[i]}}, {in_image(*ribs), Radians{*back.thorax[i]}}};
  for (const auto& p : back.outline[i]->points) {
    if (p.down_the_back >= 0 && p.down_the_back <= sacral_window.to) line.outline.push_back(in_image(p));
  }
  return line;
}

void fill_piece(const Evidence& e, const BackSeries& back, const Reference& zero, double noise, const FrameRange& piece,
                Motion& motion) {
  using namespace constants;
  const auto sd = spread_of(e, motion.view, zero, noise);
  const double length_px = trunk_length(e.pose);
  for (std::size_t i = piece.first; i <= piece.last; ++i) {
    const auto spine = e.pose.trunk_seen[i] ? spine_at(e, back, zero, i) : std::nullopt;
    if (!spine) {
      fill_missing(motion, i, e.recording.frames[i].has_person() ? Unmeasured::occluded : Unmeasured::out_of_view);
    } else if (e.pose.trunk[i] < zero.trunk - lean_back_most || spine->lumbar < lumbar_least ||
               spine->lumbar > lumbar_most) {
      fill_missing(motion, i, Unmeasured::implausible);
    } else {
      const double soft = sd_per_softness * back.softness[i].value_or(0);
      const auto with_edge = [&](double spread) { return std::hypot(spread, soft); };
      put(motion, i, *spine, e.pose.thigh_seen[i] != 0,
          {with_edge(sd.lumbar), with_edge(sd.pelvis), with_edge(sd.hip), with_edge(sd.thoracic)});
      motion.back[i] = line_at(e, back, motion.view, length_px, i);
    }
  }
}

bool is_sagittal(const CameraView& view) {
  return view.view == View::sagittal_left || view.view == View::sagittal_right;
}

}  // namespace

void fill_spine(const Evidence& e, const std::vector<FrameRange>& stands, const std::vector<FrameRange>& lockouts,
                Motion& motion) {
  using namespace constants;
  const auto all_missing = [&](Unmeasured why) {
    for (std::size_t i = 0; i < motion.frames(); ++i) {
      fill_missing(motion, i, e.recording.frames[i].has_person() ? why : Unmeasured::out_of_view);
    }
  };
  for (auto* series : {&motion.hip_flexion, &motion.pelvis_tilt, &motion.lumbar_flexion, &motion.thoracic_flexion}) {
    series->assign(motion.frames(), {});
  }
  motion.back.assign(motion.frames(), std::nullopt);
  if (e.recording.space != body::Space::image || !has_silhouettes(e.recording)) {
    return all_missing(Unmeasured::no_outline);
  }
  if (!is_sagittal(motion.view)) return all_missing(Unmeasured::wrong_view);
  if (motion.view.height == CameraHeight::near_floor) return all_missing(Unmeasured::camera_low);
  if (stands.empty() && lockouts.empty()) return all_missing(Unmeasured::no_reference);

  auto back = read_backs(e, motion.view);
  const auto pieces = pieces_between_cuts(e);
  std::vector<std::optional<Reference>> zeros;
  for (const auto& piece : pieces) {
    zeros.push_back(find_quiet_reference(e, back, stands_within(stands, piece)));
    if (!zeros.back()) zeros.back() = find_lockout_reference(e, back, stands_within(lockouts, piece));
    if (zeros.back()) follow_the_skin(back, *zeros.back(), piece);
  }
  const BackSeries raw{{}, {}, {}, back.sacral, back.thorax, {}};
  for (auto* values : {&back.sacral, &back.thorax, &back.upper, &back.softness}) *values = steady(e, *values);
  const double noise = outline_noise(e, raw, back);
  for (std::size_t p = 0; p < pieces.size(); ++p) {
    if (zeros[p]) {
      motion.back_zero = std::max(motion.back_zero, zeros[p]->kind);
      fill_piece(e, back, *zeros[p], noise, pieces[p], motion);
      continue;
    }
    const bool never_upright = stands_within(stands, pieces[p]).empty() && stands_within(lockouts, pieces[p]).empty();
    const auto why = never_upright ? Unmeasured::no_reference : Unmeasured::occluded;
    for (std::size_t i = pieces[p].first; i <= pieces[p].last; ++i) {
      fill_missing(motion, i, e.recording.frames[i].has_person() ? why : Unmeasured::out_of_view);
    }
  }
}

}  // namespace hinge::kinematics
