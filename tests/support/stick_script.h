#pragma once
// Scripts for the stick lifter: which posture when, with the true start, bottom and end of every repetition.
#include <cstdint>
#include <vector>

#include "hinge/base/units.h"

namespace hinge::test {

/// Inclinations from vertical, + when the upper end is in front (thigh: negative when the hip is behind the knee).
struct StickPosture {
  Degrees trunk{0}, thigh{0}, shank{0};
  Degrees neck{0};    ///< head against trunk, + chin down
  Degrees lumbar{0};  ///< bend of the lower back against standing; landmarks do not show it
  [[nodiscard]] Degrees hip_fold() const { return trunk - thigh; }
  [[nodiscard]] Degrees knee() const { return shank - thigh; }
};

/// By what is wanted at the hip and the knee: trunk = fold - knee + shank.
[[nodiscard]] inline StickPosture posture_of(Degrees hip_fold, Degrees knee, Degrees shank) {
  return {.trunk = hip_fold - knee + shank, .thigh = shank - knee, .shank = shank};
}

struct StickFrame {
  Seconds time;
  StickPosture posture;
};

/// Holds and moves, sampled at an even rate; moves start and end at rest (minimum jerk, Flash and Hogan 1985).
class StickScript {
public:
  explicit StickScript(StickPosture start, double fps = 30) : now_(start), fps_(fps) {}
  StickScript& hold(Seconds duration) { return move_to(now_, duration); }
  StickScript& move_to(StickPosture goal, Seconds duration) {
    const double end = end_ + duration.value();
    for (; next_time() < end - 1e-9; ++count_) {
      const double u = (next_time() - end_) / duration.value(), s = u * u * u * (10 + u * (-15 + 6 * u));
      frames_.push_back({Seconds{next_time()}, between(now_, goal, s)});
    }
    now_ = goal;
    end_ = end;
    return *this;
  }
  [[nodiscard]] Seconds now() const { return Seconds{end_}; }
  [[nodiscard]] const std::vector<StickFrame>& frames() const { return frames_; }

private:
  [[nodiscard]] double next_time() const { return static_cast<double>(count_) / fps_; }
  static StickPosture between(const StickPosture& a, const StickPosture& b, double s) {
    return {a.trunk + (b.trunk - a.trunk) * s, a.thigh + (b.thigh - a.thigh) * s, a.shank + (b.shank - a.shank) * s,
            a.neck + (b.neck - a.neck) * s, a.lumbar + (b.lumbar - a.lumbar) * s};
  }
  StickPosture now_;
  double fps_, end_ = 0;
  std::int64_t count_ = 0;
  std::vector<StickFrame> frames_;
};

struct StickSet {
  int reps = 3;
  Degrees hip_fold_bottom{85}, knee_bottom{18}, shank_bottom{-4};
  Degrees hip_fold_top{0}, knee_top{4}, shank_top{4};
  Seconds stand{1.0}, descent{1.4}, bottom{0.2}, ascent{1.1}, pause{0.6};
  double fps = 30;
};
struct StickRep {
  Seconds start, bottom, end;
};
struct StickRun {
  std::vector<StickFrame> frames;
  std::vector<StickRep> reps;
};

/// Quiet standing, then `reps` hinges with a pause after each.
[[nodiscard]] inline StickRun stick_hinge(const StickSet& set = {}) {
  const auto top = posture_of(set.hip_fold_top, set.knee_top, set.shank_top);
  const auto low = posture_of(set.hip_fold_bottom, set.knee_bottom, set.shank_bottom);
  StickScript script(top, set.fps);
  std::vector<StickRep> reps;
  script.hold(set.stand);
  for (int i = 0; i < set.reps; ++i) {
    const Seconds start = script.now();
    script.move_to(low, set.descent);
    const Seconds bottom = script.now() + set.bottom / 2;
    script.hold(set.bottom).move_to(top, set.ascent);
    reps.push_back({start, bottom, script.now()});
    script.hold(set.pause);
  }
  return {script.frames(), reps};
}

}  // namespace hinge::test
