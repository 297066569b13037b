-- The Message-IDs of the thread of a candidate's email to which a letter answers by itself, oldest
-- first and that of the email the last, as a JSON array; [] for all others.
ALTER TABLE letters ADD COLUMN thread TEXT NOT NULL DEFAULT '[]';
