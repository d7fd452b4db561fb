#pragma once
// What somebody wrote, on a terminal: a note may hold anything, and an escape sequence there is a command.
#include <string>
#include <string_view>

namespace hinge::app {

/// Control characters (U+0000 to 1F, 7F, 80 to 9F) become spaces; the text is UTF-8.
[[nodiscard]] inline std::string printable(std::string_view text) {
  std::string shown;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool second_set = byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (second_set) ++i;
    shown += byte < 0x20 || byte == 0x7F || second_set ? ' ' : text[i];
  }
  return shown;
}

}  // namespace hinge::app
