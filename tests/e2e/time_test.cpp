// What people's films do with time: repeated stamps, repeated pictures, slow motion, cuts, a clock that jumps. By the
// real program; derived from a shipped clip with ffmpeg, one repetition each, the lite network, 15 pictures a second.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "hinge/mocap/clip_file.h"
#include "tests/e2e/film.h"

namespace hinge::test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// The first repetition of the demo clip, its pictures and times changed by an ffmpeg filter.
fs::path changed_rep(const TempFolder& folder, const std::string& filter) {
  return run_ffmpeg(folder, "-t 4.6 -i '" + test_clip("demo_hinge.mp4").string() + "' -vf '" + small_film + filter +
                                "' -fps_mode passthrough");
}

const Json& plain_rep() {
  static const TempFolder folder;
  static const Json analysis = analysis_of(folder, changed_rep(folder, ""));
  return analysis;
}

double bottom_s(const Json& analysis) { return analysis.at("reps").at(0).at("bottom_s").get<double>(); }
const Json& metric(const Json& analysis, const std::string& name) { return analysis.at("reps").at(0).at("metrics").at(name); }

TEST(FilmTime, OfAnOrdinaryClipIsBelieved) {
  ASSERT_EQ(plain_rep().at("reps").size(), 1U);
  for (const char* code : {"slow_motion", "held_pictures", "repeated_times", "uneven_times", "clock_jump", "sparse_pictures"})
    EXPECT_FALSE(warns(plain_rep(), code)) << code;
  EXPECT_TRUE(metric(plain_rep(), "rep_duration").contains("value"));
}

TEST(FilmTime, WithANeighboursTimeOnEveryTenthPictureGivesTheSameRepetition) {
  const TempFolder folder;
  const Json analysis = analysis_of(folder, changed_rep(folder, ",setpts=(N-eq(mod(N\\,10)\\,9))/15/TB"));
  ASSERT_EQ(analysis.at("reps").size(), 1U);
  EXPECT_TRUE(warns(analysis, "uneven_times"));
  EXPECT_NEAR(bottom_s(analysis), bottom_s(plain_rep()), 0.25);  // the hold at the bottom is as long
}

TEST(FilmTime, OfSlowMotionMadeByRepeatingPicturesIsDoubtedAndSetRightByItsScale) {
  const TempFolder folder;
  const fs::path clip = changed_rep(folder, ",setpts=6*PTS,fps=15");
  const Json doubted = analysis_of(folder, clip);
  EXPECT_TRUE(warns(doubted, "held_pictures"));
  EXPECT_TRUE(warns(doubted, "slow_motion"));
  for (const auto& rep : doubted.at("reps")) EXPECT_FALSE(rep.at("metrics").value("rep_duration", Json::object()).contains("value"));
  const Json told = analysis_of(folder, folder.path() / "out" / "clip.hinge", {"--time-scale", "6"});
  ASSERT_EQ(told.at("reps").size(), 1U);
  EXPECT_FALSE(warns(told, "slow_motion"));
  EXPECT_NEAR(bottom_s(told), bottom_s(plain_rep()), 0.15);
}

TEST(FilmTime, OfAFilmMirroredFromTheMiddleOnCountsNoCutAsARepetition) {
  const TempFolder folder;
  const double middle = bottom_s(plain_rep());
  const Json analysis = analysis_of(folder, changed_rep(folder, ",hflip=enable=gte(t\\," + std::to_string(middle + 0.4) + ")"));
  EXPECT_LE(analysis.at("reps").size(), 1U);
  for (const auto& rep : analysis.at("reps"))
    EXPECT_NEAR(rep.at("metrics").at("hip_fold_peak").at("value").get<double>(), metric(plain_rep(), "hip_fold_peak").at("value").get<double>(), 6);
}

TEST(FilmTime, ThatJumpsByADayIsSaidAndTakesNoLonger) {
  const TempFolder folder;
  const Json analysis = analysis_of(folder, changed_rep(folder, ",setpts=(N+gte(N\\,66)*1296000)/15/TB"));
  EXPECT_TRUE(warns(analysis, "clock_jump"));
  EXPECT_EQ(warns(analysis, "low_fps"), warns(plain_rep(), "low_fps"));
}

TEST(FilmTime, OfTenPicturesHoursApartIsAnAnswer) {
  const TempFolder folder;
  const Json analysis = analysis_of(folder, changed_rep(folder, ",trim=end_frame=10,setpts=N*200000/TB"));
  EXPECT_TRUE(analysis.at("reps").empty());
  EXPECT_FALSE(analysis.at("movement").at("why_no_reps").get<std::string>().empty());
}

TEST(FilmTime, OfAThirdOfASecondOrATitleCardAloneIsAnAnswerWithoutRepetitions) {
  const TempFolder folder;
  const Json shortest = analysis_of(folder, changed_rep(folder, ",trim=end=0.3"));
  EXPECT_TRUE(shortest.at("reps").empty());
  EXPECT_NE(shortest.at("movement").at("why_no_reps"), "");
  const Json card = analysis_of(folder, run_ffmpeg(folder, "-f lavfi -i smptebars=s=320x180:d=1:r=15"));
  EXPECT_TRUE(card.at("reps").empty());
  EXPECT_TRUE(warns(card, "nobody_found"));
}

TEST(FilmTime, OfAScreenThatShowsAFilmIsJudgedOrRefusedInWords) {
  const TempFolder folder;
  const Json analysis = analysis_of(folder, changed_rep(folder, ",scale=320:180,pad=640:360:160:90:gray"));
  EXPECT_TRUE(analysis.at("reps").size() == 1U || analysis.at("movement").at("why_no_reps") != "");
}

TEST(FilmTime, OfAClipNamedByDotsAloneGoesToAFolderOfItsOwn) {
  const TempFolder folder;
  const fs::path clip = run_ffmpeg(folder, "-f lavfi -i smptebars=s=320x180:d=0.4:r=15", "...mp4");
  const fs::path out = folder.path() / "results" / "here";
  const Outcome outcome = run_hinge({"analyze", clip.string(), test_clip("36_low_camera.hinge").string(), "--out", out.string(), "--only", "json", "--quiet"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_FALSE(fs::exists(folder.path() / "results" / "analysis.json"));
  EXPECT_TRUE(fs::exists(out / "clip" / "analysis.json"));
}

/// Of a film of 60 pictures a second.
std::size_t pictures_looked_at(const std::vector<std::string>& more) {
  const TempFolder folder;
  const fs::path clip = run_ffmpeg(folder, "-t 2.5 -i '" + test_clip("demo_hinge.mp4").string() + "'" + " -vf 'scale=320:180,setsar=1,minterpolate=fps=60:mi_mode=blend'");
  EXPECT_TRUE(analysis_of(folder, clip, more).contains("reps"));
  const auto recording = mocap::load_clip(folder.path() / "out" / "clip.hinge");
  EXPECT_TRUE(recording.has_value());
  return recording ? recording->frames.size() : 0;
}

TEST(FilmTime, OfSixtyPicturesASecondIsLookedAtThirtyTimesUnlessEveryFrameIsAskedFor) {
  const std::size_t some = pictures_looked_at({}), all = pictures_looked_at({"--every-frame"});
  EXPECT_GT(all, 140U);
  EXPECT_NEAR(static_cast<double>(some), static_cast<double>(all) / 2, 2);
}

}  // namespace
}  // namespace hinge::test
