-- What reports count: changes of interviews by their kind and time, and links by when
-- they were made.
CREATE INDEX interview_versions_kind ON interview_versions (kind, at);
CREATE INDEX applications_created ON applications (created_at);

-- On whose side it lay that an interview was moved or cancelled: 'candidate' where the
-- candidate's newest answer to the times before was no, or asked for another time, else
-- 'us'. It is noted when it happens, for people answer anew. '' where it was not noted.
ALTER TABLE interview_versions ADD COLUMN side TEXT NOT NULL DEFAULT '';
CREATE TRIGGER interview_versions_sided AFTER INSERT ON interview_versions WHEN new.kind IN ('rescheduled', 'cancelled') BEGIN
    UPDATE interview_versions SET side = iif(EXISTS (SELECT 1 FROM participants p
        JOIN interview_versions b ON b.interview_id = p.interview_id AND b.number = new.number - 1
        WHERE p.interview_id = new.interview_id AND p.audience = 'candidate' AND p.removed_at IS NULL
        AND (p.said = 'declined' OR p.refused_at IS NULL AND (p.proposed_start IS NOT NULL OR p.asked <> ''))
        AND (p.answer_sequence >= b.sequence OR EXISTS (SELECT 1 FROM interview_versions f WHERE f.interview_id = p.interview_id
            AND f.sequence = p.answer_sequence AND f.start_at = b.start_at AND f.duration_seconds = b.duration_seconds))),
        'candidate', 'us')
    WHERE interview_id = new.interview_id AND number = new.number;
END;
