#pragma once
// Hinge's side of hinge-decode: one a clip, from which every reader of it gets a process of its own.
#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>

#include "hinge/base/result.h"
#include "hinge/media/internal/clip_file.h"
#include "hinge/media/internal/line.h"

namespace hinge::media::internal {

/// Longest silence of a process that decodes: twice what opening a file may take by its own clock (open_deadline), so that
/// a file that cannot be opened says so itself. Ours.
constexpr std::chrono::seconds longest_silence{60};
/// Longest wait for an answer from one that keeps saying that it works: passing over an hour of 4K to a late --start takes
/// minutes. Ours.
constexpr std::chrono::seconds longest_without_picture{1800};

/// The program of one clip. Any thread may ask for readers. Ends with the last one who holds it.
class DecodeProcess {
 public:
  /// Error: the program cannot be run.
  [[nodiscard]] static Result<std::shared_ptr<DecodeProcess>> start(const ClipFile& clip, const std::filesystem::path& program);
  DecodeProcess(pid_t process, Line line) : process_(process), line_(std::move(line)) {}
  DecodeProcess(const DecodeProcess&) = delete;
  DecodeProcess& operator=(const DecodeProcess&) = delete;
  ~DecodeProcess();

  struct Reader {
    pid_t process;
    Line line;
  };
  /// nullopt: the program is gone, or the system has no process to spare.
  [[nodiscard]] std::optional<Reader> begin_reader(std::uint64_t memory_limit_bytes);
  /// Ends it if it runs; how it ended, as waitpid() tells. nullopt: the program itself is gone.
  std::optional<int> finish_reader(pid_t process);
  /// Of a program that did not answer any more: the signal that ended it, if one did.
  [[nodiscard]] std::optional<int> ending_signal();

 private:
  [[nodiscard]] std::optional<std::uint64_t> ask(Word question, std::uint64_t number, int descriptor, Word answer);
  std::mutex mutex_;
  pid_t process_;  // 0: waited for
  std::optional<int> ending_signal_;
  bool gone_ = false;
  Line line_;
};

}  // namespace hinge::media::internal
