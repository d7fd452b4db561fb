#pragma once
// Numbers and lists in sentences: whole degrees, "about" where the measurement is loose, counts as words.
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "hinge/metrics/metric.h"

namespace hinge::assess {

/// "58°", "about 58°" (sd above 3°), "1.6 s", "45 % of your foot's length", "6 cm". Without its sign: the sentence has
/// it.
[[nodiscard]] std::string say_value(double value, double sd, metrics::Unit unit);
/// "one" … "twelve", then figures.
[[nodiscard]] std::string say_count(std::size_t count);
/// "rep 3", "reps 1 and 3", "reps 1, 2 and 4", "every rep" (all of `total`, more than one).
[[nodiscard]] std::string say_reps(std::span<const int> reps, std::size_t total);
/// "a, b and c".
[[nodiscard]] std::string say_list(std::span<const std::string> items);
[[nodiscard]] std::string capitalise(std::string text);
/// Replaces every {name}; the templates were checked when the knowledge was read.
[[nodiscard]] std::string fill(std::string_view text,
                               std::initializer_list<std::pair<std::string_view, std::string_view>> values);

}  // namespace hinge::assess
