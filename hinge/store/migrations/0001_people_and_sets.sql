-- {id} is the engine's spelling of a growing number that is never given twice. All times are UTC seconds since 1970,
-- lengths metres, masses kilograms, yes and no 1 and 0. A row's uid is the id that leaves this database.
CREATE TABLE people (
  id {id},
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  birth_year BIGINT,
  height_m DOUBLE PRECISION,
  mass_kg DOUBLE PRECISION,
  ladder_order TEXT NOT NULL,
  coach_id BIGINT REFERENCES people (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  since_s BIGINT NOT NULL,
  changes BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX people_by_coach ON people (coach_id);

CREATE TABLE consents (
  id {id},
  person_id BIGINT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  topic TEXT NOT NULL,
  given BIGINT NOT NULL,
  at_s BIGINT NOT NULL,
  UNIQUE (person_id, topic, at_s, given)
);

CREATE TABLE sessions (
  id {id},
  uid TEXT NOT NULL UNIQUE,
  person_id BIGINT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  at_s BIGINT NOT NULL,
  last_s BIGINT NOT NULL,
  notes TEXT NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person_id, at_s, id);

CREATE TABLE sets (
  id {id},
  uid TEXT NOT NULL UNIQUE,
  person_id BIGINT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  session_id BIGINT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  at_s BIGINT NOT NULL,
  filed_s BIGINT NOT NULL,
  source TEXT NOT NULL,
  exercise TEXT NOT NULL,
  rung TEXT NOT NULL,
  load_kg DOUBLE PRECISION,
  reps_done BIGINT NOT NULL,
  effort DOUBLE PRECISION,
  pain_level BIGINT,
  pain_place TEXT,
  pain_growing BIGINT,
  cue TEXT NOT NULL,
  drill TEXT NOT NULL,
  knowledge_version TEXT NOT NULL,
  clip_sha256 TEXT NOT NULL,
  clip_part TEXT NOT NULL,
  clean_reps BIGINT NOT NULL,
  borderline_reps BIGINT NOT NULL,
  fault_reps BIGINT NOT NULL,
  notes TEXT NOT NULL
);
CREATE INDEX sets_by_person ON sets (person_id, at_s, id);
CREATE INDEX sets_by_session ON sets (session_id);
-- The same clip filed twice is one set.
CREATE UNIQUE INDEX sets_by_clip ON sets (person_id, clip_sha256, clip_part) WHERE clip_sha256 <> '';

-- Repetitions with their judgements, apart from the sets so that lists stay quick: JSON, docs/formats/person-export.md.
CREATE TABLE set_reps (
  set_id BIGINT PRIMARY KEY REFERENCES sets (id) ON DELETE CASCADE,
  reps TEXT NOT NULL
);

CREATE TABLE analyses (
  id {id},
  set_id BIGINT NOT NULL REFERENCES sets (id) ON DELETE CASCADE,
  at_s BIGINT NOT NULL,
  engine_version TEXT NOT NULL,
  pose_model TEXT NOT NULL,
  knowledge_version TEXT NOT NULL,
  pattern TEXT NOT NULL,
  exercise TEXT NOT NULL,
  view TEXT NOT NULL,
  reps BIGINT NOT NULL,
  priority TEXT NOT NULL,
  json TEXT NOT NULL
);
CREATE INDEX analyses_by_set ON analyses (set_id, id);
CREATE INDEX analyses_by_exercise ON analyses (exercise, priority);

CREATE TABLE kept_files (
  id {id},
  person_id BIGINT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  set_id BIGINT REFERENCES sets (id) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  UNIQUE (person_id, sha256, kind)
);
CREATE INDEX kept_files_by_hash ON kept_files (sha256);
CREATE INDEX kept_files_by_set ON kept_files (set_id);

CREATE TABLE check_ins (
  id {id},
  uid TEXT NOT NULL UNIQUE,
  person_id BIGINT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  session_id BIGINT REFERENCES sessions (id) ON DELETE CASCADE,
  at_s BIGINT NOT NULL,
  moment TEXT NOT NULL,
  effort DOUBLE PRECISION,
  sleep_h DOUBLE PRECISION,
  notes TEXT NOT NULL
);
CREATE INDEX check_ins_by_person ON check_ins (person_id, at_s, id);
CREATE INDEX check_ins_by_session ON check_ins (session_id);

CREATE TABLE pains (
  id {id},
  check_in_id BIGINT NOT NULL REFERENCES check_ins (id) ON DELETE CASCADE,
  level BIGINT NOT NULL CHECK (level BETWEEN 0 AND 10),
  place TEXT NOT NULL,
  growing BIGINT NOT NULL
);
CREATE INDEX pains_by_check_in ON pains (check_in_id, id);

CREATE TABLE plans (
  id {id},
  uid TEXT NOT NULL UNIQUE,
  person_id BIGINT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  at_s BIGINT NOT NULL,
  move TEXT NOT NULL,
  rung TEXT NOT NULL,
  exercise TEXT NOT NULL,
  drill TEXT NOT NULL,
  cue TEXT NOT NULL,
  sets BIGINT NOT NULL,
  reps BIGINT NOT NULL,
  load_kg DOUBLE PRECISION,
  lighter_week BIGINT NOT NULL,
  reasons TEXT NOT NULL
);
CREATE INDEX plans_by_person ON plans (person_id, at_s, id);

CREATE TABLE cue_trials (
  id {id},
  uid TEXT NOT NULL UNIQUE,
  person_id BIGINT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  at_s BIGINT NOT NULL,
  rule TEXT NOT NULL,
  words TEXT NOT NULL,
  cue TEXT NOT NULL,
  drill TEXT NOT NULL,
  set_before TEXT NOT NULL,
  set_after TEXT NOT NULL,
  effect TEXT NOT NULL,
  before_value DOUBLE PRECISION,
  after_value DOUBLE PRECISION,
  noise DOUBLE PRECISION,
  unit TEXT NOT NULL,
  because TEXT NOT NULL
);
CREATE INDEX cue_trials_by_person ON cue_trials (person_id, at_s, id);

CREATE TABLE overrides (
  id {id},
  uid TEXT NOT NULL UNIQUE,
  person_id BIGINT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  at_s BIGINT NOT NULL,
  by_uid TEXT NOT NULL,
  from_rung TEXT NOT NULL,
  to_rung TEXT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX overrides_by_person ON overrides (person_id, at_s, id);

CREATE TABLE answers (
  id {id},
  person_id BIGINT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  question TEXT NOT NULL,
  yes BIGINT NOT NULL,
  at_s BIGINT NOT NULL,
  UNIQUE (person_id, question, at_s, yes)
);

CREATE TABLE notes (
  id {id},
  uid TEXT NOT NULL UNIQUE,
  person_id BIGINT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  at_s BIGINT NOT NULL,
  by_uid TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX notes_by_person ON notes (person_id, at_s, id);
