#pragma once
// The whole way from a recording to what a coach would say, offline; nothing here knows where the recording came from.
#include <optional>
#include <string>

#include "hinge/analysis/analysis.h"
#include "hinge/base/result.h"
#include "hinge/catalog/catalog.h"
#include "hinge/kinematics/compute_motion.h"

namespace hinge::analysis {

struct AnalyseOptions {
  body::Athlete athlete;
  std::optional<std::string> exercise;  ///< an id of the catalog; absent: recognised from the movement
  kinematics::MotionOptions motion;
};

/// kinematics → movement → metrics → assess → coach. A recording in which nobody is seen or nothing moves is a full
/// Analysis that says so. Errors: invalid (an exercise the catalog does not know, with the near ones; a recording whose
/// times or columns contradict themselves).
[[nodiscard]] Result<Analysis> analyse(const body::Recording& recording, const catalog::Catalog& catalog,
                                       const AnalyseOptions& options = {});

/// The version this engine writes into every Analysis.
[[nodiscard]] std::string engine_version();

}  // namespace hinge::analysis
