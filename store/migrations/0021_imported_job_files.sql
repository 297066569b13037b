-- Descriptions that are too long for one are attached by an import, and go with it
-- when it is undone.
ALTER TABLE job_files ADD COLUMN batch_id INTEGER REFERENCES batches;
CREATE INDEX job_files_batch ON job_files (batch_id) WHERE batch_id IS NOT NULL;
