#include "hinge/mocap/internal/force_plate.h"

#include <gtest/gtest.h>

namespace hinge::mocap {
namespace {

/// A plate of 0.4 × 0.6 m on the floor of a Z-up laboratory, its own z downwards as AMTI's: corner 1 lies at its +x +y.
C3dParameters plate_of_type(int type, std::size_t channels, std::vector<double> origin_mm) {
  C3dParameters parameters;
  parameters.add("FORCE_PLATFORM:USED", {{}, {1}, {}});
  parameters.add("FORCE_PLATFORM:TYPE", {{1}, {static_cast<double>(type)}, {}});
  // x to the laboratory's +y, y to its +x: z = x × y points down.
  parameters.add("FORCE_PLATFORM:CORNERS", {{3, 4, 1}, {600, 400, 0, 600, 0, 0, 0, 0, 0, 0, 400, 0}, {}});
  parameters.add("FORCE_PLATFORM:ORIGIN", {{3, 1}, std::move(origin_mm), {}});
  std::vector<double> wires;
  for (std::size_t i = 1; i <= channels; ++i) wires.push_back(static_cast<double>(i));
  parameters.add("FORCE_PLATFORM:CHANNEL", {{channels, 1}, wires, {}});
  return parameters;
}

std::vector<AnalogChannel> channels_of(const std::vector<double>& values, const std::string& moment_unit = "Nmm") {
  std::vector<AnalogChannel> channels;
  for (std::size_t i = 0; i < values.size(); ++i) channels.push_back({"c", i < 3 ? "N" : moment_unit, {values[i]}});
  return channels;
}

/// 700 N downwards, 0.05 m from the middle along the plate's x and 0.1 m along its y.
constexpr double load = 700, place_x = 0.05, place_y = 0.1;

void expect_the_load(const std::vector<ForcePlate>& plates) {
  ASSERT_EQ(plates.size(), 1U);
  const PlateLoad& at = plates[0].loads.at(0);
  EXPECT_NEAR(at.force_n.z, load, 1e-9);
  EXPECT_NEAR(at.force_n.x, 0, 1e-9);
  ASSERT_TRUE(at.pressure);
  EXPECT_NEAR(at.pressure->x, 0.3 + place_y, 1e-9);
  EXPECT_NEAR(at.pressure->y, 0.2 + place_x, 1e-9);
  EXPECT_NEAR(at.pressure->z, 0, 1e-9);
}

std::vector<ForcePlate> read(const C3dParameters& parameters, const std::vector<AnalogChannel>& channels) {
  std::vector<body::Warning> warnings;
  auto plates = read_force_plates(parameters, channels, 0.001, warnings);
  EXPECT_TRUE(warnings.empty());
  return plates;
}

TEST(ForcePlate, OfType1GivesThePlaceItself) {
  expect_the_load(read(plate_of_type(1, 6, {0, 0, 0}), channels_of({0, 0, load, place_x * 1000, place_y * 1000, 0}, "mm")));
}

TEST(ForcePlate, OfType2FindsThePlaceByItsMoments) {
  const auto values = channels_of({0, 0, load, load * place_y * 1000, -load * place_x * 1000, 0});
  expect_the_load(read(plate_of_type(2, 6, {0, 0, 0}), values));
  const auto metres = channels_of({0, 0, load, load * place_y, -load * place_x, 0}, "N.m");
  expect_the_load(read(plate_of_type(2, 6, {0, 0, 0}), metres));
}

TEST(ForcePlate, OfType2TakesTheDepthOfItsSensorIntoAccount) {
  // 100 N along x at the surface turn the sensor 40 mm below by 4 Nm about y.
  const double depth = 0.04, shear = 100;
  for (const double sign : {-1.0, 1.0}) {  // some files have the depth's sign the wrong way round
    const auto values = channels_of({shear, 0, load, load * place_y * 1000, (-load * place_x - shear * depth) * 1000, 0});
    const auto plates = read(plate_of_type(2, 6, {0, 0, sign * depth * 1000}), values);
    ASSERT_EQ(plates.size(), 1U);
    EXPECT_NEAR(plates[0].loads[0].pressure->y, 0.2 + place_x, 1e-9);
  }
}

TEST(ForcePlate, OfType3AddsItsFourSensors) {
  const double a = 0.12, b = 0.2, quarter = load / 4;
  // Fz1 at +x +y, 2 at -x +y, 3 at -x -y, 4 at +x -y.
  const double x = quarter * place_x / a, y = quarter * place_y / b;
  expect_the_load(read(plate_of_type(3, 8, {120, 200, 0}),
                       channels_of({0, 0, 0, 0, quarter + x + y, quarter - x + y, quarter - x - y, quarter + x - y})));
}

TEST(ForcePlate, OfType4IsCalibrated) {
  auto parameters = plate_of_type(4, 6, {0, 0, 0});
  std::vector<double> matrix(36, 0);
  for (std::size_t i = 0; i < 6; ++i) matrix[7 * i] = 10;
  matrix[6 * 2 + 3] = 1000;  // the channel of Fz (column 2) leaks into Mx (row 3)
  parameters.add("FORCE_PLATFORM:CAL_MATRIX", {{6, 6, 1}, matrix, {}});
  const double raw = load / 10, leak = raw * 1000;
  expect_the_load(read(parameters, channels_of({0, 0, raw, (load * place_y * 1000 - leak) / 10, -load * place_x * 100, 0})));
}

TEST(ForcePlate, PushesUpwardsWhicheverForceTheFileHolds) {
  expect_the_load(read(plate_of_type(2, 6, {0, 0, 0}), channels_of({0, 0, -load, -load * place_y * 1000, load * place_x * 1000, 0})));
}

TEST(ForcePlate, WithoutALoadHasNoPlace) {
  const auto plates = read(plate_of_type(2, 6, {0, 0, 0}), channels_of({0, 0, 3, 500, 500, 0}));
  EXPECT_FALSE(plates.at(0).loads.at(0).pressure);
}

TEST(ForcePlate, ThatIsNotDescribedIsLeftOutWithAWarning) {
  std::vector<body::Warning> warnings;
  auto parameters = plate_of_type(2, 6, {0, 0, 0});
  const auto few = channels_of({1, 2, 3});
  EXPECT_TRUE(read_force_plates(parameters, few, 0.001, warnings).empty());
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(warnings[0].code, "force_plate");
  EXPECT_TRUE(read_force_plates(plate_of_type(7, 6, {0, 0, 0}), channels_of({0, 0, 700, 0, 0, 0}), 0.001, warnings).empty());
}

}  // namespace
}  // namespace hinge::mocap
