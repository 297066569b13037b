package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/importer"
)

// TestUndoTakesImportedFilesBack holds that what an import attached goes with it,
// and that a file that someone added keeps its candidate.
func TestUndoTakesImportedFilesBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	batch, err := w.BeginBatch(w.ctx, "all.zip", 0)
	must(t, err)
	var people []recruit.NewCandidate
	for _, name := range []string{"Gone", "Kept"} {
		var c recruit.NewCandidate
		c.Name, c.Email = name, strings.ToLower(name)+"@example.org"
		people = append(people, c)
	}
	done, err := w.ImportCandidates(w.ctx, batch, people)
	must(t, err)
	attach := func(id recruit.CandidateID, text string, batch recruit.BatchID) recruit.File {
		t.Helper()
		f, err := w.PutFile(w.ctx, text+".pdf", strings.NewReader(text), 0)
		must(t, err)
		f.Kind = recruit.Resume
		if batch == 0 {
			must(t, w.AddCandidateFile(w.ctx, id, f, recruit.Activity{}))
			return f
		}
		for _, want := range []bool{true, false} {
			if added, err := w.ImportFile(w.ctx, batch, id, f, recruit.Activity{Action: "candidate.file_added"}); err != nil || added != want {
				t.Fatalf("added %v, %v", added, err)
			}
		}
		return f
	}
	gone := attach(done[0].ID, "resume of one who goes", batch)
	kept := attach(done[1].ID, "resume of one who stays", batch)
	attach(done[1].ID, "added since", 0)
	known := attach(w.candidate.ID, "resume of one who was known", batch)
	if u, err := w.UndoBatch(w.ctx, batch, nil); err != nil || u.Kept != 1 || u.Removed != 1 {
		t.Fatalf("%+v, %v", u, err)
	}
	for _, f := range []recruit.File{gone, known} {
		if content, err := w.FileContent(w.ctx, f.SHA256); err == nil {
			t.Errorf("%s is still there: %q", f.Name, content)
		}
	}
	if _, err := w.FileContent(w.ctx, kept.SHA256); err != nil {
		t.Error(err)
	}
	p, err := w.Profile(w.ctx, done[1].ID)
	if err != nil || len(p.Files) != 2 {
		t.Errorf("files %+v, %v", p.Files, err)
	}
	if _, err := w.ImportFile(w.ctx, batch, done[1].ID, gone, recruit.Activity{}); err == nil {
		t.Error("an undone import took a file")
	}
}

// TestSourcesOfJobsAreLearnt keeps the source of a number that had none, once, and
// neither over that of another job nor for an import that was taken back.
func TestSourcesOfJobsAreLearnt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	job := func(title, number, source string) recruit.Job {
		j, err := w.SaveJob(w.ctx, recruit.Job{Title: title, ExternalID: number, ExternalSource: source, Status: recruit.JobOpen, Stages: recruit.DefaultStages()}, recruit.Activity{})
		must(t, err)
		j.ExternalSource = "acme"
		return j
	}
	free, taken := job("Baker", "1", ""), job("Baker", "2", "")
	job("Miller", "2", "acme")
	batch, err := w.BeginBatch(w.ctx, "jobs.csv", 0)
	must(t, err)
	for _, want := range [][]bool{{true, false}, {false, false}} {
		done, err := w.ImportSources(w.ctx, batch, []recruit.Job{free, taken})
		if must(t, err); len(done) != 2 || done[0].Added != want[0] || done[1].Added != want[1] {
			t.Errorf("learnt %+v, want %v", done, want)
		}
	}
	if past, err := w.PastImports(w.ctx, 0, 1); err != nil || past[0].Sources != 1 {
		t.Errorf("the import is listed as %+v, %v", past, err)
	}
	undone, err := w.UndoBatch(w.ctx, batch, nil)
	if must(t, err); undone.Removed != 1 {
		t.Errorf("taken back: %+v", undone)
	}
	_, err = w.ImportSources(w.ctx, batch, []recruit.Job{free})
	wantKind(t, err, recruit.ErrNotFound)
	if j, err := w.Job(w.ctx, free.ID); err != nil || j.ExternalSource != "" || j.ExternalID != "1" {
		t.Errorf("after the undo the job is %+v, %v", j, err)
	}
	batch, err = w.BeginBatch(w.ctx, "jobs.csv", 0)
	must(t, err)
	if done, err := w.ImportSources(w.ctx, batch, []recruit.Job{free}); err != nil || !done[0].Added {
		t.Errorf("another import learns it: %+v, %v", done, err)
	}
}

// TestWhatAnImportBrought lists the ids of an import with gaps between them.
func TestWhatAnImportBrought(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	batch, err := w.BeginBatch(w.ctx, "people.csv", 0)
	must(t, err)
	var want []recruit.IDRange
	for part := range 3 {
		people := make([]recruit.NewCandidate, part+1)
		for n := range people {
			people[n] = newcomer(recruit.Candidate{Name: fmt.Sprint("Person ", part, n)})
		}
		done, err := w.ImportCandidates(w.ctx, batch, people)
		must(t, err)
		want = append(want, recruit.IDRange{First: int64(done[0].ID), Last: int64(done[part].ID)})
		_, err = w.SaveCandidate(w.ctx, recruit.Candidate{Name: "Someone else"}, recruit.Activity{})
		must(t, err)
	}
	if got, err := w.ImportBrought(w.ctx, batch, "candidates"); err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
	if got, err := w.ImportBrought(w.ctx, batch, "jobs"); err != nil || len(got) > 0 {
		t.Errorf("jobs: %v, %v", got, err)
	}
	if _, err := w.ImportBrought(w.ctx, batch, "members"); err == nil {
		t.Error("members are no imports")
	}
}

