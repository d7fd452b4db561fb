#pragma once
// What the path of a bar or bell says, rep by rep and in plain words: the page, analysis.json and the terminal tell it
// alike.
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "hinge/analysis/analysis.h"

namespace hinge::report {

/// One rep's way up.
struct RepLift {
  int rep = 1;
  kinematics::FrameRange up;
  double mean_velocity = 0, mean_velocity_sd = 0;  ///< m/s; the deviation with the scale's
  double own_sd = 0;                               ///< without: the scale moves all reps of a clip alike
  double peak_velocity = 0;
  Measured<double> velocity_loss;  ///< against the fastest rep so far
  Measured<double> drift;          ///< m, the furthest from the vertical over its start, + forward; side views
  Measured<double> closest, farthest;  ///< m ahead of mid-foot on the way up, by size and by place forward; side views
};

struct WeightStory {
  std::vector<RepLift> lifts;     ///< those of the judged set that were measured, in order
  std::optional<int> worst_rep;   ///< worth marking: where the weight strayed most, or else the slowest; none of one rep
  std::string worst_word;         ///< "strays most", "slowest"
  std::string stand_in;           ///< "No plate or bell was seen; the hands stand in for it."; empty where one was followed
  std::string summary;            ///< speed, loss, drift, distance from mid-foot, each with how sure
  std::string caution;            ///< the view it holds in and what the metres rest on
};

/// Nothing where no weight is lifted, or none of its reps could be measured.
[[nodiscard]] std::optional<WeightStory> tell_weight(const analysis::Analysis& analysis);

/// One sentence on what was followed, for every clip: also that there is nothing to follow.
[[nodiscard]] std::string weight_sentence(const analysis::Analysis& analysis);

}  // namespace hinge::report
