#include "hinge/store/roster.h"

#include <algorithm>
#include <tuple>

#include "hinge/store/internal/codec.h"
#include "hinge/store/internal/standing.h"
#include "hinge/store/internal/state.h"
#include "hinge/store/internal/text.h"
#include "hinge/store/store.h"

namespace hinge::store {
namespace {

using internal::Cell;
using internal::Row;
using progress::Role;

// Our choice: old pain is history, and somebody new gets a week before anybody asks.
constexpr std::chrono::days pain_forgotten_after{28};
constexpr std::chrono::days first_set_within{7};

std::string day_text(Instant at) { return local_time_text(at).substr(0, 10); }

std::string spoken(std::string word) {
  std::ranges::replace(word, '_', ' ');
  return word;
}

void add_pain_reason(const Standing& standing, const catalog::PainLimits& limits, Instant now, std::vector<Reason>& reasons) {
  if (!standing.pain_at || now - *standing.pain_at > pain_forgotten_after) return;
  // Growing from rep to rep, worse the morning after, or below the knee: stop, whatever the number (science.md 9.4).
  const bool below_knee = standing.pain_place == to_string(progress::Place::leg_below_knee);
  const bool sign = standing.pain > 0 && (standing.pain_growing || below_knee || (standing.pain_next_morning && standing.pain > limits.go_on));
  std::string sentence = "pain " + std::to_string(standing.pain) + " of 10" + (standing.pain_place.empty() ? "" : ", " + spoken(standing.pain_place)) +
                         (standing.pain_growing ? ", growing from rep to rep" : "") + (standing.pain_next_morning ? ", the morning after" : "") + ", on " + day_text(*standing.pain_at);
  if (standing.pain > limits.stop_today || sign) reasons.push_back({Attention::pain_stop, std::move(sentence)});
  else if (standing.pain > limits.repeat) reasons.push_back({Attention::pain_step_down, std::move(sentence)});
}

void add_fault_reason(const Standing& standing, const catalog::StepDown& limits, std::vector<Reason>& reasons) {
  const auto judged = standing.clean_reps + standing.borderline_reps + standing.fault_reps;
  if (judged < limits.least_reps || static_cast<double>(standing.fault_reps) <= limits.fault_rate * static_cast<double>(judged)) return;
  reasons.push_back({Attention::many_faults, std::to_string(standing.fault_reps) + " of " + std::to_string(judged) + " reps of the last session had a fault"});
}

void add_absence_reason(const Standing& standing, const catalog::Break& limits, Instant since, Instant now, std::vector<Reason>& reasons) {
  if (!standing.last_set) {
    if (now - since > first_set_within) reasons.push_back({Attention::never_trained, "no set since joining on " + day_text(since)});
    return;
  }
  const auto away = std::chrono::floor<std::chrono::days>(now - *standing.last_set);
  if (away > std::chrono::days(limits.one_rung_days)) reasons.push_back({Attention::long_break, "last set " + std::to_string(away.count()) + " days ago"});
}

std::string folded(std::string text) {
  std::ranges::transform(text, text.begin(), [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; });
  return text;
}

/// Most urgent first, then by name.
auto urgency(const RosterRow& row) {
  return std::tuple(row.reasons.empty() ? 255 : static_cast<int>(row.reasons.front().attention), std::string_view(row.name));
}

struct Viewer {
  std::int64_t row = 0;
  Role role = Role::admin;
};

Result<Viewer> find_viewer(internal::Database& database, const std::string& id) {
  if (id.empty()) return Viewer{};
  const Cell who[] = {id};
  HINGE_TRY(auto row, database.select_one("SELECT id, role FROM people WHERE uid = ?", "it", who));
  if (!row) return fail(Errc::not_found, "there is no such person to look as");
  return Viewer{row->whole(0), internal::read_enum<Role>(row->text(1)).value_or(Role::athlete)};
}

bool wanted(const RosterRow& row, const RosterFilter& filter, const std::string& name_part) {
  if (filter.only_attention && row.reasons.empty()) return false;
  if (filter.attention && std::ranges::none_of(row.reasons, [&](const auto& reason) { return reason.attention == *filter.attention; })) return false;
  if (filter.role && row.role != *filter.role) return false;
  return name_part.empty() || folded(row.name).find(name_part) != std::string::npos;
}

}  // namespace

std::string_view to_string(Attention attention) {
  switch (attention) {
    case Attention::red_flag: return "red_flag";
    case Attention::pain_stop: return "pain_stop";
    case Attention::pain_step_down: return "pain_step_down";
    case Attention::told_to_stop: return "told_to_stop";
    case Attention::many_faults: return "many_faults";
    case Attention::long_break: return "long_break";
    case Attention::never_trained: return "never_trained";
  }
  return "unknown";
}

std::vector<Reason> find_reasons(const Standing& standing, const catalog::Ladder& ladder, Instant since, Instant now) {
  std::vector<Reason> reasons;
  if (standing.red_flags > 0) {
    reasons.push_back({Attention::red_flag, std::to_string(standing.red_flags) + " red-flag question" + (standing.red_flags == 1 ? "" : "s") + " answered with yes: to be seen by a professional first"});
  }
  add_pain_reason(standing, ladder.pain, now, reasons);
  const auto* rung = ladder.find_rung(standing.rung);
  if (standing.move == progress::Move::stop) reasons.push_back({Attention::told_to_stop, "was told to stop" + (rung == nullptr ? "" : "; goes on with: " + rung->title)});
  add_fault_reason(standing, ladder.down, reasons);
  add_absence_reason(standing, ladder.pause, since, now, reasons);
  std::ranges::stable_sort(reasons, {}, &Reason::attention);
  return reasons;
}

bool may(Role role, Deed deed, bool own, bool shared_with_them) {
  if (role == Role::admin || own) return true;
  return role == Role::coach && shared_with_them && deed != Deed::manage;
}

Result<std::vector<RosterRow>> Store::load_roster(const catalog::Ladder& ladder, const RosterFilter& filter) {
  HINGE_TRY(const auto viewer, find_viewer(state_->database, filter.viewer));
  const auto name_part = folded(filter.name_contains);
  const auto today = now();
  std::vector<RosterRow> rows;
  std::string sql = "SELECT p.id, p.uid, p.name, p.role, p.since_s, " + std::string(internal::standing_columns) + " FROM people p JOIN standings s ON s.person_id = p.id";
  std::vector<Cell> asked;
  if (viewer.role == Role::athlete) {
    sql += " WHERE p.id = ?";
    asked = {viewer.row};
  } else if (viewer.role == Role::coach) {
    // Their own, and those they coach who agreed to be seen: the newest word on it counts.
    sql += " WHERE p.id = ? OR (p.coach_id = ? AND COALESCE((SELECT c.given FROM consents c WHERE c.person_id = p.id AND c.topic = ? "
           "ORDER BY c.at_s DESC, c.id DESC LIMIT 1), 0) = 1)";
    asked = {viewer.row, viewer.row, std::string(to_string(progress::Topic::share_with_coach))};
  }
  HINGE_TRY_VOID(state_->database.select(sql, "ittti" + std::string(internal::standing_kinds), asked, [&](Row& row) {
    RosterRow entry;
    entry.person = row.text(1);
    entry.name = row.text(2);
    entry.role = internal::read_enum<Role>(row.text(3)).value_or(Role::athlete);
    entry.standing = internal::standing_of(row, 5);
    entry.reasons = find_reasons(entry.standing, ladder, internal::instant_of(row.whole(4)), today);
    // Whoever coaches or manages need not train.
    if (entry.role != Role::athlete) std::erase_if(entry.reasons, [](const auto& reason) { return reason.attention == Attention::never_trained; });
    if (wanted(entry, filter, name_part)) rows.push_back(std::move(entry));
  }));
  std::ranges::sort(rows, [](const auto& a, const auto& b) { return urgency(a) < urgency(b); });
  if (rows.size() > filter.limit) rows.resize(filter.limit);
  return rows;
}

}  // namespace hinge::store
