#include <algorithm>
#include <cmath>
#include <map>

#include "hinge/mocap/c3d.h"
#include "hinge/mocap/internal/c3d_bytes.h"
#include "hinge/mocap/internal/c3d_layout.h"
#include "hinge/mocap/internal/even_frames.h"
#include "hinge/mocap/internal/upright.h"

namespace hinge::mocap {
namespace {

using body::Recording;

constexpr std::size_t most_in_one = 255;  // the sizes of a parameter are bytes
constexpr double millimetres = 1000;
constexpr double integer_span = 32'000;

/// Groups and parameters, one after the other.
class SectionWriter {
 public:
  explicit SectionWriter(C3dBytes order) : order_(order), out_(order) {}

  void group(const std::string& name) {
    ++group_;
    head(name, -group_);
    out_.word(3);
    out_.byte(0);
  }
  void words(const std::string& name, const std::vector<unsigned>& values, std::vector<unsigned> dimensions) {
    body(name, 2, dimensions, 2 * values.size());
    for (const unsigned value : values) out_.word(value);
    out_.byte(0);
  }
  void word(const std::string& name, unsigned value) { words(name, {value}, {}); }
  void reals(const std::string& name, const std::vector<float>& values, std::vector<unsigned> dimensions) {
    body(name, 4, dimensions, 4 * values.size());
    for (const float value : values) out_.real(value);
    out_.byte(0);
  }
  void real(const std::string& name, float value) { reals(name, {value}, {}); }
  void text(const std::string& name, const std::string& value) {
    body(name, -1, {static_cast<unsigned>(value.size())}, value.size());
    out_.text(value, value.size());
    out_.byte(0);
  }
  /// Split into NAME, NAME2 … as one holds 255.
  void texts(const std::string& name, const std::vector<std::string>& values) {
    constexpr std::size_t longest = 64;
    std::size_t width = 1;
    for (const auto& value : values) width = std::max(width, std::min(longest, value.size()));
    for (std::size_t first = 0, part = 1; first < values.size() || part == 1; first += most_in_one, ++part) {
      const std::size_t count = std::min(most_in_one, values.size() - first);
      body(part == 1 ? name : name + std::to_string(part), -1, {static_cast<unsigned>(width), static_cast<unsigned>(count)}, width * count);
      for (std::size_t i = 0; i < count; ++i) out_.text(values[first + i], width);
      out_.byte(0);
    }
  }
  /// With its four bytes of head, filled up to whole blocks.
  [[nodiscard]] std::string take() {
    out_.zeros(2);
    const std::size_t blocks = (4 + out_.size() + c3d_block - 1) / c3d_block;
    C3dWriter section(order_);
    section.byte(1);
    section.byte(0x50);
    section.byte(static_cast<unsigned>(blocks));
    section.byte(84 + static_cast<unsigned>(order_));
    std::string bytes = section.take() + out_.take();
    bytes.resize(blocks * c3d_block, '\0');
    return bytes;
  }

 private:
  void head(const std::string& name, int group) {
    out_.byte(static_cast<unsigned>(name.size()));
    out_.byte(static_cast<unsigned>(group));
    out_.text(name, name.size());
  }
  void body(const std::string& name, int type, const std::vector<unsigned>& dimensions, std::size_t data_bytes) {
    head(name, group_);
    out_.word(static_cast<unsigned>(2 + 2 + dimensions.size() + data_bytes + 1));
    out_.byte(static_cast<unsigned>(type));
    out_.byte(static_cast<unsigned>(dimensions.size()));
    for (const unsigned dimension : dimensions) out_.byte(dimension);
  }

  C3dBytes order_;
  C3dWriter out_;
  int group_ = 0;
};

/// What is written, with every scale decided.
struct Plan {
  const Recording& recording;
  const LabSignals& signals;
  C3dEncoding encoding;
  double rate_hz = 0;
  std::size_t samples = 0;  ///< of a channel per frame
  float point_scale = -1;   ///< negative: floats
  std::vector<float> channel_scales;

