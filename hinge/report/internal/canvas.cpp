#include "hinge/report/internal/canvas.h"

#include <algorithm>
#include <cstring>

#include "hinge/base/expect.h"

namespace hinge::report::internal {
namespace {

PixelBox clipped(PixelBox box, const media::RgbImage& image) {
  return {std::clamp(box.left, 0, image.width_px), std::clamp(box.top, 0, image.height_px),
          std::clamp(box.right, 0, image.width_px), std::clamp(box.bottom, 0, image.height_px)};
}

const std::uint8_t* row_of(const media::RgbImage& image, int x, int y) {
  return image.data.data() + (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width_px) + static_cast<std::size_t>(x)) * 3;
}

}  // namespace

// CAIRO_FORMAT_RGB24 is one native 32-bit word per pixel, 0x00RRGGBB.
Surface to_surface(const media::RgbImage& image, const PixelBox& box) {
  Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, std::max(1, box.right - box.left), std::max(1, box.bottom - box.top)));
  HINGE_EXPECT(cairo_surface_status(surface.get()) == CAIRO_STATUS_SUCCESS);
  unsigned char* pixels = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  for (int y = box.top; y < box.bottom; ++y) {
    const std::uint8_t* in = row_of(image, box.left, y);
    unsigned char* out = pixels + static_cast<std::ptrdiff_t>(y - box.top) * stride;
    for (int x = box.left; x < box.right; ++x, in += 3, out += 4) {
      const std::uint32_t word = (std::uint32_t{in[0]} << 16) | (std::uint32_t{in[1]} << 8) | std::uint32_t{in[2]};
      std::memcpy(out, &word, sizeof word);
    }
  }
  cairo_surface_mark_dirty(surface.get());
  return surface;
}

Canvas::Canvas(media::RgbImage& image, PixelBox box)
    : image_(image), box_(clipped(box, image)), surface_(to_surface(image, box_)), context_(cairo_create(surface_.get())) {
  cairo_translate(context_.get(), -box_.left, -box_.top);
  cairo_set_line_cap(context_.get(), CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join(context_.get(), CAIRO_LINE_JOIN_ROUND);
}

Canvas::~Canvas() {
  cairo_surface_flush(surface_.get());
  const unsigned char* pixels = cairo_image_surface_get_data(surface_.get());
  const int stride = cairo_image_surface_get_stride(surface_.get());
  for (int y = box_.top; y < box_.bottom; ++y) {
    const unsigned char* in = pixels + static_cast<std::ptrdiff_t>(y - box_.top) * stride;
    std::uint8_t* out = const_cast<std::uint8_t*>(row_of(image_, box_.left, y));
    for (int x = box_.left; x < box_.right; ++x, in += 4, out += 3) {
      std::uint32_t word = 0;
      std::memcpy(&word, in, sizeof word);
      out[0] = static_cast<std::uint8_t>(word >> 16);
      out[1] = static_cast<std::uint8_t>(word >> 8);
      out[2] = static_cast<std::uint8_t>(word);
    }
  }
}

double set_text_size(cairo_t* context, double size_px, const std::string& text) {
  cairo_select_font_face(context, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
  cairo_set_font_size(context, size_px);
  cairo_text_extents_t extents;
  cairo_text_extents(context, text.c_str(), &extents);
  return extents.x_advance;
}

}  // namespace hinge::report::internal
