#include "hinge/mocap/internal/force_plate.h"

#include <algorithm>
#include <cmath>

namespace hinge::mocap {
namespace {

using Triple = std::array<double, 3>;

Triple minus(const Triple& a, const Triple& b) { return {a[0] - b[0], a[1] - b[1], a[2] - b[2]}; }
Triple cross(const Triple& a, const Triple& b) {
  return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}
double length(const Triple& a) { return std::sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]); }
Triple unit(const Triple& a) {
  const double size = length(a);
  return size > 0 ? Triple{a[0] / size, a[1] / size, a[2] / size} : a;
}

/// Below this a plate is empty, and where the force acts is noise over noise.
constexpr double least_load_n = 20;

struct Frame {
  Triple centre, x, y, z;  ///< of the plate's own axes in the file's
};

struct Plate {
  int type = 0;
  std::array<Triple, 4> corners{};
  Triple origin{};  ///< in metres, plate axes; what it means depends on the type
  std::vector<std::size_t> channels;
  std::vector<double> calibration;  ///< 6 × 6 by columns; empty: none
  double metres_per_moment = 1;     ///< what a moment's length unit is in metres
};

/// Corner 1 lies towards +x +y of the plate, 2 towards -x +y, 3 towards -x -y.
std::optional<Frame> frame_of(const Plate& plate) {
  Frame frame;
  for (const Triple& corner : plate.corners) {
    for (std::size_t k = 0; k < 3; ++k) frame.centre[k] += corner[k] / 4;
  }
  frame.x = unit(minus(plate.corners[0], plate.corners[1]));
  const Triple towards_y = unit(minus(plate.corners[0], plate.corners[3]));
  frame.z = unit(cross(frame.x, towards_y));
  frame.y = cross(frame.z, frame.x);
  constexpr double unmistakable = 0.9;
  if (length(frame.x) < unmistakable || length(frame.z) < unmistakable) return std::nullopt;
  return frame;
}

Triple into_file(const Frame& frame, const Triple& v) {
  Triple out{};
  for (std::size_t k = 0; k < 3; ++k) out[k] = frame.x[k] * v[0] + frame.y[k] * v[1] + frame.z[k] * v[2];
  return out;
}

/// Force in newtons, moment about the surface's centre in newton metres, plate axes; where it acts if that is measured.
struct Wrench {
  Triple force{}, moment{};
  std::optional<Triple> pressure;
};

std::vector<double> calibrated(const Plate& plate, const std::vector<double>& raw) {
  if (plate.calibration.size() < 36 || raw.size() != 6) return raw;
  std::vector<double> out(6, 0);
  for (std::size_t row = 0; row < 6; ++row) {
    for (std::size_t column = 0; column < 6; ++column) out[row] += plate.calibration[6 * column + row] * raw[column];
  }
  return out;
}

/// The formulas of the C3D manual, FORCE_PLATFORM:TYPE.
Wrench wrench_of(const Plate& plate, const std::vector<double>& raw) {
  const double m = plate.metres_per_moment;
  Wrench wrench;
  if (plate.type == 1) {
    wrench.force = {raw[0], raw[1], raw[2]};
    wrench.pressure = Triple{raw[3] * m, raw[4] * m, 0};
    return wrench;
  }
  if (plate.type == 3) {
    const double a = std::abs(plate.origin[0]), b = std::abs(plate.origin[1]), depth = plate.origin[2];
    wrench.force = {raw[0] + raw[1], raw[2] + raw[3], raw[4] + raw[5] + raw[6] + raw[7]};
    wrench.moment = {b * (raw[4] + raw[5] - raw[6] - raw[7]) + wrench.force[1] * depth,
                     a * (-raw[4] + raw[5] + raw[6] - raw[7]) - wrench.force[0] * depth,
                     b * (-raw[0] + raw[1]) + a * (raw[2] - raw[3])};
    return wrench;
  }
  const auto values = plate.type == 4 ? calibrated(plate, raw) : raw;
  wrench.force = {values[0], values[1], values[2]};
  // The vector from the sensor up to the surface has a negative z, since plates count z downwards; some files have it
  // the wrong way round.
  const double turned = plate.origin[2] > 0 ? -1 : 1;
  const Triple to_surface{turned * plate.origin[0], turned * plate.origin[1], turned * plate.origin[2]};
  const Triple arm = cross(wrench.force, to_surface);
  wrench.moment = {values[3] * m + arm[0], values[4] * m + arm[1], values[5] * m + arm[2]};
  return wrench;
}

PlateLoad load_of(const Frame& frame, const Wrench& wrench) {
  PlateLoad load;
  const Triple force = into_file(frame, wrench.force);
  load.force_n = {force[0], force[1], force[2]};
  if (std::abs(wrench.force[2]) < least_load_n) return load;
  const Triple place = wrench.pressure.value_or(
      Triple{-wrench.moment[1] / wrench.force[2], wrench.moment[0] / wrench.force[2], 0});
  const Triple turned = into_file(frame, place);
  load.pressure = Point3<World>{frame.centre[0] + turned[0], frame.centre[1] + turned[1], frame.centre[2] + turned[2]};
  return load;
}

