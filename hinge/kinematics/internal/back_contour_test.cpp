#include "hinge/kinematics/internal/back_contour.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "hinge/kinematics/internal/numbers.h"
#include "tests/support/painted_back.h"

namespace hinge::kinematics {
namespace {

using namespace hinge::literals;
using test::paint_back;
using test::PaintedRegion;

/// What cells of 4 px leave of a straight edge on a trunk of 130 px.
constexpr double tangent_tolerance = 1.0 * degree;

TrunkLine trunk_leaning(double lean, double facing, double length = 130) {
  const Point2<ImagePx> hip{600, 400};
  return {hip, {hip.x + facing * length * std::sin(lean), hip.y - length * std::cos(lean)}, facing, length};
}

BackShape shape_on(const TrunkLine& line, const test::BackProfile& back, const PaintedRegion& painted = {}) {
  const auto silhouette = paint_back(line.hip, line.shoulder, line.facing, back, painted);
  const auto mask = body::unpack_silhouette(silhouette);
  EXPECT_TRUE(mask.has_value());
  return shape_of(trace_back(silhouette.region, silhouette.cells, *mask, line), line);
}

TEST(BackContour, OfAStraightBackLeansAsTheTrunkDoes) {
  for (const double facing : {1.0, -1.0}) {
    const auto shape = shape_on(trunk_leaning(60 * degree, facing), [](double) { return 0.25; });
    ASSERT_TRUE(shape.sacral && shape.thorax && shape.upper && shape.sagitta && shape.roughness);
    EXPECT_NEAR(*shape.sacral, 60 * degree, tangent_tolerance);
    EXPECT_NEAR(*shape.thorax, 60 * degree, tangent_tolerance);
    EXPECT_NEAR(*shape.upper, 60 * degree, tangent_tolerance);
    EXPECT_NEAR(*shape.sagitta, 0, 0.003);
    EXPECT_LT(*shape.roughness, 0.004);
  }
}

TEST(BackContour, ThatMovesBackwardsGoingUpLeansLess) {
  const auto shape = shape_on(trunk_leaning(40 * degree, 1), [](double s) { return 0.15 + 0.2 * s; });
  ASSERT_TRUE(shape.thorax.has_value());
  EXPECT_NEAR(*shape.thorax, 40 * degree - std::atan(0.2), tangent_tolerance);
}

TEST(BackContour, OfARoundedBackBulgesAsItsParabolaDoes) {
  constexpr double bulge = 0.5, middle = 0.47;
  const auto shape =
      shape_on(trunk_leaning(70 * degree, 1), [](double s) { return 0.3 - bulge * (s - middle) * (s - middle); });
  ASSERT_TRUE(shape.sagitta && shape.sacral && shape.thorax);
  EXPECT_NEAR(*shape.sagitta, bulge * 0.9 * 0.9 / 4 / 0.9, 0.004);
  const double turn = std::atan(2 * bulge * (0.70 - middle)) + std::atan(2 * bulge * (middle - 0.225));
  EXPECT_NEAR(*shape.thorax - *shape.sacral, turn, tangent_tolerance);
}

TEST(BackContour, DoesNotCareHowTheRegionIsTurned) {
  const auto back = [](double s) { return 0.2 + 0.1 * s - 0.3 * s * s; };
  const auto line = trunk_leaning(55 * degree, -1);
  const auto straight = shape_on(line, back), turned = shape_on(line, back, {.rotation = 37_deg});
  ASSERT_TRUE(straight.sacral && turned.sacral && straight.sagitta && turned.sagitta);
  EXPECT_NEAR(*straight.sacral, *turned.sacral, tangent_tolerance);
  EXPECT_NEAR(*straight.sagitta, *turned.sagitta, 0.004);
}

TEST(BackContour, WithADowelAlongItIsRough) {
  const auto shape = shape_on(trunk_leaning(60 * degree, 1), [](double s) { return s > 0.3 && s < 0.4 ? 0.4 : 0.25; });
  ASSERT_TRUE(shape.roughness.has_value());
  EXPECT_GT(*shape.roughness, 0.01);
}

TEST(BackContour, OfNobodyIsNotFound) {
  const auto line = trunk_leaning(60 * degree, 1);
  const std::vector<std::uint8_t> nobody(64 * 64, 0);
  const auto shape = shape_of(trace_back({{600, 350}, 400, Radians{0}}, 64, nobody, line), line);
  EXPECT_FALSE(shape.roughness || shape.sacral || shape.thorax || shape.upper || shape.sagitta);
}

TEST(BackContour, OfAScreenFullOfPersonHasNoEnd) {
  const auto line = trunk_leaning(60 * degree, 1);
  const std::vector<std::uint8_t> everywhere(64 * 64, 255);
  EXPECT_FALSE(shape_of(trace_back({{600, 350}, 400, Radians{0}}, 64, everywhere, line), line).roughness);
}

TEST(BackContour, NeedsARegionAndATrunk) {
  const std::vector<std::uint8_t> mask(64 * 64, 255);
  const auto line = trunk_leaning(60 * degree, 1);
  const auto point = TrunkLine{line.hip, line.hip, 1, 130};
  EXPECT_FALSE(shape_of(trace_back({{600, 350}, 0, Radians{0}}, 64, mask, line), line).roughness);
  EXPECT_FALSE(shape_of(trace_back({{600, 350}, 400, Radians{std::nan("")}}, 64, mask, line), line).roughness);
  EXPECT_FALSE(shape_of(trace_back({{600, 350}, 400, Radians{0}}, 64, mask, point), point).roughness);
  EXPECT_FALSE(shape_of(trace_back({{600, 350}, 400, Radians{0}}, 63, mask, line), line).roughness);
}

RC_GTEST_PROP(BackContour, IsNeverAnythingButANumberOrNothing, ()) {
  const auto mask = *rc::gen::container<std::vector<std::uint8_t>>(16 * 16, rc::gen::arbitrary<std::uint8_t>());
  const double lean = *rc::gen::inRange(-180, 180) * degree;
  const auto line = trunk_leaning(lean, *rc::gen::element(1.0, -1.0), *rc::gen::inRange(0, 300));
  const auto shape = shape_of(trace_back({{600, 350}, 300, Radians{lean / 3}}, 16, mask, line), line);
  for (const auto& value : {shape.sacral, shape.thorax, shape.upper, shape.sagitta, shape.roughness}) {
    RC_ASSERT(!value || std::isfinite(*value));
  }
}

}  // namespace
}  // namespace hinge::kinematics
