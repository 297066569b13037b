package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"recruitty/recruit"
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
	where := interviewConditions(f)
	err = db.readAs(ctx, func(tx *sql.Tx, see scope) error {
		see.where(&where, "i.id", ownInterviews)
		rows, err := tx.QueryContext(ctx, "SELECT "+columns+`, c.name, j.title, m.name, c.email,
			ifnull((SELECT a.stage FROM applications a WHERE a.candidate_id = i.candidate_id AND a.job_id = i.job_id), ''),
			(SELECT count(*) FROM effects e WHERE e.interview_id = i.id AND `+needsAttention+`),
			(SELECT count(*) FROM effects e WHERE e.interview_id = i.id AND e.`+openStates+` AND NOT (`+needsAttention+`) AND NOT (`+planned+`))
			FROM interviews i`+see.first()+` CROSS JOIN candidates c ON c.id = i.candidate_id CROSS JOIN jobs j ON j.id = i.job_id
			CROSS JOIN members m ON m.id = i.organiser_id
			`+where.clause()+" ORDER BY i.start_at, i.id LIMIT ?+0", where.with(limitOf(f.Limit, 500))...)
		list, err = collect(rows, err, func(row scanner) (recruit.InterviewSummary, error) {
			var s recruit.InterviewSummary
			var err error
			s.Interview, err = scanInterview(lenient{row}, &s.CandidateName, &s.JobTitle, &s.OrganiserName, &s.CandidateEmail, &s.Stage, &s.Trouble, &s.Waiting)
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
	var where conditions
	if !f.From.IsZero() {
		where.add("i.start_at >= ?", f.From.UnixMicro())
	}
	if !f.To.IsZero() {
		where.add("i.start_at < ?", f.To.UnixMicro())
	}
	if f.CandidateID != 0 {
		where.add("i.candidate_id = ?", f.CandidateID)
	}
	if f.JobID != 0 {
		where.add("i.job_id = ?", f.JobID)
	}
	if f.OrganiserID != 0 {
		where.add("i.organiser_id = ?", f.OrganiserID)
	}
	if f.MemberID != 0 {
		where.add(`(i.organiser_id = ? OR EXISTS (SELECT 1 FROM participants p
			WHERE p.member_id = ? AND p.interview_id = i.id AND p.removed_at IS NULL))`, f.MemberID, f.MemberID)
	}
	if f.Address != "" {
		where.add(`EXISTS (SELECT 1 FROM participants p
			WHERE p.address = ? AND p.interview_id = i.id AND p.removed_at IS NULL)`, f.Address)
	}
	if f.After.ID != 0 {
		where.add("(i.start_at, i.id) > (?, ?)", f.After.Start.UnixMicro(), f.After.ID)
	}
	if f.Status != "" {
		where.add("i.status = ?", f.Status)
	}
	for _, word := range words(f.Query) {
		where.add("(instr(i.search_text, ?) OR instr(c.search_text, ?) OR instr(j.search_text, ?))", word, word, word)
	}
	return where
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
