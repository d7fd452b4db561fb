#pragma once
// Hinge's own file: a whole Recording, saved so that a clip need not go through the network twice.
// Layout and limits: docs/formats/clip-hinge.md.
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "hinge/base/result.h"
#include "hinge/body/recording.h"

namespace hinge::mocap {

/// Raised by one whenever a reader of the old layout would misread the new one; clip_upgrades.h then gets a row.
inline constexpr std::uint32_t clip_format = 1;

/// Times to the last bit, coordinates and probabilities as 32-bit floats (a thousandth of a pixel on a 4k picture).
/// Errors: io; invalid (longer than a clip file may be, hours of film).
[[nodiscard]] Result<void> save_clip(const body::Recording& recording, const std::filesystem::path& path);
/// Errors: not_found, io; unsupported (newer format); corrupt (not such a file, cut short, damaged, contradictory).
[[nodiscard]] Result<body::Recording> load_clip(const std::filesystem::path& path);

/// The same without a file; `name` stands in error messages.
[[nodiscard]] Result<std::string> render_clip(const body::Recording& recording);
[[nodiscard]] Result<body::Recording> parse_clip(std::string_view bytes, const std::string& name);
/// Whether the bytes begin like a clip file, of whatever version.
[[nodiscard]] bool looks_like_clip(std::string_view bytes);

}  // namespace hinge::mocap
