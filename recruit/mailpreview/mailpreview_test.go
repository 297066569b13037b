package mailpreview_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/bulk"
	"recruitty/recruit/flow"
	"recruitty/recruit/letters"
	"recruitty/recruit/mailpreview"
	"recruitty/recruit/outcomes"
	"recruitty/recruit/scheduling"
)

// looks writes the mails of a decision.
func (w *world) looks(all ...scheduling.Preview) []mailpreview.Mail {
	w.t.Helper()
	mails, left, err := mailpreview.Read(w.t.Context(), w.outbox, all, 0, 0)
	w.must(err)
	if left != 0 {
		w.t.Fatalf("%d emails are not shown", left)
	}
	for _, m := range mails {
		if m.Err != nil {
			w.t.Fatalf("the email to %s cannot be shown: %v", m.To.Address, m.Err)
		}
	}
	return mails
}

// letter is a mail to a candidate about no interview, as the preview of an outcome shows it.
func letter(d letters.Draft) mailpreview.Mail {
	return mailpreview.Mail{Kind: d.Effect.Kind, To: recruit.Participant{Name: d.To.Name, Address: d.To.Address, Audience: recruit.ToCandidate},
		TemplatePreview: recruit.TemplatePreview{Subject: d.Subject, Text: d.Text}}
}

