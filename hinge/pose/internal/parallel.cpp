#include "hinge/pose/internal/parallel.h"

#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace hinge::pose {

Result<WorkerPool> WorkerPool::create(const std::filesystem::path& models_folder, Model model, int workers) {
  std::vector<Networks> networks;
  HINGE_TRY(auto first, Networks::load(models_folder, model));
  networks.push_back(std::move(first));
  for (int i = 1; i < workers; ++i) {
    HINGE_TRY(auto another, networks.front().make_twin());
    networks.push_back(std::move(another));
  }
  return WorkerPool(std::move(networks));
}

std::vector<Result<SegmentResult>> WorkerPool::run(const media::VideoInfo& info, std::span<const SegmentTask> tasks,
                                                   const CancelFlag* cancel, const std::function<void()>& on_frame) {
  std::vector<Result<SegmentResult>> results(tasks.size(), fail(Errc::cancelled, "cancelled"));
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::exception_ptr fault;
  const auto report = [&] {
    const std::lock_guard lock(mutex);
    on_frame();
  };
  const auto work = [&](Networks& networks) {
    try {
      for (std::size_t i = next++; i < tasks.size(); i = next++) {
        results[i] = run_segment(info, tasks[i], networks, cancel, report);
        // A damaged piece is no reason to stop: what can be read elsewhere is still wanted.
        if (!results[i] && results[i].error().code != Errc::corrupt) next = tasks.size();
      }
    } catch (...) {
      const std::lock_guard lock(mutex);
      fault = std::current_exception();
      next = tasks.size();
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t w = 1; w < std::min(networks_.size(), tasks.size()); ++w)
      threads.emplace_back(work, std::ref(networks_[w]));
    work(networks_.front());
  }
  if (fault) std::rethrow_exception(fault);
  return results;
}

}  // namespace hinge::pose
