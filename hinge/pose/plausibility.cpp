#include "hinge/pose/plausibility.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace hinge::pose {
namespace {
using body::Joint;
using body::Part;
using body::Recording;
using body::Side;

constexpr double largest_jump = 0.25;      // docs/science.md 5.5
constexpr Seconds one_step{0.1};           // further apart than this, two frames say nothing about a jump
constexpr std::size_t fewest_frames = 10;  // too few for a usual length

bool is_from_video(const Recording& recording) {
  return recording.space == body::Space::image && recording.names == body::blazepose_names();
}

std::size_t column(Part part, Side side) { return static_cast<std::size_t>(body::on_side(part, side)); }

// Pixels; nullopt where one end is missing.
using Lengths = std::vector<std::optional<double>>;
Lengths segment_lengths(const Recording& recording, std::size_t from, std::size_t to) {
  Lengths lengths;
  for (const auto& frame : recording.frames) {
    const bool seen = frame.has_person() && frame.landmarks[from].measured && frame.landmarks[to].measured;
    if (!seen) {
      lengths.emplace_back(std::nullopt);
      continue;
    }
    const auto a = frame.landmarks[from].image, b = frame.landmarks[to].image;
    lengths.emplace_back(std::hypot(a.x - b.x, a.y - b.y));
  }
  return lengths;
}

std::optional<double> median(const Lengths& lengths) {
  std::vector<double> known;
  for (const auto& length : lengths)
    if (length) known.push_back(*length);
  if (known.size() < fewest_frames) return std::nullopt;
  const auto middle = known.begin() + static_cast<std::ptrdiff_t>(known.size() / 2);
  std::ranges::nth_element(known, middle);
  return *middle;
}

// The run of frames [first, last) around which the length is off, if it is entered or left by a jump.
bool has_jump_at(const Recording& recording, const Lengths& lengths, std::size_t later, double usual) {
  if (later == 0 || later >= lengths.size() || !lengths[later] || !lengths[later - 1]) return false;
  if (recording.frames[later].time - recording.frames[later - 1].time > one_step) return false;
  return std::abs(*lengths[later] - *lengths[later - 1]) > largest_jump * usual;
}

// Frames whose length is more than 25 % off the clip's median, in runs that begin or end with a jump.
std::vector<bool> find_snapped(const Recording& recording, const Lengths& lengths) {
  std::vector<bool> snapped(lengths.size(), false);
  const auto usual = median(lengths);
  if (!usual || *usual <= 0) return snapped;
  const auto is_off = [&](std::size_t i) { return lengths[i] && std::abs(*lengths[i] / *usual - 1) > largest_jump; };
  for (std::size_t first = 0; first < lengths.size();) {
    std::size_t last = first;
    while (last < lengths.size() && is_off(last)) ++last;
    const bool jumps = last > first && (has_jump_at(recording, lengths, first, *usual) ||
                                        has_jump_at(recording, lengths, last, *usual));
    if (jumps)
      std::fill(snapped.begin() + static_cast<std::ptrdiff_t>(first),
                snapped.begin() + static_cast<std::ptrdiff_t>(last), true);
    first = std::max(last, first + 1);
  }
  return snapped;
}

}  // namespace

void mark_implausible_limbs(Recording& recording) {
  if (!is_from_video(recording)) return;
  constexpr std::array below_hip{Part::knee, Part::ankle, Part::heel, Part::toe};
  for (const Side side : {Side::left, Side::right}) {
    const auto thigh =
        find_snapped(recording, segment_lengths(recording, column(Part::hip, side), column(Part::knee, side)));
    const auto shank =
        find_snapped(recording, segment_lengths(recording, column(Part::knee, side), column(Part::ankle, side)));
    for (std::size_t i = 0; i < recording.frames.size(); ++i) {
      if (!thigh[i] && !shank[i]) continue;
      for (const Part part : below_hip) recording.frames[i].landmarks[column(part, side)].measured = false;
    }
  }
}

void mark_outside_picture(Recording& recording) {
  if (!is_from_video(recording)) return;
  for (auto& frame : recording.frames) {
    for (auto& landmark : frame.landmarks) {
      const bool inside = landmark.image.x >= 0 && landmark.image.y >= 0 &&
                          landmark.image.x < recording.source.width_px && landmark.image.y < recording.source.height_px;
      if (!inside) landmark.measured = false;
    }
  }
}

void drop_flashes(Recording& recording) {
  constexpr Seconds shortest{0.15};  // our choice: no person is there for less
  auto& frames = recording.frames;
  for (std::size_t first = 0; first < frames.size();) {
    std::size_t last = first;
    while (last < frames.size() && frames[last].has_person()) ++last;
    const bool between_losses = first > 0 && last < frames.size() && last > first;
    if (between_losses && frames[last].time - frames[first].time < shortest) {
      for (std::size_t i = first; i < last; ++i) {
        frames[i].landmarks.clear();
        frames[i].silhouette = {};
      }
    }
    first = std::max(last, first + 1);
  }
}

void mark_implausible(Recording& recording) {
  if (!is_from_video(recording)) return;
  drop_flashes(recording);
  mark_outside_picture(recording);
  mark_implausible_limbs(recording);
}

}  // namespace hinge::pose
