#include "hinge/pose/internal/implement_watch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "hinge/body/joint.h"

namespace hinge::pose {
namespace {
using media::QuarterTurn;

constexpr int width = 640, height = 360;
constexpr double half_a_pixel = 0.5;

struct Disc {
  double x, y, radius;
};

/// A grey picture with dark discs, stored the way the turn undoes.
class Scene {
public:
  explicit Scene(const std::vector<Disc>& discs, QuarterTurn turn = QuarterTurn::none, int bit_depth = 8)
      : turn_(turn), bytes_per_sample_(bit_depth > 8 ? 2 : 1), bit_depth_(bit_depth) {
    const bool swapped = turn == QuarterTurn::clockwise_90 || turn == QuarterTurn::clockwise_270;
    stored_width_ = swapped ? height : width;
    stored_height_ = swapped ? width : height;
    luma_.resize(static_cast<std::size_t>(width * height * bytes_per_sample_));
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) store(x, y, level(discs, x + 0.5, y + 0.5));
    }
  }

  [[nodiscard]] media::YuvView view() const {
    media::YuvView yuv;
    yuv.plane[0] = luma_.data();
    yuv.stride_bytes[0] = stored_width_ * bytes_per_sample_;
    yuv.width_px = stored_width_;
    yuv.height_px = stored_height_;
    yuv.bit_depth = bit_depth_;
    return yuv;
  }
  [[nodiscard]] QuarterTurn turn() const { return turn_; }

private:
  static int level(const std::vector<Disc>& discs, double x, double y) {
    double darkest = 160;
    for (const Disc& disc : discs) {
      const double inside = std::clamp(disc.radius - std::hypot(x - disc.x, y - disc.y) + 0.5, 0.0, 1.0);
      darkest = std::min(darkest, 160 - 120 * inside);
    }
    return static_cast<int>(std::lround(darkest));
  }
  void store(int x, int y, int value) {
    int column = x, row = y;
    if (turn_ == QuarterTurn::clockwise_90) column = y, row = stored_height_ - 1 - x;
    if (turn_ == QuarterTurn::half) column = width - 1 - x, row = height - 1 - y;
    if (turn_ == QuarterTurn::clockwise_270) column = stored_width_ - 1 - y, row = x;
    const auto at = static_cast<std::size_t>((row * stored_width_ + column) * bytes_per_sample_);
    const int sample = value << (bit_depth_ - 8);
    luma_[at] = static_cast<std::byte>(sample & 255);
    if (bytes_per_sample_ == 2) luma_[at + 1] = static_cast<std::byte>(sample >> 8);
  }

  QuarterTurn turn_;
  int bytes_per_sample_, bit_depth_, stored_width_ = 0, stored_height_ = 0;
  std::vector<std::byte> luma_;
};

/// A body 1.8 m tall at 150 px a metre, hands at (300, 200).
constexpr double body_side_px = 330;
std::vector<body::Landmark> body_with_hands() {
  std::vector<body::Landmark> landmarks(body::blazepose_joint_count);
  const auto put = [&](body::Joint joint, double x, double y) {
    landmarks[static_cast<std::size_t>(joint)].image = {x, y, 0};
  };
  for (const auto joint : {body::Joint::left_wrist, body::Joint::right_wrist}) put(joint, 300, 200);
  for (const auto joint : {body::Joint::left_index, body::Joint::right_index}) put(joint, 300, 210);
  for (const auto joint : {body::Joint::left_elbow, body::Joint::right_elbow}) put(joint, 310, 165);
  for (const auto joint : {body::Joint::left_ear, body::Joint::right_ear}) put(joint, 280, 90);
  return landmarks;
}

ImplementSighting look_at(const Scene& scene) {
  return ImplementWatch().look(scene.view(), scene.turn(), Seconds{0}, body_with_hands(), body_side_px);
}

bool has(const ImplementSighting& sighting, const Disc& disc) {
  return std::ranges::any_of(sighting.circles, [&](const body::ImplementPoint& circle) {
    return std::hypot(circle.centre.x - disc.x, circle.centre.y - disc.y) < half_a_pixel &&
           std::abs(circle.radius_px - disc.radius) < half_a_pixel;
  });
}

constexpr Disc plate{305.3, 222.8, 34};

TEST(ImplementWatch, SeesAPlateAtTheHands) { EXPECT_TRUE(has(look_at(Scene({plate})), plate)); }

TEST(ImplementWatch, SeesTheSameInClipsFilmedInAnyOrientation) {
  for (const auto turn : {QuarterTurn::clockwise_90, QuarterTurn::half, QuarterTurn::clockwise_270})
    EXPECT_TRUE(has(look_at(Scene({plate}, turn)), plate)) << static_cast<int>(turn);
}

TEST(ImplementWatch, SeesTheSameInTenBits) {
  EXPECT_TRUE(has(look_at(Scene({plate}, QuarterTurn::none, 10)), plate));
}

TEST(ImplementWatch, LooksOnlyAboutTheHands) {
  const Disc clock{420, 120, 24};
  EXPECT_FALSE(has(look_at(Scene({clock})), clock));
}

TEST(ImplementWatch, TakesHeadElbowAndFistForWhatTheyAre) {
  for (const Disc& part : {Disc{280, 95, 18}, Disc{310, 166, 12}, Disc{300, 206, 10}})
    EXPECT_FALSE(has(look_at(Scene({part})), part)) << part.x;
}

TEST(ImplementWatch, SeesAPlateBehindTheHead) {
  const Disc on_the_back{285, 165, 34};
  EXPECT_TRUE(has(look_at(Scene({on_the_back})), on_the_back));
}

TEST(ImplementWatch, HasNoHandsWhereNobodyIs) {
  const auto sighting = ImplementWatch().look_away(Seconds{2});
  EXPECT_FALSE(sighting.has_hands);
  EXPECT_TRUE(sighting.circles.empty());
  EXPECT_EQ(sighting.time, Seconds{2});
}

}  // namespace
}  // namespace hinge::pose
