#pragma once
// Checks of option values that several commands share.
#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <string>

#include "hinge/store/time_text.h"

namespace hinge::app {

/// CLI11's own Range says only numbers; this one says what they are.
inline CLI::Validator between(double low, double high, const std::string& unit) {
  return CLI::Validator(
      [=](std::string& text) {
        double value = 0;
        if (!CLI::detail::lexical_cast(text, value) || !(value >= low && value <= high)) {
          return fmt::format("'{}' is not from {:g} to {:g}{}", text, low, high, unit.empty() ? "" : " " + unit);
        }
        return std::string();
      },
      fmt::format("{:g}-{:g}", low, high));  // CLI11 counts bytes when it sets columns
}

/// The words for where it hurts, in one line.
inline std::string places_text() {
  std::string text;
  for (int i = 0; to_string(progress::Place(i)) != "unknown"; ++i) text += (text.empty() ? "" : ", ") + std::string(to_string(progress::Place(i)));
  return text;
}

inline CLI::Validator place_word() {
  return CLI::Validator(
      [](const std::string& word) { return store::find_place(word) ? std::string() : "'" + word + "' is not one of " + places_text(); }, "");
}

}  // namespace hinge::app
