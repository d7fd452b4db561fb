// Films that people really make: tilted, mirrored, cut short, cropped, two exercises in one, the back hidden. By the
// real program; derived from shipped clips with ffmpeg, one repetition each, the lite network, 15 pictures a second.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>

#include "hinge/body/silhouette.h"
#include "hinge/mocap/clip_file.h"
#include "tests/e2e/film.h"

namespace hinge::test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// The first repetition of the demo clip, its picture changed by an ffmpeg filter.
fs::path changed_rep(const TempFolder& folder, const std::string& filter) {
  return run_ffmpeg(folder, "-t 4.6 -i '" + test_clip("demo_hinge.mp4").string() + "' -vf '" + small_film + filter + "'");
}

std::vector<std::string> rules_with(const Json& analysis, const std::string& verdict) {
  std::vector<std::string> rules;
  for (const auto& rep : analysis.at("reps")) {
    for (const auto& finding : rep.at("findings")) {
      if (finding.at("verdict") == verdict) rules.push_back(finding.at("rule"));
    }
  }
  return rules;
}

Json finding_of(const Json& analysis, const std::string& rule, std::size_t rep = 0) {
  for (const auto& finding : analysis.at("reps").at(rep).at("findings")) {
    if (finding.at("rule") == rule) return finding;
  }
  return {};
}

double peak(const Json& analysis, const std::string& metric) {
  return analysis.at("reps").at(0).at("metrics").at(metric).at("value").get<double>();
}

/// The repetition as it was filmed, and its recording; once for all tests.
const TempFolder& plain_folder() {
  static const TempFolder folder;
  return folder;
}
const Json& plain_rep() {
  static const Json analysis = analysis_of(plain_folder(), changed_rep(plain_folder(), ""));
  return analysis;
}
fs::path plain_recording() {
  (void)plain_rep();
  return plain_folder().path() / "out" / "clip.hinge";
}

/// Fold and knee do not feel a tilt; the trunk may by what is left of it, within twice the promised sd of 3 degrees.
void expect_like_plain(const Json& analysis, const std::string& view) {
  ASSERT_EQ(analysis.at("reps").size(), 1u);
  EXPECT_EQ(analysis.at("capture").at("view"), view);
  EXPECT_NEAR(peak(analysis, "hip_fold_peak"), peak(plain_rep(), "hip_fold_peak"), 5);
  EXPECT_NEAR(peak(analysis, "knee_flexion_peak"), peak(plain_rep(), "knee_flexion_peak"), 4);
  EXPECT_NEAR(peak(analysis, "trunk_inclination_peak"), peak(plain_rep(), "trunk_inclination_peak"), 6);
  EXPECT_EQ(rules_with(analysis, "fault"), rules_with(plain_rep(), "fault"));
}

TEST(Film, OfAPhoneTiltedByFourOrEightDegreesGivesTheSameAnglesAndNoNewFault) {
  for (const char* turn : {"4", "8", "-8"}) {
    const TempFolder folder;
    SCOPED_TRACE(turn);
    expect_like_plain(analysis_of(folder, changed_rep(folder, std::string(",rotate=") + turn + "*PI/180:c=black")), "sagittal_left");
  }
}

TEST(Film, ThatIsMirroredGivesTheSameAnglesFromTheOtherSide) {
  const TempFolder folder;
  expect_like_plain(analysis_of(folder, changed_rep(folder, ",hflip")), "sagittal_right");
}

TEST(Film, ThatIsUpsideDownIsNamedAndNothingIsCounted) {
  const TempFolder folder;
  const Json analysis = analysis_of(folder, changed_rep(folder, ",vflip,hflip"));
  EXPECT_TRUE(analysis.at("reps").empty());
  EXPECT_EQ(analysis.at("movement").at("why_no_reps"), "the person is upside down in the picture");
  EXPECT_TRUE(warns(analysis, "upside_down"));
}

TEST(Film, ThatIsTurnedByAQuarterIsNamedAndNothingIsCounted) {
  const TempFolder folder;
  const Json analysis = analysis_of(folder, changed_rep(folder, ",transpose=1"));
  EXPECT_TRUE(analysis.at("reps").empty());
  EXPECT_EQ(analysis.at("movement").at("why_no_reps"), "the picture is turned by 90 degrees");
  EXPECT_TRUE(warns(analysis, "picture_turned"));
}

