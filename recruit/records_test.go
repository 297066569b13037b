package recruit_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
)

// lines are the texts of the log about a candidate, the newest first.
func (o *office) lines(t *testing.T, id recruit.CandidateID) string {
	t.Helper()
	all, err := o.db.Activities(t.Context(), recruit.ActivityFilter{CandidateID: id})
	must(t, err)
	var b strings.Builder
	for _, a := range all {
		b.WriteString(a.Text + "\n")
	}
	return b.String()
}

func refuses(t *testing.T, err, kind error, words string) {
	t.Helper()
	if !errors.Is(err, kind) || !strings.Contains(recruit.Sentence(err), words) {
		t.Errorf("%v, want %v with %q", err, kind, words)
	}
}

func TestAClosedJobReopens(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), t.Context()
	open := o.svc.Jobs
	_, err := open.Reopen(ctx, o.admin, o.own.job)
	refuses(t, err, recruit.ErrRefused, "is already open")
	_, err = open.Close(ctx, o.admin, o.own.job)
	must(t, err)
	_, err = open.Reopen(ctx, o.roles[recruit.Interviewer], o.own.job)
	refuses(t, err, recruit.ErrRefused, "ask a recruiter")
	j, err := open.Reopen(ctx, o.roles[recruit.Recruiter], o.own.job)
	must(t, err)
	if j.Status != recruit.JobOpen || !j.ClosedAt.IsZero() {
		t.Errorf("reopened as %s, closed at %v", j.Status, j.ClosedAt)
	}
	c, err := o.svc.Pipeline.Add(ctx, o.admin, recruit.Candidate{Name: "Late Comer"})
	must(t, err)
	_, err = o.svc.Pipeline.Link(ctx, o.admin, c.ID, o.own.job, "")
	must(t, err)
}

func TestACandidateIsUnlinked(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), t.Context()
	line := o.svc.Pipeline
	_, err := line.Unlink(ctx, o.admin, o.own.candidate, o.own.job)
	refuses(t, err, recruit.ErrRefused, "cancel it first")
	_, err = line.Unlink(ctx, o.admin, o.own.candidate, o.other.job)
	refuses(t, err, recruit.ErrRefused, "not linked")
	_, err = o.svc.Scheduling.Cancel(ctx, o.admin, o.own.interview, 0, "", 0)
	must(t, err)
	_, err = line.Unlink(ctx, o.roles[recruit.Interviewer], o.own.candidate, o.own.job)
	refuses(t, err, recruit.ErrRefused, "ask a recruiter")
	a, err := line.Unlink(ctx, o.roles[recruit.Recruiter], o.own.candidate, o.own.job)
	must(t, err)
	p, err := o.db.Profile(ctx, o.own.candidate)
	must(t, err)
	if len(p.Applications) != 0 {
		t.Errorf("still linked: %+v", p.Applications)
	}
	if log := o.lines(t, o.own.candidate); !strings.Contains(log, "where the stage was "+a.Stage) {
		t.Errorf("the log does not keep the stage:\n%s", log)
	}
	r, err := o.db.Record(ctx, o.own.interview) // its record stays (R8)
	must(t, err)
	if r.Job.ID != o.own.job {
		t.Errorf("the interview lost its job: %+v", r.Job)
	}
	_, err = line.Link(ctx, o.admin, o.own.candidate, o.own.job, a.Stage)
	must(t, err)
}

func TestNotesAreChangedAndRemoved(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), t.Context()
	line, id := o.svc.Pipeline, o.own.candidate
	interviewer, recruiter := o.roles[recruit.Interviewer], o.roles[recruit.Recruiter]
	n, err := line.Note(ctx, interviewer, id, 0, "Strong on systms")
	must(t, err)
	_, err = line.EditNote(ctx, recruiter, id, n.ID, "", "x")
	refuses(t, err, recruit.ErrRefused, "wrote this note")
	_, err = line.EditNote(ctx, interviewer, id, n.ID, "something else", "x")
	refuses(t, err, recruit.ErrStale, "changed in the meantime")
	_, err = line.EditNote(ctx, interviewer, id, n.ID, n.Text, "  ")
	refuses(t, err, recruit.ErrInvalid, "empty")
	_, err = line.EditNote(ctx, interviewer, id, 999, "", "x")
	refuses(t, err, recruit.ErrNotFound, "has no note 999")
	_, err = line.EditNote(ctx, interviewer, o.other.candidate, n.ID, "", "x")
	refuses(t, err, recruit.ErrNotFound, "")
	n, err = line.EditNote(ctx, interviewer, id, n.ID, n.Text, "Strong on systems\nHire?")
	must(t, err)
	p, err := o.db.Profile(ctx, id)
	must(t, err)
	if len(p.Notes) != 2 || p.Notes[0] != n || n.EditedAt.IsZero() || n.AuthorID != interviewer.ID {
		t.Errorf("notes %+v, want %+v", p.Notes, n)
	}
	_, err = line.RemoveNote(ctx, recruiter, id, n.ID)
	refuses(t, err, recruit.ErrRefused, "wrote this note")
	_, err = line.RemoveNote(ctx, o.admin, id, n.ID)
	must(t, err)
	p, err = o.db.Profile(ctx, id)
	must(t, err)
	if len(p.Notes) != 1 || p.Notes[0].ID != o.own.note {
		t.Errorf("notes %+v", p.Notes)
	}
	for _, kept := range []string{"“Strong on systms” → “Strong on systems", "Removed a note by " + interviewer.Name + ": “Strong on systems"} {
		if log := o.lines(t, id); !strings.Contains(log, kept) {
			t.Errorf("the log lacks %q:\n%s", kept, log)
		}
	}
	must(t, cancelAll(ctx, o))
	_, err = line.Erase(ctx, o.admin, id)
	must(t, err)
	if log := o.lines(t, id); strings.Contains(log, "Strong on") {
		t.Errorf("an erased person's notes are in the log:\n%s", log)
	}
}

