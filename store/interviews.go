package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/store/columns"
	"recruitty/store/problem"
	"recruitty/store/scope"
	"recruitty/store/terms"
	"recruitty/store/where"
)

// Interviews lists interviews by their start, each with the names of its panel
// and how its effects stand.
func (db *DB) Interviews(ctx context.Context, f recruit.InterviewFilter) ([]recruit.InterviewSummary, error) {
	if f.Query == "" && !f.Brief && !f.Sketch {
		return db.interviews(ctx, f)
	}
	return searchTogether(ctx, db, f, false, slices.Clone[[]recruit.InterviewSummary], db.interviews)
}

func (db *DB) interviews(ctx context.Context, f recruit.InterviewFilter) (list []recruit.InterviewSummary, err error) {
	fields, read, beside := interviewFields, interviewColumns, besideInterview
	switch {
	case f.Sketch:
		fields, read, beside = sketchFields, sketchColumns, ""
	case f.Brief:
		read = briefColumns
	}
	asked := interviewConditions(f)
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		see.Where(&asked, "i.id", scope.Interviews)
		rows, err := tx.QueryContext(ctx, "SELECT "+read+", c.name, j.title, m.name, "+owed+beside+`
			FROM interviews i`+see.First()+` CROSS JOIN candidates c ON c.id = i.candidate_id CROSS JOIN jobs j ON j.id = i.job_id
			CROSS JOIN members m ON m.id = i.organiser_id
			`+asked.Clause()+" ORDER BY i.start_at, i.id LIMIT ?+0", asked.With(limitOf(f.Limit, 500))...)
		list, err = columns.Collect(rows, err, summaries(fields, beside != ""))
		if err != nil {
			return err
		}
		return addPanels(ctx, tx, list)
	})
	return list, err
}

func interviewConditions(f recruit.InterviewFilter) columns.Conditions {
	var asked columns.Conditions
	if !f.From.IsZero() {
		asked.Add("i.start_at >= ?", f.From.UnixMicro())
	}
	if !f.To.IsZero() {
		asked.Add("i.start_at < ?", f.To.UnixMicro())
	}
	if f.CandidateID != 0 {
		asked.Add("i.candidate_id = ?", f.CandidateID)
	}
	if f.JobID != 0 {
		asked.Add("i.job_id = ?", f.JobID)
	}
	if f.OrganiserID != 0 {
		asked.Add("i.organiser_id = ?", f.OrganiserID)
	}
	if f.MemberID != 0 {
		asked.Add(`(i.organiser_id = ? OR EXISTS (SELECT 1 FROM participants p
			WHERE p.member_id = ? AND p.interview_id = i.id AND p.removed_at IS NULL))`, f.MemberID, f.MemberID)
	}
	if f.Address != "" {
		asked.Add(`EXISTS (SELECT 1 FROM participants p
			WHERE p.address = ? AND p.interview_id = i.id AND p.removed_at IS NULL)`, f.Address)
	}
	if f.After.ID != 0 {
		asked.Add("(i.start_at, i.id) > (?, ?)", f.After.Start.UnixMicro(), f.After.ID)
	}
	if f.Loop != "" {
		asked.Add("i.loop = ?", f.Loop)
	}
	if f.Status != "" {
		asked.Add("i.status = ?", f.Status)
	}
	if len(f.Where) > 0 {
		c := where.Interviews(f.Where, where.Trouble{NeedsAttention: needsAttention, Waiting: onTheWay})
		asked.Add(c.Text, c.Args...)
	}
	for _, word := range terms.Of(f.Query) {
		asked.Add("(instr(i.search_text, ?) OR instr(c.search_text, ?) OR instr(j.search_text, ?))", word, word, word)
	}
	return asked
}

