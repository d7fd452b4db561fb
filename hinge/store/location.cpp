#include "hinge/store/location.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace hinge::store {
namespace {

constexpr std::string_view server_schemes[] = {"postgresql://", "postgres://"};

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

Result<std::filesystem::path> data_folder() {
  // XDG Base Directory Specification 0.8: a relative path is to be ignored.
  if (const std::filesystem::path xdg = environment("XDG_DATA_HOME"); xdg.is_absolute()) return xdg / "hinge";
  if (const std::filesystem::path home = environment("HOME"); home.is_absolute()) return home / ".local" / "share" / "hinge";
  return fail(Errc::invalid, "there is no home folder to keep the data in: say where with --db FILE");
}

bool is_server(const std::string& database) {
  for (const auto scheme : server_schemes) {
    if (database.starts_with(scheme)) return true;
  }
  return false;
}

}  // namespace

bool Location::on_server() const { return is_server(database); }

std::string Location::shown() const {
  if (!on_server()) return database;
  // USER:PASSWORD@HOST; a password may also stand among the options.
  std::string text = database;
  const auto begin = text.find("://") + 3;
  const auto path = std::min(text.find('/', begin), text.size());
  const auto at = text.rfind('@', path);
  const auto colon = text.find(':', begin);
  if (at != std::string::npos && at >= begin && colon < at) text.replace(colon + 1, at - colon - 1, "***");
  if (const auto password = text.find("password="); password != std::string::npos) {
    const auto value = password + std::string_view("password=").size();
    text.replace(value, std::min(text.find('&', value), text.size()) - value, "***");
  }
  return text;
}

Result<Location> find_location(const std::string& given) {
  std::string database = given.empty() ? environment("HINGE_DB") : given;
  if (is_server(database)) {
    HINGE_TRY(const auto data, data_folder());
    // One folder for each server database: what no row of one names may be named by another's.
    std::string name = Location{database, {}}.shown();
    for (auto& letter : name) {
      if (std::isalnum(static_cast<unsigned char>(letter)) == 0) letter = '-';
    }
    return Location{std::move(database), data / name};
  }
  if (database.find("://") != std::string::npos) {
    return fail(Errc::invalid, "--db takes the path of an SQLite file or postgresql://USER@HOST/NAME", database.substr(0, database.find("://") + 3) + "…");
  }
  if (database.empty()) {
    HINGE_TRY(const auto data, data_folder());
    database = (data / "hinge.db").string();
  }
  const auto file = std::filesystem::absolute(database);
  return Location{file.string(), file.string() + ".d"};
}

}  // namespace hinge::store
