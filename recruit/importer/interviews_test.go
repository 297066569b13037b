package importer_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/importer"
)

// staffed is a workspace with two jobs, two linked candidates and a team.
func staffed() *workspace {
	return &workspace{
		jobs: []recruit.Job{
			{ID: 1, Title: "Engineer", ExternalID: "J-1", ExternalSource: "acme", Status: recruit.JobOpen, Stages: []string{"Applied"}},
			{ID: 2, Title: "Analyst", ExternalID: "J-2", ExternalSource: "acme", Status: recruit.JobClosed, Stages: []string{"Applied"}},
			{ID: 3, Title: "Engineer", ExternalID: "J-3", ExternalSource: "acme", Status: recruit.JobOpen, Stages: []string{"Applied"}},
		},
		people: []recruit.Candidate{
			{ID: 1, Name: "Ana Ríos", Email: "ana@example.com", ExternalID: "501", ExternalSource: "acme", Phone: "+351 912"},
			{ID: 2, Name: "Bo Ek", Email: "bo@example.com"},
			{ID: 3, Name: "Mei Lin"},
		},
		links: []recruit.Application{{ID: 1, CandidateID: 1, JobID: 1, ExternalID: "a-1", ExternalSource: "acme"}, {ID: 2, CandidateID: 1, JobID: 2}},
		team:  []recruit.Member{robin, {ID: 2, Name: "Dana Ortiz", Email: "dana@example.com", TimeZone: "Asia/Tokyo"}},
	}
}

