package store

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"recruitty/recruit"
)

func TestCandidates(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got, err := w.Candidate(w.ctx, w.candidate.ID)
	must(t, err)
	if got.Headline != w.candidate.Headline || !slices.Equal(got.Tags, []string{"go", "sql & more"}) || got.Version != 1 {
		t.Fatalf("stored %+v", got)
	}
	if c, err := w.CandidateByEmail(w.ctx, "ZOE@QUIRKHAM.example"); err != nil || c.ID != got.ID {
		t.Errorf("by email: %+v, %v", c, err)
	}
	if near, err := w.Acquaintances(w.ctx, recruit.Sought{ExternalIDs: []string{"C-1"}}); err != nil || len(near.ByExternalID["C-1"]) != 1 || near.ByExternalID["C-1"][0].ID != got.ID {
		t.Errorf("by external id: %+v, %v", near, err)
	}
	_, err = w.CandidateByEmail(w.ctx, "")
	wantKind(t, err, recruit.ErrNotFound)
	_, err = w.SaveCandidate(w.ctx, recruit.Candidate{Name: "Twin", Email: "zoe@Quirkham.example"}, recruit.Activity{})
	wantKind(t, err, recruit.ErrDuplicate)
	_, err = w.SaveCandidate(w.ctx, recruit.Candidate{Name: "Twin", ExternalID: "C-1", ExternalSource: "acme"}, recruit.Activity{})
	wantKind(t, err, recruit.ErrDuplicate)
	for range 2 { // no address is no duplicate
		_, err = w.SaveCandidate(w.ctx, recruit.Candidate{Name: "Nameless"}, recruit.Activity{})
		must(t, err)
	}
	got.Name = "Zoë Renamed"
	got, err = w.SaveCandidate(w.ctx, got, w.line("candidate.changed", "Renamed"))
	must(t, err)
	if got.Version != 2 {
		t.Errorf("version = %d", got.Version)
	}
	_, err = w.SaveCandidate(w.ctx, w.candidate, recruit.Activity{})
	wantKind(t, err, recruit.ErrStale)

	note, err := w.AddNote(w.ctx, recruit.Note{CandidateID: got.ID, Author: "Ana", Text: "Called"}, w.line("note.added", "Wrote a note"))
	must(t, err)
	must(t, w.AddCandidateFile(w.ctx, got.ID, recruit.File{SHA256: w.file.SHA256, Name: "b.pdf", Kind: recruit.Resume}, recruit.Activity{}))
	p, err := w.Profile(w.ctx, got.ID)
	must(t, err)
	if len(p.Notes) != 1 || p.Notes[0] != note || len(p.Files) != 1 || p.Files[0].Name != "b.pdf" || len(p.Applications) != 1 || p.Applications[0].JobTitle != w.job.Title {
		t.Errorf("profile %+v", p)
	}
	_, err = w.AddNote(w.ctx, recruit.Note{CandidateID: 99}, recruit.Activity{})
	wantKind(t, err, recruit.ErrNotFound)
	wantKind(t, w.AddCandidateFile(w.ctx, got.ID, recruit.File{SHA256: "none"}, recruit.Activity{}), recruit.ErrNotFound)
}

func TestApplications(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.SaveApplication(w.ctx, recruit.Application{CandidateID: w.candidate.ID, JobID: w.job.ID}, recruit.Activity{})
	wantKind(t, err, recruit.ErrDuplicate)
	_, err = w.SaveApplication(w.ctx, recruit.Application{CandidateID: 99, JobID: w.job.ID}, recruit.Activity{})
	wantKind(t, err, recruit.ErrNotFound)
	_, err = w.SaveApplication(w.ctx, recruit.Application{CandidateID: w.candidate.ID, JobID: 99}, recruit.Activity{})
	wantKind(t, err, recruit.ErrNotFound)
	moved := w.link
	moved.Stage, moved.StageSince = "Interview", now.Add(time.Hour)
	moved, err = w.SaveApplication(w.ctx, moved, w.line("candidate.moved", "Moved"))
	must(t, err)
	if moved.Version != 2 || moved.Stage != "Interview" || !moved.StageSince.Equal(now.Add(time.Hour)) {
		t.Errorf("moved %+v", moved)
	}
	_, err = w.SaveApplication(w.ctx, w.link, recruit.Activity{})
	wantKind(t, err, recruit.ErrStale)
	counts, err := w.StageCounts(w.ctx, w.job.ID)
	must(t, err)
	if len(counts) != 1 || counts["Interview"] != 1 {
		t.Errorf("counts = %v", counts)
	}
	var history int
	must(t, w.readers.QueryRow("SELECT count(*) FROM stage_changes WHERE application_id = ?", moved.ID).Scan(&history))
	if history != 2 {
		t.Errorf("%d stages in the history, want 2", history)
	}
}

