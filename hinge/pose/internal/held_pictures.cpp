#include "hinge/pose/internal/held_pictures.h"

#include <algorithm>
#include <cstdlib>

#include "hinge/pose/internal/scene_watch.h"

namespace hinge::pose {
namespace {

struct Run {
  std::size_t first = 0, last = 0;
  bool sudden = false;
};

// Our choices. Coding leaves a fiftieth of a step's change in the pictures that repeat it; a body that turns round
// slows down first, over several pictures, and no camera's own noise falls to a tenth of a movement.
constexpr std::size_t around = 15;         // pictures: half a second in which there is movement before and after
constexpr double held_share = 0.1;         // of the lesser of the greatest changes before and after
constexpr double least_movement = 0.05;    // 8-bit levels; below it nothing moves that could be held
constexpr std::size_t beside = 5;          // pictures next to a run, in which a body would slow down
constexpr double sudden_share = 0.5;       // of the greatest change beside: the picture next to the run has it at once
constexpr std::size_t fewest_runs = 5;
constexpr double least_share_held = 0.08;  // of moving pictures: 25 saved at 30 repeats a sixth, turning points less

double greatest(std::span<const double> change, std::size_t first, std::size_t end) {
  double most = 0;
  for (std::size_t i = std::max<std::size_t>(1, first); i < std::min(end, change.size()); ++i) most = std::max(most, change[i]);
  return most;
}

bool is_sudden(std::span<const double> change, const Run& run) {
  if (run.first < 2 || run.last + 1 >= change.size()) return false;
  const double before = greatest(change, run.first > beside ? run.first - beside : 1, run.first);
  const double after = greatest(change, run.last + 1, run.last + 1 + beside);
  return change[run.first - 1] >= sudden_share * before && change[run.last + 1] >= sudden_share * after;
}

struct Still {
  std::vector<Run> runs;
  std::size_t moving = 0;  ///< pictures with movement before and after them
};

Still find_still(std::span<const double> change) {
  Still still;
  for (std::size_t i = 1; i < change.size(); ++i) {
    const double before = greatest(change, i > around ? i - around : 1, i);
    const double after = greatest(change, i + 1, i + 1 + around);
    const double movement = std::min(before, after);
    if (movement < least_movement) continue;
    ++still.moving;
    if (change[i] >= held_share * movement) continue;
    if (!still.runs.empty() && still.runs.back().last + 1 == i) still.runs.back().last = i;
    else still.runs.push_back({i, i});
  }
  for (Run& run : still.runs) run.sudden = is_sudden(change, run);
  return still;
}

}  // namespace

double ChangeWatch::look(const media::YuvView& yuv) {
  constexpr int columns = 160, rows = 90;
  now_.clear();
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const int x = (2 * column + 1) * yuv.width_px / (2 * columns), y = (2 * row + 1) * yuv.height_px / (2 * rows);
      now_.push_back(static_cast<std::uint8_t>(luma_at(yuv, x, y)));
    }
  }
  double sum = 0;
  for (std::size_t i = 0; i < last_.size(); ++i) sum += std::abs(int{now_[i]} - int{last_[i]});
  const double change = last_.empty() ? 0 : sum / static_cast<double>(last_.size());
  last_.swap(now_);
  return change;
}

std::vector<char> find_held_pictures(std::span<const double> change) {
  std::vector<char> held(change.size(), 0);
  const Still still = find_still(change);
  std::size_t runs = 0, pictures = 0, longest = 0;
  for (const Run& run : still.runs) {
    if (!run.sudden) continue;
    const std::size_t length = run.last - run.first + 1;
    ++runs;
    pictures += length;
    longest = std::max(longest, length);
  }
  if (runs < fewest_runs || static_cast<double>(pictures) < least_share_held * static_cast<double>(still.moving)) return held;
  // In such a film the slow moments are held as well: leaving them out loses no more than one step of it.
  for (const Run& run : still.runs) {
    if (run.last - run.first + 1 > longest) continue;
    std::fill(held.begin() + static_cast<std::ptrdiff_t>(run.first), held.begin() + static_cast<std::ptrdiff_t>(run.last) + 1, char{1});
  }
  return held;
}

}  // namespace hinge::pose
