package store

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
)

// TestChanges runs on a clock of its own: a pass of the watch has ended before
// the next change is made.
func TestChanges(t *testing.T) {
	t.Parallel()
	synctest.Test(t, testChanges)
}

func testChanges(t *testing.T) {
	dir := t.TempDir()
	db := openIn(t, dir)
	other := openIn(t, dir)
	ctx, cancel := context.WithCancel(t.Context())
	one, two := db.Changes(ctx), db.Changes(t.Context())

	pass := func() {
		<-time.After(pollInterval)
		synctest.Wait()
	}
	anything := func(recruit.Change) bool { return false }
	hear := func(what string, changes <-chan recruit.ChangeSet, want bool) {
		t.Helper()
		select {
		case news := <-changes:
			if !want || !news.Affects(anything) {
				t.Errorf("%s: %+v", what, news)
			}
		default:
			if want {
				t.Errorf("%s: no news", what)
			}
		}
	}
	must(t, db.SetSetting(t.Context(), "a", "1"))
	must(t, db.SetSetting(t.Context(), "a", "2"))
	hear("two changes", one, true)
	hear("two changes", two, true)
	hear("two changes come together", one, false)
	pass()
	hear("one's own changes", one, false)
	must(t, other.SetSetting(t.Context(), "a", "3"))
	must(t, db.SetSetting(t.Context(), recruit.DraftKey(1, 2, "note"), "What I am typing"))
	must(t, other.SetSetting(t.Context(), recruit.DraftKey(2, 2, "note"), "What you are typing"))
	hear("nothing before the beat", one, false)
	pass()
	hear("another's change", one, true)
	hear("another's change", two, true)
	must(t, other.SetSetting(t.Context(), recruit.DraftKey(2, 2, "note"), "What you are typing now"))
	pass()
	hear("what another types", one, false)
	cancel()
	if _, open := <-one; open {
		t.Error("a value after the end")
	}
	must(t, db.Close())
	if _, open := <-two; open {
		t.Error("a value after closing")
	}
}

// TestChangesOfAnInterview holds that a commit says whom it concerns, those whom
// it concerned before included.
func TestChangesOfAnInterview(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	lee, err := w.SaveMember(w.ctx, recruit.Member{Name: "Lee", Email: "lee@quirkham.example", Role: recruit.Interviewer, TimeZone: "UTC"}, recruit.Activity{})
	must(t, err)
	changes := w.Changes(w.ctx)
	i := recruit.Interview{CandidateID: w.candidate.ID, JobID: w.job.ID, OrganiserID: w.member.ID, Title: "Talk", Start: now,
		Duration: time.Hour, TimeZone: "UTC", Platform: recruit.OnSite, Place: "Rua 1", Status: recruit.Scheduled}
	with := []recruit.Participant{{Address: w.candidate.Email, Audience: recruit.ToCandidate}, {Address: lee.Email, MemberID: lee.ID, Audience: recruit.ToPanel}}
	r, err := w.Commit(w.ctx, recruit.Commit{Interview: i, People: with,
		Effects: []recruit.Effect{{Kind: recruit.MailInvite, Target: lee.Email, State: recruit.Failed, Version: 1}}})
	must(t, err)
	r, err = w.Commit(w.ctx, recruit.Commit{Interview: r.Interview, People: with[:1]})
	must(t, err)
	news := <-changes
	if len(news) != 1 || news[0].Interview != r.Interview.ID || news[0].Candidate != w.candidate.ID || news[0].Job != w.job.ID ||
		!slices.Contains(news[0].Members, w.member.ID) || !slices.Contains(news[0].Members, lee.ID) || !news[0].NeedsAttention {
		t.Errorf("two commits are news of %+v", news)
	}
	c := w.candidate
	c.Phone = "+351 1"
	_, err = w.Commit(w.ctx, recruit.Commit{Interview: r.Interview, Candidate: &c})
	must(t, err)
	if news := <-changes; news[0].Interview != 0 {
		t.Errorf("a commit with the candidate is news of %+v", news)
	}
}

