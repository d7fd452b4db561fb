#include "bench/variations/take.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numbers>
#include <sstream>

#include "hinge/mocap/clip_file.h"

namespace hinge::bench {
namespace {

using nlohmann::json;

std::vector<std::string> words(const json& value) {
  if (value.is_array()) return value.get<std::vector<std::string>>();
  return {value.get<std::string>()};
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

/// A body held still sways, and the network's reading of it with it.
void sway(body::Frame& frame, double sd_px, std::mt19937& random) {
  std::normal_distribution<double> noise(0, sd_px);
  for (auto& mark : frame.landmarks) {
    mark.image.x += noise(random);
    mark.image.y += noise(random);
  }
}

struct Turn {
  std::size_t first, last;  ///< frames
};

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
  if (take.label.hips_drive) {
    auto csv = truth_file;
    take.depth = depth_of(reps, take.recording, read_fold(csv.replace_extension("").replace_extension(".truth.csv"), take.recording));
  } else {
    take.depth = depth_from_times(reps, take.recording);
  }
  for (const auto& r : reps) {
    take.bottoms_s.push_back(r.bottom_s);
    take.tops_s.push_back(r.end_s);
  }
  return take;
}

Count counted_ways_up(const Take& take) {
  constexpr double certain = 0.8, possible = 0.45, wobble = 0.25, near_deepest = 0.03;
  Count count;
  const auto& d = take.depth;
  if (d.empty()) return count;
  std::size_t deepest = 0, highest = 0;
  bool rising = true;  // looking for the top of a way up
  const auto close = [&] {
    const double way = d[deepest] - d[highest];
    if (way < possible) return;
    ++count.most;
    if (way < certain) return;
    ++count.least;
    std::size_t first = deepest, last = deepest;
    while (first > 0 && d[first - 1] > d[deepest] - near_deepest) --first;
    while (last + 1 < d.size() && d[last + 1] > d[deepest] - near_deepest) ++last;
    count.bottoms.push_back({take.recording.frames[first].time.value(), take.recording.frames[last].time.value()});
  };
  for (std::size_t i = 1; i < d.size(); ++i) {
    if (rising) {
      if (d[i] > d[deepest] && d[deepest] - d[highest] < wobble) deepest = highest = i;
      if (d[i] < d[highest]) highest = i;
      if (d[i] - d[highest] > wobble) {
        close();
        deepest = highest = i;
        rising = false;
      }
    } else {
      if (d[i] > d[deepest]) deepest = i;
      if (d[deepest] - d[i] > wobble) {
        highest = i;
        rising = true;
      }
    }
  }
  if (rising) close();
  return count;
}

Take play(const Take& take, const std::vector<Stretch>& path, double rate, std::mt19937& random) {
  Take result = without_frames(take);
  const Film film(take);
  const double still_px = 0.002 * body_px(take);
  double time_s = 0;
  for (const auto& s : path) {
    const double lasts_s = s.still_s > 0 ? s.still_s : std::abs(s.to_s - s.from_s) / s.speed;
    const auto frames = std::max<long>(1, std::lround(lasts_s * rate));
    for (long k = 0; k < frames; ++k) {
      const double share = static_cast<double>(k) / static_cast<double>(frames);
      film.append(s.from_s + share * (s.to_s - s.from_s), time_s, result);
      if (s.still_s > 0) sway(result.recording.frames.back(), still_px, random);
      time_s += 1 / rate;
    }
  }
  return result;
}

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
  result.recording.implement.clear();
  result.recording.stick.clear();
  return result;
}

double length_s(const Take& take) { return take.recording.frames.back().time.value(); }

double rate_hz(const Take& take) {
  return static_cast<double>(take.recording.frames.size() - 1) / std::max(0.1, length_s(take));
}

double body_px(const Take& take) {
  const auto& names = take.recording.names;
  const auto column = [&](std::string_view name) {
    return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
  };
  const std::size_t shoulder = column("left_shoulder"), ankle = column("left_ankle");
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

}  // namespace hinge::bench
