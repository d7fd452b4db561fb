#include "hinge/pose/internal/region.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hinge::pose {

RegionOfInterest region_from_points(ImagePoint hips, ImagePoint scale_point, double enlargement) {
  const double dx = scale_point.x - hips.x, dy = scale_point.y - hips.y;
  const double turn = std::numbers::pi / 2 - std::atan2(-dy, dx);
  const double whole = 2 * std::numbers::pi;
  const double normalised = turn - whole * std::floor((turn + std::numbers::pi) / whole);
  return {hips, 2 * std::hypot(dx, dy) * enlargement, Radians{normalised}};
}

RegionOfInterest letterbox(const PictureArea& area) {
  return {{area.left + area.width / 2, area.top + area.height / 2}, std::max(area.width, area.height), Radians{0}};
}

std::vector<RegionOfInterest> tiles(const PictureArea& area) {
  constexpr double nearly_square = 1.2;  // our choice: nothing is gained there
  constexpr double most_tiles = 8;       // our choice: a panorama of more than four squares gets coarser steps
  const double edge = area.shorter_side(), way = std::max(area.width, area.height) - edge;
  if (edge + way < nearly_square * edge) return {};
  const double steps = std::min(most_tiles - 1, std::ceil(way / (edge / 2)));
  std::vector<RegionOfInterest> squares;
  for (int i = 0; i <= static_cast<int>(steps); ++i) {
    const double along = edge / 2 + way * i / steps;
    const ImagePoint in_area = area.width > area.height ? ImagePoint{along, edge / 2} : ImagePoint{edge / 2, along};
    squares.push_back({{area.left + in_area.x, area.top + in_area.y}, edge, Radians{0}});
  }
  return squares;
}

std::vector<RegionOfInterest> small_tiles(const PictureArea& area) {
  static constexpr double most_steps = 12;  // our choice: along a panorama they get coarser
  const double edge = area.shorter_side() / 2;
  const auto middles = [edge](double from, double length) {
    const double way = length - edge, steps = std::clamp(std::ceil(way / (edge / 2)), 1.0, most_steps);
    std::vector<double> places;
    for (int i = 0; i <= static_cast<int>(steps); ++i) places.push_back(from + edge / 2 + way * i / steps);
    return places;
  };
  std::vector<RegionOfInterest> squares;
  for (const double y : middles(area.top, area.height))
    for (const double x : middles(area.left, area.width)) squares.push_back({{x, y}, edge, Radians{0}});
  return squares;
}

ImagePoint to_picture(const RegionOfInterest& region, double u, double v) {
  const double c = std::cos(region.rotation.value()), s = std::sin(region.rotation.value());
  const double right = (u - 0.5) * region.side_px, down = (v - 0.5) * region.side_px;
  return {region.centre.x + right * c - down * s, region.centre.y + right * s + down * c};
}

double distance_in_sides(const RegionOfInterest& a, const RegionOfInterest& b) {
  return length(a.centre - b.centre) / std::max({a.side_px, b.side_px, 1.0});
}

bool could_be_same_person(const RegionOfInterest& a, const RegionOfInterest& b) {
  // Our choice: between two samples a fraction of a second apart hips move less than a third of the square (which is
  // 2.5 times hips to head) and the square, scaled by the whole body, keeps within a factor of 1.7 as the person folds.
  const double ratio = std::max(a.side_px, b.side_px) / std::max(1.0, std::min(a.side_px, b.side_px));
  return distance_in_sides(a, b) < 0.33 && ratio < 1.7;
}

bool is_head_over_heels(const RegionOfInterest& before, const RegionOfInterest& after) {
  constexpr double largest_turn =
      100.0 / 180.0 * std::numbers::pi;  // our choice: lying down takes longer than a picture
  return std::abs(std::remainder((after.rotation - before.rotation).value(), 2 * std::numbers::pi)) > largest_turn;
}

bool is_usable(const RegionOfInterest& region, int width_px, int height_px) {
  constexpr double smallest_side_px = 16;  // the network sees 256 cells; below this there is no person to see
  constexpr double largest_side = 4;       // times the picture's longer edge
  if (!std::isfinite(region.centre.x) || !std::isfinite(region.centre.y) || !std::isfinite(region.side_px))
    return false;
  const double edge = std::max(width_px, height_px);
  if (region.side_px < smallest_side_px || region.side_px > largest_side * edge) return false;
  const double half = region.side_px / 2;
  return region.centre.x > -half && region.centre.x < width_px + half && region.centre.y > -half &&
         region.centre.y < height_px + half;
}

}  // namespace hinge::pose
