-- Until when the hours of an offer are held for the candidate, NULL where they are not.
ALTER TABLE offers ADD COLUMN held_until INTEGER;
-- The hours of people that an open offer holds. A hold ends at until_at by itself, which is 0
-- once something else has ended it.
CREATE TABLE offer_holds (
    offer_id INTEGER NOT NULL REFERENCES offers,
    version  INTEGER NOT NULL,
    number   INTEGER NOT NULL,
    address  TEXT    NOT NULL COLLATE NOCASE,
    start_at INTEGER NOT NULL,
    end_at   INTEGER NOT NULL,
    until_at INTEGER NOT NULL,
    PRIMARY KEY (offer_id, version, number, address, start_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX offer_holds_until ON offer_holds (until_at);
