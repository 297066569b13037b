-- Until when a change of an interview can be taken back; NULL where it never could.
ALTER TABLE interview_versions ADD COLUMN undo_until INTEGER;
