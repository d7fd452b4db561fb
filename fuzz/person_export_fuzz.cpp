// Somebody else's export, taken into a store: person.json is the input, then after a zero byte the one analysis beside it.
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "fuzz/scratch.h"
#include "hinge/store/maintenance.h"
#include "hinge/store/portable.h"

namespace {

/// A store that is made anew now and then, so that what was taken in does not make later runs slow.
class Home {
public:
  hinge::store::Store& store() {
    constexpr int runs_of_one_store = 300;
    if (!store_ || runs_++ % runs_of_one_store == 0) {
      store_.reset();
      std::filesystem::remove_all(scratch_.folder() / "home");
      std::filesystem::create_directories(scratch_.folder() / "home");
      auto opened = hinge::store::Store::open({(scratch_.folder() / "home" / "hinge.db").string(), scratch_.folder() / "home" / "kept"});
      if (!opened) std::abort();
      store_.emplace(std::move(*opened));
    }
    return *store_;
  }
  [[nodiscard]] const hinge::fuzz::Scratch& scratch() const { return scratch_; }

private:
  hinge::fuzz::Scratch scratch_;
  std::optional<hinge::store::Store> store_;
  int runs_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Home home;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto border = text.find('\0');
  auto& store = home.store();
  std::filesystem::create_directories(home.scratch().folder() / "export" / "analyses");
  home.scratch().write("export/person.json", text.substr(0, border));
  home.scratch().write("export/analyses/1.json", border == std::string_view::npos ? std::string_view("{}") : text.substr(border + 1));
  const auto before = store.list_people();
  const auto imported = hinge::store::import_person(store, home.scratch().folder() / "export");
  const auto after = store.list_people();
  if (!before || !after) std::abort();
  if (!imported && imported.error().what.empty()) std::abort();
  if (!imported && after->size() != before->size()) std::abort();  // whole or not at all
  return 0;
}
