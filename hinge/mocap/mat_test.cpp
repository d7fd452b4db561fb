#include "hinge/mocap/mat.h"

#include <gtest/gtest.h>
#include <matio.h>

#include <cmath>
#include <memory>

#include "hinge/base/files.h"
#include "tests/support/temp_folder.h"

namespace hinge::mocap {
namespace {

body::Recording two_frames() {
  body::Recording recording;
  recording.space = body::Space::world;
  recording.names = {"left_hip", "9 strange-name", "9 strange name"};
  for (int i = 0; i < 2; ++i) {
    body::Frame frame;
    frame.time = Seconds{0.01 * i};
    frame.landmarks.resize(3);
    frame.landmarks[0].world = {1.0 + i, 2, 3};
    frame.landmarks[0].measured = i == 0;
    recording.frames.push_back(frame);
  }
  return recording;
}

double number(const matvar_t* variable, std::size_t index) { return static_cast<const double*>(variable->data)[index]; }

TEST(Mat, HoldsTimesAndAMatrixForEachLandmark) {
  const test::TempFolder folder;
  const auto path = folder.path() / "a.mat";
  ASSERT_TRUE(write_mat(two_frames(), path));
  const std::unique_ptr<mat_t, decltype(&Mat_Close)> file(Mat_Open(path.c_str(), MAT_ACC_RDONLY), &Mat_Close);
  ASSERT_TRUE(file);
  const std::unique_ptr<matvar_t, decltype(&Mat_VarFree)> whole(Mat_VarRead(file.get(), "hinge"), &Mat_VarFree);
  ASSERT_TRUE(whole);
  EXPECT_NEAR(number(Mat_VarGetStructFieldByName(whole.get(), "time_s", 0), 1), 0.01, 1e-12);
  const auto* landmarks = Mat_VarGetStructFieldByName(whole.get(), "landmarks", 0);
  ASSERT_NE(landmarks, nullptr);
  const auto* hip = Mat_VarGetStructFieldByName(const_cast<matvar_t*>(landmarks), "left_hip", 0);
  ASSERT_NE(hip, nullptr);
  EXPECT_EQ(hip->dims[0], 2U);
  EXPECT_EQ(hip->dims[1], 3U);
  EXPECT_EQ(number(hip, 0), 1);
  EXPECT_TRUE(std::isnan(number(hip, 1)));
  EXPECT_EQ(number(hip, 2), 2);
  EXPECT_NE(Mat_VarGetStructFieldByName(const_cast<matvar_t*>(landmarks), "m_9_strange_name_3", 0), nullptr) << "names that MATLAB would not take";
}

TEST(Mat, IsTheSameBytesEachTime) {
  const test::TempFolder folder;
  ASSERT_TRUE(write_mat(two_frames(), folder.path() / "a.mat"));
  ASSERT_TRUE(write_mat(two_frames(), folder.path() / "b.mat"));
  const auto read = [&](const char* name) { return read_file(folder.path() / name, 100'000).value(); };
  EXPECT_EQ(read("a.mat"), read("b.mat"));
}

TEST(Mat, ThatCannotBeWrittenLeavesNothing) {
  const test::TempFolder folder;
  EXPECT_FALSE(write_mat(two_frames(), folder.path() / "no" / "a.mat"));
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace hinge::mocap
