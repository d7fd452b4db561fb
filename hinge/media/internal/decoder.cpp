#include "hinge/media/internal/decoder.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

#include "hinge/media/internal/deinterlacer.h"
#include "hinge/media/internal/frame_source.h"
#include "hinge/media/internal/picture_maker.h"
#include "hinge/media/internal/stream_facts.h"
#include "hinge/media/internal/timeline.h"

namespace hinge::media::internal {
namespace {

// Containers announce durations rounded to a frame or to the sound's end; less than this is not a missing tail.
constexpr Seconds tail_slack{0.5};

std::string to_text(Seconds time) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", time.value());
  return text;
}

}  // namespace

struct Decoder::State {
  State(const ClipFile& the_file, VideoInfo the_info, const VideoReader::Options& the_options, StillHere the_still_here, FrameSource the_source)
      : file(the_file),
        info(std::move(the_info)),
        options(the_options),
        still_here(std::move(the_still_here)),
        source(std::move(the_source)),
        maker(stored_size(), info.turn),
        timeline(new_timeline()) {}

  [[nodiscard]] Size stored_size() const {
    return swaps_axes(info.turn) ? Size{info.height_px, info.width_px} : Size{info.width_px, info.height_px};
  }
  [[nodiscard]] Timeline new_timeline() const {
    return {info.first_stamp, to_tick_rate(source->stream().time_base), Seconds{1.0 / std::max(1.0, info.fps)}};
  }
  [[nodiscard]] bool seek_to_start();
  [[nodiscard]] Result<void> rewind();
  [[nodiscard]] Result<FramePtr> decode();
  [[nodiscard]] Result<FramePtr> next_frame();
  void note_damage();

  const ClipFile& file;
  VideoInfo info;
  VideoReader::Options options;
  StillHere still_here;
  std::optional<FrameSource> source;
  PictureMaker maker;
  Timeline timeline;
  std::optional<Deinterlacer> deinterlacer;
  std::optional<Seconds> must_reach;  // after a seek: the first frame has to be at or before this time
  std::optional<Seconds> last_time;   // of the last decoded picture, wanted or not
  std::optional<Size> last_size;
  std::optional<std::string> damage;
  bool flushed = false, ended = false, size_changed = false;
};

// To the last keyframe at or before the start; false when the clip has to be decoded from its beginning.
bool Decoder::State::seek_to_start() {
  const auto after = std::upper_bound(info.keyframes.begin(), info.keyframes.end(), options.start);
  if (after == info.keyframes.begin() || *(after - 1) <= Seconds{0}) return false;
  const Seconds keyframe = *(after - 1);
  const AVRational base = source->stream().time_base;
  const auto ticks = static_cast<std::int64_t>(std::llround(keyframe.value() * base.den / base.num)) + info.first_stamp;
  if (!source->seek(ticks)) return false;
  must_reach = keyframe + Seconds{0.5 * base.num / base.den};
  return true;
}

Result<void> Decoder::State::rewind() {
  source.reset();
  HINGE_TRY(auto fresh, FrameSource::open(file, options.decoder_threads));
  source.emplace(std::move(fresh));
  must_reach.reset();
  return {};
}

// One frame as decoded. Some containers land behind the keyframe they were asked for: then all is read from the start.
Result<FramePtr> Decoder::State::decode() {
  auto frame = source->next();
  if (must_reach) {
    const auto stamp = frame ? find_stamp(frame->best_effort_timestamp) : std::nullopt;
    const bool reached = stamp && to_seconds(*stamp, info.first_stamp, to_tick_rate(source->stream().time_base)) <= *must_reach;
    must_reach.reset();
    if (!reached) {
      HINGE_TRY_VOID(rewind());
      frame = source->next();
    }
  }
  return frame;
}

