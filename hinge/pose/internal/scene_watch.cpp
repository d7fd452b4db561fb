#include "hinge/pose/internal/scene_watch.h"

#include <algorithm>
#include <cmath>

namespace hinge::pose {
namespace {
// Mean luma of a cell from a sparse lattice of its pixels.
constexpr int samples_per_edge = 4;

}  // namespace

int luma_at(const media::YuvView& yuv, int x, int y) {
  const std::byte* row = yuv.plane[0] + y * yuv.stride_bytes[0];
  if (yuv.bit_depth <= 8) return std::to_integer<int>(row[x]);
  const int word = std::to_integer<int>(row[2 * x]) | std::to_integer<int>(row[2 * x + 1]) << 8;
  return word >> (yuv.bit_depth - 8);
}

Thumbnail make_thumbnail(const media::YuvView& yuv) {
  Thumbnail thumbnail{};
  constexpr int fine_columns = thumbnail_columns * samples_per_edge, fine_rows = thumbnail_rows * samples_per_edge;
  for (int row = 0; row < thumbnail_rows; ++row) {
    for (int column = 0; column < thumbnail_columns; ++column) {
      int sum = 0;
      for (int i = 0; i < samples_per_edge * samples_per_edge; ++i) {
        const int fine_x = column * samples_per_edge + i % samples_per_edge;
        const int fine_y = row * samples_per_edge + i / samples_per_edge;
        sum += luma_at(yuv, (2 * fine_x + 1) * yuv.width_px / (2 * fine_columns),
                       (2 * fine_y + 1) * yuv.height_px / (2 * fine_rows));
      }
      thumbnail[static_cast<std::size_t>(row * thumbnail_columns + column)] =
          static_cast<std::uint8_t>(sum / (samples_per_edge * samples_per_edge));
    }
  }
  return thumbnail;
}

double difference(const Thumbnail& a, const Thumbnail& b) {
  int sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += std::abs(int{a[i]} - int{b[i]});
  return sum / static_cast<double>(a.size());
}

bool SceneWatch::is_new_scene(const Thumbnail& picture) {
  // Our choice: a hand-held pan changes every picture by 2 to 8 levels and looks the same before and after; a cut
  // stands out of the last half second four times.
  constexpr std::size_t memory = 15;
  constexpr double stands_out = 4;
  const double change = has_last_ ? difference(last_, picture) : 0;
  std::vector<double> sorted = recent_;
  std::ranges::sort(sorted);
  const double usual = sorted.empty() ? 0 : sorted[sorted.size() / 2];
  const bool cut = has_last_ && change > least_cut_difference && change > stands_out * usual;
  last_ = picture;
  has_last_ = true;
  if (!cut) recent_.push_back(change);
  if (recent_.size() > memory) recent_.erase(recent_.begin());
  return cut;
}

}  // namespace hinge::pose
