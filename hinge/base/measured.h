#pragma once
// "Not seen" is data: a value with its standard deviation, or the reason there is none. Never NaN, never -1.
#include <string_view>

namespace hinge {

enum class Unmeasured {
  occluded,           ///< the body part is hidden (a plate, an arm, another person)
  out_of_view,        ///< outside the picture
  wrong_view,         ///< cannot be seen from where the camera stands
  too_few_frames,     ///< too little good data to say
  no_reference,       ///< needs the person's own quiet standing and there is none in the recording
  implausible,        ///< the landmarks contradict the body (a skeleton snapped to a plate)
  camera_low,         ///< the camera stood near the floor, where the outline of a back is not its shape
  load_unknown,       ///< rests on the weight in the hands, which nobody told us
  clock_unknown,      ///< a time or a speed, and the film's clock is not the person's, or its pictures are too few
  no_outline,         ///< needs the body's outline, and the recording has points only
  not_this_movement,  ///< rests on what does not hold in such a movement: statics in a swing, or where something
                      ///< carries you
  not_in_this_build   ///< the engine cannot measure this yet
};

/// The spelling used in JSON and reports, e.g. "wrong_view".
[[nodiscard]] constexpr std::string_view to_string(Unmeasured why) {
  switch (why) {
    case Unmeasured::occluded:
      return "occluded";
    case Unmeasured::out_of_view:
      return "out_of_view";
    case Unmeasured::wrong_view:
      return "wrong_view";
    case Unmeasured::too_few_frames:
      return "too_few_frames";
    case Unmeasured::no_reference:
      return "no_reference";
    case Unmeasured::implausible:
      return "implausible";
    case Unmeasured::camera_low:
      return "camera_low";
    case Unmeasured::load_unknown:
      return "load_unknown";
    case Unmeasured::clock_unknown:
      return "clock_unknown";
    case Unmeasured::no_outline:
      return "no_outline";
    case Unmeasured::not_this_movement:
      return "not_this_movement";
    case Unmeasured::not_in_this_build:
      return "not_in_this_build";
  }
  return "unknown";
}

/// A value we saw, with its standard deviation in the value's own unit, or why we did not see it.
template <class T>
class Measured {
public:
  /// Not seen, for the given reason; default-constructed values are "too few frames".
  constexpr Measured() = default;
  [[nodiscard]] static constexpr Measured seen(T value, T sd) { return Measured{value, sd, true, {}}; }
  [[nodiscard]] static constexpr Measured missing(Unmeasured why) { return Measured{T{}, T{}, false, why}; }

  [[nodiscard]] constexpr bool has_value() const { return seen_; }
  constexpr explicit operator bool() const { return seen_; }
  /// Meaningless unless has_value().
  [[nodiscard]] constexpr T value() const { return value_; }
  /// One standard deviation of value(), same unit.
  [[nodiscard]] constexpr T sd() const { return sd_; }
  /// Meaningless if has_value().
  [[nodiscard]] constexpr Unmeasured why() const { return why_; }

private:
  constexpr Measured(T v, T sd, bool s, Unmeasured w) : value_(v), sd_(sd), seen_(s), why_(w) {}
  T value_{};
  T sd_{};
  bool seen_ = false;
  Unmeasured why_ = Unmeasured::too_few_frames;
};

}  // namespace hinge
