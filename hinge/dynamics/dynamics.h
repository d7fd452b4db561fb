#pragma once
// What the motion asks of the body: where the weight lies over the foot, what hip, knee, ankle and low back hold, how
// long the muscles are. Statics of a linked body (docs/science.md 3.1): swings and throws it does not describe.
#include <vector>

#include "hinge/base/measured.h"
#include "hinge/base/units.h"

namespace hinge::dynamics {

using Series = std::vector<Measured<double>>;  ///< one per frame

struct Dynamics {
  Measured<Kilograms> mass;  ///< as given, or an assumed one with the deviation of people
  bool mass_was_given = false;
  Kilograms load;  ///< at the hands; 0 where nothing was said
  bool load_was_given = false;

  Series com_position;         ///< of body and load along the foot, in foot lengths from the heel
  Series com_ahead_of_ankle;   ///< m
  // Net moments of both sides together over body mass, N·m/kg. + the extensors (at the ankle the calf) work; the knee
  // below zero is held by its flexors, the mechanical mark of a hinge.
  Series hip_moment, knee_moment, ankle_moment, l5s1_moment;
  // Change of length over that in the person's own standing.
  Series biceps_femoris, semitendinosus, semimembranosus, hamstrings, rectus_femoris;
  Series gluteus;  ///< lengthening in thigh lengths
};

/// N·m/kg times the body's mass, with the mass's own uncertainty.
[[nodiscard]] Measured<double> to_newton_metres(Measured<double> per_mass, Measured<Kilograms> mass);

}  // namespace hinge::dynamics
