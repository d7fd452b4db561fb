#pragma once
// OpenPose's JSON, one file per frame, as other estimators write it too. What we accept: docs/formats/openpose.md.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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

/// BODY_25, one file a frame: the picture's points, or those in space (metres, y up) of a recording from a laboratory.
/// The files hold no times: frames that do not come evenly are resampled at their mean rate.
[[nodiscard]] std::vector<NamedText> render_openpose(const body::Recording& recording, const std::string& prefix);

}  // namespace hinge::mocap
