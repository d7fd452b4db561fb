// What an exercise looks like to the camera: [[looks]] of an exercise file, for movement to compare sets with.
#include <array>
#include <numbers>

#include "hinge/catalog/internal/reading.h"
#include "hinge/catalog/near_names.h"

namespace hinge::catalog::internal {
namespace {

using movement::EvidenceUnit;
using movement::Moves;

struct RangeUnit {
  EvidenceUnit unit = EvidenceUnit::rad;
  double to_si = 1;
};
constexpr std::array<std::pair<std::string_view, RangeUnit>, 6> units{
    {{"deg", {EvidenceUnit::rad, std::numbers::pi / 180.0}},
     {"rad", {EvidenceUnit::rad, 1.0}},
     {"leg_lengths", {EvidenceUnit::leg_lengths, 1.0}},
     {"s", {EvidenceUnit::s, 1.0}},
     {"ratio", {EvidenceUnit::ratio, 1.0}},
     {"kg", {EvidenceUnit::kg, 1.0}}}};

constexpr std::array<std::pair<std::string_view, Moves>, 5> movers{{{"hips", Moves::hips},
                                                                    {"arms", Moves::arms},
                                                                    {"lying_hips", Moves::lying_hips},
                                                                    {"plank", Moves::plank},
                                                                    {"nothing", Moves::nothing}}};

movement::ExpectedRange read_range(TableReader& reader) {
  movement::ExpectedRange range;
  const std::string name = reader.name("of");
  const auto known = movement::evidence_table();
  const auto found = std::ranges::find(known, name, &movement::EvidenceInfo::name);
  if (found == known.end() && !name.empty()) {
    std::vector<std::string> names;
    for (const auto& info : known) names.emplace_back(info.name);
    reader.problem("of", "recognition looks at no '" + name + "'" + did_you_mean(name, names));
  }
  const RangeUnit unit = reader.choice("unit", std::span<const std::pair<std::string_view, RangeUnit>>(units), {});
  if (found != known.end()) {
    range.of = found->id;
    if (unit.unit != found->unit && reader.has("unit"))
      reader.problem("unit", "'" + name + "' is not measured in this unit");
  }
  if (const auto from = reader.find_number("from")) range.from = *from * unit.to_si;
  if (const auto to = reader.find_number("to")) range.to = *to * unit.to_si;
  if (!range.from && !range.to) reader.problem("of", "give 'from', 'to' or both");
  if (range.from && range.to && !(*range.from <= *range.to)) reader.problem("to", "'to' must not be below 'from'");
  reader.report_unknown_keys();
  return range;
}

}  // namespace

movement::Look read_look(TableReader& reader) {
  movement::Look look;
  look.moves = reader.choice("moves", std::span<const std::pair<std::string_view, Moves>>(movers), Moves::hips);
  for (auto& [key, share] : {std::pair{"usual", &look.usual}, std::pair{"surest", &look.surest}}) {
    const auto given = reader.find_number(key);
    if (!given) continue;
    *share = *given;
    if (!(*given > 0 && *given <= 1)) reader.problem(key, "'" + std::string(key) + "' must lie above 0 and not above 1");
  }
  for (TableReader& entry : reader.tables("ranges")) look.ranges.push_back(read_range(entry));
  if (look.ranges.empty()) reader.problem("ranges", "'ranges' needs at least one range to recognise the exercise by");
  reader.report_unknown_keys();
  return look;
}

}  // namespace hinge::catalog::internal
