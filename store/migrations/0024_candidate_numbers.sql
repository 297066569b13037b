-- The numbers that further systems know a candidate by, beside the first one, as an
-- import learnt them. They go when the person is erased, or the import undone.
CREATE TABLE candidate_numbers (
    source       TEXT    NOT NULL,
    number       TEXT    NOT NULL,
    candidate_id INTEGER NOT NULL REFERENCES candidates,
    batch_id     INTEGER REFERENCES batches,
    PRIMARY KEY (number, source, candidate_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX candidate_numbers_of ON candidate_numbers (candidate_id);
CREATE INDEX candidate_numbers_batch ON candidate_numbers (batch_id) WHERE batch_id IS NOT NULL;
CREATE TRIGGER candidates_numbers_gone BEFORE DELETE ON candidates BEGIN
    DELETE FROM candidate_numbers WHERE candidate_id = old.id;
END;
CREATE TRIGGER candidates_numbers_erased AFTER UPDATE OF erased_at ON candidates WHEN new.erased_at IS NOT NULL BEGIN
    DELETE FROM candidate_numbers WHERE candidate_id = new.id;
END;
