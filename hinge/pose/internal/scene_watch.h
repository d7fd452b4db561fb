#pragma once
// Notices hard cuts: the whole picture changes at once, far more than the pictures before changed.
#include <array>
#include <cstdint>
#include <vector>

#include "hinge/media/picture.h"

namespace hinge::pose {

/// One stored sample in 8-bit levels.
[[nodiscard]] int luma_at(const media::YuvView& yuv, int x, int y);

/// A few hundred luma samples spread over the picture, 8 bits each.
inline constexpr int thumbnail_columns = 32, thumbnail_rows = 18;
using Thumbnail = std::array<std::uint8_t, std::size_t{thumbnail_columns} * thumbnail_rows>;
[[nodiscard]] Thumbnail make_thumbnail(const media::YuvView& yuv);
/// Mean absolute difference in 8-bit levels.
[[nodiscard]] double difference(const Thumbnail& a, const Thumbnail& b);

class SceneWatch {
public:
  /// True if this picture does not continue the last one. The first picture continues nothing and is no cut.
  [[nodiscard]] bool is_new_scene(const Thumbnail& picture);

private:
  std::vector<double> recent_;
  Thumbnail last_{};
  bool has_last_ = false;
};

/// What a difference must exceed to be a cut whatever came before.
inline constexpr double least_cut_difference = 14;

}  // namespace hinge::pose