// crowd adds candidates named "Person 00" and so on, all linked to the job.
func (w *world) crowd(t *testing.T, n int) []recruit.CandidateID {
	t.Helper()
	var ids []recruit.CandidateID
	for i := range n {
		c, err := w.SaveCandidate(w.ctx, recruit.Candidate{Name: fmt.Sprintf("Person %02d", i/2), Email: fmt.Sprintf("p%d@x.example", i), Tags: []string{"crowd"}}, recruit.Activity{})
		must(t, err)
		_, err = w.SaveApplication(w.ctx, recruit.Application{CandidateID: c.ID, JobID: w.job.ID, Stage: []string{"Applied", "Offer"}[i%2]}, recruit.Activity{})
		must(t, err)
		ids = append(ids, c.ID)
	}
	return ids
}

func TestCandidatePages(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	byName := append(w.crowd(t, 10), w.candidate.ID) // Zoë sorts last
	newest := slices.Clone(byName[:10])
	slices.Reverse(newest)
	offers := []recruit.CandidateID{byName[1], byName[3], byName[5], byName[7], byName[9]}
	for _, tc := range []struct {
		name   string
		filter recruit.CandidateFilter
		want   []recruit.CandidateID
	}{
		{"all by name", recruit.CandidateFilter{}, byName},
		{"of a job", recruit.CandidateFilter{JobID: w.job.ID}, byName},
		{"in a stage of a job", recruit.CandidateFilter{JobID: w.job.ID, Stage: "Offer"}, offers},
		{"in a stage", recruit.CandidateFilter{Stage: "Offer"}, offers},
		{"search", recruit.CandidateFilter{Query: "pers"}, newest},
		{"search in a job", recruit.CandidateFilter{Query: "pers crowd", JobID: w.job.ID}, newest},
		{"search in a stage of a job", recruit.CandidateFilter{Query: "04", JobID: w.job.ID, Stage: "Offer"}, offers[4:]},
		{"accents", recruit.CandidateFilter{Query: "ZOE quirk"}, byName[10:]},
		{"nobody", recruit.CandidateFilter{Query: "nobody"}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			for _, size := range []int{1, 3, 4, 100} {
				f := tc.filter
				f.Limit = size
				var forwards []recruit.CandidateID
				for {
					page, err := w.CandidatePage(w.ctx, f)
					must(t, err)
					if page.Total != len(tc.want) || page.Offset != len(forwards) {
						t.Fatalf("size %d: total %d offset %d, want %d and %d", size, page.Total, page.Offset, len(tc.want), len(forwards))
					}
					if len(page.Rows) == 0 {
						break
					}
					for _, row := range page.Rows {
						forwards = append(forwards, row.ID)
					}
					f.After = page.Last
				}
				if !slices.Equal(forwards, tc.want) {
					t.Errorf("size %d forwards: %v, want %v", size, forwards, tc.want)
				}
				f = tc.filter
				f.Limit, f.Before = size, "end"
				var backwards []recruit.CandidateID
				for {
					page, err := w.CandidatePage(w.ctx, f)
					must(t, err)
					if len(page.Rows) == 0 {
						break
					}
					if want := len(tc.want) - len(backwards) - len(page.Rows); page.Offset != want {
						t.Fatalf("size %d backwards: offset %d, want %d", size, page.Offset, want)
					}
					var ids []recruit.CandidateID
					for _, row := range page.Rows {
						ids = append(ids, row.ID)
					}
					backwards = append(ids, backwards...)
					f.Before = page.First
				}
				if !slices.Equal(backwards, tc.want) {
					t.Errorf("size %d backwards: %v, want %v", size, backwards, tc.want)
				}
			}
		})
	}
	_, err := w.CandidatePage(w.ctx, recruit.CandidateFilter{After: "nonsense"})
	wantKind(t, err, recruit.ErrInvalid)
}