func cancelAll(ctx context.Context, o *office) error {
	r, err := o.svc.Scheduling.Cancel(ctx, o.admin, o.own.interview, 0, "", 0)
	if err != nil {
		return err
	}
	var effects []recruit.Effect
	for _, e := range r.Effects {
		if e.Open() {
			e.State, e.DoneAt = recruit.Superseded, recruittest.At()
			effects = append(effects, e)
		}
	}
	r.Interview.Revision = 0
	now, err := o.db.Record(ctx, o.own.interview)
	if err != nil {
		return err
	}
	_, err = o.db.Commit(ctx, recruit.Commit{Interview: now.Interview, People: now.People, Effects: effects})
	return err
}

// TestOutcomesAreTakenBack notes how an interview went, takes it back and notes
// the other outcome: nothing goes out, and no answer is lost.
func TestOutcomesAreTakenBack(t *testing.T) {
	t.Parallel()
	for _, how := range []recruit.Status{recruit.Completed, recruit.NoShow} {
		s := recruittest.NewStore()
		m := s.AddMember(recruit.Member{Name: "Ana", Email: "ana@example.com", Role: recruit.Recruiter})
		other := s.AddMember(recruit.Member{Name: "Ben", Email: "ben@example.com", Role: recruit.Recruiter})
		j := s.AddJob(recruit.Job{Title: "Engineer"})
		c := s.AddCandidate(recruit.Candidate{Name: "Cy", Email: "cy@example.com"}, j.ID)
		now := recruittest.At()
		talks := s.Scheduling(func() time.Time { return now })
		r, err := talks.Schedule(t.Context(), m, recruit.ScheduleRequest{CandidateID: c.ID, JobID: j.ID, Title: "Talk", Start: now.Add(time.Hour),
			TimeZone: "UTC", Duration: time.Hour, Platform: recruit.Phone, Place: "+1"}, 0)
		must(t, err)
		now = now.Add(3 * time.Hour)
		before := r.Interview
		r, err = talks.Close(t.Context(), m, before.ID, 0, how)
		must(t, err)
		_, err = talks.Close(t.Context(), m, before.ID, 0, recruit.Completed)
		refuses(t, err, recruit.ErrRefused, "undo that first")
		now = now.Add(24 * time.Hour) // however late
		effects := len(r.Effects)
		r, err = talks.Undo(t.Context(), other, before.ID) // whoever may say how it went
		must(t, err)
		if r.Interview.Status != recruit.Scheduled || r.Interview.Sequence != before.Sequence || len(r.Effects) != effects {
			t.Errorf("%s taken back: %+v, %d effects of %d", how, r.Interview, len(r.Effects), effects)
		}
		for _, e := range r.Effects {
			if e.State == recruit.Waiting && e.NextAttempt.After(now) {
				t.Errorf("%s taken back wakes %+v", how, e)
			}
		}
		if _, err = talks.Close(t.Context(), m, before.ID, 0, recruit.NoShow); err != nil {
			t.Errorf("noting it anew: %v", err)
		}
	}
}

func TestFilesGoAway(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), t.Context()
	line, f := o.svc.Pipeline, o.own.file
	refuses(t, line.RemoveFile(ctx, o.roles[recruit.Interviewer], o.own.candidate, f, true), recruit.ErrRefused, "ask a recruiter")
	refuses(t, line.RemoveFile(ctx, o.admin, o.other.candidate, f, true), recruit.ErrNotFound, f.Name)
	must(t, line.RemoveFile(ctx, o.admin, o.own.candidate, f, true))
	if _, err := o.db.FileContent(ctx, f.SHA256); err != nil {
		t.Errorf("the job has the same file, but: %v", err)
	}
	must(t, o.svc.Jobs.RemoveFile(ctx, o.admin, o.own.job, f, true))
	_, err := o.db.FileContent(ctx, f.SHA256)
	refuses(t, err, recruit.ErrNotFound, "erased")
	p, err := o.db.Profile(ctx, o.own.candidate)
	must(t, err)
	if len(p.Files) != 0 || !strings.Contains(o.lines(t, o.own.candidate), "Removed the file "+f.Name) {
		t.Errorf("files %+v, log\n%s", p.Files, o.lines(t, o.own.candidate))
	}
	again, err := o.db.PutFile(ctx, f.Name, strings.NewReader("about own"), 1000) // may come again
	must(t, err)
	if content, err := o.db.FileContent(ctx, again.SHA256); err != nil || string(content) != "about own" {
		t.Errorf("%q, %v", content, err)
	}
}
