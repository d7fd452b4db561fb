#include "hinge/report/trends_page.h"

#include <fmt/chrono.h>
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <vector>

#include "hinge/assess/wording.h"

namespace hinge::report {
namespace {

using progress::TrendRow;

// Colours and type are those of web/src/look/tokens.css; colour means a verdict and nothing else.
constexpr std::string_view style = R"css(
:root{--ground:#f5f4f0;--surface:#fff;--ink:#1b2422;--muted:#56605c;--line:#dad8d0;--good:#0a6a78;--border:#8a5a00;--fault:#a8173f;--good-t:#ddeef0;--border-t:#f7e9cc;--fault-t:#f8dfe4}
@media screen and (prefers-color-scheme:dark){:root{--ground:#131816;--surface:#1b2220;--ink:#edefea;--muted:#a3ada8;--line:#333c38;--good:#6ccbd6;--border:#e8b75a;--fault:#ff8fa6;--good-t:#153a40;--border-t:#3d3013;--fault-t:#48202c}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:17px/1.5 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",system-ui,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1120px;margin:0 auto;padding:32px 16px 64px}h1{font-size:clamp(31px,5vw,48px);line-height:1.1;letter-spacing:-.022em;margin:0 0 8px;text-wrap:balance}
p.lead{color:var(--muted);margin:0 0 48px;max-width:62ch}section{margin:0 0 48px}h2{font-size:20px;line-height:1.35;margin:0}p.key{color:var(--muted);font-size:15px;margin:0 0 8px;max-width:62ch}
svg{display:block;width:100%;height:auto;background:var(--surface);border-radius:6px}svg text{font-size:13px;fill:var(--muted)}svg .ink{fill:var(--ink)}
.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:15px;min-width:100%}th{text-align:left;font-weight:600;color:var(--muted)}th,td{padding:6px 16px 6px 0;border-bottom:1px solid var(--line);white-space:nowrap}td.n,th.n{text-align:right}
@media print{body{background:#fff}section{break-inside:avoid}}
)css";

constexpr double width = 1040, height = 200, left = 48, right = 24, top = 20, bottom = 28;

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

std::string day(progress::Instant at) { return fmt::format("{:%Y-%m-%d}", fmt::gmtime(at.time_since_epoch().count())); }

/// One drawing: what is read from a row, its axis, and a band that is good, if there is one.
struct Panel {
  std::string title, key, unit;
  double least = 0, most = 1;
  std::function<std::optional<double>(const TrendRow&)> value;
  std::function<std::optional<double>(const TrendRow&)> half_width;  ///< of the interval around it
  std::optional<double> good_above, good_below;
  bool steps = false;  ///< a load stays until it is changed
};

class Drawing {
public:
  Drawing(const Panel& panel, std::span<const TrendRow> rows) : panel_(panel), rows_(rows) {
    first_ = rows.front().at;
    span_ = std::max(1.0, static_cast<double>((rows.back().at - first_).count()));
  }

  std::string render() {
    out_ = fmt::format(R"svg(<svg viewBox="0 0 {:.0f} {:.0f}" role="img" aria-label="{}">)svg", width, height,
                       escape(describe()));
    draw_band();
    draw_axis();
    draw_rungs();
    draw_values();
    return out_ + "</svg>";
  }

private:
  [[nodiscard]] double x(progress::Instant at) const {
    return left + (width - left - right) * static_cast<double>((at - first_).count()) / span_;
  }
  [[nodiscard]] double y(double value) const {
    const double share = (std::clamp(value, panel_.least, panel_.most) - panel_.least) / (panel_.most - panel_.least);
    return height - bottom - (height - top - bottom) * share;
  }

  [[nodiscard]] std::string describe() const {
    std::optional<double> begin, end;
    for (const TrendRow& row : rows_) {
      if (const auto value = panel_.value(row)) {
        if (!begin) begin = value;
        end = value;
      }
    }
    if (!begin) return panel_.title + ": nothing measured";
    return fmt::format("{}: from {:.0f}{} on {} to {:.0f}{} on {}", panel_.title, *begin, panel_.unit,
                       day(rows_.front().at), *end, panel_.unit, day(rows_.back().at));
  }

  void draw_band() {
    if (!panel_.good_above && !panel_.good_below) return;
    const double from = y(panel_.good_below.value_or(panel_.most)), to = y(panel_.good_above.value_or(panel_.least));
    out_ += fmt::format(R"svg(<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="var(--good-t)"/>)svg",
                        left, from, width - left - right, to - from);
    out_ +=
        fmt::format(R"svg(<text x="{:.1f}" y="{:.1f}" style="fill:var(--good)">good</text>)svg", left + 6, from + 15);
  }

  void draw_axis() {
    for (const double value : {panel_.least, (panel_.least + panel_.most) / 2, panel_.most}) {
      out_ +=
          fmt::format(R"svg(<path d="M{:.1f} {:.1f}H{:.1f}" stroke="var(--line)"/>)svg", left, y(value), width - right);
      out_ += fmt::format(R"svg(<text x="{:.1f}" y="{:.1f}" text-anchor="end">{:g}{}</text>)svg", left - 6,
                          y(value) + 4, value, escape(panel_.unit));
    }
    out_ += fmt::format(R"svg(<text x="{:.1f}" y="{:.1f}">{}</text>)svg", left, height - 8, day(rows_.front().at));
    out_ += fmt::format(R"svg(<text x="{:.1f}" y="{:.1f}" text-anchor="end">{}</text>)svg", width - right, height - 8,
                        day(rows_.back().at));
  }

  /// A thin upright where the rung changed.
  void draw_rungs() {
    for (std::size_t i = 1; i < rows_.size(); ++i) {
      if (rows_[i].rung == rows_[i - 1].rung) continue;
      out_ += fmt::format(R"svg(<path d="M{:.1f} {:.1f}V{:.1f}" stroke="var(--muted)" stroke-dasharray="2 4"/>)svg",
                          x(rows_[i].at), top, height - bottom);
    }
  }

  void draw_values() {
    std::string path, marks;
    bool pen_down = false;
    for (const TrendRow& row : rows_) {
      const auto value = panel_.value(row);
      if (!value) {
        pen_down = false;  // missing data is a gap, never a straight line
        continue;
      }
      const double at_x = x(row.at), at_y = y(*value);
      if (pen_down && panel_.steps)
        path += fmt::format("H{:.1f}V{:.1f}", at_x, at_y);
      else
        path += fmt::format("{}{:.1f} {:.1f}", pen_down ? "L" : "M", at_x, at_y);
      const auto half = panel_.half_width ? panel_.half_width(row) : std::nullopt;
      if (half)
        marks += fmt::format(
            R"svg(<path d="M{:.1f} {:.1f}V{:.1f}" stroke="var(--ink)" stroke-opacity=".35" stroke-width="3"/>)svg",
            at_x, y(*value - *half), y(*value + *half));
      marks += fmt::format(
          R"svg(<circle cx="{:.1f}" cy="{:.1f}" r="3.5" fill="var(--ink)"><title>{}: {:.4g}{}</title></circle>)svg",
          at_x, at_y, day(row.at), *value, escape(panel_.unit));
      pen_down = true;
    }
    out_ += fmt::format(
                R"svg(<path d="{}" fill="none" stroke="var(--ink)" stroke-width="2.25" stroke-linejoin="round"/>)svg",
                path) +
            marks;
  }

  const Panel& panel_;
  std::span<const TrendRow> rows_;
  progress::Instant first_;
  double span_ = 1;
  std::string out_;
};

std::optional<double> to_degrees_of(const std::optional<double>& rad) {
  return rad ? std::optional(to_degrees(Radians{*rad}).value()) : std::nullopt;
}

std::vector<Panel> make_panels(std::span<const TrendRow> rows, const catalog::Catalog& catalog) {
  double heaviest = 0;
  for (const TrendRow& row : rows) heaviest = std::max(heaviest, row.load.value_or(Kilograms{0}).value());
  const auto& ladder = catalog.ladder;
  const double clean_share =
      ladder.rungs.empty() ? 0.8 : static_cast<double>(ladder.rungs.front().gate.clean) / ladder.rungs.front().gate.of;
  std::vector<Panel> panels{
      {"Clean reps",
       "Share of the judged reps without a fault; a gate asks for the upper band. Dotted uprights: the rung changed.",
       " %",
       0,
       100,
       [](const TrendRow& row) {
         return row.judged == 0 ? std::nullopt : std::optional(100.0 * row.clean / row.judged);
       },
       {},
       clean_share * 100,
       {},
       false},
      {"Depth",
       "Mean of the deepest hip fold of each rep; the bar is what could be noise.",
       "°",
       0,
       120,
       [](const TrendRow& row) { return to_degrees_of(row.hip_fold); },
       [](const TrendRow& row) { return row.hip_fold_sem ? to_degrees_of(1.96 * *row.hip_fold_sem) : std::nullopt; },
       {},
       {},
       false},
      {"Pain",
       "The worst that was told, 0 to 10. Up to the band goes on.",
       "",
       0,
       10,
       [](const TrendRow& row) { return row.pain ? std::optional(static_cast<double>(*row.pain)) : std::nullopt; },
       {},
       {},
       static_cast<double>(ladder.pain.go_on),
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
                   true});
  }
  return panels;
}

std::string render_table(std::span<const TrendRow> rows, const catalog::Catalog& catalog) {
  std::string text =
      "<section><h2>Every training</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Every "
      "training\"><table><thead><tr>"
      "<th scope=\"col\">Day</th><th scope=\"col\">Rung</th><th class=\"n\" scope=\"col\">Load</th><th class=\"n\" "
      "scope=\"col\">Sets</th>"
      "<th class=\"n\" scope=\"col\">Clean</th><th class=\"n\" scope=\"col\">Depth</th><th class=\"n\" "
      "scope=\"col\">Effort</th>"
      "<th class=\"n\" scope=\"col\">Pain</th><th scope=\"col\">Then</th></tr></thead><tbody>";
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    const catalog::Rung* rung = catalog.ladder.find_rung(row->rung);
    const auto cell = [](bool known, const std::string& value) {
      return "<td class=\"n\">" + (known ? value : std::string("–")) + "</td>";
    };
    text +=
        fmt::format("<tr><td>{}</td><td>{}</td>", day(row->at), escape(rung == nullptr ? row->exercise : rung->title));
    text += cell(row->load.has_value(), row->load ? fmt::format("{:g} kg", row->load->value()) : "");
    text += cell(true, std::to_string(row->sets));
    text += cell(row->filmed > 0, fmt::format("{} of {}", row->clean, row->filmed));
    text += cell(row->hip_fold.has_value(), row->hip_fold ? fmt::format("{:.0f}°", *to_degrees_of(row->hip_fold)) : "");
    text += cell(row->effort.has_value(), row->effort ? fmt::format("{:g}", *row->effort) : "");
    text += cell(row->pain.has_value(), row->pain ? std::to_string(*row->pain) : "");
    text += fmt::format("<td>{}</td></tr>", escape(row->move));
  }
  return text + "</tbody></table></div></section>";
}

std::string say_headline(std::span<const TrendRow> rows, const catalog::Catalog& catalog) {
  const catalog::Rung* rung = catalog.ladder.find_rung(rows.back().rung);
  const std::string count = assess::capitalise(assess::say_count(rows.size()));
  return fmt::format("{} {}{}.", count, rows.size() == 1 ? "training" : "trainings",
                     rung == nullptr ? std::string{} : ", now at: " + rung->title);
}

}  // namespace

std::string render_trends_page(const progress::History& history, std::span<const TrendRow> rows,
                               const catalog::Catalog& catalog) {
  std::string page = fmt::format(
      "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width,initial-scale=1\">"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
      "<title>{}: trends</title><style>{}</style></head><body><main>",
      escape(history.person.name), style);
  if (rows.empty())
    return page + fmt::format("<h1>{}</h1><p class=\"lead\">No sets yet.</p></main></body></html>\n",
                              escape(history.person.name));
  page += fmt::format(
      "<h1>{}</h1><p class=\"lead\">{} {} to {}. Compared with yourself: what could be noise is drawn as noise.</p>",
      escape(history.person.name), escape(say_headline(rows, catalog)), day(rows.front().at), day(rows.back().at));
  for (const Panel& panel : make_panels(rows, catalog)) {
    page += fmt::format("<section><h2>{}</h2><p class=\"key\">{}</p>{}</section>", escape(panel.title),
                        escape(panel.key), Drawing(panel, rows).render());
  }
  return page + render_table(rows, catalog) + "</main></body></html>\n";
}

}  // namespace hinge::report
