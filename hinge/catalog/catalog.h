#pragma once
// What coaches write under knowledge/, checked and in SI units: exercises, rules, cues, drills, sources and words.
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/catalog/ladder.h"
#include "hinge/catalog/lesson.h"
#include "hinge/metrics/metric.h"
#include "hinge/movement/movement.h"
#include "hinge/movement/prototype.h"

namespace hinge::catalog {

enum class Grade : unsigned char { good, borderline, fault };
/// How far a source carries a threshold. A number that only we chose is said to be ours wherever it is shown.
enum class Support : unsigned char { mechanism, direction, number, our_cutoff };
/// How something is known: seen by the camera, inferred from what it saw, or only the person can say.
enum class KnownBy : unsigned char { measured, inferred, asked };
enum class ViewKind : unsigned char { side, oblique, front };
/// Which frames of a repetition a rule looks at.
enum class Span : unsigned char { rep, setup, descent, bottom, ascent, lockout };
/// How those frames become one number; `value` for metrics that give exactly one per repetition.
enum class Reducer : unsigned char { value, max, min, mean, last };
/// Where on the drawn body a finding shows.
enum class Spot : unsigned char { hip, knee, lower_back };
/// What is fixed first: safety before pattern before finish; a note never outranks anything and never spoils a rep.
enum class Tier : unsigned char { safety, pattern, finish, note };

[[nodiscard]] std::string_view to_string(Grade grade);
[[nodiscard]] std::string_view to_string(Support support);
[[nodiscard]] std::string_view to_string(KnownBy known_by);
[[nodiscard]] std::string_view to_string(ViewKind view);
[[nodiscard]] std::string_view to_string(Span span);
[[nodiscard]] std::string_view to_string(Reducer reducer);
[[nodiscard]] std::string_view to_string(Tier tier);

/// Values below `below` (and not in the band before it) earn `grade`; the last band has no `below`.
struct Band {
  Grade grade = Grade::good;
  std::optional<double> below;  ///< SI
  std::string source;           ///< key of a Source; for the edge `below`
  Support support = Support::our_cutoff;
  std::string words;  ///< id of the Case that speaks for this band; empty for good
};

/// One number taken from a repetition.
struct Reading {
  std::string metric;
  const metrics::Metric* measure = nullptr;  ///< nullptr: this build cannot measure it (UnbuiltMetric says what it is)
  Span span = Span::rep;
  Reducer reduce = Reducer::value;
};

struct Part {
  Reading reading;
  metrics::Unit unit = metrics::Unit::rad;
  bool required = true;     ///< a part that is not required is left out when it cannot be measured
  std::string unless;       ///< metric of another part of the rule: looked at only where that one could not be measured
  std::optional<KnownBy> known_by;  ///< where this part decides, instead of the rule's
  std::string praise;               ///< instead of the rule's, where this part decides; may be empty
  std::vector<Band> bands;  ///< ascending
};

/// The rule is judged only where this holds.
struct Condition {
  Reading reading;
  metrics::Unit unit = metrics::Unit::rad;
  double at_least = 0;    ///< SI
  std::string otherwise;  ///< what to say where it does not
};

/// Parts vote instead of the worst one deciding.
struct Votes {
  int fault = 2, borderline = 1;  ///< parts outside their good band
  int measured = 1;               ///< fewer measured parts cannot acquit
};

/// The words for one way of leaving the good band.
struct Case {
  std::string id;
  std::string title;       ///< of a rep: "Knees took over"
  std::string headline;    ///< a clause: "the knees took over"
  std::string fault;       ///< sentence about one rep; {value} {limit}
  std::string borderline;  ///< the same, softer
  std::string say;         ///< about the set, for the card; {value} {limit} {reps}
  std::string why;
  std::string cue;    ///< cue id
  std::string drill;  ///< drill id
};

struct Rule {
  std::string id;
  std::string title;
  std::string about;
  Tier tier = Tier::pattern;
  int rank = 0;                       ///< within the tier, smaller first: the earliest cause
  std::vector<std::string> leads_to;  ///< rules whose findings usually vanish with this one's
  KnownBy known_by = KnownBy::measured;
  std::vector<ViewKind> views;
  Grade at_most = Grade::fault;  ///< low-severity rules never go beyond borderline
  std::string caution;           ///< of an exercise: why the reading is rough, said with every finding; may be empty
  std::string sees;              ///< noun phrase for "we can't see …"
  std::string praise;            ///< clause when good: "your knees stayed soft"
  std::string praise_title;      ///< title of a clean rep, "Hips did the work"; may be empty
  std::string no_reference;      ///< said instead of the general sentence where what it compares with is missing; may be empty
  std::string next;              ///< clause for the finding that waits: "the knees come after this"
  std::string short_title;       ///< one word under a rep in the strip: "Knees"; may be empty
  std::optional<Spot> shown_at;  ///< none for rules that speak of no place: tempo, where the hips travel
  std::optional<Condition> when;
  std::optional<Votes> votes;
  std::vector<Part> parts;
  std::vector<Case> cases;

