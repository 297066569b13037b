-- Changes of records that can be taken back: the line of the log, and the part that
-- changed as it was before and after, '' where there was none. A row goes when that is
-- not possible any more: the change was taken back, the person erased, the time over.
CREATE TABLE changes (
    activity_id  INTEGER PRIMARY KEY,
    candidate_id INTEGER,
    job_id       INTEGER,
    actor_id     INTEGER,
    at           INTEGER NOT NULL,
    part         TEXT    NOT NULL,
    item         INTEGER NOT NULL, -- number of the candidate, job, note or link, 0 for files
    was          TEXT    NOT NULL, -- JSON
    now          TEXT    NOT NULL
) STRICT;
CREATE INDEX changes_candidate ON changes (candidate_id, activity_id) WHERE candidate_id IS NOT NULL;
CREATE INDEX changes_job ON changes (job_id, activity_id) WHERE job_id IS NOT NULL;
CREATE INDEX changes_at ON changes (at);
