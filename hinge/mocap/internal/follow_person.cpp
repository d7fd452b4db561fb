#include "hinge/mocap/internal/follow_person.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace hinge::mocap {
namespace {

struct Place {
  double x = 0, y = 0, size = 0;  ///< mean of the points found, and the diagonal around them
};

struct Track {
  Place last;
  double last_time_s = 0;
  double weight = 0;                                      ///< sum of sizes: large and long
  std::vector<std::pair<std::size_t, std::size_t>> seen;  ///< frame, person
};

Place place_of(const std::vector<Keypoint>& person) {
  Place place;
  double left = 1e300, right = -1e300, top = 1e300, bottom = -1e300, count = 0;
  for (const Keypoint& point : person) {
    if (point.confidence <= 0) continue;
    place.x += point.x;
    place.y += point.y;
    count += 1;
    left = std::min(left, point.x);
    right = std::max(right, point.x);
    top = std::min(top, point.y);
    bottom = std::max(bottom, point.y);
  }
  if (count == 0) return place;
  place.x /= count;
  place.y /= count;
  place.size = std::hypot(right - left, bottom - top);
  return place;
}

/// Nobody moves their middle by a third of their own size between two frames, or more than twice their size in a
/// second without being seen; beyond that it is somebody else. Ours, not from a source.
double reach(const Track& track, double time_s) {
  return track.last.size * (0.35 + 2 * std::min(1.0, time_s - track.last_time_s));
}

void assign(std::vector<Track>& tracks, const std::vector<std::vector<Keypoint>>& people, std::size_t frame, double time_s) {
  struct Pair {
    double distance;
    std::size_t track, person;
  };
  std::vector<Place> places;
  std::vector<Pair> pairs;
  for (std::size_t p = 0; p < people.size(); ++p) {
    places.push_back(place_of(people[p]));
    for (std::size_t t = 0; t < tracks.size(); ++t) {
      const double distance = std::hypot(places[p].x - tracks[t].last.x, places[p].y - tracks[t].last.y);
      if (distance <= reach(tracks[t], time_s)) pairs.push_back({distance, t, p});
    }
  }
  std::ranges::stable_sort(pairs, {}, &Pair::distance);
  std::vector<std::optional<std::size_t>> track_of(people.size());
  std::vector<bool> taken(tracks.size(), false);
  for (const Pair& pair : pairs) {
    if (track_of[pair.person] || taken[pair.track]) continue;
    track_of[pair.person] = pair.track;
    taken[pair.track] = true;
  }
  for (std::size_t p = 0; p < people.size(); ++p) {
    if (places[p].size <= 0) continue;
    if (!track_of[p]) {
      track_of[p] = tracks.size();
      tracks.emplace_back();
    }
    Track& track = tracks[*track_of[p]];
    track.last = places[p];
    track.last_time_s = time_s;
    track.weight += places[p].size;
    track.seen.emplace_back(frame, p);
  }
}

}  // namespace

Followed follow_main_person(const std::vector<std::vector<std::vector<Keypoint>>>& frames,
                            const std::vector<double>& time_s) {
  // Tracks not seen for this long no longer attract anybody; it also keeps a crowd from costing time without end.
  constexpr double forgotten_after_s = 2;
  std::vector<Track> active, finished;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    // Not std::ranges::partition: clang 14 cannot compile libstdc++ 12's subrange.
    const auto gone = std::stable_partition(active.begin(), active.end(), [&](const Track& track) {
      return time_s[i] - track.last_time_s <= forgotten_after_s;
    });
    finished.insert(finished.end(), gone, active.end());
    active.erase(gone, active.end());
    assign(active, frames[i], i, time_s[i]);
  }
  finished.insert(finished.end(), active.begin(), active.end());
  std::ranges::stable_sort(finished, std::greater{}, &Track::weight);

  Followed followed;
  followed.person.resize(frames.size());
  double size = 0;
  for (const Track& track : finished) {
    const double track_size = track.weight / static_cast<double>(track.seen.size());
    if (size == 0) size = track_size;
    const bool alone = std::ranges::none_of(track.seen, [&](const auto& s) { return followed.person[s.first].has_value(); });
    // Somebody much smaller or larger who is there while the main person is not, is a passer-by.
    if (!alone || track_size < 0.5 * size || track_size > 2 * size) continue;
    const bool first = std::ranges::none_of(followed.person, [](const auto& person) { return person.has_value(); });
    for (const auto& [frame, person] : track.seen) followed.person[frame] = person;
    if (!first) followed.rejoined.push_back(track.seen.front().first);
  }
  std::ranges::sort(followed.rejoined);
  return followed;
}

}  // namespace hinge::mocap
