package store

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"recruitty/recruit"
)

func TestCommitAndRecord(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	start := now.Add(26 * time.Hour)
	r := w.scheduled(t, "ref-1", start)
	i := r.Interview
	if i.ID == 0 || i.Revision != 1 || !i.Start.Equal(start) || i.Duration != 45*time.Minute || i.Meeting != nil {
		t.Fatalf("interview %+v", i)
	}
	if r.People[0].Audience != recruit.ToCandidate || len(r.People) != 2 || r.People[1].MemberID != w.member.ID {
		t.Errorf("people %+v", r.People)
	}
	if len(r.Files) != 1 || r.Files[0].Size != w.file.Size || !r.Files[0].Everyone {
		t.Errorf("files %+v", r.Files)
	}
	if len(r.Versions) != 1 || r.Versions[0].ByID != w.member.ID || !r.Versions[0].UndoUntil.Equal(now.Add(time.Minute)) || len(r.Effects) != 3 || r.Effects[0].Kind != recruit.ZoomCreate {
		t.Errorf("versions %+v effects %+v", r.Versions, r.Effects)
	}
	if r.Organiser.ID != w.member.ID || r.Job.ID != w.job.ID || r.Candidate.ID != w.candidate.ID {
		t.Errorf("around it: %+v", r)
	}
	lines, err := w.Activities(w.ctx, recruit.ActivityFilter{InterviewID: i.ID})
	must(t, err)
	if len(lines) != 1 || lines[0].Candidate != w.candidate.Name || lines[0].Job != w.job.Title {
		t.Errorf("log %+v", lines)
	}

	i.Meeting = &recruit.Meeting{ID: 8123, JoinURL: "https://zoom.example/j/8123", Passcode: "x", HostEmail: "h@acme.example", ConnectionID: 7}
	create, mail := r.Effects[0], r.Effects[1]
	create.State, create.DoneAt, create.Attempts = recruit.Done, now, 1
	mail.Message, mail.MessageID, mail.MaybeSent = []byte("MIME"), "<1@acme.example>", true
	moved, err := w.Commit(w.ctx, recruit.Commit{Interview: i, Effects: []recruit.Effect{create, mail,
		{Version: 1, Kind: recruit.MailReminder, Target: w.member.Email, State: recruit.Waiting}}})
	must(t, err)
	if *moved.Interview.Meeting != *i.Meeting || moved.Interview.Revision != 2 || len(moved.People) != 2 || len(moved.Files) != 1 {
		t.Errorf("second commit: %+v", moved)
	}
	if len(moved.Effects) != 4 || moved.Effects[0].State != recruit.Done || moved.Effects[1].Message != nil {
		t.Errorf("effects: %+v", moved.Effects)
	}
	mail.Message = nil
	moved, err = w.Commit(w.ctx, recruit.Commit{Interview: moved.Interview, Effects: []recruit.Effect{mail}})
	must(t, err)
	if bytes, err := w.EffectMessage(w.ctx, mail.ID); err != nil || string(bytes) != "MIME" {
		t.Errorf("message = %q, %v", bytes, err)
	}
	if bytes, err := w.EffectMessage(w.ctx, create.ID); err != nil || bytes != nil {
		t.Errorf("message of a call = %q, %v", bytes, err)
	}
	again, err := w.Record(w.ctx, i.ID)
	must(t, err)
	if fmt.Sprintf("%+v", again) != fmt.Sprintf("%+v", withMeeting(moved, again)) {
		t.Errorf("read again:\n%+v\n%+v", again, moved)
	}
}

// withMeeting gives a the meeting pointer of b, so that both print alike.
func withMeeting(a, b recruit.Record) recruit.Record {
	a.Interview.Meeting = b.Interview.Meeting
	return a
}

func TestCommitRefuses(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.scheduled(t, "ref-1", now.Add(time.Hour))
	_, err := w.Commit(w.ctx, recruit.Commit{Interview: r.Interview})
	must(t, err)
	unknown := w.draft("ref-3", now)
	unknown.Interview.JobID = 99
	twice := w.draft("ref-4", now)
	twice.People = append(twice.People, twice.People[0])
	noFile := w.draft("ref-5", now)
	noFile.Files[0].SHA256 = "missing"
	foreign := w.draft("ref-6", now)
	foreign.Effects[0].ID = r.Effects[0].ID
	missing := r.Interview
	missing.ID = 99
	for _, tc := range []struct {
		name   string
		commit recruit.Commit
		want   error
	}{
		{"old revision", recruit.Commit{Interview: r.Interview}, recruit.ErrStale},
		{"old revision, remove", recruit.Commit{Interview: r.Interview, Remove: true}, recruit.ErrStale},
		{"missing interview", recruit.Commit{Interview: missing}, recruit.ErrNotFound},
		{"remove a missing one", recruit.Commit{Interview: missing, Remove: true}, recruit.ErrNotFound},
		{"unknown job", unknown, recruit.ErrNotFound},
		{"participant twice", twice, recruit.ErrDuplicate},
		{"content not stored", noFile, recruit.ErrNotFound},
		{"effect of another interview", foreign, recruit.ErrNotFound},
		{"reference in use", w.draft("ref-1", now), recruit.ErrDuplicate},
	} {
		_, err := w.Commit(w.ctx, tc.commit)
		if !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", tc.name, err, tc.want)
		}
	}
	all, err := w.Interviews(w.ctx, recruit.InterviewFilter{})
	must(t, err)
	if len(all) != 1 {
		t.Errorf("%d interviews after refusals, want 1: a refused commit left something", len(all))
	}
}

