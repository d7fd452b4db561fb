#pragma once
// The figure of what the bandit learns about cues, from the simulated people.
#include <string>

namespace hinge::test {

[[nodiscard]] std::string render_cue_learning();

}  // namespace hinge::test
