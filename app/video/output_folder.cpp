#include "app/video/output_folder.h"

#include <fmt/core.h>

#include "hinge/base/files.h"

namespace hinge::app {
namespace {

namespace fs = std::filesystem;

fs::path first_missing(const fs::path& folder) {
  std::error_code ec;
  fs::path missing;
  for (fs::path at = fs::absolute(folder, ec); !at.empty() && !fs::exists(at, ec); at = at.parent_path()) missing = at;
  return missing;
}

}  // namespace

OutputFolder::OutputFolder(fs::path folder, fs::path first_made) : folder_(std::move(folder)), first_made_(std::move(first_made)) {}

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : folder_(std::move(other.folder_)), first_made_(std::exchange(other.first_made_, {})) {}

OutputFolder::~OutputFolder() {
  if (first_made_.empty()) return;
  std::error_code ec;
  fs::path at = fs::absolute(folder_, ec);
  // remove() refuses a folder that is not empty.
  while (!ec && fs::remove(at, ec) && at != first_made_) at = at.parent_path();
}

Outcome<OutputFolder> OutputFolder::prepare(const fs::path& folder, std::uintmax_t needed_bytes) {
  const fs::path made = first_missing(folder);
  std::error_code ec;
  fs::create_directories(folder, ec);
  if (ec) {
    return give_up(ExitCode::output, fmt::format("{}: cannot make the output folder ({}); choose another with --out",
                                                 folder.string(), ec.message()));
  }
  OutputFolder prepared(folder, made);
  {
    // Made and thrown away: says now what writing will say after the work.
    HINGE_TRY_OR(output, auto probe, AtomicFile::create(folder / "analysis.json"));
    HINGE_TRY_VOID_OR(output, probe.write(std::string(4096, ' ')));
  }
  const auto space = fs::space(folder, ec);
  if (!ec && space.available < needed_bytes) {
    return give_up(ExitCode::output,
                   fmt::format("{}: only {} MB are free where about {} MB are needed; free some space, choose another folder "
                               "with --out, or leave out the video with --only json,html,csv",
                               folder.string(), space.available / 1000000, needed_bytes / 1000000));
  }
  return prepared;
}

}  // namespace hinge::app
