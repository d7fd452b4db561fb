#pragma once
// How large a picture may be, and what that means for memory.
#include <cstdint>

namespace hinge::media::internal {

/// Short side below which no person can be measured: at 64 px a thigh is some 15 px long.
constexpr int least_side_px = 64;
/// 8K is 7680 x 4320; anything past twice its width is not a camera.
constexpr int greatest_side_px = 16384;
constexpr std::int64_t greatest_area_px = 8192LL * 8192;
/// Oblong pixels are widened up to this (to_square_pixels).
constexpr int widest_upright_px = 4 * greatest_side_px;

/// Address space of a process that decodes pictures of this size. A decoder holds 16 pictures to refer to (H.264, HEVC),
/// as many again wait in reordering, deinterlacing and slots; 3 bytes hold a pixel of 4:4:4 or of 4:2:0 with 16 bits.
/// 1 GiB is for the libraries (0.3 GiB) and the container's index. Ours.
constexpr std::uint64_t memory_limit_bytes(int width_px, int height_px, int decoder_threads) {
  const std::uint64_t held = 32 + static_cast<std::uint64_t>(decoder_threads > 1 ? decoder_threads : 0);
  return (1ULL << 30) + held * 3 * static_cast<std::uint64_t>(width_px) * static_cast<std::uint64_t>(height_px);
}
/// Before a file has said how large its pictures are: enough for 8K, 4.2 GB.
constexpr std::uint64_t probing_memory_limit_bytes = memory_limit_bytes(7680, 4320, 1);

}  // namespace hinge::media::internal
