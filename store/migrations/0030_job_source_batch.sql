-- Which import said whose number a job has, so that its undo takes that back.
ALTER TABLE jobs ADD COLUMN source_batch_id INTEGER REFERENCES batches;
CREATE INDEX jobs_source_batch ON jobs (source_batch_id) WHERE source_batch_id IS NOT NULL;
