package offers_test

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/offers"
	"recruitty/recruit/slots"
)

// TestAnOfferIsTaken walks the whole way: proposed, sent, taken by the link of the email,
// booked with its invitations; and the same answer once more.
func TestAnOfferIsTaken(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	w.page()
	p := w.proposes(0)
	against := slices.ContainsFunc(p.Notes, func(note string) bool { return note[0] >= '0' && note[0] <= '9' }) // an option
	held := slices.ContainsFunc(p.Notes, func(note string) bool { return strings.HasPrefix(note, "Until Thu 3 Dec 08:00 these hours") })
	if len(p.Offer.Options) != offers.UsualHours || against || !held {
		t.Fatalf("%d options, notes %q", len(p.Offer.Options), p.Notes)
	}
	days := map[string]bool{}
	for n, o := range p.Offer.Options {
		days[o.Start().Format(time.DateOnly)] = true
		if o.Number != n+1 || n > 0 && !o.Start().After(p.Offer.Options[n-1].Start()) {
			t.Errorf("option %d begins %v", o.Number, o.Start())
		}
	}
	if len(days) != offers.UsualHours {
		t.Errorf("the options lie on %d days", len(days))
	}
	if text := p.Letter.Text; !strings.Contains(text, "1)  ") || !strings.Contains(text, "Kolkata, UTC+05:30") || !strings.Contains(text, recruit.OfferLink) || !strings.Contains(text, "1, 2, 3, 4 or 5") {
		t.Errorf("the mail says\n%s", text)
	}
	o, err := w.Send(ctx, w.robin, p, 0)
	w.must(err)
	if o.State != offers.Offered || o.Mail != recruit.Waiting {
		t.Errorf("sent: %s, mail %s", o.State, o.Mail)
	}
	w.runs()
	o, err = w.Show(ctx, o.ID)
	w.must(err)
	if o.Mail != recruit.Done {
		t.Fatalf("the mail is %s: %s", o.Mail, o.MailError)
	}
	ref := offers.Ref{Token: w.token(0)}
	v, err := w.Look(ctx, ref)
	w.must(err)
	if v.State != offers.Offered || len(v.Options) != 5 || v.Zone != "Asia/Kolkata" || v.Options[0].Sessions[0].People != nil || v.Contact.Name != "Robin" {
		t.Errorf("the page has %+v", v)
	}
	for range 2 {
		got, err := w.Take(ctx, ref, offers.Taking{Version: v.Version, Option: 2, Via: offers.ByPage})
		w.must(err)
		if got.Outcome != offers.TookIt || got.Offer.State != offers.Booked || got.Offer.Picked != 2 || len(got.Offer.Interviews) != 1 {
			t.Fatalf("taken: %+v", got)
		}
	}
	got, err := w.Take(ctx, ref, offers.Taking{Version: v.Version, Option: 3, Via: offers.ByPage})
	if err != nil || got.Outcome != offers.AlreadySet {
		t.Errorf("another one then: %v, %v", got.Outcome, err)
	}
	all, err := w.db.Interviews(ctx, recruit.InterviewFilter{CandidateID: w.candidates[0].ID})
	w.must(err)
	if len(all) != 1 || !all[0].Start.Equal(o.Options[1].Start()) || all[0].OrganiserName != "Robin" {
		t.Fatalf("booked: %+v", all)
	}
	w.runs()
	var invited []string
	for _, m := range w.mails.List() {
		if m.Method == "REQUEST" {
			invited = append(invited, m.To)
		}
	}
	slices.Sort(invited)
	if !slices.Equal(invited, []string{"dana@acme.example", "mona@example.org"}) {
		t.Errorf("invited: %v", invited)
	}
	log, err := w.db.Activities(ctx, recruit.ActivityFilter{CandidateID: w.candidates[0].ID})
	w.must(err)
	said := map[string]string{}
	for _, a := range log {
		said[a.Action] = a.Actor + ": " + a.Text
	}
	if !strings.HasPrefix(said["offer.taken"], "Mona: Took ") || !strings.HasPrefix(said["interview.scheduled"], "Mona: Scheduled") || !strings.HasPrefix(said["offer.sent"], "Robin: Made an offer with 5 times") {
		t.Errorf("the log says %q", said)
	}
	if v, err = w.Look(ctx, ref); err != nil || v.State != offers.Booked || len(v.Agreed) != 1 || !v.MayMove || !v.MayCallOff || len(v.Options) != 0 {
		t.Errorf("the page then: %+v, %v", v, err)
	}
	w.pass(60 * 24 * time.Hour)
	if v, err = w.Look(ctx, ref); err != nil || !v.Over || len(v.Agreed) != 1 || v.Agreed[0].Place != "" || v.MayMove || v.MayCallOff {
		t.Errorf("the page when it is over: %+v, %v", v, err)
	}
}

