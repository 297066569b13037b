package undo_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"recruitty/mail"
	"recruitty/recruit"
	"recruitty/recruit/letters"
	"recruitty/recruit/outcomes"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/services"
	"recruitty/recruit/undo"
	"recruitty/store"
	"recruitty/store/storetest"
)

type noZoom struct{ recruit.Authorizer }

func (noZoom) Permissions() []recruit.Permission     { return nil }
func (noZoom) Missing([]string) []recruit.Permission { return nil }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// office is a workspace with a candidate who is linked to a job, has a note and a file.
type office struct {
	*testing.T
	mu        sync.Mutex
	now       time.Time
	db        *store.DB
	svc       *services.Services
	admin     recruit.Member
	robin     recruit.Member // a recruiter
	sam       recruit.Member // another one
	ina       recruit.Member // an interviewer
	job       recruit.Job
	second    recruit.Job
	candidate recruit.Candidate
	note      recruit.Note
	file      recruit.File
	document  recruit.File
}

// clock moves a second on with each look, so that nothing happens at once.
func (o *office) clock() time.Time {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.now = o.now.Add(time.Second)
	return o.now
}

func (o *office) pass(d time.Duration) { o.mu.Lock(); o.now = o.now.Add(d); o.mu.Unlock() }

func newOffice(t *testing.T) *office {
	t.Helper()
	o := &office{T: t, now: recruittest.At()}
	var err error
	o.db, err = store.Open(t.Context(), storetest.Folder(t), store.Options{Clock: o.clock})
	must(t, err)
	t.Cleanup(func() { _ = o.db.Close() })
	post := mail.NewMailer(func(context.Context) (recruit.MailSettings, error) { return recruit.MailSettings{}, nil }, o.clock)
	o.svc = services.New(o.db, noZoom{}, post, recruit.Environment{}, o.clock)
	member := func(name string, role recruit.Role) recruit.Member {
		m, err := o.svc.Team.Add(t.Context(), o.admin, recruit.Member{Name: name, Email: strings.ToLower(name) + "@corp.example", Role: role, TimeZone: "UTC"})
		must(t, err)
		return m
	}
	o.admin = member("Ada", recruit.Admin)
	o.robin, o.sam, o.ina = member("Robin", recruit.Recruiter), member("Sam", recruit.Recruiter), member("Ina", recruit.Interviewer)
	o.job, err = o.svc.Jobs.Add(t.Context(), o.robin, recruit.Job{Title: "Engineer"})
	must(t, err)
	o.second, err = o.svc.Jobs.Add(t.Context(), o.robin, recruit.Job{Title: "Designer"})
	must(t, err)
	o.candidate, err = o.svc.Pipeline.Add(t.Context(), o.robin, recruit.Candidate{Name: "Jane Doe", Email: "jane@doe.example", Phone: "123", TimeZone: "Asia/Tokyo", Owner: "Sam", Tags: []string{"go"},
		CandidateDetails: recruit.CandidateDetails{Salary: "70,000 EUR", Residence: "Kyōto", Fields: []recruit.OwnField{{Name: "Visa", Value: "yes"}}}})
	must(t, err)
	_, err = o.svc.Pipeline.Link(t.Context(), o.robin, o.candidate.ID, o.job.ID, "Screening")
	must(t, err)
	o.note, err = o.svc.Pipeline.Note(t.Context(), o.robin, o.candidate.ID, 0, "Good on queues; knows “Go”.")
	must(t, err)
	o.file = o.put("cv.txt", "Ten years of Go.")
	must(t, o.svc.Pipeline.AddFile(t.Context(), o.robin, o.candidate.ID, o.file))
	o.document = o.put("role.txt", "Keep it running.")
	must(t, o.svc.Jobs.AddFile(t.Context(), o.robin, o.job.ID, o.document))
	return o
}

