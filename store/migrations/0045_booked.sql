-- Whose time interviews take, to be asked in the transaction that books another one: by
-- person and start, which stand in two tables. It is kept by triggers out of these.
-- Interviews that are cancelled are not in it, nor who has declined, was taken off, or is
-- the candidate.
CREATE TABLE booked (
    person       TEXT    NOT NULL COLLATE NOCASE, -- m and the number of a member, or the address of somebody else
    start_at     INTEGER NOT NULL,
    interview_id INTEGER NOT NULL,
    end_at       INTEGER NOT NULL,
    panel        INTEGER NOT NULL, -- 0 where the person has only an entry of it
    PRIMARY KEY (person, start_at, interview_id)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO booked
    SELECT ifnull('m' || p.member_id, p.address), i.start_at, i.id, i.start_at + i.duration_seconds * 1000000, p.audience = 'panel'
    FROM participants p JOIN interviews i ON i.id = p.interview_id
    WHERE p.audience <> 'candidate' AND p.removed_at IS NULL AND p.answer NOT IN ('declined', 'delegated') AND i.status <> 'cancelled';

CREATE TRIGGER booked_participant AFTER INSERT ON participants
    WHEN new.audience <> 'candidate' AND new.removed_at IS NULL AND new.answer NOT IN ('declined', 'delegated') BEGIN
    INSERT OR IGNORE INTO booked
        SELECT ifnull('m' || new.member_id, new.address), i.start_at, i.id, i.start_at + i.duration_seconds * 1000000, new.audience = 'panel'
        FROM interviews i WHERE i.id = new.interview_id AND i.status <> 'cancelled';
END;
CREATE TRIGGER booked_participant_gone AFTER DELETE ON participants
    WHEN old.audience <> 'candidate' AND old.removed_at IS NULL BEGIN
    DELETE FROM booked WHERE person = ifnull('m' || old.member_id, old.address)
        AND start_at = (SELECT i.start_at FROM interviews i WHERE i.id = old.interview_id) AND interview_id = old.interview_id;
END;
CREATE TRIGGER booked_participant_anew AFTER UPDATE OF member_id, address, audience, answer, removed_at ON participants
    WHEN old.member_id IS NOT new.member_id OR old.address <> new.address OR old.audience <> new.audience OR old.answer <> new.answer OR old.removed_at IS NOT new.removed_at BEGIN
    DELETE FROM booked WHERE person = ifnull('m' || old.member_id, old.address)
        AND start_at = (SELECT i.start_at FROM interviews i WHERE i.id = old.interview_id) AND interview_id = old.interview_id;
    INSERT OR IGNORE INTO booked
        SELECT ifnull('m' || new.member_id, new.address), i.start_at, i.id, i.start_at + i.duration_seconds * 1000000, new.audience = 'panel'
        FROM interviews i WHERE i.id = new.interview_id AND i.status <> 'cancelled'
            AND new.audience <> 'candidate' AND new.removed_at IS NULL AND new.answer NOT IN ('declined', 'delegated');
END;
CREATE TRIGGER booked_interview AFTER UPDATE OF start_at, duration_seconds, status ON interviews
    WHEN old.start_at <> new.start_at OR old.duration_seconds <> new.duration_seconds OR (old.status = 'cancelled') <> (new.status = 'cancelled') BEGIN
    DELETE FROM booked WHERE start_at = old.start_at AND interview_id = old.id
        AND person IN (SELECT ifnull('m' || p.member_id, p.address) FROM participants p WHERE p.interview_id = old.id);
    INSERT OR IGNORE INTO booked
        SELECT ifnull('m' || p.member_id, p.address), new.start_at, new.id, new.start_at + new.duration_seconds * 1000000, p.audience = 'panel'
        FROM participants p WHERE p.interview_id = new.id AND new.status <> 'cancelled'
            AND p.audience <> 'candidate' AND p.removed_at IS NULL AND p.answer NOT IN ('declined', 'delegated');
END;
CREATE TRIGGER booked_interview_gone BEFORE DELETE ON interviews BEGIN
    DELETE FROM booked WHERE start_at = old.start_at AND interview_id = old.id
        AND person IN (SELECT ifnull('m' || p.member_id, p.address) FROM participants p WHERE p.interview_id = old.id);
END;

-- The meetings that a member's Zoom account holds.
CREATE INDEX interviews_hosted ON interviews (organiser_id, start_at) WHERE platform = 'zoom' AND status = 'scheduled';
