#include "hinge/media/internal/messages.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <type_traits>
#include <utility>

#include "hinge/media/internal/picture_limits.h"

namespace hinge::media::internal {
namespace {

constexpr std::size_t longest_sentence = 1000;

template <class T>
concept Number = std::is_arithmetic_v<T> && !std::is_same_v<T, bool>;  // any byte is a number, not every byte a bool

class Packer {
 public:
  template <Number T>
  void put(T number) {
    const auto at = bytes_.size();
    bytes_.resize(at + sizeof number);
    std::memcpy(bytes_.data() + at, &number, sizeof number);
  }
  void put(Seconds time) { put(time.value()); }
  void put(std::string_view text) {
    put(static_cast<std::uint64_t>(text.size()));
    bytes_ += text;
  }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// After the first thing that is missing everything is zero and whole() is false.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : rest_(bytes) {}
  template <Number T>
  void take(T& number) {
    missing_ = missing_ || rest_.size() < sizeof number;
    number = T{};
    if (missing_) return;
    std::memcpy(&number, rest_.data(), sizeof number);
    rest_.remove_prefix(sizeof number);
  }
  template <Number T>
  [[nodiscard]] T take() {
    T number{};
    take(number);
    return number;
  }
  void take(Seconds& time) { time = Seconds{take<double>()}; }
  void take(std::string& text) {
    const auto size = take<std::uint64_t>();
    missing_ = missing_ || rest_.size() < size;
    text = missing_ ? std::string_view{} : rest_.substr(0, size);
    rest_.remove_prefix(text.size());
  }
  void take(bool& truth) { truth = take<std::uint8_t>() != 0; }
  [[nodiscard]] bool whole() const { return !missing_ && rest_.empty(); }
  [[nodiscard]] std::size_t left() const { return rest_.size(); }

