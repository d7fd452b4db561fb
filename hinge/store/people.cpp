#include <algorithm>
#include <set>

#include "hinge/store/internal/codec.h"
#include "hinge/store/internal/entries.h"
#include "hinge/store/internal/schema.h"
#include "hinge/store/internal/standing.h"
#include "hinge/store/internal/state.h"
#include "hinge/store/internal/text.h"
#include "hinge/store/store.h"

namespace hinge::store {
namespace internal {
namespace {
auto nobody(const std::string& person) { return fail(Errc::not_found, "there is no person with id '" + person.substr(0, id_limit_bytes) + "'"); }

constexpr std::string_view person_columns = "id, uid, name, role, birth_year, height_m, mass_kg, ladder_order, since_s";
constexpr std::string_view person_kinds = "itttirrti";

progress::Person person_of(Row& row) {
  progress::Person person;
  person.id = row.text(1);
  person.name = row.text(2);
  person.role = read_enum<progress::Role>(row.text(3)).value_or(progress::Role::athlete);
  if (const auto year = row.whole_or_null(4)) person.birth_year = static_cast<int>(*year);
  if (const auto height = row.real_or_null(5)) person.height = Metres{*height};
  if (const auto mass = row.real_or_null(6)) person.mass = Kilograms{*mass};
  person.order = row.text(7);
  person.since = instant_of(row.whole(8));
  return person;
}

Result<void> add_consents(Database& database, std::int64_t row_id, progress::Person& person) {
  const Cell who[] = {row_id};
  return database.select("SELECT topic, given, at_s FROM consents WHERE person_id = ? ORDER BY at_s, id", "tii", who, [&](Row& row) {
    const auto topic = read_enum<progress::Topic>(row.text(0));
    if (topic) person.consents.push_back({*topic, row.yes(1), instant_of(row.whole(2))});
  });
}

}  // namespace

Result<progress::Person> load_person(Database& database, std::int64_t person_row) {
  const Cell who[] = {person_row};
  HINGE_TRY(auto row, database.select_one("SELECT " + std::string(person_columns) + " FROM people WHERE id = ?", person_kinds, who));
  if (!row) return fail(Errc::not_found, "there is no such person");
  progress::Person person = person_of(*row);
  HINGE_TRY_VOID(add_consents(database, person_row, person));
  return person;
}

Result<std::int64_t> lock_person(Database& database, const std::string& person) {
  const Cell who[] = {person};
  HINGE_TRY(auto row, database.select_one("UPDATE people SET changes = changes + 1 WHERE uid = ? RETURNING id", "i", who));
  if (!row) return nobody(person);
  return row->whole(0);
}

Result<std::int64_t> find_person_row(Database& database, const std::string& person) {
  const Cell who[] = {person};
  HINGE_TRY(auto row, database.select_one("SELECT id FROM people WHERE uid = ?", "i", who));
  if (!row) return nobody(person);
  return row->whole(0);
}

Result<bool> has_consent(Database& database, std::int64_t person, progress::Topic topic) {
  const Cell asked[] = {person, std::string(to_string(topic))};
  HINGE_TRY(auto row, database.select_one("SELECT given FROM consents WHERE person_id = ? AND topic = ? ORDER BY at_s DESC, id DESC LIMIT 1", "i", asked));
  return row && row->yes(0);
}

}  // namespace internal

using internal::Cell;
using internal::Isolation;
using internal::Row;
using internal::Transaction;
using progress::Person;

namespace {

Result<void> check_person(const Person& person) {
  HINGE_TRY_VOID(internal::check_text(person.id, "the person's id", internal::id_limit_bytes));
  HINGE_TRY_VOID(internal::check_text(person.order, "the ladder's order", internal::id_limit_bytes));
  if (person.birth_year && (*person.birth_year < 1900 || *person.birth_year > 2100)) return fail(Errc::invalid, "the year of birth is not from 1900 to 2100");
  if (person.height && !(person.height->value() >= 0.5 && person.height->value() <= 2.5)) return fail(Errc::invalid, "the height is not from 0.5 to 2.5 m");
  if (person.mass && !(person.mass->value() >= 20 && person.mass->value() <= 300)) return fail(Errc::invalid, "the body mass is not from 20 to 300 kg");
  return {};
}

template <class Quantity>
Cell quantity_cell(const std::optional<Quantity>& quantity) {
  return quantity ? Cell(quantity->value()) : Cell();
}

auto name_taken(const std::string& name) { return fail(Errc::invalid, "there is a person '" + name + "' already; choose another name"); }

}  // namespace

Result<Person> Store::add_person(Person person) {
  HINGE_TRY_VOID(internal::check_name(person.name));
  HINGE_TRY_VOID(check_person(person));
  if (person.id.empty()) person.id = internal::new_id();
  if (person.since == Instant{}) person.since = now();
  auto& database = state_->database;
  HINGE_TRY(auto transaction, Transaction::begin(database, Isolation::write));
  const Cell cells[] = {person.id,
                        person.name,
                        std::string(to_string(person.role)),
                        person.birth_year ? Cell(std::int64_t{*person.birth_year}) : Cell(),
                        quantity_cell(person.height),
                        quantity_cell(person.mass),
                        person.order,
                        internal::seconds_of(person.since)};
  HINGE_TRY(auto row, database.select_one("INSERT INTO people (uid, name, role, birth_year, height_m, mass_kg, ladder_order, since_s) "
                                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
                                          "i", cells));
  if (!row) return name_taken(person.name);
  for (const auto& consent : person.consents) {
    HINGE_TRY_VOID(internal::put_consent(database, row->whole(0), consent));
  }
  HINGE_TRY_VOID(internal::refresh_standing(database, row->whole(0)));
  HINGE_TRY_VOID(transaction.commit());
  return person;
}

Result<std::optional<std::string>> Store::find_alike(const std::string& name) {
  const auto look = internal::look_of(name);
  std::optional<std::string> alike;
  HINGE_TRY_VOID(state_->database.select("SELECT name FROM people ORDER BY id", "t", {}, [&](Row& row) {
    if (!alike && row.text(0) != name && internal::look_of(row.text(0)) == look) alike = row.text(0);
  }));
  return alike;
}

Result<Person> Store::find_person(const std::string& name) {
  HINGE_TRY_VOID(internal::check_name(name));
  const Cell who[] = {name};
  HINGE_TRY(auto row, state_->database.select_one("SELECT id FROM people WHERE name = ?", "i", who));
  if (!row) {
    HINGE_TRY(const auto alike, find_alike(name));
    if (alike) return fail(Errc::not_found, "there is no person '" + name + "'; did you mean '" + *alike + "'?");
  }
  if (!row) return fail(Errc::not_found, "there is no person '" + name + "'; `hinge person list` shows who there is, `hinge person add` adds one");
  return internal::load_person(state_->database, row->whole(0));
}

Result<std::vector<Person>> Store::list_people() {
  std::vector<std::int64_t> rows;
  HINGE_TRY_VOID(state_->database.select("SELECT id FROM people ORDER BY name", "i", {}, [&](Row& row) { rows.push_back(row.whole(0)); }));
  std::vector<Person> people;
  for (const auto row : rows) {
    HINGE_TRY(auto person, internal::load_person(state_->database, row));
    people.push_back(std::move(person));
  }
  return people;
}

Result<void> Store::rename_person(const std::string& name, const std::string& new_name) {
  HINGE_TRY_VOID(internal::check_name(new_name));
  HINGE_TRY(const auto person, find_person(name));
  auto& database = state_->database;
  HINGE_TRY(auto transaction, Transaction::begin(database, Isolation::write));
  const Cell taken[] = {new_name, person.id};
  HINGE_TRY(auto other, database.select_one("SELECT id FROM people WHERE name = ? AND uid <> ?", "i", taken));
  if (other) return name_taken(new_name);
  HINGE_TRY_VOID(database.execute("UPDATE people SET name = ? WHERE uid = ?", taken));
  return transaction.commit();
}

Result<void> Store::change_person(const Person& person) {
  HINGE_TRY_VOID(check_person(person));
  auto& database = state_->database;
  HINGE_TRY(auto transaction, Transaction::begin(database, Isolation::write));
  HINGE_TRY(const auto row, internal::lock_person(database, person.id));
  const Cell cells[] = {std::string(to_string(person.role)),   person.birth_year ? Cell(std::int64_t{*person.birth_year}) : Cell(),
                        quantity_cell(person.height), quantity_cell(person.mass), person.order, row};
  HINGE_TRY_VOID(database.execute("UPDATE people SET role = ?, birth_year = ?, height_m = ?, mass_kg = ?, ladder_order = ? WHERE id = ?", cells));
  return transaction.commit();
}

Result<void> Store::record_consent(const std::string& person, const progress::Consent& consent) {
  auto& database = state_->database;
  HINGE_TRY(auto transaction, Transaction::begin(database, Isolation::write));
  HINGE_TRY(const auto row, internal::lock_person(database, person));
  HINGE_TRY_VOID(internal::put_consent(database, row, consent));
  return transaction.commit();
}

Result<void> Store::assign_coach(const std::string& person, const std::string& coach) {
  auto& database = state_->database;
  HINGE_TRY(auto transaction, Transaction::begin(database, Isolation::write));
  HINGE_TRY(const auto row, internal::lock_person(database, person));
  Cell coach_row;
  if (!coach.empty()) {
    const Cell who[] = {coach};
    HINGE_TRY(auto found, database.select_one("SELECT id, role FROM people WHERE uid = ?", "it", who));
    if (!found) return fail(Errc::not_found, "there is no such coach");
    if (found->text(1) == to_string(progress::Role::athlete)) return fail(Errc::invalid, "an athlete cannot be somebody's coach: `hinge person set NAME --role coach` first");
    coach_row = found->whole(0);
  }
  const Cell cells[] = {coach_row, row};
  HINGE_TRY_VOID(database.execute("UPDATE people SET coach_id = ? WHERE id = ?", cells));
  return transaction.commit();
}

Result<bool> Store::shares_with(const std::string& person, const std::string& coach) {
  const Cell both[] = {person, coach, std::string(to_string(progress::Topic::share_with_coach))};
  HINGE_TRY(auto row, state_->database.select_one("SELECT k.given FROM people p JOIN people c ON c.id = p.coach_id JOIN consents k ON k.person_id = p.id "
                                                  "WHERE p.uid = ? AND c.uid = ? AND k.topic = ? ORDER BY k.at_s DESC, k.id DESC LIMIT 1",
                                                  "i", both));
  return row && row->yes(0);
}

}  // namespace hinge::store
