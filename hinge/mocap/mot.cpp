#include "hinge/mocap/mot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "hinge/mocap/internal/finish_markers.h"
#include "hinge/mocap/internal/gait_model.h"
#include "hinge/mocap/internal/storage_table.h"
#include "hinge/mocap/internal/text_table.h"
#include "hinge/mocap/internal/upright.h"

namespace hinge::mocap {
namespace {

using body::Recording;

constexpr double degree = std::numbers::pi / 180;
constexpr double largest_metres = 1e5;
constexpr double largest_degrees = 1e4;
constexpr std::array coordinate_order{
    "pelvis_tilt", "pelvis_list", "pelvis_rotation", "pelvis_tx", "pelvis_ty", "pelvis_tz", "hip_flexion_r",
    "hip_adduction_r", "knee_angle_r", "ankle_angle_r", "hip_flexion_l", "hip_adduction_l", "knee_angle_l",
    "ankle_angle_l", "lumbar_extension", "lumbar_bending", "lumbar_rotation", "elbow_flex_r", "elbow_flex_l"};
constexpr std::array read_beside_those{
    "hip_rotation_r", "hip_rotation_l", "arm_flex_r", "arm_add_r", "arm_rot_r", "arm_flex_l", "arm_add_l", "arm_rot_l"};

bool is_length(std::string_view coordinate) {
  return coordinate == "pelvis_tx" || coordinate == "pelvis_ty" || coordinate == "pelvis_tz";
}

/// Newer files write a coordinate's whole path: "/jointset/hip_r/hip_flexion_r/value".
std::string coordinate_of(const std::string& label) {
  if (!label.starts_with('/')) return label;
  const std::string_view whole(label), value("/value");
  if (!whole.ends_with(value)) return label;
  const auto path = whole.substr(0, whole.size() - value.size());
  return std::string(path.substr(path.rfind('/') + 1));
}

std::optional<std::size_t> find_label(const StorageTable& table, std::string_view name) {
  for (std::size_t i = 0; i < table.labels.size(); ++i) {
    if (coordinate_of(table.labels[i]) == name) return i;
  }
  return std::nullopt;
}

bool mentions(const StorageTable& table, std::string_view word) {
  return std::ranges::any_of(table.labels, [&](const std::string& label) {
    std::string small;
    for (const char c : label) small.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
    return small.find(word) != std::string::npos;
  });
}

/// gait2392 and its like count a bent knee as negative.
bool bends_negatively(const StorageTable& table, std::size_t column, double radians_per_unit) {
  constexpr double clearly = 20 * degree;
  double lowest = 0, highest = 0;
  for (const auto& row : table.rows) {
    const double value = row[column].value_or(0) * radians_per_unit;
    lowest = std::min(lowest, value);
    highest = std::max(highest, value);
  }
  return lowest < -clearly && highest < clearly;
}

struct Column {
  std::string name;
  std::size_t index = 0;
  double factor = 1;
};

std::vector<Column> find_coordinates(const StorageTable& table) {
  const double radians_per_unit = table.in_degrees ? degree : 1;
  std::vector<Column> columns;
  const auto add = [&](const char* name) {
    const auto index = find_label(table, name);
    if (!index) return;
    double factor = is_length(name) ? 1 : radians_per_unit;
    if (std::string_view(name).starts_with("knee_angle") && bends_negatively(table, *index, radians_per_unit)) factor = -factor;
    columns.push_back({name, *index, factor});
  };
  for (const char* name : coordinate_order) add(name);
  for (const char* name : read_beside_those) add(name);
  return columns;
}

Result<Recording> show_coordinates(const StorageTable& table, const std::string& name) {
  const auto columns = find_coordinates(table);
  const bool with_arms = find_label(table, "arm_flex_r") && find_label(table, "elbow_flex_r");
  Recording recording;
  recording.space = body::Space::world;
  recording.estimator = "mot";
  recording.names = gait_model_names(with_arms);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    Coordinates coordinates;
    for (const Column& column : columns) {
      const auto value = table.rows[i][column.index];
      if (!value) continue;
      const double limit = is_length(column.name) ? largest_metres : largest_degrees * degree;
      if (std::abs(*value * column.factor) > limit) {
        return fail(Errc::corrupt, column.name + " is out of any plausible range in row " + std::to_string(i + 1) +
                                       (table.in_degrees ? "" : "; does the file say inDegrees=yes where it should?"), name);
      }
      coordinates[column.name] = *value * column.factor;
    }
    body::Frame frame;
    frame.time = Seconds{table.time_s[i]};
    if (coordinates.size() == columns.size()) frame.landmarks = pose_gait_model(coordinates, with_arms);
    recording.frames.push_back(std::move(frame));
  }
  recording.warnings.push_back(
      {"generic_body", "The file holds joint angles and no body; they are shown by an adult of 1.80 m, so that lengths, heights and speeds are not this person's."});
  return recording;
}

/// "LASI" of Vec3 cells, or three columns LASI_tx, _ty, _tz (or _x …, or .x …).
Result<Recording> show_markers(const StorageTable& table, const std::string& name) {
  Recording recording;
  recording.space = body::Space::world;
  recording.estimator = "sto";
  const std::size_t markers = table.labels.size() * table.width / 3;
  for (std::size_t m = 0; m < markers; ++m) {
    std::string label = table.labels[table.width == 3 ? m : 3 * m];
    if (table.width == 1) label.resize(label.find_last_of("_."));
    recording.names.push_back(std::move(label));
  }
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    body::Frame frame;
    frame.time = Seconds{table.time_s[i]};
    for (std::size_t m = 0; m < markers; ++m) {
      body::Landmark& landmark = frame.landmarks.emplace_back();
      const auto x = table.rows[i][3 * m], y = table.rows[i][3 * m + 1], z = table.rows[i][3 * m + 2];
      if (!x || !y || !z) continue;
      if (std::max({std::abs(*x), std::abs(*y), std::abs(*z)}) > largest_metres) {
        return fail(Errc::corrupt, "marker " + printable(recording.names[m]) + " is out of any plausible range in row " + std::to_string(i + 1), name);
      }
      landmark.world = {*x, *y, *z};
      landmark.visibility = landmark.presence = 1;
      landmark.measured = true;
    }
    if (std::ranges::none_of(frame.landmarks, &body::Landmark::measured)) frame.landmarks.clear();
    recording.frames.push_back(std::move(frame));
  }
  return recording;
}

