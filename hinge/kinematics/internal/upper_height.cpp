#include "hinge/kinematics/internal/upper_height.h"

#include <algorithm>
#include <array>

namespace hinge::kinematics {
namespace {

using body::Part;
using body::Side;

/// A track and how many landmarks are in it: jitter of single landmarks is alike, so the mean weighs each the same.
struct Member {
  const Track* track;
  double landmarks;
};

bool is_seen_throughout(const Track& track, const Track& where) {
  for (std::size_t i = 0; i < track.size(); ++i) {
    if (where.seen[i] && !track.seen[i]) return false;
  }
  return true;
}

}  // namespace

std::vector<Measured<double>> compute_upper_height(const Tracks& image, double reach) {
  constexpr double face_landmarks = 11;
  std::vector<Member> members{{&image.face, face_landmarks},
                              {&image.of(Side::left, Part::shoulder), 1},
                              {&image.of(Side::right, Part::shoulder), 1}};
  // A member that comes and goes would make the mean jump: hands count all the time or not at all.
  for (const Side side : {Side::left, Side::right}) {
    const auto& wrist = image.of(side, Part::wrist);
    if (is_seen_throughout(wrist, image.face)) members.push_back({&wrist, 1});
  }
  double total = 0;
  for (const auto& member : members) total += member.landmarks;
  std::vector<Measured<double>> height;
  height.reserve(image.frames());
  for (std::size_t i = 0; i < image.frames(); ++i) {
    const bool seen = std::ranges::all_of(members, [&](const Member& m) { return m.track->seen[i] != 0; });
    if (!seen || reach <= 0) {
      height.push_back(Measured<double>::missing(Unmeasured::occluded));
      continue;
    }
    double sum = 0;
    for (const auto& member : members) sum += member.landmarks * member.track->y[i];
    constexpr double jitter = 0.004;  // legs: 0.012 of one landmark (docs/landmark-study.md 3.6), ten independent ones
    height.push_back(Measured<double>::seen(sum / total / reach, jitter));
  }
  return height;
}

}  // namespace hinge::kinematics
