#pragma once
// The JSON of a set's repetitions, taken in piece by piece: a history has thousands of judgements, and a tree of each
// document before the values costs three times the reading (docs/measured.md, Store).
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include "hinge/progress/history.h"

namespace hinge::store::internal {

/// What nlohmann::json::sax_parse() tells of a document; a call that answers false ends the reading, problem() says why.
class RepsReader {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;

  bool null();
  bool boolean(bool value);
  bool number_integer(number_integer_t value) { return number(static_cast<double>(value)); }
  bool number_unsigned(number_unsigned_t value) { return number(static_cast<double>(value)); }
  bool number_float(double value, const std::string& text);
  bool string(std::string& text);
  bool binary(std::vector<std::uint8_t>& bytes);
  bool start_object(std::size_t elements);
  bool key(std::string& name);
  bool end_object();
  bool start_array(std::size_t elements);
  bool end_array();
  bool parse_error(std::size_t position, const std::string& token, const nlohmann::json::exception& error);

  [[nodiscard]] const std::string& problem() const { return problem_; }
  [[nodiscard]] std::vector<progress::RepRecord>& reps() { return reps_; }

 private:
  /// What encloses the next value. `skipped`: something a newer Hinge may add.
  enum class Place : unsigned char { outside, reps, rep, judgements, judgement, metrics, metric, skipped };
  enum class Key : unsigned char { none, rep, verdict, judgements, metrics, unknown };

  [[nodiscard]] Place place() const { return places_.empty() ? Place::outside : places_.back(); }
  [[nodiscard]] bool ignores() const { return place() == Place::skipped || (place() == Place::rep && key_ == Key::unknown); }
  bool number(double value);
  bool text_of_judgement(std::string& text);
  bool open(Place inner);
  bool close();
  bool refuse(std::string problem);

  std::vector<Place> places_;
  Key key_ = Key::none;
  std::size_t column_ = 0;  ///< of a judgement's or metric's row
  unsigned seen_ = 0;       ///< keys of this repetition, a bit each
  assess::MetricValue* metric_ = nullptr;
  std::vector<progress::RepRecord> reps_;
  std::string problem_;
};

}  // namespace hinge::store::internal
