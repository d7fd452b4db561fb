#pragma once
// The block at the bottom left of the annotated video: verdict mark, rep and phase, the two angles.
#include "hinge/report/overlay.h"

namespace hinge::report::internal {

void draw_caption(media::RgbImage& image, const Caption& caption);

}  // namespace hinge::report::internal
