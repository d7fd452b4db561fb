#include "tests/support/schema.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace hinge::test {

std::string schema_problems(const std::string& schema_file, const std::string& json_text) {
  std::ifstream in(std::filesystem::path(HINGE_SOURCE_DIR) / "docs" / "formats" / schema_file);
  const auto grammar = nlohmann::json::parse(in);
  const auto document = nlohmann::json::parse(json_text);
  valijson::Schema schema;
  valijson::SchemaParser parser;
  parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(grammar), schema);
  valijson::Validator validator;
  valijson::ValidationResults results;
  if (validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(document), &results)) return "";
  std::string problems;
  for (valijson::ValidationResults::Error error; results.popError(error);) {
    for (const auto& step : error.context) problems += step;
    problems += ": " + error.description + "\n";
  }
  return problems.empty() ? "does not follow the schema" : problems;
}

}  // namespace hinge::test
