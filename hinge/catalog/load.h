#pragma once
// Reads knowledge/ and reports everything that is wrong with it at once, as file:line:column with "did you mean".
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "hinge/base/result.h"
#include "hinge/catalog/catalog.h"

namespace hinge::catalog {

/// A knowledge file in memory. `name` is its path below the knowledge folder ("rules/knee_creep.toml"): it decides
/// what the file holds. `shown` is how messages call it; files of a later `layer` replace what an earlier one says.
struct TextFile {
  std::string name;
  std::string shown;
  std::string text;
  int layer = 0;
};

/// The whole knowledge from files in memory. Error invalid: `what` holds one problem a line, in file order.
[[nodiscard]] Result<Catalog> parse_catalog(std::span<const TextFile> files,
                                            std::span<const metrics::Metric> registry = metrics::registry());

/// Lessons are a third of the knowledge and only teaching needs them; nothing outside them names one.
enum class Extent : unsigned char { whole, without_lessons };

/// Reads the .toml files below the folders; a later folder extends the earlier ones and replaces what has the same id.
/// Errors: not_found (a folder is missing or holds no .toml file), io, invalid as above.
[[nodiscard]] Result<Catalog> load_catalog(std::span<const std::filesystem::path> folders,
                                           Extent extent = Extent::whole);

}  // namespace hinge::catalog
