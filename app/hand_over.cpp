#include "app/hand_over.h"

#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "app/console.h"
#include "app/resources.h"

namespace hinge::app {

ExitCode hand_over(char** argv) {
  const auto other = find_resources().video_program;
  ::execv(other.c_str(), argv);
  print_error(fmt::format("{}: {}; `hinge {}` needs it: run `make build` in the source tree, or install Hinge again", other.string(),
                          std::strerror(errno), argv[1]));
  return ExitCode::incomplete;
}

}  // namespace hinge::app
