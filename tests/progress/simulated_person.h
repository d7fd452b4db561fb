#pragma once
// People whose learning, answers to cues and pain are known because we made them: a year of training, decided by Hinge.
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "hinge/catalog/catalog.h"
#include "hinge/progress/cues.h"
#include "hinge/progress/decide.h"
#include "hinge/progress/history.h"

namespace hinge::test {

/// Draws that are the same on every platform.
class Dice {
public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  double uniform();  ///< in (0, 1)
  double normal(double mean, double sd);
  bool chance(double share) { return uniform() < share; }
  int whole(int least, int most) { return least + static_cast<int>(uniform() * (most - least + 1)); }

private:
  std::uint64_t state_;
};

struct Nature {
  bool responds = true;  ///< to one cue of each finding; else to none more than to another
  double skill = 0.4;    ///< 0–1 at the start
  double learns = 0.02;  ///< of what is missing, each set
  double hurts = 0.04;   ///< share of visits with pain above the limit
  double blind = 0.05;   ///< share of repetitions that cannot be judged
};
[[nodiscard]] Nature make_nature(Dice& dice);

/// The one cue that helps this person for a finding, by chance among those there are.
[[nodiscard]] std::string find_true_cue(std::uint64_t person, const catalog::Catalog& catalog,
                                        const catalog::Rule& rule, const catalog::Case& words);

/// What Hinge knew and said at one moment.
struct Told {
  const progress::History& before;  ///< without this decision
  const progress::Decision& decision;
  progress::Instant at;
};

struct Year {
  Nature nature;
  std::uint64_t person = 0;
  progress::History history;
};
/// `listen` hears every decision of the year.
[[nodiscard]] Year live_a_year(std::uint64_t person, int days, const catalog::Catalog& catalog,
                               const std::function<void(const Told&)>& listen);

}  // namespace hinge::test
