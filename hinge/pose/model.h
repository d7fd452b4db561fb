#pragma once
// The pose networks Hinge knows, by name and file. All of one family: same inputs, same outputs, different size.
#include <filesystem>
#include <optional>
#include <string_view>

namespace hinge::pose {

/// Three sizes of BlazePose's landmark network: lite is about 1.5 times faster than full, heavy 3.5 times slower.
enum class Model : unsigned char { lite, full, heavy };

/// "lite", "full", "heavy".
[[nodiscard]] std::string_view to_string(Model model);
[[nodiscard]] std::optional<Model> find_model(std::string_view name);

/// Where the landmark network and the detector lie in a models folder.
[[nodiscard]] std::filesystem::path landmark_file(const std::filesystem::path& models_folder, Model model);
[[nodiscard]] std::filesystem::path detector_file(const std::filesystem::path& models_folder);

}  // namespace hinge::pose