func (o *office) put(name, content string) recruit.File {
	o.Helper()
	f, err := o.db.PutFile(o.Context(), name, strings.NewReader(content), 0)
	must(o.T, err)
	return f
}

// sight is all that is read of the records, without what counts their changes.
func (o *office) sight() string {
	o.Helper()
	ctx := o.Context()
	var all []any
	page, err := o.db.CandidatePage(ctx, recruit.CandidateFilter{})
	must(o.T, err)
	for _, row := range page.Rows {
		p, err := o.db.Profile(ctx, row.ID)
		must(o.T, err)
		p.Candidate.Version = 0
		for n := range p.Applications {
			p.Applications[n].Version = 0
		}
		for _, f := range p.Files {
			content, err := o.db.FileContent(ctx, f.SHA256)
			must(o.T, err)
			all = append(all, string(content))
		}
		told, err := o.db.LettersTo(ctx, row.ID)
		must(o.T, err)
		for _, l := range told {
			if l.Effect.Open() {
				all = append(all, l.Subject)
			}
		}
		all = append(all, p)
	}
	jobs, err := o.db.Jobs(ctx, recruit.JobFilter{})
	must(o.T, err)
	for _, j := range jobs {
		j.Version = 0
		files, err := o.db.JobFiles(ctx, j.ID)
		must(o.T, err)
		all = append(all, j, files)
	}
	interviews, err := o.db.Interviews(ctx, recruit.InterviewFilter{})
	must(o.T, err)
	for _, i := range interviews {
		all = append(all, i.ID, i.Status, i.Start, i.Duration)
	}
	text, err := json.MarshalIndent(all, "", " ")
	must(o.T, err)
	return string(text)
}

// change is one kind of change: what is done, and what the log says of it.
type change struct {
	by   recruit.Role // who makes it; "" is a recruiter
	do   func(o *office) (of recruit.JobID, err error)
	said []string // of the line, old and new value
	then []string // of the line that takes it back
}

// one gives back the candidate's own records.
func of(err error) (recruit.JobID, error) { return 0, err }

