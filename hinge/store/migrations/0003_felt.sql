-- What only the person can say of a set, a checkpoint each: breath, stretch, pressure under the foot.
CREATE TABLE felt (
  id {id},
  person_id BIGINT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  set_id BIGINT NOT NULL REFERENCES sets (id) ON DELETE CASCADE,
  checkpoint TEXT NOT NULL,
  answer TEXT NOT NULL,
  UNIQUE (set_id, checkpoint)
);
CREATE INDEX felt_by_person ON felt (person_id, set_id);
