-- Work that waits, is worked on or is done. Times are UTC seconds since 1970 by this database's clock, which is the only
-- one that every machine at the table shares: lease_s is until when the worker has the job, and it says so again before.
CREATE TABLE jobs (
  id {id},
  uid TEXT NOT NULL UNIQUE,
  person_id BIGINT REFERENCES people (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  input TEXT NOT NULL,
  state TEXT NOT NULL,
  tries BIGINT NOT NULL,
  worker TEXT NOT NULL,
  lease_s BIGINT NOT NULL,
  cancel_asked BIGINT NOT NULL,
  progress TEXT NOT NULL,
  reason TEXT NOT NULL,
  made_s BIGINT NOT NULL,
  began_s BIGINT,
  ended_s BIGINT
);
CREATE INDEX jobs_by_state ON jobs (state, id);
CREATE INDEX jobs_by_person ON jobs (person_id);

-- Apart from the jobs, so that lists stay quick.
CREATE TABLE job_results (
  job_id BIGINT PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
  result TEXT NOT NULL
);
