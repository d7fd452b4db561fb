#include "hinge/kinematics/internal/linkage_fit.h"

#include <algorithm>
#include <cmath>

#include "hinge/kinematics/internal/arrow_system.h"
#include "hinge/kinematics/internal/numbers.h"
#include "hinge/signal/smooth.h"
#include "hinge/signal/statistics.h"

namespace hinge::kinematics {
namespace {

using body::Part;
using body::Side;
using Term = ArrowSystem::Term;

// Tolerances of docs/landmark-study.md 3.6: one sd, in reaches, seconds and radians.
constexpr double landmark_sd = .012, knee_sd = .014, far_factor = 1.2, least_visibility = .3, least_quality = 1e-3;
constexpr double angle_acceleration = 600 * degree, hip_acceleration = 3, trunk_acceleration = 1;
constexpr double ankle_step_sd = .0015, straight_knee_sd = 1.5 * degree, ratio_sd = .02;
constexpr double smooth_cauchy = 3, ankle_cauchy = 2;
constexpr int iterations = 25;
constexpr double largest_step = .5, small_step = 1e-5;

/// Unknowns of a frame, in this order.
enum Unknown : std::size_t { hip_x, hip_y, trunk, thigh, shank, trunk_length, per_frame };
enum Landmark : std::size_t { shoulder, hip, knee, ankle, landmark_count };
constexpr std::array<double, landmark_count> landmark_sds{landmark_sd, landmark_sd, knee_sd, landmark_sd};
constexpr std::array<Part, landmark_count> landmark_parts{Part::shoulder, Part::hip, Part::knee, Part::ankle};

struct Vec {
  double x = 0, y = 0;
};
Vec operator+(Vec a, Vec b) { return {a.x + b.x, a.y + b.y}; }
Vec operator-(Vec a, Vec b) { return {a.x - b.x, a.y - b.y}; }
Vec operator*(double k, Vec a) { return {k * a.x, k * a.y}; }
double norm(Vec a) { return std::hypot(a.x, a.y); }
Vec up(double inclination) { return {std::sin(inclination), std::cos(inclination)}; }
Vec turn(double inclination) { return {std::cos(inclination), -std::sin(inclination)}; }  ///< d up / d inclination
double inclination(Vec upper, Vec lower) { return std::atan2(upper.x - lower.x, upper.y - lower.y); }

struct Observation {
  Vec at;
  double inverse_sd = 0;  ///< 0: not seen
};

using Frame = std::array<double, per_frame>;

struct State {
  std::vector<Frame> frames;
  double thigh_length = 0, shank_length = 0;
};

std::array<Vec, landmark_count> predict(const State& s, std::size_t i) {
  const auto& f = s.frames[i];
  const Vec h{f[hip_x], f[hip_y]}, k = h - s.thigh_length * up(f[thigh]);
  return {h + f[trunk_length] * up(f[trunk]), h, k, k - s.shank_length * up(f[shank])};
}

const Track& track_of(const Joints& joints, std::size_t landmark) {
  const std::array<const Track*, landmark_count> all{&joints.shoulder, &joints.hip, &joints.knee, &joints.ankle};
  return *all[landmark];
}

/// One stretch of frames, in reaches from the planted ankle.
class Fit {
public:
  Fit(const LinkageInput& input, const FrameRange& range) : in_(input), range_(range), n_(range.size()) {
    const auto near = static_cast<std::size_t>(in_.near_side);
    // Legs that go their own ways (split stance, walking) are not one chain: the near one alone then.
    const auto &a = in_.legs.planted_ankle[0], &b = in_.legs.planted_ankle[1];
    use_far_ = in_.legs.planted && std::hypot(a.x - b.x, a.y - b.y) < 1e-9;
    origin_ = in_.legs.planted ? Vec{in_.legs.planted_ankle[near].x, in_.legs.planted_ankle[near].y} : Vec{};
    const double leg = in_.legs.leg_length / in_.reach;
    constexpr double r = constants::thigh_per_shank;
    thigh0_ = leg * r / (1 + r);
    shank0_ = leg / (1 + r);
    observe();
    std::vector<double> steps;
    for (std::size_t i = 1; i < n_; ++i) steps.push_back(time(i) - time(i - 1));
    least_step_ = std::max(1e-3, 0.25 * signal::median(steps).value_or(0.04));
  }

  enum class Start : unsigned char { near, far, mean };

