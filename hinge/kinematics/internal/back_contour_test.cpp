#include "hinge/kinematics/internal/back_contour.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "hinge/kinematics/internal/constants.h"
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

constexpr BackPart sacrum{.65, .90}, ribs{.20, .40}, upper_back{.05, .15};

struct BackShape {
  std::optional<double> sacral, thorax, upper, roughness;
};

BackShape shape_in(const body::RegionOfInterest& region, int cells, std::span<const std::uint8_t> mask,
                   const TrunkLine& line, double slide = 0) {
  const auto contour = trace_back(region, cells, mask, line);
  const auto outline = outline_of(contour, line);
  return {inclination_of(outline, {sacrum.from + slide, sacrum.to + slide}), inclination_of(outline, ribs),
          inclination_of(outline, upper_back), roughness_of(contour)};
}

BackShape shape_on(const TrunkLine& line, const test::BackProfile& back, const PaintedRegion& painted = {},
                   double slide = 0) {
  const auto silhouette = paint_back(line.hip, line.shoulder, line.facing, back, painted);
  const auto mask = body::unpack_silhouette(silhouette);
  EXPECT_TRUE(mask.has_value());
  return shape_in(silhouette.region, silhouette.cells, *mask, line, slide);
}

TEST(BackContour, OfAStraightBackLeansAsTheTrunkDoes) {
  for (const double facing : {1.0, -1.0}) {
    const auto shape = shape_on(trunk_leaning(60 * degree, facing), [](double) { return 0.25; });
    ASSERT_TRUE(shape.sacral && shape.thorax && shape.upper && shape.roughness);
    EXPECT_NEAR(*shape.sacral, 60 * degree, tangent_tolerance);
    EXPECT_NEAR(*shape.thorax, 60 * degree, tangent_tolerance);
    EXPECT_NEAR(*shape.upper, 60 * degree, tangent_tolerance);
    EXPECT_LT(*shape.roughness, 0.004);
  }
}

TEST(BackContour, ThatMovesBackwardsGoingUpLeansLess) {
  const auto shape = shape_on(trunk_leaning(40 * degree, 1), [](double s) { return 0.15 + 0.2 * s; });
  ASSERT_TRUE(shape.thorax.has_value());
  EXPECT_NEAR(*shape.thorax, 40 * degree - std::atan(0.2), tangent_tolerance);
}

/// Straight pelvis, an evenly bending lower back from a quarter to half up the trunk, straight ribs; the skin runs at
/// a constant depth behind. Hip at the origin, the pelvis upright, trunk lengths.
class BentBack {
public:
  explicit BentBack(double bend) : bend_(bend) {
    double x = -spine_behind, y = lowest;
    for (double along = lowest; along < highest; along += step) {
      const double turned = angle(along + step / 2);
      skin_.push_back({x - skin_depth * std::cos(angle(along)), y + skin_depth * std::sin(angle(along))});
      x += step * std::sin(turned);
      y += step * std::cos(turned);
      if (along < 1) shoulder_ = {x + spine_behind * std::cos(bend_), y - spine_behind * std::sin(bend_)};
    }
  }
  [[nodiscard]] double trunk() const { return std::hypot(shoulder_.x, shoulder_.y); }
  /// Behind the line from hip to shoulder, as the painter wants it.
  [[nodiscard]] double behind(double station) const {
    const double ux = shoulder_.x / trunk(), uy = shoulder_.y / trunk();
    for (std::size_t i = 1; i < skin_.size(); ++i) {
      const double low = (skin_[i - 1].x * ux + skin_[i - 1].y * uy) / trunk(),
                   high = (skin_[i].x * ux + skin_[i].y * uy) / trunk();
      if (low <= station && station < high) return (skin_[i].y * ux - skin_[i].x * uy) / trunk();
    }
    return 0.25;
  }

private:
  static constexpr double spine_behind = .10, skin_depth = .12, l5s1 = .235, t12 = .49;
  static constexpr double lowest = -.6, highest = 1.6, step = .002;
  [[nodiscard]] double angle(double along) const { return bend_ * std::clamp((along - l5s1) / (t12 - l5s1), 0.0, 1.0); }
  struct Spot {
    double x = 0, y = 0;
  };
  double bend_;
  std::vector<Spot> skin_;
  Spot shoulder_;
};

