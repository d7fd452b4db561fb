#include "hinge/report/series_csv.h"

#include <array>
#include <charconv>
#include <functional>
#include <string_view>

#include "hinge/base/expect.h"
#include "hinge/report/internal/numbers.h"

namespace hinge::report {
namespace {

using kinematics::AngleSeries;
using kinematics::Motion;

struct Column {
  std::string_view name;
  const AngleSeries& (*series)(const Motion&);
};

// The contract's nine first, in its order (docs/formats/series.md), then what else is measured.
constexpr std::array<Column, 13> angles{{
    {"hip_fold_deg", [](const Motion& m) -> const AngleSeries& { return m.hip_fold.camera_side; }},
    {"hip_flexion_deg", [](const Motion& m) -> const AngleSeries& { return m.hip_flexion; }},
    {"knee_flexion_deg", [](const Motion& m) -> const AngleSeries& { return m.knee_flexion.camera_side; }},
    {"ankle_dorsiflexion_deg", [](const Motion& m) -> const AngleSeries& { return m.ankle_dorsiflexion.camera_side; }},
    {"trunk_inclination_deg", [](const Motion& m) -> const AngleSeries& { return m.trunk_inclination; }},
    {"shank_inclination_deg", [](const Motion& m) -> const AngleSeries& { return m.shank_inclination; }},
    {"pelvis_tilt_deg", [](const Motion& m) -> const AngleSeries& { return m.pelvis_tilt; }},
    {"lumbar_flexion_deg", [](const Motion& m) -> const AngleSeries& { return m.lumbar_flexion; }},
    {"thoracic_flexion_deg", [](const Motion& m) -> const AngleSeries& { return m.thoracic_flexion; }},
    {"thigh_inclination_deg", [](const Motion& m) -> const AngleSeries& { return m.thigh_inclination; }},
    {"foot_pitch_deg", [](const Motion& m) -> const AngleSeries& { return m.foot_pitch; }},
    {"neck_flexion_deg", [](const Motion& m) -> const AngleSeries& { return m.neck_flexion; }},
    {"elbow_flexion_deg", [](const Motion& m) -> const AngleSeries& { return m.elbow_flexion; }},
}};

constexpr std::array<Column, 6> sided{{
    {"hip_fold_deg_left", [](const Motion& m) -> const AngleSeries& { return m.hip_fold.left; }},
    {"hip_fold_deg_right", [](const Motion& m) -> const AngleSeries& { return m.hip_fold.right; }},
    {"knee_flexion_deg_left", [](const Motion& m) -> const AngleSeries& { return m.knee_flexion.left; }},
    {"knee_flexion_deg_right", [](const Motion& m) -> const AngleSeries& { return m.knee_flexion.right; }},
    {"ankle_dorsiflexion_deg_left", [](const Motion& m) -> const AngleSeries& { return m.ankle_dorsiflexion.left; }},
    {"ankle_dorsiflexion_deg_right", [](const Motion& m) -> const AngleSeries& { return m.ankle_dorsiflexion.right; }},
}};

struct WeightColumn {
  std::string_view name;
  std::vector<Measured<double>> kinematics::WeightPath::*series;
};
constexpr std::array<WeightColumn, 3> weight{{
    {"weight_ahead_m", &kinematics::WeightPath::ahead_of_midfoot},
    {"weight_height_m", &kinematics::WeightPath::height},
    {"weight_velocity_m_s", &kinematics::WeightPath::velocity},
}};

void append_number(std::string& row, double value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  row.append(text.data(), end);
}

// Thousandths of a degree: the closure trunk = hip fold - knee + shank then holds to 0.002.
constexpr int angle_decimals = 3;

void append_cell(std::string& row, const AngleSeries& series, std::size_t frame, Radians (Measured<Radians>::*part)() const) {
  row += ',';
  if (series.empty()) return;  // this engine does not measure it at all
  HINGE_EXPECT(frame < series.size());
  if (series[frame].has_value()) {
    append_number(row, internal::rounded(to_degrees((series[frame].*part)()).value(), angle_decimals));
  }
}

constexpr int metre_decimals = 4;

void append_cell(std::string& row, const std::vector<Measured<double>>& series, std::size_t frame,
                 double (Measured<double>::*part)() const) {
  row += ',';
  if (series.empty()) return;
  HINGE_EXPECT(frame < series.size());
  if (series[frame].has_value()) append_number(row, internal::rounded((series[frame].*part)(), metre_decimals));
}

}  // namespace

std::vector<std::string> series_columns() {
  std::vector<std::string> names{"time_s"};
  for (const auto& column : angles) names.emplace_back(column.name);
  for (const auto& column : sided) names.emplace_back(column.name);
  for (const auto& column : weight) names.emplace_back(column.name);
  for (const auto& column : angles) names.push_back(std::string(column.name) + "_sd");
  for (const auto& column : weight) names.push_back(std::string(column.name) + "_sd");
  return names;
}

std::string render_series_csv(const Motion& motion) {
  std::string csv;
  for (const auto& name : series_columns()) {
    if (!csv.empty()) csv += ',';
    csv += name;
  }
  csv += '\n';
  for (std::size_t frame = 0; frame < motion.frames(); ++frame) {
    append_number(csv, internal::rounded(motion.time[frame].value(), 4));
    for (const auto& column : angles) append_cell(csv, column.series(motion), frame, &Measured<Radians>::value);
    for (const auto& column : sided) append_cell(csv, column.series(motion), frame, &Measured<Radians>::value);
    for (const auto& column : weight) append_cell(csv, motion.weight.*column.series, frame, &Measured<double>::value);
    for (const auto& column : angles) append_cell(csv, column.series(motion), frame, &Measured<Radians>::sd);
    for (const auto& column : weight) append_cell(csv, motion.weight.*column.series, frame, &Measured<double>::sd);
    csv += '\n';
  }
  return csv;
}

}  // namespace hinge::report