  [[nodiscard]] State run(Start start, double& cost) const {
    State state = begin(start);
    ArrowSystem system(per_frame * n_);
    for (int round = 0; round < iterations; ++round) {
      const double cauchy = round < 4 ? 4 : round < 8 ? 2 : 1;  // docs/landmark-study.md 3.6
      system.clear();
      add_landmarks(state, cauchy, system);
      add_smoothness(state, system);
      add_planted_ankle(state, system);
      add_limits(state, system);
      if (apply(system.solve(), state) < small_step && cauchy == 1) break;
    }
    cost = robust_cost(state);
    return state;
  }

  /// Trusted landmarks: quality times Cauchy weight, summed over the sides, for each landmark.
  [[nodiscard]] std::array<double, landmark_count> trust(const State& state, std::size_t i) const {
    std::array<double, landmark_count> sum{};
    const auto predicted = predict(state, i);
    for (std::size_t side = 0; side < 2; ++side) {
      for (std::size_t k = 0; k < landmark_count; ++k) {
        const auto& o = seen_[side][k][i];
        if (o.inverse_sd <= 0) continue;
        const double e = norm(predicted[k] - o.at) * o.inverse_sd;
        // A joint clear of the plate is believed in the fit, but its leg does not vouch for it: half as sure.
        const std::size_t frame = range_.first + i;
        const double quality =
            k == shoulder ? 1 : (in_.legs.joint_quality[side][k - hip][frame] + in_.legs.quality[side][frame]) / 2;
        sum[k] += quality / (1 + e * e);
      }
    }
    return sum;
  }

  /// The same where the foot stays put: the ankle is known from when it was seen best, however hidden it is now.
  [[nodiscard]] std::vector<std::array<double, landmark_count>> trusts(const State& state) const {
    constexpr double often_seen = .75;
    std::vector<std::array<double, landmark_count>> all(n_);
    std::vector<double> ankles(n_);
    for (std::size_t i = 0; i < n_; ++i) {
      all[i] = trust(state, i);
      ankles[i] = all[i][ankle];
    }
    if (!in_.legs.planted || !use_far_) return all;
    const double best = signal::percentile(ankles, often_seen).value_or(0);
    for (std::size_t i = 0; i < n_; ++i) {
      const double off = norm(predict(state, i)[ankle]) / constants::ankle_tolerance;
      all[i][ankle] = std::max(all[i][ankle], best / (1 + off * off * off * off));
    }
    return all;
  }

  [[nodiscard]] Vec origin() const { return origin_; }
  [[nodiscard]] bool uses_far() const { return use_far_; }

private:
  [[nodiscard]] double time(std::size_t i) const { return in_.smooth.time[range_.first + i]; }
  [[nodiscard]] double step(std::size_t i) const { return std::max(least_step_, time(i) - time(i - 1)); }

  void observe() {
    for (std::size_t side = 0; side < 2; ++side) {
      const bool near = side == static_cast<std::size_t>(in_.near_side);
      for (std::size_t k = 0; k < landmark_count; ++k) {
        const auto& raw = in_.filled.of(static_cast<Side>(side), landmark_parts[k]);
        const auto& smooth = in_.smooth.of(static_cast<Side>(side), landmark_parts[k]);
        const auto& corrected = track_of(in_.joints[side], k);
        auto& out = seen_[side][k];
        out.resize(n_);
        for (std::size_t j = 0; j < n_; ++j) {
          const std::size_t i = range_.first + j;
          if (!raw.seen[i] || !smooth.seen[i] || (!near && !use_far_ && k != shoulder)) continue;
          const Vec at{raw.x[i] + corrected.x[i] - smooth.x[i], raw.y[i] + corrected.y[i] - smooth.y[i]};
          const double quality =
              k == shoulder ? 1 : std::clamp(in_.legs.joint_quality[side][k - hip][i], least_quality, 1.0);
          const double sd = landmark_sds[k] * (near ? 1 : far_factor) / std::clamp(raw.trust[i], least_visibility, 1.0);
          out[j] = {(1 / in_.reach) * (at - origin_), std::sqrt(quality) / sd};
        }
      }
    }
  }

