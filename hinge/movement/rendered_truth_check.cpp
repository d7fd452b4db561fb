// Reps of every rendered clip from its true angles, with and without a camera's noise. Exit 77: the clips are not
// there.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "hinge/movement/recognise.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/truth_motion.h"

namespace {

namespace fs = std::filesystem;
using hinge::movement::Movement;

struct Score {
  int clips = 0, exact = 0, pattern = 0, exercise = 0, confidently_wrong = 0;
  std::vector<double> timing_s;
  std::array<std::vector<double>, 3> signed_s;  ///< start, bottom, end
};

bool accepts(const nlohmann::json& truth, std::string_view name) {
  if (!truth.is_array()) return truth.get<std::string>() == name;
  for (const auto& one : truth) {
    if (one.get<std::string>() == name) return true;
  }
  return false;
}

void judge(const std::string& name, const nlohmann::json& truth, const Movement& movement,
           const std::vector<hinge::Seconds>& time, bool chatty, Score& score) {
  ++score.clips;
  const auto& want = truth.at("rep_count");
  const bool exact = want.is_null() || want.get<std::size_t>() == movement.reps.size();
  const auto& r = movement.recognition;
  const bool pattern = accepts(truth.at("pattern"), to_string(r.pattern));
  const bool exercise = accepts(truth.at("exercise"), r.exercise);
  score.exact += exact;
  score.pattern += pattern;
  score.exercise += exercise;
  score.confidently_wrong += !exercise && r.exercise != "unknown" && r.confidence >= 0.5;
  std::string errors;
  if (truth.value("timing", true)) {
    for (const auto& rep : movement.reps) {
      const double bottom = time[rep.bottom].value();
      for (const auto& t : truth.at("reps")) {
        if (std::abs(t.at("bottom_s").get<double>() - bottom) > 1.0) continue;
        char text[64];
        const double e[] = {time[rep.start].value() - t.at("start_s").get<double>(),
                            bottom - t.at("bottom_s").get<double>(),
                            time[rep.end].value() - t.at("end_s").get<double>()};
        std::snprintf(text, sizeof text, " (%+.2f %+.2f %+.2f)", e[0], e[1], e[2]);
        errors += text;
        for (std::size_t k = 0; k < 3; ++k) {
          score.timing_s.push_back(std::abs(e[k]));
          score.signed_s[k].push_back(e[k]);
        }
        break;
      }
    }
  }
  if (chatty || !exact) {
    std::printf("%-30s %zu/%s %s %-7s%s %-22s %.2f%s%s%s%s\n", name.c_str(), movement.reps.size(), want.dump().c_str(),
                exact ? "  " : "NO", std::string{to_string(r.pattern)}.c_str(), pattern ? "   " : " NO",
                r.exercise.c_str(), r.confidence, exercise ? "   " : " NO", movement.from_floor ? " floor" : "",
                movement.ballistic ? " ballistic" : "", errors.c_str());
  }
}

void report(const char* title, const Score& score) {
  std::size_t close = 0;
  for (const double e : score.timing_s) close += e <= 0.15;
  std::printf("%s: reps %d/%d, pattern %d, exercise %d, confidently wrong %d, times within 0.15 s %zu/%zu\n", title,
              score.exact, score.clips, score.pattern, score.exercise, score.confidently_wrong, close,
              score.timing_s.size());
  constexpr std::array names{"start", "bottom", "end"};
  for (std::size_t k = 0; k < 3; ++k) {
    double sum = 0;
    std::size_t near = 0;
    for (const double e : score.signed_s[k]) {
      sum += e;
      near += std::abs(e) <= 0.15;
    }
    const auto n = static_cast<double>(score.signed_s[k].size());
    std::printf("  %-6s %+.3f s on average, %.2f within 0.15 s\n", names[k], sum / n, static_cast<double>(near) / n);
  }
}

hinge::movement::Movement recognise(const hinge::kinematics::Motion& motion) {
  return hinge::movement::recognise_movement(motion, {{}, {}, hinge::test::shipped_catalog().prototypes});
}

}  // namespace

int main() {
  const fs::path folder = fs::path{HINGE_SOURCE_DIR} / ".." / "shared" / "clips" / "rendered";
  if (!fs::exists(folder)) {
    std::printf("skipped: no recordings with known truth beside the source tree\n");
    return 77;
  }
  std::vector<fs::path> truths;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().string().ends_with(".truth.json")) truths.push_back(entry.path());
  }
  std::sort(truths.begin(), truths.end());
  Score clean, noisy;
  for (const auto& path : truths) {
    const auto truth = nlohmann::json::parse(std::ifstream(path));
    const std::string name = path.filename().string().substr(0, path.filename().string().find(".truth"));
    const auto table =
        hinge::test::TruthTable::read(folder / (name + ".truth.csv")).value_or(hinge::test::TruthTable{});
    const auto exact_motion = hinge::test::motion_from_truth(table);
    judge(name, truth, recognise(exact_motion), exact_motion.time, true, clean);
    for (unsigned seed = 1; seed <= 5; ++seed) {
      const auto motion = hinge::test::motion_from_truth(table, {3, 1, seed});
      judge(name, truth, recognise(motion), motion.time, false, noisy);
    }
  }
  report("true angles", clean);
  report("with 3 degrees of offset and 1 of jitter", noisy);
  const auto close = [](const Score& s) {
    std::size_t n = 0;
    for (const double e : s.timing_s) n += e <= 0.15;
    return static_cast<double>(n) / static_cast<double>(s.timing_s.size());
  };
  const bool named = clean.pattern == clean.clips && clean.confidently_wrong == 0 && noisy.confidently_wrong == 0;
  return clean.exact == clean.clips && noisy.exact == noisy.clips && close(clean) >= 0.90 && named ? 0 : 1;
}
