#pragma once
// From the analysis to what is drawn on one frame; stills and video share it.
#include <string>
#include <vector>

#include "hinge/analysis/analysis.h"
#include "hinge/catalog/catalog.h"
#include "hinge/report/overlay.h"

namespace hinge::report::internal {

/// "14.3"
[[nodiscard]] std::string tenths(Seconds time);

/// "hip fold 75°", "knee 13°": those measured at this frame, whole degrees.
[[nodiscard]] std::vector<std::string> angle_words(const kinematics::Motion& motion, std::size_t frame);

/// The rep this frame belongs to (a lockout may reach beyond its end), or nullptr.
[[nodiscard]] const movement::Rep* find_rep_at(const movement::Movement& movement, std::size_t frame);

/// Skeleton and arcs; the arc that a finding of this rep is about takes its verdict from where the finding begins. Which
/// arc that is says the rule's file.
[[nodiscard]] Overlay frame_overlay(const analysis::Analysis& analysis, const catalog::Catalog& catalog, const Skeleton& skeleton,
                                    std::size_t frame, double u_px);

/// Tags and uncertainty for the large still.
void add_hero_marks(Overlay& overlay, const analysis::Analysis& analysis, const catalog::Catalog& catalog, std::size_t frame,
                    const std::string& rule);

/// "Rep 2 of 4 · going down" with the rep's verdict; between reps "2 of 4 reps".
[[nodiscard]] Caption frame_caption(const analysis::Analysis& analysis, const catalog::Catalog& catalog, std::size_t frame);

}  // namespace hinge::report::internal
