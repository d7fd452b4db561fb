// Reads real files of other programs that lie beside the repository and are never copied into it. Exits with 77, and
// says why, where they are absent.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sstream>
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

double angle_deg(hinge::Point3<hinge::ImagePx> a, hinge::Point3<hinge::ImagePx> b, hinge::Point3<hinge::ImagePx> c) {
  const auto u = a - b, v = c - b;
  return std::abs(std::atan2(u.x * v.y - u.y * v.x, u.x * v.x + u.y * v.y)) * 180 / 3.14159265358979;
}

/// The right hip between shoulder and knee, and the right knee, as who recorded the deadlift computed them.
void check_authors_angles(const fs::path& shared, const Recording& recording) {
  const auto text = hinge::read_file(shared / "mocap/lifting/E_oblique_correct_angles_by_author.csv", 1'000'000).value();
  std::vector<double> errors;
  const auto shoulder = *recording.find_column(Joint::right_shoulder), hip = *recording.find_column(Joint::right_hip);
  const auto knee = *recording.find_column(Joint::right_knee), ankle = *recording.find_column(Joint::right_ankle);
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::istringstream cells(line);
    std::size_t frame = 0;
    double hip_deg = 0, left = 0, knee_deg = 0;
    char comma = 0;
    if (!(cells >> frame >> comma >> hip_deg >> comma >> left >> comma >> knee_deg) || frame >= recording.frames.size()) continue;
    const auto& at = recording.frames[frame].landmarks;
    if (at.empty()) continue;
    if (!at[shoulder].measured || !at[hip].measured || !at[knee].measured || !at[ankle].measured) continue;
    errors.push_back(std::max(std::abs(angle_deg(at[shoulder].image, at[hip].image, at[knee].image) - hip_deg),
                              std::abs(angle_deg(at[hip].image, at[knee].image, at[ankle].image) - knee_deg)));
  }
  check(errors.size() > 800, "the author's angles are there, not " + std::to_string(errors.size()));
  if (errors.empty()) return;
  std::ranges::sort(errors);
  // Where two people are seen the author took whoever came first.
  const auto right = static_cast<double>(std::ranges::count_if(errors, [](double error) { return error < 0.5; }));
  std::cout << "deadlift: author's hip and knee angles met in " << right << " of " << errors.size() << " frames\n";
  check(right > 0.97 * static_cast<double>(errors.size()), "hip and knee angles are the author's to half a degree");
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
  check_authors_angles(shared, recording);
  check(seen > 890, "the lifter's hip is seen nearly always");
  check(longest_step < 60, "the hip never jumps to the other person");
  fs::remove_all(folder);
}

using hinge::mocap::Trial;

const std::vector<hinge::mocap::MarkerSet>& marker_sets() {
  static const auto sets = hinge::mocap::load_marker_sets(std::string(HINGE_SOURCE_DIR) + "/knowledge/markersets").value();
  return sets;
}

Trial read_trial(const fs::path& path) {
  auto result = hinge::mocap::import_trial(path, {.fps = std::nullopt, .marker_sets = marker_sets()});
  check(result.has_value(), path.string() + " is read: " + (result ? "" : to_string(result.error())));
  return result ? *std::move(result) : Trial{};
}

