#pragma once
// Follows one person from picture to picture.
#include <array>
#include <optional>
#include <vector>

#include "hinge/pose/internal/detector.h"
#include "hinge/pose/internal/landmark_network.h"
#include "hinge/pose/internal/one_euro.h"
#include "hinge/pose/internal/person_path.h"

namespace hinge::pose {

/// Where the next region comes from.
enum class RegionSource : unsigned char {
  raw_auxiliary,        ///< this frame's auxiliary points as they are: no lag; the offline way
  filtered_auxiliary,   ///< the same after a one-euro filter: the makers' live way
  detector_every_frame  ///< no memory at all: for exact comparison with the makers' implementation
};

/// Across a change of scene: the body is somewhere else or in another posture than movement could bring it.
[[nodiscard]] bool is_another_pose(const std::vector<body::Landmark>& before, const std::vector<body::Landmark>& after,
                                   const RegionOfInterest& region);
/// True if the person clearly faces the other way than a moment ago.
[[nodiscard]] bool is_turned_around(const std::vector<body::Landmark>& before, const std::vector<body::Landmark>& after,
                                    const RegionOfInterest& region);

struct Networks {
  std::shared_ptr<Detector> detector;  ///< shared by the workers (docs/decisions/0009-one-detector.md)
  LandmarkNetwork landmarks;
  [[nodiscard]] static Result<Networks> load(const std::filesystem::path& models_folder, Model model);
  /// For another worker.
  [[nodiscard]] Result<Networks> make_twin() const;
};

class Tracker {
public:
  struct Options {
    RegionSource source = RegionSource::raw_auxiliary;
    Silhouettes silhouettes = Silhouettes::drop;
    Seconds survey_interval{1};  ///< how often the detector looks who else is there (raw_auxiliary only)
    std::optional<RegionOfInterest> first_region;  ///< start here instead of with the detector
    const PersonPath* follow = nullptr;            ///< stay with this person where several are seen
  };
  Tracker(Networks& networks, Options options);

  /// The person in this picture; nullopt if nobody is there.
  [[nodiscard]] Result<std::optional<Pose>> observe(const PictureSampler& picture, Seconds time);
  /// People are looked for in this part of the pictures to come; nullopt: in the whole, as without this call.
  void look_only_at(const std::optional<PictureArea>& area) { area_ = area; }
  /// The picture to come has little to do with the last one: look for people afresh.
  void expect_new_scene();
  /// True if the pose just given may belong to another person, or to another shot, than the one before it.
  [[nodiscard]] bool jumped() const { return jumped_; }
  [[nodiscard]] const std::vector<Sighting>& sightings() const { return sightings_; }

private:
  enum class Look : unsigned char { whole, closer_if_small };
  [[nodiscard]] Result<std::optional<Pose>> observe_offline(const PictureSampler& picture, Seconds time);
  [[nodiscard]] Result<std::optional<Pose>> observe_like_the_makers(const PictureSampler& picture, Seconds time);
  [[nodiscard]] Result<std::optional<Pose>> look_twice(const PictureSampler& picture, const RegionOfInterest& region);
  [[nodiscard]] Result<std::optional<Pose>> follow_region(const PictureSampler& picture);
  [[nodiscard]] Result<std::optional<Pose>> find_again(const PictureSampler& picture, Seconds time);
  [[nodiscard]] bool lost_a_moment_ago(Seconds time) const;
  [[nodiscard]] Result<void> find_people(const PictureSampler& picture, Look look);
  [[nodiscard]] std::optional<RegionOfInterest> choose_person(Seconds time) const;
  void note_pose(const std::optional<Pose>& pose, const PictureSampler& picture, Seconds time);
  [[nodiscard]] bool may_be_another(const Pose& pose, Seconds time) const;
  [[nodiscard]] RegionOfInterest filtered_region(const Pose& pose, Seconds time);
  void reset_filters();

  Networks& networks_;
  Options options_;
  std::optional<RegionOfInterest> region_;       ///< where the person should be in the next picture
  std::optional<RegionOfInterest> last_region_;  ///< where a person was last seen
  std::optional<Seconds> last_time_;             ///< and when
  bool continuous_ = false;                      ///< nothing was lost and no scene changed since last_region_
  bool new_scene_ = false;                       ///< the picture itself changed since then
  std::vector<body::Landmark> last_landmarks_;
  bool jumped_ = false;
  std::optional<PictureArea> area_;
  std::optional<Seconds> last_survey_;
  std::vector<Detection> people_;  ///< of the latest look of the detector
  std::vector<Sighting> sightings_;
  bool alone_ = true;                   ///< never saw more than one person
  std::vector<OneEuroFilter> filters_;  ///< x and y of the two auxiliary points
};

}  // namespace hinge::pose
