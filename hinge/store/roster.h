#pragma once
// Many people at a glance: where each stands, and who needs their coach today, with the reasons.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/catalog/ladder.h"
#include "hinge/progress/history.h"

namespace hinge::store {

/// The newest facts of one person, kept up to date with every write.
struct Standing {
  std::int64_t sets = 0;
  std::optional<progress::Instant> last_set;
  std::string last_exercise;
  std::int64_t clean_reps = 0, borderline_reps = 0, fault_reps = 0;  ///< judged reps of the newest session
  std::optional<progress::Instant> pain_at;
  int pain = 0;                         ///< worst of the newest set or check-in that told of pain or its absence
  std::string pain_place;
  bool pain_growing = false;
  bool pain_next_morning = false;       ///< told the morning after
  std::int64_t red_flags = 0;           ///< questions whose newest answer is yes
  std::optional<progress::Move> move;   ///< of the newest plan
  std::string rung;
  std::string last_note;
};

/// Why somebody stands on the list. Most urgent first; the order is the list's order.
enum class Attention : unsigned char { red_flag, pain_stop, pain_step_down, told_to_stop, many_faults, long_break, never_trained };
[[nodiscard]] std::string_view to_string(Attention attention);

struct Reason {
  Attention attention = Attention::never_trained;
  std::string sentence;  ///< "pain 6 of 10 in the low back on 2026-11-21"
};

struct RosterRow {
  std::string person, name;
  progress::Role role = progress::Role::athlete;
  Standing standing;
  std::vector<Reason> reasons;  ///< empty: nothing today
};

/// By the ladder's own limits of pain, faults and break, as progress::decide() reads them. A `never_trained` person is
/// worth a word after a week (our choice).
[[nodiscard]] std::vector<Reason> find_reasons(const Standing& standing, const catalog::Ladder& ladder, progress::Instant since, progress::Instant now);

struct RosterFilter {
  std::string viewer;              ///< id; empty: whoever sits at this computer sees everybody
  bool only_attention = false;
  std::string name_contains;       ///< letter case is ignored for a to z
  std::optional<Attention> attention;
  std::optional<progress::Role> role;
  std::size_t limit = SIZE_MAX;
};

/// What a role may see and do: an athlete their own data; a coach reads those who share with them and files for them; an
/// admin everything.
enum class Deed : unsigned char { read, file, manage };
[[nodiscard]] bool may(progress::Role role, Deed deed, bool own, bool shared_with_them);

}  // namespace hinge::store
