#include "hinge/mocap/internal/clip_document.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>

#include "hinge/base/expect.h"
#include "hinge/mocap/internal/little_endian.h"

namespace hinge::mocap {
namespace {

using body::Frame;
using body::Landmark;
using body::Recording;
using nlohmann::json;
using Bytes = std::vector<std::uint8_t>;

// Bounds of the plausible, far outside what any recording holds; they keep later arithmetic from overflowing.
constexpr double largest_coordinate = 1e7;  // px or m
constexpr double largest_time_s = 1e9;      // thirty years: a camera whose clock was set while it filmed
constexpr std::size_t most_columns = 1000;
// A frame takes 100 bytes of memory and a landmark 100, though as little as 9 in the file: these bound what a small
// hostile file can make us allocate to about 2 GB. Two hours of 33 joints at 60 frames a second fit.
constexpr std::size_t most_frames = 2'000'000;
constexpr std::size_t most_landmarks = 16'000'000;
constexpr double least_radius_px = 1e-3;
constexpr int most_cells = 4096;  // as body::unpack_silhouette

struct CoordinateBlock {
  const char* key;
  double& (*at)(Landmark&, int axis);
};
template <auto member>
double& axis_of(Landmark& landmark, int axis) {
  auto& point = landmark.*member;
  return axis == 0 ? point.x : axis == 1 ? point.y : point.z;
}
constexpr CoordinateBlock coordinate_blocks[] = {{"image_px", axis_of<&Landmark::image>},
                                                 {"metric_m", axis_of<&Landmark::metric>},
                                                 {"world_m", axis_of<&Landmark::world>}};

struct ProbabilityBlock {
  const char* key;
  double Landmark::*member;
};
constexpr ProbabilityBlock probability_blocks[] = {{"visibility", &Landmark::visibility},
                                                   {"presence", &Landmark::presence}};

json blob(Bytes bytes) { return json::binary(std::move(bytes)); }

void append_coordinate(Bytes& out, double value) {
  HINGE_EXPECT(std::abs(value) <= largest_coordinate);
  append_le(out, static_cast<float>(value));
}

void put_landmarks(json& document, const Recording& recording) {
  for (const auto& block : coordinate_blocks) {
    Bytes bytes;
    bool any = false;
    for (const Frame& frame : recording.frames) {
      for (Landmark landmark : frame.landmarks) {
        for (int axis = 0; axis < 3; ++axis) {
          any = any || block.at(landmark, axis) != 0;
          append_coordinate(bytes, block.at(landmark, axis));
        }
      }
    }
    if (any) document[block.key] = blob(std::move(bytes));
  }
  for (const auto& block : probability_blocks) {
    Bytes bytes;
    for (const Frame& frame : recording.frames) {
      for (const Landmark& landmark : frame.landmarks) {
        HINGE_EXPECT(landmark.*block.member >= 0 && landmark.*block.member <= 1);
        append_le(bytes, static_cast<float>(landmark.*block.member));
      }
    }
    document[block.key] = blob(std::move(bytes));
  }
  Bytes measured;
  for (const Frame& frame : recording.frames) {
    for (const Landmark& landmark : frame.landmarks) measured.push_back(landmark.measured ? 1 : 0);
  }
  document["measured"] = blob(std::move(measured));
}

json to_times(std::span<const Seconds> times) {
  Bytes bytes;
  Seconds before;
  for (const Seconds time : times) {
    HINGE_EXPECT(time >= before && time.value() <= largest_time_s);
    append_le(bytes, time.value());
    before = time;
  }
  return blob(std::move(bytes));
}

json to_silhouettes(const Recording& recording) {
  Bytes frame_index, cells, region, size, data;
  for (std::size_t i = 0; i < recording.frames.size(); ++i) {
    const auto& silhouette = recording.frames[i].silhouette;
    if (silhouette.empty()) continue;
    append_le(frame_index, static_cast<std::uint32_t>(i));
    append_le(cells, static_cast<std::uint32_t>(silhouette.cells));
    append_coordinate(region, silhouette.region.centre.x);
    append_coordinate(region, silhouette.region.centre.y);
    append_coordinate(region, silhouette.region.side_px);
    append_coordinate(region, silhouette.region.rotation.value());
    append_le(size, static_cast<std::uint32_t>(silhouette.packed.size()));
    for (const std::byte byte : silhouette.packed) data.push_back(static_cast<std::uint8_t>(byte));
  }
  return {{"frame", blob(std::move(frame_index))},
          {"cells", blob(std::move(cells))},
          {"region", blob(std::move(region))},
          {"bytes", blob(std::move(size))},
          {"data", blob(std::move(data))}};
}

json to_implement(const Recording& recording) {
  HINGE_EXPECT(recording.implement.empty() || recording.implement.size() == recording.frames.size());
  Bytes frame_index, circle;
  for (std::size_t i = 0; i < recording.implement.size(); ++i) {
    if (!recording.implement[i]) continue;
    const body::ImplementPoint& point = *recording.implement[i];
    append_le(frame_index, static_cast<std::uint32_t>(i));
    for (const double value : {point.centre.x, point.centre.y, point.radius_px, point.score})
      append_coordinate(circle, value);
  }
  return {{"frame", blob(std::move(frame_index))}, {"circle", blob(std::move(circle))}};
}

json to_stick(const Recording& recording) {
  HINGE_EXPECT(recording.stick.size() == recording.frames.size());
  Bytes frame_index, line;
  for (std::size_t i = 0; i < recording.stick.size(); ++i) {
    if (!recording.stick[i]) continue;
    const body::StickLine& stick = *recording.stick[i];
    append_le(frame_index, static_cast<std::uint32_t>(i));
    for (const double value : {stick.head_end.x, stick.head_end.y, stick.hip_end.x, stick.hip_end.y,
                               stick.residual_px, stick.score})
      append_coordinate(line, value);
  }
  return {{"frame", blob(std::move(frame_index))}, {"line", blob(std::move(line))}};
}

Bytes to_uprights(const Recording& recording) {
  Bytes uprights;
  for (const body::Upright& upright : recording.uprights) {
    for (const double value : {upright.top.x, upright.top.y, upright.bottom.x, upright.bottom.y, upright.score})
      append_coordinate(uprights, value);
  }
  return uprights;
}

// ---- reading ----

auto wrong(std::string what) { return fail(Errc::corrupt, std::move(what)); }

Result<const json*> member(const json& object, const char* key) {
  if (!object.is_object() || !object.contains(key)) return wrong("`" + std::string(key) + "` is missing");
  return &object[key];
}

Result<std::string> text(const json& object, const char* key) {
  HINGE_TRY(const json* value, member(object, key));
  if (!value->is_string()) return wrong("`" + std::string(key) + "` is not text");
  return value->get<std::string>();
}

Result<double> number(const json& object, const char* key, double low, double high) {
  HINGE_TRY(const json* value, member(object, key));
  if (!value->is_number()) return wrong("`" + std::string(key) + "` is not a number");
  const auto result = value->get<double>();
  if (!(result >= low && result <= high)) return wrong("`" + std::string(key) + "` is out of range");
  return result;
}

Result<const Bytes*> bytes(const json& object, const char* key, std::size_t count, std::size_t size_of_one) {
  HINGE_TRY(const json* value, member(object, key));
  if (!value->is_binary()) return wrong("`" + std::string(key) + "` is not binary data");
  const Bytes& found = value->get_binary();
  if (found.size() / size_of_one != count || found.size() % size_of_one != 0) {
    return wrong("`" + std::string(key) + "` has " + std::to_string(found.size()) + " bytes where " +
                 std::to_string(count) + " x " + std::to_string(size_of_one) + " belong");
  }
  return &found;
}

/// For arrays whose own length is the count.
Result<std::size_t> count_of(const json& object, const char* key, std::size_t size_of_one) {
  HINGE_TRY(const json* value, member(object, key));
  if (!value->is_binary() || value->get_binary().size() % size_of_one != 0) {
    return wrong("`" + std::string(key) + "` is not a whole number of values");
  }
  return value->get_binary().size() / size_of_one;
}

Result<double> value_within(const Bytes& array, std::size_t index, const char* key, double low, double high) {
  const double value = static_cast<double>(read_le<float>(array, index));
  if (!(value >= low && value <= high)) {
    return wrong("`" + std::string(key) + "` has an impossible value at position " + std::to_string(index));
  }
  return value;
}

Result<std::vector<Seconds>> times(const json& document, const char* key) {
  HINGE_TRY(const std::size_t count, count_of(document, key, sizeof(double)));
  const Bytes& array = document[key].get_binary();
  std::vector<Seconds> result;
  result.reserve(count);
  double before = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double time = read_le<double>(array, i);
    if (!(time >= before && time <= largest_time_s)) {
      return wrong("`" + std::string(key) + "` does not run forward at position " + std::to_string(i));
    }
    before = time;
    result.emplace_back(time);
  }
  return result;
}

Result<body::Source> read_source(const json& document) {
  HINGE_TRY(const json* object, member(document, "source"));
  body::Source source;
  HINGE_TRY(source.file, text(*object, "file"));
  HINGE_TRY(source.sha256, text(*object, "sha256"));
  HINGE_TRY(const double duration, number(*object, "duration_s", 0, largest_time_s));
  HINGE_TRY(const double frames, number(*object, "frames", 0, 1e9));
  HINGE_TRY(source.fps, number(*object, "fps", 0, 1e6));
  HINGE_TRY(const double width, number(*object, "width_px", 0, 1e6));
  HINGE_TRY(const double height, number(*object, "height_px", 0, 1e6));
  if (object->contains("capture_fps")) {
    HINGE_TRY(source.capture_fps, number(*object, "capture_fps", 0, 1e6));
  }
  if (object->contains("time_scale")) {
    HINGE_TRY(source.time_scale, number(*object, "time_scale", 1e-3, 1e3));
  }
  source.duration = Seconds{duration};
  source.frames = static_cast<std::int64_t>(frames);
  source.width_px = static_cast<int>(width);
  source.height_px = static_cast<int>(height);
  return source;
}

Result<void> read_words(const json& document, Recording& recording) {
  HINGE_TRY(const std::string space, text(document, "space"));
  if (space != "image" && space != "world") return wrong("`space` is neither image nor world");
  recording.space = space == "image" ? body::Space::image : body::Space::world;
  HINGE_TRY(recording.estimator, text(document, "estimator"));
  HINGE_TRY(const double people, number(document, "people", 0, 1e6));
  recording.people = static_cast<int>(people);

  HINGE_TRY(const json* warnings, member(document, "warnings"));
  if (!warnings->is_array()) return wrong("`warnings` is not a list");
  for (const json& entry : *warnings) {
    HINGE_TRY(std::string code, text(entry, "code"));
    HINGE_TRY(std::string sentence, text(entry, "text"));
    recording.warnings.push_back({std::move(code), std::move(sentence)});
  }
  HINGE_TRY(const json* names, member(document, "names"));
  if (!names->is_array() || names->size() > most_columns) return wrong("`names` is not a plausible list");
  for (const json& name : *names) {
    if (!name.is_string()) return wrong("`names` holds something that is not a name");
    recording.names.push_back(name.get<std::string>());
  }
  return {};
}

/// Every landmark of the recording in file order: frame by frame, column by column.
std::vector<Landmark*> all_landmarks(Recording& recording) {
  std::vector<Landmark*> all;
  for (Frame& frame : recording.frames) {
    for (Landmark& landmark : frame.landmarks) all.push_back(&landmark);
  }
  return all;
}

/// Checked before any landmark is made: the file must really be as long as its counts say.
Result<void> make_frames(const json& document, Recording& recording) {
  HINGE_TRY(const auto time, times(document, "time_s"));
  if (time.size() > most_frames) return wrong("it claims " + std::to_string(time.size()) + " frames");
  HINGE_TRY(const Bytes* person, bytes(document, "person", time.size(), 1));
  const auto people = static_cast<std::size_t>(std::ranges::count(*person, std::uint8_t{1}));
  if (people + static_cast<std::size_t>(std::ranges::count(*person, std::uint8_t{0})) != person->size()) {
    return wrong("`person` holds something other than 0 and 1");
  }
  if (people > 0 && recording.names.empty()) return wrong("there are people but no `names`");
  if (people * recording.names.size() > most_landmarks) return wrong("it claims too many landmarks");
  HINGE_TRY_VOID(bytes(document, "measured", people * recording.names.size(), 1));
  recording.frames.resize(time.size());
  for (std::size_t i = 0; i < time.size(); ++i) {
    recording.frames[i].time = time[i];
    if ((*person)[i] == 1) recording.frames[i].landmarks.resize(recording.names.size());
  }
  return {};
}

Result<void> read_landmarks(const json& document, Recording& recording) {
  const auto all = all_landmarks(recording);
  for (const auto& block : coordinate_blocks) {
    if (!document.contains(block.key)) continue;  // the source gave none
    HINGE_TRY(const Bytes* array, bytes(document, block.key, all.size() * 3, sizeof(float)));
    for (std::size_t i = 0; i < all.size() * 3; ++i) {
      HINGE_TRY(const double value, value_within(*array, i, block.key, -largest_coordinate, largest_coordinate));
      block.at(*all[i / 3], static_cast<int>(i % 3)) = value;
    }
  }
  for (const auto& block : probability_blocks) {
    HINGE_TRY(const Bytes* array, bytes(document, block.key, all.size(), sizeof(float)));
    for (std::size_t i = 0; i < all.size(); ++i) {
      HINGE_TRY(all[i]->*block.member, value_within(*array, i, block.key, 0, 1));
    }
  }
  HINGE_TRY(const Bytes* measured, bytes(document, "measured", all.size(), 1));
  for (std::size_t i = 0; i < all.size(); ++i) {
    if ((*measured)[i] > 1) return wrong("`measured` holds something other than 0 and 1");
    all[i]->measured = (*measured)[i] == 1;
  }
  return {};
}

Result<void> read_silhouettes(const json& document, Recording& recording) {
  HINGE_TRY(const json* object, member(document, "silhouettes"));
  HINGE_TRY(const std::size_t count, count_of(*object, "frame", sizeof(std::uint32_t)));
  HINGE_TRY(const Bytes* frame_index, bytes(*object, "frame", count, sizeof(std::uint32_t)));
  HINGE_TRY(const Bytes* cells, bytes(*object, "cells", count, sizeof(std::uint32_t)));
  HINGE_TRY(const Bytes* region, bytes(*object, "region", count * 4, sizeof(float)));
  HINGE_TRY(const Bytes* size, bytes(*object, "bytes", count, sizeof(std::uint32_t)));
  HINGE_TRY(const std::size_t data_size, count_of(*object, "data", 1));
  const Bytes& data = (*object)["data"].get_binary();
  std::size_t position = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto frame = read_le<std::uint32_t>(*frame_index, i);
    const auto side = read_le<std::uint32_t>(*cells, i);
    const auto length = read_le<std::uint32_t>(*size, i);
    if (frame >= recording.frames.size() || !recording.frames[frame].silhouette.empty()) {
      return wrong("silhouette " + std::to_string(i) + " belongs to no frame");
    }
    if (side == 0 || side > most_cells || length > data_size - position) {
      return wrong("silhouette " + std::to_string(i) + " has an impossible size");
    }
    double place[4];
    for (std::size_t k = 0; k < 4; ++k) {
      HINGE_TRY(place[k], value_within(*region, i * 4 + k, "region", -largest_coordinate, largest_coordinate));
    }
    auto& silhouette = recording.frames[frame].silhouette;
    silhouette.region = {{place[0], place[1]}, place[2], Radians{place[3]}};
    silhouette.cells = static_cast<int>(side);
    for (const std::uint8_t byte : std::span(data).subspan(position, length)) {
      silhouette.packed.push_back(static_cast<std::byte>(byte));
    }
    position += length;
  }
  if (position != data_size) return wrong("silhouette data is left over");
  return {};
}

