#include "hinge/mocap/internal/finish_markers.h"

#include <algorithm>

#include "hinge/mocap/internal/joint_centres.h"
#include "hinge/mocap/internal/joint_names.h"

namespace hinge::mocap {

AxisTurn finish_markers(body::Recording& recording, std::span<const MarkerSet> sets, UpHint hint) {
  const auto* set = find_marker_set(recording.names, sets);
  recording.names = set == nullptr ? without_subject(std::move(recording.names)) : rename_markers(*set, recording.names);
  recording.names = to_joint_names(std::move(recording.names));
  add_joint_centres(recording);
  return turn_y_up(recording, hint);
}

void fill_source(const std::string& name, body::Recording& recording) {
  const Seconds start = recording.frames.front().time;
  std::int64_t distinct = 1;
  for (std::size_t i = 0; i < recording.frames.size(); ++i) {
    recording.frames[i].time -= start;
    if (i > 0 && recording.frames[i].time > recording.frames[i - 1].time) ++distinct;
  }
  recording.source.file = name;
  recording.source.frames = static_cast<std::int64_t>(recording.frames.size());
  recording.source.duration = recording.frames.back().time;
  const double duration_s = recording.source.duration.value();
  recording.source.fps = duration_s > 0 ? static_cast<double>(distinct - 1) / duration_s : 0;
  recording.people = std::ranges::any_of(recording.frames, &body::Frame::has_person) ? 1 : 0;
}

}  // namespace hinge::mocap
