#pragma once
// A shipped recording with what is true of it and what Hinge says of it.
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "hinge/analysis/analysis.h"
#include "tests/support/truth_motion.h"

namespace hinge::truth {

struct TrueRep {
  Seconds start, bottom, end;
  std::map<std::string, std::optional<Seconds>> faults;  ///< rule to its onset, where that is known
  std::set<std::string> soft;                            ///< rules that are at least borderline
};

/// docs/formats/truth.md
struct Truth {
  std::set<std::string> patterns, exercises;  ///< each that a fair judge may give
  std::string view;
  std::optional<std::size_t> count;
  std::vector<TrueRep> reps;
  std::set<std::string> clean;  ///< rules that must not be called a fault where no repetition has it
  bool timed = true;
  std::optional<double> foot_per_leg;      ///< heel to toe over hip to knee to ankle
  std::optional<test::TruthTable> angles;  ///< a row for every third frame
};

struct Judged {
  std::string name;
  Truth truth;
  body::Recording recording;
  analysis::Analysis analysis;
};

/// All in tests/truth/recordings, in the order of their names.
[[nodiscard]] const std::vector<std::string>& recording_names();
/// Analysed once with the shipped knowledge and nothing told about exercise or person.
[[nodiscard]] const Judged& judged(const std::string& name);
[[nodiscard]] analysis::Analysis analysis_of(const body::Recording& recording);

/// Where Hinge and the truth differ on one recording.
struct Complaint {
  std::string about;  ///< "count", "pattern", "exercise", "bottom", or the id of a rule
  std::string text;
};
[[nodiscard]] std::vector<Complaint> complaints(const Judged& judged);

/// tests/truth/known_failures.toml: recording to what about it is wrong today, and why.
[[nodiscard]] std::multimap<std::string, std::pair<std::string, std::string>> known_failures();

/// How far outside the stretch in which the body truly is at its deepest; 0 within it. A bottom that is held has no one
/// frame.
[[nodiscard]] Seconds distance_to_bottom(const Truth& truth, const TrueRep& rep, Seconds found);

/// Found repetition of each true one, the nearest bottom within a second; none: not found.
[[nodiscard]] std::vector<std::optional<std::size_t>> matched_reps(const Judged& judged);

}  // namespace hinge::truth
