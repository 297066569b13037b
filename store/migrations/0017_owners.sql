-- A member's inbox on the SSH host is called by a name that nobody else ever
-- has: numbers are given again after a restore.
ALTER TABLE members ADD COLUMN inbox TEXT NOT NULL DEFAULT '';
UPDATE members SET inbox = lower(hex(randomblob(13)));
CREATE UNIQUE INDEX members_inbox ON members (inbox);

-- Who answers for a connection whose owner has left the team.
ALTER TABLE connections ADD COLUMN keeper_id INTEGER REFERENCES members;
