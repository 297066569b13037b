-- An account or an address through which calendars are read. owner_id is NULL where it
-- serves the whole workspace. credentials is sealed; renew_owner alone may renew it
-- until renew_until. due_at is when it is to be read again: whoever reads it moves that
-- on first, so that nobody else does.
CREATE TABLE calendar_sources (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    owner_id    INTEGER REFERENCES members,
    kind        TEXT    NOT NULL,
    account     TEXT    NOT NULL,
    server      TEXT    NOT NULL,
    titles      INTEGER NOT NULL, -- whether entries may be read, and not only when somebody is busy
    whole       INTEGER NOT NULL, -- whether an administrator granted it for everybody
    everyone    INTEGER NOT NULL, -- whether its calendars follow the team
    state       TEXT    NOT NULL,
    trouble     TEXT    NOT NULL,
    failures    INTEGER NOT NULL, -- attempts in a row that went wrong
    since       INTEGER NOT NULL,
    read_at     INTEGER,
    due_at      INTEGER NOT NULL,
    renew_owner TEXT    NOT NULL DEFAULT '',
    renew_until INTEGER,
    credentials BLOB
) STRICT;
CREATE INDEX calendar_sources_due ON calendar_sources (due_at);

-- A calendar of a member. times holds what was read of it, in order by start, packed
-- (package packed): 500 people have 100,000 entries, which are read at once. names
-- holds beside it by what each entry is known to the source, for later changes. No
-- title is kept anywhere.
CREATE TABLE calendars (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL REFERENCES calendar_sources ON DELETE CASCADE,
    member_id INTEGER NOT NULL REFERENCES members,
    name      TEXT    NOT NULL,
    from_at   INTEGER,          -- the window that was read
    to_at     INTEGER,
    read_at   INTEGER,
    trouble   TEXT    NOT NULL DEFAULT '',
    doubts    TEXT    NOT NULL DEFAULT '[]',
    cursor    TEXT    NOT NULL DEFAULT '',
    basis     TEXT    NOT NULL DEFAULT '', -- what the cursor is good for
    times     BLOB,
    names     BLOB
) STRICT;
CREATE UNIQUE INDEX calendars_source ON calendars (source_id, member_id, name);
CREATE INDEX calendars_member ON calendars (member_id);

-- The hours that members have set in place of the workspace's, as JSON.
CREATE TABLE member_hours (
    member_id INTEGER PRIMARY KEY REFERENCES members,
    rules     TEXT    NOT NULL,
    version   INTEGER NOT NULL
) STRICT;
