#include "hinge/media/internal/picture_slots.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "hinge/base/expect.h"

namespace hinge::media::internal {
namespace {

Descriptor make_file() {
  Descriptor memory(::memfd_create("hinge-picture", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  // A kernel without memfd: a file without a name in memory. It cannot be sealed; the box has no call to shorten it.
  if (!memory.is_open()) memory = Descriptor(::open("/dev/shm", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  return memory;
}

}  // namespace

Result<std::unique_ptr<SharedMemory>> SharedMemory::make(std::size_t bytes) {
  Descriptor file = make_file();
  const bool sized = file.is_open() && ::ftruncate(file.number(), static_cast<off_t>(bytes)) == 0;
  void* memory = sized ? ::mmap(nullptr, bytes, PROT_READ, MAP_SHARED, file.number(), 0) : MAP_FAILED;
  if (memory == MAP_FAILED) {
    return fail(Errc::io, "no memory for its pictures (" + std::string(std::strerror(errno)) + "); close other programs, or convert it to 1920x1080");
  }
  static_cast<void>(::fcntl(file.number(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL));
  return std::unique_ptr<SharedMemory>(new SharedMemory(std::move(file), {static_cast<const std::byte*>(memory), bytes}));
}

SharedMemory::~SharedMemory() { ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size()); }

PictureSlots::PictureSlots() {
  for (std::size_t i = 0; i < count; ++i) slots_.push_back(std::make_shared<Slot>());
}

std::size_t PictureSlots::find_free() const {
  const auto free = std::ranges::find_if(slots_, [](const auto& slot) { return !slot->lent.load(std::memory_order_acquire); });
  HINGE_EXPECT(free != slots_.end());
  return static_cast<std::size_t>(free - slots_.begin());
}

bool PictureSlots::is_last_free(std::size_t slot) const {
  return std::ranges::none_of(slots_, [&](const auto& other) { return other != slots_[slot] && !other->lent.load(std::memory_order_acquire); });
}

std::span<const std::byte> PictureSlots::bytes(std::size_t slot) const {
  return slots_[slot]->memory ? slots_[slot]->memory->bytes() : std::span<const std::byte>{};
}

Result<Descriptor> PictureSlots::replace(std::size_t slot, std::size_t bytes) {
  HINGE_TRY(slots_[slot]->memory, SharedMemory::make(bytes));
  return slots_[slot]->memory->take_descriptor();
}

std::shared_ptr<const void> PictureSlots::lend(std::size_t slot) {
  slots_[slot]->lent.store(true, std::memory_order_relaxed);
  // Released by whichever thread drops the picture last, after its last look.
  return {slots_[slot]->memory->bytes().data(), [lent = slots_[slot]](const void*) { lent->lent.store(false, std::memory_order_release); }};
}

}  // namespace hinge::media::internal
