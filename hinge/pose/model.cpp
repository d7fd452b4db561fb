#include "hinge/pose/model.h"

#include <algorithm>
#include <array>
#include <string>

namespace hinge::pose {
namespace {
constexpr std::array<std::string_view, 3> names{"lite", "full", "heavy"};
}  // namespace

std::string_view to_string(Model model) { return names[static_cast<std::size_t>(model)]; }

std::optional<Model> find_model(std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Model>(found - names.begin());
}

std::filesystem::path landmark_file(const std::filesystem::path& models_folder, Model model) {
  return models_folder / ("pose_landmark_" + std::string(to_string(model)) + ".tflite");
}

std::filesystem::path detector_file(const std::filesystem::path& models_folder) {
  return models_folder / "pose_detector.tflite";
}

}  // namespace hinge::pose
