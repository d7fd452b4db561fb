#include "hinge/pose/internal/segment_worker.h"

#include "hinge/pose/internal/bars_watch.h"
#include "hinge/pose/internal/frame_choice.h"

namespace hinge::pose {
namespace {

void add_frame(SegmentResult& result, Seconds time, std::optional<Pose> pose, bool jumped) {
  body::Frame frame;
  frame.time = time;
  if (pose) {
    Place place{time, pose->next_region(), pose->landmarks};
    if (!result.first_place) result.first_place = place;
    result.last_place = std::move(place);
    frame.landmarks = std::move(pose->landmarks);
    frame.silhouette = std::move(pose->silhouette);
    if (jumped) result.jumps.push_back(time);
  }
  result.frames.push_back(std::move(frame));
}

}  // namespace

Result<SegmentResult> run_segment(const media::VideoInfo& info, const SegmentTask& task, Networks& networks,
                                  const CancelFlag* cancel, const std::function<void()>& on_frame) {
  HINGE_TRY(auto reader, media::VideoReader::open(info, {task.segment.start, task.segment.end, 1, cancel}));
  Tracker tracker(networks, task.tracking);
  SceneWatch scenes;
  BarsWatch bars;
  ChangeWatch changes;
  ImplementWatch implements;
  StickWatch sticks;
  UprightWatch uprights;
  SegmentResult result;
  FrameChoice choice(task.pictures_per_look);
  while (true) {
    if (cancel != nullptr && cancel->requested())
      return fail(Errc::cancelled, "cancelled", info.path.filename().string());
    HINGE_TRY(const auto picture, reader.next());
    if (!picture) break;
    if (!choice.look_at_next()) {
      on_frame();
      continue;
    }
    result.last_picture = make_thumbnail(picture->yuv());
    if (!result.first_picture) result.first_picture = result.last_picture;
    if (scenes.is_new_scene(*result.last_picture)) tracker.expect_new_scene();
    result.change.push_back(changes.look(picture->yuv()));
    bars.look(picture->yuv(), picture->turn());
    tracker.look_only_at(bars.between_bars());
    const YuvSampler sampler(picture->yuv(), picture->turn());
    HINGE_TRY(auto pose, tracker.observe(sampler, picture->time()));
    result.implements.push_back(pose ? implements.look(picture->yuv(), picture->turn(), picture->time(),
                                                       pose->landmarks, pose->region.side_px)
                                     : implements.look_away(picture->time()));
    result.sticks.push_back(pose ? sticks.look(picture->yuv(), picture->turn(), picture->time(), pose->landmarks)
                                 : StickWatch::look_away(picture->time()));
    if (task.look_around) uprights.look(picture->yuv(), picture->turn(), picture->time());
    add_frame(result, picture->time(), std::move(pose), tracker.jumped());
    on_frame();
  }
  result.surroundings = uprights.take();
  result.sightings = tracker.sightings();
  result.damage = reader.damage();
  return result;
}

}  // namespace hinge::pose
