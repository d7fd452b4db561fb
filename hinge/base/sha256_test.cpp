#include "hinge/base/sha256.h"

#include <gtest/gtest.h>

#include "hinge/base/files.h"
#include "tests/support/temp_folder.h"

namespace hinge {
namespace {

TEST(ComputeSha256, AgreesWithThePublishedTestVector) {
  const test::TempFolder folder;
  ASSERT_TRUE(write_file(folder.path() / "abc", "abc"));  // FIPS 180-4 example
  EXPECT_EQ(compute_sha256(folder.path() / "abc").value(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(ComputeSha256, ReadsAFileThatIsLongerThanOnePiece) {
  const test::TempFolder folder;
  ASSERT_TRUE(write_file(folder.path() / "million", std::string(1'000'000, 'a')));  // FIPS 180-2, appendix B.3
  EXPECT_EQ(compute_sha256(folder.path() / "million").value(), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(ComputeSha256, SaysThatAFileIsMissing) {
  const auto result = compute_sha256("nowhere/clip.mp4");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Errc::not_found);
}

}  // namespace
}  // namespace hinge
