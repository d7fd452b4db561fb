#include "hinge/mocap/internal/even_frames.h"

#include <algorithm>
#include <cmath>

namespace hinge::mocap {
namespace {

template <class Point>
Point between(const Point& a, const Point& b, double share) {
  return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y), a.z + share * (b.z - a.z)};
}

body::Frame between(const body::Frame& a, const body::Frame& b, double share) {
  body::Frame frame;
  if (share <= 0) frame.landmarks = a.landmarks;
  if (share <= 0 || !a.has_person() || !b.has_person()) return frame;
  frame.landmarks.resize(a.landmarks.size());
  for (std::size_t i = 0; i < frame.landmarks.size(); ++i) {
    const auto &p = a.landmarks[i], &q = b.landmarks[i];
    if (!p.measured || !q.measured) continue;
    frame.landmarks[i] = {between(p.image, q.image, share), between(p.metric, q.metric, share),
                          between(p.world, q.world, share), std::min(p.visibility, q.visibility),
                          std::min(p.presence, q.presence), true};
  }
  return frame;
}

}  // namespace

double even_rate_hz(const body::Recording& recording) {
  const auto& frames = recording.frames;
  const double duration_s = frames.empty() ? 0 : (frames.back().time - frames.front().time).value();
  if (frames.size() > 1 && duration_s > 0) return static_cast<double>(frames.size() - 1) / duration_s;
  return recording.source.fps > 0 ? recording.source.fps : 1;
}

bool comes_evenly(const body::Recording& recording) {
  constexpr double tolerance = 0.02;
  const double rate_hz = even_rate_hz(recording);
  for (std::size_t i = 0; i < recording.frames.size(); ++i) {
    const double place = (recording.frames[i].time - recording.frames.front().time).value() * rate_hz;
    if (std::abs(place - static_cast<double>(i)) > tolerance) return false;
  }
  return true;
}

body::Recording spread_evenly(const body::Recording& recording) {
  const auto& frames = recording.frames;
  const double rate_hz = even_rate_hz(recording), start_s = frames.front().time.value();
  body::Recording even = recording;
  even.implement.clear();
  even.stick.clear();
  std::size_t before = 0;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const double time_s = start_s + static_cast<double>(i) / rate_hz;
    while (before + 2 < frames.size() && frames[before + 1].time.value() <= time_s) ++before;
    const double step_s = (frames[before + 1].time - frames[before].time).value();
    const double share = step_s > 0 ? (time_s - frames[before].time.value()) / step_s : 0;
    constexpr double whole = 1 - 1e-6;
    even.frames[i] = share >= whole ? between(frames[before + 1], frames[before + 1], 0) : between(frames[before], frames[before + 1], share);
    even.frames[i].time = Seconds{time_s};
  }
  return even;
}

}  // namespace hinge::mocap
