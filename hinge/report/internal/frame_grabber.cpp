#include "hinge/report/internal/frame_grabber.h"

#include <algorithm>
#include <numeric>

namespace hinge::report::internal {
namespace {

// Presentation times of the recording come from the same packets; only rounding stands between them.
constexpr Seconds same_time{0.0005};

/// Which keyframe a time is decoded from.
std::ptrdiff_t keyframe_of(const media::VideoInfo& clip, Seconds time) {
  return std::upper_bound(clip.keyframes.begin(), clip.keyframes.end(), time + same_time) - clip.keyframes.begin();
}

using Order = std::vector<std::size_t>;

Result<void> grab_group(const media::VideoInfo& clip, const std::vector<Seconds>& times, Order::const_iterator first,
                        Order::const_iterator last, const RunControl& control, std::size_t done,
                        const std::function<void(std::size_t, const media::RgbImage&)>& take) {
  media::VideoReader::Options options;
  options.cancel = control.cancel;
  options.start = std::max(Seconds{0}, times[*first] - same_time);
  HINGE_TRY(auto reader, media::VideoReader::open(clip, options));
  while (first != last) {
    if (control.cancelled()) return fail(Errc::cancelled, "stopped on request", clip.path.string());
    HINGE_TRY(const auto picture, reader.next());
    if (!picture) return {};
    if (picture->time() < times[*first] - same_time) continue;
    const media::RgbImage image = media::to_rgb(*picture);
    while (first != last && times[*first] <= picture->time() + same_time) {
      take(*first++, image);
      if (control.progress) control.progress({"stills", static_cast<std::int64_t>(++done), static_cast<std::int64_t>(times.size())});
    }
  }
  return {};
}

}  // namespace

Result<void> grab_frames(const media::VideoInfo& clip, const std::vector<Seconds>& times, const RunControl& control,
                         const std::function<void(std::size_t, const media::RgbImage&)>& take) {
  Order order(times.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return times[a] < times[b]; });
  auto first = order.cbegin();
  while (first != order.cend()) {
    const auto keyframe = keyframe_of(clip, times[*first]);
    const auto last = std::find_if(first, order.cend(), [&](std::size_t i) { return keyframe_of(clip, times[i]) != keyframe; });
    HINGE_TRY_VOID(grab_group(clip, times, first, last, control, static_cast<std::size_t>(first - order.cbegin()), take));
    first = last;
  }
  return {};
}

}  // namespace hinge::report::internal
