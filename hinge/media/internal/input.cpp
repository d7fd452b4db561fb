#include "hinge/media/internal/input.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <new>
#include <string>
#include <string_view>

#include "hinge/media/internal/av_error.h"
#include "hinge/media/internal/picture_limits.h"

extern "C" {
#include <libavutil/dict.h>
}

namespace hinge::media::internal {
namespace {

using Clock = std::chrono::steady_clock;

// Formats that lead to other files or devices, or draw text as pictures; none is a recording.
constexpr std::array<std::string_view, 9> playlists{"hls", "concat", "dash", "imf", "sdp", "rtsp", "lavfi", "vapoursynth", "avisynth"};
constexpr std::array<std::string_view, 5> text_art{"tty", "bin", "xbin", "adf", "idf"};
constexpr std::array<std::string_view, 8> sound{"wav", "mp3", "flac", "aac", "amr", "aiff", "ac3", "w64"};

// What phones, cameras, screen recorders and editors write. Libav knows ten times as many; each is code that a clip could
// reach, and none is a film that somebody made of themselves.
constexpr std::array<std::string_view, 17> recordings{"mov", "matroska", "avi",  "mpegts", "mpeg", "mpegvideo", "ogg", "flv", "asf",
                                                      "gif", "mxf",      "h264", "hevc",   "m4v",  "ivf",       "dv",  "yuv4mpegpipe"};
constexpr std::array<AVCodecID, 33> video_codecs{
    AV_CODEC_ID_H264,       AV_CODEC_ID_HEVC,       AV_CODEC_ID_AV1,        AV_CODEC_ID_VP8,    AV_CODEC_ID_VP9,    AV_CODEC_ID_MPEG4,
    AV_CODEC_ID_MPEG2VIDEO, AV_CODEC_ID_MPEG1VIDEO, AV_CODEC_ID_MJPEG,      AV_CODEC_ID_H263,   AV_CODEC_ID_H263P,  AV_CODEC_ID_H263I,
    AV_CODEC_ID_PRORES,     AV_CODEC_ID_DNXHD,      AV_CODEC_ID_DVVIDEO,    AV_CODEC_ID_VC1,    AV_CODEC_ID_WMV1,   AV_CODEC_ID_WMV2,
    AV_CODEC_ID_WMV3,       AV_CODEC_ID_MSMPEG4V1,  AV_CODEC_ID_MSMPEG4V2,  AV_CODEC_ID_MSMPEG4V3, AV_CODEC_ID_THEORA, AV_CODEC_ID_FLV1,
    AV_CODEC_ID_VP6,        AV_CODEC_ID_VP6F,       AV_CODEC_ID_GIF,        AV_CODEC_ID_RAWVIDEO, AV_CODEC_ID_FFV1,  AV_CODEC_ID_HUFFYUV,
    AV_CODEC_ID_FFVHUFF,    AV_CODEC_ID_UTVIDEO,    AV_CODEC_ID_CFHD};

template <std::size_t N>
bool any_name_in(std::string_view names, const std::array<std::string_view, N>& list) {
  while (!names.empty()) {  // "mov,mp4,m4a,…"
    const auto comma = std::min(names.find(','), names.size());
    if (std::find(list.begin(), list.end(), names.substr(0, comma)) != list.end()) return true;
    names.remove_prefix(std::min(comma + 1, names.size()));
  }
  return false;
}

bool is_picture_format(std::string_view name) {
  return name == "image2" || name.ends_with("_pipe");  // jpeg_pipe, png_pipe, webp_pipe, …
}

int deadline_passed(void* opaque) { return Clock::now() > static_cast<FileReading*>(opaque)->deadline ? 1 : 0; }

// As libav's own "file:": the offset is ours, so that readers of one descriptor do not move each other.
int read_some(void* opaque, std::uint8_t* to, int bytes) {
  auto& reading = *static_cast<FileReading*>(opaque);
  if (deadline_passed(opaque) != 0) return AVERROR_EXIT;
  ssize_t got = 0;
  do got = ::pread(reading.descriptor, to, static_cast<std::size_t>(bytes), reading.at);
  while (got < 0 && errno == EINTR);
  if (got < 0) return AVERROR(errno);
  reading.at += got;
  return got == 0 ? AVERROR_EOF : static_cast<int>(got);
}

std::int64_t seek_to(void* opaque, std::int64_t offset, int whence) {
  auto& reading = *static_cast<FileReading*>(opaque);
  std::int64_t size = 0;
  if (whence == AVSEEK_SIZE || whence == SEEK_END) {
    size = ::lseek(reading.descriptor, 0, SEEK_END);  // not fstat(): the box has no call that could name a file
    if (size < 0) return AVERROR(errno);
    if (whence == AVSEEK_SIZE) return size;
  }
  const std::int64_t to = offset + (whence == SEEK_CUR ? reading.at : whence == SEEK_END ? size : 0);
  if (to < 0) return AVERROR(EINVAL);
  return reading.at = to;
}

ReadIoPtr make_io(FileReading& reading) {
  constexpr int buffer_bytes = 32768;  // libav's own choice for files
  auto* buffer = static_cast<unsigned char*>(av_malloc(buffer_bytes));
  if (buffer == nullptr) throw std::bad_alloc();
  ReadIoPtr io(avio_alloc_context(buffer, buffer_bytes, 0, &reading, read_some, nullptr, seek_to));
  if (!io) {
    av_free(buffer);
    throw std::bad_alloc();
  }
  return io;
}

// A recording is one file: whatever else a header refers to (playlist entries, external QuickTime tracks) stays shut.
int refuse_other_files(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) { return AVERROR(EPERM); }

// ISO base media files (MP4, MOV, 3GP) begin with one of these boxes even when the rest is gone.
bool begins_like_mp4(const ClipFile& file) {
  std::array<char, 8> head{};
  if (::pread(file.descriptor(), head.data(), head.size(), 0) != static_cast<ssize_t>(head.size())) return false;
  const std::string_view box(head.data() + 4, 4);
  return box == "ftyp" || box == "moov" || box == "mdat" || box == "wide" || box == "free" || box == "skip";
}

tl::unexpected<Error> fail_open(int code, const ClipFile& file) {
  const auto where = file.name().string();
  if (code == AVERROR_EXIT) return fail(Errc::corrupt, "could not be opened within 30 s; convert it with a video editor and try again", where);
  if (code == AVERROR(EIO) || code == AVERROR(EACCES)) return fail_av(code, "cannot be read", file.name());
  if (begins_like_mp4(file)) {
    return fail(Errc::corrupt, "is an MP4 whose index is missing, so the recording or copy was cut off; copy it again from the phone", where);
  }
  return fail(Errc::invalid, "is not a video file; give a recording such as an .mp4 or .mov from the phone", where);
}

Result<void> check_format(const AVInputFormat& format, const std::filesystem::path& path) {
  if (is_picture_format(format.name)) return fail(Errc::invalid, "is a still picture; film a short video", path.string());
  if (any_name_in(format.name, playlists)) {
    return fail(Errc::unsupported, "is a playlist, not a recording; give the video file itself", path.string());
  }
  if (any_name_in(format.name, text_art)) {
    return fail(Errc::invalid, "is not a video file; give a recording such as an .mp4 or .mov from the phone", path.string());
  }
  if (any_name_in(format.name, sound)) return fail(Errc::invalid, "holds no video stream, only sound or data; give the video file", path.string());
  if (!any_name_in(format.name, recordings)) {
    return fail(Errc::unsupported,
                std::string("is of a kind (") + format.name + ") that no phone or camera writes; convert it to an .mp4 and try again", path.string());
  }
  return {};
}

// The best video stream that is not an album cover.
int find_video(AVFormatContext& format) {
  const int best = av_find_best_stream(&format, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
  if (best >= 0 && (format.streams[best]->disposition & AV_DISPOSITION_ATTACHED_PIC) == 0) return best;
  for (unsigned i = 0; i < format.nb_streams; ++i) {
    const AVStream& stream = *format.streams[i];
    if (stream.codecpar->codec_type == AVMEDIA_TYPE_VIDEO && (stream.disposition & AV_DISPOSITION_ATTACHED_PIC) == 0) return static_cast<int>(i);
  }
  return -1;
}

Result<void> check_size(const AVCodecParameters& video, const std::filesystem::path& path) {
  const auto where = path.string();
  const auto size = std::to_string(video.width) + "x" + std::to_string(video.height);
  if (video.width <= 0 || video.height <= 0) {
    return fail(Errc::corrupt, "does not say how large its pictures are, so its header is damaged; copy it again from the phone", where);
  }
  if (std::min(video.width, video.height) < least_side_px) {
    return fail(Errc::invalid, "is only " + size + " pixels, too small to see a person; film at 640x360 or more", where);
  }
  if (std::max(video.width, video.height) > greatest_side_px ||
      static_cast<std::int64_t>(video.width) * video.height > greatest_area_px) {
    return fail(Errc::invalid, "is " + size + " pixels, larger than any camera's; scale it to 1920x1080", where);
  }
  return {};
}

}  // namespace

Result<Input> open_input(const ClipFile& file) {
  silence_libav();
  const auto& path = file.name();
  Input input;
  input.reading = std::make_unique<FileReading>(FileReading{file.descriptor(), 0, Clock::now() + open_deadline});
  input.io = make_io(*input.reading);
  const AVInputFormat* kind = nullptr;
  int code = av_probe_input_buffer2(input.io.get(), &kind, path.c_str(), nullptr, 0, 0);
  if (code < 0 || kind == nullptr) return fail_open(code, file);
  HINGE_TRY_VOID(check_format(*kind, path));

  AVFormatContext* format = avformat_alloc_context();
  if (format == nullptr) throw std::bad_alloc();
  format->pb = input.io.get();
  format->interrupt_callback = {deadline_passed, input.reading.get()};
  format->io_open = refuse_other_files;
  AVDictionary* options = nullptr;
  av_dict_set(&options, "protocol_whitelist", "none", 0);  // for demuxers that open further files behind io_open's back
  code = avformat_open_input(&format, path.c_str(), kind, &options);  // frees the context when it fails
  av_dict_free(&options);
  if (code < 0) return fail_open(code, file);
  input.format.reset(format);
  code = avformat_find_stream_info(format, nullptr);
  if (code < 0) return fail_open(code, file);

  if (format->nb_streams == 0) return fail(Errc::invalid, "holds nothing that was recorded; film it again", path.string());
  input.stream_index = find_video(*format);
  if (input.stream_index < 0) return fail(Errc::invalid, "holds no video stream, only sound or data; give the video file", path.string());
  HINGE_TRY_VOID(check_size(*input.stream().codecpar, path));
  for (unsigned i = 0; i < format->nb_streams; ++i) {
    if (static_cast<int>(i) != input.stream_index) format->streams[i]->discard = AVDISCARD_ALL;
  }
  input.reading->deadline = Clock::time_point::max();
  return input;
}

Result<CodecPtr> open_decoder(const Input& input, const std::filesystem::path& path, int threads) {
  const AVStream& stream = input.stream();
  const AVCodec* decoder = avcodec_find_decoder(stream.codecpar->codec_id);
  if (decoder == nullptr) {
    return fail(Errc::unsupported,
                std::string("is coded as ") + avcodec_get_name(stream.codecpar->codec_id) + ", which this FFmpeg cannot decode; convert it to H.264",
                path.string());
  }
  if (std::ranges::find(video_codecs, stream.codecpar->codec_id) == video_codecs.end()) {
    return fail(Errc::unsupported,
                std::string("is coded as ") + avcodec_get_name(stream.codecpar->codec_id) + ", which no phone or camera writes; convert it to H.264",
                path.string());
  }
  CodecPtr codec(avcodec_alloc_context3(decoder));
  if (!codec) throw std::bad_alloc();
  int code = avcodec_parameters_to_context(codec.get(), stream.codecpar);
  if (code < 0) return fail_av(code, "has a damaged video header; copy it again from the phone", path);
  codec->pkt_timebase = stream.time_base;
  codec->thread_count = std::max(1, threads);
  codec->max_pixels = greatest_area_px;
  code = avcodec_open2(codec.get(), decoder, nullptr);
  if (code < 0) return fail_av(code, "cannot be decoded", path);
  return codec;
}

}  // namespace hinge::media::internal
