#pragma once
// A recording with its truth, and what can be done to both at once.
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/base/result.h"
#include "hinge/body/recording.h"

namespace hinge::bench {

/// What a fair judge may say of the clip, whatever is done to it.
struct Label {
  std::vector<std::string> patterns, exercises;
  bool hips_drive = false;  ///< hinges, squats, lunges: a way up is the working way, and `depth` follows it
  bool loaded = false;      ///< something is in the hands or on the back
  double height_m = 0;      ///< 0 is not known
  int least = 0, most = 0;  ///< where the hips do not drive: what is counted in the whole clip
  [[nodiscard]] bool is_swung() const;
};

/// `depth`: one a frame, 0 at the top of a repetition and 1 at its bottom, from the clip's truth. Everything that is done
/// to the frames is done to it, and what counts is read from it by one definition (counted_ways_up).
struct Take {
  std::string name;
  body::Recording recording;
  std::vector<double> depth;
  Label label;
  std::vector<double> starts_s, bottoms_s, tops_s;  ///< of the source as it was filmed, in time order
};

/// NAME.truth.json with its recording.
[[nodiscard]] Result<Take> load_take(const std::filesystem::path& truth, const std::filesystem::path& recording);

/// Clips that were counted by eye: their times are not known, so they are varied as a whole only.
[[nodiscard]] Result<std::vector<Take>> load_filmed(const std::filesystem::path& labels, const std::filesystem::path& recordings);

/// How many repetitions a lifter may count, and where their bottoms lie.
struct Count {
  int least = 0, most = 0;
  struct Bottom {
    double first_s = 0, last_s = 0;  ///< while it is within 3 % of the deepest
  };
  std::vector<Bottom> bottoms;  ///< of those that certainly count
};

/// A repetition is a completed way up (docs/science.md 6.1): from a bottom to the next top. At least 80 % of the usual way
/// certainly counts, less than 45 % certainly does not, between them a fair counter may do either; so where more than a
/// fifth of the way up happens while nobody is found.
[[nodiscard]] Count counted_ways_up(const Take& take);

/// Played from one moment of the source to another at a speed; backwards if `to` lies before `from`, and still, for
/// `still_s`, where they are equal. Where the direction changes, and before and after standing still, it slows down and
/// speeds up as a body must.
struct Stretch {
  double from_s = 0, to_s = 0, speed = 1, still_s = 0;
};
[[nodiscard]] Take play(const Take& take, const std::vector<Stretch>& path, double rate_hz, std::mt19937& random);

/// The one after the other; the gap is bridged by a blend of `blend_s`. The label is the first one's.
[[nodiscard]] Take join(const Take& first, const Take& second, double blend_s);

[[nodiscard]] double length_s(const Take& take);
[[nodiscard]] double rate_hz(const Take& take);
[[nodiscard]] std::size_t column_of(const Take& take, std::string_view name);
[[nodiscard]] double uniform(std::mt19937& random, double from, double to);
/// Upright with straight legs in this frame: the posture from which one can walk.
[[nodiscard]] bool stands_at(const Take& take, std::size_t frame);
/// Sagittal size in the picture: the largest distance between shoulder and ankle, in pixels.
[[nodiscard]] double body_px(const Take& take);

}  // namespace hinge::bench
