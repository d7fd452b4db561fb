#include "hinge/mocap/clip_file.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <zstd.h>

#include <array>
#include <fstream>

#include "hinge/base/files.h"
#include "hinge/mocap/internal/clip_document.h"
#include "hinge/mocap/internal/clip_upgrades.h"
#include "hinge/mocap/internal/recording_difference.h"
#include "tests/support/temp_folder.h"

namespace hinge::mocap {
namespace {

using body::Recording;

/// Two frames of two joints, one frame without anybody; numbers that a 32-bit float holds exactly.
Recording small_recording() {
  Recording recording;
  recording.source = {"squat.mp4", "abc123", Seconds{0.1}, 3, 29.97, 1080, 1920, 0, std::nullopt};
  recording.estimator = "blazepose-full";
  recording.people = 2;
  recording.cuts = {Seconds{1.0 / 30}};
  recording.warnings = {{"two_people", "Two people were seen."}};
  recording.names = {"left_hip", "left_knee"};
  recording.frames.resize(3);
  recording.frames[1].time = Seconds{1.0 / 30};
  recording.frames[2].time = Seconds{2.0 / 30};
  for (const std::size_t i : {0U, 2U}) {
    recording.frames[i].landmarks.resize(2);
    auto& hip = recording.frames[i].landmarks[0];
    hip.image = {512.25, 300.5, -20.125};
    hip.metric = {0.5, -0.25, 0.125};
    hip.visibility = 0.75;
    hip.presence = 0.5;
    hip.measured = true;
  }
  const std::vector<std::uint8_t> mask(16 * 16, 200);
  recording.frames[2].silhouette = body::pack_silhouette({{500, 400}, 256, Radians{0.25}}, 16, mask);
  recording.implement = {body::ImplementPoint{{400.5, 310.25}, 43.5, 0.75}, std::nullopt, std::nullopt};
  recording.stick = {std::nullopt, body::StickLine{{310.5, 20}, {330, 240.25}, 1.25, 0.75}, std::nullopt};
  recording.uprights = {{{400.5, 2}, {394.25, 300}, 0.75}, {{80, 20}, {81, 200}, 1}};
  return recording;
}

std::string small_clip() { return render_clip(small_recording()).value(); }

/// A clip file around a document of our making, to try what a valid checksum can hide.
std::string wrap(const nlohmann::json& document) {
  const auto content = nlohmann::json::to_cbor(document);
  std::string packed(ZSTD_compressBound(content.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), content.data(), content.size(), 1));
  return small_clip().substr(0, 12) + packed;
}

std::string error_of(std::string_view bytes) {
  const auto result = parse_clip(bytes, "clip.hinge");
  return result ? "no error" : to_string(result.error());
}

TEST(ClipFile, GivesBackTheRecordingThatWasSaved) {
  const test::TempFolder folder;
  ASSERT_TRUE(save_clip(small_recording(), folder.path() / "clip.hinge"));
  EXPECT_EQ(difference(load_clip(folder.path() / "clip.hinge").value(), small_recording()), "");
}

TEST(ClipFile, KeepsAnEmptyRecording) { EXPECT_EQ(difference(parse_clip(render_clip({}).value(), "c").value(), {}), ""); }

TEST(ClipFile, OfAnOlderHingeHasNoImplement) {
  auto document = to_document(small_recording());
  document.erase("implement");
  document.erase("stick");
  document.erase("uprights");
  const auto read = parse_clip(wrap(document), "c");
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->implement.empty());
  EXPECT_TRUE(read->stick.empty());
  EXPECT_TRUE(read->uprights.empty());
}

TEST(ClipFile, KeepsWorldCoordinates) {
  auto recording = small_recording();
  recording.space = body::Space::world;
  recording.frames[0].landmarks[1].world = {1.5, 0.75, -2};
  EXPECT_EQ(difference(parse_clip(render_clip(recording).value(), "c").value(), recording), "");
}

