#pragma once
// OpenPose's JSON, one file per frame, as other estimators write it too. What we accept: docs/formats/openpose.md.
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "hinge/base/result.h"
#include "hinge/body/recording.h"

namespace hinge::mocap {

struct NamedText {
  std::string name;  ///< file name; the last number in it is the frame's
  std::string text;
};

/// Files in any order. Without `fps`: 30 and a warning. Of several people the one who is large and stays is kept.
/// Errors: corrupt, unsupported, invalid (files of two recordings); `where` names the file.
[[nodiscard]] Result<body::Recording> parse_openpose(std::span<const NamedText> files, std::optional<double> fps);

}  // namespace hinge::mocap
