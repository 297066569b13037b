package importer_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/importer"
)

// TestTwoSystemsWithTheSameNumbers imports people, jobs and interviews of two
// systems that both count from 1, in every order, with and without saying which
// system it is: nobody is taken for someone else.
func TestTwoSystemsWithTheSameNumbers(t *testing.T) {
	t.Parallel()
	files := map[string][2]string{
		"jobs":       {"id,title\n1,Nurse\n", "id,title\n1,Pilot\n"},
		"candidates": {"id,name,email,job_id\n1,Ana Ríos,ana@example.com,1\n2,Cy Dee,,\n", "id,name,email,job_id\n1,Bo Ek,bo@example.com,1\n2,Eve Fox,,\n"},
		"interviews": {"id,candidate_id,job_id,start,duration\n1,1,1,2026-12-01T10:00:00Z,45\n", "id,candidate_id,job_id,start,duration\n1,1,1,2026-12-02T10:00:00Z,45\n"},
	}
	for _, named := range []bool{false, true} {
		for _, order := range []string{"ja ca ia jb cb ib", "ja jb ca cb ia ib", "jb ja cb ca ib ia", "ca cb ja jb ca cb ib ia", "ja cb jb ca ia ib", "ca ia cb ib"} {
			t.Run(fmt.Sprint(order, named), func(t *testing.T) {
				t.Parallel()
				w := &workspace{team: []recruit.Member{robin}}
				for _, step := range strings.Fields(order) {
					kind := map[byte]importer.Kind{'j': importer.Jobs, 'c': importer.Candidates, 'i': importer.Interviews}[step[0]]
					o := importer.Options{}
					if named {
						o.Source = "system " + step[1:]
					}
					if _, err := service(w).Import(context.Background(), robin, kind, file(t, files[string(kind)][step[1]-'a']), o); err != nil {
						t.Fatal(err)
					}
				}
				if len(w.people) != 4 {
					t.Errorf("people: %+v", w.people)
				}
				mine := map[string]string{"Ana Ríos": "Nurse", "Bo Ek": "Pilot"}
				for _, l := range w.links {
					if who, what := w.people[l.CandidateID-1].Name, w.jobs[l.JobID-1].Title; mine[who] != what {
						t.Errorf("%s is linked to %s", who, what)
					}
				}
				for _, m := range w.meets {
					who, day := w.people[m.Interview.CandidateID-1].Name, m.Interview.Start.Day()
					if who == "Ana Ríos" && day != 1 || who == "Bo Ek" && day != 2 || mine[who] == "" {
						t.Errorf("%s has the interview of day %d", who, day)
					}
				}
				if named && strings.Contains(order, "i") && strings.Index(order, "j") == 0 && len(w.meets) != 2 {
					t.Errorf("with sources there are %d interviews", len(w.meets))
				}
			})
		}
	}
}

// TestARowSaysWhomItIsTakenFor holds the words about people who are known, who
// have someone's number, and who may be someone.
func TestARowSaysWhomItIsTakenFor(t *testing.T) {
	t.Parallel()
	known := func() *workspace {
		return &workspace{people: []recruit.Candidate{
			{ID: 1, Name: "Ana Ríos", Email: "ana@example.com", ExternalID: "7", CandidateDetails: recruit.CandidateDetails{Emails: []string{"rios@example.org"}}},
			{ID: 2, Name: "Bo Ek", CandidateDetails: recruit.CandidateDetails{Links: []string{"https://www.linkedin.com/in/bo-ek"}}},
		}}
	}
	for _, test := range []struct{ table, duplicate, remark string }{
		{"name,email\nAnna R.,ana@example.com\n", "as Ana Ríos, ana@example.com (candidate 1)", ""},
		{"name,email\nAna Rios,rios@example.org\n", "as Ana Ríos, ana@example.com (candidate 1)", ""},
		{"id,name,email\n7,\"Ríos, Ana\",a@other.example\n", "as Ana Ríos, ana@example.com (candidate 1)", ""},
		{"id,name,email\n7,Cy Dee,cy@example.com\n", "", "the ID 7 is that of Ana Ríos, ana@example.com (candidate 1) here"},
		{"name,linkedin\nBo Ek,http://pl.linkedin.com/in/Bo-Ek/?trk=x\n", "as Bo Ek (candidate 2)", ""},
		{"name,linkedin\nBo Ek,https://www.linkedin.com/in/other\n", "", "may be the same as Bo Ek (candidate 2)"},
		{"name,phone\nBo Ek,555\n", "", "may be the same as Bo Ek (candidate 2)"},
	} {
		r, err := service(known()).Plan(context.Background(), importer.Candidates, file(t, test.table), importer.Options{})
		if err != nil {
			t.Fatal(err)
		}
		found := func(f importer.Findings, want string) bool {
			return want == "" && f.Count == 0 || want != "" && f.Count == 1 && strings.Contains(f.Rows[0].Reason, want)
		}
		if !found(r.Duplicates, test.duplicate) || !found(r.Remarks, test.remark) {
			t.Errorf("%s: duplicates %+v, remarks %+v", test.table, r.Duplicates, r.Remarks)
		}
	}
}

// TestNamesakesAreRemarked: who came from LinkedIn without an address and someone
// of the same name with one may be the same, whoever comes first.
func TestNamesakesAreRemarked(t *testing.T) {
	t.Parallel()
	const linkedIn = "First Name,Last Name,URL,Connected On\nAna,Silva,https://www.linkedin.com/in/ana-silva,12 Jan 2024\n"
	const other = "name,email\nAna Silva,ana@example.com\n"
	for _, order := range [][]string{{linkedIn, other}, {other, linkedIn}} {
		w := &workspace{}
		var r importer.Report
		for _, table := range order {
			var err error
			if r, err = service(w).Import(context.Background(), robin, importer.Candidates, file(t, table), importer.Options{}); err != nil {
				t.Fatal(err)
			}
		}
		if len(w.people) != 2 || r.Remarks.Count != 1 || !strings.Contains(r.Remarks.Rows[0].Reason, "may be the same as Ana Silva") {
			t.Errorf("%q: %+v", order, r.Remarks)
		}
	}
}
