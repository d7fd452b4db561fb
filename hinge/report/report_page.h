#pragma once
// `report.html`: one self-contained file. The page was built from web/; its data is put in here.
// What the data looks like: docs/formats/report-data.md and web/src/api/report_data.ts.
#include <span>
#include <string>
#include <string_view>

#include "hinge/analysis/analysis.h"
#include "hinge/base/result.h"
#include "hinge/catalog/catalog.h"
#include "hinge/report/evidence.h"

namespace hinge::report {

struct ReportInput {
  const analysis::Analysis& analysis;
  const catalog::Catalog& catalog;
  std::span<const Still> stills;
  std::string_view created;  ///< ISO 8601; the caller's clock
};

/// The page's data as JSON text.
[[nodiscard]] std::string render_report_data(const ReportInput& input);

/// JSON that may stand inside a <script> element: no '<', no line separators that old script parsers trip over.
[[nodiscard]] std::string to_inline_json(std::string json);

/// Error invalid: the page does not hold the marker exactly once.
[[nodiscard]] Result<std::string> render_report_page(std::string_view page, const ReportInput& input);

}  // namespace hinge::report
