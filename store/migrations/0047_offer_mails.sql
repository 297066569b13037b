-- Emails of candidates that were taken as answers to an offer: by their digest, so that each
-- counts once. answered names the email that was sent in return by itself, '' for none.
CREATE TABLE offer_mails (
    digest   BLOB    PRIMARY KEY,
    offer_id INTEGER NOT NULL REFERENCES offers,
    answered TEXT    NOT NULL,
    at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX offer_mails_offer ON offer_mails (offer_id, at);
