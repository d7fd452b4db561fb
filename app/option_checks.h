#pragma once
// Checks of option values that several commands share.
#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <string>

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
      fmt::format("{:g}–{:g}", low, high));
}

}  // namespace hinge::app