  /// nullptr if there is none of that id.
  [[nodiscard]] const Case* find_case(std::string_view case_id) const;
};

/// A range for the report's target band; never a verdict by itself.
struct Expected {
  std::string metric;  ///< "hip_fold", "knee_flexion", "trunk_inclination", "shank_inclination", "descent", "ascent"
  metrics::Unit unit = metrics::Unit::rad;
  double from = 0, to = 0;  ///< SI
  std::string source;
  Support support = Support::our_cutoff;
};

struct Exercise {
  std::string id;
  std::string title;
  std::string one, many;  ///< "hinge", "hinges": how the reps are counted in a sentence
  std::string about;
  std::string setup;   ///< how to set it up; may be empty
  std::string film;    ///< how to film it
  std::string limits;  ///< what of it a camera cannot see; may be empty
  movement::Pattern pattern = movement::Pattern::none;
  movement::Traits traits;
  std::vector<ViewKind> views;
  std::vector<movement::Look> looks;  ///< what it looks like to recognition; none: only the user can name it
  std::vector<Expected> expected;
  std::vector<Rule> rules;  ///< as they apply to this exercise, its own bands already in place; by tier and rank
};

/// What a cue or drill is tried for, beside the cases that name it: one case of a rule, or all of them.
struct Use {
  std::string rule;
  std::string words;  ///< case; empty: every case of the rule
};

struct Cue {
  std::string id, text, internal;  ///< `internal`: the alternative that speaks of the body, may be empty
  std::vector<Use> helps;
};

struct Drill {
  std::string id, title, dose, how, next;
  std::string source;  ///< key of a Source
  std::vector<Use> helps;
};

struct Source {
  std::string key, authors, doi;
  std::string takes;  ///< what we take from it
  int year = 0;       ///< 0: not said
};

/// A checkpoint of the guide and the rules that answer it, the weightiest first.
struct Checkpoint {
  std::string id, title;
  std::vector<std::string> rules;
  KnownBy otherwise = KnownBy::measured;  ///< how it is known when no rule could be judged
  std::string good;    ///< sentence when every rep was good; {value} is the rep that came nearest to the limit
  std::string unused;  ///< sentence for exercises that use none of the rules; may be empty
  std::string ask;     ///< what only the person can say, added to the sentence; may be empty
  std::string teach;   ///< how to do what is asked, beside the question; may be empty
};

/// A measurement rules may name although this build cannot make it yet.
struct UnbuiltMetric {
  std::string name;
  metrics::Unit unit = metrics::Unit::rad;
  std::string meaning;
};

/// Stands in for an exercise that was not recognised.
struct PatternDefault {
  movement::Pattern pattern = movement::Pattern::none;
  std::string one, many;
  std::string exercise, exercise_from_floor;  ///< ids, empty: nothing is judged
};

struct Catalog {
  std::string version;
  std::vector<Exercise> exercises;  ///< by id, as is every list here
  std::vector<movement::Prototype> prototypes;  ///< of all exercises, for movement::recognise_movement
  std::vector<Rule> rules;          ///< as written, before any exercise changes them
  std::vector<Cue> cues;
  std::vector<Drill> drills;
  std::vector<Source> sources;
  std::vector<Checkpoint> checkpoints;  ///< in the guide's order
  std::vector<UnbuiltMetric> unbuilt;
  std::vector<PatternDefault> patterns;
  Ladder ladder;  ///< empty if the knowledge has none
  std::vector<Lesson> lessons;  ///< in the order of the course
  std::map<std::string, std::string, std::less<>> words;  ///< templates by key, "headline.all_clean"
  std::vector<std::string> never;                         ///< words no text of ours may contain
  std::span<const metrics::Metric> metrics;

  [[nodiscard]] const Exercise* find_exercise(std::string_view id) const;
  [[nodiscard]] const Rule* find_rule(std::string_view id) const;
  [[nodiscard]] const Cue* find_cue(std::string_view id) const;
  [[nodiscard]] const Drill* find_drill(std::string_view id) const;
  [[nodiscard]] const Source* find_source(std::string_view key) const;
  [[nodiscard]] const Lesson* find_lesson(std::string_view id) const;
  /// The template of that key; asking for one that does not exist is a bug.
  [[nodiscard]] const std::string& word(std::string_view key) const;
};

/// Cues (drills) worth trying for a case: the one the case names first, then those that say they help, by id.
[[nodiscard]] std::vector<const Cue*> find_cues(const Catalog& catalog, const Rule& rule, const Case& words);
[[nodiscard]] std::vector<const Drill*> find_drills(const Catalog& catalog, const Rule& rule, const Case& words);

/// The exercise whose rules judge what was recognised; nullptr: nothing of it is judged.
[[nodiscard]] const Exercise* find_judged_exercise(const Catalog& catalog, const movement::Movement& movement);

}  // namespace hinge::catalog