  /// Where a start believes a landmark is, with unseen frames bridged by the last seen one.
  [[nodiscard]] std::vector<Vec> believed(Start start, std::size_t landmark) const {
    const auto near = static_cast<std::size_t>(in_.near_side);
    std::vector<Vec> out(n_);
    std::optional<Vec> last;
    std::size_t waiting = 0;
    for (std::size_t j = 0; j < n_; ++j) {
      Vec sum;
      double count = 0;
      for (const std::size_t side : {near, 1 - near}) {
        const bool wanted = start == Start::mean || (side == near) == (start == Start::near);
        const auto& track = track_of(in_.joints[side], landmark);
        const std::size_t i = range_.first + j;
        if (!wanted || !track.seen[i]) continue;
        sum = sum + Vec{track.x[i], track.y[i]};
        ++count;
      }
      if (count > 0) last = (1 / in_.reach) * ((1 / count) * sum - origin_);
      out[j] = last.value_or(Vec{});
      if (!last) ++waiting;
    }
    if (waiting < n_) std::fill_n(out.begin(), waiting, out[waiting]);
    return out;
  }

  /// docs/landmark-study.md 3.7: trunk from the landmarks, the knee from hip and planted ankle by the two lengths.
  [[nodiscard]] State begin(Start start) const {
    State state{std::vector<Frame>(n_), thigh0_, shank0_};
    const auto h = believed(start, hip), s = believed(start, shoulder), a = believed(start, ankle);
    const std::vector<char> all(n_, 1);
    std::vector<double> lean(n_), leg_lean(n_);
    for (std::size_t i = 0; i < n_; ++i) {
      lean[i] = inclination(s[i], h[i]);
      leg_lean[i] = inclination(h[i], in_.legs.planted ? Vec{} : a[i]);
    }
    unwrap(lean, all);
    unwrap(leg_lean, all);
    const double lf = thigh0_, ls = shank0_, leg = lf + ls;
    for (std::size_t i = 0; i < n_; ++i) {
      const double d = std::clamp(norm(h[i] - (in_.legs.planted ? Vec{} : a[i])), .3 * leg, .999 * leg);
      const double bend =
          std::numbers::pi - std::acos(std::clamp((lf * lf + ls * ls - d * d) / (2 * lf * ls), -1.0, 1.0));
      const double ahead = std::asin(std::clamp(lf * std::sin(bend) / d, -1.0, 1.0));
      state.frames[i] = {h[i].x, h[i].y, lean[i], leg_lean[i] + ahead - bend, leg_lean[i] + ahead, norm(s[i] - h[i])};
    }
    return state;
  }

  void add_landmarks(const State& state, double cauchy, ArrowSystem& system) const {
    const std::size_t lf = system.size(), ls = lf + 1;
    for (std::size_t i = 0; i < n_; ++i) {
      const auto& f = state.frames[i];
      const std::size_t at = per_frame * i;
      const auto predicted = predict(state, i);
      const Vec ut = up(f[trunk]), uf = up(f[thigh]), us = up(f[shank]);
      const Vec dt = turn(f[trunk]), df = turn(f[thigh]), ds = turn(f[shank]);
      for (std::size_t side = 0; side < 2; ++side) {
        for (std::size_t k = 0; k < landmark_count; ++k) {
          const auto& o = seen_[side][k][i];
          const double p = o.inverse_sd;
          if (p <= 0) continue;
          const Vec e = p * (predicted[k] - o.at);
          const double ratio = norm(e) / cauchy, weight = 1 / (1 + ratio * ratio);
          const auto add = [&](double residual, std::size_t h, auto axis) {
            std::array<Term, 7> terms;
            std::size_t count = 0;
            terms[count++] = {at + h, p};
            if (k == shoulder) {
              terms[count++] = {at + trunk, p * f[trunk_length] * axis(dt)};
              terms[count++] = {at + trunk_length, p * axis(ut)};
            }
            if (k == knee || k == ankle) {
              terms[count++] = {at + thigh, -p * state.thigh_length * axis(df)};
              terms[count++] = {lf, -p * axis(uf)};
            }
            if (k == ankle) {
              terms[count++] = {at + shank, -p * state.shank_length * axis(ds)};
              terms[count++] = {ls, -p * axis(us)};
            }
            system.add(std::span(terms).first(count), residual, weight);
          };
          add(e.x, hip_x, [](Vec v) { return v.x; });
          add(e.y, hip_y, [](Vec v) { return v.y; });
        }
      }
    }
  }

  void add_smoothness(const State& state, ArrowSystem& system) const {
    constexpr std::array<double, per_frame> sds{hip_acceleration,   hip_acceleration,   angle_acceleration,
                                                angle_acceleration, angle_acceleration, trunk_acceleration};
    for (std::size_t i = 1; i + 1 < n_; ++i) {
      const double before = step(i), after = step(i + 1), k = 2 / (before + after);
      const double a = k / before, c = k / after, b = -a - c;  // acceleration from three uneven samples
      for (std::size_t q = 0; q < per_frame; ++q) {
        const double e = (a * state.frames[i - 1][q] + b * state.frames[i][q] + c * state.frames[i + 1][q]) / sds[q];
        const std::array<Term, 3> terms{Term{per_frame * (i - 1) + q, a / sds[q]}, Term{per_frame * i + q, b / sds[q]},
                                        Term{per_frame * (i + 1) + q, c / sds[q]}};
        system.add(terms, e, 1 / (1 + e * e / (smooth_cauchy * smooth_cauchy)));
      }
    }
  }

