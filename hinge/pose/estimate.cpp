#include "hinge/pose/estimate.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <thread>

#include "hinge/base/expect.h"
#include "hinge/pose/internal/frame_choice.h"
#include "hinge/pose/internal/frame_times.h"
#include "hinge/pose/internal/held_pictures.h"
#include "hinge/pose/internal/implement_path.h"
#include "hinge/pose/internal/parallel.h"
#include "hinge/pose/internal/recording_warnings.h"
#include "hinge/pose/internal/stick_path.h"
#include "hinge/pose/plausibility.h"

namespace hinge::pose {
namespace {

class Estimation {
public:
  Estimation(const media::VideoInfo& info, const EstimateOptions& options, const RunControl& control, WorkerPool& pool)
      : info_(info), options_(options), control_(control), pool_(pool) {}

  [[nodiscard]] Result<body::Recording> run() {
    const Seconds end = std::min(options_.end.value_or(info_.duration), info_.duration);
    segments_ = plan_segments(info_, options_.start, end);
    // The last segment takes whatever is left: the duration in the header may be a little short.
    if (!options_.end) segments_.back().end = Seconds{1e9};
    HINGE_TRY_VOID(run_all(nullptr));
    if (const auto path = find_better_person(all_sightings())) {
      HINGE_TRY_VOID(run_all(&*path));
    }
    HINGE_TRY_VOID(mend_seams());
    return finish();
  }

private:
  [[nodiscard]] SegmentTask task_for(const Segment& segment) const {
    constexpr Seconds enough{60};  // what stands around the person is seen in the first minute; its sums take memory
    SegmentTask task;
    task.segment = segment;
    task.tracking.silhouettes = options_.silhouettes;
    task.pictures_per_look = options_.every_frame ? 1 : pictures_per_look(info_);
    task.look_around = segment.start < options_.start + enough;
    return task;
  }

  [[nodiscard]] std::function<void()> progress(std::int64_t total) const {
    auto done = std::make_shared<std::int64_t>(0);
    return [this, done, total] {
      if (control_.progress) control_.progress({"pose", std::min(++*done, total), total});
    };
  }

  [[nodiscard]] std::int64_t expected_frames() const {
    const Seconds end = std::min(options_.end.value_or(info_.duration), info_.duration);
    const double share = info_.duration > Seconds{0} ? (end - options_.start) / info_.duration : 1;
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(static_cast<double>(info_.frames) * share));
  }

  [[nodiscard]] Result<void> run_all(const PersonPath* follow) {
    std::vector<SegmentTask> tasks;
    for (const Segment& segment : segments_) {
      SegmentTask task = task_for(segment);
      task.tracking.follow = follow;
      tasks.push_back(task);
    }
    results_.clear();
    damage_.reset();
    for (auto& result : pool_.run(info_, tasks, control_.cancel, progress(expected_frames()))) {
      HINGE_TRY_VOID(keep(std::move(result)));
    }
    return {};
  }

  // A later segment that cannot be decoded at all is a damaged tail, not a useless clip.
  [[nodiscard]] Result<void> keep(Result<SegmentResult> result) {
    if (!result) {
      if (result.error().code != Errc::corrupt || results_.empty())
        return tl::make_unexpected(std::move(result).error());
      if (!damage_) damage_ = result.error().what;
      results_.emplace_back();
      return {};
    }
    if (result->damage && !damage_) damage_ = result->damage;
    results_.push_back(*std::move(result));
    return {};
  }

  [[nodiscard]] std::vector<Sighting> all_sightings() const {
    std::vector<Sighting> all;
    for (const auto& result : results_) all.insert(all.end(), result.sightings.begin(), result.sightings.end());
    return all;
  }

  // A segment starts with the detector and may have found somebody else than the one before ended with; and encoders
  // like to put their keyframes, where our seams are, on hard cuts.
  [[nodiscard]] Result<void> mend_seams() {
    constexpr Seconds at_once{0.5};  // our choice: after a longer loss there is nothing to continue
    for (std::size_t i = 1; i < results_.size(); ++i) {
      const auto& before = results_[i - 1];
      if (!before.last_place || !results_[i].first_place || !before.last_picture) continue;
      const Place last = *before.last_place;
      const bool new_scene = difference(*before.last_picture, *results_[i].first_picture) > least_cut_difference;
      if (new_scene) {
        const auto& first = results_[i].first_place->landmarks;
        if (is_another_pose(last.landmarks, first, last.region) || is_turned_around(last.landmarks, first, last.region)) mark_jump(i);
        continue;
      }
      if (results_[i].first_place->time - last.time > at_once ||
          could_be_same_person(last.region, results_[i].first_place->region))
        continue;
      HINGE_TRY_VOID(redo(i, last.region));
      if (results_[i].first_place && !could_be_same_person(last.region, results_[i].first_place->region)) mark_jump(i);
    }
    return {};
  }

