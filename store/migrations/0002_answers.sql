-- What invited people answered, beside the answer that counts: said is their
-- newest word, for the calendar revision answer_sequence, given at answered_at;
-- and the other time that they proposed.
ALTER TABLE participants ADD COLUMN said TEXT NOT NULL DEFAULT '';
ALTER TABLE participants ADD COLUMN answer_sequence INTEGER NOT NULL DEFAULT 0;
ALTER TABLE participants ADD COLUMN answered_at INTEGER;
ALTER TABLE participants ADD COLUMN answer_note TEXT NOT NULL DEFAULT '';
ALTER TABLE participants ADD COLUMN proposed_start INTEGER;
ALTER TABLE participants ADD COLUMN proposed_seconds INTEGER NOT NULL DEFAULT 0;
UPDATE participants SET said = answer WHERE answer <> 'needs-action';

-- The moment for which a reminder was meant, however often it is tried.
ALTER TABLE effects ADD COLUMN remind_at INTEGER;
