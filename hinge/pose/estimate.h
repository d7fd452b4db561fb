#pragma once
// The door of this room: a video becomes a Recording.
#include <filesystem>
#include <optional>

#include "hinge/base/progress.h"
#include "hinge/base/result.h"
#include "hinge/body/recording.h"
#include "hinge/media/video_reader.h"
#include "hinge/pose/model.h"

namespace hinge::pose {

enum class Silhouettes : unsigned char { keep, drop };

struct EstimateOptions {
  std::filesystem::path models_folder;
  Model model = Model::full;
  int workers = 0;  ///< threads; 0: one for each core. The result does not depend on it
  Seconds start{0};
  std::optional<Seconds> end;  ///< only [start, end) is looked at; times stay those of the whole clip
  Silhouettes silhouettes = Silhouettes::keep;
  bool every_frame = false;  ///< also of clips of 58 and more pictures a second, of which one in two or more is enough
};

/// Follows the one person who does the movement through the clip. Landmarks are raw: no smoothing; one frame per
/// picture that is looked at, with no landmarks where nobody is found. Source::sha256 is left empty. What the user must know goes to
/// warnings: more_than_one_person, nobody_found, person_lost, few_frames, low_fps, corrupt_tail, repeated_times,
/// head_out_of_frame, feet_out_of_frame.
/// Errors: what probe and reader say, missing or damaged models (naming the file and `make setup`), cancelled.
[[nodiscard]] Result<body::Recording> estimate_recording(const media::VideoInfo& info, const EstimateOptions& options,
                                                         const RunControl& control);

}  // namespace hinge::pose
