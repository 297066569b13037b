package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scorecards"
	"recruitty/store/columns"
	"recruitty/store/problem"
	"recruitty/store/scope"
)

var cardFields = columns.Of[scorecards.Card]{
	columns.OnlyOnce(columns.Plain("interview_id", func(c *scorecards.Card) *recruit.InterviewID { return &c.Interview })),
	columns.OnlyOnce(columns.Plain("member_id", func(c *scorecards.Card) *recruit.MemberID { return &c.Member })),
	columns.AnyList("ratings", func(c *scorecards.Card) *[]scorecards.Rating { return &c.Ratings }),
	columns.Plain("recommendation", func(c *scorecards.Card) *scorecards.Recommendation { return &c.Recommendation }),
	columns.Plain("note", func(c *scorecards.Card) *string { return &c.Note }),
	columns.Plain("private_note", func(c *scorecards.Card) *string { return &c.Private }),
	columns.Plain("unread", func(c *scorecards.Card) *string { return &c.Unread }),
	columns.Flag("mailed", func(c *scorecards.Card) *bool { return &c.Mailed }),
	columns.Plain("version", func(c *scorecards.Card) *int { return &c.Version }),
	columns.Instant("given_at", func(c *scorecards.Card) *time.Time { return &c.GivenAt }),
	columns.Always("updated_at", func(c *scorecards.Card) *time.Time { return &c.UpdatedAt }),
	columns.Instant("withdrawn_at", func(c *scorecards.Card) *time.Time { return &c.WithdrawnAt }),
}

// How a scorecard c is inserted and updated, and a version of it added.
var (
	insertsCard          = cardFields.Insert("scorecards")
	updatesCard          = cardFields.Update("scorecards", " WHERE interview_id = ? AND member_id = ? AND version = ?")
	insertsVersionOfCard = cardFields.Insert("scorecard_versions", "by_name")
)

// withoutPrivate takes from a scorecard what is for its author and for admins alone.
func withoutPrivate(see scope.Scope, c scorecards.Card) scorecards.Card {
	if see.Keyless && c.Member != see.Me.ID {
		c.Private, c.Unread = "", ""
	}
	return c
}

// cardsIn reads the scorecards c for which a condition holds, as far as they may be read.
func cardsIn(ctx context.Context, tx *sql.Tx, see scope.Scope, table, by, condition string, args ...any) ([]scorecards.Card, error) {
	seen, more := see.Card()
	rows, err := tx.QueryContext(ctx, "SELECT "+cardFields.Read("c")+", m.name, m.removed_at IS NOT NULL, "+by+" FROM "+table+` c
		JOIN members m ON m.id = c.member_id WHERE `+condition+seen+" ORDER BY c.interview_id, m.sort_key, c.member_id, c.version", append(args, more...)...)
	return columns.Collect(rows, err, func(row columns.Scanner) (scorecards.Card, error) {
		var c scorecards.Card
		err := columns.Lenient(row).Scan(cardFields.Into(&c, &c.Author, columns.Truth(&c.Left), &c.By)...)
		return withoutPrivate(see, c), err
	})
}

// Cards lists the scorecards that count of interviews, by interview and author.
func (db *DB) Cards(ctx context.Context, of []recruit.InterviewID) (all []scorecards.Card, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		all, err = cardsIn(ctx, tx, see, "scorecards", "''", "c.interview_id IN (SELECT CAST(value AS INTEGER) FROM json_each(?)) AND "+scope.Counts, idList(of))
		return err
	})
	return all, err
}

// Card returns the scorecard of a member for an interview, one that is only begun or was
// withdrawn too.
func (db *DB) Card(ctx context.Context, id recruit.InterviewID, m recruit.MemberID) (c scorecards.Card, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		c, err = cardIn(ctx, tx, see, id, m)
		return err
	})
	return c, err
}

func cardIn(ctx context.Context, tx *sql.Tx, see scope.Scope, id recruit.InterviewID, m recruit.MemberID) (scorecards.Card, error) {
	all, err := cardsIn(ctx, tx, see, "scorecards", "''", "c.interview_id = ? AND c.member_id = ?", id, m)
	if err != nil || len(all) > 0 {
		return append(all, scorecards.Card{})[0], err
	}
	return scorecards.Card{}, scorecards.NotThere(id)
}

// CardVersions lists what a scorecard was, oldest first, the newest version included.
func (db *DB) CardVersions(ctx context.Context, id recruit.InterviewID, m recruit.MemberID) (all []scorecards.Card, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		all, err = cardsIn(ctx, tx, see, "scorecard_versions", "c.by_name", "c.interview_id = ? AND c.member_id = ?", id, m)
		return err
	})
	return all, err
}

