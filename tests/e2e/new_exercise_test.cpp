// An exercise nobody compiled: one file in a folder of the user's, and a recording is recognised, named and judged as it.
#include <gtest/gtest.h>

#include <fstream>

#include <nlohmann/json.hpp>

#include "hinge/mocap/clip_file.h"
#include "tests/e2e/program.h"
#include "tests/support/stick_lifter.h"
#include "tests/support/temp_folder.h"

namespace hinge::test {
namespace {

constexpr const char* zercher = R"(format = 1
id = "zercher_good_morning"
title = "Zercher good morning"
one = "bow"
many = "bows"
about = "A good morning with the weight held in the crooks of the elbows."
film = "Film from the side, camera at hip height, whole body and floor in view."
pattern = "hinge"
views = ["side"]
use = ["minimal_knee_bend"]

[[looks]]
moves = "hips"
ranges = [
  { of = "hip_fold", from = 60, to = 110, unit = "deg" },
  { of = "knee_flexion", from = 0, to = 40, unit = "deg" },
  { of = "hand_before_trunk", from = 0.1, to = 0.3, unit = "leg_lengths" },
  { of = "hand_from_shoulder", from = 0.1, to = 0.3, unit = "leg_lengths" },
]
)";

/// The stick lifter with both hands before the chest, where no shipped hinge has them: arms as in a zercher hold.
body::Recording zercher_set() {
  auto recording = stick_recording(stick_hinge({.reps = 3}).frames);
  for (auto& frame : recording.frames) {
    for (const auto side : {body::Side::left, body::Side::right}) {
      const auto at = [&](body::Part part) -> body::Landmark& {
        return frame.landmarks[static_cast<std::size_t>(body::on_side(part, side))];
      };
      const auto& shoulder = at(body::Part::shoulder);
      const auto& hip = at(body::Part::hip);
      // Along the trunk from the shoulder down, and square off it to the front (image right, y down).
      const auto put = [&](body::Part part, double down, double front) {
        const auto place = [&](Point3<ImagePx> s, Point3<ImagePx> h) {
          const double x = h.x - s.x, y = h.y - s.y;
          return Point3<ImagePx>{s.x + down * x + front * y, s.y + down * y - front * x, s.z};
        };
        at(part).image = place(shoulder.image, hip.image);
      };
      put(body::Part::elbow, 0.45, 0.1);
      put(body::Part::wrist, 0.2, 0.3);
    }
  }
  return recording;
}

TEST(NewExercise, IsRecognisedFromOneFileOfTheUsers) {
  const TempFolder folder;
  const auto clip = folder.path() / "set.hinge", mine = folder.path() / "mine", out = folder.path() / "out";
  ASSERT_TRUE(mocap::save_clip(zercher_set(), clip));
  std::filesystem::create_directories(mine / "exercises");
  std::ofstream(mine / "exercises" / "zercher_good_morning.toml") << zercher;

  const Outcome outcome = run_hinge({"analyze", clip.string(), "--knowledge", mine.string(), "--only", "json", "--out",
                                     out.string(), "--quiet"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  std::ifstream file(out / "analysis.json");
  const auto analysis = nlohmann::json::parse(file);
  EXPECT_EQ(analysis["movement"]["exercise"], "zercher_good_morning");
  EXPECT_EQ(analysis["movement"]["pattern"], "hinge");
  EXPECT_GE(analysis["movement"]["confidence"].get<double>(), 0.5);
  ASSERT_EQ(analysis["reps"].size(), 3u);
  EXPECT_EQ(analysis["reps"][0]["findings"].size(), 1u);

  const Outcome without = run_hinge({"analyze", clip.string(), "--only", "json", "--out", out.string(), "--quiet"});
  ASSERT_EQ(without.code, 0) << without.err;
  std::ifstream again(out / "analysis.json");
  EXPECT_NE(nlohmann::json::parse(again)["movement"]["exercise"], "zercher_good_morning");
}

}  // namespace
}  // namespace hinge::test
