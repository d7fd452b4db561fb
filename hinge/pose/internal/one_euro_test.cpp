#include "hinge/pose/internal/one_euro.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace hinge::pose {
namespace {

TEST(OneEuro, LeavesAConstantAlone) {
  OneEuroFilter filter({0.05, 80, 1});
  for (int i = 0; i < 50; ++i) EXPECT_DOUBLE_EQ(filter.apply(Seconds{i / 30.0}, 7.25, 1), 7.25);
}

TEST(OneEuro, WithoutBetaIsALowPassOfItsCutOff) {
  // alpha = 1 / (1 + rate / (2 pi cutoff)), Casiez, Roussel & Vogel 2012, equations 1 to 3.
  OneEuroFilter filter({2, 0, 1});
  const double alpha = 1.0 / (1.0 + 25.0 / (2 * std::numbers::pi * 2));
  EXPECT_DOUBLE_EQ(filter.apply(Seconds{0}, 0, 1), 0);
  EXPECT_NEAR(filter.apply(Seconds{0.04}, 1, 1), alpha, 1e-12);
  EXPECT_NEAR(filter.apply(Seconds{0.08}, 1, 1), alpha + (1 - alpha) * alpha, 1e-12);
}

TEST(OneEuro, FollowsFasterTheFasterTheValueMoves) {
  OneEuroFilter slow({0.01, 10, 1}), fast({0.01, 10, 1});
  for (int i = 0; i < 10; ++i) {
    (void)slow.apply(Seconds{i / 30.0}, 0, 1);
    (void)fast.apply(Seconds{i / 30.0}, 0, 1);
  }
  EXPECT_LT(slow.apply(Seconds{10 / 30.0}, 0.01, 1) / 0.01, fast.apply(Seconds{10 / 30.0}, 1, 1) / 1);
}

TEST(OneEuro, PassesAValueWhoseTimeDoesNotAdvance) {
  OneEuroFilter filter({0.01, 0, 1});
  (void)filter.apply(Seconds{1}, 0, 1);
  EXPECT_DOUBLE_EQ(filter.apply(Seconds{1}, 5, 1), 5);
}

}  // namespace
}  // namespace hinge::pose
