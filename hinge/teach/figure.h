#pragma once
// A figure of a lesson as SVG: a body put together from the angles its poses name, moving in a loop.
#include <string>

#include "hinge/catalog/lesson.h"

namespace hinge::teach {

/// What a figure covers, metres: +x the way the person faces, y above the floor.
struct Frame {
  double left = 0, right = 0, bottom = 0, top = 0;
  [[nodiscard]] double width() const { return right - left; }
  [[nodiscard]] double height() const { return top - bottom; }
};

/// Everything the figure ever covers, with a margin; figures that stand side by side share the frame around both.
[[nodiscard]] Frame find_frame(const catalog::Figure& figure);
[[nodiscard]] Frame around(const Frame& a, const Frame& b);

/// The <svg> element. It needs render_shapes() once in the same document, and figure_style() for its colours.
/// Where motion is not wanted it shows the telling pose over a faint upright one.
[[nodiscard]] std::string render_figure(const catalog::Figure& figure, const Frame& frame);

/// The limbs every figure is made of, as one hidden <svg>.
[[nodiscard]] std::string render_shapes();
/// CSS of the figures: colours by custom properties, which light and dark set.
[[nodiscard]] std::string figure_style();

/// The same figure as a file of its own.
[[nodiscard]] std::string render_figure_file(const catalog::Figure& figure);

}  // namespace hinge::teach
