#include "hinge/pose/internal/recording_warnings.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace hinge::pose {
namespace {
using body::Joint;
using body::Recording;
using body::Warning;

// Our choices unless a source is named.
constexpr std::size_t fewest_frames = 30;  // one second of ordinary video: no repetition fits in less
constexpr double lowest_fps = 18;          // below, a 5 Hz filter (docs/science.md 5.2) nears half the rate
constexpr Seconds least_loss{0.5};         // docs/science.md 5.5: a gap that breaks a repetition
constexpr double often_outside = 0.3;      // share of frames

// Time covered by frames with or without a person: each frame stands for the time to the next.
Seconds time_without_person(const Recording& recording) {
  Seconds missing;
  const auto& frames = recording.frames;
  for (std::size_t i = 0; i + 1 < frames.size(); ++i)
    if (!frames[i].has_person()) missing += frames[i + 1].time - frames[i].time;
  return missing;
}

bool is_outside(const Recording& recording, const body::Landmark& landmark) {
  return landmark.image.x < 0 || landmark.image.y < 0 || landmark.image.x >= recording.source.width_px ||
         landmark.image.y >= recording.source.height_px;
}

// Share of the frames with a person in which all of these joints are outside the picture.
double share_outside(const Recording& recording, std::span<const Joint> joints) {
  std::size_t with_person = 0, outside = 0;
  for (const auto& frame : recording.frames) {
    if (!frame.has_person()) continue;
    ++with_person;
    outside += std::ranges::all_of(
        joints, [&](Joint joint) { return is_outside(recording, frame.landmarks[static_cast<std::size_t>(joint)]); });
  }
  return with_person == 0 ? 0 : static_cast<double>(outside) / static_cast<double>(with_person);
}

void warn_of_people(const Recording& recording, std::vector<Warning>& warnings) {
  const bool anybody = std::ranges::any_of(recording.frames, &body::Frame::has_person);
  if (!anybody) {
    warnings.push_back({"nobody_found", "No person was found in this clip."});
    return;
  }
  if (recording.people > 1)
    warnings.push_back({"more_than_one_person",
                        fmt::format("{} people are in the picture; the one who moves up and down most was followed.",
                                    recording.people)});
  const Seconds missing = time_without_person(recording);
  if (missing >= least_loss)
    warnings.push_back(
        {"person_lost", fmt::format("The person could not be followed for {:.1f} s of the clip.", missing.value())});
}

// Of the steps between pictures the middle one: an hour without any says nothing of the others.
double usual_fps(const Recording& recording) {
  std::vector<double> steps;
  for (std::size_t i = 1; i < recording.frames.size(); ++i)
    steps.push_back((recording.frames[i].time - recording.frames[i - 1].time).value());
  const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
  std::ranges::nth_element(steps, middle);
  return *middle > 0 ? 1 / *middle : recording.source.fps;
}

void warn_of_frames(const Recording& recording, std::vector<Warning>& warnings) {
  if (recording.frames.size() < fewest_frames)
    warnings.push_back({"few_frames", fmt::format("The clip has only {} frames; film at least one whole repetition.",
                                                  recording.frames.size())});
  if (recording.frames.size() > 1 && recording.source.fps > 0 && usual_fps(recording) < lowest_fps)
    warnings.push_back(
        {"low_fps", fmt::format("{:.0f} pictures a second are too few for exact timing; film at 30 or more.",
                                usual_fps(recording))});
}

void warn_of_times(const Recording& recording, const CaptureFacts& facts, std::vector<Warning>& warnings) {
  if (facts.repeated_times > 0)
    warnings.push_back({"repeated_times", fmt::format("{} pictures have the time of the one before and were left out.",
                                                      facts.repeated_times)});
  if (facts.spread_times > 0)
    warnings.push_back({"uneven_times", fmt::format("{} pictures had the time of their neighbour; they were set evenly "
                                                    "between those around them.",
                                                    facts.spread_times)});
  if (facts.clock_jumps > 0)
    warnings.push_back({"clock_jump", "The film's clock jumps by more than a minute between two pictures; nothing is "
                                      "measured across such a jump."});
  if (facts.held_pictures > 0)
    warnings.push_back({"held_pictures",
                        fmt::format("{} of {} pictures only repeat the one before; the others were measured.",
                                    facts.held_pictures, facts.held_pictures + recording.frames.size())});
}

void warn_of_framing(const Recording& recording, std::vector<Warning>& warnings) {
  constexpr std::array head{Joint::nose, Joint::left_ear, Joint::right_ear};
  constexpr std::array left_foot{Joint::left_heel, Joint::left_foot_index};
  constexpr std::array right_foot{Joint::right_heel, Joint::right_foot_index};
  if (share_outside(recording, head) > often_outside)
    warnings.push_back({"head_out_of_frame",
                        "The head is often outside the picture; move the camera back so that the whole body fits."});
  if (share_outside(recording, left_foot) > often_outside || share_outside(recording, right_foot) > often_outside)
    warnings.push_back({"feet_out_of_frame",
                        "The feet are often outside the picture; move the camera back so that the whole body fits."});
}

}  // namespace

std::vector<Warning> capture_warnings(const Recording& recording, const CaptureFacts& facts) {
  std::vector<Warning> warnings;
  warn_of_people(recording, warnings);
  warn_of_frames(recording, warnings);
  if (facts.damage) warnings.push_back({"corrupt_tail", fmt::format("The file is damaged: {}.", *facts.damage)});
  warn_of_times(recording, facts, warnings);
  warn_of_framing(recording, warnings);
  return warnings;
}

}  // namespace hinge::pose
