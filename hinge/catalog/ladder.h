#pragma once
// The ladder a coach wrote in knowledge/ladder.toml: rungs, the orders to climb them in, what a gate asks, and when to
// stop. SI units; every number's source stands beside it in the file (docs/science.md 9).
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/base/units.h"

namespace hinge::catalog {

/// What has to hold in a session before the next rung.
struct Gate {
  int clean = 8, of = 10;  ///< clean repetitions of the session's last `of`
  int borderlines = 2;     ///< a repetition with more borderline findings than this is not clean
  int sessions = 2;        ///< the newest sessions in a row that must pass
  double apart_h = 24;     ///< hours between two of them: retention, not the same day's performance
  double effort = 7;       ///< rating of perceived exertion at most, 0–10
  int pain = 2;            ///< at most, during; and back to baseline the next morning
  Radians fold_sd;         ///< spread of the deepest hip fold over these repetitions at most
  double tempo_cv = 0.15;  ///< spread of the repetition's duration over its mean at most
  double judged = 0.8;     ///< share of these repetitions that could be judged at least
  bool sees_back = false;  ///< a repetition counts as judged only with a verdict on a rule of the tier `safety`
  bool by_log = false;     ///< the camera has no checks for this rung: repetitions done, effort and pain decide
};

struct StepDown {
  double fault_rate = 0.4;  ///< of a session's judged repetitions, more than this steps down
  int least_reps = 5;       ///< fewer judged repetitions make no rate
  int failed_gates = 2;     ///< in a row
  double cut = 0.15;        ///< of the load, where there is load to take off
};

struct PainLimits {
  int go_on = 2;            ///< up to here green
  int repeat = 3;           ///< up to here: same rung, less load
  int stop_today = 5;       ///< up to here: stop today, step down; beyond: stop
  double cut = 0.2;         ///< of the load at `repeat`
  int unchanged_days = 14;  ///< as long above green: somebody should look at it
};

struct Loading {
  double step = 0.025;  ///< of the load
  double most = 0.05;   ///< a smallest plate beyond this share waits
  Kilograms most_kg{5};
  double light_most = 0.10;  ///< below `light_share` of the body's mass
  double light_share = 0.30;
  int extra_reps = 2;       ///< beyond the target on the last set
  double start_effort = 5;  ///< most that the first load on a rung should feel like, 0 to 10
  int sessions = 2;         ///< in a row
};

struct LighterWeek {
  int every_weeks = 6;        ///< of training with load
  int days = 7;               ///< how long it lasts
  double cut = 0.15;          ///< of the load
  double slower = 0.10;       ///< loss of speed at the same load
  double more_faults = 0.20;  ///< rise of the fault rate
  double more_effort = 2;     ///< rise of the effort
  int sessions = 2;           ///< in a row that show one of these
  int baseline = 3;           ///< sessions before them that they are held against
};

struct Break {
  int one_rung_days = 14, two_rungs_days = 28;
  double cut = 0.2;  ///< instead of one rung, where there is load to take off
};

/// How cues are tried out on a person.
struct Learning {
  double prior_helps = 0.5;  ///< share of trials expected to help before any was seen
  double prior_trials = 4;   ///< how many trials that expectation weighs
  int reps = 5;              ///< compared before and after
  int least_reps = 3;
  double same_setup = 0.5;  ///< share of the measurement's deviation that stays between clips of one person
};

/// After how many sets the coach speaks, by the share of clean repetitions lately; the last entry holds from there on.
struct Taper {
  double clean_below = 1;
  int every_sets = 1;
};

struct StartLoad {
  std::optional<double> share;  ///< of the body's mass
  Kilograms otherwise;          ///< when the body's mass is not known
  Kilograms least;              ///< an empty bar, the lightest bell
};

struct Rung {
  std::string id, title, about;
  std::vector<std::string> exercises;  ///< ids; the first is what is planned
  std::vector<std::string> warm_up;    ///< drill ids
  std::string drill;                   ///< when nothing needs fixing first
  int sets = 3, reps = 8;
  bool ballistic = false;
  std::optional<StartLoad> start;  ///< nothing: done without load
  Kilograms plate;                 ///< smallest step the equipment allows
  Gate gate;

  [[nodiscard]] bool loaded() const { return start.has_value(); }
};

/// One way up. `rungs` is the chain the file's steps make.
struct Order {
  std::string id, title, about;
  std::vector<std::string> rungs;
};

/// A question asked once before the first weight. A yes routes to a professional; it is no finding of ours.
struct RedFlag {
  std::string id, question, advice;
  bool urgent = false;
};

struct Ladder {
  StepDown down;
  PainLimits pain;
  Loading loading;
  LighterWeek lighter;
  Break pause;
  Learning learning;
  std::vector<Taper> tapers;
  std::string varied_from;  ///< rung from which the exercises of a rung take turns; before it they stay the same
  int supervised_below_age = 16;
  std::vector<Rung> rungs;
  std::vector<Order> orders;  ///< the first is the default
  std::vector<RedFlag> red_flags;

  [[nodiscard]] bool empty() const { return rungs.empty(); }
  [[nodiscard]] const Rung* find_rung(std::string_view id) const;
  /// The order of that id; the first if `id` is empty; nullptr if there is none.
  [[nodiscard]] const Order* find_order(std::string_view id) const;
};

}  // namespace hinge::catalog
