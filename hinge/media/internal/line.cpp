#include "hinge/media/internal/line.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>

namespace hinge::media::internal {
namespace {

struct Head {
  Word word;
  std::uint32_t bytes;
};

// Time in which this process itself stood still (Ctrl-Z, a lid that was shut) counts as one slice, not as the other
// side's silence. Ours; a person does not notice a quarter of a second.
constexpr std::chrono::milliseconds slice{250};

/// nullopt: readable (or hung up, which read() tells).
std::optional<Heard> wait_readable(int socket, const Patience& patience, std::chrono::milliseconds& waited) {
  while (true) {
    const auto step = std::min(slice, patience.limit - waited);
    pollfd event{socket, POLLIN, 0};
    if (::poll(&event, 1, static_cast<int>(step.count())) > 0) return std::nullopt;
    if (patience.cancelled && patience.cancelled()) return Heard::cancelled;
    waited += step;
    if (waited >= patience.limit) return Heard::silence;
  }
}

Heard receive_exactly(int socket, char* to, std::size_t bytes, const Patience* patience, std::chrono::milliseconds& waited) {
  for (std::size_t got = 0; got < bytes;) {
    if (patience != nullptr) {
      if (const auto stop = wait_readable(socket, *patience, waited)) return *stop;
    }
    const ssize_t n = ::recv(socket, to + got, bytes - got, 0);
    if (n > 0) got += static_cast<std::size_t>(n);
    else if (n == 0 || (errno != EINTR && errno != EAGAIN)) return Heard::hung_up;
  }
  return Heard::message;
}

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

Result<std::pair<Line, Line>> Line::make_pair() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return fail(Errc::io, std::string("no line to a decoder: ") + std::strerror(errno));
  }
  return std::pair(Line(Descriptor(ends[0])), Line(Descriptor(ends[1])));
}

bool Line::send(Word word, std::string_view bytes, int descriptor) const {
  const Head head{word, static_cast<std::uint32_t>(bytes.size())};
  std::string all(sizeof head + bytes.size(), '\0');
  std::memcpy(all.data(), &head, sizeof head);
  std::copy(bytes.begin(), bytes.end(), all.begin() + sizeof head);
  std::size_t sent = 0;
  if (descriptor >= 0) {
    iovec data{all.data(), all.size()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> room{};
    msghdr message{};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    message.msg_control = room.data();
    message.msg_controllen = room.size();
    cmsghdr* control = CMSG_FIRSTHDR(&message);
    control->cmsg_level = SOL_SOCKET;
    control->cmsg_type = SCM_RIGHTS;
    control->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(control), &descriptor, sizeof descriptor);
    ssize_t n = 0;
    do n = ::sendmsg(socket_.number(), &message, MSG_NOSIGNAL);
    while (n < 0 && errno == EINTR);
    if (n < 0) return false;
    sent = static_cast<std::size_t>(n);
  }
  while (sent < all.size()) {
    const ssize_t n = ::send(socket_.number(), all.data() + sent, all.size() - sent, MSG_NOSIGNAL);
    if (n < 0 && errno != EINTR) return false;
    sent += n > 0 ? static_cast<std::size_t>(n) : 0;
  }
  return true;
}

Heard Line::receive(Message& message) const {
  Head head{};
  iovec data{&head, sizeof head};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> room{};
  msghdr header{};
  header.msg_iov = &data;
  header.msg_iovlen = 1;
  header.msg_control = room.data();
  header.msg_controllen = room.size();
  ssize_t n = 0;
  do n = ::recvmsg(socket_.number(), &header, MSG_WAITALL | MSG_CMSG_CLOEXEC);
  while (n < 0 && errno == EINTR);
  if (n != static_cast<ssize_t>(sizeof head)) return Heard::hung_up;
  message.descriptor = Descriptor();
  const cmsghdr* control = CMSG_FIRSTHDR(&header);
  if (control != nullptr && control->cmsg_level == SOL_SOCKET && control->cmsg_type == SCM_RIGHTS) {
    int descriptor = -1;
    std::memcpy(&descriptor, CMSG_DATA(control), sizeof descriptor);
    message.descriptor = Descriptor(descriptor);
  }
  message.word = head.word;
  message.bytes.resize(head.bytes);
  std::chrono::milliseconds waited{0};
  return receive_exactly(socket_.number(), message.bytes.data(), message.bytes.size(), nullptr, waited);
}

Heard Line::receive(Message& message, const Patience& patience, std::uint32_t most_bytes) const {
  std::array<std::uint32_t, 2> head{};  // word and bytes; not yet known to be a Word
  std::chrono::milliseconds waited{0};
  const auto heard = receive_exactly(socket_.number(), reinterpret_cast<char*>(head.data()), sizeof head, &patience, waited);
  if (heard != Heard::message) return heard;
  if (head[0] > static_cast<std::uint32_t>(Word::failed) || head[1] > most_bytes) return Heard::nonsense;
  message.word = static_cast<Word>(head[0]);
  message.bytes.resize(head[1]);
  return receive_exactly(socket_.number(), message.bytes.data(), message.bytes.size(), &patience, waited);
}

}  // namespace hinge::media::internal
