#include "hinge/metrics/internal/support.h"

#include <numbers>

namespace hinge::metrics::internal {
namespace {

// Half a tenth of a second either side: two frames at 30 fps, shorter than any phase.
constexpr double steady_half_width_s = 0.05;
constexpr double time_sd_frames = 1.5;

Measured<double> plain(const Measured<Radians>& angle) {
  if (!angle.has_value()) return Measured<double>::missing(angle.why());
  return Measured<double>::seen(angle.value().value(), angle.sd().value());
}

Measured<double> median_of(std::vector<Measured<double>> seen, Unmeasured why_not) {
  if (seen.empty()) return Measured<double>::missing(why_not);
  const auto middle = seen.begin() + static_cast<std::ptrdiff_t>(seen.size() / 2);
  std::nth_element(seen.begin(), middle, seen.end(),
                   [](const auto& a, const auto& b) { return a.value() < b.value(); });
  return *middle;
}

}  // namespace

Samples over_rep(const Trial&, const movement::Rep& rep, const kinematics::AngleSeries& series) {
  Samples samples;
  samples.reserve(rep.end - rep.start + 1);
  for (std::size_t i = rep.start; i <= rep.end && i < series.size(); ++i) samples.push_back({i, plain(series[i])});
  return samples;
}

Samples change_over_rep(const movement::Rep& rep, const kinematics::AngleSeries& series,
                        const std::optional<Reference>& reference) {
  Samples samples;
  samples.reserve(rep.end - rep.start + 1);
  for (std::size_t i = rep.start; i <= rep.end && i < series.size(); ++i) {
    samples.push_back({i, reference ? change_from(*reference, plain(series[i]))
                                    : Measured<double>::missing(Unmeasured::no_reference)});
  }
  return samples;
}

Measured<double> steady_value(const Trial& trial, const kinematics::AngleSeries& series, std::size_t frame) {
  if (frame >= series.size()) return Measured<double>::missing(Unmeasured::too_few_frames);
  std::vector<Measured<double>> seen;
  const auto& time = trial.motion.time;
  const auto within = [&](std::size_t i) { return std::abs((time[i] - time[frame]).value()) <= steady_half_width_s; };
  for (std::size_t i = frame + 1; i-- > 0 && within(i);) {
    if (series[i].has_value()) seen.push_back(plain(series[i]));
  }
  for (std::size_t i = frame + 1; i < series.size() && within(i); ++i) {
    if (series[i].has_value()) seen.push_back(plain(series[i]));
  }
  return median_of(std::move(seen), series[frame].has_value() ? Unmeasured::too_few_frames : series[frame].why());
}

Measured<double> median_over(const kinematics::AngleSeries& series, kinematics::FrameRange frames) {
  std::vector<Measured<double>> seen;
  auto why = Unmeasured::too_few_frames;
  for (std::size_t i = frames.first; i <= frames.last && i < series.size(); ++i) {
    if (series[i].has_value()) {
      seen.push_back(plain(series[i]));
    } else {
      why = series[i].why();
    }
  }
  // A sliver of a phase does not stand for it: docs/science.md 5.5, at most 20 % of the frames unseen.
  constexpr double enough = 0.8;
  if (static_cast<double>(seen.size()) < enough * static_cast<double>(frames.size())) seen.clear();
  return median_of(std::move(seen), why);
}

Measured<double> change(Measured<double> from, Measured<double> to) {
  if (!from.has_value()) return from;
  if (!to.has_value()) return to;
  const double mean_variance = (from.sd() * from.sd() + to.sd() * to.sd()) / 2;
  return Measured<double>::seen(to.value() - from.value(), change_sd_share * std::sqrt(mean_variance));
}

Measured<double> change_from(const Reference& reference, Measured<double> to) {
  if (!to.has_value()) return to;
  return Measured<double>::seen(to.value() - reference.value.value(),
                                std::hypot(change_sd_share * to.sd(), reference.sd.value()));
}

std::optional<Reference> standing_angle(const Trial& trial, Radians kinematics::Standing::*angle,
                                        Radians kinematics::StandingSpread::*spread) {
  const auto& standing = trial.motion.standing;
  if (!standing) return std::nullopt;
  return Reference{(*standing).*angle, standing->spread.*spread};
}

bool stood_quietly(const Trial& trial) {
  return trial.motion.standing && trial.motion.standing->kind == kinematics::StandingKind::quiet;
}

std::optional<kinematics::FrameRange> find_phase(const movement::Rep& rep, movement::PhaseName name) {
  for (const auto& phase : rep.phases) {
    if (phase.name == name) return phase.frames;
  }
  return std::nullopt;
}

kinematics::FrameRange bottom_window(const movement::Rep& rep) {
  return find_phase(rep, movement::PhaseName::bottom).value_or(kinematics::FrameRange{rep.bottom, rep.bottom});
}

std::size_t top_frame(const movement::Rep& rep) {
  const auto descent = find_phase(rep, movement::PhaseName::descent);
  const auto ascent = find_phase(rep, movement::PhaseName::ascent);
  const bool begins_at_the_bottom = ascent && (!descent || ascent->first < descent->first);
  return begins_at_the_bottom ? ascent->last : rep.start;
}

kinematics::FrameRange lockout_window(const movement::Rep& rep) {
  return find_phase(rep, movement::PhaseName::lockout).value_or(kinematics::FrameRange{rep.end, rep.end});
}

bool began_under_way(const Trial& trial, const movement::Rep& rep) {
  constexpr double folded = 15.0 * std::numbers::pi / 180.0;  // ours: well above how people stand (docs/science.md 1.4)
  const auto down = find_phase(rep, movement::PhaseName::descent);
  if (!down || down->first != rep.start) return false;  // a lift from the floor begins folded
  const auto& fold = trial.motion.hip_fold.camera_side;
  std::size_t first = 0;
  while (first < fold.size() && !fold[first]) ++first;
  return first < fold.size() && rep.start <= first + 1 && fold[first].value().value() > folded;
}

bool ended_with_the_clip(const Trial& trial, const movement::Rep& rep) {
  const bool paused = find_phase(rep, movement::PhaseName::lockout).has_value();
  return !paused && rep.end + 2 >= trial.motion.frames();
}

double time_sd_s(const Trial& trial, const movement::Rep& rep) {
  const auto& time = trial.motion.time;
  if (rep.end <= rep.start || rep.end >= time.size()) return 0.0;
  const double frame_s = (time[rep.end] - time[rep.start]).value() / static_cast<double>(rep.end - rep.start);
  return time_sd_frames * frame_s;
}

}  // namespace hinge::metrics::internal
