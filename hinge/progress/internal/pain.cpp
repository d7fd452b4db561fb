// The traffic light and the stop signs of docs/science.md 9.4. We route, we do not diagnose.
#include <algorithm>

#include "hinge/progress/internal/situation.h"

#include "hinge/base/backwards.h"

namespace hinge::progress::internal {
namespace {

enum class Light : unsigned char { green, repeat, stop_today, red };

struct Seen {
  Light light = Light::green;
  Reason reason;
};

/// The level told in the session that this morning follows; nothing if nobody told.
std::optional<int> level_before(const PainReport& morning, const std::vector<PainReport>& all) {
  std::optional<int> level;
  for (const PainReport& report : all) {
    if (report.at >= morning.at) break;
    const bool in_session = report.moment == Moment::during || report.moment == Moment::after;
    const bool same =
        morning.session.empty() ? morning.at - report.at <= std::chrono::hours(36) : report.session == morning.session;
    if (in_session && same) level = std::max(level.value_or(0), report.level);
  }
  return level;
}

Seen look_at(const PainReport& report, const std::vector<PainReport>& all, const catalog::PainLimits& limits) {
  const auto level = static_cast<double>(report.level);
  if (report.below_knee) return {Light::red, make_reason(Because::pain_below_knee)};
  if (report.level > limits.stop_today) return {Light::red, make_reason(Because::pain_stop, {level})};
  if (report.growing) return {Light::red, make_reason(Because::pain_growing)};
  if (report.moment == Moment::next_morning && report.level > limits.go_on) {
    const std::optional<int> before = level_before(report, all);
    if (before && report.level > *before) {
      return {Light::red, make_reason(Because::pain_next_day, {level, static_cast<double>(*before)})};
    }
  }
  if (report.level > limits.repeat) return {Light::stop_today, make_reason(Because::pain_step_down, {level})};
  if (report.level > limits.go_on) return {Light::repeat, make_reason(Because::pain_repeat, {level})};
  return {};
}

Seen look_at(const PainReport& report, const Situation& s) { return look_at(report, s.pain, s.ladder.pain); }

/// Days from the first to the newest of the reports above green with none that is green between; 0 when the newest is.
int days_unchanged(const Situation& s, Instant after) {
  const PainReport* newest = nullptr;
  const PainReport* oldest = nullptr;
  for (const PainReport& report : backwards(s.pain)) {
    if (report.at <= after || report.level <= s.ladder.pain.go_on) break;
    if (newest == nullptr) newest = &report;
    oldest = &report;
  }
  if (newest == nullptr) return 0;
  return static_cast<int>(std::chrono::floor<std::chrono::days>(newest->at - oldest->at).count());
}

/// When a plan or an override last answered to pain or anything else by stopping or stepping back.
Instant last_answered(const History& history) {
  Instant at = last_override(history);
  for (const Plan& plan : history.plans) {
    if (plan.move == Move::down || plan.move == Move::stop) at = std::max(at, plan.at);
  }
  return at;
}

/// The rest of a day, wherever on earth: a history knows no time zone, and in California UTC's day ends in the
/// afternoon.
constexpr std::chrono::hours waking_day{16};  // ours

bool is_today(Instant at, Instant now) { return now - at < waking_day; }

/// "Stop for today" (docs/science.md 9.4) that was told already, and whose day is not over: asking again, or feeling
/// better an hour later, does not take it back; nor does an override, which chooses a rung and heals nothing.
std::optional<Decision> rest_today(const Situation& s) {
  for (const PainReport& report : backwards(s.pain)) {
    if (!is_today(report.at, s.now)) break;
    Seen seen = look_at(report, s);
    if (seen.light < Light::stop_today) continue;
    Decision decision = stay_with(s, {std::move(seen.reason), make_reason(Because::rest_of_day)});
    decision.move = Move::stop;
    return decision;
  }
  return std::nullopt;
}

/// Stop signs that no later green report has taken back: only the person's own word can.
std::optional<Reason> find_unresolved(const Situation& s) {
  std::optional<Reason> reason;
  for (const PainReport& report : s.pain) {
    const Seen seen = look_at(report, s);
    if (seen.light == Light::red) reason = seen.reason;
    if (seen.light == Light::green) reason.reset();
  }
  return reason;
}

Reason tell_unchanged(const Situation& s, int days) {
  return make_reason(Because::pain_unchanged, {static_cast<double>(days), static_cast<double>(s.ladder.pain.go_on)});
}

Decision keep_stopped(const Situation& s, Reason reason) {
  Decision decision = stay_with(s, {std::move(reason), make_reason(Because::pain_unresolved)});
  decision.move = Move::stop;
  return decision;
}

/// The load came down for this day's pain already, and nothing was lifted since: told again, or asked again, it is the
/// same pain.
bool took_off_today(const Situation& s, Instant told) {
  const auto lifted = [&](const Set& set) { return set.at > told; };
  if (std::ranges::any_of(s.history.sets, lifted)) return false;
  return std::ranges::any_of(s.pain, [&](const PainReport& report) {
    return report.at <= told && report.at > last_override(s.history) && is_today(report.at, s.now) &&
           look_at(report, s).light == Light::repeat;
  });
}

std::optional<Decision> repeat_with_less(const Situation& s) {
  const Instant told = s.history.plans.empty() ? Instant{} : s.history.plans.back().at;
  for (const PainReport& report : backwards(s.pain)) {
    if (report.at <= std::max(told, last_override(s.history))) break;
    Seen seen = look_at(report, s);
    if (seen.light != Light::repeat) continue;
    Decision decision = stay_with(s, {std::move(seen.reason)});
    if (took_off_today(s, told)) return decision;
    if (const auto less = cut_load(s.rung, s.load, s.ladder.pain.cut)) {
      decision.reasons.push_back(make_reason(Because::load_down, {s.load->value(), less->value()}));
      decision.load = less;
    }
    return decision;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Decision> react_to_pain(const Situation& s) {
  const Instant answered = last_answered(s.history);
  std::optional<Seen> fresh;  // the worst that nobody has answered to yet
  bool today = false;
  for (const PainReport& report : s.pain) {
    if (report.at <= answered) continue;
    Seen seen = look_at(report, s);
    if (seen.light < Light::stop_today) continue;
    today = today || is_today(report.at, s.now);
    if (!fresh || seen.light >= fresh->light) fresh = std::move(seen);
  }
  const std::optional<Reason> unresolved = find_unresolved(s);
  const int unchanged = days_unchanged(s, last_override(s.history));
  if (unchanged >= s.ladder.pain.unchanged_days) {
    Reason reason = tell_unchanged(s, unchanged);
    return fresh ? step_back(s, Move::stop, {std::move(reason), fresh->reason}) : keep_stopped(s, std::move(reason));
  }
  if (fresh) return step_back(s, unresolved || today ? Move::stop : Move::down, {fresh->reason});
  if (unresolved) return keep_stopped(s, *unresolved);
  if (auto rest = rest_today(s)) return rest;
  return repeat_with_less(s);
}

std::optional<Reason> tell_overridden_pain(const Situation& s) {
  const int after = days_unchanged(s, last_override(s.history));
  const int in_all = days_unchanged(s, Instant{});
  const int limit = s.ladder.pain.unchanged_days;
  return after < limit && in_all >= limit ? std::optional(tell_unchanged(s, in_all)) : std::nullopt;
}

}  // namespace hinge::progress::internal

namespace hinge::progress {

std::optional<Reason> internal::find_any_stop_sign(const History& history, const catalog::Catalog& catalog) {
  const std::vector<PainReport> pain = gather_pain(history);
  for (const PainReport& report : pain) {
    Seen seen = look_at(report, pain, catalog.ladder.pain);
    if (seen.light >= Light::stop_today) return std::move(seen.reason);
  }
  return std::nullopt;
}

std::optional<Reason> find_stop_sign(const History& history, const catalog::Catalog& catalog) {
  const std::vector<PainReport> pain = gather_pain(history);
  if (pain.empty()) return std::nullopt;
  internal::Seen seen = internal::look_at(pain.back(), pain, catalog.ladder.pain);
  return seen.light < internal::Light::stop_today ? std::nullopt : std::optional(std::move(seen.reason));
}

}  // namespace hinge::progress
