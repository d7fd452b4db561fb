#include <algorithm>
#include <array>

#include "hinge/catalog/internal/reading.h"
#include "hinge/catalog/near_names.h"

namespace hinge::catalog::internal {
namespace {

constexpr std::array<std::string_view, 2> of_rep{"value", "limit"};
constexpr std::array<std::string_view, 3> of_set{"value", "limit", "reps"};
constexpr std::array<std::pair<std::string_view, Tier>, 4> tiers{
    {{"safety", Tier::safety}, {"pattern", Tier::pattern}, {"finish", Tier::finish}, {"note", Tier::note}}};
constexpr std::array<std::pair<std::string_view, Spot>, 3> spots{
    {{"hip", Spot::hip}, {"knee", Spot::knee}, {"lower_back", Spot::lower_back}}};

Part read_part(TableReader& reader, Draft& draft) {
  Part part;
  const UnitName unit = read_unit(reader);
  part.unit = unit.unit;
  part.reading = read_reading(reader, unit.unit, draft);
  part.required = !reader.flag_or("optional", false);
  part.unless = reader.text_or("unless", "");
  if (reader.has("known_by")) part.known_by = read_known_by(reader, "known_by");
  part.praise = reader.text_or("praise", "");
  part.bands = read_bands(reader, unit, draft);
  reader.report_unknown_keys();
  return part;
}

Condition read_condition(TableReader& reader, const Draft& draft) {
  Condition condition;
  const UnitName unit = read_unit(reader);
  condition.unit = unit.unit;
  condition.reading = read_reading(reader, unit.unit, draft);
  condition.at_least = reader.number("at_least") * unit.to_si;
  condition.otherwise = reader.text("otherwise");
  reader.report_unknown_keys();
  return condition;
}

Votes read_votes(TableReader& reader, std::size_t parts) {
  Votes votes;
  const int most = static_cast<int>(std::min<std::size_t>(parts, 100));
  votes.fault = reader.whole("fault", 1, std::max(1, most));
  votes.borderline = reader.whole("borderline", 1, votes.fault);
  votes.measured = reader.whole("measured", 1, std::max(1, most));
  reader.report_unknown_keys();
  return votes;
}

Case read_case(std::string id, TableReader& reader, Draft& draft) {
  Case words;
  words.id = std::move(id);
  words.title = reader.text("title");
  words.headline = reader.text("headline");
  words.fault = reader.text("fault", of_rep);
  words.borderline = reader.text("borderline", of_rep);
  words.say = reader.text("say", of_set);
  words.why = reader.text("why");
  words.cue = reader.name("cue");
  words.drill = reader.name("drill");
  refer(draft, Reference::To::cue, words.cue, reader.place("cue"));
  refer(draft, Reference::To::drill, words.drill, reader.place("drill"));
  reader.report_unknown_keys();
  return words;
}

void check_words_of_bands(const Rule& rule, TableReader& reader) {
  std::vector<std::string> ids, used;
  for (const Case& words : rule.cases) ids.push_back(words.id);
  for (const Part& part : rule.parts) {
    for (const Band& band : part.bands) {
      if (band.words.empty()) continue;
      used.push_back(band.words);
      if (std::ranges::find(ids, band.words) == ids.end()) {
        reader.problem("part", "a band's words '" + band.words + "' have no [case." + band.words + "]" +
                                   did_you_mean(band.words, ids));
      }
    }
  }
  for (const std::string& id : ids) {
    if (std::ranges::find(used, id) == used.end())
      reader.problem("case", "no band uses [case." + id + "]" + did_you_mean(id, used));
  }
}

}  // namespace

Rule read_rule(TableReader& reader, Draft& draft) {
  Rule rule;
  rule.id = reader.name("id");
  rule.title = reader.text("title");
  rule.about = reader.text("about");
  rule.tier = reader.choice("tier", std::span<const std::pair<std::string_view, Tier>>(tiers), Tier::pattern);
  rule.rank = reader.whole("rank", 1, 999);
  for (auto& [id, place] : reader.names_or_none("leads_to")) {
    refer(draft, Reference::To::rule, id, place);
    rule.leads_to.push_back(id);
  }
  rule.known_by = read_known_by(reader, "known_by");
  rule.views = read_views(reader);
  rule.at_most = read_cap(reader);
  rule.sees = reader.text("sees");
  rule.praise = reader.text("praise");
  rule.praise_title = reader.text_or("praise_title", "");
  rule.no_reference = reader.text_or("no_reference", "");
  rule.next = reader.text("next");
  rule.short_title = reader.text_or("short_title", "");
  if (reader.has("shown_at"))
    rule.shown_at = reader.choice("shown_at", std::span<const std::pair<std::string_view, Spot>>(spots), Spot::hip);
  for (TableReader& part : reader.tables("part")) rule.parts.push_back(read_part(part, draft));
  if (rule.parts.empty()) reader.problem("part", "a rule needs at least one [[part]]");
  const bool decides = std::ranges::any_of(rule.parts, &Part::required);
  if (!rule.parts.empty() && !decides) reader.problem("part", "at least one [[part]] must not be optional");
  for (const Part& part : rule.parts) {
    const bool named = part.unless.empty() || std::ranges::any_of(rule.parts, [&](const Part& other) {
      return &other != &part && other.reading.metric == part.unless;
    });
    if (!named) reader.problem("part", "unless = '" + part.unless + "' is the metric of no other [[part]]");
  }
  if (auto when = reader.find_table("when")) rule.when = read_condition(*when, draft);
  if (auto votes = reader.find_table("votes")) rule.votes = read_votes(*votes, rule.parts.size());
  for (auto& [id, words] : reader.named_tables("case")) rule.cases.push_back(read_case(id, words, draft));
  check_words_of_bands(rule, reader);
  return rule;
}

}  // namespace hinge::catalog::internal
