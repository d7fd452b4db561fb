#include "hinge/mocap/trc.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "hinge/mocap/internal/finish_markers.h"
#include "hinge/mocap/internal/joint_names.h"
#include "hinge/mocap/internal/upright.h"
#include "hinge/mocap/internal/text_table.h"

namespace hinge::mocap {
namespace {

using body::Landmark;
using body::Recording;

constexpr std::size_t most_markers = 1000;
constexpr double largest_metres = 1e5;
constexpr double largest_time_s = 4e5;  // four days; a clip file holds twice that, the most from first to last
constexpr std::size_t longest_name = 200;

struct Header {
  double metres_per_unit = 1;
  std::string unit;
  std::optional<std::int64_t> promised_frames;
  std::vector<std::string> names;
};

std::string place(const std::string& name, std::size_t line, std::size_t column = 0) {
  return name + ":" + std::to_string(line) + (column > 0 ? ":" + std::to_string(column) : "");
}

auto wrong(std::string what, const std::string& name, std::size_t line, std::size_t column = 0) {
  return fail(Errc::corrupt, std::move(what), place(name, line, column));
}

Result<void> read_units(LineReader& lines, const std::string& name, Header& header) {
  const auto keys = lines.next();
  const auto values = lines.next();
  if (!values) return wrong("the file ends before its third line; a TRC file needs a header of five lines", name, 3);
  const auto key_cells = words(*keys), value_cells = words(*values);
  for (std::size_t i = 0; i < std::min(key_cells.size(), value_cells.size()); ++i) {
    if (key_cells[i] == "Units") header.unit = value_cells[i];
    if (key_cells[i] == "NumFrames") {
      if (const auto frames = to_number(value_cells[i]); frames && *frames >= 0 && *frames < 1e9) {
        header.promised_frames = static_cast<std::int64_t>(*frames);
      }
    }
  }
  if (header.unit.empty()) return wrong("there is no Units among the values of this line; give mm or m", name, 3);
  const std::pair<const char*, double> known[] = {{"mm", 0.001}, {"cm", 0.01}, {"m", 1}};
  const auto found = std::ranges::find(known, header.unit, &std::pair<const char*, double>::first);
  if (found == std::end(known)) {
    return fail(Errc::unsupported, "unit \"" + header.unit + "\" is not one of mm, cm, m", place(name, 3));
  }
  header.metres_per_unit = found->second;
  return {};
}

Result<void> read_names(LineReader& lines, const std::string& name, Header& header) {
  const auto line = lines.next();
  if (!line) return wrong("the file ends before the line of marker names", name, 4);
  auto cells = non_empty(split_cells(*line));
  if (cells.size() < 2 || !cells[0].starts_with("Frame") || !cells[1].starts_with("Time")) {  // some write Times
    return wrong("this line must begin with Frame# and Time", name, 4);
  }
  if (cells.size() == 2) return wrong("there are no marker names after Frame# and Time", name, 4);
  if (cells.size() - 2 > most_markers) return wrong("has more than 1000 markers, which is not plausible", name, 4);
  if (std::ranges::any_of(cells, [](std::string_view cell) { return cell.size() > longest_name; })) {
    return wrong("has a marker name of more than 200 characters", name, 4);
  }
  header.names.assign(cells.begin() + 2, cells.end());
  auto labels = lines.next();
  if (!labels) return wrong("the file ends before the line of coordinate labels (X1, Y1, Z1, ...)", name, 5);
  const auto found = non_empty(split_cells(*labels)).size();
  if (found != 3 * header.names.size()) {
    return wrong("has " + std::to_string(found) + " coordinate labels where " + std::to_string(3 * header.names.size()) +
                     " belong (3 for each of " + std::to_string(header.names.size()) + " markers)",
                 name, 5);
  }
  return {};
}

Result<Header> read_header(LineReader& lines, const std::string& name) {
  const auto first = lines.next();
  if (!first || !first->starts_with("PathFileType")) {
    return fail(Errc::corrupt, "is not a TRC file: it does not begin with PathFileType", name);
  }
  Header header;
  HINGE_TRY_VOID(read_units(lines, name, header));
  HINGE_TRY_VOID(read_names(lines, name, header));
  return header;
}

Result<std::optional<double>> cell_value(std::string_view cell, const std::string& name, std::size_t line,
                                         std::size_t column) {
  if (is_missing(cell)) return std::optional<double>{};
  const auto value = to_number(cell);
  if (!value) return wrong("\"" + printable(cell) + "\" is not a number", name, line, column);
  return value;
}

Result<body::Frame> read_row(std::string_view text, const Header& header, const std::string& name, std::size_t line) {
  auto cells = split_cells(text);
  const std::size_t needed = 2 + 3 * header.names.size();
  while (cells.size() > needed && cells.back().empty()) cells.pop_back();
  if (cells.size() != needed) {
    const std::size_t got = cells.size();
    std::string what = "this row has " + std::to_string(got) + " columns where " + std::to_string(needed) +
                       " belong (Frame#, Time and 3 for each of " + std::to_string(header.names.size()) + " markers)";
    if (got >= 2 && got < needed) {
      what += std::string("; the first one missing is ") + "XYZ"[(got - 2) % 3] + " of " +
              printable(header.names[(got - 2) / 3]);
    }
    return wrong(std::move(what), name, line, std::min(got, needed) + 1);
  }
  HINGE_TRY(const auto time, cell_value(cells[1], name, line, 2));
  if (!time || std::abs(*time) > largest_time_s) return wrong("this row has no plausible time", name, line, 2);
  body::Frame frame;
  frame.time = Seconds{*time};
  std::vector<Landmark> landmarks(header.names.size());
  bool any = false;
  for (std::size_t i = 0; i < landmarks.size(); ++i) {
    double xyz[3] = {};
    bool whole = true;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const std::size_t column = 2 + 3 * i + axis;
      HINGE_TRY(const auto value, cell_value(cells[column], name, line, column + 1));
      whole = whole && value.has_value();
      xyz[axis] = value.value_or(0) * header.metres_per_unit;
      if (std::abs(xyz[axis]) > largest_metres) return wrong("is out of any plausible range", name, line, column + 1);
    }
    if (!whole) continue;  // as OpenSim reads it: one empty component, no marker
    any = true;
    landmarks[i].world = {xyz[0], xyz[1], xyz[2]};
    landmarks[i].visibility = landmarks[i].presence = 1;
    landmarks[i].measured = true;
  }
  if (any) frame.landmarks = std::move(landmarks);
  return frame;
}

Result<void> read_rows(LineReader& lines, const Header& header, const std::string& name, Recording& recording) {
  double before = 0;
  while (const auto text = lines.next()) {
    if (is_blank(*text)) continue;
    HINGE_TRY(body::Frame frame, read_row(*text, header, name, lines.number()));
    if (!recording.frames.empty() && frame.time.value() < before) {
      return wrong("time runs backwards here", name, lines.number(), 2);
    }
    before = frame.time.value();
    recording.frames.push_back(std::move(frame));
  }
  if (recording.frames.empty()) return wrong("there are no rows of data", name, lines.number() + 1);
  return {};
}

/// Sports2D writes its pixel files with the unit m (formats of others, docs/formats/trc.md): nobody is 20 m away from
/// everything.
bool holds_pixels(const Header& header, const Recording& recording) {
  constexpr double far_away = 20;
  if (header.unit != "m") return false;
  std::size_t far = 0, all = 0;
  for (const auto& frame : recording.frames) {
    for (const Landmark& landmark : frame.landmarks) {
      if (!landmark.measured) continue;
      ++all;
      if (std::max(std::abs(landmark.world.x), std::abs(landmark.world.y)) > far_away) ++far;
    }
  }
  return 2 * far > all;
}

void turn_into_pixels(Recording& recording) {
  recording.space = body::Space::image;
  recording.warnings.push_back(
      {"pixels", "The file says metres but holds numbers as large as pixels, and is read as picture coordinates."});
  for (auto& frame : recording.frames) {
    for (Landmark& landmark : frame.landmarks) {
      landmark.image = {landmark.world.x, landmark.world.y, landmark.world.z};
      landmark.world = {};
    }
  }
}

}  // namespace

