#include "hinge/kinematics/internal/tracks.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "hinge/kinematics/internal/numbers.h"
#include "hinge/signal/statistics.h"

namespace hinge::kinematics {
namespace {

using body::Joint;
using body::Part;
using body::Side;
using Triple = std::array<double, 3>;

/// A loss longer than this breaks the movement; docs/science.md 5.5.
constexpr double break_s = 0.5;

Triple coordinates_of(const body::Landmark& landmark, Coordinates coordinates) {
  switch (coordinates) {
    case Coordinates::image:
      return {landmark.image.x, landmark.image.y, 0};
    case Coordinates::metric:
      return {landmark.metric.x, landmark.metric.y, landmark.metric.z};
    case Coordinates::world:
      return {landmark.world.x, landmark.world.y, landmark.world.z};
  }
  return {};
}

bool is_finite(const Triple& p) { return std::isfinite(p[0]) && std::isfinite(p[1]) && std::isfinite(p[2]); }
double dot(const Triple& a, const Triple& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }
Triple cross(const Triple& a, const Triple& b) {
  return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

/// Reads one joint of a recording frame by frame, if the recording has it.
class JointReader {
public:
  JointReader(const body::Recording& recording, Joint joint, Coordinates coordinates)
      : recording_(recording), column_(recording.find_column(joint)), coordinates_(coordinates) {}

  [[nodiscard]] const body::Landmark* landmark(std::size_t frame) const {
    const auto& landmarks = recording_.frames[frame].landmarks;
    if (!column_ || landmarks.empty()) return nullptr;
    const auto& landmark = landmarks[*column_];
    return landmark.measured && is_finite(coordinates_of(landmark, coordinates_)) ? &landmark : nullptr;
  }
  [[nodiscard]] std::optional<Triple> at(std::size_t frame) const {
    const auto* found = landmark(frame);
    return found ? std::optional(coordinates_of(*found, coordinates_)) : std::nullopt;
  }

private:
  const body::Recording& recording_;
  std::optional<std::size_t> column_;
  Coordinates coordinates_;
};

Track read_track(const body::Recording& recording, Joint joint, Coordinates coordinates, const Plane& plane) {
  const JointReader reader(recording, joint, coordinates);
  const std::size_t n = recording.frames.size();
  Track track{std::vector<double>(n), std::vector<double>(n), std::vector<double>(n), std::vector<char>(n, 0)};
  for (std::size_t i = 0; i < n; ++i) {
    const auto* landmark = reader.landmark(i);
    if (!landmark) continue;
    const auto p = coordinates_of(*landmark, coordinates);
    track.x[i] = dot(plane.forward, p);
    track.y[i] = dot(plane.up, p);
    track.trust[i] = std::isfinite(landmark->visibility) ? std::clamp(landmark->visibility, 0.0, 1.0) : 0.0;
    track.seen[i] = 1;
  }
  return track;
}

/// A frame with any point missing is not seen: a mean over changing points would jump.
Track mean_of(const std::vector<Track>& points) {
  Track mean = points.front();
  const double share = 1.0 / static_cast<double>(points.size());
  for (std::size_t i = 0; i < mean.size(); ++i) {
    mean.x[i] = mean.y[i] = mean.trust[i] = 0;
    mean.seen[i] = 1;
    for (const Track& point : points) {
      mean.x[i] += share * point.x[i];
      mean.y[i] += share * point.y[i];
      mean.trust[i] += share * point.trust[i];
      mean.seen[i] = mean.seen[i] && point.seen[i];
    }
  }
  return mean;
}

Track read_face(const body::Recording& recording, Coordinates coordinates, const Plane& plane) {
  std::vector<Track> points;
  for (auto joint = static_cast<int>(Joint::nose); joint <= static_cast<int>(Joint::mouth_right); ++joint)
    points.push_back(read_track(recording, static_cast<Joint>(joint), coordinates, plane));
  return mean_of(points);
}

/// From the left to the right side of the body: medians over the recording of hips' plus shoulders' unit lines.
std::optional<Triple> left_to_right(const body::Recording& recording, Coordinates coordinates) {
  std::array<std::vector<double>, 3> sums;
  for (const Part part : {Part::hip, Part::shoulder}) {
    const JointReader left(recording, on_side(part, Side::left), coordinates);
    const JointReader right(recording, on_side(part, Side::right), coordinates);
    for (std::size_t i = 0; i < recording.frames.size(); ++i) {
      const auto l = left.at(i), r = right.at(i);
      if (!l || !r) continue;
      const Triple line{(*r)[0] - (*l)[0], (*r)[1] - (*l)[1], (*r)[2] - (*l)[2]};
      const double length = std::sqrt(dot(line, line));
      if (length < 1e-9) continue;
      for (std::size_t k = 0; k < 3; ++k) sums[k].push_back(line[k] / length);
    }
  }
  if (sums[0].empty()) return std::nullopt;
  return Triple{*signal::median(sums[0]), *signal::median(sums[1]), *signal::median(sums[2])};
}

std::optional<Plane> plane_across(const Triple& across, const Triple& up) {
  Triple forward = cross(up, across);  // right-handed axes: up x (left to right) is the way the person faces
  const double length = std::sqrt(dot(forward, forward));
  if (length < 1e-6) return std::nullopt;
  for (double& component : forward) component /= length;
  return Plane{forward, up};
}

std::vector<FrameRange> find_stretches(const body::Recording& recording) {
  std::vector<FrameRange> stretches;
  const auto is_cut = [&](std::size_t i) {
    const double before = recording.frames[i - 1].time.value(), now = recording.frames[i].time.value();
    if (now - before > break_s) return true;
    return std::ranges::any_of(recording.cuts, [&](Seconds cut) { return cut.value() > before && cut.value() <= now; });
  };
  for (std::size_t i = 0; i < recording.frames.size(); ++i) {
    if (i == 0 || is_cut(i)) stretches.push_back({i, i});
    stretches.back().last = i;
  }
  return stretches;
}

}  // namespace

Tracks extract_tracks(const body::Recording& recording, Coordinates coordinates, const Plane& plane) {
  Tracks tracks;
  for (const auto& frame : recording.frames) tracks.time.push_back(frame.time.value());
  tracks.stretches = find_stretches(recording);
  for (const Side side : {Side::left, Side::right}) {
    for (std::size_t part = 0; part < body::part_count; ++part) {
      const auto joint = on_side(static_cast<Part>(part), side);
      tracks.of(side, static_cast<Part>(part)) = read_track(recording, joint, coordinates, plane);
    }
  }
  tracks.nose = read_track(recording, Joint::nose, coordinates, plane);
  tracks.face = read_face(recording, coordinates, plane);
  tracks.floor_fixed = coordinates != Coordinates::metric;
  return tracks;
}

Plane image_plane(double facing, double roll) {
  return {{facing * std::cos(roll), facing * std::sin(roll), 0}, {std::sin(roll), -std::cos(roll), 0}};
}

Point2<ImagePx> in_picture(Point2<Sagittal> point, const CameraView& view) {
  const auto plane = image_plane(view.facing, view.roll.value());
  return {point.x * plane.forward[0] + point.y * plane.up[0], point.x * plane.forward[1] + point.y * plane.up[1]};
}

std::optional<Plane> metric_plane(const body::Recording& recording) {
  auto across = left_to_right(recording, Coordinates::metric);
  if (!across) return std::nullopt;
  (*across)[1] = 0;
  return plane_across(*across, {0, -1, 0});
}

Plane world_plane(const body::Recording& recording) {
  // A lab's up axis is y (TRC) or z. The body is longest along it at least once in nearly every recording; a push-up
  // is not, so y is believed unless another axis is more than four times as long.
  constexpr double clearly = 4;
  std::array<std::vector<double>, 3> rise;
  for (const Side side : {Side::left, Side::right}) {
    const JointReader shoulder(recording, on_side(Part::shoulder, side), Coordinates::world);
    const JointReader ankle(recording, on_side(Part::ankle, side), Coordinates::world);
    for (std::size_t i = 0; i < recording.frames.size(); ++i) {
      const auto s = shoulder.at(i), a = ankle.at(i);
      if (!s || !a) continue;
      for (std::size_t k = 0; k < 3; ++k) rise[k].push_back((*s)[k] - (*a)[k]);
    }
  }
  Triple up{0, 1, 0};
  if (!rise[0].empty()) {
    const Triple reach{*signal::percentile(rise[0], 0.9), *signal::percentile(rise[1], 0.9),
                       *signal::percentile(rise[2], 0.9)};
    const std::size_t longest = std::abs(reach[2]) > std::abs(reach[0]) ? 2 : 0;
    if (std::abs(reach[longest]) > clearly * std::abs(reach[1])) {
      up = {0, 0, 0};
      up[longest] = reach[longest] > 0 ? 1 : -1;
    }
  }
  auto across = left_to_right(recording, Coordinates::world);
  if (!across) return {{1, 0, 0}, up};
  const double along_up = dot(*across, up);
  for (std::size_t k = 0; k < 3; ++k) (*across)[k] -= along_up * up[k];
  return plane_across(*across, up).value_or(Plane{{1, 0, 0}, up});
}

}  // namespace hinge::kinematics
