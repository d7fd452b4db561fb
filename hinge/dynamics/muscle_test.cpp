#include "hinge/dynamics/muscle.h"

#include <gtest/gtest.h>

namespace hinge::dynamics {
namespace {

double percent(Muscle muscle, double hip_deg, double knee_deg) {
  return 100 * length_change(muscle, to_radians(Degrees{hip_deg}), to_radians(Degrees{knee_deg}));
}

struct Row {
  double hip, knee, bf, st, sm, rf;
};

TEST(MuscleLength, ChangesAsTheTableOfPosturesSays) {
  constexpr double rounding = 0.75;  // docs/science.md 4.1 prints whole per cents, some of them cut instead of rounded
  for (const Row& row : {Row{75, 5, 14, 15, 13, -9}, Row{90, 20, 15, 15, 13, -9}, Row{90, 5, 17, 18, 16, -11},
                         Row{70, 20, 11, 11, 9, -6}, Row{100, 60, 11, 10, 6, -3}, Row{110, 100, 7, 5, 0, 3},
                         Row{0, 90, -14, -16, -20, 16}}) {
    EXPECT_NEAR(percent(Muscle::biceps_femoris_long_head, row.hip, row.knee), row.bf, rounding) << row.hip;
    EXPECT_NEAR(percent(Muscle::semitendinosus, row.hip, row.knee), row.st, rounding) << row.hip;
    EXPECT_NEAR(percent(Muscle::semimembranosus, row.hip, row.knee), row.sm, rounding) << row.hip;
    EXPECT_NEAR(percent(Muscle::rectus_femoris, row.hip, row.knee), row.rf, rounding) << row.hip;
  }
}

TEST(MuscleLength, IsThatOfStandingInStanding) {
  EXPECT_EQ(hamstring_length_change(Radians{0}, Radians{0}), 0);
  EXPECT_EQ(gluteus_lengthening(Radians{0}), 0);
}

TEST(GluteusLengthening, SumsItsMomentArmOverTheFold) {
  // 0 to 60 degrees at a mean arm of 6.5 cm, 60 to 90 at 4.25 cm, on a thigh of 42 cm.
  constexpr double sixty = 1.0471975511965976;
  EXPECT_NEAR(gluteus_lengthening(Radians{sixty}) * 0.42, 0.065 * sixty, 1e-9);
  EXPECT_NEAR(gluteus_lengthening(Radians{1.5 * sixty}) * 0.42, 0.065 * sixty + 0.0425 * sixty / 2, 1e-9);
}

TEST(GluteusLengthening, NeverShrinksAsTheHipFolds) {
  double last = -1;
  for (double deg = -20; deg <= 130; deg += 1) {
    const double now = gluteus_lengthening(to_radians(Degrees{deg}));
    EXPECT_GT(now, last);
    last = now;
  }
}

}  // namespace
}  // namespace hinge::dynamics
