// Landmarks of three frames, with a fresh look at each, against a file that was written when they agreed with the
// makers' implementation to 0.01 px. HINGE_UPDATE_GOLDEN=1 rewrites it.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "hinge/pose/internal/tracker.h"

namespace hinge::pose {
namespace {
namespace fs = std::filesystem;

// Kernels and the colour conversion round differently from processor to processor; a wrong region, refinement or border
// moves landmarks by pixels.
constexpr double tolerance_px = 0.5;
constexpr double tolerance_visibility = 0.02;

nlohmann::json compute_landmarks() {
  const auto info = media::probe_video(fs::path(HINGE_SOURCE_DIR) / "tests/clips/03_hinge_squatty.mp4").value();
  auto networks = Networks::load(fs::path(HINGE_VENDOR_DIR) / "models", Model::full).value();
  nlohmann::json frames = nlohmann::json::array();
  for (const double time_s : {0.0, 2.5, 4.0}) {
    auto reader = media::VideoReader::open(info, {Seconds{time_s}, std::nullopt, 1}).value();
    const auto picture = reader.next().value();
    Tracker::Options options;
    options.source = RegionSource::detector_every_frame;
    const auto image = media::to_rgb(*picture);
    const auto pose = Tracker(networks, options).observe(RgbSampler(image), picture->time()).value();
    nlohmann::json points = nlohmann::json::array();
    for (const auto& one : pose->landmarks) {
      const auto rounded = [](double v, double per) { return std::round(v * per) / per; };
      points.push_back({rounded(one.image.x, 100), rounded(one.image.y, 100), rounded(one.visibility, 1000)});
    }
    frames.push_back({{"time_s", std::round(picture->time().value() * 1000) / 1000}, {"landmarks", points}});
  }
  return frames;
}

TEST(StaticLandmarks, AreThoseOfTheGoldenFile) {
  const fs::path file = fs::path(HINGE_SOURCE_DIR) / "tests/golden/pose_static_03_hinge_squatty.json";
  const auto now = compute_landmarks();
  if (std::getenv("HINGE_UPDATE_GOLDEN") != nullptr) std::ofstream(file) << now.dump(1) << '\n';
  const auto then = nlohmann::json::parse(std::ifstream(file));
  ASSERT_EQ(then.size(), now.size());
  for (std::size_t f = 0; f < now.size(); ++f) {
    EXPECT_EQ(then[f]["time_s"], now[f]["time_s"]);
    for (std::size_t i = 0; i < body::blazepose_joint_count; ++i) {
      const auto a = then[f]["landmarks"][i], b = now[f]["landmarks"][i];
      EXPECT_NEAR(a[0].get<double>(), b[0].get<double>(), tolerance_px) << "frame " << f << " landmark " << i;
      EXPECT_NEAR(a[1].get<double>(), b[1].get<double>(), tolerance_px) << "frame " << f << " landmark " << i;
      EXPECT_NEAR(a[2].get<double>(), b[2].get<double>(), tolerance_visibility) << "frame " << f << " landmark " << i;
    }
  }
}

}  // namespace
}  // namespace hinge::pose
