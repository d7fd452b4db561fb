#pragma once
// One process that decodes, as seen from Hinge: what it says, or in plain words what became of it.
#include <memory>
#include <optional>

#include "hinge/base/progress.h"
#include "hinge/media/internal/decode_process.h"
#include "hinge/media/internal/messages.h"

namespace hinge::media::internal {

struct LinkOptions {
  std::uint64_t memory_limit_bytes = 0;
  const CancelFlag* cancel = nullptr;
  std::chrono::milliseconds longest_silence = internal::longest_silence;
  std::chrono::milliseconds longest_without_picture = internal::longest_without_picture;
};

class ReaderLink {
 public:
  [[nodiscard]] static Result<ReaderLink> begin(std::shared_ptr<DecodeProcess> decoding, const std::filesystem::path& clip, const LinkOptions& options);
  ReaderLink(ReaderLink&&) = default;
  ReaderLink& operator=(ReaderLink&&) = delete;
  /// Ends the process at once, whatever it is doing.
  ~ReaderLink();

  [[nodiscard]] Result<void> send(Word word, std::string_view bytes = {}, int descriptor = -1);
  /// The next message but signs of life; its own errors and its end are errors here. After an error it is of no use.
  [[nodiscard]] Result<Message> receive();
  /// What it says cannot be true.
  [[nodiscard]] tl::unexpected<Error> makes_no_sense() const;
  /// For messages about its end.
  void has_reached(Seconds time) { reached_ = time; }

 private:
  ReaderLink(std::shared_ptr<DecodeProcess> decoding, std::filesystem::path clip, const LinkOptions& options, DecodeProcess::Reader reader)
      : decoding_(std::move(decoding)), clip_(std::move(clip)), options_(options), reader_(std::move(reader)) {}
  [[nodiscard]] tl::unexpected<Error> explain_end();
  [[nodiscard]] Error find_end();
  [[nodiscard]] tl::unexpected<Error> pass_on(const Message& failed) const;
  [[nodiscard]] std::string when() const;

  std::shared_ptr<DecodeProcess> decoding_;  // null: moved from
  std::filesystem::path clip_;
  LinkOptions options_;
  std::optional<DecodeProcess::Reader> reader_;
  std::optional<Error> end_;  // once it is gone
  std::optional<Seconds> reached_;
};

}  // namespace hinge::media::internal
