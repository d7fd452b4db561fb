// `hinge doctor`: what is present, which version, what is missing and how to mend it.
#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <link.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "app/command.h"
#include "app/knowledge.h"
#include "hinge/analysis/pipeline.h"
#include "hinge/base/files.h"
#include "hinge/base/sha256.h"
#include "hinge/media/decode_box.h"
#include "hinge/media/library_version.h"

namespace hinge::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view runtime_name = "libtensorflowlite_c";

struct Check {
  bool ok = false;
  std::string what;    ///< "pose network full"
  std::string detail;  ///< version, path, or what is wrong
  std::string remedy;  ///< empty when ok
};

struct ManifestFile {
  std::string id, package, to, sha256;
};

struct Manifest {
  std::vector<ManifestFile> files;
  std::vector<std::pair<std::string, std::string>> packages;  ///< name, "version, licence"
};

Result<Manifest> read_manifest(const fs::path& path) {
  HINGE_TRY(const std::string text, read_file(path, 1'000'000));
  Manifest manifest;
  const toml::parse_result parsed = toml::parse(text, path.string());
  if (!parsed) return fail(Errc::corrupt, std::string(parsed.error().description()), path.string());
  const toml::table& table = parsed.table();
  if (const auto* packages = table["package"].as_array()) {
    for (const auto& node : *packages) {
      const toml::node_view entry(node);
      manifest.packages.emplace_back(entry["name"].value_or(std::string()),
                                     entry["version"].value_or(std::string()) + ", " + entry["licence"].value_or(std::string()));
    }
  }
  if (const auto* files = table["file"].as_array()) {
    for (const auto& node : *files) {
      const toml::node_view entry(node);
      manifest.files.push_back({entry["id"].value_or(std::string()), entry["package"].value_or(std::string()),
                                entry["to"].value_or(std::string()), entry["sha256"].value_or(std::string())});
    }
  }
  return manifest;
}

/// The network runtime this very process runs with.
fs::path find_loaded_runtime() {
  std::string found;
  ::dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* result) {
        if (info->dlpi_name == nullptr || std::strstr(info->dlpi_name, runtime_name.data()) == nullptr) return 0;
        *static_cast<std::string*>(result) = info->dlpi_name;
        return 1;
      },
      &found);
  return found;
}

Check check_hash(std::string what, const fs::path& file, const std::vector<std::string>& expected, const std::string& package) {
  std::error_code ignored;
  const std::string remedy = "run `make setup` in the source tree and build again, or install Hinge again";
  if (file.empty() || !fs::is_regular_file(file, ignored)) return {false, std::move(what), "missing: " + file.string(), remedy};
  const auto hash = compute_sha256(file);
  if (!hash) return {false, std::move(what), to_string(hash.error()), remedy};
  if (std::find(expected.begin(), expected.end(), *hash) == expected.end()) {
    return {false, std::move(what), file.string() + " is not the file it should be (SHA-256 " + hash->substr(0, 12) + "…)", remedy};
  }
  return {true, std::move(what), fmt::format("{}, SHA-256 {}…, from {}", file.string(), hash->substr(0, 12), package), ""};
}

void check_networks(const Resources& resources, std::vector<Check>& checks) {
  const auto manifest = read_manifest(resources.manifest);
  if (!manifest) {
    checks.push_back({false, "list of networks", to_string(manifest.error()), "install Hinge again"});
    return;
  }
  for (const auto& [name, about] : manifest->packages) checks.push_back({true, "package", name + " " + about, ""});
  std::vector<std::string> runtimes;
  for (const auto& file : manifest->files) {
    if (file.to.find(runtime_name) != std::string::npos) runtimes.push_back(file.sha256);
    if (file.to.ends_with(".tflite")) {
      checks.push_back(check_hash(file.id, resources.models / fs::path(file.to).filename(), {file.sha256}, file.package));
    }
  }
  checks.push_back(check_hash("network runtime", find_loaded_runtime(), runtimes, "tfjs-tflite-node"));
}

Check check_knowledge(const Resources& resources) {
  const auto catalog = load_knowledge(resources, {});
  if (!catalog) return {false, "knowledge", catalog.error().message, "install Hinge again, or mend the file named here"};
  return {true, "knowledge",
          fmt::format("version {}, {} exercises, {} rules, {}", catalog->version, catalog->exercises.size(), catalog->rules.size(),
                      resources.knowledge.string()),
          ""};
}

Check check_file(std::string what, const fs::path& file, std::string remedy) {
  std::error_code ignored;
  const bool there = fs::is_regular_file(file, ignored);
  return {there, std::move(what), there ? file.string() : "missing: " + file.string(), there ? "" : std::move(remedy)};
}

Check check_font() {
  // The overlay's labels; Debian's fonts-dejavu-core.
  const fs::path font = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf";
  std::error_code ignored;
  if (fs::is_regular_file(font, ignored)) return {true, "font of the overlay", font.string(), ""};
  return {false, "font of the overlay", "DejaVu Sans Bold is not at " + font.string(),
          "apt-get install fonts-dejavu-core (without it the labels on pictures use whatever font there is)"};
}

/// Where a stranger's file is decoded. What a kernel does not offer is said; the rest holds.
Check check_box() {
  const auto box = media::examine_box();
  if (!box) return {false, "decoding in a box", to_string(box.error()), "run `make build` in the source tree, or install Hinge again"};
  std::string detail = media::find_decode_program().string() + ", without rights to files, network and programs";
  if (!box->system_calls_filtered) {
    detail = media::find_decode_program().string() + ", NOT kept from network and files: this kernel refuses the filter of system calls (seccomp); "
             "give Hinge only clips whose origin you know";
  }
  return {true, "decoding in a box", detail + (box->memory_limited ? ", with limited memory" : ", memory NOT limited"), ""};
}

std::vector<Check> examine(const Resources& resources) {
  std::vector<Check> checks;
  checks.push_back({true, "hinge", fmt::format("{}, {}", analysis::engine_version(), find_program().string()), ""});
  checks.push_back({true, "video", media::library_version(), ""});
  checks.push_back(check_box());
  check_networks(resources, checks);
  checks.push_back(check_knowledge(resources));
  checks.push_back(check_file("report page", resources.report_page, "run `make build` (it builds web/ with node), or install Hinge again"));
  checks.push_back(check_file("schema of analysis.json", resources.analysis_schema, "install Hinge again"));
  checks.push_back(check_font());
  checks.push_back({true, "processor cores", std::to_string(std::max(1U, std::thread::hardware_concurrency())), ""});
  return checks;
}

ExitCode doctor(const Resources& resources) {
  std::size_t failed = 0;
  for (const auto& check : examine(resources)) {
    fmt::print("{:<8}{:<26}{}\n", check.ok ? "ok" : "MISSING", check.what, check.detail);
    if (check.ok) continue;
    ++failed;
    fmt::print("{:<34}{}\n", "", "to mend: " + check.remedy);
  }
  fmt::print("{}\n", failed == 0 ? "Everything Hinge needs is in place." : fmt::format("{} thing{} to mend.", failed, failed == 1 ? "" : "s"));
  return failed == 0 ? ExitCode::ok : ExitCode::incomplete;
}

}  // namespace

Command add_doctor(CLI::App& program) {
  auto* command = program.add_subcommand("doctor", about_doctor)->footer("Example:\n  hinge doctor\nExit status 4 if something is missing or damaged.");
  return {command, [](const Resources& resources) { return doctor(resources); }};
}

}  // namespace hinge::app
