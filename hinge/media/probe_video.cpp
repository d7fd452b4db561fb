#include <fcntl.h>

#include <utility>

#include "hinge/media/internal/clip_file.h"
#include "hinge/media/decode_box.h"
#include "hinge/media/internal/decode_process.h"
#include "hinge/media/internal/messages.h"
#include "hinge/media/internal/picture_limits.h"
#include "hinge/media/internal/reader_link.h"
#include "hinge/media/video_reader.h"

namespace hinge::media {

using namespace internal;

Result<VideoInfo> probe_video(const std::filesystem::path& path, const CancelFlag* cancel) {
  HINGE_TRY(const ClipFile clip, ClipFile::open(path));
  HINGE_TRY(auto decoding, DecodeProcess::start(clip, find_decode_program()));
  HINGE_TRY(auto link, ReaderLink::begin(decoding, path, {probing_memory_limit_bytes, cancel}));
  HINGE_TRY_VOID(link.send(Word::probe, path.native()));
  HINGE_TRY(const Message answer, link.receive());
  auto info = answer.word == Word::info ? unpack_info(answer.bytes) : std::nullopt;
  if (!info) return link.makes_no_sense();
  info->path = path;
  info->container = to_sentence(info->container);
  info->codec = to_sentence(info->codec);
  info->decoding = std::move(decoding);
  return *std::move(info);
}

Result<BoxState> examine_box() {
  const auto program = find_decode_program();
  const ClipFile nothing(::open("/dev/null", O_RDONLY | O_CLOEXEC), "");
  HINGE_TRY(auto decoding, DecodeProcess::start(nothing, program));
  HINGE_TRY(auto link, ReaderLink::begin(decoding, program, {probing_memory_limit_bytes}));
  HINGE_TRY_VOID(link.send(Word::describe_box));
  HINGE_TRY(const Message answer, link.receive());
  const auto box = answer.word == Word::box ? unpack_box(answer.bytes) : std::nullopt;
  if (!box) return link.makes_no_sense();
  return BoxState{box->system_calls_filtered, box->memory_limited};
}

}  // namespace hinge::media
