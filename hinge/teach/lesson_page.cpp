#include "hinge/teach/lesson_page.h"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "hinge/teach/figure.h"
#include "hinge/teach/internal/svg.h"
#include "hinge/teach/words.h"

namespace hinge::teach {
namespace {

using catalog::Catalog;
using catalog::Figure;
using catalog::Lesson;
using internal::escape;

constexpr std::string_view brand_mark =
    R"(<svg viewBox="0 0 28 28" aria-hidden="true"><path d="M16.5 25.5L20 14 6 6.5" fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>)";

std::string_view mark_shape(Figure::Mark mark) {
  switch (mark) {
    case Figure::Mark::good:
      return R"(<svg class="mark t-good" viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="9" fill="currentColor"/><path class="on" d="M5.6 10.4l3 3 5.8-6.4" stroke-width="2.2"/></svg>)";
    case Figure::Mark::fault:
      return R"(<svg class="mark t-fault" viewBox="0 0 20 20" aria-hidden="true"><path d="M10 1.6L19.4 18H.6z" fill="currentColor" stroke="currentColor" stroke-linejoin="round"/></svg>)";
    case Figure::Mark::none: break;
  }
  return "";
}

/// A good and a faulty figure side by side share a frame: one scale, one floor. Others share only the height.
std::vector<Frame> find_frames(const Lesson& lesson) {
  std::vector<Frame> frames;
  double top = 0;
  for (const Figure& figure : lesson.figures) {
    frames.push_back(find_frame(figure));
    if (figure.scene == catalog::Scene::side) top = std::max(top, frames.back().top);
  }
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (lesson.figures[i].scene == catalog::Scene::side) frames[i].top = top;
    const bool pair = i > 0 && lesson.figures[i].mark == Figure::Mark::fault && lesson.figures[i - 1].mark == Figure::Mark::good;
    if (pair) frames[i] = frames[i - 1] = around(frames[i - 1], frames[i]);
  }
  return frames;
}

std::string render_figures(const Lesson& lesson) {
  const std::vector<Frame> frames = find_frames(lesson);
  std::string text = fmt::format("<div class=\"figures n{}\">", lesson.figures.size());
  for (std::size_t i = 0; i < lesson.figures.size(); ++i) {
    const Figure& figure = lesson.figures[i];
    const std::string_view word = mark_words(figure.mark);
    text += "<figure>" + render_figure(figure, frames[i]) + "<figcaption>" + std::string(mark_shape(figure.mark));
    text += word.empty() ? "<span>" : fmt::format("<span><b>{}.</b> ", word);
    text += escape(figure.caption) + "</span></figcaption></figure>";
  }
  return text + "</div>";
}

std::string items(const std::vector<std::string>& list, std::string_view element) {
  std::string text = fmt::format("<{}>", element);
  for (const std::string& item : list) text += "<li>" + escape(item) + "</li>";
  return text + fmt::format("</{}>", element);
}

std::string row(std::string_view name, const std::string& content) {
  return content.empty() ? std::string{} : fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", name, content);
}

std::string cue_texts(const Catalog& catalog, const Lesson& lesson) {
  std::string text;
  for (const std::string& id : lesson.cues) {
    const catalog::Cue* cue = catalog.find_cue(id);
    if (cue == nullptr) continue;
    text += fmt::format("<p class=\"cue\">“{}”</p>", escape(cue->text));
  }
  return text;
}

std::string links(const Catalog& catalog, const Lesson& lesson) {
  std::string text;
  for (const std::string& id : lesson.next) {
    const Lesson* next = catalog.find_lesson(id);
    if (next != nullptr) text += fmt::format("{}<a href=\"#{}\">{}</a>", text.empty() ? "" : ", ", id, escape(next->title));
  }
  return text;
}

std::string render_claims(const Catalog& catalog, const Lesson& lesson) {
  std::string text = "<details class=\"claims\"><summary>Where this comes from</summary><ul>";
  for (const catalog::Claim& claim : lesson.claims) {
    text += fmt::format("<li>{} <span class=\"evidence\">{}</span> <cite>{}", escape(claim.text), evidence_words(claim.evidence),
                        escape(source_words(catalog, claim.source)));
    const catalog::Source* source = catalog.find_source(claim.source);
    if (source != nullptr && !source->doi.empty()) text += fmt::format(", doi <a href=\"https://doi.org/{0}\">{0}</a>", escape(source->doi));
    text += "</cite></li>";
  }
  return text + "</ul></details>";
}

std::string render_facts(const Catalog& catalog, const Lesson& lesson) {
  const catalog::Drill* drill = catalog.find_drill(lesson.drill);
  std::string text = row("Words that help", cue_texts(catalog, lesson));
  if (drill != nullptr) text += row("How much", escape(drill->dose)) + row("Then", escape(drill->next));
  if (!lesson.exercise.empty()) text += row("Film it", fmt::format("<code>hinge analyze set.mp4 --exercise {}</code>", lesson.exercise));
  text += row("Next", links(catalog, lesson));
  return text.empty() ? text : "<dl>" + text + "</dl>";
}

std::string render_contents(const Catalog& catalog) {
  std::string text = "<nav aria-label=\"Lessons\">";
  for (const ChapterWords& chapter : chapters()) {
    std::string topics;
    for (const Lesson& lesson : catalog.lessons) {
      if (lesson.chapter == chapter.chapter) topics += fmt::format("<li><a href=\"#{}\">{}</a></li>", lesson.id, escape(lesson.title));
    }
    if (!topics.empty()) text += fmt::format("<div><h2>{}</h2><ul>{}</ul></div>", chapter.title, topics);
  }
  return text + "</nav>";
}

std::string page_style() {
  return R"(
:root{--ground:#f5f4f0;--surface:#fff;--ink:#1b2422;--muted:#56605c;--line:#dad8d0;--good:#0a6a78;--fault:#a8173f;--on-mark:#fff;--f:-apple-system,BlinkMacSystemFont,"Segoe UI Variable Text","Segoe UI",Roboto,"Noto Sans","Liberation Sans",system-ui,sans-serif}
@media screen and (prefers-color-scheme:dark){:root{--ground:#131816;--surface:#1b2220;--ink:#edefea;--muted:#a3ada8;--line:#333c38;--good:#6ccbd6;--fault:#ff8fa6;--on-mark:#131816}}
*{box-sizing:border-box}html{-webkit-text-size-adjust:100%;scroll-behavior:smooth;scroll-padding-top:24px}@media(prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--ground);color:var(--ink);font:17px/1.5 var(--f);font-variant-numeric:tabular-nums;overflow-wrap:break-word}
.page{max-width:1120px;margin:0 auto;padding:0 20px 64px}h1,h2,h3,p,ul,ol,dl,dd,figure{margin:0;padding:0}a{color:inherit;text-underline-offset:3px}:focus-visible{outline:3px solid var(--good);outline-offset:3px;border-radius:4px}
.top{display:flex;justify-content:space-between;align-items:center;padding:20px 0 32px;gap:16px;flex-wrap:wrap}.brand{display:flex;align-items:center;gap:8px;font-weight:800;font-size:20px;letter-spacing:-.02em}.brand svg{width:28px;height:28px}
h1{font-size:clamp(30px,7.9vw,48px);line-height:1.1;letter-spacing:-.022em;font-weight:700;text-wrap:balance;max-width:18em}.lead-in{font-size:18px;color:var(--muted);max-width:58ch;margin-top:16px}
nav{columns:230px auto;column-gap:24px;margin:48px 0 64px;padding:24px 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line)}nav div{break-inside:avoid-column;padding-bottom:24px}nav h2{font-size:15px;line-height:1.35;margin-bottom:4px}nav ul{list-style:none}nav a{display:inline-block;padding:5px 0;text-decoration:none;font-size:15px}nav a:hover{text-decoration:underline}
.chapter{margin-bottom:96px}.chapter>h2{font-size:28px;line-height:1.25;letter-spacing:-.012em}.chapter>p{color:var(--muted);margin-top:4px}
.hold{display:flex;gap:10px;align-items:center;min-height:44px;font-size:15px}.hold input{width:20px;height:20px;accent-color:var(--good)}
body:has(#hold:checked) .moving{display:none}body:has(#hold:checked) .resting{display:inline}
footer{color:var(--muted);font-size:15px;max-width:62ch}
@media print{nav,.hold{display:none}.claims{display:block}})";
}

}  // namespace

std::string lesson_style() {
  return R"(
.lesson{border-top:1px solid var(--line);padding:32px 0 16px;margin-top:32px}.lesson h3{font-size:24px;line-height:1.25;letter-spacing:-.012em}.lesson .lead{font-size:18px;max-width:58ch;margin-top:6px}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(280px,100%),1fr));gap:24px;margin:24px 0}.figures.n1{max-width:560px}
.figures figure{display:flex;flex-direction:column;justify-content:flex-end;gap:10px;margin:0}.figures .figure{max-height:420px}.figures figcaption{display:flex;gap:8px;align-items:flex-start;font-size:15px;line-height:1.4;max-width:44ch}
.mark{width:18px;height:18px;flex:none;margin-top:2px}.mark .on{fill:none;stroke:var(--on-mark);stroke-linecap:round;stroke-linejoin:round}.t-good{color:var(--good)}.t-fault{color:var(--fault)}
.lesson .body{display:grid;gap:16px 48px}@media(min-width:960px){.lesson .body{grid-template-columns:minmax(0,1fr) minmax(0,400px)}}
.lesson p{max-width:62ch}.lesson .words p+p{margin-top:12px}.lesson ol,.lesson .words ul{margin:12px 0 0;padding-left:22px;max-width:60ch}.lesson li+li{margin-top:4px}.lesson h4{font-size:15px;margin:16px 0 0}
.lesson dl{border-top:1px solid var(--line);align-self:start;margin:0}.lesson dl>div{display:grid;grid-template-columns:112px minmax(0,1fr);gap:12px;padding:10px 0;border-bottom:1px solid var(--line);font-size:15px}.lesson dt{color:var(--muted)}.lesson dd{margin:0}.lesson .cue{font-weight:700}.lesson code{font-size:14px}
.claims{margin-top:16px;font-size:15px;color:var(--muted);max-width:72ch}.claims summary{cursor:pointer;padding:10px 0;min-height:44px}.claims ul{padding-left:22px;margin:4px 0 0}.claims .evidence{color:var(--ink);border-bottom:1px dotted var(--ink)}.claims cite{font-style:normal}
)" + figure_style();
}

