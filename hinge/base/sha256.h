#pragma once
// What a file is known by: the hash of its content.
#include <filesystem>
#include <string>

#include "hinge/base/result.h"

namespace hinge {

/// SHA-256 (FIPS 180-4) of a file's bytes, lower-case hex, read in pieces.
[[nodiscard]] Result<std::string> compute_sha256(const std::filesystem::path& path);

}  // namespace hinge