 private:
  std::string_view rest_;
  bool missing_ = false;
};

void put_flag(Packer& packer, bool truth) { packer.put(static_cast<std::uint8_t>(truth ? 1 : 0)); }

void put_info(Packer& packer, const VideoInfo& info) {
  packer.put(std::string_view(info.path.native()));
  packer.put(std::string_view(info.container));
  packer.put(std::string_view(info.codec));
  packer.put(info.width_px);
  packer.put(info.height_px);
  packer.put(static_cast<std::uint8_t>(info.turn));
  packer.put(info.duration);
  packer.put(info.frames);
  packer.put(info.fps);
  packer.put(info.capture_fps);
  put_flag(packer, info.variable_frame_rate);
  put_flag(packer, info.interlaced);
  put_flag(packer, info.has_audio);
  packer.put(info.first_stamp);
  packer.put(static_cast<std::uint64_t>(info.keyframes.size()));
  for (const Seconds time : info.keyframes) packer.put(time);
}

bool is_time(Seconds time) { return std::isfinite(time.value()) && time >= Seconds{0}; }

bool makes_sense(const VideoInfo& info) {
  return info.width_px > 0 && info.width_px <= widest_upright_px && info.height_px > 0 && info.height_px <= widest_upright_px &&
         is_time(info.duration) && info.frames >= 0 && std::isfinite(info.fps) && info.fps >= 0 && std::isfinite(info.capture_fps) && info.capture_fps >= 0 &&
         std::ranges::all_of(info.keyframes, is_time) && std::ranges::is_sorted(info.keyframes);
}

std::optional<VideoInfo> take_info(Unpacker& unpacker) {
  VideoInfo info;
  std::string path;
  unpacker.take(path);
  info.path = path;
  unpacker.take(info.container);
  unpacker.take(info.codec);
  unpacker.take(info.width_px);
  unpacker.take(info.height_px);
  const auto turn = unpacker.take<std::uint8_t>();
  unpacker.take(info.duration);
  unpacker.take(info.frames);
  unpacker.take(info.fps);
  unpacker.take(info.capture_fps);
  unpacker.take(info.variable_frame_rate);
  unpacker.take(info.interlaced);
  unpacker.take(info.has_audio);
  unpacker.take(info.first_stamp);
  const auto keyframes = unpacker.take<std::uint64_t>();
  if (turn > static_cast<std::uint8_t>(QuarterTurn::clockwise_270) || keyframes > unpacker.left() / sizeof(double)) return std::nullopt;
  info.turn = static_cast<QuarterTurn>(turn);
  info.keyframes.resize(keyframes);
  for (Seconds& time : info.keyframes) unpacker.take(time);
  if (!makes_sense(info)) return std::nullopt;
  return info;
}

void put_frame(Packer& packer, const FrameFacts& frame) {
  for (const int number : {frame.format, frame.width_px, frame.height_px, frame.colour_space, frame.colour_range}) packer.put(number);
}

FrameFacts take_frame(Unpacker& unpacker) {
  FrameFacts frame;
  for (int* number : {&frame.format, &frame.width_px, &frame.height_px, &frame.colour_space, &frame.colour_range}) unpacker.take(*number);
  return frame;
}

}  // namespace

std::string pack(const VideoInfo& info) {
  Packer packer;
  put_info(packer, info);
  return packer.take();
}

std::string pack(const ReadJob& job) {
  Packer packer;
  packer.put(job.options.start);
  put_flag(packer, job.options.end.has_value());
  packer.put(job.options.end.value_or(Seconds{0}));
  packer.put(job.options.decoder_threads);
  put_info(packer, job.info);
  return packer.take();
}

std::string pack(const PictureFacts& picture) {
  Packer packer;
  packer.put(picture.time);
  put_frame(packer, picture.decoded);
  put_flag(packer, picture.planar.has_value());
  put_frame(packer, picture.planar.value_or(FrameFacts{}));
  return packer.take();
}

std::string pack(const SlotFacts& slot) {
  Packer packer;
  packer.put(slot.number);
  packer.put(slot.bytes);
  return packer.take();
}

std::string pack(const BoxFacts& box) {
  Packer packer;
  put_flag(packer, box.system_calls_filtered);
  put_flag(packer, box.memory_limited);
  return packer.take();
}

std::string pack(const Error& error) {
  Packer packer;
  packer.put(static_cast<std::uint8_t>(error.code));
  packer.put(std::string_view(error.what));
  packer.put(std::string_view(error.where));
  return packer.take();
}

std::string pack(std::uint64_t number) {
  Packer packer;
  packer.put(number);
  return packer.take();
}

std::string pack(Seconds time) {
  Packer packer;
  packer.put(time);
  return packer.take();
}

std::optional<VideoInfo> unpack_info(std::string_view bytes) {
  Unpacker unpacker(bytes);
  auto info = take_info(unpacker);
  if (!unpacker.whole()) return std::nullopt;
  return info;
}

std::optional<ReadJob> unpack_job(std::string_view bytes) {
  Unpacker unpacker(bytes);
  ReadJob job;
  bool has_end = false;
  Seconds end;
  unpacker.take(job.options.start);
  unpacker.take(has_end);
  unpacker.take(end);
  unpacker.take(job.options.decoder_threads);
  if (has_end) job.options.end = end;
  auto info = take_info(unpacker);
  if (!info || !unpacker.whole()) return std::nullopt;
  job.info = *std::move(info);
  return job;
}

std::optional<PictureFacts> unpack_picture(std::string_view bytes) {
  Unpacker unpacker(bytes);
  PictureFacts picture;
  bool has_planar = false;
  unpacker.take(picture.time);
  picture.decoded = take_frame(unpacker);
  unpacker.take(has_planar);
  const FrameFacts planar = take_frame(unpacker);
  if (has_planar) picture.planar = planar;
  if (!unpacker.whole() || !is_time(picture.time)) return std::nullopt;
  return picture;
}

std::optional<SlotFacts> unpack_slot(std::string_view bytes) {
  Unpacker unpacker(bytes);
  SlotFacts slot;
  unpacker.take(slot.number);
  unpacker.take(slot.bytes);
  return unpacker.whole() ? std::optional(slot) : std::nullopt;
}

std::optional<BoxFacts> unpack_box(std::string_view bytes) {
  Unpacker unpacker(bytes);
  BoxFacts box;
  unpacker.take(box.system_calls_filtered);
  unpacker.take(box.memory_limited);
  if (!unpacker.whole()) return std::nullopt;
  return box;
}

std::optional<Error> unpack_error(std::string_view bytes) {
  Unpacker unpacker(bytes);
  const auto code = unpacker.take<std::uint8_t>();
  std::string what, where;
  unpacker.take(what);
  unpacker.take(where);
  if (!unpacker.whole() || code > static_cast<std::uint8_t>(Errc::io) || what.empty()) return std::nullopt;
  return Error{static_cast<Errc>(code), to_sentence(what), where};
}

std::optional<std::uint64_t> unpack_number(std::string_view bytes) {
  Unpacker unpacker(bytes);
  const auto number = unpacker.take<std::uint64_t>();
  return unpacker.whole() ? std::optional(number) : std::nullopt;
}

std::optional<Seconds> unpack_time(std::string_view bytes) {
  Unpacker unpacker(bytes);
  Seconds time;
  unpacker.take(time);
  return unpacker.whole() && is_time(time) ? std::optional(time) : std::nullopt;
}

std::string to_sentence(std::string_view bytes) {
  std::string text(bytes.substr(0, longest_sentence));
  // A terminal obeys what lies below the space.
  for (char& letter : text) {
    if (static_cast<unsigned char>(letter) < ' ' || letter == '\x7f') letter = '?';
  }
  return text;
}

}  // namespace hinge::media::internal
