#include "hinge/progress/training.h"

#include <algorithm>
#include <map>

namespace hinge::progress {
namespace {

using assess::Verdict;

std::chrono::sys_days day_of(Instant at) { return std::chrono::floor<std::chrono::days>(at); }

bool is_of_training(const PainReport& report, const Training& training) {
  if (!training.session.empty() && !report.session.empty()) return report.session == training.session;
  return day_of(report.at) == day_of(training.at);
}

const catalog::Rule* rule_of(const Judgement& judgement, const catalog::Catalog& catalog) {
  return catalog.find_rule(judgement.rule);
}

bool is_note(const Judgement& judgement, const catalog::Catalog& catalog) {
  const catalog::Rule* rule = rule_of(judgement, catalog);
  return rule != nullptr && rule->tier == catalog::Tier::note;
}

PainReport report_of(Instant at, Moment moment, std::string_view session, std::span<const Pain> pains) {
  PainReport report;
  report.at = at;
  report.moment = moment;
  report.session = session;
  for (const Pain& pain : pains) {
    report.growing = report.growing || (pain.growing && pain.level > 0);
    report.below_knee = report.below_knee || (pain.place == Place::leg_below_knee && pain.level > 0);
    if (pain.level <= report.level) continue;
    report.level = pain.level;
    report.place = pain.place;
  }
  return report;
}

}  // namespace

bool is_of_rung(const Set& set, const catalog::Rung& rung) {
  if (!set.rung.empty()) return set.rung == rung.id;
  return std::ranges::find(rung.exercises, set.exercise) != rung.exercises.end();
}

std::vector<Training> gather_trainings(const History& history, const catalog::Rung* rung, Instant since) {
  std::vector<Training> trainings;
  for (const Set& set : history.sets) {
    if (set.at <= since || (rung != nullptr && !is_of_rung(set, *rung))) continue;
    // From the newest back: a set nearly always belongs to the training of the set before it.
    const auto same = std::ranges::find_if(trainings.rbegin(), trainings.rend(), [&](const Training& training) {
      return training.session == set.session && (!set.session.empty() || day_of(training.at) == day_of(set.at));
    });
    if (same == trainings.rend()) {
      trainings.push_back({set.session, set.at, set.at, {&set}});
    } else {
      same->sets.push_back(&set);
      same->end = set.at;
    }
  }
  return trainings;
}

std::vector<const RepRecord*> last_reps(const Training& training, int count) {
  std::vector<const RepRecord*> reps;
  for (const Set* set : training.sets) {
    for (const RepRecord& rep : set->reps) reps.push_back(&rep);
  }
  const auto extra = static_cast<std::ptrdiff_t>(reps.size()) - count;
  if (extra > 0) reps.erase(reps.begin(), reps.begin() + extra);
  return reps;
}

bool is_judged(const RepRecord& rep, const catalog::Gate& gate, const catalog::Catalog& catalog) {
  if (rep.verdict == Verdict::cannot_judge) return false;
  if (!gate.sees_back) return true;
  return std::ranges::any_of(rep.judgements, [&](const Judgement& judgement) {
    const catalog::Rule* rule = rule_of(judgement, catalog);
    return rule != nullptr && rule->tier == catalog::Tier::safety && judgement.verdict != Verdict::cannot_judge;
  });
}

bool is_good_enough(const RepRecord& rep, const catalog::Gate& gate, const catalog::Catalog& catalog) {
  if (rep.verdict == Verdict::fault || !is_judged(rep, gate, catalog)) return false;
  const auto soft = std::ranges::count_if(rep.judgements, [&](const Judgement& judgement) {
    return judgement.verdict == Verdict::borderline && !is_note(judgement, catalog);
  });
  return soft <= gate.borderlines;
}

RepCount count_reps(std::span<const RepRecord* const> reps, const catalog::Gate& gate,
                    const catalog::Catalog& catalog) {
  RepCount count;
  for (const RepRecord* rep : reps) {
    ++count.filmed;
    // A fault that was seen counts even where the back was hidden: only "good enough" needs everything seen.
    const bool fault = rep->verdict == Verdict::fault;
    count.judged += fault || is_judged(*rep, gate, catalog) ? 1 : 0;
    count.enough += is_good_enough(*rep, gate, catalog) ? 1 : 0;
    count.faulty += fault ? 1 : 0;
  }
  return count;
}

CommonFault find_common_fault(std::span<const RepRecord* const> reps, const catalog::Catalog& catalog) {
  std::map<std::pair<std::string, std::string>, int> counts;
  for (const RepRecord* rep : reps) {
    for (const Judgement& judgement : rep->judgements) {
      if (judgement.verdict == Verdict::fault && !is_note(judgement, catalog)) {
        ++counts[{judgement.rule, judgement.words}];
      }
    }
  }
  CommonFault common;
  for (const auto& [key, count] : counts) {
    const catalog::Rule* rule = catalog.find_rule(key.first);
    const catalog::Case* words = rule == nullptr ? nullptr : rule->find_case(key.second);
    if (words == nullptr) continue;
    // Among equals the more urgent one: safety before pattern before finish, the earliest cause first.
    const auto urgency = [](const catalog::Rule& r) { return std::pair(r.tier, r.rank); };
    const bool more_urgent = common.rule != nullptr && urgency(*rule) < urgency(*common.rule);
    if (count > common.reps || (count == common.reps && more_urgent)) common = {rule, words, count};
  }
  return common;
}

std::vector<PainReport> gather_pain(const History& history) {
  std::vector<PainReport> reports;
  for (const Set& set : history.sets) {
    if (set.pain) reports.push_back(report_of(set.at, Moment::during, set.session, std::span(&*set.pain, 1)));
  }
  for (const CheckIn& check_in : history.check_ins) {
    reports.push_back(report_of(check_in.at, check_in.moment, check_in.session, check_in.pains));
  }
  std::ranges::stable_sort(reports, {}, &PainReport::at);
  return reports;
}

std::optional<int> worst_pain(const Training& training, std::span<const PainReport> reports) {
  std::optional<int> worst;
  for (const PainReport& report : reports) {
    const bool felt = report.moment == Moment::during || report.moment == Moment::after;
    if (felt && is_of_training(report, training)) worst = std::max(worst.value_or(0), report.level);
  }
  return worst;
}

Settled has_settled(const Training& training, std::span<const PainReport> reports) {
  const std::optional<int> worst = worst_pain(training, reports);
  int baseline = 0;
  const PainReport* next = nullptr;
  for (const PainReport& report : reports) {
    if (report.moment == Moment::before && report.at <= training.at) baseline = report.level;
    const bool later =
        report.at > training.end && (report.moment == Moment::next_morning || report.moment == Moment::before);
    if (later && next == nullptr) next = &report;
  }
  if (next != nullptr) return next->level <= baseline ? Settled::yes : Settled::no;
  return worst && *worst <= baseline ? Settled::yes : Settled::not_told;
}

}  // namespace hinge::progress