Result<FramePtr> Decoder::State::next_frame() {
  if (!info.interlaced) return decode();
  while (true) {
    if (deinterlacer) {
      if (auto frame = deinterlacer->pull()) return frame;
    }
    if (flushed) return FramePtr{};
    HINGE_TRY(FramePtr frame, decode());
    if (!frame) {
      flushed = true;
      if (!deinterlacer) return FramePtr{};
      if (!deinterlacer->push(nullptr)) return FramePtr{};
      continue;
    }
    frame->pts = frame->best_effort_timestamp;
    if (!deinterlacer) {
      auto created = Deinterlacer::create(*frame, source->stream().time_base);
      if (!created) return fail(created.error().code, created.error().what, info.path.string());
      deinterlacer.emplace(*std::move(created));
    }
    if (!deinterlacer->takes(*frame)) return frame;  // changed its shape midway: shown as it is
    if (!deinterlacer->push(std::move(frame))) return fail(Errc::corrupt, "could not be deinterlaced; deinterlace it first", info.path.string());
  }
}

// At the clip's end: was it all there?
void Decoder::State::note_damage() {
  const Seconds reached = last_time ? *last_time + Seconds{1.0 / std::max(1.0, info.fps)} : Seconds{0};
  Seconds announced = info.duration;
  if (const auto end = source->announced_end()) announced = std::max(announced, to_seconds(*end, info.first_stamp, to_tick_rate(source->stream().time_base)));
  const Seconds missing = announced - reached;
  const bool tail_missing = missing > tail_slack;
  if (tail_missing && (source->cut_off() || source->broken_packets() > 0 || announced > info.duration + tail_slack)) {
    damage = "the last " + to_text(missing) + " s could not be decoded";
  } else if (source->cut_off()) {
    damage = "the recording is cut off at " + to_text(reached) + " s";
  } else if (source->broken_packets() > 0) {
    damage = std::to_string(source->broken_packets()) + (source->broken_packets() == 1 ? " picture" : " pictures") + " could not be decoded";
  } else if (size_changed) {
    damage = "the picture size changes within the clip; all pictures are shown at the first one's size";
  }
}

Decoder::Decoder(std::unique_ptr<State> state) : state_(std::move(state)) {}
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;
Decoder::~Decoder() = default;

Result<Decoder> Decoder::open(const ClipFile& file, const VideoInfo& info, const VideoReader::Options& options, StillHere still_here) {
  HINGE_TRY(auto source, FrameSource::open(file, options.decoder_threads));
  auto state = std::make_unique<State>(file, info, options, std::move(still_here), std::move(source));
  if (options.start > Seconds{0} && !state->seek_to_start()) {
    HINGE_TRY_VOID(state->rewind());
  }
  return Decoder(std::move(state));
}

Result<std::optional<Picture>> Decoder::next() {
  State& s = *state_;
  while (!s.ended) {
    HINGE_TRY(FramePtr frame, s.next_frame());
    if (!frame) {
      s.ended = true;
      s.note_damage();
      if (!s.last_time && s.options.start <= Seconds{0}) {
        return fail(Errc::corrupt, "holds no picture that can be decoded; copy it again from the phone", s.info.path.string());
      }
      break;
    }
    const Seconds time = s.timeline.place(find_stamp(frame->best_effort_timestamp));
    s.last_time = time;
    if (s.still_here) s.still_here(time);
    const Size size{frame->width, frame->height};
    s.size_changed = s.size_changed || (s.last_size && *s.last_size != size);
    s.last_size = size;
    if (time < s.options.start) continue;
    if (s.options.end && time >= *s.options.end) {
      s.ended = true;
      break;
    }
    auto picture = s.maker.make(std::move(frame), time);
    if (!picture) return fail(picture.error().code, picture.error().what, s.info.path.string() + "@" + to_text(time) + "s");
    return std::optional<Picture>(*std::move(picture));
  }
  return std::optional<Picture>();
}

const std::optional<std::string>& Decoder::damage() const { return state_->damage; }

}  // namespace hinge::media::internal
