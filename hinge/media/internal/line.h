#pragma once
// Messages between Hinge and the processes that decode for it, over a socket pair.
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "hinge/base/result.h"

namespace hinge::media::internal {

/// An owned file descriptor; -1: none.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor();
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }

 private:
  int number_ = -1;
};

enum class Word : std::uint32_t {
  // to the program: a process for one reader (with its end of a socket pair), and its end
  begin, finish,
  // from the program
  begun, finished,
  // to a reader's process
  describe_box, probe, open, next, slot,
  // from it
  box, info, opened, still_here, slot_too_small, picture, end, failed
};

struct Message {
  Word word = Word::failed;
  std::string bytes;      ///< packed as in messages.h
  Descriptor descriptor;  ///< only towards the decoding side
};

enum class Heard : unsigned char { message, hung_up, silence, cancelled, nonsense };

/// How long to wait for the other side.
struct Patience {
  std::chrono::milliseconds limit{0};
  std::function<bool()> cancelled;  ///< asked several times a second; may be empty
};

/// One end of a socket pair. A process that is gone is an answer, never a signal.
class Line {
 public:
  explicit Line(Descriptor socket) : socket_(std::move(socket)) {}
  /// Both ends. Error: the system has no more of them.
  [[nodiscard]] static Result<std::pair<Line, Line>> make_pair();

  [[nodiscard]] int number() const { return socket_.number(); }
  /// False if the other side has hung up.
  bool send(Word word, std::string_view bytes = {}, int descriptor = -1) const;
  /// Waits as long as it takes, and takes a descriptor if one comes along. For the decoding side, which trusts Hinge.
  [[nodiscard]] Heard receive(Message& message) const;
  /// For Hinge, which trusts nobody: within patience, at most `most_bytes`, no descriptors.
  [[nodiscard]] Heard receive(Message& message, const Patience& patience, std::uint32_t most_bytes) const;

 private:
  Descriptor socket_;
};

}  // namespace hinge::media::internal
