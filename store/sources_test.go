package store

import (
	"fmt"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/importer"
)

// system is what one other system exports: people, jobs and interviews whose
// numbers are those of every other system too.
type system struct {
	name               string
	people, jobs, meet string
}

// systems are two with the same numbers. Dana is in both, under different ones.
func systems(addresses bool) (a, b system) {
	of := func(name string, who ...string) system {
		s := system{name: name, people: "id,name,email,job_id,shoe size\n", jobs: "id,title\n", meet: "candidate_id,job_id,start,duration,location,id\n"}
		for n, one := range who {
			email := ""
			if addresses {
				email = strings.ToLower(one) + "@example.com"
			}
			s.jobs += fmt.Sprintf("%d,%s job %d\n", n+1, name, n+1)
			s.people += fmt.Sprintf("%d,%s Doe,%s,%d,%s%d\n", n+1, one, email, n+1, name, n)
			s.meet += fmt.Sprintf("%d,%d,2026-12-0%dT10:00:00Z,45,Room,%d\n", n+1, n+1, n+1, n+1)
		}
		return s
	}
	return of("alpha", "Ana", "Bo", "Dana"), of("beta", "Cy", "Dana", "Eva")
}

// TestTwoSystemsWithTheSameNumbers imports two systems in every order, again and
// interleaved: nobody is taken for someone else, jobs and interviews go by the
// number to those of the same system, and what is imported twice changes nothing.
func TestTwoSystemsWithTheSameNumbers(t *testing.T) {
	t.Parallel()
	for _, addresses := range []bool{true, false} {
		for _, order := range []string{"A B", "B A", "A A B", "A B A B", "Ap Aj Bp Bj Ap Bp Am Bm", "Bj Aj Bp Ap Bm Am Ap"} {
			t.Run(fmt.Sprint(order, addresses), func(t *testing.T) {
				t.Parallel()
				w := newWorld(t)
				a, b := systems(addresses)
				s := importer.New(w.DB, w.clock)
				for _, step := range strings.Fields(order) {
					from := map[byte]system{'A': a, 'B': b}[step[0]]
					for _, part := range []struct {
						letter string
						kind   importer.Kind
						text   string
					}{{"j", importer.Jobs, from.jobs}, {"p", importer.Candidates, from.people}, {"m", importer.Interviews, from.meet}} {
						if len(step) == 1 || strings.HasSuffix(step, part.letter) {
							r, err := s.Import(w.ctx, w.member, part.kind, importer.Text(from.name+".csv", []byte(part.text)), importer.Options{Source: from.name})
							must(t, err)
							if addresses && r.Bad.Count > 0 {
								t.Errorf("%s: %+v", step, r.Bad.Rows)
							}
						}
					}
				}
				for _, of := range []system{a, b} {
					for _, row := range strings.Split(strings.TrimSpace(of.people), "\n")[1:] {
						cells := strings.Split(row, ",")
						near, err := w.Acquaintances(w.ctx, recruit.Sought{ExternalIDs: []string{cells[0]}})
						must(t, err)
						var who recruit.Candidate
						for _, c := range near.ByExternalID[cells[0]] {
							if c.ExternalSource == of.name {
								who = c
							}
						}
						if who.Name != cells[1] {
							t.Errorf("number %s of %s is %q, want %q", cells[0], of.name, who.Name, cells[1])
							continue
						}
						profile, err := w.Profile(w.ctx, who.ID)
						must(t, err)
						meets, err := w.Interviews(w.ctx, recruit.InterviewFilter{CandidateID: who.ID})
						must(t, err)
						for _, app := range profile.Applications {
							if app.ExternalSource != "" && app.ExternalSource != of.name && who.Name != "Dana Doe" {
								t.Errorf("%s of %s is linked to %s", who.Name, of.name, app.JobTitle)
							}
						}
						for _, m := range meets {
							if who.Name != "Dana Doe" && !strings.HasPrefix(m.JobTitle, of.name) {
								t.Errorf("%s of %s has an interview for %s", who.Name, of.name, m.JobTitle)
							}
						}
						if len(meets) == 0 && addresses {
							t.Errorf("%s of %s has no interview", who.Name, of.name)
						}
					}
				}
				var people int
				must(t, w.readers.QueryRow("SELECT count(*) FROM candidates WHERE name LIKE '% Doe'").Scan(&people))
				want := 5 // Dana is one by her address
				if !addresses {
					want = 6 // and may be two without one
				}
				if people != want {
					t.Errorf("%d people, want %d", people, want)
				}
			})
		}
	}
}

// TestASourceThatIsSaidLater imports the same files first without and then with
// their source: from then on numbers mean something, and an undo takes that back.
func TestASourceThatIsSaidLater(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a, b := systems(true)
	s := importer.New(w.DB, w.clock)
	run := func(kind importer.Kind, name, text, source string) importer.Report {
		t.Helper()
		r, err := s.Import(w.ctx, w.member, kind, importer.Text(name, []byte(text)), importer.Options{Source: source})
		must(t, err)
		return r
	}
	run(importer.Jobs, "jobs.csv", a.jobs, "")
	run(importer.Candidates, "people.csv", a.people, "")
	if r := run(importer.Interviews, "meets.csv", a.meet, "alpha"); r.Added != 0 || r.Bad.Count != 3 {
		t.Fatalf("bare numbers are believed: %+v", r)
	}
	run(importer.Jobs, "jobs.csv", a.jobs, "alpha")
	learnt := run(importer.Candidates, "people.csv", a.people, "alpha")
	if learnt.Added != 0 || learnt.Learnt != 3 || learnt.Linked != 3 || learnt.Batch == 0 {
		t.Fatalf("%+v", learnt)
	}
	if r := run(importer.Candidates, "people.csv", a.people, "alpha"); r.Learnt+r.Linked+r.Noted != 0 || r.Batch != 0 {
		t.Errorf("learnt again: %+v", r)
	}
	if r := run(importer.Candidates, "other.csv", b.people, ""); r.Added != 2 || r.Linked != 0 {
		t.Errorf("people of another system without a source: %+v", r)
	}
	if r := run(importer.Interviews, "meets.csv", a.meet, "alpha"); r.Added != 3 {
		t.Errorf("%+v", r.Bad)
	}
	past, err := w.PastImports(w.ctx, learnt.Batch+1, 1)
	must(t, err)
	if len(past) != 1 || past[0].Numbers != 3 || past[0].Links != 3 || !strings.Contains(past[0].Words(), "3 IDs of known people") {
		t.Errorf("%+v", past)
	}
	undone, err := w.UndoBatch(w.ctx, learnt.Batch, nil)
	must(t, err)
	if undone.Removed != 3 || undone.Kept != 3 { // the links have interviews by now
		t.Errorf("undone %+v", undone)
	}
	near, err := w.Acquaintances(w.ctx, recruit.Sought{ExternalIDs: []string{"1"}})
	must(t, err)
	for _, c := range near.ByExternalID["1"] {
		if c.ExternalSource == "alpha" {
			t.Errorf("%s is still 1 of alpha", c.Name)
		}
	}
}
