-- The newest facts of each person, so that the roster reads one row a person and not their history. Filled from the
-- other tables when this migration has run, and with every write after it; `hinge db check` compares.
CREATE TABLE standings (
  person_id BIGINT PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  sets BIGINT NOT NULL,
  last_set_s BIGINT,
  last_exercise TEXT NOT NULL,
  clean_reps BIGINT NOT NULL,
  borderline_reps BIGINT NOT NULL,
  fault_reps BIGINT NOT NULL,
  pain_s BIGINT,
  pain BIGINT NOT NULL,
  pain_place TEXT NOT NULL,
  pain_growing BIGINT NOT NULL,
  pain_next_morning BIGINT NOT NULL,
  red_flags BIGINT NOT NULL,
  move TEXT NOT NULL,
  rung TEXT NOT NULL,
  last_note TEXT NOT NULL
);
-- The newest filing anywhere tells a clock that was set back.
CREATE INDEX sets_by_filing ON sets (filed_s);
CREATE INDEX sets_with_pain ON sets (person_id, at_s) WHERE pain_level IS NOT NULL;
