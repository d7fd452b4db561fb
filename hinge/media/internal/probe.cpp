#include "hinge/media/internal/probe.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <utility>

#include "hinge/media/internal/frame_source.h"
#include "hinge/media/internal/input.h"
#include "hinge/media/internal/stream_facts.h"

namespace hinge::media::internal {
namespace {

// Four hours at 240 frames a second; a header of a few bytes can announce thousands of millions.
constexpr std::size_t most_frames = 4ULL * 3600 * 240;
// An index may name the same bytes again and again, so reading is bounded by the file's size and not by the index.
constexpr std::int64_t most_read_ratio = 4;
constexpr std::int64_t least_read_limit_bytes = 64LL << 20;

/// What one pass over the packets collects.
struct Packets {
  std::vector<std::int64_t> stamps;      // presentation, in ticks; without those that are missing
  std::vector<std::int64_t> key_stamps;  // of keyframes
  std::int64_t frames = 0;
  std::int64_t last_duration = 0;        // ticks, of the packet shown last; 0 when not told
  bool stamps_missing = false;
  bool too_many = false;
};

Packets read_packets(const Input& input, const StillHere& still_here) {
  Packets all;
  auto packet = make_packet();
  const std::int64_t file_bytes = std::max<std::int64_t>(0, avio_size(input.io.get()));
  const std::int64_t limit_bytes = std::max(least_read_limit_bytes, most_read_ratio * file_bytes);
  std::int64_t read_bytes = 0, last_stamp = INT64_MIN;
  for (int code = 0; (code = av_read_frame(input.format.get(), packet.get())) >= 0 || code == AVERROR(EAGAIN); av_packet_unref(packet.get())) {
    if (still_here) still_here(Seconds{0});
    read_bytes += packet->size + 1;
    if (read_bytes > limit_bytes || all.stamps.size() > most_frames) {
      all.too_many = true;
      break;
    }
    const bool shown = code >= 0 && packet->stream_index == input.stream_index && packet->size > 0 && (packet->flags & AV_PKT_FLAG_DISCARD) == 0;
    if (!shown) continue;
    ++all.frames;
    const std::int64_t stamp = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;
    if (stamp == AV_NOPTS_VALUE) {
      all.stamps_missing = true;
      continue;
    }
    all.stamps.push_back(stamp);
    if ((packet->flags & AV_PKT_FLAG_KEY) != 0) all.key_stamps.push_back(stamp);
    if (stamp >= last_stamp) {
      last_stamp = stamp;
      all.last_duration = packet->duration;
    }
  }
  return all;
}

/// Distinct presentation times and the steps between them.
struct Rhythm {
  std::vector<std::int64_t> stamps;  // ascending, distinct
  double median_step = 0;            // ticks; 0 with fewer than two stamps
  bool uneven = false;
};

Rhythm find_rhythm(std::vector<std::int64_t> stamps) {
  Rhythm rhythm;
  const auto all_stamps = std::ssize(stamps);
  std::sort(stamps.begin(), stamps.end());
  const auto repeated = std::unique(stamps.begin(), stamps.end());
  auto uneven_steps = std::distance(repeated, stamps.end());
  stamps.erase(repeated, stamps.end());
  std::vector<double> steps;
  for (std::size_t i = 1; i < stamps.size(); ++i) steps.push_back(static_cast<double>(stamps[i]) - static_cast<double>(stamps[i - 1]));
  if (!steps.empty()) {
    auto sorted = steps;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    rhythm.median_step = *middle;
    // Coarse clocks (1 ms in Matroska) round 29.97 to 33 and 34: a tick either way is still even.
    const double slack = std::max(0.1 * rhythm.median_step, 1.5);
    uneven_steps += std::count_if(steps.begin(), steps.end(), [&](double step) { return std::abs(step - rhythm.median_step) > slack; });
  }
  // A lost picture or the group of B pictures torn from a cut-off end does not make a rate variable.
  rhythm.uneven = uneven_steps > 3 && uneven_steps > all_stamps / 100;
  rhythm.stamps = std::move(stamps);
  return rhythm;
}

double nominal_fps(const AVStream& stream) {
  const AVRational rate = stream.avg_frame_rate.num > 0 ? stream.avg_frame_rate : stream.r_frame_rate;
  const double fps = rate.num > 0 && rate.den > 0 ? av_q2d(rate) : 0;
  return fps >= 1 && fps <= 1000 ? fps : 25;  // FFmpeg's own guess for streams without any clock
}

/// Android's cameras write it into slow motion that they save at an ordinary rate; 0 where it is not there or is none.
double read_capture_fps(const AVFormatContext& format) {
  const AVDictionaryEntry* entry = av_dict_get(format.metadata, "com.android.capture.fps", nullptr, 0);
  if (entry == nullptr) return 0;
  const double fps = std::strtod(entry->value, nullptr);
  constexpr double fastest = 10000;
  return fps >= 1 && fps <= fastest ? fps : 0;
}

/// The first decodable picture: where the clip's time begins, and what the header may not say.
Result<FramePtr> decode_first(const ClipFile& file) {
  HINGE_TRY(auto source, FrameSource::open(file, 1));
  auto frame = source.next();
  if (!frame) return fail(Errc::corrupt, "holds no picture that can be decoded; copy it again from the phone", file.name().string());
  return frame;
}

void fill_times(VideoInfo& info, const Packets& packets, const AVStream& stream) {
  const TickRate rate = to_tick_rate(stream.time_base);
  auto stamps = packets.stamps;
  std::erase_if(stamps, [&](std::int64_t stamp) { return stamp < info.first_stamp; });  // before the first decodable picture
  const Rhythm rhythm = find_rhythm(std::move(stamps));
  if (rhythm.stamps.size() < 2 || packets.stamps_missing) {  // no clock: the nominal rate is all there is
    info.fps = nominal_fps(stream);
    info.duration = Seconds{static_cast<double>(info.frames) / info.fps};
    info.keyframes = {Seconds{0}};
    return;
  }
  const Seconds last = to_seconds(rhythm.stamps.back(), info.first_stamp, rate);
  const Seconds span = to_seconds(rhythm.stamps.back(), rhythm.stamps.front(), rate);
  const double tick_s = static_cast<double>(rate.num) / rate.den;
  // A last packet's own duration is often a leftover of an edit; take it only if it looks like a frame.
  const auto told = static_cast<double>(packets.last_duration);
  const double last_ticks = told > 0.25 * rhythm.median_step && told < 4 * rhythm.median_step ? told : rhythm.median_step;
  info.duration = last + Seconds{last_ticks * tick_s};
  info.fps = static_cast<double>(rhythm.stamps.size() - 1) / span.value();
  info.variable_frame_rate = rhythm.uneven;
  for (const std::int64_t stamp : packets.key_stamps) info.keyframes.push_back(std::max(Seconds{0}, to_seconds(stamp, info.first_stamp, rate)));
  std::sort(info.keyframes.begin(), info.keyframes.end());
  info.keyframes.erase(std::unique(info.keyframes.begin(), info.keyframes.end()), info.keyframes.end());
  if (info.keyframes.empty()) info.keyframes = {Seconds{0}};
}

}  // namespace

Result<VideoInfo> probe_clip(const ClipFile& file, const StillHere& still_here) {
  HINGE_TRY(const Input input, open_input(file));
  const AVStream& stream = input.stream();
  const Packets packets = read_packets(input, still_here);
  const auto where = file.name().string();
  if (packets.too_many) {
    return fail(Errc::corrupt, "announces more pictures than its size can hold or than four hours of film; cut it to the exercise", where);
  }
  if (packets.frames == 0) return fail(Errc::invalid, "holds a video stream without a single picture; film it again", where);
  if (packets.frames == 1) return fail(Errc::invalid, "is a still picture; film a short video", where);
  HINGE_TRY(const FramePtr first, decode_first(file));

  VideoInfo info;
  info.path = file.name();
  info.container = input.format->iformat->name;
  info.codec = avcodec_get_name(stream.codecpar->codec_id);
  info.turn = find_turn(stream);
  const AVRational aspect = av_guess_sample_aspect_ratio(input.format.get(), &input.stream(), first.get());
  const Size size = to_square_pixels({first->width, first->height}, aspect);
  info.width_px = swaps_axes(info.turn) ? size.height_px : size.width_px;
  info.height_px = swaps_axes(info.turn) ? size.width_px : size.height_px;
  info.frames = packets.frames;
  info.interlaced = first->interlaced_frame != 0 ||
                    (stream.codecpar->field_order != AV_FIELD_UNKNOWN && stream.codecpar->field_order != AV_FIELD_PROGRESSIVE);
  for (unsigned i = 0; i < input.format->nb_streams; ++i) {
    info.has_audio = info.has_audio || input.format->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO;
  }
  info.capture_fps = read_capture_fps(*input.format);
  info.first_stamp = find_stamp(first->best_effort_timestamp).value_or(0);
  fill_times(info, packets, stream);
  return info;
}

}  // namespace hinge::media::internal
