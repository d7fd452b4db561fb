// Clips that break what decodes them. This test lies in a tree whose hinge-decode misbehaves where a clip says so
// (faulty_decode.cpp), in the same box and over the same line as the real one.
#include "hinge/media/internal/box.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "hinge/media/decode_box.h"
#include "hinge/media/internal/picture_limits.h"
#include "hinge/media/internal/reader_link.h"
#include "hinge/media/internal/test_clip.h"
#include "hinge/media/video_reader.h"
#include "tests/support/fault_mark.h"
#include "tests/support/temp_folder.h"

namespace hinge::media {
namespace {

using namespace internal;

constexpr const char* remedy = "; the file may be damaged: copy it again from the phone, or convert it to H.264";

class Box : public ::testing::Test {
 protected:
  /// 20 pictures at 10 a second; what is wrong with it goes wrong before this picture, the first being 0.
  std::filesystem::path clip(const std::string& kind, int before_picture) const {
    const auto path = folder_.path() / (kind + ".mp4");
    write_clip(path, {.stamps_ms = even_stamps_ms(20, 10)});
    test::mark_with_fault(path, {kind, before_picture});
    return path;
  }
  VideoInfo probed(const std::string& kind, int before_picture) const { return probe_video(clip(kind, before_picture)).value(); }

  struct Read {
    int pictures = 0;
    std::optional<Error> error;
  };
  static Read read_all(VideoReader& reader) {
    Read read;
    while (true) {
      const auto picture = reader.next();
      if (!picture) read.error = picture.error();
      if (!picture || !*picture) return read;
      ++read.pictures;
    }
  }
  static Read read_all(const VideoInfo& info) {
    auto reader = VideoReader::open(info, {});
    if (!reader) return {0, reader.error()};
    return read_all(*reader);
  }
  void expect_refused(const Read& read, const std::string& kind, Errc code, const std::string& what) const {
    ASSERT_TRUE(read.error);
    EXPECT_EQ(read.error->code, code);
    EXPECT_EQ(to_string(*read.error), (folder_.path() / (kind + ".mp4")).string() + ": " + what);
  }

 private:
  test::TempFolder folder_;
};

TEST_F(Box, LetsAGoodClipThrough) {
  const auto read = read_all(probed("", 0));
  EXPECT_EQ(read.pictures, 20);
  EXPECT_FALSE(read.error);
}

TEST_F(Box, TellsWhereAndHowADecoderCrashed) {
  const auto read = read_all(probed("crash", 6));
  EXPECT_EQ(read.pictures, 6);
  expect_refused(read, "crash", Errc::unsupported, std::string("its decoder crashed at 0.5 s (Segmentation fault)") + remedy);
}

TEST_F(Box, TellsOfACrashBeforeAnythingWasDecoded) {
  const auto info = probe_video(clip("crash", 0));
  ASSERT_FALSE(info);
  expect_refused({0, info.error()}, "crash", Errc::unsupported, std::string("its decoder crashed while the file was opened (Segmentation fault)") + remedy);
}

TEST_F(Box, KeepsSayingThatADecoderCrashed) {
  auto reader = VideoReader::open(probed("abort", 1), {}).value();
  EXPECT_EQ(to_string(*read_all(reader).error), to_string(*read_all(reader).error));
}

TEST_F(Box, TellsOfADecoderThatJustWentAway) {
  expect_refused(read_all(probed("exit", 3)), "exit", Errc::unsupported, std::string("its decoder gave up at 0.2 s") + remedy);
}

TEST_F(Box, LetsTheOtherReadersOfAClipGoOn) {
  const auto info = probed("crash", 10);
  auto other = VideoReader::open(info, {}).value();
  ASSERT_TRUE(other.next());
  EXPECT_TRUE(read_all(info).error);
  EXPECT_TRUE(other.next());
}

TEST_F(Box, ServesTheReadersOfSeveralThreadsAtOnce) {
  const auto info = probed("", 0);
  std::array<int, 4> pictures{};
  {
    std::vector<std::jthread> threads;
    for (int& count : pictures) threads.emplace_back([&] { count = read_all(info).pictures; });
  }
  EXPECT_EQ(pictures, (std::array<int, 4>{20, 20, 20, 20}));
}

TEST_F(Box, EndsADecoderThatTakesAllMemory) {
  if (sanitized) GTEST_SKIP() << "memory is not limited under the sanitizers";
  expect_refused(read_all(probed("memory", 2)), "memory", Errc::unsupported,
                 "needs more memory to decode than any phone's video; convert it to H.264 at 1920x1080");
}

TEST_F(Box, TakesAKilledDecoderForOneThatMemoryRanOutFor) {
  expect_refused(read_all(probed("killed", 2)), "killed", Errc::unsupported,
                 "its decoder was killed at 0.1 s, as happens when memory runs out; close other programs, or convert it to H.264 at 1920x1080");
}

TEST_F(Box, TakesADecoderThatCtrlCEndedForARequest) { expect_refused(read_all(probed("interrupt", 2)), "interrupt", Errc::cancelled, "stopped on request"); }

TEST_F(Box, EndsADecoderThatSaysNothing) {
  const auto path = clip("hang", 0);
  const auto decoding = DecodeProcess::start(ClipFile::open(path).value(), find_decode_program()).value();
  auto link = ReaderLink::begin(decoding, path, {probing_memory_limit_bytes, nullptr, std::chrono::milliseconds(300)}).value();
  ASSERT_TRUE(link.send(Word::probe, path.native()));
  expect_refused({0, link.receive().error()}, "hang", Errc::unsupported, std::string("its decoder got stuck while the file was opened and was ended") + remedy);
}

TEST_F(Box, EndsADecoderThatOnlySaysThatItIsStillThere) {
  const auto path = clip("only_still_here", 0);
  const auto decoding = DecodeProcess::start(ClipFile::open(path).value(), find_decode_program()).value();
  LinkOptions options{probing_memory_limit_bytes};
  options.longest_without_picture = std::chrono::milliseconds(1500);  // a sign a second
  auto link = ReaderLink::begin(decoding, path, options).value();
  ASSERT_TRUE(link.send(Word::probe, path.native()));
  expect_refused({0, link.receive().error()}, "only_still_here", Errc::unsupported,
                 std::string("its decoder got stuck while the file was opened and was ended") + remedy);
}

TEST_F(Box, EndsTheWaitForAHangingDecoderOnRequest) {
  CancelFlag cancel;
  const auto info = probed("hang", 2);
  auto reader = VideoReader::open(info, {.cancel = &cancel}).value();
  ASSERT_TRUE(reader.next());
  ASSERT_TRUE(reader.next());
  cancel.request();
  const auto begin = std::chrono::steady_clock::now();
  expect_refused(read_all(reader), "hang", Errc::cancelled, "stopped on request");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, longest_silence / 2);
}

TEST_F(Box, HoldsAgainstWhoeverTakesADecoderOver) {
  if (!examine_box().value().system_calls_filtered) GTEST_SKIP() << "this kernel refuses the filter of system calls";
  expect_refused(read_all(probed("break_out", 2)), "break_out", Errc::io, "got away with: ");
}

TEST_F(Box, LeavesNoProcessAndNoDescriptorBehind) {
  const auto open_descriptors = [] {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator());
  };
  const auto before = open_descriptors();
  for (const char* kind : {"", "crash", "exit"}) {
    const auto info = probed(kind, 4);
    static_cast<void>(read_all(info));
    static_cast<void>(VideoReader::open(info, {}).value().next());  // dropped while the next picture is being decoded
  }
  EXPECT_EQ(open_descriptors(), before);
  EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "a process is left";
}

