#pragma once
// What was done: repetitions with their phases, and which movement it was.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/base/units.h"
#include "hinge/kinematics/motion.h"
#include "hinge/movement/evidence.h"

namespace hinge::movement {

enum class Pattern : unsigned char { hinge, squat, lunge, push, pull, carry, none };
[[nodiscard]] std::string_view to_string(Pattern pattern);

enum class PhaseName : unsigned char { setup, descent, bottom, ascent, lockout };
[[nodiscard]] std::string_view to_string(PhaseName name);

struct Phase {
  PhaseName name;
  kinematics::FrameRange frames;
};

/// start: leaves its start position; bottom: turning point of the driving angle (deepest hip fold); end: back at the
/// start position, before any pause there. A floor lift starts at lift-off and ends with the weight down again.
struct Rep {
  int index = 1;  ///< from 1
  std::size_t start = 0, bottom = 0, end = 0;  ///< frame numbers
  std::vector<Phase> phases;                   ///< in time order; lockout may reach beyond `end`
};

/// What an exercise's file says of how it is done, where no number of the film tells. Recognition hands it on, so that
/// nobody who needs it asks for an exercise by name.
struct Traits {
  bool from_floor = false;    ///< each rep lifts the weight off the floor
  bool ballistic = false;     ///< swung: quasi-static measures do not hold
  bool empty_handed = false;  ///< done without a load, so that silence about one is none
  bool hands_apart = false;   ///< a load, if there is one, does not move with the hands: on the hips, on a cable
  bool supported = false;     ///< floor, bench, seat or cable carries part, or the load is where no landmark is
  bool wall_behind = false;   ///< the hips reach for a wall
};

struct Candidate {
  std::string exercise;
  double confidence = 0;  ///< [0,1]
  Pattern pattern = Pattern::none;
  double fit = 0;  ///< how well it looks like it, [0,1], however usual that is
};

/// Something that was seen of the set and speaks for its name, against others, or against it.
struct Reason {
  enum class Speaks : unsigned char { for_it, against_it };
  Speaks speaks = Speaks::for_it;
  std::string evidence;           ///< a name of the evidence table, or moves, start, speed, repetitions, sight
  std::optional<double> value;    ///< in `unit`; absent where it is no number of the table
  EvidenceUnit unit = EvidenceUnit::ratio;
  std::string text;               ///< a plain clause with its number: "the knees bent 97\u00b0 at the bottom"
};

struct MeasuredEvidence {
  Evidence evidence;
  double value = 0;  ///< in the unit of its row in the evidence table
};

struct Recognition {
  Pattern pattern = Pattern::none;
  std::string exercise = "unknown";
  double confidence = 0;
  std::vector<Candidate> candidates{};  ///< best first
  std::vector<Reason> reasons{};      ///< for the name, then against it; none where it is unknown or the user's
  Moves moves = Moves::nothing;       ///< what drives the set
  std::vector<MeasuredEvidence> measured{};  ///< all that the set showed, whichever description asks for it
  bool given_by_user = false;
  Traits traits{};  ///< of `exercise`; for an unknown one those of the file that stands for it
};

/// One exercise done several times in a row.
struct ExerciseSet {
  Recognition recognition;
  kinematics::FrameRange frames;  ///< from its first rep's start to its last rep's end
  std::vector<Rep> reps;          ///< numbered from 1 in each set
  std::vector<Rep> half_reps;     ///< begun and given up at less than the counted share of the usual way: not counted
  bool from_floor = false, ballistic = false;
};

/// The fields below `sets` are those of the judged set: the one with most reps, or the one that is what the user said.
struct Movement {
  std::vector<ExerciseSet> sets;  ///< in time order; more than one where the exercise changes; empty without reps
  std::size_t judged_set = 0;     ///< in `sets`
  Recognition recognition;
  std::vector<Rep> reps;
  std::optional<Rep> held;      ///< a hinge held still, without reps: all of it is the bottom
  bool from_floor = false;      ///< each rep begins with the weight on the floor
  bool ballistic = false;       ///< swings: quasi-static measures do not hold
  std::string why_no_reps;      ///< a plain sentence when reps is empty: "nobody was found", "no movement found"
};

}  // namespace hinge::movement
