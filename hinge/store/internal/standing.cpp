#include "hinge/store/internal/standing.h"

#include <algorithm>
#include <map>

#include "hinge/store/internal/codec.h"
#include "hinge/store/internal/state.h"

namespace hinge::store::internal {
namespace {

/// What was told within a day of the newest word on pain counts as one occasion: a good night's word does not hide the
/// evening's, a good week does.
constexpr std::int64_t pain_window_s = 24 * 3600;
constexpr std::size_t note_shown_bytes = 200;

struct Word {
  std::int64_t at = 0;
  int level = 0;
  std::string place;
  bool growing = false, next_morning = false;
};

Result<void> add_training(Database& database, std::int64_t person, Standing& standing) {
  const Cell who[] = {person};
  HINGE_TRY(auto count, database.select_only("SELECT COUNT(*) FROM sets WHERE person_id = ?", "i", who));
  standing.sets = count.whole(0);
  HINGE_TRY(auto last, database.select_one("SELECT at_s, exercise, session_id FROM sets WHERE person_id = ? ORDER BY at_s DESC, id DESC LIMIT 1", "iti", who));
  if (!last) return {};
  standing.last_set = instant_of(last->whole(0));
  standing.last_exercise = last->text(1);
  const Cell session[] = {last->whole(2)};
  HINGE_TRY(auto reps, database.select_only("SELECT CAST(COALESCE(SUM(clean_reps), 0) AS BIGINT), CAST(COALESCE(SUM(borderline_reps), 0) AS BIGINT), "
                                           "CAST(COALESCE(SUM(fault_reps), 0) AS BIGINT) FROM sets WHERE session_id = ?",
                                           "iii", session));
  standing.clean_reps = reps.whole(0);
  standing.borderline_reps = reps.whole(1);
  standing.fault_reps = reps.whole(2);
  return {};
}

Result<std::optional<std::int64_t>> newest_word(Database& database, std::int64_t person) {
  const Cell who[] = {person};
  HINGE_TRY(auto set, database.select_only("SELECT MAX(at_s) FROM sets WHERE person_id = ? AND pain_level IS NOT NULL", "i", who));
  HINGE_TRY(auto check_in, database.select_only("SELECT MAX(at_s) FROM check_ins WHERE person_id = ?", "i", who));
  return std::max(set.whole_or_null(0), check_in.whole_or_null(0));
}

Result<void> add_pain(Database& database, std::int64_t person, Standing& standing) {
  HINGE_TRY(const auto newest, newest_word(database, person));
  if (!newest) return {};
  Word worst;
  worst.at = *newest;
  const auto take = [&](Word word) {
    if (word.level > worst.level || (word.level == worst.level && word.growing && !worst.growing)) worst = std::move(word);
  };
  const Cell window[] = {person, *newest - pain_window_s};
  HINGE_TRY_VOID(database.select("SELECT at_s, pain_level, pain_place, pain_growing FROM sets "
                                 "WHERE person_id = ? AND pain_level IS NOT NULL AND at_s >= ? ORDER BY at_s, id",
                                 "iiti", window, [&](Row& row) {
                                   take({row.whole(0), static_cast<int>(row.whole(1)), row.text(2), row.yes(3), false});
                                 }));
  HINGE_TRY_VOID(database.select("SELECT c.at_s, p.level, p.place, p.growing, c.moment FROM check_ins c JOIN pains p ON p.check_in_id = c.id "
                                 "WHERE c.person_id = ? AND c.at_s >= ? ORDER BY c.at_s, p.id",
                                 "iitit", window, [&](Row& row) {
                                   take({row.whole(0), static_cast<int>(row.whole(1)), row.text(2), row.yes(3), row.text(4) == to_string(progress::Moment::next_morning)});
                                 }));
  standing.pain_at = instant_of(worst.at);
  standing.pain = worst.level;
  standing.pain_place = worst.place;
  standing.pain_growing = worst.growing;
  standing.pain_next_morning = worst.next_morning;
  return {};
}

/// Red flags, where they stand on the ladder, what they were told; an override to the same rung clears a stop.
Result<void> add_decisions(Database& database, std::int64_t person, Standing& standing) {
  const Cell who[] = {person};
  HINGE_TRY(auto plan, database.select_one("SELECT at_s, move, rung FROM plans WHERE person_id = ? ORDER BY at_s DESC, id DESC LIMIT 1", "itt", who));
  HINGE_TRY(auto moved, database.select_one("SELECT at_s, to_rung FROM overrides WHERE person_id = ? ORDER BY at_s DESC, id DESC LIMIT 1", "it", who));
  if (plan) {
    standing.move = read_enum<progress::Move>(plan->text(1));
    standing.rung = plan->text(2);
  }
  if (moved && (!plan || moved->whole(0) >= plan->whole(0))) {
    standing.move = progress::Move::stay;
    standing.rung = moved->text(1);
  }
  HINGE_TRY(auto cleared, database.select_only("SELECT MAX(at_s) FROM overrides WHERE person_id = ? AND from_rung = to_rung", "i", who));
  const auto cleared_at = cleared.whole_or_null(0);
  std::map<std::string, bool> newest;
  HINGE_TRY_VOID(database.select("SELECT question, yes, at_s FROM answers WHERE person_id = ? ORDER BY at_s, id", "tii", who, [&](Row& row) {
    newest[row.text(0)] = row.yes(1) && (!cleared_at || row.whole(2) > *cleared_at);
  }));
  standing.red_flags = std::ranges::count_if(newest, [](const auto& answer) { return answer.second; });
  return {};
}

std::string clipped(std::string text) {
  if (text.size() <= note_shown_bytes) return text;
  std::size_t end = note_shown_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // not in the middle of a letter
  text.resize(end);
  return text + "…";
}

std::vector<Cell> cells_of(std::int64_t person, const Standing& standing) {
  const auto time = [](const std::optional<progress::Instant>& at) { return at ? Cell(seconds_of(*at)) : Cell(); };
  return {person,
          standing.sets,
          time(standing.last_set),
          standing.last_exercise,
          standing.clean_reps,
          standing.borderline_reps,
          standing.fault_reps,
          time(standing.pain_at),
          std::int64_t{standing.pain},
          standing.pain_place,
          std::int64_t{standing.pain_growing},
          std::int64_t{standing.pain_next_morning},
          standing.red_flags,
          standing.move ? std::string(to_string(*standing.move)) : std::string(),
          standing.rung,
          standing.last_note};
}

}  // namespace

Result<Standing> compute_standing(Database& database, std::int64_t person) {
  Standing standing;
  HINGE_TRY_VOID(add_training(database, person, standing));
  HINGE_TRY_VOID(add_pain(database, person, standing));
  HINGE_TRY_VOID(add_decisions(database, person, standing));
  const Cell who[] = {person};
  HINGE_TRY(auto note, database.select_one("SELECT text FROM notes WHERE person_id = ? ORDER BY at_s DESC, id DESC LIMIT 1", "t", who));
  if (note) standing.last_note = clipped(note->text(0));
  return standing;
}

Standing standing_of(Row& row, std::size_t first) {
  const auto time = [&](std::size_t i) {
    const auto seconds = row.whole_or_null(i);
    return seconds ? std::optional(instant_of(*seconds)) : std::nullopt;
  };
  Standing standing;
  standing.sets = row.whole(first);
  standing.last_set = time(first + 1);
  standing.last_exercise = row.text(first + 2);
  standing.clean_reps = row.whole(first + 3);
  standing.borderline_reps = row.whole(first + 4);
  standing.fault_reps = row.whole(first + 5);
  standing.pain_at = time(first + 6);
  standing.pain = static_cast<int>(row.whole(first + 7));
  standing.pain_place = row.text(first + 8);
  standing.pain_growing = row.yes(first + 9);
  standing.pain_next_morning = row.yes(first + 10);
  standing.red_flags = row.whole(first + 11);
  standing.move = read_enum<progress::Move>(row.text(first + 12));
  standing.rung = row.text(first + 13);
  standing.last_note = row.text(first + 14);
  return standing;
}

Result<std::optional<Standing>> read_standing(Database& database, std::int64_t person) {
  const Cell who[] = {person};
  HINGE_TRY(auto row, database.select_one("SELECT " + std::string(standing_columns) + " FROM standings s WHERE s.person_id = ?", standing_kinds, who));
  if (!row) return std::optional<Standing>();
  return std::optional(standing_of(*row, 0));
}

Result<void> refresh_standing(Database& database, std::int64_t person) {
  HINGE_TRY(const auto standing, compute_standing(database, person));
  const Cell who[] = {person};
  HINGE_TRY_VOID(database.execute("DELETE FROM standings WHERE person_id = ?", who));
  return database.execute("INSERT INTO standings (person_id, sets, last_set_s, last_exercise, clean_reps, borderline_reps, fault_reps, pain_s, pain, pain_place, "
                          "pain_growing, pain_next_morning, red_flags, move, rung, last_note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                          cells_of(person, standing));
}

Result<void> refresh_all_standings(Database& database) {
  std::vector<std::int64_t> people;
  HINGE_TRY_VOID(database.select("SELECT id FROM people ORDER BY id", "i", {}, [&](Row& row) { people.push_back(row.whole(0)); }));
  for (const auto person : people) {
    HINGE_TRY_VOID(refresh_standing(database, person));
  }
  return {};
}

}  // namespace hinge::store::internal
