#include "hinge/mocap/lab_signals.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "hinge/mocap/internal/text_table.h"

namespace hinge::mocap {
namespace {

/// "EMG 1 [V]" -> "emg_1"; letters and digits of ASCII, all else one underscore.
std::string snake_case(const std::string& name) {
  std::string out;
  for (const char c : name) {
    const auto letter = static_cast<unsigned char>(c);
    if (std::isalnum(letter) != 0) out.push_back(static_cast<char>(std::tolower(letter)));
    else if (!out.empty() && out.back() != '_') out.push_back('_');
  }
  while (!out.empty() && out.back() == '_') out.pop_back();
  return out;
}

std::string header_of(const LabSignals& signals) {
  std::string header = "time_s";
  for (const AnalogChannel& channel : signals.channels) {
    const std::string unit = snake_case(channel.unit);
    header += "," + snake_case(channel.name) + (unit.empty() ? "" : "_" + unit);
  }
  for (std::size_t i = 0; i < signals.plates.size(); ++i) {
    const std::string plate = ",plate" + std::to_string(i + 1);
    for (const char* column : {"_force_x_n", "_force_y_n", "_force_z_n", "_pressure_x_m", "_pressure_y_m", "_pressure_z_m"}) {
      header += plate + column;
    }
  }
  return header + "\n";
}

}  // namespace

std::string render_signals_csv(const LabSignals& signals) {
  std::size_t samples = 0;
  for (const auto& channel : signals.channels) samples = std::max(samples, channel.samples.size());
  std::string out = header_of(signals);
  const auto cell = [&](double value, int decimals) {
    out += ",";
    append_fixed(out, value, decimals);
  };
  for (std::size_t i = 0; i < samples; ++i) {
    append_fixed(out, static_cast<double>(i) / signals.rate_hz, 6);
    for (const auto& channel : signals.channels) {
      if (i < channel.samples.size()) cell(channel.samples[i], 6);
      else out += ",";
    }
    for (const ForcePlate& plate : signals.plates) {
      const PlateLoad& load = plate.loads.at(i);
      for (const double value : {load.force_n.x, load.force_n.y, load.force_n.z}) cell(value, 3);
      if (!load.pressure) out += ",,,";
      else
        for (const double value : {load.pressure->x, load.pressure->y, load.pressure->z}) cell(value, 5);
    }
    out += "\n";
  }
  return out;
}

}  // namespace hinge::mocap
