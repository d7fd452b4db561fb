#pragma once
#include <filesystem>

namespace hinge::app {

/// What a path on the command line is: landmarks that mocap reads, or pictures.
enum class InputKind : unsigned char { recording, video };

/// By how the file begins, then by its extension; a folder is one recording file per frame.
[[nodiscard]] InputKind find_input_kind(const std::filesystem::path& path);

}  // namespace hinge::app