// SaveCard adds (Version 0) or changes a scorecard. Who sees a part saves their own.
func (db *DB) SaveCard(ctx context.Context, c scorecards.Card, by recruit.Member, log recruit.Activity) (scorecards.Card, error) {
	c.GivenAt, c.UpdatedAt, c.WithdrawnAt = columns.Stored(c.GivenAt), columns.Stored(c.UpdatedAt), columns.Stored(c.WithdrawnAt)
	err := db.writeAbout(ctx, func(tx *sql.Tx, see scope.Scope) (recruit.Change, error) {
		if see.Part && c.Member != see.Me.ID {
			return recruit.Change{}, see.Refuse()
		}
		r, err := recordIn(ctx, tx, see, c.Interview)
		if err != nil {
			return recruit.Change{}, err
		}
		if err := notErased(ctx, tx, see, r.Interview.CandidateID); err != nil {
			return recruit.Change{}, err
		}
		was := c.Version
		c.Version++
		if was == 0 {
			_, err = tx.ExecContext(ctx, insertsCard, cardFields.Values(&c)...)
			err = problem.Duplicate(err, "scorecard", "The scorecard was begun elsewhere meanwhile; look at it again.")
		} else {
			var ok bool
			if ok, err = columns.ChangedOne(tx.ExecContext(ctx, updatesCard, cardFields.Changes(&c, c.Interview, c.Member, was)...)); err == nil && !ok {
				err = problem.Stale("this scorecard")
			}
		}
		if err != nil {
			return recruit.Change{}, err
		}
		if _, err := tx.ExecContext(ctx, insertsVersionOfCard, cardFields.Values(&c, by.Name)...); err != nil {
			return recruit.Change{}, err
		}
		if err := db.addActivity(ctx, tx, log); err != nil {
			return recruit.Change{}, err
		}
		return changeOf(ctx, tx, c.Interview)
	})
	return c, err
}

// unscoredIn lists the members of the panel of an interview whose scorecard is missing.
func unscoredIn(ctx context.Context, tx *sql.Tx, id recruit.InterviewID) ([]recruit.MemberID, error) {
	rows, err := tx.QueryContext(ctx, "SELECT m.id FROM participants p JOIN members m ON m.id = p.member_id WHERE p.interview_id = ? AND "+scope.Unscored+" ORDER BY m.id", id)
	return columns.Collect(rows, err, func(row columns.Scanner) (m recruit.MemberID, err error) { return m, row.Scan(&m) })
}

