#include "bench/variations/take.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numbers>
#include <optional>
#include <sstream>

#include "hinge/mocap/clip_file.h"

namespace hinge::bench {
namespace {

using nlohmann::json;

std::vector<std::string> words(const json& value) {
  if (value.is_array()) return value.get<std::vector<std::string>>();
  return {value.get<std::string>()};
}

double number_or(const json& object, const char* key, double otherwise) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number() ? found->get<double>() : otherwise;
}

struct TrueRep {
  double start_s, bottom_s, end_s;
};

/// hip_fold_deg of NAME.truth.csv at the recording's times; empty without such a file.
std::vector<double> read_fold(const std::filesystem::path& csv, const body::Recording& recording) {
  std::ifstream file(csv);
  std::string line;
  if (!std::getline(file, line)) return {};
  std::size_t column = 0, time_column = 0, k = 0;
  std::istringstream header(line);
  for (std::string name; std::getline(header, name, ','); ++k) {
    if (name == "hip_fold_deg") column = k;
    if (name == "time_s") time_column = k;
  }
  if (column == 0) return {};
  std::vector<std::pair<double, double>> samples;
  while (std::getline(file, line)) {
    std::istringstream row(line);
    std::vector<std::string> cells;
    for (std::string cell; std::getline(row, cell, ',');) cells.push_back(cell);
    if (cells.size() > column && !cells[column].empty())
      samples.emplace_back(std::stod(cells[time_column]), std::stod(cells[column]));
  }
  if (samples.empty()) return {};
  std::vector<double> fold;
  std::size_t i = 0;
  for (const auto& frame : recording.frames) {
    while (i + 1 < samples.size() && samples[i + 1].first <= frame.time.value()) ++i;
    fold.push_back(samples[i].second);
  }
  return fold;
}

double eased(double share) { return (1 - std::cos(std::numbers::pi * std::clamp(share, 0.0, 1.0))) / 2; }

std::vector<double> depth_from_times(const std::vector<TrueRep>& reps, const body::Recording& recording) {
  std::vector<double> depth;
  for (const auto& frame : recording.frames) {
    const double t = frame.time.value();
    double d = 0;
    for (const auto& r : reps) {
      if (t <= r.start_s || t >= r.end_s) continue;
      d = t < r.bottom_s ? eased((t - r.start_s) / (r.bottom_s - r.start_s)) : eased((r.end_s - t) / (r.end_s - r.bottom_s));
    }
    depth.push_back(d);
  }
  return depth;
}

/// What a body does after the last repetition, and before the way to the first, is a bend and no repetition.
void quieten_outside(const std::vector<TrueRep>& reps, const body::Recording& recording, std::vector<double>& depth) {
  constexpr double up = 0.08, bend = 0.4;
  const auto at = [&](std::size_t i) { return recording.frames[i].time.value(); };
  std::size_t first = 0, last = depth.size();
  for (std::size_t i = 0; i < depth.size(); ++i) {
    if (at(i) < reps.front().bottom_s && depth[i] < up) first = i;
    if (at(i) > reps.back().bottom_s && depth[i] < up) last = std::min(last, i);
  }
  for (std::size_t i = 0; i < depth.size(); ++i) {
    if (i < first || i >= last) depth[i] = std::min(depth[i], bend);
  }
}

/// From the true fold where that is what moves, else from the labelled times alone.
std::vector<double> depth_of(const std::vector<TrueRep>& reps, const body::Recording& recording,
                             const std::vector<double>& fold) {
  constexpr double moves_deg = 30;
  if (fold.empty() || reps.empty()) return depth_from_times(reps, recording);
  std::vector<double> sorted = fold;
  std::ranges::sort(sorted);
  const double top = sorted[sorted.size() / 50];
  double bottom = 0;
  for (const auto& r : reps) {
    double deepest = top;
    for (std::size_t i = 0; i < fold.size(); ++i) {
      const double t = recording.frames[i].time.value();
      if (t >= r.start_s - 0.1 && t <= r.end_s + 0.1) deepest = std::max(deepest, fold[i]);
    }
    bottom += deepest / static_cast<double>(reps.size());
  }
  if (bottom - top < moves_deg) return depth_from_times(reps, recording);
  std::vector<double> depth;
  for (const double f : fold) depth.push_back((f - top) / (bottom - top));
  quieten_outside(reps, recording, depth);
  return depth;
}

body::Landmark between(const body::Landmark& a, const body::Landmark& b, double share) {
  body::Landmark mark = share < 0.5 ? a : b;
  const auto mix = [share](double x, double y) { return x + share * (y - x); };
  mark.image = {mix(a.image.x, b.image.x), mix(a.image.y, b.image.y), mix(a.image.z, b.image.z)};
  mark.metric = {mix(a.metric.x, b.metric.x), mix(a.metric.y, b.metric.y), mix(a.metric.z, b.metric.z)};
  mark.visibility = mix(a.visibility, b.visibility);
  mark.presence = mix(a.presence, b.presence);
  return mark;
}

/// The frame between two, or the nearer one where nobody is in the other.
body::Frame frame_between(const body::Frame& a, const body::Frame& b, double share) {
  body::Frame frame{{}, share < 0.5 ? a.landmarks : b.landmarks, {}};
  if (a.has_person() && b.has_person()) {
    for (std::size_t j = 0; j < a.landmarks.size(); ++j)
      frame.landmarks[j] = between(a.landmarks[j], b.landmarks[j], share);
  }
  return frame;
}

/// The frames at a moment of the source.
class Film {
 public:
  explicit Film(const Take& take) : take_(take) {}

