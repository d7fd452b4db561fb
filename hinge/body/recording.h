#pragma once
// The first waist of the hourglass: what every source of motion becomes. After it there is one path.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hinge/base/units.h"
#include "hinge/body/implement.h"
#include "hinge/body/joint.h"
#include "hinge/body/silhouette.h"
#include "hinge/body/upright.h"

namespace hinge::body {

/// Which of a Landmark's coordinates the source filled in.
enum class Space : unsigned char {
  image,  ///< one camera: `image` in pixels, `metric` if the source estimates depth
  world   ///< a lab: `world` in metres
};

struct Landmark {
  Point3<ImagePx> image;      ///< z: depth in pixels relative to mid-hip, smaller is nearer the camera
  Point3<HipCentred> metric;  ///< metres from this frame's mid-hip, image axes
  Point3<World> world;
  double visibility = 0;  ///< probability that it is seen and not hidden, [0,1]
  double presence = 0;    ///< probability that it is inside the picture, [0,1]
  /// False: the source gave no value, or it contradicts the body (a skeleton snapped to a plate); do not use.
  bool measured = false;
};

struct Frame {
  Seconds time;                     ///< presentation time from the clip's first frame
  std::vector<Landmark> landmarks;  ///< one per Recording::names, or empty: nobody found
  Silhouette silhouette;            ///< empty where the source gives none

  [[nodiscard]] bool has_person() const { return !landmarks.empty(); }
};

/// Something the user must know about how the recording came about.
struct Warning {
  std::string code;  ///< snake_case, stable: "corrupt_tail", "two_people", "cut"
  std::string text;  ///< one plain sentence
};

struct Source {
  std::string file;    ///< name as given, without folders
  std::string sha256;  ///< of the whole file, hex; empty if it did not come from a file
  Seconds duration;
  std::int64_t frames = 0;
  double fps = 0;      ///< mean rate of distinct presentation times
  int width_px = 0;    ///< upright, after rotation metadata
  int height_px = 0;
  double capture_fps = 0;  ///< at which the camera says it took the pictures; 0: it does not say
  /// How many times slower than life the film plays, where somebody said so; times here are those of life, the film's
  /// are so many times longer.
  std::optional<double> time_scale;
};

struct Recording {
  Space space = Space::image;
  Source source;
  std::string estimator;  ///< "blazepose-full", "trc", "openpose-body25"
  int people = 0;         ///< the most seen at once
  std::vector<Seconds> cuts;  ///< first frame after a cut or a loss that may have changed person; motion is not continuous across it
  std::vector<Warning> warnings;
  std::vector<std::string> names;  ///< column names; Joint spellings where the column is one of ours
  std::vector<Frame> frames;
  ImplementTrack implement;  ///< one per frame, or empty: no plate or bell was seen in the hands
  StickTrack stick;          ///< one per frame, or empty: no stick was seen along the back
  std::vector<Upright> uprights;  ///< best seen first; empty too where the camera moves, cuts or was not asked

  /// The column of a joint, if this recording has it.
  [[nodiscard]] std::optional<std::size_t> find_column(Joint joint) const;
};

/// Times and rates as they were in life, of a film that plays `scale` times slower; saying the same twice changes nothing.
void undo_slow_motion(Recording& recording, double scale);

/// The 33 BlazePose names, in order.
[[nodiscard]] std::vector<std::string> blazepose_names();

}  // namespace hinge::body
