package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/loops"
	"recruitty/store/columns"
)

// hostile are values that no column of ours ought to hold. Those that a column
// cannot hold are refused by SQLite (the tables are STRICT).
var hostile = map[string][]string{
	"TEXT":    {"NULL", "'{'", "CAST(x'ff00fe411b' AS TEXT)"},
	"INTEGER": {"NULL", "9223372036854775807", "-9223372036854775808", "7"},
	"BLOB":    {"NULL", "x'00ff'"},
}

// TestDamagedRecordsAreNamed damages one column after another: the record is named.
func TestDamagedRecordsAreNamed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r, err := w.Commit(w.ctx, w.draft("ref-1", now.Add(time.Hour)))
	must(t, err)
	if found, err := w.Unsound(w.ctx); err != nil || len(found) != 0 {
		t.Fatalf("of a sound workspace it is said %q, %v", found, err)
	}
	must(t, w.SavePlan(w.ctx, loops.Plan{JobID: w.job.ID, Stage: "Onsite", Sessions: []loops.Session{{Title: "Coding", Duration: time.Hour}}}, recruit.Activity{}))
	for _, audience := range []recruit.Audience{recruit.ToPanel, recruit.ToOrganiser, recruit.ToCandidate} {
		_, err := w.writer.Exec("UPDATE participants SET audience = ?", audience)
		must(t, err)
		if found, err := w.Unsound(w.ctx); err != nil || len(found) != 0 {
			t.Errorf("of a participant told as %s it is said %q, %v", audience, found, err)
		}
	}
	for _, harm := range []string{"jobs.stages = '{'", "jobs.status = 'x'", "jobs.created_at = 9223372036854775807", "candidates.tags = 'x'", "candidates.tags = '{}'",
		"candidates.time_zone = 'Mars/Base'", "candidates.created_at = -9223372036854775808", "members.role = 'king'", "members.plain = 7", "members.time_zone = '{'",
		"interviews.start_at = 9223372036854775807", "interviews.duration_seconds = -1", "interviews.status = ''", "interviews.platform = 'x'",
		"interviews.strays = '{'", "interviews.time_zone = char(27) || '[2J'", "participants.claim = '{'", "participants.audience = 'x'", "interview_versions.start_at = -9223372036854775808",
		"plans.rules = '{'", "plans.rules = '{}'", "plans.rules = '[]'"} {
		column, value, _ := strings.Cut(harm, " = ")
		table, column, _ := strings.Cut(column, ".")
		tx, err := w.writer.Begin()
		must(t, err)
		_, err = tx.Exec("CREATE TEMP TABLE was AS SELECT " + column + " AS v FROM " + table + " LIMIT 1")
		must(t, err)
		_, err = tx.Exec("UPDATE " + table + " SET " + column + " = " + value)
		must(t, err)
		must(t, tx.Commit())
		found, err := w.Unsound(w.ctx)
		if must(t, err); len(found) != 1 || strings.ContainsRune(found[0], 27) {
			t.Errorf("%s: %q", harm, found)
		}
		whose := table
		if table == "participants" || table == "interview_versions" {
			whose = "interviews"
		}
		if table == "plans" {
			whose = "jobs"
		}
		for what, lists := range w.marks(t) {
			for how, damage := range lists {
				if (what == whose) != (damage != "") {
					t.Errorf("%s: the list of %s %s says %q", harm, what, how, damage)
				}
			}
		}
		_, err = w.writer.Exec("UPDATE " + table + " SET " + column + " = (SELECT v FROM temp.was); DROP TABLE temp.was")
		must(t, err)
	}
	for _, role := range []recruit.Role{recruit.Recruiter, recruit.Admin, recruit.Interviewer, recruit.ReadOnly} {
		_, err := w.writer.Exec("UPDATE members SET role = ?", role)
		must(t, err)
		if found, err := w.Unsound(w.ctx); err != nil || len(found) != 0 {
			t.Errorf("of a member who is %s it is said %q, %v", role, found, err)
		}
	}
	_, err = w.writer.Exec("UPDATE interviews SET strays = '{'")
	must(t, err)
	if _, err := w.Record(w.ctx, r.Interview.ID); !errors.Is(err, recruit.ErrDamaged) || !strings.Contains(recruit.Sentence(err), "interview 1") {
		t.Errorf("the interview: %v", err)
	}
	_, err = w.writer.Exec("UPDATE candidates SET tags = '{'")
	must(t, err)
	if _, err := w.Candidate(w.ctx, w.candidate.ID); !errors.Is(err, recruit.ErrDamaged) || !strings.Contains(recruit.Sentence(err), "candidate 1") {
		t.Errorf("the candidate: %v", err)
	}
}

