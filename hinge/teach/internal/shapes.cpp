#include "hinge/teach/internal/shapes.h"

namespace hinge::teach::internal {
namespace {

// Half the depth of the trunk behind and in front of the spine's middle line at each node, metres: a lean adult drawn
// from the side (chest depth 0.23, waist 0.17), our drawing and no measurement.
constexpr std::array<double, spine_nodes> behind{.115, .088, .074, .080, .098, .108, .096, .050};
constexpr std::array<double, spine_nodes> ahead{.105, .098, .100, .098, .108, .120, .100, .036};

At skin(const Skeleton& body, std::size_t node, double out) { return body.spine[node] + out * in_front(body.lean[node]); }

}  // namespace

std::string rigid_parts() {
  return R"(<g id="h-thigh"><path class="h-leg" d="M-37 0C-37-24-18-38 3-38C25-38 39-22 40 2C42 48 36 108 25 148C24 170 12 182 1 182C-14 182-22 170-23 150C-28 108-37 52-37 0Z"/></g>
<g id="h-shank"><path class="h-leg" d="M23-4C25 30 22 70 17 112C15 138 13 156 13 176C13 186-12 186-13 176C-14 152-21 126-29 86C-34 50-30 18-23-4C-19-24 19-26 23-4Z"/></g>
<g id="h-foot"><path class="h-shoe" d="M-15-12C-17 0-29 6-29 20C-29 30-27 32-22 32L66 32C76 32 77 22 69 17C56 10 36 5 17-14C8-20-12-20-15-12Z"/><path class="h-sole" d="M-27 27L74 27"/></g>
<g id="h-pelvis"><path class="h-leg" d="M-44-38C-49-28-53-14-53 0C-54 26-38 42-12 42L20 34C32 18 40-6 40-26C40-34 38-40 32-46L-34-48C-38-48-42-43-44-38Z"/></g>
<g id="h-upper-arm"><path class="h-skin" d="M-20 20C-21 60-18 84-16 111C-15 126 16 126 17 111C20 84 23 60 21 20Z"/><path class="h-shirt" d="M-23-2C-23-32 25-32 25-2C27 24 25 44 23 60L-22 60C-24 44-25 24-23-2Z"/></g>
<g id="h-forearm"><path class="h-skin" d="M-16-2C-18-18 16-20 17-2C20 24 14 70 11 104C10 112-9 112-10 104C-14 70-20 24-16-2Z"/></g>
<g id="h-hand"><path class="h-skin" d="M-10 100C-15 116-14 138-7 156C-3 168 6 166 8 156C12 140 16 118 11 100Z"/><path class="h-skin" d="M6 104C16 114 21 126 18 138C14 140 10 132 6 122Z"/></g>
<g id="h-fist"><path class="h-skin" d="M-10 100C-16 108-18 126-12 136C-4 146 12 144 16 134C20 124 16 108 11 100Z"/></g>
<g id="h-palm"><path class="h-skin" d="M-12-6C-14 8-12 20-4 20L44 20C54 20 54 10 44 8C30 4 16-2 11-10Z"/></g>
<g id="h-head"><path class="h-skin" d="M-17 16C-15-6-15-22-16-36C-40-50-38-104 4-108C32-110 45-92 44-76C44-72 46-68 51-59C52-56 49-55 46-54C47-50 47-48 45-46C47-42 45-40 44-38C44-30 38-26 28-27C24-27 21-26 20-22C18-8 20 4 22 14Z"/><path class="h-hair" d="M40-92C30-120-16-122-32-92C-42-72-32-46-17-36C-14-46-10-54 0-58C-2-68 2-74 8-74C14-78 30-80 40-92Z"/><circle class="h-hair" cx="-36" cy="-96" r="14"/><path class="h-eye" d="M35-69L35-65"/></g>
)";
}

std::vector<At> shirt(const Skeleton& body, const Swell& swell) {
  // The breath fills the part between hip and ribs most at its middle.
  constexpr std::array<double, spine_nodes> fill{0, .5, 1, .8, .2, 0, 0, 0};
  constexpr std::array<double, spine_nodes> rise{0, 0, 0, 0, .5, 1, .8, 0};
  const Vector2<World> up = along(body.pelvis), front = in_front(body.pelvis);
  std::vector<At> outline{body.near.hip + 0.075 * up + -0.112 * front};
  for (std::size_t i = 1; i < spine_nodes; ++i) outline.push_back(skin(body, i, -behind[i] - swell.low_back * fill[i]));
  outline.push_back(body.spine.back() + 0.02 * along(body.lean.back()) + 0.0 * front);
  for (std::size_t i = spine_nodes - 1; i >= 1; --i)
    outline.push_back(skin(body, i, ahead[i] + swell.belly * fill[i] + swell.chest * rise[i]));
  outline.push_back(body.near.hip + 0.075 * up + 0.102 * front);
  return outline;
}

std::vector<At> back_line(const Skeleton& body) {
  constexpr double outside = 0.008;
  std::vector<At> line{body.near.hip + 0.075 * along(body.pelvis) + -0.115 * in_front(body.pelvis)};
  for (std::size_t i = 1; i < spine_nodes; ++i) line.push_back(skin(body, i, -behind[i] - outside));
  return line;
}

BackContacts back_contacts(const Skeleton& body) {
  constexpr double stick = 0.016;
  return {body.near.hip + 0.06 * along(body.pelvis) + (-0.118 - stick) * in_front(body.pelvis),
          skin(body, 5, -behind[5] - stick),
          body.spine.back() + 0.17 * along(body.head) + (-0.09 - stick) * in_front(body.head)};
}

}  // namespace hinge::teach::internal
