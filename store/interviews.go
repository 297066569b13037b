package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/store/where"
)

// Interviews lists interviews by their start, each with the names of its panel
// and how its effects stand.
func (db *DB) Interviews(ctx context.Context, f recruit.InterviewFilter) ([]recruit.InterviewSummary, error) {
	if f.Query == "" && !f.Brief {
		return db.interviews(ctx, f)
	}
	return searchTogether(ctx, db, f, false, slices.Clone[[]recruit.InterviewSummary], db.interviews)
}

func (db *DB) interviews(ctx context.Context, f recruit.InterviewFilter) (list []recruit.InterviewSummary, err error) {
	columns := interviewColumns
	if f.Brief {
		columns = briefColumns
	}
	asked := interviewConditions(f)
	err = db.readAs(ctx, func(tx *sql.Tx, see scope) error {
		see.where(&asked, "i.id", ownInterviews)
		rows, err := tx.QueryContext(ctx, "SELECT "+columns+`, c.name, j.title, m.name, m.email, c.email,
			ifnull((SELECT a.stage FROM applications a WHERE a.candidate_id = i.candidate_id AND a.job_id = i.job_id), ''),
			(SELECT count(*) FROM effects e WHERE e.interview_id = i.id AND `+needsAttention+`),
			(SELECT count(*) FROM effects e WHERE e.interview_id = i.id AND `+onTheWay+`)
			FROM interviews i`+see.first()+` CROSS JOIN candidates c ON c.id = i.candidate_id CROSS JOIN jobs j ON j.id = i.job_id
			CROSS JOIN members m ON m.id = i.organiser_id
			`+asked.clause()+" ORDER BY i.start_at, i.id LIMIT ?+0", asked.with(limitOf(f.Limit, 500))...)
		list, err = collect(rows, err, func(row scanner) (recruit.InterviewSummary, error) {
			var s recruit.InterviewSummary
			var err error
			s.Interview, err = scanInterview(lenient{row}, &s.CandidateName, &s.JobTitle, &s.OrganiserName, &s.OrganiserEmail, &s.CandidateEmail, &s.Stage, &s.NeedAttention, &s.Waiting)
			return s, err
		})
		if err != nil {
			return err
		}
		return addPanels(ctx, tx, list)
	})
	return list, err
}

