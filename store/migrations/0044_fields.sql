-- What candidates have in fields of their own, to be found by. It is kept by triggers out
-- of candidates.details, which holds it. A value is here as far as its first 200
-- characters; number is what it is where it is a number as JSON has it.
CREATE TABLE candidate_fields (
    field        TEXT    NOT NULL, -- its name, as it stands with the candidate
    candidate_id INTEGER NOT NULL REFERENCES candidates,
    value        TEXT    NOT NULL,
    number       REAL,
    PRIMARY KEY (field, candidate_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER candidates_fields AFTER INSERT ON candidates WHEN instr(new.details, '"fields":') BEGIN
    INSERT OR IGNORE INTO candidate_fields SELECT f.value ->> '$.name', new.id, substr(f.value ->> '$.value', 1, 200),
        iif(json_valid(f.value ->> '$.value') AND json_type(f.value ->> '$.value') IN ('integer', 'real'), CAST(f.value ->> '$.value' AS REAL), NULL)
        FROM json_each(new.details, '$.fields') f;
END;
CREATE TRIGGER candidates_fields_anew AFTER UPDATE OF details ON candidates
    WHEN new.details <> old.details AND (instr(new.details, '"fields":') OR instr(old.details, '"fields":')) BEGIN
    DELETE FROM candidate_fields WHERE candidate_id = old.id
        AND field IN (SELECT f.value ->> '$.name' FROM json_each(iif(json_valid(old.details), old.details, '{}'), '$.fields') f);
    INSERT OR IGNORE INTO candidate_fields SELECT f.value ->> '$.name', new.id, substr(f.value ->> '$.value', 1, 200),
        iif(json_valid(f.value ->> '$.value') AND json_type(f.value ->> '$.value') IN ('integer', 'real'), CAST(f.value ->> '$.value' AS REAL), NULL)
        FROM json_each(iif(json_valid(new.details), new.details, '{}'), '$.fields') f;
END;
CREATE TRIGGER candidates_fields_gone BEFORE DELETE ON candidates WHEN instr(old.details, '"fields":') BEGIN
    DELETE FROM candidate_fields WHERE candidate_id = old.id
        AND field IN (SELECT f.value ->> '$.name' FROM json_each(iif(json_valid(old.details), old.details, '{}'), '$.fields') f);
END;

INSERT OR IGNORE INTO candidate_fields SELECT f.value ->> '$.name', c.id, substr(f.value ->> '$.value', 1, 200),
    iif(json_valid(f.value ->> '$.value') AND json_type(f.value ->> '$.value') IN ('integer', 'real'), CAST(f.value ->> '$.value' AS REAL), NULL)
    FROM candidates c JOIN json_each(c.details, '$.fields') f WHERE instr(c.details, '"fields":') AND json_valid(c.details);
