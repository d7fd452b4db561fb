#pragma once
// Runs tasks on a few threads, each thread with networks of its own.
#include <functional>
#include <span>
#include <vector>

#include "hinge/pose/internal/segment_worker.h"

namespace hinge::pose {

/// Keeps loaded networks between runs: loading them takes as long as ten frames.
class WorkerPool {
public:
  [[nodiscard]] static Result<WorkerPool> create(const std::filesystem::path& models_folder, Model model, int workers);
  /// Results in the order of the tasks, whichever worker took which. After an error no new task is begun, and the
  /// error of the earliest task is in its place; tasks never begun read as cancelled.
  [[nodiscard]] std::vector<Result<SegmentResult>> run(const media::VideoInfo& info, std::span<const SegmentTask> tasks,
                                                       const CancelFlag* cancel, const std::function<void()>& on_frame);

private:
  explicit WorkerPool(std::vector<Networks> networks) : networks_(std::move(networks)) {}
  std::vector<Networks> networks_;  ///< one per worker
};

}  // namespace hinge::pose
