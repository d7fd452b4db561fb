#include "hinge/store/internal/reps_reader.h"

#include <array>

#include "hinge/store/internal/codec.h"

namespace hinge::store::internal {
namespace {

constexpr unsigned bit(unsigned char key) { return 1U << key; }

/// [rule, verdict, value, sd, limit, unit, words]; [value, sd, unit].
enum JudgementColumn : std::size_t { j_rule, j_verdict, j_value, j_sd, j_limit, j_unit, j_words };
enum MetricColumn : std::size_t { m_value, m_sd, m_unit };
constexpr double largest_rep = 1e6;

std::optional<double>* number_of(progress::Judgement& judgement, std::size_t column) {
  switch (column) {
    case j_value: return &judgement.value;
    case j_sd: return &judgement.sd;
    case j_limit: return &judgement.limit;
    default: return nullptr;
  }
}

template <class Enum>
bool take_word(const std::string& word, Enum& value) {
  const auto read = read_enum<Enum>(word);
  if (read) value = *read;
  return read.has_value();
}

}  // namespace

bool RepsReader::refuse(std::string problem) {
  problem_ = std::move(problem);
  return false;
}

bool RepsReader::number_float(double value, const std::string&) { return number(value); }

bool RepsReader::binary(std::vector<std::uint8_t>&) { return refuse("there are bytes where a value should be"); }

bool RepsReader::parse_error(std::size_t, const std::string&, const nlohmann::json::exception& error) { return refuse(error.what()); }

bool RepsReader::boolean(bool) {
  if (ignores()) return true;
  return refuse("true or false stands where neither should");
}

bool RepsReader::null() {
  if (ignores()) return true;
  if (place() == Place::judgement && number_of(reps_.back().judgements.back(), column_) != nullptr) {
    ++column_;
    return true;
  }
  return refuse("null stands where a value should");
}

bool RepsReader::number(double value) {
  if (ignores()) return true;
  if (place() == Place::rep && key_ == Key::rep) {
    if (!(value >= 0 && value <= largest_rep)) return refuse("a repetition's number is out of range");
    reps_.back().rep = static_cast<int>(value);
    return true;
  }
  if (place() == Place::judgement) {
    if (auto* number = number_of(reps_.back().judgements.back(), column_)) {
      *number = value;
      ++column_;
      return true;
    }
  }
  if (place() == Place::metric && column_ <= m_sd) {
    (column_ == m_value ? metric_->value : metric_->sd) = value;
    ++column_;
    return true;
  }
  return refuse("a number stands where none should");
}

bool RepsReader::text_of_judgement(std::string& text) {
  auto& judgement = reps_.back().judgements.back();
  switch (column_++) {
    case j_rule: judgement.rule = text; return true;
    case j_verdict: return take_word(text, judgement.verdict) || refuse("unknown word '" + text + "'");
    case j_unit: return take_word(text, judgement.unit) || refuse("unknown word '" + text + "'");
    case j_words: judgement.words = text; return true;
    default: return refuse("text stands where a number should");
  }
}

bool RepsReader::string(std::string& text) {
  if (ignores()) return true;
  if (place() == Place::judgement) return text_of_judgement(text);
  if (place() == Place::rep && key_ == Key::verdict) return take_word(text, reps_.back().verdict) || refuse("unknown word '" + text + "'");
  if (place() == Place::metric && column_ == m_unit) {
    ++column_;
    return take_word(text, metric_->unit) || refuse("unknown word '" + text + "'");
  }
  return refuse("text stands where none should");
}

bool RepsReader::key(std::string& name) {
  if (place() == Place::metrics) metric_ = &reps_.back().metrics[name];
  if (place() != Place::rep) return true;
  static constexpr std::array<std::pair<std::string_view, Key>, 4> keys{{{"rep", Key::rep}, {"verdict", Key::verdict}, {"judgements", Key::judgements}, {"metrics", Key::metrics}}};
  key_ = Key::unknown;
  for (const auto& [word, key] : keys) {
    if (word == name) key_ = key;
  }
  seen_ |= bit(static_cast<unsigned char>(key_));
  return true;
}

bool RepsReader::open(Place inner) {
  places_.push_back(inner);
  return true;
}

bool RepsReader::start_object(std::size_t) {
  if (ignores()) return open(Place::skipped);
  if (place() == Place::reps) {
    reps_.emplace_back();
    seen_ = 0;
    return open(Place::rep);
  }
  if (place() == Place::rep && key_ == Key::metrics) return open(Place::metrics);
  return refuse("an object stands where none should");
}

bool RepsReader::start_array(std::size_t) {
  if (ignores()) return open(Place::skipped);
  switch (place()) {
    case Place::outside: return open(Place::reps);
    case Place::rep:
      if (key_ == Key::judgements) return open(Place::judgements);
      break;
    case Place::judgements:
      reps_.back().judgements.emplace_back();
      column_ = 0;
      return open(Place::judgement);
    case Place::metrics:
      column_ = 0;
      return open(Place::metric);
    default: break;
  }
  return refuse("a list stands where none should");
}

bool RepsReader::close() {
  places_.pop_back();
  return true;
}

bool RepsReader::end_object() {
  constexpr unsigned all = bit(static_cast<unsigned char>(Key::rep)) | bit(static_cast<unsigned char>(Key::verdict)) | bit(static_cast<unsigned char>(Key::judgements)) |
                           bit(static_cast<unsigned char>(Key::metrics));
  if (place() == Place::rep && (seen_ & all) != all) return refuse("a repetition lacks rep, verdict, judgements or metrics");
  return close();
}

bool RepsReader::end_array() {
  // A judgement ends after its verdict, or has its numbers and their unit.
  if (place() == Place::judgement && column_ != j_verdict + 1 && column_ <= j_unit) return refuse("a judgement lacks a value");
  if (place() == Place::metric && column_ <= m_unit) return refuse("a metric lacks a value");
  return close();
}

}  // namespace hinge::store::internal
