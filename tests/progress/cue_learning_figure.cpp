// Prints docs/figures/cue-learning.svg: how often the cue that helps a person is chosen, by the number of the trial.
#include <cstdio>
#include <string>
#include <vector>

#include "tests/progress/cue_learning.h"

int main() {
  std::fputs(hinge::test::render_cue_learning().c_str(), stdout);
  return 0;
}
