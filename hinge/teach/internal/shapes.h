#pragma once
// The parts of the drawn body that keep their shape, and the trunk that does not.
#include <array>
#include <string>
#include <vector>

#include "hinge/teach/internal/skeleton.h"

namespace hinge::teach::internal {

/// <g id="h-…"> of every rigid part. Limbs hang down from their upper joint, head and pelvis stand up from C7 and hip,
/// the shoe lies under its ankle; 400 units a metre, facing right.
[[nodiscard]] std::string rigid_parts();

/// How the trunk is swollen by a breath, metres.
struct Swell {
  double belly = 0, low_back = 0, chest = 0;
};

/// The shirt's outline: up the back, round the neck, down the front.
[[nodiscard]] std::vector<At> shirt(const Skeleton& body, const Swell& swell);
/// The line of the back from the sacrum to the neck, on the skin.
[[nodiscard]] std::vector<At> back_line(const Skeleton& body);
/// Sacrum, mid back and head: where a stick along the spine touches.
struct BackContacts {
  At sacrum, mid_back, head;
};
[[nodiscard]] BackContacts back_contacts(const Skeleton& body);

}  // namespace hinge::teach::internal
