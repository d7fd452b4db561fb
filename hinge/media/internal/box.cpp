#include "hinge/media/internal/box.h"

#include <linux/capability.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <initializer_list>
#include <memory>

namespace hinge::media::internal {
namespace {

// Clip, line, three standard streams, the descriptor of a slot in passing, and some to spare. Ours.
constexpr rlim_t most_descriptors = 16;
constexpr rlim_t most_processor_s = 24 * 3600;  // of one clip; hours of 4K take less

struct FreeFilter {
  void operator()(void* filter) const { seccomp_release(filter); }
};
using FilterPtr = std::unique_ptr<void, FreeFilter>;

bool limit(__rlimit_resource resource, rlim_t value) {
  const rlimit both{value, value};
  return ::setrlimit(resource, &both) == 0;
}

// Root's rights too, which would lift every limit again. Fails only for who has none.
void drop_capabilities() {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  const std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> none{};
  static_cast<void>(::syscall(SYS_capset, &header, none.data()));
}

class FilterRules {
 public:
  // What is not named below fails with EPERM, which libraries take for a poor system; a kill would make every libc
  // update a crash.
  FilterRules() : filter_(seccomp_init(SCMP_ACT_ERRNO(EPERM))), good_(filter_ != nullptr) {}

  void allow(std::initializer_list<int> calls) {
    for (const int call : calls) add(SCMP_ACT_ALLOW, call, nullptr);
  }
  void allow(int call, scmp_arg_cmp condition) { add(SCMP_ACT_ALLOW, call, &condition); }
  void refuse(int call, int error) { add(SCMP_ACT_ERRNO(static_cast<std::uint32_t>(error)), call, nullptr); }

  [[nodiscard]] bool load() { return good_ && seccomp_load(filter_.get()) == 0; }

 private:
  // Negative numbers are libseccomp's for calls that this architecture lacks.
  void add(std::uint32_t action, int call, const scmp_arg_cmp* condition) {
    if (!good_ || call < 0) return;
    good_ = seccomp_rule_add_array(filter_.get(), action, call, condition == nullptr ? 0 : 1, condition) == 0;
  }
  FilterPtr filter_;
  bool good_;
};

scmp_arg_cmp is(unsigned argument, std::uint64_t value) { return {argument, SCMP_CMP_EQ, value, 0}; }
scmp_arg_cmp has_bits(unsigned argument, std::uint64_t mask, std::uint64_t bits) { return {argument, SCMP_CMP_MASKED_EQ, mask, bits}; }

bool filter_system_calls(int clip, int line) {
  const auto clip_number = static_cast<std::uint64_t>(clip), line_number = static_cast<std::uint64_t>(line);
  FilterRules rules;
  // Memory; nothing that was written may be run.
  rules.allow({SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(brk)});
  rules.allow(SCMP_SYS(mmap), has_bits(2, PROT_EXEC, 0));
  rules.allow(SCMP_SYS(mmap2), has_bits(2, PROT_EXEC, 0));
  rules.allow(SCMP_SYS(mprotect), has_bits(2, PROT_EXEC, 0));
  // The clip. Closing ends what a slot's descriptor was for.
  rules.allow(SCMP_SYS(pread64), is(0, clip_number));
  rules.allow(SCMP_SYS(lseek), is(0, clip_number));
  rules.allow(SCMP_SYS(_llseek), is(0, clip_number));
  rules.allow({SCMP_SYS(close)});
  // The line, on which no descriptor leaves, and a library's last words.
  rules.allow(SCMP_SYS(recvmsg), is(0, line_number));
  rules.allow(SCMP_SYS(recvfrom), is(0, line_number));
  rules.allow(SCMP_SYS(recv), is(0, line_number));
  rules.allow(SCMP_SYS(sendto), is(0, line_number));
  rules.allow(SCMP_SYS(send), is(0, line_number));
  if (!sanitized) rules.allow(SCMP_SYS(write), is(0, STDERR_FILENO));
  // Threads of this process, none of another.
  rules.allow(SCMP_SYS(clone), has_bits(0, CLONE_THREAD, CLONE_THREAD));
  rules.refuse(SCMP_SYS(clone3), ENOSYS);  // its flags lie in memory, out of a filter's sight; libc then takes clone
  rules.allow({SCMP_SYS(futex), SCMP_SYS(futex_time64), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(sched_yield),
               SCMP_SYS(sched_getaffinity), SCMP_SYS(gettid), SCMP_SYS(getpid), SCMP_SYS(exit), SCMP_SYS(exit_group)});
  rules.allow(SCMP_SYS(prctl), is(0, PR_SET_NAME));
  // Signals of its own: what abort() needs.
  rules.allow({SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction), SCMP_SYS(sigaltstack), SCMP_SYS(restart_syscall)});
  rules.allow(SCMP_SYS(tgkill), is(0, static_cast<std::uint64_t>(::getpid())));
  rules.allow({SCMP_SYS(clock_gettime), SCMP_SYS(clock_gettime64), SCMP_SYS(clock_nanosleep), SCMP_SYS(gettimeofday), SCMP_SYS(nanosleep),
               SCMP_SYS(getrandom)});
  // The sanitizers ask the kernel whether memory is there, by writing it into a pipe.
  if (sanitized) rules.allow({SCMP_SYS(pipe), SCMP_SYS(pipe2), SCMP_SYS(read), SCMP_SYS(write)});
  return rules.load();
}

}  // namespace

BoxFacts enter_box(int clip, int line, std::uint64_t memory_limit_bytes) {
  BoxFacts box;
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_NOFILE, most_descriptors);
  limit(RLIMIT_CPU, most_processor_s);
  box.memory_limited = !sanitized && limit(RLIMIT_AS, memory_limit_bytes);
  drop_capabilities();
  const bool nothing_gained = ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
  box.system_calls_filtered = nothing_gained && filter_system_calls(clip, line);
  return box;
}

}  // namespace hinge::media::internal
