#include "hinge/media/internal/line.h"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <array>
#include <memory>

namespace hinge::media::internal {
namespace {

constexpr std::uint32_t most_bytes = 100;
const Patience short_patience{std::chrono::milliseconds(50), {}};

TEST(Line, CarriesAMessage) {
  const auto [here, there] = Line::make_pair().value();
  ASSERT_TRUE(there.send(Word::picture, "facts"));
  Message message;
  ASSERT_EQ(here.receive(message, short_patience, most_bytes), Heard::message);
  EXPECT_EQ(message.word, Word::picture);
  EXPECT_EQ(message.bytes, "facts");
}

TEST(Line, CarriesADescriptorToWhoDecodes) {
  const auto [here, there] = Line::make_pair().value();
  const auto [gift, other_end] = Line::make_pair().value();
  ASSERT_TRUE(here.send(Word::slot, "0", gift.number()));
  Message message;
  ASSERT_EQ(there.receive(message), Heard::message);
  ASSERT_TRUE(message.descriptor.is_open());
  EXPECT_EQ(::send(message.descriptor.number(), "x", 1, 0), 1);
}

TEST(Line, TellsAnotherSideThatHungUp) {
  auto pair = std::make_unique<std::pair<Line, Line>>(Line::make_pair().value());
  const Line here = std::move(pair->first);
  pair.reset();
  Message message;
  EXPECT_EQ(here.receive(message, short_patience, most_bytes), Heard::hung_up);
  EXPECT_FALSE(here.send(Word::next));
}

TEST(Line, TellsAnotherSideThatStopsInTheMiddle) {
  const auto [here, there] = Line::make_pair().value();
  const std::array<std::uint32_t, 2> head{static_cast<std::uint32_t>(Word::picture), 10};
  ASSERT_EQ(::send(there.number(), head.data(), sizeof head, 0), static_cast<ssize_t>(sizeof head));
  Message message;
  EXPECT_EQ(here.receive(message, short_patience, most_bytes), Heard::silence);
}

TEST(Line, StopsWaitingOnRequest) {
  const auto [here, there] = Line::make_pair().value();
  Message message;
  EXPECT_EQ(here.receive(message, {std::chrono::hours(1), [] { return true; }}, most_bytes), Heard::cancelled);
}

TEST(Line, RefusesAWordThatThereIsNot) {
  const auto [here, there] = Line::make_pair().value();
  const std::array<std::uint32_t, 2> head{999, 0};
  ASSERT_EQ(::send(there.number(), head.data(), sizeof head, 0), static_cast<ssize_t>(sizeof head));
  Message message;
  EXPECT_EQ(here.receive(message, short_patience, most_bytes), Heard::nonsense);
}

TEST(Line, RefusesAMessageThatAnnouncesMoreThanIsLetIn) {
  const auto [here, there] = Line::make_pair().value();
  const std::array<std::uint32_t, 2> head{static_cast<std::uint32_t>(Word::info), most_bytes + 1};
  ASSERT_EQ(::send(there.number(), head.data(), sizeof head, 0), static_cast<ssize_t>(sizeof head));
  Message message;
  EXPECT_EQ(here.receive(message, short_patience, most_bytes), Heard::nonsense);
}

}  // namespace
}  // namespace hinge::media::internal