Result<void> read_implement(const json& document, Recording& recording) {
  if (!document.contains("implement")) return {};  // none was seen, or an older Hinge did not look
  const json& object = document["implement"];
  HINGE_TRY(const std::size_t count, count_of(object, "frame", sizeof(std::uint32_t)));
  HINGE_TRY(const Bytes* frame_index, bytes(object, "frame", count, sizeof(std::uint32_t)));
  HINGE_TRY(const Bytes* circle, bytes(object, "circle", count * 4, sizeof(float)));
  recording.implement.resize(recording.frames.size());
  for (std::size_t i = 0; i < count; ++i) {
    const auto frame = read_le<std::uint32_t>(*frame_index, i);
    if (frame >= recording.frames.size() || recording.implement[frame]) {
      return wrong("implement " + std::to_string(i) + " belongs to no frame");
    }
    body::ImplementPoint point;
    HINGE_TRY(point.centre.x, value_within(*circle, i * 4, "circle", -largest_coordinate, largest_coordinate));
    HINGE_TRY(point.centre.y, value_within(*circle, i * 4 + 1, "circle", -largest_coordinate, largest_coordinate));
    HINGE_TRY(point.radius_px, value_within(*circle, i * 4 + 2, "circle", least_radius_px, largest_coordinate));
    HINGE_TRY(point.score, value_within(*circle, i * 4 + 3, "circle", 0, 1));
    recording.implement[frame] = point;
  }
  return {};
}

