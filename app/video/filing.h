#pragma once
// `hinge analyze --person`: the report speaks with this person's cue, the set is filed, and the answer is progress.
#include <filesystem>
#include <optional>
#include <string>

#include "app/video/analyze.h"
#include "app/video/clip_run.h"
#include "app/coach_book.h"
#include "hinge/progress/cues.h"

namespace hinge::app {

/// One person's book, open while their clips are analysed.
class Filing {
 public:
  [[nodiscard]] static Outcome<Filing> open(const AnalyzeOptions& options, const Resources& resources);

  /// What was not given on the command line and is known of the person: height, mass, today's exercise.
  void complete(AnalyzeOptions& options) const;
  /// Replaces the cue and drill of a finding by what is to be tried with this person.
  void personalise(analysis::Analysis& analysis);
  /// Files the set, answers the trials that waited for it, opens the next one, and prints the progress.
  [[nodiscard]] Outcome<void> file(const std::filesystem::path& clip, const ClipResult& result, const AnalyzeOptions& options);

 private:
  Filing(Book book, std::vector<progress::Felt> felt) : book_(std::move(book)), felt_(std::move(felt)) {}
  /// Says so when the newest word on pain is a stop sign.
  bool say_stop() const;
  [[nodiscard]] progress::Set make_set(const analysis::Analysis& analysis) const;
  Outcome<void> try_cue(const analysis::Analysis& analysis, const progress::Set& set);
  /// What was filed, against the last time and with the next cue.
  Outcome<void> answer(const ClipResult& result, const store::Filed& filed);
  Outcome<void> keep(const std::filesystem::path& clip, const std::string& set);
  Outcome<void> take_felt(const ClipResult& result, const std::string& set, Verbosity verbosity);
  Book book_;
  std::vector<progress::Felt> felt_;  ///< told on the command line
  std::optional<progress::Pain> pain_;  ///< likewise
  bool part_ = false;                   ///< only some seconds of the clip are looked at: each part is a set of its own
  std::optional<progress::CueChoice> choice_;  ///< of the newest personalise()
};

}  // namespace hinge::app