  void append(double source_s, double time_s, Take& to) const {
    const auto& frames = take_.recording.frames;
    const auto after = std::upper_bound(frames.begin(), frames.end(), source_s,
                                        [](double t, const body::Frame& f) { return t < f.time.value(); });
    const std::size_t b = std::min(static_cast<std::size_t>(after - frames.begin()), frames.size() - 1);
    const std::size_t a = b > 0 ? b - 1 : 0;
    const double span = (frames[b].time - frames[a].time).value();
    const double share = span > 0 ? std::clamp((source_s - frames[a].time.value()) / span, 0.0, 1.0) : 0.0;
    body::Frame frame = frame_between(frames[a], frames[b], share);
    frame.time = Seconds{time_s};
    to.recording.frames.push_back(std::move(frame));
    to.depth.push_back(take_.depth[a] + share * (take_.depth[b] - take_.depth[a]));
    const std::size_t nearest = share < 0.5 ? a : b;
    if (!take_.recording.implement.empty()) to.recording.implement.push_back(take_.recording.implement[nearest]);
    if (!take_.recording.stick.empty()) to.recording.stick.push_back(take_.recording.stick[nearest]);
  }

 private:
  const Take& take_;
};

Take without_frames(const Take& take) {
  Take empty = take;
  empty.recording.frames.clear();
  empty.recording.implement.clear();
  empty.recording.stick.clear();
  empty.recording.cuts.clear();
  empty.depth.clear();
  return empty;
}

/// A body held still is read a little differently in every picture.
void sway(body::Frame& frame, double sd_px, std::mt19937& random) {
  std::normal_distribution<double> noise(0, sd_px);
  for (auto& mark : frame.landmarks) {
    mark.image.x += noise(random);
    mark.image.y += noise(random);
  }
}

}  // namespace

