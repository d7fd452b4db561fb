#include "app/resources.h"

namespace hinge::app {

std::filesystem::path find_program() {
  std::error_code ec;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", ec);
  return ec ? std::filesystem::path("hinge") : program;
}

namespace {
std::filesystem::path find_root() {
  const auto folder = find_program().parent_path(), above = folder.parent_path();
  if (above.filename() == "libexec") return above.parent_path();
  std::error_code ignored;
  return std::filesystem::is_directory(folder / "share" / "hinge", ignored) ? folder : above;
}
}  // namespace

Resources find_resources() {
  const auto root = find_root(), share = root / "share" / "hinge";
  return {root / "libexec" / "hinge" / "hinge-video",
          share / "models",
          share / "models.toml",
          share / "knowledge",
          share / "report.html",
          share / "analysis.schema.json",
          share / "completion" / "hinge.bash"};
}

}  // namespace hinge::app
