#include "hinge/report/trends_page.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <vector>

#include "hinge/assess/wording.h"
#include "hinge/progress/decide.h"

namespace hinge::report {
namespace {

using progress::TrendRow;

// Colours and type are those of web/src/look/tokens.css; colour means a verdict and nothing else. A plot's area is a
// stretched drawing, its words are HTML beside it, so that they keep their size at every width.
constexpr std::string_view style = R"css(
:root{--ground:#f5f4f0;--surface:#fff;--ink:#1b2422;--muted:#56605c;--line:#dad8d0;--good:#0a6a78;--good-t:#ddeef0}
@media screen and (prefers-color-scheme:dark){:root{--ground:#131816;--surface:#1b2220;--ink:#edefea;--muted:#a3ada8;--line:#333c38;--good:#6ccbd6;--good-t:#153a40}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:17px/1.5 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",system-ui,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1120px;margin:0 auto;padding:32px 16px 64px}h1{font-size:clamp(31px,5vw,48px);line-height:1.1;letter-spacing:-.022em;margin:0 0 8px;text-wrap:balance;overflow-wrap:anywhere}
p.lead{color:var(--muted);margin:0 0 48px;max-width:62ch}section{margin:0 0 48px}h2{font-size:20px;line-height:1.35;margin:0}p.key{color:var(--muted);font-size:15px;margin:0 0 8px;max-width:62ch}ul{margin:8px 0 0;padding-left:20px;max-width:62ch}
.plot{position:relative;height:216px;background:var(--surface);border-radius:6px;font-size:13px;line-height:16px;color:var(--muted)}
.plot .area{position:absolute;left:56px;right:8px;top:20px;bottom:36px}.plot .area div{position:absolute;left:0;right:0;border-top:1px solid var(--line)}
.plot .area .band{border:0;background:var(--good-t);color:var(--good);padding:1px 6px}
.plot .y{position:absolute;left:-56px;width:50px;text-align:right;transform:translateY(-50%)}
.plot .area .data{border:0;position:absolute;left:52px;right:16px;top:0;bottom:0}.plot svg{position:absolute;width:100%;height:100%;overflow:visible}
.plot .x{position:absolute;bottom:-26px;transform:translateX(-50%);white-space:nowrap}.plot .x.before{transform:translateX(-100%)}
.plot path{vector-effect:non-scaling-stroke;fill:none;stroke:var(--ink);stroke-linejoin:round;stroke-linecap:round}.plot .rung{stroke:var(--muted);stroke-dasharray:2 4;stroke-linecap:butt}.plot .noise{stroke-opacity:.35;stroke-linecap:butt}
.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:15px;min-width:100%}th{text-align:left;font-weight:600}thead th{color:var(--muted)}th,td{padding:6px 16px 6px 0;border-bottom:1px solid var(--line);white-space:nowrap}tbody th{font-weight:400}td.n,th.n{text-align:right}
@media print{body{background:#fff}section{break-inside:avoid}}
)css";

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

/// One drawing: what is read from a row, its axis, and a band that is good, if there is one.
struct Panel {
  std::string title, key, unit;
  double least = 0, most = 1;
  std::function<std::optional<double>(const TrendRow&)> value;
  std::function<std::optional<double>(const TrendRow&)> half_width;  ///< of the interval around it
  std::optional<double> good_above, good_below;
  bool steps = false;        ///< a load stays until it is changed
  bool by_exercise = false;  ///< what one exercise reaches says nothing of another: no line between them
};

/// Across and down in shares of the plot; the stretched drawing counts in thousandths.
constexpr double whole = 1000;

class Drawing {
public:
  Drawing(const Panel& panel, std::span<const TrendRow> rows, const DayText& day)
      : panel_(panel), rows_(rows), day_(day) {
    first_ = rows.front().at;
    span_s_ = static_cast<double>((rows.back().at - first_).count());
  }

  std::string render() {
    out_ = fmt::format("<div class=\"plot\" role=\"img\" aria-label=\"{}\"><div class=\"area\">", escape(describe()));
    draw_band();
    draw_axis();
    out_ +=
        "<div class=\"data\"><svg viewBox=\"0 0 1000 1000\" preserveAspectRatio=\"none\" "
        "aria-hidden=\"true\">";
    draw_rungs();
    draw_values();
    out_ += "</svg>";
    draw_days();
    return out_ + "</div></div></div>";
  }

private:
  /// One training stands in the middle.
  [[nodiscard]] double x(progress::Instant at) const {
    return span_s_ <= 0 ? 0.5 : static_cast<double>((at - first_).count()) / span_s_;
  }
  [[nodiscard]] double y(double value) const {
    return 1.0 - (std::clamp(value, panel_.least, panel_.most) - panel_.least) / (panel_.most - panel_.least);
  }

  [[nodiscard]] std::string describe() const {
    const TrendRow *begin = nullptr, *end = nullptr;
    for (const TrendRow& row : rows_) {
      if (!panel_.value(row)) continue;
      if (begin == nullptr) begin = &row;
      end = &row;
    }
    if (begin == nullptr) return panel_.title + ": nothing measured";
    const auto said = [&](const TrendRow& row) {
      return fmt::format("{:.0f}{} on {}", *panel_.value(row), panel_.unit, day_(row.at));
    };
    if (begin == end) return panel_.title + ": " + said(*begin);
    return panel_.title + ": from " + said(*begin) + " to " + said(*end);
  }

  void draw_band() {
    if (!panel_.good_above && !panel_.good_below) return;
    const double from = y(panel_.good_below.value_or(panel_.most)), to = y(panel_.good_above.value_or(panel_.least));
    out_ += fmt::format("<div class=\"band\" style=\"top:{:.1f}%;height:{:.1f}%\">good</div>", from * 100,
                        (to - from) * 100);
  }

  void draw_axis() {
    std::vector<double> ticks{panel_.least, (panel_.least + panel_.most) / 2, panel_.most};
    for (const auto& limit : {panel_.good_above, panel_.good_below}) {
      if (limit) ticks.push_back(*limit);
    }
    for (const double value : ticks) {
      out_ += fmt::format("<div style=\"top:{:.1f}%\"><span class=\"y\">{:g}{}</span></div>", y(value) * 100, value,
                          escape(panel_.unit));
    }
  }

  enum class Lies { around, before };

  /// Around its place, or before it where the plot ends.
  void put_day(double at, const std::string& text, Lies lies = Lies::around) {
    out_ += fmt::format("<span class=\"x{}\" style=\"left:{:.1f}%\">{}</span>", lies == Lies::before ? " before" : "", at * 100, text);
  }

  /// Four at most, so that they fit a phone: months that begin, or where the drawing begins and ends.
  void draw_days() {
    using namespace std::chrono;
    const std::string first = day_(first_), last = day_(rows_.back().at);
    if (first == last) return put_day(x(rows_.back().at), first);
    constexpr int most_marks = 4, least_marks = 2;
    const year_month_day begin(floor<days>(first_)), end(floor<days>(rows_.back().at));
    const int first_month = number_of(begin.year() / begin.month()),
              months = number_of(end.year() / end.month()) - first_month;
    if (months < least_marks) {
      put_day(0, first);
      return put_day(1, last, Lies::before);
    }
    int step = 1;
    for (const int wider : {2, 3, 6, 12, 24, 60, 120}) {
      if (months / step > most_marks) step = wider;
    }
    for (int number = first_month + 1; number <= first_month + months; ++number) {
      if (number % step != 0) continue;
      const int year_shown = number / months_in_a_year, month_shown = number % months_in_a_year + 1;
      const double at = x(sys_days(year(year_shown) / month_shown / 1));
      constexpr double margin = 0.03;  // half a word at the edge of a phone
      if (at > margin && at < 1 - margin) put_day(at, fmt::format("{:04}-{:02}", year_shown, month_shown));
    }
  }

  static constexpr int months_in_a_year = 12;
  static int number_of(std::chrono::year_month month) {
    return static_cast<int>(month.year()) * months_in_a_year + static_cast<int>(static_cast<unsigned>(month.month())) -
           1;
  }

  /// A thin upright where the rung changed.
  void draw_rungs() {
    for (std::size_t i = 1; i < rows_.size(); ++i) {
      if (rows_[i].rung == rows_[i - 1].rung) continue;
      out_ += fmt::format("<path class=\"rung\" d=\"M{:.1f} 0V1000\"/>", x(rows_[i].at) * whole);
    }
  }

  void draw_values() {
    constexpr std::size_t many = 120;  // points closer than their own size are a smear
    std::string line, points, noise;
    const TrendRow* before = nullptr;
    for (const TrendRow& row : rows_) {
      const auto value = panel_.value(row);
      const bool joined = before != nullptr && !(panel_.by_exercise && before->exercise != row.exercise);
      before = value ? &row : nullptr;  // missing data is a gap, never a straight line
      if (!value) continue;
      const double at_x = x(row.at) * whole, at_y = y(*value) * whole;
      if (joined && panel_.steps) {
        line += fmt::format("H{:.1f}V{:.1f}", at_x, at_y);
      } else {
        line += fmt::format("{}{:.1f} {:.1f}", joined ? "L" : "M", at_x, at_y);
      }
      points += fmt::format("M{:.1f} {:.1f}h0", at_x, at_y);
      if (const auto half = panel_.half_width ? panel_.half_width(row) : std::nullopt) {
        noise += fmt::format("M{:.1f} {:.1f}V{:.1f}", at_x, y(*value - *half) * whole, y(*value + *half) * whole);
      }
    }
    const bool crowded = rows_.size() > many;
    out_ += fmt::format("<path class=\"noise\" stroke-width=\"3\" d=\"{}\"/>", noise);
    out_ += fmt::format("<path stroke-width=\"{}\" d=\"{}\"/>", crowded ? 1 : 2.25, line);
    out_ += fmt::format("<path class=\"points\" stroke-width=\"{}\" d=\"{}\"/>", crowded ? 3 : 7, points);
  }

  const Panel& panel_;
  std::span<const TrendRow> rows_;
  const DayText& day_;
  progress::Instant first_;
  double span_s_ = 0;
  std::string out_;
};

std::optional<double> to_degrees_of(const std::optional<double>& rad) {
  return rad ? std::optional(to_degrees(Radians{*rad}).value()) : std::nullopt;
}

/// Those of which something is known.
std::vector<Panel> make_panels(std::span<const TrendRow> rows, const catalog::Catalog& catalog) {
  double heaviest = 0;
  for (const TrendRow& row : rows) heaviest = std::max(heaviest, row.load.value_or(Kilograms{0}).value());
  const auto& ladder = catalog.ladder;
  const double clean_share =
      ladder.rungs.empty() ? 0.8 : static_cast<double>(ladder.rungs.front().gate.clean) / ladder.rungs.front().gate.of;
  std::vector<Panel> panels{
      {"Clean reps",
       "Share of the judged reps that were clean, borderline ones are not; moving up takes the upper band. Dotted uprights: the rung changed.",
       " %",
       0,
       100,
       [](const TrendRow& row) {
         return row.judged == 0 ? std::nullopt : std::optional(100.0 * row.clean / row.judged);
       },
       {},
       clean_share * 100,
       {},
       false,
       false},
      {"Depth",
       "How far the hips fold at the bottom, mean of the reps; the upright bar is what could be noise. A line joins "
       "one exercise.",
       "°",
       0,
       120,
       [](const TrendRow& row) { return to_degrees_of(row.hip_fold); },
       [](const TrendRow& row) { return row.hip_fold_sem ? to_degrees_of(1.96 * *row.hip_fold_sem) : std::nullopt; },
       {},
       {},
       false,
       true},
      {"Pain",
       "The worst that was told, 0 to 10. Inside the band training goes on.",
       "",
       0,
       10,
       [](const TrendRow& row) { return row.pain ? std::optional(static_cast<double>(*row.pain)) : std::nullopt; },
       {},
       {},
       static_cast<double>(ladder.pain.go_on),
       false,
       false}};
  if (heaviest > 0) {
    panels.insert(panels.begin() + 1,
                  {"Load",
                   "The heaviest set of each training.",
                   " kg",
                   0,
                   std::ceil(heaviest / 20) * 20,
                   [](const TrendRow& row) { return row.load ? std::optional(row.load->value()) : std::nullopt; },
                   {},
                   {},
                   {},
                   true,
                   false});
  }
  std::erase_if(panels, [&](const Panel& panel) {
    return std::ranges::none_of(rows, [&](const TrendRow& row) { return panel.value(row).has_value(); });
  });
  return panels;
}

std::string rung_text(const TrendRow& row, const catalog::Catalog& catalog) {
  if (const catalog::Rung* rung = catalog.ladder.find_rung(row.rung)) return rung->title;
  const catalog::Exercise* exercise = catalog.find_exercise(row.exercise);
  return exercise == nullptr ? row.exercise : exercise->title;
}

std::string number_cell(const std::string& text) { return "<td class=\"n\">" + (text.empty() ? "–" : text) + "</td>"; }

std::string begin_table(const std::string& title, std::span<const std::pair<std::string_view, bool>> columns) {
  std::string text = fmt::format(
      "<section><h2>{0}</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><table><thead><tr>",
      title);
  for (const auto& [name, is_number] : columns)
    text += fmt::format("<th{} scope=\"col\">{}</th>", is_number ? " class=\"n\"" : "", name);
  return text + "</tr></thead><tbody>";
}

constexpr std::string_view end_table = "</tbody></table></div></section>";

/// The ladder as it was climbed: one row for as long as the rung stayed.
std::string render_rungs(std::span<const TrendRow> rows, const catalog::Catalog& catalog, const DayText& day) {
  constexpr std::pair<std::string_view, bool> columns[] = {
      {"Rung", false}, {"From", false}, {"To", false}, {"Trainings", true}};
  std::string text = begin_table("Rungs", columns);
  for (std::size_t first = 0; first < rows.size();) {
    std::size_t next = first;
    while (next < rows.size() && rung_text(rows[next], catalog) == rung_text(rows[first], catalog)) ++next;
    text += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td>{}</tr>",
                        escape(rung_text(rows[first], catalog)), day(rows[first].at), day(rows[next - 1].at),
                        number_cell(std::to_string(next - first)));
    first = next;
  }
  return text + std::string(end_table);
}

std::string render_table(std::span<const TrendRow> rows, const catalog::Catalog& catalog, const DayText& day) {
  constexpr std::pair<std::string_view, bool> columns[] = {
      {"Day", false},  {"Rung", false}, {"Load", true},   {"Sets", true}, {"Reps", true},
      {"Clean", true}, {"Depth", true}, {"Effort", true}, {"Pain", true}, {"Then", false}};
  const bool moved = std::ranges::any_of(rows, [](const TrendRow& row) { return !row.move.empty(); });
  std::string text = begin_table("Every training", std::span(columns).first(std::size(columns) - (moved ? 0 : 1)));
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    text += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td>", day(row->at), escape(rung_text(*row, catalog)));
    text += number_cell(row->load ? fmt::format("{:g} kg", row->load->value()) : "");
    text += number_cell(std::to_string(row->sets)) + number_cell(std::to_string(row->reps));
    text += number_cell(row->filmed > 0 ? fmt::format("{} of {}", row->clean, row->filmed) : "");
    text += number_cell(row->hip_fold ? fmt::format("{:.0f}°", *to_degrees_of(row->hip_fold)) : "");
    text += number_cell(row->effort ? fmt::format("{:g}", *row->effort) : "");
    text += number_cell(row->pain ? std::to_string(*row->pain) : "");
    text += moved ? fmt::format("<td>{}</td></tr>", progress::say_move(row->move)) : "</tr>";
  }
  return text + std::string(end_table);
}

std::string render_cues(std::span<const std::string> cues) {
  if (cues.empty()) return {};
  std::string text = "<section><h2>Cues that were tried</h2><ul>";
  for (const std::string& cue : cues) text += "<li>" + escape(cue) + "</li>";
  return text + "</ul></section>";
}

/// "Clean reps: 63 % in the first five filmed trainings, 94 % in the last five." Nothing while they would overlap.
std::string say_clean(std::span<const TrendRow> rows) {
  constexpr std::size_t several = 5;
  std::vector<const TrendRow*> filmed;
  for (const TrendRow& row : rows) {
    if (row.judged > 0) filmed.push_back(&row);
  }
  if (filmed.size() < 2 * several) return {};
  const auto share = [](std::span<const TrendRow* const> some) {
    int clean = 0, judged = 0;
    for (const TrendRow* row : some) clean += row->clean, judged += row->judged;
    return 100.0 * clean / judged;
  };
  const std::span<const TrendRow* const> all(filmed);
  return fmt::format(" Clean reps: {:.0f} % in the first five filmed trainings, {:.0f} % in the last five.",
                     share(all.first(several)), share(all.last(several)));
}

std::string say_lead(const progress::History& history, std::span<const TrendRow> rows, const catalog::Catalog& catalog,
                     const DayText& day) {
  const std::string count =
      assess::capitalise(assess::say_count(rows.size())) + (rows.size() == 1 ? " training" : " trainings");
  const std::string first = day(rows.front().at), last = day(rows.back().at);
  const std::string when = first == last ? ", on " + first : fmt::format(", from {} to {}", first, last);
  const bool on_ladder = catalog.ladder.find_order(history.person.order) != nullptr;
  const catalog::Rung* rung =
      on_ladder ? catalog.ladder.find_rung(progress::find_standing(history, catalog.ladder).rung) : nullptr;
  const bool filmed = std::ranges::any_of(rows, [](const TrendRow& row) { return row.filmed > 0; });
  return count + when + "." + (rung == nullptr ? std::string{} : " Now on: " + rung->title + ".") + say_clean(rows) +
         (filmed ? "" : " Nothing was filmed yet: film a set from the side, and this page shows how the reps were.");
}

}  // namespace

std::string render_trends_page(const progress::History& history, std::span<const TrendRow> rows,
                               const catalog::Catalog& catalog, const DayText& day, std::span<const std::string> cues) {
  const std::string name = escape(history.person.name);
  std::string page = fmt::format(
      "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width,initial-scale=1\">"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
      "<title>{}: trends</title><style>{}</style></head><body><main><h1>{}</h1>",
      name, style, name);
  if (rows.empty()) return page + "<p class=\"lead\">No sets yet.</p></main></body></html>\n";
  page += fmt::format("<p class=\"lead\">{}</p>", escape(say_lead(history, rows, catalog, day)));
  for (const Panel& panel : make_panels(rows, catalog)) {
    page += fmt::format("<section><h2>{}</h2><p class=\"key\">{}</p>{}</section>", escape(panel.title),
                        escape(panel.key), Drawing(panel, rows, day).render());
  }
  return page + render_cues(cues) + render_rungs(rows, catalog, day) + render_table(rows, catalog, day) +
         "</main></body></html>\n";
}

}  // namespace hinge::report
