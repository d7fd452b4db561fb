// What no judgement may depend on, over every shipped recording.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "hinge/mocap/clip_file.h"
#include "tests/support/recording_laws.h"
#include "tests/truth/judged.h"

namespace hinge::truth {
namespace {

namespace fs = std::filesystem;
using analysis::Analysis;
using body::Recording;

struct Shipped {
  std::string name;
  Recording recording;
  Analysis analysis;
};

const std::vector<Shipped>& shipped() {
  static const auto all = [] {
    std::vector<Shipped> found;
    for (const auto& name : recording_names()) found.push_back({name, judged(name).recording, judged(name).analysis});
    for (const char* name : {"04_plates", "36_low_camera", "40_from_behind"}) {
      auto recording = mocap::load_clip(fs::path(HINGE_SOURCE_DIR) / "tests" / "clips" / (std::string(name) + ".hinge")).value();
      auto analysis = analysis_of(recording);
      found.push_back({name, std::move(recording), std::move(analysis)});
    }
    return found;
  }();
  return all;
}

/// "hinge romanian_deadlift 2"
std::string what_was_done(const Analysis& analysis) {
  return std::string(movement::to_string(analysis.movement.recognition.pattern)) + " " + analysis.movement.recognition.exercise + " " +
         std::to_string(analysis.movement.reps.size());
}

std::string count_and_pattern(const Analysis& analysis) {
  return std::string(movement::to_string(analysis.movement.recognition.pattern)) + " " + std::to_string(analysis.movement.reps.size());
}

/// Every rule's verdict in every repetition, a line each.
std::string verdicts(const Analysis& analysis) {
  std::string text;
  for (const auto& rep : analysis.set.reps) {
    for (const auto& finding : rep.findings) {
      text += std::to_string(rep.rep) + " " + finding.rule + " " + std::string(assess::to_string(finding.verdict)) + "\n";
    }
  }
  return text;
}

const kinematics::AngleSeries& fold_of(const Analysis& analysis) { return analysis.motion.hip_fold.camera_side; }

/// Mean difference of the hip fold where both have it, frame by frame at the same time.
Degrees difference(const Analysis& a, const Analysis& b, Seconds later) {
  double sum = 0;
  std::size_t n = 0, j = 0;
  for (std::size_t i = 0; i < a.motion.frames(); ++i) {
    while (j + 1 < b.motion.frames() && b.motion.time[j] - later < a.motion.time[i] - Seconds{1e-6}) ++j;
    const bool same = j < b.motion.frames() && std::abs((b.motion.time[j] - later - a.motion.time[i]).value()) < 1e-6;
    if (!same || !fold_of(a)[i].has_value() || !fold_of(b)[j].has_value()) continue;
    sum += std::abs(to_degrees(fold_of(a)[i].value() - fold_of(b)[j].value()).value());
    ++n;
  }
  return Degrees{n == 0 ? 0 : sum / static_cast<double>(n)};
}

// A larger picture changes no digit; a mirrored one and a later clock change the last, and the fit of the linkage, which ends
// after so many steps and not at a standstill, makes tenths of a degree of that.
constexpr Degrees rounding{0.05}, unfinished_fit{1};
constexpr Seconds bottom_difference{0.3};  // where in a held bottom the deepest frame lies is chance

void expect_same(const Shipped& one, const Analysis& other, Degrees tolerance, Seconds later = Seconds{0}) {
  EXPECT_EQ(what_was_done(other), what_was_done(one.analysis)) << one.name;
  EXPECT_EQ(verdicts(other), verdicts(one.analysis)) << one.name;
  EXPECT_LT(difference(one.analysis, other, later).value(), tolerance.value()) << one.name;
}

bool is_known(const std::string& name, const std::string& about) {
  const auto known = known_failures();
  const auto [first, last] = known.equal_range(name);
  return std::any_of(first, last, [&](const auto& one) { return one.second.first == about; });
}

TEST(Judgement, IsTheSameInAMirror) {
  for (const Shipped& one : shipped()) {
    const Analysis other = analysis_of(test::mirrored(one.recording));
    if (is_known(one.name, "mirror")) {
      EXPECT_NE(verdicts(other), verdicts(one.analysis)) << one.name << ": mirror is right now: take it out of known_failures.toml";
      continue;
    }
    expect_same(one, other, unfinished_fit);
    if (one.analysis.motion.view.view == kinematics::View::sagittal_left) {
      EXPECT_EQ(kinematics::to_string(other.motion.view.view), "sagittal_right") << one.name;
    }
  }
}

TEST(Judgement, IsTheSameOfALargerPicture) {
  for (const Shipped& one : shipped()) expect_same(one, analysis_of(test::scaled(one.recording, 2.25, 0, 0)), rounding);
}

TEST(Judgement, IsTheSameElsewhereInASmallerPicture) {
  for (const Shipped& one : shipped()) expect_same(one, analysis_of(test::scaled(one.recording, 0.5, 130, 40)), rounding);
}

TEST(Judgement, IsTheSameLater) {
  constexpr Seconds by{7.25};
  for (const Shipped& one : shipped()) {
    const Analysis other = analysis_of(test::later(one.recording, by));
    expect_same(one, other, unfinished_fit, by);
    ASSERT_EQ(other.movement.reps.size(), one.analysis.movement.reps.size());
    for (std::size_t i = 0; i < other.movement.reps.size(); ++i) {
      const Seconds bottom = other.motion.time[other.movement.reps[i].bottom] - by;
      EXPECT_NEAR(bottom.value(), one.analysis.motion.time[one.analysis.movement.reps[i].bottom].value(), 0.1) << one.name;
    }
  }
}

/// What differs at that rate; empty: nothing.
std::string difference_at(const Shipped& one, double rate_hz) {
  constexpr Degrees mean_difference{2};
  const Analysis other = analysis_of(test::sampled(one.recording, rate_hz));
  if (count_and_pattern(other) != count_and_pattern(one.analysis)) return count_and_pattern(other) + " instead of " + count_and_pattern(one.analysis);
  const Degrees fold = difference(other, one.analysis, Seconds{0});
  if (fold > mean_difference) return "the fold differs by " + std::to_string(fold.value()) + " degrees";
  for (std::size_t i = 0; i < other.movement.reps.size(); ++i) {
    const Seconds bottom = other.motion.time[other.movement.reps[i].bottom];
    const Seconds late = bottom - one.analysis.motion.time[one.analysis.movement.reps[i].bottom];
    if (std::abs(late.value()) > bottom_difference.value()) return "a bottom is " + std::to_string(late.value()) + " s late";
  }
  return "";
}

TEST(Repetitions, AreTheSameAtHalfTheRateAndAtTwentyAndFifteenPicturesASecond) {
  for (const Shipped& one : shipped()) {
    std::string differences;
    for (const double rate : {one.recording.source.fps / 2, 20., 15.}) {
      const std::string what = difference_at(one, rate);
      if (!what.empty()) differences += std::to_string(rate) + " Hz: " + what + "\n";
    }
    if (is_known(one.name, "rate")) {
      EXPECT_NE(differences, "") << one.name << ": rate is right now: take it out of known_failures.toml";
    } else {
      EXPECT_EQ(differences, "") << one.name;
    }
  }
}

}  // namespace
}  // namespace hinge::truth
