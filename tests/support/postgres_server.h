#pragma once
// A real PostgreSQL 15 of the test's own: a fresh cluster in a temporary folder, reachable by a Unix socket only, gone when
// the test is. Run by root, it runs as the user that Debian's package made for it, since PostgreSQL refuses to be root.
#include <sys/types.h>

#include <memory>
#include <string>

#include "tests/support/temp_folder.h"

namespace hinge::test {

class PostgresServer {
 public:
  /// Throws std::runtime_error with what the server said when it cannot be started.
  PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;
  ~PostgresServer();

  /// One for the whole test program, started when first asked for.
  static PostgresServer& shared();

  /// The address of a new, empty database.
  [[nodiscard]] std::string make_database();
  /// As a power cut does it: SIGKILL to every process of the server, then started again on the same files.
  void crash_and_restart();
  [[nodiscard]] std::string version() const;

 private:
  void start();
  [[nodiscard]] std::string uri(const std::string& database) const;
  TempFolder folder_;
  pid_t server_ = -1;
  int databases_ = 0;
};

}  // namespace hinge::test
