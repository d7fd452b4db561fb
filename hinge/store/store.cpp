#include "hinge/store/store.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "hinge/store/internal/schema.h"
#include "hinge/store/internal/state.h"

namespace hinge::store {
namespace internal {

Instant computer_clock() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

Result<void> make_private_folder(const std::filesystem::path& folder) {
  std::error_code error;
  if (std::filesystem::is_directory(folder, error)) return {};
  error.clear();
  if (folder.has_parent_path()) std::filesystem::create_directories(folder.parent_path(), error);
  if (!error && ::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) error.assign(errno, std::generic_category());
  if (error) return fail(Errc::io, "cannot make this folder: " + error.message() + "; choose another place with --db", folder.string());
  return {};
}

Result<Database> open_database(const Location& location, Access access) {
  if (location.on_server()) return Database::open_postgresql(location.database, location.shown());
  if (access == Access::create) {
    HINGE_TRY_VOID(make_private_folder(std::filesystem::path(location.database).parent_path()));
  }
  return Database::open_sqlite(location.database, access);
}

}  // namespace internal

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const Location& location, Options options) {
  if (!options.clock) options.clock = internal::computer_clock;
  HINGE_TRY(auto database, internal::open_database(location, internal::Access::create));
  HINGE_TRY(int schema, internal::find_schema(database));
  if (schema == 0) {
    HINGE_TRY_VOID(internal::bring_to_schema(database, internal::newest_schema(), options.clock()));
    schema = internal::newest_schema();
  }
  HINGE_TRY_VOID(internal::require_newest_schema(database, schema));
  return Store(std::make_unique<State>(State{std::move(database), location, std::move(options.clock)}));
}

Together::Together(std::unique_ptr<internal::Transaction> transaction) : transaction_(std::move(transaction)) {}
Together::Together(Together&&) noexcept = default;
Together::~Together() = default;
Result<void> Together::commit() { return transaction_->commit(); }

Result<Together> Store::begin_together() {
  HINGE_TRY(auto transaction, internal::Transaction::begin(state_->database, internal::Isolation::write));
  return Together(std::make_unique<internal::Transaction>(std::move(transaction)));
}

Instant Store::now() const { return state_->clock(); }

}  // namespace hinge::store
