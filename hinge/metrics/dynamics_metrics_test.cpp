// What rests on the body's weight: when it is said, and when silence is the honest answer.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "hinge/dynamics/compute_dynamics.h"
#include "hinge/metrics/rep_metrics.h"
#include "tests/support/puppet.h"

namespace hinge::metrics {
namespace {

using movement::PhaseName;
using test::Bump;
using test::deg;

constexpr double fps = 50;
constexpr std::size_t frame_at(double seconds) { return static_cast<std::size_t>(seconds * fps + 0.5); }

/// Down 1-3 s, still 3-3.4 s, up to 4.6 s.
struct Scene {
  kinematics::Motion motion;
  movement::Movement movement;
  body::Athlete athlete;

  explicit Scene(bool empty_handed = true, bool supported = false,
                 movement::Pattern pattern = movement::Pattern::hinge) {
    const Bump bump{1, 2, 0.4, 1.2};
    motion = test::Puppet::hinging([=](double t) { return 90 * bump.at(t); }).filmed_at(test::steady_times(6, fps));
    motion.standing =
        kinematics::Standing{{0, 20}, Radians{0}, Radians{4 * deg}, Radians{0}, Radians{4 * deg}, Radians{0}};
    movement.recognition.traits.empty_handed = empty_handed;
    movement.recognition.traits.supported = supported;
    movement.recognition.pattern = pattern;
    movement::Rep rep;
    rep.start = frame_at(1);
    rep.bottom = frame_at(3.2);
    rep.end = frame_at(4.6);
    rep.phases = {{PhaseName::descent, {rep.start, frame_at(3)}},
                  {PhaseName::bottom, {frame_at(3), frame_at(3.4)}},
                  {PhaseName::ascent, {frame_at(3.4), rep.end}}};
    movement.reps = {rep};
  }
  [[nodiscard]] dynamics::Dynamics dynamics() const { return dynamics::compute_dynamics(motion, athlete); }
  [[nodiscard]] Sample peak(std::string_view name) const {
    const auto d = dynamics();
    return peak_of(find_metric(name)->measure(Trial{motion, movement, athlete, &d}, movement.reps.front()));
  }
};

constexpr std::array on_weight{"com_position", "com_ahead_of_ankle", "knee_moment_per_mass", "hip_moment",
                               "l5s1_moment"};
constexpr std::array on_angles{"hamstring_length_change", "rectus_femoris_length_change", "gluteus_lengthening"};

TEST(ComPosition, IsReadWhereTheBodyHardlyMoves) {
  const Scene scene;
  const auto com = scene.peak("com_position");
  EXPECT_EQ(com.frame, scene.movement.reps.front().bottom);
  EXPECT_NEAR(com.value.value(), scene.dynamics().com_position[frame_at(3.2)].value(), 1e-9);
}

TEST(ComPosition, NeedsHalfOfTheBottomToBeSeen) {
  Scene scene;
  auto& wrist = scene.motion.path[static_cast<std::size_t>(body::Part::wrist)];
  for (std::size_t i = frame_at(3.1); i <= frame_at(3.4); ++i)
    wrist[i] = Measured<Point2<Sagittal>>::missing(Unmeasured::out_of_view);
  EXPECT_EQ(scene.peak("com_position").value.why(), Unmeasured::out_of_view);
}

TEST(ComPosition, IsNotBelievedWhereThePersonSeemsToStandBesideTheFeet) {
  // A phone tilted by 8 degrees: what stands upright leans in the picture.
  Scene scene;
  for (std::size_t part = 0; part < body::part_count; ++part) {
    for (auto& place : scene.motion.path[part]) {
      if (!place.has_value()) continue;
      const auto [x, y] = place.value();
      const double c = std::cos(8 * deg), s = std::sin(8 * deg);
      place = Measured<Point2<Sagittal>>::seen({c * x - s * y, c * y + s * x}, place.sd());
    }
  }
  EXPECT_EQ(scene.peak("com_position").value.why(), Unmeasured::implausible);
}

TEST(WhatRestsOnWeight, AsksForTheLoadWhereTheExerciseHasOne) {
  Scene scene(false);
  for (const auto* name : on_weight) EXPECT_EQ(scene.peak(name).value.why(), Unmeasured::load_unknown) << name;
  scene.athlete.load = Kilograms{40};
  for (const auto* name : on_weight) EXPECT_TRUE(scene.peak(name).value.has_value()) << name;
}

TEST(WhatRestsOnWeight, TakesEmptyHandsForGrantedWhereTheExerciseSaysSo) {
  const Scene scene;
  for (const auto* name : on_weight) EXPECT_TRUE(scene.peak(name).value.has_value()) << name;
}

TEST(WhatRestsOnWeight, IsNotSaidOfSwings) {
  Scene scene(false);
  scene.athlete.load = Kilograms{16};
  scene.movement.ballistic = true;
  for (const auto* name : on_weight) EXPECT_EQ(scene.peak(name).value.why(), Unmeasured::not_this_movement) << name;
}

TEST(WhatRestsOnWeight, IsNotSaidWhereMoreThanTheFeetCarriesTheBody) {
  Scene bench(false, true);
  bench.athlete.load = Kilograms{0};
  EXPECT_EQ(bench.peak("com_position").value.why(), Unmeasured::not_this_movement);
  Scene push_up(false, false, movement::Pattern::push);
  push_up.athlete.load = Kilograms{0};
  EXPECT_EQ(push_up.peak("com_position").value.why(), Unmeasured::not_this_movement);
}

TEST(MuscleLengths, AreToldFromAnglesWhateverTheLoad) {
  const Scene scene(false);
  for (const auto* name : on_angles) EXPECT_TRUE(scene.peak(name).value.has_value()) << name;
}

TEST(Moments, OfAHeavierBodyAreLarger) {
  Scene light, heavy;
  light.athlete.mass = Kilograms{50};
  heavy.athlete.mass = Kilograms{100};
  EXPECT_NEAR(2 * light.peak("hip_moment").value.value(), heavy.peak("hip_moment").value.value(), 1e-9);
  EXPECT_NEAR(light.peak("knee_moment_per_mass").value.value(), heavy.peak("knee_moment_per_mass").value.value(), 1e-9);
}

TEST(Moments, OfAnUnknownMassAreMoreUncertain) {
  Scene guessed, given;
  given.athlete.mass = Kilograms{67.5};
  EXPECT_GT(guessed.peak("hip_moment").value.sd(), given.peak("hip_moment").value.sd());
}

TEST(Dynamics, ThatNobodyComputedAreMissingAndNotZero) {
  const Scene scene;
  for (const auto* name : on_weight) {
    const auto samples =
        find_metric(name)->measure(Trial{scene.motion, scene.movement, scene.athlete}, scene.movement.reps.front());
    EXPECT_FALSE(peak_of(samples).value.has_value()) << name;
  }
}

TEST(RepMetrics, NameWhatTheBodyHolds) {
  const Scene scene;
  const auto d = scene.dynamics();
  std::vector<std::string> names;
  for (const auto& value :
       compute_rep_metrics(Trial{scene.motion, scene.movement, scene.athlete, &d}, scene.movement.reps.front()))
    names.push_back(value.name);
  for (const auto* name : {"com_position", "com_ahead_of_ankle", "hip_moment_peak", "l5s1_moment_peak",
                           "knee_moment_per_mass", "hamstring_length_change_peak"}) {
    EXPECT_TRUE(std::ranges::find(names, name) != names.end()) << name;
  }
}

}  // namespace
}  // namespace hinge::metrics