Result<void> read_stick(const json& document, Recording& recording) {
  if (!document.contains("stick")) return {};  // none was seen, or an older Hinge did not look
  const json& object = document["stick"];
  constexpr std::size_t numbers = 6;
  HINGE_TRY(const std::size_t count, count_of(object, "frame", sizeof(std::uint32_t)));
  HINGE_TRY(const Bytes* frame_index, bytes(object, "frame", count, sizeof(std::uint32_t)));
  HINGE_TRY(const Bytes* line, bytes(object, "line", count * numbers, sizeof(float)));
  recording.stick.resize(recording.frames.size());
  for (std::size_t i = 0; i < count; ++i) {
    const auto frame = read_le<std::uint32_t>(*frame_index, i);
    if (frame >= recording.frames.size() || recording.stick[frame])
      return wrong("stick " + std::to_string(i) + " belongs to no frame");
    body::StickLine stick;
    std::size_t at = i * numbers;
    for (double* place : {&stick.head_end.x, &stick.head_end.y, &stick.hip_end.x, &stick.hip_end.y}) {
      HINGE_TRY(*place, value_within(*line, at++, "line", -largest_coordinate, largest_coordinate));
    }
    HINGE_TRY(stick.residual_px, value_within(*line, at++, "line", 0, largest_coordinate));
    HINGE_TRY(stick.score, value_within(*line, at, "line", 0, 1));
    if (stick.head_end == stick.hip_end) return wrong("stick " + std::to_string(i) + " has no length");
    recording.stick[frame] = stick;
  }
  return {};
}

