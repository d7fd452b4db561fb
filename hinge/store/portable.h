#pragma once
// A person's data in open formats: a folder that a person can read, a program can check and Hinge can take back; and the
// tables and FHIR resources other programs ask for. docs/formats/person-export.md is the grammar.
#include <filesystem>
#include <string>

#include "hinge/base/result.h"
#include "hinge/store/store.h"

namespace hinge::store {

/// Writes `folder` (which must not exist): person.json, sets.csv, check_ins.csv, analyses/, files/, fhir.json, README.txt.
/// It appears under its name only when it is complete.
[[nodiscard]] Result<void> export_person(Store& store, const std::string& person, const std::filesystem::path& folder);

struct Imported {
  std::string person, name;
  std::uint64_t added = 0, known = 0;  ///< entries; `known` ones were there already and were left alone
};
/// Takes an exported folder back, whole or not at all; what is there already is not doubled. `as_name`: empty for the name in
/// the export. invalid names file and field.
[[nodiscard]] Result<Imported> import_person(Store& store, const std::filesystem::path& folder, const std::string& as_name = {});

/// One row a set, the columns a training log import reads; docs/formats/training-log.md.
[[nodiscard]] std::string render_sets_csv(const progress::History& history);
[[nodiscard]] std::string render_check_ins_csv(const progress::History& history);

/// A FHIR R4 collection Bundle: Patient, and an Observation per set and check-in. docs/formats/fhir-bundle.schema.json.
[[nodiscard]] std::string render_fhir_bundle(const progress::History& history);

struct TrainingLog {
  std::vector<progress::Set> sets;
  std::vector<std::string> unread;  ///< columns of the file that mean nothing to us: somebody should know
};
/// Reads a training log; times without a zone are this computer's. Every wrong line is named at once, "line 7, load_kg: 'sixty' is not a number"; then nothing is
/// filed. `exercises`: the ids that exist. Filing the same log twice files nothing the second time.
[[nodiscard]] Result<TrainingLog> read_training_log(const std::filesystem::path& file, const std::vector<std::string>& exercises);
[[nodiscard]] Result<Imported> import_training_log(Store& store, const std::string& person, const std::vector<progress::Set>& sets);

}  // namespace hinge::store
