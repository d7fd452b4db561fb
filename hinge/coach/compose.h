#pragma once
// From findings to what a coach would say: one thing first, the rest quieter.
#include <functional>
#include <optional>
#include <string>

#include "hinge/assess/finding.h"
#include "hinge/catalog/catalog.h"
#include "hinge/coach/coaching.h"
#include "hinge/movement/movement.h"

namespace hinge::coach {

/// Cue and drill for a finding where somebody knows better than the case's own: what helped this person before.
struct Chosen {
  std::string cue, drill;  ///< ids of the catalog
};
/// Nothing: the case's own. Asked once, for the priority.
using CueChooser = std::function<std::optional<Chosen>(const catalog::Rule& rule, const catalog::Case& words)>;

/// The headline, the one priority with its cue and drill, and a title and sentence per rep.
///
/// Priority: what the whole set shows before what a single rep shows, a fault before a borderline; among equals safety
/// before pattern before finish, and the earliest cause before its effects. A borderline is a priority only where the
/// set shows it. Notes are never a priority.
[[nodiscard]] Coaching compose_coaching(const movement::Movement& movement, const assess::SetAssessment& set,
                                        const catalog::Catalog& catalog, const CueChooser& choose = {});

/// Fills Checkpoint::sentence of every checkpoint.
void write_checkpoint_sentences(const movement::Movement& movement, assess::SetAssessment& set,
                                const catalog::Catalog& catalog);

}  // namespace hinge::coach