bool holds_markers(const StorageTable& table) {
  constexpr std::size_t most_markers = 1000;
  if (table.labels.size() * table.width > 3 * most_markers) return false;
  if (table.width == 3) return true;
  if (table.labels.size() % 3 != 0) return false;
  for (std::size_t i = 0; i < table.labels.size(); ++i) {
    const std::string& label = table.labels[i];
    const auto cut = label.find_last_of("_.");
    if (cut == std::string::npos || cut == 0) return false;
    const std::string& first = table.labels[i - i % 3];
    if (label.substr(0, cut) != first.substr(0, first.find_last_of("_."))) return false;
    const std::string axis = label.substr(cut + 1);
    const char letter = "xyz"[i % 3];
    if (axis != std::string{letter} && axis != std::string{'t', letter}) return false;
  }
  return true;
}

auto refuse(const StorageTable& table, const std::string& name) {
  if (mentions(table, "force")) {
    return fail(Errc::unsupported, "holds forces and no motion; give the markers or joint angles of the same trial", name);
  }
  return fail(Errc::unsupported,
              "holds neither markers nor the joint angles of a whole body (hip_flexion_r, knee_angle_r, hip_flexion_l, knee_angle_l)", name);
}

}  // namespace

bool looks_like_mot(std::string_view beginning) {
  std::string small;
  for (const char c : beginning) small.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  const auto end = small.find("endheader");
  if (end == std::string::npos) return false;
  const auto head = small.substr(0, end);
  return head.find("rows") != std::string::npos || head.find("version") != std::string::npos || head.find("datatype") != std::string::npos;
}

Result<Recording> parse_mot(std::string_view text, const std::string& name, std::span<const MarkerSet> sets) {
  HINGE_TRY(const StorageTable table, read_storage(text, name));
  const bool angles = table.width == 1 && find_label(table, "hip_flexion_r") && find_label(table, "hip_flexion_l") &&
                      find_label(table, "knee_angle_r") && find_label(table, "knee_angle_l");
  if (!angles && (mentions(table, "force") || !holds_markers(table))) return refuse(table, name);
  HINGE_TRY(Recording recording, angles ? show_coordinates(table, name) : show_markers(table, name));
  fill_source(name, recording);
  if (!angles) finish_markers(recording, sets);
  if (table.promised_rows && *table.promised_rows > table.rows.size()) {
    recording.warnings.push_back({"fewer_frames", "The file promises " + std::to_string(*table.promised_rows) +
                                                      " rows and holds " + std::to_string(table.rows.size()) + "."});
  }
  return recording;
}

Result<std::string> render_mot(const Recording& recording) {
  if (has_pixels_only(recording)) {
    return fail(Errc::unsupported, "the recording has pixels only, and joint angles in space need metres; write a CSV file instead");
  }
  std::vector<Coordinates> rows;
  std::map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < recording.frames.size(); ++i) {
    rows.push_back(measure_coordinates(recording, i));
    for (const auto& [coordinate, value] : rows.back()) ++known[coordinate];
  }
  std::vector<std::string> columns;
  for (const char* coordinate : coordinate_order) {
    if (known.contains(coordinate)) columns.emplace_back(coordinate);
  }
  if (!known.contains("knee_angle_r") && !known.contains("knee_angle_l")) {
    return fail(Errc::unsupported, "joint angles need hips, knees and ankles, and shoulders or the pelvis's markers; the recording has no frame with them");
  }
  std::string out = "Coordinates\nversion=1\nnRows=" + std::to_string(rows.size()) + "\nnColumns=" + std::to_string(columns.size() + 1) +
                    "\ninDegrees=yes\n\nUnits are S.I. units (second, meters, Newtons, ...)\n"
                    "Angles are in degrees.\n\nendheader\ntime";
  for (const auto& column : columns) out += "\t" + column;
  out += "\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    append_fixed(out, recording.frames[i].time.value(), 6);
    for (const auto& column : columns) {
      out += "\t";
      const auto found = rows[i].find(column);
      if (found == rows[i].end()) out += "nan";
      else append_fixed(out, is_length(column) ? found->second : found->second / degree, 6);
    }
    out += "\n";
  }
  return out;
}

}  // namespace hinge::mocap
