#pragma once
// A recording with its truth, and what can be done to both at once.
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "hinge/base/result.h"
#include "hinge/body/recording.h"

namespace hinge::bench {

/// What a fair judge may say of the clip, whatever is done to it.
struct Label {
  std::vector<std::string> patterns, exercises;
  bool hips_drive = false;  ///< hinges, squats, lunges: a way up is the working way
};

/// `depth`: one a frame, 0 at the top of a repetition and 1 at its bottom, from the clip's truth. Everything that is done
/// to the frames is done to it, and what counts is read from it by one definition (counted_ways_up).
struct Take {
  std::string name;
  body::Recording recording;
  std::vector<double> depth;
  Label label;
  std::vector<double> tops_s, bottoms_s;  ///< of the source as it was filmed, in time order
};

/// NAME.truth.json with its recording; nothing where the clip's repetitions have no times.
[[nodiscard]] Result<Take> load_take(const std::filesystem::path& truth, const std::filesystem::path& recording);

/// How many repetitions a lifter may count, and where their bottoms lie.
struct Count {
  int least = 0, most = 0;
  struct Bottom {
    double first_s = 0, last_s = 0;  ///< while it is within 3 % of the deepest
  };
  std::vector<Bottom> bottoms;  ///< of those that certainly count
};

/// A repetition is a completed way up (docs/science.md 6.1): from a bottom to the next top. At least 80 % of the usual way
/// certainly counts, less than 45 % certainly does not, between them a fair counter may do either.
[[nodiscard]] Count counted_ways_up(const Take& take);

/// Played from one moment of the source to another at a speed; backwards if `to` lies before `from`, and still, for
/// `still_s`, where they are equal.
struct Stretch {
  double from_s = 0, to_s = 0, speed = 1, still_s = 0;
};
[[nodiscard]] Take play(const Take& take, const std::vector<Stretch>& path, double rate_hz, std::mt19937& random);

/// The one after the other; the gap is bridged by a blend of `blend_s`.
[[nodiscard]] Take join(const Take& first, const Take& second, double blend_s);

[[nodiscard]] double length_s(const Take& take);
[[nodiscard]] double rate_hz(const Take& take);
/// Sagittal size in the picture: the largest distance between shoulder and ankle, in pixels.
[[nodiscard]] double body_px(const Take& take);

}  // namespace hinge::bench
