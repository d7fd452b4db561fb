#include "hinge/store/internal/text.h"

#include <sys/random.h>

#include <array>
#include <cstdint>

#include "hinge/base/expect.h"

namespace hinge::store::internal {
namespace {

/// Length of the UTF-8 sequence at the front of `text`, 0 if there is none (RFC 3629: no surrogates, no overlong forms).
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0);
  if (first < 0x80U) return 1;
  if (first >= 0xC2U && first <= 0xDFU) return follows(1) ? 2 : 0;
  if (first >= 0xE0U && first <= 0xEFU) {
    if (!follows(1) || !follows(2)) return 0;
    if (first == 0xE0U && byte(1) < 0xA0U) return 0;
    if (first == 0xEDU && byte(1) > 0x9FU) return 0;
    return 3;
  }
  if (first >= 0xF0U && first <= 0xF4U) {
    if (!follows(1) || !follows(2) || !follows(3)) return 0;
    if (first == 0xF0U && byte(1) < 0x90U) return 0;
    if (first == 0xF4U && byte(1) > 0x8FU) return 0;
    return 4;
  }
  return 0;
}

}  // namespace

Result<void> check_text(std::string_view text, std::string_view what, std::size_t limit_bytes) {
  if (text.size() > limit_bytes) {
    return fail(Errc::invalid, std::string(what) + " is " + std::to_string(text.size()) + " bytes long; at most " + std::to_string(limit_bytes) + " are kept");
  }
  for (std::string_view rest = text; !rest.empty();) {
    const auto length = sequence_length(rest);
    if (length == 0 || rest.front() == '\0') {
      return fail(Errc::invalid, std::string(what) + " is not text: byte " + std::to_string(text.size() - rest.size() + 1) + " is not UTF-8");
    }
    rest.remove_prefix(length);
  }
  return {};
}

Result<void> check_name(std::string_view name) {
  HINGE_TRY_VOID(check_text(name, "the name", name_limit_bytes));
  if (name.empty()) return fail(Errc::invalid, "the name is empty");
  if (name.front() == ' ' || name.back() == ' ') return fail(Errc::invalid, "the name begins or ends with a space");
  for (const char letter : name) {
    if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f) return fail(Errc::invalid, "the name has a line break or another control character in it");
  }
  return {};
}

std::string new_id() {
  std::array<unsigned char, 16> bytes{};
  HINGE_EXPECT(::getrandom(bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()));
  // Version and variant of RFC 4122, section 4.4.
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0FU) | 0x40U);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3FU) | 0x80U);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string id;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) id += '-';
    id += digits[bytes[i] >> 4U];
    id += digits[bytes[i] & 0x0FU];
  }
  return id;
}

}  // namespace hinge::store::internal
