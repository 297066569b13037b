-- The member who looks after a candidate.
ALTER TABLE candidates ADD COLUMN owner_id INTEGER REFERENCES members;
CREATE INDEX candidates_owner ON candidates (owner_id) WHERE owner_id IS NOT NULL;
