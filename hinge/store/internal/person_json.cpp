#include "hinge/store/internal/person_json.h"

#include <nlohmann/json.hpp>

#include "hinge/store/internal/codec.h"
#include "hinge/store/internal/state.h"
#include "hinge/store/internal/text.h"

namespace hinge::store::internal {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::string_view format = "hinge-person/1";

template <class T>
void put_some(Json& json, const char* key, const std::optional<T>& value) {
  if (value) json[key] = *value;
}
void put_text(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}
template <class Unit>
std::optional<double> plain(const std::optional<Quantity<Unit>>& quantity) {
  return quantity ? std::optional(quantity->value()) : std::nullopt;
}

/// A list of `entries` by `make`.
template <class Entries, class Make>
Json list(const Entries& entries, Make make) {
  Json all = Json::array();
  for (const auto& entry : entries) all.push_back(make(entry));
  return all;
}

Json person_json(const progress::Person& person) {
  Json json{{"id", person.id}, {"name", person.name}, {"role", to_string(person.role)}, {"since", utc_text(person.since)}};
  put_some(json, "birth_year", person.birth_year);
  put_some(json, "height_m", plain(person.height));
  put_some(json, "mass_kg", plain(person.mass));
  put_text(json, "order", person.order);
  return json;
}

Json pain_json(const progress::Pain& pain) { return {{"level", pain.level}, {"place", to_string(pain.place)}, {"growing", pain.growing}}; }

Json set_json(const progress::Set& set, const std::map<std::string, std::string>& clip_parts) {
  Json json{{"id", set.id}, {"session", set.session}, {"at", utc_text(set.at)}, {"source", to_string(set.source)}, {"exercise", set.exercise}, {"reps_done", set.reps_done}};
  put_text(json, "rung", set.rung);
  put_some(json, "load_kg", plain(set.load));
  put_some(json, "effort", set.effort);
  if (set.pain) json["pain"] = pain_json(*set.pain);
  put_text(json, "cue", set.cue);
  put_text(json, "drill", set.drill);
  put_text(json, "knowledge_version", set.knowledge_version);
  put_text(json, "clip_sha256", set.recording_sha256);
  if (const auto part = clip_parts.find(set.id); part != clip_parts.end()) json["clip_part"] = part->second;
  put_text(json, "notes", set.notes);
  for (const auto& answer : set.felt) json["felt"][answer.checkpoint] = to_string(answer.feeling);
  if (!set.reps.empty()) json["reps"] = Json::parse(render_reps(set.reps));
  return json;
}

Json check_in_json(const progress::CheckIn& check_in) {
  Json json{{"id", check_in.id}, {"at", utc_text(check_in.at)}, {"moment", to_string(check_in.moment)}, {"pains", list(check_in.pains, pain_json)}};
  put_text(json, "session", check_in.session);
  put_some(json, "effort", check_in.effort);
  put_some(json, "sleep_h", check_in.sleep_h);
  put_text(json, "notes", check_in.notes);
  return json;
}

Json trial_json(const progress::CueTrial& trial) {
  Json json{{"id", trial.id}, {"at", utc_text(trial.at)}, {"rule", trial.rule}, {"words", trial.words}, {"cue", trial.cue}, {"drill", trial.drill},
            {"set_before", trial.set_before}, {"set_after", trial.set_after}, {"effect", to_string(trial.effect)}, {"unit", metrics::to_string(trial.unit)}, {"because", trial.because}};
  put_some(json, "before", trial.before);
  put_some(json, "after", trial.after);
  put_some(json, "noise", trial.noise);
  return json;
}

Json plan_json(const progress::Plan& plan) {
  Json json{{"id", plan.id}, {"at", utc_text(plan.at)}, {"move", to_string(plan.move)}, {"rung", plan.rung}, {"exercise", plan.exercise}, {"drill", plan.drill},
            {"cue", plan.cue}, {"sets", plan.sets}, {"reps", plan.reps}, {"reasons", plan.reasons}};
  put_some(json, "load_kg", plain(plan.load));
  if (plan.lighter_week) json["lighter_week"] = true;
  return json;
}

/// Walks a document and remembers the first thing that is not as it should be, with its place.
class Reader {
 public:
  Reader(const Json& json, std::string path, std::optional<std::string>& problem) : json_(json), path_(std::move(path)), problem_(problem) {}

