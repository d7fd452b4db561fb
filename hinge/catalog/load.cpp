#include "hinge/catalog/load.h"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>

#include "hinge/base/files.h"
#include "hinge/catalog/internal/reading.h"
#include "hinge/catalog/internal/toml_guard.h"
#include "hinge/catalog/near_names.h"

namespace hinge::catalog {
namespace {

using internal::Draft;
using internal::Place;
using internal::TableReader;

constexpr int format_we_read = 1;
constexpr std::uintmax_t largest_file = 1 << 20;  // bytes; ours are a few thousand

struct Parsed {
  const TextFile* file = nullptr;
  std::string folder;  ///< "rules", or empty for a file of the top folder
  std::string stem;
  toml::table table;
};

std::string stem_of(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  std::string_view file = slash == std::string_view::npos ? name : name.substr(slash + 1);
  return std::string(file.substr(0, file.rfind('.')));
}

std::string folder_of(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? std::string{} : std::string(name.substr(0, slash));
}

std::vector<Parsed> parse_toml(std::span<const TextFile> files, Draft& draft) {
  std::vector<Parsed> parsed;
  for (const TextFile& file : files) {
    if (auto problem = internal::find_unreadable(file.text, file.shown)) {
      draft.problems.add(std::move(problem->place), std::move(problem->text));
      continue;
    }
    toml::parse_result result = toml::parse(file.text, file.shown);
    if (!result) {
      const toml::source_position at = result.error().source().begin;
      draft.problems.add({file.shown, std::max<unsigned>(1, at.line), std::max<unsigned>(1, at.column)},
                         "not TOML: " + std::string(result.error().description()));
      continue;
    }
    parsed.push_back({&file, folder_of(file.name), stem_of(file.name), std::move(result).table()});
  }
  std::ranges::stable_sort(parsed, {}, [](const Parsed& p) { return p.file->layer; });
  return parsed;
}

void read_forbidden_words(const std::vector<Parsed>& parsed, Draft& draft) {
  for (const Parsed& file : parsed) {
    if (!file.folder.empty() || file.stem != "words") continue;
    internal::Problems ignored;  // reported when the file is read in full
    for (auto& [word, place] : TableReader(file.table, file.file->shown, ignored).names_or_none("never")) {
      draft.problems.never.push_back(std::move(word));
    }
  }
  draft.catalog.never = draft.problems.never;
}

bool has_known_format(TableReader& reader) {
  const int format = reader.whole("format", 1, 1'000'000);
  if (format == format_we_read) return true;
  reader.problem("format", "format " + std::to_string(format) + " is newer than this build reads (" +
                               std::to_string(format_we_read) + "): update Hinge or the file");
  return false;
}

// What a file of one-thing-each folder adds: into its list, in place of an older layer's, refusing a second of the
// same.
template <class T, class Id>
void put(std::vector<T>& list, T entry, Id id, std::set<std::string>& seen, const Parsed& file, TableReader& reader) {
  const std::string name = std::invoke(id, entry);
  if (name != file.stem)
    reader.problem("id", "'" + name + "' must live in a file of that name, not in " + file.stem + ".toml");
  if (!seen.insert(std::to_string(file.file->layer) + "/" + file.folder + "/" + name).second) {
    reader.problem("id", "there are two " + file.folder + " '" + name + "'");
    return;
  }
  const auto same = std::ranges::find(list, name, id);
  if (same == list.end()) {
    list.push_back(std::move(entry));
  } else {
    *same = std::move(entry);
  }
}

void read_file_of_folder(const Parsed& file, TableReader& reader, Draft& draft, std::set<std::string>& seen) {
  if (file.folder == "rules")
    put(draft.catalog.rules, internal::read_rule(reader, draft), &Rule::id, seen, file, reader);
  if (file.folder == "cues") put(draft.catalog.cues, internal::read_cue(reader, draft), &Cue::id, seen, file, reader);
  if (file.folder == "drills") put(draft.catalog.drills, internal::read_drill(reader, draft), &Drill::id, seen, file, reader);
  if (file.folder == "lessons")
    put(draft.catalog.lessons, internal::read_lesson(reader, draft), &Lesson::id, seen, file, reader);
  if (file.folder == "exercises") {
    const auto id = [](const internal::ExerciseDraft& entry) -> const std::string& { return entry.exercise.id; };
    put(draft.exercises, internal::read_exercise(reader, draft), id, seen, file, reader);
  }
}

void read_top_file(const Parsed& file, TableReader& reader, Draft& draft, std::set<std::string>& seen) {
  if (file.stem == "version") draft.catalog.version = reader.name("version");
  if (file.stem == "sources") internal::read_sources(reader, draft, file.file->layer, seen);
  if (file.stem == "checkpoints") {
    draft.catalog.checkpoints.clear();  // the list as a whole is the guide's order: a later folder replaces it
    internal::read_checkpoints(reader, draft);
  }
  if (file.stem == "patterns") {
    draft.catalog.patterns.clear();
    internal::read_patterns(reader, draft);
  }
  if (file.stem == "words") internal::read_words(reader, draft);
  if (file.stem == "ladder") internal::read_ladder(reader, draft);
}

void read_parsed(const Parsed& file, Draft& draft, std::set<std::string>& seen) {
  if (file.folder == "markersets") return;  // for who reads recordings, not for who judges them: mocap
  static const std::vector<std::string> folders{"cues", "drills", "exercises", "lessons", "rules"};
  static const std::vector<std::string> tops{"checkpoints", "ladder", "not_yet_measured", "patterns",
                                             "sources",     "version",          "words"};
  TableReader reader(file.table, file.file->shown, draft.problems);
  const bool top = file.folder.empty();
  const std::string& what = top ? file.stem : file.folder;
  const std::vector<std::string>& known = top ? tops : folders;
  if (std::ranges::find(known, what) == known.end()) {
    draft.problems.add(reader.place(), "nothing reads this file: '" + what + "' is not a " + (top ? "file" : "folder") +
                                           " of the knowledge" + did_you_mean(what, known));
    return;
  }
  if (!has_known_format(reader)) return;
  if (top && file.stem == "not_yet_measured") internal::read_unbuilt(reader, draft);
  if (top) read_top_file(file, reader, draft, seen);
  if (!top) read_file_of_folder(file, reader, draft, seen);
  reader.report_unknown_keys();
}

// Metrics and sources are named by everything else.
int reading_order(const Parsed& file) {
  if (file.folder.empty() && file.stem == "not_yet_measured") return 0;
  return file.folder.empty() ? 1 : 2;
}

std::string count_problems(std::size_t count) {
  return count == 1 ? "the knowledge has a problem" : "the knowledge has " + std::to_string(count) + " problems";
}

}  // namespace

Result<Catalog> parse_catalog(std::span<const TextFile> files, std::span<const metrics::Metric> registry) {
  Draft draft;
  draft.catalog.metrics = registry;
  std::vector<Parsed> parsed = parse_toml(files, draft);
  read_forbidden_words(parsed, draft);
  std::ranges::stable_sort(parsed, {}, [](const Parsed& p) { return std::tuple(reading_order(p), p.file->layer); });
  std::set<std::string> seen;
  for (const Parsed& file : parsed) read_parsed(file, draft, seen);
  internal::check_whole(draft);
  if (draft.problems.list.empty()) return std::move(draft.catalog);
  return fail(Errc::invalid, count_problems(draft.problems.list.size()) + ":\n" + draft.problems.render());
}

Result<Catalog> load_catalog(std::span<const std::filesystem::path> folders, Extent extent) {
  namespace fs = std::filesystem;
  std::vector<TextFile> files;
  int layer = 0;
  for (const fs::path& folder : folders) {
    std::error_code failed;
    if (!fs::is_directory(folder, failed)) {
      return fail(Errc::not_found, "there is no knowledge folder here; give one with --knowledge DIR", folder.string());
    }
    std::vector<fs::path> paths;
    for (fs::recursive_directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed)) {
      if (it->path().extension() == ".toml") paths.push_back(it->path());
    }
    if (failed) return fail(Errc::io, "cannot list the knowledge folder: " + failed.message(), folder.string());
    if (paths.empty()) return fail(Errc::not_found, "the knowledge folder holds no .toml file", folder.string());
    std::ranges::sort(paths);
    for (const fs::path& path : paths) {
      std::string name = path.lexically_relative(folder).generic_string();
      if (extent == Extent::without_lessons && folder_of(name) == "lessons") continue;
      HINGE_TRY(std::string text, read_file(path, largest_file));
      files.push_back({std::move(name), path.string(), std::move(text), layer});
    }
    ++layer;
  }
  return parse_catalog(files);
}

}  // namespace hinge::catalog