func TestCommitRemove(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.scheduled(t, "ref-1", now.Add(time.Hour))
	gone, err := w.Commit(w.ctx, recruit.Commit{Interview: r.Interview, Remove: true, Activity: []recruit.Activity{w.line("interview.undone", "Took it back")}})
	must(t, err)
	if gone.Interview.ID != 0 {
		t.Errorf("removed record = %+v", gone)
	}
	_, err = w.Record(w.ctx, r.Interview.ID)
	wantKind(t, err, recruit.ErrNotFound)
	if open, err := w.OpenEffects(w.ctx, 0); err != nil || len(open) != 0 {
		t.Errorf("open effects: %v, %v", open, err)
	}
	if lines, err := w.Activities(w.ctx, recruit.ActivityFilter{InterviewID: r.Interview.ID}); err != nil || len(lines) != 1 {
		t.Errorf("the log lost lines: %v, %v", lines, err)
	}
	next := w.scheduled(t, "ref-1", now.Add(time.Hour))
	if next.Interview.ID == r.Interview.ID {
		t.Error("an id was used twice")
	}
	must(t, w.Check(w.ctx))
}

func TestConcurrentCommits(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w := worldIn(t, openIn(t, dir))
	id := w.scheduled(t, "ref-1", now.Add(time.Hour)).Interview.ID
	other := openIn(t, dir)
	const writers, each = 8, 20
	var group sync.WaitGroup
	for n := range writers {
		db := w.DB
		if n%2 == 1 {
			db = other // as another process would
		}
		group.Go(func() {
			for done := 0; done < each; {
				r, err := db.Record(w.ctx, id)
				if err != nil {
					t.Error(err)
					return
				}
				r.Interview.Sequence++
				_, err = db.Commit(w.ctx, recruit.Commit{Interview: r.Interview})
				switch {
				case err == nil:
					done++
				case !errors.Is(err, recruit.ErrStale):
					t.Error(err)
					return
				}
			}
		})
	}
	group.Wait()
	r, err := w.Record(w.ctx, id)
	must(t, err)
	if r.Interview.Sequence != writers*each || r.Interview.Revision != 1+writers*each {
		t.Errorf("sequence %d revision %d: an update was lost", r.Interview.Sequence, r.Interview.Revision)
	}
}

func TestInterviews(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.scheduled(t, "ref-1", now.Add(time.Hour))
	second := w.scheduled(t, "ref-2", now.Add(48*time.Hour))
	effect := first.Effects[0]
	effect.State = recruit.Failed
	_, err := w.Commit(w.ctx, recruit.Commit{Interview: first.Interview, Effects: []recruit.Effect{effect}})
	must(t, err)
	one, two := first.Interview.ID, second.Interview.ID
	for _, tc := range []struct {
		name   string
		filter recruit.InterviewFilter
		want   []recruit.InterviewID
	}{
		{"all by start", recruit.InterviewFilter{}, []recruit.InterviewID{one, two}},
		{"from", recruit.InterviewFilter{From: now.Add(2 * time.Hour)}, []recruit.InterviewID{two}},
		{"to excludes", recruit.InterviewFilter{To: second.Interview.Start}, []recruit.InterviewID{one}},
		{"candidate", recruit.InterviewFilter{CandidateID: w.candidate.ID, Limit: 1}, []recruit.InterviewID{one}},
		{"other job", recruit.InterviewFilter{JobID: 99}, nil},
		{"organiser", recruit.InterviewFilter{OrganiserID: w.member.ID}, []recruit.InterviewID{one, two}},
		{"member", recruit.InterviewFilter{MemberID: w.member.ID}, []recruit.InterviewID{one, two}},
		{"address", recruit.InterviewFilter{Address: "ZOE@quirkham.example"}, []recruit.InterviewID{one, two}},
		{"status", recruit.InterviewFilter{Status: recruit.Cancelled}, nil},
		{"query in candidate and job", recruit.InterviewFilter{Query: "zoe datab"}, []recruit.InterviewID{one, two}},
		{"query with no match", recruit.InterviewFilter{Query: "zoe nothing"}, nil},
	} {
		got, err := w.Interviews(w.ctx, tc.filter)
		must(t, err)
		if len(got) != len(tc.want) {
			t.Errorf("%s: %d rows, want %d", tc.name, len(got), len(tc.want))
			continue
		}
		for i := range got {
			if got[i].ID != tc.want[i] || len(got[i].PanelNames) != 1 || got[i].PanelNames[0] != w.member.Name || got[i].JobTitle != w.job.Title {
				t.Errorf("%s: row %d = %+v", tc.name, i, got[i])
			}
		}
	}
	all, err := w.Interviews(w.ctx, recruit.InterviewFilter{})
	must(t, err)
	if all[0].NeedAttention != 1 || all[0].Waiting != 2 || all[1].NeedAttention != 0 || all[1].Waiting != 3 {
		t.Errorf("counts: %+v", all)
	}
}

