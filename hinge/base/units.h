#pragma once
// Strong scalar quantities: one tag = one unit, conversions are named, never implicit. Frame tags keep a point of one
// frame from meeting a point of another. docs/notation.md is the dictionary.
#include <cmath>
#include <compare>
#include <numbers>

namespace hinge {

/// A double that remembers its unit. Same-unit +, -, compare only; scale by a plain number.
template <class Unit>
class Quantity {
 public:
  constexpr Quantity() = default;
  constexpr explicit Quantity(double value) : value_(value) {}
  [[nodiscard]] constexpr double value() const { return value_; }

  constexpr Quantity operator-() const { return Quantity{-value_}; }
  constexpr Quantity& operator+=(Quantity other) {
    value_ += other.value_;
    return *this;
  }
  constexpr Quantity& operator-=(Quantity other) {
    value_ -= other.value_;
    return *this;
  }
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return Quantity{a.value_ + b.value_}; }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return Quantity{a.value_ - b.value_}; }
  friend constexpr Quantity operator*(Quantity a, double k) { return Quantity{a.value_ * k}; }
  friend constexpr Quantity operator*(double k, Quantity a) { return a * k; }
  friend constexpr Quantity operator/(Quantity a, double k) { return Quantity{a.value_ / k}; }
  friend constexpr double operator/(Quantity a, Quantity b) { return a.value_ / b.value_; }
  friend constexpr auto operator<=>(Quantity, Quantity) = default;

 private:
  double value_ = 0.0;
};

using Radians = Quantity<struct RadianUnit>;
using Degrees = Quantity<struct DegreeUnit>;
using Metres = Quantity<struct MetreUnit>;
using Pixels = Quantity<struct PixelUnit>;
using Seconds = Quantity<struct SecondUnit>;
using Kilograms = Quantity<struct KilogramUnit>;

[[nodiscard]] constexpr Radians to_radians(Degrees d) { return Radians{d.value() * std::numbers::pi / 180.0}; }
[[nodiscard]] constexpr Degrees to_degrees(Radians r) { return Degrees{r.value() * 180.0 / std::numbers::pi}; }

namespace literals {
constexpr Degrees operator""_deg(long double v) { return Degrees{static_cast<double>(v)}; }
constexpr Degrees operator""_deg(unsigned long long v) { return Degrees{static_cast<double>(v)}; }
constexpr Metres operator""_m(long double v) { return Metres{static_cast<double>(v)}; }
constexpr Seconds operator""_s(long double v) { return Seconds{static_cast<double>(v)}; }
constexpr Seconds operator""_s(unsigned long long v) { return Seconds{static_cast<double>(v)}; }
constexpr Kilograms operator""_kg(unsigned long long v) { return Kilograms{static_cast<double>(v)}; }
}  // namespace literals

struct ImagePx {};     ///< origin top-left of the upright picture, +x right, +y DOWN, pixels
struct ImageNorm {};   ///< same axes, [0,1] of width and height: not isotropic, never measure an angle here
struct HipCentred {};  ///< metres from mid-hip OF THAT FRAME, image axes (MediaPipe says "world")
struct World {};       ///< anchored to the floor at the first standing frame: +y up, +x the way the person faces, metres
struct Sagittal {};    ///< the plane seen from the side: origin at the planted ankle, +x the way the person faces, +y UP

template <class Frame>
struct Point2 {
  double x = 0, y = 0;
  friend constexpr bool operator==(Point2, Point2) = default;
};
template <class Frame>
struct Vector2 {
  double x = 0, y = 0;
  friend constexpr bool operator==(Vector2, Vector2) = default;
};
template <class Frame>
struct Point3 {
  double x = 0, y = 0, z = 0;
  friend constexpr bool operator==(Point3, Point3) = default;
};
template <class Frame>
struct Vector3 {
  double x = 0, y = 0, z = 0;
  friend constexpr bool operator==(Vector3, Vector3) = default;
};
template <class F>
[[nodiscard]] constexpr Vector2<F> operator-(Point2<F> a, Point2<F> b) {
  return {a.x - b.x, a.y - b.y};
}
template <class F>
[[nodiscard]] constexpr Vector3<F> operator-(Point3<F> a, Point3<F> b) {
  return {a.x - b.x, a.y - b.y, a.z - b.z};
}
template <class F>
[[nodiscard]] inline double length(Vector2<F> v) {
  return std::hypot(v.x, v.y);
}

}  // namespace hinge