  void add_planted_ankle(const State& state, ArrowSystem& system) const {
    if (!in_.legs.planted) return;
    constexpr double p = 1 / ankle_step_sd;
    for (std::size_t i = 1; i < n_; ++i) {
      const auto &f0 = state.frames[i - 1], &f1 = state.frames[i];
      const Vec e = p * (predict(state, i)[ankle] - predict(state, i - 1)[ankle]);
      const double ratio = norm(e) / ankle_cauchy, weight = 1 / (1 + ratio * ratio);
      const std::size_t a = per_frame * (i - 1), b = per_frame * i;
      const auto add = [&](double residual, std::size_t h, auto axis) {
        const std::array<Term, 6> terms{Term{b + h, p},
                                        Term{b + thigh, -p * state.thigh_length * axis(turn(f1[thigh]))},
                                        Term{b + shank, -p * state.shank_length * axis(turn(f1[shank]))},
                                        Term{a + h, -p},
                                        Term{a + thigh, p * state.thigh_length * axis(turn(f0[thigh]))},
                                        Term{a + shank, p * state.shank_length * axis(turn(f0[shank]))}};
        system.add(terms, residual, weight);
      };
      add(e.x, hip_x, [](Vec v) { return v.x; });
      add(e.y, hip_y, [](Vec v) { return v.y; });
    }
  }

  /// Knees do not bend backwards; thigh and shank have a bodily ratio.
  void add_limits(const State& state, ArrowSystem& system) const {
    for (std::size_t i = 0; i < n_; ++i) {
      const double bend = state.frames[i][shank] - state.frames[i][thigh];
      if (bend >= 0) continue;
      const std::array<Term, 2> terms{Term{per_frame * i + shank, 1 / straight_knee_sd},
                                      Term{per_frame * i + thigh, -1 / straight_knee_sd}};
      system.add(terms, bend / straight_knee_sd, 1);
    }
    constexpr double r = constants::thigh_per_shank;
    const double strength = std::sqrt(static_cast<double>(n_)) / 10 / (ratio_sd * state.shank_length);
    const std::array<Term, 2> terms{Term{system.size(), strength}, Term{system.size() + 1, -r * strength}};
    system.add(terms, (state.thigh_length - r * state.shank_length) * strength, 1);
  }

  [[nodiscard]] double apply(const std::vector<double>& change, State& state) const {
    double largest = 0;
    for (std::size_t i = 0; i < n_; ++i) {
      for (std::size_t q = 0; q < per_frame; ++q) {
        const double d = std::clamp(change[per_frame * i + q], -largest_step, largest_step);
        state.frames[i][q] += d;
        largest = std::max(largest, std::abs(d));
      }
    }
    // A leg cannot vanish, however little was seen of it.
    state.thigh_length = std::clamp(state.thigh_length + change[per_frame * n_], .5 * thigh0_, 1.5 * thigh0_);
    state.shank_length = std::clamp(state.shank_length + change[per_frame * n_ + 1], .5 * shank0_, 1.5 * shank0_);
    return largest;
  }

  [[nodiscard]] double robust_cost(const State& state) const {
    double cost = 0;
    for (std::size_t i = 0; i < n_; ++i) {
      const auto predicted = predict(state, i);
      for (const auto& side : seen_) {
        for (std::size_t k = 0; k < landmark_count; ++k) {
          const double e = norm(predicted[k] - side[k][i].at) * side[k][i].inverse_sd;
          cost += std::log1p(e * e);
        }
      }
    }
    return cost;
  }

