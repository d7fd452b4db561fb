#include "tests/truth/judged.h"
#include "tests/support/exercise_groups.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "hinge/analysis/pipeline.h"
#include "hinge/base/files.h"
#include "hinge/mocap/clip_file.h"
#include "tests/support/shipped_catalog.h"

namespace hinge::truth {
namespace {

namespace fs = std::filesystem;
using assess::Finding;
using assess::Verdict;
using Json = nlohmann::json;

const fs::path folder = fs::path(HINGE_SOURCE_DIR) / "tests" / "truth" / "recordings";
constexpr Seconds farthest_match{1.0}, bottom_tolerance{0.2}, onset_tolerance{0.3};
constexpr double confident = 0.5;
constexpr Degrees at_the_bottom{2};

std::set<std::string> words_of(const Json& node) {
  if (node.is_array()) return node.get<std::set<std::string>>();
  return {node.get<std::string>()};
}

TrueRep read_rep(const Json& node) {
  TrueRep rep{Seconds{node.at("start_s")}, Seconds{node.at("bottom_s")}, Seconds{node.at("end_s")}, {}, {}};
  for (const auto& [rule, onset] : node.at("faults").items()) {
    rep.faults[rule] = onset.is_null() ? std::nullopt : std::optional{Seconds{onset.get<double>()}};
  }
  if (node.contains("soft")) rep.soft = words_of(node.at("soft"));
  return rep;
}

Truth read_truth(const std::string& name) {
  const Json file = Json::parse(read_file(folder / (name + ".truth.json"), 1 << 20).value());
  Truth truth;
  truth.patterns = words_of(file.at("pattern"));
  truth.exercises = words_of(file.at("exercise"));
  truth.view = file.at("view");
  if (!file.at("rep_count").is_null()) truth.count = file.at("rep_count").get<std::size_t>();
  for (const auto& rep : file.at("reps")) truth.reps.push_back(read_rep(rep));
  truth.clean = words_of(file.at("clean"));
  truth.timed = file.value("timing", true);
  if (file.contains("foot_per_leg")) truth.foot_per_leg = file.at("foot_per_leg").get<double>();
  truth.angles = test::TruthTable::read(folder / (name + ".truth.csv"));
  return truth;
}

const Finding* find_finding(const Judged& judged, std::size_t rep, const std::string& rule) {
  const auto& findings = judged.analysis.set.reps.at(rep).findings;
  const auto found = std::ranges::find(findings, rule, &Finding::rule);
  return found == findings.end() ? nullptr : &*found;
}

std::string verdict_of(const Finding* finding) {
  return finding == nullptr ? "not asked" : std::string(assess::to_string(finding->verdict)) + ", " + finding->why;
}

bool is_near(const TrueRep& rep, std::optional<Seconds> truth, std::optional<Seconds> found) {
  if (!found) return false;
  if (truth && std::abs((*found - *truth).value()) <= onset_tolerance.value()) return true;
  return *found >= rep.start - onset_tolerance && *found <= rep.end + onset_tolerance;
}

std::string in_rep(std::size_t i) { return " in repetition " + std::to_string(i + 1); }

/// From a slant Hinge may say that it cannot tell; from the side it may not.
bool may_abstain(const Truth& truth, const Finding* finding) {
  return !truth.view.starts_with("sagittal") && finding != nullptr && finding->verdict == Verdict::cannot_judge;
}

void compare_faults(const Judged& judged, std::size_t i, std::size_t found, std::vector<Complaint>& complaints) {
  const TrueRep& rep = judged.truth.reps[i];
  for (const auto& [rule, onset] : rep.faults) {
    const Finding* finding = find_finding(judged, found, rule);
    if (may_abstain(judged.truth, finding)) continue;
    if (finding == nullptr || finding->verdict != Verdict::fault) {
      complaints.push_back({rule, "fault not found" + in_rep(i) + ": " + verdict_of(finding)});
    } else if (!is_near(rep, onset, finding->onset ? finding->onset : finding->worst)) {
      complaints.push_back({rule, "fault at another time" + in_rep(i)});
    }
  }
  for (const auto& rule : rep.soft) {
    const Finding* finding = find_finding(judged, found, rule);
    if (may_abstain(judged.truth, finding)) continue;
    if (finding == nullptr || (finding->verdict != Verdict::fault && finding->verdict != Verdict::borderline)) {
      complaints.push_back({rule, "not even borderline" + in_rep(i) + ": " + verdict_of(finding)});
    }
  }
}

/// In every repetition that was found, whether it is true or not.
void find_accusations(const Judged& judged, const std::vector<std::optional<std::size_t>>& matched,
                      std::vector<Complaint>& complaints) {
  for (std::size_t found = 0; found < judged.analysis.set.reps.size(); ++found) {
    const auto match = std::ranges::find(matched, std::optional{found});
    const TrueRep* rep =
        match == matched.end() ? nullptr : &judged.truth.reps[static_cast<std::size_t>(match - matched.begin())];
    for (const auto& rule : judged.truth.clean) {
      if (rep != nullptr && (rep->faults.contains(rule) || rep->soft.contains(rule))) continue;
      const Finding* finding = find_finding(judged, found, rule);
      if (finding == nullptr || finding->verdict != Verdict::fault) continue;
      complaints.push_back({rule, "accused" + in_rep(found) + ": " + verdict_of(finding)});
    }
  }
}

void compare_names(const Judged& judged, std::vector<Complaint>& complaints) {
  const auto& told = judged.analysis.movement.recognition;
  const auto& truth = judged.truth;
  const std::string pattern(movement::to_string(told.pattern));
  if (!truth.patterns.contains(pattern)) complaints.push_back({"pattern", pattern + " is not its pattern"});
  const auto is_right = [&](const std::string& exercise) {
    return std::ranges::any_of(truth.exercises, [&](const std::string& one) { return test::are_alike(one, exercise); });
  };
  if (is_right(told.exercise)) return;
  const auto likely = std::min<std::size_t>(2, told.candidates.size());
  const bool among_two =
      std::any_of(told.candidates.begin(), told.candidates.begin() + static_cast<std::ptrdiff_t>(likely),
                  [&](const auto& candidate) { return is_right(candidate.exercise); });
  if (among_two && told.confidence < confident) return;
  complaints.push_back({"exercise", told.exercise + ", " + std::to_string(told.confidence)});
}

}  // namespace

const std::vector<std::string>& recording_names() {
  static const auto names = [] {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".hinge") found.push_back(entry.path().stem().string());
    }
    std::ranges::sort(found);
    return found;
  }();
  return names;
}

