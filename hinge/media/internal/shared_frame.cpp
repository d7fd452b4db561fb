#include "hinge/media/internal/shared_frame.h"

#include <new>

#include "hinge/base/expect.h"
#include "hinge/media/internal/picture_limits.h"

extern "C" {
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
}

namespace hinge::media::internal {
namespace {

// Rows begin where libav's own frames let them begin, and what reads whole blocks past the last pixel stays inside.
constexpr std::size_t alignment = 64;
constexpr std::size_t align(std::size_t bytes) { return (bytes + alignment - 1) / alignment * alignment; }

struct Layout {
  std::array<int, 4> stride_bytes{};
  std::array<std::size_t, 4> offset{};
  std::size_t bytes = 0;
};

std::optional<Layout> find_layout(const FrameFacts& frame) {
  const bool sized = frame.width_px > 0 && frame.height_px > 0 && frame.width_px <= widest_upright_px && frame.height_px <= greatest_side_px &&
                     static_cast<std::int64_t>(frame.width_px) * frame.height_px <= 4 * greatest_area_px;
  if (!sized || frame.format < 0 || frame.format >= AV_PIX_FMT_NB) return std::nullopt;
  const auto format = static_cast<AVPixelFormat>(frame.format);
  const auto* description = av_pix_fmt_desc_get(format);
  if (description == nullptr || (description->flags & AV_PIX_FMT_FLAG_HWACCEL) != 0) return std::nullopt;
  Layout layout;
  if (av_image_fill_linesizes(layout.stride_bytes.data(), format, frame.width_px) < 0) return std::nullopt;
  std::array<std::ptrdiff_t, 4> strides{};
  for (std::size_t i = 0; i < strides.size(); ++i) {
    layout.stride_bytes[i] = static_cast<int>(align(static_cast<std::size_t>(layout.stride_bytes[i])));
    strides[i] = layout.stride_bytes[i];
  }
  std::array<std::size_t, 4> plane_bytes{};
  if (av_image_fill_plane_sizes(plane_bytes.data(), format, frame.height_px, strides.data()) < 0) return std::nullopt;
  for (std::size_t i = 0; i < plane_bytes.size(); ++i) {
    layout.offset[i] = layout.bytes;
    if (plane_bytes[i] > 0) layout.bytes += align(plane_bytes[i]) + alignment;
  }
  return layout;
}

struct PictureLayout {
  Layout decoded;
  std::optional<Layout> planar;  // behind it
};

std::optional<PictureLayout> find_layout(const PictureFacts& picture) {
  const auto decoded = find_layout(picture.decoded);
  if (!decoded) return std::nullopt;
  PictureLayout layout{*decoded, std::nullopt};
  if (picture.planar) {
    layout.planar = find_layout(*picture.planar);
    if (!layout.planar) return std::nullopt;
    for (auto& offset : layout.planar->offset) offset += layout.decoded.bytes;
  }
  return layout;
}

// As libav wants them; planes that the format lacks stay null.
void point_into(std::byte* memory, const Layout& layout, std::array<std::uint8_t*, 4>& data) {
  for (std::size_t i = 0; i < data.size(); ++i) {
    const bool has_plane = i + 1 < data.size() ? layout.offset[i + 1] > layout.offset[i] : layout.stride_bytes[i] > 0;
    data[i] = has_plane ? reinterpret_cast<std::uint8_t*>(memory + layout.offset[i]) : nullptr;
  }
}

void copy_frame(std::byte* memory, const Layout& layout, const AVFrame& frame) {
  std::array<std::uint8_t*, 4> data{};
  point_into(memory, layout, data);
  auto strides = layout.stride_bytes;
  std::array<const std::uint8_t*, 4> from{frame.data[0], frame.data[1], frame.data[2], frame.data[3]};
  av_image_copy(data.data(), strides.data(), from.data(), frame.linesize, static_cast<AVPixelFormat>(frame.format), frame.width, frame.height);
}

FramePtr look_at(const std::byte* memory, const Layout& layout, const FrameFacts& facts) {
  auto frame = make_frame();
  std::array<std::uint8_t*, 4> data{};
  point_into(const_cast<std::byte*>(memory), layout, data);  // libav has no frame of constant pixels; nobody writes there
  for (std::size_t i = 0; i < data.size(); ++i) {
    frame->data[i] = data[i];
    frame->linesize[i] = layout.stride_bytes[i];
  }
  frame->format = facts.format;
  frame->width = facts.width_px;
  frame->height = facts.height_px;
  const bool known_space = facts.colour_space >= 0 && facts.colour_space < AVCOL_SPC_NB;
  const bool known_range = facts.colour_range >= 0 && facts.colour_range < AVCOL_RANGE_NB;
  frame->colorspace = known_space ? static_cast<AVColorSpace>(facts.colour_space) : AVCOL_SPC_UNSPECIFIED;
  frame->color_range = known_range ? static_cast<AVColorRange>(facts.colour_range) : AVCOL_RANGE_UNSPECIFIED;
  return frame;
}

}  // namespace

std::optional<std::size_t> needed_bytes(const PictureFacts& picture) {
  const auto layout = find_layout(picture);
  if (!layout) return std::nullopt;
  return layout->decoded.bytes + (layout->planar ? layout->planar->bytes : 0);
}

void copy_to(std::span<std::byte> to, const PictureFacts& picture, const AVFrame& decoded, const AVFrame* planar) {
  const auto layout = find_layout(picture);
  HINGE_EXPECT(layout && *needed_bytes(picture) <= to.size());
  copy_frame(to.data(), layout->decoded, decoded);
  if (layout->planar) copy_frame(to.data(), *layout->planar, *planar);
}

FramePair look_into(std::span<const std::byte> from, const PictureFacts& picture) {
  const auto layout = find_layout(picture);
  HINGE_EXPECT(layout && *needed_bytes(picture) <= from.size());
  return {look_at(from.data(), layout->decoded, picture.decoded),
          layout->planar ? look_at(from.data(), *layout->planar, *picture.planar) : nullptr};
}

FrameFacts facts_of(const AVFrame& frame) {
  return {frame.format, frame.width, frame.height, static_cast<int>(frame.colorspace), static_cast<int>(frame.color_range)};
}

FramePtr deep_copy(const AVFrame& frame) {
  auto copy = make_frame(static_cast<AVPixelFormat>(frame.format), frame.width, frame.height);
  if (av_frame_copy(copy.get(), &frame) < 0) throw std::bad_alloc();
  copy->colorspace = frame.colorspace;
  copy->color_range = frame.color_range;
  return copy;
}

}  // namespace hinge::media::internal
