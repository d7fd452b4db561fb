#pragma once
// What every part of a figure is drawn from: the moments of the loop, and the one that stands when nothing moves.
#include <concepts>
#include <span>
#include <string>
#include <vector>

#include "hinge/teach/internal/svg.h"
#include "hinge/teach/internal/track.h"

namespace hinge::teach::internal {

struct Stage {
  const catalog::Figure* figure = nullptr;
  const Track* track = nullptr;  ///< the whole loop, also where only one moment is drawn
  std::span<const Sample> samples;
  Clock clock;
  std::size_t still = 0;  ///< index into samples

  [[nodiscard]] const Skeleton& shown() const { return samples[still].body; }
  [[nodiscard]] bool shows(catalog::Show what) const;
  /// "good", "fault" or "plain", for the class of what carries the verdict.
  [[nodiscard]] std::string_view verdict() const;

  /// How far this moment is from an upright body, 0 to 1 at the loop's furthest: bend of the back and neck, knees past
  /// soft, a lifted heel, a moved arm. What marks a fault comes and goes with it.
  [[nodiscard]] double strain(const Sample& sample) const;

  /// A group that follows the body: `place` gives where it is and how it is turned (inclination, radians).
  template <std::invocable<const Sample&> Place>
  [[nodiscard]] std::string carried(Place place, std::string_view content) const {
    Carried way;
    for (const Sample& sample : samples) {
      const auto [at, turn] = place(sample);
      way.at.push_back(at);
      way.turn_rad.push_back(turn);
    }
    return carry(clock, way, still, content);
  }

  /// An element whose attribute changes with the body.
  template <std::invocable<const Sample&> Value>
  [[nodiscard]] std::string changing(std::string_view element, std::string_view attribute, Value value,
                                     std::string_view fixed) const {
    std::vector<std::string> values;
    for (const Sample& sample : samples) values.push_back(value(sample));
    std::string text = "<" + std::string(element) + " " + std::string(fixed) + " " + std::string(attribute) + "=\"" +
                       values[still] + "\"";
    const std::string moves = animate(clock, attribute, values);
    return text + (moves.empty() ? "/>" : ">" + moves + "</" + std::string(element) + ">");
  }
};

/// Where a part is and which way it leans.
struct Placed {
  At at;
  double turn = 0;
};

[[nodiscard]] std::string draw_far_limbs(const Stage& stage);
[[nodiscard]] std::string draw_trunk_and_legs(const Stage& stage);
[[nodiscard]] std::string draw_near_arm(const Stage& stage);

[[nodiscard]] std::string draw_room(const Stage& stage);   ///< floor and what stands on it
[[nodiscard]] std::string draw_held(const Stage& stage);   ///< what the hands hold, under the near arm
[[nodiscard]] std::string draw_sticks(const Stage& stage);  ///< dowels, over the body

[[nodiscard]] std::string draw_lines(const Stage& stage);   ///< thin lines for comparison, under the body
[[nodiscard]] std::string draw_marks(const Stage& stage);   ///< what carries the verdict, over the body

[[nodiscard]] std::string draw_stance(const catalog::Stance& stance);  ///< feet and bar from above; toes up
/// How far below the floor the lowest of it is drawn, metres.
[[nodiscard]] double depth_of(const catalog::Stance& stance);

[[nodiscard]] std::string draw_sole(const Stage& stage);
[[nodiscard]] std::string draw_breath(const Stage& stage);

}  // namespace hinge::teach::internal
