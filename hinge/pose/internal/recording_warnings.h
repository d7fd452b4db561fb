#pragma once
// What the user must know about the capture, in plain sentences with a remedy.
#include <optional>
#include <string>

#include "hinge/body/recording.h"

namespace hinge::pose {

struct CaptureFacts {
  std::optional<std::string> damage;  ///< as the reader words it
  std::size_t repeated_times = 0;  ///< pictures left out
  std::size_t spread_times = 0;    ///< pictures given a time of their own
  std::size_t held_pictures = 0;   ///< pictures that only repeat the one before, left out
  std::size_t clock_jumps = 0;
};

/// In a fixed order; for a finished recording.
[[nodiscard]] std::vector<body::Warning> capture_warnings(const body::Recording& recording, const CaptureFacts& facts);

}  // namespace hinge::pose
