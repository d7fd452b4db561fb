#include "hinge/pose/internal/tracker.h"

#include <algorithm>
#include <cmath>

namespace hinge::pose {
namespace {
// MediaPipe pose_landmark_filtering.pbtxt, auxiliary landmarks.
constexpr OneEuroSettings auxiliary_filter{0.01, 10.0, 1.0};

constexpr Seconds longest_step{0.15};  // between two pictures of one shot, at the slowest rates we meet

PictureArea whole(const PictureSampler& picture) {
  return {0, 0, static_cast<double>(picture.width_px()), static_cast<double>(picture.height_px())};
}

/// Nobody's square (2.5 times hips to head) is half the area's shorter side: in the letterbox of a wide picture that is
/// a person of forty pixels. True of nobody at all.
bool are_specks(const std::vector<Detection>& people, const PictureArea& area) {
  return std::ranges::none_of(people, [&](const Detection& one) { return one.region().side_px >= area.shorter_side() / 2; });
}
}  // namespace

bool is_another_pose(const std::vector<body::Landmark>& before, const std::vector<body::Landmark>& after,
                     const RegionOfInterest& region) {
  // Our choice, in sides of the region (about 2.2 m): a kettlebell swing at 30 fps moves the body's landmarks by 0.02
  // on average from one picture to the next.
  constexpr double largest_mean_step = 0.06;
  if (before.size() != after.size() || before.empty()) return false;
  double sum = 0;
  for (std::size_t i = 0; i < before.size(); ++i)
    sum += std::hypot(after[i].image.x - before[i].image.x, after[i].image.y - before[i].image.y);
  return sum > largest_mean_step * region.side_px * static_cast<double>(before.size());
}

bool is_turned_around(const std::vector<body::Landmark>& before, const std::vector<body::Landmark>& after,
                      const RegionOfInterest& region) {
  using body::Joint;
  if (before.size() != body::blazepose_joint_count || after.size() != before.size()) return false;
  // Twice from heel to toe and once from ear to nose, in sides of the region: about 0.25 for a person seen from the side.
  constexpr double clear = 0.1;
  const auto facing = [&](const std::vector<body::Landmark>& pose) {
    const auto x = [&](Joint left, Joint right) {
      return (pose[static_cast<std::size_t>(left)].image.x + pose[static_cast<std::size_t>(right)].image.x) / 2;
    };
    return (2 * (x(Joint::left_foot_index, Joint::right_foot_index) - x(Joint::left_heel, Joint::right_heel)) +
            x(Joint::nose, Joint::nose) - x(Joint::left_ear, Joint::right_ear)) /
           region.side_px;
  };
  const double then = facing(before), now = facing(after);
  return then * now < 0 && std::min(std::abs(then), std::abs(now)) > clear;
}

Result<Networks> Networks::load(const std::filesystem::path& models_folder, Model model) {
  HINGE_TRY(Detector detector, Detector::load(models_folder));
  HINGE_TRY(LandmarkNetwork landmarks, LandmarkNetwork::load(models_folder, model));
  return Networks{std::make_shared<Detector>(std::move(detector)), std::move(landmarks)};
}

Result<Networks> Networks::make_twin() const {
  HINGE_TRY(LandmarkNetwork twin, landmarks.make_twin());
  return Networks{detector, std::move(twin)};
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
  // Where there is more than one person, look twice as often: the others come and go behind the one in front.
  const Seconds interval = people_.size() > 1 ? options_.survey_interval / 2 : options_.survey_interval;
  const bool survey = !last_survey_ || time - *last_survey_ >= interval;
  if (survey || !region_) {
    HINGE_TRY_VOID(find_people(picture, survey && !region_ ? Look::closer_if_small : Look::whole));
  }
  if (survey) {
    last_survey_ = time;
    sightings_.push_back({time, people_, std::nullopt});
  }
  // Several are there and we are with somebody else than wanted: change over.
  if (survey && region_ && options_.follow != nullptr) {
    const auto wanted = options_.follow->region_at(time);
    if (wanted && choose_person(time) && find_nearest(people_, *wanted) != find_nearest(people_, *region_))
      expect_new_scene();
  }

  const bool was_following = region_.has_value();
  HINGE_TRY(std::optional<Pose> pose, follow_region(picture));
  if (!pose) {
    if (was_following && !survey) {
      HINGE_TRY_VOID(find_people(picture, Look::whole));
    }
    HINGE_TRY(pose, find_again(picture, time));
  }
  note_pose(pose, picture, time);
  if (survey && pose) sightings_.back().followed = pose->next_region();
  return pose;
}

Result<std::optional<Pose>> Tracker::follow_region(const PictureSampler& picture) {
  if (!region_) return std::optional<Pose>{};
  HINGE_TRY(std::optional<Pose> pose, networks_.landmarks.observe(picture, *region_, options_.silhouettes));
  if (pose && continuous_ && is_head_over_heels(*region_, pose->next_region())) pose.reset();
  if (!pose) continuous_ = false;
  return pose;
}

// With the detector, and if it is blind (it goes by the face) where the person was a moment ago, as they were or
// upright.
Result<std::optional<Pose>> Tracker::find_again(const PictureSampler& picture, Seconds time) {
  std::vector<RegionOfInterest> places;
  if (const auto chosen = choose_person(time)) places.push_back(*chosen);
  if (lost_a_moment_ago(time)) {
    places.push_back(*last_region_);
    places.push_back({last_region_->centre, last_region_->side_px, Radians{0}});
  }
  for (const RegionOfInterest& place : places) {
    if (lost_a_moment_ago(time) && is_head_over_heels(*last_region_, place)) continue;
    HINGE_TRY(auto pose, look_twice(picture, place));
    const bool credible = pose && !(lost_a_moment_ago(time) && is_head_over_heels(*last_region_, pose->next_region()));
    if (credible) return pose;
  }
  return std::optional<Pose>{};
}

bool Tracker::lost_a_moment_ago(Seconds time) const {
  constexpr Seconds moment{1.5};  // our choice: long enough for a lockout with the head out of the picture
  return last_region_ && last_time_ && !new_scene_ && time - *last_time_ < moment;
}

// The detector's region is coarser than the one the landmarks give: a second look makes the first frame as good as any.
Result<std::optional<Pose>> Tracker::look_twice(const PictureSampler& picture, const RegionOfInterest& region) {
  HINGE_TRY(std::optional<Pose> first, networks_.landmarks.observe(picture, region, options_.silhouettes));
  if (!first || !is_usable(first->next_region(), picture.width_px(), picture.height_px())) return first;
  HINGE_TRY(std::optional<Pose> second,
            networks_.landmarks.observe(picture, first->next_region(), options_.silhouettes));
  return second ? std::move(second) : std::move(first);
}

Result<void> Tracker::find_people(const PictureSampler& picture, Look look) {
  const PictureArea area = area_.value_or(whole(picture));
  HINGE_TRY(std::vector<Detection> found, networks_.detector->detect(picture, area));
  // The detector's input is small. In a picture of two or more squares side by side people are specks to it, and the
  // clearest hides the others; elsewhere, too, what it says of a speck is chance.
  const bool panorama = area.width >= 2 * area.height;
  if (panorama || (look == Look::closer_if_small && are_specks(found, area))) {
    HINGE_TRY(std::vector<Detection> closer, networks_.detector->detect_closer(picture, area));
    if (!panorama && !closer.empty()) found.clear();
    found.insert(found.end(), closer.begin(), closer.end());
    if (panorama) found = merge_overlapping(std::move(found));
  }
  if (found.empty() && look == Look::closer_if_small) {
    HINGE_TRY(found, networks_.detector->detect_far_away(picture, area));
  }
  std::erase_if(found, [&picture](const Detection& one) {
    return !is_usable(one.region(), picture.width_px(), picture.height_px());
  });
  people_ = distinct_people(std::move(found));
  alone_ = alone_ && people_.size() < 2;
  return {};
}

std::optional<RegionOfInterest> Tracker::choose_person(Seconds time) const {
  if (people_.empty()) return std::nullopt;
  if (options_.follow != nullptr) {
    const auto wanted = options_.follow->region_at(time);
    if (wanted) {
      const Detection* nearest = find_nearest(people_, *wanted);
      if (distance_in_sides(nearest->region(), *wanted) < 0.5) return nearest->region();
      return std::nullopt;
    }
  }
  if (last_region_) return find_nearest(people_, *last_region_)->region();
  // Nobody known yet: the one who is both clear and large.
  return std::ranges::max_element(people_, {}, [](const Detection& one) { return one.score * one.region().side_px; })
      ->region();
}

void Tracker::note_pose(const std::optional<Pose>& pose, const PictureSampler& picture, Seconds time) {
  jumped_ = pose && !continuous_ && may_be_another(*pose, time);
  region_.reset();
  continuous_ = pose.has_value();
  if (!pose) return;
  const RegionOfInterest next = pose->next_region();
  new_scene_ = false;
  last_region_ = next;
  last_time_ = time;
  last_landmarks_ = pose->landmarks;
  if (is_usable(next, picture.width_px(), picture.height_px())) region_ = next;
}

bool Tracker::may_be_another(const Pose& pose, Seconds time) const {
  if (!last_region_) return false;
  const RegionOfInterest next = pose.next_region();
  if (new_scene_) {
    const bool after_a_gap = last_time_ && time - *last_time_ > longest_step;
    return after_a_gap || is_another_pose(last_landmarks_, pose.landmarks, next) ||
           is_turned_around(last_landmarks_, pose.landmarks, next);
  }
  // Lost and found without anybody else about: it takes more to doubt that it is the same person.
  constexpr double still_near_in_sides = 0.8, still_similar = 2.5;
  const double ratio = std::max(next.side_px / last_region_->side_px, last_region_->side_px / next.side_px);
  if (alone_ && last_time_ && lost_a_moment_ago(time))
    return distance_in_sides(*last_region_, next) > still_near_in_sides || ratio > still_similar;
  return !could_be_same_person(*last_region_, next);
}

Result<std::optional<Pose>> Tracker::observe_like_the_makers(const PictureSampler& picture, Seconds time) {
  if (!region_ || options_.source == RegionSource::detector_every_frame) {
    HINGE_TRY(people_, networks_.detector->detect(picture, whole(picture)));
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