Result<void> read_uprights(const json& document, Recording& recording) {
  if (!document.contains("uprights")) return {};
  constexpr std::size_t numbers = 5, most = 64;
  HINGE_TRY(const std::size_t values, count_of(document, "uprights", sizeof(float)));
  if (values % numbers != 0 || values > most * numbers) return wrong("`uprights` has an impossible length");
  HINGE_TRY(const Bytes* all, bytes(document, "uprights", values, sizeof(float)));
  for (std::size_t at = 0; at < values;) {
    body::Upright upright;
    for (double* place : {&upright.top.x, &upright.top.y, &upright.bottom.x, &upright.bottom.y}) {
      HINGE_TRY(*place, value_within(*all, at++, "uprights", -largest_coordinate, largest_coordinate));
    }
    HINGE_TRY(upright.score, value_within(*all, at++, "uprights", 0, 1));
    if (!(upright.top.y < upright.bottom.y)) return wrong("an upright ends above its beginning");
    recording.uprights.push_back(upright);
  }
  return {};
}

}  // namespace

bool too_long_to_store(const Recording& recording) {
  const auto with_person = static_cast<std::size_t>(std::ranges::count_if(recording.frames, &Frame::has_person));
  return recording.frames.size() > most_frames || with_person * recording.names.size() > most_landmarks;
}

