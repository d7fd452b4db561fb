#pragma once
// Takes back landmarks that no body can have given: outside the picture, or legs that change their length.
#include "hinge/body/recording.h"

namespace hinge::pose {

/// Drops poses that flash up for a moment, marks landmarks outside the picture, and the knee and ankle of a leg whose
/// thigh or shank jumps, as not measured. Works on recordings from video (Space::image) with BlazePose's columns;
/// leaves others alone. Repeating it changes nothing.
void mark_implausible(body::Recording& recording);

/// The legs alone. A skeleton snapped to a weight plate keeps a high visibility; its limbs' lengths give it away
/// (docs/science.md 5.5: a thigh or shank that changes by more than 25 % in one frame). Legs that shorten slowly
/// because they turn towards the camera are left alone.
void mark_implausible_limbs(body::Recording& recording);

/// A pose of a few frames between two losses is a guess at whatever was there: those frames become empty.
void drop_flashes(body::Recording& recording);

/// Landmarks outside the picture: the network guesses those.
void mark_outside_picture(body::Recording& recording);

}  // namespace hinge::pose
