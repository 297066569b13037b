package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/store/columns"
	"recruitty/store/problem"
	"recruitty/store/scope"
)

var _ availability.Store = (*DB)(nil)

var sourceFields = columns.Of[availability.Source]{
	columns.ReadOnly("id", func(s *availability.Source) *availability.SourceID { return &s.ID }),
	columns.OnlyOnce(columns.Reference("owner_id", func(s *availability.Source) *recruit.MemberID { return &s.OwnerID })),
	columns.OnlyOnce(columns.Plain("kind", func(s *availability.Source) *busy.Kind { return &s.Kind })),
	columns.Plain("account", func(s *availability.Source) *string { return &s.Account }),
	columns.Plain("server", func(s *availability.Source) *string { return &s.Server }),
	columns.Flag("titles", func(s *availability.Source) *bool { return &s.Titles }),
	columns.Flag("whole", func(s *availability.Source) *bool { return &s.Whole }),
	columns.Flag("everyone", func(s *availability.Source) *bool { return &s.Everyone }),
	columns.Plain("state", func(s *availability.Source) *recruit.ConnectionState { return &s.State }),
	columns.Plain("trouble", func(s *availability.Source) *string { return &s.Trouble }),
	columns.Plain("failures", func(s *availability.Source) *int { return &s.Failures }),
	columns.Always("since", func(s *availability.Source) *time.Time { return &s.Since }),
	{Name: "read_at", Scan: func(s *availability.Source) any { return columns.Moment(&s.ReadAt) }},
	columns.Always("due_at", func(s *availability.Source) *time.Time { return &s.DueAt }),
}

// How a source n and a calendar c are read.
var (
	sourceColumns   = sourceFields.Read("n")
	insertsSource   = sourceFields.Insert("calendar_sources")
	updatesSource   = sourceFields.Update("calendar_sources", ", renew_owner = '', renew_until = NULL WHERE id = ?")
	calendarColumns = "c.id, c.member_id, c.name, c.from_at, c.to_at, c.read_at, c.trouble, c.doubts, c.cursor, c.basis"
)

// noSource is said of one that was disconnected.
const noSource = "This calendar connection was removed; they are listed in Settings, Calendars (recruitty calendar list)."

// sourcesIn reads sources with their calendars.
func sourcesIn(ctx context.Context, q columns.Querier, where string, args ...any) ([]availability.Source, error) {
	rows, err := q.QueryContext(ctx, "SELECT "+sourceColumns+" FROM calendar_sources n WHERE "+where+" ORDER BY ifnull(n.owner_id, 0), n.id", args...)
	all, err := columns.Collect(rows, err, columns.Leniently(func(row columns.Scanner) (availability.Source, error) {
		var s availability.Source
		return s, row.Scan(sourceFields.Into(&s)...)
	}))
	if err != nil || len(all) == 0 {
		return all, err
	}
	at := make(map[availability.SourceID]int, len(all))
	for i, s := range all {
		at[s.ID] = i
	}
	rows, err = q.QueryContext(ctx, "SELECT c.source_id, "+calendarColumns+" FROM calendars c JOIN calendar_sources n ON n.id = c.source_id WHERE "+where+" ORDER BY c.id", args...)
	_, err = columns.Collect(rows, err, columns.Leniently(func(row columns.Scanner) (struct{}, error) {
		var id availability.SourceID
		var c availability.Calendar
		err := row.Scan(&id, &c.ID, &c.MemberID, &c.Name, columns.Moment(&c.From), columns.Moment(&c.To), columns.Moment(&c.ReadAt), &c.Trouble, columns.List(&c.Doubts), &c.Cursor, &c.Basis)
		if i, known := at[id]; known {
			all[i].Calendars = append(all[i].Calendars, c)
		}
		return struct{}{}, err
	}))
	return all, err
}

// Sources lists all with their calendars, those of the workspace first.
func (db *DB) Sources(ctx context.Context) (all []availability.Source, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		all, err = sourcesIn(ctx, tx, "TRUE"+see.Myself("n.owner_id"), see.Args(1)...)
		return err
	})
	return all, err
}

// Source returns one with its calendars.
func (db *DB) Source(ctx context.Context, id availability.SourceID) (s availability.Source, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		s, err = sourceIn(ctx, tx, see, id)
		return err
	})
	return s, err
}

func sourceIn(ctx context.Context, q columns.Querier, see scope.Scope, id availability.SourceID) (availability.Source, error) {
	all, err := sourcesIn(ctx, q, "n.id = ?"+see.Myself("n.owner_id"), append([]any{id}, see.Args(1)...)...)
	if err == nil && len(all) == 0 {
		err = recruit.NotFound(noSource)
	}
	if err != nil {
		return availability.Source{}, err
	}
	return all[0], nil
}

