#pragma once
// Memory that a decoding process writes pictures into and this one reads them from, without a copy.
#include <atomic>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "hinge/base/result.h"
#include "hinge/media/internal/line.h"

namespace hinge::media::internal {

/// Read-only here. Its size is sealed: a process that took memory away again would bring down whoever looks at it.
class SharedMemory {
 public:
  /// Error: the system has none.
  [[nodiscard]] static Result<std::unique_ptr<SharedMemory>> make(std::size_t bytes);
  SharedMemory(const SharedMemory&) = delete;
  SharedMemory& operator=(const SharedMemory&) = delete;
  ~SharedMemory();

  [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }
  /// To be sent once.
  [[nodiscard]] Descriptor take_descriptor() { return std::move(descriptor_); }

 private:
  SharedMemory(Descriptor descriptor, std::span<const std::byte> bytes) : descriptor_(std::move(descriptor)), bytes_(bytes) {}
  Descriptor descriptor_;
  std::span<const std::byte> bytes_;
};

/// A picture being shown, one being decoded, and two that somebody may keep; who keeps more gets copies.
class PictureSlots {
 public:
  static constexpr std::size_t count = 4;
  PictureSlots();

  /// One that nobody looks at; there always is one.
  [[nodiscard]] std::size_t find_free() const;
  /// Whether `slot` is the last free one.
  [[nodiscard]] bool is_last_free(std::size_t slot) const;
  /// Nothing before replace().
  [[nodiscard]] std::span<const std::byte> bytes(std::size_t slot) const;
  /// New memory; who still looks at the old keeps it.
  [[nodiscard]] Result<Descriptor> replace(std::size_t slot, std::size_t bytes);
  /// The slot is taken until the last copy of the answer is gone, which may outlive the slots.
  [[nodiscard]] std::shared_ptr<const void> lend(std::size_t slot);

 private:
  struct Slot {
    std::unique_ptr<SharedMemory> memory;
    std::atomic<bool> lent = false;
  };
  std::vector<std::shared_ptr<Slot>> slots_;
};

}  // namespace hinge::media::internal
