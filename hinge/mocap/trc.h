#pragma once
// TRC, the marker file of OpenSim, OpenCap and Sports2D. What we accept and write: docs/formats/trc.md.
#include <span>
#include <string>
#include <string_view>

#include "hinge/base/result.h"
#include "hinge/body/recording.h"
#include "hinge/mocap/marker_set.h"

namespace hinge::mocap {

/// World coordinates with Y up and times from 0; picture coordinates if the file holds pixels under a false unit.
/// `name` stands in error messages, which name line and column. Errors: corrupt, unsupported.
[[nodiscard]] Result<body::Recording> parse_trc(std::string_view text, const std::string& name,
                                                std::span<const MarkerSet> sets = {});

/// Metres, Y up: world coordinates, or for recordings from one camera the hip-centred ones. Landmarks that are not
/// measured are empty cells. Error: unsupported (the recording has pixels only).
[[nodiscard]] Result<std::string> render_trc(const body::Recording& recording);

}  // namespace hinge::mocap