// TestInterviewRows imports one row each, and holds what became of it.
func TestInterviewRows(t *testing.T) {
	t.Parallel()
	const usual = "email=ana@example.com|job=J-1|start=2026-12-01 10:00|time_zone=Europe/Lisbon|duration=45"
	for _, c := range []struct {
		name, row string
		bad       string // why it is refused, "" when it comes in
		remark    string
		check     func(recruit.Commit) bool
	}{
		{"wall time and zone", usual, "", "names no place", func(c recruit.Commit) bool {
			i := c.Interview
			return i.Start.Equal(time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)) && i.WallStart == "2026-12-01T10:00" && i.TimeZone == "Europe/Lisbon" && i.OrganiserID == 1 &&
				i.Title == "Interview" && i.Platform == recruit.OnSite && len(c.Effects) == 0 && c.Version.Kind == recruit.WasImported && c.Version.By == "Robin"
		}},
		{"an offset", "candidate_id=501|job=J-1|start=2026-12-01T10:00:30+02:00|end=2026-12-01T08:45:00Z|location=Rua 1", "", "", func(c recruit.Commit) bool {
			return c.Interview.Start.Equal(time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)) && c.Interview.Duration == 45*time.Minute && c.Interview.TimeZone == "UTC"
		}},
		{"date and time apart", "application_id=a-1|date=1 Dec 2026|time=2:30 pm|time_zone=Asia/Tokyo|end=3:15 pm|location=Rua 1", "", "", func(c recruit.Commit) bool {
			return c.Interview.WallStart == "2026-12-01T14:30" && c.Interview.Duration == 45*time.Minute && c.Interview.JobID == 1
		}},
		{"an unknown zone beside an offset", "email=ana@example.com|job=J-1|start=2026-12-01T10:00:00Z|time_zone=Mars|duration=45|location=x", "", `time zone "Mars"`, nil},
		{"a zoom link", usual + "|platform=Zoom|link=https://acme.zoom.us/j/1?pwd=x|location=Room 5", "", "", func(c recruit.Commit) bool {
			return c.Interview.Platform == recruit.OtherLink && c.Interview.Place == "https://acme.zoom.us/j/1?pwd=x" && c.Interview.Meeting == nil && c.Interview.Description == "Place: Room 5"
		}},
		{"a phone call", usual + "|platform=phone call", "", "", func(c recruit.Commit) bool {
			return c.Interview.Platform == recruit.Phone && c.Interview.Place == "+351 912"
		}},
		{"on site with a link", usual + "|platform=In person|location=Rua 1|link=https://example.com/x", "", "", func(c recruit.Commit) bool {
			return c.Interview.Platform == recruit.OnSite && c.Interview.Description == "Link: https://example.com/x"
		}},
		{"an unsafe link", usual + "|link=javascript:alert(1)|location=Rua 1", "", "not an https address", func(c recruit.Commit) bool { return c.Interview.Platform == recruit.OnSite }},
		{"hostile words", usual + "|title=Talk\x1b[2J|notes=a\u202eb|location=x", "", "", func(c recruit.Commit) bool {
			return !strings.ContainsAny(c.Interview.Title+c.Interview.InternalNote, "\x1b\u202e")
		}},
		{"the panel", usual + "|interviewers=Dana Ortiz; Ann <ann@example.org>, ana@example.com; dana@example.com; nonsense|location=x", "", `"nonsense"`, func(c recruit.Commit) bool {
			return len(c.People) == 3 && c.People[0].Audience == recruit.ToCandidate && c.People[1].MemberID == 2 && c.People[2].Name == "Ann" && c.People[2].Address == "ann@example.org"
		}},
		{"a member organises", usual + "|organiser=dana@example.com|location=x", "", "", func(c recruit.Commit) bool { return c.Interview.OrganiserID == 2 }},
		{"a stranger organises", usual + "|organiser=Jack Shepard|location=x", "", "Jack Shepard is not a member", func(c recruit.Commit) bool {
			return c.Interview.OrganiserID == 1 && c.Interview.InternalNote == "Organised elsewhere by Jack Shepard"
		}},
		{"cancelled", usual + "|cancelled=TRUE|reason=ill|location=x", "", "", func(c recruit.Commit) bool {
			return c.Interview.Status == recruit.Cancelled && c.Interview.CancelReason == "ill"
		}},
		{"nobody came", "email=ana@example.com|job=Analyst|start=2025-12-01 10:00|time_zone=UTC|duration=1h30|status=No-show|location=x", "", "", func(c recruit.Commit) bool {
			return c.Interview.Status == recruit.NoShow && c.Interview.JobID == 2 && c.Interview.Duration == 90*time.Minute
		}},
		{"one of two jobs of a name", "email=ana@example.com|job=engineer|start=2026-12-01 10:00|time_zone=UTC|duration=45|location=x", "", "", func(c recruit.Commit) bool { return c.Interview.JobID == 1 }},
		{"linked now", "email=bo@example.com|job=J-3|start=2026-12-01 10:00|time_zone=UTC|duration=45|location=x", "", "", func(c recruit.Commit) bool { return c.Interview.JobID == 3 }},

		{"two jobs of a name", "email=bo@example.com|job=Engineer|start=2026-12-01 10:00|time_zone=UTC|duration=45", "2 open jobs are called", "", nil},
		{"a closed job", "email=bo@example.com|job=J-2|start=2026-12-01 10:00|time_zone=UTC|duration=45", "Analyst is closed", "", nil},
		{"no job", "email=ana@example.com|start=2026-12-01 10:00|time_zone=UTC|duration=45", "names no job, and Ana Ríos is linked to 2", "", nil},
		{"an unknown candidate", "email=eve@example.com|job=J-1|start=2026-12-01 10:00|time_zone=UTC|duration=45", "eve@example.com is not known here", "", nil},
		{"an unknown application", "application_id=a-9|start=2026-12-01 10:00|time_zone=UTC|duration=45", "application a-9 is not known here", "", nil},
		{"no candidate", "email=|job=J-1|start=2026-12-01 10:00|time_zone=UTC|duration=45", "names no candidate", "", nil},
		{"a name as address", "email=Ana|job=J-1|start=2026-12-01 10:00|time_zone=UTC|duration=45", "candidate Ana is not known here", "", nil},
		{"no zone", "email=ana@example.com|job=J-1|start=2026-12-01 10:00|duration=45", "without a time zone", "", nil},
		{"a zone that is none", "email=ana@example.com|job=J-1|start=2026-12-01 10:00|time_zone=CST|duration=45", "several time zones", "", nil},
		{"a gap of the clocks", "email=ana@example.com|job=J-1|start=2027-03-28 01:30|time_zone=Europe/Lisbon|duration=45", "does not exist", "", nil},
		{"a day only", "email=ana@example.com|job=J-1|start=2026-12-01|time_zone=UTC|duration=45", "The time is missing", "", nil},
		{"tomorrow", "email=ana@example.com|job=J-1|start=tomorrow 10:00|time_zone=UTC|duration=45", "without a date and year", "", nil},
		{"no end", "email=ana@example.com|job=J-1|start=2026-12-01 10:00|time_zone=UTC", "neither how long", "", nil},
		{"ends before", "email=ana@example.com|job=J-1|start=2026-12-01 10:00|time_zone=UTC|end=2026-12-01 09:00", "ends before it begins", "", nil},
		{"an unknown status", usual + "|status=maybe", `the status "maybe"`, "", nil},
		{"over in advance", usual + "|status=completed", "begins only at", "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := staffed()
			r, err := service(w).Import(context.Background(), robin, importer.Interviews, file(t, table(c.row)), importer.Options{Source: "Acme"})
			if err != nil || r.Rows != 1 {
				t.Fatalf("%+v, %v", r, err)
			}
			if c.bad != "" {
				if r.Bad.Count != 1 || !strings.Contains(r.Bad.Rows[0].Reason, c.bad) || w.writes != 0 {
					t.Fatalf("the report is %+v", r)
				}
				return
			}
			if r.Added != 1 || len(w.meets) != 1 || c.check != nil && !c.check(w.meets[0]) {
				t.Fatalf("the report is %+v, and it came in as %+v", r, w.meets)
			}
			if r.Remarks.Count != min(len(c.remark), 1) || c.remark != "" && !strings.Contains(r.Remarks.Rows[0].Reason, c.remark) {
				t.Errorf("remarks %+v, want %q", r.Remarks, c.remark)
			}
			if c.name == "linked now" && (r.Linked != 1 || w.links[2].CandidateID != 2) {
				t.Errorf("linked %d: %+v", r.Linked, w.links)
			}
			again, err := service(w).Import(context.Background(), robin, importer.Interviews, file(t, table(c.row)), importer.Options{Source: "Acme"})
			if err != nil || again.Added != 0 || again.Duplicates.Count != 1 || again.Batch != 0 || len(w.meets) != 1 {
				t.Errorf("again %+v, %v", again, err)
			}
		})
	}
}

