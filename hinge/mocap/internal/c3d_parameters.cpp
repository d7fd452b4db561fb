#include "hinge/mocap/internal/c3d_parameters.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "hinge/mocap/internal/text_table.h"

namespace hinge::mocap {
namespace {

constexpr std::size_t most_records = 20'000;

std::string upper(std::string_view text) {
  std::string out;
  for (const char c : text) out.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
  return out;
}

std::string without_filling(std::string_view text) {
  const auto last = text.find_last_not_of(std::string_view(" \0", 2));
  return std::string(text.substr(0, last == std::string_view::npos ? 0 : last + 1));
}

/// One group or parameter, its head only.
struct Record {
  int group = 0;  ///< negative: this is the group itself
  std::string name;
  std::size_t body = 0;  ///< where what follows the head begins
  std::size_t next = 0;  ///< 0: the last one
};

auto broken(std::size_t at, std::string what, const std::string& name) {
  return fail(Errc::corrupt, "the parameter section is broken: " + std::move(what),
              name + "@byte " + std::to_string(at));
}

/// Nothing: the end of the section.
Result<std::optional<Record>> read_record(const C3dReader& reader, std::size_t at, const std::string& name) {
  if (!reader.has(at, 2)) return broken(at, "it runs past the end of the file", name);
  const auto length = static_cast<std::size_t>(std::abs(static_cast<int>(reader.signed_byte(at))));
  const int group = reader.signed_byte(at + 1);
  if (length == 0 || group == 0) return std::optional<Record>{};
  if (!reader.has(at + 2, length + 2)) return broken(at, "a name runs past the end of the file", name);
  Record record{group, upper(reader.text(at + 2, length)), at + 4 + length, 0};
  if (!std::ranges::all_of(record.name, [](unsigned char c) { return c >= 0x20 && c < 0x7F; })) {
    return broken(at, "a name has characters that no name has", name);
  }
  const std::size_t step = reader.word(record.body - 2);
  if (step != 0) record.next = record.body - 2 + step;
  return std::optional{record};
}

Result<C3dParameter> read_values(const C3dReader& reader, const Record& record, const std::string& name) {
  const std::size_t at = record.body;
  const auto past_end = [&] { return broken(at, record.name + " runs past the end of the file", name); };
  if (!reader.has(at, 2)) return past_end();
  const int type = reader.signed_byte(at);
  const std::size_t rank = reader.byte(at + 1);
  if (type != -1 && type != 1 && type != 2 && type != 4) {
    return broken(at, record.name + " is of type " + std::to_string(type) + ", which there is not", name);
  }
  constexpr std::size_t most_dimensions = 7;
  if (rank > most_dimensions) {
    return broken(at, record.name + " has " + std::to_string(rank) + " dimensions; at most 7 are possible", name);
  }
  if (!reader.has(at + 2, rank)) return past_end();
  C3dParameter parameter;
  std::size_t count = 1;
  for (std::size_t i = 0; i < rank; ++i) {
    parameter.dimensions.push_back(reader.byte(at + 2 + i));
    count *= parameter.dimensions.back();
    if (count > reader.size()) return past_end();
  }
  const std::size_t data = at + 2 + rank, width = static_cast<std::size_t>(std::abs(type));
  if (!reader.has(data, count * width)) return past_end();
  if (type == -1) {
    const std::size_t length = parameter.dimensions.empty() ? 1 : parameter.dimensions.front();
    for (std::size_t i = 0; length > 0 && i + length <= count; i += length) {
      parameter.texts.push_back(without_filling(reader.text(data + i, length)));
    }
    return parameter;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t place = data + i * width;
    parameter.numbers.push_back(type == 1   ? reader.byte(place)
                                : type == 2 ? reader.word(place)
                                            : static_cast<double>(reader.real(place)));
  }
  return parameter;
}

}  // namespace

const C3dParameter* C3dParameters::find(const std::string& key) const {
  const auto found = all_.find(key);
  return found == all_.end() ? nullptr : &found->second;
}

std::optional<double> C3dParameters::number(const std::string& key) const {
  const auto* parameter = find(key);
  if (parameter == nullptr || parameter->numbers.empty()) return std::nullopt;
  return parameter->numbers.front();
}

std::string C3dParameters::text(const std::string& key) const {
  const auto* parameter = find(key);
  return parameter == nullptr || parameter->texts.empty() ? std::string() : parameter->texts.front();
}

std::vector<std::string> C3dParameters::texts(const std::string& key) const {
  std::vector<std::string> all;
  for (std::size_t part = 1;; ++part) {
    const auto* parameter = find(part == 1 ? key : key + std::to_string(part));
    if (parameter == nullptr) return all;
    all.insert(all.end(), parameter->texts.begin(), parameter->texts.end());
  }
}

std::vector<double> C3dParameters::numbers(const std::string& key) const {
  const auto* parameter = find(key);
  return parameter == nullptr ? std::vector<double>{} : parameter->numbers;
}

bool C3dParameters::has_group(std::string_view group) const {
  return std::ranges::any_of(all_, [&](const auto& entry) { return entry.first.starts_with(std::string(group) + ":"); });
}

Result<C3dParameters> read_c3d_parameters(const C3dReader& reader, std::size_t start, const std::string& name) {
  struct Waiting {
    int group;
    std::string name;
    C3dParameter parameter;
  };
  std::map<int, std::string> groups;
  std::vector<Waiting> waiting;  // a group may stand after its parameters
  // The last entry's pointer may be anything: behind the section's end only what reads as an entry is one.
  const std::size_t blocks = reader.byte(start + 2), end = start + 512 * blocks;
  std::size_t at = start + 4;
  for (std::size_t records = 0; at != 0; ++records) {
    if (records == most_records) return broken(at, "it has more than 20000 entries", name);
    const auto record = read_record(reader, at, name);
    if (!record && blocks > 0 && at >= end) break;
    if (!record) return tl::make_unexpected(record.error());
    if (!*record) break;
    const Record& entry = **record;
    if (entry.group < 0) {
      groups[-entry.group] = entry.name;
    } else {
      HINGE_TRY(C3dParameter parameter, read_values(reader, entry, name));
      waiting.push_back({entry.group, entry.name, std::move(parameter)});
    }
    if (entry.next != 0 && entry.next <= entry.body) return broken(at, entry.name + " points into itself", name);
    at = entry.next;
  }
  C3dParameters parameters;
  for (Waiting& entry : waiting) {
    const auto group = groups.find(entry.group);
    if (group != groups.end()) parameters.add(group->second + ":" + entry.name, std::move(entry.parameter));
  }
  return parameters;
}

}  // namespace hinge::mocap
