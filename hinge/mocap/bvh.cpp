#include "hinge/mocap/bvh.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <numbers>
#include <optional>
#include <vector>

#include "hinge/mocap/internal/finish_markers.h"
#include "hinge/mocap/internal/space_vector.h"
#include "hinge/mocap/internal/text_table.h"

namespace hinge::mocap {
namespace {

using body::Recording;

constexpr std::size_t most_joints = 1000;
constexpr std::size_t longest_name = 200;

enum class Channel : unsigned char { x_position, y_position, z_position, x_rotation, y_rotation, z_rotation };

struct Node {
  std::string name;
  std::optional<std::size_t> parent;
  Space3 offset;
  std::vector<Channel> channels;
};

/// Words with the lines they stand on; the motion is taken a line at a time.
class Words {
 public:
  Words(std::string_view text, const std::string& name) : lines_(text), name_(name) {}

  /// "" at the end.
  std::string_view next() {
    while (at_ == line_.size()) {
      const auto line = lines_.next();
      if (!line) return {};
      line_ = words(*line);
      at_ = 0;
    }
    return line_[at_++];
  }
  Result<void> expect(std::string_view word) {
    const auto found = next();
    if (lower(found) == lower(word)) return {};
    return wrong("\"" + std::string(word) + "\" belongs here, not \"" + printable(found) + "\"");
  }
  Result<double> number(const char* what) {
    const auto word = next();
    const auto value = to_number(word);
    if (!value || std::abs(*value) > 1e9) return wrong(std::string(what) + " is not a number: \"" + printable(word) + "\"");
    return *value;
  }
  /// The words of the next line that has any.
  std::optional<std::vector<std::string_view>> line() {
    while (const auto text = lines_.next()) {
      auto found = words(*text);
      if (!found.empty()) return found;
    }
    return std::nullopt;
  }
  [[nodiscard]] tl::unexpected<Error> wrong(std::string what) const {
    return fail(Errc::corrupt, std::move(what), name_ + ":" + std::to_string(lines_.number()));
  }
  static std::string lower(std::string_view text) {
    std::string out;
    for (const char c : text) out.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
    return out;
  }

