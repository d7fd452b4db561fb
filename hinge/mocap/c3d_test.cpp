#include "hinge/mocap/c3d.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "hinge/mocap/internal/c3d_bytes.h"
#include "hinge/mocap/internal/recording_difference.h"

namespace hinge::mocap {
namespace {

using body::Recording;

body::Landmark seen(double x, double y, double z) {
  body::Landmark landmark;
  landmark.world = {x, y, z};
  landmark.visibility = landmark.presence = 1;
  landmark.measured = true;
  return landmark;
}

/// A head above an ankle that move, and a marker that is hidden in every third frame.
Trial walking(std::size_t frames = 12, double rate_hz = 59.94) {
  Trial trial;
  Recording& recording = trial.recording;
  recording.space = body::Space::world;
  recording.estimator = "c3d";
  recording.names = {"nose", "left_ankle", "stray marker"};
  for (std::size_t i = 0; i < frames; ++i) {
    body::Frame frame;
    const double t = static_cast<double>(i) / rate_hz;
    frame.time = Seconds{t};
    frame.landmarks = {seen(0.1 + t, 1.6, -0.2), seen(0.05, 0.08 + 0.1 * t, -0.25), seen(-1.25, 0.5, 2)};
    if (i % 3 == 1) frame.landmarks[2] = {};
    recording.frames.push_back(frame);
  }
  recording.source = {.file = "x.c3d", .sha256 = "", .duration = recording.frames.back().time,
                      .frames = static_cast<std::int64_t>(frames), .fps = rate_hz, .time_scale = std::nullopt};
  recording.people = 1;
  trial.signals.rate_hz = 2 * rate_hz;
  trial.signals.channels = {{"Fz1", "N", {}}, {"EMG1", "V", {}}};
  for (std::size_t i = 0; i < 2 * frames; ++i) {
    trial.signals.channels[0].samples.push_back(700 - 10 * static_cast<double>(i));
    trial.signals.channels[1].samples.push_back(0.001 * static_cast<double>(i));
  }
  trial.signals.events = {{"Foot Strike", "Left", Seconds{0.05}}, {"Event", "", Seconds{61.5}}};
  return trial;
}

Trial read(const std::string& bytes) {
  auto trial = parse_c3d(bytes, "x.c3d");
  EXPECT_TRUE(trial) << to_string(trial.error());
  return trial ? *trial : Trial{};
}
std::string error_of(const std::string& bytes) {
  const auto trial = parse_c3d(bytes, "x.c3d");
  return trial ? "no error" : to_string(trial.error());
}
void put_word(std::string& bytes, std::size_t number, unsigned value) {
  bytes[2 * (number - 1)] = static_cast<char>(value & 0xFF);
  bytes[2 * (number - 1) + 1] = static_cast<char>(value >> 8);
}
/// Changes the first number of a parameter of an Intel file.
void put_parameter(std::string& bytes, const std::string& name, std::string value) {
  const auto at = bytes.find(name, 512);
  ASSERT_NE(at, std::string::npos);
  const std::size_t rank = static_cast<unsigned char>(bytes[at + name.size() + 3]);
  bytes.replace(at + name.size() + 4 + rank, value.size(), value);
}
constexpr std::size_t data_bytes = 12 * (3 * 4 + 2 * 2) * 4;
std::size_t data_of(const std::string& bytes) { return bytes.size() - (data_bytes + 511) / 512 * 512; }

TEST(C3d, ComesBackTheSameFromSixEncodings) {
  const auto trial = walking();
  for (const auto bytes : {C3dBytes::intel, C3dBytes::dec, C3dBytes::mips}) {
    for (const auto numbers : {C3dNumbers::floats, C3dNumbers::integers}) {
      const auto back = read(render_c3d(trial, {bytes, numbers}).value());
      auto expected = trial.recording;
      expected.source.fps = back.recording.source.fps;
      const double step = numbers == C3dNumbers::floats ? 1e-6 : 4e-5;  // integers: 2 m over 32000
      EXPECT_EQ(difference(back.recording, expected, {step, 1e-6}), "");
      EXPECT_NEAR(back.recording.source.fps, 59.94, 1e-4);
      ASSERT_EQ(back.signals.channels.size(), 2U);
      EXPECT_EQ(back.signals.channels[1].unit, "V");
      EXPECT_NEAR(back.signals.rate_hz, 119.88, 1e-3);
      for (std::size_t i = 0; i < 24; ++i) {
        EXPECT_NEAR(back.signals.channels[0].samples.at(i), 700 - 10 * static_cast<double>(i), 0.02);
        EXPECT_NEAR(back.signals.channels[1].samples.at(i), 0.001 * static_cast<double>(i), 1e-6);
      }
    }
  }
}

TEST(C3d, KeepsEventsWithTheirSides) {
  const auto events = read(render_c3d(walking()).value()).signals.events;
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].label, "Foot Strike");
  EXPECT_EQ(events[0].context, "Left");
  EXPECT_NEAR(events[0].time.value(), 0.05, 1e-6);
  EXPECT_NEAR(events[1].time.value(), 61.5, 1e-5);
}

