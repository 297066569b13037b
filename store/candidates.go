package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/board"
	"recruitty/recruit/sanitize"
	boards "recruitty/store/board"
	"recruitty/store/columns"
	"recruitty/store/details"
	"recruitty/store/past"
	"recruitty/store/problem"
	"recruitty/store/scope"
	"recruitty/store/terms"
)

var candidateFields = columns.Of[recruit.Candidate]{
	columns.ReadOnly("id", func(c *recruit.Candidate) *recruit.CandidateID { return &c.ID }),
	columns.Plain("name", func(c *recruit.Candidate) *string { return &c.Name }),
	columns.Derived("sort_key", func(c *recruit.Candidate) any { return sanitize.Fold(c.Name) }),
	columns.Derived("search_text", func(c *recruit.Candidate) any { return foundBy(*c) }),
	columns.Plain("email", func(c *recruit.Candidate) *string { return &c.Email }),
	columns.Plain("phone", func(c *recruit.Candidate) *string { return &c.Phone }),
	columns.Plain("time_zone", func(c *recruit.Candidate) *string { return &c.TimeZone }),
	columns.Plain("language", func(c *recruit.Candidate) *string { return &c.Language }),
	columns.Plain("headline", func(c *recruit.Candidate) *string { return &c.Headline }),
	columns.TextList("tags", func(c *recruit.Candidate) *[]string { return &c.Tags }),
	columns.Plain("external_id", func(c *recruit.Candidate) *string { return &c.ExternalID }),
	columns.Plain("external_source", func(c *recruit.Candidate) *string { return &c.ExternalSource }),
	{Name: "details", Scan: func(c *recruit.Candidate) any { return details.Read{To: &c.CandidateDetails} }, Value: func(c *recruit.Candidate) any { return details.Written(c.CandidateDetails) }},
	{Name: "owner_id", Scan: func(c *recruit.Candidate) any { return columns.Optional(&c.OwnerID) }, Value: func(c *recruit.Candidate) any { return columns.OrNull(c.OwnerID) }},
	columns.ReadOnly("version", func(c *recruit.Candidate) *int { return &c.Version }),
	columns.OnlyOnce(columns.Instant("created_at", func(c *recruit.Candidate) *time.Time { return &c.CreatedAt })),
	{Name: "erased_at", Scan: func(c *recruit.Candidate) any { return columns.Moment(&c.ErasedAt) }},
}

// How a candidate c is read, inserted and updated. Further rows follow the insertion,
// each a candidateRow with candidateValues. An erased person is never filled in again.
var (
	candidateColumns = candidateFields.Read("c") + ", " + candidateDamage + ", " + ownerName
	insertsCandidate = candidateFields.Insert("candidates", "version", "batch_id")
	candidateRow     = insertsCandidate[strings.LastIndexByte(insertsCandidate, '('):]
	updatesCandidate = candidateFields.Update("candidates", ", version = version + 1 WHERE id = ? AND version = ? AND erased_at IS NULL")
)

// ownerName is what the member is called who looks after a candidate c.
const ownerName = "ifnull((SELECT m.name FROM members m WHERE m.id = c.owner_id), '')"

func scanCandidate(row columns.Scanner) (recruit.Candidate, error) {
	var c recruit.Candidate
	err := row.Scan(candidateFields.Into(&c, &c.Damage, &c.Owner)...)
	damagedZone(&c.Damage, c.TimeZone)
	return c, err
}

// Candidate returns a candidate, an erased one too.
func (db *DB) Candidate(ctx context.Context, id recruit.CandidateID) (c recruit.Candidate, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		c, err = candidateIn(ctx, tx, see, id)
		return err
	})
	return c, err
}

