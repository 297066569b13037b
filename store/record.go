package store

import (
	"context"
	"database/sql"

	"recruitty/recruit"
)

const (
	interviewColumns = interviewFields + ", " + interviewDamage
	interviewFields  = `i.id, i.version, i.revision, i.reference, i.uid, i.sequence, i.candidate_id, i.job_id, i.organiser_id, i.organiser_entry, i.title,
	i.description, i.internal_note, i.start_at, i.duration_seconds, i.time_zone, i.wall_start, i.platform, i.place, i.meeting_id, i.join_url,
	i.passcode, i.host_email, i.connection_id, i.meeting_gone_at, i.status, i.cancel_reason, i.external_id, i.external_source, i.strays, i.created_at, i.updated_at`
)

// scanInterview reads interviewColumns, and what stands behind them into more.
func scanInterview(row scanner, more ...any) (recruit.Interview, error) {
	var i recruit.Interview
	var m recruit.Meeting
	err := row.Scan(append([]any{&i.ID, &i.Version, &i.Revision, &i.Reference, &i.UID, &i.Sequence, &i.CandidateID, &i.JobID, &i.OrganiserID, truth{&i.OrganiserEntry},
		&i.Title, &i.Description, &i.InternalNote, moment{&i.Start}, seconds{&i.Duration}, &i.TimeZone, &i.WallStart, &i.Platform, &i.Place,
		optional(&m.ID), &m.JoinURL, &m.Passcode, &m.HostEmail, optional(&m.ConnectionID), moment{&m.GoneAt}, &i.Status, &i.CancelReason, &i.ExternalID, &i.ExternalSource, listOf[recruit.Claim]{&i.Strays},
		moment{&i.CreatedAt}, moment{&i.UpdatedAt}, &i.Damage}, more...)...)
	damagedZone(&i.Damage, i.TimeZone)
	if m.ID != 0 {
		i.Meeting = &m
	}
	return i, err
}

// Record returns an interview with everything that deciding about it needs, as
// it all is at one moment.
func (db *DB) Record(ctx context.Context, id recruit.InterviewID) (r recruit.Record, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope) error {
		r, err = recordIn(ctx, tx, see, id)
		return unreadable(ctx, err, "interview", id)
	})
	return r, err
}

func recordIn(ctx context.Context, tx *sql.Tx, see scope, id recruit.InterviewID) (recruit.Record, error) {
	var r recruit.Record
	var err error
	one, args := see.one(ownInterviews, id)
	r.Interview, err = scanInterview(tx.QueryRowContext(ctx, "SELECT "+interviewColumns+" FROM interviews i WHERE i.id = "+one, args...))
	if err != nil {
		return r, see.absent(err, "interview", "There is no interview %d; all of them are listed under Interviews.", id)
	}
	see = see.inside()
	if r.Candidate, err = candidateIn(ctx, tx, see, r.Interview.CandidateID); err != nil {
		return r, err
	}
	if r.Job, err = jobIn(ctx, tx, see, r.Interview.JobID); err != nil {
		return r, err
	}
	if r.Organiser, err = memberIn(ctx, tx, see, r.Interview.OrganiserID); err != nil {
		return r, err
	}
	rows, err := tx.QueryContext(ctx, `SELECT p.address, p.name, p.member_id, p.audience, p.time_zone, p.answer, p.last_message_id, p.removed_at,
		p.said, p.answer_sequence, p.answered_at, p.answer_note, p.proposed_start, p.proposed_seconds, p.answered_by, p.claim, p.answer_mailed_at, p.asked, p.delegate, p.refused_at, p.deputised, ifnull(m.twelve_hour, 0)
		FROM participants p LEFT JOIN members m ON m.id = p.member_id
		WHERE p.interview_id = ? ORDER BY p.audience <> 'candidate', p.position`, id)
	if r.People, err = collect(rows, err, scanParticipant); err != nil {
		return r, err
	}
	rows, err = tx.QueryContext(ctx, `SELECT l.sha256, l.name, f.size, f.content_type, l.kind, l.everyone
		FROM interview_files l JOIN files f USING (sha256) WHERE l.interview_id = ? ORDER BY l.position`, id)
	if r.Files, err = collect(rows, err, scanFile); err != nil {
		return r, err
	}
	rows, err = tx.QueryContext(ctx, `SELECT number, kind, at, member_id, by_name, start_at, duration_seconds, time_zone, sequence, reason, undo_until
		FROM interview_versions WHERE interview_id = ? ORDER BY number`, id)
	if r.Versions, err = collect(rows, err, scanVersion); err != nil {
		return r, err
	}
	rows, err = tx.QueryContext(ctx, "SELECT "+effectColumns+" FROM effects e WHERE e.interview_id = ? ORDER BY e.id", id)
	r.Effects, err = collect(rows, err, func(row scanner) (recruit.Effect, error) { return scanEffect(row) })
	return r, err
}

func scanParticipant(row scanner) (recruit.Participant, error) {
	var p recruit.Participant
	err := row.Scan(&p.Address, &p.Name, optional(&p.MemberID), &p.Audience, &p.TimeZone, &p.Answer, &p.LastMessageID, moment{&p.RemovedAt},
		&p.Said, &p.AnswerSequence, moment{&p.AnsweredAt}, &p.AnswerNote, moment{&p.Proposed.Start}, seconds{&p.Proposed.Duration}, &p.AnsweredBy, claim{&p.Claim}, moment{&p.AnswerMailed}, &p.Asked, &p.Delegate, moment{&p.Refused}, listOf[recruit.DeputyAnswer]{&p.Deputised}, truth{&p.TwelveHour})
	return p, err
}

func scanVersion(row scanner) (recruit.Version, error) {
	var v recruit.Version
	err := row.Scan(&v.Number, &v.Kind, moment{&v.At}, optional(&v.ByID), &v.By, moment{&v.Start}, seconds{&v.Duration}, &v.TimeZone,
		&v.Sequence, &v.Reason, moment{&v.UndoUntil})
	return v, err
}