/// Whether it runs. Dead and not yet waited for is dead: after its parent is killed somebody else waits for it.
bool is_alive(pid_t process) {
  std::ifstream in("/proc/" + std::to_string(process) + "/stat");
  std::string stat;
  std::getline(in, stat);
  return !stat.empty() && stat.substr(stat.rfind(')') + 2, 1) != "Z";
}

TEST_F(Box, EndsWithHingeEvenInTheMiddleOfAHang) {
  const auto path = clip("hang", 0);
  std::array<int, 2> pipe{};
  ASSERT_EQ(::pipe(pipe.data()), 0);
  const pid_t hinge = ::fork();
  if (hinge == 0) {
    const auto decoding = DecodeProcess::start(ClipFile::open(path).value(), find_decode_program()).value();
    const auto reader = decoding->begin_reader(probing_memory_limit_bytes);
    reader->line.send(Word::probe, path.native());
    static_cast<void>(::write(pipe[1], &reader->process, sizeof reader->process));
    while (true) ::pause();
  }
  pid_t reader = 0;
  ASSERT_EQ(::read(pipe[0], &reader, sizeof reader), static_cast<ssize_t>(sizeof reader));
  ASSERT_TRUE(is_alive(reader));
  ::kill(hinge, SIGKILL);
  ::waitpid(hinge, nullptr, 0);
  for (int i = 0; i < 1000 && is_alive(reader); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_FALSE(is_alive(reader));
  for (const int end : pipe) ::close(end);
}

TEST_F(Box, SaysWhichProgramIsMissing) {
  const auto started = DecodeProcess::start(ClipFile::open(clip("", 0)).value(), "/nowhere/hinge-decode");
  ASSERT_FALSE(started);
  EXPECT_EQ(to_string(started.error()), "/nowhere/hinge-decode: No such file or directory; video cannot be decoded without it: "
                                        "run `make build` in the source tree, or install Hinge again");
}

TEST_F(Box, LetsPicturesBeKeptLongerThanTheirReader) {
  std::vector<Picture> kept;
  {
    auto reader = VideoReader::open(probed("", 0), {}).value();
    for (auto picture = reader.next(); picture && *picture; picture = reader.next()) kept.push_back(**picture);
  }
  ASSERT_EQ(kept.size(), 20U);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(read_index(kept[static_cast<std::size_t>(i)]), i);
}

TEST_F(Box, ReadsAClipWhoseInfoWasWrittenDownWithoutItsProcess) {
  auto info = probed("", 0);
  info.decoding.reset();
  EXPECT_EQ(read_all(info).pictures, 20);
}

}  // namespace
}  // namespace hinge::media
