// hinge_variations: thousands of clips that somebody could have filmed, from a few recordings with truth; what is found,
// counted and named in them, by kind. docs/accuracy-variations.md is written from its --json.
#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "bench/variations/kinds.h"
#include "hinge/catalog/load.h"
#include "hinge/kinematics/compute_motion.h"
#include "hinge/movement/recognise.h"

namespace hinge::bench {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::vector<std::pair<fs::path, fs::path>> sources;  ///< truth folder, recordings folder
  fs::path knowledge, json;
  std::string only, source;
  bool lists = false;
  unsigned seed = 1;
  int share = 1;  ///< every so many-th case only
};

struct Case {
  std::string kind, source;
  int number = 0, least = 0, most = 0, found = 0;
  int bottoms = 0, bottoms_met = 0;
  bool pattern = false, group = false, negative = false, confidently_wrong = false;
  std::string said;
  double confidence = 0;

  [[nodiscard]] bool exact() const { return found >= least && found <= most; }
  [[nodiscard]] bool within_one() const { return found >= least - 1 && found <= most + 1; }
};

bool has(const std::vector<std::string>& words, std::string_view word) { return std::ranges::find(words, word) != words.end(); }

/// Exercises that a camera can hardly tell apart.
const std::vector<std::vector<std::string>>& groups() {
  static const std::vector<std::vector<std::string>> all{
      {"conventional_deadlift", "sumo_deadlift", "trap_bar_deadlift", "kettlebell_deadlift", "pick_up"},
      {"romanian_deadlift", "stiff_leg_deadlift"},
      {"bodyweight_hinge", "wall_tap_hinge", "dowel_hinge_vertical", "dowel_hinge_horizontal", "knee_block_hinge", "good_morning"},
      {"glute_bridge", "hip_thrust"},
      {"squat", "sit_to_stand"}};
  return all;
}

bool is_of_group(const std::string& said, const std::vector<std::string>& right) {
  if (has(right, "*") || has(right, said)) return true;
  return std::ranges::any_of(groups(), [&](const auto& group) {
    return has(group, said) && std::ranges::any_of(right, [&](const auto& r) { return has(group, r); });
  });
}

Case judge(const Take& take, const movement::MovementOptions& how) {
  Case result;
  const Count truth = counted_ways_up(take);
  result.least = truth.least;
  result.most = truth.most;
  result.negative = has(take.label.patterns, "none");
  if (!take.label.hips_drive && !result.negative) {
    result.least = result.most = static_cast<int>(take.bottoms_s.size());
  }
  const auto motion = kinematics::compute_motion(take.recording, {}, {});
  if (!motion) {
    result.said = motion.error().what;
    result.found = -1;
    return result;
  }
  const auto movement = movement::recognise_movement(*motion, how);
  // What was filmed may hold two exercises; all that is counted counts.
  int found = 0;
  for (const auto& set : movement.sets) found += static_cast<int>(set.reps.size());
  result.found = found;
  const auto& r = movement.recognition;
  result.pattern = has(take.label.patterns, std::string(to_string(r.pattern)));
  std::vector<std::string> named{r.exercise};
  for (std::size_t k = 0; k < r.candidates.size() && k < 2; ++k) named.push_back(r.candidates[k].exercise);
  const bool said_right = is_of_group(r.exercise, take.label.exercises);
  result.group = std::ranges::any_of(named, [&](const auto& n) { return is_of_group(n, take.label.exercises); });
  result.confidence = r.confidence;
  result.confidently_wrong = r.confidence >= 0.5 && r.exercise != "unknown" && (!result.pattern || !said_right);
  result.said = fmt::format("{} {}", to_string(r.pattern), r.exercise);
  constexpr double close_s = 0.15;
  for (const auto& bottom : truth.bottoms) {
    ++result.bottoms;
    result.bottoms_met += std::ranges::any_of(movement.reps, [&](const movement::Rep& rep) {
      const double t = motion->time[rep.bottom].value();
      return t > bottom.first_s - close_s && t < bottom.last_s + close_s;
    });
  }
  if (!take.label.hips_drive) result.bottoms = result.bottoms_met = 0;
  return result;
}

