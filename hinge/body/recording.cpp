#include "hinge/body/recording.h"

#include "hinge/base/expect.h"

#include <algorithm>

namespace hinge::body {

std::optional<std::size_t> Recording::find_column(Joint joint) const {
  const auto found = std::ranges::find(names, to_string(joint));
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

void undo_slow_motion(Recording& recording, double scale) {
  HINGE_EXPECT(scale > 0);
  const double faster = scale / recording.source.time_scale.value_or(1);
  const auto in_life = [faster](Seconds& time) { time = Seconds{time.value() / faster}; };
  for (Frame& frame : recording.frames) in_life(frame.time);
  for (Seconds& cut : recording.cuts) in_life(cut);
  in_life(recording.source.duration);
  recording.source.fps *= faster;
  recording.source.time_scale = scale;
}

std::vector<std::string> blazepose_names() {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < blazepose_joint_count; ++i) names.emplace_back(to_string(static_cast<Joint>(i)));
  return names;
}

}  // namespace hinge::body
