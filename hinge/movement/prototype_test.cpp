#include "hinge/movement/prototype.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/support/golden.h"

namespace hinge::movement {
namespace {

std::string_view spelling(EvidenceUnit unit) {
  switch (unit) {
    case EvidenceUnit::rad:
      return "deg";
    case EvidenceUnit::leg_lengths:
      return "leg_lengths";
    case EvidenceUnit::s:
      return "s";
    case EvidenceUnit::ratio:
      return "ratio";
    case EvidenceUnit::kg:
      return "kg";
  }
  return "unknown";
}

TEST(EvidenceTable, IsInTheOrderOfItsNumbersSoThatItCanBeIndexed) {
  for (const auto& info : evidence_table()) EXPECT_EQ(&info_of(info.id), &info) << info.name;
}

TEST(EvidenceTable, NamesEverythingOnceAndExplainsItInASentence) {
  std::set<std::string_view> names;
  for (const auto& info : evidence_table()) {
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
    EXPECT_TRUE(info.meaning.ends_with('.')) << info.name;
    EXPECT_GT(info.edge, 0) << info.name;
  }
}

TEST(EvidenceTable, IsWhatTheHandbookPageSays) {
  std::string page =
      "# Handbook of recognition\n\nWhat `[[looks]]` of an exercise file may speak of (`hinge/movement/prototype.cpp`; a test "
      "keeps this page equal to it, `HINGE_UPDATE_GOLDEN=1` rewrites it). Each is one number of the set, the median over "
      "its reps where nothing else is said. `docs/how-to/add-an-exercise.md` shows how they are used.\n\n"
      "| of | unit | edge | meaning |\n| --- | --- | --- | --- |\n";
  for (const auto& info : evidence_table()) {
    const double edge = info.unit == EvidenceUnit::rad ? to_degrees(Radians{info.edge}).value() : info.edge;
    char shown[32];
    std::snprintf(shown, sizeof shown, "%.2g", edge);
    page += "| `" + std::string(info.name) + "` | " + std::string(spelling(info.unit)) + " | " + shown + " | " +
            std::string(info.meaning) + " |\n";
  }
  page += "\nInside a range belief is whole; one edge outside it is 0.6 of that, two edges 0.14. `moves` says what drives "
          "the reps: `hips`, `arms`, `lying_hips`, `plank`, or `nothing` for what is held or walked. `usual` is how often "
          "people film this rather than something that looks the same; `surest` bounds the confidence where the camera "
          "cannot see what tells an exercise from its like.\n";
  test::expect_file("docs/handbook/recognition.md", page);
}

}  // namespace
}  // namespace hinge::movement
