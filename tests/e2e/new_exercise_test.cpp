// An exercise and a rule nobody compiled: files in a folder of the user's, and a recording is recognised, named, judged,
// measured and shown as they say.
#include <gtest/gtest.h>

#include <fstream>

#include <nlohmann/json.hpp>

#include "hinge/mocap/clip_file.h"
#include "tests/e2e/coached.h"
#include "tests/e2e/program.h"
#include "tests/support/stick_lifter.h"
#include "tests/support/temp_folder.h"

namespace hinge::test {
namespace {

// Both new exercises: a fold with the hands before the chest.
constexpr const char* hands_before_the_chest = R"(
[[looks]]
moves = "hips"
ranges = [
  { of = "hip_fold", from = 60, to = 110, unit = "deg" },
  { of = "knee_flexion", from = 0, to = 40, unit = "deg" },
  { of = "hand_before_trunk", from = 0.1, to = 0.3, unit = "leg_lengths" },
  { of = "hand_from_shoulder", from = 0.1, to = 0.3, unit = "leg_lengths" },
]
)";

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
  std::ofstream(mine / "exercises" / "zercher_good_morning.toml") << zercher << hands_before_the_chest;

  const Outcome outcome = run_hinge({"analyze", clip.string(), "--knowledge", mine.string(), "--only", "json", "--out",
                                     out.string(), "--quiet"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  std::ifstream file(out / "analysis.json");
  const auto analysis = nlohmann::json::parse(file);
  EXPECT_EQ(analysis["movement"]["exercise"], "zercher_good_morning");
  EXPECT_EQ(analysis["movement"]["pattern"], "hinge");
  EXPECT_GE(analysis["movement"]["confidence"].get<double>(), 0.4);
  ASSERT_EQ(analysis["reps"].size(), 3u);
  EXPECT_EQ(analysis["reps"][0]["findings"].size(), 1u);

  const Outcome without = run_hinge({"analyze", clip.string(), "--only", "json", "--out", out.string(), "--quiet"});
  ASSERT_EQ(without.code, 0) << without.err;
  std::ifstream again(out / "analysis.json");
  EXPECT_NE(nlohmann::json::parse(again)["movement"]["exercise"], "zercher_good_morning");
}

/// The same arms, described by nothing else; `traits` are lines of the file.
std::string wall_bow(const std::string& traits) {
  return R"(format = 1
id = "wall_bow"
title = "Wall bow"
one = "bow"
many = "bows"
about = "Bow until the hips touch the wall behind you, hands before the chest."
film = "Film from the side, camera at hip height, whole body and floor in view."
pattern = "hinge"
views = ["side"]
use = ["soft_hands"]
)" + traits + hands_before_the_chest;
}

// A band that every fold of the stick lifter leaves: the rule must speak.
constexpr const char* soft_hands = R"(format = 1
id = "soft_hands"
title = "Depth of the bow"
about = "How far the hips fold."
tier = "pattern"
rank = 40
known_by = "inferred"
views = ["side"]
sees = "your hips"
praise = "your bow stayed small"
next = "the bow comes after this"
short_title = "Bow"
shown_at = "hip"

[[part]]
metric = "hip_fold"
phase = "rep"
reduce = "max"
unit = "deg"
bands = [
  { verdict = "good", below = 20, source = "hinge_starting_values", supports = "our_cutoff" },
  { verdict = "fault", words = "deep" },
]

[case.deep]
title = "Bowed deep"
headline = "you bowed deep"
fault = "Your hips folded {value}, past the {limit} of a small bow."
borderline = "Your hips folded {value}."
say = "Your hips folded {value} in {reps}."
why = "A small bow is what this is about."
cue = "soft_knees"
drill = "wall_tap"
)";

struct Judged {
  nlohmann::json analysis;
  std::string page;
};

Judged judged_as_wall_bow(const std::string& traits) {
  const TempFolder folder;
  const auto clip = folder.path() / "set.hinge", mine = folder.path() / "mine", out = folder.path() / "out";
  EXPECT_TRUE(mocap::save_clip(zercher_set(), clip));
  std::filesystem::create_directories(mine / "exercises");
  std::filesystem::create_directories(mine / "rules");
  std::ofstream(mine / "exercises" / "wall_bow.toml") << wall_bow(traits);
  std::ofstream(mine / "rules" / "soft_hands.toml") << soft_hands;
  const Outcome outcome = run_hinge({"analyze", clip.string(), "--knowledge", mine.string(), "--only", "json,html", "--out",
                                     out.string(), "--quiet"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  return {nlohmann::json::parse(bytes_of(out / "analysis.json")), bytes_of(out / "report.html")};
}

TEST(NewRule, IsJudgedCoachedAndShownFromItsOwnFile) {
  const auto [analysis, page] = judged_as_wall_bow("");
  ASSERT_EQ(analysis["movement"]["exercise"], "wall_bow");
  ASSERT_EQ(analysis["reps"].size(), 3u);
  for (const auto& rep : analysis["reps"]) {
    ASSERT_EQ(rep["findings"].size(), 1u);
    EXPECT_EQ(rep["findings"][0]["rule"], "soft_hands");
    EXPECT_EQ(rep["findings"][0]["verdict"], "fault");
    EXPECT_EQ(rep["findings"][0]["known_by"], "inferred");
  }
  EXPECT_EQ(analysis["set"]["priority"], "soft_hands");
  EXPECT_NE(analysis["coaching"]["headline"].get<std::string>().find("you bowed deep"), std::string::npos);
  EXPECT_NE(page.find(R"("short":"Bow")"), std::string::npos) << "the strip's word comes from the rule's file";
}

TEST(NewExercise, HasAWallBehindItWhereItsFileSaysSo) {
  const auto with = judged_as_wall_bow("wall_behind = true").analysis;
  ASSERT_TRUE(with["wall"].is_object());
  EXPECT_EQ(with["wall"]["source"], "learned");
  EXPECT_TRUE(judged_as_wall_bow("").analysis["wall"].is_null());
}

TEST(NewExercise, LiftsNothingWhereItsFileSaysThatTheHandsAreEmpty) {
  const auto lifted = [](const std::string& traits) {
    const auto analysis = judged_as_wall_bow(traits).analysis;
    return analysis["reps"][0]["metrics"].contains("mean_concentric_velocity");
  };
  EXPECT_TRUE(lifted("")) << "the hands stand in for what they may hold";
  EXPECT_FALSE(lifted("empty_handed = true"));
  EXPECT_FALSE(lifted("hands_apart = true"));
}

}  // namespace
}  // namespace hinge::test