Result<Take> load_take(const std::filesystem::path& truth_file, const std::filesystem::path& recording_file) {
  std::ifstream file(truth_file);
  const json truth = json::parse(file, nullptr, false);
  if (truth.is_discarded()) return fail(Errc::corrupt, "is no JSON", truth_file.string());
  Take take;
  HINGE_TRY(take.recording, mocap::load_clip(recording_file));
  for (auto& frame : take.recording.frames) frame.silhouette = {};  // the back is not what is asked here
  take.name = truth_file.filename().string();
  take.name.resize(take.name.find(".truth"));
  take.label.patterns = words(truth.at("pattern"));
  take.label.exercises = words(truth.at("exercise"));
  std::vector<TrueRep> reps;
  for (const auto& r : truth.value("reps", json::array()))
    reps.push_back({r.at("start_s").get<double>(), r.at("bottom_s").get<double>(), r.at("end_s").get<double>()});
  const auto& pattern = take.label.patterns.front();
  const bool lying = std::ranges::any_of(take.label.exercises,
                                         [](const auto& e) { return e == "glute_bridge" || e == "hip_thrust"; });
  // A swing's weight is picked up and parked, which no repetition is: only its labelled count holds.
  const bool swings = std::ranges::find(take.label.exercises, "kettlebell_swing") != take.label.exercises.end();
  take.label.hips_drive = !reps.empty() && !lying && !swings && (pattern == "hinge" || pattern == "squat" || pattern == "lunge");
  take.label.loaded = number_or(truth, "load_kg", 0) > 0;
  take.label.height_m = number_or(truth, "height_m", 0);
  take.label.least = take.label.most = static_cast<int>(reps.size());
  if (take.label.hips_drive) {
    auto csv = truth_file;
    take.depth = depth_of(reps, take.recording, read_fold(csv.replace_extension("").replace_extension(".truth.csv"), take.recording));
  } else {
    take.depth = depth_from_times(reps, take.recording);
  }
  for (const auto& r : reps) {
    take.starts_s.push_back(r.start_s);
    take.bottoms_s.push_back(r.bottom_s);
    take.tops_s.push_back(r.end_s);
  }
  return take;
}

namespace {

/// How much of a way up happens while nobody is found, as a share of it.
double hidden_share(const Take& take, std::size_t deepest, std::size_t highest) {
  double hidden = 0;
  for (std::size_t i = deepest + 1; i <= highest; ++i) {
    const bool seen = take.recording.frames[i - 1].has_person() && take.recording.frames[i].has_person();
    if (!seen) hidden += std::max(0.0, take.depth[i - 1] - take.depth[i]);
  }
  return hidden / std::max(1e-9, take.depth[deepest] - take.depth[highest]);
}

/// Whether a depth is, within 3 %, that of the bottom, over frames from..to.
Count::Bottom bottom_within(const Take& take, std::size_t from, std::size_t to, double deepest) {
  constexpr double near_deepest = 0.03;
  std::optional<std::size_t> first, last;
  for (std::size_t i = from; i <= to; ++i) {
    if (take.depth[i] < deepest - near_deepest) continue;
    if (!first) first = i;
    last = i;
  }
  return {take.recording.frames[first.value_or(from)].time.value(), take.recording.frames[last.value_or(to)].time.value()};
}

/// Follows the depth from turn to turn; a turn is one of more than a quarter of the usual way.
class WaysUp {
 public:
  explicit WaysUp(const Take& take) : take_(take), d_(take.depth) {}

  Count count() {
    for (std::size_t i = 1; i < d_.size(); ++i) rising_ ? rise(i) : sink(i);
    if (rising_) close();
    return count_;
  }

 private:
  static constexpr double certain = 0.8, possible = 0.45, wobble = 0.25, may_be_hidden = 0.2;

  void rise(std::size_t i) {
    if (d_[i] > d_[deepest_] && d_[deepest_] - d_[highest_] < wobble) deepest_ = highest_ = i;
    if (d_[i] < d_[highest_]) highest_ = i;
    if (d_[i] - d_[highest_] <= wobble) return;
    close();
    valley_ = highest_;
    deepest_ = i;
    rising_ = false;
  }
  void sink(std::size_t i) {
    if (d_[i] > d_[deepest_]) deepest_ = i;
    if (d_[deepest_] - d_[i] <= wobble) return;
    highest_ = i;
    rising_ = true;
  }
  void close() {
    const double way = d_[deepest_] - d_[highest_];
    if (way < possible) return;
    ++count_.most;
    if (way < certain || hidden_share(take_, deepest_, highest_) > may_be_hidden) return;
    ++count_.least;
    count_.bottoms.push_back(bottom_within(take_, valley_, highest_, d_[deepest_]));
  }

