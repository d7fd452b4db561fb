#include "hinge/pose/internal/stick_watch.h"

#include <algorithm>
#include <cmath>

#include "hinge/base/expect.h"
#include "hinge/body/joint.h"
#include "hinge/pose/internal/luma.h"
#include "hinge/pose/internal/region.h"

namespace hinge::pose {
namespace {

using body::Joint;

constexpr Seconds between_looks{0.2};
// Hip to shoulder is 0.288 of the height (docs/science.md 2.1), half a metre of most people.
constexpr double trunk_m = 0.50;
// A stick 2 to 4 cm thick is three to five cells wide; the strip begins 0.1 m before the hip-shoulder line, where the
// back of a rounded trunk may be, and ends 0.4 m behind it; from 0.5 m above the shoulders to 0.4 m below the hips.
constexpr double column_m = 0.008, row_m = 0.014, before_m = 0.10, above_m = 0.50;
// Seen from the front a stick along the back is hidden: the nose must stand out from the ears by this much.
constexpr double least_profile = 0.06;

ImagePoint point_of(std::span<const body::Landmark> landmarks, Joint joint) {
  const auto& image = landmarks[static_cast<std::size_t>(joint)].image;
  return {image.x, image.y};
}
ImagePoint middle_of(std::span<const body::Landmark> landmarks, Joint a, Joint b) {
  const ImagePoint p = point_of(landmarks, a), q = point_of(landmarks, b);
  return {(p.x + q.x) / 2, (p.y + q.y) / 2};
}

/// Where the strip lies in the upright picture.
struct StripFrame {
  ImagePoint shoulder;
  double down_x = 0, down_y = 1, back_x = 1, back_y = 0;  ///< unit vectors
  double metre_px = 1;

  [[nodiscard]] ImagePoint to_image(double row, double column) const {
    const double down = (row * row_m - above_m) * metre_px, back = (column * column_m - before_m) * metre_px;
    return {shoulder.x + down * down_x + back * back_x, shoulder.y + down * down_y + back * back_y};
  }
};

std::optional<StripFrame> frame_of(std::span<const body::Landmark> landmarks) {
  const ImagePoint shoulder = middle_of(landmarks, Joint::left_shoulder, Joint::right_shoulder);
  const ImagePoint hip = middle_of(landmarks, Joint::left_hip, Joint::right_hip);
  const double trunk_px = std::hypot(hip.x - shoulder.x, hip.y - shoulder.y);
  constexpr double smallest_trunk_px = 40;  // a stick would be under two pixels wide
  if (trunk_px < smallest_trunk_px) return std::nullopt;
  StripFrame frame;
  frame.shoulder = shoulder;
  frame.metre_px = trunk_px / trunk_m;
  frame.down_x = (hip.x - shoulder.x) / trunk_px;
  frame.down_y = (hip.y - shoulder.y) / trunk_px;
  frame.back_x = -frame.down_y;
  frame.back_y = frame.down_x;
  const ImagePoint nose = point_of(landmarks, Joint::nose);
  const ImagePoint ears = middle_of(landmarks, Joint::left_ear, Joint::right_ear);
  const double ahead = (nose.x - ears.x) * frame.back_x + (nose.y - ears.y) * frame.back_y;
  if (std::abs(ahead) < least_profile * trunk_px) return std::nullopt;
  if (ahead > 0) frame.back_x = -frame.back_x, frame.back_y = -frame.back_y;
  return frame;
}

void cut_strip(const Luma& luma, const StripFrame& frame, GreyStrip& strip) {
  strip.level.resize(std::size_t{strip_rows} * strip_columns);
  constexpr double tap = 0.25;  // four points of a cell: what a cell of a 1080p clip needs against aliasing
  for (int row = 0; row < strip_rows; ++row) {
    for (int column = 0; column < strip_columns; ++column) {
      float sum = 0;
      for (const double down : {-tap, tap}) {
        for (const double back : {-tap, tap}) {
          const ImagePoint place = frame.to_image(row + down, column + back);
          sum += luma.at(place.x, place.y);
        }
      }
      strip.level[static_cast<std::size_t>(row * strip_columns + column)] = sum / 4;
    }
  }
}

double tilt_of(ImagePoint upper, ImagePoint lower) { return std::atan2(upper.x - lower.x, lower.y - upper.y); }

}  // namespace

StickSighting StickWatch::look(const media::YuvView& yuv, media::QuarterTurn turn, Seconds time,
                               std::span<const body::Landmark> landmarks) {
  StickSighting sighting;
  sighting.time = time;
  if (last_look_ && time - *last_look_ < between_looks) return sighting;
  HINGE_EXPECT(landmarks.size() >= body::blazepose_joint_count);
  const auto frame = frame_of(landmarks);
  if (!frame) return sighting;
  last_look_ = time;
  sighting.looked = true;
  sighting.trunk_tilt = std::atan2(-frame->down_x, frame->down_y);
  cut_strip(Luma(yuv, turn), *frame, strip_);
  // A stick on the back stays within 15 degrees of the trunk and reaches from the back of the head to the tailbone.
  constexpr StickSearch search{.steepest = 0.27 * row_m / column_m,
                              .highest_row = static_cast<int>((above_m - 0.10) / row_m),
                              .lowest_row = static_cast<int>((above_m + trunk_m - 0.10) / row_m)};
  const auto line = find_stick_line(strip_, search);
  if (!line) return sighting;
  const auto place = [&](int row) { return frame->to_image(row, line->column_at(row)); };
  sighting.line = body::StickLine{place(line->first_row), place(line->last_row),
                                  line->residual * column_m * frame->metre_px, line->share};
  sighting.stick_tilt = tilt_of(sighting.line->head_end, sighting.line->hip_end);
  const double mid_trunk = (above_m + trunk_m / 2) / row_m;
  sighting.behind_trunk = (line->column_at(mid_trunk) * column_m - before_m) / trunk_m;
  return sighting;
}

StickSighting StickWatch::look_away(Seconds time) {
  StickSighting sighting;
  sighting.time = time;
  return sighting;
}

}  // namespace hinge::pose