  [[nodiscard]] bool has(const char* key) const { return json_.is_object() && json_.contains(key) && !json_[key].is_null(); }
  std::string text(const char* key) {
    if (!json_.is_object() || !json_.contains(key)) return say(key, "is missing"), std::string();
    if (!json_[key].is_string()) return say(key, "is not text"), std::string();
    return json_[key].get<std::string>();
  }
  std::string text_or_empty(const char* key) { return has(key) ? text(key) : std::string(); }
  std::optional<double> number_or_none(const char* key) {
    if (!has(key)) return std::nullopt;
    if (!json_[key].is_number()) return say(key, "is not a number"), std::nullopt;
    return json_[key].get<double>();
  }
  int whole(const char* key) {
    if (!has(key)) return say(key, "is missing"), 0;
    if (!json_[key].is_number_integer() || json_[key].get<double>() > 1e9 || json_[key].get<double>() < -1e9) return say(key, "is not a whole number"), 0;
    return json_[key].get<int>();
  }
  bool yes(const char* key) {
    if (!has(key)) return say(key, "is missing"), false;
    if (!json_[key].is_boolean()) return say(key, "is neither true nor false"), false;
    return json_[key].get<bool>();
  }
  Instant time(const char* key) {
    const auto word = text(key);
    const auto at = read_time(word);
    if (!at && !problem_) say(key, "'" + word.substr(0, 40) + "' is not a time");
    return at.value_or(Instant{});
  }
  template <class Enum>
  Enum word(const char* key) {
    const auto spelled = text(key);
    const auto value = read_enum<Enum>(spelled);
    if (!value && !problem_) say(key, "'" + spelled.substr(0, 40) + "' is not a word Hinge knows here");
    return value.value_or(Enum{});
  }
  template <class Make>
  auto list(const char* key, Make make) {
    std::vector<decltype(make(*this))> entries;
    if (!has(key)) return entries;
    if (!json_[key].is_array()) return say(key, "is not a list"), entries;
    for (std::size_t i = 0; i < json_[key].size() && !problem_; ++i) {
      Reader entry(json_[key][i], place(key) + "[" + std::to_string(i) + "]", problem_);
      entries.push_back(make(entry));
    }
    return entries;
  }
  Reader inside(const char* key) {
    static const Json nothing = Json::object();
    if (!has(key) || !json_[key].is_object()) return say(key, "is missing"), Reader(nothing, place(key), problem_);
    return {json_[key], place(key), problem_};
  }
  [[nodiscard]] const Json& json() const { return json_; }
  void say(const char* key, const std::string& what) {
    if (!problem_) problem_ = place(key) + ": " + what;
  }

 private:
  [[nodiscard]] std::string place(const char* key) const { return path_.empty() ? std::string(key) : path_ + "." + key; }
  const Json& json_;
  std::string path_;
  std::optional<std::string>& problem_;
};

std::optional<Kilograms> kilograms(const std::optional<double>& value) { return value ? std::optional(Kilograms{*value}) : std::nullopt; }

progress::Person read_person(Reader in) {
  progress::Person person;
  person.id = in.text("id");
  person.name = in.text("name");
  person.role = in.word<progress::Role>("role");
  person.since = in.time("since");
  if (in.has("birth_year")) person.birth_year = in.whole("birth_year");
  if (const auto height = in.number_or_none("height_m")) person.height = Metres{*height};
  person.mass = kilograms(in.number_or_none("mass_kg"));
  person.order = in.text_or_empty("order");
  return person;
}

progress::Pain read_pain(Reader& in) { return {in.whole("level"), in.word<progress::Place>("place"), in.yes("growing")}; }

progress::Set read_set(Reader& in) {
  progress::Set set;
  set.id = in.text("id");
  set.session = in.text("session");
  set.at = in.time("at");
  set.source = in.word<progress::SetSource>("source");
  set.exercise = in.text("exercise");
  set.rung = in.text_or_empty("rung");
  set.load = kilograms(in.number_or_none("load_kg"));
  set.reps_done = in.whole("reps_done");
  set.effort = in.number_or_none("effort");
  if (in.has("pain")) {
    auto pain = in.inside("pain");
    set.pain = read_pain(pain);
  }
  set.cue = in.text_or_empty("cue");
  set.drill = in.text_or_empty("drill");
  set.knowledge_version = in.text_or_empty("knowledge_version");
  set.recording_sha256 = in.text_or_empty("clip_sha256");
  set.notes = in.text_or_empty("notes");
  if (in.has("felt")) {
    auto felt = in.inside("felt");
    for (const auto& [checkpoint, answer] : felt.json().items()) set.felt.push_back({checkpoint, felt.word<progress::Feeling>(checkpoint.c_str())});
  }
  if (in.has("reps")) {
    auto reps = read_reps(in.json()["reps"].dump());
    if (reps) set.reps = std::move(*reps);
    else in.say("reps", reps.error().what);
  }
  return set;
}

progress::CheckIn read_check_in(Reader& in) {
  return {in.text("id"), in.text_or_empty("session"), in.time("at"), in.word<progress::Moment>("moment"), in.list("pains", read_pain),
          in.number_or_none("effort"), in.number_or_none("sleep_h"), in.text_or_empty("notes")};
}

progress::CueTrial read_trial(Reader& in) {
  return {in.text("id"), in.time("at"), in.text("rule"), in.text("words"), in.text("cue"), in.text("drill"), in.text("set_before"), in.text("set_after"),
          in.word<progress::CueEffect>("effect"), in.number_or_none("before"), in.number_or_none("after"), in.number_or_none("noise"), in.word<metrics::Unit>("unit"), in.text("because")};
}

progress::Plan read_plan(Reader& in) {
  progress::Plan plan{in.text("id"), in.time("at"), in.word<progress::Move>("move"), in.text("rung"), in.text("exercise"), in.text("drill"), in.text("cue"),
                      in.whole("sets"), in.whole("reps"), kilograms(in.number_or_none("load_kg")), in.has("lighter_week") && in.yes("lighter_week"), {}};
  if (!in.has("reasons")) return plan;
  auto reasons = read_texts(in.json()["reasons"].dump());
  if (reasons) plan.reasons = std::move(*reasons);
  else in.say("reasons", "is not a list of texts");
  return plan;
}

}  // namespace