/// Every file reads, or is refused for this reason.
void check_reads_or_is_refused(const fs::path& shared) {
  const std::vector<std::pair<std::string, std::string>> refused{
      {"c3dio_simple_1KiB.c3d", "does not say on what kind of computer it was made"},
      {"ezc3d_C3DRotationExample.c3d", "holds no points, only rotations of segments"},
      {"ezc3d_Optotrak.c3d", "is cut off: it promises 1149 frames and its bytes make 29"},
      {"osim_ThorascapularShoulderModel_static.mot", "holds neither markers nor the joint angles of a whole body"},
      {"osim_subject01_walk_grf.mot", "holds forces and no motion"},
      {"osim_testForceFile.mot", "holds forces and no motion"},
      {"osim_weird.mot", "holds forces and no motion"},
      {"addb_treadmill_grf.mot", "holds forces and no motion"},
      {"see_squat_grf.mot", "holds forces and no motion"},
      {"E_oblique_correct_angles_by_author.csv", "has no column time_s"},
      {"boxlift_S01_T01_truth.csv", "has no columns like left_hip_x_m"},
      {"boxlift_S01_T05_truth.csv", "has no columns like left_hip_x_m"},
      {"see_squat_sagittal_truth.csv", "has no columns like left_hip_x_m"},
      {"see_squat_param.json", "there is no list \"people\""},
      {"see_squat_sample_mocap.json", "there is no list \"people\""}};
  std::size_t seen = 0;
  for (const auto& folder : {"formats/c3d", "formats/trc", "formats/mot", "formats/bvh", "formats/openpose", "lifting"}) {
    for (const auto& entry : fs::directory_iterator(shared / "mocap" / folder)) {
      const std::string name = entry.path().filename().string();
      if (entry.path().extension() == ".tar") continue;
      const auto trial = hinge::mocap::import_trial(entry.path(), {.fps = 30, .marker_sets = marker_sets()});
      const auto reason = std::ranges::find(refused, name, &std::pair<std::string, std::string>::first);
      if (reason == refused.end()) check(trial.has_value(), name + " is read: " + (trial ? "" : to_string(trial.error())));
      else check(!trial && to_string(trial.error()).find(reason->second) != std::string::npos, name + " is refused because it " + reason->second + (trial ? "" : ", not: " + to_string(trial.error())));
      if (trial) check_clip_round_trip(trial->recording);
      ++seen;
    }
  }
  check(seen >= 55, "there are files of every format");
}

/// The largest distance between the same points of two recordings, metres; huge where one sees what the other does not.
double farthest(const Recording& a, const Recording& b) {
  if (a.names != b.names || a.frames.size() != b.frames.size()) return 1e9;
  double most = 0;
  for (std::size_t i = 0; i < a.frames.size(); ++i) {
    if (a.frames[i].has_person() != b.frames[i].has_person()) return 1e9;
    for (std::size_t c = 0; c < a.frames[i].landmarks.size(); ++c) {
      const auto &p = a.frames[i].landmarks[c], &q = b.frames[i].landmarks[c];
      if (p.measured != q.measured) return 1e9;
      const auto step = p.world - q.world;
      most = std::max(most, std::hypot(step.x, step.y, step.z));
    }
  }
  return most;
}

void check_encodings(const fs::path& folder, const std::vector<std::string>& names, double unit_m) {
  const auto first = read_trial(folder / names.front());
  check(!first.recording.frames.empty(), names.front() + " has frames");
  for (const auto& name : names) {
    const auto other = read_trial(folder / name);
    const double apart = farthest(first.recording, other.recording);
    std::cout << name << ": at most " << apart * 1000 << " mm from " << names.front() << "\n";
    check(apart <= unit_m, name + " holds the same coordinates as " + names.front());
    check(first.signals.channels.size() == other.signals.channels.size() && first.signals.plates.size() == other.signals.plates.size(),
          name + " holds the same channels and plates");
    check(first.signals.events.size() == other.signals.events.size(), name + " holds the same events");
    double force = 0;
    for (std::size_t p = 0; p < first.signals.plates.size() && p < other.signals.plates.size(); ++p) {
      for (std::size_t i = 0; i < first.signals.plates[p].loads.size(); i += 10) {
        force = std::max(force, std::abs(first.signals.plates[p].loads[i].force_n.y - other.signals.plates[p].loads[i].force_n.y));
      }
    }
    check(force < 1, name + " holds the same forces, to " + std::to_string(force) + " N");
  }
}

