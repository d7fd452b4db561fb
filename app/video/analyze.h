#pragma once
// `hinge analyze`: clips in, a folder of results each.
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/console.h"
#include "app/exit_code.h"
#include "app/resources.h"
#include "hinge/analysis/analysis.h"
#include "hinge/body/athlete.h"
#include "hinge/pose/model.h"
#include "hinge/progress/history.h"

namespace hinge::app {

enum class Output : unsigned char { json, html, video, csv, trc, clip };

/// How much of a clip is printed: the sentence and the cue, or every number of every rep.
enum class Detail : unsigned char { summary, full };

struct AnalyzeOptions {
  std::vector<std::filesystem::path> clips;
  std::string exercise = "auto";
  pose::Model model = pose::Model::full;
  body::Athlete athlete;
  std::optional<std::filesystem::path> out;  ///< absent: hinge-out/<clip>
  std::set<Output> outputs{Output::json, Output::html, Output::video, Output::csv, Output::trc, Output::clip};
  int threads = 0;  ///< 0: one for each core
  bool every_frame = false;  ///< also of films of 58 and more pictures a second
  Seconds start{0};
  std::optional<Seconds> end;
  std::optional<double> time_scale;  ///< how many times slower than life the clips play; absent: nobody said
  std::vector<std::filesystem::path> knowledge;  ///< added to, or replacing parts of, the shipped one
  Verbosity verbosity = Verbosity::normal;
  Detail detail = Detail::summary;

  std::string person;  ///< whose history gets the sets; empty: nobody's
  std::string database;
  std::optional<double> effort;
  std::optional<int> pain;
  progress::Place pain_place = progress::Place::low_back;
  bool pain_growing = false;
  std::vector<std::string> answers;  ///< "foot_tripod=no": what only the person can say
  bool strict = false;               ///< a video is decoded in the whole box or not at all
  bool keep_video = false;           ///< the clip too is kept, if they agreed to that
  std::string viewer;                ///< who asks, if it is not whoever sits at this computer
  std::string planned_exercise;  ///< what was planned, tried where the movement could be it and `exercise` is auto
  std::function<void(analysis::Analysis&)> personalise;  ///< before anything is written; may be empty
};

/// Goes on after a clip that cannot be read; the exit code is that of the first one that failed.
[[nodiscard]] ExitCode analyze(AnalyzeOptions options, const Resources& resources);

}  // namespace hinge::app