// mayHave refuses who sees a part of the workspace a source that is not their own.
func mayHave(s scope.Scope, owner recruit.MemberID) error {
	if s.Part && owner != s.Me.ID {
		return s.Hidden("calendar connection")
	}
	return nil
}

// SaveSource adds (ID 0) a source or replaces it with its calendars; see
// availability.SourceStore.
func (db *DB) SaveSource(ctx context.Context, s availability.Source, c *availability.Credentials, log recruit.Activity) (availability.Source, error) {
	err := db.writeAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		err := mayHave(see, s.OwnerID)
		if err != nil {
			return err
		}
		if s.ID == 0 {
			result, err := tx.ExecContext(ctx, insertsSource, sourceFields.Values(&s)...)
			if s.ID, err = columns.InsertedID[availability.SourceID](result, err); err != nil {
				return problem.Dangling(err, "The member is not in the team.")
			}
		} else {
			if _, err := sourceIn(ctx, tx, see, s.ID); err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, updatesSource, sourceFields.Changes(&s, s.ID)...); err != nil {
				return err
			}
		}
		if c != nil {
			if err := db.saveCredentials(ctx, tx, s.ID, *c); err != nil {
				return err
			}
		}
		if err := setCalendars(ctx, tx, s.ID, s.Calendars); err != nil {
			return err
		}
		if err := db.addActivity(ctx, tx, log); err != nil {
			return err
		}
		s, err = sourceIn(ctx, tx, see, s.ID)
		return err
	})
	return s, err
}

// SetCalendars replaces the calendars of a source.
func (db *DB) SetCalendars(ctx context.Context, id availability.SourceID, all []availability.Calendar) (s availability.Source, err error) {
	err = db.writeAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		if _, err := sourceIn(ctx, tx, see, id); err != nil {
			return err
		}
		if err := setCalendars(ctx, tx, id, all); err != nil {
			return err
		}
		s, err = sourceIn(ctx, tx, see, id)
		return err
	})
	return s, err
}

// setCalendars lets a source have these calendars: those that it has already stay as
// they are.
func setCalendars(ctx context.Context, tx *sql.Tx, id availability.SourceID, all []availability.Calendar) error {
	rows, err := tx.QueryContext(ctx, "SELECT c.id, c.member_id, c.name FROM calendars c WHERE c.source_id = ?", id)
	known, err := columns.Collect(rows, err, func(row columns.Scanner) (c availability.Calendar, err error) {
		return c, row.Scan(&c.ID, &c.MemberID, &c.Name)
	})
	if err != nil {
		return err
	}
	same := func(a availability.Calendar) func(availability.Calendar) bool {
		return func(b availability.Calendar) bool { return a.MemberID == b.MemberID && a.Name == b.Name }
	}
	for _, c := range known {
		if !slices.ContainsFunc(all, same(c)) {
			if _, err := tx.ExecContext(ctx, "DELETE FROM calendars WHERE id = ?", c.ID); err != nil {
				return err
			}
		}
	}
	for _, c := range all {
		if slices.ContainsFunc(known, same(c)) {
			continue
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO calendars (source_id, member_id, name) VALUES (?, ?, ?)", id, c.MemberID, c.Name); err != nil {
			return problem.Dangling(err, "The member is not in the team.")
		}
	}
	return nil
}

// DeleteSource wipes a source, its credentials and all that was read through it, from
// the file too.
func (db *DB) DeleteSource(ctx context.Context, id availability.SourceID, log recruit.Activity) error {
	err := db.writeAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		if _, err := sourceIn(ctx, tx, see, id); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM calendar_sources WHERE id = ?", id); err != nil {
			return err
		}
		return db.addActivity(ctx, tx, log)
	})
	if err == nil {
		db.forget(ctx)
	}
	return err
}

// sealedCredentials is how credentials are written before they are sealed. The type
// availability.Credentials refuses to be written at all.
type sealedCredentials struct {
	URL      string       `json:"url,omitempty"`
	User     string       `json:"user,omitempty"`
	Password string       `json:"password,omitempty"`
	Tokens   sealedTokens `json:"tokens"`
	Key      string       `json:"key,omitempty"`
}

// Credentials returns what opens a source.
func (db *DB) Credentials(ctx context.Context, id availability.SourceID) (c availability.Credentials, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		c, err = db.credentials(ctx, tx, see, id)
		return err
	})
	return c, err
}