// addPanels fills in the names of the panels, all with one query.
func addPanels(ctx context.Context, tx *sql.Tx, list []recruit.InterviewSummary) error {
	if len(list) == 0 {
		return nil
	}
	at := make(map[recruit.InterviewID]int, len(list))
	ids := make([]recruit.InterviewID, len(list))
	for n, s := range list {
		at[s.ID], ids[n] = n, s.ID
	}
	array, err := json.Marshal(ids)
	if err != nil {
		return fmt.Errorf("list interview ids: %w", err)
	}
	type named struct {
		id recruit.InterviewID
		recruit.Invitee
	}
	rows, err := tx.QueryContext(ctx, `SELECT p.interview_id, p.name, p.address, p.member_id, p.answer, p.audience
		FROM json_each(?) wanted CROSS JOIN participants p ON p.interview_id = CAST(wanted.value AS INTEGER)
		WHERE p.removed_at IS NULL AND p.audience <> 'organiser' ORDER BY p.interview_id, p.position`, string(array))
	var p named
	into := []any{&p.id, &p.Name, &p.Address, columns.Optional(&p.MemberID), &p.Answer, &p.Audience}
	people, err := columns.Collect(rows, err, func(row columns.Scanner) (named, error) {
		err := row.Scan(into...)
		return p, err
	})
	for _, p := range people {
		s := &list[at[p.id]]
		s.People = append(s.People, p.Invitee)
		if p.Audience != recruit.ToPanel {
			continue
		}
		name := p.Name
		if name == "" {
			name = p.Address
		}
		s.PanelNames = append(s.PanelNames, name)
	}
	return err
}

// interviewRow is an interview with its meeting as they are kept.
type interviewRow struct {
	recruit.Interview
	at recruit.Meeting
}

var interviewFields = columns.Of[interviewRow]{
	columns.ReadOnly("id", func(r *interviewRow) *recruit.InterviewID { return &r.ID }),
	columns.Plain("version", func(r *interviewRow) *int { return &r.Version }),
	columns.ReadOnly("revision", func(r *interviewRow) *int64 { return &r.Revision }),
	columns.Plain("reference", func(r *interviewRow) *string { return &r.Reference }),
	columns.Plain("uid", func(r *interviewRow) *string { return &r.UID }),
	columns.Plain("sequence", func(r *interviewRow) *int { return &r.Sequence }),
	columns.Plain("candidate_id", func(r *interviewRow) *recruit.CandidateID { return &r.CandidateID }),
	columns.Plain("job_id", func(r *interviewRow) *recruit.JobID { return &r.JobID }),
	columns.Plain("organiser_id", func(r *interviewRow) *recruit.MemberID { return &r.OrganiserID }),
	columns.Flag("organiser_entry", func(r *interviewRow) *bool { return &r.OrganiserEntry }),
	columns.Plain("title", func(r *interviewRow) *string { return &r.Title }),
	columns.Derived("search_text", func(r *interviewRow) any { return terms.Text(r.Title) }),
	columns.Plain("description", func(r *interviewRow) *string { return &r.Description }),
	columns.Plain("internal_note", func(r *interviewRow) *string { return &r.InternalNote }),
	columns.Always("start_at", func(r *interviewRow) *time.Time { return &r.Start }),
	columns.Length("duration_seconds", func(r *interviewRow) *time.Duration { return &r.Duration }),
	columns.Plain("time_zone", func(r *interviewRow) *string { return &r.TimeZone }),
	columns.Plain("wall_start", func(r *interviewRow) *string { return &r.WallStart }),
	columns.Plain("platform", func(r *interviewRow) *recruit.Platform { return &r.Platform }),
	columns.Plain("place", func(r *interviewRow) *string { return &r.Place }),
	columns.Reference("meeting_id", func(r *interviewRow) *int64 { return &r.at.ID }),
	columns.Plain("join_url", func(r *interviewRow) *string { return &r.at.JoinURL }),
	columns.Plain("passcode", func(r *interviewRow) *string { return &r.at.Passcode }),
	columns.Plain("host_email", func(r *interviewRow) *string { return &r.at.HostEmail }),
	columns.Reference("connection_id", func(r *interviewRow) *recruit.ConnectionID { return &r.at.ConnectionID }),
	columns.Instant("meeting_gone_at", func(r *interviewRow) *time.Time { return &r.at.GoneAt }),
	columns.Plain("status", func(r *interviewRow) *recruit.Status { return &r.Status }),
	columns.Plain("loop", func(r *interviewRow) *string { return &r.Loop }),
	columns.Plain("loop_place", func(r *interviewRow) *int { return &r.LoopPlace }),
	columns.Plain("cancel_reason", func(r *interviewRow) *string { return &r.CancelReason }),
	columns.Plain("external_id", func(r *interviewRow) *string { return &r.ExternalID }),
	columns.Plain("external_source", func(r *interviewRow) *string { return &r.ExternalSource }),
	columns.AnyList("strays", func(r *interviewRow) *[]recruit.UnverifiedReply { return &r.Strays }),
	columns.Instant("created_at", func(r *interviewRow) *time.Time { return &r.CreatedAt }),
	columns.Instant("updated_at", func(r *interviewRow) *time.Time { return &r.UpdatedAt }),
}

