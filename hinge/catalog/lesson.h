#pragma once
// What a lesson teaches and how its figures move: written by coaches in knowledge/lessons/, drawn by hinge/teach.
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hinge::catalog {

/// The chapters of the course, in the order they are read.
enum class Chapter : unsigned char { start, faults, checkpoints, drills, progressions, patterns, daily_life };
/// How far the evidence behind a claim goes (docs/science.md 12). Definition: what a word means, not a fact.
enum class Evidence : unsigned char { definition, mechanics, measured, coaching, untested, disputed };

[[nodiscard]] std::string_view to_string(Chapter chapter);
[[nodiscard]] std::string_view to_string(Evidence evidence);

/// What one pose says of the body. Flexion is positive at every joint, zero is the person's own standing
/// (docs/science.md 1.4). Angles in radians, widths of the breath in metres, shares of the weight without unit.
enum class Channel : unsigned char {
  hip,       ///< femur on pelvis; the rest of the fold is lumbar and thoracic
  knee,
  ankle,     ///< used where the figure does not balance by itself
  foot,      ///< heel off the floor
  lumbar,
  thoracic,
  neck,
  arm,       ///< upper arm from the line of the trunk, + forwards
  elbow,
  far_hip,   ///< of the leg away from the viewer, where it moves by itself
  far_knee,
  far_arm,
  far_elbow,
  belly,     ///< scene "breath": how far the waist widens to the front, the sides, the back, and how far the chest rises
  sides,
  low_back,
  chest,
  heel,      ///< scene "sole": share of the weight on each point of the tripod
  big_toe,
  little_toe
};
inline constexpr std::size_t channel_count = 20;

/// Where the hands are; `angles`: as `arm` and `elbow` say.
enum class Hands : unsigned char { hang, angles, thighs, hips, crease, midfoot, floor, dowel, chest, behind };

struct Keyframe {
  double move_s = 0;  ///< from the pose before (the last one, for the first)
  double hold_s = 0;
  Hands hands = Hands::hang;
  bool tells = false;  ///< stands for the figure where nothing may move (print, reduced motion)
  std::array<double, channel_count> values{};

  [[nodiscard]] double of(Channel channel) const { return values[static_cast<std::size_t>(channel)]; }
};

/// What the body rests on.
enum class Base : unsigned char { feet, toes, walk, supine, lying, hands_and_knees };
enum class Scene : unsigned char { side, sole, breath };
enum class PropKind : unsigned char {
  wall, box, chair, coin, mark, camera,                   // stand in the room, at `x`
  dowel_back, dowel_crease, kettlebell, barbell, back_bar, trap_bar, dumbbells, cable, band, crate  // go with the body
};
/// What is drawn in the verdict's colour, or as a thin line for comparison.
enum class Show : unsigned char {
  back, shin, knee_line, hip_travel, weight, stack, neck, plumb, hamstring, glutes, foot, hip_fold, lever
};

struct Prop {
  PropKind kind = PropKind::box;
  double x = 0, height = 0, width = 0;  ///< metres from the near ankle, + the way the person faces
};

/// How the feet stand, which a view from the side cannot show: drawn from above, below the floor.
struct Stance {
  double width = 0;     ///< metres between the middles of the heels
  double turn_out = 0;  ///< of each foot, radians
  double grip = 0;      ///< metres between the hands on a bar; 0: no bar
};

struct Figure {
  enum class Mark : unsigned char { none, good, fault };
  Mark mark = Mark::none;
  std::string caption;
  Scene scene = Scene::side;
  Base base = Base::feet;
  bool balanced = true;       ///< the ankle keeps the centre of mass over the tripod (docs/science.md 3.1)
  double load_kg = 0;         ///< in the hands, for the balance
  double far_foot = 0;        ///< where the far foot stands, metres in front of the near one
  double reach = 0;           ///< bases supine and hands_and_knees: from the shoulders to the feet or knees, metres
  double rest = 0;            ///< base supine: height of what the shoulders lie on, metres
  double lost = 0;            ///< 1: the dowel has left the tailbone
  std::optional<Stance> stance;
  std::vector<Show> show;
  std::vector<Prop> props;
  std::vector<Keyframe> poses;  ///< at least one; it loops
};

struct Claim {
  std::string text;
  Evidence evidence = Evidence::coaching;
  std::string source;
};

struct Lesson {
  std::string id, title, lead;
  Chapter chapter = Chapter::start;
  int order = 0;  ///< within the chapter
  std::vector<std::string> text;
  std::vector<std::string> steps;
  std::vector<std::string> look_for;  ///< how the reader can tell that it works
  std::string exercise, drill, rule, checkpoint;  ///< what Hinge judges it with; ids, may be empty
  std::vector<std::string> cues;                  ///< ids
  std::vector<std::string> guide;                 ///< statements of the guide, "G11"
  std::vector<std::string> next;                  ///< lessons that follow
  std::vector<Claim> claims;
  std::vector<Figure> figures;
};

}  // namespace hinge::catalog
