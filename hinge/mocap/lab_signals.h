#pragma once
// What a laboratory records beside the markers: amplifier channels, force plates and marks in time.
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "hinge/base/units.h"
#include "hinge/body/recording.h"

namespace hinge::mocap {

/// One channel of the lab's amplifier, scaled to its unit.
struct AnalogChannel {
  std::string name;
  std::string unit;  ///< as the file spells it: "N", "Nmm", "V"; may be empty
  std::vector<double> samples;
};

struct TimedEvent {
  std::string label;    ///< "Foot Strike"
  std::string context;  ///< "Left"; may be empty
  Seconds time;         ///< from the recording's first frame
};

/// What the plate does to the person at one instant, in the recording's world.
struct PlateLoad {
  Vector3<World> force_n;                 ///< ground reaction: upwards while somebody stands on it
  std::optional<Point3<World>> pressure;  ///< centre of pressure on the plate's surface; none while nothing stands on it
};

struct ForcePlate {
  int type = 2;  ///< of the C3D file, 1 to 4
  std::array<Point3<World>, 4> corners;
  std::vector<PlateLoad> loads;  ///< at LabSignals::rate_hz
};

struct LabSignals {
  double rate_hz = 0;  ///< of channels and plates; their first sample is taken with the first frame
  std::vector<AnalogChannel> channels;
  std::vector<ForcePlate> plates;
  std::vector<TimedEvent> events;
};

/// A recording and what the lab measured beside it.
struct Trial {
  body::Recording recording;
  LabSignals signals;
};

/// A row per sample: `time_s`, a column per channel (`emg1_v`), `plate1_force_x_n` … `plate1_pressure_z_m`; cells are
/// empty where a plate is not loaded. Events do not fit a table of samples and are left out.
[[nodiscard]] std::string render_signals_csv(const LabSignals& signals);

}  // namespace hinge::mocap
