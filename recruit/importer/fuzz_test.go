package importer

import (
	"context"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/pipeline"
)

// strangers is a workspace without anything in it.
type strangers struct{ Batches }

func (strangers) Jobs(context.Context, recruit.JobFilter) ([]recruit.JobSummary, error) {
	return nil, nil
}

func (strangers) Job(context.Context, recruit.JobID) (recruit.Job, error) {
	return recruit.Job{}, recruit.NotFound("None.")
}

func (strangers) Candidate(context.Context, recruit.CandidateID) (recruit.Candidate, error) {
	return recruit.Candidate{}, recruit.NotFound("None.")
}

func (strangers) Profile(context.Context, recruit.CandidateID) (recruit.Profile, error) {
	return recruit.Profile{}, recruit.NotFound("None.")
}

func (strangers) WithoutAddress(context.Context) (bool, error) { return true, nil }

func (strangers) Acquaintances(context.Context, recruit.Sought) (recruit.Acquaintances, error) {
	return recruit.Acquaintances{ByExternalID: map[string][]recruit.Candidate{}}, nil
}

func (strangers) JobsByExternalID(context.Context, string) ([]recruit.Job, error) { return nil, nil }

// everybody is a workspace in which each candidate is known, and linked to the
// only job.
type everybody struct{ strangers }

func (everybody) Candidate(context.Context, recruit.CandidateID) (recruit.Candidate, error) {
	return recruit.Candidate{ID: 1, Name: "Ana", Email: "ana@example.com"}, nil
}

func (everybody) Jobs(context.Context, recruit.JobFilter) ([]recruit.JobSummary, error) {
	return []recruit.JobSummary{{Job: recruit.Job{ID: 1, Title: "Chef", Status: recruit.JobOpen, Stages: []string{"Applied"}}}}, nil
}

func (everybody) Profile(context.Context, recruit.CandidateID) (recruit.Profile, error) {
	return recruit.Profile{Candidate: recruit.Candidate{ID: 1, Name: "Ana", Email: "ana@example.com"}, Applications: []recruit.Application{{JobID: 1}}}, nil
}

func (everybody) ApplicationsByExternalID(context.Context, string) ([]recruit.Application, error) {
	return []recruit.Application{{CandidateID: 1, JobID: 1}}, nil
}

func (everybody) KnownInterview(context.Context, recruit.Interview) (recruit.InterviewID, error) {
	return 0, nil
}

func (everybody) WithoutAddress(context.Context) (bool, error) { return true, nil }

func (everybody) Acquaintances(_ context.Context, s recruit.Sought) (recruit.Acquaintances, error) {
	ana := recruit.Candidate{ID: 1, Name: "Ana"}
	all := recruit.Acquaintances{ByAddress: map[string]recruit.Candidate{}, ByExternalID: map[string][]recruit.Candidate{}, ByName: map[string][]recruit.Candidate{}}
	for _, address := range s.Addresses {
		all.ByAddress[address] = ana
	}
	for _, id := range s.ExternalIDs {
		all.ByExternalID[id] = []recruit.Candidate{ana}
	}
	for _, name := range s.Names {
		all.ByName[name] = []recruit.Candidate{ana}
	}
	return all, nil
}

func (everybody) Members(context.Context, bool) ([]recruit.Member, error) {
	return []recruit.Member{{ID: 1, Name: "Dana", Email: "dana@example.com", TimeZone: "Europe/Lisbon"}}, nil
}