// TestCommitAlong writes two interviews and their candidate, or none of them.
func TestCommitAlong(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	one, two := w.scheduled(t, "rct-aaaaaaaaaaaa", now.Add(time.Hour)), w.scheduled(t, "rct-bbbbbbbbbbbb", now.Add(2*time.Hour))
	other, err := w.SaveCandidate(w.ctx, recruit.Candidate{Name: "Other", Email: "other@example.org"}, w.line("candidate.added", "Added"))
	must(t, err)
	titled := func(r recruit.Record) recruit.Commit {
		r.Interview.Title = "New"
		return recruit.Commit{Interview: r.Interview, Activity: []recruit.Activity{w.line("interview.regrouped", "Changed")}}
	}
	both := func(change func(c *recruit.Commit)) recruit.Commit {
		candidate, c := one.Candidate, titled(one)
		candidate.Email = "new@example.org"
		c.Candidate, c.Along = &candidate, []recruit.Commit{titled(two)}
		change(&c)
		return c
	}
	for name, c := range map[string]struct {
		change func(*recruit.Commit)
		want   error
	}{
		"another's address": {func(c *recruit.Commit) { c.Candidate.Email = other.Email }, recruit.ErrDuplicate},
		"old candidate":     {func(c *recruit.Commit) { c.Candidate.Version-- }, recruit.ErrStale},
		"old interview":     {func(c *recruit.Commit) { c.Interview.Revision-- }, recruit.ErrStale},
		"old one along":     {func(c *recruit.Commit) { c.Along[0].Interview.Revision-- }, recruit.ErrStale},
	} {
		_, err := w.Commit(w.ctx, both(c.change))
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		for _, was := range []recruit.Record{one, two} {
			r, err := w.Record(w.ctx, was.Interview.ID)
			must(t, err)
			if r.Interview.Title == "New" || r.Candidate.Email != was.Candidate.Email {
				t.Errorf("%s: %s of %s was written", name, r.Interview.Title, r.Candidate.Email)
			}
		}
	}
	r, err := w.Commit(w.ctx, both(func(*recruit.Commit) {}))
	must(t, err)
	along, err := w.Record(w.ctx, two.Interview.ID)
	must(t, err)
	if r.Interview.Title != "New" || along.Interview.Title != "New" || r.Candidate.Email != "new@example.org" || along.Candidate.Version != one.Candidate.Version+1 {
		t.Errorf("written %+v and %+v", r, along)
	}
}

// TestInterviewsPageByPage reads a list in pages of two, with several that begin
// at the same moment.
// TestSizesCountsWhatHasNotEnded: the number beside the section is that of the list, in which
// an interview stays until it is over.
func TestSizesCountsWhatHasNotEnded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	at := now
	w.DB.clock = func() time.Time { return at }
	begins := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	ends := w.scheduled(t, "ahead", begins).Interview.End()
	for _, c := range []struct {
		name string
		at   time.Time
		want int
	}{
		{"before", begins.Add(-time.Hour), 1},
		{"going on", ends.Add(-time.Second), 1},
		{"just over", ends, 0},
		{"long over", ends.AddDate(0, 0, 3), 0},
	} {
		at = c.at
		n, err := w.Sizes(t.Context())
		if err != nil || n.Interviews != c.want {
			t.Errorf("%s: %d interviews, %v, want %d", c.name, n.Interviews, err, c.want)
		}
		jobs, err := w.Jobs(t.Context(), recruit.JobFilter{})
		if err != nil || len(jobs) != 1 || jobs[0].Interviews != c.want {
			t.Errorf("%s: %+v, %v, want a job with %d interviews", c.name, jobs, err, c.want)
		}
	}
}

func TestInterviewsPageByPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for n := range 7 {
		w.scheduled(t, fmt.Sprint("page", n), now.Add(time.Duration(n/3)*time.Hour))
	}
	var f recruit.InterviewFilter
	all, err := w.Interviews(w.ctx, f)
	must(t, err)
	var got []recruit.InterviewID
	for f.Limit = 2; len(got) < 20; {
		page, err := w.Interviews(w.ctx, f)
		must(t, err)
		for _, i := range page {
			got = append(got, i.ID)
			f.After = recruit.InterviewPlace{Start: i.Start, ID: i.ID}
		}
		if len(page) < f.Limit {
			break
		}
	}
	if len(all) != 7 || len(got) != 7 {
		t.Fatalf("%d in one, %v in pages", len(all), got)
	}
	for n, i := range all {
		if got[n] != i.ID {
			t.Errorf("place %d is %d, want %d", n, got[n], i.ID)
		}
	}
}
