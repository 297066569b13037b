-- A note may be about a candidate's application for one job; whoever may not see
-- that job does not see the note.
ALTER TABLE notes ADD COLUMN job_id INTEGER REFERENCES jobs;
