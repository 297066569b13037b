package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/filecheck"
	reading "recruitty/recruit/fulltext"
	"recruitty/recruit/sanitize"
	"recruitty/store/columns"
	"recruitty/store/fulltext"
	"recruitty/store/past"
	"recruitty/store/problem"
	"recruitty/store/scope"
)

// PutFile stores what r yields, at most limit bytes (0 means
// recruit.MaxInterviewFiles), under its digest. Nobody owns it yet.
func (db *DB) PutFile(ctx context.Context, name string, r io.Reader, limit int64) (recruit.File, error) {
	if limit <= 0 {
		limit = recruit.MaxInterviewFiles
	}
	content, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return recruit.File{}, &recruit.Problem{Kind: recruit.ErrInvalid, Field: "file", Cause: err,
			Sentence: fmt.Sprintf("%s could not be read; check that it is a file that you may open.", name)}
	}
	if int64(len(content)) > limit {
		return recruit.File{}, recruit.Invalid("file", "%s is larger than %s; choose a smaller file.", name, recruit.Size(limit))
	}
	digest := sha256.Sum256(content)
	f := recruit.File{
		SHA256: hex.EncodeToString(digest[:]), Name: sanitize.FileName(name), Size: int64(len(content)),
		ContentType: contentType(name, content), Kind: recruit.OtherFile,
	}
	err = db.write(ctx, func(tx *sql.Tx) error {
		// The same content is stored once; an erased one may come again.
		_, err := tx.ExecContext(ctx, `INSERT INTO files (sha256, size, content_type, created_at, content) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (sha256) DO UPDATE SET content = excluded.content, erased_at = NULL WHERE files.erased_at IS NOT NULL`,
			f.SHA256, f.Size, f.ContentType, columns.Micros(db.clock()), content)
		return err
	})
	if err != nil {
		return recruit.File{}, err
	}
	return f, nil
}

// contentType looks at the bytes, and at the name where many types have the
// same beginning. It does not ask the system, which differs by machine.
func contentType(name string, content []byte) string {
	if program := filecheck.ProgramType(content); program != "" {
		return program
	}
	sniffed := http.DetectContentType(content)
	switch ext := strings.ToLower(filepath.Ext(name)); {
	case sniffed == "application/zip" && ext == ".docx":
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case sniffed == "application/zip" && ext == ".xlsx":
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case sniffed == "application/zip" && ext == ".pptx":
		return "application/vnd.openxmlformats-officedocument.presentationml.presentation"
	case sniffed == "application/zip" && ext == ".odt":
		return "application/vnd.oasis.opendocument.text"
	case strings.HasPrefix(sniffed, "text/plain") && ext == ".md":
		return "text/markdown; charset=utf-8"
	case bytes.HasPrefix(content, []byte("{\\rtf")):
		return "application/rtf"
	}
	return sniffed
}

// FileContent returns the bytes of a stored file.
func (db *DB) FileContent(ctx context.Context, sha256 string) (content []byte, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		var erased bool
		one, args := see.File(sha256)
		err := tx.QueryRowContext(ctx, "SELECT content, erased_at IS NOT NULL FROM files WHERE sha256 = "+one, args...).Scan(&content, &erased)
		if err == nil && erased {
			return recruit.NotFound("This file was removed, or erased together with a person's data.")
		}
		return see.Absent(err, "file", "This file is not in the workspace.")
	})
	if err != nil {
		return nil, err
	}
	return content, nil
}

// FileText implements recruit.Files.
func (db *DB) FileText(ctx context.Context, sha256 string) (t recruit.FileText, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		t, err = fulltext.Of(ctx, tx, see, sha256)
		return err
	})
	return t, err
}

// waiting says what is not read yet.
func (db *DB) waiting(ctx context.Context) (notes, files bool, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		notes, files, err = fulltext.Waiting(ctx, tx, db.clock())
		return err
	})
	return notes, files, err
}

// ReadNotes implements fulltext.Store.
func (db *DB) ReadNotes(ctx context.Context, limit int) (n int, err error) {
	if notes, _, err := db.waiting(ctx); err != nil || !notes {
		return 0, err
	}
	err = db.writeQuietly(ctx, func(tx *sql.Tx) error {
		n, err = fulltext.Notes(ctx, tx, limit)
		return err
	})
	return n, err
}

// LendFile implements fulltext.Store.
func (db *DB) LendFile(ctx context.Context, until time.Time) (f reading.File, found bool, err error) {
	if _, files, err := db.waiting(ctx); err != nil || !files {
		return f, false, err
	}
	err = db.writeQuietly(ctx, func(tx *sql.Tx) error {
		f, found, err = fulltext.Lend(ctx, tx, db.clock(), until)
		return err
	})
	return f, found, err
}

