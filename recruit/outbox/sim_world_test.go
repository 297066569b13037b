package outbox_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"recruitty/recruit"
)

// outside is everything that is not ours: Zoom with its meetings, a mail server
// with what it has taken. Its faults come from the seed.
type outside struct {
	recruit.TemplateRenderer // never asked

	rng      *rand.Rand
	now      func() time.Time
	yield    func(at string) // lets others run, or dies, in the middle of a call
	note     func(format string, args ...any)
	stormy   bool // whether calls may fail
	dead     bool // the credentials are revoked
	blind    bool // lists are not permitted
	nextID   int64
	meetings map[int64]atZoom
	onTheWay []*request
	taken    []delivery
	// connected reports whether a connection is there (any more).
	connected func(recruit.ConnectionID) bool
	record    func() []recruit.Record // what is in force, to judge reminders by
	wrong     []string                // reminders of what is not in force
	repeats   map[string]bool         // sheets that have left once, by Message-ID
}

// atZoom is a meeting and the user whose it is.
type atZoom struct {
	recruit.MeetingDraft
	host string
}

// request is on its way: it arrives although its process has died meanwhile.
type request struct {
	at     time.Time
	arrive func()
}

// travel is how long a request is on its way at most.
const travel = 3 * time.Second

// delivery is one mail that the mail server has taken.
type delivery struct {
	To, MessageID, UID string
	Kind               recruit.EffectKind
	Sequence           int
	Stamp, Start       time.Time
	Duration           time.Duration
	Link               string
	Sheet              []onSheet // what a sheet tells
	Answers            map[string]recruit.Answer
}

// onSheet is an interview on a sheet.
type onSheet struct {
	UID, Link string
	Start     time.Time
	Duration  time.Duration
}

// sheetOf is what a sheet of a record tells.
func sheetOf(r recruit.Record) (all []onSheet) {
	for _, s := range r.Standing() {
		all = append(all, onSheet{s.Interview.UID, s.Interview.JoinURL(), s.Interview.Start, s.Interview.Duration})
	}
	return all
}

func (o *outside) chance(percent int) bool { return o.rng.IntN(100) < percent }

func problem(kind error) error {
	return &recruit.Problem{Kind: kind, Sentence: "The simulation says: " + kind.Error() + "."}
}

// send lets a request arrive after a while in which others take turns, or die
// like its sender.
func (o *outside) send(name string, effect func()) {
	r := &request{at: o.now().Add(time.Duration(o.rng.Int64N(int64(travel))))}
	r.arrive = sync.OnceFunc(effect)
	o.onTheWay = append(o.onTheWay, r)
	o.yield("while " + name + " is on its way")
	r.arrive()
}

// arrive lets those requests arrive whose time has come.
func (o *outside) arrive() {
	o.onTheWay = slices.DeleteFunc(o.onTheWay, func(r *request) bool {
		if r.at.After(o.now()) {
			return false
		}
		r.arrive()
		return true
	})
}

// call is one exchange with Zoom: it may fail before, or lose its answer
// before or after the effect, or be cut by a crash around it.
func (o *outside) call(via recruit.Connection, name string, effect func() error) (err error) {
	switch {
	case !o.connected(via.ID):
		return problem(recruit.ErrNoConnection)
	case o.dead:
		return problem(recruit.ErrReconnect)
	case o.stormy && o.chance(8):
		return &recruit.Problem{Kind: recruit.ErrLater, Sentence: "Rate limit.", RetryAt: o.now().Add(time.Duration(o.rng.IntN(120)) * time.Second)}
	case o.stormy && o.chance(8):
		return problem(recruit.ErrLater)
	case o.stormy && o.chance(8):
		return problem(recruit.ErrLost)
	}
	o.send(name, func() {
		err = effect()
		o.note("Zoom does %s: %v", name, err)
	})
	o.yield("after " + name)
	if o.stormy && o.chance(10) {
		return problem(recruit.ErrLost)
	}
	return err
}

// host is the user in whose name a connection works on a meeting.
func host(via recruit.Connection, d recruit.MeetingDraft) string {
	if via.Kind == recruit.UserApp {
		return via.UserEmail
	}
	return d.Host
}