void check_c3d(const fs::path& shared) {
  const auto folder = shared / "mocap/formats/c3d";
  // One trial on three computers as floats and integers; an integer's step is 0.083 mm and 0.28 mm.
  const double step_1 = 0.08334e-3 * 2, step_2 = 0.2814e-3 * 2;
  check_encodings(folder, {"c3dorg_sample_01_Eb015pr.c3d", "c3dorg_sample_01_Eb015pi.c3d", "c3dorg_sample_01_Eb015sr.c3d", "c3dorg_sample_01_Eb015vi.c3d"}, step_1);
  check_encodings(folder, {"c3dorg_sample_02_dec_real.c3d", "c3dorg_sample_02_sgi_real.c3d", "c3dorg_sample_02_pc_int.c3d", "c3dorg_sample_02_sgi_int.c3d"}, step_2);
  check_encodings(folder, {"c3dorg_sample_08_TESTAPI.c3d", "c3dorg_sample_08_TESTDPI.c3d", "c3dorg_sample_01_Eb015pi.c3d"}, 1e-9);
  check_encodings(folder, {"c3dorg_sample_10_TYPE-2.c3d"}, 0);
  const auto type_2 = read_trial(folder / "c3dorg_sample_10_TYPE-2.c3d"), type_4 = read_trial(folder / "c3dorg_sample_10_TYPE-4.c3d");
  check(farthest(type_2.recording, type_4.recording) == 0, "the same trial with a calibrated plate has the same points");
  // Nobody stands on its four plates.
  check(read_trial(folder / "grf_upside_down_trial2.c3d").signals.plates.size() == 4, "four calibrated plates are read");
  const auto late = read_trial(folder / "anybody_S1_FlywheelSquat.c3d");
  check(late.recording.frames.size() == 317 && late.recording.frames[0].time.value() == 0, "a file that starts at frame 562 starts at 0 s");
  for (const char* name : {"osim_walking5_forceplates.c3d", "c3dorg_sample_01_Eb015pr.c3d", "c3dorg_sample_28_type1.c3d",
                           "anybody_S1_FlywheelSquat.c3d"}) {
    const auto trial = read_trial(folder / name);
    double most = 0, least = 0;
    for (const auto& plate : trial.signals.plates) {
      for (const auto& load : plate.loads) {
        most = std::max(most, load.force_n.y);
        least = std::min(least, load.force_n.y);
      }
    }
    std::cout << name << ": " << trial.signals.plates.size() << " plates, upwards " << least << " to " << most << " N\n";
    check(most > 300 && most < 5000 && least > -150, std::string(name) + ": the plates push a person upwards");
  }
}

/// A suit's file and what was computed from it elsewhere.
void check_bvh(const fs::path& shared) {
  const auto bvh = read_trial(shared / "mocap/lifting/boxlift_S01_T05.bvh").recording;
  const auto trc = read_trial(shared / "mocap/lifting/boxlift_S01_T05.trc").recording;
  check(bvh.frames.size() == trc.frames.size(), "the BVH has as many frames as the TRC made from it");
  double most = 0;
  for (std::size_t i = 0; i < std::min(bvh.frames.size(), trc.frames.size()); ++i) {
    for (const Joint joint : {Joint::left_hip, Joint::right_knee, Joint::left_ankle, Joint::right_shoulder, Joint::left_wrist}) {
      const auto a = bvh.find_column(joint), b = trc.find_column(joint);
      if (!a || !b) {
        check(false, "both have " + std::string(to_string(joint)));
        return;
      }
      const auto step = bvh.frames[i].landmarks[*a].world - trc.frames[i].landmarks[*b].world;
      most = std::max(most, std::hypot(step.x, step.y, step.z));
    }
  }
  std::cout << "boxlift: BVH and TRC at most " << most * 1000 << " mm apart\n";
  check(most < 0.001, "a BVH puts the joints where others compute them from it");
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
  check_reads_or_is_refused(shared);
  check_c3d(shared);
  check_bvh(shared);
  return failures == 0 ? 0 : 1;
}
