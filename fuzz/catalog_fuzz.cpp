// Anything may come as a knowledge file: whatever it holds, the answer is a catalog or a list of problems with places.
// The first line of an input names the file it pretends to be ("rules/x.toml"), the rest is its text.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "hinge/catalog/load.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line = input.find('\n');
  if (line == std::string_view::npos) return 0;
  const std::string name(input.substr(0, line));
  const hinge::catalog::TextFile file{name, "fuzz.toml", std::string(input.substr(line + 1))};
  const auto catalog = hinge::catalog::parse_catalog({&file, 1});
  // One file alone is never a whole knowledge.
  if (catalog || catalog.error().what.find("problem") == std::string::npos) std::abort();
  return 0;
}
