#pragma once
// Normal equations of a least-squares problem over time: a band (each frame meets its neighbours) with a border of two
// unknowns that every frame meets.
#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace hinge::kinematics {

class ArrowSystem {
public:
  static constexpr std::size_t half_band = 12;  ///< unknowns of one residual lie no further apart
  static constexpr std::size_t border = 2;

  struct Term {
    std::size_t index;  ///< unknown; size() and size() + 1 are the border
    double slope;       ///< derivative of the residual
  };

  explicit ArrowSystem(std::size_t unknowns) : size_(unknowns) { clear(); }
  [[nodiscard]] std::size_t size() const { return size_; }

  /// All zero but a little on the diagonal, so that what nothing speaks of stays where it is.
  void clear();
  /// A residual with its slopes; `weight` multiplies its square.
  void add(std::span<const Term> terms, double residual, double weight);
  /// The Gauss-Newton step, band unknowns first, then the border's two. Destroys the system.
  [[nodiscard]] std::vector<double> solve();

private:
  [[nodiscard]] double& band(std::size_t row, std::size_t column) {
    return band_[row * (half_band + 1) + row - column];
  }
  void factorise();
  void substitute(std::vector<double>& right);

  std::size_t size_;
  std::vector<double> band_;  ///< lower triangle, by rows, diagonal first
  std::array<std::vector<double>, border> edge_;
  std::array<std::array<double, border>, border> corner_{};
  std::vector<double> right_;
  std::array<double, border> right_corner_{};
};

}  // namespace hinge::kinematics
