// Shipped recordings of rendered people, whole way, against what is true of them. Both ways: what is missed and what is
// said of people who did no such thing.
#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "hinge/base/files.h"
#include "tests/truth/measures.h"

namespace hinge::truth {
namespace {

namespace fs = std::filesystem;

const fs::path here = fs::path(HINGE_SOURCE_DIR) / "tests" / "truth";

toml::table read_toml(const char* name) {
  toml::parse_result parsed = toml::parse(read_file(here / name, 1 << 20).value());
  if (!parsed) throw std::runtime_error(std::string(name) + ": " + std::string(parsed.error().description()));
  return std::move(parsed).table();
}

class RecordingWithTruth : public testing::Test {
public:
  explicit RecordingWithTruth(std::string name) : name_(std::move(name)) {}
  void TestBody() override {
    std::map<std::string, std::string> wrong;
    for (const Complaint& complaint : complaints(judged(name_))) wrong[complaint.about] += complaint.text + "\n";
    const auto known = known_failures();
    const auto [first, last] = known.equal_range(name_);
    for (auto one = first; one != last; ++one) {
      const auto& [about, reason] = one->second;
      if (about == "rate" || about == "mirror") continue;  // laws_test.cpp's
      EXPECT_EQ(wrong.erase(about), 1U) << about << " is right now: take it out of known_failures.toml (" << reason << ")";
    }
    for (const auto& [about, text] : wrong) ADD_FAILURE() << about << ": " << text;
  }

private:
  std::string name_;
};

TEST(KnownFailures, NameRecordingsThatAreThereAndSayWhy) {
  const auto& names = recording_names();
  for (const auto& [name, what] : known_failures()) {
    EXPECT_NE(std::ranges::find(names, name), names.end()) << name;
    EXPECT_GT(what.second.size(), 20U) << name << " without a reason";
  }
}

TEST(Recordings, AreManyAndHaveTrueFaultsOfEveryHeadlineRule) {
  EXPECT_GE(recording_names().size(), 25U);
  std::map<std::string, int> faults, clean;
  for (const auto& name : recording_names()) {
    for (const auto& rep : judged(name).truth.reps) {
      for (const auto& [rule, onset] : rep.faults) ++faults[rule];
      for (const auto& rule : judged(name).truth.clean) ++clean[rule];
    }
  }
  for (const char* rule : {"lumbar_flexion", "squat_dominant", "full_lockout", "rib_flare", "foot_tripod"}) {
    EXPECT_GE(faults[rule], 2) << rule;
    EXPECT_GE(clean[rule], 10) << rule;
  }
}

TEST(Measures, StayWithinTheirBounds) {
  const toml::table bounds = read_toml("bounds.toml");
  const auto measures = measure_all();
  EXPECT_EQ(bounds.size(), measures.size()) << "make truth-bounds writes them anew";
  for (const auto& [name, measure] : measures) {
    const auto least = bounds[name]["least"].value<double>(), most = bounds[name]["most"].value<double>();
    EXPECT_TRUE(least || most) << name << " has no bound";
    EXPECT_GE(measure.value, least.value_or(measure.value)) << name;
    EXPECT_LE(measure.value, most.value_or(measure.value)) << name;
  }
}

}  // namespace
}  // namespace hinge::truth

int main(int count, char** words) {
  testing::InitGoogleTest(&count, words);
  for (const auto& name : hinge::truth::recording_names()) {
    testing::RegisterTest("RecordingWithTruth", name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [name]() -> testing::Test* { return new hinge::truth::RecordingWithTruth(name); });
  }
  return RUN_ALL_TESTS();
}