json to_document(const Recording& recording) {
  HINGE_EXPECT(recording.names.size() <= most_columns);
  Bytes person;
  std::vector<Seconds> time;
  for (const Frame& frame : recording.frames) {
    HINGE_EXPECT(frame.landmarks.empty() || frame.landmarks.size() == recording.names.size());
    time.push_back(frame.time);
    person.push_back(frame.has_person() ? 1 : 0);
  }
  json warnings = json::array();
  for (const auto& warning : recording.warnings) warnings.push_back({{"code", warning.code}, {"text", warning.text}});

  json document{{"space", recording.space == body::Space::image ? "image" : "world"},
                {"source",
                 {{"file", recording.source.file},
                  {"sha256", recording.source.sha256},
                  {"duration_s", recording.source.duration.value()},
                  {"frames", recording.source.frames},
                  {"fps", recording.source.fps},
                  {"width_px", recording.source.width_px},
                  {"height_px", recording.source.height_px}}},
                {"estimator", recording.estimator},
                {"people", recording.people},
                {"cuts_s", to_times(recording.cuts)},
                {"warnings", std::move(warnings)},
                {"names", recording.names},
                {"time_s", to_times(time)},
                {"person", blob(std::move(person))},
                {"silhouettes", to_silhouettes(recording)}};
  put_landmarks(document, recording);
  if (recording.source.capture_fps > 0) document["source"]["capture_fps"] = recording.source.capture_fps;
  if (recording.source.time_scale) document["source"]["time_scale"] = *recording.source.time_scale;
  if (!recording.implement.empty()) document["implement"] = to_implement(recording);
  if (!recording.stick.empty()) document["stick"] = to_stick(recording);
  if (!recording.uprights.empty()) document["uprights"] = blob(to_uprights(recording));
  return document;
}

Result<Recording> from_document(const json& document) {
  Recording recording;
  HINGE_TRY(recording.source, read_source(document));
  HINGE_TRY_VOID(read_words(document, recording));
  HINGE_TRY(recording.cuts, times(document, "cuts_s"));
  HINGE_TRY_VOID(make_frames(document, recording));
  HINGE_TRY_VOID(read_landmarks(document, recording));
  HINGE_TRY_VOID(read_silhouettes(document, recording));
  HINGE_TRY_VOID(read_implement(document, recording));
  HINGE_TRY_VOID(read_stick(document, recording));
  HINGE_TRY_VOID(read_uprights(document, recording));
  return recording;
}

}  // namespace hinge::mocap
