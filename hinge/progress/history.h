#pragma once
// What a coach remembers of one person: plain data that hinge/store keeps and this room reasons about. Nothing in here
// asks the clock: times come with the data, as UTC to the second. Ids are opaque names given by whoever stores.
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/assess/finding.h"
#include "hinge/base/units.h"
#include "hinge/metrics/metric.h"

namespace hinge::progress {

using Instant = std::chrono::sys_seconds;

enum class Role : unsigned char { athlete, coach, admin };
enum class Topic : unsigned char { keep_history, keep_video, share_with_coach };
/// Where it hurts. `leg_below_knee` stands apart: pain below the knee is a stop sign (docs/science.md 9.4).
enum class Place : unsigned char {
  low_back,
  upper_back,
  neck,
  hip,
  groin,
  hamstring,
  knee,
  leg_below_knee,
  ankle_foot,
  shoulder,
  arm_hand,
  elsewhere
};
/// When a check-in was given, against the session it belongs to.
enum class Moment : unsigned char { before, during, after, next_morning };
enum class SetSource : unsigned char { video, logged, imported };
enum class CueEffect : unsigned char { pending, helped, no_change, worse, not_measured };
enum class Move : unsigned char { stay, up, down, stop };
enum class Feeling : unsigned char { yes, no, unsure };

[[nodiscard]] std::string_view to_string(Role role);
[[nodiscard]] std::string_view to_string(Topic topic);
[[nodiscard]] std::string_view to_string(Place place);
[[nodiscard]] std::string_view to_string(Moment moment);
[[nodiscard]] std::string_view to_string(SetSource source);
[[nodiscard]] std::string_view to_string(CueEffect effect);
[[nodiscard]] std::string_view to_string(Move move);
[[nodiscard]] std::string_view to_string(Feeling feeling);

/// The newest answer on a topic holds; none given is no.
struct Consent {
  Topic topic = Topic::keep_history;
  bool given = false;
  Instant at;
};

struct Person {
  std::string id;  ///< survives a change of name
  std::string name;
  Role role = Role::athlete;
  std::optional<int> birth_year;
  std::optional<Metres> height;
  std::optional<Kilograms> mass;
  std::string order;  ///< which order of the ladder they follow; empty: the ladder's first
  std::vector<Consent> consents;
  Instant since;
};

struct Pain {
  int level = 0;  ///< 0–10
  Place place = Place::elsewhere;
  bool growing = false;  ///< grew from rep to rep
};

struct CheckIn {
  std::string id;
  std::string session;  ///< empty: of no session
  Instant at;
  Moment moment = Moment::before;
  std::vector<Pain> pains;        ///< an empty list of a check-in that asked is "none"
  std::optional<double> effort;   ///< rating of perceived exertion of the session, 0–10
  std::optional<double> sleep_h;  ///< hours of the night before
  std::string notes;
};

/// A rule's answer for one repetition, without its sentences.
struct Judgement {
  std::string rule;
  assess::Verdict verdict = assess::Verdict::cannot_judge;
  std::optional<double> value;  ///< in `unit`, as of Finding
  std::optional<double> sd;
  std::optional<double> limit;
  metrics::Unit unit = metrics::Unit::rad;
  std::string words;  ///< which way it left the good band: a case of the rule; empty when good
};

struct RepRecord {
  int rep = 1;
  assess::Verdict verdict = assess::Verdict::cannot_judge;  ///< assess::rep_verdict; notes do not spoil a rep
  std::vector<Judgement> judgements;
  std::map<std::string, assess::MetricValue> metrics;  ///< hip_fold_peak, rep_duration, …; absent where not measured
};

/// The answer to a checkpoint's `ask`: no camera sees a breath.
struct Felt {
  std::string checkpoint;  ///< catalog id
  Feeling feeling = Feeling::unsure;
};

struct Set {
  std::string id;
  std::string session;
  Instant at;
  SetSource source = SetSource::video;
  std::string exercise;           ///< catalog id
  std::string rung;               ///< ladder rung it was done for; empty: whatever rung its exercise belongs to
  std::optional<Kilograms> load;  ///< 0 kg is "none", absent is "not said"
  int reps_done = 0;
  std::vector<RepRecord> reps;   ///< empty for a set nobody filmed
  std::optional<double> effort;  ///< rating of perceived exertion, 0–10; repetitions in reserve = 10 − effort
  std::optional<Pain> pain;      ///< during this set
  std::string cue;               ///< the cue given before it
  std::string drill;
  std::string knowledge_version;  ///< of the rules that judged it
  std::string recording_sha256;   ///< of the clip or recording; empty: none
  std::string notes;
  std::vector<Felt> felt;  ///< by checkpoint id, one each
};

/// Training of one day: what its sets have in common.
struct Session {
  std::string id;
  Instant at;
  std::string notes;
};

/// One cue was given for one finding; whether the measure moved is filled in by the first set after it.
struct CueTrial {
  std::string id;
  Instant at;
  std::string rule;
  std::string words;  ///< case of the rule
  std::string cue, drill;
  std::string set_before;  ///< the set that showed the finding
  std::string set_after;   ///< empty while pending
  CueEffect effect = CueEffect::pending;
  std::optional<double> before, after;  ///< mean of the rule's value, in `unit`
  std::optional<double> noise;          ///< smallest change that is more than noise, same unit
  metrics::Unit unit = metrics::Unit::rad;
  std::string because;  ///< why this cue was chosen, as it was told
};

/// Somebody took the decision instead of the gate, and said why.
struct Override {
  std::string id;
  Instant at;
  std::string by;        ///< person id
  std::string from, to;  ///< rungs; equal when the override clears a stop
  std::string reason;    ///< never empty
};

/// An answer to a red-flag question of the ladder. The newest counts; a person is asked once.
struct Answer {
  std::string question;
  bool yes = false;
  Instant at;
};

/// What was decided and told: the person stands on the rung of their newest plan or override.
struct Plan {
  std::string id;
  Instant at;
  Move move = Move::stay;
  std::string rung;
  std::string exercise;
  std::string drill, cue;
  int sets = 0, reps = 0;
  std::optional<Kilograms> load;
  bool lighter_week = false;  ///< a de-load
  std::vector<std::string> reasons;
};

struct Note {
  std::string id;
  Instant at;
  std::string by;  ///< person id
  std::string text;
};

/// Each list by time, the oldest first; what happened at the same second stays in the order it was stored.
struct History {
  Person person;
  std::vector<Session> sessions;
  std::vector<Set> sets;
  std::vector<CheckIn> check_ins;
  std::vector<CueTrial> trials;
  std::vector<Override> overrides;
  std::vector<Answer> answers;
  std::vector<Plan> plans;
  std::vector<Note> notes;
};

}  // namespace hinge::progress