 private:
  LineReader lines_;
  const std::string& name_;
  std::vector<std::string_view> line_;
  std::size_t at_ = 0;
};

Result<Space3> read_offset(Words& in) {
  HINGE_TRY(const double x, in.number("an offset"));
  HINGE_TRY(const double y, in.number("an offset"));
  HINGE_TRY(const double z, in.number("an offset"));
  return Space3{x, y, z};
}

Result<std::vector<Channel>> read_channels(Words& in) {
  constexpr std::array<std::string_view, 6> spellings{"xposition", "yposition", "zposition", "xrotation", "yrotation", "zrotation"};
  HINGE_TRY(const double count, in.number("the number of channels"));
  if (!(count >= 0 && count <= 6)) return in.wrong("a joint has at most 6 channels");
  std::vector<Channel> channels;
  for (int i = 0; i < static_cast<int>(count); ++i) {
    const auto word = in.next();
    const auto found = std::ranges::find(spellings, Words::lower(word));
    if (found == spellings.end()) return in.wrong("\"" + printable(word) + "\" is no channel");
    channels.push_back(static_cast<Channel>(found - spellings.begin()));
  }
  return channels;
}

/// The words up to the brace are the name: some programs write blanks into it.
Result<std::string> read_name(Words& in) {
  std::string name;
  for (auto word = in.next(); word != "{"; word = in.next()) {
    if (word.empty()) return in.wrong("a joint has no \"{\" after its name");
    name += (name.empty() ? "" : "_") + std::string(word);
    if (name.size() > longest_name) return in.wrong("a joint's name has more than 200 characters");
  }
  return name;
}

Result<std::vector<Node>> read_hierarchy(Words& in) {
  std::vector<Node> nodes;
  std::vector<std::size_t> open;
  for (;;) {
    const std::string word = Words::lower(in.next());
    if (word == "root" || word == "joint" || word == "end") {
      if (nodes.size() == most_joints) return in.wrong("has more than 1000 joints, which is not plausible");
      HINGE_TRY(std::string name, read_name(in));
      if (word == "end") name = open.empty() ? "" : nodes[open.back()].name + "_end";
      if (name.empty()) return in.wrong("a joint has no name");
      if ((word == "root") != open.empty()) return in.wrong(word == "root" ? "a root stands inside another joint" : "a joint stands outside the root");
      nodes.push_back({std::move(name), open.empty() ? std::nullopt : std::optional(open.back()), {}, {}});
      open.push_back(nodes.size() - 1);
    } else if (word == "offset" && !open.empty()) {
      HINGE_TRY(nodes[open.back()].offset, read_offset(in));
    } else if (word == "channels" && !open.empty()) {
      HINGE_TRY(nodes[open.back()].channels, read_channels(in));
    } else if (word == "}" && !open.empty()) {
      open.pop_back();
    } else if (word == "motion" && open.empty() && !nodes.empty()) {
      return nodes;
    } else {
      return in.wrong(word.empty() ? "the file ends before its motion" : "\"" + printable(word) + "\" does not belong here");
    }
  }
}

struct Turn {
  Space3 x{1, 0, 0}, y{0, 1, 0}, z{0, 0, 1};  ///< the turned axes
  [[nodiscard]] Space3 out(Space3 v) const { return v.x * x + v.y * y + v.z * z; }
};

Turn turned_about(const Turn& a, Channel channel, double degrees) {
  const double angle = degrees * std::numbers::pi / 180, c = std::cos(angle), s = std::sin(angle);
  if (channel == Channel::x_rotation) return {a.x, c * a.y + s * a.z, c * a.z - s * a.y};
  if (channel == Channel::y_rotation) return {c * a.x - s * a.z, a.y, c * a.z + s * a.x};
  return {c * a.x + s * a.y, c * a.y - s * a.x, a.z};
}

/// Where every joint is, in the file's unit; `values` empty: the pose that the offsets give.
std::vector<Space3> pose(const std::vector<Node>& nodes, std::span<const double> values) {
  std::vector<Turn> turns(nodes.size());
  std::vector<Space3> places(nodes.size());
  std::size_t next = 0;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const Node& node = nodes[i];
    Space3 step = node.offset, moved;
    bool moves = false;
    Turn turn = node.parent ? turns[*node.parent] : Turn{};
    const Turn before = turn;
    for (const Channel channel : node.channels) {
      const double value = values.empty() ? 0 : values[next++];
      if (channel >= Channel::x_rotation) {
        turn = turned_about(turn, channel, value);
        continue;
      }
      moves = !values.empty();
      (channel == Channel::x_position ? moved.x : channel == Channel::y_position ? moved.y : moved.z) = value;
    }
    // A root is moved from its offset; a joint inside that has places of its own has them instead of its offset.
    if (moves) step = node.parent ? moved : node.offset + moved;
    places[i] = (node.parent ? places[*node.parent] : Space3{}) + before.out(step);
    turns[i] = turn;
  }
  return places;
}

double height_of(const std::vector<Space3>& places) {
  double largest = 0;
  for (double Space3::*axis : {&Space3::x, &Space3::y, &Space3::z}) {
    const auto [low, high] = std::ranges::minmax(places, {}, [&](const Space3& place) { return place.*axis; });
    largest = std::max(largest, high.*axis - low.*axis);
  }
  return largest;
}

/// Metres, centimetres, inches, millimetres, and the unit of the Carnegie Mellon library: the one that makes the
/// skeleton most like an adult.
std::optional<double> find_unit(const std::vector<Node>& nodes) {
  constexpr std::array units{1.0, 0.01, 0.0254, 0.001, 0.0254 / 0.45};
  constexpr double adult = 1.7, least = 0.8, most = 2.5;
  const double height = height_of(pose(nodes, {}));
  std::optional<double> best;
  for (const double unit : units) {
    const double stature = height * unit;
    if (stature < least || stature > most) continue;
    if (!best || std::abs(std::log(stature / adult)) < std::abs(std::log(*best * height / adult))) best = unit;
  }
  return best;
}

std::size_t count_channels(const std::vector<Node>& nodes) {
  std::size_t count = 0;
  for (const Node& node : nodes) count += node.channels.size();
  return count;
}

struct Timing {
  double promised_frames = 0;
  double step_s = 0;
};

Result<Timing> read_timing(Words& in) {
  Timing timing;
  HINGE_TRY_VOID(in.expect("Frames:"));
  HINGE_TRY(timing.promised_frames, in.number("the number of frames"));
  HINGE_TRY_VOID(in.expect("Frame"));
  HINGE_TRY_VOID(in.expect("Time:"));
  HINGE_TRY(timing.step_s, in.number("the time of a frame"));
  if (!(timing.step_s > 1e-5 && timing.step_s < 100)) return in.wrong("the time of a frame is not plausible");
  return timing;
}

Result<void> read_motion(Words& in, const std::vector<Node>& nodes, double step_s, double metres, Recording& recording) {
  const std::size_t channels = count_channels(nodes);
  std::vector<double> values(channels);
  while (const auto line = in.line()) {
    if (line->size() != channels) {
      return in.wrong("this frame has " + std::to_string(line->size()) + " numbers where the skeleton has " + std::to_string(channels) + " channels");
    }
    for (std::size_t i = 0; i < channels; ++i) {
      const auto value = to_number((*line)[i]);
      if (!value || std::abs(*value) > 1e7) return in.wrong("\"" + printable((*line)[i]) + "\" is not a plausible number");
      values[i] = *value;
    }
    body::Frame frame;
    frame.time = Seconds{static_cast<double>(recording.frames.size()) * step_s};
    for (const Space3& place : pose(nodes, values)) {
      body::Landmark& landmark = frame.landmarks.emplace_back();
      landmark.world = {place.x * metres, place.y * metres, place.z * metres};
      landmark.visibility = landmark.presence = 1;
      landmark.measured = true;
    }
    recording.frames.push_back(std::move(frame));
  }
  if (recording.frames.empty()) return in.wrong("there are no frames");
  return {};
}

}  // namespace

