#pragma once
// The JSON of a set's repetitions, taken in piece by piece: a history has thousands of judgements, and neither a tree of
// each document nor a copy of each word is wanted (docs/measured.md, Store).
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/progress/history.h"

namespace hinge::store::internal {

class RepsReader {
 public:
  /// The whole document; false: problem() says why.
  [[nodiscard]] bool read(std::string json);
  [[nodiscard]] const std::string& problem() const { return problem_; }
  [[nodiscard]] std::vector<progress::RepRecord>& reps() { return reps_; }

 private:
  struct Events;
  bool null();
  bool boolean();
  bool string(std::string_view text);
  bool start_object();
  bool key(std::string_view name);
  bool end_object();
  bool start_array();
  bool end_array();

  /// What encloses the next value. `skipped`: something a newer Hinge may add.
  enum class Place : unsigned char { outside, reps, rep, judgements, judgement, metrics, metric, skipped };
  enum class Key : unsigned char { none, rep, verdict, judgements, metrics, unknown };

  [[nodiscard]] Place place() const { return places_.empty() ? Place::outside : places_.back(); }
  [[nodiscard]] bool ignores() const { return place() == Place::skipped || (place() == Place::rep && key_ == Key::unknown); }
  bool number(double value);
  bool text_of_judgement(std::string_view text);
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
