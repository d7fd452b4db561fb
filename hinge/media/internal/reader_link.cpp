#include "hinge/media/internal/reader_link.h"

#include <sys/wait.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>
#include <utility>

#include "hinge/media/internal/decode_service.h"

namespace hinge::media::internal {
namespace {

constexpr const char* remedy = "; the file may be damaged: copy it again from the phone, or convert it to H.264";

// Somebody, not the file: Ctrl-C reaches every process of the terminal.
bool is_request(int signal) { return std::ranges::find(requests_to_stop, signal) != requests_to_stop.end(); }

Error stopped(const std::filesystem::path& clip) { return {Errc::cancelled, "stopped on request", clip.string()}; }

std::string describe_signal(int signal) {
  const char* text = ::sigdescr_np(signal);
  return text == nullptr ? "signal " + std::to_string(signal) : text;
}

}  // namespace

Result<ReaderLink> ReaderLink::begin(std::shared_ptr<DecodeProcess> decoding, const std::filesystem::path& clip, const LinkOptions& options) {
  auto reader = decoding->begin_reader(options.memory_limit_bytes);
  if (!reader) return fail(Errc::io, "no process could be started to decode it; close other programs and try again", clip.string());
  return ReaderLink(std::move(decoding), clip, options, *std::move(reader));
}

ReaderLink::~ReaderLink() {
  if (decoding_ && reader_) decoding_->finish_reader(reader_->process);
}

Result<void> ReaderLink::send(Word word, std::string_view bytes, int descriptor) {
  if (end_ || !reader_->line.send(word, bytes, descriptor)) return explain_end();
  return {};
}

Result<Message> ReaderLink::receive() {
  if (end_) return explain_end();
  const auto begin = std::chrono::steady_clock::now();
  const Patience patience{options_.longest_silence, [this] { return options_.cancel != nullptr && options_.cancel->requested(); }};
  while (true) {
    Message message;
    switch (reader_->line.receive(message, patience, most_message_bytes)) {
      case Heard::message: break;
      case Heard::cancelled: return tl::unexpected<Error>(stopped(clip_));
      case Heard::hung_up: return explain_end();
      case Heard::nonsense: return makes_no_sense();
      case Heard::silence:
        return fail(Errc::unsupported, "its decoder got stuck " + when() + " and was ended" + remedy, clip_.string());
    }
    if (message.word == Word::failed) return pass_on(message);
    if (message.word != Word::still_here) return message;
    // Signs of life are no pictures: a decoder that gives nothing else is stuck all the same.
    if (std::chrono::steady_clock::now() - begin > options_.longest_without_picture)
      return fail(Errc::unsupported, "its decoder got stuck " + when() + " and was ended" + remedy, clip_.string());
    const auto time = unpack_time(message.bytes);
    if (!time) return makes_no_sense();
    if (*time > Seconds{0}) reached_ = *time;
  }
}

tl::unexpected<Error> ReaderLink::makes_no_sense() const {
  return fail(Errc::unsupported, "its decoder answered nonsense " + when() + remedy, clip_.string());
}

tl::unexpected<Error> ReaderLink::pass_on(const Message& failed) const {
  auto error = unpack_error(failed.bytes);
  if (!error) return makes_no_sense();
  // The place is the clip, known here; only what may follow it ("@3.2s") is news.
  const std::string clip = clip_.string();
  const std::string place = error->where.starts_with(clip) ? to_sentence(error->where.substr(clip.size())) : "";
  return fail(error->code, std::move(error->what), clip + place);
}

tl::unexpected<Error> ReaderLink::explain_end() {
  if (!end_) end_ = find_end();
  return tl::unexpected<Error>(*end_);
}

Error ReaderLink::find_end() {
  const auto status = decoding_->finish_reader(reader_->process);
  reader_.reset();
  const auto signal = !status ? decoding_->ending_signal() : WIFSIGNALED(*status) ? std::optional(WTERMSIG(*status)) : std::nullopt;
  if (signal && is_request(*signal)) return stopped(clip_);
  if (signal == SIGKILL) {
    return {Errc::unsupported,
            "its decoder was killed " + when() + ", as happens when memory runs out; close other programs, or convert it to H.264 at 1920x1080",
            clip_.string()};
  }
  const std::string how = signal ? "crashed " + when() + " (" + describe_signal(*signal) + ")" : "gave up " + when();
  return {Errc::unsupported, "its decoder " + how + remedy, clip_.string()};
}

std::string ReaderLink::when() const {
  if (!reached_) return "while the file was opened";
  char text[32];
  std::snprintf(text, sizeof text, "at %.1f s", reached_->value());
  return text;
}

}  // namespace hinge::media::internal
