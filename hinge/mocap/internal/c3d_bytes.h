#pragma once
// The numbers of a C3D file in the three orders of bytes it comes in.
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

#include "hinge/mocap/c3d.h"

namespace hinge::mocap {

/// Reads at a place; the caller has checked that the bytes are there.
class C3dReader {
 public:
  C3dReader(std::string_view bytes, C3dBytes order) : bytes_(bytes), order_(order) {}

  [[nodiscard]] std::size_t size() const { return bytes_.size(); }
  [[nodiscard]] bool has(std::size_t at, std::size_t count) const { return at <= size() && count <= size() - at; }
  [[nodiscard]] std::string_view text(std::size_t at, std::size_t count) const { return bytes_.substr(at, count); }
  [[nodiscard]] std::uint8_t byte(std::size_t at) const { return static_cast<std::uint8_t>(bytes_[at]); }
  [[nodiscard]] std::int8_t signed_byte(std::size_t at) const { return static_cast<std::int8_t>(byte(at)); }
  [[nodiscard]] std::uint16_t word(std::size_t at) const {
    const unsigned first = byte(at), second = byte(at + 1);
    return static_cast<std::uint16_t>(order_ == C3dBytes::mips ? first << 8 | second : second << 8 | first);
  }
  [[nodiscard]] std::int16_t signed_word(std::size_t at) const { return static_cast<std::int16_t>(word(at)); }
  [[nodiscard]] float real(std::size_t at) const {
    const std::uint32_t first = word(at), second = word(at + 2);
    if (order_ == C3dBytes::intel) return std::bit_cast<float>(second << 16 | first);
    if (order_ == C3dBytes::mips) return std::bit_cast<float>(first << 16 | second);
    // A VAX float: the sign's half first, the exponent counted from 129 where IEEE counts from 127.
    const std::uint32_t bits = first << 16 | second;
    constexpr std::uint32_t exponent = 0x7F800000;
    return (bits & exponent) == 0 ? 0.0F : std::bit_cast<float>(bits) / 4;
  }

 private:
  std::string_view bytes_;
  C3dBytes order_;
};

class C3dWriter {
 public:
  explicit C3dWriter(C3dBytes order) : order_(order) {}

  void byte(unsigned value) { out_.push_back(static_cast<char>(value & 0xFF)); }
  void text(std::string_view value, std::size_t width) {
    out_ += value.substr(0, width);
    out_.append(width - std::min(width, value.size()), ' ');
  }
  void word(unsigned value) {
    const bool big = order_ == C3dBytes::mips;
    byte(big ? value >> 8 : value);
    byte(big ? value : value >> 8);
  }
  void real(float value) {
    auto bits = std::bit_cast<std::uint32_t>(value);
    if (order_ == C3dBytes::dec) bits = value == 0 ? 0 : std::bit_cast<std::uint32_t>(value * 4);
    if (order_ == C3dBytes::intel) bits = bits << 16 | bits >> 16;
    word(bits >> 16);
    word(bits & 0xFFFF);
  }
  void zeros(std::size_t count) { out_.append(count, '\0'); }
  void fill_block() {
    constexpr std::size_t block = 512;
    zeros((block - out_.size() % block) % block);
  }
  [[nodiscard]] std::size_t size() const { return out_.size(); }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  C3dBytes order_;
  std::string out_;
};

}  // namespace hinge::mocap
