#pragma once
// C3D, the binary file of motion laboratories. What we accept and write: docs/formats/c3d.md.
#include <span>
#include <string>
#include <string_view>

#include "hinge/base/result.h"
#include "hinge/mocap/lab_signals.h"
#include "hinge/mocap/marker_set.h"

namespace hinge::mocap {

/// The computer a file was made on, or is to look made on: it decides the order of bytes and the kind of floats.
enum class C3dBytes : unsigned char { intel, dec, mips };
enum class C3dNumbers : unsigned char { floats, integers };

struct C3dEncoding {
  C3dBytes bytes = C3dBytes::intel;
  C3dNumbers numbers = C3dNumbers::floats;
};

[[nodiscard]] bool looks_like_c3d(std::string_view beginning);

/// Markers in metres with Y up and times from 0, and the signals beside them. `name` stands in error messages.
/// Errors: corrupt (cut off, counts that contradict each other), unsupported (no points; a unit that is no length).
[[nodiscard]] Result<Trial> parse_c3d(std::string_view bytes, const std::string& name,
                                      std::span<const MarkerSet> sets = {});

/// Millimetres, Y up. C3D has one rate: a recording whose frames do not come evenly is resampled at its mean rate.
/// Channels and events go with it; of force plates only their channels.
/// Errors: unsupported (pixels only; more than the format holds; channels beside frames that must be resampled).
[[nodiscard]] Result<std::string> render_c3d(const Trial& trial, C3dEncoding encoding = {});

}  // namespace hinge::mocap
