#pragma once
// Checks a JSON text against a schema of docs/formats, or one that others published.
#include <string>

namespace hinge::test {

/// Empty when the text follows the schema; otherwise one problem a line, each with its place in the document.
/// `schema_file`: a name in docs/formats.
[[nodiscard]] std::string schema_problems(const std::string& schema_file, const std::string& json_text);

/// `schema_file`: a name of tests/support/published.toml, where `make setup` put it.
[[nodiscard]] std::string published_schema_problems(const std::string& schema_file, const std::string& json_text);

}  // namespace hinge::test
