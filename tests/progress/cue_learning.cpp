#include "tests/progress/cue_learning.h"

#include <array>
#include <cstdio>
#include <vector>

#include "tests/progress/simulated_person.h"
#include "tests/support/shipped_catalog.h"

namespace hinge::test {
namespace {

constexpr std::size_t bins = 8, trials_a_bin = 4;
constexpr int people = 200, days_of_year = 365;
constexpr double width = 640, height = 300, left = 56, right = 150, top = 24, bottom = 48;

struct Curve {
  std::array<double, bins> chosen{}, trials{};
  double chance = 0, findings = 0;
};

void add(Curve& curve, const Year& year, const catalog::Rule& rule) {
  const catalog::Catalog& catalog = shipped_catalog();
  const catalog::Case& words = rule.cases.front();
  const std::string true_cue = find_true_cue(year.person, catalog, rule, words);
  std::size_t number = 0;
  for (const progress::CueTrial& trial : year.history.trials) {
    if (trial.rule != rule.id || trial.words != words.id) continue;
    const std::size_t bin = number++ / trials_a_bin;
    if (bin >= bins) break;
    curve.trials.at(bin) += 1;
    curve.chosen.at(bin) += trial.cue == true_cue ? 1 : 0;
  }
  if (number == 0) return;
  curve.chance += 1.0 / static_cast<double>(catalog::find_cues(catalog, rule, words).size());
  curve.findings += 1;
}

double x(std::size_t bin) { return left + (width - left - right) * static_cast<double>(bin) / (bins - 1); }
double y(double share) { return height - bottom - (height - top - bottom) * share; }

std::string number(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f", value);
  return text.data();
}

std::string path(const Curve& curve, const char* dashes, const char* label) {
  std::string line;
  double last = 0;
  for (std::size_t bin = 0; bin < bins; ++bin) {
    last = curve.trials.at(bin) > 0 ? curve.chosen.at(bin) / curve.trials.at(bin) : 0;
    line += (bin == 0 ? "M" : "L") + number(x(bin)) + " " + number(y(last));
  }
  return "<path d=\"" + line + "\" fill=\"none\" stroke=\"#1b2422\" stroke-width=\"2.25\"" + dashes + "/>\n<text x=\"" +
         number(width - right + 8) + "\" y=\"" + number(y(last) + 4) + "\">" + label + "</text>\n";
}

}  // namespace

std::string render_cue_learning() {
  Curve responders, others;
  for (std::uint64_t person = 0; person < people; ++person) {
    const Year year = live_a_year(person, days_of_year, shipped_catalog(), {});
    for (const char* rule : {"minimal_knee_bend", "lumbar_flexion"}) {
      add(year.nature.responds ? responders : others, year, *shipped_catalog().find_rule(rule));
    }
  }
  const double chance = (responders.chance + others.chance) / (responders.findings + others.findings);
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 300\" role=\"img\" font-family=\"sans-serif\" "
                    "font-size=\"13\" fill=\"#56605c\">\n<title>How often the cue that helps is chosen, by trial</title>\n"
                    "<rect width=\"640\" height=\"300\" fill=\"#ffffff\"/>\n";
  for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    svg += "<path d=\"M" + number(left) + " " + number(y(share)) + "H" + number(width - right) + "\" stroke=\"#dad8d0\"/><text x=\"" +
           number(left - 8) + "\" y=\"" + number(y(share) + 4) + "\" text-anchor=\"end\">" + std::to_string(static_cast<int>(share * 100)) + " %</text>\n";
  }
  for (std::size_t bin = 0; bin < bins; ++bin) {
    svg += "<text x=\"" + number(x(bin)) + "\" y=\"" + number(height - bottom + 20) + "\" text-anchor=\"middle\">" +
           std::to_string(bin * trials_a_bin + 1) + "–" + std::to_string((bin + 1) * trials_a_bin) + "</text>\n";
  }
  svg += "<text x=\"" + number((left + width - right) / 2) + "\" y=\"" + number(height - 8) + "\" text-anchor=\"middle\">trial of one finding</text>\n";
  svg += "<path d=\"M" + number(left) + " " + number(y(chance)) + "H" + number(width - right) + "\" stroke=\"#56605c\" stroke-dasharray=\"2 4\"/><text x=\"" +
         number(left + 8) + "\" y=\"" + number(y(chance) + 16) + "\">chance</text>\n";
  svg += path(responders, "", "one cue helps");
  svg += path(others, " stroke-dasharray=\"7 5\"", "none helps more");
  return svg + "</svg>\n";
}

}  // namespace hinge::test
