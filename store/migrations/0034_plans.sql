-- What a stage of a job needs: sessions and how they lie to each other, as JSON with the
-- numbers of people and pools.
CREATE TABLE plans (
    job_id     INTEGER NOT NULL REFERENCES jobs,
    stage      TEXT    NOT NULL,
    rules      TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    removed_at INTEGER,
    PRIMARY KEY (job_id, stage)
) STRICT, WITHOUT ROWID;
-- The interviews that were booked together have the same loop, and a place in it.
ALTER TABLE interviews ADD COLUMN loop TEXT NOT NULL DEFAULT '';
ALTER TABLE interviews ADD COLUMN loop_place INTEGER NOT NULL DEFAULT 0;
CREATE INDEX interviews_loop ON interviews (loop) WHERE loop <> '';
