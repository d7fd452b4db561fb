#pragma once
// A broken promise inside Hinge is a bug and throws; a broken input is a Result (result.h).
#include <stdexcept>
#include <string>

namespace hinge {
struct LogicFault : std::logic_error {
  using std::logic_error::logic_error;
};
[[noreturn]] inline void raise_logic_fault(const char* condition, const char* file, int line) {
  throw LogicFault(std::string(file) + ":" + std::to_string(line) + ": expected " + condition);
}
}  // namespace hinge

#define HINGE_EXPECT(condition) \
  ((condition) ? static_cast<void>(0) : ::hinge::raise_logic_fault(#condition, __FILE__, __LINE__))