// TestALoopIsTaken holds that a solved loop is one option, booked as a whole.
func TestALoopIsTaken(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.plan()
	ctx := t.Context()
	p, err := w.Propose(ctx, w.robin, offers.Request{Candidate: w.candidates[0].ID})
	w.must(err)
	if len(p.Offer.Options) != offers.UsualLoops || len(p.Offer.Options[0].Sessions) != 2 || !p.Offer.Loop() || p.Offer.Title != "Onsite" {
		t.Fatalf("%+v", p.Offer)
	}
	if !strings.Contains(p.Letter.Text, "1)  Technical\n    ") || strings.Contains(p.Letter.Text, "{{") {
		t.Errorf("the mail says\n%s", p.Letter.Text)
	}
	o, err := w.Send(ctx, w.robin, p, 0)
	w.must(err)
	got, err := w.Take(ctx, one(o.ID), taking(o, 3))
	w.must(err)
	if got.Outcome != offers.TookIt || len(got.Booked) != 2 || len(got.Offer.Interviews) != 2 || got.Offer.Interviews[0].Loop == "" {
		t.Errorf("%+v", got)
	}
	w.runs()
	before := w.entriesOf(0)
	// She moves the loop: with the same people it is the same interviews, else others.
	fresh, err := w.Refresh(ctx, one(o.ID))
	w.must(err)
	if fresh.Outcome != offers.Gone || fresh.Offer.Version != 2 || len(fresh.Offer.Options) == 0 || fresh.Offer.State != offers.Booked {
		t.Fatalf("%+v", fresh)
	}
	got, err = w.Move(ctx, one(o.ID), taking(fresh.Offer, 1))
	w.must(err)
	same := true
	for n, x := range fresh.Offer.Options[0].Sessions {
		same = same && slices.Equal(x.Participants, o.Options[2].Sessions[n].Participants)
	}
	want := map[bool]int{true: 2, false: 4}[same]
	if got.Outcome != offers.MovedIt || len(got.Offer.Standing()) != 2 || len(got.Offer.Interviews) != want || got.Offer.Moves != 1 {
		t.Errorf("moved, with the same people %t: %s, %d of %d", same, got.Outcome, len(got.Offer.Standing()), len(got.Offer.Interviews))
	}
	w.runs()
	w.standsInCalendars(0, before, same)
}