func candidateIn(ctx context.Context, tx *sql.Tx, see scope.Scope, id recruit.CandidateID) (recruit.Candidate, error) {
	one, args := see.One(scope.Candidates, id)
	c, err := scanCandidate(tx.QueryRowContext(ctx, "SELECT "+candidateColumns+" FROM candidates c WHERE c.id = "+one, args...))
	if err == nil {
		err = details.Shown(ctx, tx, see, &c)
	}
	return c, problem.Unreadable(ctx, see.Absent(err, "candidate", "There is no candidate %d; search for the name under Candidates.", id), "candidate", id)
}

// CandidateByEmail returns the candidate with this address, the first or a further
// one, whatever its case and the way in which its domain is written.
func (db *DB) CandidateByEmail(ctx context.Context, email string) (c recruit.Candidate, err error) {
	kept, earlier := emailForms(email)
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		// Two questions, whatever the answer: how long it takes tells nothing.
		id, err := idWhere[recruit.CandidateID](ctx, tx, `SELECT id FROM (
				SELECT id, iif(email = ?2, 1, 0) AS place FROM candidates WHERE email IN (?1, ?2) AND email <> ''
				UNION ALL SELECT candidate_id, 2 FROM candidate_addresses WHERE address IN (?1, ?2)
			) ORDER BY place LIMIT 1`, kept, earlier)
		if err != nil {
			return err
		}
		c, err = candidateIn(ctx, tx, see, id)
		if !see.Part && id == 0 {
			return recruit.NotFound("No candidate has the address %s.", email)
		}
		return err
	})
	return c, err
}

// emailForms are how an address is kept, and how old workspaces hold domains of any script.
func emailForms(email string) (kept, earlier string) {
	kept = sanitize.Address(email)
	return kept, sanitize.ReadableEmail(kept)
}

// Profile returns all that a candidate's page shows besides interviews.
func (db *DB) Profile(ctx context.Context, id recruit.CandidateID) (p recruit.Profile, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		if p.Candidate, err = candidateIn(ctx, tx, see, id); err != nil {
			return err
		}
		args := append([]any{id}, see.Args(1)...)
		rows, err := tx.QueryContext(ctx, "SELECT "+applicationColumns+` FROM applications a JOIN jobs j ON j.id = a.job_id
			WHERE a.candidate_id = ?`+see.In("a.job_id", scope.Jobs)+" ORDER BY a.id DESC", args...)
		if p.Applications, err = columns.Collect(rows, err, scanApplication); err != nil {
			return err
		}
		for n := range p.Applications {
			if see.Part {
				p.Applications[n].Reason = ""
			}
		}
		rows, err = tx.QueryContext(ctx, `SELECT l.sha256, l.name, f.size, f.content_type, l.kind, FALSE
			FROM candidate_files l JOIN files f USING (sha256) WHERE l.candidate_id = ?`+see.CandidateFile()+`
			ORDER BY l.kind <> 'resume', l.added_at DESC, l.name`, args...)
		if p.Files, err = columns.Collect(rows, err, scanFile); err != nil {
			return err
		}
		p.Notes, err = notesOf(ctx, tx, see, id)
		return err
	})
	return p, err
}

// SaveCandidate adds (ID 0) or changes a candidate, and returns it with its
// new version. An address or external id that another one has is ErrDuplicate.
func (db *DB) SaveCandidate(ctx context.Context, c recruit.Candidate, log recruit.Activity) (recruit.Candidate, error) {
	err := db.write(ctx, func(tx *sql.Tx) (err error) {
		c, err = db.saveLogged(ctx, tx, c, log)
		return err
	})
	return c, err
}

