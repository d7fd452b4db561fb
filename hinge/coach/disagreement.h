#pragma once
// When what the user said and what the camera saw are two different things.
#include "hinge/catalog/catalog.h"
#include "hinge/movement/movement.h"

namespace hinge::coach {

/// The exercise the recording looks like, where it looks quite unlike the one the user named; nullptr: no reason to say so.
[[nodiscard]] const catalog::Exercise* find_disagreement(const movement::Recognition& recognition,
                                                         const catalog::Catalog& catalog);

}  // namespace hinge::coach