  const LinkageInput& in_;
  FrameRange range_;
  std::size_t n_;
  bool use_far_ = false;
  Vec origin_;
  double thigh0_ = 0, shank0_ = 0, least_step_ = 0.01;
  std::array<std::array<std::vector<Observation>, landmark_count>, 2> seen_;
};

/// Three starts where the legs disagree, one where all three lead to the same place (docs/landmark-study.md 3.7).
State best_of_starts(const Fit& fit, const LinkageInput& input, const FrameRange& range) {
  constexpr double good = 0.5, clear_share = 0.95;
  std::size_t clear = 0;
  for (std::size_t i = range.first; i <= range.last; ++i)
    clear += input.legs.quality[static_cast<std::size_t>(input.near_side)][i] > good;
  double best_cost = 0;
  if (!fit.uses_far()) return fit.run(Fit::Start::near, best_cost);
  State best = fit.run(Fit::Start::mean, best_cost);
  if (static_cast<double>(clear) >= clear_share * static_cast<double>(range.size())) return best;
  for (const auto start : {Fit::Start::near, Fit::Start::far}) {
    double cost = 0;
    auto state = fit.run(start, cost);
    if (cost < best_cost) {
      best_cost = cost;
      best = std::move(state);
    }
  }
  return best;
}

void smooth_trust(const Tracks& tracks, SagittalPose& pose) {
  constexpr double cutoff_hz = 3;  // docs/landmark-study.md 7
  for (auto* values : {&pose.trust.fold, &pose.trust.knee, &pose.trust.trunk, &pose.trust.shank}) {
    for (const auto& range : tracks.stretches) {
      const auto first = values->begin() + static_cast<std::ptrdiff_t>(range.first);
      const signal::Series series(first, first + static_cast<std::ptrdiff_t>(range.size()));
      const auto smooth =
          signal::smooth(std::span(tracks.time).subspan(range.first, range.size()), series, {.cutoff_hz = cutoff_hz});
      for (std::size_t k = 0; k < smooth.size(); ++k) {
        (*values)[range.first + k] = std::clamp(smooth[k].value_or((*values)[range.first + k]), 0.0, 2.0);
      }
    }
  }
}

void mark_seen(const LinkageInput& input, SagittalPose& pose) {
  for (std::size_t i = 0; i < pose.frames(); ++i) {
    for (const auto& j : input.joints) {
      pose.trunk_seen[i] = pose.trunk_seen[i] || (j.shoulder.seen[i] && j.hip.seen[i]);
      pose.thigh_seen[i] = pose.thigh_seen[i] || (j.hip.seen[i] && j.knee.seen[i] && j.ankle.seen[i]);
    }
    pose.leg_seen[i] = pose.thigh_seen[i] && pose.trust.knee[i] >= constants::least_leg_trust;
    for (auto* track : {&pose.joints.shoulder, &pose.joints.hip, &pose.joints.knee, &pose.joints.ankle}) {
      track->seen[i] = pose.trunk_seen[i];
      track->trust[i] = 1;
    }
  }
}

void put(Track& track, std::size_t i, Vec at, Vec origin, double reach) {
  track.x[i] = origin.x + reach * at.x;
  track.y[i] = origin.y + reach * at.y;
}

}  // namespace

std::optional<SagittalPose> fit_linkage(const LinkageInput& input) {
  constexpr std::size_t fewest_frames = 5;
  if (input.reach <= 0 || input.legs.leg_length <= 0) return std::nullopt;
  SagittalPose pose = make_pose(input.smooth.frames());
  bool fitted = false;
  for (const auto& range : input.smooth.stretches) {
    if (range.size() < fewest_frames) continue;
    const Fit fit(input, range);
    const auto state = best_of_starts(fit, input, range);
    fitted = true;
    const auto trusts = fit.trusts(state);
    for (std::size_t j = 0; j < range.size(); ++j) {
      const std::size_t i = range.first + j;
      const auto& f = state.frames[j];
      const auto points = predict(state, j);
      const auto& t = trusts[j];
      pose.trunk[i] = f[trunk];
      pose.thigh[i] = f[thigh];
      pose.shank[i] = f[shank];
      pose.trust.fold[i] = std::min({t[shoulder], t[hip], t[knee]});
      pose.trust.knee[i] = std::min({t[hip], t[knee], t[ankle]});
      pose.trust.trunk[i] = std::min(t[shoulder], t[hip]);
      pose.trust.shank[i] = std::min(t[knee], t[ankle]);
      put(pose.joints.shoulder, i, points[shoulder], fit.origin(), input.reach);
      put(pose.joints.hip, i, points[hip], fit.origin(), input.reach);
      put(pose.joints.knee, i, points[knee], fit.origin(), input.reach);
      put(pose.joints.ankle, i, points[ankle], fit.origin(), input.reach);
    }
  }
  if (!fitted) return std::nullopt;
  smooth_trust(input.smooth, pose);
  mark_seen(input, pose);
  choose_branches(pose);
  return pose;
}

}  // namespace hinge::kinematics
