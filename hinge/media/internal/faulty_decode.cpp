// hinge-decode as the tests need it: the whole program in its whole box, that does at a marked clip (fault_mark.h) what a
// broken decoder or whoever has taken one over might do.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>

#include "hinge/media/internal/box.h"
#include "hinge/media/internal/decode_service.h"
#include "tests/support/fault_mark.h"

namespace {

using namespace hinge;

void die_of(int signal) {
  std::signal(signal, SIG_DFL);  // the sanitizers would rather report it
  std::raise(signal);
}

void take_all_memory() {
  constexpr std::size_t piece_bytes = 16 << 20;
  while (true) std::memset(::operator new(piece_bytes), 1, piece_bytes);
}

/// What it got away with.
std::string try_to_break_out(int clip) {
  std::string done;
  const auto note = [&](const char* what, bool worked) {
    if (worked || errno != EPERM) done += std::string(what) + ": " + (worked ? "done" : std::strerror(errno)) + "; ";
  };
  char path[] = "/bin/true";
  char* arguments[] = {path, nullptr};
  struct stat facts {};
  const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
  note("network", ::socket(AF_INET, SOCK_STREAM, 0) >= 0);
  note("socket", ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
  note("open", ::open("/etc/passwd", O_RDONLY) >= 0);
  note("open for writing", ::open("/tmp/hinge-box-test", O_WRONLY | O_CREAT, 0600) >= 0);
  note("look for a file", ::stat("/etc/passwd", &facts) == 0);
  note("remove", ::unlink("/tmp/hinge-box-test") == 0);
  if (!media::internal::sanitized) note("write to the clip", ::write(clip, "x", 1) == 1);
  note("shorten the clip", ::ftruncate(clip, 0) == 0);
  note("memory file", ::memfd_create("x", 0) >= 0);
  note("fork", ::fork() >= 0);
  note("signal", ::kill(::getppid(), 0) == 0);
  note("lift a limit", ::setrlimit(RLIMIT_FSIZE, &all) == 0);
  note("make code", ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
  note("run a program", ::execv(path, arguments) == 0);
  return done;
}

std::optional<Error> misbehave(const media::internal::ClipFile& clip, int pictures, const media::internal::StillHere& still_here) {
  const auto fault = test::read_fault(clip.descriptor());
  if (fault.kind.empty() || fault.before_picture != pictures) return std::nullopt;
  if (fault.kind == "crash") die_of(SIGSEGV);
  if (fault.kind == "abort") std::abort();
  if (fault.kind == "killed") die_of(SIGKILL);
  if (fault.kind == "interrupt") die_of(SIGINT);
  if (fault.kind == "exit") ::_exit(0);
  if (fault.kind == "memory") take_all_memory();
  if (fault.kind == "hang") {
    while (true) std::atomic_signal_fence(std::memory_order_seq_cst);
  }
  if (fault.kind == "only_still_here") {
    while (true) still_here(Seconds{0});
  }
  if (fault.kind == "break_out") return Error{Errc::io, "got away with: " + try_to_break_out(clip.descriptor()), ""};
  return Error{Errc::invalid, "is marked with an unknown fault", ""};
}

}  // namespace

int main() { return media::internal::serve_decoding(misbehave); }
