#include "hinge/kinematics/internal/held_weight.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hinge::kinematics {
namespace {

constexpr double fps = 60, px_per_m = 150, seconds_a_rep = 3;
constexpr std::size_t frames = 720;

/// Hands that go down and up 0.6 m every three seconds; the picture's y grows downwards.
Point2<ImagePx> hands_at(std::size_t i) {
  const double phase = 2 * std::numbers::pi * static_cast<double>(i) / fps / seconds_a_rep;
  return {300, 300 + px_per_m * 0.3 * (1 - std::cos(phase))};
}
Point2<ImagePx> bell_at(std::size_t i) { return {hands_at(i).x + 5, hands_at(i).y + 0.28 * px_per_m}; }

body::Recording with_bell() {
  body::Recording recording;
  recording.names = body::blazepose_names();
  for (std::size_t i = 0; i < frames; ++i) {
    body::Frame frame;
    frame.time = Seconds{static_cast<double>(i) / fps};
    frame.landmarks.resize(body::blazepose_joint_count);
    for (const auto joint : {body::Joint::left_wrist, body::Joint::right_wrist}) {
      auto& landmark = frame.landmarks[static_cast<std::size_t>(joint)];
      landmark.image = {hands_at(i).x, hands_at(i).y, 0};
      landmark.measured = true;
    }
    recording.frames.push_back(std::move(frame));
    recording.implement.push_back(body::ImplementPoint{bell_at(i), 15, 0.6});
  }
  return recording;
}

/// From `first` on, for `count` frames, a shoe on the floor is taken for the bell.
void put_shoe(body::Recording& recording, std::size_t first, std::size_t count) {
  for (std::size_t i = first; i < first + count; ++i) recording.implement[i]->centre = {340, 430};
}

std::size_t seen(const body::ImplementTrack& track) {
  return static_cast<std::size_t>(std::ranges::count_if(track, [](const auto& one) { return one.has_value(); }));
}

TEST(HeldWeight, KeepsABellThatGoesWithTheHands) {
  const auto recording = with_bell();
  EXPECT_EQ(seen(keep_what_is_held(recording, 1 / px_per_m)), frames);
}

TEST(HeldWeight, ForgetsAShoeThatStandsStillWhileTheHandsMove) {
  auto recording = with_bell();
  put_shoe(recording, 75, 30);
  const auto track = keep_what_is_held(recording, 1 / px_per_m);
  for (std::size_t i = 0; i < frames; ++i) EXPECT_EQ(track[i].has_value(), i < 75 || i >= 105) << i;
}

TEST(HeldWeight, ForgetsAShoeSeenForAMomentWhileTheHandsTurn) {
  auto recording = with_bell();
  put_shoe(recording, 87, 6);  // at the bottom, where the hands hardly move: only its place gives it away
  EXPECT_EQ(seen(keep_what_is_held(recording, 1 / px_per_m)), frames - 6);
}

TEST(HeldWeight, ForgetsWhatAPathThatSlidOffTheBellHungOn) {
  auto recording = with_bell();
  // From the lowest point on it stays where it is while the hands rise, then jumps back.
  for (std::size_t i = 90; i < 115; ++i) recording.implement[i]->centre = bell_at(90);
  const auto track = keep_what_is_held(recording, 1 / px_per_m);
  EXPECT_TRUE(track[92].has_value());
  for (std::size_t i = 110; i < 115; ++i) EXPECT_FALSE(track[i].has_value()) << i;
  EXPECT_TRUE(track[116].has_value());
}

TEST(HeldWeight, KeepsABellThatComesBackWhereItBelongs) {
  auto recording = with_bell();
  for (std::size_t i = 60; i < 130; ++i) recording.implement[i].reset();
  EXPECT_EQ(seen(keep_what_is_held(recording, 1 / px_per_m)), frames - 70);
}

TEST(HeldWeight, KeepsAPlateThatLooksLargerAndGoesFartherThanTheHands) {
  auto recording = with_bell();
  for (std::size_t i = 0; i < frames; ++i) recording.implement[i]->centre.y = 300 + 1.4 * (hands_at(i).y - 300);
  EXPECT_EQ(seen(keep_what_is_held(recording, 1 / px_per_m)), frames);
}

TEST(HeldWeight, KeepsABarThatLiesOnTheFloorUntilItIsTaken) {
  auto recording = with_bell();
  for (std::size_t i = 0; i < 90; ++i) recording.implement[i]->centre = bell_at(90);  // the hands come down to it
  EXPECT_EQ(seen(keep_what_is_held(recording, 1 / px_per_m)), frames);
}

TEST(HeldWeight, OfNothingIsNothing) { EXPECT_TRUE(keep_what_is_held({}, 0.01).empty()); }

}  // namespace
}  // namespace hinge::kinematics
