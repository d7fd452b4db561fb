#include "hinge/mocap/openpose.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "hinge/mocap/internal/even_frames.h"
#include "hinge/mocap/internal/follow_person.h"
#include "hinge/mocap/internal/skeletons.h"
#include "hinge/mocap/internal/world_axes.h"

namespace hinge::mocap {
namespace {

using body::Recording;
using nlohmann::json;
using Person = std::vector<Keypoint>;

constexpr double largest_pixel = 1e5;
constexpr std::size_t most_people = 100;

/// "squat_000000000012_keypoints.json": what stands before the last number, and the number.
struct FrameName {
  std::string prefix;
  std::int64_t number = 0;
};

FrameName split_name(std::string_view name) {
  if (name.ends_with(".json")) name.remove_suffix(5);
  if (name.ends_with("_keypoints")) name.remove_suffix(10);
  const auto is_digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  std::size_t end = name.size();
  while (end > 0 && !is_digit(name[end - 1])) --end;
  std::size_t start = end;
  constexpr std::size_t most_digits = 15;
  while (start > 0 && is_digit(name[start - 1]) && end - start < most_digits) --start;
  FrameName result{std::string(name.substr(0, start)), 0};
  std::from_chars(name.data() + start, name.data() + end, result.number);
  return result;
}

/// `width` numbers of the point, the last its confidence; nothing for OpenPose's "not found".
Result<std::optional<std::array<double, 4>>> read_numbers(const json& numbers, std::size_t index, std::size_t width,
                                                          const char* key, const std::string& name) {
  std::array<double, 4> value{};
  for (std::size_t k = 0; k < width; ++k) {
    const json& number = numbers[width * index + k];
    if (!number.is_number()) {
      return fail(Errc::corrupt, "point " + std::to_string(index) + " of " + key + " is not made of numbers", name);
    }
    value[k] = number.get<double>();
    if (!(std::abs(value[k]) <= largest_pixel)) {
      return fail(Errc::corrupt, "point " + std::to_string(index) + " of " + key + " is out of any picture", name);
    }
  }
  const bool at_origin = std::all_of(value.begin(), value.begin() + static_cast<std::ptrdiff_t>(width) - 1, [](double v) { return v == 0; });
  if (value[width - 1] <= 0 || at_origin) return std::optional<std::array<double, 4>>{};
  return std::optional{value};
}

Result<const json*> find_points(const json& entry, const char* key, std::size_t width, const std::string& name) {
  static const json none = json::array();
  const auto found = entry.find(key);
  if (found == entry.end()) return &none;
  if (!found->is_array() || found->size() % width != 0) {
    return fail(Errc::corrupt, std::string(key) + " is not a list of " + (width == 3 ? "x, y, confidence triples" : "x, y, z, confidence"), name);
  }
  return &*found;
}

/// A person with 3D points alone is followed by where they are in the two first directions, as if in millimetres.
Result<Person> read_person(const json& entry, const std::string& name) {
  if (!entry.is_object() || !(entry.contains("pose_keypoints_2d") || entry.contains("pose_keypoints_3d"))) {
    return fail(Errc::corrupt, "a person has no pose_keypoints_2d", name);
  }
  HINGE_TRY(const json* flat, find_points(entry, "pose_keypoints_2d", 3, name));
  HINGE_TRY(const json* deep, find_points(entry, "pose_keypoints_3d", 4, name));
  if (!flat->empty() && !deep->empty() && flat->size() / 3 != deep->size() / 4) {
    return fail(Errc::corrupt, "a person has " + std::to_string(flat->size() / 3) + " points in the picture and " +
                                   std::to_string(deep->size() / 4) + " in space", name);
  }
  Person person(std::max(flat->size() / 3, deep->size() / 4));
  for (std::size_t i = 0; i < flat->size() / 3; ++i) {
    HINGE_TRY(const auto point, read_numbers(*flat, i, 3, "pose_keypoints_2d", name));
    if (point) person[i] = {(*point)[0], (*point)[1], std::min(1.0, (*point)[2]), {}};
  }
  for (std::size_t i = 0; i < deep->size() / 4; ++i) {
    HINGE_TRY(const auto point, read_numbers(*deep, i, 4, "pose_keypoints_3d", name));
    if (!point) continue;
    person[i].space = {(*point)[0], (*point)[1], (*point)[2]};
    if (flat->empty()) person[i] = {1000 * (*point)[0], 1000 * (*point)[1], std::min(1.0, (*point)[3]), person[i].space};
  }
  return person;
}

Result<std::vector<Person>> read_frame(const NamedText& file) {
  json document;
  try {
    document = json::parse(file.text);
  } catch (const json::parse_error& error) {
    return fail(Errc::corrupt, "is not valid JSON (at byte " + std::to_string(error.byte) + ")", file.name);
  } catch (const json::exception&) {  // a number beyond what a double holds
    return fail(Errc::corrupt, "holds a number out of range", file.name);
  }
  if (!document.is_object() || !document.contains("people") || !document["people"].is_array()) {
    return fail(Errc::corrupt, "is not OpenPose's JSON: there is no list \"people\"", file.name);
  }
  if (document["people"].size() > most_people) return fail(Errc::corrupt, "holds more than 100 people", file.name);
  std::vector<Person> people;
  for (const json& entry : document["people"]) {
    HINGE_TRY(Person person, read_person(entry, file.name));
    if (std::ranges::any_of(person, [](const Keypoint& point) { return point.confidence > 0; })) {
      people.push_back(std::move(person));
    }
  }
  return people;
}

struct Sequence {
  std::vector<double> time_s;
  std::vector<std::vector<Person>> people;
  std::vector<Person> everybody;
};

/// In the order of their numbers; a number left out is time that passed.
Result<std::map<std::int64_t, const NamedText*>> in_order(std::span<const NamedText> files) {
  std::map<std::int64_t, const NamedText*> ordered;
  std::string prefix;
  for (const NamedText& file : files) {
    const FrameName split = split_name(file.name);
    if (!ordered.empty() && split.prefix != prefix) {
      return fail(Errc::invalid,
                  "belongs to another recording than " + ordered.begin()->second->name + "; put each into its own folder",
                  file.name);
    }
    prefix = split.prefix;
    if (!ordered.emplace(split.number, &file).second) {
      return fail(Errc::invalid, "has the same frame number as " + ordered[split.number]->name, file.name);
    }
  }
  return ordered;
}

Result<Sequence> read_sequence(std::span<const NamedText> files, double fps) {
  HINGE_TRY(const auto ordered, in_order(files));
  Sequence sequence;
  for (const auto& [number, file] : ordered) {
    HINGE_TRY(auto people, read_frame(*file));
    for (const Person& person : people) {
      if (!sequence.everybody.empty() && person.size() != sequence.everybody.front().size()) {
        return fail(Errc::corrupt,
                    "a person has " + std::to_string(person.size()) + " points, others have " +
                        std::to_string(sequence.everybody.front().size()),
                    file->name);
      }
      sequence.everybody.push_back(person);
    }
    sequence.time_s.push_back(static_cast<double>(number - ordered.begin()->first) / fps);
    sequence.people.push_back(std::move(people));
  }
  if (sequence.time_s.back() > 1e6) {
    return fail(Errc::invalid, "the frame numbers in the file names are too far apart", ordered.rbegin()->second->name);
  }
  return sequence;
}

/// keypoint_scale 3 and 4 divide by the picture's size, which the files do not give.
bool is_normalised(const std::vector<Person>& everybody, bool in_space) {
  return !in_space && !everybody.empty() && std::ranges::all_of(everybody, [](const Person& person) {
    return std::ranges::all_of(person, [](const Keypoint& p) { return std::abs(p.x) <= 1 && std::abs(p.y) <= 1; });
  });
}

/// Most people that were found have points in space.
bool is_in_space(const std::vector<Person>& everybody) {
  const auto deep = std::ranges::count_if(everybody, [](const Person& person) {
    return std::ranges::any_of(person, [](const Keypoint& point) { return point.space.has_value(); });
  });
  return 2 * static_cast<std::size_t>(deep) > everybody.size();
}

/// Metres, centimetres or millimetres: what makes the leg, hip to knee to ankle, most like a grown person's.
std::optional<double> find_unit(const Recording& recording) {
  std::vector<double> legs;
  const auto at = [&](const body::Frame& frame, body::Part part, body::Side side) -> const body::Landmark* {
    const auto column = recording.find_column(on_side(part, side));
    return column && frame.has_person() && frame.landmarks[*column].measured ? &frame.landmarks[*column] : nullptr;
  };
  const auto apart = [](const body::Landmark& a, const body::Landmark& b) {
    return std::hypot(a.world.x - b.world.x, a.world.y - b.world.y, a.world.z - b.world.z);
  };
  for (const body::Frame& frame : recording.frames) {
    for (const body::Side side : {body::Side::left, body::Side::right}) {
      const auto *hip = at(frame, body::Part::hip, side), *knee = at(frame, body::Part::knee, side), *ankle = at(frame, body::Part::ankle, side);
      if (hip != nullptr && knee != nullptr && ankle != nullptr) legs.push_back(apart(*hip, *knee) + apart(*knee, *ankle));
    }
  }
  if (legs.empty()) return std::nullopt;
  std::ranges::nth_element(legs, legs.begin() + static_cast<std::ptrdiff_t>(legs.size() / 2));
  const double leg = legs[legs.size() / 2];
  for (const double unit : {1.0, 0.01, 0.001}) {
    if (leg * unit > 0.3 && leg * unit < 1.5) return unit;
  }
  return std::nullopt;
}

Result<void> finish_space(Recording& recording, const std::string& name) {
  recording.space = body::Space::world;
  const auto unit = find_unit(recording);
  if (!unit) return fail(Errc::unsupported, "pose_keypoints_3d shows no leg of human length in metres, centimetres or millimetres", name);
  for (auto& frame : recording.frames) {
    for (auto& landmark : frame.landmarks) {
      landmark.world = {landmark.world.x * *unit, landmark.world.y * *unit, landmark.world.z * *unit};
    }
  }
  turn_y_up(recording);
  return {};
}

void fill_frames(const Sequence& sequence, const Followed& followed, bool in_space, Recording& recording) {
  for (std::size_t i = 0; i < sequence.time_s.size(); ++i) {
    body::Frame frame;
    frame.time = Seconds{sequence.time_s[i]};
    if (followed.person[i]) {
      for (const Keypoint& point : sequence.people[i][*followed.person[i]]) {
        body::Landmark& landmark = frame.landmarks.emplace_back();
        landmark.measured = in_space ? point.space.has_value() : point.confidence > 0;
        if (in_space && point.space) landmark.world = {(*point.space)[0], (*point.space)[1], (*point.space)[2]};
        if (!in_space) landmark.image = {point.x, point.y, 0};
        landmark.visibility = point.confidence;
        landmark.presence = landmark.measured ? 1 : 0;
      }
    }
    recording.frames.push_back(std::move(frame));
    recording.people = std::max(recording.people, static_cast<int>(sequence.people[i].size()));
  }
  for (const std::size_t frame : followed.rejoined) recording.cuts.push_back(recording.frames[frame].time);
}

}  // namespace

Result<Recording> parse_openpose(std::span<const NamedText> files, std::optional<double> fps) {
  constexpr double assumed_fps = 30;
  if (files.empty()) return fail(Errc::invalid, "there are no OpenPose files to read");
  if (fps && !(*fps > 0 && *fps <= 10000)) return fail(Errc::invalid, "frames a second must be between 0 and 10000");
  const double rate = fps.value_or(assumed_fps);
  HINGE_TRY(const Sequence sequence, read_sequence(files, rate));
  const std::string& first_name = files.front().name;
  const bool in_space = is_in_space(sequence.everybody);
  if (is_normalised(sequence.everybody, in_space)) {
    return fail(Errc::unsupported,
                "coordinates are fractions of the picture, whose size the file does not give; write them in pixels "
                "(OpenPose: --keypoint_scale 0)",
                first_name);
  }
  Recording recording;
  recording.estimator = "openpose";
  if (!sequence.everybody.empty()) {
    const std::size_t count = sequence.everybody.front().size();
    const Skeleton* skeleton = find_skeleton(count, sequence.everybody);
    if (skeleton == nullptr) {
      return fail(Errc::unsupported,
                  "people have " + std::to_string(count) + " points; known are " + known_keypoint_counts(), first_name);
    }
    recording.estimator = skeleton->estimator;
    recording.names.assign(skeleton->names.begin(), skeleton->names.end());
  }
  fill_frames(sequence, follow_main_person(sequence.people, sequence.time_s), in_space, recording);
  if (in_space) {
    HINGE_TRY_VOID(finish_space(recording, first_name));
  }
  recording.source = {.file = first_name,
                      .sha256 = "",
                      .duration = recording.frames.back().time,
                      .frames = static_cast<std::int64_t>(recording.frames.size()),
                      .fps = rate,
                      .time_scale = std::nullopt};
  if (!fps) {
    recording.warnings.push_back({"fps_assumed", "The files do not say how many frames a second; 30 was assumed."});
  }
  if (recording.people > 1) {
    recording.warnings.push_back(
        {"two_people", "More than one person was seen; the one who is largest and stays longest was followed."});
  }
  return recording;
}

namespace {

/// The landmark of that name, or the middle of both shoulders or hips where OpenPose has one and the recording not.
std::optional<body::Landmark> find_landmark(const Recording& recording, const body::Frame& frame, std::string_view name) {
  const auto at = [&](std::string_view wanted) -> const body::Landmark* {
    const auto found = std::ranges::find(recording.names, wanted);
    if (found == recording.names.end() || !frame.has_person()) return nullptr;
    const auto& landmark = frame.landmarks[static_cast<std::size_t>(found - recording.names.begin())];
    return landmark.measured ? &landmark : nullptr;
  };
  if (const auto* landmark = at(name)) return *landmark;
  const auto *left = at(name == "neck" ? "left_shoulder" : "left_hip"), *right = at(name == "neck" ? "right_shoulder" : "right_hip");
  if ((name != "neck" && name != "mid_hip") || left == nullptr || right == nullptr) return std::nullopt;
  body::Landmark landmark = *left;
  landmark.image = {(left->image.x + right->image.x) / 2, (left->image.y + right->image.y) / 2, 0};
  landmark.world = {(left->world.x + right->world.x) / 2, (left->world.y + right->world.y) / 2, (left->world.z + right->world.z) / 2};
  landmark.visibility = std::min(left->visibility, right->visibility);
  return landmark;
}

json render_person(const Recording& recording, const body::Frame& frame) {
  const bool in_space = recording.space == body::Space::world;
  json flat = json::array(), deep = json::array();
  for (const std::string_view name : body25_skeleton().names) {
    const auto landmark = find_landmark(recording, frame, name);
    // What was measured is found, however doubtful: 0 would say that it is not there.
    constexpr double least = 0.001;
    const double confidence = landmark ? std::max(least, landmark->visibility) : 0;
    if (in_space) {
      const auto at = landmark ? landmark->world : Point3<World>{};
      for (const double value : {at.x, at.y, at.z, confidence}) deep.push_back(value);
    } else {
      const auto at = landmark ? landmark->image : Point3<ImagePx>{};
      for (const double value : {at.x, at.y, confidence}) flat.push_back(value);
    }
  }
  json person;
  person["person_id"] = json::array({-1});
  person["pose_keypoints_2d"] = std::move(flat);
  for (const char* key : {"face_keypoints_2d", "hand_left_keypoints_2d", "hand_right_keypoints_2d", "face_keypoints_3d",
                          "hand_left_keypoints_3d", "hand_right_keypoints_3d"}) {
    person[key] = json::array();
  }
  person["pose_keypoints_3d"] = std::move(deep);
  return person;
}

}  // namespace

std::vector<NamedText> render_openpose(const Recording& recording, const std::string& prefix) {
  const Recording even = comes_evenly(recording) ? recording : spread_evenly(recording);
  std::vector<NamedText> files;
  for (std::size_t i = 0; i < even.frames.size(); ++i) {
    const body::Frame& frame = even.frames[i];
    json document{{"version", 1.3}, {"people", json::array()}};
    if (frame.has_person()) document["people"].push_back(render_person(even, frame));
    std::string number = std::to_string(i);
    constexpr std::size_t digits = 12;
    number.insert(0, digits - std::min(digits, number.size()), '0');
    files.push_back({prefix + "_" + number + "_keypoints.json", document.dump()});
  }
  return files;
}

}  // namespace hinge::mocap
