#include "hinge/media/internal/decode_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>
#include <system_error>

#include "hinge/media/decode_box.h"
#include "hinge/media/internal/box.h"
#include "hinge/media/internal/decode_service.h"
#include "hinge/media/internal/messages.h"

namespace hinge::media {

std::filesystem::path find_decode_program() {
  std::error_code ignored;
  const auto folder = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
  const std::filesystem::path below = "libexec/hinge/hinge-decode";
  // ROOT/libexec/hinge/hinge-video, ROOT/rooms/media/hinge_media_test, ROOT/hinge. Not farther: others may write there.
  for (const auto& root : {folder, folder.parent_path(), folder.parent_path().parent_path()}) {
    if (std::filesystem::is_regular_file(root / below, ignored)) return root / below;
  }
  return folder.parent_path().filename() == "libexec" ? folder / "hinge-decode" : folder / below;
}

namespace internal {
namespace {

// Above the numbers that the program finds them under, so that the first one moved does not close the second.
constexpr int safe_number = 10;

struct SpawnPlan {
  posix_spawn_file_actions_t files{};
  posix_spawnattr_t attributes{};
  SpawnPlan() {
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawnattr_init(&attributes);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
  ~SpawnPlan() {
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&files);
  }
};

/// The clip, the line, and nothing else that Hinge has open; signals as a program finds them, but for those that ask it to
/// stop: they are for its readers, which it has to outlive to wait for them (decode_service.cpp).
void plan(SpawnPlan& plan, int clip, int line) {
  ::posix_spawn_file_actions_addopen(&plan.files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&plan.files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  if (!sanitized) ::posix_spawn_file_actions_addopen(&plan.files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_adddup2(&plan.files, clip, clip_descriptor);
  ::posix_spawn_file_actions_adddup2(&plan.files, line, service_descriptor);
  ::posix_spawn_file_actions_addclosefrom_np(&plan.files, service_descriptor + 1);
  sigset_t signals;
  ::sigfillset(&signals);
  ::posix_spawnattr_setsigdefault(&plan.attributes, &signals);
  ::sigemptyset(&signals);
  for (const int signal : requests_to_stop) ::sigaddset(&signals, signal);
  ::posix_spawnattr_setsigmask(&plan.attributes, &signals);
  ::posix_spawnattr_setflags(&plan.attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
}

}  // namespace

Result<std::shared_ptr<DecodeProcess>> DecodeProcess::start(const ClipFile& clip, const std::filesystem::path& program) {
  auto ends = Line::make_pair();
  if (!ends) return fail(ends.error().code, ends.error().what, clip.name().string());
  auto& [ours, theirs] = *ends;
  const Descriptor clip_copy(::fcntl(clip.descriptor(), F_DUPFD_CLOEXEC, safe_number));
  const Descriptor line_copy(::fcntl(theirs.number(), F_DUPFD_CLOEXEC, safe_number));
  if (!clip_copy.is_open() || !line_copy.is_open()) {
    return fail(Errc::io, std::string("no line to a decoder: ") + std::strerror(errno), clip.name().string());
  }
  SpawnPlan planned;
  plan(planned, clip_copy.number(), line_copy.number());
  std::string name = program.string();
  char* arguments[] = {name.data(), nullptr};
  pid_t process = 0;
  const int failed = ::posix_spawn(&process, name.c_str(), &planned.files, &planned.attributes, arguments, environ);
  if (failed != 0) {
    return fail(Errc::io, std::string(std::strerror(failed)) + "; video cannot be decoded without it: run `make build` in the source tree, or install Hinge again",
                name);
  }
  return std::make_shared<DecodeProcess>(process, std::move(ours));
}

DecodeProcess::~DecodeProcess() {
  if (process_ == 0) return;
  ::kill(process_, SIGKILL);  // its readers are gone: whoever holds one holds this
  ::waitpid(process_, nullptr, 0);
}

std::optional<std::uint64_t> DecodeProcess::ask(Word question, std::uint64_t number, int descriptor, Word answer) {
  const std::lock_guard lock(mutex_);
  Message message;
  const bool answered = line_.send(question, pack(number), descriptor) &&
                        line_.receive(message, {longest_silence, {}}, most_message_bytes) == Heard::message && message.word == answer;
  gone_ = gone_ || !answered;
  return answered ? unpack_number(message.bytes) : std::nullopt;
}

std::optional<DecodeProcess::Reader> DecodeProcess::begin_reader(std::uint64_t memory_limit_bytes) {
  auto ends = Line::make_pair();
  if (!ends) return std::nullopt;
  const auto process = ask(Word::begin, memory_limit_bytes, ends->second.number(), Word::begun);
  if (!process || *process == 0) return std::nullopt;
  return Reader{static_cast<pid_t>(*process), std::move(ends->first)};
}

std::optional<int> DecodeProcess::finish_reader(pid_t process) {
  const auto status = ask(Word::finish, static_cast<std::uint64_t>(process), -1, Word::finished);
  return status ? std::optional(static_cast<int>(*status)) : std::nullopt;
}

std::optional<int> DecodeProcess::ending_signal() {
  const std::lock_guard lock(mutex_);
  if (!gone_ || process_ == 0) return ending_signal_;
  int status = 0;
  // If it is not on its way out already, it is sent there.
  ::kill(process_, SIGKILL);
  ::waitpid(process_, &status, 0);
  process_ = 0;
  if (WIFSIGNALED(status)) ending_signal_ = WTERMSIG(status);
  return ending_signal_;
}

}  // namespace internal
}  // namespace hinge::media
