// Compares our landmarks with the makers' own implementation of the same networks, frame by frame, on recordings that
// lie beside the source tree (../shared/reference). Exit code 77 (skipped) where they do not.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "hinge/pose/internal/tracker.h"

namespace hinge::pose {
namespace {
namespace fs = std::filesystem;

constexpr std::array clips{"rendered/01_hinge_good", "rendered/04_rdl_plates_good", "rendered/demo_hinge",
                           "filmed/tby_c_side"};
// Without memory the two must agree; with it, small differences feed back and only the middle of them is telling.
constexpr double largest_static_mean_px = 0.1;
constexpr double largest_tracking_median_px = 0.5;

struct Distances {
  std::vector<double> px;
  int presence_differs = 0;
  [[nodiscard]] double mean() const {
    double sum = 0;
    for (const double one : px) sum += one;
    return px.empty() ? 0 : sum / static_cast<double>(px.size());
  }
  [[nodiscard]] double quantile(double share) const {
    if (px.empty()) return 0;
    auto sorted = px;
    std::ranges::sort(sorted);
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
  }
};

void compare(const nlohmann::json& theirs, const std::optional<Pose>& ours, Distances& distances) {
  const bool has_theirs = !theirs.at("lm").is_null();
  if (has_theirs != ours.has_value()) {
    ++distances.presence_differs;
    return;
  }
  if (!ours) return;
  const double width = theirs.at("w"), height = theirs.at("h");
  for (std::size_t i = 0; i < body::blazepose_joint_count; ++i) {
    const auto& point = theirs.at("lm").at(i);
    distances.px.push_back(std::hypot(ours->landmarks[i].image.x - point.at(0).get<double>() * width,
                                      ours->landmarks[i].image.y - point.at(1).get<double>() * height));
  }
}

Result<Distances> measure(const fs::path& clip, const fs::path& reference, RegionSource source, bool exact) {
  HINGE_TRY(const auto info, media::probe_video(clip));
  HINGE_TRY(auto reader, media::VideoReader::open(info, {}));
  HINGE_TRY(auto networks, Networks::load(fs::path(HINGE_MODELS_DIR), Model::full));
  Tracker::Options options;
  options.source = source;
  Tracker tracker(networks, options);
  Distances distances;
  std::ifstream lines(reference);
  for (std::string line; std::getline(lines, line);) {
    HINGE_TRY(const auto picture, reader.next());
    if (!picture) return fail(Errc::invalid, "the clip is shorter than its reference", clip.string());
    std::optional<Pose> pose;
    if (exact) {
      const auto image = media::to_rgb(*picture);
      HINGE_TRY(pose, tracker.observe(RgbSampler(image), picture->time()));
    } else {
      HINGE_TRY(pose, tracker.observe(YuvSampler(picture->yuv(), picture->turn()), picture->time()));
    }
    compare(nlohmann::json::parse(line), pose, distances);
  }
  return distances;
}

int run(const fs::path& shared) {
  if (!fs::exists(shared / "reference")) {
    fmt::print("skipped: the reference recordings are not at {}\n", (shared / "reference").string());
    return 77;
  }
  bool good = true;
  for (const std::string clip : clips) {
    const auto name = clip.substr(clip.find('/') + 1);
    struct Case {
      const char* kind;
      RegionSource source;
      bool exact, judged;
    };
    for (const Case& one : {Case{"static", RegionSource::detector_every_frame, true, true},
                            Case{"static", RegionSource::detector_every_frame, false, false},
                            Case{"tracking", RegionSource::filtered_auxiliary, true, true},
                            Case{"tracking", RegionSource::filtered_auxiliary, false, false}}) {
      const auto result =
          measure(shared / "clips" / (clip + ".mp4"), shared / "reference" / fmt::format("{}.{}.jsonl", name, one.kind),
                  one.source, one.exact);
      if (!result) {
        fmt::print("{}\n", to_string(result.error()));
        return 1;
      }
      const bool is_static = one.source == RegionSource::detector_every_frame;
      const bool close =
          is_static ? result->mean() < largest_static_mean_px : result->quantile(0.5) < largest_tracking_median_px;
      const bool passed = !result->px.empty() && close && (!is_static || result->presence_differs == 0);
      if (one.judged) good = good && passed;
      fmt::print("{:20} {:8} {}: mean {:.3f} px, median {:.3f}, p95 {:.3f}, {} landmarks, presence differs in {}{}\n",
                 name, one.kind, one.exact ? "exact RGB" : "fast YUV ", result->mean(), result->quantile(0.5),
                 result->quantile(0.95), result->px.size(), result->presence_differs,
                 one.judged && !passed ? "  <- too far" : "");
    }
  }
  return good ? 0 : 1;
}

}  // namespace
}  // namespace hinge::pose

int main() { return hinge::pose::run(std::filesystem::path(HINGE_SOURCE_DIR).parent_path() / "shared"); }
