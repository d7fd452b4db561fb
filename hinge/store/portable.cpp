#include "hinge/store/portable.h"

#include <unistd.h>

#include <set>

#include "hinge/base/files.h"
#include "hinge/base/sha256.h"
#include "hinge/store/internal/codec.h"
#include "hinge/store/internal/entries.h"
#include "hinge/store/internal/person_json.h"
#include "hinge/store/internal/standing.h"
#include "hinge/store/internal/state.h"
#include "hinge/store/internal/text.h"

namespace hinge::store {
namespace {

namespace fs = std::filesystem;
using internal::Cell;
using internal::Isolation;
using internal::PersonDocument;
using internal::Row;
using internal::Transaction;

constexpr std::uintmax_t document_limit_bytes = 2'000'000'000;

constexpr std::string_view read_me =
    "Everything Hinge keeps of one person.\n\n"
    "person.json     all of it, as Hinge takes it back: hinge person import FOLDER\n"
    "sets.csv        the sets as a table\n"
    "check_ins.csv   how the person said they felt\n"
    "fhir.json       the same for medical software: a FHIR R4 Bundle\n"
    "analyses/       what Hinge concluded about each filmed set\n"
    "files/          kept recordings and videos\n\n"
    "Times are UTC, loads kilograms, angles in person.json radians.\n";

/// A folder that becomes visible under its name when it is whole, and leaves nothing behind when it does not.
class NewFolder {
 public:
  static Result<NewFolder> begin(const fs::path& target) {
    std::error_code error;
    if (fs::exists(target, error)) return fail(Errc::invalid, "is there already: choose a new folder", target.string());
    fs::path part = target.string() + ".part-" + std::to_string(::getpid());
    fs::remove_all(part, error);
    HINGE_TRY_VOID(internal::make_private_folder(part));
    return NewFolder(target, part);
  }
  NewFolder(NewFolder&& other) noexcept : target_(std::move(other.target_)), part_(std::exchange(other.part_, fs::path())) {}
  NewFolder& operator=(NewFolder&&) = delete;
  ~NewFolder() {
    std::error_code none;
    if (!part_.empty()) fs::remove_all(part_, none);
  }
  [[nodiscard]] fs::path file(const fs::path& name) const { return part_ / name; }
  Result<void> write(const fs::path& name, std::string_view text) const {
    HINGE_TRY_VOID(internal::make_private_folder((part_ / name).parent_path()));
    return write_file(part_ / name, text);
  }
  Result<void> commit() {
    std::error_code error;
    fs::rename(part_, target_, error);
    if (error) return fail(Errc::io, "cannot be written: " + error.message(), target_.string());
    part_.clear();
    return {};
  }

