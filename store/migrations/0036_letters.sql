-- Mails to candidates that are about no interview: how an application goes on, and what
-- somebody wrote to them. What one says is fixed when it is decided on; an effect brings
-- it out.
CREATE TABLE letters (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    candidate_id INTEGER NOT NULL REFERENCES candidates,
    job_id       INTEGER REFERENCES jobs,
    stage        TEXT    NOT NULL, -- in which the candidate has to be when it leaves, '' for any
    event        TEXT    NOT NULL,
    author_id    INTEGER REFERENCES members,
    language     TEXT    NOT NULL,
    subject      TEXT    NOT NULL,
    text         TEXT    NOT NULL,
    revision     INTEGER NOT NULL,
    created_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX letters_candidate ON letters (candidate_id);
CREATE INDEX letters_job ON letters (job_id) WHERE job_id IS NOT NULL;

-- Why a candidate is in a stage, out of the workspace's list.
ALTER TABLE applications ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE stage_changes ADD COLUMN reason TEXT NOT NULL DEFAULT '';

-- What has to happen outside belongs to an interview or to a letter. SQLite takes no
-- NOT NULL back, so the table is written anew with the same ids.
CREATE TABLE effects_anew (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    interview_id INTEGER REFERENCES interviews,
    letter_id    INTEGER REFERENCES letters,
    version      INTEGER NOT NULL,
    kind         TEXT    NOT NULL,
    target       TEXT    NOT NULL,
    state        TEXT    NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'unknown', 'superseded')),
    attempts     INTEGER NOT NULL,
    next_attempt INTEGER,
    has_left     INTEGER NOT NULL,
    error        TEXT    NOT NULL,
    owner        TEXT    NOT NULL,
    lease_until  INTEGER,
    sequence     INTEGER NOT NULL,
    message_id   TEXT    NOT NULL,
    tracking_id  TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    done_at      INTEGER,
    due_at       INTEGER GENERATED ALWAYS AS (
        CASE WHEN state IN ('waiting', 'unknown') THEN next_attempt
             WHEN state = 'running' THEN ifnull(lease_until, 0) END) VIRTUAL,
    message      BLOB,
    remind_at    INTEGER,
    sender       TEXT    NOT NULL DEFAULT '',
    host         TEXT    NOT NULL DEFAULT '',
    cause        TEXT    NOT NULL DEFAULT '',
    CHECK ((interview_id IS NULL) <> (letter_id IS NULL))
) STRICT;
INSERT INTO effects_anew (id, interview_id, version, kind, target, state, attempts, next_attempt, has_left, error, owner, lease_until, sequence, message_id, tracking_id, created_at, done_at, message, remind_at, sender, host, cause)
    SELECT id, interview_id, version, kind, target, state, attempts, next_attempt, has_left, error, owner, lease_until, sequence, message_id, tracking_id, created_at, done_at, message, remind_at, sender, host, cause FROM effects;
DELETE FROM sqlite_sequence WHERE name = 'effects_anew';
INSERT INTO sqlite_sequence (name, seq) SELECT 'effects_anew', seq FROM sqlite_sequence WHERE name = 'effects';
DROP TABLE effects;
ALTER TABLE effects_anew RENAME TO effects;
CREATE INDEX effects_interview ON effects (interview_id, state);
CREATE INDEX effects_due ON effects (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX effects_open ON effects (state, id) WHERE state IN ('waiting', 'running', 'failed', 'unknown');
CREATE INDEX effects_message_id ON effects (message_id) WHERE message_id <> '';
CREATE INDEX effects_letter ON effects (letter_id) WHERE letter_id IS NOT NULL;
