-- Counts the transactions that changed something which a screen may show, so
-- that a process can tell other processes' changes from its own.
CREATE TABLE pulse (commits INTEGER NOT NULL) STRICT;
INSERT INTO pulse (commits) VALUES (0);
