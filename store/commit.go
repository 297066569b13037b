package store

import (
	"cmp"
	"context"
	"database/sql"

	"recruitty/recruit"
	"recruitty/recruit/booking"
	"recruitty/store/booked"
	"recruitty/store/columns"
	"recruitty/store/offers"
	"recruitty/store/problem"
	"recruitty/store/scope"
)

// Commit writes a change of an interview with its effects and its lines in the
// log, and with those of other interviews, the candidate and the organiser that go along, all
// or nothing, if each Interview.Revision is still the stored one and nobody has taken the time of a Booking. People and Files that are nil leave the stored ones. The record comes back as it is
// stored then; after Remove it is the zero Record.
func (db *DB) Commit(ctx context.Context, c recruit.Commit) (r recruit.Record, err error) {
	err = db.writeAbout(ctx, func(tx *sql.Tx, see scope.Scope) (recruit.Change, error) {
		if err := mayCommit(ctx, see, tx, c); err != nil {
			return recruit.Change{}, err
		}
		if err := notTaken(ctx, tx, c); err != nil {
			return recruit.Change{}, err
		}
		if c.Candidate != nil {
			if _, err := db.saveLogged(ctx, tx, *c.Candidate, c.CandidateLog); err != nil {
				return recruit.Change{}, err
			}
		}
		if c.Member != nil {
			if _, err := db.saveMember(ctx, tx, *c.Member); err != nil {
				return recruit.Change{}, problem.Duplicate(err, "email", "Someone in the team has the address "+c.Member.Email+" already.")
			}
		}
		var made []recruit.InterviewID
		for _, other := range c.Along {
			done, err := db.commitLogged(ctx, tx, other)
			if err != nil {
				return recruit.Change{}, err
			}
			if other.Interview.ID == 0 {
				made = append(made, done.Interview.ID)
			}
		}
		if c.Offer != nil {
			if r, err = db.commitLogged(ctx, tx, c); err != nil {
				return recruit.Change{}, err
			}
			if c.Interview.ID == 0 {
				made = append(made, r.Interview.ID)
			}
			return recruit.Change{}, offers.Step(ctx, tx, *c.Offer, made)
		}
		if c.Candidate != nil || c.Member != nil || len(c.Along) > 0 || c.Remove {
			r, err = db.commitLogged(ctx, tx, c)
			return recruit.Change{}, err
		}
		about, err := changeOf(ctx, tx, c.Interview.ID)
		if err != nil {
			return about, err
		}
		if r, err = db.commitLogged(ctx, tx, c); err != nil {
			return about, err
		}
		after, err := changeOf(ctx, tx, r.Interview.ID)
		after.Members, after.NeedsAttention = append(after.Members, about.Members...), after.NeedsAttention || about.NeedsAttention
		return after, err
	})
	if err != nil {
		return recruit.Record{}, err
	}
	r.Organiser = db.see.WithoutKeys(r.Organiser)
	if db.see.Part {
		r.Loop = nil
	}
	return r, nil
}

// notTaken refuses a commit that takes time which someone else has taken by now, with
// what goes along. Nothing is written yet: none of it is in the way of another.
func notTaken(ctx context.Context, tx *sql.Tx, c recruit.Commit) error {
	for _, one := range append([]recruit.Commit{c}, c.Along...) {
		if one.Booking == nil || one.Remove {
			continue
		}
		k, err := booked.Read(ctx, tx, booking.Of(one.Interview, *one.Booking))
		if err != nil {
			return err
		}
		if err := booking.Check(one.Interview, *one.Booking, k); err != nil {
			return err
		}
	}
	return nil
}

// Taken returns what stands in the time that a claim asks about.
func (db *DB) Taken(ctx context.Context, c booking.Claim) (k booking.Kept, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		k, err = booked.Read(ctx, tx, c)
		return err
	})
	return k, err
}

// mayCommit lets who sees a part of the workspace change an interview that they
// see, as when they answer their own invitation, and nothing along with it.
func mayCommit(ctx context.Context, s scope.Scope, tx *sql.Tx, c recruit.Commit) error {
	if c.Member != nil {
		if err := mayBeSaved(ctx, s, tx, *c.Member); err != nil {
			return err
		}
	}
	if !s.Part {
		return nil
	}
	if _, err := recordIn(ctx, tx, s, c.Interview.ID); err != nil {
		return err
	}
	if c.Candidate != nil || c.Member != nil || c.Offer != nil || len(c.Along) > 0 {
		return s.Refuse()
	}
	return nil
}

// changeOf is what a change of an interview is about as it stands now; of one
// that is not there yet nothing is known.
func changeOf(ctx context.Context, tx *sql.Tx, id recruit.InterviewID) (recruit.Change, error) {
	c := recruit.Change{Interview: id}
	rows, err := tx.QueryContext(ctx, `SELECT candidate_id, job_id, organiser_id, EXISTS (SELECT 1 FROM effects e WHERE e.interview_id = ?1 AND `+needsAttention+`)
		FROM interviews WHERE id = ?1
		UNION ALL SELECT 0, 0, member_id, FALSE FROM participants WHERE interview_id = ?1 AND member_id IS NOT NULL`, id)
	members, err := columns.Collect(rows, err, func(row columns.Scanner) (m recruit.MemberID, err error) {
		var next recruit.Change
		err = row.Scan(&next.Candidate, &next.Job, &m, &next.NeedsAttention)
		c.Candidate, c.Job, c.NeedsAttention = max(c.Candidate, next.Candidate), max(c.Job, next.Job), c.NeedsAttention || next.NeedsAttention
		return m, err
	})
	c.Members = members
	return c, err
}