// come compares what was shown with what the mail server has got since the last time:
// every mail was shown, and every one that was shown has come.
func (w *world) come(what string, shown []mailpreview.Mail, people []recruit.Participant) {
	w.t.Helper()
	w.runs()
	var want []string
	for _, m := range shown {
		for _, p := range append([]recruit.Participant{m.To}, m.Also...) {
			want = append(want, strings.ToLower(p.Address)+" "+m.Subject)
		}
	}
	var got []string
	for ; w.read < len(w.mails.List()); w.read++ {
		sent, err := w.mails.Read(w.read + 1)
		w.must(err)
		if strings.HasPrefix(sent.Subject, "Reminder") {
			continue // of an interview that is near; no decision calls for it at once
		}
		got = append(got, strings.ToLower(sent.To)+" "+sent.Subject)
		n := slices.IndexFunc(shown, func(m mailpreview.Mail) bool {
			return m.Subject == sent.Subject && slices.ContainsFunc(append([]recruit.Participant{m.To}, m.Also...), func(p recruit.Participant) bool { return strings.EqualFold(p.Address, sent.To) })
		})
		if n >= 0 {
			w.same(what, shown[n], sent, people)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		w.t.Errorf("%s: the mail server has got\n%s\nand shown was\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// same holds that a mail says what was shown, but for what Zoom had yet to say.
func (w *world) same(what string, m mailpreview.Mail, sent recruit.SentMail, people []recruit.Participant) {
	w.t.Helper()
	text := strings.ReplaceAll(sent.Text, "\r\n", "\n")
	shown, text := filled(m.Text, text)
	exactly := strings.EqualFold(m.To.Address, sent.To)
	if !exactly {
		shown, text = mailpreview.Nameless(shown, people), mailpreview.Nameless(text, people)
	}
	if strings.Join(strings.Fields(shown), " ") != strings.Join(strings.Fields(text), " ") {
		w.t.Errorf("%s: to %s was shown\n%s\nand has come\n%s", what, sent.To, shown, text)
	}
	files := slices.DeleteFunc(sent.Files, func(name string) bool { return name == "invite.ics" })
	if m.Method != sent.Method || !slices.Equal(m.Files, files) {
		w.t.Errorf("%s: to %s was shown %q with files %v, and has come %q with %v", what, sent.To, m.Method, m.Files, sent.Method, files)
	}
}

// filled puts in the places of what Zoom had yet to say what the mail that has come has
// there.
func filled(shown, text string) (string, string) {
	shown, text = strings.Join(strings.Fields(shown), " "), strings.Join(strings.Fields(text), " ")
	for {
		open := strings.IndexByte(shown, '[')
		if open < 0 || open > len(text) {
			return shown, text
		}
		end := open + strings.IndexByte(shown[open:], ']') + 1
		value, _, _ := strings.Cut(text[open:], " ")
		if behind := shown[end:]; behind != "" && behind[0] != ' ' {
			value = strings.TrimSuffix(value, behind[:1]) // a full stop
		}
		shown = shown[:open] + value + shown[end:]
	}
}

// decide looks at a decision, makes it and compares.
func (w *world) decide(what string, d flow.Decision) recruit.Record {
	w.t.Helper()
	f, err := d.Preview(w.t.Context())
	if err != nil {
		w.t.Fatalf("%s: %v", what, err)
	}
	shown := w.looks(f)
	r, err := d.Commit(w.t.Context())
	if err != nil {
		w.t.Fatalf("%s: %v", what, err)
	}
	w.come(what, shown, r.People)
	r, err = w.svc.Store.Record(w.t.Context(), r.Interview.ID)
	w.must(err)
	return r
}

func (w *world) draft(candidate, day int, zoom bool, panel ...int) recruit.ScheduleRequest {
	d := recruit.ScheduleRequest{CandidateID: w.candidates[candidate].ID, JobID: w.job.ID, Title: "Technical interview", Description: "Storage engines\n\nBring a pen", InternalNote: "Ask about LSM trees",
		Platform: recruit.Phone, Place: "+351 912 345 678", Start: w.now.Truncate(24*time.Hour).AddDate(0, 0, day).Add(10 * time.Hour), TimeZone: "Europe/Lisbon", Duration: 40 * time.Minute,
		Files: []recruit.File{w.file("Rubric.txt", false), w.file("Way to us.txt", true)}}
	if zoom {
		d.Platform, d.Place = recruit.Zoom, ""
	}
	for _, n := range panel {
		d.Participants = append(d.Participants, w.team[n].Email)
	}
	return d
}

// file is one that goes with an interview.
func (w *world) file(name string, everyone bool) recruit.File {
	w.t.Helper()
	path := filepath.Join(w.t.TempDir(), name)
	w.must(os.WriteFile(path, []byte(name), 0o600))
	f, err := w.svc.Documents.FromDisk(w.t.Context(), path, recruit.OtherFile)
	w.must(err)
	f.Everyone = everyone
	return f
}

// TestWhatIsShownIsWhatIsSent looks at each kind of decision, makes it, and compares what was
// shown with what has come to the mail server.
func TestWhatIsShownIsWhatIsSent(t *testing.T) {
	t.Parallel()
	for _, zoom := range []bool{false, true} {
		t.Run(fmt.Sprintf("zoom=%v", zoom), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			r := w.decide("schedule", &flow.Schedule{By: w.by(), Draft: w.draft(0, 5, zoom, 0, 1, 2)})
			r = w.decide("move", &flow.Reschedule{By: w.by(), Interview: flow.Of(r), Move: recruit.RescheduleRequest{Start: r.Interview.Start.AddDate(0, 0, 1), Reason: "The room is taken"}})
			r = w.decide("invite", &flow.People{By: w.by(), Interview: flow.Of(r), Change: recruit.PeopleChange{Add: []string{"guest@elsewhere.example"}}})
			r = w.decide("swap", &flow.People{By: w.by(), Interview: flow.Of(r), Change: recruit.PeopleChange{Add: []string{w.team[3].Email}, Remove: []string{w.team[0].Email}}})
			r = w.decide("back", &flow.People{By: w.by(), Interview: flow.Of(r), Change: recruit.PeopleChange{Add: []string{w.team[0].Email}}})
			also := w.decide("another one", &flow.Schedule{By: w.by(), Draft: w.draft(0, 12, zoom, 1)})
			r = w.decide("correct", &flow.People{By: w.by(), Interview: flow.Of(r), Change: recruit.PeopleChange{Correct: map[string]string{"priya@example.com": "raman@example.com"}}})
			also, err := w.svc.Store.Record(t.Context(), also.Interview.ID)
			w.must(err)
			if _, follows := also.Person("raman@example.com"); !follows {
				t.Error("the other interview does not follow")
			}
			r = w.decide("ask again", &flow.Ask{By: w.by(), Interview: flow.Of(r)})
			r = w.decide("longer", &flow.Reschedule{By: w.by(), Interview: flow.Of(r), Move: recruit.RescheduleRequest{Duration: 35 * time.Minute}})
			r = w.decide("cancel", &flow.Cancel{By: w.by(), Interview: flow.Of(r), Reason: "The position is filled"})
			if r.Interview.Status != recruit.Cancelled {
				t.Errorf("it is %s", r.Interview.Status)
			}
			l := &flow.Loop{By: w.by(), Drafts: []recruit.ScheduleRequest{w.draft(1, 7, zoom, 0, 1), w.draft(1, 8, zoom, 2)}}
			_, err = l.Preview(t.Context())
			w.must(err)
			shown := w.looks(l.Seen.Sessions...)
			_, err = l.Commit(t.Context())
			w.must(err)
			w.runs() // the sheet waits for every link
			w.come("loop", shown, append(l.Seen.Sessions[0].Record.People, l.Seen.Sessions[1].Record.People...))
		})
	}
}

// TestLettersAreShownAsTheyAreSent is about mails to candidates about no interview.
func TestLettersAreShownAsTheyAreSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, q := range []letters.Request{
		{Event: recruit.OnMessage, Words: "Can you send us your references?\n\nThank you – with a line that is longer than what an email has in a line of its plain text."},
		{Event: recruit.OnRejected, JobID: w.job.ID},
		{Event: recruit.OnAdvanced, JobID: w.job.ID, Subject: "It goes on", Text: "In own words.\n\nAnd more."},
	} {
		for _, c := range w.candidates {
			q.CandidateID = c.ID
			d, err := w.svc.Letters.Draft(t.Context(), w.robin, q)
			w.must(err)
			_, err = w.svc.Letters.Send(t.Context(), w.robin, q, 0)
			w.must(err)
			w.come(string(q.Event), []mailpreview.Mail{letter(d)}, nil)
		}
	}
}

// TestAChainOfDecisionsIsShownTruly makes many decisions in an order that a seed chooses, some
// before the mails of the one before have left, and some of which are taken back.
func TestAChainOfDecisionsIsShownTruly(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			w, chance := newWorld(t), rand.New(rand.NewPCG(seed, 1))
			r := w.decide("schedule", &flow.Schedule{By: w.by(), Draft: w.draft(int(seed%2), 9, seed%3 == 0, 0, 2)})
			for step := range 8 {
				d := w.next(chance, r, step)
				f, err := d.Preview(t.Context())
				if err != nil {
					continue // such as to take off who is the last, or to invite who is
				}
				held := chance.IntN(3) == 0
				shown := w.looks(f)
				if held {
					hold(d)
				}
				made, err := d.Commit(t.Context())
				if err != nil {
					t.Fatalf("step %d: %T: %v", step, d, err)
				}
				what := fmt.Sprintf("step %d: %T", step, d)
				if _, can := made.Undoable(w.now); held && can {
					back, err := w.svc.Scheduling.PreviewUndo(t.Context(), w.robin, made.Interview.ID)
					w.must(err)
					what, shown = what+" undone", w.looks(back)
					_, err = w.svc.Scheduling.Undo(t.Context(), w.robin, made.Interview.ID)
					w.must(err)
				}
				w.come(what, shown, made.People)
				r, err = w.svc.Store.Record(t.Context(), made.Interview.ID)
				w.must(err)
				if r.Interview.Status == recruit.Cancelled {
					return
				}
			}
		})
	}
}

