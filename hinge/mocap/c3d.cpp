#include "hinge/mocap/c3d.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>

#include "hinge/mocap/internal/c3d_layout.h"
#include "hinge/mocap/internal/finish_markers.h"
#include "hinge/mocap/internal/force_plate.h"
#include "hinge/mocap/internal/text_table.h"

namespace hinge::mocap {
namespace {

using body::Recording;

struct Length {
  double metres = 0.001;
  bool assumed = false;
};

/// Systems that write the wrong number of letters are many: "mete" is cut after four.
Result<Length> find_unit(const C3dParameters& parameters, const std::string& name) {
  std::string unit = parameters.text("POINT:UNITS");
  for (char& c : unit) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  std::erase_if(unit, [](char c) { return c == ' ' || c == '\0'; });
  if (unit.empty()) return Length{0.001, true};
  const std::pair<const char*, double> known[] = {{"mm", 0.001}, {"milli", 0.001}, {"cm", 0.01}, {"centi", 0.01}, {"m", 1}, {"mete", 1}, {"metr", 1}, {"in", 0.0254}};
  for (const auto& [spelling, metres] : known) {
    const std::string_view start(spelling);
    if (unit == start || (start.size() > 3 && unit.starts_with(start))) return Length{metres, false};
  }
  return fail(Errc::unsupported, "unit \"" + printable(unit) + "\" of its points (POINT:UNITS) is not one of mm, cm, m, in", name);
}

/// As many names as points: labels, or "point_7" where there is none; the second of two alike gets its number.
std::vector<std::string> point_names(const C3dParameters& parameters, std::size_t points) {
  auto labels = parameters.texts("POINT:LABELS");
  labels.resize(points);
  std::set<std::string> taken;
  for (std::size_t i = 0; i < points; ++i) {
    std::string& label = labels[i];
    std::erase_if(label, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
    if (label.empty()) label = "point_" + std::to_string(i + 1);
    if (!taken.insert(label).second) {
      label += "_" + std::to_string(i + 1);
      taken.insert(label);
    }
  }
  return labels;
}

class DataReader {
 public:
  DataReader(const C3dReader& reader, const C3dLayout& layout) : reader_(reader), layout_(layout) {}

  [[nodiscard]] body::Landmark point(std::size_t frame, std::size_t index, double metres) const {
    const std::size_t at = layout_.data + frame * layout_.frame_bytes() + 4 * index * layout_.number_bytes();
    const double x = coordinate(at, 0), y = coordinate(at, 1), z = coordinate(at, 2);
    body::Landmark landmark;
    if (!seen(at, x, y, z, metres)) return landmark;
    landmark.world = {x * metres, y * metres, z * metres};
    landmark.visibility = landmark.presence = 1;
    landmark.measured = true;
    return landmark;
  }

  [[nodiscard]] double analog(std::size_t frame, std::size_t channel, std::size_t sample, bool is_signed) const {
    const std::size_t width = layout_.number_bytes();
    const std::size_t at = layout_.data + frame * layout_.frame_bytes() +
                           (4 * layout_.points + sample * layout_.channels + channel) * width;
    if (layout_.floats) return static_cast<double>(reader_.real(at));
    return is_signed ? static_cast<double>(reader_.signed_word(at)) : static_cast<double>(reader_.word(at));
  }

 private:
  [[nodiscard]] double coordinate(std::size_t at, std::size_t axis) const {
    if (layout_.floats) return static_cast<double>(reader_.real(at + 4 * axis));
    return reader_.signed_word(at + 2 * axis) * layout_.scale;
  }
  /// A negative residual is the format's own "not seen". Programs that do not know it write zeros, 999999 or nonsense.
  [[nodiscard]] bool seen(std::size_t at, double x, double y, double z, double metres) const {
    const double residual = layout_.floats ? static_cast<double>(reader_.real(at + 12)) : reader_.signed_word(at + 6);
    constexpr double negative_word = 32768;  // -1 that somebody wrote as the word 65535
    if (residual < 0 || residual >= negative_word || (x == 0 && y == 0 && z == 0)) return false;
    constexpr double nobodys_room_m = 500;
    const auto in_the_room = [&](double value) { return std::abs(value) * metres < nobodys_room_m; };  // false of NaN too
    return in_the_room(x) && in_the_room(y) && in_the_room(z);
  }

  const C3dReader& reader_;
  const C3dLayout& layout_;
};

double value_or(const std::vector<double>& values, std::size_t index, double otherwise) {
  return index < values.size() ? values[index] : otherwise;
}

/// Parameters hold 16-bit integers; an offset may be meant with or without its sign.
double as_signed(double word, bool is_signed) {
  constexpr double half = 32768, whole = 65536;
  return is_signed && word >= half ? word - whole : word;
}

std::vector<AnalogChannel> read_channels(const DataReader& data, const C3dLayout& layout, const C3dParameters& parameters) {
  const auto labels = parameters.texts("ANALOG:LABELS"), units = parameters.texts("ANALOG:UNITS");
  const auto scales = parameters.numbers("ANALOG:SCALE"), offsets = parameters.numbers("ANALOG:OFFSET");
  const double overall = parameters.number("ANALOG:GEN_SCALE").value_or(1);
  const bool is_signed = !parameters.text("ANALOG:FORMAT").starts_with("UNSIGNED");
  std::vector<AnalogChannel> channels(layout.channels);
  for (std::size_t c = 0; c < channels.size(); ++c) {
    AnalogChannel& channel = channels[c];
    channel.name = c < labels.size() && !labels[c].empty() ? labels[c] : "channel_" + std::to_string(c + 1);
    channel.unit = c < units.size() ? units[c] : "";
    const double scale = value_or(scales, c, 1) * overall, offset = as_signed(value_or(offsets, c, 0), is_signed);
    channel.samples.reserve(layout.frames * layout.samples);
    for (std::size_t i = 0; i < layout.frames; ++i) {
      for (std::size_t s = 0; s < layout.samples; ++s) {
        const double value = (data.analog(i, c, s, is_signed) - offset) * scale;
        channel.samples.push_back(std::isfinite(value) ? value : 0);
      }
    }
  }
  return channels;
}

/// The header holds up to 18 with names of four letters, the group EVENT any number.
std::vector<TimedEvent> read_events(const C3dReader& reader, const C3dParameters& parameters, const C3dLayout& layout) {
  const double start_s = (static_cast<double>(std::max<std::size_t>(layout.first_frame, 1)) - 1) / layout.rate_hz;
  std::vector<TimedEvent> events;
  const auto add = [&](std::string label, std::string context, double time_s) {
    if (std::isfinite(time_s) && std::abs(time_s) < 1e6) {
      events.push_back({std::move(label), std::move(context), Seconds{time_s - start_s}});
    }
  };
  const auto times = parameters.numbers("EVENT:TIMES");
  const auto labels = parameters.texts("EVENT:LABELS"), contexts = parameters.texts("EVENT:CONTEXTS");
  const auto used = parameters.number("EVENT:USED").value_or(0);
  for (std::size_t i = 0; static_cast<double>(i) < used && 2 * i + 1 < times.size(); ++i) {
    add(i < labels.size() ? labels[i] : "", i < contexts.size() ? contexts[i] : "", 60 * times[2 * i] + times[2 * i + 1]);
  }
  if (!events.empty()) return events;
  constexpr std::size_t four_letters = 2 * 149, number = 2 * 150, first_time = 2 * 152, first_label = 2 * 198, most = 18;
  constexpr unsigned key = 12345;
  if (reader.word(four_letters) != key) return events;
  for (std::size_t i = 0; i < std::min<std::size_t>(most, reader.word(number)); ++i) {
    std::string label;
    for (const char c : reader.text(first_label + 4 * i, 4)) {
      if (static_cast<unsigned char>(c) > 0x20) label.push_back(c);
    }
    add(std::move(label), "", static_cast<double>(reader.real(first_time + 4 * i)));
  }
  return events;
}

Result<Recording> read_points(const DataReader& data, const C3dLayout& layout, const C3dParameters& parameters,
                              const std::string& name) {
  HINGE_TRY(const Length unit, find_unit(parameters, name));
  Recording recording;
  recording.space = body::Space::world;
  recording.estimator = "c3d";
  recording.warnings = layout.warnings;
  if (unit.assumed) recording.warnings.push_back({"unit_assumed", "The file does not say in which unit its points are; millimetres were assumed."});
  recording.names = point_names(parameters, layout.points);
  for (std::size_t i = 0; i < layout.frames; ++i) {
    body::Frame frame;
    frame.time = Seconds{static_cast<double>(i) / layout.rate_hz};
    for (std::size_t p = 0; p < layout.points; ++p) frame.landmarks.push_back(data.point(i, p, unit.metres));
    if (std::ranges::none_of(frame.landmarks, &body::Landmark::measured)) frame.landmarks.clear();
    recording.frames.push_back(std::move(frame));
  }
  fill_source(name, recording);
  recording.source.fps = layout.rate_hz;
  return recording;
}

void turn_plates(std::vector<ForcePlate>& plates, AxisTurn turn) {
  for (ForcePlate& plate : plates) {
    for (auto& corner : plate.corners) corner = turned(corner, turn);
    for (PlateLoad& load : plate.loads) {
      const auto force = turned(Point3<World>{load.force_n.x, load.force_n.y, load.force_n.z}, turn);
      load.force_n = {force.x, force.y, force.z};
      if (load.pressure) load.pressure = turned(*load.pressure, turn);
    }
  }
}

}  // namespace

bool looks_like_c3d(std::string_view beginning) {
  const std::size_t start = find_c3d_header(beginning);
  constexpr unsigned most_blocks = 64;
  return beginning.size() >= start + c3d_block && static_cast<unsigned char>(beginning[start + 1]) == 0x50 &&
         static_cast<unsigned char>(beginning[start]) <= most_blocks;
}

Result<Trial> parse_c3d(std::string_view bytes, const std::string& name, std::span<const MarkerSet> sets) {
  bytes.remove_prefix(find_c3d_header(bytes));
  HINGE_TRY(const C3dBytes order, find_c3d_bytes(bytes, name));
  const C3dReader reader(bytes, order);
  HINGE_TRY(const C3dParameters parameters, read_c3d_parameters(reader, (reader.byte(0) - std::size_t{1}) * c3d_block, name));
  HINGE_TRY(const C3dLayout layout, find_c3d_layout(reader, parameters, name));
  const DataReader data(reader, layout);
  Trial trial;
  HINGE_TRY(trial.recording, read_points(data, layout, parameters, name));
  trial.signals.rate_hz = layout.rate_hz * static_cast<double>(layout.samples);
  trial.signals.channels = read_channels(data, layout, parameters);
  HINGE_TRY(const Length unit, find_unit(parameters, name));
  trial.signals.plates = read_force_plates(parameters, trial.signals.channels, unit.metres, trial.recording.warnings);
  trial.signals.events = read_events(reader, parameters, layout);
  const UpHint hint = parameters.text("POINT:Y_SCREEN") == "+Z" ? UpHint::z : UpHint::none;
  turn_plates(trial.signals.plates, finish_markers(trial.recording, sets, hint));
  return trial;
}

}  // namespace hinge::mocap