// Unasked lists interviews that ended in [from, to) and, as far as anybody knows, took place,
// and on whose panel is a member whose scorecard is missing and who was not asked for it
// since their end and so much more; by their start.
func (db *DB) Unasked(ctx context.Context, from, to time.Time, since time.Duration, limit int) (ids []recruit.InterviewID, err error) {
	const longest = 25 * time.Hour // of an interview
	err = db.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT i.id FROM interviews i WHERE i.start_at >= ?1 AND i.start_at < ?3 AND i.status IN ('scheduled', 'completed')
			AND i.start_at + i.duration_seconds * 1000000 >= ?2 AND i.start_at + i.duration_seconds * 1000000 < ?3
			AND EXISTS (SELECT 1 FROM participants p JOIN members m ON m.id = p.member_id WHERE p.interview_id = i.id AND p.answer NOT IN ('declined', 'delegated') AND `+scope.Unscored+`
				AND NOT EXISTS (SELECT 1 FROM effects e WHERE e.interview_id = i.id AND e.kind = 'mail.feedback' AND e.state <> 'superseded'
					AND e.target = p.address COLLATE NOCASE AND e.remind_at >= i.start_at + i.duration_seconds * 1000000 + ?4))
			ORDER BY i.start_at, i.id LIMIT ?5+0`, from.Add(-longest).UnixMicro(), from.UnixMicro(), to.UnixMicro(), since.Microseconds(), limitOf(limit, 100))
		ids, err = columns.Collect(rows, err, func(row columns.Scanner) (id recruit.InterviewID, err error) { return id, row.Scan(&id) })
		return err
	})
	return ids, err
}

// Seats lists who is on the panels of interviews, or has given a scorecard for one.
func (db *DB) Seats(ctx context.Context, of []recruit.InterviewID) (all []scorecards.Seat, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		given := "EXISTS (SELECT 1 FROM scorecards c WHERE c.interview_id = i.id AND c.member_id = m.id AND " + scope.Counts + ")"
		rows, err := tx.QueryContext(ctx, `SELECT i.id, m.id, m.name, ifnull(p.address, m.email), m.removed_at IS NOT NULL,
				p.address IS NOT NULL AND m.role <> 'read-only', ifnull(p.answer IN ('declined', 'delegated'), FALSE), `+given+`
			FROM json_each(?) w JOIN interviews i ON i.id = CAST(w.value AS INTEGER) JOIN members m
				ON m.id IN (SELECT x.member_id FROM participants x WHERE x.interview_id = i.id AND x.audience = 'panel' AND x.removed_at IS NULL
					UNION SELECT c.member_id FROM scorecards c WHERE c.interview_id = i.id AND `+scope.Counts+`)
			LEFT JOIN participants p ON p.interview_id = i.id AND p.member_id = m.id AND p.audience = 'panel' AND p.removed_at IS NULL
			WHERE TRUE`+see.In("i.id", scope.Interviews)+" ORDER BY i.id, ifnull(p.position, 9999), m.sort_key, m.id", append([]any{idList(of)}, see.Args(1)...)...)
		all, err = columns.Collect(rows, err, func(row columns.Scanner) (s scorecards.Seat, err error) {
			return s, row.Scan(&s.Interview, &s.Member, &s.Name, &s.Address, columns.Truth(&s.Left), columns.Truth(&s.OnPanel), columns.Truth(&s.Absent), columns.Truth(&s.Given))
		})
		return err
	})
	return all, err
}

// StageOf is the stage in which the candidate was when an interview was scheduled, "" where
// that was not noted.
func (db *DB) StageOf(ctx context.Context, id recruit.InterviewID) (stage string, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		one, args := see.One(scope.Interviews, id)
		err := tx.QueryRowContext(ctx, "SELECT i.stage FROM interviews i WHERE i.id = "+one, args...).Scan(&stage)
		if errors.Is(err, sql.ErrNoRows) {
			return see.Absent(err, "interview", "There is no interview %d; all of them are listed under Interviews.", id)
		}
		return err
	})
	return stage, err
}

// Kits lists the forms and guides of a job, and those of the workspace.
func (db *DB) Kits(ctx context.Context, job recruit.JobID) (all []scorecards.Kit, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		seen := see.In("k.job_id", scope.Jobs)
		if seen != "" {
			seen = " AND (k.job_id IS NULL OR TRUE" + seen + ")"
		}
		rows, err := tx.QueryContext(ctx, "SELECT ifnull(k.job_id, 0), k.stage, k.session, k.form, k.guide, k.version, k.changed_at FROM kits k WHERE (k.job_id IS NULL OR k.job_id = ?)"+seen+
			" ORDER BY k.job_id IS NOT NULL, k.stage, k.session", append([]any{job}, see.Args(1)...)...)
		all, err = columns.Collect(rows, err, func(row columns.Scanner) (scorecards.Kit, error) {
			var k scorecards.Kit
			var form string
			err := row.Scan(&k.Job, &k.Stage, &k.Session, &form, &k.Guide, &k.Version, columns.Moment(&k.ChangedAt))
			if f, wrong := scorecards.ParseForm(form); form != "" && wrong != nil {
				k.Damage = "form"
			} else if form != "" {
				k.Form = &f
			}
			return k, err
		})
		return err
	})
	return all, err
}

// SaveKit adds (Version 0) or changes a form and a guide.
func (db *DB) SaveKit(ctx context.Context, k scorecards.Kit, log recruit.Activity) error {
	form := ""
	if k.Form != nil {
		form = k.Form.Lines()
	}
	return db.write(ctx, func(tx *sql.Tx) error {
		if k.Version == 0 {
			_, err := tx.ExecContext(ctx, "INSERT INTO kits (job_id, stage, session, form, guide, version, changed_at) VALUES (?, ?, ?, ?, ?, 1, ?)",
				columns.OrNull(k.Job), k.Stage, k.Session, form, k.Guide, k.ChangedAt.UnixMicro())
			if err != nil {
				return problem.Duplicate(problem.Dangling(err, "The job is not in the workspace."), "stage", "This was written elsewhere meanwhile; look at it again.")
			}
			return db.addActivity(ctx, tx, log)
		}
		ok, err := columns.ChangedOne(tx.ExecContext(ctx, `UPDATE kits SET form = ?, guide = ?, version = version + 1, changed_at = ?
			WHERE ifnull(job_id, 0) = ? AND stage = ? COLLATE NOCASE AND session = ? COLLATE NOCASE AND version = ?`,
			form, k.Guide, k.ChangedAt.UnixMicro(), k.Job, k.Stage, k.Session, k.Version))
		if err != nil {
			return err
		}
		if !ok {
			return problem.Stale("this form or guide")
		}
		return db.addActivity(ctx, tx, log)
	})
}