TEST(BackContour, ShowsTheSameShareOfASmallBendAndALargeOne) {
  // The windows laid over an evenly bending lower back see 0.855 of it (constants::lumbar_per_turn). The line to the
  // shoulder, which carries the rays, leans between pelvis and ribs: that is worth up to a tenth more.
  for (const double bend_deg : {15.0, 30.0, 45.0, 60.0}) {
    const BentBack back(bend_deg * degree);
    auto line = trunk_leaning(60 * degree, 1, 130 * back.trunk());
    line.length_px = 130;
    const auto shape = shape_on(
        line, [&](double s) { return back.behind(s); }, {}, constants::skin_per_bend * 0.9 * bend_deg * degree);
    ASSERT_TRUE(shape.thorax && shape.sacral);
    const double share = (*shape.thorax - *shape.sacral) / (bend_deg * degree);
    EXPECT_GT(share, 0.84) << bend_deg;
    EXPECT_LT(share, 0.95) << bend_deg;
  }
}

TEST(BackContour, ToldFromTheShoulderDownDoesNotCareWhereTheHipLandmarkLies) {
  const BentBack back(45 * degree);
  auto line = trunk_leaning(60 * degree, 1, 130 * back.trunk());
  line.length_px = 130;
  const auto silhouette = paint_back(line.hip, line.shoulder, 1, [&](double s) { return back.behind(s); });
  const auto mask = body::unpack_silhouette(silhouette);
  auto misplaced = line;  // a tenth of the trunk too high
  misplaced.hip = {line.hip.x + 0.1 * (line.shoulder.x - line.hip.x),
                   line.hip.y + 0.1 * (line.shoulder.y - line.hip.y)};
  const auto right = shape_in(silhouette.region, silhouette.cells, *mask, line),
             wrong = shape_in(silhouette.region, silhouette.cells, *mask, misplaced);
  ASSERT_TRUE(right.sacral && wrong.sacral);
  EXPECT_NEAR(*right.sacral, *wrong.sacral, 1.5 * degree);
}

TEST(BackContour, DoesNotCareHowTheRegionIsTurned) {
  const auto back = [](double s) { return 0.3 + 0.1 * s - 0.3 * s * s; };
  const auto line = trunk_leaning(55 * degree, -1);
  const auto straight = shape_on(line, back), turned = shape_on(line, back, {.rotation = 37_deg});
  ASSERT_TRUE(straight.sacral && turned.sacral);
  EXPECT_NEAR(*straight.sacral, *turned.sacral, tangent_tolerance);
}

TEST(BackContour, WithADowelAlongItIsRough) {
  const auto shape = shape_on(trunk_leaning(60 * degree, 1), [](double s) { return s > 0.3 && s < 0.4 ? 0.4 : 0.25; });
  ASSERT_TRUE(shape.roughness.has_value());
  EXPECT_GT(*shape.roughness, 0.01);
}

TEST(BackContour, OfNobodyIsNotFound) {
  const auto line = trunk_leaning(60 * degree, 1);
  const std::vector<std::uint8_t> nobody(64 * 64, 0);
  const auto shape = shape_in({{600, 350}, 400, Radians{0}}, 64, nobody, line);
  EXPECT_FALSE(shape.roughness || shape.sacral || shape.thorax || shape.upper);
}

TEST(BackContour, OfAScreenFullOfPersonHasNoEnd) {
  const auto line = trunk_leaning(60 * degree, 1);
  const std::vector<std::uint8_t> everywhere(64 * 64, 255);
  EXPECT_FALSE(shape_in({{600, 350}, 400, Radians{0}}, 64, everywhere, line).roughness);
}

TEST(BackContour, NeedsARegionAndATrunk) {
  const std::vector<std::uint8_t> mask(64 * 64, 255);
  const auto line = trunk_leaning(60 * degree, 1);
  const auto point = TrunkLine{line.hip, line.hip, 1, 130};
  EXPECT_FALSE(shape_in({{600, 350}, 0, Radians{0}}, 64, mask, line).roughness);
  EXPECT_FALSE(shape_in({{600, 350}, 400, Radians{std::nan("")}}, 64, mask, line).roughness);
  EXPECT_FALSE(shape_in({{600, 350}, 400, Radians{0}}, 64, mask, point).roughness);
  EXPECT_FALSE(shape_in({{600, 350}, 400, Radians{0}}, 63, mask, line).roughness);
}

RC_GTEST_PROP(BackContour, IsNeverAnythingButANumberOrNothing, ()) {
  const auto mask = *rc::gen::container<std::vector<std::uint8_t>>(16 * 16, rc::gen::arbitrary<std::uint8_t>());
  const double lean = *rc::gen::inRange(-180, 180) * degree;
  const auto line = trunk_leaning(lean, *rc::gen::element(1.0, -1.0), *rc::gen::inRange(0, 300));
  const auto shape = shape_in({{600, 350}, 300, Radians{lean / 3}}, 16, mask, line);
  for (const auto& value : {shape.sacral, shape.thorax, shape.upper, shape.roughness}) {
    RC_ASSERT(!value || std::isfinite(*value));
  }
}

}  // namespace
}  // namespace hinge::kinematics
