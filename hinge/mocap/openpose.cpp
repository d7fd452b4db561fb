#include "hinge/mocap/openpose.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "hinge/mocap/internal/follow_person.h"
#include "hinge/mocap/internal/skeletons.h"

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

Result<Keypoint> read_point(const json& numbers, std::size_t index, const std::string& name) {
  double value[3];
  for (std::size_t k = 0; k < 3; ++k) {
    const json& number = numbers[3 * index + k];
    if (!number.is_number()) {
      return fail(Errc::corrupt, "point " + std::to_string(index) + " of pose_keypoints_2d is not made of numbers", name);
    }
    value[k] = number.get<double>();
    if (!(std::abs(value[k]) <= largest_pixel)) {
      return fail(Errc::corrupt, "point " + std::to_string(index) + " of pose_keypoints_2d is out of any picture", name);
    }
  }
  if (value[2] <= 0 || (value[0] == 0 && value[1] == 0)) return Keypoint{};  // OpenPose's "not found"
  return Keypoint{value[0], value[1], std::min(1.0, value[2])};
}

Result<Person> read_person(const json& entry, const std::string& name) {
  if (!entry.is_object() || !entry.contains("pose_keypoints_2d")) {
    return fail(Errc::corrupt, "a person has no pose_keypoints_2d", name);
  }
  const json& numbers = entry["pose_keypoints_2d"];
  if (!numbers.is_array() || numbers.size() % 3 != 0) {
    return fail(Errc::corrupt, "pose_keypoints_2d is not a list of x, y, confidence triples", name);
  }
  Person person;
  for (std::size_t i = 0; i < numbers.size() / 3; ++i) {
    HINGE_TRY(person.emplace_back(), read_point(numbers, i, name));
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
bool is_normalised(const std::vector<Person>& everybody) {
  return !everybody.empty() && std::ranges::all_of(everybody, [](const Person& person) {
    return std::ranges::all_of(person, [](const Keypoint& p) { return std::abs(p.x) <= 1 && std::abs(p.y) <= 1; });
  });
}

void fill_frames(const Sequence& sequence, const Followed& followed, Recording& recording) {
  for (std::size_t i = 0; i < sequence.time_s.size(); ++i) {
    body::Frame frame;
    frame.time = Seconds{sequence.time_s[i]};
    if (followed.person[i]) {
      for (const Keypoint& point : sequence.people[i][*followed.person[i]]) {
        body::Landmark& landmark = frame.landmarks.emplace_back();
        landmark.measured = point.confidence > 0;
        landmark.image = {point.x, point.y, 0};
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
  if (is_normalised(sequence.everybody)) {
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
  fill_frames(sequence, follow_main_person(sequence.people, sequence.time_s), recording);
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

}  // namespace hinge::mocap
