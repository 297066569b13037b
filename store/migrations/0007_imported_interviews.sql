-- Interviews that were arranged in another system: the number under which it
-- knows them, and the import that brought them. Its interviews refer to a link
-- of a candidate to a job by a number too; one such link may be to several jobs.
ALTER TABLE applications ADD COLUMN external_id TEXT NOT NULL DEFAULT '';
CREATE INDEX applications_external ON applications (external_id) WHERE external_id <> '';

ALTER TABLE interviews ADD COLUMN external_id TEXT NOT NULL DEFAULT '';
ALTER TABLE interviews ADD COLUMN batch_id INTEGER REFERENCES batches;
CREATE UNIQUE INDEX interviews_external ON interviews (external_id) WHERE external_id <> '';
CREATE INDEX interviews_batch ON interviews (batch_id) WHERE batch_id IS NOT NULL;
