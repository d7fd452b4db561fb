#include "hinge/pose/internal/stick_watch.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "hinge/body/joint.h"

namespace hinge::pose {
namespace {
using body::Joint;
using media::QuarterTurn;

constexpr int width = 640, height = 360;
constexpr double one_pixel = 1.0, tilt_error = 0.02;

/// A grey picture with a stick of 4 px from (330, 10) to (360, 250), stored the way the turn undoes.
class Scene {
public:
  explicit Scene(QuarterTurn turn) : turn_(turn), swapped_(turn == QuarterTurn::clockwise_90 || turn == QuarterTurn::clockwise_270) {
    luma_.resize(std::size_t{width} * height);
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) store(x, y, std::abs(distance(x + 0.5, y + 0.5)) < 2 ? 90 : 160);
    }
  }
  static double distance(double x, double y) {
    const double dx = 30, dy = 240;
    return ((x - 330) * dy - (y - 10) * dx) / std::hypot(dx, dy);
  }
  [[nodiscard]] media::YuvView view() const {
    media::YuvView yuv;
    yuv.plane[0] = luma_.data();
    yuv.width_px = swapped_ ? height : width;
    yuv.height_px = swapped_ ? width : height;
    yuv.stride_bytes[0] = yuv.width_px;
    return yuv;
  }

private:
  void store(int x, int y, int level) {
    const int w = swapped_ ? height : width, h = swapped_ ? width : height;
    int column = x, row = y;
    if (turn_ == QuarterTurn::clockwise_90) column = y, row = h - 1 - x;
    if (turn_ == QuarterTurn::half) column = w - 1 - x, row = h - 1 - y;
    if (turn_ == QuarterTurn::clockwise_270) column = w - 1 - y, row = x;
    luma_[static_cast<std::size_t>(row * w + column)] = static_cast<std::byte>(level);
  }
  QuarterTurn turn_;
  bool swapped_;
  std::vector<std::byte> luma_;
};

/// Faces image left, its trunk 90 px long; from the front the nose does not stand out.
std::vector<body::Landmark> person(double nose_x = 290) {
  std::vector<body::Landmark> landmarks(body::blazepose_joint_count);
  const auto put = [&](Joint joint, double x, double y) { landmarks[static_cast<std::size_t>(joint)].image = {x, y, 0}; };
  put(Joint::nose, nose_x, 55);
  for (const auto joint : {Joint::left_ear, Joint::right_ear}) put(joint, 308, 50);
  for (const auto joint : {Joint::left_shoulder, Joint::right_shoulder}) put(joint, 312, 90);
  for (const auto joint : {Joint::left_hip, Joint::right_hip}) put(joint, 318, 180);
  return landmarks;
}

TEST(StickWatch, FindsTheStickBehindThePersonHoweverTheClipIsStored) {
  for (const auto turn : {QuarterTurn::none, QuarterTurn::clockwise_90, QuarterTurn::half, QuarterTurn::clockwise_270}) {
    const Scene scene(turn);
    const auto seen = StickWatch().look(scene.view(), turn, Seconds{0}, person());
    ASSERT_TRUE(seen.line) << static_cast<int>(turn);
    EXPECT_LT(std::abs(Scene::distance(seen.line->head_end.x, seen.line->head_end.y)), one_pixel);
    EXPECT_LT(std::abs(Scene::distance(seen.line->hip_end.x, seen.line->hip_end.y)), one_pixel);
    EXPECT_NEAR(seen.stick_tilt, -std::atan2(30, 240), tilt_error);
    EXPECT_GT(seen.behind_trunk, 0);
  }
}

TEST(StickWatch, LooksFiveTimesASecond) {
  const Scene scene(QuarterTurn::none);
  StickWatch watch;
  int looks = 0;
  for (int i = 0; i < 30; ++i) looks += watch.look(scene.view(), QuarterTurn::none, Seconds{i / 30.0}, person()).looked ? 1 : 0;
  EXPECT_EQ(looks, 5);
}

TEST(StickWatch, DoesNotLookWhereAStickOnTheBackWouldBeHidden) {
  const Scene scene(QuarterTurn::none);
  EXPECT_FALSE(StickWatch().look(scene.view(), QuarterTurn::none, Seconds{0}, person(308)).looked);
}

}  // namespace
}  // namespace hinge::pose
