#pragma once
// The frames that prove it: which moments of which rep, taken from the clip in one pass, with the overlay drawn on.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/analysis/analysis.h"
#include "hinge/base/progress.h"
#include "hinge/base/result.h"
#include "hinge/catalog/catalog.h"
#include "hinge/media/video_reader.h"
#include "hinge/metrics/wall.h"
#include "hinge/report/overlay.h"

namespace hinge::report {

enum class Moment : unsigned char { start, bottom, lockout, onset, worst };
[[nodiscard]] std::string_view to_string(Moment moment);

/// A moment worth a picture.
struct PlannedStill {
  int rep = 1;
  Moment moment = Moment::start;
  std::size_t frame = 0;
  std::string rule;                        ///< the finding it shows; empty for none
  std::optional<assess::Verdict> verdict;  ///< rings the thumbnail: borderline where a finding begins, its verdict at its worst
  bool hero = false;                       ///< the large picture: with tags and uncertainty
};

/// Per rep start, bottom, lockout; a rep with a finding also where it begins and its worst, unless a frame already taken
/// shows that. Last, once more and large, the one that proves the priority or shows the best rep.
[[nodiscard]] std::vector<PlannedStill> plan_stills(const analysis::Analysis& analysis, const catalog::Catalog& catalog);

struct Still {
  PlannedStill plan;
  Seconds time;
  std::string jpeg;
  int width_px = 0, height_px = 0;
  std::string alt;      ///< rep, moment, time and what is seen
  std::string caption;  ///< under the hero; empty otherwise
};

/// Decodes only the needed stretches of the clip. Errors are those of reading the clip.
[[nodiscard]] Result<std::vector<Still>> capture_stills(const media::VideoInfo& clip, const body::Recording& recording,
                                                        const analysis::Analysis& analysis, const catalog::Catalog& catalog,
                                                        const RunControl& control);

/// The wall behind the hips, where the exercise has one and it is known where it stands.
[[nodiscard]] std::optional<metrics::Wall> find_known_wall(const analysis::Analysis& analysis);

/// The mark of the rep of that number, as assess gives it; cannot_judge for a rep that was not assessed.
[[nodiscard]] assess::Verdict verdict_of_rep(const analysis::Analysis& analysis, const catalog::Catalog& catalog, int rep);

}  // namespace hinge::report