// TestALoopIsMoved holds both ways in which a loop moves: the same entries in her calendar where the same people take part,
// and otherwise new ones, with the old ones taken out.
func TestALoopIsMoved(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		same bool
		by   time.Duration // into its own hours too
	}{{true, 24 * time.Hour}, {false, 24 * time.Hour}, {true, 30 * time.Minute}, {false, 30 * time.Minute}, {true, time.Hour}, {false, time.Hour}} {
		same := c.same
		w := newWorld(t)
		ctx := t.Context()
		loop := func(at time.Time, first, second recruit.Member) offers.Option {
			draft := func(title string, at time.Time, who recruit.Member) recruit.ScheduleRequest {
				return recruit.ScheduleRequest{CandidateID: w.candidates[0].ID, JobID: w.job.ID, Title: title, Start: at, TimeZone: "Asia/Kolkata", Duration: time.Hour, Platform: recruit.Phone, Participants: []string{who.Email}}
			}
			return offers.OptionOf([]recruit.ScheduleRequest{draft("Technical", at, first), draft("Manager", at.Add(time.Hour), second)})
		}
		at := time.Date(2026, 12, 8, 9, 0, 0, 0, time.UTC)
		w.plan()
		p, err := w.Propose(ctx, w.robin, offers.Request{Candidate: w.candidates[0].ID, Options: []offers.Option{loop(at, w.dana, w.ines)}})
		w.must(err)
		o, err := w.Send(ctx, w.robin, p, 0)
		w.must(err)
		_, err = w.Take(ctx, one(o.ID), taking(o, 1))
		w.must(err)
		w.runs()
		before := w.entriesOf(0)
		o, err = w.Show(ctx, o.ID)
		w.must(err)
		first, second := w.dana, w.ines
		if !same {
			first, second = second, first
		}
		o.Version, o.Options = o.Version+1, []offers.Option{loop(at.Add(c.by), first, second)}
		o.Options[0].Number = 1
		o, err = w.db.SaveOffer(ctx, offers.Change{Offer: o})
		w.must(err)
		for range 2 {
			got, err := w.Move(ctx, one(o.ID), taking(o, 1))
			w.must(err)
			if want := map[bool]int{true: 2, false: 4}[same]; got.Outcome != offers.MovedIt || len(got.Offer.Standing()) != 2 || len(got.Offer.Interviews) != want || !got.Offer.Standing()[0].Start.Equal(at.Add(c.by)) {
				t.Fatalf("same people %t, by %v: %s, %d of %d", same, c.by, got.Outcome, len(got.Offer.Standing()), len(got.Offer.Interviews))
			}
		}
		w.runs()
		w.standsInCalendars(0, before, same)
	}
}

// entry is what stands in a calendar: when, and by which revision of its entry.
type entry struct {
	start    time.Time
	sequence int
}

// entriesOf is the calendar of a candidate as the emails to them have made it, in the order in which they came.
func (w *world) entriesOf(candidate int) map[string]entry {
	w.t.Helper()
	all := map[string]entry{}
	for _, m := range w.mails.List() {
		if m.To != w.candidates[candidate].Email || m.Method == "" {
			continue
		}
		read, err := w.mails.Read(m.ID)
		w.must(err)
		object := strings.NewReplacer("\r\n ", "", "\n ", "").Replace(read.Calendar)
		of := func(name string) string {
			_, rest, _ := strings.Cut(object[strings.Index(object, "BEGIN:VEVENT"):], "\n"+name)
			line, _, _ := strings.Cut(rest, "\n")
			_, value, _ := strings.Cut(line, ":")
			return strings.TrimSpace(value)
		}
		sequence, err := strconv.Atoi(of("SEQUENCE"))
		w.must(err)
		if known, there := all[of("UID")]; there && sequence < known.sequence {
			w.t.Errorf("%s comes with revision %d behind %d", of("UID"), sequence, known.sequence)
		}
		if m.Method == "CANCEL" {
			delete(all, of("UID"))
			continue
		}
		start, err := time.Parse("20060102T150405Z", of("DTSTART"))
		w.must(err)
		all[of("UID")] = entry{start, sequence}
	}
	return all
}

