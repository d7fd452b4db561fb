#pragma once
// A part of an RgbImage that cairo can draw on; the pixels go back when the canvas is destroyed.
#include <cairo.h>

#include <array>
#include <memory>
#include <string>

#include "hinge/media/picture.h"

namespace hinge::report::internal {

struct Colour {
  double red = 0, green = 0, blue = 0;
};
/// 0xRRGGBB, as the tokens of the look are written.
[[nodiscard]] constexpr Colour colour_of(unsigned rgb) {
  return {((rgb >> 16) & 0xFFU) / 255.0, ((rgb >> 8) & 0xFFU) / 255.0, (rgb & 0xFFU) / 255.0};
}

struct PixelBox {
  int left = 0, top = 0, right = 0, bottom = 0;  ///< right and bottom excluded
  [[nodiscard]] bool empty() const { return right <= left || bottom <= top; }
};

struct SurfaceDeleter {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct ContextDeleter {
  void operator()(cairo_t* context) const { cairo_destroy(context); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceDeleter>;
using Context = std::unique_ptr<cairo_t, ContextDeleter>;

/// The pixels of `box` as a cairo picture.
[[nodiscard]] Surface to_surface(const media::RgbImage& image, const PixelBox& box);

class Canvas {
 public:
  /// `box` is clipped to the image; coordinates stay those of the whole image.
  Canvas(media::RgbImage& image, PixelBox box);
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;
  ~Canvas();

  [[nodiscard]] cairo_t* context() const { return context_.get(); }
  void set_colour(Colour colour, double alpha = 1.0) const {
    cairo_set_source_rgba(context_.get(), colour.red, colour.green, colour.blue, alpha);
  }

 private:
  media::RgbImage& image_;
  PixelBox box_;
  Surface surface_;
  Context context_;
};

/// Bold sans of that size is set on the context; the result is the advance width in pixels.
double set_text_size(cairo_t* context, double size_px, const std::string& text);

}  // namespace hinge::report::internal
