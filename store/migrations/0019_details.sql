-- What candidates bring along that had no place: further addresses and numbers,
-- profiles, where they live and came from, and fields of their own, as one JSON
-- object, '' when there is nothing.
ALTER TABLE candidates ADD COLUMN details TEXT NOT NULL DEFAULT '';

-- A further address is that of one candidate, as the first one is.
CREATE TABLE candidate_addresses (
    address      TEXT    NOT NULL COLLATE NOCASE PRIMARY KEY,
    candidate_id INTEGER NOT NULL REFERENCES candidates
) STRICT, WITHOUT ROWID;
CREATE INDEX candidate_addresses_of ON candidate_addresses (candidate_id);
CREATE TABLE candidate_links (
    link         TEXT    NOT NULL,
    candidate_id INTEGER NOT NULL REFERENCES candidates,
    PRIMARY KEY (link, candidate_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX candidate_links_of ON candidate_links (candidate_id);

CREATE TRIGGER candidates_detailed AFTER INSERT ON candidates WHEN new.details <> '' BEGIN
    INSERT INTO candidate_addresses SELECT value, new.id FROM json_each(new.details, '$.emails');
    INSERT INTO candidate_links SELECT DISTINCT value, new.id FROM json_each(new.details, '$.links');
END;
CREATE TRIGGER candidates_detailed_anew AFTER UPDATE OF details ON candidates WHEN new.details <> old.details BEGIN
    DELETE FROM candidate_addresses WHERE candidate_id = old.id;
    DELETE FROM candidate_links WHERE candidate_id = old.id;
    INSERT INTO candidate_addresses SELECT value, new.id FROM json_each(iif(new.details = '', '{}', new.details), '$.emails');
    INSERT INTO candidate_links SELECT DISTINCT value, new.id FROM json_each(iif(new.details = '', '{}', new.details), '$.links');
END;
CREATE TRIGGER candidates_details_gone BEFORE DELETE ON candidates WHEN old.details <> '' BEGIN
    DELETE FROM candidate_addresses WHERE candidate_id = old.id;
    DELETE FROM candidate_links WHERE candidate_id = old.id;
END;

-- Notes that an import brought.
ALTER TABLE notes ADD COLUMN batch_id INTEGER REFERENCES batches;
CREATE INDEX notes_batch ON notes (batch_id) WHERE batch_id IS NOT NULL;
CREATE TRIGGER candidates_notes_gone BEFORE DELETE ON candidates BEGIN
    DELETE FROM notes WHERE candidate_id = old.id AND batch_id IS NOT NULL;
END;

-- A number of another system means something together with that system. Where
-- nobody knows which it was (''), two things may have the same number.
ALTER TABLE candidates ADD COLUMN external_source TEXT NOT NULL DEFAULT '';
ALTER TABLE jobs ADD COLUMN external_source TEXT NOT NULL DEFAULT '';
ALTER TABLE applications ADD COLUMN external_source TEXT NOT NULL DEFAULT '';
ALTER TABLE interviews ADD COLUMN external_source TEXT NOT NULL DEFAULT '';
DROP INDEX candidates_external;
DROP INDEX jobs_external;
DROP INDEX interviews_external;
CREATE INDEX candidates_external ON candidates (external_id) WHERE external_id <> '';
CREATE INDEX jobs_external ON jobs (external_id) WHERE external_id <> '';
CREATE INDEX interviews_external ON interviews (external_id) WHERE external_id <> '';
CREATE UNIQUE INDEX candidates_external_source ON candidates (external_source, external_id) WHERE external_source <> '';
CREATE UNIQUE INDEX jobs_external_source ON jobs (external_source, external_id) WHERE external_source <> '';
CREATE UNIQUE INDEX interviews_external_source ON interviews (external_source, external_id) WHERE external_source <> '';