// changes are all kinds that u takes back, in the order of undo.Kinds.
func changes() map[string]change {
	edit := func(c func(*recruit.Candidate)) func(o *office) (recruit.JobID, error) {
		return func(o *office) (recruit.JobID, error) {
			who, err := o.db.Candidate(o.Context(), o.candidate.ID)
			must(o.T, err)
			c(&who)
			_, err = o.svc.Pipeline.Update(o.Context(), o.robin, who)
			return 0, err
		}
	}
	decide := func(reject bool) func(o *office) (recruit.JobID, error) {
		return func(o *office) (recruit.JobID, error) {
			_, err := o.svc.Outcomes.Decide(o.Context(), o.robin, outcomes.Request{CandidateID: o.candidate.ID, JobID: o.job.ID, Reject: reject, Reason: map[bool]string{true: "Skills"}[reject], Mail: true}, time.Minute)
			return 0, err
		}
	}
	return map[string]change{
		"candidate.changed": {do: edit(func(c *recruit.Candidate) {
			c.Name, c.Email, c.Phone, c.Owner, c.Tags, c.Residence = "Jane Roe", "jane@roe.example", "456", "Robin", nil, ""
		}), said: []string{"Jane Doe → Jane Roe", "123 → 456", "Sam → Robin", "go → none"}, then: []string{"Jane Roe → Jane Doe", "456 → 123", "Robin → Sam"}},
		"candidate.salary": {do: edit(func(c *recruit.Candidate) { c.Salary = "90,000 EUR" }), said: []string{"70,000 EUR → 90,000 EUR"}, then: []string{"90,000 EUR → 70,000 EUR"}},
		"candidate.fields": {do: edit(func(c *recruit.Candidate) { c.SetField("Visa", "no") }), said: []string{"Visa=yes → Visa=no"}, then: []string{"Visa=no → Visa=yes"}},
		"candidate.linked": {do: func(o *office) (recruit.JobID, error) {
			_, err := o.svc.Pipeline.Link(o.Context(), o.robin, o.candidate.ID, o.second.ID, "Offer")
			return of(err)
		}, said: []string{"Designer in Offer"}, then: []string{"not linked to Designer"}},
		"candidate.unlinked": {do: func(o *office) (recruit.JobID, error) {
			_, err := o.svc.Pipeline.Unlink(o.Context(), o.robin, o.candidate.ID, o.job.ID)
			return of(err)
		}, said: []string{"Engineer, where the stage was Screening"}, then: []string{"linked to Engineer again, in Screening"}},
		"candidate.moved": {do: func(o *office) (recruit.JobID, error) {
			_, err := o.svc.Pipeline.Move(o.Context(), o.robin, o.candidate.ID, o.job.ID, "Offer")
			return of(err)
		}, said: []string{"from Screening to Offer"}, then: []string{"Offer → Screening"}},
		"candidate.moved_on": {do: func(o *office) (recruit.JobID, error) {
			_, err := o.svc.Pipeline.Move(o.Context(), o.robin, o.candidate.ID, o.job.ID, "Offer")
			return of(err)
		}, said: []string{"from Rejected to Offer", "→ none"}, then: []string{"Offer → Rejected"}},
		"candidate.advanced": {do: decide(false), said: []string{"Screening → Interview"}, then: []string{"Interview → Screening"}},
		"candidate.rejected": {do: decide(true), said: []string{"Screening → Rejected", "none → Skills do not match"}, then: []string{"Rejected → Screening", "Skills do not match → none"}},
		"candidate.noted": {by: recruit.Interviewer, do: func(o *office) (recruit.JobID, error) {
			_, err := o.svc.Pipeline.Note(o.Context(), o.ina, o.candidate.ID, 0, "Late by ten minutes")
			return of(err)
		}, said: []string{"Wrote a note"}, then: []string{"Late by ten minutes"}},
		"candidate.note_changed": {do: func(o *office) (recruit.JobID, error) {
			_, err := o.svc.Pipeline.EditNote(o.Context(), o.robin, o.candidate.ID, o.note.ID, "", "Weak on queues")
			return of(err)
		}, said: []string{"Good on queues", "→ “Weak on queues”"}, then: []string{"says again: “Good on queues"}},
		"candidate.note_removed": {do: func(o *office) (recruit.JobID, error) {
			_, err := o.svc.Pipeline.RemoveNote(o.Context(), o.robin, o.candidate.ID, o.note.ID)
			return of(err)
		}, said: []string{"Good on queues"}, then: []string{"there again: “Good on queues"}},
		"candidate.file_added": {do: func(o *office) (recruit.JobID, error) {
			return of(o.svc.Pipeline.AddFile(o.Context(), o.robin, o.candidate.ID, o.put("b.txt", "another")))
		}, said: []string{"b.txt"}, then: []string{"b.txt goes"}},
		"candidate.file_removed": {do: func(o *office) (recruit.JobID, error) {
			return of(o.svc.Pipeline.RemoveFile(o.Context(), o.robin, o.candidate.ID, o.file, false))
		}, said: []string{"cv.txt"}, then: []string{"cv.txt is among the files again"}},
		"candidate.mailed": {do: func(o *office) (recruit.JobID, error) {
			_, err := o.svc.Letters.Send(o.Context(), o.robin, letters.Request{CandidateID: o.candidate.ID, Event: recruit.OnMessage, Words: "Hello"}, time.Minute)
			return of(err)
		}, said: []string{"Wrote the email"}, then: []string{"Undid the email"}},
		"candidate.added": {do: func(o *office) (recruit.JobID, error) {
			c, err := o.svc.Pipeline.Add(o.Context(), o.robin, recruit.Candidate{Name: "Twice Added"})
			o.candidate = c
			return of(err)
		}, said: []string{"Added"}, then: []string{"Twice Added is no longer among the candidates"}},
		"job.added": {do: func(o *office) (recruit.JobID, error) {
			j, err := o.svc.Jobs.Add(o.Context(), o.robin, recruit.Job{Title: "Twice"})
			return j.ID, err
		}, said: []string{"Added the job Twice"}, then: []string{"no longer among the jobs"}},
		"job.changed": {do: func(o *office) (recruit.JobID, error) {
			j, err := o.db.Job(o.Context(), o.job.ID)
			must(o.T, err)
			j.Title, j.Stages, j.Description = "Staff Engineer", []string{"In", "Out"}, "Much"
			_, err = o.svc.Jobs.Update(o.Context(), o.robin, j)
			return j.ID, err
		}, said: []string{"Engineer → Staff Engineer", "none → Much"}, then: []string{"Staff Engineer → Engineer", "Much → none"}},
		"job.closed": {do: func(o *office) (recruit.JobID, error) {
			_, err := o.svc.Jobs.Close(o.Context(), o.robin, o.job.ID)
			return o.job.ID, err
		}, said: []string{"Closed the job Engineer"}, then: []string{"Engineer is open again"}},
		"job.reopened": {do: func(o *office) (recruit.JobID, error) {
			_, err := o.svc.Jobs.Reopen(o.Context(), o.robin, o.second.ID)
			return o.second.ID, err
		}, said: []string{"Reopened the job Designer"}, then: []string{"Designer is closed again"}},
		"job.file_added": {do: func(o *office) (recruit.JobID, error) {
			return o.job.ID, o.svc.Jobs.AddFile(o.Context(), o.robin, o.job.ID, o.put("b.txt", "another"))
		}, said: []string{"b.txt"}, then: []string{"b.txt goes"}},
		"job.file_removed": {do: func(o *office) (recruit.JobID, error) {
			return o.job.ID, o.svc.Jobs.RemoveFile(o.Context(), o.robin, o.job.ID, o.document, false)
		}, said: []string{"role.txt"}, then: []string{"role.txt is among the files again"}},
	}
}

