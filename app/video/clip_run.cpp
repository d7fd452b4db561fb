#include "app/video/clip_run.h"

#include <fmt/chrono.h>
#include <fmt/core.h>

#include <algorithm>
#include <ctime>

#include "app/import_options.h"
#include "app/input_kind.h"
#include "app/video/output_folder.h"
#include "hinge/analysis/pipeline.h"
#include "hinge/assess/wording.h"
#include "hinge/base/files.h"
#include "hinge/base/sha256.h"
#include "hinge/media/decode_box.h"
#include "hinge/media/video_reader.h"
#include "hinge/mocap/clip_file.h"
#include "hinge/mocap/formats.h"
#include "hinge/pose/estimate.h"
#include "hinge/report/analysis_json.h"
#include "hinge/report/annotated_video.h"
#include "hinge/report/evidence.h"
#include "hinge/report/report_page.h"
#include "hinge/report/series_csv.h"

namespace hinge::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* json_name = "analysis.json";
constexpr const char* csv_name = "series.csv";
constexpr const char* html_name = "report.html";
constexpr const char* video_name = "annotated.mp4";
constexpr const char* trc_name = "landmarks.trc";
constexpr const char* clip_name = "clip.hinge";
// A page is 1 to 3 MB; the room that json, csv and html need together, with some to spare.
constexpr std::uintmax_t least_space_bytes = 16'000'000;
constexpr std::uintmax_t page_limit_bytes = 20'000'000;

/// A recording and, when it came from a video, the video.
struct Input {
  body::Recording recording;
  std::optional<media::VideoInfo> video;
};

/// Only the frames of [start, end), with what belongs to them; times stay those of the whole recording.
void keep_stretch(body::Recording& recording, Seconds start, std::optional<Seconds> end) {
  const auto outside = [&](Seconds time) { return time < start || (end && time >= *end); };
  std::size_t kept = 0;
  for (std::size_t i = 0; i < recording.frames.size(); ++i) {
    if (outside(recording.frames[i].time)) continue;
    if (i < recording.implement.size()) recording.implement[kept] = recording.implement[i];
    if (i < recording.stick.size()) recording.stick[kept] = recording.stick[i];
    if (kept != i) recording.frames[kept] = std::move(recording.frames[i]);
    ++kept;
  }
  recording.frames.resize(kept);
  if (!recording.implement.empty()) recording.implement.resize(kept);
  if (!recording.stick.empty()) recording.stick.resize(kept);
  std::erase_if(recording.cuts, outside);
}

Outcome<void> check_start(const fs::path& clip, Seconds start, Seconds duration) {
  if (start < duration || start <= Seconds{0}) return {};
  return give_up(ExitCode::usage, fmt::format("{}: --start {:.2f} lies behind the end of the clip ({:.2f} s)", clip.string(),
                                              start.value(), duration.value()));
}

Outcome<Input> read_input(const fs::path& clip, const AnalyzeOptions& options, const Resources& resources, const RunControl& control) {
  if (find_input_kind(clip) == InputKind::recording) {
    const auto importing = load_importing(resources, options.knowledge);
    if (!importing) return tl::unexpected<Failure>(importing.error());
    HINGE_TRY_OR(input, auto recording, mocap::import_recording(clip, importing->options()));
    const Seconds last = recording.frames.empty() ? Seconds{0} : recording.frames.back().time;
    if (auto inside = check_start(clip, options.start, last); !inside) return tl::unexpected<Failure>(inside.error());
    keep_stretch(recording, options.start, options.end);
    return Input{std::move(recording), std::nullopt};
  }
  std::error_code ignored;
  if (const auto decoder = media::find_decode_program(); !fs::is_regular_file(decoder, ignored)) {
    return give_up(ExitCode::incomplete,
                   fmt::format("{}: the program that decodes video is missing; run `make build` in the source tree, or install Hinge again", decoder.string()));
  }
  HINGE_TRY_OR(input, auto video, media::probe_video(clip, control.cancel));
  if (auto inside = check_start(clip, options.start, video.duration); !inside) return tl::unexpected<Failure>(inside.error());
  if (!fs::is_regular_file(pose::landmark_file(resources.models, options.model), ignored)) {
    return give_up(ExitCode::incomplete, fmt::format("{}: the pose network is missing; run `make setup`, or `hinge doctor` to see what else is",
                                                     pose::landmark_file(resources.models, options.model).string()));
  }
  pose::EstimateOptions estimate;
  estimate.models_folder = resources.models;
  estimate.model = options.model;
  estimate.workers = options.threads;
  estimate.every_frame = options.every_frame || options.time_scale.value_or(1) < 1;  // played faster than life: needs them
  estimate.start = options.start;
  estimate.end = options.end;
  HINGE_TRY_OR(input, auto recording, pose::estimate_recording(video, estimate, control));
  HINGE_TRY_OR(input, recording.source.sha256, compute_sha256(clip));
  return Input{std::move(recording), std::move(video)};
}

