#include "hinge/body/recording.h"

#include <algorithm>

namespace hinge::body {

std::optional<std::size_t> Recording::find_column(Joint joint) const {
  const auto found = std::ranges::find(names, to_string(joint));
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

std::vector<std::string> blazepose_names() {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < blazepose_joint_count; ++i) names.emplace_back(to_string(static_cast<Joint>(i)));
  return names;
}

}  // namespace hinge::body