bool looks_like_bvh(std::string_view beginning) {
  LineReader lines(beginning);
  auto line = lines.next();
  while (line && is_blank(*line)) line = lines.next();
  return line && Words::lower(words(*line).front()) == "hierarchy";
}

Result<Recording> parse_bvh(std::string_view text, const std::string& name, std::span<const MarkerSet> sets) {
  Words in(text, name);
  HINGE_TRY_VOID(in.expect("HIERARCHY"));
  HINGE_TRY(const std::vector<Node> nodes, read_hierarchy(in));
  const auto metres = find_unit(nodes);
  if (!metres) return fail(Errc::unsupported, "its skeleton is of no human's height in metres, centimetres, inches or millimetres", name);
  HINGE_TRY(const Timing timing, read_timing(in));
  Recording recording;
  recording.space = body::Space::world;
  recording.estimator = "bvh";
  for (const Node& node : nodes) recording.names.push_back(node.name);
  HINGE_TRY_VOID(read_motion(in, nodes, timing.step_s, *metres, recording));
  fill_source(name, recording);
  recording.source.fps = 1 / timing.step_s;
  if (*metres != 1) {
    recording.warnings.push_back({"unit_guessed", "BVH does not say its unit; one that makes the skeleton of human height was taken (" + std::to_string(*metres) + " m)."});
  }
  finish_markers(recording, sets);
  if (timing.promised_frames > static_cast<double>(recording.frames.size())) {
    recording.warnings.push_back({"fewer_frames", "The file promises more frames than the " + std::to_string(recording.frames.size()) + " it holds."});
  }
  return recording;
}

}  // namespace hinge::mocap
