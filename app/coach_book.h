#pragma once
// A person's past and the knowledge, as the commands that decide and look back need them; and how they are told.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/open_store.h"
#include "app/resources.h"
#include "hinge/catalog/catalog.h"
#include "hinge/progress/history.h"

namespace CLI {
class App;
}

namespace hinge::app {

/// --person, --db, --as, --knowledge
struct BookFlags {
  std::string person, database, viewer;
  std::vector<std::string> knowledge;
};
void add_book_options(CLI::App& command, BookFlags& flags, bool person_required = true);

struct Book {
  store::Store store;
  catalog::Catalog catalog;
  progress::History history;
  store::Reach reach;  ///< how much of the past `history` holds

  [[nodiscard]] const std::string& id() const { return history.person.id; }
  /// After something was filed.
  [[nodiscard]] Outcome<void> reload();
};
/// For looking back; who files for somebody asks require_may() for more. Knowledge without a ladder or an order the ladder does not have: usage.
[[nodiscard]] Outcome<Book> open_book(const BookFlags& flags, const Resources& resources, const store::Reach& reach = {});

/// Trials whose answer has come in by now, answered and kept.
[[nodiscard]] Outcome<std::vector<progress::CueTrial>> answer_trials(Book& book);

/// "“Keep your shins like fence posts.” helped: 58° to 41°, more than the 6° that could be noise."
[[nodiscard]] std::string say_trial(const progress::CueTrial& trial, const catalog::Catalog& catalog);

/// "12.5 kg", "no load", "load not said"
[[nodiscard]] std::string say_load(const std::optional<Kilograms>& load);
/// Whole degrees and centimetres, two decimals for ratios, with the unit and the sign where asked for.
[[nodiscard]] std::string say_number(double value, metrics::Unit unit, bool with_sign = false);

}  // namespace hinge::app