func TestCandidateSummary(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	second, err := w.SaveJob(w.ctx, recruit.Job{Title: "Designer"}, recruit.Activity{})
	must(t, err)
	_, err = w.SaveApplication(w.ctx, recruit.Application{CandidateID: w.candidate.ID, JobID: second.ID, Stage: "Offer"}, recruit.Activity{})
	must(t, err)
	w.scheduled(t, "past", now.Add(-time.Hour))
	w.scheduled(t, "later", now.Add(5*time.Hour))
	next := w.scheduled(t, "next", now.Add(2*time.Hour))
	for _, tc := range []struct {
		filter     recruit.CandidateFilter
		job, stage string
	}{
		{recruit.CandidateFilter{}, "Designer", "Offer"},
		{recruit.CandidateFilter{JobID: w.job.ID}, "Database Engineer", "Applied"},
		{recruit.CandidateFilter{Query: "zoe"}, "Designer", "Offer"},
		{recruit.CandidateFilter{Query: "zoe", JobID: w.job.ID}, "Database Engineer", "Applied"},
	} {
		page, err := w.CandidatePage(w.ctx, tc.filter)
		must(t, err)
		if len(page.Rows) != 1 || page.Rows[0].JobTitle != tc.job || page.Rows[0].Stage != tc.stage || !page.Rows[0].NextAt.Equal(next.Interview.Start) {
			t.Errorf("%+v: %+v", tc.filter, page.Rows)
		}
	}
}

// TestOneCandidateForOneMailbox holds that the form in which a domain is written
// makes no second person, and that search finds both.
func TestOneCandidateForOneMailbox(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	c := w.candidate
	c.ID, c.Version, c.Name, c.Email, c.ExternalID = 0, 0, "Jane", "jane@xn--bcher-kva.example", ""
	saved, err := w.SaveCandidate(w.ctx, c, recruit.Activity{})
	if err != nil {
		t.Fatal(err)
	}
	for _, email := range []string{"jane@bücher.example", "JANE@BÜCHER.example", "jane@XN--bcher-kva.EXAMPLE"} {
		if found, err := w.CandidateByEmail(w.ctx, email); err != nil || found.ID != saved.ID {
			t.Errorf("%s: %v, %v", email, found.ID, err)
		}
		c.Email = email
		if _, err := w.SaveCandidate(w.ctx, c, recruit.Activity{}); !errors.Is(err, recruit.ErrDuplicate) {
			t.Errorf("%s again: %v", email, err)
		}
	}
	for _, query := range []string{"bücher", "bcher"} {
		if page, err := w.CandidatePage(w.ctx, recruit.CandidateFilter{Query: query}); err != nil || page.Total != 1 {
			t.Errorf("%s finds %d, %v", query, page.Total, err)
		}
	}
}

// TestEverybodyIsCounted holds that the number of candidates, which is kept and
// not counted, is the true one whatever happens to them.
func TestEverybodyIsCounted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	same := func(after string, want int) {
		t.Helper()
		page, err := w.CandidatePage(w.ctx, recruit.CandidateFilter{Limit: 1})
		must(t, err)
		var there int
		must(t, w.readers.QueryRow("SELECT count(*) FROM candidates WHERE sort_key IS NOT NULL").Scan(&there))
		if page.Total != there || there != want {
			t.Errorf("after %s it is said that there are %d, and %d are there of %d", after, page.Total, there, want)
		}
	}
	same("the first", 1)
	var ids []recruit.CandidateID
	for n := range 20 {
		c, err := w.SaveCandidate(w.ctx, recruit.Candidate{Name: "Person", Email: fmt.Sprintf("person%d@x.example", n)}, recruit.Activity{})
		must(t, err)
		ids = append(ids, c.ID)
	}
	same("more", 21)
	c, err := w.Candidate(w.ctx, ids[3])
	must(t, err)
	c.Name = "Renamed"
	_, err = w.SaveCandidate(w.ctx, c, w.line("candidate.changed", ""))
	must(t, err)
	same("a new name", 21)
	must(t, w.erase(ids[3], w.line("candidate.erased", "")))
	must(t, w.erase(ids[4], w.line("candidate.erased", "")))
	same("two were erased", 19)
	batch := w.imported(t, 50)
	same("an import", 69)
	if _, err := w.SaveCandidate(w.ctx, recruit.Candidate{Name: "Twice", Email: "person7@x.example"}, w.line("candidate.added", "")); err == nil {
		t.Error("an address was taken twice")
	}
	same("one that was refused", 69)
	_, err = w.UndoBatch(w.ctx, batch, nil)
	must(t, err)
	same("the import was taken back", 19)
}
