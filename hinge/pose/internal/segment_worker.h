#pragma once
// One segment of the clip, from its first picture to its last.
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "hinge/base/progress.h"
#include "hinge/body/recording.h"
#include "hinge/pose/internal/held_pictures.h"
#include "hinge/pose/internal/implement_watch.h"
#include "hinge/pose/internal/scene_watch.h"
#include "hinge/pose/internal/segments.h"
#include "hinge/pose/internal/stick_watch.h"
#include "hinge/pose/internal/tracker.h"
#include "hinge/pose/internal/upright_watch.h"

namespace hinge::pose {

/// Where somebody was, when.
struct Place {
  Seconds time;
  RegionOfInterest region;
  std::vector<body::Landmark> landmarks;
};

struct SegmentResult {
  std::vector<body::Frame> frames;
  std::vector<ImplementSighting> implements;  ///< one per frame
  std::vector<StickSighting> sticks;          ///< one per frame
  std::vector<double> change;                 ///< one per frame: how much the picture differs from the one before
  StandingEdges surroundings;                 ///< empty where it was not asked for
  std::vector<Seconds> jumps;  ///< first frame of another shot or, perhaps, of another person
  std::vector<Sighting> sightings;
  std::optional<Place> first_place, last_place;  ///< first and last pose
  std::optional<Thumbnail> first_picture, last_picture;
  std::optional<std::string> damage;
};

struct SegmentTask {
  Segment segment;
  Tracker::Options tracking;
  bool look_around = false;  ///< also at what stands still around the person
  int pictures_per_look = 1;
};

/// `on_frame` is called after every picture.
[[nodiscard]] Result<SegmentResult> run_segment(const media::VideoInfo& info, const SegmentTask& task,
                                                Networks& networks, const CancelFlag* cancel,
                                                const std::function<void()>& on_frame);

}  // namespace hinge::pose