func (o *outside) CreateMeeting(_ context.Context, via recruit.Connection, d recruit.MeetingDraft) (m recruit.Meeting, err error) {
	err = o.call(via, "create", func() error {
		o.nextID++
		o.meetings[o.nextID] = atZoom{d, host(via, d)}
		o.note("meeting %d is %s's, hosted by %s", o.nextID, d.Reference, host(via, d))
		m = o.meeting(o.nextID, via)
		return nil
	})
	return m, err
}

func (o *outside) meeting(id int64, via recruit.Connection) recruit.Meeting {
	return recruit.Meeting{ID: id, JoinURL: fmt.Sprintf("https://zoom.example/j/%d", id), HostEmail: o.meetings[id].host, ConnectionID: via.ID}
}

// lookUp finds the newest meeting with a reference among those of a host, or of
// everybody.
func (o *outside) lookUp(reference, host string) (id int64, ok bool) {
	for have, m := range o.meetings {
		if m.Reference == reference && (host == "" || m.host == host) && have > id {
			id, ok = have, true
		}
	}
	return id, ok
}

func (o *outside) FindMeeting(_ context.Context, via recruit.Connection, d recruit.MeetingDraft) (m recruit.Meeting, err error) {
	err = o.call(via, "find", func() error {
		if o.blind {
			return problem(recruit.ErrScope)
		}
		id, ok := o.lookUp(d.Reference, host(via, d))
		if !ok {
			return problem(recruit.ErrGone)
		}
		m = o.meeting(id, via)
		return nil
	})
	return m, err
}

// reaches reports whether a meeting is there for a connection: to another user
// Zoom says that it does not exist.
func (o *outside) reaches(via recruit.Connection, id int64) bool {
	m, ok := o.meetings[id]
	return ok && via.Reaches(m.host)
}

func (o *outside) UpdateMeeting(_ context.Context, via recruit.Connection, id int64, d recruit.MeetingDraft) error {
	return o.call(via, "update", func() error {
		if !o.reaches(via, id) {
			return problem(recruit.ErrGone)
		}
		o.meetings[id] = atZoom{d, o.meetings[id].host}
		return nil
	})
}

func (o *outside) DeleteMeeting(_ context.Context, via recruit.Connection, id int64) error {
	return o.call(via, "delete", func() error {
		if o.stormy && o.chance(8) {
			return problem(recruit.ErrInProgress) // someone is in the meeting
		}
		if o.reaches(via, id) {
			delete(o.meetings, id)
		}
		return nil
	})
}

func (o *outside) From(context.Context) (recruit.Mailbox, error) {
	return recruit.Mailbox{Name: "Hiring", Address: "hiring@example.com"}, nil
}

func (o *outside) Compose(_ context.Context, l recruit.MailRequest) ([]byte, error) {
	i := l.Record.Interview
	answers := map[string]recruit.Answer{}
	for _, p := range l.Record.Invited() {
		answers[p.Address] = p.Answer
	}
	var sheet []onSheet
	if l.Kind == recruit.MailSheet {
		sheet = sheetOf(l.Record)
	}
	return json.Marshal(delivery{Sheet: sheet, To: l.To.Address, MessageID: l.MessageID, UID: i.UID, Kind: l.Kind, Sequence: l.Sequence,
		Stamp: l.Stamp, Start: i.Start, Duration: i.Duration, Link: i.JoinURL(), Answers: answers})
}

func (o *outside) Send(_ context.Context, _, to string, message []byte) error {
	switch {
	case o.stormy && o.chance(8):
		return problem(recruit.ErrLater)
	case o.stormy && o.chance(3):
		return problem(recruit.ErrRejected)
	case o.stormy && o.chance(8):
		return problem(recruit.ErrLost)
	}
	var d delivery
	if err := json.Unmarshal(message, &d); err != nil {
		return err
	}
	if d.To != to {
		return fmt.Errorf("mail for %s sent to %s", d.To, to)
	}
	o.judge(d)
	o.send("an email", func() {
		o.taken = append(o.taken, d)
		o.note("mail server takes %s for %s, sequence %d, %s", d.Kind, d.To, d.Sequence, d.MessageID[:6])
	})
	o.yield("after send")
	if o.stormy && o.chance(10) {
		return problem(recruit.ErrLost)
	}
	return nil
}

