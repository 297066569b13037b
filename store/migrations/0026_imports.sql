-- What is known of an import: what it brings, by which content its file is known
-- when it comes again, how many rows that has, and how far it is. What was
-- imported before is over.
ALTER TABLE batches ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE batches ADD COLUMN content TEXT NOT NULL DEFAULT '';
ALTER TABLE batches ADD COLUMN file_rows INTEGER NOT NULL DEFAULT 0;
ALTER TABLE batches ADD COLUMN state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('begun', 'stopped', 'done', 'undoing', 'undone'));
UPDATE batches SET state = 'undone' WHERE undone_at IS NOT NULL;
CREATE INDEX batches_content ON batches (content) WHERE content <> '';

