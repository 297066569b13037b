-- Whether the hours that an offer holds are also put into calendars, as tentative entries.
ALTER TABLE offers ADD COLUMN entries INTEGER NOT NULL DEFAULT 0;
-- Tentative entries in the calendars of those whose hours offers hold. An entry is made by one
-- letter and taken out again by another, which is written with it. until_at is until when the
-- entry is needed, 0 once something has ended it before. offer_id is NULL once the candidate was
-- erased. answer is what its reader's calendar said to it, and seen that a member knows.
CREATE TABLE offer_entries (
    hold_letter INTEGER PRIMARY KEY REFERENCES letters,
    end_letter  INTEGER NOT NULL REFERENCES letters,
    offer_id    INTEGER REFERENCES offers,
    address     TEXT    NOT NULL COLLATE NOCASE,
    title       TEXT    NOT NULL,
    zone        TEXT    NOT NULL,
    uid         TEXT    NOT NULL,
    start_at    INTEGER NOT NULL,
    end_at      INTEGER NOT NULL,
    until_at    INTEGER NOT NULL,
    answer      TEXT    NOT NULL DEFAULT '',
    answered_at INTEGER,
    seen        INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX offer_entries_end ON offer_entries (end_letter);
CREATE UNIQUE INDEX offer_entries_uid ON offer_entries (uid);
CREATE INDEX offer_entries_offer ON offer_entries (offer_id) WHERE offer_id IS NOT NULL;
CREATE INDEX offer_entries_start ON offer_entries (start_at);
CREATE INDEX offer_entries_declined ON offer_entries (until_at) WHERE answer = 'declined';
