#pragma once
// The second waist: everything concluded about one recording. Report, store, server and fleet speak only this.
#include <string>
#include <vector>

#include "hinge/assess/finding.h"
#include "hinge/body/athlete.h"
#include "hinge/body/recording.h"
#include "hinge/coach/coaching.h"
#include "hinge/dynamics/dynamics.h"
#include "hinge/kinematics/motion.h"
#include "hinge/movement/movement.h"

namespace hinge::analysis {

struct Analysis {
  std::string engine_version;
  std::string pose_model;          ///< "blazepose-full", "trc", …
  std::string knowledge_version;
  body::Source source;
  body::Athlete athlete;
  int people = 0;
  std::vector<body::Warning> warnings;
  kinematics::Motion motion;
  dynamics::Dynamics dynamics;
  movement::Movement movement;
  assess::SetAssessment set;
  coach::Coaching coaching;
};

}  // namespace hinge::analysis
