#include "hinge/pose/internal/person_path.h"

#include <algorithm>
#include <cmath>

namespace hinge::pose {
namespace {
// Our choices, in the person's own size or in looks of the detector, which come about once a second.
constexpr double joins_within_sides = 0.5;  // hips of a walking person move less between two looks
constexpr Seconds joins_within{4};          // a person folded over is often missed for a look or two
constexpr std::size_t fewest_steps = 3;     // shorter paths are false alarms
constexpr double least_share = 0.3;         // of the longest path: somebody passing through does no set
constexpr double clearly_more = 1.5;        // the mover must move this many times as much as the followed one …
constexpr double least_travel = 0.1;        // … and at least this much of their size

double size_px(const PersonPath::Step& step) { return step.region.side_px / (2 * region_enlargement); }

double quantile(std::vector<double> values, double share) {
  const auto at = static_cast<std::ptrdiff_t>(std::lround(share * static_cast<double>(values.size() - 1)));
  std::ranges::nth_element(values, values.begin() + at);
  return values[static_cast<std::size_t>(at)];
}

PersonPath* find_path(std::vector<PersonPath>& paths, const Detection& person, Seconds time) {
  PersonPath* nearest = nullptr;
  double least = joins_within_sides;
  for (PersonPath& path : paths) {
    const auto& last = path.steps.back();
    if (last.time == time || time - last.time > joins_within) continue;
    const double distance = distance_in_sides(last.region, person.region());
    if (distance < least) {
      least = distance;
      nearest = &path;
    }
  }
  return nearest;
}

double followed_share(const PersonPath& path) {
  return static_cast<double>(std::ranges::count_if(path.steps, &PersonPath::Step::followed)) /
         static_cast<double>(path.steps.size());
}
}  // namespace

std::optional<RegionOfInterest> PersonPath::region_at(Seconds time) const {
  constexpr Seconds reach{2};
  const auto nearest =
      std::ranges::min_element(steps, {}, [time](const Step& step) { return std::abs((step.time - time).value()); });
  if (nearest == steps.end() || std::abs((nearest->time - time).value()) > reach.value()) return std::nullopt;
  return nearest->region;
}

const Detection* find_nearest(std::span<const Detection> people, const RegionOfInterest& region) {
  const auto nearest = std::ranges::min_element(
      people, {}, [&region](const Detection& one) { return distance_in_sides(one.region(), region); });
  return nearest == people.end() ? nullptr : &*nearest;
}

std::vector<Detection> distinct_people(std::vector<Detection> detections) {
  std::vector<Detection> people;
  for (const Detection& one : detections) {
    // An eighth of the square is about a foot's length: two people that close hide one another.
    const bool known = std::ranges::any_of(
        people, [&one](const Detection& other) { return distance_in_sides(one.region(), other.region()) < 0.125; });
    if (!known) people.push_back(one);
  }
  return people;
}

std::vector<PersonPath> join_sightings(std::span<const Sighting> sightings) {
  std::vector<PersonPath> paths;
  for (const Sighting& sighting : sightings) {
    const Detection* followed = sighting.followed ? find_nearest(sighting.people, *sighting.followed) : nullptr;
    if (followed != nullptr && !could_be_same_person(*sighting.followed, followed->region())) followed = nullptr;
    for (const Detection& person : sighting.people) {
      PersonPath* path = find_path(paths, person, sighting.time);
      if (path == nullptr) path = &paths.emplace_back();
      path->steps.push_back({sighting.time, person.region(), person.points[2].y, &person == followed});
    }
  }
  std::ranges::stable_sort(paths, std::ranges::greater{}, [](const PersonPath& path) { return path.steps.size(); });
  return paths;
}

double vertical_travel(const PersonPath& path) {
  std::vector<double> heights, sizes;
  for (const auto& step : path.steps) {
    heights.push_back(step.shoulder_y_px);
    sizes.push_back(size_px(step));
  }
  const double size = quantile(sizes, 0.5);
  return size > 0 ? (quantile(heights, 0.9) - quantile(heights, 0.1)) / size : 0;
}

int count_people(std::span<const Sighting> sightings) {
  const std::size_t looks_needed = sightings.size() < 3 ? 1 : 2;
  int most = 0;
  for (int count = 1;; ++count) {
    const auto looks = std::ranges::count_if(
        sightings, [count](const Sighting& one) { return static_cast<int>(one.people.size()) >= count; });
    if (static_cast<std::size_t>(looks) < looks_needed) return most;
    most = count;
  }
}

std::optional<PersonPath> find_better_person(std::span<const Sighting> sightings) {
  std::vector<PersonPath> paths = join_sightings(sightings);
  if (paths.empty()) return std::nullopt;
  const double longest = static_cast<double>(paths.front().steps.size());
  std::erase_if(paths, [longest](const PersonPath& path) {
    return path.steps.size() < fewest_steps || static_cast<double>(path.steps.size()) < least_share * longest;
  });
  if (paths.size() < 2) return std::nullopt;
  const auto followed = std::ranges::max_element(
      paths, {}, [](const PersonPath& path) { return std::ranges::count_if(path.steps, &PersonPath::Step::followed); });
  const auto mover = std::ranges::max_element(paths, {}, vertical_travel);
  const bool other = mover != followed && vertical_travel(*mover) > least_travel &&
                     vertical_travel(*mover) > clearly_more * vertical_travel(*followed);
  const PersonPath& right = other ? *mover : *followed;
  constexpr double well_followed = 0.8;  // a deep fold makes the detector's box differ from the landmarks' now and then
  if (followed_share(right) >= well_followed) return std::nullopt;
  return right;
}

}  // namespace hinge::pose
