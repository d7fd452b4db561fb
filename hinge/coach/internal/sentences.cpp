#include "hinge/coach/internal/sentences.h"

#include <algorithm>

#include "hinge/assess/wording.h"
#include "hinge/coach/disagreement.h"

namespace hinge::coach::internal {
namespace {

using assess::capitalise;
using assess::fill;
using assess::Finding;
using assess::RepAssessment;
using assess::RuleOverSet;
using assess::Verdict;
using catalog::Tier;

const Finding* find_finding(const RepAssessment& rep, std::string_view rule) {
  const auto found = std::ranges::find(rep.findings, rule, &Finding::rule);
  return found == rep.findings.end() ? nullptr : &*found;
}

const catalog::Rule* find_rule(const catalog::Exercise& exercise, std::string_view id) {
  const auto found = std::ranges::find(exercise.rules, id, &catalog::Rule::id);
  return found == exercise.rules.end() ? nullptr : &*found;
}

struct Told {
  const catalog::Rule* rule = nullptr;
  const Finding* finding = nullptr;
  const catalog::Case* words = nullptr;
};

/// The findings of a rep with this verdict, most urgent first; notes only if asked for.
std::vector<Told> findings_with(const RepAssessment& rep, const catalog::Exercise& exercise, Verdict verdict,
                                bool notes) {
  std::vector<Told> found;
  for (const catalog::Rule& rule : exercise.rules) {
    const Finding* finding = find_finding(rep, rule.id);
    if (finding == nullptr || finding->verdict != verdict || (rule.tier == Tier::note) != notes) continue;
    if (!notes && !assess::is_told(rule, *finding)) continue;
    const catalog::Case* words = find_words(rule, *finding);
    if (words != nullptr) found.push_back({&rule, finding, words});
  }
  return found;
}

bool leads_to(const catalog::Rule& cause, const std::string& effect) {
  return std::ranges::find(cause.leads_to, effect) != cause.leads_to.end();
}

/// One clause of a headline and the reps it speaks of.
struct Clause {
  const catalog::Rule* rule;
  const catalog::Case* words;
  std::vector<int> reps;
};

/// Each rep is told by its most urgent fault; the two most urgent kinds, in the order they appear.
std::vector<Clause> gather_clauses(const assess::SetAssessment& set, const catalog::Exercise& exercise) {
  std::vector<Clause> clauses;
  for (const RepAssessment& rep : set.reps) {
    const std::vector<Told> faults = findings_with(rep, exercise, Verdict::fault, false);
    if (faults.empty()) continue;
    const auto same = std::ranges::find(clauses, faults.front().words, &Clause::words);
    if (same != clauses.end()) {
      same->reps.push_back(rep.rep);
    } else {
      clauses.push_back({faults.front().rule, faults.front().words, {rep.rep}});
    }
  }
  constexpr std::size_t most = 2;
  if (clauses.size() > most) {
    std::ranges::stable_sort(clauses, {}, [](const Clause& c) { return std::pair(c.rule->tier, c.rule->rank); });
    clauses.erase(clauses.begin() + most, clauses.end());
    std::ranges::stable_sort(clauses, {}, [](const Clause& c) { return c.reps.front(); });
  }
  return clauses;
}

std::string say_clauses(const std::vector<Clause>& clauses, std::size_t total) {
  std::vector<std::string> texts;
  for (const Clause& clause : clauses)
    texts.push_back(clause.words->headline + " in " + assess::say_reps(clause.reps, total));
  return assess::say_list(texts);
}

bool is_pattern(const RuleOverSet& rule) { return rule.rule->tier == Tier::pattern; }

bool sees_pattern(const std::vector<RuleOverSet>& rules) {
  return std::ranges::any_of(rules,
                             [](const RuleOverSet& rule) { return is_pattern(rule) && rule.clearest != nullptr; });
}

/// A safety rule that no rep could answer; nullptr if there is none. Nothing is called clean behind its back. Where one rule
/// saw a lower back that rounds, nobody says that it could not be judged because another rule needs more of it.
const RuleOverSet* find_unseen_safety(const std::vector<RuleOverSet>& rules) {
  const auto is_told_by_another = [&](const RuleOverSet& rule) {
    return std::ranges::any_of(rules, [&](const RuleOverSet& other) {
      const bool tells = other.set.verdict == Verdict::borderline || other.set.verdict == Verdict::fault;
      return other.rule->tier == Tier::safety && tells && other.rule->sees == rule.rule->sees;
    });
  };
  const auto unseen = std::ranges::find_if(rules, [&](const RuleOverSet& rule) {
    return rule.rule->tier == Tier::safety && rule.clearest == nullptr && !is_told_by_another(rule);
  });
  return unseen == rules.end() ? nullptr : &*unseen;
}

/// Not everything that matters could be judged: say what was good and what was not seen, rather than "clean".
std::string say_partly(const std::string& number, const std::string& what, const std::vector<RuleOverSet>& rules,
                       const RuleOverSet& unseen, const catalog::Catalog& catalog) {
  const auto is_good = [](Tier tier) {
    return [tier](const RuleOverSet& rule) { return rule.rule->tier == tier && rule.set.verdict == Verdict::good; };
  };
  auto good = std::ranges::find_if(rules, is_good(Tier::pattern));
  if (good == rules.end()) good = std::ranges::find_if(rules, is_good(Tier::finish));
  if (good == rules.end()) return fill(catalog.word("headline.unsure"), {{"count", number}, {"what", what}});
  return fill(catalog.word("headline.partly"),
              {{"count", number}, {"what", what}, {"clause", good->rule->praise}, {"unseen", unseen.rule->sees}});
}

/// " We could not judge your lower back.", or nothing.
std::string say_unseen(const std::vector<RuleOverSet>& rules, const catalog::Catalog& catalog) {
  const RuleOverSet* unseen = find_unseen_safety(rules);
  return unseen == nullptr ? std::string{}
                           : " " + fill(catalog.word("headline.unseen"), {{"unseen", unseen->rule->sees}});
}

std::string say_clean_headline(std::size_t count, const std::string& what, const std::vector<RuleOverSet>& rules,
                               const catalog::Catalog& catalog) {
  const std::string number = assess::say_count(count);
  for (const RuleOverSet& rule : rules) {
    if (rule.rule->tier == Tier::note || rule.set.verdict != Verdict::borderline || rule.clearest == nullptr) continue;
    if (const catalog::Case* words = find_words(*rule.rule, *rule.clearest)) {
      const std::string clause = words->headline + " in " + assess::say_reps(rule.set.reps, count);
      return fill(catalog.word("headline.watch"), {{"count", number}, {"what", what}, {"clause", clause}}) +
             say_unseen(rules, catalog);
    }
  }
  // The pattern is what a headline praises; safety and finish speak in the checkpoints.
  const auto praised = std::ranges::find_if(rules, [](const RuleOverSet& rule) {
    return rule.rule->tier == Tier::pattern && rule.set.verdict == Verdict::good;
  });
  const auto unseen_pattern = std::ranges::find_if(rules, is_pattern);
  if (unseen_pattern != rules.end() && !sees_pattern(rules))
    return say_partly(number, what, rules, *unseen_pattern, catalog);
  if (const RuleOverSet* unseen = find_unseen_safety(rules)) return say_partly(number, what, rules, *unseen, catalog);
  if (praised == rules.end())
    return fill(catalog.word("headline.all_clean_plain"), {{"count", number}, {"what", what}});
  return fill(catalog.word("headline.all_clean"),
              {{"count", number}, {"what", what}, {"clause", praised->rule->praise}});
}

std::string say_judged_headline(const assess::SetAssessment& set, const std::vector<RuleOverSet>& rules,
                                const catalog::Exercise& exercise, const catalog::Catalog& catalog) {
  const std::size_t total = set.reps.size();
  std::vector<bool> clean;
  bool any_fault = false;
  for (const RepAssessment& rep : set.reps) {
    const bool fault = !findings_with(rep, exercise, Verdict::fault, false).empty();
    any_fault = any_fault || fault;
    clean.push_back(!fault && findings_with(rep, exercise, Verdict::borderline, false).empty());
  }
  const auto count = static_cast<std::size_t>(std::ranges::count(clean, true));
  const std::string what = total == 1 ? exercise.one : exercise.many;
  if (!any_fault) return say_clean_headline(total, what, rules, catalog);

  const std::string clause = say_clauses(gather_clauses(set, exercise), total);
  if (count == 0) {
    return fill(catalog.word("headline.none_clean"),
                {{"count", assess::say_count(total)}, {"what", what}, {"clause", clause}}) +
           say_unseen(rules, catalog);
  }
  const bool clean_first = std::ranges::is_sorted(clean, std::ranges::greater{});
  const std::string clean_what = clean_first && count == 1 ? exercise.one : exercise.many;
  return fill(catalog.word(clean_first ? "headline.clean_then" : "headline.some_clean"),
              {{"count", assess::say_count(count)},
               {"total", assess::say_count(total)},
               {"what", clean_what},
               {"clause", clause}}) +
         say_unseen(rules, catalog);
}

std::string name_reps(const movement::Movement& movement, std::size_t count, const catalog::Catalog& catalog) {
  const catalog::Exercise* exercise = catalog.find_exercise(movement.recognition.exercise);
  if (exercise != nullptr && exercise->pattern != movement::Pattern::none)
    return count == 1 ? exercise->one : exercise->many;
  const auto pattern =
      std::ranges::find(catalog.patterns, movement.recognition.pattern, &catalog::PatternDefault::pattern);
  if (pattern == catalog.patterns.end()) return count == 1 ? "rep" : "reps";
  return count == 1 ? pattern->one : pattern->many;
}

std::string without_stop(std::string text) {
  while (text.ends_with('.')) text.pop_back();
  return text;
}

std::string say_praise(const RepAssessment& rep, const catalog::Exercise& exercise, const catalog::Catalog& catalog) {
  std::vector<std::string> praises;
  const auto add = [&](const std::string& id) {
    const catalog::Rule* rule = find_rule(exercise, id);
    const Finding* finding = find_finding(rep, id);
    if (rule == nullptr || finding == nullptr || finding->verdict != Verdict::good) return false;
    praises.push_back(rule->praise);
    return true;
  };
  for (const catalog::Checkpoint& checkpoint : catalog.checkpoints) {
    static_cast<void>(std::ranges::any_of(checkpoint.rules, add));  // one praise a checkpoint
  }
  if (praises.empty()) {
    static_cast<void>(std::ranges::any_of(exercise.rules, [&](const catalog::Rule& rule) { return add(rule.id); }));
  }
  return praises.empty() ? std::string{} : capitalise(assess::say_list(praises)) + ".";
}

std::string title_of_clean(const RepAssessment& rep, const catalog::Exercise& exercise,
                           const catalog::Catalog& catalog) {
  for (const catalog::Rule& rule : exercise.rules) {
    const Finding* finding = find_finding(rep, rule.id);
    if (!rule.praise_title.empty() && finding != nullptr && finding->verdict == Verdict::good) return rule.praise_title;
  }
  return catalog.word("rep.clean_title");
}

void append(std::string& text, const std::string& sentence) {
  if (!text.empty() && !sentence.empty()) text += " ";
  text += sentence;
}

RepWords say_faulty_rep(const RepAssessment& rep, const std::vector<Told>& faults) {
  RepWords words{rep.rep, faults.front().words->title, faults.front().finding->why};
  for (const Told& other : faults) {
    if (&other == &faults.front() || leads_to(*faults.front().rule, other.rule->id)) continue;
    append(words.sentence, other.finding->why);
    break;  // one thing more is what a person remembers
  }
  return words;
}

}  // namespace

const catalog::Case* find_words(const catalog::Rule& rule, const Finding& finding) {
  return finding.words.empty() ? nullptr : rule.find_case(finding.words);
}

namespace {

/// Of another pattern than the user named: said first, in plain words; drills of one pattern look alike.
std::string say_disagreement(const movement::Recognition& recognition, const catalog::Exercise& exercise,
                             const catalog::Catalog& catalog) {
  const catalog::Exercise* seen = find_disagreement(recognition, catalog);
  if (seen == nullptr || seen->pattern == exercise.pattern) return {};
  return fill(catalog.word("headline.looks_like"), {{"seen", seen->many}, {"said", exercise.many}}) + " ";
}

}  // namespace

std::string say_headline(const movement::Movement& movement, const assess::SetAssessment& set,
                         const std::vector<RuleOverSet>& rules, const catalog::Catalog& catalog) {
  const std::size_t total = set.reps.size();
  if (total == 0) {
    const std::string why = without_stop(movement.why_no_reps.empty() ? "no movement found" : movement.why_no_reps);
    return capitalise(fill(catalog.word("headline.no_reps"), {{"why", capitalise(why)}}));
  }
  const std::string count = assess::say_count(total);
  const std::string what = name_reps(movement, total, catalog);
  const catalog::Exercise* exercise = catalog::find_judged_exercise(catalog, movement);
  if (exercise == nullptr || exercise->rules.empty()) {
    const bool hinge = movement.recognition.pattern == movement::Pattern::hinge;
    return capitalise(
        fill(catalog.word(hinge ? "headline.not_judged" : "headline.not_a_hinge"), {{"count", count}, {"what", what}}));
  }
  const bool judged = std::ranges::any_of(
      set.reps, [&](const RepAssessment& rep) { return assess::rep_verdict(rep, catalog) != Verdict::cannot_judge; });
  const std::string first = say_disagreement(movement.recognition, *exercise, catalog);
  if (!judged) return first + capitalise(fill(catalog.word("headline.unsure"), {{"count", count}, {"what", what}}));
  return first + capitalise(say_judged_headline(set, rules, *exercise, catalog));
}

std::string say_set(const catalog::Case& words, const RuleOverSet& rule, std::size_t total) {
  const Finding& finding = *rule.clearest;
  const std::string value = assess::say_value(finding.value.value_or(0.0), finding.sd.value_or(0.0), finding.unit);
  const std::string limit = assess::say_value(finding.limit.value_or(0.0), 0.0, finding.unit);
  const std::string reps = assess::say_reps(rule.set.reps, total);
  return capitalise(fill(words.say, {{"value", value}, {"limit", limit}, {"reps", reps}}));
}

RepWords say_rep(const RepAssessment& rep, const catalog::Exercise* exercise, const catalog::Catalog& catalog) {
  if (exercise == nullptr || exercise->rules.empty()) {
    return {rep.rep, catalog.word("rep.not_judged_title"), catalog.word("rep.not_judged")};
  }
  if (assess::rep_verdict(rep, catalog) == Verdict::cannot_judge) {
    return {rep.rep, catalog.word("rep.unsure_title"), rep.findings.front().why};
  }
  const std::vector<Told> faults = findings_with(rep, *exercise, Verdict::fault, false);
  if (!faults.empty()) return say_faulty_rep(rep, faults);
  const std::vector<Told> soft = findings_with(rep, *exercise, Verdict::borderline, false);
  RepWords words{rep.rep, title_of_clean(rep, *exercise, catalog), {}};
  if (!soft.empty()) {
    words.title = soft.front().words->title;
    words.sentence = soft.front().finding->why;
    return words;
  }
  words.sentence = say_praise(rep, *exercise, catalog);
  for (const Verdict verdict : {Verdict::fault, Verdict::borderline}) {
    const std::vector<Told> notes = findings_with(rep, *exercise, verdict, true);
    if (notes.empty()) continue;
    append(words.sentence, notes.front().finding->why);
    break;
  }
  return words;
}

std::string say_checkpoint(const assess::Checkpoint& checkpoint, const assess::SetAssessment& set,
                           const std::vector<RuleOverSet>& rules, const catalog::Catalog& catalog) {
  const auto known = std::ranges::find(catalog.checkpoints, checkpoint.id, &catalog::Checkpoint::id);
  if (known == catalog.checkpoints.end()) return {};
  const auto rule =
      std::ranges::find(rules, checkpoint.rule, [](const RuleOverSet& r) -> const std::string& { return r.rule->id; });
  std::string text;
  if (checkpoint.rule.empty() || rule == rules.end()) {
    return known->unused.empty() ? catalog.word("checkpoint.unused") : known->unused;
  }
  if (checkpoint.verdict == Verdict::cannot_judge) {
    for (const RepAssessment& rep : set.reps) {
      const Finding* finding = find_finding(rep, checkpoint.rule);
      if (finding == nullptr || finding->verdict != Verdict::cannot_judge) continue;
      text = finding->why;
      break;
    }
  } else if (checkpoint.verdict == Verdict::good) {
    const Finding& finding = *rule->clearest;
    const std::string value = assess::say_value(finding.value.value_or(0.0), finding.sd.value_or(0.0), finding.unit);
    text = capitalise(fill(known->good, {{"value", value}}));
  } else if (const catalog::Case* words = find_words(*rule->rule, *rule->clearest)) {
    text = say_set(*words, *rule, set.reps.size());
    if (rule->set.reps.size() == 1 && set.reps.size() > 1) {
      append(text, fill(catalog.word("checkpoint.one_rep"), {{"count", assess::say_count(set.reps.size())}}));
    }
  }
  append(text, known->ask);
  return text;
}

}  // namespace hinge::coach::internal
