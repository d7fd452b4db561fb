#pragma once
// Who is in the clip: single looks of the detector joined to one path per person, and which of them does the movement.
#include <optional>
#include <span>
#include <vector>

#include "hinge/base/units.h"
#include "hinge/pose/internal/detector.h"

namespace hinge::pose {

/// Everybody the detector saw at one moment, and whom the tracker was with.
struct Sighting {
  Seconds time;
  std::vector<Detection> people;
  std::optional<RegionOfInterest> followed;
};

/// One person over time.
struct PersonPath {
  struct Step {
    Seconds time;
    RegionOfInterest region;
    double shoulder_y_px = 0;
    bool followed = false;
  };
  std::vector<Step> steps;  ///< by time

  /// Where this person was around then; nullopt more than 2 s from any sighting.
  [[nodiscard]] std::optional<RegionOfInterest> region_at(Seconds time) const;
};

/// nullptr if there is nobody.
[[nodiscard]] const Detection* find_nearest(std::span<const Detection> people, const RegionOfInterest& region);

/// Two boxes on one body are one person.
[[nodiscard]] std::vector<Detection> distinct_people(std::vector<Detection> detections);

/// Joins sightings, which must be in order of time. Longest path first.
[[nodiscard]] std::vector<PersonPath> join_sightings(std::span<const Sighting> sightings);

/// How much the shoulders go up and down over the clip, in body sizes.
[[nodiscard]] double vertical_travel(const PersonPath& path);

/// The most people seen at once, not believing a number that turned up in a single look of many.
[[nodiscard]] int count_people(std::span<const Sighting> sightings);

/// The person to follow if the tracker was with another one, or not always with them; nullopt if it did well.
[[nodiscard]] std::optional<PersonPath> find_better_person(std::span<const Sighting> sightings);

}  // namespace hinge::pose
