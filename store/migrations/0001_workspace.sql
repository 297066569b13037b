-- The workspace. Conventions of every table:
--   * times are whole microseconds since 1970-01-01T00:00:00Z, NULL where there is none;
--   * the IANA zone that was meant stands beside a time in a column of its own;
--   * version columns count what people changed, and guard against lost updates;
--   * lists of short texts are JSON arrays;
--   * sort_key and search_text are folded (package clean): for order and matching, never shown.

CREATE TABLE members (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    name        TEXT    NOT NULL,
    sort_key    TEXT    NOT NULL,
    email       TEXT    NOT NULL COLLATE NOCASE,
    role        TEXT    NOT NULL,
    time_zone   TEXT    NOT NULL,
    twelve_hour INTEGER NOT NULL,
    theme       TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    removed_at  INTEGER
) STRICT;
-- Who left may come back under the same address, as a new member.
CREATE UNIQUE INDEX members_email ON members (email) WHERE removed_at IS NULL;

CREATE TABLE member_keys (
    member_id INTEGER NOT NULL REFERENCES members,
    position  INTEGER NOT NULL,
    key       TEXT    NOT NULL,
    PRIMARY KEY (member_id, position)
) STRICT, WITHOUT ROWID;

-- One import; the rows it made remember it until they are undone.
CREATE TABLE batches (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    source     TEXT    NOT NULL,
    member_id  INTEGER REFERENCES members,
    started_at INTEGER NOT NULL,
    undone_at  INTEGER
) STRICT;

-- Documents by their content. erased_at says that the bytes were wiped.
CREATE TABLE files (
    sha256       TEXT    PRIMARY KEY,
    size         INTEGER NOT NULL,
    content_type TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    erased_at    INTEGER,
    content      BLOB    NOT NULL
) STRICT;

CREATE TABLE jobs (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    title       TEXT    NOT NULL,
    department  TEXT    NOT NULL,
    location    TEXT    NOT NULL,
    description TEXT    NOT NULL,
    search_text TEXT    NOT NULL, -- title, department, location
    external_id TEXT    NOT NULL,
    status      TEXT    NOT NULL,
    stages      TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    batch_id    INTEGER REFERENCES batches,
    created_at  INTEGER NOT NULL,
    closed_at   INTEGER
) STRICT;
CREATE UNIQUE INDEX jobs_external ON jobs (external_id) WHERE external_id <> '';
CREATE INDEX jobs_batch ON jobs (batch_id) WHERE batch_id IS NOT NULL;

