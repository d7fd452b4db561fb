// knowledge/ladder.toml: rungs, orders, gates, limits; an order must be one chain that reaches everything it names.
#include <algorithm>
#include <set>

#include "hinge/catalog/internal/reading.h"
#include "hinge/catalog/near_names.h"

namespace hinge::catalog::internal {
namespace {

struct Range {
  double least, most;
};
constexpr Range share{0.0, 1.0};
constexpr Range weight_kg{0.0, 500.0};
constexpr Range scale_of_ten{0.0, 10.0};

double number_in(TableReader& reader, std::string_view key, Range range) {
  const double value = reader.number(key);
  if (value < range.least || value > range.most) {
    std::string text = "'" + std::string(key) + "' must be from ";
    text += std::to_string(static_cast<int>(range.least)) + " to " + std::to_string(static_cast<int>(range.most));
    reader.problem(key, text);
  }
  return value;
}

double number_or(TableReader& reader, std::string_view key, double fallback, Range range) {
  return reader.has(key) ? number_in(reader, key, range) : (static_cast<void>(reader.find_number(key)), fallback);
}

Radians read_angle(TableReader& reader, std::string_view key, Radians fallback) {
  std::optional<TableReader> angle = reader.find_table(key);
  if (!angle) return fallback;
  const UnitName unit = read_unit(*angle);
  if (unit.unit != metrics::Unit::rad) angle->problem("unit", "an angle is given in 'deg'");
  const double value = angle->number("value") * unit.to_si;
  if (!(value > 0)) angle->problem("value", "'value' must be above 0");
  angle->report_unknown_keys();
  return Radians{value};
}

Gate read_gate(TableReader& reader, Gate gate) {
  gate.clean = reader.whole_or("clean", gate.clean, 1, 100);
  gate.of = reader.whole_or("of", gate.of, 1, 100);
  gate.borderlines = reader.whole_or("borderlines", gate.borderlines, 0, 100);
  gate.sessions = reader.whole_or("sessions", gate.sessions, 1, 20);
  gate.apart_h = number_or(reader, "apart_h", gate.apart_h, {0, 1000});
  gate.effort = number_or(reader, "effort", gate.effort, scale_of_ten);
  gate.pain = reader.whole_or("pain", gate.pain, 0, 10);
  gate.fold_sd = read_angle(reader, "fold_sd", gate.fold_sd);
  gate.tempo_cv = number_or(reader, "tempo_cv", gate.tempo_cv, share);
  gate.judged = number_or(reader, "judged", gate.judged, share);
  gate.sees_back = reader.flag_or("sees_back", gate.sees_back);
  gate.by_log = reader.flag_or("by_log", gate.by_log);
  if (gate.clean > gate.of) reader.problem("clean", "'clean' cannot be more than 'of'");
  reader.report_unknown_keys();
  return gate;
}

StepDown read_down(TableReader& reader) {
  StepDown down;
  down.fault_rate = number_in(reader, "fault_rate", share);
  down.least_reps = reader.whole("least_reps", 1, 100);
  down.failed_gates = reader.whole("failed_gates", 1, 20);
  down.cut = number_in(reader, "cut", share);
  return down;
}

PainLimits read_pain(TableReader& reader) {
  PainLimits pain;
  pain.go_on = reader.whole("go_on", 0, 10);
  pain.repeat = reader.whole("repeat", 0, 10);
  pain.stop_today = reader.whole("stop_today", 0, 10);
  pain.cut = number_in(reader, "cut", share);
  pain.unchanged_days = reader.whole("unchanged_days", 1, 365);
  if (!(pain.go_on <= pain.repeat && pain.repeat <= pain.stop_today)) {
    reader.problem("repeat", "pain limits must rise: 'go_on', 'repeat', 'stop_today'");
  }
  return pain;
}

Loading read_loading(TableReader& reader) {
  Loading loading;
  loading.step = number_in(reader, "step", share);
  loading.most = number_in(reader, "most", share);
  loading.most_kg = Kilograms{number_in(reader, "most_kg", weight_kg)};
  loading.light_most = number_in(reader, "light_most", share);
  loading.light_share = number_in(reader, "light_share", share);
  loading.extra_reps = reader.whole("extra_reps", 0, 20);
  loading.sessions = reader.whole("sessions", 1, 20);
  loading.start_effort = number_or(reader, "start_effort", loading.start_effort, scale_of_ten);
  return loading;
}

LighterWeek read_lighter(TableReader& reader) {
  LighterWeek lighter;
  lighter.every_weeks = reader.whole("every_weeks", 1, 52);
  lighter.days = reader.whole("days", 1, 60);
  lighter.cut = number_in(reader, "cut", share);
  lighter.slower = number_in(reader, "slower", share);
  lighter.more_faults = number_in(reader, "more_faults", share);
  lighter.more_effort = number_in(reader, "more_effort", scale_of_ten);
  lighter.sessions = reader.whole("sessions", 1, 20);
  lighter.baseline = reader.whole("baseline", 1, 20);
  return lighter;
}

Break read_break(TableReader& reader) {
  Break pause;
  pause.one_rung_days = reader.whole("one_rung_days", 1, 365);
  pause.two_rungs_days = reader.whole("two_rungs_days", pause.one_rung_days, 1000);
  pause.cut = number_in(reader, "cut", share);
  return pause;
}

Learning read_learning(TableReader& reader) {
  Learning learning;
  learning.prior_helps = number_in(reader, "prior_helps", share);
  learning.prior_trials = number_in(reader, "prior_trials", {0.1, 1000});
  learning.reps = reader.whole("reps", 1, 50);
  learning.least_reps = reader.whole("least_reps", 2, learning.reps < 2 ? 2 : learning.reps);
  learning.same_setup = number_in(reader, "same_setup", share);
  return learning;
}

template <class T>
void read_section(TableReader& reader, std::string_view key, T& into, T (*read)(TableReader&)) {
  std::optional<TableReader> table = reader.table(key);
  if (!table) return;
  into = read(*table);
  table->report_unknown_keys();
}

StartLoad read_start(TableReader& reader) {
  StartLoad start;
  if (reader.has("share")) start.share = number_in(reader, "share", share);
  start.otherwise = Kilograms{number_in(reader, "otherwise_kg", weight_kg)};
  start.least = Kilograms{number_in(reader, "least_kg", weight_kg)};
  reader.report_unknown_keys();
  return start;
}

Rung read_rung(TableReader& reader, const Gate& gate, Draft& draft) {
  Rung rung;
  rung.id = reader.name("id");
  rung.title = reader.text("title");
  rung.about = reader.text("about");
  for (auto& [id, place] : reader.names("exercises")) {
    refer(draft, Reference::To::exercise, id, place);
    rung.exercises.push_back(id);
  }
  if (rung.exercises.empty()) reader.problem("exercises", "a rung needs at least one exercise");
  for (auto& [id, place] : reader.names_or_none("warm_up")) {
    refer(draft, Reference::To::drill, id, place);
    rung.warm_up.push_back(id);
  }
  rung.drill = reader.name("drill");
  refer(draft, Reference::To::drill, rung.drill, reader.place("drill"));
  rung.sets = reader.whole("sets", 1, 20);
  rung.reps = reader.whole("reps", 1, 100);
  rung.ballistic = reader.flag_or("ballistic", false);
  if (std::optional<TableReader> start = reader.find_table("start")) {
    rung.start = read_start(*start);
    rung.plate = Kilograms{number_in(reader, "plate_kg", {0.1, 50})};
  }
  std::optional<TableReader> own = reader.find_table("gate");
  rung.gate = own ? read_gate(*own, gate) : gate;
  if (!rung.gate.by_log && rung.sets * rung.reps < rung.gate.of) {
    reader.problem("sets",
                   "sets times reps never make the " + std::to_string(rung.gate.of) + " reps its gate looks at");
  }
  reader.report_unknown_keys();
  return rung;
}

struct Step {
  std::string rung, after;
  Place place;
};

std::vector<std::string> ids_of(const std::vector<Rung>& rungs) {
  std::vector<std::string> ids;
  for (const Rung& rung : rungs) ids.push_back(rung.id);
  return ids;
}

void check_name(const std::string& rung, const Place& place, const Draft& draft, Problems& problems) {
  if (draft.catalog.ladder.find_rung(rung) != nullptr) return;
  problems.add(place, "there is no rung '" + rung + "'" + did_you_mean(rung, ids_of(draft.catalog.ladder.rungs)));
}

std::vector<Step> read_steps(TableReader& reader, Draft& draft) {
  std::vector<Step> steps;
  for (TableReader& entry : reader.tables("steps")) {
    Step step{entry.name("rung"), entry.name_or("after", ""), entry.place("rung")};
    check_name(step.rung, step.place, draft, draft.problems);
    if (!step.after.empty()) check_name(step.after, entry.place("after"), draft, draft.problems);
    const auto same = std::ranges::find(steps, step.rung, &Step::rung);
    if (same != steps.end()) entry.problem("rung", "the order names rung '" + step.rung + "' twice");
    entry.report_unknown_keys();
    if (same == steps.end()) steps.push_back(std::move(step));
  }
  return steps;
}

/// Walks from the one step that follows nothing; what the walk does not meet is a circle or hangs in the air.
std::vector<std::string> chain(const std::vector<Step>& steps, TableReader& reader, Problems& problems) {
  std::vector<std::string> rungs;
  const Step* at = nullptr;
  for (const Step& step : steps) {
    if (!step.after.empty()) continue;
    if (at != nullptr) problems.add(step.place, "the order starts twice: '" + at->rung + "' and '" + step.rung + "'");
    if (at == nullptr) at = &step;
  }
  if (at == nullptr && !steps.empty()) {
    reader.problem("steps", "the ladder goes round in a circle: no rung of this order is the first");
    return rungs;
  }
  while (at != nullptr) {
    rungs.push_back(at->rung);
    const Step* next = nullptr;
    for (const Step& step : steps) {
      if (step.after != rungs.back()) continue;
      if (next != nullptr) {
        problems.add(step.place, "both '" + next->rung + "' and '" + step.rung + "' come after '" + rungs.back() + "'");
        continue;
      }
      next = &step;
    }
    at = next;
  }
  for (const Step& step : steps) {
    if (std::ranges::find(rungs, step.rung) != rungs.end()) continue;
    problems.add(step.place, "rung '" + step.rung + "' cannot be reached from '" + rungs.front() + "'");
  }
  return rungs;
}

Order read_order(TableReader& reader, Draft& draft) {
  Order order;
  order.id = reader.name("id");
  order.title = reader.text("title");
  order.about = reader.text("about");
  const std::vector<Step> steps = read_steps(reader, draft);
  if (steps.empty()) reader.problem("steps", "an order needs steps");
  order.rungs = chain(steps, reader, draft.problems);
  reader.report_unknown_keys();
  return order;
}

RedFlag read_red_flag(TableReader& reader) {
  RedFlag flag;
  flag.id = reader.name("id");
  flag.question = reader.text("question");
  flag.advice = reader.text("advice");
  flag.urgent = reader.flag_or("urgent", false);
  reader.report_unknown_keys();
  return flag;
}

Taper read_taper(TableReader& reader) {
  Taper taper;
  taper.clean_below = number_in(reader, "clean_below", {0, 2});
  taper.every_sets = reader.whole("every_sets", 1, 100);
  reader.report_unknown_keys();
  return taper;
}

template <class T>
bool is_new(const std::vector<T>& list, const std::string& id, TableReader& reader, std::string_view what) {
  if (std::ranges::find(list, id, &T::id) == list.end()) return true;
  reader.problem("id", "there are two " + std::string(what) + "s '" + id + "'");
  return false;
}

void check_unused(const Ladder& ladder, const std::vector<Place>& places, Problems& problems) {
  if (std::ranges::any_of(ladder.orders, [](const Order& order) { return order.rungs.empty(); })) return;  // told
  for (std::size_t i = 0; i < ladder.rungs.size(); ++i) {
    const bool used = std::ranges::any_of(ladder.orders, [&](const Order& order) {
      return std::ranges::find(order.rungs, ladder.rungs[i].id) != order.rungs.end();
    });
    if (!used) problems.add(places[i], "no order reaches rung '" + ladder.rungs[i].id + "'");
  }
}

}  // namespace

void read_ladder(TableReader& reader, Draft& draft) {
  Ladder& ladder = draft.catalog.ladder;
  ladder = Ladder{};  // a later folder replaces the ladder as a whole
  std::erase_if(draft.references, [](const Reference& reference) { return reference.of_ladder; });
  const std::size_t before = draft.references.size();
  read_section(reader, "down", ladder.down, read_down);
  read_section(reader, "pain", ladder.pain, read_pain);
  read_section(reader, "loading", ladder.loading, read_loading);
  read_section(reader, "lighter_week", ladder.lighter, read_lighter);
  read_section(reader, "break", ladder.pause, read_break);
  read_section(reader, "learning", ladder.learning, read_learning);
  Gate gate;
  if (std::optional<TableReader> table = reader.table("gate")) gate = read_gate(*table, gate);
  if (!(gate.fold_sd.value() > 0)) reader.problem("gate", "the gate needs 'fold_sd'");
  for (TableReader& entry : reader.tables("taper")) ladder.tapers.push_back(read_taper(entry));
  if (ladder.tapers.empty())
    reader.problem("taper", "at least one [[taper]] says after how many sets the coach speaks");

  std::vector<Place> places;
  for (TableReader& entry : reader.tables("rung")) {
    Rung rung = read_rung(entry, gate, draft);
    if (!is_new(ladder.rungs, rung.id, entry, "rung")) continue;
    places.push_back(entry.place("id"));
    ladder.rungs.push_back(std::move(rung));
  }
  for (TableReader& entry : reader.tables("order")) {
    Order order = read_order(entry, draft);
    if (is_new(ladder.orders, order.id, entry, "order")) ladder.orders.push_back(std::move(order));
  }
  if (ladder.orders.empty()) reader.problem("order", "a ladder needs at least one [[order]]");
  if (!ladder.orders.empty()) check_unused(ladder, places, draft.problems);
  for (TableReader& entry : reader.tables("red_flag")) {
    RedFlag flag = read_red_flag(entry);
    if (is_new(ladder.red_flags, flag.id, entry, "red flag")) ladder.red_flags.push_back(std::move(flag));
  }
  ladder.varied_from = reader.name("varied_from");
  check_name(ladder.varied_from, reader.place("varied_from"), draft, draft.problems);
  ladder.supervised_below_age = reader.whole("supervised_below_age", 0, 100);
  for (std::size_t i = before; i < draft.references.size(); ++i) draft.references[i].of_ladder = true;
}

}  // namespace hinge::catalog::internal