  const Take& take_;
  const std::vector<double>& d_;
  Count count_;
  std::size_t valley_ = 0, deepest_ = 0, highest_ = 0;
  bool rising_ = true;  // looking for the top of a way up
};

}  // namespace

bool Label::is_swung() const { return std::ranges::find(exercises, "kettlebell_swing") != exercises.end(); }

Result<std::vector<Take>> load_filmed(const std::filesystem::path& labels_file, const std::filesystem::path& recordings) {
  std::ifstream file(labels_file);
  const json labels = json::parse(file, nullptr, false);
  if (!labels.is_array()) return fail(Errc::corrupt, "is no list of labels", labels_file.string());
  std::vector<Take> takes;
  for (const auto& label : labels) {
    Take take;
    take.name = std::filesystem::path(label.at("clip").get<std::string>()).stem().string();
    const auto recording = recordings / take.name / "clip.hinge";
    if (!std::filesystem::exists(recording)) continue;
    HINGE_TRY(take.recording, mocap::load_clip(recording));
    if (take.recording.frames.empty()) continue;
    for (auto& frame : take.recording.frames) frame.silhouette = {};
    take.label.patterns = words(label.at("pattern"));
    take.label.exercises = {label.value("exercise", json()).is_string() ? label["exercise"].get<std::string>() : "*"};
    if (take.label.exercises.front() == "other_exercise") take.label.exercises = {"*"};
    const json counts = label.value("reps_ok", json::array());
    const int reps = static_cast<int>(number_or(label, "reps", 0));
    take.label.least = take.label.most = reps;
    for (const auto& count : counts) {
      take.label.least = std::min(take.label.least, count.get<int>());
      take.label.most = std::max(take.label.most, count.get<int>());
    }
    take.depth.assign(take.recording.frames.size(), 0.0);
    takes.push_back(std::move(take));
  }
  return takes;
}

Count counted_ways_up(const Take& take) { return take.depth.empty() ? Count{} : WaysUp(take).count(); }

namespace {

/// When a stretch's share of its way is gone, where it sets off or arrives at rest: a fifth of a second to do so, or a
/// third of the stretch if that is shorter.
class Pace {
 public:
  Pace(double lasts_s, bool from_rest, bool to_rest) {
    const double ramp_s = std::min(0.2, lasts_s / 3);
    begins_s_ = from_rest ? ramp_s : 0;
    ends_s_ = to_rest ? ramp_s : 0;
    lasts_s_ = lasts_s + (begins_s_ + ends_s_) / 2;  // a ramp covers half of what full speed would
    cruise_s_ = lasts_s;
  }
  [[nodiscard]] double lasts_s() const { return lasts_s_; }
  [[nodiscard]] double share(double t) const {
    if (t < begins_s_) return t * t / (2 * begins_s_) / cruise_s_;
    const double left = lasts_s_ - t;
    if (left < ends_s_) return 1 - left * left / (2 * ends_s_) / cruise_s_;
    return (t - begins_s_ / 2) / cruise_s_;
  }

 private:
  double begins_s_ = 0, ends_s_ = 0, lasts_s_ = 0, cruise_s_ = 1;
};

int direction(const Stretch& s) { return s.to_s > s.from_s ? 1 : s.to_s < s.from_s ? -1 : 0; }

}  // namespace

