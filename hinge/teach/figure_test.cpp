#include "hinge/teach/figure.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "hinge/teach/internal/shapes.h"
#include "hinge/teach/internal/svg.h"
#include "hinge/teach/internal/track.h"

namespace hinge::teach {
namespace {

using catalog::Base;
using catalog::Channel;
using catalog::Figure;
using catalog::Hands;
using internal::At;
using internal::Build;
using internal::Moment;
using internal::Skeleton;

constexpr double degree = std::numbers::pi / 180;
constexpr double millimetre = 1e-3;

Moment pose(double hip_deg, double knee_deg, double lumbar_deg = 0, Hands hands = Hands::hang) {
  Moment moment;
  moment.values[static_cast<std::size_t>(Channel::hip)] = hip_deg * degree;
  moment.values[static_cast<std::size_t>(Channel::knee)] = knee_deg * degree;
  moment.values[static_cast<std::size_t>(Channel::lumbar)] = lumbar_deg * degree;
  moment.from = moment.to = hands;
  return moment;
}

double distance(At a, At b) { return std::hypot(a.x - b.x, a.y - b.y); }

Figure standing_and_folded() {
  Figure figure;
  catalog::Keyframe stand, fold;
  stand.move_s = fold.move_s = 2;
  stand.hold_s = 0.5;
  fold.values = pose(70, 18, 8).values;
  figure.poses = {stand, fold};
  return figure;
}

RC_GTEST_PROP(DrawnBody, KeepsTheLengthOfItsLimbsInAnyPose, ()) {
  const double hip = *rc::gen::inRange(0, 110), knee = *rc::gen::inRange(0, 100), lumbar = *rc::gen::inRange(-30, 60);
  const Skeleton body = internal::assemble(Figure{}, pose(hip, knee, lumbar));
  RC_ASSERT(std::abs(distance(body.near.hip, body.near.knee) - Build::thigh) < millimetre);
  RC_ASSERT(std::abs(distance(body.near.knee, body.near.ankle) - Build::shank) < millimetre);
  RC_ASSERT(std::abs(distance(body.near_arm.shoulder, body.near_arm.elbow) - Build::upper_arm) < millimetre);
}

// Every fold and bend of whole degrees: a hundred drawn ones found the edge, an upright body on knees bent beyond a right
// angle, in one run of many.
TEST(DrawnBody, StandsOverTheMiddleOfItsFootWhateverItFolds) {
  for (int hip = 0; hip <= 100; ++hip) {
    for (int knee = 0; knee <= 100; ++knee) {
      if (knee > 90 + hip / 2) continue;  // its shins would have to tip past the 60 degrees that balance() looks through
      const Skeleton body = internal::assemble(Figure{}, pose(hip, knee));
      EXPECT_NEAR(body.com.x, Build::middle, millimetre) << "hip " << hip << ", knee " << knee;
    }
  }
}

TEST(DrawnBody, HasTheAnglesOfItsPose) {
  const Skeleton body = internal::assemble(Figure{}, pose(70, 20, 10));
  EXPECT_NEAR((body.near.shank - body.near.thigh) / degree, 20, 1e-6);
  EXPECT_NEAR((body.pelvis - body.near.thigh) / degree, 70, 1e-6);
  EXPECT_NEAR((body.lean.back() - body.pelvis) / degree, 10, 1e-6);
}

TEST(DrawnBody, KeepsItsShinsUprightInAHingeAndTipsThemInASquat) {  // docs/science.md 3.1, balance table
  const Skeleton hinge = internal::assemble(Figure{}, pose(75, 15)), squat = internal::assemble(Figure{}, pose(100, 95));
  EXPECT_LT(std::abs(hinge.near.shank), 8 * degree);
  EXPECT_GT(squat.near.shank, 18 * degree);
}

TEST(DrawnBody, SendsItsHipsBackAsItFolds) {
  const Skeleton tall = internal::assemble(Figure{}, pose(0, 4)), folded = internal::assemble(Figure{}, pose(75, 15));
  EXPECT_LT(folded.near.hip.x, tall.near.hip.x - 0.45 * Build::foot);  // docs/science.md 7, F10
}

TEST(DrawnBody, LiesWithItsShouldersOnTheFloorAndItsFeetPlanted) {
  Figure figure;
  figure.base = Base::supine;
  figure.reach = 0.8;
  const Skeleton low = internal::assemble(figure, pose(46, 0)), high = internal::assemble(figure, pose(0, 0));
  EXPECT_NEAR(low.spine[6].y, high.spine[6].y, millimetre);
  EXPECT_NEAR(distance(low.near.ankle, high.near.ankle), 0, millimetre);
  EXPECT_GT(high.near.hip.y, low.near.hip.y + 0.1);
  EXPECT_NEAR((high.pelvis - high.near.thigh) / degree, 0, 0.1);
}

TEST(DrawnBody, ReachesWhatItsHandsAreSaidToHold) {
  const Skeleton body = internal::assemble(Figure{}, pose(60, 20, 6, Hands::thighs));
  EXPECT_LT(distance(body.near_arm.grip(), body.near.knee), 0.16);
}

TEST(DrawnBody, BendsItsElbowsTheWayElbowsBend) {
  for (const Hands hands : {Hands::hang, Hands::thighs, Hands::hips, Hands::crease, Hands::midfoot, Hands::chest, Hands::behind}) {
    const Skeleton body = internal::assemble(Figure{}, pose(60, 20, 6, hands));
    EXPECT_GE(body.near_arm.fore, body.near_arm.upper) << static_cast<int>(hands);
  }
}

TEST(Track, ClosesItsLoop) {
  const internal::Track track = internal::follow(standing_and_folded());
  EXPECT_NEAR(track.samples.back().time_s, track.loop_s, 1e-9);
  EXPECT_NEAR(distance(track.samples.back().body.near.hip, track.samples.front().body.near.hip), 0, millimetre);
  EXPECT_GT(track.telling().pelvis, 40 * degree);
}

TEST(Track, TellsByThePoseTheFileSaysAndComparesItWithTheOtherEnd) {
  Figure figure = standing_and_folded();
  figure.poses[0].tells = true;  // what it shows is the finish
  const internal::Track track = internal::follow(figure);
  EXPECT_NEAR(track.telling().pelvis, 0, 5 * degree);  // a balanced stand leans a little
  EXPECT_GT(track.samples[track.ghost].body.pelvis, 40 * degree);
  figure.poses[0].tells = false;
  EXPECT_EQ(internal::follow(figure).ghost, internal::follow(figure).upright);
}

TEST(RenderFigure, ShowsTheStanceFromAboveBelowTheFloor) {
  Figure figure = standing_and_folded();
  EXPECT_EQ(render_figure(figure, find_frame(figure)).find("class=\"stance\""), std::string::npos);
  const auto without = find_frame(figure);
  figure.stance = catalog::Stance{0.70, 42 * degree, 0.47};
  const auto frame = find_frame(figure);
  const std::string svg = render_figure(figure, frame);
  EXPECT_LT(frame.bottom, without.bottom - 0.1);
  EXPECT_GE(frame.width(), 0.70 + 2 * 0.18) << "both feet lie inside";
  EXPECT_NE(svg.find("translate(-140 "), std::string::npos) << "heels 70 cm apart at 400 units a metre";
  EXPECT_NE(svg.find("translate(140 "), std::string::npos);
  EXPECT_NE(svg.find("rotate(-42)"), std::string::npos);
}

TEST(RenderFigure, MovesAndHasAPoseForThoseWhoWantNoMotion) {
  const Figure figure = standing_and_folded();
  const std::string svg = render_figure(figure, find_frame(figure));
  EXPECT_NE(svg.find("<animateTransform"), std::string::npos);
  EXPECT_NE(svg.find("class=\"resting\""), std::string::npos);
  EXPECT_EQ(svg.find("animate", svg.find("class=\"resting\"")), std::string::npos);
  EXPECT_NE(figure_style().find("prefers-reduced-motion"), std::string::npos);
}

TEST(RenderFigure, GivesEveryAnimationAsManyValuesAsTimes) {
  const Figure figure = standing_and_folded();
  const std::string svg = render_figure(figure, find_frame(figure));
  const auto count = [](std::string_view list) { return std::ranges::count(list, ';'); };
  int seen = 0;
  for (std::size_t at = svg.find("values=\""); at != std::string::npos; at = svg.find("values=\"", at + 1), ++seen) {
    const std::string_view values(svg.data() + at + 8, svg.find('"', at + 8) - at - 8);
    const std::size_t close = svg.find('>', at), times_at = svg.find("keyTimes=\"", at);
    if (times_at == std::string::npos || times_at > close) continue;
    const std::string_view times(svg.data() + times_at + 10, svg.find('"', times_at + 10) - times_at - 10);
    EXPECT_EQ(count(values), count(times));
    EXPECT_TRUE(times.starts_with("0;") && times.ends_with(";1")) << times;
  }
  EXPECT_GT(seen, 10);
}

TEST(RenderFigure, EscapesItsCaption) {
  Figure figure = standing_and_folded();
  figure.caption = "a < b & \"c\"";
  EXPECT_NE(render_figure(figure, find_frame(figure)).find("aria-label=\"a &lt; b &amp; &quot;c&quot;\""), std::string::npos);
}

TEST(RenderFigure, MakesAFileOfItsOwn) {
  const std::string file = render_figure_file(standing_and_folded());
  EXPECT_TRUE(file.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
  EXPECT_NE(file.find("id=\"h-thigh\""), std::string::npos);
}

TEST(SmoothPath, DrawsAsManyCurvesForAnyShapeOfTheSamePoints) {
  const std::vector<At> straight{{0, 0}, {0, 1}, {0, 2}}, bent{{0, 0}, {1, 1}, {0, 2}};
  const auto curves = [](const std::string& path) { return std::ranges::count(path, 'c'); };
  EXPECT_EQ(curves(internal::smooth_path(straight, internal::Ends::open)), 2);
  EXPECT_EQ(curves(internal::smooth_path(bent, internal::Ends::closed)), 3);
}

}  // namespace
}  // namespace hinge::teach
