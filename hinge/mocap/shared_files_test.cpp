// Reads real files of other programs that lie beside the repository and are never copied into it. Exits with 77, and
// says why, where they are absent.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "hinge/base/files.h"
#include "hinge/mocap/clip_file.h"
#include "hinge/mocap/formats.h"
#include "hinge/mocap/internal/recording_difference.h"
#include "hinge/mocap/openpose.h"

namespace {

namespace fs = std::filesystem;
using hinge::body::Joint;
using hinge::body::Recording;

int failures = 0;

void check(bool true_here, const std::string& sentence) {
  if (true_here) return;
  std::cerr << "FAILED: " << sentence << "\n";
  ++failures;
}

Recording read(const fs::path& path) {
  auto result = hinge::mocap::import_recording(path);
  check(result.has_value(), path.string() + " is read: " + (result ? "" : to_string(result.error())));
  return result ? *std::move(result) : Recording{};
}

void check_clip_round_trip(const Recording& recording) {
  const auto bytes = hinge::mocap::render_clip(recording);
  const auto once = hinge::mocap::parse_clip(*bytes, "once").value();
  auto rounded = recording;  // confidences are kept to single precision too
  for (auto& frame : rounded.frames) {
    for (auto& landmark : frame.landmarks) landmark.visibility = static_cast<double>(static_cast<float>(landmark.visibility));
  }
  const auto different = hinge::mocap::difference(once, rounded, {1e-3, 0});
  check(different.empty(), recording.source.file + " survives clip.hinge, but differs: " + different);
  check(hinge::mocap::difference(hinge::mocap::parse_clip(*hinge::mocap::render_clip(once), "twice").value(), once).empty(),
        recording.source.file + " is the same after a second round through clip.hinge");
}

void check_trc_round_trip(const Recording& recording, const std::string& name) {
  const auto folder = fs::temp_directory_path() / ("hinge-shared-" + std::to_string(std::hash<std::string>{}(name)));
  fs::create_directories(folder);
  check(hinge::mocap::export_recording(recording, folder / "out.trc").has_value(), name + " is written as TRC");
  auto expected = recording;
  auto back = read(folder / "out.trc");
  expected.source = back.source;
  expected.warnings = back.warnings;
  const auto different = hinge::mocap::difference(back, expected, {5.1e-7, 1.1e-6});
  check(different.empty(), name + " comes back from TRC as it was, but differs: " + different);
  fs::remove_all(folder);
}

void check_trc(const fs::path& shared) {
  std::vector<fs::path> files;
  for (const auto& folder : {shared / "mocap/formats/trc", shared / "mocap/lifting"}) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".trc") files.push_back(entry.path());
    }
  }
  check(files.size() >= 6, "there are TRC files to read");
  for (const auto& file : files) {
    const auto recording = read(file);
    check(!recording.frames.empty(), file.string() + " has frames");
    check(recording.space == hinge::body::Space::world, file.string() + " is in metres");
    check_clip_round_trip(recording);
    check_trc_round_trip(recording, file.filename().string());
  }
  const auto squats = read(shared / "mocap/lifting/addb_squats1.trc");
  check(squats.frames.size() == 1302 && squats.names.size() == 51, "the squats have 1302 frames of 51 markers");
  const auto hip = squats.find_column(Joint::right_hip), ankle = squats.find_column(Joint::right_ankle);
  check(hip && ankle, "the squats have a hip and an ankle");
  if (!hip || !ankle) return;
  const double leg = squats.frames[0].landmarks[*hip].world.y - squats.frames[0].landmarks[*ankle].world.y;
  check(leg > 0.6 && leg < 1.0, "the squatter stands upright at first, hip " + std::to_string(leg) + " m above the ankle");
}

void check_openpose(const fs::path& shared) {
  std::vector<hinge::mocap::NamedText> sequence;
  for (const auto& entry : fs::directory_iterator(shared / "mocap/formats/openpose")) {
    const auto recording = read(entry.path());
    check(recording.frames.size() == 1 && recording.frames[0].has_person(), entry.path().string() + " has a person");
    check(recording.estimator == "openpose-body25b", entry.path().string() + " is known as BODY_25B, not " + recording.estimator);
    check_clip_round_trip(recording);
    const auto name = entry.path().filename().string();
    if (name.find("body25b_cam01") == std::string::npos) continue;
    sequence.push_back({name, *hinge::read_file(entry.path(), 1000000)});
  }
  const auto recording = hinge::mocap::parse_openpose(sequence, 60).value();
  check(recording.people == 2, "two people are seen in the walking sequence");
  check(recording.frames.size() == 6, "the walking sequence has six frames");
  check(std::abs(recording.source.duration.value() - 80 / 60.0) < 1e-9, "frame numbers left out count as time");
}

void check_deadlift(const fs::path& shared) {
  const auto folder = fs::temp_directory_path() / ("hinge-deadlift-" + std::to_string(std::rand()));
  fs::create_directories(folder);
  const std::string command = "tar -xf '" + (shared / "mocap/lifting/E_oblique_correct_openpose_body25.tar").string() +
                              "' -C '" + folder.string() + "'";
  check(std::system(command.c_str()) == 0, "the deadlift archive unpacks");
  const auto recording = read(folder / "E_oblique_correct");
  check(recording.frames.size() == 904, "the deadlift has 904 frames, not " + std::to_string(recording.frames.size()));
  check(recording.estimator == "openpose-body25", "the deadlift is BODY_25");
  check(recording.people == 2, "a second person is seen in the deadlift");
  check(recording.cuts.empty(), "the lifter is one person throughout");
  std::size_t seen = 0;
  double longest_step = 0;
  const auto hip = *recording.find_column(Joint::mid_hip);
  for (std::size_t i = 0; i < recording.frames.size(); ++i) {
    if (!recording.frames[i].has_person() || !recording.frames[i].landmarks[hip].measured) continue;
    ++seen;
    if (i == 0 || !recording.frames[i - 1].has_person() || !recording.frames[i - 1].landmarks[hip].measured) continue;
    const auto step = recording.frames[i].landmarks[hip].image - recording.frames[i - 1].landmarks[hip].image;
    longest_step = std::max(longest_step, std::hypot(step.x, step.y));
  }
  std::cout << "deadlift: hip seen in " << seen << " of 904 frames, longest step " << longest_step << " px\n";
  check(seen > 890, "the lifter's hip is seen nearly always");
  check(longest_step < 60, "the hip never jumps to the other person");
  fs::remove_all(folder);
}

}  // namespace

int main() {
  const fs::path shared = fs::path(HINGE_SOURCE_DIR) / ".." / "shared";
  if (!fs::exists(shared / "mocap/formats/trc")) {
    std::cout << "skipped: there is no ../shared/mocap beside the repository\n";
    return 77;
  }
  check_trc(shared);
  check_openpose(shared);
  check_deadlift(shared);
  return failures == 0 ? 0 : 1;
}
