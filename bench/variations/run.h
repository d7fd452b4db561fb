#pragma once
// From recordings with truth to judged cases, on all cores and the same every time.
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "bench/variations/judge.h"
#include "bench/variations/kinds.h"

namespace hinge::bench {

struct Options {
  std::vector<std::pair<std::filesystem::path, std::filesystem::path>> sources;  ///< truth folder, recordings folder
  std::filesystem::path labels, filmed;                                          ///< empty: none
  std::filesystem::path knowledge, json, floors, new_floors, write, shapes;
  std::string only, source;  ///< part of a kind's or a source's name; empty is all
  bool lists = false;
  unsigned seed = 1;
  int every = 1;  ///< only every so many-th case
};

[[nodiscard]] Result<std::vector<Take>> load_sources(const Options& options);
[[nodiscard]] std::vector<Kind> all_kinds(const std::vector<Take>& takes);
/// Sorted by kind, source and number.
[[nodiscard]] std::vector<Case> run(const std::vector<Take>& takes, const std::vector<Kind>& kinds, const Options& options,
                                    const movement::MovementOptions& how);

}  // namespace hinge::bench
