#include "hinge/analysis/internal/capture_check.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "tests/support/stick_lifter.h"

namespace hinge::analysis::internal {
namespace {

using body::Joint;
using body::Part;
using body::Side;

body::Recording hinge_recording() { return test::stick_recording(test::stick_hinge({.reps = 3}).frames); }

/// The film as a phone that was turned by a quarter wrote it.
body::Recording turned(body::Recording recording, double way) {
  for (auto& frame : recording.frames)
    for (auto& mark : frame.landmarks)
      mark.image = {1000 - way * mark.image.y, 500 + way * mark.image.x, mark.image.z};
  return recording;
}

/// A body in the picture's plane, seconds at 30 a second; shoulder, hip, knee and ankle of both sides alike.
using Body = std::array<Point2<ImagePx>, 4>;
body::Recording recording_of(Body (*at)(double folded)) {
  body::Recording recording;
  recording.names = body::blazepose_names();
  recording.source.width_px = 1280;
  recording.source.height_px = 720;
  for (int i = 0; i < 300; ++i) {
    body::Frame frame;
    frame.time = Seconds{i / 30.0};
    frame.landmarks.resize(body::blazepose_joint_count);
    const Body body = at(0.5 - 0.5 * std::cos(i / 15.0));
    constexpr std::array parts{Part::shoulder, Part::hip, Part::knee, Part::ankle};
    for (std::size_t k = 0; k < parts.size(); ++k) {
      for (const Side side : {Side::left, Side::right}) {
        auto& mark = frame.landmarks[static_cast<std::size_t>(body::on_side(parts[k], side))];
        mark.image = {body[k].x, body[k].y, 0};
        mark.measured = true;
      }
    }
    recording.frames.push_back(frame);
  }
  return recording;
}

TEST(CaptureCheck, NamesAPictureTurnedEitherWay) {
  for (const double way : {1.0, -1.0}) {
    const auto warning = find_turned_picture(turned(hinge_recording(), way));
    ASSERT_TRUE(warning);
    EXPECT_EQ(warning->code, "picture_turned");
  }
}

TEST(CaptureCheck, SaysNothingOfAPersonWhoStandsUprightInThePicture) {
  EXPECT_FALSE(find_turned_picture(hinge_recording()));
}

TEST(CaptureCheck, DoesNotTakeASitUpForATurnedPicture) {
  EXPECT_FALSE(find_turned_picture(recording_of([](double folded) -> Body {
    const double up = folded * 1.6;  // the trunk rises over a hip that rests on the floor
    return {{{600 - 150 * std::cos(up), 500 - 150 * std::sin(up)}, {600, 500}, {740, 500}, {880, 500}}};
  })));
}

TEST(CaptureCheck, DoesNotTakeAPushUpForATurnedPicture) {
  EXPECT_FALSE(find_turned_picture(recording_of([](double low) -> Body {
    const double rise = 0.3 - 0.25 * low;
    const auto along = [rise](double way) { return Point2<ImagePx>{900 - way * std::cos(rise), 600 - way * std::sin(rise)}; };
    return {{along(430), along(280), along(140), along(0)}};
  })));
}

TEST(CaptureCheck, DoesNotTakeABridgeForATurnedPicture) {
  EXPECT_FALSE(find_turned_picture(recording_of([](double high) -> Body {
    return {{{400, 600}, {550, 600 - 80 * high}, {660, 480}, {670, 600}}};
  })));
}

TEST(CaptureCheck, DoesNotTakeLyingLegRaisesForATurnedPicture) {
  EXPECT_FALSE(find_turned_picture(recording_of([](double raised) -> Body {
    const double up = raised * 1.5;
    const auto along = [up](double way) { return Point2<ImagePx>{600 + way * std::cos(up), 500 - way * std::sin(up)}; };
    return {{{450, 500}, {600, 500}, along(140), along(280)}};
  })));
}

TEST(CaptureCheck, SaysUpsideDownOfAPersonWhoIs) {
  auto recording = hinge_recording();
  for (auto& frame : recording.frames)
    for (auto& mark : frame.landmarks) mark.image.y = recording.source.height_px - mark.image.y;
  EXPECT_TRUE(find_upside_down(recording));
}

TEST(CaptureCheck, DoesNotSayUpsideDownForPosesThatFlashUpInAClipWithoutAPerson) {
  auto recording = hinge_recording();
  for (std::size_t i = 0; i < recording.frames.size(); ++i) {
    auto& frame = recording.frames[i];
    if (i % 3 != 0) frame.landmarks.clear();
    for (auto& mark : frame.landmarks) mark.image.y = recording.source.height_px - mark.image.y;
  }
  EXPECT_FALSE(find_upside_down(recording));
}

}  // namespace
}  // namespace hinge::analysis::internal