func TestBackup(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w := worldIn(t, openIn(t, dir))
	must(t, w.SetSecret(w.ctx, "smtp", "pa55"))
	out := t.TempDir()
	path := filepath.Join(out, "copy of monday.db")
	must(t, w.Backup(w.ctx, path))
	wantKind(t, w.Backup(w.ctx, path), recruit.ErrDuplicate)
	wantKind(t, w.Backup(w.ctx, filepath.Join(path, "below.db")), recruit.ErrStorage)
	if left, _ := os.ReadDir(out); len(left) != 1 {
		t.Errorf("files beside the backup: %v", left)
	}
	restored := t.TempDir()
	for from, to := range map[string]string{path: databaseName, filepath.Join(dir, keyName): keyName} {
		content, err := os.ReadFile(from)
		must(t, err)
		must(t, os.WriteFile(filepath.Join(restored, to), content, 0o600))
	}
	db := openIn(t, restored)
	must(t, db.Check(w.ctx))
	if c, err := db.Candidate(w.ctx, w.candidate.ID); err != nil || c.Name != w.candidate.Name {
		t.Errorf("restored: %+v, %v", c, err)
	}
	if v, err := db.Secret(w.ctx, "smtp"); v != "pa55" || err != nil {
		t.Errorf("restored secret: %q, %v", v, err)
	}
}

func TestImportedInterviews(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	batch, err := w.BeginBatch(w.ctx, "interviews.csv", w.member.ID)
	must(t, err)
	meet := func(external string, start time.Time) recruit.Commit {
		i := recruit.Interview{CandidateID: w.candidate.ID, JobID: w.job.ID, OrganiserID: w.member.ID, Title: "Talk", Start: start,
			Duration: time.Hour, TimeZone: "UTC", Platform: recruit.OnSite, Place: "Rua 1", Status: recruit.Scheduled, ExternalID: external}
		people := []recruit.Participant{{Address: w.candidate.Email, Audience: recruit.ToCandidate, Answer: recruit.NoAnswer}}
		return scheduling.ImportInterview(recruit.Record{Interview: i, People: people}, w.member, now)
	}
	day := now.Add(24 * time.Hour)
	done, err := w.ImportInterviews(w.ctx, batch, []recruit.Commit{meet("iv-1", day), meet("", day.Add(time.Hour)), meet("iv-1", day.Add(2*time.Hour)),
		meet("", day), meet("iv-2", day), meet("iv-3", day.Add(time.Hour)), meet("iv-4", day.Add(4*time.Hour))})
	must(t, err)
	ids, added := outcome(t, done)
	if want := []bool{true, true, false, false, true, false, true}; !slices.Equal(added, want) || ids[2] != ids[0] || ids[3] != ids[0] || ids[5] != ids[1] {
		t.Fatalf("interviews %v %v", ids, added)
	}
	r, err := w.Record(w.ctx, ids[0])
	must(t, err)
	if !r.Imported() || r.Interview.ExternalID != "iv-1" || len(r.People) != 1 || len(r.Effects) != 0 || !r.Interview.Start.Equal(day) {
		t.Errorf("stored %+v", r)
	}
	// One that was moved is known by the time that it had.
	r, err = w.Record(w.ctx, ids[1])
	must(t, err)
	r.Interview.Version, r.Interview.Start = 2, day.Add(72*time.Hour)
	_, err = w.Commit(w.ctx, recruit.Commit{Interview: r.Interview, Version: &recruit.Version{Number: 2, Kind: recruit.WasRescheduled, Start: r.Interview.Start, Duration: time.Hour, TimeZone: "UTC"}})
	must(t, err)
	if known, err := w.KnownInterview(w.ctx, meet("", day.Add(time.Hour)).Interview); err != nil || known != ids[1] {
		t.Errorf("a moved interview is known as %d, %v", known, err)
	}
	undone, err := w.UndoBatch(w.ctx, batch, nil)
	must(t, err)
	if undone.Kept != 1 || undone.Removed != 3 {
		t.Errorf("undone %+v", undone)
	}
	if list, err := w.Interviews(w.ctx, recruit.InterviewFilter{}); err != nil || len(list) != 1 || list[0].ID != ids[1] {
		t.Errorf("left are %+v, %v", list, err)
	}
	must(t, w.Check(w.ctx))
}

