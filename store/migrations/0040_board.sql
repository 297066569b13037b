-- Who is in a stage of a job, by how long: its pipeline is read a part at a time.
CREATE INDEX applications_by_age ON applications (job_id, stage, stage_since, candidate_id) WHERE sort_key IS NOT NULL;
-- How many are in each stage of a job is counted as they come and go, so that nobody waits
-- until half a million of them have been counted.
CREATE TABLE stage_counts (
    job_id INTEGER NOT NULL,
    stage  TEXT    NOT NULL,
    n      INTEGER NOT NULL,
    PRIMARY KEY (job_id, stage)
) STRICT, WITHOUT ROWID;
INSERT INTO stage_counts SELECT job_id, stage, count(*) FROM applications WHERE sort_key IS NOT NULL GROUP BY job_id, stage;
CREATE TRIGGER applications_come AFTER INSERT ON applications WHEN new.sort_key IS NOT NULL BEGIN
    INSERT INTO stage_counts SELECT new.job_id, new.stage, 0 WHERE NOT EXISTS (SELECT 1 FROM stage_counts WHERE job_id = new.job_id AND stage = new.stage);
    UPDATE stage_counts SET n = n + 1 WHERE job_id = new.job_id AND stage = new.stage;
END;
CREATE TRIGGER applications_leave AFTER DELETE ON applications WHEN old.sort_key IS NOT NULL BEGIN
    UPDATE stage_counts SET n = n - 1 WHERE job_id = old.job_id AND stage = old.stage;
END;
CREATE TRIGGER applications_change AFTER UPDATE OF job_id, stage, sort_key ON applications
    WHEN new.job_id <> old.job_id OR new.stage <> old.stage OR (new.sort_key IS NULL) <> (old.sort_key IS NULL) BEGIN
    INSERT INTO stage_counts SELECT new.job_id, new.stage, 0 WHERE new.sort_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM stage_counts WHERE job_id = new.job_id AND stage = new.stage);
    UPDATE stage_counts SET n = n - 1 WHERE old.sort_key IS NOT NULL AND job_id = old.job_id AND stage = old.stage;
    UPDATE stage_counts SET n = n + 1 WHERE new.sort_key IS NOT NULL AND job_id = new.job_id AND stage = new.stage;
END;
CREATE TRIGGER jobs_uncounted AFTER DELETE ON jobs BEGIN
    DELETE FROM stage_counts WHERE job_id = old.id;
END;
