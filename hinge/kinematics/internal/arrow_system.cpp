#include "hinge/kinematics/internal/arrow_system.h"

#include <algorithm>
#include <cmath>

#include "hinge/base/expect.h"

namespace hinge::kinematics {

namespace {
constexpr double ridge = 1e-6;
}

void ArrowSystem::clear() {
  band_.assign(size_ * (half_band + 1), 0.0);
  for (std::size_t i = 0; i < size_; ++i) band(i, i) = ridge;
  for (auto& column : edge_) column.assign(size_, 0.0);
  corner_ = {};
  for (std::size_t k = 0; k < border; ++k) corner_[k][k] = ridge;
  right_.assign(size_, 0.0);
  right_corner_ = {};
}

void ArrowSystem::add(std::span<const Term> terms, double residual, double weight) {
  for (const auto& a : terms) {
    const double wa = weight * a.slope;
    if (a.index >= size_) {
      right_corner_[a.index - size_] -= wa * residual;
    } else {
      right_[a.index] -= wa * residual;
    }
    for (const auto& b : terms) {
      if (a.index >= size_ && b.index >= size_) {
        corner_[a.index - size_][b.index - size_] += wa * b.slope;
      } else if (a.index >= size_) {
        edge_[a.index - size_][b.index] += wa * b.slope;
      } else if (b.index <= a.index) {
        band(a.index, b.index) += wa * b.slope;
      }
    }
  }
}

void ArrowSystem::factorise() {
  for (std::size_t r = 0; r < size_; ++r) {
    const std::size_t first = r < half_band ? 0 : r - half_band;
    for (std::size_t c = first; c <= r; ++c) {
      double sum = band(r, c);
      for (std::size_t k = std::max(first, c < half_band ? 0 : c - half_band); k < c; ++k)
        sum -= band(r, k) * band(c, k);
      if (c < r) {
        band(r, c) = sum / band(c, c);
      } else {
        band(r, r) = std::sqrt(std::max(sum, ridge * ridge));
      }
    }
  }
}

void ArrowSystem::substitute(std::vector<double>& right) {
  for (std::size_t r = 0; r < size_; ++r) {
    double sum = right[r];
    for (std::size_t k = r < half_band ? 0 : r - half_band; k < r; ++k) sum -= band(r, k) * right[k];
    right[r] = sum / band(r, r);
  }
  for (std::size_t r = size_; r-- > 0;) {
    double sum = right[r];
    const std::size_t last = std::min(size_ - 1, r + half_band);
    for (std::size_t k = r + 1; k <= last; ++k) sum -= band(k, r) * right[k];
    right[r] = sum / band(r, r);
  }
}

std::vector<double> ArrowSystem::solve() {
  static_assert(border == 2);
  factorise();
  auto edge = edge_;
  for (auto& column : edge) substitute(column);
  auto step = right_;
  substitute(step);
  // Schur complement of the band: (C - E' B^-1 E) g = c - E' B^-1 b.
  auto corner = corner_;
  auto right = right_corner_;
  for (std::size_t k = 0; k < border; ++k) {
    for (std::size_t i = 0; i < size_; ++i) right[k] -= edge_[k][i] * step[i];
    for (std::size_t l = 0; l < border; ++l) {
      for (std::size_t i = 0; i < size_; ++i) corner[k][l] -= edge_[k][i] * edge[l][i];
    }
  }
  const double determinant = corner[0][0] * corner[1][1] - corner[0][1] * corner[1][0];
  std::array<double, border> g{};
  if (std::abs(determinant) > 1e-12) {
    g = {(right[0] * corner[1][1] - right[1] * corner[0][1]) / determinant,
         (right[1] * corner[0][0] - right[0] * corner[1][0]) / determinant};
  }
  for (std::size_t i = 0; i < size_; ++i) step[i] -= edge[0][i] * g[0] + edge[1][i] * g[1];
  step.insert(step.end(), g.begin(), g.end());
  return step;
}

}  // namespace hinge::kinematics