// TestLinksLearnTheirIDs imports a link that stands already.
func TestLinksLearnTheirIDs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	batch, err := w.BeginBatch(w.ctx, "applications.json", w.member.ID)
	must(t, err)
	for _, external := range []string{"", "a-1", "a-2"} {
		_, err = w.ImportApplications(w.ctx, batch, []recruit.Application{{CandidateID: w.candidate.ID, JobID: w.job.ID, Stage: "Applied", ExternalID: external}})
		must(t, err)
	}
	list, err := w.ApplicationsByExternalID(w.ctx, "a-1")
	must(t, err)
	if len(list) != 1 || list[0].CandidateID != w.candidate.ID || list[0].JobID != w.job.ID {
		t.Errorf("the link is %+v", list)
	}
	for _, other := range []string{"", "a-2"} {
		if list, err := w.ApplicationsByExternalID(w.ctx, other); err != nil || len(list) != 0 {
			t.Errorf("under %q there is %+v, %v", other, list, err)
		}
	}
}

func TestBatches(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	batch, err := w.BeginBatch(w.ctx, "jobs.csv", w.member.ID)
	must(t, err)
	newJobs, err := w.ImportJobs(w.ctx, batch, []recruit.Job{{Title: "Known", ExternalID: "J-1", ExternalSource: "acme"}, {Title: "Gardener", ExternalID: "J-2", ExternalSource: "acme"},
		{Title: "Gardener again", ExternalID: "J-2", ExternalSource: "acme"}, {Title: "Painter"}})
	must(t, err)
	jobs, added := outcome(t, newJobs)
	if jobs[0] != w.job.ID || added[0] || !added[1] || added[2] || jobs[2] != jobs[1] || !added[3] {
		t.Fatalf("jobs %v %v", jobs, added)
	}
	newPeople, err := w.ImportCandidates(w.ctx, batch, []recruit.NewCandidate{newcomer(recruit.Candidate{Name: "Known", Email: "ZOE@quirkham.example"}),
		newcomer(recruit.Candidate{Name: "Kept By Note", ExternalID: "x"}), newcomer(recruit.Candidate{Name: "Kept By Edit", Email: "e@x.example"}),
		newcomer(recruit.Candidate{Name: "Vanishing", Email: "v@x.example"})})
	must(t, err)
	people, added := outcome(t, newPeople)
	if people[0] != w.candidate.ID || added[0] || !added[1] || !added[2] || !added[3] {
		t.Fatalf("candidates %v %v", people, added)
	}
	newLinks, err := w.ImportApplications(w.ctx, batch, []recruit.Application{{CandidateID: w.candidate.ID, JobID: w.job.ID, Stage: "Offer"},
		{CandidateID: people[3], JobID: jobs[1], Stage: "Applied"}})
	must(t, err)
	_, added = outcome(t, newLinks)
	if added[0] || !added[1] {
		t.Fatalf("links %v", added)
	}
	for query, want := range map[string]int{"kept": 2, "vanish": 1, "edit": 1} {
		if page, err := w.CandidatePage(w.ctx, recruit.CandidateFilter{Query: query}); err != nil || page.Total != want {
			t.Errorf("search %q: %d, %v, want %d", query, page.Total, err, want)
		}
	}
	if found, err := w.Jobs(w.ctx, recruit.JobFilter{Query: "garden"}); err != nil || len(found) != 1 {
		t.Errorf("search for a job: %v, %v", found, err)
	}
	_, err = w.AddNote(w.ctx, recruit.Note{CandidateID: people[1], Text: "x"}, recruit.Activity{})
	must(t, err)
	c, err := w.Candidate(w.ctx, people[2])
	must(t, err)
	_, err = w.SaveCandidate(w.ctx, c, recruit.Activity{})
	must(t, err)

	undone, err := w.UndoBatch(w.ctx, batch, nil)
	must(t, err)
	if undone.Kept != 2 || undone.Removed != 4 { // removed: two jobs, one candidate, one link
		t.Errorf("undone %+v", undone)
	}
	if page, err := w.CandidatePage(w.ctx, recruit.CandidateFilter{Query: "vanishing"}); err != nil || page.Total != 0 {
		t.Errorf("still found: %+v, %v", page, err)
	}
	_, err = w.UndoBatch(w.ctx, batch, nil)
	wantKind(t, err, recruit.ErrNotFound)
	_, err = w.ImportJobs(w.ctx, batch, nil)
	wantKind(t, err, recruit.ErrNotFound)
	must(t, w.Check(w.ctx))
}
