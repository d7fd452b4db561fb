#include "hinge/store/internal/database.h"

#include <fcntl.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <deque>
#include <thread>
#include <utility>

#include "hinge/base/expect.h"

namespace hinge::store::internal {
namespace {

/// How long a writer waits for another one.
constexpr int busy_wait_s = 10;

/// One journey to a PostgreSQL server instead of three: nothing to prepare before, nothing to let go of after.
constexpr auto once = soci::details::st_one_time_query;

Error translate_sqlite(const soci::sqlite3_soci_error& error, const std::string& shown) {
  // get_error_message(), never what(): SOCI adds the bound values there, and those are the person's own words.
  const std::string cause = error.get_error_message();
  switch (error.result() & 0xff) {
    case SQLITE_FULL:
    case SQLITE_IOERR: return {Errc::io, "cannot write (" + cause + "): is the disk full? Nothing of this was kept; free some space and do it again", shown};
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {Errc::io, "another program has been writing for " + std::to_string(busy_wait_s) + " seconds; do it again when it is done", shown};
    case SQLITE_CORRUPT: return {Errc::corrupt, "is damaged (" + cause + "): `hinge db check` says where, `hinge db restore FILE` brings a backup back", shown};
    case SQLITE_NOTADB: return {Errc::corrupt, "is not a Hinge database, or its beginning is damaged: choose another with --db, or bring a backup back by `hinge db restore FILE`", shown};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN: return {Errc::io, "cannot be opened for writing (" + cause + "): check who owns the file and its folder, or choose another with --db", shown};
    case SQLITE_CONSTRAINT: return {Errc::invalid, "contradicts what is stored (" + cause + ")", shown};
    default: return {Errc::io, cause, shown};
  }
}

Error translate_postgresql(const soci::postgresql_soci_error& error, const std::string& shown) {
  std::string cause = error.get_error_message();
  while (!cause.empty() && (cause.back() == '\n' || cause.back() == ' ')) cause.pop_back();
  for (auto& letter : cause) {
    if (letter == '\n') letter = ' ';
  }
  const std::string state = error.sqlstate();
  const std::string group = state.substr(0, 2);  // the class of an SQLSTATE, PostgreSQL 15 manual, appendix A
  if (group == "23") return {Errc::invalid, "contradicts what is stored (" + cause + ")", shown};
  if (group == "53") return {Errc::io, "the server has no room left (" + cause + "); nothing of this was kept", shown};
  if (group == "28" || group == "3D" || group == "42") return {Errc::io, cause, shown};
  if (group == "XX") return {Errc::corrupt, "is damaged (" + cause + ")", shown};
  return {Errc::io, "the server does not answer (" + cause + "); nothing unconfirmed was kept: see that it runs, then do it again", shown};
}

/// Where a column's value arrives; addresses must hold while the statement lives.
struct Inlet {
  char kind = 't';
  long long whole = 0;
  double real = 0;
  std::string text;
  soci::indicator state = soci::i_null;

  [[nodiscard]] Cell take() const {
    if (state == soci::i_null) return {};
    if (kind == 'i') return static_cast<std::int64_t>(whole);
    if (kind == 'r') return real;
    return text;
  }
};

struct Outlet {
  long long whole = 0;
  double real = 0;
  std::string text;
  soci::indicator state = soci::i_ok;
  std::size_t kind = 0;  ///< index in Cell

