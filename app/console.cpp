#include "app/console.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>

#include "hinge/base/files.h"

namespace hinge::app {
namespace {

constexpr double update_every_s = 0.1;  // smooth to the eye, and nothing beside the work
constexpr double steady_after_s = 0.5;  // before that a rate is noise

}  // namespace

void print_error(std::string_view message) { fmt::print(stderr, "hinge: {}\n", message); }

std::string shell_word(std::string_view name) {
  const auto plain = [](unsigned char c) { return std::isalnum(c) != 0 || c >= 0x80 || std::string_view("-_.@").find(static_cast<char>(c)) != std::string_view::npos; };
  if (!name.empty() && std::ranges::all_of(name, plain)) return std::string(name);
  std::string quoted = "'";
  for (const char c : name) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

void print_warning(std::string_view message) { fmt::print(stderr, "note: {}\n", message); }

ExitCode refuse(const Failure& failure) {
  print_error(failure.message);
  return failure.code;
}

ExitCode write_result(const std::filesystem::path& file, std::string_view text) {
  const auto written = write_file(file, text);
  if (!written) return refuse({ExitCode::output, to_string(written.error())});
  fmt::print("{}\n", file.string());
  return ExitCode::ok;
}

std::string duration_text(double seconds) {
  const long whole = std::lround(std::max(0.0, seconds));
  if (whole >= 3600) return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

std::string progress_text(const Progress& progress, double elapsed_s) {
  const auto done = static_cast<double>(progress.done);
  std::string text = progress.total > 0
                         ? fmt::format("{} {} %", progress.stage, std::min<std::int64_t>(100, 100 * progress.done / progress.total))
                         : fmt::format("{} {} frames", progress.stage, progress.done);
  if (elapsed_s < steady_after_s || progress.done == 0) return text;
  const double rate = done / elapsed_s;
  text += fmt::format(", {:.1f} frames/s", rate);
  if (progress.total > progress.done) {
    text += fmt::format(", {} left", duration_text(static_cast<double>(progress.total - progress.done) / rate));
  }
  return text;
}

ProgressLine::ProgressLine(Verbosity verbosity) : verbosity_(verbosity), on_terminal_(::isatty(STDERR_FILENO) == 1) {}

void ProgressLine::show(const Progress& progress) {
  if (verbosity_ == Verbosity::quiet) return;
  const auto now = Clock::now();
  if (stage_ != progress.stage) {
    clear();
    stage_ = progress.stage;
    stage_began_ = now;
    last_shown_ = {};
    last_tenth_ = 0;
  }
  const double elapsed_s = std::chrono::duration<double>(now - stage_began_).count();
  if (on_terminal_) {
    const bool finished = progress.total > 0 && progress.done >= progress.total;
    if (!finished && std::chrono::duration<double>(now - last_shown_).count() < update_every_s) return;
    fmt::print(stderr, "\r\033[K{}", progress_text(progress, elapsed_s));
    std::fflush(stderr);
    shown_ = true;
    last_shown_ = now;
    return;
  }
  if (progress.total <= 0) return;
  const int tenth = static_cast<int>(std::min<std::int64_t>(10, 10 * progress.done / progress.total));
  if (tenth == last_tenth_) return;
  last_tenth_ = tenth;
  fmt::print(stderr, "{}\n", progress_text(progress, elapsed_s));
}

void ProgressLine::clear() {
  if (!shown_) return;
  fmt::print(stderr, "\r\033[K");
  std::fflush(stderr);
  shown_ = false;
}

}  // namespace hinge::app
