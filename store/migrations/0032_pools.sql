-- Groups of members who may stand for each other in a panel. A shadow moves up to
-- reverse shadow after so many interviews (shadows), and from there to qualified
-- (reversed).
CREATE TABLE pools (
    id         INTEGER PRIMARY KEY,
    name       TEXT    NOT NULL,
    sort_key   TEXT    NOT NULL,
    shadows    INTEGER NOT NULL,
    reversed   INTEGER NOT NULL,
    version    INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    removed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX pools_name ON pools (sort_key) WHERE removed_at IS NULL;
-- Who is in which pool, and the level that somebody gave them then.
CREATE TABLE pool_members (
    pool_id   INTEGER NOT NULL REFERENCES pools ON DELETE CASCADE,
    member_id INTEGER NOT NULL REFERENCES members,
    level     TEXT    NOT NULL CHECK (level IN ('shadow', 'reverse_shadow', 'qualified')),
    since     INTEGER NOT NULL,
    PRIMARY KEY (pool_id, member_id)
) STRICT, WITHOUT ROWID;
-- For which pool a participant is invited, and at which level.
ALTER TABLE participants ADD COLUMN pool_id INTEGER;
ALTER TABLE participants ADD COLUMN pool_level TEXT NOT NULL DEFAULT '';
CREATE INDEX participants_pool ON participants (pool_id, member_id) WHERE pool_id IS NOT NULL;
