#include "hinge/catalog/ladder.h"

#include <algorithm>

#include "hinge/catalog/catalog.h"

namespace hinge::catalog {
namespace {

bool serves(const std::vector<Use>& uses, const Rule& rule, const Case& words) {
  return std::ranges::any_of(
      uses, [&](const Use& use) { return use.rule == rule.id && (use.words.empty() || use.words == words.id); });
}

template <class T>
std::vector<const T*> gather(const std::vector<T>& all, const std::string& first, const Rule& rule, const Case& words) {
  std::vector<const T*> found;
  for (const T& entry : all) {
    if (entry.id == first) found.insert(found.begin(), &entry);
    if (entry.id != first && serves(entry.helps, rule, words)) found.push_back(&entry);
  }
  return found;
}

}  // namespace

const Rung* Ladder::find_rung(std::string_view id) const {
  const auto found = std::ranges::find(rungs, id, &Rung::id);
  return found == rungs.end() ? nullptr : &*found;
}

const Order* Ladder::find_order(std::string_view id) const {
  if (id.empty()) return orders.empty() ? nullptr : &orders.front();
  const auto found = std::ranges::find(orders, id, &Order::id);
  return found == orders.end() ? nullptr : &*found;
}

std::vector<const Cue*> find_cues(const Catalog& catalog, const Rule& rule, const Case& words) {
  return gather(catalog.cues, words.cue, rule, words);
}

std::vector<const Drill*> find_drills(const Catalog& catalog, const Rule& rule, const Case& words) {
  return gather(catalog.drills, words.drill, rule, words);
}

}  // namespace hinge::catalog
