package store

import (
	"context"
	"database/sql"
	"fmt"
	"runtime"
	"strings"
	"sync"

	"recruitty/recruit"
	"recruitty/store/columns"
	"recruitty/store/problem"
	"recruitty/store/scope"
)

// togetherInserted is how many candidates one statement adds. More of them gain
// little, and a statement has room for 32766 values.
const togetherInserted = 16

// ImportCandidates adds candidates with their notes as ImportJobs adds jobs. A
// candidate is known by an e-mail address, or by the external id: that of a source,
// or else together with the name.
func (db *DB) ImportCandidates(ctx context.Context, batch recruit.BatchID, candidates []recruit.NewCandidate) ([]recruit.Imported[recruit.CandidateID], error) {
	rows := db.newcomerRows(candidates, batch)
	return importRows(ctx, db, batch, rows, "candidate", func(tx columns.Runner, rows []newcomerRow, apart bool) ([]recruit.Imported[recruit.CandidateID], int, error) {
		all, err := knownAmong(ctx, tx, rows)
		if err != nil {
			return nil, -1, err
		}
		group := togetherInserted
		if apart {
			group = 1
		}
		done := make([]recruit.Imported[recruit.CandidateID], len(rows))
		var waiting []int // places of new rows that are not written yet
		flush := func() error {
			defer func() { waiting = waiting[:0] }()
			return insertPeople(ctx, tx, batch, rows, waiting, done)
		}
		for i, row := range rows {
			id, other := all.find(row.NewCandidate)
			if other != "" {
				done[i].Refused = numberTaken(row.ExternalID, row.ExternalSource, other)
				continue
			}
			if id == 0 {
				done[i].Added = true
				all.note(row.NewCandidate, placeOf(i))
				waiting = append(waiting, i)
			}
			if len(waiting) == group || id < 0 && len(waiting) > 0 {
				if err := flush(); err != nil {
					if apart {
						return nil, i, err
					}
					return nil, -1, err
				}
			}
			if id < 0 { // someone of a row before
				id = done[rowAt(id)].ID
			}
			if id != 0 {
				done[i].ID = id
			}
		}
		return done, -1, flush()
	})
}

// newcomerRow is a candidate of an import with the values of the row.
type newcomerRow struct {
	*recruit.NewCandidate
	values []any
}

// newcomerRows are the rows of candidates. They are made before the workspace is
// held up by writing, by all processors.
func (db *DB) newcomerRows(candidates []recruit.NewCandidate, batch recruit.BatchID) []newcomerRow {
	rows := make([]newcomerRow, len(candidates))
	var all sync.WaitGroup
	part := len(rows)/runtime.GOMAXPROCS(0) + 1
	for from := 0; from < len(rows); from += part {
		all.Go(func() {
			for i := from; i < min(from+part, len(rows)); i++ {
				rows[i] = newcomerRow{&candidates[i], db.candidateValues(candidates[i].Candidate, batch)}
			}
		})
	}
	all.Wait()
	return rows
}

// insertPeople writes the rows at some places together and notes their ids.
func insertPeople(ctx context.Context, tx columns.Runner, batch recruit.BatchID, rows []newcomerRow, places []int, done []recruit.Imported[recruit.CandidateID]) error {
	if len(places) == 0 {
		return nil
	}
	args := make([]any, 0, len(places)*len(rows[places[0]].values))
	for _, at := range places {
		args = append(args, rows[at].values...)
	}
	last, err := columns.InsertedID[recruit.CandidateID](tx.ExecContext(ctx, insertsCandidate+strings.Repeat(", "+candidateRow, len(places)-1), args...))
	if err != nil {
		return err
	}
	for n, at := range places { // one statement gives ids that follow each other
		id := last - recruit.CandidateID(len(places)-1-n)
		done[at].ID = id
		for _, note := range rows[at].Notes {
			if _, err := tx.ExecContext(ctx, "INSERT INTO notes (candidate_id, job_id, author_id, author, at, edited_at, text, batch_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
				id, columns.OrNull(note.JobID), columns.OrNull(note.AuthorID), note.Author, columns.Micros(note.At), columns.Micros(note.EditedAt), note.Text, batch); err != nil {
				return err
			}
		}
	}
	return nil
}

// placeOf stands for the id of a row that has none yet, and rowAt reads it.
func placeOf(row int) recruit.CandidateID { return recruit.CandidateID(-row - 1) }
func rowAt(id recruit.CandidateID) int    { return int(-id - 1) }

// knownPeople are those whom rows of an import are about, in the workspace and
// among the rows before.
type knownPeople struct {
	byAddress  map[string]recruit.CandidateID // in lower case
	byExternal map[externalID]recruit.Candidate
}