// TestEveryChangeIsTakenBack walks over all kinds of changes that u takes back, and finds
// the records as they were, with the old and the new value in the log.
func TestEveryChangeIsTakenBack(t *testing.T) {
	t.Parallel()
	todo := changes()
	for _, k := range undo.Kinds() {
		if k.Way != undo.ByUndo {
			continue
		}
		c, known := todo[k.Action]
		if !known {
			t.Errorf("no test takes %s back", k.Action)
			continue
		}
		delete(todo, k.Action)
		t.Run(k.Action, func(t *testing.T) {
			t.Parallel()
			takesBack(t, k.Action, c)
		})
	}
	for action := range todo {
		t.Errorf("%s is not taken back by u", action)
	}
}

// offer is the last change of the candidate, or of a job.
func (o *office) offer(actor recruit.Member, job recruit.JobID) (undo.Offer, error) {
	if job != 0 {
		return o.svc.Undo.OfJob(o.Context(), actor, job)
	}
	return o.svc.Undo.OfCandidate(o.Context(), actor, o.candidate.ID)
}

func takesBack(t *testing.T, action string, c change) {
	o := newOffice(t)
	actor := o.robin
	switch {
	case c.by == recruit.Interviewer:
		actor = o.ina
	case action == "candidate.moved_on":
		_, err := o.svc.Outcomes.Decide(t.Context(), o.robin, outcomes.Request{CandidateID: o.candidate.ID, JobID: o.job.ID, Reject: true, Reason: "Skills"}, 0)
		must(t, err)
	case action == "job.reopened":
		_, err := o.svc.Jobs.Close(t.Context(), o.robin, o.second.ID)
		must(t, err)
	}
	before := o.sight()
	job, err := c.do(o)
	must(t, err)
	if o.sight() == before {
		t.Fatal("it changed nothing")
	}
	line := o.newest(job)
	if line.Action != action {
		t.Errorf("the line is %s", line.Action)
	}
	says(t, line.Text, c.said)
	if _, err := o.offer(o.sam, job); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("another recruiter is offered it: %v", err)
	}
	offered, err := o.offer(actor, job)
	must(t, err)
	if len(offered.Becomes) == 0 || offered.Actor != actor.Name {
		t.Errorf("it is not said what will be: %+v", offered)
	}
	if _, err := o.svc.Undo.TakeBack(t.Context(), o.sam, offered); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("another recruiter takes it back: %v", err)
	}
	_, err = o.svc.Undo.TakeBack(t.Context(), actor, offered)
	must(t, err)
	if after := o.sight(); after != before {
		t.Errorf("it is not what it was:\n%s\nwas\n%s", after, before)
	}
	says(t, o.newest(job).Text, c.then)
	if _, err := o.svc.Undo.TakeBack(t.Context(), actor, offered); err == nil {
		t.Error("it is taken back twice")
	}
	must(t, o.db.Check(t.Context()))
}