Result<Recording> parse_trc(std::string_view text, const std::string& name, std::span<const MarkerSet> sets) {
  LineReader lines(text);
  HINGE_TRY(Header header, read_header(lines, name));
  Recording recording;
  recording.space = body::Space::world;
  recording.estimator = "trc";
  HINGE_TRY_VOID(read_rows(lines, header, name, recording));
  recording.names = header.names;
  fill_source(name, recording);
  if (header.promised_frames && *header.promised_frames > recording.source.frames) {
    recording.warnings.push_back({"fewer_frames", "The file promises " + std::to_string(*header.promised_frames) +
                                                      " frames and holds " + std::to_string(recording.source.frames) + "."});
  }
  if (holds_pixels(header, recording)) {
    turn_into_pixels(recording);
    recording.names = to_joint_names(std::move(recording.names));
  } else {
    finish_markers(recording, sets);
  }
  return recording;
}

namespace {

std::string header_text(const Recording& recording) {
  std::string rate;
  append_fixed(rate, recording.source.fps, 2);
  const auto frames = std::to_string(recording.frames.size());
  std::string out = "PathFileType\t4\t(X/Y/Z)\tmarkers.trc\n";
  out += "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n";
  out += rate + "\t" + rate + "\t" + frames + "\t" + std::to_string(recording.names.size()) + "\tm\t" + rate + "\t1\t" +
         frames + "\nFrame#\tTime";
  std::string labels = "\t";
  for (std::size_t i = 0; i < recording.names.size(); ++i) {
    std::string name = recording.names[i];
    // OpenCap's reader splits names at blanks.
    std::ranges::replace_if(name, [](unsigned char c) { return std::isspace(c) != 0; }, '_');
    out += "\t" + (name.empty() ? "unnamed" : name) + (i + 1 < recording.names.size() ? "\t\t" : "");
    const auto number = std::to_string(i + 1);
    labels += "\tX" + number + "\tY" + number + "\tZ" + number;
  }
  return out + "\n" + labels + "\n\n";
}

}  // namespace

Result<std::string> render_trc(const Recording& recording) {
  if (has_pixels_only(recording)) {
    return fail(Errc::unsupported, "the recording has pixels only and TRC holds metres; write a CSV file instead");
  }
  std::string out = header_text(recording);
  for (std::size_t i = 0; i < recording.frames.size(); ++i) {
    const body::Frame& frame = recording.frames[i];
    out += std::to_string(i + 1) + "\t";
    append_fixed(out, frame.time.value(), 6);
    for (std::size_t column = 0; column < recording.names.size(); ++column) {
      if (!frame.has_person() || !frame.landmarks[column].measured) {
        out += "\t\t\t";
        continue;
      }
      const auto point = upright_metres(frame.landmarks[column], recording.space);
      for (const double value : {point.x, point.y, point.z}) {
        out += "\t";
        append_fixed(out, value, 6);
      }
    }
    out += "\n";
  }
  return out;
}

}  // namespace hinge::mocap
