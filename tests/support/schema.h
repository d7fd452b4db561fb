#pragma once
// Checks a JSON text against a schema of docs/formats.
#include <string>

namespace hinge::test {

/// Empty when the text follows the schema; otherwise one problem a line, each with its place in the document.
[[nodiscard]] std::string schema_problems(const std::string& schema_file, const std::string& json_text);

}  // namespace hinge::test
