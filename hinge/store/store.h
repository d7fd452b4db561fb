#pragma once
// The memory: people and what they did, kept by one SQL path over SQLite or PostgreSQL. What is written is durable when
// the function returns, happens whole or not at all, and happens once: a thing whose id is known is not filed again.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "hinge/base/result.h"
#include "hinge/progress/history.h"
#include "hinge/store/location.h"
#include "hinge/store/roster.h"

namespace hinge::store {

using progress::Instant;

/// Sets with less than this between them are one session (our choice: longer than any pause, shorter than a night).
inline constexpr std::chrono::hours session_gap{4};

/// `now`: the set was just done, its time is filled in by the store from the clock; only a clock behind the person's own
/// beginning is not believed. `told`: `at` holds.
enum class Timing : unsigned char { now, told };

enum class Outcome : unsigned char {
  filed,
  judged_again,  ///< the clip was there: its set got the newer judgement, its place in history stayed
  told_more,     ///< the clip was there: how hard it was or how much it hurt is told or corrected now
  already_there  ///< nothing was new
};

struct Filed {
  std::string id;       ///< of what was filed, or of what was there already
  std::string session;  ///< of a set or check-in
  Outcome outcome = Outcome::filed;
  std::string warning;  ///< one plain sentence the person should see; empty: none
};

/// What else is known of a set from a clip.
struct Papers {
  std::string analysis_json;  ///< the whole analysis.json; empty: none
  std::string clip_part;      ///< "12-40" when only these seconds were looked at: each part of a clip is a set of its own
};

/// How much of the past is wanted. Repetitions are the bulk: older sets come without them.
struct Reach {
  std::optional<Instant> since;     ///< of the sets and sessions; everything else comes whole
  std::size_t sets = 500;           ///< the newest so many
  std::size_t sets_with_reps = 60;  ///< the newest so many filmed ones of these with their repetitions
  std::size_t sessions_with_reps = 0;  ///< and every filmed set of the newest so many sessions
};
[[nodiscard]] constexpr Reach everything() { return {std::nullopt, SIZE_MAX, SIZE_MAX, 0}; }

enum class KeptKind : unsigned char { recording, video };
struct KeptFile {
  std::string set;     ///< id; empty: of no set
  std::string sha256;
  KeptKind kind = KeptKind::recording;
  std::string name;    ///< as the person called it
  std::uintmax_t bytes = 0;
  std::filesystem::path path;
};

struct StoredAnalysis {
  std::string set;
  Instant at;
  std::string engine_version, knowledge_version, exercise, priority;
  std::string json;
};

/// What a deletion took away, counted after looking that it is gone.
struct Erased {
  std::uint64_t rows = 0;
  std::uint64_t files = 0;
  std::vector<std::filesystem::path> backups_cleaned;  ///< automatic backups that held the person too
};

namespace internal {
class Transaction;
}
/// What is filed while it is open is kept by commit(), or none of it.
class Together {
 public:
  explicit Together(std::unique_ptr<internal::Transaction> transaction);
  Together(Together&&) noexcept;
  Together& operator=(Together&&) = delete;
  ~Together();
  [[nodiscard]] Result<void> commit();