// saveLogged saves a candidate, and logs it as a change that can be taken back.
func (db *DB) saveLogged(ctx context.Context, tx *sql.Tx, c recruit.Candidate, log recruit.Activity) (now recruit.Candidate, err error) {
	was := ""
	if c.ID != 0 {
		before, err := candidateIn(ctx, tx, scope.Scope{}, c.ID)
		if err != nil {
			return now, err
		}
		if was, err = past.Record(&before); err != nil {
			return now, err
		}
	}
	if log.CandidateID, err = db.saveUnique(ctx, tx, c); err != nil {
		return now, err
	}
	if now, err = candidateIn(ctx, tx, scope.Scope{}, log.CandidateID); err != nil {
		return now, err
	}
	is, err := past.Record(&now)
	if err != nil {
		return now, err
	}
	return now, db.addChange(ctx, tx, log, recruit.PartCandidate, int64(now.ID), was, is)
}

// saveUnique saves a candidate unless another one has the address or the
// external id.
func (db *DB) saveUnique(ctx context.Context, tx *sql.Tx, c recruit.Candidate) (recruit.CandidateID, error) {
	if err := knownAlready(ctx, tx, c); err != nil {
		return 0, err
	}
	return db.saveCandidate(ctx, tx, c, 0)
}

// knownAlready says which other candidate has the address or the external id.
func knownAlready(ctx context.Context, tx *sql.Tx, c recruit.Candidate) error {
	taken := func(field, words, value, query string, args ...any) error {
		rows, err := tx.QueryContext(ctx, query, args...)
		names, err := columns.Collect(rows, err, columns.ScanText)
		if err == nil && len(names) > 0 {
			err = &recruit.Problem{Kind: recruit.ErrDuplicate, Field: field,
				Sentence: names[0] + " has " + words + " " + value + " already; open that candidate instead."}
		}
		return err
	}
	for i, address := range append([]string{c.Email}, c.Emails...) {
		email, earlier := emailForms(address)
		if email == "" {
			continue
		}
		field := "email"
		if i > 0 {
			field = "further_emails"
		}
		err := taken(field, "the address", email, `SELECT name FROM candidates WHERE email IN (?1, ?2) AND email <> '' AND id <> ?3
			UNION ALL SELECT c.name FROM candidate_addresses a JOIN candidates c ON c.id = a.candidate_id WHERE a.address IN (?1, ?2) AND c.id <> ?3`, email, earlier, c.ID)
		if err != nil {
			return err
		}
	}
	if c.ExternalID == "" || c.ExternalSource == "" {
		return nil
	}
	return taken("external_id", "the external id", c.ExternalID, "SELECT name FROM candidates WHERE external_id = ? AND external_source = ? AND id <> ?", c.ExternalID, c.ExternalSource, c.ID)
}

// candidateValues are what a candidateRow asks for.
func (db *DB) candidateValues(c recruit.Candidate, batch recruit.BatchID) []any {
	if c.CreatedAt.IsZero() {
		c.CreatedAt = db.clock()
	}
	return candidateFields.Values(&c, 1, columns.OrNull(batch))
}

// foundBy is what the search index holds of a candidate.
func foundBy(c recruit.Candidate) string {
	return terms.Text(slices.Concat([]string{c.Name, c.Email, sanitize.ReadableEmail(c.Email), c.Headline}, c.Tags, c.Emails, []string{c.Residence})...)
}

func (db *DB) saveCandidate(ctx context.Context, tx columns.Runner, c recruit.Candidate, batch recruit.BatchID) (recruit.CandidateID, error) {
	if c.ID == 0 {
		return columns.InsertedID[recruit.CandidateID](tx.ExecContext(ctx, insertsCandidate, db.candidateValues(c, batch)...))
	}
	ok, err := columns.ChangedOne(tx.ExecContext(ctx, updatesCandidate, candidateFields.Changes(&c, c.ID, c.Version)...))
	if err == nil && !ok {
		err = missed(ctx, tx, "candidates", int64(c.ID), "this candidate")
	}
	return c.ID, err
}

// notErased refuses to add anything to a person who is not there any more.
func notErased(ctx context.Context, tx *sql.Tx, see scope.Scope, id recruit.CandidateID) error {
	c, err := candidateIn(ctx, tx, see, id)
	if err == nil && !c.ErasedAt.IsZero() {
		return recruit.NotFound("The data of candidate %d was erased, and nothing can be added to it.", id)
	}
	return err
}

