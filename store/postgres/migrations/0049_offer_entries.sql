-- Whether the hours that an offer holds are also put into calendars, as tentative entries.
ALTER TABLE offers ADD COLUMN entries BOOLEAN NOT NULL DEFAULT FALSE;
-- Tentative entries in the calendars of those whose hours offers hold; see the step of the same
-- number for SQLite.
CREATE TABLE offer_entries (
    hold_letter BIGINT PRIMARY KEY REFERENCES letters,
    end_letter BIGINT NOT NULL REFERENCES letters,
    offer_id BIGINT REFERENCES offers,
    address TEXT COLLATE nocase NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    zone TEXT COLLATE "C" NOT NULL,
    uid TEXT COLLATE "C" NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    answer TEXT COLLATE "C" NOT NULL DEFAULT '',
    answered_at BIGINT,
    seen BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE UNIQUE INDEX offer_entries_end ON offer_entries (end_letter);
CREATE UNIQUE INDEX offer_entries_uid ON offer_entries (uid);
CREATE INDEX offer_entries_offer ON offer_entries (offer_id) WHERE offer_id IS NOT NULL;
CREATE INDEX offer_entries_start ON offer_entries (start_at);
CREATE INDEX offer_entries_declined ON offer_entries (until_at) WHERE answer = 'declined';