// standsInCalendars holds that a candidate's calendar has their interviews and nothing else; as the entries of before where
// same says so.
func (w *world) standsInCalendars(candidate int, before map[string]entry, same bool) {
	w.t.Helper()
	standing, err := w.db.Interviews(w.t.Context(), recruit.InterviewFilter{CandidateID: w.candidates[candidate].ID, Status: recruit.Scheduled})
	w.must(err)
	now := w.entriesOf(candidate)
	if len(now) != len(standing) {
		w.t.Errorf("%d entries of %d interviews", len(now), len(standing))
	}
	for _, i := range standing {
		r, err := w.db.Record(w.t.Context(), i.ID)
		w.must(err)
		kept, was := before[r.Interview.UID]
		next := kept.sequence + 1
		if kept.start.Equal(i.Start) {
			next = kept.sequence // it stays where it was
		}
		if e := now[r.Interview.UID]; !e.start.Equal(i.Start) || was != same || same && e.sequence != next {
			w.t.Errorf("%s at %v has the entry %+v, before %+v", i.Title, i.Start, e, kept)
		}
	}
}

// TestNoHourIsRefused holds that nothing is sent where no hour is possible, and that the
// refusal says the cause and the cheapest way out.
func TestNoHourIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.busyAt(w.dana, w.now(), w.now().AddDate(0, 0, 60))
	w.pass(time.Hour)
	_, err := w.svc.Availability.Fresh(t.Context(), w.robin, []recruit.MemberID{w.dana.ID}, time.Second)
	w.must(err)
	p, err := w.Propose(t.Context(), w.robin, offers.Request{Candidate: w.candidates[0].ID, Single: w.single()})
	if !errors.Is(err, recruit.ErrRefused) || !strings.Contains(recruit.Sentence(err), "No time suits everybody") || !strings.Contains(recruit.Sentence(err), "Dana") {
		t.Errorf("%q", recruit.Sentence(err))
	}
	if len(p.Found.Refusals) == 0 {
		t.Error("the proposal does not say why")
	}
	if _, err := w.Propose(t.Context(), w.robin, offers.Request{Candidate: w.candidates[0].ID, Single: &offers.Single{Title: "Talk", Duration: time.Hour}}); !errors.Is(err, recruit.ErrInvalid) {
		t.Errorf("nobody takes part: %v", err)
	}
	if _, err := w.Propose(t.Context(), w.dana, offers.Request{Candidate: w.candidates[0].ID, Single: w.single()}); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("an interviewer: %v", err)
	}
}

// TestWhatHappensToAnOpenOffer are the ways on which an offer ends without a booking.
func TestWhatHappensToAnOpenOffer(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Priya")
	ctx := t.Context()
	first := w.sends(0)
	second := w.sends(0)
	first, err := w.Show(ctx, first.ID)
	w.must(err)
	if first.State != offers.Replaced || first.ReplacedBy != second.ID || first.Mail != recruit.Superseded {
		t.Errorf("the first is %s by %d, its mail %s", first.State, first.ReplacedBy, first.Mail)
	}
	if v, err := w.Look(ctx, one(first.ID)); err != nil || v.Offer != second.ID {
		t.Errorf("the first leads to %d, %v", v.Offer, err)
	}
	asked, err := w.Ask(ctx, one(second.ID), offers.Asking{Said: "Only on Fridays", Windows: []slots.Span{{Start: w.now().AddDate(0, 0, 4), End: w.now().AddDate(0, 0, 4).Add(3 * time.Hour)}}, Via: offers.ByPage})
	w.must(err)
	if asked.Outcome != offers.Asked || asked.Offer.State != offers.NoneSuits || asked.Offer.Said != "Only on Fridays" {
		t.Errorf("asked: %+v", asked)
	}
	again, err := w.Ask(ctx, one(second.ID), offers.Asking{Said: asked.Offer.Said, Windows: asked.Offer.Windows, Via: offers.ByPage})
	if err != nil || again.Offer.Revision != asked.Offer.Revision {
		t.Errorf("asked again: %v, revision %d", err, again.Offer.Revision)
	}
	waiting, err := w.Waiting(ctx)
	if err != nil || len(waiting) != 1 || waiting[0].ID != second.ID {
		t.Errorf("on Today: %v, %v", waiting, err)
	}
	search := asked.Offer.Search
	search.Windows = asked.Offer.Windows
	renewed, err := w.Renew(ctx, w.robin, second.ID, search, "Friday it is.", 0)
	w.must(err)
	if renewed.State != offers.Offered || renewed.Version != 2 || renewed.Options[0].Start().Weekday() != time.Friday {
		t.Errorf("renewed: %+v", renewed)
	}
	if stale, err := w.Take(ctx, one(second.ID), offers.Taking{Version: 1, Option: 1}); err != nil || stale.Outcome != offers.Gone || stale.Offer.Version != 2 {
		t.Errorf("an option of before: %+v, %v", stale.Outcome, err)
	}
	w.runs()
	withdrawn, err := w.Withdraw(ctx, w.robin, second.ID)
	w.must(err)
	if withdrawn.State != offers.Withdrawn {
		t.Errorf("withdrawn: %s", withdrawn.State)
	}
	if got, err := w.Take(ctx, one(second.ID), taking(renewed, 1)); err != nil || got.Outcome != offers.NotOpen {
		t.Errorf("taken then: %v, %v", got.Outcome, err)
	}
	if _, err := w.Take(ctx, offers.Ref{Token: "AAAAAAAAAAAAAAAAAAAAAA"}, offers.Taking{Version: 1, Option: 1}); !errors.Is(err, recruit.ErrNotFound) {
		t.Errorf("a guessed token: %v", err)
	}
	if _, err := w.Take(ctx, one(w.sends(1).ID), offers.Taking{Version: 1, Option: 9}); !errors.Is(err, recruit.ErrInvalid) {
		t.Errorf("an option that is none: %v", err)
	}
}

