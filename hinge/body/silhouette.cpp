#include "hinge/body/silhouette.h"

#include <zstd.h>

#include "hinge/base/expect.h"

namespace hinge::body {

Silhouette pack_silhouette(const RegionOfInterest& region, int cells, std::span<const std::uint8_t> probability) {
  HINGE_EXPECT(cells > 0 && probability.size() == static_cast<std::size_t>(cells) * static_cast<std::size_t>(cells));
  Silhouette silhouette{region, cells, std::vector<std::byte>(ZSTD_compressBound(probability.size()))};
  const std::size_t size =
      ZSTD_compress(silhouette.packed.data(), silhouette.packed.size(), probability.data(), probability.size(), 1);
  HINGE_EXPECT(!ZSTD_isError(size));
  silhouette.packed.resize(size);
  silhouette.packed.shrink_to_fit();
  return silhouette;
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
