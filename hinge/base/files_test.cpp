#include "hinge/base/files.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "tests/support/temp_folder.h"

namespace hinge {
namespace {

TEST(AtomicFile, LeavesNothingBehindWhenItIsNotCommitted) {
  const test::TempFolder folder;
  {
    auto file = AtomicFile::create(folder.path() / "out.json");
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write("half"));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(AtomicFile, AppearsWholeUnderItsFinalNameWhenCommitted) {
  const test::TempFolder folder;
  ASSERT_TRUE(write_file(folder.path() / "out.json", "whole"));
  EXPECT_EQ(read_file(folder.path() / "out.json", 100).value(), "whole");
}

TEST(AtomicFile, IsForThisUserAlone) {
  const test::TempFolder folder;
  ASSERT_TRUE(write_file(folder.path() / "out.json", "a face"));
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(folder.path() / "out.json").permissions(), perms::owner_read | perms::owner_write);
}

TEST(AtomicFile, WritesThroughNoLinkThatSomebodyPutInItsWay) {
  const test::TempFolder folder;
  ASSERT_TRUE(write_file(folder.path() / "precious", "untouched"));
  std::filesystem::create_symlink(folder.path() / "precious", folder.path() / (".out.part-" + std::to_string(::getpid()) + ".json"));
  ASSERT_TRUE(write_file(folder.path() / "out.json", "whole"));
  EXPECT_EQ(read_file(folder.path() / "precious", 100).value(), "untouched");
  EXPECT_EQ(read_file(folder.path() / "out.json", 100).value(), "whole");
}

TEST(AtomicFile, SaysWhichFileCannotBeWrittenAndWhatToDo) {
  const auto result = write_file("/proc/nowhere/out.json", "x");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().where, "/proc/nowhere/out.json");
}

TEST(ReadFile, RefusesAFileLargerThanItsKindCanBe) {
  const test::TempFolder folder;
  ASSERT_TRUE(write_file(folder.path() / "big", std::string(200, 'x')));
  const auto result = read_file(folder.path() / "big", 100);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Errc::invalid);
}

TEST(ReadFile, TellsAFolderFromAFile) {
  const test::TempFolder folder;
  const auto result = read_file(folder.path(), 100);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().what, "is a folder, not a file");
}

}  // namespace
}  // namespace hinge