// KeepText implements fulltext.Store.
func (db *DB) KeepText(ctx context.Context, sha256 string, t reading.Text) error {
	return db.writeQuietly(ctx, func(tx *sql.Tx) error { return fulltext.Keep(ctx, tx, sha256, t, db.clock()) })
}

// TellTexts implements fulltext.Store.
func (db *DB) TellTexts(ctx context.Context) error {
	return db.write(ctx, func(*sql.Tx) error { return nil })
}

// scanFile reads sha256, name, size, content_type, kind, everyone.
func scanFile(row columns.Scanner) (recruit.File, error) {
	var f recruit.File
	err := row.Scan(&f.SHA256, &f.Name, &f.Size, &f.ContentType, &f.Kind, columns.Truth(&f.Everyone))
	return f, err
}

// AddCandidateFile links a stored file to a candidate; the same content again
// only changes its name and kind.
func (db *DB) AddCandidateFile(ctx context.Context, id recruit.CandidateID, f recruit.File, log recruit.Activity) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		if err := notErased(ctx, tx, scope.Scope{}, id); err != nil {
			return err
		}
		log.CandidateID = id
		return db.changing(ctx, tx, log, recruit.PartCandidateFile, 0, []any{id, f.SHA256}, func() error {
			_, err := tx.ExecContext(ctx, `INSERT INTO candidate_files (candidate_id, sha256, name, kind, added_at) VALUES (?, ?, ?, ?, ?)
				ON CONFLICT (candidate_id, sha256) DO UPDATE SET name = excluded.name, kind = excluded.kind`,
				id, f.SHA256, f.Name, f.Kind, columns.Micros(db.clock()))
			if err != nil {
				return problem.Dangling(err, "The file's content is not in the workspace; add the file again.")
			}
			return fulltext.Known(ctx, tx, id, f.SHA256)
		})
	})
}

// RemoveCandidateFile takes a file from a candidate. Its content is kept while that can
// be taken back, unless it is to be wiped at once.
func (db *DB) RemoveCandidateFile(ctx context.Context, id recruit.CandidateID, f recruit.File, wipe bool, log recruit.Activity) error {
	log.CandidateID = id
	return db.detach(ctx, recruit.PartCandidateFile, "DELETE FROM candidate_files WHERE candidate_id = ? AND sha256 = ?", int64(id), f, wipe, log)
}

// AddJobFile links a stored file to a job; the same content again only changes
// its name and kind.
func (db *DB) AddJobFile(ctx context.Context, id recruit.JobID, f recruit.File, log recruit.Activity) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		log.JobID = id
		return db.changing(ctx, tx, log, recruit.PartJobFile, 0, []any{id, f.SHA256}, func() error {
			_, err := tx.ExecContext(ctx, `INSERT INTO job_files (job_id, sha256, name, kind, added_at) VALUES (?, ?, ?, ?, ?)
				ON CONFLICT (job_id, sha256) DO UPDATE SET name = excluded.name, kind = excluded.kind`,
				id, f.SHA256, f.Name, f.Kind, columns.Micros(db.clock()))
			return problem.Dangling(err, "The job, or the file's content, is not in the workspace; add the file again.")
		})
	})
}

// RemoveJobFile takes a document from a job; see RemoveCandidateFile.
func (db *DB) RemoveJobFile(ctx context.Context, id recruit.JobID, f recruit.File, wipe bool, log recruit.Activity) error {
	log.JobID = id
	return db.detach(ctx, recruit.PartJobFile, "DELETE FROM job_files WHERE job_id = ? AND sha256 = ?", int64(id), f, wipe, log)
}

// detach takes a file from its owner. Wiped, its content goes when nobody else has it,
// and what was kept of an earlier removal too: a document of the wrong person is not to
// stay in the workspace.
func (db *DB) detach(ctx context.Context, part recruit.Part, query string, owner int64, f recruit.File, wipe bool, log recruit.Activity) error {
	err := db.write(ctx, func(tx *sql.Tx) error {
		remove := func() error {
			ok, err := columns.ChangedOne(tx.ExecContext(ctx, query, owner, f.SHA256))
			if err == nil && !ok {
				err = recruit.NotFound("%s is no longer there; look at the files again.", f.Name)
			}
			return err
		}
		if !wipe {
			return db.changing(ctx, tx, log, part, 0, []any{owner, f.SHA256}, remove)
		}
		if err := remove(); err != nil {
			return err
		}
		if err := past.Release(ctx, tx, part, owner, f.SHA256); err != nil {
			return err
		}
		if _, err := past.Wipe(ctx, tx, f.SHA256, db.clock()); err != nil {
			return err
		}
		return db.addActivity(ctx, tx, log)
	})
	if err == nil && wipe {
		db.forget(ctx)
	}
	return err
}
