#include "app/resources.h"

namespace hinge::app {

std::filesystem::path find_program() {
  std::error_code ec;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", ec);
  return ec ? std::filesystem::path("hinge") : program;
}

Resources find_resources() {
  const auto folder = find_program().parent_path();
  std::error_code ignored;
  const auto beside = folder / "share" / "hinge";
  const auto share = std::filesystem::is_directory(beside, ignored) ? beside : folder.parent_path() / "share" / "hinge";
  return {share,
          share / "models",
          share / "models.toml",
          share / "knowledge",
          share / "report.html",
          share / "analysis.schema.json",
          share / "completion" / "hinge.bash"};
}

}  // namespace hinge::app
