#include "hinge/mocap/csv.h"

#include <algorithm>
#include <vector>

#include "hinge/mocap/internal/text_table.h"

namespace hinge::mocap {
namespace {

using body::Landmark;
using body::Recording;

struct Column {
  const char* suffix;
  double (*value)(const Landmark&);
  int decimals;
};
const std::vector<Column> pixels{{"_x_px", [](const Landmark& l) { return l.image.x; }, 3},
                                 {"_y_px", [](const Landmark& l) { return l.image.y; }, 3}};
const std::vector<Column> hip_centred{{"_x_m", [](const Landmark& l) { return l.metric.x; }, 6},
                                      {"_y_m", [](const Landmark& l) { return l.metric.y; }, 6},
                                      {"_z_m", [](const Landmark& l) { return l.metric.z; }, 6}};
const std::vector<Column> world{{"_x_m", [](const Landmark& l) { return l.world.x; }, 6},
                                {"_y_m", [](const Landmark& l) { return l.world.y; }, 6},
                                {"_z_m", [](const Landmark& l) { return l.world.z; }, 6}};
const std::vector<Column> visibility{{"_visibility", [](const Landmark& l) { return l.visibility; }, 4}};

std::vector<Column> columns_for(const Recording& recording) {
  const bool metric = std::ranges::any_of(recording.frames, [](const body::Frame& frame) {
    return std::ranges::any_of(frame.landmarks, [](const Landmark& l) { return l.metric != Point3<HipCentred>{}; });
  });
  std::vector<Column> columns = recording.space == body::Space::world ? world : pixels;
  if (recording.space == body::Space::image && metric) {
    columns.insert(columns.end(), hip_centred.begin(), hip_centred.end());
  }
  columns.insert(columns.end(), visibility.begin(), visibility.end());
  return columns;
}

/// RFC 4180.
std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

}  // namespace

std::string render_csv(const Recording& recording) {
  const auto columns = columns_for(recording);
  std::string out = "frame,time_s";
  for (const std::string& name : recording.names) {
    for (const Column& column : columns) out += "," + quoted(name + column.suffix);
  }
  out += "\n";
  for (std::size_t i = 0; i < recording.frames.size(); ++i) {
    const body::Frame& frame = recording.frames[i];
    out += std::to_string(i) + ",";
    append_fixed(out, frame.time.value(), 6);
    for (std::size_t j = 0; j < recording.names.size(); ++j) {
      for (const Column& column : columns) {
        out += ",";
        if (!frame.has_person() || !frame.landmarks[j].measured) continue;
        append_fixed(out, column.value(frame.landmarks[j]), column.decimals);
      }
    }
    out += "\n";
  }
  return out;
}

}  // namespace hinge::mocap
