-- The stage of the job in which the candidate was when an interview was scheduled, '' where
-- that was not noted. Forms and guides are chosen by it, wherever the candidate is by now.
ALTER TABLE interviews ADD COLUMN stage TEXT NOT NULL DEFAULT '';
CREATE TRIGGER interviews_staged AFTER INSERT ON interviews BEGIN
    UPDATE interviews SET stage = ifnull((SELECT a.stage FROM applications a WHERE a.candidate_id = new.candidate_id AND a.job_id = new.job_id), '') WHERE id = new.id;
END;
CREATE TRIGGER interviews_staged_anew AFTER UPDATE OF job_id ON interviews WHEN new.job_id <> old.job_id BEGIN
    UPDATE interviews SET stage = ifnull((SELECT a.stage FROM applications a WHERE a.candidate_id = new.candidate_id AND a.job_id = new.job_id), '') WHERE id = new.id;
END;
-- What interviewers are given for a stage of a job: the form of the scorecard, as lines, and
-- a guide; '' where there is none. Without a job it is the workspace's, without a stage the
-- whole job's; a session narrows it to the interviews of a plan that are called so.
CREATE TABLE kits (
    id         INTEGER PRIMARY KEY,
    job_id     INTEGER REFERENCES jobs,
    stage      TEXT    NOT NULL DEFAULT '',
    session    TEXT    NOT NULL DEFAULT '',
    form       TEXT    NOT NULL DEFAULT '',
    guide      TEXT    NOT NULL DEFAULT '',
    version    INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX kits_of ON kits (ifnull(job_id, 0), stage COLLATE NOCASE, session COLLATE NOCASE);
CREATE INDEX kits_job ON kits (job_id) WHERE job_id IS NOT NULL;
-- A member's judgement of an interview. ratings is JSON and keeps the attributes as they were
-- called then. given_at is NULL while it is only begun, and withdrawn_at says when it was
-- taken back. unread are the lines of a mail that were not understood.
CREATE TABLE scorecards (
    interview_id   INTEGER NOT NULL REFERENCES interviews,
    member_id      INTEGER NOT NULL REFERENCES members,
    ratings        TEXT    NOT NULL DEFAULT '[]',
    recommendation TEXT    NOT NULL DEFAULT '',
    note           TEXT    NOT NULL DEFAULT '',
    private_note   TEXT    NOT NULL DEFAULT '',
    unread         TEXT    NOT NULL DEFAULT '',
    mailed         INTEGER NOT NULL DEFAULT 0,
    version        INTEGER NOT NULL,
    given_at       INTEGER,
    updated_at     INTEGER NOT NULL,
    withdrawn_at   INTEGER,
    PRIMARY KEY (interview_id, member_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX scorecards_member ON scorecards (member_id);
-- What each version of a scorecard was, the newest one included, and who made it.
CREATE TABLE scorecard_versions (
    interview_id   INTEGER NOT NULL,
    member_id      INTEGER NOT NULL,
    version        INTEGER NOT NULL,
    ratings        TEXT    NOT NULL,
    recommendation TEXT    NOT NULL,
    note           TEXT    NOT NULL,
    private_note   TEXT    NOT NULL,
    unread         TEXT    NOT NULL,
    mailed         INTEGER NOT NULL,
    given_at       INTEGER,
    updated_at     INTEGER NOT NULL,
    withdrawn_at   INTEGER,
    by_name        TEXT    NOT NULL,
    PRIMARY KEY (interview_id, member_id, version),
    FOREIGN KEY (interview_id, member_id) REFERENCES scorecards (interview_id, member_id)
) STRICT, WITHOUT ROWID;
