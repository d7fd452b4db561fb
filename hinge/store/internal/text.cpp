#include "hinge/store/internal/text.h"

#include <sys/random.h>

#include <algorithm>
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

/// The code point at the front; the text must be UTF-8.
char32_t take_letter(std::string_view& text) {
  const std::size_t length = std::max<std::size_t>(sequence_length(text), 1);
  constexpr std::array<unsigned, 5> first_bits{0, 0x7FU, 0x1FU, 0x0FU, 0x07U};
  char32_t letter = static_cast<unsigned char>(text[0]) & first_bits.at(length);
  for (std::size_t i = 1; i < length; ++i) letter = (letter << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  text.remove_prefix(length);
  return letter;
}

struct Range {
  char32_t first, last;
};
template <std::size_t count>
bool is_in(char32_t letter, const std::array<Range, count>& ranges) {
  return std::ranges::any_of(ranges, [&](const Range& range) { return letter >= range.first && letter <= range.last; });
}

// Formatting and combining characters, Unicode 15, blocks "General Punctuation" and "Combining Diacritical Marks".
constexpr std::array unseen{Range{0xAD, 0xAD}, Range{0x300, 0x36F}, Range{0x200B, 0x200F}, Range{0x202A, 0x202E}, Range{0x2060, 0x2064}, Range{0x2066, 0x2069}, Range{0xFE00, 0xFE0F}, Range{0xFEFF, 0xFEFF}};
constexpr std::array spaces{Range{' ', ' '}, Range{0xA0, 0xA0}, Range{0x2000, 0x200A}, Range{0x202F, 0x202F}, Range{0x3000, 0x3000}};
// The letter under the accent, from U+00C0 and from U+0100 on; a dot where there is none.
constexpr std::string_view latin_1 = "aaaaaaaceeeeiiiidnooooo.ouuuuypsaaaaaaaceeeeiiiidnooooo.ouuuuypy";
constexpr std::string_view latin_extended =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
struct Twin {
  char32_t letter;
  char latin;
};
// Unicode Technical Standard 39, confusables.txt: those that are whole letters of everyday names.
constexpr std::array twins{Twin{U'а', 'a'}, Twin{U'в', 'b'}, Twin{U'е', 'e'}, Twin{U'к', 'k'}, Twin{U'м', 'm'}, Twin{U'н', 'h'}, Twin{U'о', 'o'}, Twin{U'р', 'p'}, Twin{U'с', 'c'},
                           Twin{U'т', 't'}, Twin{U'у', 'y'}, Twin{U'х', 'x'}, Twin{U'і', 'i'}, Twin{U'ј', 'j'}, Twin{U'ѕ', 's'}, Twin{U'α', 'a'}, Twin{U'β', 'b'}, Twin{U'ε', 'e'},
                           Twin{U'ι', 'i'}, Twin{U'κ', 'k'}, Twin{U'ν', 'v'}, Twin{U'ο', 'o'}, Twin{U'ρ', 'p'}, Twin{U'τ', 't'}, Twin{U'υ', 'u'}, Twin{U'χ', 'x'}};

char32_t plain_letter(char32_t letter) {
  if (letter >= U'A' && letter <= U'Z') return letter - U'A' + U'a';
  if (letter >= 0xC0 && letter - 0xC0 < latin_1.size() && latin_1[letter - 0xC0] != '.') return static_cast<unsigned char>(latin_1[letter - 0xC0]);
  if (letter >= 0x100 && letter - 0x100 < latin_extended.size()) return static_cast<unsigned char>(latin_extended[letter - 0x100]);
  if ((letter >= U'А' && letter <= U'Я') || (letter >= U'Α' && letter <= U'Ω')) letter += 0x20;
  if (letter >= 0x400 && letter <= 0x40F) letter += 0x50;
  const auto twin = std::ranges::find(twins, letter, &Twin::letter);
  return twin == twins.end() ? letter : static_cast<unsigned char>(twin->latin);
}

}  // namespace

std::string look_of(std::string_view name) {
  std::string look;
  while (!name.empty()) {
    const char32_t letter = take_letter(name);
    if (is_in(letter, unseen)) continue;
    const char32_t plain = is_in(letter, spaces) ? U' ' : plain_letter(letter);
    if (plain == U' ' && (look.empty() || look.back() == ' ')) continue;
    if (plain < 0x80) look += static_cast<char>(plain);
    else look += "<" + std::to_string(static_cast<std::uint32_t>(plain)) + ">";
  }
  while (look.ends_with(' ')) look.pop_back();
  return look;
}

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
