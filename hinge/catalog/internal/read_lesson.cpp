// knowledge/lessons/: the words of a lesson and the poses of its figures, in degrees, centimetres and shares.
#include <array>
#include <cmath>
#include <numbers>

#include "hinge/catalog/internal/reading.h"
#include "hinge/catalog/near_names.h"

namespace hinge::catalog::internal {
namespace {

template <class T, std::size_t n>
using Choices = std::array<std::pair<std::string_view, T>, n>;

constexpr Choices<Chapter, 7> chapters{{{"start", Chapter::start},
                                        {"faults", Chapter::faults},
                                        {"checkpoints", Chapter::checkpoints},
                                        {"drills", Chapter::drills},
                                        {"progressions", Chapter::progressions},
                                        {"patterns", Chapter::patterns},
                                        {"daily_life", Chapter::daily_life}}};
constexpr Choices<Evidence, 6> evidences{{{"definition", Evidence::definition},
                                          {"mechanics", Evidence::mechanics},
                                          {"measured", Evidence::measured},
                                          {"coaching", Evidence::coaching},
                                          {"untested", Evidence::untested},
                                          {"disputed", Evidence::disputed}}};
constexpr Choices<Hands, 10> hand_places{{{"hang", Hands::hang},
                                          {"angles", Hands::angles},
                                          {"thighs", Hands::thighs},
                                          {"hips", Hands::hips},
                                          {"crease", Hands::crease},
                                          {"midfoot", Hands::midfoot},
                                          {"floor", Hands::floor},
                                          {"dowel", Hands::dowel},
                                          {"chest", Hands::chest},
                                          {"behind", Hands::behind}}};
constexpr Choices<Base, 6> bases{{{"feet", Base::feet},
                                  {"toes", Base::toes},
                                  {"walk", Base::walk},
                                  {"supine", Base::supine},
                                  {"lying", Base::lying},
                                  {"hands_and_knees", Base::hands_and_knees}}};
constexpr Choices<Scene, 3> scenes{{{"side", Scene::side}, {"sole", Scene::sole}, {"breath", Scene::breath}}};
constexpr Choices<Figure::Mark, 3> marks{
    {{"none", Figure::Mark::none}, {"good", Figure::Mark::good}, {"fault", Figure::Mark::fault}}};
constexpr Choices<PropKind, 16> prop_kinds{{{"wall", PropKind::wall},
                                            {"box", PropKind::box},
                                            {"chair", PropKind::chair},
                                            {"coin", PropKind::coin},
                                            {"mark", PropKind::mark},
                                            {"camera", PropKind::camera},
                                            {"dowel_back", PropKind::dowel_back},
                                            {"dowel_crease", PropKind::dowel_crease},
                                            {"kettlebell", PropKind::kettlebell},
                                            {"barbell", PropKind::barbell},
                                            {"back_bar", PropKind::back_bar},
                                            {"trap_bar", PropKind::trap_bar},
                                            {"dumbbells", PropKind::dumbbells},
                                            {"cable", PropKind::cable},
                                            {"band", PropKind::band},
                                            {"crate", PropKind::crate}}};
constexpr Choices<Show, 13> shows{{{"back", Show::back},
                                   {"shin", Show::shin},
                                   {"knee_line", Show::knee_line},
                                   {"hip_travel", Show::hip_travel},
                                   {"weight", Show::weight},
                                   {"stack", Show::stack},
                                   {"neck", Show::neck},
                                   {"plumb", Show::plumb},
                                   {"hamstring", Show::hamstring},
                                   {"glutes", Show::glutes},
                                   {"foot", Show::foot},
                                   {"hip_fold", Show::hip_fold},
                                   {"lever", Show::lever}}};

constexpr double degree = std::numbers::pi / 180.0;
struct ChannelName {
  std::string_view name;
  double to_si, least, most;  ///< the range a body or a drawing can show, in the file's unit
};
constexpr std::array<ChannelName, channel_count> channels{{{"hip", degree, -40, 140},
                                                           {"knee", degree, -10, 150},
                                                           {"ankle", degree, -60, 90},
                                                           {"foot", degree, 0, 90},
                                                           {"lumbar", degree, -45, 75},
                                                           {"thoracic", degree, -40, 60},
                                                           {"neck", degree, -70, 70},
                                                           {"arm", degree, -90, 200},
                                                           {"elbow", degree, -5, 155},
                                                           {"far_hip", degree, -40, 140},
                                                           {"far_knee", degree, -10, 150},
                                                           {"far_arm", degree, -90, 200},
                                                           {"far_elbow", degree, -5, 155},
                                                           {"belly", 0.01, -4, 8},
                                                           {"sides", 0.01, -4, 8},
                                                           {"low_back", 0.01, -4, 8},
                                                           {"chest", 0.01, -4, 12},
                                                           {"heel", 1, 0, 1},
                                                           {"big_toe", 1, 0, 1},
                                                           {"little_toe", 1, 0, 1}}};

template <class T, std::size_t n>
std::span<const std::pair<std::string_view, T>> as_span(const Choices<T, n>& choices) {
  return choices;
}

template <class T, std::size_t n>
std::string_view spelling(const Choices<T, n>& choices, T value) {
  const auto found = std::ranges::find(choices, value, &std::pair<std::string_view, T>::second);
  return found == choices.end() ? std::string_view{"unknown"} : found->first;
}

double within(TableReader& reader, std::string_view key, double least, double most, double fallback) {
  const std::optional<double> given = reader.find_number(key);
  if (!given) return fallback;
  if (*given >= least && *given <= most) return *given;
  reader.problem(key, "'" + std::string(key) + "' must be from " + std::to_string(std::lround(least)) + " to " +
                          std::to_string(std::lround(most)));
  return fallback;
}

/// What a pose does not say stays as in the pose before it.
Keyframe read_pose(TableReader& reader, const Keyframe& before) {
  Keyframe pose = before;
  pose.move_s = within(reader, "move", 0, 20, 1.0);
  pose.hold_s = within(reader, "hold", 0, 20, 0.0);
  pose.tells = reader.flag_or("tells", false);
  pose.hands = reader.choice_or("hands", as_span(hand_places), before.hands);
  for (std::size_t i = 0; i < channels.size(); ++i) {
    const ChannelName& channel = channels[i];
    if (!reader.has(channel.name)) continue;
    pose.values[i] = within(reader, channel.name, channel.least, channel.most, 0.0) * channel.to_si;
  }
  reader.report_unknown_keys();
  return pose;
}

Prop read_prop(TableReader& reader) {
  Prop prop;
  prop.kind = reader.choice("kind", as_span(prop_kinds), PropKind::box);
  prop.x = within(reader, "x", -3, 3, 0.0);
  prop.height = within(reader, "height", 0, 3, 0.0);
  prop.width = within(reader, "width", 0, 3, 0.0);
  if (prop.kind == PropKind::box && (prop.height == 0 || prop.width == 0))
    reader.problem("kind", "a box needs its 'height' and 'width'");
  reader.report_unknown_keys();
  return prop;
}

Stance read_stance(TableReader& reader) {
  constexpr double centimetre = 0.01;
  Stance stance;
  stance.width = within(reader, "width", 5, 120, 20) * centimetre;
  stance.turn_out = within(reader, "turn_out", 0, 80, 0) * degree;
  stance.grip = within(reader, "grip", 0, 120, 0) * centimetre;
  reader.report_unknown_keys();
  return stance;
}

Figure read_figure(TableReader& reader) {
  Figure figure;
  figure.mark = reader.choice_or("mark", as_span(marks), Figure::Mark::none);
  figure.caption = reader.text("caption");
  figure.scene = reader.choice_or("scene", as_span(scenes), Scene::side);
  figure.base = reader.choice_or("base", as_span(bases), Base::feet);
  figure.balanced = reader.flag_or("balanced", figure.base == Base::feet);
  figure.load_kg = within(reader, "load_kg", 0, 300, 0.0);
  figure.far_foot = within(reader, "far_foot", -1.2, 1.2, 0.0);
  figure.reach = within(reader, "reach", 0, 1.5, 0.0);
  figure.rest = within(reader, "rest", 0, 1, 0.0);
  figure.lost = within(reader, "lost", 0, 1, 0.0);
  for (const auto& [name, place] : reader.names_or_none("show"))
    figure.show.push_back(reader.choose(name, place, as_span(shows), Show::back));
  if (auto stance = reader.find_table("stance")) figure.stance = read_stance(*stance);
  for (TableReader& entry : reader.tables("prop")) figure.props.push_back(read_prop(entry));
  for (TableReader& entry : reader.tables("pose"))
    figure.poses.push_back(read_pose(entry, figure.poses.empty() ? Keyframe{} : figure.poses.back()));
  if (figure.poses.empty()) reader.problem("pose", "a figure needs at least one [[figure.pose]]");
  reader.report_unknown_keys();
  return figure;
}

Claim read_claim(TableReader& reader, Draft& draft) {
  Claim claim;
  claim.text = reader.text("text");
  claim.evidence = reader.choice("evidence", as_span(evidences), Evidence::coaching);
  claim.source = reader.name("source");
  refer(draft, Reference::To::source, claim.source, reader.place("source"));
  reader.report_unknown_keys();
  return claim;
}

std::string read_link(TableReader& reader, std::string_view key, Reference::To to, Draft& draft) {
  std::string id = reader.name_or(key, "");
  refer(draft, to, id, reader.place(key));
  return id;
}

std::vector<std::string> read_links(TableReader& reader, std::string_view key, Reference::To to, Draft& draft) {
  std::vector<std::string> ids;
  for (auto& [id, place] : reader.names_or_none(key)) {
    refer(draft, to, id, place);
    ids.push_back(std::move(id));
  }
  return ids;
}

}  // namespace

Lesson read_lesson(TableReader& reader, Draft& draft) {
  Lesson lesson;
  lesson.id = reader.name("id");
  lesson.title = reader.text("title");
  lesson.lead = reader.text("lead");
  lesson.chapter = reader.choice("chapter", as_span(chapters), Chapter::start);
  lesson.order = reader.whole("order", 1, 999);
  lesson.text = reader.texts_or_none("text");
  lesson.steps = reader.texts_or_none("steps");
  lesson.look_for = reader.texts_or_none("look_for");
  lesson.exercise = read_link(reader, "exercise", Reference::To::exercise, draft);
  lesson.drill = read_link(reader, "drill", Reference::To::drill, draft);
  lesson.rule = read_link(reader, "rule", Reference::To::rule, draft);
  lesson.checkpoint = read_link(reader, "checkpoint", Reference::To::checkpoint, draft);
  lesson.cues = read_links(reader, "cues", Reference::To::cue, draft);
  lesson.next = read_links(reader, "next", Reference::To::lesson, draft);
  for (auto& [statement, place] : reader.names_or_none("guide")) lesson.guide.push_back(std::move(statement));
  for (TableReader& entry : reader.tables("claim")) lesson.claims.push_back(read_claim(entry, draft));
  if (lesson.claims.empty()) reader.problem("claim", "a lesson names where it comes from: it needs a [[claim]]");
  for (TableReader& entry : reader.tables("figure")) lesson.figures.push_back(read_figure(entry));
  if (lesson.figures.empty()) reader.problem("figure", "a lesson shows what it means: it needs a [[figure]]");
  return lesson;
}

}  // namespace hinge::catalog::internal

namespace hinge::catalog {

std::string_view to_string(Chapter chapter) { return internal::spelling(internal::chapters, chapter); }
std::string_view to_string(Evidence evidence) { return internal::spelling(internal::evidences, evidence); }

}  // namespace hinge::catalog