 private:
  std::unique_ptr<internal::Transaction> transaction_;
};

struct Options {
  /// Replaces the computer's clock.
  std::function<Instant()> clock;
};

/// Ids of people are Person::id; functions that take a name say so. One object per thread.
class Store {
 public:
  /// Makes a new SQLite file (0600) or fills an empty PostgreSQL database. unsupported: written by a newer Hinge;
  /// invalid: by an older one, `hinge db migrate` brings it up; corrupt: damaged, or not Hinge's.
  [[nodiscard]] static Result<Store> open(const Location& location, Options options = {});
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  /// id and `since` are filled in when empty. invalid: a name that is taken, empty, longer than 200 bytes, or not text.
  [[nodiscard]] Result<progress::Person> add_person(progress::Person person);
  /// Somebody else whose name a reader would take for this one: other case, accents, invisible characters, letters of
  /// another script. Nothing: nobody's.
  [[nodiscard]] Result<std::optional<std::string>> find_alike(const std::string& name);
  /// not_found says how to list the names, and whose name looks like this one.
  [[nodiscard]] Result<progress::Person> find_person(const std::string& name);
  [[nodiscard]] Result<std::vector<progress::Person>> list_people();
  [[nodiscard]] Result<void> rename_person(const std::string& name, const std::string& new_name);
  /// Everything but id, name, consents and since.
  [[nodiscard]] Result<void> change_person(const progress::Person& person);
  [[nodiscard]] Result<void> record_consent(const std::string& person, const progress::Consent& consent);
  /// The coach sees those who agreed to share with a coach.
  [[nodiscard]] Result<void> assign_coach(const std::string& person, const std::string& coach);
  /// Whether this is their coach and they agreed to share with a coach; the newest word on it counts.
  [[nodiscard]] Result<bool> shares_with(const std::string& person, const std::string& coach);
  /// All rows, kept files and copies in automatic backups; then looks that nothing is left.
  [[nodiscard]] Result<Erased> delete_person(const std::string& person);

  /// Empty `session`: the person's session within four hours of it, else a new one. invalid: the person has not agreed
  /// to keep history.
  [[nodiscard]] Result<Filed> file_set(const std::string& person, progress::Set set, Timing timing, const Papers& papers = {});
  /// Sets of told times, all or none.
  [[nodiscard]] Result<std::vector<Filed>> file_sets(const std::string& person, const std::vector<progress::Set>& sets);
  /// Moves a set to its true time, and to the session of that time.
  [[nodiscard]] Result<void> correct_time(const std::string& person, const std::string& set, Instant at);
  /// How hard a filed set was and how much it hurt, told or corrected later; absent: as it was.
  [[nodiscard]] Result<void> tell_feeling(const std::string& person, const std::string& set, std::optional<double> effort, const std::optional<progress::Pain>& pain);
  /// Takes a set, check-in or note that was a mistake away, with everything that hangs on it; says which of them it was.
  /// Plans that were told because of it stay told.
  [[nodiscard]] Result<std::string> remove_entry(const std::string& person, const std::string& id);
  /// What the person says of a set that is filed; a newer answer to a checkpoint takes the place of the one before.
  [[nodiscard]] Result<void> file_felt(const std::string& person, const std::string& set, const std::vector<progress::Felt>& felt);
  [[nodiscard]] Result<Filed> file_check_in(const std::string& person, progress::CheckIn check_in, Timing timing);
  /// These return the id. A known id: a trial is updated (its effect became known), the others are left as they are.
  [[nodiscard]] Result<std::string> file_trial(const std::string& person, const progress::CueTrial& trial);
  [[nodiscard]] Result<std::string> file_plan(const std::string& person, const progress::Plan& plan);
  [[nodiscard]] Result<std::string> file_override(const std::string& person, const progress::Override& entry);
  [[nodiscard]] Result<std::string> file_note(const std::string& person, const progress::Note& note);
  [[nodiscard]] Result<void> file_answer(const std::string& person, const progress::Answer& answer);

  [[nodiscard]] Result<progress::History> load_history(const std::string& person, const Reach& reach = {});
  /// The newest analysis of a set; nothing when it was not filmed.
  [[nodiscard]] Result<std::optional<StoredAnalysis>> load_analysis(const std::string& person, const std::string& set);
  [[nodiscard]] Result<std::vector<RosterRow>> load_roster(const catalog::Ladder& ladder, const RosterFilter& filter = {});

  /// Copies a file into the store, once per content. A video needs the person's consent to keep_video.
  [[nodiscard]] Result<KeptFile> keep_file(const std::string& person, const std::string& set, KeptKind kind,
                                           const std::filesystem::path& file);
  [[nodiscard]] Result<std::vector<KeptFile>> list_kept_files(const std::string& person);

  /// For a command that files several things: the store must outlive it, and keep_file() is not part of it.
  [[nodiscard]] Result<Together> begin_together();

  [[nodiscard]] Instant now() const;
  struct State;
  /// For the rest of this room.
  [[nodiscard]] State& state() { return *state_; }

 private:
  explicit Store(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace hinge::store
