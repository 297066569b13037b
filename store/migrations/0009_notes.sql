-- Notes belong to members by number, and say when they were changed.
ALTER TABLE notes ADD COLUMN author_id INTEGER REFERENCES members;
ALTER TABLE notes ADD COLUMN edited_at INTEGER;