  void set(const Cell& cell) {
    state = std::holds_alternative<std::monostate>(cell) ? soci::i_null : soci::i_ok;
    if (const auto* w = std::get_if<std::int64_t>(&cell)) whole = *w;
    if (const auto* r = std::get_if<double>(&cell)) real = *r;
    if (const auto* t = std::get_if<std::string>(&cell)) text = *t;
  }
};

/// `?` to SOCI's `:pN`. Our SQL has no question mark inside a literal.
std::string numbered(std::string_view sql) {
  std::string text;
  int next = 1;
  for (const char letter : sql) {
    if (letter == '?') text += ":p" + std::to_string(next++);
    else text += letter;
  }
  return text;
}

void bind_parameters(soci::statement& statement, std::deque<Outlet>& outlets, std::span<const Cell> parameters) {
  for (const auto& parameter : parameters) {
    auto& outlet = outlets.emplace_back();
    outlet.kind = parameter.index();
    outlet.set(parameter);
    if (outlet.kind == 1) statement.exchange(soci::use(outlet.whole, outlet.state));
    else if (outlet.kind == 2) statement.exchange(soci::use(outlet.real, outlet.state));
    else statement.exchange(soci::use(outlet.text, outlet.state));
  }
}

/// SQLite answers "busy" at once when two programs turn the log on together, whatever the busy timeout (its manual on
/// sqlite3_busy_handler: a wait there could be a deadlock), so the waiting is ours.
void turn_on_write_ahead_log(soci::session& sql) {
  const auto last_try = std::chrono::steady_clock::now() + std::chrono::seconds(busy_wait_s);
  for (;;) {
    try {
      std::string mode;
      sql << "PRAGMA journal_mode = WAL", soci::into(mode);
      return;
    } catch (const soci::sqlite3_soci_error& error) {
      if ((error.result() & 0xff) != SQLITE_BUSY || std::chrono::steady_clock::now() > last_try) throw;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

}  // namespace

struct Database::Session {
  soci::session sql;
  Engine engine = Engine::sqlite;
  std::string shown;

  template <class Work>
  Result<void> attempt(Work&& work) {
    try {
      work();
      return {};
    } catch (const soci::sqlite3_soci_error& error) {
      return tl::unexpected<Error>(translate_sqlite(error, shown));
    } catch (const soci::postgresql_soci_error& error) {
      return tl::unexpected<Error>(translate_postgresql(error, shown));
    } catch (const soci::soci_error& error) {
      return fail(Errc::io, error.get_error_message(), shown);
    }
  }
};

Database::Database(std::unique_ptr<Session> session) : session_(std::move(session)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;
Engine Database::engine() const { return session_->engine; }
const std::string& Database::shown() const { return session_->shown; }

Result<Database> Database::open_sqlite(const std::string& path, Access access) {
  // SOCI's connection string quotes with '"' and cannot escape it.
  if (path.find('"') != std::string::npos) return fail(Errc::invalid, "the path of a database cannot contain a double quote", path);
  // Made here and not by SQLite: the log files beside it take its mode, and it must never be readable by others.
  const int fd = ::open(path.c_str(), O_RDWR | O_CLOEXEC | (access == Access::create ? O_CREAT : 0), 0600);
  if (fd < 0) {
    return fail(errno == ENOENT ? Errc::not_found : Errc::io,
                std::string("cannot open the database: ") + std::strerror(errno) + "; choose another with --db", path);
  }
  struct stat facts {};
  const bool regular = ::fstat(fd, &facts) == 0 && S_ISREG(facts.st_mode);
  const bool own = !regular || (facts.st_mode & 077) == 0 || ::fchmod(fd, 0600) == 0;
  ::close(fd);
  if (!regular) return fail(Errc::invalid, "is not a file; choose another database with --db", path);
  if (!own) return fail(Errc::io, "can be read by others and belongs to somebody else; choose another database with --db", path);

  auto session = std::make_unique<Session>();
  session->engine = Engine::sqlite;
  session->shown = path;
  HINGE_TRY_VOID(session->attempt([&] {
    session->sql.open(soci::sqlite3, "dbname=\"" + path + "\" timeout=" + std::to_string(busy_wait_s));
    turn_on_write_ahead_log(session->sql);
    // FULL: what was acknowledged outlives a power cut, not only a killed process (SQLite manual, PRAGMA synchronous).
    session->sql << "PRAGMA synchronous = FULL";
    session->sql << "PRAGMA foreign_keys = ON";
    // Deleted content is overwritten, so that a deleted person is not in the file's free pages.
    session->sql << "PRAGMA secure_delete = ON";
  }));
  return Database(std::move(session));
}

Result<Database> Database::open_postgresql(const std::string& uri, std::string shown) {
  auto session = std::make_unique<Session>();
  session->engine = Engine::postgresql;
  session->shown = std::move(shown);
  HINGE_TRY_VOID(session->attempt([&] {
    session->sql.open(soci::postgresql, uri);
    session->sql << "SET client_min_messages = warning; SET client_encoding = 'UTF8'; SET lock_timeout = '" << busy_wait_s << "s'";
  }));
  return Database(std::move(session));
}

Result<void> Database::select(std::string_view sql, std::string_view kinds, std::span<const Cell> parameters,
                              const std::function<void(Row&)>& take) {
  return session_->attempt([&] {
    soci::statement statement(session_->sql);
    std::deque<Outlet> outlets;
    std::deque<Inlet> inlets;
    for (const char kind : kinds) {
      auto& inlet = inlets.emplace_back();
      inlet.kind = kind;
      if (kind == 'i') statement.exchange(soci::into(inlet.whole, inlet.state));
      else if (kind == 'r') statement.exchange(soci::into(inlet.real, inlet.state));
      else statement.exchange(soci::into(inlet.text, inlet.state));
    }
    bind_parameters(statement, outlets, parameters);
    statement.alloc();
    statement.prepare(numbered(sql), once);
    statement.define_and_bind();
    statement.execute(false);
    while (statement.fetch()) {
      std::vector<Cell> cells;
      cells.reserve(inlets.size());
      for (const auto& inlet : inlets) cells.push_back(inlet.take());
      Row row(std::move(cells));
      take(row);
    }
  });
}

Result<std::optional<Row>> Database::select_one(std::string_view sql, std::string_view kinds, std::span<const Cell> parameters) {
  std::optional<Row> first;
  HINGE_TRY_VOID(select(sql, kinds, parameters, [&](Row& row) {
    if (!first) first = std::move(row);
  }));
  return first;
}

Result<Row> Database::select_only(std::string_view sql, std::string_view kinds, std::span<const Cell> parameters) {
  Row only({});
  HINGE_TRY_VOID(select(sql, kinds, parameters, [&](Row& row) { only = std::move(row); }));
  HINGE_EXPECT(only.cells().size() == kinds.size());
  return only;
}

Result<void> Database::execute(std::string_view sql, std::span<const Cell> parameters) {
  return session_->attempt([&] {
    soci::statement statement(session_->sql);
    std::deque<Outlet> outlets;
    bind_parameters(statement, outlets, parameters);
    statement.alloc();
    statement.prepare(numbered(sql), once);
    statement.define_and_bind();
    statement.execute(true);
  });
}

Result<void> Database::execute_each(std::string_view sql, const std::function<std::optional<std::vector<Cell>>()>& next) {
  return session_->attempt([&] {
    std::unique_ptr<soci::statement> statement;
    std::deque<Outlet> outlets;
    std::vector<std::size_t> kinds;
    for (auto cells = next(); cells; cells = next()) {
      // A null says nothing of its column's kind: the statement is made again when the kinds change.
      std::vector<std::size_t> now;
      for (const auto& cell : *cells) now.push_back(cell.index());
      if (!statement || now != kinds) {
        statement = std::make_unique<soci::statement>(session_->sql);
        outlets.clear();
        bind_parameters(*statement, outlets, *cells);
        statement->alloc();
        statement->prepare(numbered(sql));
        statement->define_and_bind();
        kinds = std::move(now);
      } else {
        for (std::size_t i = 0; i < cells->size(); ++i) outlets[i].set((*cells)[i]);
      }
      statement->execute(true);
    }
  });
}

Result<Transaction> Transaction::begin(Database& database, Isolation isolation) {
  const bool sqlite = database.engine() == Engine::sqlite;
  if (database.open_transactions > 0) {
    HINGE_TRY_VOID(database.execute("SAVEPOINT hinge_part"));
  } else if (isolation == Isolation::write) {
    HINGE_TRY_VOID(database.execute(sqlite ? "BEGIN IMMEDIATE" : "BEGIN"));
  } else {
    HINGE_TRY_VOID(database.execute(sqlite ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"));
  }
  ++database.open_transactions;
  return Transaction(database);
}

Transaction::~Transaction() {
  // A failure here means that the engine has rolled back already (full disk) or is gone, which does the same.
  if (database_ == nullptr) return;
  const bool part = --database_->open_transactions > 0;
  static_cast<void>(database_->execute(part ? "ROLLBACK TO SAVEPOINT hinge_part" : "ROLLBACK"));
  if (part) static_cast<void>(database_->execute("RELEASE SAVEPOINT hinge_part"));
}

Result<void> Transaction::commit() {
  HINGE_EXPECT(database_ != nullptr);
  HINGE_TRY_VOID(database_->execute(database_->open_transactions > 1 ? "RELEASE SAVEPOINT hinge_part" : "COMMIT"));
  --database_->open_transactions;
  database_ = nullptr;
  return {};
}

}  // namespace hinge::store::internal