// marks are what every list says of the damage of its first row, by what it lists
// and how.
func (w *world) marks(t *testing.T) map[string]map[string]string {
	t.Helper()
	_, err := w.writer.Exec("UPDATE pulse SET commits = commits + 1") // no answer is an older one
	must(t, err)
	jobs, err := w.Jobs(w.ctx, recruit.JobFilter{})
	must(t, err)
	team, err := w.Members(w.ctx, true)
	must(t, err)
	candidates, interviews := map[string]string{}, map[string]string{}
	for _, query := range []string{"", "quirkham"} {
		page, err := w.CandidatePage(w.ctx, recruit.CandidateFilter{Query: query})
		must(t, err)
		candidates["by "+query] = page.Rows[0].Damage
		for _, brief := range []bool{false, true} {
			list, err := w.Interviews(w.ctx, recruit.InterviewFilter{Query: query, Brief: brief})
			must(t, err)
			interviews[fmt.Sprintf("by %s, brief %v", query, brief)] = list[0].Damage
		}
	}
	return map[string]map[string]string{"jobs": {"": jobs[0].Damage}, "members": {"": team[0].Damage}, "candidates": candidates, "interviews": interviews}
}

// TestOneDamagedRecordHidesNoOther sets each column of one record of each table
// to hostile values, and looks at every list: the other records are there.
func TestOneDamagedRecordHidesNoOther(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	other, err := w.SaveMember(w.ctx, recruit.Member{Name: "Bo Berg", Email: "bo@acme.example", Role: recruit.Recruiter, TimeZone: "UTC"}, recruit.Activity{})
	must(t, err)
	job, err := w.SaveJob(w.ctx, recruit.Job{Title: "Gardener"}, recruit.Activity{})
	must(t, err)
	person, err := w.SaveCandidate(w.ctx, recruit.Candidate{Name: "Adam Adamson", Email: "adam@x.example"}, recruit.Activity{})
	must(t, err)
	_, err = w.SaveApplication(w.ctx, recruit.Application{CandidateID: person.ID, JobID: job.ID, Stage: "Applied"}, recruit.Activity{})
	must(t, err)
	note, err := w.AddNote(w.ctx, recruit.Note{CandidateID: w.candidate.ID, AuthorID: other.ID, Author: "Bo Berg", Text: "first"}, recruit.Activity{})
	must(t, err)
	_, err = w.AddNote(w.ctx, recruit.Note{CandidateID: w.candidate.ID, Author: "Bo Berg", Text: "second"}, recruit.Activity{})
	must(t, err)
	bad, err := w.Commit(w.ctx, w.draft("ref-bad", now.Add(time.Hour)))
	must(t, err)
	second := w.draft("ref-good", now.Add(2*time.Hour))
	second.Interview.CandidateID, second.Interview.JobID, second.Interview.OrganiserID = person.ID, job.ID, other.ID
	good, err := w.Commit(w.ctx, second)
	must(t, err)
	_, err = w.SaveConnection(w.ctx, recruit.Connection{OwnerID: w.member.ID, Kind: recruit.UserApp, State: recruit.Connected, UserID: "a"}, recruit.Tokens{Access: "a"}, recruit.Activity{})
	must(t, err)
	_, err = w.SaveConnection(w.ctx, recruit.Connection{OwnerID: other.ID, Kind: recruit.UserApp, State: recruit.Connected, UserID: "b"}, recruit.Tokens{Access: "b"}, recruit.Activity{})
	must(t, err)

	harmed := map[string]string{ // one record of each table
		"members": fmt.Sprintf("id = %d", w.member.ID), "jobs": fmt.Sprintf("id = %d", w.job.ID), "candidates": fmt.Sprintf("id = %d", w.candidate.ID),
		"applications": fmt.Sprintf("id = %d", w.link.ID), "notes": fmt.Sprintf("id = %d", note.ID), "interviews": fmt.Sprintf("id = %d", bad.Interview.ID),
		"interview_versions": fmt.Sprintf("interview_id = %d", bad.Interview.ID), "participants": fmt.Sprintf("interview_id = %d AND position = 0", bad.Interview.ID),
		"interview_files": fmt.Sprintf("interview_id = %d", bad.Interview.ID), "effects": fmt.Sprintf("id = %d", bad.Effects[0].ID),
		"connections": fmt.Sprintf("owner_id = %d", w.member.ID), "activity": "id = 1", "member_keys": fmt.Sprintf("member_id = %d AND position = 0", w.member.ID),
	}
	lists := map[string]func() (bool, error){
		"members": func() (bool, error) {
			all, err := w.Members(w.ctx, true)
			return slices.ContainsFunc(all, func(m recruit.Member) bool { return m.ID == other.ID }), err
		},
		"jobs": func() (bool, error) {
			all, err := w.Jobs(w.ctx, recruit.JobFilter{})
			return slices.ContainsFunc(all, func(j recruit.JobSummary) bool { return j.ID == job.ID }), err
		},
		"candidates": func() (bool, error) {
			page, err := w.CandidatePage(w.ctx, recruit.CandidateFilter{})
			return slices.ContainsFunc(page.Rows, func(c recruit.CandidateSummary) bool { return c.ID == person.ID }), err
		},
		"candidates found": func() (bool, error) {
			page, err := w.CandidatePage(w.ctx, recruit.CandidateFilter{Query: "gardener"})
			return slices.ContainsFunc(page.Rows, func(c recruit.CandidateSummary) bool { return c.ID == person.ID }), err
		},
		"interviews": func() (bool, error) {
			all, err := w.Interviews(w.ctx, recruit.InterviewFilter{})
			return slices.ContainsFunc(all, func(i recruit.InterviewSummary) bool { return i.ID == good.Interview.ID && len(i.People) > 0 }), err
		},
		"effects": func() (bool, error) {
			all, err := w.OpenEffects(w.ctx, 0)
			return slices.ContainsFunc(all, func(e recruit.OpenEffect) bool { return e.InterviewID == good.Interview.ID }), err
		},
		"due": func() (bool, error) {
			all, err := w.DueInterviews(w.ctx, now.Add(time.Hour), 100)
			return slices.Contains(all, good.Interview.ID), err
		},
		"connections": func() (bool, error) {
			all, err := w.Connections(w.ctx)
			return slices.ContainsFunc(all, func(c recruit.Connection) bool { return c.OwnerID == other.ID }), err
		},
		"activity": func() (bool, error) {
			all, err := w.Activities(w.ctx, recruit.ActivityFilter{})
			return len(all) > 1, err
		},
		"stages": func() (bool, error) {
			counts, err := w.StageCounts(w.ctx, job.ID)
			return counts["Applied"] == 1, err
		},
		"the other interview": func() (bool, error) {
			r, err := w.Record(w.ctx, good.Interview.ID)
			return len(r.People) > 0, err
		},
		"the other profile": func() (bool, error) {
			p, err := w.Profile(w.ctx, person.ID)
			return len(p.Applications) == 1, err
		},
	}
	for table, which := range harmed {
		rows, err := w.writer.Query("SELECT type || ' ' || name FROM pragma_table_xinfo(?) WHERE hidden = 0 AND pk = 0", table)
		found, err := columns.Collect(rows, err, columns.ScanText)
		must(t, err)
		for _, typed := range found {
			kind, column, _ := strings.Cut(typed, " ")
			for _, value := range hostile[kind] {
				tx, err := w.writer.Begin()
				must(t, err)
				for _, before := range []string{"PRAGMA defer_foreign_keys = 1", "CREATE TEMP TABLE was AS SELECT * FROM " + table + " WHERE " + which} {
					_, err := tx.Exec(before)
					must(t, err)
				}
				_, err = tx.Exec("UPDATE " + table + " SET " + column + " = " + value + " WHERE " + which)
				if err == nil {
					err = tx.Commit()
				} else {
					must(t, tx.Rollback())
				}
				if err != nil {
					_, _ = w.writer.Exec("DROP TABLE IF EXISTS temp.was")
					continue // the workspace cannot hold it
				}
				for name, look := range lists {
					if there, err := look(); err != nil || !there {
						t.Errorf("%s.%s = %s: %s: there is %v, %v (%v)", table, column, value, name, there, err, cause(err))
					}
				}
				_, err = w.writer.Exec("UPDATE " + table + " SET " + column + " = (SELECT " + column + " FROM temp.was) WHERE " + strings.ReplaceAll(which, "owner_id =", "user_id = 'a' OR owner_id ="))
				if err != nil {
					t.Fatalf("put %s.%s back: %v", table, column, err)
				}
				_, err = w.writer.Exec("DROP TABLE temp.was")
				must(t, err)
			}
		}
	}
}

// cause is what is behind a sentence.
func cause(err error) error {
	if p, ok := err.(*recruit.Problem); ok {
		return p.Cause
	}
	return nil
}
