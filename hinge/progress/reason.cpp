#include "hinge/progress/reason.h"

#include <fmt/core.h>

#include <array>
#include <cctype>

#include "hinge/assess/wording.h"
#include "hinge/base/expect.h"

namespace hinge::progress {
namespace {

struct Row {
  Because because;
  std::string_view name;
  std::string_view text;  ///< {0}, {1} … are the figures; {S} the subject
};

constexpr std::array rows{
    Row{Because::clean_reps, "clean_reps", "{0:.0f} of your last {1:.0f} reps were good enough; moving up takes {2:.0f}."},
    Row{Because::faults, "faults", "{S} in {0:.0f} of your last {1:.0f} reps."},
    Row{Because::fold_spread, "fold_spread",
        "Your depth varied by {0:.0f}° from rep to rep; moving up takes {1:.0f}° or less."},
    Row{Because::tempo_spread, "tempo_spread", "Your tempo varied by {0:.0f} %; moving up takes {1:.0f} % or less."},
    Row{Because::effort, "effort", "You rated the effort {0:g} of 10; moving up takes {1:g} or less."},
    Row{Because::effort_unknown, "effort_unknown",
        "You have not said how hard each set was, 0 to 10; moving up takes that too."},
    Row{Because::pain, "pain", "You reported pain of {0:.0f} of 10; up to {1:.0f} goes on."},
    Row{Because::pain_unknown, "pain_unknown",
        "You have not said whether anything hurt, 0 for nothing; moving up takes that too."},
    Row{Because::not_settled, "not_settled", "The pain was not back to where it was the next time you told us."},
    Row{Because::settling_unknown, "settling_unknown", "You have not said how it felt the next morning."},
    Row{Because::not_judged, "not_judged",
        "{0:.0f} of your last {1:.0f} reps could be judged. Film from the side, in a fitted top, so that we can see "
        "your back."},
    Row{Because::too_few_reps, "too_few_reps", "{0:.0f} reps were filmed in that session; moving up takes {1:.0f}."},
    Row{Because::reps_logged, "reps_logged", "{0:.0f} reps were done in that session; moving up takes {1:.0f}."},
    Row{Because::gate_passed, "gate_passed",
        "{0:.0f} sessions in a row were good enough to move up; it takes {1:.0f}."},
    Row{Because::sessions_to_go, "sessions_to_go",
        "{0:.0f} of {1:.0f} sessions were good enough to move up so far; they count when a day lies between them."},
    Row{Because::gates_failed, "gates_failed", "The last {0:.0f} sessions in a row were not good enough to move up."},
    Row{Because::fault_rate, "fault_rate",
        "{0:.0f} of {1:.0f} judged reps had a fault, {2:.0f} %; more than {3:.0f} % steps back."},
    Row{Because::pain_repeat, "pain_repeat", "You reported pain of {0:.0f} of 10: same rung, less."},
    Row{Because::pain_step_down, "pain_step_down",
        "You reported pain of {0:.0f} of 10: that is enough for today, and one step back."},
    Row{Because::pain_stop, "pain_stop",
        "You reported pain of {0:.0f} of 10: stop here. Talk to a professional if it stays."},
    Row{Because::pain_growing, "pain_growing", "The pain grew from rep to rep: stop here."},
    Row{Because::pain_next_day, "pain_next_day",
        "The pain was {0:.0f} of 10 the next morning, after {1:.0f} in the session: stop until it has settled."},
    Row{Because::pain_below_knee, "pain_below_knee",
        "You reported pain below the knee: stop here and have it looked at."},
    Row{Because::pain_unchanged, "pain_unchanged",
        "For {0:.0f} days you have told of pain above {1:.0f} every time: have it looked at."},
    Row{Because::rest_of_day, "rest_of_day", "That holds for the rest of the day: come back tomorrow."},
    Row{Because::pain_unresolved, "pain_unresolved",
        "Your last word on it still says stop. Tell us when it has settled."},
    Row{Because::dated_ahead, "dated_ahead",
        "It is dated in the future, so we cannot tell whether it has settled: `hinge log --correct ID --at TIME` puts the "
        "date right, `--remove ID` takes it away, and `hinge history --sets` has the ids."},
    Row{Because::red_flag, "red_flag", "You answered yes: \"{S}\""},
    Row{Because::questions, "questions", "{0:.0f} questions come before the first weight."},
    Row{Because::supervised, "supervised",
        "You are {0:.0f} or younger: train with a coach or parent beside you, and never to your limit."},
    Row{Because::pause, "pause", "Your last set was {0:.0f} days ago."},
    Row{Because::lighter_weeks, "lighter_weeks", "{0:.0f} weeks of training with load call for a lighter one."},
    Row{Because::slower, "slower", "You were {0:.0f} % slower at the same load in {1:.0f} sessions in a row."},
    Row{Because::more_faults, "more_faults", "Faults rose by {0:.0f} percentage points in {1:.0f} sessions in a row."},
    Row{Because::more_effort, "more_effort", "The same work felt {0:.1f} points harder in {1:.0f} sessions in a row."},
    Row{Because::lighter_week, "lighter_week", "The lighter week goes on for {0:.0f} more days."},
    Row{Because::load_up, "load_up",
        "{0:.0f} reps beyond the target in {1:.0f} sessions in a row: from {2:g} to {3:g} kg."},
    Row{Because::load_waits, "load_waits",
        "The next load is {2:g} kg: show {1:.0f} reps beyond the target first; the last sets showed {0:.0f}."},
    Row{Because::load_down, "load_down", "The load goes from {0:g} to {1:g} kg."},
    Row{Because::start_load, "start_load",
        "You start here with {0:g} kg. It should feel like {1:g} of 10 at most; take less if it is harder."},
    Row{Because::first_time, "first_time", "You start with: {S}."},
    Row{Because::rung_up, "rung_up", "The next rung: {S}."},
    Row{Because::rung_down, "rung_down", "One rung back: {S}."},
    Row{Because::first_rung, "first_rung", "This is the first rung; you go on here."},
    Row{Because::last_rung, "last_rung", "This is the last rung; from here the load climbs."},
    Row{Because::overridden, "overridden", "Your coach set this rung: {S}."},
    Row{Because::chosen, "chosen", "You set this rung yourself: {S}."},
    Row{Because::order_changed, "order_changed", "Your order does not have the rung you were on; you go on at: {S}."},
};

const Row& row_of(Because because) {
  for (const Row& row : rows) {
    if (row.because == because) return row;
  }
  HINGE_EXPECT(false);
  return rows.front();
}

/// A figure with one in front: "1 sessions" reads wrongly, so the few nouns that can stand alone lose their s.
void use_singular(std::string& text) {
  constexpr std::array<std::array<std::string_view, 2>, 6> pairs{{{"1 sessions", "1 session"},
                                                                  {"1 questions come", "1 question comes"},
                                                                  {"1 days", "1 day"},
                                                                  {"1 weeks", "1 week"},
                                                                  {"1 more days", "1 more day"},
                                                                  {"1 reps", "1 rep"}}};
  for (const auto& [many, one] : pairs) {
    const std::size_t at = text.find(many);
    const bool whole = at != std::string::npos && (at == 0 || (text[at - 1] != '.' && !std::isdigit(text[at - 1])));
    if (whole) text.replace(at, many.size(), one);
  }
}

}  // namespace

std::string_view to_string(Because because) { return row_of(because).name; }

Reason make_reason(Because because, std::vector<double> figures, std::string subject, std::string_view subject_text) {
  std::array<double, 4> given{};
  HINGE_EXPECT(figures.size() <= given.size());
  for (std::size_t i = 0; i < figures.size(); ++i) given.at(i) = figures[i];
  const std::string_view called = subject_text.empty() ? std::string_view(subject) : subject_text;
  std::string text =
      fmt::format(fmt::runtime(row_of(because).text), given[0], given[1], given[2], given[3], fmt::arg("S", called));
  use_singular(text);
  return {because, std::move(figures), std::move(subject), assess::capitalise(std::move(text))};
}

}  // namespace hinge::progress