func (db *DB) commitLogged(ctx context.Context, tx *sql.Tx, c recruit.Commit) (recruit.Record, error) {
	r, err := db.commitIn(ctx, tx, c)
	if err != nil {
		return r, err
	}
	for _, line := range c.Activity {
		if line.InterviewID == 0 {
			line.InterviewID = r.Interview.ID
		}
		if err := db.addActivity(ctx, tx, line); err != nil {
			return r, err
		}
	}
	return r, nil
}

func (db *DB) commitIn(ctx context.Context, tx *sql.Tx, c recruit.Commit) (recruit.Record, error) {
	if c.Remove {
		return recruit.Record{}, removeInterview(ctx, tx, c.Interview)
	}
	id, err := db.saveInterview(ctx, tx, c.Interview)
	if err != nil {
		return recruit.Record{}, problem.Dangling(err, "The candidate, the job or the organiser is not in the workspace.")
	}
	if c.People != nil {
		if err := replacePeople(ctx, tx, id, c.People); err != nil {
			return recruit.Record{}, err
		}
	}
	if c.Files != nil {
		if err := replaceFiles(ctx, tx, id, c.Files); err != nil {
			return recruit.Record{}, err
		}
	}
	if c.Version != nil {
		if err := db.addVersion(ctx, tx, id, *c.Version); err != nil {
			return recruit.Record{}, err
		}
	}
	for _, e := range c.Effects {
		if err := db.saveEffect(ctx, tx, id, e); err != nil {
			return recruit.Record{}, err
		}
	}
	return recordIn(ctx, tx, scope.Scope{}, id)
}

// saveInterview inserts a new interview, or updates one whose revision is the
// stored one.
func (db *DB) saveInterview(ctx context.Context, tx columns.Runner, i recruit.Interview) (recruit.InterviewID, error) {
	now := db.clock()
	if i.CreatedAt.IsZero() {
		i.CreatedAt = now
	}
	if i.UpdatedAt.IsZero() {
		i.UpdatedAt = now
	}
	r := interviewRow{Interview: i}
	if i.Meeting != nil {
		r.at = *i.Meeting
	}
	if i.ID == 0 {
		return columns.InsertedID[recruit.InterviewID](tx.ExecContext(ctx, insertsInterview, interviewFields.Values(&r, 1)...))
	}
	ok, err := columns.ChangedOne(tx.ExecContext(ctx, updatesInterview, interviewFields.Changes(&r, i.ID, i.Revision)...))
	if err == nil && !ok {
		err = missed(ctx, tx, "interviews", int64(i.ID), "this interview")
	}
	return i.ID, err
}

func replacePeople(ctx context.Context, tx columns.Runner, id recruit.InterviewID, people []recruit.Participant) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM participants WHERE interview_id = ?", id); err != nil {
		return err
	}
	for n, p := range people {
		_, err := tx.ExecContext(ctx, insertsParticipant, participantFields.Values(&p, id, n)...)
		if err != nil {
			return problem.Duplicate(problem.Dangling(err, p.Name+" is no longer in the team; choose the participants again."),
				"participants", p.Address+" is a participant already.")
		}
	}
	return nil
}

func replaceFiles(ctx context.Context, tx *sql.Tx, id recruit.InterviewID, files []recruit.File) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM interview_files WHERE interview_id = ?", id); err != nil {
		return err
	}
	for n, f := range files {
		_, err := tx.ExecContext(ctx, "INSERT INTO interview_files (interview_id, position, sha256, name, kind, everyone) VALUES (?, ?, ?, ?, ?, ?)",
			id, n, f.SHA256, f.Name, f.Kind, f.Everyone)
		if err != nil {
			return problem.Dangling(err, "The content of "+f.Name+" is not in the workspace; add the file again.")
		}
	}
	return nil
}

func (db *DB) addVersion(ctx context.Context, tx columns.Runner, id recruit.InterviewID, v recruit.Version) error {
	if v.At.IsZero() {
		v.At = db.clock()
	}
	_, err := tx.ExecContext(ctx, insertsVersion, versionFields.Values(&v, id)...)
	return err
}

// removeInterview takes an interview away with all that belongs to it but the
// log.
func removeInterview(ctx context.Context, tx *sql.Tx, i recruit.Interview) error {
	var same bool
	err := tx.QueryRowContext(ctx, "SELECT revision = ? FROM interviews WHERE id = ?", i.Revision, i.ID).Scan(&same)
	if err != nil || !same {
		if err == nil {
			err = problem.Stale("this interview")
		}
		return problem.Absent(err, "There is no interview %d; all of them are listed under Interviews.", i.ID)
	}
	if judged, err := idWhere[recruit.InterviewID](ctx, tx, "SELECT interview_id FROM scorecards WHERE interview_id = ? LIMIT 1", i.ID); err != nil || judged != 0 {
		return cmp.Or[error](err, recruit.Refused("There is a scorecard of this interview already, so it is not taken away; cancel it instead."))
	}
	for _, table := range []string{"effects", "participants", "interview_files", "interview_versions", "kept_as_is"} {
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE interview_id = ?", i.ID); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, "DELETE FROM interviews WHERE id = ?", i.ID)
	return err
}
