#include <array>

#include "hinge/catalog/internal/reading.h"
#include "hinge/catalog/near_names.h"

namespace hinge::catalog::internal {
namespace {

using metrics::Unit;
using movement::Pattern;

template <class T, std::size_t n>
using Choices = std::array<std::pair<std::string_view, T>, n>;

constexpr Choices<Grade, 3> grades{{{"good", Grade::good}, {"borderline", Grade::borderline}, {"fault", Grade::fault}}};
constexpr Choices<Grade, 2> caps{{{"borderline", Grade::borderline}, {"fault", Grade::fault}}};
constexpr Choices<Support, 4> supports{{{"mechanism", Support::mechanism},
                                        {"direction", Support::direction},
                                        {"number", Support::number},
                                        {"our_cutoff", Support::our_cutoff}}};
constexpr Choices<KnownBy, 3> known_bys{
    {{"measured", KnownBy::measured}, {"inferred", KnownBy::inferred}, {"asked", KnownBy::asked}}};
constexpr Choices<ViewKind, 3> views{
    {{"side", ViewKind::side}, {"oblique", ViewKind::oblique}, {"front", ViewKind::front}}};
constexpr Choices<catalog::Span, 6> spans{{{"rep", catalog::Span::rep},
                                           {"setup", catalog::Span::setup},
                                           {"descent", catalog::Span::descent},
                                           {"bottom", catalog::Span::bottom},
                                           {"ascent", catalog::Span::ascent},
                                           {"lockout", catalog::Span::lockout}}};
constexpr Choices<Reducer, 5> reducers{{{"value", Reducer::value},
                                        {"max", Reducer::max},
                                        {"min", Reducer::min},
                                        {"mean", Reducer::mean},
                                        {"last", Reducer::last}}};
constexpr Choices<Pattern, 7> patterns{{{"hinge", Pattern::hinge},
                                        {"squat", Pattern::squat},
                                        {"lunge", Pattern::lunge},
                                        {"push", Pattern::push},
                                        {"pull", Pattern::pull},
                                        {"carry", Pattern::carry},
                                        {"none", Pattern::none}}};

template <class T, std::size_t n>
std::span<const std::pair<std::string_view, T>> as_span(const Choices<T, n>& choices) {
  return choices;
}

/// What a file may call a unit: its SI name, the edge's, and centimetres.
std::span<const std::pair<std::string_view, UnitName>> unit_names() {
  static const auto names = [] {
    std::vector<std::pair<std::string_view, UnitName>> all;
    for (const auto& row : metrics::unit_table()) {
      if (row.edge_name != row.name) all.emplace_back(row.edge_name, UnitName{row.unit, 1 / row.edge_per_si});
      all.emplace_back(row.name, UnitName{row.unit, 1.0});
      if (row.unit == Unit::m) all.emplace_back("cm", UnitName{row.unit, 0.01});
    }
    return all;
  }();
  return names;
}

}  // namespace

UnitName read_unit(TableReader& reader) { return reader.choice("unit", unit_names(), UnitName{}); }
Support read_support(TableReader& reader) { return reader.choice("supports", as_span(supports), Support::our_cutoff); }
Grade read_cap(TableReader& reader) { return reader.choice_or("at_most", as_span(caps), Grade::fault); }

KnownBy read_known_by(TableReader& reader, std::string_view key) {
  return reader.choice_or(key, as_span(known_bys), KnownBy::measured);
}

Pattern read_pattern(TableReader& reader, std::string_view key) {
  return reader.choice(key, as_span(patterns), Pattern::none);
}

std::vector<ViewKind> read_views(TableReader& reader) {
  std::vector<ViewKind> result;
  const auto given = reader.names("views");
  for (const auto& [name, place] : given) result.push_back(reader.choose(name, place, as_span(views), ViewKind::side));
  if (given.empty() && reader.has("views")) reader.problem("views", "'views' names no view to judge from");
  return result;
}

void refer(Draft& draft, Reference::To to, std::string id, Place place) {
  if (!id.empty()) draft.references.push_back({to, std::move(id), std::move(place)});
}

Reading read_reading(TableReader& reader, Unit unit, const Draft& draft) {
  Reading reading;
  reading.metric = reader.name("metric");
  reading.span = reader.choice_or("phase", as_span(spans), catalog::Span::rep);
  reading.reduce = reader.choice_or("reduce", as_span(reducers), Reducer::value);
  if (reading.reduce == Reducer::value && reading.span != catalog::Span::rep) {
    reader.problem("phase", "a metric of the whole rep (reduce = \"value\") has no phase; name max, min, mean or last");
  }
  if (reading.metric.empty()) return reading;

  std::optional<Unit> kind;
  std::vector<std::string> known;
  for (const metrics::Metric& metric : draft.catalog.metrics) {
    known.emplace_back(metric.name);
    if (metric.name != reading.metric) continue;
    reading.measure = &metric;
    kind = metric.unit;
  }
  for (const UnbuiltMetric& metric : draft.catalog.unbuilt) {
    known.push_back(metric.name);
    if (metric.name == reading.metric && !kind) kind = metric.unit;
  }
  if (!kind) {
    reader.problem("metric", "there is no metric '" + reading.metric + "'" + did_you_mean(reading.metric, known));
  } else if (*kind != unit && reader.has("unit")) {
    reader.problem("unit", "metric '" + reading.metric + "' is in " + std::string(metrics::to_string(*kind)) +
                               ", which this unit does not measure");
  }
  return reading;
}

std::vector<Band> read_bands(TableReader& reader, UnitName unit, Draft& draft) {
  std::vector<Band> bands;
  std::vector<TableReader> given = reader.tables("bands");
  if (given.size() < 2) reader.problem("bands", "'bands' needs at least two bands, one of them good");
  int good = 0;
  for (std::size_t i = 0; i < given.size(); ++i) {
    TableReader& entry = given[i];
    Band band;
    band.grade = entry.choice("verdict", as_span(grades), Grade::good);
    good += band.grade == Grade::good ? 1 : 0;
    const bool last = i + 1 == given.size();
    if (const auto below = entry.find_number("below")) {
      band.below = *below * unit.to_si;
      band.source = entry.name("source");
      band.support = read_support(entry);
      refer(draft, Reference::To::source, band.source, entry.place("source"));
      if (last) entry.problem("below", "the last band must be open: leave 'below' out");
      const bool rises = i == 0 || !bands.back().below || *band.below > *bands.back().below;
      if (!rises) entry.problem("below", "bands must rise: this edge is not above the one before it");
    } else if (!last) {
      entry.problem("verdict", "only the last band may be open: this one needs 'below'");
    }
    if (band.grade != Grade::good) {
      band.words = entry.name("words");
    } else if (entry.has("words")) {
      entry.problem("words", "a good band needs no words: the rule's 'praise' speaks for it");
    }
    entry.report_unknown_keys();
    bands.push_back(std::move(band));
  }
  if (given.size() >= 2 && good != 1) reader.problem("bands", "'bands' needs exactly one good band");
  return bands;
}

}  // namespace hinge::catalog::internal