// CandidatePage lists a part of the candidates who match: by name, or, when
// the filter has a query, newest first, so that a page is found without
// looking at every match.
func (db *DB) CandidatePage(ctx context.Context, f recruit.CandidateFilter) (recruit.CandidatePage, error) {
	if f.Query == "" && len(f.Where)+len(f.Without) == 0 {
		return db.candidatePage(ctx, f)
	}
	return searchTogether(ctx, db, f, f.CountTo == 0, ownPage, db.candidatePage)
}

// ownPage is a page that can be changed without changing that of others.
func ownPage(p recruit.CandidatePage) recruit.CandidatePage {
	p.Rows = slices.Clone(p.Rows)
	return p
}

func (db *DB) candidatePage(ctx context.Context, f recruit.CandidateFilter) (page recruit.CandidatePage, err error) {
	l := listingOf(f, db.see)
	backwards := f.After == "" && f.Before != ""
	if err := l.bound(f.After, f.Before); err != nil {
		return page, err
	}
	var rows []listedCandidate
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		if page.Texts, err = read(ctx, tx, see, f); err != nil {
			return err
		}
		counted := l // all of them are counted best by the index alone
		if f.Query != "" || len(f.Where)+len(f.Without) > 0 {
			q, further, err := findingOf(ctx, tx, see, f, db.clock())
			switch {
			case err != nil:
				return err
			case see.Part:
				q.narrow(&l.where)
				counted = l
			case further:
				rows, err = q.page(ctx, columns.Micros(db.clock()), columns.Bounded(f.Limit, 100, 1000), &page)
				return err
			default:
				if l = l.roughly(q.words); f.CountTo > 0 {
					counted = l
				}
			}
		}
		query, args := l.page(columns.Micros(db.clock()), backwards, columns.Bounded(f.Limit, 100, 1000))
		result, err := tx.QueryContext(ctx, query, args...)
		if rows, err = columns.Collect(result, err, listedRows()); err != nil {
			return err
		}
		if backwards {
			slices.Reverse(rows)
		}
		most := 0
		if (f.Query != "" || f.Named != "") && f.CountTo > 0 {
			most = f.CountTo + 1
		}
		query, args = counted.total(most)
		if err := tx.QueryRowContext(ctx, query, args...).Scan(&page.Total); err != nil {
			return err
		}
		if page.More = most > 0 && page.Total == most; page.More {
			page.Total--
		}
		switch {
		case f.After == "" && f.Before == "":
		case len(rows) == 0 && !page.More:
			page.Offset = page.Total
		case f.Before == lastPage && backwards && !page.More:
			page.Offset = page.Total - len(rows)
		case most > 0:
			page.Offset = -1
		default:
			query, args := l.before(rows[0].cursor)
			return tx.QueryRowContext(ctx, query, args...).Scan(&page.Offset)
		}
		return nil
	})
	for _, row := range rows {
		page.Rows = append(page.Rows, row.CandidateSummary)
	}
	if len(rows) > 0 {
		page.First, page.Last = rows[0].cursor.String(), rows[len(rows)-1].cursor.String()
	}
	return page, err
}

// StageCounts says how many linked candidates stand in each stage of a job.
func (db *DB) StageCounts(ctx context.Context, id recruit.JobID) (counts map[string]int, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		counts, err = boards.Counts(ctx, tx, see, id)
		return err
	})
	return counts, err
}

// Board reads a part of the pipeline of a job.
func (db *DB) Board(ctx context.Context, q board.Query) (b board.Board, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		j, err := jobIn(ctx, tx, see, q.Job)
		if err == nil {
			b, err = boards.Reader{Tx: tx, See: see, Damage: candidateDamage}.Read(ctx, j, q)
		}
		return err
	})
	return b, err
}
