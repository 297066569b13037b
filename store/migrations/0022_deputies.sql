-- What those answered whom an invited person sends instead, as JSON, '' for nothing.
ALTER TABLE participants ADD COLUMN deputised TEXT NOT NULL DEFAULT '';