Take play(const Take& take, const std::vector<Stretch>& path, double rate, std::mt19937& random) {
  Take result = without_frames(take);
  const Film film(take);
  const double still_px = 0.002 * body_px(take);
  double time_s = 0;
  for (std::size_t k = 0; k < path.size(); ++k) {
    const Stretch& s = path[k];
    const bool still = s.still_s > 0;
    const auto turns = [&](std::size_t other) { return direction(path[other]) != direction(s); };
    const Pace pace(still ? s.still_s : std::abs(s.to_s - s.from_s) / s.speed, !still && k > 0 && turns(k - 1),
                    !still && k + 1 < path.size() && turns(k + 1));
    if (pace.lasts_s() <= 0) continue;
    // Frames lie on one grid through the whole path, so that no stretch's end is shown twice.
    const double begins_s = time_s, end_s = time_s + pace.lasts_s();
    const double first = std::ceil(begins_s * rate - 1e-9);
    for (double frame = first; frame / rate < end_s - 1e-9; ++frame) {
      film.append(s.from_s + pace.share(frame / rate - begins_s) * (s.to_s - s.from_s), frame / rate, result);
      if (still) sway(result.recording.frames.back(), still_px, random);
    }
    time_s = end_s;
  }
  return result;
}

namespace {

/// Tracks that may be empty; nothing is seen in a blend.
template <class Track>
void one_after_the_other(Track& track, const Track& second, std::size_t from, std::size_t frames) {
  if (track.empty() && second.empty()) return;
  track.resize(frames);
  std::ranges::copy(second, track.begin() + static_cast<std::ptrdiff_t>(from));
}

}  // namespace

Take join(const Take& first, const Take& second, double blend_s) {
  Take result = first;
  const double rate = rate_hz(first);
  double time_s = first.recording.frames.back().time.value();
  const auto frames = std::max<long>(1, std::lround(blend_s * rate));
  for (long k = 1; k <= frames; ++k) {
    time_s += 1 / rate;
    const double share = eased(static_cast<double>(k) / static_cast<double>(frames + 1));
    body::Frame frame = frame_between(first.recording.frames.back(), second.recording.frames.front(), share);
    frame.time = Seconds{time_s};
    result.recording.frames.push_back(std::move(frame));
    result.depth.push_back(first.depth.back() + share * (second.depth.front() - first.depth.back()));
  }
  const double offset_s = time_s + 1 / rate - second.recording.frames.front().time.value();
  for (std::size_t i = 0; i < second.depth.size(); ++i) {
    result.recording.frames.push_back(second.recording.frames[i]);
    result.recording.frames.back().time = second.recording.frames[i].time + Seconds{offset_s};
    result.depth.push_back(second.depth[i]);
  }
  const std::size_t from = result.depth.size() - second.depth.size();
  one_after_the_other(result.recording.implement, second.recording.implement, from, result.depth.size());
  one_after_the_other(result.recording.stick, second.recording.stick, from, result.depth.size());
  return result;
}

double length_s(const Take& take) { return take.recording.frames.back().time.value(); }

double rate_hz(const Take& take) {
  return static_cast<double>(take.recording.frames.size() - 1) / std::max(0.1, length_s(take));
}

std::size_t column_of(const Take& take, std::string_view name) {
  const auto& names = take.recording.names;
  return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
}

double uniform(std::mt19937& random, double from, double to) {
  return std::uniform_real_distribution<double>(from, to)(random);
}

double body_px(const Take& take) {
  const std::size_t shoulder = column_of(take, "left_shoulder"), ankle = column_of(take, "left_ankle");
  std::vector<double> lengths;
  for (const auto& frame : take.recording.frames) {
    if (!frame.has_person()) continue;
    const auto &a = frame.landmarks[shoulder].image, &b = frame.landmarks[ankle].image;
    lengths.push_back(std::hypot(a.x - b.x, a.y - b.y));
  }
  if (lengths.empty()) return 0;
  std::ranges::sort(lengths);
  return lengths[lengths.size() * 9 / 10];
}

bool stands_at(const Take& take, std::size_t frame) {
  const body::Frame& f = take.recording.frames[frame];
  if (!f.has_person() || take.depth[frame] > 0.1) return false;
  const auto y = [&](std::string_view name) { return f.landmarks[column_of(take, name)].image.y; };
  constexpr double tall = 0.9, thigh = 0.22;  // of the distance between shoulder and ankle
  const double size = body_px(take);
  return y("left_ankle") - y("left_shoulder") > tall * size && y("left_knee") - y("left_hip") > thigh * size;
}

}  // namespace hinge::bench
