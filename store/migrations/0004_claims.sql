-- Whose mail brought an answer when it was not the person's own, and an answer
-- in the person's name that a stranger sent and that does not count (JSON).
ALTER TABLE participants ADD COLUMN answered_by TEXT NOT NULL DEFAULT '';
ALTER TABLE participants ADD COLUMN claim TEXT NOT NULL DEFAULT '';
