#include "hinge/pose/internal/frame_times.h"

#include <algorithm>
#include <cmath>

namespace hinge::pose {
namespace {

constexpr double crowded = 0.25;        // of the usual step
constexpr std::size_t most_crowded = 4;  // more pictures in a row are a camera that changed its rate
constexpr double hole = 0.75;           // of the steps that would be there if every picture had a time of its own
constexpr Seconds clock_jump{60};       // nobody's film lacks a minute by dropped pictures

double usual_step(std::span<const Seconds> time) {
  std::vector<double> steps;
  for (std::size_t i = 1; i < time.size(); ++i) {
    if (time[i] > time[i - 1]) steps.push_back((time[i] - time[i - 1]).value());
  }
  if (steps.empty()) return 0;
  const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
  std::ranges::nth_element(steps, middle);
  return *middle;
}

class Settling {
public:
  explicit Settling(std::span<const Seconds> time) : time_(time), step_(usual_step(time)) {
    settled_.time.assign(time.begin(), time.end());
    settled_.left_out.assign(time.size(), 0);
  }

  [[nodiscard]] FrameTimes run() {
    for (std::size_t i = 0; i < time_.size(); ++i) {
      std::size_t last = i;
      while (last + 1 < time_.size() && (time_[last + 1] - time_[last]).value() < crowded * step_) ++last;
      if (last > i) settle(i, last);
      if (last + 1 < time_.size() && time_[last + 1] - time_[last] > clock_jump) ++settled_.jumps;
      i = last;
    }
    return std::move(settled_);
  }

private:
  void settle(std::size_t first, std::size_t last) {
    if (last - first <= most_crowded && spread(first, last)) return;
    const bool fast_stretch = last - first > most_crowded;
    for (std::size_t i = first + 1; i <= last; ++i) {
      settled_.left_out[i] = fast_stretch ? time_[i] <= time_[i - 1] : char{1};
    }
  }

  // At either end of the film only the other side's hole can be seen.
  bool spread(std::size_t first, std::size_t last) {
    const std::size_t from = first > 0 ? first - 1 : first, to = last + 1 < time_.size() ? last + 1 : last;
    const double span = (time_[to] - time_[from]).value(), steps = static_cast<double>(to - from);
    const bool room = span >= hole * steps * step_ && span <= 2 * steps * step_;
    if (!room) return false;
    for (std::size_t i = from + 1; i < to; ++i) {
      const Seconds even{time_[from].value() + span * static_cast<double>(i - from) / steps};
      if (std::abs((even - time_[i]).value()) > crowded * step_) ++settled_.spread;
      settled_.time[i] = even;
    }
    return true;
  }

  std::span<const Seconds> time_;
  double step_;
  FrameTimes settled_;
};

}  // namespace

FrameTimes settle_times(std::span<const Seconds> time) { return Settling(time).run(); }

}  // namespace hinge::pose
