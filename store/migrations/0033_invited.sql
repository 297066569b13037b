-- When somebody was added to an interview; NULL where it was not noted.
ALTER TABLE participants ADD COLUMN invited_at INTEGER;