TEST(Film, OfTwoPeopleSideBySideFollowsTheOneWhoMovesAndSaysThatThereAreTwo) {
  for (const char* order : {"[moving][still]", "[still][moving]"}) {
    const TempFolder folder;
    SCOPED_TRACE(order);
    const Json analysis = analysis_of(
        folder, changed_rep(folder, ",split[moving][first];[first]loop=loop=-1:size=1,setpts=N/15/TB[still];" +
                                        std::string(order) + "hstack=shortest=1"));
    EXPECT_EQ(analysis.at("reps").size(), 1u);
    EXPECT_EQ(analysis.at("capture").at("people"), 2);
    EXPECT_TRUE(warns(analysis, "more_than_one_person"));
  }
}

TEST(Film, WithTheFeetCutOffSaysSoAndAccusesNobody) {
  const TempFolder folder;
  const Json analysis = analysis_of(folder, changed_rep(folder, ",crop=640:290:0:0"));
  EXPECT_TRUE(warns(analysis, "feet_out_of_frame"));
  EXPECT_EQ(analysis.at("reps").empty(), !analysis.at("movement").at("why_no_reps").get<std::string>().empty());
  EXPECT_EQ(rules_with(analysis, "fault"), std::vector<std::string>{});
}

TEST(Film, WithAMirrorBehindThePersonNamesTwoPeopleAndAccusesNobody) {
  const TempFolder folder;
  const Json analysis =
      analysis_of(folder, changed_rep(folder, ",crop=320:360:160:0,split[a][b];[b]hflip[c];[a][c]hstack"));
  EXPECT_EQ(analysis.at("capture").at("people"), 2);
  ASSERT_EQ(analysis.at("reps").size(), 1U);
  EXPECT_EQ(rules_with(analysis, "fault"), std::vector<std::string>{});
}

TEST(Film, ThatBeginsAndEndsInTheMiddleOfARepAccusesNobodyOfHowItBeganOrEnded) {
  const TempFolder folder;
  const Json analysis = analysis_of(folder, test_clip("demo_hinge.mp4"), {"--start", "1.6", "--end", "3.4"});
  EXPECT_EQ(rules_with(analysis, "fault"), std::vector<std::string>{});
  ASSERT_EQ(analysis.at("reps").size(), 1U) << "the way up is whole";
  EXPECT_EQ(finding_of(analysis, "lumbar_flexion").at("verdict"), "cannot_judge");
  EXPECT_NE(finding_of(analysis, "lumbar_flexion").at("why").get<std::string>().find("Stand tall and still"), std::string::npos);
  EXPECT_EQ(finding_of(analysis, "tempo_control").at("verdict"), "cannot_judge");
  EXPECT_EQ(finding_of(analysis, "full_lockout").at("verdict"), "cannot_judge");
}

TEST(Film, WithHalfARepAtEachEndCountsTheWholeOneBetween) {
  const TempFolder folder;
  const Json analysis = analysis_of(folder, test_clip("demo_hinge.mp4"), {"--start", "3.5", "--end", "9.6"});
  ASSERT_EQ(analysis.at("reps").size(), 1u);
  EXPECT_NEAR(analysis.at("reps").at(0).at("start_s").get<double>(), 4.67, 0.2);
  EXPECT_NEAR(analysis.at("reps").at(0).at("end_s").get<double>(), 7.77, 0.2);
}

TEST(Film, OfTwoExercisesJudgesOneNamesTheOtherAndComparesNobodyWithSomeoneElsesStanding) {
  const TempFolder folder;
  const fs::path path = folder.path() / "two.mp4";
  const std::string command = "ffmpeg -v error -y -t 8.2 -i '" + test_clip("demo_hinge.mp4").string() + "' -t 6 -i '" +
                              test_clip("10_kb_swing.mp4").string() + "' -filter_complex '[0]" + small_film + "[a];[1]" + small_film +
                              "[b];[a][b]concat=n=2:v=1' -an -c:v libx264 -preset ultrafast -crf 20 '" + path.string() + "'";
  ASSERT_EQ(std::system(command.c_str()), 0) << command;
  const Json analysis = analysis_of(folder, path);
  EXPECT_TRUE(warns(analysis, "several_sets"));
  ASSERT_FALSE(analysis.at("reps").empty());
  const auto faults = rules_with(analysis, "fault");
  EXPECT_EQ(std::ranges::count(faults, "lumbar_flexion"), 0);
}

