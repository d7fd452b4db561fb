#pragma once
// `hinge rules`, `hinge exercises`, and what every command needs of the knowledge files.
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/exit_code.h"
#include "app/resources.h"
#include "hinge/catalog/load.h"

namespace hinge::app {

/// The shipped knowledge, extended by `more` in order. Missing or broken shipped files: incomplete; the user's: usage.
[[nodiscard]] Outcome<catalog::Catalog> load_knowledge(const Resources& resources, const std::vector<std::filesystem::path>& more,
                                                       catalog::Extent extent = catalog::Extent::whole);

/// The error line for an exercise id that does not exist, with the nearest that does.
[[nodiscard]] std::optional<std::string> check_exercise(const catalog::Catalog& catalog, const std::string& id);

/// All of them one a line, or one in full when `id` is given.
[[nodiscard]] ExitCode print_rules(const catalog::Catalog& catalog, const std::string& id);
[[nodiscard]] ExitCode print_exercises(const catalog::Catalog& catalog, const std::string& id);

}  // namespace hinge::app
