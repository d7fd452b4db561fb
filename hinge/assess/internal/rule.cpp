#include "hinge/assess/internal/rule.h"

#include <algorithm>

#include "hinge/assess/internal/judge.h"
#include "hinge/assess/wording.h"
#include "hinge/metrics/compared_with.h"

namespace hinge::assess::internal {
namespace {

using catalog::ViewKind;

bool can_see(const catalog::Rule& rule, kinematics::View view) {
  const auto allowed = [&](ViewKind kind) { return std::ranges::find(rule.views, kind) != rule.views.end(); };
  switch (view) {
    case kinematics::View::sagittal_left:
    case kinematics::View::sagittal_right:
      return allowed(ViewKind::side);
    case kinematics::View::oblique:
      return allowed(ViewKind::oblique);
    case kinematics::View::frontal:
      return allowed(ViewKind::front);
    case kinematics::View::unknown:
      return rule.views.size() == 3;  // what every view shows, any view shows
  }
  return false;
}

Finding cannot_judge(const catalog::Rule& rule, std::string why) {
  Finding finding;
  finding.rule = rule.id;
  finding.unit = rule.parts.front().unit;
  finding.why = std::move(why);
  return finding;
}

std::string say_reason(const catalog::Rule& rule, const catalog::Catalog& catalog, std::string_view reason) {
  return capitalise(fill(catalog.word("cannot_judge." + std::string(reason)), {{"what", rule.sees}}));
}

std::string say_view(const catalog::Rule& rule, const catalog::Catalog& catalog) {
  const auto wanted = [&](ViewKind kind) { return std::ranges::find(rule.views, kind) != rule.views.end(); };
  if (wanted(ViewKind::oblique)) return say_reason(rule, catalog, "view_oblique");
  return say_reason(rule, catalog, wanted(ViewKind::side) ? "view_side" : "view_front");
}

/// Empty: the rule applies to this rep.
std::string why_not_here(const catalog::Rule& rule, const metrics::Trial& trial, const movement::Rep& rep,
                         const catalog::Catalog& catalog) {
  const auto lacks_measure = [](const catalog::Part& part) { return part.reading.measure == nullptr; };
  // Another camera would not help.
  if (std::ranges::all_of(rule.parts, lacks_measure))
    return say_reason(rule, catalog, to_string(Unmeasured::not_in_this_build));
  if (!can_see(rule, trial.motion.view.view)) return say_view(rule, catalog);
  if (!rule.when) return {};
  const Reduced reduced = reduce(rule.when->reading, trial, rep);
  if (!reduced.value.has_value()) return say_reason(rule, catalog, to_string(reduced.value.why()));
  return reduced.value.value() < rule.when->at_least ? rule.when->otherwise : std::string{};
}

bool measured(const JudgedPart& part) { return part.judged.verdict != Verdict::cannot_judge; }

/// The part that speaks for the rule: of those with this verdict the first in the file.
const JudgedPart* first_with(const std::vector<JudgedPart>& parts, Verdict verdict) {
  const auto found = std::ranges::find(parts, verdict, [](const JudgedPart& p) { return p.judged.verdict; });
  return found == parts.end() ? nullptr : &*found;
}

struct Decision {
  Verdict verdict = Verdict::cannot_judge;
  const JudgedPart* part = nullptr;  ///< never null once there is a part
};

bool implausible(const JudgedPart& part) {
  return !part.reduced.value.has_value() && part.reduced.value.why() == Unmeasured::implausible;
}

Decision worst_of(const std::vector<JudgedPart>& parts) {
  // Where one part's landmarks contradict the body, its neighbours' come from the same skeleton: no fault rests on
  // them.
  const auto snapped = std::ranges::find_if(parts, implausible);
  if (snapped != parts.end()) return {Verdict::cannot_judge, &*snapped};
  for (const Verdict verdict : {Verdict::fault, Verdict::borderline}) {
    if (const JudgedPart* part = first_with(parts, verdict)) return {verdict, part};
  }
  const auto blind = std::ranges::find_if(parts, [](const JudgedPart& p) { return p.part->required && !measured(p); });
  if (blind != parts.end()) return {Verdict::cannot_judge, &*blind};
  const JudgedPart* good = first_with(parts, Verdict::good);
  return {good == nullptr ? Verdict::cannot_judge : Verdict::good, good == nullptr ? &parts.front() : good};
}

Decision vote(const std::vector<JudgedPart>& parts, const catalog::Votes& votes) {
  const auto count = [&](Verdict verdict) {
    return static_cast<int>(std::ranges::count(parts, verdict, [](const JudgedPart& p) { return p.judged.verdict; }));
  };
  const JudgedPart* fault = first_with(parts, Verdict::fault);
  if (count(Verdict::fault) >= votes.fault) return {Verdict::fault, fault};
  const auto seen = static_cast<int>(std::ranges::count_if(parts, measured));
  if (seen < votes.measured) {
    return {Verdict::cannot_judge, &*std::ranges::find_if_not(parts, measured)};
  }
  if (count(Verdict::fault) + count(Verdict::borderline) >= votes.borderline) {
    return {Verdict::borderline, fault != nullptr ? fault : first_with(parts, Verdict::borderline)};
  }
  return {Verdict::good, first_with(parts, Verdict::good)};
}

/// A reckoned part gives way to the measured one it stands in for.
void drop_stand_ins(std::vector<JudgedPart>& parts) {
  const auto was_measured = [&](const std::string& metric) {
    return std::ranges::any_of(
        parts, [&](const JudgedPart& p) { return p.part->reading.metric == metric && p.reduced.value.has_value(); });
  };
  std::vector<JudgedPart> kept;
  for (const JudgedPart& part : parts) {
    if (part.part->unless.empty() || !was_measured(part.part->unless)) kept.push_back(part);
  }
  parts = std::move(kept);
}

std::string say_judged(const catalog::Rule& rule, const JudgedPart& part, const Finding& finding) {
  if (finding.verdict == Verdict::good)
    return capitalise(part.part->praise.empty() ? rule.praise : part.part->praise) + ".";
  const catalog::Case* words = rule.find_case(finding.words);
  if (words == nullptr) return capitalise(rule.about);
  const std::string value = say_value(*finding.value, *finding.sd, finding.unit);
  const std::string limit = say_value(finding.limit.value_or(0.0), 0.0, finding.unit);
  return capitalise(
      fill(finding.verdict == Verdict::fault ? words->fault : words->borderline, {{"value", value}, {"limit", limit}}));
}

/// Where a change is not from the person's own quiet standing, that is said with it.
std::string say_compared(const JudgedPart& part, const metrics::Trial& trial, const catalog::Catalog& catalog) {
  const auto kind = metrics::compared_with(trial, part.part->reading.metric);
  return kind == kinematics::StandingKind::lockout ? " " + catalog.word("compared.lockout") : std::string{};
}

std::string say_finding(const catalog::Rule& rule, const JudgedPart& part, const Finding& finding,
                        const metrics::Trial& trial, const catalog::Catalog& catalog) {
  return say_judged(rule, part, finding) + say_compared(part, trial, catalog) +
         (rule.caution.empty() ? "" : " " + rule.caution);
}

std::string say_unmeasured(const catalog::Rule& rule, const JudgedPart& part, const catalog::Catalog& catalog) {
  if (part.reduced.value.has_value()) return say_reason(rule, catalog, "too_uncertain");
  if (part.reduced.value.why() == Unmeasured::no_reference && !rule.no_reference.empty()) return rule.no_reference;
  return say_reason(rule, catalog, to_string(part.reduced.value.why()));
}

void take_numbers(Finding& finding, const JudgedPart& part, const metrics::Trial& trial) {
  finding.unit = part.part->unit;
  if (!part.reduced.value.has_value()) return;
  finding.value = part.reduced.value.value();
  finding.sd = part.reduced.value.sd();
  finding.limit = part.judged.limit;
  if (part.reduced.frame) finding.worst = trial.motion.time.at(*part.reduced.frame);
  if (part.onset) finding.onset = trial.motion.time.at(*part.onset);
}

}  // namespace

Finding judge_rule(const catalog::Rule& rule, const metrics::Trial& trial, const movement::Rep& rep,
                   const catalog::Catalog& catalog) {
  const std::string not_here = why_not_here(rule, trial, rep, catalog);
  if (!not_here.empty()) return cannot_judge(rule, not_here);
  std::vector<JudgedPart> parts;
  const NearFault near_fault = rule.votes ? NearFault::abstain : NearFault::good;
  for (const catalog::Part& part : rule.parts) parts.push_back(judge_part(part, trial, rep, near_fault));
  drop_stand_ins(parts);
  const Decision decision = rule.votes ? vote(parts, *rule.votes) : worst_of(parts);

  Finding finding;
  finding.rule = rule.id;
  finding.verdict = decision.verdict;
  finding.known_by = decision.part->part->known_by.value_or(rule.known_by);
  if (rule.at_most == catalog::Grade::borderline && finding.verdict == Verdict::fault)
    finding.verdict = Verdict::borderline;
  take_numbers(finding, *decision.part, trial);
  if (finding.verdict == Verdict::fault || finding.verdict == Verdict::borderline) {
    finding.words = decision.part->judged.band->words;
  }
  finding.why = finding.verdict == Verdict::cannot_judge ? say_unmeasured(rule, *decision.part, catalog)
                                                         : say_finding(rule, *decision.part, finding, trial, catalog);
  return finding;
}

}  // namespace hinge::assess::internal
