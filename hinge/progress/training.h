#pragma once
// The sets of one visit on one rung, and what was told about how they felt.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/catalog/catalog.h"
#include "hinge/progress/history.h"

namespace hinge::progress {

/// Points into the history it was gathered from.
struct Training {
  std::string session;  ///< empty: sets of one day without a session
  Instant at;           ///< of the first set
  Instant end;          ///< of the last set
  std::vector<const Set*> sets;
};

/// Whether a set was done for this rung: said so, or silent and of one of its exercises.
[[nodiscard]] bool is_of_rung(const Set& set, const catalog::Rung& rung);

/// The trainings with sets of this rung (of any: nullptr) after `since`, the oldest first.
[[nodiscard]] std::vector<Training> gather_trainings(const History& history, const catalog::Rung* rung, Instant since);

/// The last `count` filmed repetitions, in order; all if there are fewer.
[[nodiscard]] std::vector<const RepRecord*> last_reps(const Training& training, int count);

/// Everything filmed in these trainings was judged like this.
struct RepCount {
  int filmed = 0, judged = 0, enough = 0, faulty = 0;
  [[nodiscard]] double fault_rate() const { return judged == 0 ? 0.0 : static_cast<double>(faulty) / judged; }
};
[[nodiscard]] bool is_judged(const RepRecord& rep, const catalog::Gate& gate, const catalog::Catalog& catalog);
/// What every table, page, export and headline calls clean: each rule that could be judged says good. Borderline is not
/// clean; notes never spoil a rep.
[[nodiscard]] inline bool is_clean(const RepRecord& rep) { return rep.verdict == assess::Verdict::good; }
/// What moving up takes: no fault, and at most as many borderline findings as the gate allows.
[[nodiscard]] bool is_good_enough(const RepRecord& rep, const catalog::Gate& gate, const catalog::Catalog& catalog);
[[nodiscard]] RepCount count_reps(std::span<const RepRecord* const> reps, const catalog::Gate& gate,
                                  const catalog::Catalog& catalog);

/// The way of leaving the good band that most of these reps show as a fault, and in how many.
struct CommonFault {
  const catalog::Rule* rule = nullptr;  ///< nullptr: none does
  const catalog::Case* words = nullptr;
  int reps = 0;
};
[[nodiscard]] CommonFault find_common_fault(std::span<const RepRecord* const> reps, const catalog::Catalog& catalog);

/// A report of pain, or of none.
struct PainReport {
  Instant at;
  Moment moment = Moment::during;
  std::string_view session;  ///< of the history it was gathered from
  int level = 0;             ///< the worst of what was told at that moment
  Place place = Place::elsewhere;
  bool growing = false;
  bool below_knee = false;
};
/// From sets and check-ins, by time.
[[nodiscard]] std::vector<PainReport> gather_pain(const History& history);

/// The worst told during or after this training; nothing if nobody told.
[[nodiscard]] std::optional<int> worst_pain(const Training& training, std::span<const PainReport> reports);

/// Whether it was gone by the next report: compared with what was told before the training.
enum class Settled : unsigned char { yes, no, not_told };
[[nodiscard]] Settled has_settled(const Training& training, std::span<const PainReport> reports);

}  // namespace hinge::progress