std::string render_lesson_article(const Catalog& catalog, const Lesson& lesson) {
  std::string words;
  for (const std::string& paragraph : lesson.text) words += "<p>" + escape(paragraph) + "</p>";
  const catalog::Drill* drill = catalog.find_drill(lesson.drill);
  if (!lesson.steps.empty()) {
    words += "<h4>How</h4>" + items(lesson.steps, "ol");
  } else if (drill != nullptr) {
    words += "<h4>How</h4><p>" + escape(drill->how) + "</p>";
  }
  if (!lesson.look_for.empty()) words += "<h4>It works when</h4>" + items(lesson.look_for, "ul");
  return fmt::format(
      "<article class=\"lesson\" id=\"{}\"><h3>{}</h3><p class=\"lead\">{}</p>{}<div class=\"body\"><div class=\"words\">{}</div>{}</div>{}</article>\n",
      lesson.id, escape(lesson.title), escape(lesson.lead), render_figures(lesson), words, render_facts(catalog, lesson),
      render_claims(catalog, lesson));
}

std::string render_page(const Catalog& catalog, std::span<const Lesson* const> only) {
  std::string text =
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
      "<title>Learn the hip hinge</title><style>";
  text += page_style() + lesson_style() + "</style></head><body>\n" + render_shapes() + "<div class=\"page\">";
  text += "<header class=\"top\"><div class=\"brand\">" + std::string(brand_mark) +
          "Hinge</div><label class=\"hold\"><input type=\"checkbox\" id=\"hold\"> Hold the figures still</label></header>\n<main>";
  if (only.empty()) {
    text += "<h1>Learn the hip hinge</h1><p class=\"lead-in\">Fold at the hips, keep the back long, stand up tall. One step at a time, "
            "with what is known and what is only coaches’ experience said beside it.</p>" + render_contents(catalog);
  }
  for (const ChapterWords& chapter : chapters()) {
    std::string articles;
    for (const Lesson& lesson : catalog.lessons) {
      const bool wanted = only.empty() || std::ranges::find(only, &lesson) != only.end();
      if (lesson.chapter == chapter.chapter && wanted) articles += render_lesson_article(catalog, lesson);
    }
    if (articles.empty()) continue;
    text += fmt::format("<section class=\"chapter\"><h2>{}</h2><p>{}</p>\n{}</section>\n", chapter.title, chapter.about, articles);
  }
  text += "</main><footer><p>The figures are drawn from joint angles by the same conventions Hinge measures with; standing figures "
          "keep their centre of mass over the middle of the foot. Hinge screens technique and does not replace a professional: "
          "if something hurts, stop and ask one.</p></footer></div></body></html>\n";
  return text;
}

}  // namespace hinge::teach
