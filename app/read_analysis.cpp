#include "app/read_analysis.h"

#include <nlohmann/json.hpp>

#include "hinge/base/files.h"

namespace hinge::app {
namespace {

using nlohmann::json;
using progress::Set;

constexpr std::uintmax_t largest_file = 64'000'000;  // an hour of repetitions is a hundredth of it

/// A key was missing or of another kind; becomes an Error at the door of this file.
struct Unfit {
  std::string what;
};

const json& at(const json& from, const char* key) {
  if (!from.is_object() || !from.contains(key)) throw Unfit{std::string("lacks '") + key + "'"};
  return from.at(key);
}

std::string text(const json& from, const char* key) {
  const json& value = at(from, key);
  if (!value.is_string()) throw Unfit{std::string("'") + key + "' is not a text"};
  return value.get<std::string>();
}

std::optional<double> number(const json& from, const char* key) {
  const json& value = at(from, key);
  if (value.is_null()) return std::nullopt;
  if (!value.is_number()) throw Unfit{std::string("'") + key + "' is not a number"};
  return value.get<double>();
}

const metrics::UnitRow& unit_of(const json& from) {
  const std::string name = text(from, "unit");
  for (const auto& row : metrics::unit_table()) {
    if (row.edge_name == name) return row;
  }
  throw Unfit{"has the unknown unit '" + name + "'"};
}

assess::Verdict verdict_of(const json& from) {
  using assess::Verdict;
  const std::string name = text(from, "verdict");
  for (const Verdict verdict : {Verdict::good, Verdict::borderline, Verdict::fault, Verdict::cannot_judge}) {
    if (assess::to_string(verdict) == name) return verdict;
  }
  throw Unfit{"has the unknown verdict '" + name + "'"};
}

progress::Judgement read_finding(const json& from) {
  const auto& row = unit_of(from);
  const auto si = [&](const char* key) {
    auto value = number(from, key);
    if (value) *value /= row.edge_per_si;
    return value;
  };
  return {text(from, "rule"), verdict_of(from), si("value"), si("sd"), si("limit"), row.unit, {}};
}

progress::RepRecord read_rep(const json& from) {
  progress::RepRecord rep;
  rep.rep = static_cast<int>(number(from, "index").value_or(0));
  for (const json& finding : at(from, "findings")) rep.judgements.push_back(read_finding(finding));
  for (const auto& [name, value] : at(from, "metrics").items()) {
    const auto& row = unit_of(value);
    rep.metrics[name] = {number(value, "value").value_or(0) / row.edge_per_si, number(value, "sd").value_or(0) / row.edge_per_si, row.unit};
  }
  return rep;
}

Set read_set(const json& from) {
  if (text(from, "schema") != "hinge-analysis/1") throw Unfit{"has the schema '" + text(from, "schema") + "', not hinge-analysis/1"};
  Set set;
  set.exercise = text(at(from, "movement"), "exercise");
  for (const json& rep : at(from, "reps")) set.reps.push_back(read_rep(rep));
  set.reps_done = static_cast<int>(set.reps.size());
  if (from.contains("athlete")) {
    if (const auto load = number(from.at("athlete"), "load_kg")) set.load = Kilograms{*load};
  }
  return set;
}

}  // namespace

Result<Set> read_analysis(const std::filesystem::path& file) {
  HINGE_TRY(const std::string content, read_file(file, largest_file));
  const json parsed = json::parse(content, nullptr, false);
  if (parsed.is_discarded()) return fail(Errc::corrupt, "is not JSON; give the analysis.json that `hinge analyze` wrote", file.string());
  try {
    Set set = read_set(parsed);
    set.id = file.string();
    return set;
  } catch (const Unfit& unfit) {
    return fail(Errc::invalid, "is not an analysis.json of Hinge: it " + unfit.what, file.string());
  }
}

}  // namespace hinge::app
