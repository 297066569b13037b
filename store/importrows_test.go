package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/importer"
	"recruitty/store/columns"
	"recruitty/store/problem"
)

// outcome are the ids of imported rows and which were added; none may be refused.
func outcome[ID ~int64](tb testing.TB, done []recruit.Imported[ID]) (ids []ID, added []bool) {
	tb.Helper()
	for n, one := range done {
		must(tb, one.Refused)
		if one.ID == 0 {
			tb.Errorf("row %d has no id", n)
		}
		ids, added = append(ids, one.ID), append(added, one.Added)
	}
	return ids, added
}

// refusing makes the workspace refuse what a condition holds of, in one of
// SQLite's ways.
func (w *world) refusing(t *testing.T, table, condition, how string) {
	t.Helper()
	must(t, w.write(w.ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(w.ctx, "CREATE TRIGGER refusing_"+table+" BEFORE INSERT ON "+table+" WHEN "+condition+" BEGIN SELECT raise("+how+", 'not this one'); END")
		return err
	}))
}

// TestOneRowOfAnImportIsRefused imports rows of which the workspace refuses some,
// in every way that SQLite has, at every place.
func TestOneRowOfAnImportIsRefused(t *testing.T) {
	t.Parallel()
	for _, how := range []string{"ABORT", "FAIL", "ROLLBACK"} {
		for name, bad := range map[string][]int{"first": {0}, "last": {19}, "middle": {7}, "two": {7, 8}, "several": {0, 3, 4, 11, 19}, "all": everyNumber(20)} {
			t.Run(how+" "+name, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t)
				w.refusing(t, "candidates", "new.headline = 'bad'", how)
				batch, err := w.BeginBatch(w.ctx, "people.csv", w.member.ID)
				must(t, err)
				people := make([]recruit.NewCandidate, 20)
				for n := range people {
					people[n] = newcomer(recruit.Candidate{Name: fmt.Sprint("Person ", n), Email: fmt.Sprintf("p%d@x.example", n)})
					if slices.Contains(bad, n) {
						people[n].Headline = "bad"
					}
				}
				done, err := w.ImportCandidates(w.ctx, batch, people)
				must(t, err)
				if len(done) != len(people) {
					t.Fatalf("%d rows came back", len(done))
				}
				for n, one := range done {
					if refused := one.Refused != nil; refused != slices.Contains(bad, n) || one.Added == refused || (one.ID == 0) != refused {
						t.Errorf("row %d: %+v", n, one)
					}
					if one.Refused != nil && !strings.Contains(recruit.Sentence(one.Refused), "not this one") {
						t.Errorf("row %d: %s", n, recruit.Sentence(one.Refused))
					}
				}
				page, err := w.CandidatePage(w.ctx, recruit.CandidateFilter{Query: "person"})
				if must(t, err); page.Total != len(people)-len(bad) {
					t.Errorf("%d are found", page.Total)
				}
				must(t, w.Check(w.ctx))
			})
		}
	}
}

func everyNumber(n int) (all []int) {
	for i := range n {
		all = append(all, i)
	}
	return all
}

// TestAnImportEndsWithTheWorkspace holds that what is wrong with the workspace
// itself ends an import, and that what was written until then comes back.
func TestAnImportEndsWithTheWorkspace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	batch, err := w.BeginBatch(w.ctx, "people.csv", w.member.ID)
	must(t, err)
	people := []recruit.NewCandidate{newcomer(recruit.Candidate{Name: "One"}), newcomer(recruit.Candidate{Name: "Two"}), newcomer(recruit.Candidate{Name: "Three"})}
	calls := 0
	full := func(r columns.Runner, c recruit.NewCandidate) (recruit.CandidateID, bool, error) {
		calls++
		if c.Name == "Two" {
			return 0, false, recruit.Invalid("name", "No.")
		}
		if c.Name == "Three" && calls > 4 {
			return 0, false, problem.Unavailable(errors.New("no room"), "The disk is full.")
		}
		id, err := w.saveCandidate(w.ctx, r, c.Candidate, batch)
		return id, true, err
	}
	done, err := importRows(w.ctx, w.DB, batch, people, "candidate", oneByOne(full))
	wantKind(t, err, recruit.ErrStorage)
	if len(done) != 2 || !done[0].Added || done[1].Refused == nil {
		t.Errorf("done %+v", done)
	}
	ctx, cancel := context.WithCancel(w.ctx)
	cancel()
	if _, err := w.ImportCandidates(ctx, batch, people); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	_, err = w.ImportCandidates(w.ctx, 77, people)
	wantKind(t, err, recruit.ErrNotFound)
}