// FuzzPlan reads anything as each kind: every row ends as exactly one of
// added, duplicate and bad, and nothing unclean gets through.
func FuzzPlan(f *testing.F) {
	for _, seed := range []string{
		"name,email\nAna,ana@example.com\n", "title;id\nChef;1\n\"x\n", "\xff\xfen\x00a\x00m\x00e\x00", "\xef\xbb\xbfName\tTags\nA\tb;c",
		`[{"id":1,"first_name":"A","email_addresses":[{"value":"a@example.com"}],"applications":[{"jobs":[{"id":1}]}]}]`,
		"BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:A=\n=20b\nitem1.EMAIL:a@example.com\nEND:VCARD\n",
		"<table><tr><td colspan=2>Name<td rowspan=2>Email<tr><td><a href=mailto:a@example.com>x</a></table>", "<table><table><tr><th>name</table></table>",
		`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Row><Cell MergeAcross="1" MergeDown="2"><Data Type="String">Name</Data></Cell></Row><Row Index="9"><Cell Index="7"/></Row></Worksheet></Workbook>`,
		"{\"name\":\"A\"}\n\n{\"name\":1}\n{\n", `[{"model":"a.candidate","pk":1,"fields":{"name":"A"}},{"model":"a.job","pk":1,"fields":{"title":"A"}}]`,
		"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;TZID=\"a;b\":20270310T100000\nDURATION:PT1H\nATTENDEE;CN=A:mailto:a@example.com\nEND:VEVENT\nEND:VCALENDAR\n",
		`{"basics":{"name":"A"}}`, `[{"candidate_id":1,"jobs":[{}]}]`, `[{"name":"a","requisition_id":1,"notes":"<p>x"}]`, `[[],{"title":[1,"a"]}]`,
		"email,start,end,time_zone,status,interviewers,link\na@example.com,2026-12-01 10:00,11:00,Europe/Lisbon,done,Dana; Ann <ann@example.org>,https://zoom.us/j/1\n",
		"candidate_id;date;time;duration;location;cancelled\n1;1.12.2026;2 pm;1h30;http://x;yes\n1;2026-03-29;1:30;0;phone;\n",
		`[{"id":1,"application_id":2,"start":{"date_time":"2014-03-26T22:15:00.000Z"},"end":{"date":"2017-08-23"},"interviewers":[{"name":"A, b","email":"a@example.com"}],"organizer":{"name":"J"},"status":"complete"}]`,
	} {
		f.Add([]byte(seed))
	}
	s := New(strangers{}, func() time.Time { return time.Unix(0, 0) })
	meeting := New(everybody{}, func() time.Time { return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC) })
	f.Fuzz(func(t *testing.T, content []byte) {
		for _, kind := range Kinds() {
			s := s
			if kind == Interviews {
				s = meeting
			}
			p, err := s.planner(context.Background(), kind, Text("f", content), Options{}, false)
			var all plan
			if err == nil {
				err = p.run(context.Background(), func() error {
					all.jobs, all.people, all.meets = append(all.jobs, p.plan.jobs...), append(all.people, p.plan.people...), append(all.meets, p.plan.meets...)
					return nil
				})
			}
			if err != nil {
				if recruit.Sentence(err) != err.Error() {
					t.Fatalf("%v is no sentence", err)
				}
				continue
			}
			r := p.report
			if r.Rows != r.Added+r.Duplicates.Count+r.Bad.Count+r.Skipped.Count+r.Joined || r.Added != len(all.jobs)+len(all.people)+len(all.meets) {
				t.Fatalf("the counts of %+v do not agree", r)
			}
			for _, c := range all.people {
				if again, err := pipeline.CleanCandidate(c.value.Person.Candidate); err != nil || again.Name != c.value.Person.Name {
					t.Fatalf("%+v is not clean: %v", c.value.Person, err)
				}
			}
			for _, m := range all.meets {
				i := m.value.Interview
				if again, err := recruit.CleanImported(i, s.Now()); err != nil || again.Place != i.Place || again.Description != i.Description || len(m.value.People) > recruit.MaxParticipants+1 {
					t.Fatalf("%+v is not clean: %v", i, err)
				}
			}
			for _, j := range all.jobs {
				if again, err := pipeline.CleanJob(j.value); err != nil || again.Description != j.value.Description {
					t.Fatalf("%+v is not clean: %v", j.value, err)
				}
			}
		}
	})
}