TEST(Film, FromTheFloorDoesNotJudgeTheBackAndSaysWhy) {
  const TempFolder folder;
  const Json analysis = analysis_of(folder, test_clip("36_low_camera.hinge"));
  EXPECT_TRUE(warns(analysis, "camera_low"));
  const Json lumbar = finding_of(analysis, "lumbar_flexion");
  EXPECT_EQ(lumbar.at("verdict"), "cannot_judge");
  EXPECT_NE(lumbar.at("why").get<std::string>().find("camera near the floor"), std::string::npos);
  EXPECT_NE(finding_of(analysis, "lumbar_change_under_load").at("why").get<std::string>().find("camera near the floor"), std::string::npos);
  EXPECT_EQ(finding_of(analysis, "squat_dominant").at("verdict"), "good");
}

// It read 1.22: the network's heel and toe lie closer together than those of the foot.
TEST(Film, OfAHingeTellsHowFarTheHipsWentBackInFeet) {
  const TempFolder folder;
  const Json analysis = analysis_of(folder, test_clip("36_low_camera.hinge"));
  constexpr double rendered = 1.08, one_sd = 0.14;
  ASSERT_EQ(analysis.at("reps").size(), 2U);
  for (const auto& rep : analysis.at("reps")) {
    EXPECT_NEAR(rep.at("metrics").at("posterior_hip_travel_peak").at("value").get<double>(), rendered, one_sd);
  }
}

// --start and --end were left unread for anything but a video.
TEST(Film, OfWhichOnlyAStretchIsAskedForIsCutLikeAVideoWhenItIsARecording) {
  const TempFolder folder;
  const auto whole = analysis_of(folder, test_clip("36_low_camera.hinge")).at("reps");
  ASSERT_EQ(whole.size(), 2U);
  const double second_start = whole.at(1).at("start_s");
  const auto first = analysis_of(folder, test_clip("36_low_camera.hinge"), {"--end", std::to_string(second_start)}).at("reps");
  ASSERT_EQ(first.size(), 1U);
  EXPECT_NEAR(first.at(0).at("bottom_s"), whole.at(0).at("bottom_s"), 0.1);
}

TEST(Film, FromBehindDoesNotJudgeTheBackAndAsksForASideView) {
  const TempFolder folder;
  const Json analysis = analysis_of(folder, test_clip("40_from_behind.hinge"));
  EXPECT_EQ(rules_with(analysis, "fault"), std::vector<std::string>{});
  const auto& metrics = analysis.at("reps").at(0).at("metrics");
  EXPECT_FALSE(metrics.contains("posterior_hip_travel_peak") && metrics.at("posterior_hip_travel_peak").contains("value"))
      << "a foot seen from its end gives no foot lengths";
  const Json lumbar = finding_of(analysis, "lumbar_flexion");
  EXPECT_EQ(lumbar.at("verdict"), "cannot_judge");
  EXPECT_NE(lumbar.at("why").get<std::string>().find("Film from the side"), std::string::npos);
}

TEST(Film, OfPlatesBeforeHipsAndLegsAccusesNobodyAndIsLessSure) {
  const TempFolder folder;
  const Json analysis = analysis_of(folder, test_clip("04_plates.hinge"), {"--exercise", "romanian_deadlift", "--load-kg", "60"});
  EXPECT_EQ(rules_with(analysis, "fault"), std::vector<std::string>{});
  const auto& metrics = analysis.at("reps").at(0).at("metrics");
  if (metrics.contains("knee_flexion_peak")) {
    EXPECT_GT(metrics.at("knee_flexion_peak").at("sd").get<double>(), 5);
  }
}