RC_GTEST_PROP(ClipFileProperty, ChangesNothingTheSecondTime, (const std::vector<double>& values)) {
  Recording recording;
  recording.names = {"nose"};
  for (std::size_t i = 0; i < values.size(); ++i) {
    body::Frame frame;
    frame.time = Seconds{static_cast<double>(i) / 29.97};
    frame.landmarks.resize(1);
    frame.landmarks[0].image.x = std::fmod(values[i], 1e6);
    recording.frames.push_back(frame);
  }
  const Recording once = parse_clip(render_clip(recording).value(), "c").value();
  RC_ASSERT(difference(parse_clip(render_clip(once).value(), "c").value(), once) == "");
  for (std::size_t i = 0; i < values.size(); ++i) {
    RC_ASSERT(once.frames[i].time == recording.frames[i].time);
    const double x = recording.frames[i].landmarks[0].image.x;
    RC_ASSERT(std::abs(once.frames[i].landmarks[0].image.x - x) <= 1e-7 * std::abs(x) + 1e-37);
  }
}

TEST(ClipFile, SaysWhenAFileIsSomethingElse) {
  EXPECT_EQ(error_of("%PDF-1.4"), "clip.hinge: is not a clip.hinge file");
  EXPECT_EQ(error_of(""), "clip.hinge: is not a clip.hinge file");
}

TEST(ClipFile, SaysWhenAFileIsNewerThanThisHinge) {
  auto bytes = small_clip();
  bytes[8] = 3;
  EXPECT_EQ(error_of(bytes), "clip.hinge: was written by a newer Hinge, format 3; this one reads up to 1; update Hinge");
  EXPECT_EQ(parse_clip(bytes, "").error().code, Errc::unsupported);
}

TEST(ClipFile, SaysWhenAFileIsCutShort) {
  const auto bytes = small_clip();
  EXPECT_EQ(error_of(bytes.substr(0, bytes.size() - 10)),
            "clip.hinge: is damaged (it ends too early); read the video again to make a new one");
}

TEST(ClipFile, SaysWhenABitHasFlipped) {
  auto bytes = small_clip();
  bytes[bytes.size() - 2] = static_cast<char>(bytes[bytes.size() - 2] ^ 0x10);
  EXPECT_EQ(error_of(bytes),
            "clip.hinge: is damaged (packed data: Restored data doesn't match checksum); read the video again to make a new one");
}

TEST(ClipFile, SaysWhenBytesFollowItsEnd) {
  EXPECT_EQ(error_of(small_clip() + "xx"),
            "clip.hinge: is damaged (2 bytes follow its end); read the video again to make a new one");
}

TEST(ClipFile, IsRefusedOrUnchangedAtEveryCut) {
  const auto bytes = small_clip();
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_FALSE(parse_clip(std::string_view(bytes).substr(0, length), "c")) << length;
  }
}

TEST(ClipFile, IsRefusedOrUnchangedWithAnyOneBitFlipped) {
  const auto bytes = small_clip();
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    auto flipped = bytes;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    const auto result = parse_clip(flipped, "c");
    EXPECT_EQ(result ? difference(*result, small_recording()) : "", "") << bit;
  }
}

TEST(ClipFile, RefusesADecompressionBomb) {
  const std::vector<char> zeros(std::size_t{40} << 20);
  std::string packed(ZSTD_compressBound(zeros.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), zeros.data(), zeros.size(), 1));
  EXPECT_EQ(error_of(small_clip().substr(0, 12) + packed),
            "clip.hinge: is damaged (it unpacks to an implausible size); read the video again to make a new one");
}

TEST(ClipFile, RefusesDeepNesting) {
  nlohmann::json deep = 1;
  for (int i = 0; i < 100; ++i) deep = nlohmann::json::array({deep});
  EXPECT_EQ(error_of(wrap(deep)),
            "clip.hinge: is damaged (its content is not the CBOR it should be); read the video again to make a new one");
}

struct Tampering {
  const char* name;
  void (*change)(nlohmann::json&);
  const char* complaint;
};
class ClipContent : public testing::TestWithParam<Tampering> {};

TEST_P(ClipContent, IsRefusedWithThePlaceNamed) {
  auto document = to_document(small_recording());
  GetParam().change(document);
  EXPECT_EQ(error_of(wrap(document)), std::string("clip.hinge: is damaged (") + GetParam().complaint +
                                          "); read the video again to make a new one");
}

