// A training log may be anything that a spreadsheet, or somebody else, wrote.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "fuzz/scratch.h"
#include "hinge/store/portable.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const hinge::fuzz::Scratch scratch;
  const auto file = scratch.write("log.csv", {reinterpret_cast<const char*>(data), size});
  const auto log = hinge::store::read_training_log(file, {"romanian_deadlift", "glute_bridge", "kettlebell_swing"});
  if (log) {
    for (const auto& set : log->sets)
      if (set.exercise.empty()) std::abort();
  } else if (log.error().what.empty()) {
    std::abort();
  }
  return 0;
}
