#pragma once
// Lessons for a terminal: plain text, wrapped.
#include <string>

#include "hinge/catalog/catalog.h"

namespace hinge::teach {

/// Every topic by chapter, one a line.
[[nodiscard]] std::string render_topics(const catalog::Catalog& catalog);
[[nodiscard]] std::string render_lesson_text(const catalog::Catalog& catalog, const catalog::Lesson& lesson);

}  // namespace hinge::teach
