#include "tests/support/postgres_server.h"

#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>
#include <vector>

namespace hinge::test {
namespace {

namespace fs = std::filesystem;

fs::path server_programs() {
  // Debian keeps each major version's programs in a folder of its own.
  const fs::path programs = "/usr/lib/postgresql/15/bin";
  if (!fs::exists(programs / "initdb")) throw std::runtime_error("PostgreSQL 15 is not installed: run `make setup`");
  return programs;
}

const passwd* server_user() {
  if (::geteuid() != 0) return nullptr;
  for (const char* name : {"postgres", "nobody"}) {
    if (const auto* user = ::getpwnam(name)) return user;
  }
  throw std::runtime_error("no user to run PostgreSQL as");
}

/// In the child, between fork and exec.
[[noreturn]] void become(const passwd* user, const std::vector<std::string>& command, int output) {
  if (user != nullptr && (::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0)) ::_exit(126);
  // The server does not outlive a test that is killed.
  ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
  ::setpgid(0, 0);
  ::dup2(output, STDOUT_FILENO);
  ::dup2(output, STDERR_FILENO);
  if (::chdir("/") != 0) ::_exit(126);
  std::vector<char*> arguments;
  for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::execv(arguments[0], arguments.data());
  ::_exit(127);
}

struct Child {
  pid_t pid;
  FILE* output;
};

Child run(const std::vector<std::string>& command) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
  const auto* user = server_user();
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::close(ends[0]);
    become(user, command, ends[1]);
  }
  ::close(ends[1]);
  return {pid, ::fdopen(ends[0], "r")};
}

/// Reads until a line holds `wanted`, or to the end; what was said.
std::string read_until(FILE* output, const std::string& wanted, bool& found) {
  std::string said;
  char line[2048];
  found = false;
  while (std::fgets(line, sizeof line, output) != nullptr) {
    said += line;
    if (!wanted.empty() && std::string(line).find(wanted) != std::string::npos) {
      found = true;
      break;
    }
  }
  return said;
}

std::vector<pid_t> children_of(pid_t parent) {
  std::ifstream list("/proc/" + std::to_string(parent) + "/task/" + std::to_string(parent) + "/children");
  return {std::istream_iterator<pid_t>(list), {}};
}

/// Not when it is a zombie: nobody but init can reap it, and it holds nothing any more.
bool runs(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  std::string facts;
  if (!std::getline(file, facts)) return false;
  const auto name_end = facts.rfind(')');  // "PID (NAME) STATE ...", proc(5)
  return name_end + 2 < facts.size() && facts[name_end + 2] != 'Z' && facts[name_end + 2] != 'X';
}

}  // namespace

PostgresServer::PostgresServer() {
  const auto data = folder_.path() / "data";
  fs::create_directories(data);
  if (const auto* user = server_user()) {
    for (const auto& path : {folder_.path(), data}) {
      if (::chown(path.c_str(), user->pw_uid, user->pw_gid) != 0) throw std::runtime_error("cannot hand the folder to PostgreSQL");
    }
  }
  const auto child = run({(server_programs() / "initdb").string(), "-D", data.string(), "-U", "hinge", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"});
  bool found = false;
  const auto said = read_until(child.output, "", found);
  std::fclose(child.output);
  int status = 0;
  ::waitpid(child.pid, &status, 0);
  if (status != 0) throw std::runtime_error("initdb failed: " + said);
  start();
}

void PostgresServer::start() {
  const auto data = folder_.path() / "data";
  // No fsync: the machine is not switched off during a test, and what a killed process wrote is the kernel's already.
  const auto child = run({(server_programs() / "postgres").string(), "-D", data.string(), "-k", folder_.path().string(), "-c", "listen_addresses=", "-c", "fsync=off",
                          "-c", "shared_buffers=32MB", "-c", "max_connections=30", "-c", "autovacuum=off"});
  bool ready = false;
  const auto said = read_until(child.output, "ready to accept connections", ready);
  if (!ready) throw std::runtime_error("PostgreSQL did not start: " + said);
  server_ = child.pid;
  // Its further words go nowhere, but the pipe stays open so that it can say them.
  if (::fork() == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    char ignored[4096];
    while (::read(::fileno(child.output), ignored, sizeof ignored) > 0) {
    }
    ::_exit(0);
  }
  std::fclose(child.output);
}

PostgresServer::~PostgresServer() {
  ::kill(server_, SIGQUIT);
  ::waitpid(server_, nullptr, 0);
}

PostgresServer& PostgresServer::shared() {
  static PostgresServer server;
  return server;
}

std::string PostgresServer::uri(const std::string& database) const {
  return "postgresql:///" + database + "?user=hinge&host=" + folder_.path().string();
}

std::string PostgresServer::make_database() {
  const std::string name = "t" + std::to_string(++databases_);
  const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(uri("postgres").c_str()), PQfinish);
  const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), ("CREATE DATABASE " + name).c_str()), PQclear);
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) throw std::runtime_error(PQerrorMessage(connection.get()));
  return uri(name);
}

std::string PostgresServer::version() const {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(uri("postgres").c_str()), PQfinish);
  return std::to_string(PQserverVersion(connection.get()) / 10000);
}

void PostgresServer::crash_and_restart() {
  // Each backend leads a group of its own, so the postmaster's children are killed by name, it first: it would start new ones.
  ::kill(server_, SIGSTOP);
  const auto children = children_of(server_);
  ::kill(server_, SIGKILL);
  for (const auto child : children) ::kill(child, SIGKILL);
  ::waitpid(server_, nullptr, 0);
  // The new server refuses to start while one of the old ones holds the shared memory.
  for (const auto child : children) {
    while (runs(child)) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  start();
}

}  // namespace hinge::test