// How an interview i is read, inserted and updated.
var (
	interviewColumns = interviewFields.Read("i") + ", " + interviewDamage
	briefColumns     = interviewFields.ReadWithout("i", "description", "internal_note", "strays") + ", " + interviewDamage
	sketchFields     = interviewFields.Only("id", "version", "candidate_id", "job_id", "organiser_id", "title", "start_at", "duration_seconds", "time_zone", "status")
	sketchColumns    = sketchFields.Read("i") + ", " + interviewDamage
	insertsInterview = interviewFields.Insert("interviews", "revision")
	updatesInterview = interviewFields.Update("interviews", ", revision = revision + 1 WHERE id = ? AND revision = ?")
)

// besideInterview is what a list says of others than the interview, unless it is a sketch.
const besideInterview = `, m.email, c.email, c.time_zone,
	ifnull((SELECT a.stage FROM applications a WHERE a.candidate_id = i.candidate_id AND a.job_id = i.job_id), '')`

// scanInterview reads interviewColumns, and what stands behind them into more.
func scanInterview(row columns.Scanner, more ...any) (recruit.Interview, error) {
	var r interviewRow
	err := row.Scan(append(interviewFields.Into(&r, &r.Damage), more...)...)
	return r.whole(), err
}

// whole is the interview of a row that was read.
func (r interviewRow) whole() recruit.Interview {
	damagedZone(&r.Damage, r.TimeZone)
	if r.at.ID != 0 {
		m := r.at
		r.Meeting = &m
	}
	return r.Interview
}

// Record returns an interview with everything that deciding about it needs, as
// it all is at one moment.
func (db *DB) Record(ctx context.Context, id recruit.InterviewID) (r recruit.Record, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		r, err = recordIn(ctx, tx, see, id)
		return problem.Unreadable(ctx, err, "interview", id)
	})
	return r, err
}

func recordIn(ctx context.Context, tx *sql.Tx, see scope.Scope, id recruit.InterviewID) (recruit.Record, error) {
	var r recruit.Record
	var err error
	one, args := see.One(scope.Interviews, id)
	r.Interview, err = scanInterview(tx.QueryRowContext(ctx, "SELECT "+interviewColumns+" FROM interviews i WHERE i.id = "+one, args...))
	if err != nil {
		return r, see.Absent(err, "interview", "There is no interview %d; all of them are listed under Interviews.", id)
	}
	partly := see.Part
	see = see.Inside()
	if r.Candidate, err = candidateIn(ctx, tx, see, r.Interview.CandidateID); err != nil {
		return r, err
	}
	if r.Job, err = jobIn(ctx, tx, see, r.Interview.JobID); err != nil {
		return r, err
	}
	if r.Organiser, err = memberIn(ctx, tx, see, r.Interview.OrganiserID); err != nil {
		return r, err
	}
	rows, err := tx.QueryContext(ctx, "SELECT "+participantFields.Read("p")+`, ifnull(m.twelve_hour, FALSE), ifnull(l.name, '')
		FROM participants p LEFT JOIN members m ON m.id = p.member_id LEFT JOIN pools l ON l.id = p.pool_id
		WHERE p.interview_id = ? ORDER BY p.audience <> 'candidate', p.position`, id)
	if r.People, err = columns.Collect(rows, err, scanParticipant); err != nil {
		return r, err
	}
	rows, err = tx.QueryContext(ctx, `SELECT l.sha256, l.name, f.size, f.content_type, l.kind, l.everyone
		FROM interview_files l JOIN files f USING (sha256) WHERE l.interview_id = ? ORDER BY l.position`, id)
	if r.Files, err = columns.Collect(rows, err, scanFile); err != nil {
		return r, err
	}
	rows, err = tx.QueryContext(ctx, "SELECT "+versionFields.Read("v")+" FROM interview_versions v WHERE v.interview_id = ? ORDER BY v.number", id)
	if r.Versions, err = columns.Collect(rows, err, scanVersion); err != nil {
		return r, err
	}
	if r.Unscored, err = unscoredIn(ctx, tx, id); err != nil {
		return r, err
	}
	rows, err = tx.QueryContext(ctx, "SELECT "+effectColumns+" FROM effects e WHERE e.interview_id = ? ORDER BY e.id", id)
	if r.Effects, err = columns.Collect(rows, err, func(row columns.Scanner) (recruit.Effect, error) { return scanEffect(row) }); err != nil || r.Interview.Loop == "" || partly {
		return r, err
	}
	r.Loop, err = loopIn(ctx, tx, r.Interview.Loop)
	return r, err
}