std::vector<Take> load_sources(const Options& options) {
  std::vector<Take> takes;
  for (const auto& [truths, recordings] : options.sources) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(truths)) {
      if (entry.path().string().ends_with(".truth.json")) files.push_back(entry.path());
    }
    std::ranges::sort(files);
    for (const auto& file : files) {
      const std::string name = file.filename().string().substr(0, file.filename().string().find(".truth"));
      if (!options.source.empty() && name.find(options.source) == std::string::npos) continue;
      fs::path recording = recordings / (name + ".hinge");
      if (!fs::exists(recording)) recording = recordings / name / "clip.hinge";
      if (!fs::exists(recording)) continue;
      auto take = load_take(file, recording);
      if (!take) {
        fmt::print(stderr, "hinge_variations: {}: {}\n", take.error().where, take.error().what);
        continue;
      }
      if (!take->recording.frames.empty()) takes.push_back(*std::move(take));
    }
  }
  return takes;
}

struct Job {
  const Take* source;
  const Kind* kind;
  int number;
};

std::vector<Case> run(const std::vector<Take>& takes, const std::vector<Kind>& kinds, const Options& options,
                      const movement::MovementOptions& how) {
  std::vector<Job> jobs;
  int index = 0;
  for (const auto& kind : kinds) {
    if (!options.only.empty() && kind.name.find(options.only) == std::string_view::npos) continue;
    for (const auto& take : takes) {
      for (int k = 0; k < kind.cases; ++k) {
        if (index++ % options.share == 0) jobs.push_back({&take, &kind, k});
      }
    }
  }
  std::vector<Case> cases;
  std::mutex mutex;
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t j = next++; j < jobs.size(); j = next++) {
      const auto& job = jobs[j];
      std::seed_seq seed{options.seed, static_cast<unsigned>(std::hash<std::string>{}(job.source->name)),
                         static_cast<unsigned>(std::hash<std::string_view>{}(job.kind->name)), static_cast<unsigned>(job.number)};
      std::mt19937 random(seed);
      const auto take = job.kind->make(*job.source, job.number, random);
      if (!take || take->recording.frames.size() < 8) continue;
      Case one = judge(*take, how);
      one.kind = job.kind->name;
      one.source = job.source->name;
      one.number = job.number;
      const std::scoped_lock lock(mutex);
      cases.push_back(std::move(one));
    }
  };
  std::vector<std::jthread> threads;
  for (unsigned k = 0; k < std::max(1U, std::thread::hardware_concurrency()); ++k) threads.emplace_back(work);
  threads.clear();
  std::ranges::sort(cases, {}, [](const Case& c) { return std::tuple(c.kind, c.source, c.number); });
  return cases;
}

struct Sum {
  int cases = 0, exact = 0, within_one = 0, bottoms = 0, bottoms_met = 0, pattern = 0, group = 0, wrong = 0;
  void add(const Case& c) {
    ++cases;
    exact += c.exact();
    within_one += c.within_one();
    bottoms += c.bottoms;
    bottoms_met += c.bottoms_met;
    pattern += c.pattern;
    group += c.group;
    wrong += c.confidently_wrong;
  }
};

double percent(int part, int whole) { return whole == 0 ? 0 : 100.0 * part / whole; }

void print_row(std::string_view name, const Sum& s) {
  fmt::print("{:28} {:5} {:7.1f} {:7.1f} {:9.1f} {:8.1f} {:7.1f} {:6}\n", name, s.cases, percent(s.exact, s.cases),
             percent(s.within_one, s.cases), percent(s.bottoms_met, s.bottoms), percent(s.pattern, s.cases),
             percent(s.group, s.cases), s.wrong);
}

nlohmann::json row_of(const Sum& s) {
  return {{"cases", s.cases},     {"exact", s.exact},     {"within_one", s.within_one}, {"bottoms", s.bottoms},
          {"bottoms_met", s.bottoms_met}, {"pattern", s.pattern}, {"group", s.group},           {"confidently_wrong", s.wrong}};
}