TEST(C3d, HoldsMoreThan65535Frames) {
  auto trial = walking(66'000, 100);
  trial.signals = {};
  const auto back = read(render_c3d(trial).value());
  EXPECT_EQ(back.recording.frames.size(), 66'000U);
  EXPECT_TRUE(back.recording.warnings.empty());
}

TEST(C3d, HoldsMoreThan255Names) {
  auto trial = walking(2);
  trial.signals = {};
  for (std::size_t i = 3; i < 600; ++i) {
    trial.recording.names.push_back("marker " + std::to_string(i));
    for (auto& frame : trial.recording.frames) frame.landmarks.push_back(seen(0.1, 0.2, 0.3));
  }
  EXPECT_EQ(read(render_c3d(trial).value()).recording.names, trial.recording.names);
}

TEST(C3d, CutOffAnywhereIsAnErrorThatSaysSo) {
  const std::string bytes = render_c3d(walking()).value();
  for (std::size_t length = 0; length < data_of(bytes) + data_bytes; ++length) {
    const auto trial = parse_c3d(std::string_view(bytes).substr(0, length), "x.c3d");
    ASSERT_FALSE(trial) << length;
    EXPECT_FALSE(trial.error().what.empty());
  }
  EXPECT_EQ(error_of(bytes.substr(0, data_of(bytes) + 100)), "x.c3d: is cut off: it promises 12 frames and its bytes make 1; export it again");
  EXPECT_EQ(error_of(bytes.substr(0, 400)), "x.c3d: is cut off within its header of 512 bytes");
}

TEST(C3d, OfAnUnknownComputerIsRefused) {
  std::string bytes = render_c3d(walking()).value();
  bytes[512 + 3] = 77;
  EXPECT_EQ(error_of(bytes), "x.c3d: does not say on what kind of computer it was made: the parameter section names processor 77, not 84 (Intel), 85 (DEC) or 86 (MIPS)");
}

TEST(C3d, OfAnotherComputerThanItSaysIsAnError) {
  std::string bytes = render_c3d(walking()).value();
  bytes[512 + 3] = 86;
  EXPECT_FALSE(parse_c3d(bytes, "x.c3d"));
}

TEST(C3d, WhosePointCountsContradictEachOtherIsRefused) {
  std::string bytes = render_c3d(walking()).value();
  put_word(bytes, 2, 5);
  EXPECT_EQ(error_of(bytes), "x.c3d: contradicts itself: the header counts 5 points a frame, POINT:USED 3");
}

TEST(C3d, WhoseFrameCountsContradictEachOtherIsReadAsFarAsItsBytesBearOut) {
  std::string bytes = render_c3d(walking()).value();
  put_parameter(bytes, "ACTUAL_END_FIELD", std::string("\x40\x1F\0\0", 4));  // 8000
  const auto back = read(bytes);
  EXPECT_EQ(back.recording.frames.size(), 12U);
  ASSERT_FALSE(back.recording.warnings.empty());
  EXPECT_EQ(back.recording.warnings[0].code, "frames_contradict");
}

TEST(C3d, WithABrokenParameterSectionSaysWhere) {
  std::string bytes = render_c3d(walking()).value();
  const auto at = bytes.find("SCALE", 512);
  bytes[at + 7] = 9;  // a type that does not exist
  EXPECT_EQ(error_of(bytes), "x.c3d@byte " + std::to_string(at + 7) + ": the parameter section is broken: SCALE is of type 9, which there is not");
  bytes = render_c3d(walking()).value();
  bytes[at + 5] = 1;  // its pointer lies within itself
  bytes[at + 6] = 0;
  EXPECT_FALSE(parse_c3d(bytes, "x.c3d"));
}

TEST(C3d, WithoutPointsIsRefused) {
  std::string bytes = render_c3d(walking()).value();
  put_word(bytes, 2, 0);
  put_parameter(bytes, "USED", std::string(2, '\0'));
  EXPECT_EQ(error_of(bytes), "x.c3d: holds no points: there is no motion in it");
}

TEST(C3d, MissesWhatOthersWriteForNothing) {
  const std::string bytes = render_c3d(walking()).value();
  const std::size_t first = data_of(bytes);
  const auto is_seen_with = [&](float x, float y, float z, float residual) {
    C3dWriter point(C3dBytes::intel);
    for (const float value : {x, y, z, residual}) point.real(value);
    std::string changed = bytes;
    changed.replace(first, 16, point.take());
    return read(changed).recording.frames[0].landmarks.at(0).measured;
  };
  const float nan = std::numeric_limits<float>::quiet_NaN();
  EXPECT_TRUE(is_seen_with(100, 1600, 0, 0));
  EXPECT_TRUE(is_seen_with(100, 1600, 0, 12));
  EXPECT_FALSE(is_seen_with(100, 1600, 0, -1));
  EXPECT_FALSE(is_seen_with(0, 0, 0, 65535));
  EXPECT_FALSE(is_seen_with(0, 0, 0, 0));
  EXPECT_FALSE(is_seen_with(nan, 1600, 0, 0));
  EXPECT_FALSE(is_seen_with(0, nan, 0, 0));
  EXPECT_FALSE(is_seen_with(0, 1600, nan, 0));
  EXPECT_FALSE(is_seen_with(999999, 999999, 999999, 0));
  EXPECT_FALSE(is_seen_with(-3.7e28F, -3.7e28F, -3.7e28F, 0));
}

TEST(C3d, InMetresOrInAnUnknownUnitIsToldApart) {
  std::string bytes = render_c3d(walking()).value();
  put_parameter(bytes, "UNITS", "cm");
  EXPECT_NEAR(read(bytes).recording.frames[0].landmarks[0].world.y, 16, 1e-3);
  put_parameter(bytes, "UNITS", "  ");
  EXPECT_EQ(read(bytes).recording.warnings.at(0).code, "unit_assumed");
  put_parameter(bytes, "UNITS", "kg");
  EXPECT_EQ(error_of(bytes), "x.c3d: unit \"kg\" of its points (POINT:UNITS) is not one of mm, cm, m, in");
}

TEST(C3d, BehindZeroBytesIsFound) { EXPECT_EQ(read(std::string(1024, '\0') + render_c3d(walking()).value()).recording.frames.size(), 12U); }

TEST(C3d, OfUnevenFramesIsResampledAndGapsStayGaps) {
  auto trial = walking(5, 10);
  trial.signals = {};
  trial.recording.frames[1].time = Seconds{0.15};
  trial.recording.frames[1].landmarks[0] = seen(0.2, 1.6, 0);
  trial.recording.frames[0].landmarks[0] = seen(0.1, 1.6, 0);
  const auto back = read(render_c3d(trial).value()).recording;
  EXPECT_NEAR(back.source.fps, 10, 1e-6);
  EXPECT_NEAR(back.frames[1].landmarks[0].world.x, 0.1 + 0.1 * 0.1 / 0.15, 1e-6);
  EXPECT_FALSE(back.frames[1].landmarks[2].measured);
}

TEST(C3d, DoesNotHoldPixels) {
  Trial trial;
  trial.recording.names = {"nose"};
  body::Frame frame;
  frame.landmarks = {{{10, 20, 0}, {}, {}, 1, 1, true}};
  trial.recording.frames = {frame};
  EXPECT_EQ(render_c3d(trial).error().what, "the recording has pixels only and C3D holds millimetres; write a CSV file instead");
}

TEST(LabSignals, AreATableWithUnitsInItsNames) {
  LabSignals signals;
  signals.rate_hz = 1000;
  signals.channels = {{"EMG left (VL)", "mV", {0.5, -0.25}}};
  ForcePlate plate;
  plate.loads = {{{1, 700, 2}, Point3<World>{0.1, 0, 0.2}}, {{0, 0, 0}, std::nullopt}};
  signals.plates = {plate};
  EXPECT_EQ(render_signals_csv(signals),
            "time_s,emg_left_vl_mv,plate1_force_x_n,plate1_force_y_n,plate1_force_z_n,plate1_pressure_x_m,plate1_pressure_y_m,plate1_pressure_z_m\n"
            "0.000000,0.500000,1.000,700.000,2.000,0.10000,0.00000,0.20000\n"
            "0.001000,-0.250000,0.000,0.000,0.000,,,\n");
}

}  // namespace
}  // namespace hinge::mocap