// TestACalendarThatCannotBeRead lets a member confirm (R13).
func TestACalendarThatCannotBeRead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	o := w.sends(0)
	w.pass(time.Hour)
	w.dead.Store(true)
	for range 2 {
		got, err := w.Take(ctx, one(o.ID), taking(o, 1))
		w.must(err)
		if got.Outcome != offers.Confirming || got.Offer.State != offers.ToConfirm || !strings.Contains(got.Offer.Said, "Dana") {
			t.Fatalf("%+v", got)
		}
	}
	v, err := w.Look(ctx, one(o.ID))
	if err != nil || v.Taken == nil || v.Taken.Number != 1 || v.Asked {
		t.Errorf("the page: %+v, %v", v, err)
	}
	got, err := w.Confirm(ctx, w.robin, o.ID)
	w.must(err)
	if got.Outcome != offers.TookIt || got.Offer.State != offers.Booked {
		t.Errorf("confirmed: %+v", got)
	}
	if _, err := w.Confirm(ctx, w.robin, o.ID); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("confirmed again: %v", err)
	}
}

// TestTheLoserGetsWhatIsLeft: an hour that a calendar has taken meanwhile is not booked, and
// the nearest ones are shown; the same answer again shows the same.
func TestTheLoserGetsWhatIsLeft(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	o := w.sends(0)
	w.busyAt(w.dana, o.Options[0].Start(), o.Options[0].End())
	w.pass(time.Hour)
	for range 2 {
		got, err := w.Take(ctx, one(o.ID), taking(o, 1))
		w.must(err)
		if got.Outcome != offers.Gone || got.Offer.Version != 2 || len(got.Offer.Options) != offers.Alternatives || len(got.Offer.Interviews) != 0 {
			t.Fatalf("%+v", got)
		}
		for _, one := range got.Offer.Options {
			if one.Start().Before(o.Options[0].End()) && one.End().After(o.Options[0].Start()) {
				t.Errorf("%v is offered again", one.Start())
			}
		}
		if got.Offer.Options[0].Start().Sub(o.Options[0].Start()).Abs() > 3*time.Hour {
			t.Errorf("the nearest is %v", got.Offer.Options[0].Start())
		}
	}
}