void report(const std::vector<Case>& cases, const std::vector<Kind>& kinds, const Options& options) {
  Sum all;
  std::map<std::string, Sum> by_kind, by_source;
  for (const auto& c : cases) {
    all.add(c);
    by_kind[c.kind].add(c);
    by_source[c.source].add(c);
  }
  fmt::print("{:28} {:>5} {:>7} {:>7} {:>9} {:>8} {:>7} {:>6}\n", "kind", "cases", "exact %", "±1 %", "bottoms %", "pattern %", "group %", "wrong");
  nlohmann::ordered_json document;
  for (const auto& kind : kinds) {
    const auto found = by_kind.find(std::string(kind.name));
    if (found == by_kind.end()) continue;
    print_row(kind.name, found->second);
    document["kinds"][found->first] = row_of(found->second);
  }
  print_row("all", all);
  document["all"] = row_of(all);
  constexpr int bins = 10;
  std::array<int, bins> stated{}, right{};
  for (const auto& c : cases) {
    if (c.said.ends_with("unknown")) continue;
    const auto bin = static_cast<std::size_t>(std::clamp(static_cast<int>(c.confidence * bins), 0, bins - 1));
    ++stated.at(bin);
    right.at(bin) += c.group && c.pattern;
  }
  for (std::size_t b = 0; b < bins; ++b) document["calibration"].push_back({{"from", 0.1 * static_cast<double>(b)}, {"cases", stated.at(b)}, {"right", right.at(b)}});
  if (options.lists) {
    for (const auto& c : cases) {
      if (c.exact() && c.pattern && !c.confidently_wrong) continue;
      fmt::print("  {:26} {:32} {:2}  found {} of {}{}  {} {:.2f}{}{}\n", c.kind, c.source, c.number, c.found, c.least,
                 c.most != c.least ? fmt::format("..{}", c.most) : "", c.said, c.confidence, c.pattern ? "" : " PATTERN",
                 c.confidently_wrong ? " CONFIDENT" : "");
    }
    for (const auto& [name, s] : by_source) print_row(name, s);
  }
  if (!options.json.empty()) std::ofstream(options.json) << document.dump(1) << "\n";
}

constexpr const char* usage =
    "hinge_variations KNOWLEDGE TRUTH RECORDINGS [TRUTH RECORDINGS]... [--only KIND] [--source NAME] [--list] [--seed N] "
    "[--every N] [--json FILE]\n"
    "  TRUTH holds NAME.truth.json (and NAME.truth.csv), RECORDINGS NAME.hinge or NAME/clip.hinge.\n"
    "  --every N: only every N-th case.\n";

}  // namespace
}  // namespace hinge::bench

int main(int argc, char** argv) {
  using namespace hinge;
  bench::Options options;
  std::vector<std::string> folders;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const bool more = i + 1 < argc;
    if (word == "--list") options.lists = true;
    else if (word == "--only" && more) options.only = argv[++i];
    else if (word == "--source" && more) options.source = argv[++i];
    else if (word == "--seed" && more) options.seed = static_cast<unsigned>(std::stoul(argv[++i]));
    else if (word == "--every" && more) options.share = std::max(1, std::stoi(argv[++i]));
    else if (word == "--json" && more) options.json = argv[++i];
    else folders.push_back(word);
  }
  if (folders.size() < 3 || folders.size() % 2 == 0 || folders.front().starts_with("--")) {
    fmt::print(stderr, "{}", bench::usage);
    return 2;
  }
  options.knowledge = folders.front();
  for (std::size_t k = 1; k + 1 < folders.size(); k += 2) options.sources.emplace_back(folders[k], folders[k + 1]);
  const std::vector<std::filesystem::path> knowledge{options.knowledge};
  const auto catalog = catalog::load_catalog(knowledge);
  if (!catalog) {
    fmt::print(stderr, "hinge_variations: the knowledge in {} cannot be read\n", options.knowledge.string());
    return 1;
  }
  std::vector<bench::Kind> kinds;
  for (const auto& some : {bench::kinds_of_cut(), bench::kinds_of_time(), bench::kinds_of_sight(), bench::kinds_of_company()})
    kinds.insert(kinds.end(), some.begin(), some.end());
  const auto takes = bench::load_sources(options);
  if (takes.empty()) {
    fmt::print(stderr, "hinge_variations: no recording with truth found; nothing measured\n");
    return 2;
  }
  const auto cases = bench::run(takes, kinds, options, {{}, {}, catalog->prototypes});
  bench::report(cases, kinds, options);
  return 0;
}
