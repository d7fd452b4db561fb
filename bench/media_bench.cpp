// Frames per second of decode, RGB conversion and encode. Times are per picture and for one thread.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "hinge/media/video_reader.h"
#include "hinge/media/video_writer.h"

namespace hinge::media {
namespace {

constexpr int width_px = 1280, height_px = 720, drawn_pictures = 120;

// A figure-sized bar moving over a textured wall: motion and detail in the proportion of a person in a gym.
RgbImage draw(int index) {
  RgbImage image{width_px, height_px, std::vector<std::uint8_t>(static_cast<std::size_t>(width_px) * height_px * 3)};
  for (int y = 0; y < height_px; ++y) {
    for (int x = 0; x < width_px; ++x) {
      const bool bar = std::abs(x - 300 - 5 * index) < 80 && y > 150;
      const int value = bar ? 40 + (x * 3 + y) % 24 : 150 + (x * 7919 + y * 104729) % 32;
      auto* pixel = image.data.data() + (static_cast<std::size_t>(y) * width_px + static_cast<std::size_t>(x)) * 3;
      pixel[0] = pixel[1] = pixel[2] = static_cast<std::uint8_t>(value);
    }
  }
  return image;
}

template <class T>
T value_or_throw(Result<T> result) {
  if (!result) throw std::runtime_error(to_string(result.error()));
  return *std::move(result);
}

struct DrawnClip {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("hinge-bench-" + std::to_string(std::rand()) + ".mp4");
  DrawnClip() {
    auto writer = value_or_throw(VideoWriter::create(path, {.width_px = width_px, .height_px = height_px}));
    for (int i = 0; i < drawn_pictures; ++i) {
      if (auto written = writer.write(draw(i), Seconds{i / 30.0}); !written) throw std::runtime_error(to_string(written.error()));
    }
    if (auto finished = writer.finish(); !finished) throw std::runtime_error(to_string(finished.error()));
  }
  ~DrawnClip() {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }
};

VideoInfo clip() {
  if (const char* named = std::getenv("HINGE_BENCH_CLIP")) return value_or_throw(probe_video(named));
  static const DrawnClip drawn;
  return value_or_throw(probe_video(drawn.path));
}

void read(benchmark::State& state, bool with_rgb) {
  const VideoInfo info = clip();
  std::int64_t pictures = 0;
  for (auto _ : state) {
    auto reader = value_or_throw(VideoReader::open(info, {}));
    while (auto picture = value_or_throw(reader.next())) {
      if (with_rgb) benchmark::DoNotOptimize(to_rgb(*picture).data.data());
      ++pictures;
    }
  }
  state.SetItemsProcessed(pictures);
}

void media_probe(benchmark::State& state) {
  const auto path = clip().path;
  for (auto _ : state) benchmark::DoNotOptimize(value_or_throw(probe_video(path)).frames);
}
void media_decode(benchmark::State& state) { read(state, false); }
void media_decode_and_rgb(benchmark::State& state) { read(state, true); }
void media_encode_720p(benchmark::State& state) {
  std::int64_t pictures = 0;
  for (auto _ : state) {
    const DrawnClip drawn;
    pictures += drawn_pictures;
  }
  state.SetItemsProcessed(pictures);
}
void media_jpeg_720p(benchmark::State& state) {
  const RgbImage image = draw(0);
  for (auto _ : state) benchmark::DoNotOptimize(value_or_throw(encode_jpeg(image, 85)).size());
  state.SetItemsProcessed(state.iterations());
}

BENCHMARK(media_probe)->Unit(benchmark::kMillisecond);
BENCHMARK(media_decode)->Unit(benchmark::kMillisecond);
BENCHMARK(media_decode_and_rgb)->Unit(benchmark::kMillisecond);
BENCHMARK(media_encode_720p)->Unit(benchmark::kMillisecond)->Iterations(2);
BENCHMARK(media_jpeg_720p)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace hinge::media
