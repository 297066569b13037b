package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// TestNothingIsKeptAboutAnErasedPerson holds for forms that were open when the
// person was erased.
func TestNothingIsKeptAboutAnErasedPerson(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	key := recruit.DraftKey(w.member.ID, w.candidate.ID, "note")
	other := recruit.DraftKey(w.member.ID, 0, "candidate")
	must(t, w.SetSetting(w.ctx, key, "half a note"))
	must(t, w.SetSetting(w.ctx, other, `{"typed":{"email":"`+w.candidate.Email+`"}}`))
	must(t, w.erase(w.candidate.ID, recruit.Activity{}))
	for _, k := range []string{key, other} {
		if kept, err := w.Setting(w.ctx, k); kept != "" || err != nil {
			t.Errorf("%s is %q, %v", k, kept, err)
		}
	}
	wantKind(t, w.SetSetting(w.ctx, key, "half a note, and more"), recruit.ErrRefused)
	if kept, err := w.Setting(w.ctx, key); kept != "" || err != nil {
		t.Errorf("afterwards it is %q, %v", kept, err)
	}
	must(t, w.SetSetting(w.ctx, key, "")) // leaving the form
}

// TestErasingKeepsToThePerson: what someone else wrote loses the person's name in
// whatever form, unless a member is called the same.
func TestErasingKeepsToThePerson(t *testing.T) {
	t.Parallel()
	for _, namesake := range []bool{false, true} {
		w := newWorld(t)
		if namesake {
			_, err := w.SaveMember(w.ctx, recruit.Member{Name: w.candidate.Name, Email: "same@example.com", Role: recruit.Recruiter, TimeZone: "UTC", CreatedAt: now}, w.line("member.added", "x"))
			must(t, err)
		}
		other, err := w.SaveCandidate(w.ctx, recruit.Candidate{Name: "Other Person"}, recruit.Activity{})
		must(t, err)
		_, err = w.AddNote(w.ctx, recruit.Note{CandidateID: other.ID, Author: "Ana", Text: "Like QUIRKHAM, Zoe; wrote from zoe@quirkham.example"}, recruit.Activity{})
		must(t, err)
		begun, job := recruit.DraftKey(w.member.ID, 0, "candidate"), recruit.DraftKey(w.member.ID, 0, "job-0")
		must(t, w.SetSetting(w.ctx, begun, `{"typed":{"name":"Zoë Quirkham"}}`))
		must(t, w.SetSetting(w.ctx, job, `{"typed":{"description":"In place of Zoë Quirkham"}}`))
		_, err = w.BeginBatch(w.ctx, "zoe_quirkham.csv", w.member.ID)
		must(t, err)
		must(t, w.erase(w.candidate.ID, recruit.Activity{}))
		profile, err := w.Profile(w.ctx, other.ID)
		must(t, err)
		note, kept, source := profile.Notes[0].Text, "", ""
		for _, key := range []string{begun, job} {
			value, err := w.Setting(w.ctx, key)
			must(t, err)
			kept += value
		}
		must(t, w.readers.QueryRow("SELECT source FROM batches ORDER BY id DESC LIMIT 1").Scan(&source))
		want := [3]string{"Like " + erased + "; wrote from " + erased, `{"typed":{"description":"In place of ` + erased + `"}}`, erased + ".csv"}
		if namesake {
			want = [3]string{"Like QUIRKHAM, Zoe; wrote from " + erased, `{"typed":{"name":"Zoë Quirkham"}}{"typed":{"description":"In place of Zoë Quirkham"}}`, "zoe_quirkham.csv"}
		}
		if got := [3]string{note, kept, source}; got != want {
			t.Errorf("a member of the same name %v: %q, want %q", namesake, got, want)
		}
	}
}

// TestOthersGoOnAfterAnErasing: the file is smaller afterwards, and whoever has the
// workspace open still knows it for its own.
func TestOthersGoOnAfterAnErasing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w := worldIn(t, openIn(t, dir))
	large, err := w.PutFile(w.ctx, "large.txt", strings.NewReader(strings.Repeat("ten years of Go ", 1<<16)), 0)
	must(t, err)
	must(t, w.AddCandidateFile(w.ctx, w.candidate.ID, recruit.File{SHA256: large.SHA256, Name: "large.txt", Kind: recruit.Resume}, recruit.Activity{}))
	must(t, w.checkpoint(w.ctx))
	other := openIn(t, dir)
	must(t, other.Log(w.ctx, w.line("x", "before")))
	size := func() int64 {
		info, err := os.Stat(filepath.Join(dir, databaseName))
		must(t, err)
		return info.Size()
	}
	before := size()
	must(t, w.erase(w.candidate.ID, recruit.Activity{}))
	if size() >= before {
		t.Fatalf("the file has %d bytes, and had %d", size(), before)
	}
	for _, db := range []*DB{w.DB, other, openIn(t, dir)} {
		must(t, db.Log(w.ctx, w.line("x", "after")))
		if how, err := db.standing(); how != stands || err != nil {
			t.Errorf("it stands as %d, %v", how, err)
		}
	}
}

// TestADraftTellsNothingOfWhomOneDoesNotSee: an interviewer hears the same about a
// person who is hidden, who was hidden and is erased, and who never was; about their
// own candidate they type as before, until that person is erased.
func TestADraftTellsNothingOfWhomOneDoesNotSee(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ina, err := w.SaveMember(w.ctx, recruit.Member{Name: "Ina", Email: "ina@acme.example", Role: recruit.Interviewer, TimeZone: "UTC", CreatedAt: now}, w.line("member.added", "Added Ina"))
	must(t, err)
	person := func(name string) recruit.CandidateID {
		c, err := w.SaveCandidate(w.ctx, recruit.Candidate{Name: name}, recruit.Activity{})
		must(t, err)
		return c.ID
	}
	own, hidden, erased := w.candidate.ID, person("Hidden"), person("Erased")
	d := w.draft("own", now.Add(48*time.Hour))
	d.Interview.OrganiserID = ina.ID
	_, err = w.Commit(w.ctx, d)
	must(t, err)
	must(t, w.erase(erased, recruit.Activity{}))
	seen := w.VisibleTo(ina)
	about := func(id recruit.CandidateID) string { return recruit.DraftKey(ina.ID, id, "note") }
	must(t, seen.SetSetting(w.ctx, about(own), "half a note"))
	must(t, seen.SetSetting(w.ctx, recruit.DraftKey(ina.ID, 0, "profile"), "half a name"))
	missing := seen.SetSetting(w.ctx, about(4711), "half a note")
	wantKind(t, missing, recruit.ErrNotFound)
	for what, id := range map[string]recruit.CandidateID{"hidden": hidden, "hidden and erased": erased} {
		if err := seen.SetSetting(w.ctx, about(id), "half a note"); err == nil || err.Error() != missing.Error() {
			t.Errorf("about someone who is %s: %v, want %v", what, err, missing)
		}
		must(t, seen.SetSetting(w.ctx, about(id), "")) // leaving the form
	}
	must(t, w.erase(own, recruit.Activity{}))
	err = seen.SetSetting(w.ctx, about(own), "half a note, and more")
	if wantKind(t, err, recruit.ErrRefused); !strings.Contains(err.Error(), "was erased") {
		t.Errorf("about their own: %v", err)
	}
}
