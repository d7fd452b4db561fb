// hinge_measure_bounds: tests/truth/bounds.toml as it would be if what is measured now were right. `make truth-bounds`.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "tests/truth/measures.h"

int main() {
  using hinge::truth::Bounded;
  std::printf("# What was measured on tests/truth/recordings when the bounds were set, and how far it may go from there.\n"
              "# Written by `make truth-bounds`: look at the differences before you commit them.\n");
  for (const auto& [name, measure] : hinge::truth::measure_all()) {
    std::printf("\"%s\" = { measured = %.4f", name.c_str(), measure.value);
    // A bias may be smaller on the other side, but not larger.
    const bool is_bias = measure.bounded == Bounded::both_sides && name.find("bias") != std::string::npos;
    const double reach = std::abs(measure.value) + measure.room;
    if (measure.bounded != Bounded::above) std::printf(", least = %.4f", is_bias ? -reach : measure.value - measure.room);
    if (measure.bounded != Bounded::below) std::printf(", most = %.4f", is_bias ? reach : measure.value + measure.room);
    std::printf(" }\n");
  }
  return 0;
}