std::uintmax_t needed_space(const fs::path& clip, const AnalyzeOptions& options) {
  std::error_code ec;
  const auto size = fs::file_size(clip, ec);
  // The annotated clip is about as large as the clip.
  return least_space_bytes + (options.outputs.contains(Output::video) && !ec ? size : 0);
}

std::string now_utc() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

class Writer {
 public:
  Writer(const OutputFolder& folder, const AnalyzeOptions& options, const Input& input, ClipResult& result)
      : folder_(folder), options_(options), input_(input), result_(result) {}

  [[nodiscard]] bool wants(Output output) const { return options_.outputs.contains(output); }

  Outcome<void> write_data() {
    const auto& analysis = result_.analysis;
    if (wants(Output::csv)) {
      HINGE_TRY_VOID_OR(output, write_file(folder_.file(csv_name), report::render_series_csv(analysis.motion)));
    }
    if (wants(Output::trc)) {
      const auto written = mocap::export_recording(input_.recording, folder_.file(trc_name));
      if (!written && written.error().code == Errc::unsupported) result_.not_made.push_back("no landmarks.trc: " + written.error().what);
      else if (!written) return give_up(ExitCode::output, written.error());
    }
    if (wants(Output::clip)) {
      HINGE_TRY_VOID_OR(output, mocap::save_clip(input_.recording, folder_.file(clip_name)));
    }
    if (wants(Output::json)) {
      HINGE_TRY_VOID_OR(output, write_file(folder_.file(json_name), report::render_analysis_json(analysis, wants(Output::csv) ? csv_name : "")));
    }
    return {};
  }

  Outcome<void> write_page(const catalog::Catalog& catalog, const Resources& resources, const RunControl& control) const {
    HINGE_TRY_OR(incomplete, const std::string page, read_file(resources.report_page, page_limit_bytes));
    std::vector<report::Still> stills;
    if (input_.video) {
      HINGE_TRY_OR(input, stills, report::capture_stills(*input_.video, input_.recording, result_.analysis, catalog, control));
    }
    HINGE_TRY_OR(incomplete, const std::string html,
                 report::render_report_page(page, {result_.analysis, catalog, stills, now_utc()}));
    HINGE_TRY_VOID_OR(output, write_file(folder_.file(html_name), html));
    return {};
  }

  Outcome<void> write_video(const catalog::Catalog& catalog, const RunControl& control) const {
    if (!input_.video) return {};
    HINGE_TRY_VOID_OR(output, report::write_annotated_video(folder_.file(video_name), *input_.video, {options_.start, options_.end},
                                                            input_.recording, result_.analysis, catalog, control));
    return {};
  }

 private:
  const OutputFolder& folder_;
  const AnalyzeOptions& options_;
  const Input& input_;
  ClipResult& result_;
};

/// Whether what was recognised may have been the planned exercise: drills look alike, a squat is no wall tap.
bool could_be(const movement::Movement& movement, const std::string& planned, const catalog::Catalog& catalog) {
  const auto* exercise = catalog.find_exercise(planned);
  return exercise != nullptr && !movement.reps.empty() && exercise->pattern == movement.recognition.pattern &&
         exercise->traits.from_floor == movement.from_floor && exercise->traits.ballistic == movement.ballistic &&
         movement.recognition.exercise != planned;
}

