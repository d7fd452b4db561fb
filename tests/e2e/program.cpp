#include "tests/e2e/program.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <stdexcept>

extern char** environ;

namespace hinge::test {
namespace {

constexpr int longest_silence_ms = 60'000;

struct Pipe {
  std::array<int, 2> end{-1, -1};
  Pipe() {
    if (::pipe2(end.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_read();
    close_write();
  }
  void close_read() {
    if (end[0] >= 0) ::close(end[0]), end[0] = -1;
  }
  void close_write() {
    if (end[1] >= 0) ::close(end[1]), end[1] = -1;
  }
};

/// False at the end of the stream.
bool take(Pipe& pipe, std::string& text) {
  std::array<char, 4096> buffer{};
  const ssize_t n = ::read(pipe.end[0], buffer.data(), buffer.size());
  if (n > 0) text.append(buffer.data(), static_cast<std::size_t>(n));
  return n > 0;
}

/// As a program's main() gets them; `words` outlives it.
std::vector<char*> argv_of(std::vector<std::string>& words) {
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  return argv;
}

int wait_for(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

std::filesystem::path hinge_program() { return std::filesystem::path(HINGE_BINARY_DIR) / "hinge"; }

std::filesystem::path test_clip(const std::string& name) {
  return std::filesystem::path(HINGE_SOURCE_DIR) / "tests" / "clips" / name;
}

namespace {
Outcome run(const std::filesystem::path& hinge, const std::vector<std::string>& arguments, const std::string& until, int signal) {
  const std::string program = hinge.string();
  std::vector<std::string> words{program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  auto argv = argv_of(words);

  Pipe out, err;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out.end[1], 1);
  posix_spawn_file_actions_adddup2(&actions, err.end[1], 2);
  pid_t child = 0;
  const int failed = ::posix_spawn(&child, program.c_str(), &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot run " + program + "; build it first");
  out.close_write();
  err.close_write();

  Outcome outcome;
  bool signalled = until.empty();
  std::array<pollfd, 2> streams{{{out.end[0], POLLIN, 0}, {err.end[0], POLLIN, 0}}};
  while (streams[0].fd >= 0 || streams[1].fd >= 0) {
    ::poll(streams.data(), streams.size(), -1);
    if (streams[0].fd >= 0 && streams[0].revents != 0 && !take(out, outcome.out)) streams[0].fd = -1;
    if (streams[1].fd >= 0 && streams[1].revents != 0 && !take(err, outcome.err)) streams[1].fd = -1;
    if (!signalled && outcome.err.find(until) != std::string::npos) {
      ::kill(child, signal);
      signalled = true;
    }
  }
  outcome.code = wait_for(child);
  return outcome;
}
}  // namespace

Outcome run_hinge(const std::vector<std::string>& arguments) { return run(hinge_program(), arguments, "", 0); }

Outcome run_copy(const std::filesystem::path& program, const std::vector<std::string>& arguments) { return run(program, arguments, "", 0); }

Outcome run_hinge_and_signal(const std::vector<std::string>& arguments, const std::string& until, int signal) {
  return run(hinge_program(), arguments, until, signal);
}

Outcome run_copy_and_signal(const std::filesystem::path& program, const std::vector<std::string>& arguments, const std::string& until, int signal) {
  return run(program, arguments, until, signal);
}

Outcome run_hinge_at_terminal(const std::vector<std::string>& arguments, const std::vector<Reply>& replies) {
  std::vector<std::string> words{hinge_program().string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  auto argv = argv_of(words);
  int terminal = -1;
  const pid_t child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
  if (child < 0) throw std::runtime_error("no terminal");
  if (child == 0) {
    ::execv(argv[0], argv.data());
    ::_exit(127);
  }
  Outcome outcome;
  std::size_t heard = 0;
  auto reply = replies.begin();
  std::array<char, 4096> buffer{};
  pollfd screen{terminal, POLLIN, 0};
  // The end of the program is the end of its terminal: EIO.
  for (ssize_t n = 0;;) {
    if (::poll(&screen, 1, longest_silence_ms) == 0) ::kill(child, SIGKILL);  // it waits for a reply that nobody gives
    if ((n = ::read(terminal, buffer.data(), buffer.size())) <= 0) break;
    outcome.out.append(buffer.data(), static_cast<std::size_t>(n));
    for (std::size_t at = 0; reply != replies.end() && (at = outcome.out.find(reply->to, heard)) != std::string::npos; ++reply) {
      heard = at + reply->to.size();
      const std::string line = reply->typed + "\n";
      if (::write(terminal, line.data(), line.size()) < 0) throw std::runtime_error("nothing can be typed");
    }
  }
  ::close(terminal);
  outcome.code = wait_for(child);
  return outcome;
}

std::vector<std::string> files_below(const std::filesystem::path& folder) {
  std::vector<std::string> files;
  std::error_code ec;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, ec)) {
    if (entry.is_regular_file()) files.push_back(std::filesystem::relative(entry.path(), folder).string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace hinge::test
