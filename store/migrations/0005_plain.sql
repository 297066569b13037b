-- Whether a member works in lines of text instead of screens.
ALTER TABLE members ADD COLUMN plain INTEGER NOT NULL DEFAULT 0;
