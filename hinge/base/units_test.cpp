#include "hinge/base/units.h"

#include <gtest/gtest.h>

#include <concepts>

namespace hinge {
namespace {

template <class A, class B>
concept Addable = requires(A a, B b) { a + b; };
template <class A, class B>
concept Subtractable = requires(A a, B b) { a - b; };

static_assert(Addable<Radians, Radians>);
static_assert(!Addable<Radians, Degrees>, "an angle never meets an angle of another unit");
static_assert(!std::convertible_to<double, Radians>, "a bare number has no unit");
static_assert(Subtractable<Point2<ImagePx>, Point2<ImagePx>>);
static_assert(!Subtractable<Point3<World>, Point3<ImagePx>>, "points of two frames have no difference");

TEST(Units, HalfATurnIsPiRadians) { EXPECT_DOUBLE_EQ(to_radians(Degrees{180.0}).value(), std::numbers::pi); }
TEST(Units, DegreesSurviveTheWayThereAndBack) {
  EXPECT_NEAR(to_degrees(to_radians(Degrees{37.25})).value(), 37.25, 1e-12);
}

}  // namespace
}  // namespace hinge
