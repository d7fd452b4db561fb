#include "hinge/media/internal/decode_service.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <map>
#include <new>
#include <span>
#include <string>
#include <vector>

#include "hinge/base/expect.h"
#include "hinge/media/internal/av_error.h"
#include "hinge/media/internal/box.h"
#include "hinge/media/internal/decoder.h"
#include "hinge/media/internal/line.h"
#include "hinge/media/internal/messages.h"
#include "hinge/media/internal/picture_maker.h"
#include "hinge/media/internal/probe.h"
#include "hinge/media/internal/shared_frame.h"

namespace hinge::media::internal {
namespace {

// Signs of life no oftener: each wakes Hinge up.
constexpr std::chrono::seconds between_signs{1};

/// Memory that Hinge shares; unmapped with the process.
using Slots = std::map<std::uint64_t, std::span<std::byte>>;

class ReaderProcess {
 public:
  ReaderProcess(Line line, BoxFacts box, const BeforePicture& before_picture)
      : line_(std::move(line)), box_(box), before_picture_(before_picture) {}

  /// Until Hinge hangs up.
  void run() {
    // Written before memory can be short.
    const std::string no_memory = pack(Error{Errc::unsupported, "needs more memory to decode than any phone's video; convert it to H.264 at 1920x1080", ""});
    try {
      for (Message asked; line_.receive(asked) == Heard::message;) answer(asked);
    } catch (const std::bad_alloc&) {
      decoder_.reset();
      line_.send(Word::failed, no_memory);
    }
  }

 private:
  void answer(Message& asked) {
    switch (asked.word) {
      case Word::describe_box: line_.send(Word::box, pack(box_)); break;
      case Word::probe: probe(asked.bytes); break;
      case Word::open: open(asked.bytes); break;
      case Word::next: next(unpack_number(asked.bytes).value_or(0)); break;
      case Word::slot: take_slot(asked); break;
      default: break;
    }
  }

  [[nodiscard]] StillHere signs_of_life() {
    return [this](Seconds reached) {
      const auto now = std::chrono::steady_clock::now();
      if (now - last_sign_ < between_signs) return;
      last_sign_ = now;
      line_.send(Word::still_here, pack(reached));
    };
  }

  void give_up(const Error& error) const { line_.send(Word::failed, pack(error)); }

  void probe(const std::string& name) {
    HINGE_EXPECT(!file_);  // one job a process
    file_.emplace(clip_descriptor, name);
    if (before_picture_) {
      if (const auto error = before_picture_(*file_, pictures_, signs_of_life())) return give_up(*error);
    }
    const auto info = probe_clip(*file_, signs_of_life());
    if (!info) return give_up(info.error());
    line_.send(Word::info, pack(*info));
  }

  void open(const std::string& packed) {
    auto job = unpack_job(packed);
    if (!job) return give_up({Errc::invalid, "was asked for in a way that makes no sense", ""});
    HINGE_EXPECT(!file_);
    file_.emplace(clip_descriptor, job->info.path);
    auto decoder = Decoder::open(*file_, job->info, job->options, signs_of_life());
    if (!decoder) return give_up(decoder.error());
    decoder_.emplace(*std::move(decoder));
    line_.send(Word::opened);
  }

  void next(std::uint64_t slot) {
    if (before_picture_) {
      if (const auto error = before_picture_(*file_, pictures_, signs_of_life())) return give_up(*error);
    }
    auto picture = decoder_->next();
    if (!picture) return give_up(picture.error());
    if (!*picture) {
      line_.send(Word::end, decoder_->damage().value_or(""));
      return;
    }
    ++pictures_;
    waiting_ = std::move(**picture);
    hand_over(slot);
  }

  // Hinge makes the memory, so that it cannot be taken away again; the descriptor is not kept.
  void take_slot(Message& given) {
    const auto [slot, bytes] = unpack_slot(given.bytes).value_or(SlotFacts{});
    void* memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, given.descriptor.number(), 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    auto& room = slots_[slot];
    if (!room.empty()) ::munmap(room.data(), room.size());
    room = {static_cast<std::byte*>(memory), bytes};
    if (waiting_) hand_over(slot);
  }

  void hand_over(std::uint64_t slot) {
    const auto& holder = waiting_->holder();
    PictureFacts facts{waiting_->time(), facts_of(*holder.decoded), std::nullopt};
    if (holder.planar) facts.planar = facts_of(*holder.planar);
    const auto bytes = needed_bytes(facts);
    if (!bytes) return give_up({Errc::unsupported, "has an unusual colour format; convert it to ordinary H.264", ""});
    const auto room = slots_[slot];
    if (room.size() < *bytes) {
      line_.send(Word::slot_too_small, pack(static_cast<std::uint64_t>(*bytes)));
      return;
    }
    copy_to(room, facts, *holder.decoded, holder.planar.get());
    waiting_.reset();
    line_.send(Word::picture, pack(facts));
  }

  Line line_;
  BoxFacts box_;
  const BeforePicture& before_picture_;
  std::optional<ClipFile> file_;
  std::optional<Decoder> decoder_;
  std::optional<Picture> waiting_;  // decoded, not yet in a slot
  Slots slots_;
  int pictures_ = 0;
  std::chrono::steady_clock::time_point last_sign_ = std::chrono::steady_clock::now();
};

/// In the copy. Ends with the process: no destructor may run that belongs to the original.
[[noreturn]] void become_reader(pid_t original, Message& begin, const BeforePicture& before_picture) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  if (::getppid() != original) ::_exit(1);  // it went before that was arranged
  ::close(service_descriptor);
  Line line(std::move(begin.descriptor));
  const auto box = enter_box(clip_descriptor, line.number(), unpack_number(begin.bytes).value_or(0));
  ReaderProcess(std::move(line), box, before_picture).run();
  ::_exit(0);
}

// First in line when memory runs out, before Hinge and before whatever else the person has open.
void offer_to_the_oom_killer() {
  const Descriptor file(::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC));
  if (file.is_open()) static_cast<void>(::write(file.number(), "1000", 4));
}

}  // namespace

int serve_decoding(const BeforePicture& before_picture) {
  if (::fcntl(service_descriptor, F_GETFD) < 0) {
    std::fputs("hinge-decode is started by hinge, which decodes video with it; it does nothing by itself\n", stderr);
    return 2;
  }
  ::fcntl(clip_descriptor, F_SETFD, FD_CLOEXEC);
  ::fcntl(service_descriptor, F_SETFD, FD_CLOEXEC);
  offer_to_the_oom_killer();
  silence_libav();
  const pid_t self = ::getpid();
  const Line line{Descriptor(service_descriptor)};
  std::vector<pid_t> readers;
  for (Message asked; line.receive(asked) == Heard::message;) {
    if (asked.word == Word::begin) {
      const pid_t reader = ::fork();
      if (reader == 0) become_reader(self, asked, before_picture);
      asked.descriptor = Descriptor();
      if (reader > 0) readers.push_back(reader);
      line.send(Word::begun, pack(static_cast<std::uint64_t>(std::max(reader, 0))));
    } else if (asked.word == Word::finish) {
      const auto reader = static_cast<pid_t>(unpack_number(asked.bytes).value_or(0));
      int status = 0;
      if (std::erase(readers, reader) > 0) {
        ::kill(reader, SIGKILL);
        ::waitpid(reader, &status, 0);
      }
      line.send(Word::finished, pack(static_cast<std::uint64_t>(status)));
    }
  }
  for (const pid_t reader : readers) {
    ::kill(reader, SIGKILL);
    ::waitpid(reader, nullptr, 0);
  }
  return 0;
}

}  // namespace hinge::media::internal
