#include "hinge/store/same_history.h"

#include <sstream>

#include "hinge/store/internal/person_json.h"

namespace hinge::store {
namespace {

/// The first line that differs: the export is the one form of a history that leaves nothing out.
std::string first_difference(const std::string& a, const std::string& b) {
  std::istringstream lines_a(a), lines_b(b);
  std::string line_a, line_b;
  for (;;) {
    const bool more_a = static_cast<bool>(std::getline(lines_a, line_a)), more_b = static_cast<bool>(std::getline(lines_b, line_b));
    if (!more_a && !more_b) return "";
    if (more_a != more_b || line_a != line_b) return (more_a ? line_a : "(nothing)") + " / " + (more_b ? line_b : "(nothing)");
  }
}

std::string whole(const progress::History& history) { return internal::render_person_json({history, {}, {}, {}}); }

}  // namespace

std::string set_difference(const progress::Set& a, const progress::Set& b) {
  progress::History one, other;
  one.sets = {a};
  other.sets = {b};
  return first_difference(whole(one), whole(other));
}

std::string history_difference(const progress::History& a, const progress::History& b) { return first_difference(whole(a), whole(b)); }

}  // namespace hinge::store
