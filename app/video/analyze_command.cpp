// The command line of `hinge analyze`.
#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <map>
#include <memory>

#include "app/video/analyze.h"
#include "app/command.h"
#include "app/open_store.h"
#include "app/option_checks.h"
#include "hinge/store/time_text.h"

namespace hinge::app {
namespace {

const std::map<std::string, Output> output_names{{"json", Output::json}, {"html", Output::html}, {"video", Output::video},
                                                 {"csv", Output::csv},   {"trc", Output::trc},   {"clip", Output::clip}};

/// What CLI11 fills in; checked and turned into AnalyzeOptions.
struct AnalyzeFlags {
  std::vector<std::string> clips, only, knowledge;
  std::string exercise = "auto", model = "full", out;
  double height_cm = 0, mass_kg = 0, load_kg = 0, plate_cm = 0, wall_cm = 0, start_s = 0, end_s = 0, time_scale = 1;
  int threads = 0, pain = 0;
  std::string detail = "summary";
  bool quiet = false, pain_growing = false;
  std::string person, database, viewer, place = "low_back";
  std::vector<std::string> answers;
  bool keep_video = false, strict = false, every_frame = false;
  double effort = 0;
};

Outcome<AnalyzeOptions> to_options(const CLI::App& command, const AnalyzeFlags& flags) {
  AnalyzeOptions options;
  const auto given = [&](const char* name) { return command.count(name) > 0; };
  for (const auto& clip : flags.clips) options.clips.emplace_back(clip);
  for (const auto& folder : flags.knowledge) options.knowledge.emplace_back(folder);
  options.exercise = flags.exercise;
  options.model = *pose::find_model(flags.model);
  if (given("--height-cm")) options.athlete.height = Metres{flags.height_cm / 100};
  if (given("--mass-kg")) options.athlete.mass = Kilograms{flags.mass_kg};
  if (given("--load-kg")) options.athlete.load = Kilograms{flags.load_kg};
  if (given("--plate-cm")) options.athlete.plate_diameter = Metres{flags.plate_cm / 100};
  if (given("--wall-cm")) options.athlete.wall_gap = Metres{flags.wall_cm / 100};
  if (given("--out")) options.out = flags.out;
  if (given("--only")) {
    options.outputs.clear();
    for (const auto& name : flags.only) options.outputs.insert(output_names.at(name));
  }
  options.threads = flags.threads;
  options.every_frame = flags.every_frame;
  options.start = Seconds{flags.start_s};
  if (given("--end")) {
    options.end = Seconds{flags.end_s};
    if (flags.end_s <= flags.start_s) {
      return give_up(ExitCode::usage, fmt::format("--end {:g} does not lie after --start {:g}", flags.end_s, flags.start_s));
    }
  }
  if (given("--time-scale")) options.time_scale = flags.time_scale;
  options.person = flags.person;
  options.viewer = flags.viewer;
  options.answers = flags.answers;
  options.keep_video = flags.keep_video;
  options.strict = flags.strict;
  if (!flags.answers.empty() && flags.clips.size() > 1) {
    return give_up(ExitCode::usage, "--answer is about one set; give the clips one by one, or tell later with hinge log --set");
  }
  options.database = flags.database;
  if (given("--effort")) options.effort = flags.effort;
  if (given("--pain")) options.pain = flags.pain;
  options.pain_place = *store::find_place(flags.place);
  options.pain_growing = flags.pain_growing;
  options.detail = flags.detail == "full" ? Detail::full : Detail::summary;
  options.verbosity = flags.quiet ? Verbosity::quiet : Verbosity::normal;
  return options;
}

}  // namespace

Command add_analyze(CLI::App& program) {
  auto* command = program.add_subcommand("analyze", about_analyze);
  const auto flags = std::make_shared<AnalyzeFlags>();
  command->add_option("clip", flags->clips, "Videos; or recordings: clip.hinge, C3D, TRC, MOT, BVH, OpenPose JSON, CSV (then without pictures)")->required()->type_name("CLIP");
  command->add_option("--exercise", flags->exercise, "What it is: an id of `hinge exercises`, or auto")->capture_default_str()->type_name("ID");
  command->add_option("--model", flags->model, "Pose network: lite (fast), full, heavy (slow)")
      ->check(CLI::IsMember({"lite", "full", "heavy"}))->capture_default_str()->type_name("MODEL");
  command->add_option("--height-cm", flags->height_cm, "Body height; sharpens everything in metres")->check(between(50, 250, "cm"))->type_name("CM");
  command->add_option("--mass-kg", flags->mass_kg, "Body mass")->check(between(20, 300, "kg"))->type_name("KG");
  command->add_option("--load-kg", flags->load_kg, "Load in the hands or on the back; 0: none")->check(between(0, 500, "kg"))->type_name("KG");
  command->add_option("--plate-cm", flags->plate_cm, "Diameter of the plate or bell the camera sees; gives the bar's path its metres")
      ->check(between(10, 60, "cm"))->type_name("CM");
  command->add_option("--wall-cm", flags->wall_cm, "From the heels to the wall of a wall tap; else its edge is looked for, or it is learned from the touches")
      ->check(between(0, 100, "cm"))->type_name("CM");
  command->add_option("--out", flags->out, "Folder of the results; several clips get a folder each in it [hinge-out/CLIP]")->type_name("DIR");
  command->add_option("--only", flags->only, "Write only these: json,html,video,csv,trc,clip")
      ->delimiter(',')->check(CLI::IsMember({"json", "html", "video", "csv", "trc", "clip"}))->type_name("LIST");
  command->add_option("--threads", flags->threads, "Workers [one for each core]")->check(between(1, 64, ""))->type_name("N");
  command->add_flag("--every-frame", flags->every_frame, "Look at every picture; else at about 30 of the 60 or more a second that a fast film has");
  command->add_option("--start", flags->start_s, "Look only from this second")->check(between(0, 86400, "s"))->type_name("S");
  command->add_option("--end", flags->end_s, "Look only up to this second")->check(between(0, 86400, "s"))->type_name("S");
  command->add_option("--time-scale", flags->time_scale, "How many times slower than life the film plays: 8 for 240 pictures a second shown at 30")
      ->check(between(0.05, 100, ""))->type_name("X");
  command->add_option("--knowledge", flags->knowledge, "Folder that extends or replaces rules, exercises, cues, drills")->type_name("DIR");
  auto* person = command->add_option("--person", flags->person, "File the set for this person and say what changed since the last time")->type_name("NAME");
  add_db_option(*command, flags->database);
  add_viewer_option(*command, flags->viewer)->needs(person);
  command->add_option("--effort", flags->effort, "How hard it was, 0 to 10 (10: nothing left)")->check(between(0, 10, ""))->type_name("0-10")->needs(person);
  auto* pain = command->add_option("--pain", flags->pain, "How much it hurt during the set, 0 for nothing")->check(between(0, 10, ""))->type_name("0-10")->needs(person);
  command->add_option("--place", flags->place, "Where it hurt: " + places_text())
      ->check(place_word())
      ->type_name("PLACE")
      ->capture_default_str()->needs(pain);
  command->add_flag("--growing", flags->pain_growing, "It grew from rep to rep")->needs(pain);
  command->add_option("--answer", flags->answers, "What only the person can say of a checkpoint: CHECKPOINT=yes, no or unsure; may be repeated")->delimiter(',')->type_name("ID=WORD")->needs(person);
  command->add_flag("--keep-video", flags->keep_video, "Keep the clip too; needs `hinge person consent NAME --keep-video yes`")->needs(person);
  command->add_option("--detail", flags->detail, "What is printed: summary, or full: every metric of every rep with unit, uncertainty and source")
      ->check(CLI::IsMember({"summary", "full"}))->capture_default_str()->type_name("HOW");
  command->add_flag("--strict", flags->strict, "Refuse a video where the box it is decoded in does not hold; `hinge doctor` says how well it does");
  command->add_flag("--quiet", flags->quiet, "Say only what went wrong");
  command->footer(
      "Examples:\n"
      "  hinge analyze set.mp4\n"
      "  hinge analyze set.mp4 --exercise romanian_deadlift --load-kg 60 --height-cm 178 --plate-cm 45\n"
      "  hinge analyze *.mp4 --out results --only json,csv\n"
      "  hinge analyze set.mp4 --person Kim --load-kg 20 --effort 6 --pain 0\n"
      "  hinge analyze set.mp4 --person Kim --answer neutral_spine_and_brace=yes --keep-video\n"
      "  hinge analyze set.mp4 --detail full | less\n"
      "  hinge analyze results/set/clip.hinge --knowledge my_rules   (judges again, without the network)");
  return {command, [command, flags](const Resources& resources) {
            const auto options = to_options(*command, *flags);
            if (options) return analyze(*options, resources);
            return refuse(options.error());
          }};
}

}  // namespace hinge::app
