#pragma once
// A person's history as one JSON document, docs/formats/person-export.md, and back.
#include <string>
#include <vector>

#include "hinge/base/result.h"
#include "hinge/progress/history.h"
#include "hinge/store/store.h"

namespace hinge::store::internal {

/// What an export lists beside the history: files of its folder, by relative name.
struct ExportedAnalysis {
  std::string set;
  Instant at;
  std::string file;
};
struct ExportedFile {
  std::string set, sha256;
  KeptKind kind = KeptKind::recording;
  std::string name, file;
};
struct PersonDocument {
  progress::History history;
  std::map<std::string, std::string> clip_parts;  ///< by set id; only those that have one
  std::vector<ExportedAnalysis> analyses;
  std::vector<ExportedFile> files;
};

/// Indented, UTF-8, keys in a fixed order, ends with a line feed.
[[nodiscard]] std::string render_person_json(const PersonDocument& document);
/// invalid: names the place, "sets[3].at: '2026-13-01' is not a time". `where` is put in front of it.
[[nodiscard]] Result<PersonDocument> read_person_json(std::string_view text, const std::string& where);

}  // namespace hinge::store::internal
