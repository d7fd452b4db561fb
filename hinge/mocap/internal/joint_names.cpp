#include "hinge/mocap/internal/joint_names.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>

#include "hinge/body/joint.h"

namespace hinge::mocap {
namespace {

using body::Joint;

enum class Claim { exact, joint_centre, joint, marker, none };

struct Word {
  std::string_view word;  ///< lower case, letters and digits only
  Joint left;             ///< the right one stands next to it
  Claim claim;
};
// OpenPose, COCO and HALPE (joint), OpenSim's and OpenCap's joint centres, Plug-in Gait's and OpenCap's skin markers.
constexpr std::array<Word, 35> sided_words{{
    {"hjc", Joint::left_hip, Claim::joint_centre},        {"hip", Joint::left_hip, Claim::joint},
    {"kjc", Joint::left_knee, Claim::joint_centre},       {"knee", Joint::left_knee, Claim::joint},
    {"kne", Joint::left_knee, Claim::marker},             {"ajc", Joint::left_ankle, Claim::joint_centre},
    {"ankle", Joint::left_ankle, Claim::joint},           {"ank", Joint::left_ankle, Claim::marker},
    {"heel", Joint::left_heel, Claim::joint},             {"hee", Joint::left_heel, Claim::marker},
    {"calc", Joint::left_heel, Claim::marker},            {"cal", Joint::left_heel, Claim::marker},
    {"footindex", Joint::left_foot_index, Claim::joint},  {"bigtoe", Joint::left_foot_index, Claim::joint},
    {"toe", Joint::left_foot_index, Claim::marker},       {"smalltoe", Joint::left_small_toe, Claim::joint},
    {"5meta", Joint::left_small_toe, Claim::marker},      {"sjc", Joint::left_shoulder, Claim::joint_centre},
    {"shoulder", Joint::left_shoulder, Claim::joint},     {"sho", Joint::left_shoulder, Claim::marker},
    {"ejc", Joint::left_elbow, Claim::joint_centre},      {"elbow", Joint::left_elbow, Claim::joint},
    {"elb", Joint::left_elbow, Claim::marker},            {"elblat", Joint::left_elbow, Claim::marker},
    {"elbowlat", Joint::left_elbow, Claim::marker},       {"wjc", Joint::left_wrist, Claim::joint_centre},
    {"wrist", Joint::left_wrist, Claim::joint},           {"wri", Joint::left_wrist, Claim::marker},
    {"wristradius", Joint::left_wrist, Claim::marker},    {"eye", Joint::left_eye, Claim::joint},
    {"ear", Joint::left_ear, Claim::joint},               {"pinky", Joint::left_pinky, Claim::joint},
    {"index", Joint::left_index, Claim::joint},           {"thumb", Joint::left_thumb, Claim::joint},
    {"anklelat", Joint::left_ankle, Claim::marker},
}};

struct Meaning {
  Joint joint;
  Claim claim;
};

Joint on(Joint left, bool is_left) {
  if (is_left) return left;
  // The eyes stand three to a side in BlazePose's order, the rest in pairs.
  const unsigned step = left == Joint::left_eye ? 3 : 1;
  return static_cast<Joint>(static_cast<unsigned>(left) + step);
}

std::optional<Meaning> find_sided(std::string_view rest, bool is_left) {
  const auto found = std::ranges::find(sided_words, rest, &Word::word);
  if (found == sided_words.end()) return std::nullopt;
  return Meaning{on(found->left, is_left), found->claim};
}

std::optional<Meaning> find_meaning(const std::string& name) {
  if (const auto joint = body::find_joint(name)) return Meaning{*joint, Claim::exact};
  std::string lower;
  for (const char c : name) lower.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  std::optional<bool> left_by_suffix;
  if (lower.ends_with("_l") || lower.ends_with("_r")) {
    left_by_suffix = lower.back() == 'l';
    lower.resize(lower.size() - 2);
  }
  std::string word;
  for (const char c : lower) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) word.push_back(c);
  }
  if (word.ends_with("study")) word.resize(word.size() - 5);  // OpenCap's estimated markers
  if (left_by_suffix) return find_sided(word, *left_by_suffix);
  for (const auto& [prefix, is_left] : {std::pair{"left", true}, {"right", false}, {"l", true}, {"r", false}}) {
    if (!std::string_view(word).starts_with(prefix)) continue;
    if (const auto meaning = find_sided(std::string_view(word).substr(std::string_view(prefix).size()), is_left)) {
      return meaning;
    }
  }
  if (word == "nose") return Meaning{Joint::nose, Claim::joint};
  if (word == "neck") return Meaning{Joint::neck, Claim::joint};
  if (word == "midhip" || word == "chip") return Meaning{Joint::mid_hip, Claim::joint};
  if (word == "hip") return Meaning{Joint::mid_hip, Claim::marker};  // HALPE's; in other files a thigh marker
  return std::nullopt;
}

}  // namespace

std::vector<std::string> to_joint_names(std::vector<std::string> names) {
  struct Best {
    std::size_t column = 0;
    Claim claim = Claim::none;
  };
  std::array<Best, body::joint_count> best{};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto meaning = find_meaning(names[i]);
    if (!meaning) continue;
    auto& so_far = best[static_cast<std::size_t>(meaning->joint)];
    if (meaning->claim < so_far.claim) so_far = {i, meaning->claim};
  }
  const auto has = [&](Joint joint) { return best[static_cast<std::size_t>(joint)].claim != Claim::none; };
  for (std::size_t j = 0; j < best.size(); ++j) {
    const auto joint = static_cast<Joint>(j);
    if (!has(joint)) continue;
    const bool doubtful = joint == Joint::mid_hip && best[j].claim == Claim::marker;
    if (doubtful && !(has(Joint::left_hip) && has(Joint::right_hip))) continue;
    names[best[j].column] = body::to_string(joint);
  }
  return names;
}

}  // namespace hinge::mocap
