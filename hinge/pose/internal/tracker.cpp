#include "hinge/pose/internal/tracker.h"

#include <algorithm>
#include <cmath>

namespace hinge::pose {
namespace {
// MediaPipe pose_landmark_filtering.pbtxt, auxiliary landmarks.
constexpr OneEuroSettings auxiliary_filter{0.01, 10.0, 1.0};

// Our choice, in sides of the region (about 2.2 m): a kettlebell swing at 30 fps moves the body's landmarks by 0.02 on
// average from one picture to the next.
constexpr double largest_step = 0.06;

double mean_step(const std::vector<body::Landmark>& before, const std::vector<body::Landmark>& after) {
  if (before.size() != after.size() || before.empty()) return 0;
  double sum = 0;
  for (std::size_t i = 0; i < before.size(); ++i)
    sum += std::hypot(after[i].image.x - before[i].image.x, after[i].image.y - before[i].image.y);
  return sum / static_cast<double>(before.size());
}
}  // namespace

Result<Networks> Networks::load(const std::filesystem::path& models_folder, Model model) {
  HINGE_TRY(Detector detector, Detector::load(models_folder));
  HINGE_TRY(LandmarkNetwork landmarks, LandmarkNetwork::load(models_folder, model));
  return Networks{std::move(detector), std::move(landmarks)};
}

Tracker::Tracker(Networks& networks, Options options)
    : networks_(networks), options_(options), region_(options.first_region), last_region_(options.first_region) {
  reset_filters();
}

Result<std::optional<Pose>> Tracker::observe(const PictureSampler& picture, Seconds time) {
  return options_.source == RegionSource::raw_auxiliary ? observe_offline(picture, time)
                                                        : observe_like_the_makers(picture, time);
}

void Tracker::expect_new_scene() {
  region_.reset();
  continuous_ = false;
  new_scene_ = true;
}

Result<std::optional<Pose>> Tracker::observe_offline(const PictureSampler& picture, Seconds time) {
  const bool survey = !last_survey_ || time - *last_survey_ >= options_.survey_interval;
  if (survey || !region_) {
    HINGE_TRY_VOID(find_people(picture));
  }
  if (survey) {
    last_survey_ = time;
    sightings_.push_back({time, people_, std::nullopt});
  }
  // Several are there and we are with somebody else than wanted: change over.
  if (survey && region_ && options_.follow != nullptr) {
    const auto wanted = options_.follow->region_at(time);
    if (wanted && !could_be_same_person(*region_, *wanted) && choose_person(time)) expect_new_scene();
  }

  std::optional<Pose> pose;
  if (region_) {
    HINGE_TRY(pose, networks_.landmarks.observe(picture, *region_, options_.silhouettes));
    if (!pose) {
      region_.reset();
      continuous_ = false;
      if (!survey) {
        HINGE_TRY_VOID(find_people(picture));
      }
    }
  }
  if (!pose) {
    if (const auto chosen = choose_person(time)) {
      HINGE_TRY(pose, look_twice(picture, *chosen));
    }
  }
  note_pose(pose, picture);
  if (survey && pose) sightings_.back().followed = pose->next_region();
  return pose;
}

// The detector's region is coarser than the one the landmarks give: a second look makes the first frame as good as any.
Result<std::optional<Pose>> Tracker::look_twice(const PictureSampler& picture, const RegionOfInterest& region) {
  HINGE_TRY(std::optional<Pose> first, networks_.landmarks.observe(picture, region, options_.silhouettes));
  if (!first || !is_usable(first->next_region(), picture.width_px(), picture.height_px())) return first;
  HINGE_TRY(std::optional<Pose> second,
            networks_.landmarks.observe(picture, first->next_region(), options_.silhouettes));
  return second ? std::move(second) : std::move(first);
}

Result<void> Tracker::find_people(const PictureSampler& picture) {
  HINGE_TRY(std::vector<Detection> found, networks_.detector.detect(picture));
  std::erase_if(found, [&picture](const Detection& one) {
    return !is_usable(one.region(), picture.width_px(), picture.height_px());
  });
  people_ = distinct_people(std::move(found));
  return {};
}

std::optional<RegionOfInterest> Tracker::choose_person(Seconds time) const {
  if (people_.empty()) return std::nullopt;
  const auto nearest_to = [this](const RegionOfInterest& there) {
    return std::ranges::min_element(
        people_, {}, [&there](const Detection& one) { return distance_in_sides(one.region(), there); });
  };
  if (options_.follow != nullptr) {
    const auto wanted = options_.follow->region_at(time);
    if (wanted) {
      const auto nearest = nearest_to(*wanted);
      if (distance_in_sides(nearest->region(), *wanted) < 0.5) return nearest->region();
      return std::nullopt;
    }
  }
  if (last_region_) return nearest_to(*last_region_)->region();
  // Nobody known yet: the one who is both clear and large.
  return std::ranges::max_element(people_, {}, [](const Detection& one) { return one.score * one.region().side_px; })->region();
}

void Tracker::note_pose(const std::optional<Pose>& pose, const PictureSampler& picture) {
  jumped_ = false;
  if (!pose) {
    region_.reset();
    continuous_ = false;
    return;
  }
  const RegionOfInterest next = pose->next_region();
  const bool elsewhere = last_region_ && !could_be_same_person(*last_region_, next);
  const bool other_pose = new_scene_ && mean_step(last_landmarks_, pose->landmarks) > largest_step * next.side_px;
  jumped_ = !continuous_ && (elsewhere || other_pose);
  continuous_ = true;
  new_scene_ = false;
  last_landmarks_ = pose->landmarks;
  last_region_ = next;
  region_.reset();
  if (is_usable(next, picture.width_px(), picture.height_px())) region_ = next;
}

Result<std::optional<Pose>> Tracker::observe_like_the_makers(const PictureSampler& picture, Seconds time) {
  if (!region_ || options_.source == RegionSource::detector_every_frame) {
    HINGE_TRY(people_, networks_.detector.detect(picture));
    if (people_.empty()) return std::optional<Pose>{};
    region_ = people_.front().region();
  }
  HINGE_TRY(std::optional<Pose> pose, networks_.landmarks.observe(picture, *region_, options_.silhouettes));
  if (!pose) {
    region_.reset();
    reset_filters();
    return pose;
  }
  region_ = filtered_region(*pose, time);
  return pose;
}

RegionOfInterest Tracker::filtered_region(const Pose& pose, Seconds time) {
  // MediaPipe's object scale: the square around the auxiliary points before it is enlarged.
  const double scale = 1.0 / region_from_points(pose.hips, pose.scale_point, 1.0).side_px;
  const ImagePoint hips{filters_[0].apply(time, pose.hips.x, scale), filters_[1].apply(time, pose.hips.y, scale)};
  const ImagePoint top{filters_[2].apply(time, pose.scale_point.x, scale),
                       filters_[3].apply(time, pose.scale_point.y, scale)};
  return region_from_points(hips, top, region_enlargement);
}

void Tracker::reset_filters() { filters_.assign(4, OneEuroFilter(auxiliary_filter)); }

}  // namespace hinge::pose
