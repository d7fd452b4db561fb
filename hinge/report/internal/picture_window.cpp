#include "hinge/report/internal/picture_window.h"

#include <algorithm>
#include <limits>

namespace hinge::report::internal {
namespace {

// In u (0.8 % of standing height): the ear is a hand's breadth below the crown, toes and hands reach past their joints.
constexpr double above_u = 17, below_u = 7, beside_u = 10;
// The hero's tags stand on the side the person turns the back to and are some 30 u wide.
constexpr double hero_behind_u = 34;

struct Box {
  double left = std::numeric_limits<double>::max(), top = std::numeric_limits<double>::max();
  double right = std::numeric_limits<double>::lowest(), bottom = std::numeric_limits<double>::lowest();
  void add(const PartPoints& points) {
    for (const auto& point : points) {
      if (!point) continue;
      left = std::min(left, point->x), right = std::max(right, point->x);
      top = std::min(top, point->y), bottom = std::max(bottom, point->y);
    }
  }
};

/// Slides [from, from + length] into [0, limit]; centred when it is longer.
double slid(double from, double length, double limit) {
  if (length >= limit) return (limit - length) / 2;
  return std::clamp(from, 0.0, limit - length);
}

Window fit(const Box& box, double left_u, double right_u, double u, double aspect, double width_px, double height_px) {
  const double top = box.top - above_u * u, bottom = box.bottom + below_u * u;
  const double left = box.left - left_u * u, right = box.right + right_u * u;
  Window window;
  window.height = std::max(bottom - top, (right - left) / aspect);
  // Never more picture than there is: a person who fills the frame is shown with the whole frame's height.
  window.height = std::min(window.height, std::max(height_px, (box.right - box.left + 4 * u) / aspect));
  window.width = window.height * aspect;
  window.left = slid((left + right) / 2 - window.width / 2, window.width, width_px);
  window.top = slid(bottom - window.height, window.height, height_px);
  return window;
}

}  // namespace

Windows compute_windows(const std::vector<Skeleton>& track, const std::vector<std::size_t>& frames, double u_px,
                        int picture_width_px, int picture_height_px, double thumb_aspect, double hero_aspect, bool faces_right) {
  Box box;
  for (const std::size_t frame : frames) {
    box.add(track.at(frame).near_side);
    box.add(track.at(frame).far_side);
  }
  const double width = picture_width_px, height = picture_height_px;
  if (box.left > box.right) {
    const auto whole = [&](double aspect) { return Window{(width - height * aspect) / 2, 0, height * aspect, height}; };
    return {whole(thumb_aspect), whole(hero_aspect)};
  }
  return {fit(box, beside_u, beside_u, u_px, thumb_aspect, width, height),
          fit(box, faces_right ? hero_behind_u : beside_u, faces_right ? beside_u : hero_behind_u, u_px, hero_aspect, width, height)};
}

}  // namespace hinge::report::internal
