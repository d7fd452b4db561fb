#include "hinge/media/library_version.h"

extern "C" {
#include <libavutil/avutil.h>
}

namespace hinge::media {

std::string library_version() { return std::string("FFmpeg ") + av_version_info(); }

}  // namespace hinge::media