// TestMoveAndCallOff holds the cut-off, the number of moves, and that a single interview
// stays the same meeting.
func TestMoveAndCallOff(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	o := w.sends(0, func(r *offers.Request) { r.From = w.now().AddDate(0, 0, 7) })
	taken, err := w.Take(ctx, one(o.ID), taking(o, 1))
	w.must(err)
	id := taken.Booked[0]
	for n := range 2 {
		fresh, err := w.Refresh(ctx, one(o.ID))
		w.must(err)
		if fresh.Outcome != offers.Gone || len(fresh.Offer.Options) == 0 {
			t.Fatalf("%+v", fresh)
		}
		for range 2 {
			got, err := w.Move(ctx, one(o.ID), taking(fresh.Offer, 2))
			w.must(err)
			if got.Outcome != offers.MovedIt || got.Offer.Moves != n+1 || len(got.Offer.Interviews) != 1 || got.Offer.Interviews[0].ID != id || !got.Offer.Interviews[0].Start.Equal(fresh.Offer.Options[1].Start()) {
				t.Fatalf("move %d: %+v", n, got)
			}
		}
	}
	if got, err := w.Refresh(ctx, one(o.ID)); err != nil || got.Outcome != offers.TooLate {
		t.Errorf("a third move: %v, %v", got.Outcome, err)
	}
	if v, err := w.Look(ctx, one(o.ID)); err != nil || v.MayMove || !v.MayCallOff || v.MovesLeft != 0 {
		t.Errorf("the page: %+v, %v", v, err)
	}
	asked, err := w.Ask(ctx, one(o.ID), offers.Asking{Said: "May I come later?", Via: offers.ByMail})
	if err != nil || asked.Offer.State != offers.Booked || !asked.Offer.Asking {
		t.Errorf("asked: %+v, %v", asked.Offer, err)
	}
	if waiting, err := w.Waiting(ctx); err != nil || len(waiting) != 1 {
		t.Errorf("on Today: %d, %v", len(waiting), err)
	}
	_, err = w.Seen(ctx, w.robin, o.ID)
	w.must(err)
	start := asked.Offer.Interviews[0].Start
	w.pass(start.Sub(w.now()) - 23*time.Hour)
	if got, err := w.CallOff(ctx, one(o.ID), "", offers.ByPage); err != nil || got.Outcome != offers.TooLate {
		t.Errorf("behind the cut-off: %v, %v", got.Outcome, err)
	}
	w.pass(-2 * time.Hour)
	for range 2 {
		got, err := w.CallOff(ctx, one(o.ID), "I took another job", offers.ByPage)
		w.must(err)
		if got.Outcome != offers.CancelIt || got.Offer.State != offers.CalledOff || got.Offer.Interviews[0].Status != recruit.Cancelled || got.Offer.Interviews[0].CancelReason != "I took another job" {
			t.Fatalf("%+v", got)
		}
	}
}

// TestSomebodyRejectedIsDecidedAbout holds that nothing happens by itself for who is no
// candidate any more, and that an email of a stage that was left does not leave.
func TestSomebodyRejectedIsDecidedAbout(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Priya")
	ctx := t.Context()
	sent, held := w.sends(0), w.sends(1)
	for _, c := range w.candidates {
		if c.ID == w.candidates[0].ID {
			w.runs()
		}
		_, err := w.svc.Pipeline.Move(ctx, w.robin, c.ID, w.job.ID, "Rejected")
		w.must(err)
	}
	got, err := w.Take(ctx, one(sent.ID), taking(sent, 1))
	w.must(err)
	if got.Outcome != offers.Confirming || !strings.Contains(got.Offer.Said, "Rejected") {
		t.Errorf("taken: %s, %q", got.Outcome, got.Offer.Said)
	}
	if booked, err := w.Retry(ctx, sent.ID); err != nil || booked {
		t.Errorf("booked by itself: %t, %v", booked, err)
	}
	w.pass(49 * time.Hour)
	if n, err := w.Remind(ctx); err != nil || n != 0 {
		t.Errorf("reminded %d, %v", n, err)
	}
	if n, err := w.Recheck(ctx, held.ID); err != nil || n {
		t.Errorf("other hours: %t, %v", n, err)
	}
}
