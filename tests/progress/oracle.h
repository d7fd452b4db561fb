#pragma once
// The rules of docs/science.md 9 once more, written naively against the raw history: what a decision says must agree
// with this. Shares no code with hinge/progress beyond its plain data.
#include <optional>
#include <string>
#include <vector>

#include "hinge/catalog/catalog.h"
#include "hinge/progress/decide.h"
#include "hinge/progress/history.h"

namespace hinge::test {

struct OracleSession {
  std::string id;
  progress::Instant first, last;
  std::vector<const progress::Set*> sets;
  int filmed = 0, judged = 0, clean = 0, faulty = 0;     ///< of all repetitions
  int last_clean = 0, last_judged = 0, last_filmed = 0;  ///< of the last ten
  int done = 0;
  double fold_sd_deg = 0, tempo_cv = 0;
  std::optional<double> effort = {};
  std::optional<int> pain = {};
  bool settled = false, unsettled = false;
  bool passes = false;    ///< every criterion holds, with data
  bool violates = false;  ///< some criterion is broken, with data
};

struct OracleStanding {
  std::string rung;
  progress::Instant since;
};
[[nodiscard]] OracleStanding find_oracle_standing(const progress::History& history, const catalog::Ladder& ladder);
[[nodiscard]] std::vector<OracleSession> find_oracle_sessions(const progress::History& history,
                                                              const catalog::Catalog& catalog,
                                                              const catalog::Rung& rung, progress::Instant since);

/// Why moving up from here would break the gate; empty: it would not.
[[nodiscard]] std::string why_not_up(const std::vector<OracleSession>& sessions, const catalog::Gate& gate);

/// What is wrong with the reasons of a decision, held against the history; empty: nothing.
[[nodiscard]] std::vector<std::string> find_lies(const progress::Decision& decision, const progress::History& history,
                                                 const catalog::Catalog& catalog, progress::Instant now);

}  // namespace hinge::test
