// FHIR R4 (HL7 FHIR Release 4, version 4.0.1): https://hl7.org/fhir/R4/bundle.html, observation.html, patient.html,
// datatypes.html. The subset written here is described by docs/formats/fhir-bundle.schema.json.
#include <nlohmann/json.hpp>

#include "hinge/store/internal/text.h"
#include "hinge/store/portable.h"

namespace hinge::store {
namespace {

using Json = nlohmann::ordered_json;

// Hinge's own codes: no code system has a hip hinge's faults. An absolute URI that names the system and promises no page.
constexpr std::string_view own_codes = "urn:hinge:codes";
constexpr std::string_view loinc = "http://loinc.org";
constexpr std::string_view ucum = "http://unitsofmeasure.org";

Json own_concept(std::string_view code, std::string_view text) {
  return {{"coding", Json::array({{{"system", own_codes}, {"code", code}, {"display", text}}})}, {"text", text}};
}

/// LOINC 72514-3: pain severity, 0 to 10 verbal numeric rating, reported.
Json pain_concept() {
  return {{"coding", Json::array({{{"system", loinc}, {"code", "72514-3"}, {"display", "Pain severity - 0-10 verbal numeric rating [Score] - Reported"}}})}, {"text", "Pain severity 0-10"}};
}

Json quantity(double value, std::string_view unit, std::string_view code) { return {{"value", value}, {"unit", unit}, {"system", ucum}, {"code", code}}; }

Json component(Json code, Json value) { return {{"code", std::move(code)}, {"valueQuantity", std::move(value)}}; }

/// urn:uuid: needs a UUID; ids from elsewhere get an address of our own.
std::string address(std::string_view kind, const std::string& id) {
  const bool uuid = id.size() == 36 && id[8] == '-' && id[13] == '-' && id[18] == '-' && id[23] == '-' && id.find_first_not_of("0123456789abcdef-") == std::string::npos;
  return uuid ? "urn:uuid:" + id : "urn:hinge:" + std::string(kind) + ":" + id;
}

Json observation(const std::string& patient, const std::string& id, progress::Instant at, Json code) {
  return {{"resourceType", "Observation"},
          {"identifier", Json::array({{{"system", "urn:hinge:id"}, {"value", id}}})},
          {"status", "final"},
          {"category", Json::array({{{"coding", Json::array({{{"system", "http://terminology.hl7.org/CodeSystem/observation-category"}, {"code", "activity"}, {"display", "Activity"}}})}}})},
          {"code", std::move(code)},
          {"subject", {{"reference", patient}}},
          {"effectiveDateTime", utc_text(at)}};
}

void add_note(Json& resource, const std::string& text) {
  if (!text.empty()) resource["note"] = Json::array({{{"text", text}}});
}

/// A component has no bodySite in R4, so where it hurts and how it went are components of their own, after their level.
void add_pain(Json& components, const progress::Pain& pain) {
  components.push_back(component(pain_concept(), quantity(pain.level, "score", "{score}")));
  if (pain.level == 0) return;
  components.push_back({{"code", own_concept("pain_place", "Where it hurts")}, {"valueCodeableConcept", own_concept(to_string(pain.place), to_string(pain.place))}});
  if (pain.growing) {
    components.push_back({{"code", own_concept("pain_course", "How the pain went")}, {"valueCodeableConcept", own_concept("growing", "Grew from repetition to repetition")}});
  }
}

std::int64_t count(const progress::Set& set, assess::Verdict verdict) {
  std::int64_t reps = 0;
  for (const auto& rep : set.reps) reps += rep.verdict == verdict ? 1 : 0;
  return reps;
}

Json set_observation(const progress::Set& set, const std::string& patient) {
  Json resource = observation(patient, set.id, set.at, own_concept("exercise_set", "Set of an exercise"));
  resource["method"] = own_concept(to_string(set.source), to_string(set.source));
  resource["valueCodeableConcept"] = own_concept(set.exercise.empty() ? "unknown" : std::string_view(set.exercise), set.exercise.empty() ? "unknown" : std::string_view(set.exercise));
  Json components = Json::array();
  components.push_back(component(own_concept("repetitions", "Repetitions"), quantity(set.reps_done, "repetitions", "{repetitions}")));
  if (set.load) components.push_back(component(own_concept("load", "Load"), quantity(set.load->value(), "kg", "kg")));
  if (set.effort) components.push_back(component(own_concept("effort", "Rating of perceived exertion 0-10"), quantity(*set.effort, "score", "{score}")));
  if (set.pain) add_pain(components, *set.pain);
  if (!set.reps.empty()) {
    const auto judged = [&](std::string_view code, std::string_view text, assess::Verdict verdict) {
      components.push_back(component(own_concept(code, text), quantity(static_cast<double>(count(set, verdict)), "repetitions", "{repetitions}")));
    };
    judged("clean_repetitions", "Clean repetitions: good in every rule that could be judged", assess::Verdict::good);
    judged("borderline_repetitions", "Borderline repetitions", assess::Verdict::borderline);
    judged("fault_repetitions", "Repetitions with a fault", assess::Verdict::fault);
    judged("unjudged_repetitions", "Repetitions that could not be judged", assess::Verdict::cannot_judge);
  }
  for (const auto& answer : set.felt) {
    const auto text = "Felt: " + answer.checkpoint;
    components.push_back({{"code", own_concept("felt_" + answer.checkpoint, text)}, {"valueCodeableConcept", own_concept(to_string(answer.feeling), to_string(answer.feeling))}});
  }
  resource["component"] = std::move(components);
  add_note(resource, set.notes);
  return resource;
}

Json check_in_observation(const progress::CheckIn& check_in, const std::string& patient) {
  Json resource = observation(patient, check_in.id, check_in.at, own_concept("check_in", "How the person says they feel"));
  resource["valueCodeableConcept"] = own_concept(to_string(check_in.moment), to_string(check_in.moment));
  Json components = Json::array();
  for (const auto& pain : check_in.pains) add_pain(components, pain);
  if (check_in.pains.empty()) components.push_back(component(pain_concept(), quantity(0, "score", "{score}")));
  if (check_in.effort) components.push_back(component(own_concept("effort", "Rating of perceived exertion 0-10"), quantity(*check_in.effort, "score", "{score}")));
  if (check_in.sleep_h) components.push_back(component(own_concept("sleep", "Hours of sleep"), quantity(*check_in.sleep_h, "h", "h")));
  resource["component"] = std::move(components);
  add_note(resource, check_in.notes);
  return resource;
}

Json patient_resource(const progress::Person& person) {
  Json patient{{"resourceType", "Patient"}, {"identifier", Json::array({{{"system", "urn:hinge:id"}, {"value", person.id}}})}, {"name", Json::array({{{"text", person.name}}})}};
  // A FHIR date may be a year alone.
  if (person.birth_year) patient["birthDate"] = std::to_string(*person.birth_year);
  return patient;
}

}  // namespace

std::string render_fhir_bundle(const progress::History& history) {
  const auto patient = address("person", history.person.id);
  Json entries = Json::array({{{"fullUrl", patient}, {"resource", patient_resource(history.person)}}});
  for (const auto& set : history.sets) entries.push_back({{"fullUrl", address("set", set.id)}, {"resource", set_observation(set, patient)}});
  for (const auto& check_in : history.check_ins) entries.push_back({{"fullUrl", address("check_in", check_in.id)}, {"resource", check_in_observation(check_in, patient)}});
  const Json bundle{{"resourceType", "Bundle"}, {"type", "collection"}, {"entry", std::move(entries)}};
  return bundle.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace hinge::store
