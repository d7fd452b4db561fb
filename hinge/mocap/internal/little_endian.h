#pragma once
// Arrays of numbers as little-endian bytes, on any machine.
#include <bit>
#include <concepts>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <vector>

namespace hinge::mocap {

template <class T>
using BitsOf = std::conditional_t<sizeof(T) == 8, std::uint64_t, std::uint32_t>;

template <class T>
  requires(sizeof(T) == 4 || sizeof(T) == 8)
void append_le(std::vector<std::uint8_t>& out, T value) {
  const auto bits = std::bit_cast<BitsOf<T>>(value);
  for (unsigned i = 0; i < sizeof(T); ++i) out.push_back(static_cast<std::uint8_t>(bits >> (8 * i)));
}

/// The index-th T; the caller has checked the length.
template <class T, class Bytes>
  requires(sizeof(T) == 4 || sizeof(T) == 8)
[[nodiscard]] T read_le(const Bytes& bytes, std::size_t index) {
  BitsOf<T> bits = 0;
  for (unsigned i = 0; i < sizeof(T); ++i) {
    bits |= static_cast<BitsOf<T>>(static_cast<std::uint8_t>(bytes[index * sizeof(T) + i])) << (8 * i);
  }
  return std::bit_cast<T>(bits);
}

}  // namespace hinge::mocap
