package outbox_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"time"

	"recruitty/recruit"
)

// outside is everything that is not ours: Zoom with its meetings, a mail server
// with what it has taken. Its faults come from the seed.
type outside struct {
	recruit.Wording // never asked

	rng      *rand.Rand
	now      func() time.Time
	yield    func(at string) // lets others run, or dies, in the middle of a call
	note     func(format string, args ...any)
	stormy   bool // whether calls may fail
	dead     bool // the credentials are revoked
	blind    bool // lists are not permitted
	nextID   int64
	meetings map[int64]recruit.MeetingDraft
	taken    []delivery
	record   func() []recruit.Record // what is in force, to judge reminders by
	wrong    []string                // reminders of what is not in force
}

// delivery is one mail that the mail server has taken.
type delivery struct {
	To, MessageID, UID string
	Kind               recruit.EffectKind
	Sequence           int
	Stamp, Start       time.Time
	Duration           time.Duration
	Link               string
}

func (o *outside) chance(percent int) bool { return o.rng.IntN(100) < percent }

func problem(kind error) error {
	return &recruit.Problem{Kind: kind, Sentence: "The simulation says: " + kind.Error() + "."}
}

// call is one exchange with Zoom: it may fail before, or lose its answer
// before or after the effect, or be cut by a crash behind it. (A crash before it
// is one behind the write that began the attempt.)
func (o *outside) call(name string, effect func() error) error {
	switch {
	case o.dead:
		return problem(recruit.ErrReconnect)
	case o.stormy && o.chance(8):
		return &recruit.Problem{Kind: recruit.ErrLater, Sentence: "Rate limit.", RetryAt: o.now().Add(time.Duration(o.rng.IntN(120)) * time.Second)}
	case o.stormy && o.chance(8):
		return problem(recruit.ErrLater)
	case o.stormy && o.chance(8):
		return problem(recruit.ErrLost)
	}
	err := effect()
	o.note("Zoom does %s: %v", name, err)
	o.yield("after " + name)
	if o.stormy && o.chance(10) {
		return problem(recruit.ErrLost)
	}
	return err
}

func (o *outside) CreateMeeting(_ context.Context, via recruit.Connection, d recruit.MeetingDraft) (m recruit.Meeting, err error) {
	err = o.call("create", func() error {
		o.nextID++
		o.meetings[o.nextID] = d
		o.note("meeting %d is %s's", o.nextID, d.Reference)
		m = meeting(o.nextID, via)
		return nil
	})
	return m, err
}

func meeting(id int64, via recruit.Connection) recruit.Meeting {
	return recruit.Meeting{ID: id, JoinURL: fmt.Sprintf("https://zoom.example/j/%d", id), HostEmail: via.UserEmail, ConnectionID: via.ID}
}

func (o *outside) FindMeeting(_ context.Context, via recruit.Connection, d recruit.MeetingDraft) (m recruit.Meeting, err error) {
	err = o.call("find", func() error {
		if o.blind {
			return problem(recruit.ErrScope)
		}
		for id, have := range o.meetings {
			if have.Reference == d.Reference {
				m = meeting(id, via)
				return nil
			}
		}
		return problem(recruit.ErrGone)
	})
	return m, err
}

func (o *outside) UpdateMeeting(_ context.Context, _ recruit.Connection, id int64, d recruit.MeetingDraft) error {
	return o.call("update", func() error {
		if _, ok := o.meetings[id]; !ok {
			return problem(recruit.ErrGone)
		}
		o.meetings[id] = d
		return nil
	})
}

func (o *outside) DeleteMeeting(_ context.Context, _ recruit.Connection, id int64) error {
	return o.call("delete", func() error {
		if o.stormy && o.chance(8) {
			return problem(recruit.ErrInProgress) // somebody is in the meeting
		}
		delete(o.meetings, id)
		return nil
	})
}

func (o *outside) From(context.Context) (recruit.Mailbox, error) {
	return recruit.Mailbox{Name: "Hiring", Address: "hiring@example.com"}, nil
}

func (o *outside) Compose(_ context.Context, l recruit.Letter) ([]byte, error) {
	i := l.Record.Interview
	return json.Marshal(delivery{To: l.To.Address, MessageID: l.MessageID, UID: i.UID, Kind: l.Kind, Sequence: l.Sequence,
		Stamp: l.Stamp, Start: i.Start, Duration: i.Duration, Link: i.JoinURL()})
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
	o.taken = append(o.taken, d)
	o.judge(d)
	o.note("mail server takes %s for %s, sequence %d, %s", d.Kind, d.To, d.Sequence, d.MessageID[:6])
	o.yield("after send")
	if o.stormy && o.chance(10) {
		return problem(recruit.ErrLost)
	}
	return nil
}

// judge notes a reminder of an interview that does not stand like that.
func (o *outside) judge(d delivery) {
	if d.Kind != recruit.MailReminder {
		return
	}
	for _, r := range o.record() {
		p, invited := r.Person(d.To)
		if i := r.Interview; i.UID == d.UID && i.Status == recruit.Scheduled && i.Start.Equal(d.Start) && invited && p.RemovedAt.IsZero() {
			return
		}
	}
	o.wrong = append(o.wrong, fmt.Sprintf("%s was reminded of %s, which is not in force", d.To, d.Start))
}

func (o *outside) Check(string, string) error { return nil }

func (o *outside) Collect(_ context.Context, _, mark string, _ func(recruit.Reply) (bool, error)) (string, error) {
	return mark, nil
}

func (o *outside) Await(context.Context, string, string) error { return nil }

func (o *outside) CheckInbox(url string) (string, error) { return url, nil }

func (o *outside) CalendarFile([]recruit.Record) ([]byte, error) { return nil, nil }

func (o *outside) ReadReplies([]byte) ([]recruit.Reply, error) { return nil, nil }

func (o *outside) Describe(url string) string { return url }

func (o *outside) Test(context.Context, string, func(string, error)) error { return nil }