// hold lets a decision be taken back for half a minute.
func hold(d flow.Decision) {
	undo := func(context.Context) (time.Duration, error) { return 30 * time.Second, nil }
	switch d := d.(type) {
	case *flow.Reschedule:
		d.Undo = undo
	case *flow.People:
		d.Undo = undo
	case *flow.Cancel:
		d.Undo = undo
	}
}

// next is some decision about an interview.
func (w *world) next(chance *rand.Rand, r recruit.Record, step int) flow.Decision {
	on, someone := flow.Of(r), w.team[chance.IntN(len(w.team))].Email
	switch chance.IntN(9) {
	case 0, 1:
		return &flow.Reschedule{By: w.by(), Interview: on, Move: recruit.RescheduleRequest{Start: r.Interview.Start.Add(time.Duration(1+chance.IntN(9)) * time.Hour), Reason: strings.Repeat("Because. ", chance.IntN(3))}}
	case 2, 3:
		return &flow.People{By: w.by(), Interview: on, Change: recruit.PeopleChange{Add: []string{someone}}}
	case 4:
		return &flow.People{By: w.by(), Interview: on, Change: recruit.PeopleChange{Remove: []string{someone}}}
	case 5:
		return &flow.People{By: w.by(), Interview: on, Change: recruit.PeopleChange{Add: []string{fmt.Sprintf("guest%d@elsewhere.example", step)}, Remove: []string{someone}}}
	case 6:
		return &flow.Ask{By: w.by(), Interview: on}
	case 7:
		return &flow.Reschedule{By: w.by(), Interview: on, Move: recruit.RescheduleRequest{Duration: time.Duration(20+5*chance.IntN(4)) * time.Minute}}
	}
	if step < 5 {
		return &flow.People{By: w.by(), Interview: on, Change: recruit.PeopleChange{OrganiserEntry: recruit.WithoutEntry}}
	}
	return &flow.Cancel{By: w.by(), Interview: on, Reason: "Enough"}
}