 private:
  NewFolder(fs::path target, fs::path part) : target_(std::move(target)), part_(std::move(part)) {}
  fs::path target_, part_;
};

Result<void> write_analyses(Store& store, std::int64_t person, const NewFolder& folder, PersonDocument& document) {
  std::optional<Error> error;
  HINGE_TRY_VOID(store.state().database.select("SELECT s.uid, a.at_s, a.json FROM sets s JOIN analyses a ON a.set_id = s.id WHERE s.person_id = ? ORDER BY a.id", "tit",
                                               std::vector<Cell>{person}, [&](Row& row) {
                                                 if (error) return;
                                                 const std::string file = "analyses/" + std::to_string(document.analyses.size() + 1) + ".json";
                                                 document.analyses.push_back({row.text(0), internal::instant_of(row.whole(1)), file});
                                                 if (auto written = folder.write(file, row.text(2)); !written) error = written.error();
                                               }));
  if (error) return tl::unexpected<Error>(*error);
  return {};
}

Result<void> copy_files(Store& store, const std::string& person, const NewFolder& folder, PersonDocument& document) {
  HINGE_TRY(const auto files, store.list_kept_files(person));
  for (const auto& kept : files) {
    std::error_code missing;
    if (!fs::exists(kept.path, missing)) continue;  // `hinge db check` names it; the rest of the person is still theirs
    const std::string file = "files/" + kept.path.filename().string();
    document.files.push_back({kept.set, kept.sha256, kept.kind, kept.name, file});
    HINGE_TRY_VOID(internal::make_private_folder(folder.file("files")));
    std::error_code error;
    fs::copy_file(kept.path, folder.file(file), fs::copy_options::skip_existing, error);
    if (error) return fail(Errc::io, "cannot be copied: " + error.message(), kept.path.string());
  }
  return {};
}

Result<PersonDocument> read_folder(const fs::path& folder) {
  const auto file = folder / "person.json";
  HINGE_TRY(const auto text, read_file(file, document_limit_bytes));
  return internal::read_person_json(text, file.string());
}

/// A name inside the folder, and not a way out of it.
Result<fs::path> file_in(const fs::path& folder, const std::string& name) {
  const fs::path relative(name);
  bool inside = relative.is_relative() && !name.empty();
  for (const auto& step : relative) inside = inside && step != "..";
  if (!inside) return fail(Errc::invalid, "names a file outside the export: '" + name.substr(0, 100) + "'", (folder / "person.json").string());
  return folder / relative;
}

/// Counts what was put and what was there.
struct Tally {
  Imported& imported;
  Result<void> operator()(const internal::Put& put) {
    if (!put) return tl::unexpected<Error>(put.error());
    ++(put->has_value() ? imported.added : imported.known);
    return {};
  }
};

Result<std::int64_t> person_row_for(Store& store, const progress::Person& person, Imported& imported) {
  auto& database = store.state().database;
  const Cell who[] = {person.id};
  HINGE_TRY(auto known, database.select_one("SELECT id, name FROM people WHERE uid = ?", "it", who));
  if (known) {
    imported.name = known->text(1);
    ++imported.known;
    return known->whole(0);
  }
  HINGE_TRY_VOID(internal::check_name(person.name));
  HINGE_TRY_VOID(internal::check_text(person.id, "the person's id", internal::id_limit_bytes));
  const auto cell = [](const auto& quantity) { return quantity ? Cell(quantity->value()) : Cell(); };
  const Cell cells[] = {person.id,   person.name, std::string(to_string(person.role)), person.birth_year ? Cell(std::int64_t{*person.birth_year}) : Cell(), cell(person.height),
                        cell(person.mass), person.order, internal::seconds_of(person.since)};
  HINGE_TRY(auto row, database.select_one("INSERT INTO people (uid, name, role, birth_year, height_m, mass_kg, ladder_order, since_s) "
                                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
                                          "i", cells));
  if (!row) return fail(Errc::invalid, "another person is called '" + person.name + "' here: `hinge person import FOLDER --as NAME` gives this one another name");
  imported.name = person.name;
  ++imported.added;
  return row->whole(0);
}

Result<void> put_sets(Store& store, std::int64_t person, const PersonDocument& document, Tally& tally) {
  auto& database = store.state().database;
  std::map<std::string, Instant> last;
  for (const auto& set : document.history.sets) last[set.session] = std::max(last.try_emplace(set.session, set.at).first->second, set.at);
  for (const auto& session : document.history.sessions) {
    const auto end = last.find(session.id);
    HINGE_TRY_VOID(tally(internal::put_session(database, person, session, end == last.end() ? session.at : end->second)));
  }
  for (const auto& set : document.history.sets) {
    const Cell which[] = {set.session, person};
    HINGE_TRY(auto session, database.select_one("SELECT id FROM sessions WHERE uid = ? AND person_id = ?", "i", which));
    if (!session) return fail(Errc::invalid, "person.json: set '" + set.id + "' names session '" + set.session + "', which is not listed");
    const auto part = document.clip_parts.find(set.id);
    HINGE_TRY_VOID(tally(internal::put_set(database, person, session->whole(0), set, store.now(), part == document.clip_parts.end() ? "" : part->second)));
  }
  return {};
}

Result<void> put_analyses(Store& store, std::int64_t person, const fs::path& folder, const PersonDocument& document, Tally& tally) {
  auto& database = store.state().database;
  for (const auto& analysis : document.analyses) {
    HINGE_TRY(const auto file, file_in(folder, analysis.file));
    HINGE_TRY(const auto json, read_file(file, internal::json_limit_bytes));
    const Cell which[] = {analysis.set, person};
    HINGE_TRY(auto set, database.select_one("SELECT id FROM sets WHERE uid = ? AND person_id = ?", "i", which));
    if (!set) return fail(Errc::invalid, "belongs to set '" + analysis.set + "', which is not listed", file.string());
    const Cell same[] = {set->whole(0), internal::seconds_of(analysis.at), json};
    HINGE_TRY(auto known, database.select_one("SELECT id FROM analyses WHERE set_id = ? AND at_s = ? AND json = ?", "i", same));
    HINGE_TRY_VOID(tally(known ? internal::Put(std::nullopt) : internal::put_analysis(database, set->whole(0), analysis.at, json)));
  }
  return {};
}

/// The lists that are entries with an id and nothing else to look up.
Result<void> put_words(Store& store, std::int64_t person, const progress::History& history, Tally& tally) {
  auto& database = store.state().database;
  for (const auto& entry : history.person.consents) {
    HINGE_TRY_VOID(tally(internal::put_consent(database, person, entry)));
  }
  for (const auto& entry : history.check_ins) {
    HINGE_TRY_VOID(tally(internal::put_check_in(database, person, entry)));
  }
  for (const auto& entry : history.trials) {
    HINGE_TRY_VOID(tally(internal::put_trial(database, person, entry)));
  }
  for (const auto& entry : history.plans) {
    HINGE_TRY_VOID(tally(internal::put_plan(database, person, entry)));
  }
  for (const auto& entry : history.overrides) {
    HINGE_TRY_VOID(tally(internal::put_override(database, person, entry)));
  }
  for (const auto& entry : history.answers) {
    HINGE_TRY_VOID(tally(internal::put_answer(database, person, entry)));
  }
  for (const auto& entry : history.notes) {
    HINGE_TRY_VOID(tally(internal::put_note(database, person, entry)));
  }
  return {};
}

/// The files are what the export says they are: looked at before anything is written.
Result<void> verify_files(const fs::path& folder, const PersonDocument& document) {
  for (const auto& listed : document.files) {
    HINGE_TRY(const auto file, file_in(folder, listed.file));
    HINGE_TRY(const auto sha256, compute_sha256(file));
    if (sha256 != listed.sha256) return fail(Errc::corrupt, "is not the file that was exported: its SHA-256 differs", file.string());
  }
  return {};
}

Result<void> keep_files(Store& store, const fs::path& folder, const PersonDocument& document) {
  for (const auto& listed : document.files) {
    HINGE_TRY(const auto file, file_in(folder, listed.file));
    HINGE_TRY_VOID(store.keep_file(document.history.person.id, listed.set, listed.kind, file));
    const Cell cells[] = {listed.name, listed.sha256, document.history.person.id};
    HINGE_TRY_VOID(store.state().database.execute("UPDATE kept_files SET name = ? WHERE sha256 = ? AND person_id = (SELECT id FROM people WHERE uid = ?)", cells));
  }
  return {};
}

}  // namespace

Result<void> export_person(Store& store, const std::string& person, const fs::path& target) {
  HINGE_TRY(auto folder, NewFolder::begin(target));
  auto& database = store.state().database;
  PersonDocument document;
  HINGE_TRY(document.history, store.load_history(person, everything()));
  HINGE_TRY(const auto row, internal::find_person_row(database, person));
  const Cell who[] = {row};
  HINGE_TRY_VOID(database.select("SELECT uid, clip_part FROM sets WHERE person_id = ? AND clip_part <> ''", "tt", who,
                                 [&](Row& part) { document.clip_parts[part.text(0)] = part.text(1); }));
  HINGE_TRY_VOID(write_analyses(store, row, folder, document));
  HINGE_TRY_VOID(copy_files(store, person, folder, document));
  HINGE_TRY_VOID(folder.write("person.json", internal::render_person_json(document)));
  HINGE_TRY_VOID(folder.write("sets.csv", render_sets_csv(document.history)));
  HINGE_TRY_VOID(folder.write("check_ins.csv", render_check_ins_csv(document.history)));
  HINGE_TRY_VOID(folder.write("fhir.json", render_fhir_bundle(document.history)));
  HINGE_TRY_VOID(folder.write("README.txt", read_me));
  return folder.commit();
}

Result<Imported> import_person(Store& store, const fs::path& folder, const std::string& as_name) {
  HINGE_TRY(auto document, read_folder(folder));
  if (!as_name.empty()) document.history.person.name = as_name;
  HINGE_TRY_VOID(verify_files(folder, document));
  Imported imported;
  imported.person = document.history.person.id;
  {
    HINGE_TRY(auto transaction, Transaction::begin(store.state().database, Isolation::write));
    HINGE_TRY(const auto row, person_row_for(store, document.history.person, imported));
    HINGE_TRY_VOID(internal::lock_person(store.state().database, imported.person));
    Tally tally{imported};
    HINGE_TRY_VOID(put_sets(store, row, document, tally));
    HINGE_TRY_VOID(put_analyses(store, row, folder, document, tally));
    HINGE_TRY_VOID(put_words(store, row, document.history, tally));
    HINGE_TRY_VOID(internal::refresh_standing(store.state().database, row));
    HINGE_TRY_VOID(transaction.commit());
  }
  // Rows first: a file that cannot be kept is named, and importing again goes on where this stopped.
  HINGE_TRY_VOID(keep_files(store, folder, document));
  return imported;
}

Result<Imported> import_training_log(Store& store, const std::string& person, const std::vector<progress::Set>& sets) {
  Imported imported;
  imported.person = person;
  HINGE_TRY(const auto all, store.file_sets(person, sets));
  for (const auto& filed : all) ++(filed.outcome == Outcome::filed ? imported.added : imported.known);
  return imported;
}

}  // namespace hinge::store
