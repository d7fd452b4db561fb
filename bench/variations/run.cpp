#include "bench/variations/run.h"

#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <tuple>

#include "hinge/mocap/clip_file.h"

namespace hinge::bench {
namespace {

namespace fs = std::filesystem;

struct Job {
  const Take* source;
  const Kind* kind;
  int number;
};

/// FNV-1a, so that a case is the same whatever the library's own hash is.
unsigned hash_of(std::string_view text) {
  unsigned hash = 2166136261U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

/// A sample is drawn by the case's name: counting off would take the same number of every kind.
bool is_in_sample(const Job& job, const Options& options) {
  const std::string name = fmt::format("{} {} {}", job.source->name, job.kind->name, job.number);
  std::seed_seq words{hash_of(name)};
  return std::mt19937(words)() % static_cast<unsigned>(options.every) == 0;
}

std::mt19937 random_of(const Job& job, unsigned seed) {
  std::seed_seq words{seed, hash_of(job.source->name), hash_of(job.kind->name), static_cast<unsigned>(job.number)};
  return std::mt19937(words);
}

std::vector<Job> jobs_of(const std::vector<Take>& takes, const std::vector<Kind>& kinds, const Options& options) {
  std::vector<Job> jobs;
  for (const auto& kind : kinds) {
    if (!options.only.empty() && kind.name.find(options.only) == std::string_view::npos) continue;
    for (const auto& take : takes) {
      if (!options.source.empty() && take.name.find(options.source) == std::string::npos) continue;
      for (int k = 0; k < kind.cases; ++k) {
        const Job job{&take, &kind, k};
        if (is_in_sample(job, options)) jobs.push_back(job);
      }
    }
  }
  return jobs;
}

/// What a case's clip looks like can then be asked of the program itself.
void write_case(const Take& take, const Job& job, const fs::path& folder) {
  std::string name = fmt::format("{} {} {}.hinge", job.kind->name, job.source->name, job.number);
  std::ranges::replace(name, ' ', '_');
  std::ranges::replace(name, '/', '-');
  const auto saved = mocap::save_clip(take.recording, folder / name);
  if (!saved) fmt::print(stderr, "hinge_variations: {}: {}\n", saved.error().where, saved.error().what);
}

Result<void> load_folder(const fs::path& truths, const fs::path& recordings, std::vector<Take>& takes) {
  if (!fs::is_directory(truths)) return {};
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(truths)) {
    if (entry.path().string().ends_with(".truth.json")) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  for (const auto& file : files) {
    const std::string name = file.filename().string().substr(0, file.filename().string().find(".truth"));
    fs::path recording = recordings / (name + ".hinge");
    if (!fs::exists(recording)) recording = recordings / name / "clip.hinge";
    if (!fs::exists(recording)) continue;
    HINGE_TRY(Take take, load_take(file, recording));
    if (!take.recording.frames.empty()) takes.push_back(std::move(take));
  }
  return {};
}

}  // namespace

Result<std::vector<Take>> load_sources(const Options& options) {
  std::vector<Take> takes;
  for (const auto& [truths, recordings] : options.sources) {
    HINGE_TRY_VOID(load_folder(truths, recordings, takes));
  }
  if (!options.labels.empty()) {
    HINGE_TRY(const std::vector<Take> filmed, load_filmed(options.labels, options.filmed));
    takes.insert(takes.end(), filmed.begin(), filmed.end());
  }
  return takes;
}

std::vector<Kind> all_kinds(const std::vector<Take>& takes) {
  std::vector<Kind> kinds;
  for (const auto& some : {kinds_of_cut(), kinds_of_time(), kinds_of_sight(), kinds_of_walk(), kinds_of_company(takes)})
    kinds.insert(kinds.end(), some.begin(), some.end());
  return kinds;
}

std::vector<Case> run(const std::vector<Take>& takes, const std::vector<Kind>& kinds, const Options& options,
                      const movement::MovementOptions& how) {
  const auto jobs = jobs_of(takes, kinds, options);
  std::vector<Case> cases;
  std::mutex mutex;
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    constexpr std::size_t fewest_frames = 8;
    for (std::size_t j = next++; j < jobs.size(); j = next++) {
      const Job& job = jobs[j];
      auto random = random_of(job, options.seed);
      const auto take = job.kind->make(*job.source, job.number, random);
      if (!take || take->recording.frames.size() < fewest_frames) continue;
      if (!options.write.empty()) write_case(*take, job, options.write);
      Case one = judge(*take, how);
      one.kind = job.kind->name;
      one.source = job.source->name;
      one.number = job.number;
      const std::scoped_lock lock(mutex);
      cases.push_back(std::move(one));
    }
  };
  {
    std::vector<std::jthread> threads;
    for (unsigned k = 0; k < std::max(1U, std::thread::hardware_concurrency()); ++k) threads.emplace_back(work);
  }
  std::ranges::sort(cases, {}, [](const Case& c) { return std::tie(c.kind, c.source, c.number); });
  return cases;
}

}  // namespace hinge::bench
