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
namespace {

std::string problems_of(const std::filesystem::path& schema_file, const std::string& json_text) {
  std::ifstream in(schema_file);
  if (!in) return schema_file.string() + ": cannot be read; `make setup` fetches what is not in the tree";
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

}  // namespace

std::string schema_problems(const std::string& schema_file, const std::string& json_text) {
  return problems_of(std::filesystem::path(HINGE_SOURCE_DIR) / "docs" / "formats" / schema_file, json_text);
}

std::string published_schema_problems(const std::string& schema_file, const std::string& json_text) {
  return problems_of(std::filesystem::path(HINGE_VENDOR_DIR) / "schemas" / schema_file, json_text);
}

}  // namespace hinge::test
