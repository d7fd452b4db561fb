// A backup that was damaged or made by somebody else: edits of a good one (four bytes of place, one of length, then what
// is written there), or with an empty edit list the input itself. What was in the database survives a refusal.
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

#include "fuzz/scratch.h"
#include "hinge/store/maintenance.h"

namespace {

namespace fs = std::filesystem;

hinge::progress::Person somebody(const std::string& name) {
  hinge::progress::Person person;
  person.name = name;
  person.consents = {{hinge::progress::Topic::keep_history, true, hinge::progress::Instant{std::chrono::sys_days(std::chrono::year(2026) / 1 / 5)}}};
  return person;
}

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// A database with one person, and a good backup of one with another.
class Place {
public:
  Place() {
    make("hinge.db", "Ana");
    make("other.db", "Ben");
    const auto made = hinge::store::back_up(location("other.db"), scratch_.folder() / "backup.db");
    if (!made) std::abort();
    good_ = bytes_of(*made);
  }
  [[nodiscard]] hinge::store::Location location(const std::string& name) const { return {(scratch_.folder() / name).string(), scratch_.folder() / (name + ".d")}; }
  [[nodiscard]] const std::string& good() const { return good_; }
  [[nodiscard]] fs::path write(const std::string& backup) const { return scratch_.write("given.db", backup); }
  void begin_again() {
    fs::remove_all(scratch_.folder() / "hinge.db");
    fs::remove_all(scratch_.folder() / "hinge.db.d");
    make("hinge.db", "Ana");
  }

private:
  void make(const std::string& name, const std::string& person) {
    auto store = hinge::store::Store::open(location(name));
    if (!store || !store->add_person(somebody(person))) std::abort();
  }
  hinge::fuzz::Scratch scratch_;
  std::string good_;
};

std::string edited(std::string bytes, std::string_view edits) {
  while (edits.size() > 5) {
    const auto number = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(edits[i])); };
    const std::size_t at = (number(0) | number(1) << 8 | number(2) << 16 | number(3) << 24) % bytes.size();
    const std::size_t length = std::min({number(4), edits.size() - 5, bytes.size() - at});
    bytes.replace(at, length, edits.substr(5, length));
    edits.remove_prefix(5 + std::min(number(4), edits.size() - 5));
  }
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Place place;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto backup = place.write(size > 0 && data[0] == 'S' ? std::string(input) : edited(place.good(), input));
  const auto restored = hinge::store::restore(place.location("hinge.db"), backup);
  if (!restored && restored.error().what.empty()) std::abort();
  if (!restored) {
    const auto store = hinge::store::Store::open(place.location("hinge.db"));
    if (!store) std::abort();  // a refused backup leaves what was there
    return 0;
  }
  place.begin_again();
  return 0;
}
