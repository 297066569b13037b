-- Answers of which nobody knows whose they are, as JSON, '' for none; and of a
-- person's answer when the mail with it was written, the time that it asks for in
-- words where it cannot be placed, and who is to come instead.
ALTER TABLE interviews ADD COLUMN strays TEXT NOT NULL DEFAULT '';
ALTER TABLE participants ADD COLUMN answer_mailed_at INTEGER;
ALTER TABLE participants ADD COLUMN asked TEXT NOT NULL DEFAULT '';
ALTER TABLE participants ADD COLUMN delegate TEXT NOT NULL DEFAULT '';
CREATE INDEX interviews_by_uid_nocase ON interviews (uid COLLATE NOCASE);
