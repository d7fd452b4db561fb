#pragma once
// Recordings that are a folder of one small file per frame.
#include <filesystem>
#include <span>
#include <vector>

#include "hinge/base/result.h"
#include "hinge/mocap/openpose.h"

namespace hinge::mocap {

/// The .json files of a folder in the order of their names, or the one file. Errors: io, unsupported (none there),
/// invalid (more than a million).
[[nodiscard]] Result<std::vector<NamedText>> read_frame_files(const std::filesystem::path& path);
/// A new folder that appears whole or not at all. Errors: invalid (something is there already), io.
[[nodiscard]] Result<void> write_frame_files(std::span<const NamedText> files, const std::filesystem::path& folder);

}  // namespace hinge::mocap