// TestANumberIsOnePersons refuses people and numbers whose number in a source has become
// someone else's while the file was read, and knows whom the number is of.
func TestANumberIsOnePersons(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	save := func(c recruit.Candidate) recruit.CandidateID {
		t.Helper()
		c, err := w.SaveCandidate(w.ctx, c, recruit.Activity{})
		must(t, err)
		return c.ID
	}
	ana := save(recruit.Candidate{Name: "Ana Silva", Email: "ana@example.com", Phone: "+351 912 345 678", ExternalID: "17", ExternalSource: "acme"})
	bob := save(recruit.Candidate{Name: "Bob Jones", Email: "bob@example.com"})
	batch, err := w.BeginBatch(w.ctx, "people.csv", 0)
	must(t, err)
	numbers, err := w.ImportNumbers(w.ctx, batch, []recruit.CandidateNumber{{CandidateID: bob, Source: "acme", Number: "17"}, {CandidateID: bob, Source: "acme", Number: "18"}, {CandidateID: ana, Source: "acme", Number: "18"}})
	must(t, err)
	for n, taken := range []bool{true, false, true} {
		if errors.Is(numbers[n].Refused, recruit.ErrRefused) != taken || numbers[n].Added == taken {
			t.Errorf("number %d: %+v", n, numbers[n])
		}
	}
	numbered := func(name, email, phone, id string) recruit.NewCandidate {
		return newcomer(recruit.Candidate{Name: name, Email: email, Phone: phone, ExternalID: id, ExternalSource: "acme"})
	}
	people, err := w.ImportCandidates(w.ctx, batch, []recruit.NewCandidate{
		numbered("Cy Dee", "cy@example.com", "", "17"), numbered("Silva, Ana", "", "", "17"), numbered("A. S.", "", "912345678", "17"), numbered("Cy Dee", "", "", "18"), numbered("Bob Jones", "", "", "18"),
		numbered("Eve", "ana@example.com", "", "18"), numbered("Flo", "flo@example.com", "", "19"), numbered("Gus", "", "", "19"), numbered("Flo", "", "", "19"),
	})
	must(t, err)
	flo := people[6].ID
	for n, want := range []recruit.CandidateID{0, ana, ana, 0, bob, ana, flo, 0, flo} {
		if one := people[n]; one.ID != want || errors.Is(one.Refused, recruit.ErrRefused) != (want == 0) || one.Added != (n == 6) {
			t.Errorf("person %d: %+v, want %d", n, one, want)
		}
	}
}

// jobsRace is a workspace in which someone else adds a job just before an import does.
type jobsRace struct{ *DB }

func (r jobsRace) ImportJobs(ctx context.Context, batch recruit.BatchID, jobs []recruit.Job) ([]recruit.Imported[recruit.JobID], error) {
	if _, err := r.SaveJob(ctx, jobs[0], recruit.Activity{}); err != nil {
		return nil, err
	}
	return r.DB.ImportJobs(ctx, batch, jobs)
}

// TestAJobOfSomebodyElseStaysAsItIs attaches no description to a job that someone
// else added while the file was read, and says so of the row.
func TestAJobOfSomebodyElseStaysAsItIs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	table := []byte("ID,Title,Description\nN-1,Night baker," + strings.Repeat("word ", 12_000) + "\n")
	r, err := importer.New(jobsRace{w.DB}, w.clock).Import(w.ctx, w.member, importer.Jobs, importer.Text("jobs.csv", table), importer.Options{Source: "acme"})
	if must(t, err); r.Added != 0 || r.Duplicates.Count != 1 || !strings.Contains(r.Duplicates.Rows[0].Reason, "by someone else in the meantime; import the file again") {
		t.Errorf("%+v", r)
	}
	jobs, err := w.Jobs(w.ctx, recruit.JobFilter{Query: "Night baker"})
	must(t, err)
	if files, err := w.JobFiles(w.ctx, jobs[0].ID); err != nil || len(files) != 0 {
		t.Errorf("documents %+v, %v", files, err)
	}
}

// TestTheJobOfASourceIsMeantFirst imports a job of which there are two: the one of
// the same source is it, whatever the other is called.
func TestTheJobOfASourceIsMeantFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, j := range []recruit.Job{{Title: "Baker", ExternalID: "2"}, {Title: "Miller", ExternalID: "2", ExternalSource: "acme"}} {
		j.Status, j.Stages = recruit.JobOpen, recruit.DefaultStages()
		_, err := w.SaveJob(w.ctx, j, recruit.Activity{})
		must(t, err)
	}
	for _, plan := range []bool{true, false} {
		s, file, o := importer.New(w.DB, w.clock), importer.Text("jobs.csv", []byte("ID,Title\n2,Baker\n")), importer.Options{Source: "acme"}
		r, err := s.Plan(w.ctx, importer.Jobs, file, o)
		if !plan {
			r, err = s.Import(w.ctx, w.member, importer.Jobs, file, o)
		}
		if must(t, err); r.Learnt != 0 || r.Added != 0 || !strings.Contains(r.Duplicates.Rows[0].Reason, "as Miller") || r.Batch != 0 {
			t.Errorf("%+v", r)
		}
	}
}
