-- Hours that held until a moment, as JSON: those of a member, or with member_id NULL those
-- of the workspace. By them it is known what an interview was decided on. Of each only
-- the newest are kept.
CREATE TABLE hours_before (
    id        INTEGER PRIMARY KEY,
    member_id INTEGER REFERENCES members,
    until     INTEGER NOT NULL,
    rules     TEXT    NOT NULL
) STRICT;
CREATE INDEX hours_before_member ON hours_before (member_id, until);

-- What has come up about somebody in an interview that a person has looked at and leaves as it is. sign
-- is that of package healing: it names what has come up, and nobody.
CREATE TABLE kept_as_is (
    interview_id INTEGER NOT NULL REFERENCES interviews ON DELETE CASCADE,
    sign         TEXT    NOT NULL,
    member_id    INTEGER NOT NULL REFERENCES members,
    at           INTEGER NOT NULL,
    PRIMARY KEY (interview_id, sign)
) STRICT, WITHOUT ROWID;