func (db *DB) credentials(ctx context.Context, tx *sql.Tx, see scope.Scope, id availability.SourceID) (availability.Credentials, error) {
	var sealed []byte
	err := tx.QueryRowContext(ctx, "SELECT credentials FROM calendar_sources n WHERE id = ? AND credentials IS NOT NULL"+see.Myself("n.owner_id"), append([]any{id}, see.Args(1)...)...).Scan(&sealed)
	if err := problem.Absent(err, noSource); err != nil {
		return availability.Credentials{}, err
	}
	plain, err := db.current().sealer.open(place("calendar_sources", id, "credentials"), sealed)
	if err != nil {
		return availability.Credentials{}, err
	}
	var c sealedCredentials
	if err := json.Unmarshal(plain, &c); err != nil {
		return availability.Credentials{}, problem.Unavailable(err, "The stored access to a calendar is damaged; connect it again in Settings, Calendars.")
	}
	return availability.Credentials{URL: c.URL, User: c.User, Password: c.Password, Tokens: recruit.Tokens(c.Tokens), Key: c.Key}, nil
}

func (db *DB) saveCredentials(ctx context.Context, tx *sql.Tx, id availability.SourceID, c availability.Credentials) error {
	plain, err := json.Marshal(sealedCredentials{c.URL, c.User, c.Password, sealedTokens(c.Tokens), c.Key})
	if err != nil {
		return fmt.Errorf("write credentials: %w", err)
	}
	sealed, err := db.current().sealer.seal(place("calendar_sources", id, "credentials"), plain)
	if err != nil {
		return err
	}
	ok, err := columns.ChangedOne(tx.ExecContext(ctx, "UPDATE calendar_sources SET credentials = ? WHERE id = ?", sealed, id))
	if err == nil && !ok {
		err = recruit.NotFound(noSource)
	}
	return err
}

// RenewCredentials stores renewed in place of was; see availability.SourceStore. No
// screen shows it.
func (db *DB) RenewCredentials(ctx context.Context, id availability.SourceID, was, renewed availability.Credentials) (bool, error) {
	return db.whileOpened(ctx, db.database.writeQuietly, id, was, func(tx *sql.Tx) error { return db.saveCredentials(ctx, tx, id, renewed) })
}

// RefuseCredentials notes that was is not accepted any more; see
// availability.SourceStore.
func (db *DB) RefuseCredentials(ctx context.Context, id availability.SourceID, was availability.Credentials, trouble string, log recruit.Activity) (bool, error) {
	return db.whileOpened(ctx, db.database.write, id, was, func(tx *sql.Tx) error {
		fresh, err := columns.ChangedOne(tx.ExecContext(ctx, "UPDATE calendar_sources SET state = ?, trouble = ? WHERE id = ? AND state = ?", recruit.ReauthRequired, trouble, id, recruit.Connected))
		if err != nil || !fresh {
			return err
		}
		return db.addActivity(ctx, tx, log)
	})
}

// whileOpened runs change if was is what opens a source, in one transaction.
func (db *DB) whileOpened(ctx context.Context, write func(context.Context, func(*sql.Tx) error) error, id availability.SourceID, was availability.Credentials, change func(*sql.Tx) error) (same bool, err error) {
	err = write(ctx, func(tx *sql.Tx) error {
		c, err := db.credentials(ctx, tx, db.see, id)
		if err != nil {
			return err
		}
		if same = c.Password == was.Password && c.Key == was.Key && c.Tokens.Access == was.Tokens.Access && c.Tokens.Refresh == was.Tokens.Refresh; !same {
			return nil
		}
		return change(tx)
	})
	return same && err == nil, err
}

// LeaseRenewal gives owner alone the right to renew a source's credentials until then.
func (db *DB) LeaseRenewal(ctx context.Context, id availability.SourceID, owner string, until time.Time) (leased bool, err error) {
	err = db.database.writeQuietly(ctx, func(tx *sql.Tx) error {
		if _, err := sourceIn(ctx, tx, db.see, id); err != nil {
			return err
		}
		leased, err = columns.ChangedOne(tx.ExecContext(ctx, `UPDATE calendar_sources SET renew_owner = ?, renew_until = ?
			WHERE id = ? AND (renew_owner IN ('', ?) OR ifnull(renew_until, 0) <= ?)`, owner, columns.Micros(until), id, owner, columns.Micros(db.clock())))
		return err
	})
	return leased && err == nil, err
}

// ReleaseRenewal gives that right back; it is nothing when owner has lost it already.
func (db *DB) ReleaseRenewal(ctx context.Context, id availability.SourceID, owner string) error {
	return db.database.writeQuietly(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE calendar_sources SET renew_owner = '', renew_until = NULL WHERE id = ? AND renew_owner = ?", id, owner)
		return err
	})
}
