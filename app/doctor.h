#pragma once
// `hinge doctor`: what is present, which version, what is missing and how to mend it.
#include <string>
#include <vector>

#include "app/exit_code.h"
#include "app/resources.h"

namespace hinge::app {

struct Check {
  bool ok = false;
  std::string what;    ///< "pose network full"
  std::string detail;  ///< version, path, or what is wrong
  std::string remedy;  ///< empty when ok
};

[[nodiscard]] std::vector<Check> examine(const Resources& resources);
/// Prints the checks; incomplete if one failed.
[[nodiscard]] ExitCode doctor(const Resources& resources);

}  // namespace hinge::app
