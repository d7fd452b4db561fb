#pragma once
// Lessons as one self-contained page: no script, no font, nothing to fetch; figures move unless the reader says no.
#include <span>
#include <string>

#include "hinge/catalog/catalog.h"

namespace hinge::teach {

/// All lessons in the order of the course; `only`: just those (with what surrounds a page).
[[nodiscard]] std::string render_page(const catalog::Catalog& catalog, std::span<const catalog::Lesson* const> only = {});

/// One lesson as an <article>, for pages that bring render_shapes() and lesson_style() themselves.
[[nodiscard]] std::string render_lesson_article(const catalog::Catalog& catalog, const catalog::Lesson& lesson);
[[nodiscard]] std::string lesson_style();

}  // namespace hinge::teach
