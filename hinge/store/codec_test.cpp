#include "hinge/store/internal/codec.h"

#include <gtest/gtest.h>

#include "tests/support/store_place.h"

namespace hinge::store::internal {
namespace {

constexpr const char* whole = R"({"rep":1,"verdict":"good","judgements":[["r","good"],["s","fault",0.5,null,1,"rad","rounds"]],"metrics":{"m":[1,2e-3,"s"]}})";

std::string problem_of(const std::string& json) {
  const auto reps = read_reps(json);
  return reps ? "" : reps.error().what;
}

TEST(Repetitions, AreReadAsTheyWereWritten) {
  const auto reps = test::full_set().reps;
  const auto again = test::must(read_reps(render_reps(reps)));
  ASSERT_EQ(again.size(), reps.size());
  EXPECT_EQ(render_reps(again), render_reps(reps));
  EXPECT_EQ(again[0].metrics.at("hip_fold_peak").value, 1.2345678901234567);
  EXPECT_FALSE(again[1].judgements[0].sd.has_value());
}

TEST(Repetitions, KeepWordsNumbersAndTheirUnit) {
  const auto reps = test::must(read_reps("[" + std::string(whole) + "]"));
  ASSERT_EQ(reps.size(), 1U);
  const auto& judgement = reps[0].judgements.at(1);
  EXPECT_EQ(judgement.words, "rounds");
  EXPECT_EQ(judgement.value, 0.5);
  EXPECT_FALSE(judgement.sd);
  EXPECT_EQ(judgement.limit, 1.0);
  EXPECT_EQ(reps[0].metrics.at("m").sd, 2e-3);
  EXPECT_EQ(reps[0].metrics.at("m").unit, metrics::Unit::s);
}

TEST(Repetitions, OfANewerHingeMayHaveMoreKeys) {
  EXPECT_EQ(problem_of(R"([{"more":{"deep":[1,null,{"rep":true}]},"rep":1,"verdict":"good","judgements":[],"metrics":{},"x":false}])"), "");
}

TEST(Repetitions, ThatAreNotWhatWeWriteAreRefused) {
  for (const char* json : {"", "[", "5", "{}", "[5]", "[[]]", "[{}]", R"([{"rep":1,"verdict":"good","judgements":[]}])", R"([{"rep":-1,"verdict":"good","judgements":[],"metrics":{}}])",
                           R"([{"rep":"1","verdict":"good","judgements":[],"metrics":{}}])", R"([{"rep":1,"verdict":null,"judgements":[],"metrics":{}}])",
                           R"([{"rep":1,"verdict":"good","judgements":{},"metrics":{}}])", R"([{"rep":1,"verdict":"good","judgements":[["r"]],"metrics":{}}])",
                           R"([{"rep":1,"verdict":"good","judgements":[["r","good",1]],"metrics":{}}])", R"([{"rep":1,"verdict":"good","judgements":[["r","good",1,2,3,4]],"metrics":{}}])",
                           R"([{"rep":1,"verdict":"good","judgements":[],"metrics":{"m":5}}])", R"([{"rep":1,"verdict":"good","judgements":[],"metrics":{"m":[1,2]}}])",
                           R"([{"rep":1,"verdict":"good","judgements":[],"metrics":{"m":[1,2,"s",4]}}])"}) {
    EXPECT_NE(problem_of(json), "") << json;
  }
}

TEST(Repetitions, SayWhichWordIsUnknown) {
  EXPECT_EQ(problem_of(R"([{"rep":1,"verdict":"splendid","judgements":[],"metrics":{}}])"), "the repetitions are not readable: unknown word 'splendid'");
  EXPECT_EQ(problem_of(R"([{"rep":1,"verdict":"good","judgements":[],"metrics":{"m":[1,2,"furlong"]}}])"), "the repetitions are not readable: unknown word 'furlong'");
}

}  // namespace
}  // namespace hinge::store::internal