analysis::Analysis analysis_of(const body::Recording& recording) {
  return analysis::analyse(recording, test::shipped_catalog()).value();
}

const Judged& judged(const std::string& name) {
  static std::map<std::string, Judged> known;
  const auto found = known.find(name);
  if (found != known.end()) return found->second;
  auto recording = mocap::load_clip(folder / (name + ".hinge")).value();
  auto analysis = analysis_of(recording);
  return known.emplace(name, Judged{name, read_truth(name), std::move(recording), std::move(analysis)}).first->second;
}

std::multimap<std::string, std::pair<std::string, std::string>> known_failures() {
  const auto parsed = toml::parse(read_file(folder.parent_path() / "known_failures.toml", 1 << 20).value());
  if (!parsed) throw std::runtime_error("known_failures.toml: " + std::string(parsed.error().description()));
  std::multimap<std::string, std::pair<std::string, std::string>> known;
  const toml::array* list = parsed.table()["known_failure"].as_array();
  for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
    const toml::table& one = *list->get(i)->as_table();
    known.insert({one["recording"].value_or(std::string{}),
                  {one["about"].value_or(std::string{}), one["reason"].value_or(std::string{})}});
  }
  return known;
}

Seconds distance_to_bottom(const Truth& truth, const TrueRep& rep, Seconds found) {
  Seconds first = rep.bottom, last = rep.bottom;
  if (truth.angles) {
    const auto &time = truth.angles->column("time_s"), &fold = truth.angles->column("hip_fold_deg");
    std::vector<std::pair<Seconds, double>> folds;
    for (std::size_t row = 0; row < time.size(); ++row) {
      const Seconds at{time[row].value()};
      if (at >= rep.start && at <= rep.end && fold[row]) folds.emplace_back(at, *fold[row]);
    }
    double deepest = -360;
    for (const auto& [at, degrees] : folds) deepest = std::max(deepest, degrees);
    for (const auto& [at, degrees] : folds) {
      if (degrees < deepest - at_the_bottom.value()) continue;
      first = std::min(first, at);
      last = std::max(last, at);
    }
  }
  return found < first ? found - first : found > last ? found - last : Seconds{0};
}

std::vector<std::optional<std::size_t>> matched_reps(const Judged& judged) {
  const auto& reps = judged.analysis.movement.reps;
  std::vector<std::optional<std::size_t>> matched;
  std::set<std::size_t> used;
  for (const TrueRep& rep : judged.truth.reps) {
    const auto distance = [&](std::size_t j) {
      return std::abs((judged.analysis.motion.time[reps[j].bottom] - rep.bottom).value());
    };
    std::optional<std::size_t> best;
    for (std::size_t j = 0; j < reps.size(); ++j) {
      if (used.contains(j) || distance(j) > farthest_match.value()) continue;
      if (!best || distance(j) < distance(*best)) best = j;
    }
    if (best) used.insert(*best);
    matched.push_back(best);
  }
  return matched;
}

std::vector<Complaint> complaints(const Judged& judged) {
  std::vector<Complaint> complaints;
  const auto& reps = judged.analysis.movement.reps;
  if (judged.truth.count && *judged.truth.count != reps.size()) {
    complaints.push_back({"count", std::to_string(reps.size()) + " instead of " + std::to_string(*judged.truth.count)});
  }
  compare_names(judged, complaints);
  const auto matched = matched_reps(judged);
  for (std::size_t i = 0; i < matched.size(); ++i) {
    if (!matched[i]) {
      complaints.push_back({"count", "repetition " + std::to_string(i + 1) + " was not found"});
      continue;
    }
    const double late =
        distance_to_bottom(judged.truth, judged.truth.reps[i], judged.analysis.motion.time[reps[*matched[i]].bottom])
            .value();
    if (judged.truth.timed && std::abs(late) > bottom_tolerance.value()) {
      complaints.push_back({"bottom", std::to_string(late) + " s late" + in_rep(i)});
    }
    compare_faults(judged, i, *matched[i], complaints);
  }
  find_accusations(judged, matched, complaints);
  return complaints;
}

}  // namespace hinge::truth