// externalID is a number of another system: of a source, or else together with the
// name.
type externalID struct{ id, source, name string }

func externalOf(c recruit.Candidate) externalID {
	if c.ExternalSource != "" {
		return externalID{id: c.ExternalID, source: c.ExternalSource}
	}
	return externalID{id: c.ExternalID, name: c.Name}
}

// knownAmong looks for all rows at once.
func knownAmong(ctx context.Context, tx columns.Runner, rows []newcomerRow) (knownPeople, error) {
	all := knownPeople{map[string]recruit.CandidateID{}, map[externalID]recruit.Candidate{}}
	var addresses, ids []string
	for _, row := range rows {
		for _, address := range append([]string{row.Email}, row.Emails...) {
			if address != "" {
				addresses = append(addresses, address)
			}
		}
		if row.ExternalID != "" {
			ids = append(ids, row.ExternalID)
		}
	}
	found, err := tx.QueryContext(ctx, `SELECT s.value, c.id FROM json_each(?1) s CROSS JOIN candidates c ON c.email = s.value AND c.email <> ''
		UNION ALL SELECT s.value, a.candidate_id FROM json_each(?1) s CROSS JOIN candidate_addresses a ON a.address = s.value`, asked(addresses))
	_, err = columns.Collect(found, err, func(row columns.Scanner) (struct{}, error) {
		var address string
		var id recruit.CandidateID
		err := row.Scan(&address, &id)
		all.byAddress[strings.ToLower(address)] = id
		return struct{}{}, err
	})
	if err != nil {
		return all, err
	}
	found, err = tx.QueryContext(ctx, `SELECT c.external_id, c.external_source, c.name, c.phone, c.id FROM json_each(?1) s CROSS JOIN candidates c ON c.external_id = s.value AND c.external_id <> ''
		UNION ALL SELECT n.number, n.source, c.name, c.phone, c.id FROM json_each(?1) s CROSS JOIN candidate_numbers n ON n.number = s.value JOIN candidates c ON c.id = n.candidate_id`, asked(ids))
	_, err = columns.Collect(found, err, func(row columns.Scanner) (struct{}, error) {
		var c recruit.Candidate
		err := row.Scan(&c.ExternalID, &c.ExternalSource, &c.Name, &c.Phone, &c.ID)
		all.byExternal[externalOf(c)] = c
		return struct{}{}, err
	})
	return all, err
}

// note makes someone known to the rows that follow.
func (k knownPeople) note(c *recruit.NewCandidate, id recruit.CandidateID) {
	if c.ExternalID != "" {
		k.byExternal[externalOf(c.Candidate)] = recruit.Candidate{ID: id, Name: c.Name, Phone: c.Phone}
	}
	for _, address := range append([]string{c.Email}, c.Emails...) {
		k.byAddress[strings.ToLower(address)] = id
	}
}

// numberTaken refuses a number that has become someone else's since it was looked up.
func numberTaken(number, source, whose string) error {
	return recruit.Refused("The id %s of %s has become that of %s meanwhile; import the file again.", number, source, whose)
}

// find returns whom a row is about, 0 for someone new, or who else has its number.
func (k knownPeople) find(c *recruit.NewCandidate) (id recruit.CandidateID, other string) {
	for _, address := range append([]string{c.Email}, c.Emails...) {
		if address != "" && k.byAddress[strings.ToLower(address)] != 0 {
			return k.byAddress[strings.ToLower(address)], ""
		}
	}
	if c.ExternalID == "" {
		return 0, ""
	}
	switch o := k.byExternal[externalOf(c.Candidate)]; {
	case o.ID == 0 || recruit.SamePerson(o, c.Candidate):
		return o.ID, ""
	default:
		return 0, o.Name
	}
}

// ImportFile attaches a stored file to a candidate as part of an import. added is
// false when the candidate has the same content already.
func (db *DB) ImportFile(ctx context.Context, batch recruit.BatchID, id recruit.CandidateID, f recruit.File, log recruit.Activity) (added bool, err error) {
	err = db.write(ctx, func(tx *sql.Tx) error {
		if err := addsTo(ctx, tx, batch); err != nil {
			return err
		}
		if err := notErased(ctx, tx, scope.Scope{}, id); err != nil {
			return err
		}
		added, err = columns.ChangedOne(tx.ExecContext(ctx, `INSERT INTO candidate_files (candidate_id, sha256, name, kind, added_at, batch_id) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT DO NOTHING`, id, f.SHA256, f.Name, f.Kind, columns.Micros(db.clock()), batch))
		if err != nil {
			return problem.Dangling(err, "The file's content is not in the workspace; add the file again.")
		}
		if !added {
			return nil
		}
		log.CandidateID = id
		return db.addActivity(ctx, tx, log)
	})
	return added, err
}

