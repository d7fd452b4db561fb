// The program: reads the command line, calls one command, says how it went by its exit status (app/exit_code.h).
#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <exception>
#include <map>

#include "app/analyze.h"
#include "app/cancel.h"
#include "app/convert.h"
#include "app/doctor.h"
#include "app/knowledge.h"
#include "hinge/analysis/pipeline.h"
#include "hinge/base/files.h"

namespace hinge::app {
namespace {

constexpr std::uintmax_t text_limit_bytes = 1'000'000;

const std::map<std::string, Output> output_names{{"json", Output::json}, {"html", Output::html}, {"video", Output::video},
                                                 {"csv", Output::csv},   {"trc", Output::trc},   {"clip", Output::clip}};

/// What CLI11 fills in; checked and turned into AnalyzeOptions by the command.
struct AnalyzeFlags {
  std::vector<std::string> clips, only, knowledge;
  std::string exercise = "auto", model = "full", out;
  double height_cm = 0, mass_kg = 0, load_kg = 0, start_s = 0, end_s = 0;
  int threads = 0;
  bool quiet = false;
};

/// CLI11's own Range says only numbers; this one says what they are.
CLI::Validator between(double low, double high, const std::string& unit) {
  return CLI::Validator(
      [=](std::string& text) {
        double value = 0;
        if (!CLI::detail::lexical_cast(text, value) || !(value >= low && value <= high)) {
          return fmt::format("'{}' is not from {:g} to {:g}{}", text, low, high, unit.empty() ? "" : " " + unit);
        }
        return std::string();
      },
      fmt::format("{:g}–{:g}", low, high));
}

CLI::App* add_analyze(CLI::App& program, AnalyzeFlags& flags) {
  auto* command = program.add_subcommand("analyze", "Judge one or more clips: report, data, annotated video");
  command->add_option("clip", flags.clips, "Videos; or recordings: clip.hinge, TRC, OpenPose JSON (then without pictures)")->required()->type_name("CLIP");
  command->add_option("--exercise", flags.exercise, "What it is: an id of `hinge exercises`, or auto")->capture_default_str()->type_name("ID");
  command->add_option("--model", flags.model, "Pose network: lite (fast), full, heavy (slow)")
      ->check(CLI::IsMember({"lite", "full", "heavy"}))->capture_default_str()->type_name("MODEL");
  command->add_option("--height-cm", flags.height_cm, "Body height; sharpens everything in metres")->check(between(50, 250, "cm"))->type_name("CM");
  command->add_option("--mass-kg", flags.mass_kg, "Body mass")->check(between(20, 300, "kg"))->type_name("KG");
  command->add_option("--load-kg", flags.load_kg, "Load in the hands or on the back; 0: none")->check(between(0, 500, "kg"))->type_name("KG");
  command->add_option("--out", flags.out, "Folder of the results; several clips get a folder each in it [hinge-out/CLIP]")->type_name("DIR");
  command->add_option("--only", flags.only, "Write only these: json,html,video,csv,trc,clip")
      ->delimiter(',')->check(CLI::IsMember({"json", "html", "video", "csv", "trc", "clip"}))->type_name("LIST");
  command->add_option("--threads", flags.threads, "Workers [one for each core]")->check(between(1, 64, ""))->type_name("N");
  command->add_option("--start", flags.start_s, "Look only from this second")->check(between(0, 86400, "s"))->type_name("S");
  command->add_option("--end", flags.end_s, "Look only up to this second")->check(between(0, 86400, "s"))->type_name("S");
  command->add_option("--knowledge", flags.knowledge, "Folder that extends or replaces rules, exercises, cues, drills")->type_name("DIR");
  command->add_flag("--quiet", flags.quiet, "Say only what went wrong");
  command->footer(
      "Examples:\n"
      "  hinge analyze set.mp4\n"
      "  hinge analyze set.mp4 --exercise romanian_deadlift --load-kg 60 --height-cm 178\n"
      "  hinge analyze *.mp4 --out results --only json,csv\n"
      "  hinge analyze results/set/clip.hinge --knowledge my_rules   (judges again, without the network)");
  return command;
}

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
  if (given("--out")) options.out = flags.out;
  if (given("--only")) {
    options.outputs.clear();
    for (const auto& name : flags.only) options.outputs.insert(output_names.at(name));
  }
  options.threads = flags.threads;
  options.start = Seconds{flags.start_s};
  if (given("--end")) {
    options.end = Seconds{flags.end_s};
    if (flags.end_s <= flags.start_s) {
      return give_up(ExitCode::usage, fmt::format("--end {:g} does not lie after --start {:g}", flags.end_s, flags.start_s));
    }
  }
  options.verbosity = flags.quiet ? Verbosity::quiet : Verbosity::normal;
  return options;
}

ExitCode print_file(const std::filesystem::path& path) {
  const auto text = read_file(path, text_limit_bytes);
  if (!text) {
    print_error(to_string(text.error()) + "; install Hinge again");
    return ExitCode::incomplete;
  }
  fmt::print("{}", *text);
  return ExitCode::ok;
}

ExitCode with_knowledge(const Resources& resources, const std::vector<std::string>& more, const std::string& id,
                        ExitCode (*print)(const catalog::Catalog&, const std::string&)) {
  const auto catalog = load_knowledge(resources, {more.begin(), more.end()});
  if (catalog) return print(*catalog, id);
  print_error(catalog.error().message);
  return catalog.error().code;
}

int run(int argc, char** argv) {
  CLI::App program{"Hinge: a hip-hinge coach. A phone video from the side goes in; reps, verdicts, the one thing to fix first and the frames that prove it come out.", "hinge"};
  program.set_version_flag("--version", "hinge " + analysis::engine_version());
  program.require_subcommand(1);
  program.footer(
      "Examples:\n"
      "  hinge analyze set.mp4          report in hinge-out/set/report.html\n"
      "  hinge doctor                   what is present, what is missing, how to mend it\n"
      "  hinge rules minimal_knee_bend  what a rule measures and where its limits come from\n"
      "`hinge COMMAND --help` shows each command's options; `man hinge` has the exit codes.");

  AnalyzeFlags flags;
  const auto* analyze_command = add_analyze(program, flags);
  const auto* doctor_command = program.add_subcommand("doctor", "Say what is present, which version, what is missing and how to mend it")
      ->footer("Example:\n  hinge doctor\nExit status 4 if something is missing or damaged.");
  std::string id;
  std::vector<std::string> more;
  auto* rules_command = program.add_subcommand("rules", "List the rules, or show one in full")->footer("Examples:\n  hinge rules\n  hinge rules squat_dominant");
  auto* exercises_command = program.add_subcommand("exercises", "List the exercises, or show one in full")->footer("Examples:\n  hinge exercises\n  hinge exercises romanian_deadlift");
  for (auto* command : {rules_command, exercises_command}) {
    command->add_option("id", id, "Which one")->type_name("ID");
    command->add_option("--knowledge", more, "Folder that extends or replaces the shipped knowledge")->type_name("DIR");
  }
  std::string in, out;
  auto* convert_command = program.add_subcommand("convert", "Turn a recording into another format, by the extension of OUT")
      ->footer("Examples:\n  hinge convert clip.hinge landmarks.trc\n  hinge convert session.trc session.hinge");
  convert_command->add_option("in", in, "Recording: clip.hinge, TRC, OpenPose JSON or a folder of it")->required()->type_name("IN");
  convert_command->add_option("out", out, "File to write: .hinge, .trc, .csv")->required()->type_name("OUT");
  const auto* schema_command = program.add_subcommand("schema", "Print the JSON schema of analysis.json")->footer("Example:\n  hinge schema > analysis.schema.json");
  std::string shell;
  auto* completion_command = program.add_subcommand("completion", "Print the completion script of a shell")->footer("Example:\n  source <(hinge completion bash)");
  completion_command->add_option("shell", shell, "Only bash so far")->required()->check(CLI::IsMember({"bash"}))->type_name("SHELL");

  try {
    program.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // --help, --version
    return program.exit(asked);
  } catch (const CLI::ParseError& error) {
    print_error(std::string(error.what()) + "; see `hinge --help`");
    return static_cast<int>(ExitCode::usage);
  }

  static_cast<void>(cancel_flag());
  const Resources resources = find_resources();
  ExitCode code = ExitCode::usage;
  if (analyze_command->parsed()) {
    const auto options = to_options(*analyze_command, flags);
    if (options) code = analyze(*options, resources);
    else print_error(options.error().message);
  } else if (doctor_command->parsed()) {
    code = doctor(resources);
  } else if (rules_command->parsed()) {
    code = with_knowledge(resources, more, id, print_rules);
  } else if (exercises_command->parsed()) {
    code = with_knowledge(resources, more, id, print_exercises);
  } else if (convert_command->parsed()) {
    code = convert(in, out);
  } else if (schema_command->parsed()) {
    code = print_file(resources.analysis_schema);
  } else if (completion_command->parsed()) {
    code = print_file(resources.bash_completion);
  }
  return static_cast<int>(code);
}

}  // namespace
}  // namespace hinge::app

int main(int argc, char** argv) {
  try {
    return hinge::app::run(argc, argv);
  } catch (const std::exception& bug) {
    hinge::app::print_error(std::string("internal error, please report it: ") + bug.what());
    return static_cast<int>(hinge::app::ExitCode::internal);
  }
}
