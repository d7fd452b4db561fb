#include "hinge/kinematics/internal/clock.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace hinge::kinematics {
namespace {

/// Repetitions of 80 degrees, `period_s` each, filmed at `rate_hz` for a minute.
Motion repetitions(double period_s, double rate_hz) {
  Motion motion;
  const auto frames = static_cast<std::size_t>(60 * rate_hz);
  for (std::size_t i = 0; i < frames; ++i) {
    const double time = static_cast<double>(i) / rate_hz;
    motion.time.emplace_back(time);
    const double fold = 40 * (1 - std::cos(2 * std::numbers::pi * time / period_s)) * std::numbers::pi / 180;
    for (auto* angles : {&motion.hip_fold.camera_side, &motion.trunk_inclination, &motion.knee_flexion.camera_side})
      angles->push_back(Measured<Radians>::seen(Radians{fold}, Radians{0.02}));
  }
  return motion;
}

body::Source source_at(double fps) {
  body::Source source;
  source.fps = fps;
  return source;
}

TEST(Clock, IsTrustedAtEveryPaceThatPeopleLiftAt) {
  for (const double period_s : {1.5, 3.0, 6.0, 9.0}) EXPECT_EQ(judge_clock(source_at(30), repetitions(period_s, 30)), Clock::trusted) << period_s;
}

TEST(Clock, IsDoubtedWhereEveryMovementIsSlowerThanPeopleMove) {
  EXPECT_EQ(judge_clock(source_at(30), repetitions(16, 30)), Clock::slowed);
  EXPECT_EQ(judge_clock(source_at(30), repetitions(24, 30)), Clock::slowed);
}

TEST(Clock, IsBelievedWhenSomebodySaysHowSlowTheFilmIs) {
  body::Source source = source_at(30);
  source.time_scale = 1;
  EXPECT_EQ(judge_clock(source, repetitions(16, 30)), Clock::trusted);
}

TEST(Clock, IsDoubtedWhereTheCameraTookMorePicturesASecondThanTheFilmShows) {
  body::Source source = source_at(30);
  source.capture_fps = 240;
  EXPECT_EQ(judge_clock(source, repetitions(3, 30)), Clock::slowed);
  source.fps = 240;  // shown as it was taken
  EXPECT_EQ(judge_clock(source, repetitions(3, 240)), Clock::trusted);
}

TEST(Clock, GivesNoSpeedsFromAFewPicturesASecond) {
  EXPECT_EQ(judge_clock(source_at(5), repetitions(6, 5)), Clock::sparse);
}

TEST(Clock, OfAPersonWhoStandsIsTrusted) {
  Motion motion = repetitions(16, 30);
  for (auto& angle : motion.hip_fold.camera_side) angle = Measured<Radians>::seen(Radians{0.05}, Radians{0.02});
  motion.trunk_inclination = motion.knee_flexion.camera_side = motion.hip_fold.camera_side;
  EXPECT_EQ(judge_clock(source_at(30), motion), Clock::trusted);
}

}  // namespace
}  // namespace hinge::kinematics