/// What a clip's maker could do here that the box should have kept from them; empty: nothing.
std::string say_open_box(const media::BoxState& box) {
  if (!box.system_calls_filtered) return "this clip was decoded without the box that keeps it from network, files and programs: this kernel refuses the filter of system calls (seccomp). Give Hinge only clips whose origin you know";
  return box.memory_limited ? "" : "this clip was decoded without a limit on memory";
}

/// Before a clip is opened: with --strict nothing is decoded without the whole box.
Outcome<std::string> look_at_box(const AnalyzeOptions& options) {
  const auto box = media::examine_box();
  if (!box) return std::string();  // the clip's own error says more
  const auto open = say_open_box(*box);
  if (options.strict && !open.empty()) return give_up(ExitCode::incomplete, "--strict: nothing was decoded, for " + open);
  return open;
}

/// What the reader of analysis.json and of the terminal must know of how it was made.
void add_circumstances(analysis::Analysis& analysis, const std::string& open_box, const AnalyzeOptions& options) {
  if (!open_box.empty()) analysis.warnings.push_back({"decoded_without_box", assess::capitalise(open_box) + "."});
  if (options.start.value() <= 0 && !options.end) return;
  const auto end = options.end ? fmt::format("to {:g} s", options.end->value()) : std::string("on");
  analysis.warnings.push_back({"part_of_clip", fmt::format("Only a part of this clip was looked at, from {:g} s {}.", options.start.value(), end)});
}

}  // namespace

Outcome<ClipResult> run_clip(const fs::path& clip, const fs::path& folder, const AnalyzeOptions& options,
                             const Resources& resources, const catalog::Catalog& catalog, const RunControl& control) {
  std::error_code ignored;
  if (!fs::exists(clip, ignored)) return give_up(ExitCode::input, (clip.empty() ? "''" : clip.string()) + ": no such file; check the name");
  auto prepared = OutputFolder::prepare(folder, needed_space(clip, options));
  if (!prepared) return tl::unexpected<Failure>(prepared.error());

  auto open_box = find_input_kind(clip) == InputKind::video ? look_at_box(options) : Outcome<std::string>("");
  if (!open_box) return tl::unexpected<Failure>(open_box.error());
  auto input = read_input(clip, options, resources, control);
  if (!input) return tl::unexpected<Failure>(input.error());

  if (options.time_scale) body::undo_slow_motion(input->recording, *options.time_scale);
  analysis::AnalyseOptions how;
  how.athlete = options.athlete;
  if (options.exercise != "auto") how.exercise = options.exercise;
  HINGE_TRY_OR(input, auto analysis, analysis::analyse(input->recording, catalog, how));
  if (!how.exercise && could_be(analysis.movement, options.planned_exercise, catalog)) {
    how.exercise = options.planned_exercise;
    HINGE_TRY_OR(input, analysis, analysis::analyse(input->recording, catalog, how));
  }
  add_circumstances(analysis, *open_box, options);
  if (options.personalise) {
    // What is filed is known by its content, so that the same clip does not count twice.
    if (analysis.source.sha256.empty() && fs::is_regular_file(clip, ignored)) {
      HINGE_TRY_OR(input, analysis.source.sha256, compute_sha256(clip));
    }
    options.personalise(analysis);
  }
  ClipResult result{std::move(analysis), folder, {}};
  if (!input->video && (options.outputs.contains(Output::video) || options.outputs.contains(Output::html))) {
    result.not_made.push_back(clip.filename().string() + " holds landmarks and no pictures: the report has no frames and there is no annotated video");
  }

  Writer writer(*prepared, options, *input, result);
  if (auto written = writer.write_data(); !written) return tl::unexpected<Failure>(written.error());
  if (options.outputs.contains(Output::html)) {
    if (auto written = writer.write_page(catalog, resources, control); !written) return tl::unexpected<Failure>(written.error());
  }
  if (options.outputs.contains(Output::video)) {
    if (auto written = writer.write_video(catalog, control); !written) return tl::unexpected<Failure>(written.error());
  }
  return result;
}

}  // namespace hinge::app
