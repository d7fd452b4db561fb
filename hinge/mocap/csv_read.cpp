#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>
#include <toml++/toml.h>

#include "hinge/mocap/csv.h"
#include "hinge/mocap/internal/csv_rows.h"
#include "hinge/mocap/internal/finish_markers.h"
#include "hinge/mocap/internal/joint_names.h"
#include "hinge/mocap/internal/text_table.h"

namespace hinge::mocap {
namespace {

using body::Recording;

constexpr double largest_metres = 1e5;
constexpr double largest_pixel = 1e5;
constexpr double largest_time_s = 4e5;
constexpr std::size_t most_landmarks = 1000;

struct Unit {
  const char* name;
  double metres;
};
constexpr Unit units[] = {{"m", 1}, {"cm", 0.01}, {"mm", 0.001}};

auto invalid(const toml::node& node, std::string what, const std::string& name) {
  const auto& at = node.source().begin;
  return fail(Errc::invalid, std::move(what), name + ":" + std::to_string(at.line) + ":" + std::to_string(at.column));
}

Result<void> read_unit(const toml::table& table, const std::string& name, ColumnMap& map) {
  const std::string unit = table["unit"].value_or(std::string());
  if (unit == "px") {
    map.pixels = true;
    return {};
  }
  const auto found = std::ranges::find_if(units, [&](const Unit& known) { return unit == known.name; });
  if (found == std::end(units)) return invalid(table, "unit must be m, cm, mm or px", name);
  map.metres_per_unit = found->metres;
  return {};
}

Result<char> read_sign(const toml::table& table, const char* key, char otherwise, std::string_view allowed, const std::string& name) {
  const auto* node = table.get(key);
  if (node == nullptr) return otherwise;
  const std::string text = node->value_or(std::string());
  if (text.size() != 1 || allowed.find(text[0]) == std::string_view::npos) {
    return invalid(*node, std::string(key) + " must be a single sign", name);
  }
  return text[0];
}

Result<void> read_time(const toml::table& table, const std::string& name, ColumnMap& map) {
  map.time_column = table["time"].value_or(std::string());
  map.fps = table["fps"].value<double>();
  if (map.time_column.empty() == !map.fps) return invalid(table, "give either time, the name of a column, or fps", name);
  if (map.fps && !(*map.fps > 0 && *map.fps <= 10000)) return invalid(table, "fps must be between 0 and 10000", name);
  const std::string unit = table["time_unit"].value_or(std::string("s"));
  if (unit != "s" && unit != "ms") return invalid(table, "time_unit must be s or ms", name);
  map.seconds_per_time = unit == "ms" ? 0.001 : 1;
  return {};
}

Result<void> read_landmarks(const toml::table& table, const std::string& name, ColumnMap& map) {
  const auto* landmarks = table["landmarks"].as_table();
  if (landmarks == nullptr || landmarks->empty()) return invalid(table, "a table [landmarks] must name the columns of each landmark", name);
  if (landmarks->size() > most_landmarks) return invalid(table, "has more than 1000 landmarks", name);
  const std::size_t needed = map.pixels ? 2 : 3;
  for (const auto& [key, node] : *landmarks) {
    std::vector<std::string> columns;
    if (const auto* list = node.as_array()) {
      for (const auto& column : *list) columns.push_back(column.value_or(std::string()));
    }
    if (columns.size() != needed || std::ranges::any_of(columns, &std::string::empty)) {
      return invalid(node, std::string(key.str()) + " needs the names of " + std::to_string(needed) + " columns", name);
    }
    map.landmarks.push_back({std::string(key.str()), std::move(columns)});
  }
  return {};
}

/// "left_hip_x_m" or "hip/X": whose coordinate this is. The axis stands last, or before a unit.
struct Coordinate {
  std::string name;
  char axis = 'x';
  std::string unit;
};

std::optional<Coordinate> split_coordinate(const std::string& column) {
  Coordinate found;
  std::string_view rest = column;
  for (const std::string_view unit : {"_px", "_mm", "_cm", "_m"}) {
    if (!rest.ends_with(unit)) continue;
    found.unit = unit.substr(1);
    rest.remove_suffix(unit.size());
    break;
  }
  constexpr std::size_t least = 3;  // a letter, a sign and the axis
  if (rest.size() < least) return std::nullopt;
  found.axis = static_cast<char>(std::tolower(static_cast<unsigned char>(rest.back())));
  const char sign = rest[rest.size() - 2];
  if (found.axis < 'x' || found.axis > 'z' || std::isalnum(static_cast<unsigned char>(sign)) != 0) return std::nullopt;
  found.name = rest.substr(0, rest.size() - 2);
  return found;
}

constexpr const char* how_to_map =
    "write beside it a file with the same name and .columns.toml for .csv that names them (docs/formats/csv.md)";

/// The axes of one landmark in one unit, by their letters.
using Axes = std::map<char, std::string>;
struct Named {
  std::string name;
  std::map<std::string, Axes> by_unit;
};

/// In the order of the header.
std::vector<Named> group_columns(const std::vector<std::string>& header) {
  std::vector<Named> all;
  std::map<std::string, std::size_t> places;
  for (const std::string& column : header) {
    const auto coordinate = split_coordinate(column);
    if (!coordinate) continue;
    const auto [place, is_new] = places.emplace(coordinate->name, all.size());
    if (is_new) all.push_back({coordinate->name, {}});
    all[place->second].by_unit[coordinate->unit][coordinate->axis] = column;
  }
  return all;
}

std::vector<std::string> three(const Named& named, const char* unit) {
  const auto found = named.by_unit.find(unit);
  if (found == named.by_unit.end() || found->second.size() != 3) return {};
  return {found->second.at('x'), found->second.at('y'), found->second.at('z')};
}
std::vector<std::string> two(const Named& named) {
  const auto found = named.by_unit.find("px");
  if (found == named.by_unit.end() || !found->second.contains('x') || !found->second.contains('y')) return {};
  return {found->second.at('x'), found->second.at('y')};
}

/// Pixels where there are any (the picture is what was measured), else the first unit that is used.
void guess_landmarks(const std::vector<std::string>& header, ColumnMap& map) {
  const auto named = group_columns(header);
  map.pixels = std::ranges::any_of(named, [](const Named& one) { return !two(one).empty(); });
  for (const Unit& unit : units) {
    map.metres_per_unit = unit.metres;
    for (const Named& one : named) {
      auto coordinates = map.pixels ? two(one) : three(one, unit.name);
      if (coordinates.empty()) continue;
      const std::string visibility = one.name + "_visibility";
      const bool has_visibility = std::ranges::find(header, visibility) != header.end();
      map.landmarks.push_back({one.name, std::move(coordinates), map.pixels ? three(one, "m") : std::vector<std::string>{},
                               has_visibility ? visibility : ""});
    }
    if (!map.landmarks.empty()) return;
  }
}

/// What a header says by itself.
Result<ColumnMap> guess_columns(const std::vector<std::string>& header, const std::string& name) {
  ColumnMap map;
  for (const std::string& column : header) {
    if (column == "time_s" || column == "time" || column == "Time") map.time_column = column;
  }
  if (map.time_column.empty()) return fail(Errc::unsupported, std::string("has no column time_s; if another one holds the time, ") + how_to_map, name);
  guess_landmarks(header, map);
  if (map.landmarks.empty()) {
    return fail(Errc::unsupported, std::string("has no columns like left_hip_x_m, left_hip_y_m, left_hip_z_m or left_hip_x_px, left_hip_y_px; if its columns are coordinates, ") + how_to_map, name);
  }
  return map;
}

/// Where each landmark's columns are.
struct Places {
  std::vector<std::size_t> coordinates, hip_centred;
  std::optional<std::size_t> visibility;
};
struct Layout {
  std::optional<std::size_t> time;
  std::vector<Places> places;
};

Result<Layout> find_columns(const CsvRow& header, const ColumnMap& map, const std::string& name) {
  std::map<std::string, std::size_t> columns;
  for (std::size_t i = 0; i < header.cells.size(); ++i) columns.emplace(header.cells[i], i);
  const auto find = [&](const std::string& wanted) -> Result<std::size_t> {
    const auto found = columns.find(wanted);
    if (found == columns.end()) return fail(Errc::corrupt, "has no column \"" + printable(wanted) + "\"", name + ":" + std::to_string(header.line));
    return found->second;
  };
  Layout layout;
  if (!map.time_column.empty()) {
    HINGE_TRY(layout.time, find(map.time_column));
  }
  for (const LandmarkColumns& landmark : map.landmarks) {
    Places& places = layout.places.emplace_back();
    for (const std::string& column : landmark.coordinates) {
      HINGE_TRY(places.coordinates.emplace_back(), find(column));
    }
    for (const std::string& column : landmark.hip_centred) {
      HINGE_TRY(places.hip_centred.emplace_back(), find(column));
    }
    if (!landmark.visibility.empty()) {
      HINGE_TRY(places.visibility, find(landmark.visibility));
    }
  }
  return layout;
}

Result<std::optional<double>> number_in(const CsvRow& row, std::size_t column, char decimal, const std::string& name) {
  if (column >= row.cells.size()) return std::optional<double>{};
  std::string cell = row.cells[column];
  if (decimal == ',') std::ranges::replace(cell, ',', '.');
  const auto parts = words(cell);
  if (parts.empty() || is_missing(parts[0])) return std::optional<double>{};
  const auto value = parts.size() == 1 ? to_number(parts[0]) : std::nullopt;
  if (!value) return fail(Errc::corrupt, "\"" + printable(cell) + "\" is not a number", name + ":" + std::to_string(row.line) + ":" + std::to_string(column + 1));
  return value;
}

/// The numbers of these columns; nothing if one is missing.
Result<std::optional<std::array<double, 3>>> numbers_in(const CsvRow& row, const std::vector<std::size_t>& columns, const ColumnMap& map,
                                                        double factor, double limit, const std::string& name) {
  std::array<double, 3> place{};
  for (std::size_t axis = 0; axis < columns.size(); ++axis) {
    HINGE_TRY(const auto value, number_in(row, columns[axis], map.decimal, name));
    if (!value) return std::optional<std::array<double, 3>>{};
    place[axis] = *value * factor;
    if (std::abs(place[axis]) > limit) {
      return fail(Errc::corrupt, "is out of any plausible range", name + ":" + std::to_string(row.line) + ":" + std::to_string(columns[axis] + 1));
    }
  }
  return std::optional{place};
}

Result<body::Landmark> read_landmark(const CsvRow& row, const Places& places, const ColumnMap& map, const std::string& name) {
  body::Landmark landmark;
  HINGE_TRY(const auto at, numbers_in(row, places.coordinates, map, map.pixels ? 1 : map.metres_per_unit, map.pixels ? largest_pixel : largest_metres, name));
  if (!at) return landmark;
  if (map.pixels) landmark.image = {(*at)[0], map.picture_y_up ? map.picture_height_px - (*at)[1] : (*at)[1], 0};
  else landmark.world = {(*at)[0], (*at)[1], (*at)[2]};
  if (!places.hip_centred.empty()) {
    HINGE_TRY(const auto centred, numbers_in(row, places.hip_centred, map, 1, largest_metres, name));
    if (centred) landmark.metric = {(*centred)[0], (*centred)[1], (*centred)[2]};
  }
  landmark.visibility = landmark.presence = 1;
  landmark.measured = true;
  if (places.visibility) {
    HINGE_TRY(const auto visibility, number_in(row, *places.visibility, map.decimal, name));
    landmark.visibility = std::clamp(visibility.value_or(1), 0.0, 1.0);
  }
  return landmark;
}

Result<body::Frame> read_frame(const CsvRow& row, const Layout& layout, const ColumnMap& map, std::size_t index, const std::string& name) {
  body::Frame frame;
  if (layout.time) {
    HINGE_TRY(const auto time, number_in(row, *layout.time, map.decimal, name));
    if (!time || std::abs(*time * map.seconds_per_time) > largest_time_s) {
      return fail(Errc::corrupt, "this row has no plausible time", name + ":" + std::to_string(row.line) + ":" + std::to_string(*layout.time + 1));
    }
    frame.time = Seconds{*time * map.seconds_per_time};
  } else {
    frame.time = Seconds{static_cast<double>(index) / *map.fps};
  }
  for (const Places& places : layout.places) {
    HINGE_TRY(frame.landmarks.emplace_back(), read_landmark(row, places, map, name));
  }
  if (std::ranges::none_of(frame.landmarks, &body::Landmark::measured)) frame.landmarks.clear();
  return frame;
}

}  // namespace

Result<ColumnMap> parse_column_map(std::string_view text, const std::string& name) {
  const auto parsed = toml::parse(text, name);
  if (!parsed) {
    const auto& at = parsed.error().source().begin;
    return fail(Errc::invalid, std::string(parsed.error().description()), name + ":" + std::to_string(at.line) + ":" + std::to_string(at.column));
  }
  const toml::table& table = parsed.table();
  ColumnMap map;
  HINGE_TRY_VOID(read_unit(table, name, map));
  HINGE_TRY_VOID(read_time(table, name, map));
  HINGE_TRY(map.separator, read_sign(table, "separator", ',', ",;\t| ", name));
  HINGE_TRY(map.decimal, read_sign(table, "decimal", '.', ".,", name));
  if (const auto height = table["picture_height_px"].value<double>()) {
    map.picture_y_up = true;
    map.picture_height_px = *height;
    if (!map.pixels || !(*height > 0 && *height <= largest_pixel)) return invalid(table, "picture_height_px is for pixels counted from below", name);
  }
  HINGE_TRY_VOID(read_landmarks(table, name, map));
  return map;
}

Result<Recording> parse_csv(std::string_view text, const std::string& name, const std::optional<ColumnMap>& given, std::span<const MarkerSet> sets) {
  HINGE_TRY(const auto rows, read_csv_rows(text, given ? given->separator : ',', name));
  if (rows.size() < 2) return fail(Errc::corrupt, "holds no rows below its header", name);
  std::optional<ColumnMap> map = given;
  if (!map) {
    HINGE_TRY(map, guess_columns(rows.front().cells, name));
  }
  if (map->landmarks.size() > most_landmarks) return fail(Errc::corrupt, "has more than 1000 landmarks, which is not plausible", name);
  HINGE_TRY(const Layout layout, find_columns(rows.front(), *map, name));
  Recording recording;
  recording.space = map->pixels ? body::Space::image : body::Space::world;
  recording.estimator = "csv";
  for (const LandmarkColumns& landmark : map->landmarks) recording.names.push_back(landmark.name);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    HINGE_TRY(body::Frame frame, read_frame(rows[i], layout, *map, i - 1, name));
    if (!recording.frames.empty() && frame.time < recording.frames.back().time) {
      return fail(Errc::corrupt, "time runs backwards here", name + ":" + std::to_string(rows[i].line));
    }
    recording.frames.push_back(std::move(frame));
  }
  fill_source(name, recording);
  if (map->pixels) recording.names = to_joint_names(std::move(recording.names));
  else finish_markers(recording, sets);
  return recording;
}

}  // namespace hinge::mocap