CREATE TABLE job_files (
    job_id INTEGER NOT NULL REFERENCES jobs,
    sha256 TEXT    NOT NULL REFERENCES files,
    name   TEXT    NOT NULL,
    kind   TEXT    NOT NULL,
    added_at INTEGER NOT NULL,
    PRIMARY KEY (job_id, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX job_files_content ON job_files (sha256);

-- sort_key is NULL once the person was erased: they are in no list any more.
CREATE TABLE candidates (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    name        TEXT    NOT NULL,
    sort_key    TEXT,
    search_text TEXT    NOT NULL, -- name, e-mail, headline, tags
    email       TEXT    NOT NULL COLLATE NOCASE,
    phone       TEXT    NOT NULL,
    time_zone   TEXT    NOT NULL,
    headline    TEXT    NOT NULL,
    tags        TEXT    NOT NULL,
    external_id TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    batch_id    INTEGER REFERENCES batches,
    created_at  INTEGER NOT NULL,
    erased_at   INTEGER
) STRICT;
CREATE INDEX candidates_by_name ON candidates (sort_key, id) WHERE sort_key IS NOT NULL;
CREATE UNIQUE INDEX candidates_email ON candidates (email) WHERE email <> '';
CREATE UNIQUE INDEX candidates_external ON candidates (external_id) WHERE external_id <> '';
CREATE INDEX candidates_batch ON candidates (batch_id) WHERE batch_id IS NOT NULL;

CREATE TABLE candidate_files (
    candidate_id INTEGER NOT NULL REFERENCES candidates,
    sha256       TEXT    NOT NULL REFERENCES files,
    name         TEXT    NOT NULL,
    kind         TEXT    NOT NULL,
    added_at     INTEGER NOT NULL,
    PRIMARY KEY (candidate_id, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX candidate_files_content ON candidate_files (sha256);

CREATE TABLE notes (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    candidate_id INTEGER NOT NULL REFERENCES candidates,
    author       TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    text         TEXT    NOT NULL
) STRICT;
CREATE INDEX notes_candidate ON notes (candidate_id);

-- sort_key is the candidate's, kept here by a trigger so that a job's list is
-- read in its order from one index.
CREATE TABLE applications (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    candidate_id INTEGER NOT NULL REFERENCES candidates,
    job_id       INTEGER NOT NULL REFERENCES jobs,
    stage        TEXT    NOT NULL,
    stage_since  INTEGER NOT NULL,
    sort_key     TEXT,
    version      INTEGER NOT NULL,
    batch_id     INTEGER REFERENCES batches,
    created_at   INTEGER NOT NULL,
    UNIQUE (candidate_id, job_id)
) STRICT;
CREATE INDEX applications_by_name ON applications (job_id, sort_key, candidate_id) WHERE sort_key IS NOT NULL;
CREATE INDEX applications_by_stage ON applications (job_id, stage, sort_key, candidate_id) WHERE sort_key IS NOT NULL;
CREATE INDEX applications_batch ON applications (batch_id) WHERE batch_id IS NOT NULL;
CREATE TRIGGER candidates_renamed AFTER UPDATE OF sort_key ON candidates BEGIN
    UPDATE applications SET sort_key = new.sort_key WHERE candidate_id = new.id;
END;

CREATE TABLE stage_changes (
    application_id INTEGER NOT NULL REFERENCES applications,
    version        INTEGER NOT NULL,
    stage          TEXT    NOT NULL,
    since          INTEGER NOT NULL,
    member_id      INTEGER REFERENCES members,
    PRIMARY KEY (application_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE interviews (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    version          INTEGER NOT NULL,
    revision         INTEGER NOT NULL,
    reference        TEXT    NOT NULL,
    uid              TEXT    NOT NULL,
    sequence         INTEGER NOT NULL,
    candidate_id     INTEGER NOT NULL REFERENCES candidates,
    job_id           INTEGER NOT NULL REFERENCES jobs,
    organiser_id     INTEGER NOT NULL REFERENCES members,
    title            TEXT    NOT NULL,
    search_text      TEXT    NOT NULL, -- the title
    description      TEXT    NOT NULL,
    internal_note    TEXT    NOT NULL,
    start_at         INTEGER NOT NULL,
    duration_seconds INTEGER NOT NULL,
    time_zone        TEXT    NOT NULL,
    wall_start       TEXT    NOT NULL, -- the wall time that was meant in time_zone
    platform         TEXT    NOT NULL,
    place            TEXT    NOT NULL,
    meeting_id       INTEGER,          -- at the provider, NULL until confirmed
    join_url         TEXT    NOT NULL,
    passcode         TEXT    NOT NULL,
    host_email       TEXT    NOT NULL,
    connection_id    INTEGER,          -- no reference: it outlives the connection
    status           TEXT    NOT NULL,
    cancel_reason    TEXT    NOT NULL,
    created_at       INTEGER NOT NULL,
    updated_at       INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX interviews_reference ON interviews (reference) WHERE reference <> '';
CREATE UNIQUE INDEX interviews_uid ON interviews (uid) WHERE uid <> '';
CREATE INDEX interviews_start ON interviews (start_at, id);
CREATE INDEX interviews_candidate ON interviews (candidate_id, status, start_at);
CREATE INDEX interviews_job ON interviews (job_id, status, start_at);

CREATE TABLE interview_versions (
    interview_id     INTEGER NOT NULL REFERENCES interviews,
    number           INTEGER NOT NULL,
    kind             TEXT    NOT NULL,
    at               INTEGER NOT NULL,
    member_id        INTEGER REFERENCES members,
    by_name          TEXT    NOT NULL,
    start_at         INTEGER NOT NULL,
    duration_seconds INTEGER NOT NULL,
    time_zone        TEXT    NOT NULL,
    sequence         INTEGER NOT NULL,
    reason           TEXT    NOT NULL,
    PRIMARY KEY (interview_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE participants (
    interview_id    INTEGER NOT NULL REFERENCES interviews,
    address         TEXT    NOT NULL COLLATE NOCASE,
    position        INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    member_id       INTEGER REFERENCES members,
    audience        TEXT    NOT NULL,
    time_zone       TEXT    NOT NULL,
    answer          TEXT    NOT NULL,
    last_message_id TEXT    NOT NULL,
    removed_at      INTEGER,
    PRIMARY KEY (interview_id, address)
) STRICT, WITHOUT ROWID;
CREATE INDEX participants_member ON participants (member_id, interview_id) WHERE member_id IS NOT NULL;
CREATE INDEX participants_address ON participants (address, interview_id);

CREATE TABLE interview_files (
    interview_id INTEGER NOT NULL REFERENCES interviews,
    position     INTEGER NOT NULL,
    sha256       TEXT    NOT NULL REFERENCES files,
    name         TEXT    NOT NULL,
    kind         TEXT    NOT NULL,
    everyone     INTEGER NOT NULL,
    PRIMARY KEY (interview_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX interview_files_content ON interview_files (sha256);

-- due_at is when somebody has to look at the effect again: its next attempt,
-- or the end of the lease of whoever runs it.
CREATE TABLE effects (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    interview_id INTEGER NOT NULL REFERENCES interviews,
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
    message      BLOB -- a mail's bytes, fixed at its first attempt
) STRICT;
CREATE INDEX effects_interview ON effects (interview_id, state);
CREATE INDEX effects_due ON effects (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX effects_open ON effects (state, id) WHERE state IN ('waiting', 'running', 'failed', 'unknown');

-- The log. It refers to things by id and without REFERENCES, for it outlives
-- them (an undone import, an interview that was taken back).
CREATE TABLE activity (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    at           INTEGER NOT NULL,
    actor_id     INTEGER,
    actor        TEXT    NOT NULL,
    action       TEXT    NOT NULL,
    candidate_id INTEGER,
    job_id       INTEGER,
    interview_id INTEGER,
    text         TEXT    NOT NULL
) STRICT;
CREATE INDEX activity_candidate ON activity (candidate_id, id) WHERE candidate_id IS NOT NULL;
CREATE INDEX activity_job ON activity (job_id, id) WHERE job_id IS NOT NULL;
CREATE INDEX activity_interview ON activity (interview_id, id) WHERE interview_id IS NOT NULL;
CREATE INDEX activity_actor ON activity (actor_id, id) WHERE actor_id IS NOT NULL;

-- The log is append-only. While the transaction that erases a person runs, and
-- only then, their id stands in erasing, and words (nothing else) may change.
CREATE TABLE erasing (
    candidate_id INTEGER PRIMARY KEY
) STRICT;
CREATE TRIGGER activity_is_kept BEFORE DELETE ON activity BEGIN
    SELECT raise(ABORT, 'the activity log is append-only');
END;
CREATE TRIGGER activity_is_not_replaced BEFORE INSERT ON activity WHEN EXISTS (SELECT 1 FROM activity WHERE id = new.id) BEGIN
    SELECT raise(ABORT, 'the activity log is append-only');
END;
CREATE TRIGGER activity_facts_stay BEFORE UPDATE OF id, at, actor_id, action, candidate_id, job_id, interview_id ON activity BEGIN
    SELECT raise(ABORT, 'the activity log is append-only');
END;
CREATE TRIGGER activity_words_stay BEFORE UPDATE OF actor, text ON activity WHEN NOT EXISTS (SELECT 1 FROM erasing) BEGIN
    SELECT raise(ABORT, 'the activity log is append-only');
END;

-- tokens are sealed. refresh_owner alone may refresh them until refresh_until.
CREATE TABLE connections (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    owner_id      INTEGER REFERENCES members, -- NULL serves the whole workspace
    kind          TEXT    NOT NULL,
    state         TEXT    NOT NULL,
    trouble       TEXT    NOT NULL,
    user_id       TEXT    NOT NULL,
    user_email    TEXT    NOT NULL,
    user_name     TEXT    NOT NULL,
    plan          TEXT    NOT NULL,
    scopes        TEXT    NOT NULL,
    since         INTEGER,
    tokens        BLOB,
    refresh_owner TEXT    NOT NULL DEFAULT '',
    refresh_until INTEGER
) STRICT;
CREATE UNIQUE INDEX connections_owner ON connections (ifnull(owner_id, 0));

CREATE TABLE settings (
    key    TEXT PRIMARY KEY,
    value  TEXT NOT NULL,
    sealed BLOB -- instead of value, for secrets
) STRICT, WITHOUT ROWID;

-- Search. The texts are folded and cut into words by this program, so that the
-- index and the questions agree on what a word is; the ascii tokenizer only
-- splits them at the spaces. Rows of an import are indexed at its end.
CREATE VIRTUAL TABLE candidate_search USING fts5 (
    search_text, content = 'candidates', content_rowid = 'id', tokenize = 'ascii', detail = none, prefix = '1 2 3 4 5 6');
INSERT INTO candidate_search (candidate_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER candidates_found AFTER INSERT ON candidates WHEN new.batch_id IS NULL BEGIN
    INSERT INTO candidate_search (rowid, search_text) VALUES (new.id, new.search_text);
END;
CREATE TRIGGER candidates_found_anew AFTER UPDATE OF search_text ON candidates BEGIN
    INSERT INTO candidate_search (candidate_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
    INSERT INTO candidate_search (rowid, search_text) VALUES (new.id, new.search_text);
END;
CREATE TRIGGER candidates_gone AFTER DELETE ON candidates BEGIN
    INSERT INTO candidate_search (candidate_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
END;

CREATE VIRTUAL TABLE job_search USING fts5 (
    search_text, content = 'jobs', content_rowid = 'id', tokenize = 'ascii', detail = none, prefix = '1 2 3 4 5 6');
CREATE TRIGGER jobs_found AFTER INSERT ON jobs WHEN new.batch_id IS NULL BEGIN
    INSERT INTO job_search (rowid, search_text) VALUES (new.id, new.search_text);
END;
CREATE TRIGGER jobs_found_anew AFTER UPDATE OF search_text ON jobs BEGIN
    INSERT INTO job_search (job_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
    INSERT INTO job_search (rowid, search_text) VALUES (new.id, new.search_text);
END;
CREATE TRIGGER jobs_gone AFTER DELETE ON jobs BEGIN
    INSERT INTO job_search (job_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
END;
