#pragma once
// Rooms below app/ never print: they name an event and its fields, and app/ decides where that goes.
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

namespace hinge::log {

enum class Level { debug, info, warning };
struct Field {
  std::string_view name;
  std::string value;
};
using Sink = std::function<void(Level, std::string_view event, std::initializer_list<Field>)>;

/// Plugs in the one receiver; called once, by app/, before any work starts. Without one, events vanish.
void set_sink(Sink sink);
void write(Level level, std::string_view event, std::initializer_list<Field> fields = {});

inline void debug(std::string_view event, std::initializer_list<Field> fields = {}) { write(Level::debug, event, fields); }
inline void info(std::string_view event, std::initializer_list<Field> fields = {}) { write(Level::info, event, fields); }
inline void warning(std::string_view event, std::initializer_list<Field> fields = {}) { write(Level::warning, event, fields); }

}  // namespace hinge::log
