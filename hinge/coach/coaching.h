#pragma once
// What the coach says: one thing.
#include <string>
#include <vector>

namespace hinge::coach {

struct RepWords {
  int rep = 1;
  std::string title;     ///< "Knees took over"
  std::string sentence;  ///< what was seen in this rep, whole degrees, second person
};

struct Coaching {
  std::string headline;  ///< the one sentence at the top of the report
  std::string priority;  ///< rule id, empty: nothing to fix first
  std::string priority_words;  ///< the case of that rule, empty with it
  int priority_rep = 0;  ///< the rep that shows it best; 0 when there is no priority
  std::string say;       ///< what to know about the priority, one or two sentences
  std::string cue;       ///< at most eight words, external focus
  std::string drill;     ///< drill id
  std::string drill_title;
  std::string drill_dose;   ///< "2 sets of 6, three seconds down"
  std::string drill_how;    ///< how it is done, one or two sentences
  std::string why;
  std::string next;      ///< what comes after
  std::string rung;      ///< ladder rung id, empty until the ladder exists
  std::vector<RepWords> reps;
};

}  // namespace hinge::coach
