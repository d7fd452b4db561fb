// hinge_variations: thousands of clips that somebody could have filmed, from a few recordings with truth; what is found,
// counted and named in them, by kind. docs/accuracy-variations.md is written from its --json by page.py.
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "bench/variations/report.h"
#include "bench/variations/run.h"
#include "hinge/catalog/load.h"

namespace hinge::bench {
namespace {

constexpr const char* usage =
    "hinge_variations KNOWLEDGE [TRUTH RECORDINGS]... [--filmed LABELS RECORDINGS] [--only KIND] [--source NAME]\n"
    "                 [--list] [--seed N] [--every N] [--json FILE] [--floors FILE] [--write-floors FILE] [--write FOLDER]\n"
    "                 [--shapes FILE]\n"
    "  TRUTH holds NAME.truth.json (and NAME.truth.csv), RECORDINGS NAME.hinge or NAME/clip.hinge.\n"
    "  LABELS is a list of clips counted by eye. --every N: only every N-th case.\n"
    "  --floors: fails where a kind is below its row of the file, which --write-floors wrote. --write: saves each case as a clip.hinge to look at.\n"
    "  --shapes: a line of JSON a case, what was measured of its set and what it is: bench/fit/recognition.\n";

std::optional<Options> options_of(const std::vector<std::string>& words) {
  Options options;
  std::vector<std::string> folders;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    const auto next = [&] { return i + 1 < words.size() ? words[++i] : std::string(); };
    if (word == "--list") options.lists = true;
    else if (word == "--only") options.only = next();
    else if (word == "--source") options.source = next();
    else if (word == "--seed") options.seed = static_cast<unsigned>(std::atoi(next().c_str()));
    else if (word == "--every") options.every = std::max(1, std::atoi(next().c_str()));
    else if (word == "--json") options.json = next();
    else if (word == "--floors") options.floors = next();
    else if (word == "--write-floors") options.new_floors = next();
    else if (word == "--write") options.write = next();
    else if (word == "--shapes") options.shapes = next();
    else if (word == "--filmed") {
      options.labels = next();
      options.filmed = next();
    } else if (word.starts_with("--")) return std::nullopt;
    else folders.push_back(word);
  }
  if (folders.empty() || folders.size() % 2 == 0) return std::nullopt;
  options.knowledge = folders.front();
  for (std::size_t k = 1; k + 1 < folders.size(); k += 2) options.sources.emplace_back(folders[k], folders[k + 1]);
  return options;
}

int run_all(const Options& options) {
  const std::vector<std::filesystem::path> knowledge{options.knowledge};
  const auto catalog = catalog::load_catalog(knowledge);
  if (!catalog) {
    fmt::print(stderr, "hinge_variations: the knowledge in {} cannot be read\n", options.knowledge.string());
    return 1;
  }
  const auto takes = load_sources(options);
  if (!takes) {
    fmt::print(stderr, "hinge_variations: {}: {}\n", takes.error().where, takes.error().what);
    return 1;
  }
  if (takes->empty()) {
    fmt::print(stderr, "hinge_variations: no recording with truth found; nothing measured\n");
    return 2;
  }
  const auto kinds = all_kinds(*takes);
  const auto cases = run(*takes, kinds, options, {{}, {}, catalog->prototypes});
  return report(cases, kinds, options);
}

}  // namespace
}  // namespace hinge::bench

int main(int argc, char** argv) {
  const auto options = hinge::bench::options_of({argv + 1, argv + argc});
  if (!options) {
    fmt::print(stderr, "{}", hinge::bench::usage);
    return 2;
  }
  return hinge::bench::run_all(*options);
}
