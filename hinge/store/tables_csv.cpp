#include <fmt/format.h>

#include <algorithm>

#include "hinge/store/internal/text.h"
#include "hinge/store/portable.h"

namespace hinge::store {
namespace {

/// RFC 4180: quoted where it must be, quotes doubled. A cell that a spreadsheet would take for a formula gets an apostrophe
/// in front (OWASP, "CSV Injection"); reading a training log takes it off again.
std::string cell(const std::string& text) {
  std::string safe = text;
  if (!text.empty() && std::string_view("=+-@\t\r'").find(text.front()) != std::string_view::npos) safe = "'" + text;
  // Quoted, too, where a reader would trim.
  const bool trimmed = !safe.empty() && (safe.front() == ' ' || safe.back() == ' ' || safe.back() == '\t');
  if (!trimmed && safe.find_first_of(",;\"\n\r") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (const char letter : safe) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + "\"";
}

template <class T>
std::string number(const std::optional<T>& value) {
  return value ? fmt::format("{}", *value) : "";
}

std::string counted(const progress::Set& set, assess::Verdict verdict) {
  if (set.reps.empty()) return "";
  return std::to_string(std::ranges::count_if(set.reps, [&](const auto& rep) { return rep.verdict == verdict; }));
}

}  // namespace

std::string render_sets_csv(const progress::History& history) {
  std::string csv = "time,exercise,load_kg,reps,effort,pain,pain_place,pain_growing,notes,rung,source,clean_reps,borderline_reps,fault_reps,cue,drill,felt,session,id\r\n";
  for (const auto& set : history.sets) {
    const auto load = set.load ? std::optional(set.load->value()) : std::nullopt;
    const bool hurts = set.pain && set.pain->level > 0;  // no pain is in no place
    std::string felt;
    for (const auto& answer : set.felt) felt += fmt::format("{}{}={}", felt.empty() ? "" : " ", answer.checkpoint, to_string(answer.feeling));
    csv += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n", utc_text(set.at), cell(set.exercise), number(load), set.reps_done, number(set.effort),
                       set.pain ? std::to_string(set.pain->level) : "", hurts ? to_string(set.pain->place) : "", hurts ? (set.pain->growing ? "yes" : "no") : "", cell(set.notes), cell(set.rung), to_string(set.source),
                       counted(set, assess::Verdict::good), counted(set, assess::Verdict::borderline), counted(set, assess::Verdict::fault), cell(set.cue), cell(set.drill), cell(felt),
                       cell(set.session), cell(set.id));
  }
  return csv;
}

std::string render_check_ins_csv(const progress::History& history) {
  std::string csv = "time,moment,pain,pain_place,growing,effort,sleep_h,notes,session,id\r\n";
  for (const auto& check_in : history.check_ins) {
    // A row for each place that hurts; one row when none does.
    const auto row = [&](const std::string& pain) {
      csv += fmt::format("{},{},{},{},{},{},{},{}\r\n", utc_text(check_in.at), to_string(check_in.moment), pain, number(check_in.effort), number(check_in.sleep_h),
                         cell(check_in.notes), cell(check_in.session), cell(check_in.id));
    };
    if (check_in.pains.empty()) row("0,,no");
    for (const auto& pain : check_in.pains) row(fmt::format("{},{},{}", pain.level, to_string(pain.place), pain.growing ? "yes" : "no"));
  }
  return csv;
}

}  // namespace hinge::store
