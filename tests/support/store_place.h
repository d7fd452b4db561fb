#pragma once
// Where a store under test lives, on either engine, and people and sets to put into it.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "hinge/store/store.h"
#include "tests/support/postgres_server.h"
#include "tests/support/temp_folder.h"

namespace hinge::test {

enum class Keeper { sqlite, postgresql };
[[nodiscard]] inline std::string keeper_name(const testing::TestParamInfo<Keeper>& info) { return info.param == Keeper::sqlite ? "Sqlite" : "Postgresql"; }

/// 2026-01-05, a Monday, 10:00 UTC.
inline constexpr progress::Instant test_morning{std::chrono::sys_days(std::chrono::year(2026) / 1 / 5) + std::chrono::hours(10)};

class StorePlace {
 public:
  explicit StorePlace(Keeper keeper)
      : location_{keeper == Keeper::sqlite ? (folder_.path() / "hinge.db").string() : PostgresServer::shared().make_database(), folder_.path() / "kept"} {}

  [[nodiscard]] const store::Location& location() const { return location_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  [[nodiscard]] store::Options options() {
    return {[this] { return now; }};
  }
  [[nodiscard]] store::Store open() {
    auto opened = store::Store::open(location_, options());
    if (!opened) throw std::runtime_error(to_string(opened.error()));
    return std::move(*opened);
  }
  progress::Instant now = test_morning;  ///< what the clock says

 private:
  TempFolder folder_;
  store::Location location_;
};

/// The value, or the test ends with the error's words.
template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(to_string(result.error()));
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

[[nodiscard]] inline progress::Person agreeing(const std::string& name) {
  progress::Person person;
  person.name = name;
  person.consents = {{progress::Topic::keep_history, true, test_morning}};
  return person;
}

[[nodiscard]] inline progress::Set plain_set(const std::string& exercise = "romanian_deadlift") {
  progress::Set set;
  set.source = progress::SetSource::logged;
  set.exercise = exercise;
  set.load = Kilograms{40};
  set.reps_done = 8;
  return set;
}

/// A filmed set with every field filled in, and fields of a repetition left out in every way they can be.
[[nodiscard]] inline progress::Set full_set() {
  progress::Set set;
  set.at = test_morning;
  set.source = progress::SetSource::video;
  set.exercise = "kettlebell_deadlift";
  set.rung = "kettlebell_deadlift";
  set.load = Kilograms{16.5};
  set.reps_done = 2;
  set.effort = 6.5;
  set.pain = progress::Pain{2, progress::Place::low_back, true};
  set.cue = "shut_the_door";
  set.drill = "wall_tap";
  set.knowledge_version = "k1";
  set.recording_sha256 = std::string(64, 'a');
  set.notes = "felt good; '); DROP TABLE sets; -- 💪";
  set.felt = {{"foot_tripod", progress::Feeling::no}, {"neutral_spine_and_brace", progress::Feeling::yes}};
  progress::RepRecord first;
  first.rep = 1;
  first.verdict = assess::Verdict::good;
  first.judgements = {{"lumbar_flexion", assess::Verdict::good, 0.1, 0.025, 1.0 / 3, metrics::Unit::rad, ""},
                      {"symmetry", assess::Verdict::cannot_judge, {}, {}, {}, metrics::Unit::rad, ""}};
  first.metrics = {{"hip_fold_peak", {1.2345678901234567, 0.01, metrics::Unit::rad}}, {"rep_duration", {3.2, 0, metrics::Unit::s}}};
  progress::RepRecord second = first;
  second.rep = 2;
  second.verdict = assess::Verdict::fault;
  second.judgements[0] = {"lumbar_flexion", assess::Verdict::fault, 0.7, {}, 0.4, metrics::Unit::rad, "rounds"};
  set.reps = {first, second};
  return set;
}

}  // namespace hinge::test