TEST(Film, OfAWallTapSaysThatTheReadingIsRough) {
  const TempFolder folder;
  const Json analysis = analysis_of(folder, plain_recording(), {"--exercise", "wall_tap_hinge"});
  const Json lumbar = finding_of(analysis, "lumbar_flexion");
  EXPECT_NE(lumbar.at("verdict"), "fault");
  EXPECT_NE(lumbar.at("why").get<std::string>().find("touch a wall"), std::string::npos) << lumbar;
}

/// The back side of every silhouette pushed outwards: by `cells(frame, height)`, height 0 at the top row with a person,
/// 1 at the lowest. The demo faces image left: behind is to the right.
void push_the_back_out(body::Recording& recording, const std::function<int(std::size_t, double)>& cells_of) {
  for (std::size_t i = 0; i < recording.frames.size(); ++i) {
    auto& silhouette = recording.frames[i].silhouette;
    if (silhouette.empty()) continue;
    auto mask = body::unpack_silhouette(silhouette).value();
    const int n = silhouette.cells;
    const auto at = [&](int row, int column) -> std::uint8_t& {
      return mask[static_cast<std::size_t>(row) * static_cast<std::size_t>(n) + static_cast<std::size_t>(column)];
    };
    const auto inside = [&](int row) { return std::ranges::any_of(std::span(&at(row, 0), static_cast<std::size_t>(n)), [](auto p) { return p > 127; }); };
    int top = 0, low = n - 1;
    while (top < n && !inside(top)) ++top;
    while (low > top && !inside(low)) --low;
    for (int row = top; row <= low && top < n; ++row) {
      int last = n - 1;
      while (last > 0 && at(row, last) <= 127) --last;
      const int out = cells_of(i, static_cast<double>(row - top) / std::max(1, low - top));
      for (int column = last; column <= std::min(n - 1, last + out) && last > 0; ++column) at(row, column) = 255;
    }
    silhouette = body::pack_silhouette(silhouette.region, n, mask);
  }
}

TEST(Film, OfACoatOrLongHairOverTheBackMakesNoFaultOfAGoodBack) {
  const TempFolder folder;
  const auto bare = mocap::load_clip(plain_recording());
  ASSERT_TRUE(bare);
  const std::function<int(std::size_t, double)> coat = [](std::size_t, double height) { return height < 0.6 ? static_cast<int>(30 * height) : 0; };
  const std::function<int(std::size_t, double)> flapping_coat = [](std::size_t frame, double height) {
    return height < 0.6 ? static_cast<int>(12 + 10 * std::sin(0.7 * static_cast<double>(frame))) : 0;
  };
  const std::function<int(std::size_t, double)> hair = [](std::size_t, double height) { return height < 0.35 ? 8 : 0; };
  for (const auto* cover : {&coat, &flapping_coat, &hair}) {
    auto recording = *bare;
    push_the_back_out(recording, *cover);
    const fs::path path = folder.path() / "covered.hinge";
    ASSERT_TRUE(mocap::save_clip(recording, path));
    const Json analysis = analysis_of(folder, path);
    const auto faults = rules_with(analysis, "fault");
    for (const char* rule : {"lumbar_flexion", "lumbar_change_under_load", "rib_flare"}) {
      EXPECT_EQ(std::ranges::count(faults, rule), 0) << rule;
    }
  }
}

TEST(Numbers, OutsideWhatPeopleAreNameTheOptionAndItsRange) {
  const TempFolder folder;
  const std::string clip = test_clip("36_low_camera.hinge").string();
  for (const auto& [option, value] : {std::pair{"--height-cm", "-178"}, std::pair{"--height-cm", "20"}, std::pair{"--mass-kg", "-70"},
                                      std::pair{"--mass-kg", "0"}, std::pair{"--mass-kg", "2000"}, std::pair{"--load-kg", "-5"},
                                      std::pair{"--load-kg", "9000"}, std::pair{"--load-kg", "nan"}, std::pair{"--plate-cm", "-45"}}) {
    const Outcome outcome = run_hinge({"analyze", clip, option, value, "--out", (folder.path() / "out").string(), "--quiet"});
    EXPECT_EQ(outcome.code, 2) << option << ' ' << value << ": " << outcome.err;
    EXPECT_NE(outcome.err.find(option), std::string::npos) << outcome.err;
    EXPECT_FALSE(fs::exists(folder.path() / "out"));
  }
}

}  // namespace
}  // namespace hinge::test
