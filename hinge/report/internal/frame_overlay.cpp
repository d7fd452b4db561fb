#include "hinge/report/internal/frame_overlay.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "hinge/report/evidence.h"
#include "hinge/report/internal/numbers.h"

namespace hinge::report::internal {
namespace {

using analysis::Analysis;
using assess::Verdict;
using body::Part;
using catalog::Catalog;
using catalog::Spot;

std::optional<Spot> spot_of(const Catalog& catalog, std::string_view rule) {
  const auto* found = catalog.find_rule(rule);
  return found == nullptr ? std::nullopt : found->shown_at;
}

/// What the rules shown there say of this moment; nothing where they were not asked or could not tell.
std::optional<Verdict> verdict_at(const Analysis& analysis, const Catalog& catalog, const movement::Rep& rep,
                                  std::size_t frame, Spot spot) {
  std::optional<Verdict> worst;
  for (const auto& assessment : analysis.set.reps) {
    if (assessment.rep != rep.index) continue;
    for (const auto& finding : assessment.findings) {
      if (finding.verdict == Verdict::cannot_judge || spot_of(catalog, finding.rule) != spot) continue;
      const bool begun = !finding.onset || analysis.motion.time[frame] >= *finding.onset;
      const auto now = begun ? finding.verdict : Verdict::good;
      worst = worst ? std::max(*worst, now) : now;
    }
  }
  return worst;
}

Radians sd_at(const kinematics::AngleSeries& series, std::size_t frame) {
  return frame < series.size() && series[frame] ? series[frame].sd() : Radians{0};
}

std::optional<BackMark> back_mark(const Analysis& analysis, const Catalog& catalog, const movement::Rep& rep, std::size_t frame) {
  const auto& motion = analysis.motion;
  const auto verdict = verdict_at(analysis, catalog, rep, frame, Spot::lower_back);
  if (!verdict || frame >= motion.back.size() || !motion.back[frame] || !motion.lumbar_flexion[frame]) {
    return std::nullopt;
  }
  constexpr Degrees vague{12};  // docs/look/README.md 2
  const auto& line = *motion.back[frame];
  const auto on_screen = [&](const kinematics::BackLine::Tangent& tangent) {
    const double lean = tangent.inclination.value();
    return BackMark::Tangent{tangent.at, Radians{std::atan2(-std::cos(lean), motion.view.facing * std::sin(lean))}};
  };
  return BackMark{line.outline,
                  {on_screen(line.sacrum), on_screen(line.ribs)},
                  motion.lumbar_flexion[frame].sd() > to_radians(vague),
                  false,
                  *verdict};
}

/// The stick where it was last looked for: at most a few frames away.
std::optional<GuideLine> stick_line(const Analysis& analysis, std::size_t frame) {
  constexpr Seconds near{0.11};  // looks are 0.2 s apart
  const auto& motion = analysis.motion;
  std::optional<GuideLine> nearest;
  Seconds distance = near;
  for (std::size_t i = 0; i < motion.stick.line.size(); ++i) {
    const Seconds away{std::abs((motion.time[i] - motion.time[frame]).value())};
    if (!motion.stick.line[i] || away > distance) continue;
    distance = away;
    nearest = GuideLine{motion.stick.line[i]->head_end, motion.stick.line[i]->hip_end, false};
  }
  return nearest;
}

/// Its edge where that was seen; else upright behind the hips, from the floor to above them: where the buttocks meet it.
std::optional<GuideLine> wall_line(const Analysis& analysis, const Skeleton& skeleton) {
  const auto wall = find_known_wall(analysis);
  if (wall && wall->source == metrics::WallSource::seen)
    return GuideLine{analysis.motion.wall->bottom, analysis.motion.wall->top, false};
  const auto &ankle = skeleton.near(Part::ankle), &hip = skeleton.near(Part::hip);
  const auto& scale = analysis.motion.scale;
  if (!wall || !ankle || !hip || !scale.leg_length_m.has_value()) return std::nullopt;
  const double px_per_m = scale.leg_length.value() / scale.leg_length_m.value().value();
  const double x = ankle->x - analysis.motion.view.facing * (wall->behind_ankle.value() + kinematics::buttock_behind_hip_m) * px_per_m;
  const double top = hip->y - 0.3 * px_per_m;
  return GuideLine{{x, ankle->y}, {x, top}, wall->source == metrics::WallSource::learned};
}

std::optional<std::string> angle_word(const std::string& name, const kinematics::AngleSeries& series, std::size_t frame) {
  if (frame >= series.size() || !series[frame]) return std::nullopt;
  const long whole = std::lround(to_degrees(series[frame].value()).value());
  return name + " " + std::to_string(whole) + "°";
}

std::string_view phase_words(movement::PhaseName phase) {
  switch (phase) {
    case movement::PhaseName::setup: return "setting up";
    case movement::PhaseName::descent: return "going down";
    case movement::PhaseName::bottom: return "bottom";
    case movement::PhaseName::ascent: return "coming up";
    case movement::PhaseName::lockout: return "standing tall";
  }
  return "";
}

}  // namespace

std::string tenths(Seconds time) {
  std::string text = std::to_string(std::lround(time.value() * 10));
  if (text.size() < 2) text.insert(0, "0");
  return text.insert(text.size() - 1, ".");
}

std::vector<std::string> angle_words(const kinematics::Motion& motion, std::size_t frame) {
  std::vector<std::string> words;
  if (auto hip = angle_word("hip fold", motion.hip_fold.camera_side, frame)) words.push_back(*std::move(hip));
  if (auto knee = angle_word("knee", motion.knee_flexion.camera_side, frame)) words.push_back(*std::move(knee));
  return words;
}

const movement::Rep* find_rep_at(const movement::Movement& movement, std::size_t frame) {
  for (const auto& rep : movement.reps) {
    std::size_t last = rep.end;
    for (const auto& phase : rep.phases) last = std::max(last, phase.frames.last);
    if (frame >= rep.start && frame <= last) return &rep;
  }
  return nullptr;
}

Overlay frame_overlay(const Analysis& analysis, const Catalog& catalog, const Skeleton& skeleton, std::size_t frame, double u_px) {
  const auto& motion = analysis.motion;
  Overlay overlay;
  overlay.skeleton = skeleton;
  overlay.u_px = u_px;
  overlay.draw_far_side = motion.view.view == kinematics::View::frontal;
  overlay.faces_right = motion.view.facing > 0;
  const auto* rep = find_rep_at(analysis.movement, frame);
  const auto add = [&](Part joint, Spot spot, const kinematics::AngleSeries& series) {
    // An angle that was not measured is not drawn, even where its joints were seen.
    if (frame >= series.size() || !series[frame]) return;
    const auto verdict = rep == nullptr ? std::nullopt : verdict_at(analysis, catalog, *rep, frame, spot);
    overlay.arcs.push_back({joint, sd_at(series, frame), false, verdict.value_or(Verdict::good)});
  };
  // Seen from the front an arc in the picture is not the fold it would claim to be.
  if (!overlay.draw_far_side) {
    add(Part::hip, Spot::hip, motion.hip_fold.camera_side);
    add(Part::knee, Spot::knee, motion.knee_flexion.camera_side);
    if (rep != nullptr) overlay.back = back_mark(analysis, catalog, *rep, frame);
    if (const auto stick = stick_line(analysis, frame)) overlay.guides.push_back(*stick);
    if (const auto wall = wall_line(analysis, skeleton)) overlay.guides.push_back(*wall);
  }
  return overlay;
}

void add_hero_marks(Overlay& overlay, const Analysis& analysis, const Catalog& catalog, std::size_t frame, const std::string& rule) {
  const auto judged = spot_of(catalog, rule);
  // The label has the colour of the line it names: a borderline back is not a fault.
  const auto* rep = find_rep_at(analysis.movement, frame);
  const bool fault = rep != nullptr && judged && verdict_at(analysis, catalog, *rep, frame, *judged) == Verdict::fault;
  const auto add = [&](Part joint, Spot spot, const std::string& name, const kinematics::AngleSeries& series) {
    const auto& point = overlay.skeleton.near(joint);
    const auto text = angle_word(name, series, frame);
    if (point && text) overlay.tags.push_back({*text, *point, fault && judged == spot});
  };
  if (judged == Spot::lower_back) {
    // The low back lies on the hip end of the line from hip to shoulder; L5/S1 is at about a fifth of it.
    constexpr double low_back = 0.3;
    const auto &hip = overlay.skeleton.near(Part::hip), &shoulder = overlay.skeleton.near(Part::shoulder);
    const auto text = angle_word("lower back", analysis.motion.lumbar_flexion, frame);
    if (text && overlay.back && !overlay.back->outline.empty()) {
      const auto& outline = overlay.back->outline;
      overlay.tags.push_back({*text, outline[static_cast<std::size_t>(low_back * static_cast<double>(outline.size()))], fault});
    } else if (hip && shoulder && text) {
      const auto along = *shoulder - *hip;
      overlay.tags.push_back({*text, {hip->x + low_back * along.x, hip->y + low_back * along.y}, fault});
    }
  }
  add(Part::hip, Spot::hip, "hip fold", analysis.motion.hip_fold.camera_side);
  add(Part::knee, Spot::knee, "knee", analysis.motion.knee_flexion.camera_side);
  for (auto& arc : overlay.arcs) arc.show_uncertainty = true;
  if (overlay.back) overlay.back->show_uncertainty = true;
}

Caption frame_caption(const Analysis& analysis, const Catalog& catalog, std::size_t frame) {
  const auto& reps = analysis.movement.reps;
  Caption caption;
  for (const std::string& words : angle_words(analysis.motion, frame)) {
    caption.numbers += (caption.numbers.empty() ? "" : "  ") + words;
  }
  if (const auto* rep = find_rep_at(analysis.movement, frame)) {
    caption.title = "Rep " + std::to_string(rep->index) + " of " + std::to_string(reps.size());
    for (const auto& phase : rep->phases) {
      if (frame < phase.frames.first || frame > phase.frames.last) continue;
      caption.title += " · " + std::string(phase_words(phase.name));
      break;
    }
    caption.verdict = verdict_of_rep(analysis, catalog, rep->index);
    return caption;
  }
  const auto done = std::count_if(reps.begin(), reps.end(), [&](const auto& rep) { return rep.end < frame; });
  caption.title = reps.empty() ? "No reps" : std::to_string(done) + " of " + std::to_string(reps.size()) + (reps.size() == 1 ? " rep" : " reps");
  return caption;
}

}  // namespace hinge::report::internal
