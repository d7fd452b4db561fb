#include "hinge/kinematics/internal/arrow_system.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hinge::kinematics {
namespace {

/// The ridge that keeps unspoken unknowns in place, against slopes of about 1.
constexpr double tolerance = 1e-4;

using Term = ArrowSystem::Term;

TEST(ArrowSystem, FindsTheUnknownsThatMadeTheResiduals) {
  constexpr std::size_t n = 40;
  std::vector<double> truth;
  for (std::size_t i = 0; i < n + ArrowSystem::border; ++i) truth.push_back(std::sin(1.7 * static_cast<double>(i)));
  ArrowSystem system(n);
  for (std::size_t i = 0; i < n; ++i) {
    // Each unknown by itself, and with a neighbour a band away and both borders.
    const std::array<Term, 1> alone{Term{i, 2.0}};
    system.add(alone, -2.0 * truth[i], 1.0);
    const std::size_t far = i + ArrowSystem::half_band < n ? i + ArrowSystem::half_band : i;
    if (far == i) continue;
    const double a = 1 + 0.1 * static_cast<double>(i % 3);
    const std::array<Term, 4> linked{Term{i, a}, Term{far, -0.5}, Term{n, 0.3},
                                     Term{n + 1, static_cast<double>(i % 5)}};
    system.add(linked, -(a * truth[i] - 0.5 * truth[far] + 0.3 * truth[n] + static_cast<double>(i % 5) * truth[n + 1]),
               3.0);
  }
  const auto found = system.solve();
  ASSERT_EQ(found.size(), truth.size());
  for (std::size_t i = 0; i < truth.size(); ++i) EXPECT_NEAR(found[i], truth[i], tolerance) << "unknown " << i;
}

TEST(ArrowSystem, WeighsResidualsThatContradictEachOther) {
  ArrowSystem system(1);
  const std::array<Term, 1> term{Term{0, 1.0}};
  system.add(term, -1.0, 3.0);  // says 1, three times
  system.add(term, -5.0, 1.0);  // says 5, once
  EXPECT_NEAR(system.solve()[0], 2.0, tolerance);
}

TEST(ArrowSystem, LeavesUnknownsAloneThatNothingSpeaksOf) {
  ArrowSystem system(3);
  const std::array<Term, 1> term{Term{1, 1.0}};
  system.add(term, -4.0, 1.0);
  const auto found = system.solve();
  EXPECT_NEAR(found[0], 0.0, tolerance);
  EXPECT_NEAR(found[1], 4.0, tolerance);
  EXPECT_NEAR(found[2], 0.0, tolerance);
}

}  // namespace
}  // namespace hinge::kinematics
