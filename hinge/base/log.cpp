#include "hinge/base/log.h"

#include <utility>

namespace hinge::log {
namespace {
Sink& current_sink() {
  static Sink sink;  // set once before any thread starts, read-only after
  return sink;
}
}  // namespace

void set_sink(Sink sink) { current_sink() = std::move(sink); }

void write(Level level, std::string_view event, std::initializer_list<Field> fields) {
  if (const Sink& sink = current_sink()) sink(level, event, fields);
}

}  // namespace hinge::log