func interviewConditions(f recruit.InterviewFilter) conditions {
	var asked conditions
	if !f.From.IsZero() {
		asked.add("i.start_at >= ?", f.From.UnixMicro())
	}
	if !f.To.IsZero() {
		asked.add("i.start_at < ?", f.To.UnixMicro())
	}
	if f.CandidateID != 0 {
		asked.add("i.candidate_id = ?", f.CandidateID)
	}
	if f.JobID != 0 {
		asked.add("i.job_id = ?", f.JobID)
	}
	if f.OrganiserID != 0 {
		asked.add("i.organiser_id = ?", f.OrganiserID)
	}
	if f.MemberID != 0 {
		asked.add(`(i.organiser_id = ? OR EXISTS (SELECT 1 FROM participants p
			WHERE p.member_id = ? AND p.interview_id = i.id AND p.removed_at IS NULL))`, f.MemberID, f.MemberID)
	}
	if f.Address != "" {
		asked.add(`EXISTS (SELECT 1 FROM participants p
			WHERE p.address = ? AND p.interview_id = i.id AND p.removed_at IS NULL)`, f.Address)
	}
	if f.After.ID != 0 {
		asked.add("(i.start_at, i.id) > (?, ?)", f.After.Start.UnixMicro(), f.After.ID)
	}
	if f.Loop != "" {
		asked.add("i.loop = ?", f.Loop)
	}
	if f.Status != "" {
		asked.add("i.status = ?", f.Status)
	}
	if len(f.Where) > 0 {
		c := where.Interviews(f.Where, where.Trouble{NeedsAttention: needsAttention, Waiting: onTheWay})
		asked.add(c.Text, c.Args...)
	}
	for _, word := range words(f.Query) {
		asked.add("(instr(i.search_text, ?) OR instr(c.search_text, ?) OR instr(j.search_text, ?))", word, word, word)
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
	rows, err := tx.QueryContext(ctx, `SELECT p.interview_id, p.name, p.address, p.answer, p.audience
		FROM json_each(?) wanted CROSS JOIN participants p ON p.interview_id = wanted.value
		WHERE p.removed_at IS NULL AND p.audience <> 'organiser' ORDER BY p.interview_id, p.position`, string(array))
	people, err := collect(rows, err, func(row scanner) (p named, err error) {
		return p, row.Scan(&p.id, &p.Name, &p.Address, &p.Answer, &p.Audience)
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

var interviewFields = columns[interviewRow]{
	readOnly("id", func(r *interviewRow) *recruit.InterviewID { return &r.ID }),
	plain("version", func(r *interviewRow) *int { return &r.Version }),
	readOnly("revision", func(r *interviewRow) *int64 { return &r.Revision }),
	plain("reference", func(r *interviewRow) *string { return &r.Reference }),
	plain("uid", func(r *interviewRow) *string { return &r.UID }),
	plain("sequence", func(r *interviewRow) *int { return &r.Sequence }),
	plain("candidate_id", func(r *interviewRow) *recruit.CandidateID { return &r.CandidateID }),
	plain("job_id", func(r *interviewRow) *recruit.JobID { return &r.JobID }),
	plain("organiser_id", func(r *interviewRow) *recruit.MemberID { return &r.OrganiserID }),
	flag("organiser_entry", func(r *interviewRow) *bool { return &r.OrganiserEntry }),
	plain("title", func(r *interviewRow) *string { return &r.Title }),
	derived("search_text", func(r *interviewRow) any { return searchText(r.Title) }),
	plain("description", func(r *interviewRow) *string { return &r.Description }),
	plain("internal_note", func(r *interviewRow) *string { return &r.InternalNote }),
	always("start_at", func(r *interviewRow) *time.Time { return &r.Start }),
	length("duration_seconds", func(r *interviewRow) *time.Duration { return &r.Duration }),
	plain("time_zone", func(r *interviewRow) *string { return &r.TimeZone }),
	plain("wall_start", func(r *interviewRow) *string { return &r.WallStart }),
	plain("platform", func(r *interviewRow) *recruit.Platform { return &r.Platform }),
	plain("place", func(r *interviewRow) *string { return &r.Place }),
	reference("meeting_id", func(r *interviewRow) *int64 { return &r.at.ID }),
	plain("join_url", func(r *interviewRow) *string { return &r.at.JoinURL }),
	plain("passcode", func(r *interviewRow) *string { return &r.at.Passcode }),
	plain("host_email", func(r *interviewRow) *string { return &r.at.HostEmail }),
	reference("connection_id", func(r *interviewRow) *recruit.ConnectionID { return &r.at.ConnectionID }),
	instant("meeting_gone_at", func(r *interviewRow) *time.Time { return &r.at.GoneAt }),
	plain("status", func(r *interviewRow) *recruit.Status { return &r.Status }),
	plain("loop", func(r *interviewRow) *string { return &r.Loop }),
	plain("loop_place", func(r *interviewRow) *int { return &r.LoopPlace }),
	plain("cancel_reason", func(r *interviewRow) *string { return &r.CancelReason }),
	plain("external_id", func(r *interviewRow) *string { return &r.ExternalID }),
	plain("external_source", func(r *interviewRow) *string { return &r.ExternalSource }),
	anyList("strays", func(r *interviewRow) *[]recruit.UnverifiedReply { return &r.Strays }),
	instant("created_at", func(r *interviewRow) *time.Time { return &r.CreatedAt }),
	instant("updated_at", func(r *interviewRow) *time.Time { return &r.UpdatedAt }),
}

// How an interview i is read, inserted and updated.
var (
	interviewColumns = interviewFields.read("i") + ", " + interviewDamage
	briefColumns     = interviewFields.readWithout("i", "description", "internal_note", "strays") + ", " + interviewDamage
	insertsInterview = interviewFields.insert("interviews", "revision")
	updatesInterview = interviewFields.update("interviews", ", revision = revision + 1 WHERE id = ? AND revision = ?")
)

// scanInterview reads interviewColumns, and what stands behind them into more.
func scanInterview(row scanner, more ...any) (recruit.Interview, error) {
	var r interviewRow
	err := row.Scan(append(interviewFields.into(&r, &r.Damage), more...)...)
	damagedZone(&r.Damage, r.TimeZone)
	if r.at.ID != 0 {
		m := r.at
		r.Meeting = &m
	}
	return r.Interview, err
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
	partly := see.part
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
	rows, err := tx.QueryContext(ctx, "SELECT "+participantFields.read("p")+`, ifnull(m.twelve_hour, 0), ifnull(l.name, '')
		FROM participants p LEFT JOIN members m ON m.id = p.member_id LEFT JOIN pools l ON l.id = p.pool_id
		WHERE p.interview_id = ? ORDER BY p.audience <> 'candidate', p.position`, id)
	if r.People, err = collect(rows, err, scanParticipant); err != nil {
		return r, err
	}
	rows, err = tx.QueryContext(ctx, `SELECT l.sha256, l.name, f.size, f.content_type, l.kind, l.everyone
		FROM interview_files l JOIN files f USING (sha256) WHERE l.interview_id = ? ORDER BY l.position`, id)
	if r.Files, err = collect(rows, err, scanFile); err != nil {
		return r, err
	}
	rows, err = tx.QueryContext(ctx, "SELECT "+versionFields.read("v")+" FROM interview_versions v WHERE v.interview_id = ? ORDER BY v.number", id)
	if r.Versions, err = collect(rows, err, scanVersion); err != nil {
		return r, err
	}
	rows, err = tx.QueryContext(ctx, "SELECT "+effectColumns+" FROM effects e WHERE e.interview_id = ? ORDER BY e.id", id)
	if r.Effects, err = collect(rows, err, func(row scanner) (recruit.Effect, error) { return scanEffect(row) }); err != nil || r.Interview.Loop == "" || partly {
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
	all, err := collect(rows, err, func(row scanner) (s recruit.LoopSession, err error) {
		s.Interview, err = scanInterview(row, truth{&s.ZoomAhead}, truth{&s.Sheet})
		return s, err
	})
	if err != nil {
		return nil, err
	}
	for n := range all {
		rows, err := tx.QueryContext(ctx, `SELECT p.address, p.name, ifnull(p.member_id, 0), p.audience, p.time_zone FROM participants p
			WHERE p.interview_id = ? AND p.removed_at IS NULL AND p.audience <> 'organiser' ORDER BY p.audience <> 'candidate', p.position`, all[n].Interview.ID)
		all[n].People, err = collect(rows, err, func(row scanner) (p recruit.Participant, err error) {
			return p, row.Scan(&p.Address, &p.Name, &p.MemberID, &p.Audience, &p.TimeZone)
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

var participantFields = columns[recruit.Participant]{
	plain("address", func(p *recruit.Participant) *string { return &p.Address }),
	plain("name", func(p *recruit.Participant) *string { return &p.Name }),
	reference("member_id", func(p *recruit.Participant) *recruit.MemberID { return &p.MemberID }),
	reference("pool_id", func(p *recruit.Participant) *recruit.PoolID { return &p.Pool }),
	plain("pool_level", func(p *recruit.Participant) *string { return &p.PoolLevel }),
	plain("audience", func(p *recruit.Participant) *recruit.Audience { return &p.Audience }),
	plain("time_zone", func(p *recruit.Participant) *string { return &p.TimeZone }),
	plain("answer", func(p *recruit.Participant) *recruit.Answer { return &p.Answer }),
	plain("last_message_id", func(p *recruit.Participant) *string { return &p.LastMessageID }),
	instant("removed_at", func(p *recruit.Participant) *time.Time { return &p.RemovedAt }),
	instant("invited_at", func(p *recruit.Participant) *time.Time { return &p.InvitedAt }),
	plain("said", func(p *recruit.Participant) *recruit.Answer { return &p.Said }),
	plain("answer_sequence", func(p *recruit.Participant) *int { return &p.AnswerSequence }),
	instant("answered_at", func(p *recruit.Participant) *time.Time { return &p.AnsweredAt }),
	plain("answer_note", func(p *recruit.Participant) *string { return &p.AnswerNote }),
	instant("proposed_start", func(p *recruit.Participant) *time.Time { return &p.Proposed.Start }),
	length("proposed_seconds", func(p *recruit.Participant) *time.Duration { return &p.Proposed.Duration }),
	plain("answered_by", func(p *recruit.Participant) *string { return &p.AnsweredBy }),
	{name: "claim", scan: func(p *recruit.Participant) any { return claim{&p.Claim} }, value: func(p *recruit.Participant) any { return claimText(p.Claim) }},
	instant("answer_mailed_at", func(p *recruit.Participant) *time.Time { return &p.AnswerMailed }),
	plain("asked", func(p *recruit.Participant) *string { return &p.Asked }),
	plain("delegate", func(p *recruit.Participant) *string { return &p.Delegate }),
	instant("refused_at", func(p *recruit.Participant) *time.Time { return &p.Refused }),
	anyList("deputised", func(p *recruit.Participant) *[]recruit.DeputyAnswer { return &p.Deputised }),
}

var insertsParticipant = participantFields.insert("participants", "interview_id", "position")

func scanParticipant(row scanner) (recruit.Participant, error) {
	var p recruit.Participant
	err := row.Scan(participantFields.into(&p, truth{&p.TwelveHour}, &p.PoolName)...)
	return p, err
}

var versionFields = columns[recruit.Version]{
	plain("number", func(v *recruit.Version) *int { return &v.Number }),
	plain("kind", func(v *recruit.Version) *recruit.VersionKind { return &v.Kind }),
	instant("at", func(v *recruit.Version) *time.Time { return &v.At }),
	reference("member_id", func(v *recruit.Version) *recruit.MemberID { return &v.ByID }),
	plain("by_name", func(v *recruit.Version) *string { return &v.By }),
	always("start_at", func(v *recruit.Version) *time.Time { return &v.Start }),
	length("duration_seconds", func(v *recruit.Version) *time.Duration { return &v.Duration }),
	plain("time_zone", func(v *recruit.Version) *string { return &v.TimeZone }),
	plain("sequence", func(v *recruit.Version) *int { return &v.Sequence }),
	plain("reason", func(v *recruit.Version) *string { return &v.Reason }),
	instant("undo_until", func(v *recruit.Version) *time.Time { return &v.UndoUntil }),
}

var insertsVersion = versionFields.insert("interview_versions", "interview_id")

func scanVersion(row scanner) (recruit.Version, error) {
	var v recruit.Version
	err := row.Scan(versionFields.into(&v)...)
	return v, err
}

// KeptAsIs lists the signs of what is left as it is about interviews.
func (db *DB) KeptAsIs(ctx context.Context, of []recruit.InterviewID) (map[recruit.InterviewID][]string, error) {
	all := map[recruit.InterviewID][]string{}
	err := db.readAs(ctx, func(tx *sql.Tx, see scope) error {
		rows, err := tx.QueryContext(ctx, "SELECT k.interview_id, k.sign FROM kept_as_is k WHERE k.interview_id IN (SELECT value FROM json_each(?))"+see.in("k.interview_id", ownInterviews),
			append([]any{idList(of)}, see.args(1)...)...)
		_, err = collect(rows, err, func(row scanner) (struct{}, error) {
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
	return db.writeAs(ctx, func(tx *sql.Tx, see scope) error {
		if _, err := recordIn(ctx, tx, see, id); err != nil {
			return err
		}
		statement, args := "INSERT OR IGNORE INTO kept_as_is (interview_id, sign, member_id, at) VALUES (?, ?, ?, ?)", []any{id, sign, log.ActorID, log.At.UnixMicro()}
		if !keep {
			statement, args = "DELETE FROM kept_as_is WHERE interview_id = ? AND sign = ?", args[:2]
		}
		changed, err := changedOne(tx.ExecContext(ctx, statement, args...))
		if err != nil || !changed {
			return err
		}
		return db.addActivity(ctx, tx, log)
	})
}

// Commits numbers what has been stored: as long as it stays, so does what was read.
func (db *DB) Commits(ctx context.Context) (n int64, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, _ scope) error {
		return tx.QueryRowContext(ctx, "SELECT commits FROM pulse").Scan(&n)
	})
	return n, err
}