/// Files hold what the person does to the plate or what the plate does to the person; nobody pulls a floor upwards.
void push_against_the_person(std::vector<PlateLoad>& loads, const Triple& up) {
  double sum = 0;
  for (const PlateLoad& load : loads) sum += load.force_n.x * up[0] + load.force_n.y * up[1] + load.force_n.z * up[2];
  if (sum >= 0) return;
  for (PlateLoad& load : loads) load.force_n = {-load.force_n.x, -load.force_n.y, -load.force_n.z};
}

std::optional<Plate> describe(const C3dParameters& parameters, std::size_t index, double metres_per_unit) {
  const auto types = parameters.numbers("FORCE_PLATFORM:TYPE");
  const auto corners = parameters.numbers("FORCE_PLATFORM:CORNERS"), origins = parameters.numbers("FORCE_PLATFORM:ORIGIN");
  const auto* channels = parameters.find("FORCE_PLATFORM:CHANNEL");
  if (index >= types.size() || channels == nullptr || channels->dimensions.empty()) return std::nullopt;
  Plate plate;
  plate.type = static_cast<int>(types[index]);
  if (plate.type < 1 || plate.type > 4 || corners.size() < 12 * (index + 1)) return std::nullopt;
  for (std::size_t c = 0; c < 4; ++c) {
    for (std::size_t k = 0; k < 3; ++k) plate.corners[c][k] = corners[12 * index + 3 * c + k] * metres_per_unit;
  }
  for (std::size_t k = 0; k < 3 && 3 * index + k < origins.size(); ++k) {
    plate.origin[k] = origins[3 * index + k] * metres_per_unit;
  }
  const std::size_t per_plate = channels->dimensions.front(), needed = plate.type == 3 ? 8 : 6;
  if (per_plate < needed || channels->numbers.size() < per_plate * index + needed) return std::nullopt;
  for (std::size_t c = 0; c < needed; ++c) {
    plate.channels.push_back(static_cast<std::size_t>(channels->numbers[per_plate * index + c]));
  }
  const auto matrix = parameters.numbers("FORCE_PLATFORM:CAL_MATRIX");
  if (plate.type == 4 && matrix.size() >= 36 * (index + 1)) {
    plate.calibration.assign(matrix.begin() + static_cast<std::ptrdiff_t>(36 * index),
                             matrix.begin() + static_cast<std::ptrdiff_t>(36 * (index + 1)));
  }
  return plate;
}

/// The floor's upward direction is the plate's normal, whichever way its own z was counted.
Triple upward_normal(const Frame& frame) {
  const Triple& z = frame.z;
  const auto steepest = std::ranges::max_element(z, {}, [](double a) { return std::abs(a); });
  return *steepest < 0 ? Triple{-z[0], -z[1], -z[2]} : z;
}

ForcePlate measure(const Plate& plate, const Frame& frame, std::span<const AnalogChannel> channels) {
  ForcePlate read{plate.type, {}, {}};
  for (std::size_t c = 0; c < 4; ++c) read.corners[c] = {plate.corners[c][0], plate.corners[c][1], plate.corners[c][2]};
  std::vector<double> raw(plate.channels.size());
  for (std::size_t i = 0; i < channels.front().samples.size(); ++i) {
    for (std::size_t c = 0; c < raw.size(); ++c) raw[c] = channels[plate.channels[c] - 1].samples[i];
    read.loads.push_back(load_of(frame, wrench_of(plate, raw)));
  }
  push_against_the_person(read.loads, upward_normal(frame));
  return read;
}

/// "Nm" or "N.m" is metres; "Nmm", and whatever does not say, is the file's unit of length.
double metres_per_moment(std::string unit, double metres_per_unit) {
  std::erase_if(unit, [](char c) { return c == '.' || c == ' ' || c == '*' || c == '-'; });
  return unit == "Nm" || unit == "NM" ? 1 : metres_per_unit;
}

}  // namespace

std::vector<ForcePlate> read_force_plates(const C3dParameters& parameters, std::span<const AnalogChannel> channels,
                                          double metres_per_unit, std::vector<body::Warning>& warnings) {
  constexpr double most_plates = 64;
  const double used = parameters.number("FORCE_PLATFORM:USED").value_or(0);
  std::vector<ForcePlate> plates;
  if (!(used > 0 && used <= most_plates) || channels.empty()) return plates;
  for (std::size_t index = 0; index < static_cast<std::size_t>(used); ++index) {
    auto plate = describe(parameters, index, metres_per_unit);
    const auto frame = plate ? frame_of(*plate) : std::nullopt;
    const bool wired = plate && std::ranges::all_of(plate->channels, [&](std::size_t channel) {
      return channel >= 1 && channel <= channels.size();
    });
    if (!frame || !wired) {
      warnings.push_back({"force_plate", "Force plate " + std::to_string(index + 1) +
                                             " is not described so that it can be used, and is left out."});
      continue;
    }
    plate->metres_per_moment = metres_per_moment(channels[plate->channels[3] - 1].unit, metres_per_unit);
    plates.push_back(measure(*plate, *frame, channels));
  }
  return plates;
}

}  // namespace hinge::mocap
