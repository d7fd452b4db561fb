#include "app/felt.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>

#include "app/console.h"
#include "app/open_store.h"
#include "hinge/assess/wording.h"
#include "hinge/base/backwards.h"
#include "hinge/catalog/near_names.h"
#include "hinge/store/time_text.h"

namespace hinge::app {
namespace {

const catalog::Checkpoint* find_asking(const catalog::Catalog& catalog, const std::string& id) {
  const auto found = std::ranges::find(catalog.checkpoints, id, &catalog::Checkpoint::id);
  return found == catalog.checkpoints.end() || found->ask.empty() ? nullptr : &*found;
}

/// Its question stands in the sentence: an exercise that does not use the checkpoint does not ask.
bool asks(const assess::Checkpoint& checkpoint, const catalog::Checkpoint* known) {
  return known != nullptr && checkpoint.sentence.find(known->ask) != std::string::npos;
}

const progress::Felt* find_felt(const std::vector<progress::Felt>& felt, const std::string& checkpoint) {
  const auto found = std::ranges::find(felt, checkpoint, &progress::Felt::checkpoint);
  return found == felt.end() ? nullptr : &*found;
}

std::string_view spoken(progress::Feeling feeling) { return feeling == progress::Feeling::unsure ? "you were not sure" : feeling == progress::Feeling::yes ? "you said yes" : "you said no"; }

std::optional<progress::Feeling> read_key(const std::string& line) {
  if (line == "y" || line == "yes") return progress::Feeling::yes;
  if (line == "n" || line == "no") return progress::Feeling::no;
  if (line == "u" || line == "unsure") return progress::Feeling::unsure;
  return std::nullopt;
}

}  // namespace

Outcome<std::vector<progress::Felt>> read_answers(const std::vector<std::string>& words, const catalog::Catalog& catalog) {
  std::vector<std::string> known;
  for (const auto& checkpoint : catalog.checkpoints) {
    if (!checkpoint.ask.empty()) known.push_back(checkpoint.id);
  }
  std::vector<progress::Felt> felt;
  for (const auto& word : words) {
    const auto equals = word.find('=');
    const std::string id = word.substr(0, equals);
    if (find_asking(catalog, id) == nullptr) {
      return give_up(ExitCode::usage, fmt::format("--answer {}: there is no such question{}; there are {}", id, catalog::did_you_mean(id, known), assess::say_list(known)));
    }
    const auto feeling = store::find_feeling(equals == std::string::npos ? "" : word.substr(equals + 1));
    if (!feeling) return give_up(ExitCode::usage, fmt::format("--answer {}: say yes, no or unsure, as in {}=no", word, id));
    std::erase_if(felt, [&](const auto& before) { return before.checkpoint == id; });
    felt.push_back({id, *feeling});
  }
  return felt;
}

std::optional<LastFelt> find_last_felt(const progress::History& history, const std::string& checkpoint) {
  for (const auto& set : backwards(history.sets)) {
    if (const auto* felt = find_felt(set.felt, checkpoint)) return LastFelt{felt->feeling, set.at};
  }
  return std::nullopt;
}

void add_felt(std::vector<assess::Checkpoint>& checkpoints, const std::vector<progress::Felt>& felt, const progress::History& history, const catalog::Catalog& catalog) {
  for (auto& checkpoint : checkpoints) {
    if (!asks(checkpoint, find_asking(catalog, checkpoint.id))) continue;
    if (const auto* answer = find_felt(felt, checkpoint.id)) {
      checkpoint.sentence += fmt::format(" {}.", assess::capitalise(std::string(spoken(answer->feeling))));
    } else if (const auto last = find_last_felt(history, checkpoint.id)) {
      checkpoint.sentence += fmt::format(" Last time, on {}, {}.", local_time_text(last->at).substr(0, 10), spoken(last->feeling));
    }
  }
}

std::vector<const catalog::Checkpoint*> find_unanswered(const std::vector<assess::Checkpoint>& checkpoints, const std::vector<progress::Felt>& felt, const catalog::Catalog& catalog) {
  std::vector<const catalog::Checkpoint*> open;
  for (const auto& checkpoint : checkpoints) {
    const auto* known = find_asking(catalog, checkpoint.id);
    if (asks(checkpoint, known) && find_felt(felt, checkpoint.id) == nullptr) open.push_back(known);
  }
  return open;
}

std::vector<progress::Felt> ask_felt(const std::vector<const catalog::Checkpoint*>& open, const std::string& person, const std::string& set) {
  std::vector<progress::Felt> felt;
  if (open.empty()) return felt;
  const bool person_there = ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1;
  fmt::print("Only you know:\n");
  for (const auto* checkpoint : open) {
    fmt::print("  {}{}", checkpoint->ask, person_there ? " [y/n/u, Enter for later] " : "\n");
    if (!person_there) continue;
    std::fflush(stdout);
    std::string line;
    while (std::getline(std::cin, line) && !line.empty() && !read_key(line)) {
      fmt::print("    y, n or u? ");
      std::fflush(stdout);
    }
    if (!std::cin) return felt;
    if (const auto feeling = read_key(line)) felt.push_back({checkpoint->id, *feeling});
  }
  if (!person_there) fmt::print("  Tell with: hinge log --person {} --set {} --answer '{}=yes|no|unsure'\n", shell_word(person), set, open.front()->id);
  return felt;
}

}  // namespace hinge::app
