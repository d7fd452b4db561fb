#include "hinge/store/internal/codec.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "hinge/store/internal/reps_reader.h"

namespace hinge::store::internal {
namespace {

using Json = nlohmann::json;
using progress::Judgement;
using progress::RepRecord;

// More than any of the enumerations has.
constexpr unsigned char enum_end = 32;

Json optional_json(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }
/// [rule, verdict, value, sd, limit, unit, words]; the tail that says nothing is left out.
Json judgement_json(const Judgement& judgement) {
  Json row = Json::array({judgement.rule, assess::to_string(judgement.verdict)});
  if (!judgement.value && !judgement.sd && !judgement.limit && judgement.words.empty()) return row;
  row.insert(row.end(), {optional_json(judgement.value), optional_json(judgement.sd), optional_json(judgement.limit), metrics::to_string(judgement.unit)});
  if (!judgement.words.empty()) row.push_back(judgement.words);
  return row;
}

Json rep_json(const RepRecord& rep) {
  Json judgements = Json::array();
  for (const auto& judgement : rep.judgements) judgements.push_back(judgement_json(judgement));
  Json metrics = Json::object();
  for (const auto& [name, metric] : rep.metrics) metrics[name] = Json::array({metric.value, metric.sd, metrics::to_string(metric.unit)});
  return {{"rep", rep.rep}, {"verdict", assess::to_string(rep.verdict)}, {"judgements", std::move(judgements)}, {"metrics", std::move(metrics)}};
}

std::string text_at(const Json& json, const char* group, const char* key) {
  const auto found = json.find(group);
  if (found == json.end() || !found->is_object()) return "";
  const auto value = found->find(key);
  return value != found->end() && value->is_string() ? value->get<std::string>() : "";
}

}  // namespace

std::string_view to_string(KeptKind kind) { return kind == KeptKind::video ? "video" : "recording"; }

template <class Enum>
std::optional<Enum> read_enum(std::string_view word) {
  if (word.empty() || word == "unknown") return std::nullopt;
  for (unsigned char i = 0; i < enum_end; ++i) {
    if (to_string(static_cast<Enum>(i)) == word) return static_cast<Enum>(i);
  }
  return std::nullopt;
}
template std::optional<progress::Role> read_enum(std::string_view);
template std::optional<progress::Topic> read_enum(std::string_view);
template std::optional<progress::Place> read_enum(std::string_view);
template std::optional<progress::Moment> read_enum(std::string_view);
template std::optional<progress::SetSource> read_enum(std::string_view);
template std::optional<progress::CueEffect> read_enum(std::string_view);
template std::optional<progress::Move> read_enum(std::string_view);
template std::optional<progress::Feeling> read_enum(std::string_view);
template std::optional<KeptKind> read_enum(std::string_view);
template std::optional<assess::Verdict> read_enum(std::string_view);
/// Units are rows of a table, which knows its own end.
template <>
std::optional<metrics::Unit> read_enum(std::string_view word) {
  const auto rows = metrics::unit_table();
  const auto found = std::ranges::find(rows, word, &metrics::UnitRow::name);
  return found == rows.end() ? std::nullopt : std::optional(found->unit);
}

std::string render_reps(const std::vector<RepRecord>& reps) {
  Json all = Json::array();
  for (const auto& rep : reps) all.push_back(rep_json(rep));
  return all.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<std::vector<RepRecord>> read_reps(std::string json) {
  RepsReader reader;
  if (reader.read(std::move(json))) return std::move(reader.reps());
  return fail(Errc::corrupt, "the repetitions are not readable: " + reader.problem());
}

std::string render_texts(const std::vector<std::string>& texts) { return Json(texts).dump(-1, ' ', false, Json::error_handler_t::replace); }

Result<std::vector<std::string>> read_texts(std::string_view json) {
  try {
    return Json::parse(json).get<std::vector<std::string>>();
  } catch (const Json::exception& error) {
    return fail(Errc::corrupt, std::string("the reasons are not readable: ") + error.what());
  }
}

Result<AnalysisColumns> read_analysis_columns(const std::string& text) {
  const auto json = Json::parse(text, nullptr, false);
  if (json.is_discarded() || !json.is_object() || !text_at(Json{{"a", json}}, "a", "schema").starts_with("hinge-analysis/")) {
    return fail(Errc::invalid, "is not an analysis that Hinge wrote");
  }
  AnalysisColumns columns;
  columns.engine_version = text_at(json, "engine", "version");
  columns.pose_model = text_at(json, "engine", "pose_model");
  columns.knowledge_version = text_at(json, "engine", "knowledge_version");
  columns.pattern = text_at(json, "movement", "pattern");
  columns.exercise = text_at(json, "movement", "exercise");
  columns.view = text_at(json, "capture", "view");
  columns.priority = text_at(json, "set", "priority");
  const auto reps = json.find("reps");
  if (reps != json.end() && reps->is_array()) columns.reps = static_cast<std::int64_t>(reps->size());
  return columns;
}

}  // namespace hinge::store::internal
