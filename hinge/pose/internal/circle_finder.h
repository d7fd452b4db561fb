#pragma once
// Round outlines in a small grey picture: every edge point votes for the centres it could belong to, radius by radius
// (Hough transform for circles with the gradient's direction, Duda and Hart 1972; Kimme, Ballard and Sklansky 1975);
// the best are then fitted along rays and keep the share of their outline that is really there.
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "hinge/pose/internal/grey_patch.h"

namespace hinge::pose {

/// In cells of the patch.
struct PatchCircle {
  double x = 0, y = 0, radius = 0;
  double score = 0;  ///< share of the outline where the picture has an edge that runs along it, [0,1]
};

struct CircleSearch {
  double least_radius = 5, greatest_radius = 28;
  double reach = 40;  ///< centres lie within this many cells of the patch's centre, sideways and up or down
  std::size_t most = 6;
  double usual_radius = 10;  ///< up to half as much more, a longer outline ranks before a shorter one
};

/// Keeps its buffers between pictures; one per thread.
class CircleFinder {
public:
  /// Best first; no two that lie on each other. `hints`: where circles may be, from the picture before.
  [[nodiscard]] std::vector<PatchCircle> find(const GreyPatch& patch, const CircleSearch& search,
                                              std::span<const PatchCircle> hints = {});

  struct Ray {
    double x, y;  ///< unit vector
  };

private:
  struct Edge {
    float x, y, towards_x, towards_y;  ///< place and unit gradient
  };
  void compute_gradients(const GreyPatch& patch);
  void collect_edges();
  void vote(double radius, const CircleSearch& search, std::vector<PatchCircle>& proposals);
  /// Its distance from the circle's centre, within `steps` cells of the radius.
  [[nodiscard]] std::optional<float> find_outline(const PatchCircle& circle, const Ray& ray, int steps) const;
  [[nodiscard]] PatchCircle fit(PatchCircle circle) const;

  std::vector<float> gradient_x_, gradient_y_, strength_;
  std::vector<Edge> edges_;
  std::vector<std::uint16_t> votes_;
};

}  // namespace hinge::pose