std::string render_person_json(const PersonDocument& document) {
  const auto& history = document.history;
  Json json{{"format", format}, {"person", person_json(history.person)}};
  json["consents"] = list(history.person.consents, [](const auto& c) { return Json{{"topic", to_string(c.topic)}, {"given", c.given}, {"at", utc_text(c.at)}}; });
  json["sessions"] = list(history.sessions, [](const auto& s) { return Json{{"id", s.id}, {"at", utc_text(s.at)}, {"notes", s.notes}}; });
  json["sets"] = list(history.sets, [&](const auto& set) { return set_json(set, document.clip_parts); });
  json["check_ins"] = list(history.check_ins, check_in_json);
  json["cue_trials"] = list(history.trials, trial_json);
  json["plans"] = list(history.plans, plan_json);
  json["overrides"] = list(history.overrides, [](const auto& o) {
    return Json{{"id", o.id}, {"at", utc_text(o.at)}, {"by", o.by}, {"from", o.from}, {"to", o.to}, {"reason", o.reason}};
  });
  json["answers"] = list(history.answers, [](const auto& a) { return Json{{"question", a.question}, {"yes", a.yes}, {"at", utc_text(a.at)}}; });
  json["notes"] = list(history.notes, [](const auto& n) { return Json{{"id", n.id}, {"at", utc_text(n.at)}, {"by", n.by}, {"text", n.text}}; });
  json["analyses"] = list(document.analyses, [](const auto& a) { return Json{{"set", a.set}, {"at", utc_text(a.at)}, {"file", a.file}}; });
  json["files"] = list(document.files, [](const auto& f) {
    return Json{{"set", f.set}, {"kind", to_string(f.kind)}, {"sha256", f.sha256}, {"name", f.name}, {"file", f.file}};
  });
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<PersonDocument> read_person_json(std::string_view text, const std::string& where) {
  const auto json = Json::parse(text, nullptr, false);
  if (json.is_discarded() || !json.is_object()) return fail(Errc::invalid, "is not a JSON object", where);
  std::optional<std::string> problem;
  Reader in(json, "", problem);
  if (in.text_or_empty("format") != format) return fail(Errc::unsupported, "format: is not '" + std::string(format) + "', the one this Hinge reads", where);
  PersonDocument document;
  auto& history = document.history;
  history.person = read_person(in.inside("person"));
  history.person.consents = in.list("consents", [](Reader& c) { return progress::Consent{c.word<progress::Topic>("topic"), c.yes("given"), c.time("at")}; });
  history.sessions = in.list("sessions", [](Reader& s) { return progress::Session{s.text("id"), s.time("at"), s.text_or_empty("notes")}; });
  history.sets = in.list("sets", [&](Reader& s) {
    auto set = read_set(s);
    if (s.has("clip_part")) document.clip_parts[set.id] = s.text("clip_part");
    return set;
  });
  history.check_ins = in.list("check_ins", read_check_in);
  history.trials = in.list("cue_trials", read_trial);
  history.plans = in.list("plans", read_plan);
  history.overrides = in.list("overrides", [](Reader& o) {
    return progress::Override{o.text("id"), o.time("at"), o.text("by"), o.text("from"), o.text("to"), o.text("reason")};
  });
  history.answers = in.list("answers", [](Reader& a) { return progress::Answer{a.text("question"), a.yes("yes"), a.time("at")}; });
  history.notes = in.list("notes", [](Reader& n) { return progress::Note{n.text("id"), n.time("at"), n.text("by"), n.text("text")}; });
  document.analyses = in.list("analyses", [](Reader& a) { return ExportedAnalysis{a.text("set"), a.time("at"), a.text("file")}; });
  document.files = in.list("files", [](Reader& f) {
    return ExportedFile{f.text_or_empty("set"), f.text("sha256"), f.word<KeptKind>("kind"), f.text("name"), f.text("file")};
  });
  if (problem) return fail(Errc::invalid, *problem, where);
  return document;
}

}  // namespace hinge::store::internal