  [[nodiscard]] bool floats() const { return encoding.numbers == C3dNumbers::floats; }
};

std::vector<float> channel_scales(const LabSignals& signals, bool floats) {
  std::vector<float> scales;
  for (const AnalogChannel& channel : signals.channels) {
    double largest = 0;
    for (const double value : channel.samples) largest = std::max(largest, std::abs(value));
    scales.push_back(floats || largest == 0 ? 1.0F : static_cast<float>(largest / integer_span));
  }
  return scales;
}

float point_scale(const Recording& recording, bool floats) {
  double largest = 1e-6;
  for (const auto& frame : recording.frames) {
    for (const auto& landmark : frame.landmarks) {
      if (!landmark.measured) continue;
      const auto at = upright_metres(landmark, recording.space);
      largest = std::max({largest, std::abs(at.x), std::abs(at.y), std::abs(at.z)});
    }
  }
  const auto scale = static_cast<float>(largest * millimetres / integer_span);
  return floats ? -scale : scale;
}

std::vector<unsigned> field_words(std::size_t value) {
  return {static_cast<unsigned>(value & 0xFFFF), static_cast<unsigned>(value >> 16)};
}
unsigned capped(std::size_t value) { return static_cast<unsigned>(std::min<std::size_t>(value, 0xFFFF)); }

void describe_points(SectionWriter& section, const Plan& plan, unsigned data_block) {
  section.group("POINT");
  section.word("USED", static_cast<unsigned>(plan.recording.names.size()));
  section.real("SCALE", plan.point_scale);
  section.real("RATE", static_cast<float>(plan.rate_hz));
  section.word("DATA_START", data_block);
  section.word("FRAMES", capped(plan.recording.frames.size()));
  section.texts("LABELS", plan.recording.names);
  section.texts("DESCRIPTIONS", {});
  section.text("UNITS", "mm");
  section.text("X_SCREEN", "+X");
  section.text("Y_SCREEN", "+Y");
}

void describe_channels(SectionWriter& section, const Plan& plan) {
  std::vector<std::string> labels, units;
  for (const AnalogChannel& channel : plan.signals.channels) {
    labels.push_back(channel.name);
    units.push_back(channel.unit);
  }
  const auto count = static_cast<unsigned>(labels.size());
  section.group("ANALOG");
  section.word("USED", count);
  section.texts("LABELS", labels);
  section.texts("DESCRIPTIONS", {});
  section.real("GEN_SCALE", 1);
  section.reals("SCALE", plan.channel_scales, {count});
  section.words("OFFSET", std::vector<unsigned>(count, 0), {count});
  section.texts("UNITS", units);
  section.real("RATE", static_cast<float>(plan.rate_hz * static_cast<double>(plan.samples)));
  section.text("FORMAT", "SIGNED");
  section.word("BITS", 16);
  section.group("FORCE_PLATFORM");
  section.word("USED", 0);
}

void describe_rest(SectionWriter& section, const Plan& plan) {
  section.group("TRIAL");
  section.words("ACTUAL_START_FIELD", field_words(1), {2});
  section.words("ACTUAL_END_FIELD", field_words(plan.recording.frames.size()), {2});
  std::vector<std::string> labels, contexts;
  std::vector<float> times;
  for (const TimedEvent& event : plan.signals.events) {
    if (labels.size() == most_in_one) break;
    labels.push_back(event.label);
    contexts.push_back(event.context);
    const double minutes = std::floor(event.time.value() / 60);
    times.push_back(static_cast<float>(minutes));
    times.push_back(static_cast<float>(event.time.value() - 60 * minutes));
  }
  section.group("EVENT");
  section.word("USED", static_cast<unsigned>(labels.size()));
  section.texts("LABELS", labels);
  section.texts("CONTEXTS", contexts);
  section.reals("TIMES", times, {2, static_cast<unsigned>(labels.size())});
  section.group("MANUFACTURER");
  section.text("SOFTWARE", "Hinge");
}

std::string section_of(const Plan& plan, unsigned data_block) {
  SectionWriter section(plan.encoding.bytes);
  describe_points(section, plan, data_block);
  describe_channels(section, plan);
  describe_rest(section, plan);
  return section.take();
}

std::string header_of(const Plan& plan, unsigned data_block) {
  C3dWriter out(plan.encoding.bytes);
  out.byte(2);
  out.byte(0x50);
  out.word(static_cast<unsigned>(plan.recording.names.size()));
  out.word(static_cast<unsigned>(plan.signals.channels.size() * plan.samples));
  out.word(1);
  out.word(capped(plan.recording.frames.size()));
  constexpr unsigned usual_gap = 10;
  out.word(usual_gap);
  out.real(plan.point_scale);
  out.word(data_block);
  out.word(static_cast<unsigned>(plan.samples));
  out.real(static_cast<float>(plan.rate_hz));
  out.fill_block();
  return out.take();
}

void append_point(C3dWriter& out, const Plan& plan, const body::Frame& frame, std::size_t column) {
  const bool seen = frame.has_person() && frame.landmarks[column].measured;
  Point3<World> at{};
  if (seen) at = upright_metres(frame.landmarks[column], plan.recording.space);
  for (const double value : {at.x, at.y, at.z}) {
    const double mm = value * millimetres;
    if (plan.floats()) out.real(static_cast<float>(mm));
    else out.word(static_cast<unsigned>(static_cast<int>(std::lround(mm / static_cast<double>(plan.point_scale)))));
  }
  if (plan.floats()) out.real(seen ? 0.0F : -1.0F);
  else out.word(seen ? 0U : 0xFFFFU);
}

std::string data_of(const Plan& plan) {
  C3dWriter out(plan.encoding.bytes);
  for (std::size_t i = 0; i < plan.recording.frames.size(); ++i) {
    for (std::size_t column = 0; column < plan.recording.names.size(); ++column) {
      append_point(out, plan, plan.recording.frames[i], column);
    }
    for (std::size_t s = 0; s < plan.samples; ++s) {
      for (std::size_t c = 0; c < plan.signals.channels.size(); ++c) {
        const auto& samples = plan.signals.channels[c].samples;
        const std::size_t index = i * plan.samples + s;
        const double value = index < samples.size() ? samples[index] : 0;
        if (plan.floats()) out.real(static_cast<float>(value));
        else out.word(static_cast<unsigned>(static_cast<int>(std::lround(value / static_cast<double>(plan.channel_scales[c])))));
      }
    }
  }
  out.fill_block();
  return out.take();
}

Result<void> check(const Trial& trial, bool even) {
  constexpr std::size_t most_points = 1000;
  if (has_pixels_only(trial.recording)) {
    return fail(Errc::unsupported, "the recording has pixels only and C3D holds millimetres; write a CSV file instead");
  }
  if (trial.recording.frames.empty()) return fail(Errc::unsupported, "the recording has no frames");
  if (trial.recording.names.empty()) return fail(Errc::unsupported, "the recording has no landmarks");
  if (trial.recording.names.size() > most_points || trial.signals.channels.size() > most_in_one) {
    return fail(Errc::unsupported, "the recording has more than C3D holds (1000 points, 255 channels)");
  }
  if (!even && !trial.signals.channels.empty()) {
    return fail(Errc::unsupported, "the frames do not come evenly, and the channels beside them cannot be resampled");
  }
  return {};
}

}  // namespace

Result<std::string> render_c3d(const Trial& trial, C3dEncoding encoding) {
  const bool even = comes_evenly(trial.recording);
  HINGE_TRY_VOID(check(trial, even));
  const Recording recording = even ? trial.recording : spread_evenly(trial.recording);
  Plan plan{recording, trial.signals, encoding, even_rate_hz(recording), 0, 0, {}};
  if (!trial.signals.channels.empty()) {
    plan.samples = static_cast<std::size_t>(std::max(1L, std::lround(trial.signals.rate_hz / plan.rate_hz)));
  }
  plan.point_scale = point_scale(recording, plan.floats());
  plan.channel_scales = channel_scales(trial.signals, plan.floats());
  // The section's length does not depend on the number of the block behind it.
  const auto blocks = static_cast<unsigned>(section_of(plan, 0).size() / c3d_block);
  if (blocks > most_in_one) return fail(Errc::unsupported, "the names of landmarks and channels are more than C3D holds");
  const unsigned data_block = 2 + blocks;
  return header_of(plan, data_block) + section_of(plan, data_block) + data_of(plan);
}

}  // namespace hinge::mocap