// newest is the newest line about the candidate, or about a job.
func (o *office) newest(job recruit.JobID) recruit.Activity {
	f := recruit.ActivityFilter{CandidateID: o.candidate.ID, Limit: 1}
	if job != 0 {
		f = recruit.ActivityFilter{JobID: job, Limit: 1}
	}
	lines, err := o.db.Activities(o.Context(), f)
	must(o.T, err)
	return lines[0]
}

func says(t *testing.T, text string, parts []string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q does not say %q", text, part)
		}
	}
}

// Further changes of other parts, by other people, are left as they are; one of the same
// field is not overwritten, and it is said whose it is.
func TestWhatWasChangedSinceStays(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	ctx := t.Context()
	set := func(actor recruit.Member, c func(*recruit.Candidate)) {
		who, err := o.db.Candidate(ctx, o.candidate.ID)
		must(t, err)
		c(&who)
		_, err = o.svc.Pipeline.Update(ctx, actor, who)
		must(t, err)
	}
	set(o.robin, func(c *recruit.Candidate) { c.Phone = "456" })
	set(o.sam, func(c *recruit.Candidate) { c.Headline = "Engineer" })
	_, err := o.svc.Pipeline.Note(ctx, o.sam, o.candidate.ID, 0, "Called")
	must(t, err)
	offered, err := o.offer(o.robin, 0)
	must(t, err)
	_, err = o.svc.Undo.TakeBack(ctx, o.robin, offered)
	must(t, err)
	who, err := o.db.Candidate(ctx, o.candidate.ID)
	must(t, err)
	if who.Phone != "123" || who.Headline != "Engineer" {
		t.Errorf("became %q, %q", who.Phone, who.Headline)
	}
	set(o.robin, func(c *recruit.Candidate) { c.Phone = "456" })
	set(o.sam, func(c *recruit.Candidate) { c.Phone = "789" })
	if _, err := o.offer(o.robin, 0); !errors.Is(err, recruit.ErrStale) || !strings.Contains(err.Error(), "by Sam") || !strings.Contains(err.Error(), "Phone") {
		t.Errorf("said %v", err)
	}
	// An offer that was looked at for too long is not carried out.
	set(o.robin, func(c *recruit.Candidate) { c.Headline = "" })
	offered, err = o.offer(o.robin, 0)
	must(t, err)
	set(o.sam, func(c *recruit.Candidate) { c.Headline = "Architect" })
	if _, err := o.svc.Undo.TakeBack(ctx, o.robin, offered); !errors.Is(err, recruit.ErrStale) {
		t.Errorf("said %v", err)
	}
}

