#pragma once
// Runs the real program as a person would and keeps what it said.
#include <filesystem>
#include <string>
#include <vector>

namespace hinge::test {

struct Outcome {
  int code = -1;  ///< exit status; 128 + signal when it was killed
  std::string out, err;
};

/// Waits for the end. Environment and working folder are the test's own.
[[nodiscard]] Outcome run_hinge(const std::vector<std::string>& arguments);
/// The same of another copy of the program, or of a link to it.
[[nodiscard]] Outcome run_copy(const std::filesystem::path& program, const std::vector<std::string>& arguments);

struct Reply {
  std::string to;     ///< what must have been said since the last reply
  std::string typed;  ///< and Enter
};
/// At a terminal, where somebody answers. Everything the terminal shows is in `out`, what was typed too.
[[nodiscard]] Outcome run_hinge_at_terminal(const std::vector<std::string>& arguments, const std::vector<Reply>& replies);

/// Starts it, sends `signal` as soon as `until` appears in what it says on stderr, and waits for the end.
[[nodiscard]] Outcome run_hinge_and_signal(const std::vector<std::string>& arguments, const std::string& until, int signal);

[[nodiscard]] Outcome run_copy_and_signal(const std::filesystem::path& program, const std::vector<std::string>& arguments, const std::string& until,
                                          int signal);

/// The build's own program.
[[nodiscard]] std::filesystem::path hinge_program();

/// A clip that ships with the tests.
[[nodiscard]] std::filesystem::path test_clip(const std::string& name);

/// Every file below a folder, part files included, sorted, relative.
[[nodiscard]] std::vector<std::string> files_below(const std::filesystem::path& folder);

}  // namespace hinge::test
