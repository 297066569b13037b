-- The language in which a candidate is written to, as in the lang attribute of
-- HTML; '' is the one of the workspace's mails.
ALTER TABLE candidates ADD COLUMN language TEXT NOT NULL DEFAULT '';
