#pragma once
// The other half of the program: what decodes video and runs the networks takes 150 libraries and 70 ms to load, so it
// is a program of its own, hinge-video, which takes the place of `hinge` for its commands (docs/decisions/0021).
#include "app/exit_code.h"

namespace hinge::app {

/// This process becomes hinge-video with the same words, terminal, streams and process id. Returns only when that cannot
/// be started: incomplete.
[[nodiscard]] ExitCode hand_over(char** argv);

}  // namespace hinge::app
