#include "hinge/body/silhouette.h"

#include <zstd.h>

#include "hinge/base/expect.h"

namespace hinge::body {

Silhouette pack_silhouette(const RegionOfInterest& region, int cells, std::span<const std::uint8_t> probability) {
  HINGE_EXPECT(cells > 0 && probability.size() == static_cast<std::size_t>(cells) * static_cast<std::size_t>(cells));
  // Kept from call to call: between thousands of small blocks that stay, large ones that come and go leave holes.
  thread_local std::vector<std::byte> room;
  room.resize(ZSTD_compressBound(probability.size()));
  const std::size_t size = ZSTD_compress(room.data(), room.size(), probability.data(), probability.size(), 1);
  HINGE_EXPECT(!ZSTD_isError(size));
  return {region, cells, {room.begin(), room.begin() + static_cast<std::ptrdiff_t>(size)}};
}

Result<std::vector<std::uint8_t>> unpack_silhouette(const Silhouette& silhouette) {
  constexpr int largest_cells = 4096;
  if (silhouette.cells < 0 || silhouette.cells > largest_cells) return fail(Errc::corrupt, "silhouette of implausible size");
  std::vector<std::uint8_t> probability(static_cast<std::size_t>(silhouette.cells) * static_cast<std::size_t>(silhouette.cells));
  if (silhouette.empty()) return probability;
  const std::size_t size =
      ZSTD_decompress(probability.data(), probability.size(), silhouette.packed.data(), silhouette.packed.size());
  if (ZSTD_isError(size) || size != probability.size()) return fail(Errc::corrupt, "silhouette data is damaged");
  return probability;
}

}  // namespace hinge::body