// received returns the mails about times that came to someone.
func (o *outside) received(uid, address string) (mails []delivery) {
	for _, m := range o.taken {
		if m.UID == uid && m.To == address && m.Kind.ChangesEntry() {
			mails = append(mails, m)
		}
	}
	return mails
}

// judge notes a mail that leaves although it has lost its point: about an
// interview that does not stand like that, to someone who is not invited, after
// the start, a reminder to who will not come, or a request for an answer to who has
// given one.
func (o *outside) judge(d delivery) {
	if d.Kind == recruit.MailCancel {
		return
	}
	if d.Kind == recruit.MailSheet {
		o.judgeSheet(d)
		return
	}
	for _, r := range o.record() {
		p, invited := r.Person(d.To)
		i := r.Interview
		if i.UID != d.UID || i.Status != recruit.Scheduled || !i.Start.Equal(d.Start) || i.Duration != d.Duration || !invited || !p.RemovedAt.IsZero() {
			continue
		}
		if d.Kind == recruit.MailReminder && (p.Answer.Absent() || !i.Start.After(o.now())) {
			continue
		}
		if d.Kind == recruit.MailAsk && (p.Answer != recruit.NoAnswer || !i.Start.After(o.now())) {
			continue
		}
		return
	}
	o.wrong = append(o.wrong, fmt.Sprintf("%s got a %s about %s, which has no point any more", d.To, d.Kind, d.Start))
}

// judgeSheet notes a sheet that leaves for the first time and tells something else than
// what is in force, or an interview without its link.
func (o *outside) judgeSheet(d delivery) {
	if slices.ContainsFunc(o.taken, func(m delivery) bool { return m.MessageID == d.MessageID }) || o.repeats[d.MessageID] {
		return
	}
	o.repeats[d.MessageID] = true
	for _, r := range o.record() {
		if r.Interview.UID != d.UID {
			continue
		}
		if p, invited := r.Person(d.To); !invited || !p.RemovedAt.IsZero() || !slices.EqualFunc(sheetOf(r), d.Sheet, func(a, b onSheet) bool {
			return a.UID == b.UID && a.Link == b.Link && a.Start.Equal(b.Start) && a.Duration == b.Duration
		}) {
			o.wrong = append(o.wrong, fmt.Sprintf("%s got a sheet of %+v, in force is %+v", d.To, d.Sheet, sheetOf(r)))
		}
	}
	for _, s := range d.Sheet {
		if s.Link == "" {
			o.wrong = append(o.wrong, fmt.Sprintf("%s got a sheet without the link of %s", d.To, s.UID))
		}
	}
}

func (o *outside) Check(string, string) error { return nil }

func (o *outside) Collect(_ context.Context, _ string, from recruit.InboxProgress, _ func(recruit.Reply) (bool, error)) (recruit.InboxProgress, error) {
	return from, nil
}

func (o *outside) Await(context.Context, string, string) error { return nil }

func (o *outside) CheckInbox(url string) (string, error) { return url, nil }

func (o *outside) CalendarFile([]recruit.Record) ([]byte, []recruit.LeftOut, error) {
	return nil, nil, nil
}

func (o *outside) ReadReplies([]byte) ([]recruit.Reply, error) { return nil, nil }

func (o *outside) Show(context.Context, recruit.MailRequest, int) (recruit.TemplatePreview, error) {
	return recruit.TemplatePreview{}, nil
}

func (o *outside) ComposeLetter(recruit.LetterRequest) ([]byte, error) { return nil, nil }

func (o *outside) DraftLetter(recruit.Template, recruit.LetterValues) (subject, text string, err error) {
	return "", "", nil
}

func (o *outside) Describe(url string) string { return url }

func (o *outside) Learn(context.Context) error { return nil }

func (o *outside) Test(context.Context, string, func(string, error)) error { return nil }
