-- Documents that an import attached go with it when it is undone.
ALTER TABLE candidate_files ADD COLUMN batch_id INTEGER REFERENCES batches;
CREATE INDEX candidate_files_batch ON candidate_files (batch_id) WHERE batch_id IS NOT NULL;
