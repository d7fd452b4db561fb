#pragma once
// What a person sees while it works: one line that updates on a terminal, a plain line every tenth elsewhere.
// Progress, warnings and errors go to stderr, results to stdout.
#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

#include "app/exit_code.h"
#include "hinge/base/progress.h"

namespace hinge::app {

enum class Verbosity : unsigned char { normal, quiet };

void print_error(std::string_view message);
/// "1 set", "2 sets"
template <class Count>
[[nodiscard]] std::string counted(Count count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == Count{1} ? one : many);
}
/// A name as it must be typed in a shell: quoted where it has more than letters, digits and -_.@ in it.
[[nodiscard]] std::string shell_word(std::string_view name);
void print_warning(std::string_view message);
/// Prints the message; its exit status.
ExitCode refuse(const Failure& failure);
/// Writes a page or table and prints where it is; output when it cannot be written.
[[nodiscard]] ExitCode write_result(const std::filesystem::path& file, std::string_view text);

/// "0:05", "1:02:07"
[[nodiscard]] std::string duration_text(double seconds);
/// "pose 42 %, 63.1 frames/s, 0:05 left"; frames instead of per cent when the total is not known.
[[nodiscard]] std::string progress_text(const Progress& progress, double elapsed_s);

class ProgressLine {
 public:
  explicit ProgressLine(Verbosity verbosity);
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine() { clear(); }

  void show(const Progress& progress);
  /// Removes the line so that something else can be printed.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  Verbosity verbosity_;
  bool on_terminal_;
  bool shown_ = false;
  std::string stage_;
  Clock::time_point stage_began_, last_shown_;
  int last_tenth_ = 0;
};

}  // namespace hinge::app
