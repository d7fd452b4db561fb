#include "hinge/report/evidence.h"

#include <algorithm>
#include <cmath>

#include "hinge/assess/assess.h"
#include "hinge/media/video_writer.h"
#include "hinge/report/internal/frame_grabber.h"
#include "hinge/report/internal/frame_overlay.h"
#include "hinge/report/internal/picture_window.h"
#include "hinge/report/internal/weight_trail.h"
#include "hinge/report/skeleton_track.h"

namespace hinge::report {
namespace {

using analysis::Analysis;
using assess::Verdict;

// Two moments closer than this show the same picture to a reader.
constexpr double same_picture_s = 0.2;
// Beyond this many reps a clean rep is shown by its bottom alone: the page must stay small enough to send.
constexpr std::size_t full_strips = 20;
constexpr int thumb_width_px = 400, thumb_height_px = 640;   // 5:8, sharp at 200 CSS px on a phone
constexpr int hero_width_px = 880, hero_height_px = 1212;    // the look's 440:606, at twice its size
constexpr int thumb_quality = 78, hero_quality = 86;
constexpr double largest_zoom = 3.0;  // a 360p clip is drawn larger so that lines and type stay crisp

const assess::RepAssessment* find_rep(const Analysis& analysis, int rep) {
  const auto& reps = analysis.set.reps;
  const auto found = std::find_if(reps.begin(), reps.end(), [&](const auto& r) { return r.rep == rep; });
  return found == reps.end() ? nullptr : &*found;
}

/// The finding this rep is shown for: the priority if it is one of this rep's, else the first fault, else borderline.
const assess::Finding* leading_finding(const Analysis& analysis, const catalog::Catalog& catalog, int rep) {
  const auto* assessment = find_rep(analysis, rep);
  // A rep whose only findings are notes is a clean one and shown as such.
  if (assessment == nullptr || assess::rep_verdict(*assessment, catalog) == Verdict::good) return nullptr;
  const assess::Finding* best = nullptr;
  const auto rank = [&](const assess::Finding& f) {
    const int severity = f.verdict == Verdict::fault ? 2 : f.verdict == Verdict::borderline ? 1 : 0;
    return severity == 0 ? 0 : 2 * severity + (f.rule == analysis.coaching.priority ? 1 : 0);
  };
  for (const auto& finding : assessment->findings) {
    if (rank(finding) > (best == nullptr ? 0 : rank(*best))) best = &finding;
  }
  return best;
}

std::size_t nearest_frame(const std::vector<Seconds>& time, Seconds at) {
  const auto after = std::lower_bound(time.begin(), time.end(), at);
  if (after == time.begin()) return 0;
  if (after == time.end()) return time.size() - 1;
  const auto before = after - 1;
  return static_cast<std::size_t>((at - *before <= *after - at ? before : after) - time.begin());
}

std::size_t lockout_frame(const movement::Rep& rep) {
  for (const auto& phase : rep.phases) {
    // The first third: still at the top, before the next rep's preparation.
    if (phase.name == movement::PhaseName::lockout) return phase.frames.first + phase.frames.size() / 3;
  }
  return rep.end;
}

void add_finding_moments(std::vector<PlannedStill>& strip, const std::vector<Seconds>& time, const assess::Finding& finding) {
  const int rep = strip.front().rep;
  const auto shown = [&](Seconds at) {
    return std::find_if(strip.begin(), strip.end(), [&](const PlannedStill& still) {
      return std::abs((time[still.frame] - at).value()) < same_picture_s;
    });
  };
  if (finding.worst) {
    if (const auto still = shown(*finding.worst); still != strip.end()) {
      // One picture says both; the finding is what it is there for.
      still->moment = Moment::worst;
      still->rule = finding.rule;
      still->verdict = finding.verdict;
    } else {
      strip.push_back({rep, Moment::worst, nearest_frame(time, *finding.worst), finding.rule, finding.verdict});
    }
  }
  if (finding.onset && shown(*finding.onset) == strip.end()) {
    strip.push_back({rep, Moment::onset, nearest_frame(time, *finding.onset), finding.rule, Verdict::borderline});
  }
  std::stable_sort(strip.begin(), strip.end(), [](const auto& a, const auto& b) { return a.frame < b.frame; });
}

std::optional<PlannedStill> plan_hero(const Analysis& analysis, const catalog::Catalog& catalog, const std::vector<PlannedStill>& stills) {
  const auto& coaching = analysis.coaching;
  const PlannedStill* best = nullptr;
  const auto rank = [&](const PlannedStill& still) {
    if (!coaching.priority.empty()) {
      const bool proves = still.rep == coaching.priority_rep && still.rule == coaching.priority;
      return proves ? (still.moment == Moment::onset ? 2 : 3) : still.rep == coaching.priority_rep && still.moment == Moment::bottom ? 1 : 0;
    }
    if (still.moment != Moment::bottom && still.moment != Moment::worst) return 0;
    return verdict_of_rep(analysis, catalog, still.rep) == Verdict::good ? 2 : 1;
  };
  for (const auto& still : stills) {
    if (rank(still) > (best == nullptr ? 0 : rank(*best))) best = &still;
  }
  if (best == nullptr) return std::nullopt;
  PlannedStill hero = *best;
  hero.hero = true;
  return hero;
}

std::string moment_words(Moment moment) {
  switch (moment) {
    case Moment::start: return "at the start";
    case Moment::bottom: return "at the bottom";
    case Moment::lockout: return "standing tall";
    case Moment::onset: return "where it begins";
    case Moment::worst: return "where it shows most";
  }
  return {};
}

std::string describe(const PlannedStill& plan, Seconds time, const Analysis& analysis) {
  std::string text = "Rep " + std::to_string(plan.rep) + " " + moment_words(plan.moment) + ", " + internal::tenths(time) + " s.";
  for (const std::string& number : internal::angle_words(analysis.motion, plan.frame)) text += " " + number + ".";
  return text;
}

Result<Still> render_still(const media::RgbImage& picture, const PlannedStill& plan, const Analysis& analysis,
                           const catalog::Catalog& catalog, const Skeleton& skeleton, std::optional<WeightTrail> weight, double u_px,
                           const internal::Windows& windows) {
  Overlay overlay = internal::frame_overlay(analysis, catalog, skeleton, plan.frame, u_px);
  overlay.weight = std::move(weight);
  if (plan.hero) internal::add_hero_marks(overlay, analysis, catalog, plan.frame, plan.rule);
  const auto& window = plan.hero ? windows.hero : windows.thumb;
  const int limit_px = plan.hero ? hero_height_px : thumb_height_px;
  const double scale = std::min(largest_zoom, limit_px / window.height);
  const Placement placement{{window.left, window.top}, scale};
  const int width = std::max(2, static_cast<int>(std::lround(window.width * scale)));
  const int height = std::max(2, static_cast<int>(std::lround(window.height * scale)));
  media::RgbImage image = crop_and_scale(picture, placement, width, height);
  draw_overlay(image, to_placement(overlay, placement));
  HINGE_TRY(std::string jpeg, media::encode_jpeg(image, plan.hero ? hero_quality : thumb_quality));
  const Seconds time = analysis.motion.time[plan.frame];
  return Still{plan, time, std::move(jpeg), width, height, describe(plan, time, analysis), ""};
}

}  // namespace

std::string_view to_string(Moment moment) {
  switch (moment) {
    case Moment::start: return "start";
    case Moment::bottom: return "bottom";
    case Moment::lockout: return "lockout";
    case Moment::onset: return "onset";
    case Moment::worst: return "worst";
  }
  return "start";
}

std::optional<metrics::Wall> find_known_wall(const Analysis& analysis) {
  if (!analysis.movement.recognition.traits.wall_behind) return std::nullopt;
  return metrics::find_wall({analysis.motion, analysis.movement, analysis.athlete});
}

assess::Verdict verdict_of_rep(const Analysis& analysis, const catalog::Catalog& catalog, int rep) {
  const auto* assessment = find_rep(analysis, rep);
  return assessment == nullptr ? Verdict::cannot_judge : assess::rep_verdict(*assessment, catalog);
}

std::vector<PlannedStill> plan_stills(const Analysis& analysis, const catalog::Catalog& catalog) {
  std::vector<PlannedStill> stills;
  const auto& reps = analysis.movement.reps;
  for (const auto& rep : reps) {
    const auto* finding = leading_finding(analysis, catalog, rep.index);
    if (finding == nullptr && reps.size() > full_strips) {
      stills.push_back({rep.index, Moment::bottom, rep.bottom, "", std::nullopt});
      continue;
    }
    std::vector<PlannedStill> strip{{rep.index, Moment::start, rep.start, "", std::nullopt},
                                    {rep.index, Moment::bottom, rep.bottom, "", std::nullopt},
                                    {rep.index, Moment::lockout, lockout_frame(rep), "", std::nullopt}};
    if (finding != nullptr) add_finding_moments(strip, analysis.motion.time, *finding);
    stills.insert(stills.end(), strip.begin(), strip.end());
  }
  if (const auto hero = plan_hero(analysis, catalog, stills)) stills.push_back(*hero);
  return stills;
}

Result<std::vector<Still>> capture_stills(const media::VideoInfo& clip, const body::Recording& recording,
                                          const Analysis& analysis, const catalog::Catalog& catalog, const RunControl& control) {
  const auto plans = plan_stills(analysis, catalog);
  if (plans.empty()) return std::vector<Still>{};
  const auto track = compute_skeleton_track(recording, analysis.motion.view);
  const double u_px = compute_overlay_unit(recording, analysis.motion.scale);
  std::vector<std::size_t> frames;
  std::vector<Seconds> times;  // the film's
  const double slower = analysis.source.time_scale.value_or(1);
  for (const auto& plan : plans) frames.push_back(plan.frame), times.push_back(analysis.motion.time[plan.frame] * slower);
  const auto windows = internal::compute_windows(track, frames, u_px, clip.width_px, clip.height_px,
                                                 static_cast<double>(thumb_width_px) / thumb_height_px,
                                                 static_cast<double>(hero_width_px) / hero_height_px, analysis.motion.view.facing > 0);

  const auto places = internal::weight_places(analysis, track);
  const auto trail_of = [&](const PlannedStill& plan) -> std::optional<WeightTrail> {
    for (const auto& rep : analysis.movement.reps) {
      if (rep.index == plan.rep) return internal::weight_trail(analysis.motion.weight, places, rep, rep.end, plan.frame);
    }
    return std::nullopt;
  };

  std::vector<std::optional<Still>> stills(plans.size());
  std::optional<Error> failed;
  HINGE_TRY_VOID(internal::grab_frames(clip, times, control, [&](std::size_t index, const media::RgbImage& picture) {
    if (failed) return;
    const auto& plan = plans[index];
    auto still = render_still(picture, plan, analysis, catalog, track[plan.frame], trail_of(plan), u_px, windows);
    if (still) stills[index] = *std::move(still);
    else failed = still.error();
  }));
  if (failed) return fail(failed->code, failed->what, failed->where);
  std::vector<Still> seen;
  for (auto& still : stills) {
    if (still) seen.push_back(std::move(*still));
  }
  return seen;
}

}  // namespace hinge::report
