// Films that are hardly films of an exercise: too short, a title, far away, a screen, two people in turn, somebody who
// leaves. Each has its answer. By the real program; derived from shipped clips with ffmpeg, the lite network.
#include <string>

#include "tests/e2e/film.h"

namespace hinge::test {
namespace {

using Json = nlohmann::json;

std::string input(const std::string& clip, const std::string& part = "") { return " " + part + " -i '" + test_clip(clip).string() + "' "; }

/// One repetition of the demo clip through a filter graph from [v] to [out], 15 small pictures a second before it.
Json rep_through(const TempFolder& folder, const std::string& graph) {
  return analysis_of(folder, run_ffmpeg(folder, input("demo_hinge.mp4", "-t 4.6") + "-filter_complex '[0:v]" + small_film + "[v];" + graph + "' -map '[out]'"));
}

bool says(const Json& analysis, const std::string& words) { return analysis.dump().find(words) != std::string::npos; }

TEST(Film, OfAThirdOfASecondHasNoRepetitionAndSaysWhy) {
  const TempFolder folder;
  const Json analysis = analysis_of(folder, run_ffmpeg(folder, input("demo_hinge.mp4", "-ss 2 -t 0.3")));
  EXPECT_TRUE(analysis.at("reps").empty());
  EXPECT_NE(analysis.at("movement").at("why_no_reps"), "");
}

TEST(Film, OfATitleOnlyShowsNobody) {
  const TempFolder folder;
  const Json analysis = analysis_of(folder, run_ffmpeg(folder, "-f lavfi -i 'color=c=0x203040:s=640x360:d=2:r=15,drawbox=x=200:y=150:w=240:h=60:color=white:t=fill'"));
  EXPECT_TRUE(analysis.at("reps").empty());
  EXPECT_EQ(analysis.at("capture").at("people"), 0);
}

TEST(Film, OfAPersonOfASeventhOfThePicturesHeightIsCounted) {
  const TempFolder folder;  // the person fills 280 of the clip's 360 lines
  const Json analysis = rep_through(folder, "color=c=0x6a7a72:s=1280x720:r=15[room];[v]scale=236:132[far];[room][far]overlay=560:380:shortest=1[out]");
  EXPECT_EQ(analysis.at("reps").size(), 1U);
  EXPECT_EQ(analysis.at("movement").at("pattern"), "hinge");
}

TEST(Film, BetweenBlackBarsIsCounted) {
  const TempFolder folder;
  const Json analysis = rep_through(folder, "[v]crop=230:360:205:0,scale=-2:180,pad=180:320:(ow-iw)/2:30:color=0x405060,pad=640:320:(ow-iw)/2:0[out]");
  EXPECT_EQ(analysis.at("reps").size(), 1U);
  EXPECT_EQ(analysis.at("movement").at("pattern"), "hinge");
}

TEST(Film, OfAScreenThatShowsAFilmIsJudgedAsThatFilm) {
  const TempFolder folder;
  const Json analysis = rep_through(folder, "[v]scale=448:252,pad=464:268:8:8:color=0x101010,pad=640:360:60:30:color=0x707880[out]");
  EXPECT_EQ(analysis.at("reps").size(), 1U);
  EXPECT_EQ(analysis.at("movement").at("pattern"), "hinge");
}

TEST(Film, OfTwoPeopleInTurnIsTwoSetsAndJudgesOneOfThem) {
  const TempFolder folder;
  const std::string alike = "fps=15,scale=640:360,setsar=1";
  const Json analysis = analysis_of(folder, run_ffmpeg(folder, input("demo_hinge.mp4") + input("10_kb_swing.mp4") + "-filter_complex '[0:v]" + alike + "[a];[1:v]" + alike + "[b];[a][b]concat=n=2[out]' -map '[out]'"));
  EXPECT_TRUE(warns(analysis, "several_sets")) << analysis.at("capture").dump();
  EXPECT_TRUE(says(analysis, "is judged here")) << analysis.at("capture").dump();
}

TEST(Film, OfAPersonWhoLeavesInMidRepetitionCountsOnlyTheWholeOnes) {
  const TempFolder folder;  // from the second bottom on only the room is left
  constexpr double bottom_s = 6.27, end_s = 9;  // demo_hinge.truth.json
  const std::string leave_s = std::to_string(bottom_s);
  const Json analysis = analysis_of(folder, run_ffmpeg(folder, input("demo_hinge.mp4", "-t " + std::to_string(end_s)) + "-filter_complex '[0:v]" + small_film + ",drawbox=x=0:y=0:w=iw:h=ih:color=0x556070:t=fill:enable=gte(t\\,"
                                                                + leave_s + ")[out]' -map '[out]'"));
  EXPECT_EQ(analysis.at("reps").size(), 1U);
  EXPECT_TRUE(warns(analysis, "person_lost")) << analysis.at("capture").dump();
}

}  // namespace
}  // namespace hinge::test
