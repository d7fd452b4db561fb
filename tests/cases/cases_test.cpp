// Runs every tests/cases/*.case.toml: a scripted lifter in, verdicts and sentences out (tests/cases/README.md).
#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "hinge/assess/assess.h"
#include "hinge/base/files.h"
#include "hinge/catalog/load.h"
#include "hinge/coach/compose.h"
#include "hinge/dynamics/compute_dynamics.h"
#include "tests/support/scripted_motion.h"

namespace hinge {
namespace {

namespace fs = std::filesystem;

struct Expectation {
  std::string rule, verdict, why, words;
  std::optional<int> rep;
};
struct Case {
  std::string about;
  test::ScriptedSet set;
  body::Athlete athlete;
  std::vector<Expectation> findings;
  std::map<std::string, std::string> checkpoints;
  std::optional<std::string> priority, cue;
  std::string headline, say, next;
};

[[noreturn]] void refuse(const std::string& what) { throw std::runtime_error(what); }

/// Keys nobody reads are mistakes in a case, too.
void check_keys(const toml::table& table, const std::set<std::string_view>& known) {
  for (const auto& [key, node] : table) {
    if (!known.contains(key.str())) refuse("unknown key '" + std::string(key.str()) + "'");
  }
}

double number(const toml::table& table, std::string_view key, double fallback) {
  return table[key].value<double>().value_or(fallback);
}

kinematics::View read_view(const std::string& name) {
  const std::map<std::string, kinematics::View> views{{"side", kinematics::View::sagittal_left},
                                                      {"right_side", kinematics::View::sagittal_right},
                                                      {"oblique", kinematics::View::oblique},
                                                      {"front", kinematics::View::frontal},
                                                      {"unknown", kinematics::View::unknown}};
  const auto found = views.find(name);
  if (found == views.end()) refuse("unknown view '" + name + "'");
  return found->second;
}

movement::Pattern read_pattern(const std::string& name) {
  for (const auto pattern :
       {movement::Pattern::hinge, movement::Pattern::squat, movement::Pattern::lunge, movement::Pattern::push,
        movement::Pattern::pull, movement::Pattern::carry, movement::Pattern::none}) {
    if (movement::to_string(pattern) == name) return pattern;
  }
  refuse("unknown pattern '" + name + "'");
}

std::optional<test::StickPosture> read_posture(const toml::table& rep, std::string_view key) {
  const toml::table* given = rep[key].as_table();
  if (given == nullptr) return std::nullopt;
  check_keys(*given, {"hip_fold", "knee", "shank", "neck", "lumbar"});
  test::StickPosture p = test::posture_of(Degrees{number(*given, "hip_fold", 0)}, Degrees{number(*given, "knee", 4)},
                                          Degrees{number(*given, "shank", 4)});
  p.neck = Degrees{number(*given, "neck", 0)};
  p.lumbar = Degrees{number(*given, "lumbar", 0)};
  return p;
}

void read_rep(const toml::table& table, test::ScriptedSet& set) {
  check_keys(table, {"count", "bottom", "finish", "half_way_down", "off_the_bottom", "descent_s", "pause_s", "ascent_s",
                     "hold_s", "stick_off_tailbone_cm", "stick_off_head_cm", "legs_hidden", "head_hidden", "descent_cut_off"});
  test::ScriptedRep rep;
  rep.bottom = read_posture(table, "bottom").value_or(rep.bottom);
  rep.finish = read_posture(table, "finish").value_or(rep.finish);
  rep.half_way_down = read_posture(table, "half_way_down");
  rep.off_the_bottom = read_posture(table, "off_the_bottom");
  rep.descent = Seconds{number(table, "descent_s", rep.descent.value())};
  rep.pause = Seconds{number(table, "pause_s", rep.pause.value())};
  rep.ascent = Seconds{number(table, "ascent_s", rep.ascent.value())};
  rep.hold = Seconds{number(table, "hold_s", rep.hold.value())};
  rep.legs_hidden = table["legs_hidden"].value_or(false);
  if (const auto off = table["stick_off_tailbone_cm"].value<double>()) rep.stick_off_tailbone = Metres{*off / 100};
  if (const auto off = table["stick_off_head_cm"].value<double>()) rep.stick_off_head = Metres{*off / 100};
  rep.descent_cut_off = table["descent_cut_off"].value_or(false);
  rep.head_hidden = table["head_hidden"].value_or(false);
  for (int i = 0; i < table["count"].value_or(1); ++i) set.reps.push_back(rep);
}

void read_expectations(const toml::table& table, Case& read) {
  check_keys(table, {"verdict", "checkpoints", "priority", "cue", "headline", "say", "next"});
  if (const toml::array* list = table["verdict"].as_array()) {
    for (const toml::node& node : *list) {
      const toml::table& entry = *node.as_table();
      check_keys(entry, {"rule", "is", "why", "words", "rep"});
      read.findings.push_back({entry["rule"].value_or(std::string{}), entry["is"].value_or(std::string{}),
                               entry["why"].value_or(std::string{}), entry["words"].value_or(std::string{}),
                               entry["rep"].value<int>()});
    }
  }
  if (const toml::table* list = table["checkpoints"].as_table()) {
    for (const auto& [id, node] : *list) read.checkpoints[std::string(id.str())] = node.value_or(std::string{});
  }
  read.priority = table["priority"].value<std::string>();
  read.cue = table["cue"].value<std::string>();
  read.headline = table["headline"].value_or(std::string{});
  read.say = table["say"].value_or(std::string{});
  read.next = table["next"].value_or(std::string{});
}

Case read_case(const fs::path& path) {
  const std::string text = read_file(path, 1 << 20).value();
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) refuse("not TOML: " + std::string(parsed.error().description()));
  const toml::table& table = parsed.table();
  check_keys(table, {"format", "about", "exercise", "pattern", "view", "stands_first", "back_seen", "sd_deg", "from_floor", "hands",
                     "load_kg", "bar_ahead_cm", "rep", "expect"});
  if (table["format"].value_or(0) != 1) refuse("format must be 1");
  Case read;
  read.about = table["about"].value_or(std::string{});
  read.set.exercise = table["exercise"].value_or(read.set.exercise);
  read.set.pattern = read_pattern(table["pattern"].value_or(std::string{"hinge"}));
  read.set.view = read_view(table["view"].value_or(std::string{"side"}));
  read.set.back_seen = table["back_seen"].value_or(false);
  read.set.stands_first = table["stands_first"].value_or(true);
  read.set.sd = Degrees{number(table, "sd_deg", read.set.sd.value())};
  if (const auto load = table["load_kg"].value<double>()) read.athlete.load = Kilograms{*load};
  if (const auto ahead = table["bar_ahead_cm"].value<double>()) read.set.bar_ahead = Metres{*ahead / 100};
  read.set.hands_on_knees = table["hands"].value_or(std::string{}) == "knees";
  if (table.contains("hands") && !read.set.hands_on_knees) refuse("hands may only be \"knees\"");
  read.set.from_floor = table["from_floor"].value_or(false);
  if (const toml::array* reps = table["rep"].as_array()) {
    for (const toml::node& node : *reps) read_rep(*node.as_table(), read.set);
  }
  if (const toml::table* expect = table["expect"].as_table()) read_expectations(*expect, read);
  return read;
}

const catalog::Catalog& ours() {
  static const catalog::Catalog catalog = [] {
    Result<catalog::Catalog> loaded = catalog::load_catalog(std::vector{fs::path(HINGE_SOURCE_DIR) / "knowledge"});
    if (!loaded) refuse(loaded.error().what);
    return *std::move(loaded);
  }();
  return catalog;
}

void check_finding(const Expectation& expected, const assess::SetAssessment& set) {
  for (const assess::RepAssessment& rep : set.reps) {
    if (expected.rep && *expected.rep != rep.rep) continue;
    const auto finding = std::ranges::find(rep.findings, expected.rule, &assess::Finding::rule);
    if (expected.verdict == "absent") {
      EXPECT_EQ(finding, rep.findings.end()) << expected.rule << " should not be asked in rep " << rep.rep;
      continue;
    }
    ASSERT_NE(finding, rep.findings.end()) << "no finding of " << expected.rule << " in rep " << rep.rep;
    EXPECT_EQ(assess::to_string(finding->verdict), expected.verdict)
        << expected.rule << " in rep " << rep.rep << ", value " << finding->value.value_or(-999) << ", "
        << finding->why;
    if (!expected.why.empty()) {
      EXPECT_EQ(finding->why, expected.why) << expected.rule << " in rep " << rep.rep;
    }
    if (!expected.words.empty()) {
      EXPECT_EQ(finding->words, expected.words) << expected.rule << " in rep " << rep.rep;
    }
  }
}

class CaseFile : public testing::Test {
public:
  explicit CaseFile(fs::path path) : path_(std::move(path)) {}
  void TestBody() override {
    Case read = read_case(path_);
    if (const catalog::Exercise* exercise = ours().find_exercise(read.set.exercise)) {
      read.set.empty_handed = exercise->traits.empty_handed;
      read.set.supported = exercise->traits.supported;
    }
    SCOPED_TRACE(read.about);
    const test::Scripted scripted = test::script_motion(read.set);
    const dynamics::Dynamics dynamics = dynamics::compute_dynamics(scripted.motion, read.athlete);
    assess::SetAssessment set =
        assess::assess_set({scripted.motion, scripted.movement, read.athlete, &dynamics}, ours());
    const coach::Coaching coaching = coach::compose_coaching(scripted.movement, set, ours());
    coach::write_checkpoint_sentences(scripted.movement, set, ours());

    for (const Expectation& expected : read.findings) check_finding(expected, set);
    for (const auto& [id, verdict] : read.checkpoints) {
      const auto checkpoint = std::ranges::find(set.checkpoints, id, &assess::Checkpoint::id);
      ASSERT_NE(checkpoint, set.checkpoints.end()) << id;
      EXPECT_EQ(assess::to_string(checkpoint->verdict), verdict) << id << ": " << checkpoint->sentence;
    }
    if (read.priority) {
      EXPECT_EQ(coaching.priority, *read.priority);
    }
    if (read.cue) {
      EXPECT_EQ(coaching.cue, *read.cue);
    }
    if (!read.headline.empty()) {
      EXPECT_EQ(coaching.headline, read.headline);
    }
    if (!read.say.empty()) {
      EXPECT_EQ(coaching.say, read.say);
    }
    if (!read.next.empty()) {
      EXPECT_EQ(coaching.next, read.next);
    }
  }

private:
  fs::path path_;
};

std::vector<fs::path> case_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(HINGE_SOURCE_DIR) / "tests" / "cases")) {
    if (entry.path().string().ends_with(".case.toml")) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

/// A rule that can be judged in this build has a case for each of its bands' verdicts and one it cannot be judged in.
TEST(Cases, CoverEveryVerdictOfEveryJudgedRule) {
  std::set<std::pair<std::string, std::string>> covered;
  for (const fs::path& path : case_files()) {
    for (const Expectation& expected : read_case(path).findings) covered.emplace(expected.rule, expected.verdict);
  }
  for (const catalog::Rule& rule : ours().rules) {
    const bool judged = std::ranges::all_of(rule.parts, [](const catalog::Part& part) {
      return !part.required || part.reading.measure != nullptr;
    });
    EXPECT_TRUE(covered.contains({rule.id, "cannot_judge"})) << rule.id << ": cannot_judge";
    if (!judged) continue;
    for (const char* verdict : {"good", "borderline", "fault"}) {
      if (rule.at_most == catalog::Grade::borderline && verdict == std::string_view("fault")) continue;
      EXPECT_TRUE(covered.contains({rule.id, verdict})) << rule.id << ": " << verdict;
    }
  }
}

TEST(Cases, ShowARuleOfEveryCheckpointLeavingItsGoodBand) {
  std::set<std::string> leaving;
  for (const fs::path& path : case_files()) {
    for (const Expectation& expected : read_case(path).findings) {
      if (expected.verdict == "fault" || expected.verdict == "borderline") leaving.insert(expected.rule);
    }
  }
  for (const catalog::Checkpoint& checkpoint : ours().checkpoints) {
    for (const std::string& rule : checkpoint.rules) EXPECT_TRUE(leaving.contains(rule)) << checkpoint.id << ": " << rule;
  }
}

/// Which way a value left the good band is a band of its own: too little and too much need a case each.
TEST(Cases, SayEveryWordOfEveryRuleButThoseKnownToWait) {
  const std::set<std::string> waiting{"bridge_finish hold", "chair_rise bowed", "full_lockout knees", "full_lockout trunk",
                                      "hamstrings_loaded front", "hip_dominance spine", "hips_shoot_up hips", "hips_shoot_up tips",
                                      "runner_pose hands", "runner_pose hips", "runner_pose locked", "squat_dominant ratio",
                                      "squat_dominant upright", "stick_on_back upper_back_seen", "swing_path high"};
  std::set<std::string> unsaid;
  for (const catalog::Rule& rule : ours().rules) {
    if (rule.cases.size() == 1) continue;
    for (const catalog::Case& words : rule.cases) unsaid.insert(rule.id + " " + words.id);
  }
  for (const fs::path& path : case_files()) {
    for (const Expectation& expected : read_case(path).findings) unsaid.erase(expected.rule + " " + expected.words);
  }
  EXPECT_EQ(unsaid, waiting);
}

const bool registered = [] {
  for (const fs::path& path : case_files()) {
    std::string name = path.filename().string();
    name.resize(name.size() - std::string_view(".case.toml").size());
    std::ranges::replace(name, '.', '_');
    testing::RegisterTest("CaseFile", name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [path]() -> CaseFile* { return new CaseFile(path); });
  }
  return true;
}();

}  // namespace
}  // namespace hinge