using J = nlohmann::json;
J floats(float value, std::size_t count) {
  std::vector<std::uint8_t> bytes;
  for (std::size_t i = 0; i < count; ++i) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    for (int k = 0; k < 4; ++k) bytes.push_back(static_cast<std::uint8_t>(bits >> (8 * k)));
  }
  return J::binary(bytes);
}
const std::array<Tampering, 21> tamperings{{
    {"NoNames", [](J& d) { d.erase("names"); }, "`names` is missing"},
    {"FewerNames", [](J& d) { d["names"].erase(0); }, "`measured` has 4 bytes where 2 x 1 belong"},
    {"ShortTimes", [](J& d) { d["time_s"] = J::binary({1, 2, 3}); }, "`time_s` is not a whole number of values"},
    {"TimeBackwards", [](J& d) { d["time_s"] = J::binary({0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}); },
     "`time_s` does not run forward at position 1"},
    {"ShortCoordinates", [](J& d) { d["image_px"] = floats(1, 11); }, "`image_px` has 44 bytes where 12 x 4 belong"},
    {"NotANumber", [](J& d) { d["image_px"] = floats(std::nanf(""), 12); }, "`image_px` has an impossible value at position 0"},
    {"FarAway", [](J& d) { d["metric_m"] = floats(1e20F, 12); }, "`metric_m` has an impossible value at position 0"},
    {"OddProbability", [](J& d) { d["visibility"] = floats(1.5F, 4); }, "`visibility` has an impossible value at position 0"},
    {"NegativeWidth", [](J& d) { d["source"]["width_px"] = -5; }, "`width_px` is out of range"},
    {"OddPerson", [](J& d) { d["person"] = J::binary({1, 2, 1}); }, "`person` holds something other than 0 and 1"},
    {"LostSilhouette", [](J& d) { d["silhouettes"]["frame"] = J::binary({9, 0, 0, 0}); }, "silhouette 0 belongs to no frame"},
    {"HugeSilhouette", [](J& d) { d["silhouettes"]["bytes"] = J::binary({255, 255, 255, 255}); }, "silhouette 0 has an impossible size"},
    {"LostImplement", [](J& d) { d["implement"]["frame"] = J::binary({9, 0, 0, 0}); }, "implement 0 belongs to no frame"},
    {"PointlikeImplement", [](J& d) { d["implement"]["circle"] = floats(0, 4); }, "`circle` has an impossible value at position 2"},
    {"SureImplement", [](J& d) { d["implement"]["circle"] = floats(2, 4); }, "`circle` has an impossible value at position 3"},
    {"LostStick", [](J& d) { d["stick"]["frame"] = J::binary({9, 0, 0, 0}); }, "stick 0 belongs to no frame"},
    {"StickWithoutLength", [](J& d) { d["stick"]["line"] = floats(0, 6); }, "stick 0 has no length"},
    {"ShortUprights", [](J& d) { d["uprights"] = floats(1, 7); }, "`uprights` has an impossible length"},
    {"UprightUpsideDown", [](J& d) { d["uprights"] = floats(1, 5); }, "an upright ends above its beginning"},
    {"ShortStick", [](J& d) { d["stick"]["line"] = floats(1, 5); }, "`line` has 20 bytes where 6 x 4 belong"},
    {"ShortImplement", [](J& d) { d["implement"]["circle"] = floats(1, 3); }, "`circle` has 12 bytes where 4 x 4 belong"},
}};
INSTANTIATE_TEST_SUITE_P(Tampered, ClipContent, testing::ValuesIn(tamperings),
                         [](const auto& tampered) { return tampered.param.name; });

Result<void> add_word(nlohmann::json& document) {
  document["word"] = "two";
  return {};
}
Result<void> double_word(nlohmann::json& document) {
  document["word"] = document["word"].get<std::string>() + document["word"].get<std::string>();
  return {};
}

TEST(ClipUpgrade, RunsEachStepOnceAndInOrder) {
  const std::array<ClipUpgrade, 2> steps{add_word, double_word};
  nlohmann::json document;
  ASSERT_TRUE(upgrade_document(document, 1, steps));
  EXPECT_EQ(document["word"], "twotwo");
}

TEST(ClipUpgrade, StartsAtTheFilesOwnFormat) {
  const std::array<ClipUpgrade, 2> steps{add_word, double_word};
  nlohmann::json document{{"word", "a"}};
  ASSERT_TRUE(upgrade_document(document, 2, steps));
  EXPECT_EQ(document["word"], "aa");
}

TEST(ClipUpgrade, ReachesTheFormatThatIsWritten) { EXPECT_EQ(clip_upgrades().size() + 1, clip_format); }

}  // namespace
}  // namespace hinge::mocap
