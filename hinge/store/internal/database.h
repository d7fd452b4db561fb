#pragma once
// The one place that knows SQL engines: text and cells go in, rows of cells come out, a foreign error becomes a Result.
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "hinge/base/result.h"

namespace hinge::store::internal {

/// Null, whole number, real number, text.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;

template <class T>
[[nodiscard]] Cell cell_or_null(const std::optional<T>& value) {
  return value ? Cell(*value) : Cell();
}

class Row {
 public:
  explicit Row(std::vector<Cell> cells) : cells_(std::move(cells)) {}
  [[nodiscard]] bool is_null(std::size_t i) const { return std::holds_alternative<std::monostate>(cells_[i]); }
  [[nodiscard]] std::int64_t whole(std::size_t i) const { return std::get<std::int64_t>(cells_[i]); }
  [[nodiscard]] bool yes(std::size_t i) const { return whole(i) != 0; }
  [[nodiscard]] std::string& text(std::size_t i) { return std::get<std::string>(cells_[i]); }
  [[nodiscard]] std::optional<double> real_or_null(std::size_t i) const {
    return is_null(i) ? std::nullopt : std::optional(std::get<double>(cells_[i]));
  }
  [[nodiscard]] std::optional<std::int64_t> whole_or_null(std::size_t i) const {
    return is_null(i) ? std::nullopt : std::optional(whole(i));
  }
  [[nodiscard]] std::vector<Cell>& cells() { return cells_; }

 private:
  std::vector<Cell> cells_;
};

enum class Engine : unsigned char { sqlite, postgresql };
/// How an SQLite file is opened.
enum class Access : unsigned char { existing, create };

class Database {
 public:
  /// `shown` stands in error messages.
  [[nodiscard]] static Result<Database> open_sqlite(const std::string& path, Access access);
  [[nodiscard]] static Result<Database> open_postgresql(const std::string& uri, std::string shown);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  [[nodiscard]] Engine engine() const;
  [[nodiscard]] const std::string& shown() const;

  /// `?` in `sql` stands for the next parameter. `kinds` has a letter a column: i whole, r real, t text; a value comes out
  /// as that kind, or null. `take` is called row by row.
  [[nodiscard]] Result<void> select(std::string_view sql, std::string_view kinds, std::span<const Cell> parameters,
                                    const std::function<void(Row&)>& take);
  [[nodiscard]] Result<std::optional<Row>> select_one(std::string_view sql, std::string_view kinds, std::span<const Cell> parameters);
  /// Of a question that always has one row: a count, a maximum.
  [[nodiscard]] Result<Row> select_only(std::string_view sql, std::string_view kinds, std::span<const Cell> parameters);
  [[nodiscard]] Result<void> execute(std::string_view sql, std::span<const Cell> parameters = {});
  /// Many rows by one prepared statement.
  [[nodiscard]] Result<void> execute_each(std::string_view sql, const std::function<std::optional<std::vector<Cell>>()>& next);

  /// How many transactions are open; one inside another is a savepoint.
  int open_transactions = 0;

 private:
  struct Session;
  explicit Database(std::unique_ptr<Session> session);
  std::unique_ptr<Session> session_;
};

enum class Isolation : unsigned char {
  write,    ///< takes the write lock at once (SQLite), so that two writers wait and neither fails half-way
  snapshot  ///< many reads that see one moment
};

/// Rolled back unless committed. Inside another one it is a part of it: done for good when the outer one is.
class Transaction {
 public:
  [[nodiscard]] static Result<Transaction> begin(Database& database, Isolation isolation);
  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  [[nodiscard]] Result<void> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace hinge::store::internal