// loopIn reads the interviews of a loop as its sheet tells them.
func loopIn(ctx context.Context, tx *sql.Tx, loop string) ([]recruit.LoopSession, error) {
	rows, err := tx.QueryContext(ctx, "SELECT "+briefColumns+`, EXISTS (SELECT 1 FROM effects e WHERE e.interview_id = i.id AND e.`+openStates+` AND e.kind LIKE 'zoom.%'),
		EXISTS (SELECT 1 FROM effects e WHERE e.interview_id = i.id AND e.kind = 'mail.sheet' AND e.state <> 'superseded')
		FROM interviews i WHERE i.loop = ? AND i.loop <> '' ORDER BY i.start_at, i.id`, loop)
	all, err := columns.Collect(rows, err, func(row columns.Scanner) (s recruit.LoopSession, err error) {
		s.Interview, err = scanInterview(row, columns.Truth(&s.ZoomAhead), columns.Truth(&s.Sheet))
		return s, err
	})
	if err != nil {
		return nil, err
	}
	for n := range all {
		rows, err := tx.QueryContext(ctx, `SELECT p.address, p.name, ifnull(p.member_id, 0), p.audience, p.time_zone FROM participants p
			WHERE p.interview_id = ? AND p.removed_at IS NULL AND p.audience <> 'organiser' ORDER BY p.audience <> 'candidate', p.position`, all[n].Interview.ID)
		all[n].People, err = columns.Collect(rows, err, func(row columns.Scanner) (p recruit.Participant, err error) {
			return p, row.Scan(&p.Address, &p.Name, &p.MemberID, &p.Audience, &p.TimeZone)
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

var participantFields = columns.Of[recruit.Participant]{
	columns.Plain("address", func(p *recruit.Participant) *string { return &p.Address }),
	columns.Plain("name", func(p *recruit.Participant) *string { return &p.Name }),
	columns.Reference("member_id", func(p *recruit.Participant) *recruit.MemberID { return &p.MemberID }),
	columns.Reference("pool_id", func(p *recruit.Participant) *recruit.PoolID { return &p.Pool }),
	columns.Plain("pool_level", func(p *recruit.Participant) *string { return &p.PoolLevel }),
	columns.Plain("audience", func(p *recruit.Participant) *recruit.Audience { return &p.Audience }),
	columns.Plain("time_zone", func(p *recruit.Participant) *string { return &p.TimeZone }),
	columns.Plain("answer", func(p *recruit.Participant) *recruit.Answer { return &p.Answer }),
	columns.Plain("last_message_id", func(p *recruit.Participant) *string { return &p.LastMessageID }),
	columns.Instant("removed_at", func(p *recruit.Participant) *time.Time { return &p.RemovedAt }),
	columns.Instant("invited_at", func(p *recruit.Participant) *time.Time { return &p.InvitedAt }),
	columns.Plain("said", func(p *recruit.Participant) *recruit.Answer { return &p.Said }),
	columns.Plain("answer_sequence", func(p *recruit.Participant) *int { return &p.AnswerSequence }),
	columns.Instant("answered_at", func(p *recruit.Participant) *time.Time { return &p.AnsweredAt }),
	columns.Plain("answer_note", func(p *recruit.Participant) *string { return &p.AnswerNote }),
	columns.Instant("proposed_start", func(p *recruit.Participant) *time.Time { return &p.Proposed.Start }),
	columns.Length("proposed_seconds", func(p *recruit.Participant) *time.Duration { return &p.Proposed.Duration }),
	columns.Plain("answered_by", func(p *recruit.Participant) *string { return &p.AnsweredBy }),
	{Name: "claim", Scan: func(p *recruit.Participant) any { return claim{&p.Claim} }, Value: func(p *recruit.Participant) any { return claimText(p.Claim) }},
	columns.Instant("answer_mailed_at", func(p *recruit.Participant) *time.Time { return &p.AnswerMailed }),
	columns.Plain("asked", func(p *recruit.Participant) *string { return &p.Asked }),
	columns.Plain("delegate", func(p *recruit.Participant) *string { return &p.Delegate }),
	columns.Instant("refused_at", func(p *recruit.Participant) *time.Time { return &p.Refused }),
	columns.AnyList("deputised", func(p *recruit.Participant) *[]recruit.DeputyAnswer { return &p.Deputised }),
}

var insertsParticipant = participantFields.Insert("participants", "interview_id", "position")

func scanParticipant(row columns.Scanner) (recruit.Participant, error) {
	var p recruit.Participant
	err := row.Scan(participantFields.Into(&p, columns.Truth(&p.TwelveHour), &p.PoolName)...)
	return p, err
}

var versionFields = columns.Of[recruit.Version]{
	columns.Plain("number", func(v *recruit.Version) *int { return &v.Number }),
	columns.Plain("kind", func(v *recruit.Version) *recruit.VersionKind { return &v.Kind }),
	columns.Instant("at", func(v *recruit.Version) *time.Time { return &v.At }),
	columns.Reference("member_id", func(v *recruit.Version) *recruit.MemberID { return &v.ByID }),
	columns.Plain("by_name", func(v *recruit.Version) *string { return &v.By }),
	columns.Always("start_at", func(v *recruit.Version) *time.Time { return &v.Start }),
	columns.Length("duration_seconds", func(v *recruit.Version) *time.Duration { return &v.Duration }),
	columns.Plain("time_zone", func(v *recruit.Version) *string { return &v.TimeZone }),
	columns.Plain("sequence", func(v *recruit.Version) *int { return &v.Sequence }),
	columns.Plain("reason", func(v *recruit.Version) *string { return &v.Reason }),
	columns.Instant("undo_until", func(v *recruit.Version) *time.Time { return &v.UndoUntil }),
}

var insertsVersion = versionFields.Insert("interview_versions", "interview_id")

func scanVersion(row columns.Scanner) (recruit.Version, error) {
	var v recruit.Version
	err := row.Scan(versionFields.Into(&v)...)
	return v, err
}

// KeptAsIs lists the signs of what is left as it is about interviews.
func (db *DB) KeptAsIs(ctx context.Context, of []recruit.InterviewID) (map[recruit.InterviewID][]string, error) {
	all := map[recruit.InterviewID][]string{}
	err := db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		rows, err := tx.QueryContext(ctx, "SELECT k.interview_id, k.sign FROM kept_as_is k WHERE k.interview_id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))"+see.In("k.interview_id", scope.Interviews),
			append([]any{idList(of)}, see.Args(1)...)...)
		_, err = columns.Collect(rows, err, func(row columns.Scanner) (struct{}, error) {
			var id recruit.InterviewID
			var sign string
			err := row.Scan(&id, &sign)
			all[id] = append(all[id], sign)
			return struct{}{}, err
		})
		return err
	})
	return all, err
}

// KeepAsIs notes that what has a sign is left as it is, or takes that back. Where that is
// so already, nothing is logged.
func (db *DB) KeepAsIs(ctx context.Context, id recruit.InterviewID, sign string, keep bool, log recruit.Activity) error {
	return db.writeAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		if _, err := recordIn(ctx, tx, see, id); err != nil {
			return err
		}
		statement, args := "INSERT INTO kept_as_is (interview_id, sign, member_id, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", []any{id, sign, log.ActorID, log.At.UnixMicro()}
		if !keep {
			statement, args = "DELETE FROM kept_as_is WHERE interview_id = ? AND sign = ?", args[:2]
		}
		changed, err := columns.ChangedOne(tx.ExecContext(ctx, statement, args...))
		if err != nil || !changed {
			return err
		}
		return db.addActivity(ctx, tx, log)
	})
}

// Commits numbers what has been stored: as long as it stays, so does what was read.
func (db *DB) Commits(ctx context.Context) (n int64, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, _ scope.Scope) error {
		return tx.QueryRowContext(ctx, "SELECT commits FROM pulse").Scan(&n)
	})
	return n, err
}
