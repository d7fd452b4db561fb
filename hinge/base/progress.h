#pragma once
// Long work reports how far it is and asks whether to go on.
#include <atomic>
#include <cstdint>
#include <functional>
#include <string_view>

namespace hinge {

/// Set from a signal handler or another thread; long loops look at it at least once a frame.
class CancelFlag {
 public:
  void request() noexcept { flag_.store(true, std::memory_order_relaxed); }
  [[nodiscard]] bool requested() const noexcept { return flag_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> flag_{false};
};

struct Progress {
  std::string_view stage;   ///< "pose", "report", "video"
  std::int64_t done = 0;    ///< frames
  std::int64_t total = 0;   ///< frames; 0 when not known
};
/// May be called from worker threads, one call at a time.
using ProgressCallback = std::function<void(const Progress&)>;

/// What every long-running function takes: both optional.
struct RunControl {
  const CancelFlag* cancel = nullptr;
  ProgressCallback progress;
  [[nodiscard]] bool cancelled() const { return cancel != nullptr && cancel->requested(); }
};

}  // namespace hinge
