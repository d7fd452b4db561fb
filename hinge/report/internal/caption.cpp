#include "hinge/report/internal/caption.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "hinge/report/internal/canvas.h"

namespace hinge::report::internal {
namespace {

constexpr Colour white = colour_of(0xFFFFFF);
constexpr Colour dark = colour_of(0x0B1210);

// The look's marks on a 20 x 20 box (docs/look/README.md 5): shape and word always go with the colour.
void trace_triangle(cairo_t* c) {
  cairo_move_to(c, 10, 1.6), cairo_line_to(c, 19.4, 18), cairo_line_to(c, 0.6, 18), cairo_close_path(c);
}
void trace_diamond(cairo_t* c) {
  cairo_move_to(c, 10, 0.6), cairo_line_to(c, 19.4, 10), cairo_line_to(c, 10, 19.4), cairo_line_to(c, 0.6, 10), cairo_close_path(c);
}

void draw_mark(const Canvas& canvas, assess::Verdict verdict, double left, double top, double size) {
  cairo_t* c = canvas.context();
  cairo_save(c);
  cairo_translate(c, left, top);
  cairo_scale(c, size / 20, size / 20);
  cairo_new_path(c);
  switch (verdict) {
    case assess::Verdict::good:
      canvas.set_colour(colour_of(0x4FD8E6));
      cairo_arc(c, 10, 10, 9, 0, 2 * std::numbers::pi), cairo_fill(c);
      canvas.set_colour(dark), cairo_set_line_width(c, 2.4);
      cairo_move_to(c, 5.6, 10.4), cairo_line_to(c, 8.6, 13.4), cairo_line_to(c, 14.4, 7), cairo_stroke(c);
      break;
    case assess::Verdict::borderline:
      canvas.set_colour(colour_of(0xFFC84D));
      trace_diamond(c), cairo_fill(c);
      canvas.set_colour(dark), cairo_set_line_width(c, 2.4);
      cairo_move_to(c, 6.4, 10), cairo_line_to(c, 13.6, 10), cairo_stroke(c);
      break;
    case assess::Verdict::fault:
      canvas.set_colour(colour_of(0xFF4F73));
      trace_triangle(c), cairo_fill(c);
      break;
    case assess::Verdict::cannot_judge: {
      const std::array<double, 2> dashes{3.6, 2.7};
      cairo_set_dash(c, dashes.data(), 2, 0);
      canvas.set_colour(white), cairo_set_line_width(c, 2.2);
      cairo_set_line_cap(c, CAIRO_LINE_CAP_BUTT);
      cairo_arc(c, 10, 10, 8, 0, 2 * std::numbers::pi), cairo_stroke(c);
      break;
    }
  }
  cairo_restore(c);
}

void show_text(const Canvas& canvas, double left, double baseline, double size, const std::string& text, double alpha) {
  set_text_size(canvas.context(), size, text);
  canvas.set_colour(white, alpha);
  cairo_move_to(canvas.context(), left, baseline);
  cairo_show_text(canvas.context(), text.c_str());
}

}  // namespace

void draw_caption(media::RgbImage& image, const Caption& caption) {
  // About 2.6 % of the height (docs/look/README.md 2, tags), less on a picture that is narrow for its height.
  const double text = std::max(9.0, 0.018 * std::min(image.width_px, image.height_px) + 0.008 * image.height_px);
  const double margin = text, pad = 0.8 * text, line = 1.5 * text;
  const int lines = 1 + (caption.numbers.empty() ? 0 : 1);
  const double height = 2 * pad + lines * line - 0.5 * text;
  const double top = image.height_px - margin - height;
  const int box_right = static_cast<int>(std::min<double>(image.width_px, margin + 34 * text));
  const Canvas canvas(image, {0, static_cast<int>(std::floor(top)), box_right, image.height_px});
  cairo_t* c = canvas.context();

  const std::string word = caption.verdict ? std::string(verdict_word(*caption.verdict)) : std::string();
  const double title_width = set_text_size(c, text, caption.title);
  const double numbers_width = set_text_size(c, text, caption.numbers);
  const double word_width = word.empty() ? 0 : set_text_size(c, text, word) + 2.1 * text;
  const double width = std::max(title_width + word_width, numbers_width) + 2 * pad;

  cairo_new_path(c);
  const double r = 0.7 * text;
  cairo_arc(c, margin + r, top + r, r, std::numbers::pi, 1.5 * std::numbers::pi);
  cairo_arc(c, margin + width - r, top + r, r, 1.5 * std::numbers::pi, 2 * std::numbers::pi);
  cairo_arc(c, margin + width - r, top + height - r, r, 0, 0.5 * std::numbers::pi);
  cairo_arc(c, margin + r, top + height - r, r, 0.5 * std::numbers::pi, std::numbers::pi);
  cairo_close_path(c);
  canvas.set_colour(dark, 0.82);
  cairo_fill(c);

  const double first = top + pad + text * 0.9;
  show_text(canvas, margin + pad, first, text, caption.title, 1.0);
  if (caption.verdict) {
    const double mark_left = margin + pad + title_width + 0.7 * text;
    draw_mark(canvas, *caption.verdict, mark_left, first - 0.88 * text, text);
    show_text(canvas, mark_left + 1.4 * text, first, text, word, 1.0);
  }
  if (!caption.numbers.empty()) show_text(canvas, margin + pad, first + line, text, caption.numbers, 0.85);
}

}  // namespace hinge::report::internal
