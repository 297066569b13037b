-- What stands in notes about candidates and in their files, to be searched.

-- The text of a file, by its content: the beginning of it where it is long (cut). problem
-- says why it has none, as a clause behind the file's name.
CREATE TABLE file_texts (
    sha256  TEXT    PRIMARY KEY REFERENCES files,
    text    TEXT    NOT NULL,
    cut     INTEGER NOT NULL,
    problem TEXT    NOT NULL,
    read_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER file_texts_wiped AFTER UPDATE OF erased_at ON files WHEN new.erased_at IS NOT NULL BEGIN
    DELETE FROM file_texts WHERE sha256 = new.sha256;
END;

-- The words of a note or a file of a candidate, folded and each once. The id is
-- 1048576 times the candidate's and the place among theirs, so that what the index finds
-- comes in the order of candidates.
CREATE TABLE texts (
    id           INTEGER PRIMARY KEY,
    candidate_id INTEGER NOT NULL CHECK (candidate_id = id >> 20),
    note_id      INTEGER REFERENCES notes ON DELETE CASCADE,
    sha256       TEXT,
    words        TEXT    NOT NULL,
    FOREIGN KEY (candidate_id, sha256) REFERENCES candidate_files ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX texts_note ON texts (note_id) WHERE note_id IS NOT NULL;
CREATE UNIQUE INDEX texts_file ON texts (candidate_id, sha256) WHERE sha256 IS NOT NULL;
CREATE VIRTUAL TABLE text_search USING fts5 (
    words, content = 'texts', content_rowid = 'id', tokenize = 'ascii', detail = none, prefix = '1 2 3 4 5 6');
INSERT INTO text_search (text_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER texts_found AFTER INSERT ON texts BEGIN
    INSERT INTO text_search (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER texts_gone AFTER DELETE ON texts BEGIN
    INSERT INTO text_search (text_search, rowid, words) VALUES ('delete', old.id, old.words);
END;

-- Notes and files whose words are not in texts yet. A file that somebody reads now has
-- a lease, and tries counts how often that was begun.
CREATE TABLE unread (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    candidate_id INTEGER NOT NULL,
    note_id      INTEGER REFERENCES notes ON DELETE CASCADE,
    sha256       TEXT,
    tries        INTEGER NOT NULL DEFAULT 0,
    lease_until  INTEGER,
    FOREIGN KEY (candidate_id, sha256) REFERENCES candidate_files ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX unread_note ON unread (note_id) WHERE note_id IS NOT NULL;
CREATE INDEX unread_noted ON unread (candidate_id) WHERE note_id IS NOT NULL;
CREATE UNIQUE INDEX unread_file ON unread (sha256, candidate_id) WHERE sha256 IS NOT NULL;
CREATE INDEX unread_files ON unread (id) WHERE sha256 IS NOT NULL;
CREATE INDEX unread_filed ON unread (candidate_id, sha256) WHERE sha256 IS NOT NULL;
INSERT INTO unread (candidate_id, note_id) SELECT n.candidate_id, n.id FROM notes n JOIN candidates c ON c.id = n.candidate_id WHERE c.erased_at IS NULL ORDER BY n.id;
INSERT INTO unread (candidate_id, sha256) SELECT f.candidate_id, f.sha256 FROM candidate_files f JOIN candidates c ON c.id = f.candidate_id WHERE c.erased_at IS NULL ORDER BY f.added_at;

CREATE TRIGGER notes_unread AFTER INSERT ON notes BEGIN
    INSERT INTO unread (candidate_id, note_id) VALUES (new.candidate_id, new.id);
END;
CREATE TRIGGER notes_unread_anew AFTER UPDATE OF text ON notes BEGIN
    DELETE FROM texts WHERE note_id = new.id;
    INSERT INTO unread (candidate_id, note_id) VALUES (new.candidate_id, new.id) ON CONFLICT DO NOTHING;
END;
-- A name tells what a file is: under another one its text may be read.
CREATE TRIGGER candidate_files_unread AFTER INSERT ON candidate_files BEGIN
    DELETE FROM file_texts WHERE sha256 = new.sha256 AND problem <> '';
    INSERT INTO unread (candidate_id, sha256) VALUES (new.candidate_id, new.sha256);
END;
CREATE TRIGGER candidate_files_unread_anew AFTER UPDATE OF name ON candidate_files
    WHEN new.name <> old.name AND EXISTS (SELECT 1 FROM file_texts WHERE sha256 = new.sha256 AND problem <> '') BEGIN
    DELETE FROM file_texts WHERE sha256 = new.sha256;
    INSERT INTO unread (candidate_id, sha256) VALUES (new.candidate_id, new.sha256) ON CONFLICT DO NOTHING;
END;
