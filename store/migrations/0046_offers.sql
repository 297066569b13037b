-- Hours that were sent to a candidate to choose from. version is that of the options; search
-- is how they were found and windows when the candidate can, as JSON.
CREATE TABLE offers (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    candidate_id   INTEGER NOT NULL REFERENCES candidates,
    job_id         INTEGER NOT NULL REFERENCES jobs,
    stage          TEXT    NOT NULL,
    author_id      INTEGER NOT NULL REFERENCES members,
    title          TEXT    NOT NULL,
    state          TEXT    NOT NULL CHECK (state IN ('offered', 'to_confirm', 'booked', 'none_suits', 'called_off', 'withdrawn', 'replaced')),
    version        INTEGER NOT NULL,
    revision       INTEGER NOT NULL,
    search         TEXT    NOT NULL,
    until_at       INTEGER NOT NULL,
    zone           TEXT    NOT NULL,
    picked         INTEGER NOT NULL,
    picked_version INTEGER NOT NULL,
    via            TEXT    NOT NULL,
    asking         INTEGER NOT NULL, -- the candidate has written since it was booked
    answered_at    INTEGER,
    said           TEXT    NOT NULL,
    windows        TEXT    NOT NULL,
    moves          INTEGER NOT NULL,
    reminded       INTEGER NOT NULL,
    reminded_at    INTEGER,
    replaced_by    INTEGER REFERENCES offers,
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX offers_candidate ON offers (candidate_id);
CREATE INDEX offers_job ON offers (job_id);
CREATE INDEX offers_author ON offers (author_id);
CREATE INDEX offers_open ON offers (state, id) WHERE state IN ('offered', 'to_confirm', 'none_suits');
CREATE INDEX offers_asking ON offers (id) WHERE asking;
CREATE INDEX offers_replaced ON offers (replaced_by) WHERE replaced_by IS NOT NULL;
-- What can be chosen. Options never change: others belong to the next version. sessions and
-- known, what spoke against it then, are JSON.
CREATE TABLE offer_options (
    offer_id INTEGER NOT NULL REFERENCES offers,
    version  INTEGER NOT NULL,
    number   INTEGER NOT NULL,
    sessions TEXT    NOT NULL,
    known    TEXT    NOT NULL,
    PRIMARY KEY (offer_id, version, number)
) STRICT, WITHOUT ROWID;
-- What opens an offer: the SHA-256 of a token, which itself is kept nowhere, and the mail
-- that brought it.
CREATE TABLE offer_tokens (
    digest     BLOB    PRIMARY KEY,
    offer_id   INTEGER NOT NULL REFERENCES offers,
    letter_id  INTEGER REFERENCES letters,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX offer_tokens_offer ON offer_tokens (offer_id);
CREATE INDEX offer_tokens_letter ON offer_tokens (letter_id) WHERE letter_id IS NOT NULL;
-- Which options a mail told.
CREATE TABLE offer_letters (
    letter_id INTEGER PRIMARY KEY REFERENCES letters,
    offer_id  INTEGER NOT NULL REFERENCES offers,
    version   INTEGER NOT NULL
) STRICT;
CREATE INDEX offer_letters_offer ON offer_letters (offer_id);
-- What came of an offer.
CREATE TABLE offer_interviews (
    interview_id INTEGER PRIMARY KEY REFERENCES interviews ON DELETE CASCADE,
    offer_id     INTEGER NOT NULL REFERENCES offers
) STRICT;
CREATE INDEX offer_interviews_offer ON offer_interviews (offer_id);