  void mark_jump(std::size_t segment) {
    auto& jumps = results_[segment].jumps;
    jumps.insert(jumps.begin(), results_[segment].first_place->time);
  }

  [[nodiscard]] Result<void> redo(std::size_t index, const RegionOfInterest& from) {
    SegmentTask task = task_for(segments_[index]);
    task.tracking.first_region = from;
    auto results = pool_.run(info_, std::span(&task, 1), control_.cancel, [] {});
    HINGE_TRY(results_[index], std::move(results.front()));
    return {};
  }

  /// All segments' frames in a row, before any is left out.
  struct Row {
    std::vector<body::Frame> frames;
    std::vector<ImplementSighting> implements;
    std::vector<StickSighting> sticks;
    std::vector<double> change;
    std::vector<Seconds> time;
  };

  void join_segments() {
    for (auto& result : results_) {
      HINGE_EXPECT(result.implements.size() == result.frames.size() && result.sticks.size() == result.frames.size() &&
                   result.change.size() == result.frames.size());
      for (std::size_t i = 0; i < result.frames.size(); ++i) {
        const Seconds time = result.frames[i].time;
        all_.time.push_back(all_.time.empty() ? time : std::max(time, all_.time.back()));
        all_.frames.push_back(std::move(result.frames[i]));
        all_.implements.push_back(std::move(result.implements[i]));
        all_.sticks.push_back(result.sticks[i]);
        all_.change.push_back(result.change[i]);
      }
    }
  }

  // What a picture held over from the one before says of the time is nothing; what two pictures of one time say is
  // settled first.
  [[nodiscard]] std::vector<std::size_t> kept_frames(CaptureFacts& facts) {
    join_segments();
    FrameTimes times = settle_times(all_.time);
    const auto held = find_held_pictures(all_.change);
    all_.time = std::move(times.time);
    facts.spread_times = times.spread;
    facts.clock_jumps = times.jumps;
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < all_.frames.size(); ++i) {
      if (times.left_out[i] != 0) ++facts.repeated_times;
      else if (held[i] != 0) ++facts.held_pictures;
      else kept.push_back(i);
    }
    return kept;
  }

  [[nodiscard]] Result<body::Recording> finish() {
    body::Recording recording;
    recording.source.file = info_.path.filename().string();
    recording.source.duration = info_.duration;
    recording.source.frames = info_.frames;
    recording.source.fps = info_.fps;
    recording.source.width_px = info_.width_px;
    recording.source.height_px = info_.height_px;
    recording.source.capture_fps = info_.capture_fps;
    recording.estimator = "blazepose-" + std::string(to_string(options_.model));
    recording.names = body::blazepose_names();
    recording.people = count_people(all_sightings());
    CaptureFacts facts{.damage = damage_};
    std::vector<ImplementSighting> implements;
    std::vector<StickSighting> sticks;
    StandingEdges surroundings;
    for (const std::size_t i : kept_frames(facts)) {
      auto& frame = all_.frames[i];
      frame.time = all_.time[i];
      recording.frames.push_back(std::move(frame));
      implements.push_back(std::move(all_.implements[i]));
      sticks.push_back(all_.sticks[i]);
    }
    for (auto& result : results_) {
      surroundings.add(result.surroundings);
      std::ranges::copy(result.jumps, std::back_inserter(recording.cuts));
    }
    if (recording.frames.empty())
      return fail(Errc::invalid, "has no pictures in the chosen part; choose another start and end",
                  info_.path.filename().string());
    if (recording.people == 0 && std::ranges::any_of(recording.frames, &body::Frame::has_person)) recording.people = 1;
    recording.implement = find_implement(implements, recording.cuts);
    recording.stick = find_stick(sticks);
    // Across a cut the same place of the picture is another place of the room.
    if (recording.cuts.empty()) recording.uprights = find_uprights(surroundings);
    mark_implausible(recording);
    recording.warnings = capture_warnings(recording, facts);
    return recording;
  }

  const media::VideoInfo& info_;
  const EstimateOptions& options_;
  const RunControl& control_;
  WorkerPool& pool_;
  std::vector<Segment> segments_;
  std::vector<SegmentResult> results_;
  Row all_;
  std::optional<std::string> damage_;
};

}  // namespace

Result<body::Recording> estimate_recording(const media::VideoInfo& info, const EstimateOptions& options,
                                           const RunControl& control) {
  const Seconds end = std::min(options.end.value_or(info.duration), info.duration);
  if (options.start < Seconds{0} || options.start >= std::max(end, Seconds{1e-9}))
    return fail(Errc::invalid, "the chosen start lies outside the clip; choose another start and end",
                info.path.filename().string());
  const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  const int workers = options.workers > 0 ? options.workers : cores;
  const auto useful = static_cast<int>(plan_segments(info, options.start, end).size());
  HINGE_TRY(auto pool, WorkerPool::create(options.models_folder, options.model, std::min(workers, useful)));
  return Estimation(info, options, control, pool).run();
}

}  // namespace hinge::pose
