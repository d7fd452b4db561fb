#include "hinge/pose/internal/stick_path.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hinge::pose {
namespace {

// A door post, a seam of the wall or the edge of a shirt gives a line too; only a stick on the back keeps its place
// behind the trunk while the trunk turns. All ours.
constexpr double same_tilt = 0.16, same_place = 0.12;  // rad from the usual angle to the trunk; trunk lengths
constexpr double least_behind = 0.10;                  // trunk lengths: before that it is a sleeve or a seam
constexpr double least_turn = 0.44;                    // 25 degrees between the most upright and the deepest
constexpr double most_upright = 0.60;                  // rad: the drill begins standing, nobody lies on the stick
constexpr double least_share = 0.40;                   // of the looks
constexpr std::size_t fewest = 6;

double median_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

}  // namespace

body::StickTrack find_stick(std::span<const StickSighting> sightings) {
  std::vector<double> tilt, place;
  std::size_t looks = 0;
  for (const auto& one : sightings) {
    looks += one.looked ? 1 : 0;
    if (!one.line) continue;
    tilt.push_back(one.stick_tilt - one.trunk_tilt);
    place.push_back(one.behind_trunk);
  }
  if (tilt.size() < fewest) return {};
  const double usual_tilt = median_of(tilt), usual_place = median_of(place);
  if (usual_place < least_behind) return {};
  body::StickTrack track(sightings.size());
  std::size_t found = 0;
  double least = 0, most = 0, upright = most_upright;
  for (std::size_t i = 0; i < sightings.size(); ++i) {
    const auto& one = sightings[i];
    if (!one.line || std::abs(one.stick_tilt - one.trunk_tilt - usual_tilt) > same_tilt ||
        std::abs(one.behind_trunk - usual_place) > same_place)
      continue;
    track[i] = one.line;
    least = found == 0 ? one.stick_tilt : std::min(least, one.stick_tilt);
    most = found == 0 ? one.stick_tilt : std::max(most, one.stick_tilt);
    upright = std::min(upright, std::abs(one.stick_tilt));
    ++found;
  }
  const bool often = found >= fewest && static_cast<double>(found) >= least_share * static_cast<double>(looks);
  return often && most - least >= least_turn && upright < most_upright ? track : body::StickTrack{};
}

}  // namespace hinge::pose
