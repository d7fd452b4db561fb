#include "hinge/signal/butterworth.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

#include "hinge/base/expect.h"

namespace hinge::signal {
namespace {

constexpr double printed = 5e-7;    // docs/science.md 5.1 prints six decimals
constexpr double rounding = 1e-12;  // a few hundred double operations
constexpr double settled = 1e-8;    // the transient left after the padding

std::vector<double> sine(double frequency_hz, double rate_hz, std::size_t count, double phase = 0) {
  std::vector<double> samples(count);
  for (std::size_t i = 0; i < count; ++i) {
    samples[i] = std::sin(2 * std::numbers::pi * frequency_hz * static_cast<double>(i) / rate_hz + phase);
  }
  return samples;
}

/// |H|^2 of one pass = gain of both.
double gain(const LowPass& f, double frequency_hz, double rate_hz) {
  const std::complex<double> z = std::polar(1.0, -2 * std::numbers::pi * frequency_hz / rate_hz);
  return std::norm((f.a0 + f.a1 * z + f.a2 * z * z) / (1.0 - f.b1 * z - f.b2 * z * z));
}

TEST(LowPass, HasThePublishedCoefficientsAt5HzOf30) {
  const auto f = design_low_pass(5, 30);
  EXPECT_NEAR(f.a0, 0.204254, printed);
  EXPECT_NEAR(f.a1, 0.408508, printed);
  EXPECT_NEAR(f.a2, 0.204254, printed);
  EXPECT_NEAR(f.b1, 0.380232, printed);
  EXPECT_NEAR(f.b2, -0.197247, printed);
}

TEST(LowPass, HasThePublishedCoefficientsAt8HzOf60) {
  const auto f = design_low_pass(8, 60);
  EXPECT_NEAR(f.a0, 0.147168, printed);
  EXPECT_NEAR(f.a1, 0.294336, printed);
  EXPECT_NEAR(f.a2, 0.147168, printed);
  EXPECT_NEAR(f.b1, 0.661293, printed);
  EXPECT_NEAR(f.b2, -0.249965, printed);
}

class Gain : public testing::TestWithParam<std::pair<double, double>> {};
TEST_P(Gain, IsOneAtRestAndHalfThePowerAtTheCutoff) {
  const auto [cutoff_hz, rate_hz] = GetParam();
  for (const auto damping : {Damping::butterworth, Damping::critical}) {
    const auto f = design_low_pass(cutoff_hz, rate_hz, damping);
    EXPECT_NEAR(f.a0 + f.a1 + f.a2 + f.b1 + f.b2, 1, rounding);
    EXPECT_NEAR(gain(f, 0, rate_hz), 1, rounding);
    EXPECT_NEAR(gain(f, cutoff_hz, rate_hz), std::numbers::sqrt2 / 2, 1e-9);
  }
}
INSTANTIATE_TEST_SUITE_P(Rates, Gain,
                         testing::Values(std::pair{5.0, 30.0}, std::pair{6.0, 29.97}, std::pair{8.0, 60.0},
                                         std::pair{1.0, 100.0}, std::pair{14.9, 60.0}));

TEST(LowPass, RefusesACutoffTheRateDoesNotCarry) {
  EXPECT_THROW((void)design_low_pass(7.5, 30), LogicFault);
  EXPECT_THROW((void)design_low_pass(0, 30), LogicFault);
  EXPECT_NO_THROW((void)design_low_pass(highest_cutoff_hz(30), 30));
}

TEST(SmoothUniform, ScalesASineByTheGainAndDoesNotShiftIt) {
  constexpr double rate_hz = 30;
  for (const double frequency_hz : {0.5, 2.0, 5.0}) {
    const auto in = sine(frequency_hz, rate_hz, 600);
    const auto out = smooth_uniform(in, rate_hz, 5);
    const double expected = gain(design_low_pass(5, rate_hz), frequency_hz, rate_hz);
    for (std::size_t i = 100; i < 500; ++i) EXPECT_NEAR(out[i], expected * in[i], settled) << frequency_hz << " " << i;
  }
}

TEST(SmoothUniform, KeepsAStraightLineUpToItsEnds) {
  std::vector<double> line;
  for (int i = 0; i < 20; ++i) line.push_back(3.0 - 0.25 * i);
  const auto out = smooth_uniform(line, 30, 5);
  for (std::size_t i = 0; i < line.size(); ++i) EXPECT_NEAR(out[i], line[i], settled);
}

TEST(SmoothUniform, DoesNotOvershootAStepWhenCriticallyDamped) {
  std::vector<double> step(60, 0.0);
  std::fill(step.begin() + 30, step.end(), 1.0);
  EXPECT_LE(std::ranges::max(smooth_uniform(step, 30, 2, Damping::critical)), 1 + settled);
  EXPECT_GT(std::ranges::max(smooth_uniform(step, 30, 2, Damping::butterworth)), 1.02);
}

TEST(SmoothUniform, LeavesTooFewSamplesAsTheyAre) {
  EXPECT_TRUE(smooth_uniform(std::vector<double>{}, 30, 5).empty());
  EXPECT_EQ(smooth_uniform(std::vector<double>{4}, 30, 5), std::vector<double>{4});
}

TEST(SmoothUniform, NeverLetsOneStretchColourTheNext) {
  Series series;
  for (int i = 0; i < 10; ++i) series.emplace_back(1);
  series.emplace_back(std::nullopt);
  for (int i = 0; i < 10; ++i) series.emplace_back(100);
  const auto out = smooth_uniform(series, 30, 5);
  EXPECT_EQ(out[10], std::nullopt);
  EXPECT_NEAR(*out[9], 1, rounding);
  EXPECT_NEAR(*out[11], 100, 100 * rounding);
}

double drawn(int low, int high, int parts) { return *rc::gen::inRange(low, high) / static_cast<double>(parts); }
std::vector<double> drawn_samples() {
  std::vector<double> samples;
  for (const int value : *rc::gen::container<std::vector<int>>(rc::gen::inRange(-1000, 1000))) samples.push_back(value / 100.0);
  return samples;
}

RC_GTEST_PROP(SmoothUniformProperty, ConstantInIsConstantOut, ()) {
  const double value = drawn(-1000000, 1000000, 1000);
  const double rate_hz = drawn(1000, 24000, 100);
  const double cutoff_hz = rate_hz * drawn(10, 249, 1000);
  const auto count = static_cast<std::size_t>(*rc::gen::inRange(1, 200));
  for (const double out : smooth_uniform(std::vector<double>(count, value), rate_hz, cutoff_hz)) {
    RC_ASSERT(std::abs(out - value) <= 1e-9 * (1 + std::abs(value)));
  }
}

RC_GTEST_PROP(SmoothUniformProperty, RunsTheSameForwardAndBackward, ()) {
  auto samples = drawn_samples();
  const auto forward = smooth_uniform(samples, 30, 5);
  std::ranges::reverse(samples);
  auto backward = smooth_uniform(samples, 30, 5);
  std::ranges::reverse(backward);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    RC_ASSERT(std::abs(forward[i] - backward[i]) < 100 * settled);
  }
}

RC_GTEST_PROP(SmoothUniformProperty, IsLinear, ()) {
  const auto samples = drawn_samples();
  std::vector<double> scaled;
  for (const double sample : samples) scaled.push_back(-3 * sample + 7);
  const auto plain = smooth_uniform(samples, 30, 5), changed = smooth_uniform(scaled, 30, 5);
  for (std::size_t i = 0; i < samples.size(); ++i) RC_ASSERT(std::abs(changed[i] - (-3 * plain[i] + 7)) < 1e-9);
}

}  // namespace
}  // namespace hinge::signal
