#include "hinge/store/internal/reps_reader.h"

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <array>
#include <charconv>

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
bool take_word(std::string_view word, Enum& value) {
  const auto read = read_enum<Enum>(word);
  if (read) value = *read;
  return read.has_value();
}

std::string unknown(std::string_view word) { return "unknown word '" + std::string(word) + "'"; }

}  // namespace

/// What rapidjson::Reader tells of a document; a call that answers false ends the reading.
struct RepsReader::Events {
  using Size = rapidjson::SizeType;
  RepsReader& reader;

  bool Null() { return reader.null(); }
  bool Bool(bool) { return reader.boolean(); }
  bool String(const char* text, Size length, bool) { return reader.string({text, length}); }
  bool Key(const char* text, Size length, bool) { return reader.key({text, length}); }
  bool StartObject() { return reader.start_object(); }
  bool EndObject(Size) { return reader.end_object(); }
  bool StartArray() { return reader.start_array(); }
  bool EndArray(Size) { return reader.end_array(); }
  /// from_chars gives the double that was written, to the last bit.
  bool RawNumber(const char* text, Size length, bool) {
    double value = 0;
    if (std::from_chars(text, text + length, value).ec != std::errc()) return reader.refuse("a number is out of range");
    return reader.number(value);
  }
  // Numbers come as text; the reader wants these to be there.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }
};

bool RepsReader::read(std::string json) {
  using namespace rapidjson;
  InsituStringStream in(json.data());
  Events events{*this};
  Reader reader;
  // In situ: words are not copied. Iterative: how deep a document nests is no depth of our stack.
  const auto result = reader.Parse<kParseInsituFlag | kParseIterativeFlag | kParseValidateEncodingFlag | kParseNumbersAsStringsFlag>(in, events);
  if (result) return true;
  if (problem_.empty()) problem_ = GetParseError_En(result.Code()) + std::string(" (byte ") + std::to_string(result.Offset()) + ")";
  return false;
}

bool RepsReader::refuse(std::string problem) {
  problem_ = std::move(problem);
  return false;
}

bool RepsReader::boolean() {
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

bool RepsReader::text_of_judgement(std::string_view text) {
  auto& judgement = reps_.back().judgements.back();
  switch (column_++) {
    case j_rule: judgement.rule = text; return true;
    case j_verdict: return take_word(text, judgement.verdict) || refuse(unknown(text));
    case j_unit: return take_word(text, judgement.unit) || refuse(unknown(text));
    case j_words: judgement.words = text; return true;
    default: return refuse("text stands where a number should");
  }
}

bool RepsReader::string(std::string_view text) {
  if (ignores()) return true;
  if (place() == Place::judgement) return text_of_judgement(text);
  if (place() == Place::rep && key_ == Key::verdict) return take_word(text, reps_.back().verdict) || refuse(unknown(text));
  if (place() == Place::metric && column_ == m_unit) {
    ++column_;
    return take_word(text, metric_->unit) || refuse(unknown(text));
  }
  return refuse("text stands where none should");
}

bool RepsReader::key(std::string_view name) {
  if (place() == Place::metrics) metric_ = &reps_.back().metrics[std::string(name)];
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

bool RepsReader::start_object() {
  if (ignores()) return open(Place::skipped);
  if (place() == Place::reps) {
    reps_.emplace_back();
    seen_ = 0;
    return open(Place::rep);
  }
  if (place() == Place::rep && key_ == Key::metrics) return open(Place::metrics);
  return refuse("an object stands where none should");
}

bool RepsReader::start_array() {
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