// table writes "column=cell|column=cell" as a table of one row.
func table(row string) string {
	var heads, cells []string
	for _, cell := range strings.Split(row, "|") {
		head, value, _ := strings.Cut(cell, "=")
		heads, cells = append(heads, head), append(cells, `"`+value+`"`)
	}
	return strings.Join(heads, ",") + "\n" + strings.Join(cells, ",") + "\n"
}

// crowd is a list of n addresses.
func crowd(n int) string {
	var all []string
	for i := range n {
		all = append(all, "p"+strings.Repeat("x", i)+"@example.com")
	}
	return strings.Join(all, ";")
}

func TestInterviewsKnownInTheFile(t *testing.T) {
	t.Parallel()
	const rows = "id,email,job,start,minutes,location\n" +
		"1,ana@example.com,J-1,2026-12-01T10:00:00Z,30,x\n" + // added
		"1,ana@example.com,J-1,2026-12-02T10:00:00Z,30,x\n" + // the same id
		",ana@example.com,J-1,2026-12-01T10:00:00Z,30,x\n" + // the same time
		"2,ana@example.com,J-1,2026-12-01T10:00:00Z,30,x\n" + // another id at the same time: added
		",ana@example.com,J-1,2026-12-03T10:00:00Z,30,x\n" + // added
		"3,ana@example.com,J-1,2026-12-03T10:00:00Z,30,x\n" // the same time
	w := staffed()
	r, err := service(w).Plan(context.Background(), importer.Interviews, file(t, rows), importer.Options{})
	if err != nil || r.Added != 3 || r.Duplicates.Count != 3 || !r.DryRun || w.writes != 0 || r.Duplicates.Rows[2].Line != 7 {
		t.Errorf("the report is %+v, %v", r, err)
	}
	for _, row := range r.Duplicates.Rows { // times as people read them, in the interview's zone
		if !strings.Contains(row.Reason, "Dec 2026 1") || strings.Contains(row.Reason, "00Z") {
			t.Errorf("it is said: %s", row.Reason)
		}
	}
}

func TestInterviewFilesThatAreNone(t *testing.T) {
	t.Parallel()
	for text, says := range map[string]string{
		"email,title\na@example.com,Talk\n":                             "the start",
		"start,title\n2026-12-01T10:00:00Z,Talk\n":                      "the candidate",
		`[{"id": 1, "email": "a@example.com"}]`:                         "the start",
		`[{"id": 1, "overall_recommendation": "yes"}]`:                  "holds Greenhouse scorecards",
		`[{"id": 1, "application_ids": [1], "first_name": "A"}]`:        "use import candidates",
		`[{"id": 1, "name": "Foreman", "requisition_id": "r", "x": 1}]`: "use import jobs",
	} {
		_, err := service(staffed()).Plan(context.Background(), importer.Interviews, file(t, text), importer.Options{})
		if !errors.Is(err, recruit.ErrInvalid) || !strings.Contains(recruit.Sentence(err), says) {
			t.Errorf("%s gave %v", text, err)
		}
	}
}

// TestLinksKeepTheirIDs imports applications, by which interviews are found.
func TestLinksKeepTheirIDs(t *testing.T) {
	t.Parallel()
	w := staffed()
	r, err := service(w).Import(context.Background(), robin, importer.Candidates, file(t, `[{"id": 77, "candidate_id": 501, "jobs": [{"id": "J-1"}]},
		{"id": 78, "candidate_id": 501, "jobs": [{"id": "J-3"}]}]`), importer.Options{Source: "acme"})
	if err != nil || r.Linked != 1 || w.links[len(w.links)-1].ExternalID != "78" {
		t.Errorf("%+v, %v, %+v", r, err, w.links)
	}
}

// TestACrowdIsSeated holds that of too many interviewers, and of those who cannot
// be invited, the others stand in the note.
func TestACrowdIsSeated(t *testing.T) {
	t.Parallel()
	w := staffed()
	row := "email,job,start,time_zone,duration,interviewers\nana@example.com,J-1,2026-12-01 10:00,UTC,45,\"Someone;" + crowd(51) + "\"\n"
	r, err := service(w).Import(context.Background(), robin, importer.Interviews, file(t, row), importer.Options{Source: "acme"})
	if err != nil || r.Added != 1 || len(w.meets[0].People) != recruit.MaxParticipants+1 {
		t.Fatalf("%+v, %v", r, err)
	}
	if note := w.meets[0].Interview.InternalNote; !strings.Contains(note, "Someone") || !strings.Contains(note, "p"+strings.Repeat("x", 50)+"@example.com") {
		t.Errorf("the note is %q", note)
	}
}