// TestImportNamesWhatTheWorkspaceRefuses imports files of every kind into a
// workspace that refuses one row of each.
func TestImportNamesWhatTheWorkspaceRefuses(t *testing.T) {
	t.Parallel()
	day := now.Add(48 * time.Hour).Format(time.RFC3339)
	for name, test := range map[string]struct {
		kind             importer.Kind
		table, condition string
		text             string
		added, linked    int
		bad, remarks     []int // lines
	}{
		"jobs": {kind: importer.Jobs, table: "jobs", condition: "new.title = 'Bad'", added: 2, bad: []int{3},
			text: "title\nGardener\nBad\nPainter\n"},
		"jobs in JSON": {kind: importer.Jobs, table: "jobs", condition: "new.title = 'Bad'", added: 2, bad: []int{2},
			text: `[{"title": "Gardener"},` + "\n" + `{"title": "Bad"},` + "\n" + `{"title": "Painter"}]`},
		"candidates": {kind: importer.Candidates, table: "candidates", condition: "new.name = 'Bad'", added: 2, linked: 2, bad: []int{3},
			text: "name,email,job\nA,a@x.example,Database Engineer\nBad,b@x.example,Database Engineer\nC,c@x.example,Database Engineer\n"},
		"links": {kind: importer.Candidates, table: "applications", condition: "new.stage = 'Offer'", added: 3, linked: 2, remarks: []int{3},
			text: "name,email,job,stage\nA,a@x.example,Database Engineer,Applied\nB,b@x.example,Database Engineer,Offer\nC,c@x.example,Database Engineer,Applied\n"},
		"interviews": {kind: importer.Interviews, table: "interviews", condition: "new.title = 'Bad'", added: 2, bad: []int{3},
			text: "title,email,start,duration\nA,zoe@quirkham.example," + day + ",30\nBad,zoe@quirkham.example," + day[:11] + "15:00:00Z,30\nC,zoe@quirkham.example," + day[:11] + "17:00:00Z,30\n"},
		"people of interviews": {kind: importer.Interviews, table: "participants", condition: "new.address = 'bad@x.example'", added: 2, bad: []int{3},
			text: "title,email,start,duration,interviewers\nA,zoe@quirkham.example," + day + ",30,\nB,zoe@quirkham.example," + day[:11] + "15:00:00Z,30,bad@x.example\nC,zoe@quirkham.example," + day[:11] + "17:00:00Z,30,ok@x.example\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.refusing(t, test.table, test.condition, "ABORT")
			service := importer.New(w.DB, func() time.Time { return now })
			r, err := service.Import(w.ctx, w.member, test.kind, importer.Text("file", []byte(test.text)), importer.Options{})
			must(t, err)
			if r.Added != test.added || r.Linked != test.linked || r.Rows != r.Added+r.Bad.Count+r.Duplicates.Count {
				t.Errorf("report %+v", r)
			}
			if bad := lines(r.Bad); !slices.Equal(bad, test.bad) {
				t.Errorf("bad %+v", r.Bad)
			}
			if remarks := lines(r.Remarks); len(test.remarks) > 0 && !slices.Equal(remarks, test.remarks) {
				t.Errorf("remarks %+v", r.Remarks)
			}
			named := r.Bad.Rows
			if len(test.remarks) > 0 {
				named = r.Remarks.Rows
			}
			for _, row := range named {
				if !strings.Contains(row.Reason, "not this one") {
					t.Errorf("line %d: %s", row.Line, row.Reason)
				}
			}
			for _, line := range lines(r.Remarks) {
				if slices.Contains(test.bad, line) {
					t.Errorf("line %d was refused, and is said to be imported in part", line)
				}
			}
			must(t, w.Check(w.ctx))
		})
	}
}

// lines are those that are named.
func lines(f importer.Findings) (all []int) {
	for _, row := range f.Rows {
		all = append(all, row.Line)
	}
	return all
}

// newcomer is a candidate whom an import brings, without notes.
func newcomer(c recruit.Candidate) recruit.NewCandidate { return recruit.NewCandidate{Candidate: c} }
