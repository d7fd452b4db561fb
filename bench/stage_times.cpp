// hinge_stage_times CLIP MODELS KNOWLEDGE [lite|full|heavy]: where the processor time of the main job goes, from decode
// to analysis.json. Processor time of the whole process, so that it is comparable whatever else the machine does; frames
// per second are wall time and are not. Each stage is run on its own over the same clip, then the whole.
#include <chrono>
#include <cstdio>
#include <ctime>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "hinge/analysis/pipeline.h"
#include "hinge/catalog/load.h"
#include "hinge/media/internal/decoder.h"
#include "hinge/media/video_reader.h"
#include "hinge/pose/estimate.h"
#include "hinge/pose/inference.h"
#include "hinge/report/analysis_json.h"
#include "hinge/report/series_csv.h"

namespace hinge {
namespace {

template <class T>
T value_or_throw(Result<T> result) {
  if (!result) throw std::runtime_error(to_string(result.error()));
  return *std::move(result);
}

struct Cost {
  double cpu_s = 0, wall_s = 0;
};

template <class Work>
Cost measure(Work work) {
  const auto wall = std::chrono::steady_clock::now();
  const std::clock_t cpu = std::clock();
  work();
  return {static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC,
          std::chrono::duration<double>(std::chrono::steady_clock::now() - wall).count()};
}

Cost measure_network(const std::filesystem::path& file, double runs_in_clip) {
  constexpr int runs = 60, warm_up = 5;
  const auto network = value_or_throw(pose::load_network(file));
  const auto run = [&](int times) {
    for (int i = 0; i < times; ++i) {
      if (const auto done = network->run(); !done) throw std::runtime_error(to_string(done.error()));
    }
  };
  run(warm_up);
  const Cost cost = measure([&] { run(runs); });
  return {cost.cpu_s / runs * runs_in_clip, cost.wall_s / runs * runs_in_clip};
}

int run(std::span<char*> arguments) {
  if (arguments.size() < 4) {
    std::fprintf(stderr, "usage: hinge_stage_times CLIP MODELS KNOWLEDGE [lite|full|heavy]\n");
    return 2;
  }
  const std::filesystem::path models = arguments[2], knowledge = arguments[3];
  const auto model = pose::find_model(arguments.size() > 4 ? arguments[4] : "full");
  if (!model) throw std::runtime_error("the model is lite, full or heavy");

  const media::VideoInfo info = value_or_throw(media::probe_video(arguments[1]));
  double frames = 0;
  // In this process, whose processor time is read here; otherwise it goes by in processes of its own (decision 23).
  const Cost decode = measure([&] {
    const auto clip = value_or_throw(media::internal::ClipFile::open(arguments[1]));
    auto decoder = value_or_throw(media::internal::Decoder::open(clip, info, {}));
    while (value_or_throw(decoder.next())) ++frames;
  });

  pose::EstimateOptions options;
  options.models_folder = models;
  options.model = *model;
  body::Recording recording;
  const Cost estimate = measure([&] { recording = value_or_throw(pose::estimate_recording(info, options, {})); });
  const Cost landmarks = measure_network(pose::landmark_file(models, *model), frames);
  // The survey looks for people about once a second.
  const Cost detector = measure_network(pose::detector_file(models), recording.source.duration.value() + 1);

  const catalog::Catalog catalog = value_or_throw(catalog::load_catalog(std::span(&knowledge, 1)));
  analysis::Analysis analysis;
  const Cost judge = measure([&] { analysis = value_or_throw(analysis::analyse(recording, catalog)); });
  std::size_t bytes = 0;
  const Cost write = measure([&] {
    bytes = report::render_analysis_json(analysis, "series.csv").size() + report::render_series_csv(analysis.motion).size();
  });

  const double whole_cpu = decode.cpu_s + estimate.cpu_s + judge.cpu_s + write.cpu_s;
  const double whole_wall = estimate.wall_s + judge.wall_s + write.wall_s;
  const auto row = [&](const char* name, const Cost& cost) {
    std::printf("%-34s %9.1f %12.2f %8.1f %%\n", name, frames / cost.wall_s, 1000 * cost.cpu_s / frames,
                100 * cost.cpu_s / whole_cpu);
  };
  std::printf("%s, %.0f frames, %dx%d, blazepose-%s\n", info.path.filename().c_str(), frames, info.width_px,
              info.height_px, std::string(to_string(*model)).c_str());
  std::printf("%-34s %9s %12s %10s\n", "stage", "frames/s", "CPU ms/frame", "share");
  row("decode (one thread)", decode);
  row("landmark network (one thread)", landmarks);
  row("detector network (one thread)", detector);
  const double rest_of_pose = estimate.cpu_s - landmarks.cpu_s - detector.cpu_s;
  row("rest of pose: crop, silhouette", {rest_of_pose, rest_of_pose});
  row("kinematics to coaching", judge);
  row("analysis.json and series.csv", write);
  row("whole, all workers", {whole_cpu, whole_wall});
  std::printf("outside decode and networks: %.1f %% of processor time; peak resident memory: see /usr/bin/time -v\n",
              100 * (rest_of_pose + judge.cpu_s + write.cpu_s) / whole_cpu);
  return bytes == 0;
}

}  // namespace
}  // namespace hinge

int main(int argc, char** argv) {
  try {
    return hinge::run(std::span(argv, static_cast<std::size_t>(argc)));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "hinge_stage_times: %s\n", error.what());
    return 1;
  }
}