// TestARejectionShowsAllItsMails is about the letter and the cancellations of one decision,
// among them that of an interview that had been moved before.
func TestARejectionShowsAllItsMails(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.decide("schedule", &flow.Schedule{By: w.by(), Draft: w.draft(0, 5, false, 0, 1)})
	r = w.decide("move", &flow.Reschedule{By: w.by(), Interview: flow.Of(r), Move: recruit.RescheduleRequest{Start: r.Interview.Start.AddDate(0, 0, 1)}})
	reasons, err := w.svc.Outcomes.Reasons(t.Context())
	w.must(err)
	q := outcomes.Request{CandidateID: w.candidates[0].ID, JobID: w.job.ID, Reject: true, Reason: reasons[0], Mail: true, CancelInterviews: true}
	f, err := w.svc.Outcomes.Preview(t.Context(), w.robin, q)
	w.must(err)
	shown := w.looks(f.Ahead[0].Cancel)
	shown = append(shown, letter(*f.Mail))
	done, err := w.svc.Outcomes.Decide(t.Context(), w.robin, q, 0)
	w.must(err)
	if len(done.Cancelled) != 1 || len(done.Standing) != 0 {
		t.Fatalf("cancelled are %d, and %v stay", len(done.Cancelled), done.Standing)
	}
	w.come("reject", shown, r.People)
}

// TestUndoShowsWhatLeavesAfterAll takes a corrected address back, so that the upcoming interviews
// follow to the one before.
func TestUndoShowsWhatLeavesAfterAll(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.decide("schedule", &flow.Schedule{By: w.by(), Draft: w.draft(0, 5, false, 0)})
	c := w.candidates[0]
	c.Email = "raman@example.com"
	_, err := w.svc.Pipeline.Update(t.Context(), w.robin, c)
	w.must(err)
	w.runs()
	w.read = len(w.mails.List())
	o, err := w.svc.Undo.OfCandidate(t.Context(), w.robin, c.ID)
	w.must(err)
	shown := w.looks(o.Sends...)
	if len(shown) != 4 { // an invitation, a withdrawal, and what Dana and Robin are told
		t.Errorf("shown are %d emails", len(shown))
	}
	_, err = w.svc.Undo.TakeBack(t.Context(), w.robin, o)
	w.must(err)
	w.come("undo", shown, r.People)
}

