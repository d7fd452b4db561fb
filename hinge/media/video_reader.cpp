#include "hinge/media/video_reader.h"

#include <utility>

#include "hinge/media/decode_box.h"
#include "hinge/media/internal/picture_limits.h"
#include "hinge/media/internal/picture_maker.h"
#include "hinge/media/internal/picture_slots.h"
#include "hinge/media/internal/reader_link.h"
#include "hinge/media/internal/shared_frame.h"

namespace hinge::media {

using namespace internal;

struct VideoReader::State {
  State(const VideoInfo& info, ReaderLink the_link)
      : clip(info.path), size(swaps_axes(info.turn) ? Size{info.height_px, info.width_px} : Size{info.width_px, info.height_px}), turn(info.turn), link(std::move(the_link)) {}

  [[nodiscard]] Result<void> ask();
  [[nodiscard]] Result<std::optional<Picture>> next();
  [[nodiscard]] Result<void> enlarge(const Message& too_small);
  [[nodiscard]] Result<Picture> take_picture(const PictureFacts& facts);
  [[nodiscard]] bool makes_sense(const PictureFacts& facts) const;

  std::filesystem::path clip;
  Size size;  // stored orientation, square pixels
  QuarterTurn turn;
  ReaderLink link;
  PictureSlots slots;
  std::optional<std::size_t> asked;  // the slot that the next picture is being decoded into
  std::optional<std::string> damage;
  std::optional<Error> error;  // stays
  bool ended = false;
};

Result<void> VideoReader::State::ask() {
  asked = slots.find_free();
  return link.send(Word::next, pack(static_cast<std::uint64_t>(*asked)));
}

Result<void> VideoReader::State::enlarge(const Message& too_small) {
  const auto bytes = unpack_number(too_small.bytes);
  // 16 bytes hold a pixel of any format (four floats), twice, upright width included.
  constexpr std::uint64_t most_bytes = 4ULL * 2 * 16 * static_cast<std::uint64_t>(greatest_area_px);
  if (!bytes || *bytes == 0 || *bytes > most_bytes) return link.makes_no_sense();
  const auto memory = slots.replace(*asked, static_cast<std::size_t>(*bytes));
  if (!memory) return fail(memory.error().code, memory.error().what, clip.string());
  return link.send(Word::slot, pack(SlotFacts{*asked, *bytes}), memory->number());
}

// What is said of the picture holds for the memory it is said to be in, and for what Picture promises.
bool VideoReader::State::makes_sense(const PictureFacts& facts) const {
  const auto bytes = needed_bytes(facts);
  if (!bytes || *bytes > slots.bytes(*asked).size()) return false;
  const FrameFacts& shown = facts.planar.value_or(facts.decoded);
  return is_planar_yuv(static_cast<AVPixelFormat>(shown.format)) && Size{shown.width_px, shown.height_px} == size &&
         sws_isSupportedInput(static_cast<AVPixelFormat>(facts.decoded.format)) != 0;
}

Result<Picture> VideoReader::State::take_picture(const PictureFacts& facts) {
  if (!makes_sense(facts)) return link.makes_no_sense();
  link.has_reached(facts.time);
  auto frames = look_into(slots.bytes(*asked), facts);
  auto holder = std::make_shared<Picture::Holder>();
  holder->size = size;
  if (slots.is_last_free(*asked)) {
    holder->decoded = deep_copy(*frames.decoded);
    if (frames.planar) holder->planar = deep_copy(*frames.planar);
  } else {
    holder->memory = slots.lend(*asked);
    holder->decoded = std::move(frames.decoded);
    holder->planar = std::move(frames.planar);
  }
  return make_picture(std::move(holder), turn, facts.time);
}

Result<std::optional<Picture>> VideoReader::State::next() {
  if (!asked) {
    HINGE_TRY_VOID(ask());
  }
  while (true) {
    HINGE_TRY(const Message message, link.receive());
    if (message.word == Word::slot_too_small) {
      HINGE_TRY_VOID(enlarge(message));
      continue;
    }
    if (message.word == Word::end) {
      ended = true;
      if (!message.bytes.empty()) damage = to_sentence(message.bytes);
      return std::optional<Picture>();
    }
    const auto facts = message.word == Word::picture ? unpack_picture(message.bytes) : std::nullopt;
    if (!facts) return link.makes_no_sense();
    HINGE_TRY(auto picture, take_picture(*facts));
    // The next one is decoded while this one is looked at. If that fails, next() says so.
    static_cast<void>(ask());
    return std::optional<Picture>(std::move(picture));
  }
}

VideoReader::VideoReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
VideoReader::VideoReader(VideoReader&&) noexcept = default;
VideoReader& VideoReader::operator=(VideoReader&&) noexcept = default;
VideoReader::~VideoReader() = default;

Result<VideoReader> VideoReader::open(const VideoInfo& info, Options options) {
  auto decoding = info.decoding;
  if (!decoding) {
    HINGE_TRY(const ClipFile clip, ClipFile::open(info.path));
    HINGE_TRY(decoding, DecodeProcess::start(clip, find_decode_program()));
  }
  const auto memory = memory_limit_bytes(info.width_px, info.height_px, options.decoder_threads);
  HINGE_TRY(auto link, ReaderLink::begin(decoding, info.path, {memory, options.cancel}));
  HINGE_TRY_VOID(link.send(Word::open, pack(ReadJob{info, options})));
  HINGE_TRY(const Message answer, link.receive());
  if (answer.word != Word::opened) return link.makes_no_sense();
  return VideoReader(std::make_unique<State>(info, std::move(link)));
}

Result<std::optional<Picture>> VideoReader::next() {
  State& s = *state_;
  if (s.error) return tl::make_unexpected(*s.error);
  if (s.ended) return std::optional<Picture>();
  auto picture = s.next();
  if (!picture) s.error = picture.error();
  return picture;
}

const std::optional<std::string>& VideoReader::damage() const { return state_->damage; }

}  // namespace hinge::media
