#pragma once
// The JSON type the parts of the report page share; keys keep the order they were written in.
#include <nlohmann/json.hpp>

#include "hinge/report/report_page.h"

namespace hinge::report::internal {
using Json = nlohmann::ordered_json;
}  // namespace hinge::report::internal