// TestReadSaysHowMuchItLeavesOut bounds what is written, and groups who get the same words.
func TestReadSaysHowMuchItLeavesOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	d := &flow.Schedule{By: w.by(), Draft: w.draft(0, 5, false, 0, 1, 2, 3)}
	f, err := d.Preview(t.Context())
	w.must(err)
	mails := w.looks(f)
	var got []string
	for _, m := range mails {
		got = append(got, fmt.Sprintf("%s+%d %s", m.To.Name, len(m.Also), m.Method))
	}
	if want := "Priya Raman+0 REQUEST, Dana Ortiz+1 REQUEST, Haru Tanaka+0 REQUEST, Sam O'Brien; “PhD”+0 REQUEST, Robin Reyes+0 REQUEST"; strings.Join(got, ", ") != want {
		t.Errorf("shown are %s, want %s", strings.Join(got, ", "), want)
	}
	if few, left, err := mailpreview.Read(t.Context(), w.outbox, []scheduling.Preview{f}, 2, 60); len(few) != 2 || left != 4 || err != nil {
		t.Errorf("shown are %d, and %d are left out, %v", len(few), left, err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, _, err := mailpreview.Read(stopped, w.outbox, []scheduling.Preview{f}, 0, 0); err == nil {
		t.Error("it goes on although nobody waits")
	}
	var head []string
	for _, line := range mails[1].Head() {
		head = append(head, line.Label+": "+line.Text)
	}
	if want := "To: Dana Ortiz <dana@acme.example>, Ines Costa <ines@acme.example>; Subject: " + mails[1].Subject + "; Calendar: puts it in, or changes it there (REQUEST); Files: Rubric.txt; : Way to us.txt"; strings.Join(head, "; ") != want {
		t.Errorf("the head is %s, want %s", strings.Join(head, "; "), want)
	}
	if lost := (mailpreview.Mail{Err: recruit.NotFound("Gone.")}); len(lost.Head()) != 1 || lost.Body() != "Gone." {
		t.Errorf("an email that cannot be shown has %v and %q", lost.Head(), lost.Body())
	}
}

// TestManyAtOnceShowAllTheirMails moves, replaces and cancels interviews by one request, with
// one that someone else organises and that is taken over first.
func TestManyAtOnceShowAllTheirMails(t *testing.T) {
	t.Parallel()
	for _, change := range []bulk.Change{{Kind: bulk.Move, Shift: bulk.Shift{Minutes: 60}, Reason: "Haru is ill"}, {Kind: bulk.Cancel, Reason: "The office is closed"}, {Kind: bulk.Ask}, {Kind: bulk.Replace, Leaves: "dana@acme.example", Comes: "sam@acme.example"}} {
		t.Run(string(change.Kind), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			quinn, err := w.svc.Team.Add(t.Context(), w.robin, recruit.Member{Name: "Quinn Vale", Email: "quinn@acme.example", TimeZone: "Europe/Lisbon", Role: recruit.Recruiter})
			w.must(err)
			theirs := w.decide("schedule", &flow.Schedule{By: flow.By{Services: w.svc, Actor: quinn}, Draft: w.draft(1, 6, false, 0, 1)})
			mine := w.decide("schedule", &flow.Schedule{By: w.by(), Draft: w.draft(0, 5, false, 0, 2)})
			b := bulk.Bulk{By: w.by(), Change: change, TakeOver: true}
			seen, err := b.Preview(t.Context(), []recruit.InterviewID{mine.Interview.ID, theirs.Interview.ID})
			w.must(err)
			shown := w.looks(seen.Foreseen()...)
			done, err := b.Commit(t.Context(), seen)
			w.must(err)
			if len(done.Done()) != 2 {
				t.Fatalf("changed are %d: %v", len(done.Done()), done.NotDone())
			}
			w.come(string(change.Kind), shown, append(mine.People, theirs.People...))
		})
	}
}
