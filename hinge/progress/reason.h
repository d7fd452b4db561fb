#pragma once
// Why something was decided: a sentence built from the data, and the figures it holds, so that it can be checked.
#include <string>
#include <string_view>
#include <vector>

namespace hinge::progress {

enum class Because : unsigned char {
  clean_reps,    ///< figures: clean, looked at, asked for
  faults,        ///< figures: reps that show it, looked at; subject: rule.case
  fold_spread,   ///< figures: degrees, most
  tempo_spread,  ///< figures: per cent, most
  effort,        ///< figures: effort, most
  effort_unknown,
  pain,  ///< figures: level, most to progress
  pain_unknown,
  not_settled,  ///< pain outlasted the next morning
  settling_unknown,
  not_judged,      ///< figures: reps judged, looked at
  too_few_reps,    ///< figures: filmed, asked for
  reps_logged,     ///< figures: done, asked for
  gate_passed,     ///< figures: sessions passed, asked for
  sessions_to_go,  ///< figures: sessions passed, asked for
  gates_failed,    ///< figures: in a row
  fault_rate,      ///< figures: faulty reps, judged reps, per cent, most per cent
  pain_repeat,     ///< figures: level
  pain_step_down,  ///< figures: level
  pain_stop,       ///< figures: level
  pain_growing,
  pain_next_day,  ///< figures: level the next morning, level in the session
  pain_below_knee,
  pain_unchanged,   ///< figures: days, most that goes on
  rest_of_day,      ///< a stop told today
  pain_unresolved,
  dated_ahead,   ///< what says stop is dated in the future  ///< the last report still says stop
  red_flag,         ///< subject: question
  questions,        ///< figures: how many are open
  supervised,       ///< figures: age
  pause,            ///< figures: days
  lighter_weeks,    ///< figures: weeks of training
  slower,           ///< figures: per cent, sessions
  more_faults,      ///< figures: percentage points, sessions
  more_effort,      ///< figures: points, sessions
  lighter_week,     ///< it goes on; figures: days left
  load_up,          ///< figures: extra reps, sessions, from kg, to kg
  load_waits,       ///< figures: extra reps shown, asked for, next kg
  load_down,        ///< figures: from kg, to kg
  start_load,       ///< figures: kg, most effort
  first_time,       ///< subject: rung
  rung_up,          ///< subject: rung
  rung_down,        ///< subject: rung
  first_rung,
  last_rung,
  overridden,    ///< subject: rung
  chosen,        ///< an override by the person; subject: rung
  order_changed  ///< subject: rung
};
[[nodiscard]] std::string_view to_string(Because because);

struct Reason {
  Because because = Because::first_time;
  std::vector<double> figures;
  std::string subject;
  std::string text;  ///< one sentence
};

/// The sentence for these figures; `subject_text` is what the sentence calls the subject.
[[nodiscard]] Reason make_reason(Because because, std::vector<double> figures = {}, std::string subject = {},
                                 std::string_view subject_text = {});

}  // namespace hinge::progress
