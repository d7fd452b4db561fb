#pragma once
// What stands upright and still in the room: the end of a wall, a door post, a rack. Steps of grey from left to right
// are summed over pictures; what moves averages out.
#include <optional>
#include <utility>
#include <vector>

#include "hinge/body/upright.h"
#include "hinge/media/picture.h"

namespace hinge::pose {

/// Sums over pictures, row-major; step (row, column) lies on the left border of its cell.
struct StandingEdges {
  int columns = 0;     ///< 0: no picture yet
  double cell_px = 0;  ///< width of a cell in the upright picture
  double row_px = 0;   ///< height of a cell
  int looks = 0;
  std::vector<float> step;       ///< signed, 8-bit levels, each at most 16: right of the border minus left
  std::vector<float> magnitude;  ///< the same without signs

  /// The same picture format; either may be empty.
  void add(const StandingEdges& other);
};

inline constexpr int edge_rows = 90;

/// One per run of pictures.
class UprightWatch {
public:
  void look(const media::YuvView& yuv, media::QuarterTurn turn, Seconds time);
  [[nodiscard]] StandingEdges take() { return std::move(edges_); }

private:
  StandingEdges edges_;
  std::optional<Seconds> last_look_;
  std::vector<float> level_;
};

/// Straight, nearly upright and at least a third of the picture high; best first, a few at most.
[[nodiscard]] std::vector<body::Upright> find_uprights(const StandingEdges& edges);

}  // namespace hinge::pose