// ImportJobFile attaches a stored file to a job as part of an import.
func (db *DB) ImportJobFile(ctx context.Context, batch recruit.BatchID, id recruit.JobID, f recruit.File, log recruit.Activity) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		if err := addsTo(ctx, tx, batch); err != nil {
			return err
		}
		added, err := columns.ChangedOne(tx.ExecContext(ctx, `INSERT INTO job_files (job_id, sha256, name, kind, added_at, batch_id) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT DO NOTHING`, id, f.SHA256, f.Name, f.Kind, columns.Micros(db.clock()), batch))
		if err != nil {
			return problem.Dangling(err, "The job, or the file's content, is not in the workspace; add the file again.")
		}
		if !added {
			return nil
		}
		log.JobID = id
		return db.addActivity(ctx, tx, log)
	})
}

// ImportNotes adds what an import says about candidates who were here before. A
// note that someone has already is left as it is.
func (db *DB) ImportNotes(ctx context.Context, batch recruit.BatchID, notes []recruit.Note) ([]recruit.Imported[recruit.NoteID], error) {
	return importRows(ctx, db, batch, notes, "", oneByOne(func(tx columns.Runner, n recruit.Note) (recruit.NoteID, bool, error) {
		known, err := idWhere[recruit.NoteID](ctx, tx, "SELECT id FROM notes WHERE candidate_id = ? AND text = ?", n.CandidateID, n.Text)
		if err != nil || known != 0 {
			return known, false, err
		}
		added, err := columns.ChangedOne(tx.ExecContext(ctx, `INSERT INTO notes (candidate_id, job_id, author, at, text, batch_id)
			SELECT id, ?2, ?3, ?4, ?5, ?6 FROM candidates WHERE id = ?1 AND erased_at IS NULL`,
			n.CandidateID, columns.OrNull(n.JobID), n.Author, columns.Micros(n.At), n.Text, batch))
		return 0, added, err
	}))
}

// ImportNumbers keeps the numbers by which further systems know candidates who are
// here already. One that someone else has meanwhile is refused.
func (db *DB) ImportNumbers(ctx context.Context, batch recruit.BatchID, numbers []recruit.CandidateNumber) ([]recruit.Imported[recruit.CandidateID], error) {
	return importRows(ctx, db, batch, numbers, "", oneByOne(func(tx columns.Runner, n recruit.CandidateNumber) (recruit.CandidateID, bool, error) {
		other, err := idWhere[recruit.CandidateID](ctx, tx, `SELECT id FROM candidates WHERE external_source = ?1 AND external_id = ?2 AND external_source <> '' AND id <> ?3
			UNION ALL SELECT candidate_id FROM candidate_numbers WHERE source = ?1 AND number = ?2 AND candidate_id <> ?3 LIMIT 1`, n.Source, n.Number, n.CandidateID)
		if err != nil {
			return 0, false, err
		}
		if other != 0 {
			return 0, false, numberTaken(n.Number, n.Source, fmt.Sprint("candidate ", other))
		}
		added, err := columns.ChangedOne(tx.ExecContext(ctx, `INSERT INTO candidate_numbers (source, number, candidate_id, batch_id)
			SELECT ?1, ?2, id, ?4 FROM candidates WHERE id = ?3 AND erased_at IS NULL ON CONFLICT DO NOTHING`, n.Source, n.Number, n.CandidateID, batch))
		return n.CandidateID, added, err
	}))
}

// ImportSources says which system the numbers of jobs are of that nobody knew until
// now; an undo of the import takes that back.
func (db *DB) ImportSources(ctx context.Context, batch recruit.BatchID, jobs []recruit.Job) ([]recruit.Imported[recruit.JobID], error) {
	return importRows(ctx, db, batch, jobs, "", oneByOne(func(tx columns.Runner, j recruit.Job) (recruit.JobID, bool, error) {
		learnt, err := columns.ChangedOne(tx.ExecContext(ctx, `UPDATE jobs SET external_source = ?1, source_batch_id = ?2 WHERE id = ?3 AND external_id = ?4 AND external_source = ''
			AND NOT EXISTS (SELECT 1 FROM jobs o WHERE o.external_source = ?1 AND o.external_source <> '' AND o.external_id = ?4)`, j.ExternalSource, batch, j.ID, j.ExternalID))
		return j.ID, learnt, err
	}))
}