// Undoing goes on with the change before, and ends with the time for which changes
// are kept.
func TestTakingBackGoesOn(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	before := o.sight()
	for _, stage := range []string{"Interview", "Offer"} {
		_, err := o.svc.Pipeline.Move(t.Context(), o.robin, o.candidate.ID, o.job.ID, stage)
		must(t, err)
	}
	for range 2 {
		offered, err := o.offer(o.robin, 0)
		must(t, err)
		_, err = o.svc.Undo.TakeBack(t.Context(), o.robin, offered)
		must(t, err)
	}
	if after := o.sight(); after != before {
		t.Errorf("it is not what it was:\n%s\nwas\n%s", after, before)
	}
	o.pass(recruit.KeptChanges)
	if _, err := o.offer(o.robin, 0); !errors.Is(err, recruit.ErrRefused) || !strings.Contains(err.Error(), "30 days") {
		t.Errorf("said %v", err)
	}
}

// TestADecisionIsUndoneAsOne holds that a rejection and the cancellations that belong to it
// are one change, and that an interview that cannot come back with it is named. One that was
// cancelled by itself later is a change of its own.
func TestADecisionIsUndoneAsOne(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		hold    time.Duration
		apart   time.Duration // before the interview is cancelled by hand; 0 with the decision
		text    string
		becomes string
		stands  bool // the interview takes place afterwards
		letter  bool // one is written afterwards
	}{
		{"held", time.Minute, 0, "Rejected for", "1 cancelled interview takes place again.", true, false},
		{"left", 0, 0, "Rejected for", "Talk stays cancelled: people have been told about it", false, false},
		{"by itself", time.Minute, 10 * time.Second, "Talk was cancelled", "Talk is again what it was before", true, false},
		{"by itself, and an email after it", 0, 10 * time.Second, "Wrote the email", "is not sent.", false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			ctx := t.Context()
			r, err := o.svc.Scheduling.Schedule(ctx, o.robin, recruit.ScheduleRequest{CandidateID: o.candidate.ID, JobID: o.job.ID, Title: "Talk", Start: o.clock().Add(72 * time.Hour), TimeZone: "UTC",
				Duration: time.Hour, Platform: recruit.Phone, Place: "+351 912 345 678"}, 0)
			must(t, err)
			for n := range r.Effects { // they have left
				r.Effects[n].State, r.Effects[n].DoneAt = recruit.Done, o.clock()
			}
			_, err = o.db.Commit(ctx, recruit.Commit{Interview: r.Interview, Effects: r.Effects})
			must(t, err)
			_, err = o.svc.Outcomes.Decide(ctx, o.robin, outcomes.Request{CandidateID: o.candidate.ID, JobID: o.job.ID, Reject: true, Reason: "Skills", CancelInterviews: c.apart == 0}, c.hold)
			must(t, err)
			if o.pass(c.apart); c.apart > 0 {
				_, err = o.svc.Scheduling.Cancel(ctx, o.robin, r.Interview.ID, 0, "", c.hold)
				must(t, err)
			}
			if c.letter {
				_, err = o.svc.Letters.Send(ctx, o.robin, letters.Request{CandidateID: o.candidate.ID, JobID: o.job.ID, Event: recruit.OnMessage, Words: "Hi", When: "2h"}, 0)
				must(t, err)
			}
			offered, err := o.offer(o.robin, 0)
			must(t, err)
			if said := strings.Join(offered.Becomes, " "); !strings.Contains(offered.Text, c.text) || !strings.Contains(said, c.becomes) || offered.Newer != "" {
				t.Errorf("offered %q: %q, newer %q", offered.Text, said, offered.Newer)
			}
			_, err = o.svc.Undo.TakeBack(ctx, o.robin, offered)
			must(t, err)
			if now, err := o.db.Record(ctx, r.Interview.ID); err != nil || (now.Interview.Status == recruit.Scheduled) != c.stands {
				t.Errorf("the interview is %s, %v", now.Interview.Status, err)
			}
		})
	}
}
