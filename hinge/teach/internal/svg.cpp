#include "hinge/teach/internal/svg.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hinge::teach::internal {
namespace {

std::string join(std::span<const std::string> values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ";") + value;
  return text;
}

bool all_same(std::span<const std::string> values) {
  return std::ranges::all_of(values, [&](const std::string& value) { return value == values.front(); });
}

std::string timing(const Clock& clock) {
  std::string shares;
  for (const double share : clock.shares) shares += fmt::format("{}{:.3g}", shares.empty() ? "" : ";", share);
  return fmt::format(R"(keyTimes="{}" dur="{:.4g}s" repeatCount="indefinite")", shares, clock.loop_s);
}

std::vector<double> unwound(std::span<const double> angles) {
  std::vector<double> result(angles.begin(), angles.end());
  for (std::size_t i = 1; i < result.size(); ++i)
    result[i] = result[i - 1] + std::remainder(result[i] - result[i - 1], 2 * std::numbers::pi);
  return result;
}

At rounded(At at) {
  return {std::round(at.x * units_per_metre) / units_per_metre, std::round(at.y * units_per_metre) / units_per_metre};
}

long long whole(double value) { return std::llround(value); }

/// A whole degree would be seen as a tremble at the end of a limb.
std::string tenths(double value) { return fmt::format("{:.4g}", std::round(value * 10) / 10 + 0.0); }

}  // namespace

std::string number(double value) { return std::to_string(whole(value)); }

std::string pair(At at) { return number(at.x * units_per_metre) + " " + number(-at.y * units_per_metre); }

std::string escape(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      default: result += c;
    }
  }
  return result;
}

std::string animate(const Clock& clock, std::string_view attribute, std::span<const std::string> values) {
  if (!clock.runs() || values.empty() || all_same(values)) return {};
  return fmt::format(R"(<animate attributeName="{}" values="{}" {}/>)", attribute, join(values), timing(clock));
}

std::string carry(const Clock& clock, const Carried& way, std::size_t still, std::string_view content) {
  std::vector<std::string> places, turns;
  for (const At at : way.at) places.push_back(pair(at));
  for (const double angle : unwound(way.turn_rad)) turns.push_back(tenths(angle * 180 / std::numbers::pi));
  std::string group = fmt::format(R"svg(<g transform="translate({}) rotate({})">)svg", places[still], turns[still]);
  const bool moves = clock.runs() && (!all_same(places) || !all_same(turns));
  if (moves) {  // the first one replaces the attribute, so it must be there even where the place never changes
    const std::string when = timing(clock);
    group += all_same(places) ? fmt::format(R"(<animateTransform attributeName="transform" type="translate" values="{0};{0}" dur="1s" repeatCount="indefinite"/>)", places.front())
                              : fmt::format(R"(<animateTransform attributeName="transform" type="translate" values="{}" {}/>)", join(places), when);
    group += all_same(turns) ? fmt::format(R"(<animateTransform attributeName="transform" type="rotate" additive="sum" values="{0};{0}" dur="1s" repeatCount="indefinite"/>)", turns.front())
                             : fmt::format(R"(<animateTransform attributeName="transform" type="rotate" additive="sum" values="{}" {}/>)", join(turns), when);
  }
  group += content;
  return group + "</g>";
}

std::string smooth_path(std::span<const At> points, Ends ends) {
  const auto count = static_cast<long>(points.size());
  const auto at = [&](long i) {
    if (ends == Ends::closed) return points[static_cast<std::size_t>((i + count) % count)];
    return points[static_cast<std::size_t>(std::clamp(i, 0L, count - 1))];
  };
  std::string path = "M" + pair(at(0));
  At drawn = rounded(at(0));  // offsets are taken from what was written, so that rounding does not add up
  const auto offset = [&](At to) { return number((to.x - drawn.x) * units_per_metre) + " " + number((drawn.y - to.y) * units_per_metre); };
  const long curves = ends == Ends::closed ? count : count - 1;
  for (long i = 0; i < curves; ++i) {  // Catmull-Rom: the tangent at a point joins its neighbours
    const At a = at(i), b = at(i + 1);
    const At first = a + (1.0 / 6) * (b - at(i - 1)), second = b + (-1.0 / 6) * (at(i + 2) - a);
    path += "c" + offset(first) + " " + offset(second) + " " + offset(rounded(b));
    drawn = rounded(b);
  }
  return path + (ends == Ends::closed ? "Z" : "");
}

std::string straight_path(std::span<const At> points) {
  std::string path;
  for (const At point : points) path += (path.empty() ? "M" : "L") + pair(point);
  return path;
}

}  // namespace hinge::teach::internal
