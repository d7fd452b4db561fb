#pragma once
// Small pieces of SVG: whole units of 2.5 mm, y down, and lists of values for animations.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/teach/internal/skeleton.h"

namespace hinge::teach::internal {

inline constexpr double units_per_metre = 400;

[[nodiscard]] std::string number(double value);                 ///< a whole number, "-0" never
[[nodiscard]] std::string pair(At at);                          ///< "x y", y turned downwards
[[nodiscard]] std::string escape(std::string_view text);        ///< for text and attributes of XML

/// Times of the samples as shares of the loop.
struct Clock {
  std::vector<double> shares;
  double loop_s = 0;
  [[nodiscard]] bool runs() const { return shares.size() > 1; }
};

/// <animate> of one attribute; nothing when it never changes.
[[nodiscard]] std::string animate(const Clock& clock, std::string_view attribute, std::span<const std::string> values);
/// A group that carries what is in it along a path and turns it (degrees, clockwise as SVG counts).
struct Carried {
  std::vector<At> at;
  std::vector<double> turn_rad;
};
[[nodiscard]] std::string carry(const Clock& clock, const Carried& way, std::size_t still, std::string_view content);

/// A smooth closed or open line through points, as the same number of cubic curves for the same number of points.
enum class Ends { open, closed };
[[nodiscard]] std::string smooth_path(std::span<const At> points, Ends ends);
[[nodiscard]] std::string straight_path(std::span<const At> points);

}  // namespace hinge::teach::internal
