package scheduling_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
)

// outside is what the services know of the world in these tests.
type outside struct {
	recruit.QuotaCounter
	*world
	noMail error
	calls  int
	stuck  string // why the last mail waits for a person
}

func (o outside) From(context.Context) (recruit.Mailbox, error) { return recruit.Mailbox{}, o.noMail }
func (o outside) Calls(context.Context, string, time.Time) (int, error) {
	return o.calls, nil
}
func (o outside) AttentionCount(context.Context) (int, error) { return len(o.stuck), nil }
func (o outside) OpenEffects(context.Context, recruit.InterviewID) ([]recruit.OpenEffect, error) {
	return []recruit.OpenEffect{{Effect: recruit.Effect{Kind: recruit.MailInvite, State: recruit.Waiting, Error: o.stuck}}}, nil
}

// TestThePreviewSaysWhatWaits holds that every preview names what will not
// happen at once, and why, for each reason and each decision.
func TestThePreviewSaysWhatWaits(t *testing.T) {
	t.Parallel()
	notSetUp := &recruit.Problem{Kind: recruit.ErrNotSetUp, Sentence: "Mail is not set up."}
	signedOut := &recruit.Problem{Kind: recruit.ErrReconnect, Sentence: "Google needs you to sign in again under Settings, Mail."}
	cases := []struct {
		name         string
		outside      outside
		zoom         recruit.ConnectionState // "" as it is, NotConnected to disconnect
		schedule     string                  // what waits, "" for nothing
		move         string
		cancel       string
		people       string
		early, never string // what the head of a form says, and what no preview does
	}{
		{name: "all is well", never: "wait"},
		{name: "no email", outside: outside{noMail: notSetUp},
			schedule: "3 invitations will wait. Mail is not set up", move: "3 updates will wait. Mail is not set up",
			cancel: "3 cancellations will wait. Mail is not set up", people: "will wait. Mail is not set up", early: "Mail is not set up", never: "Zoom has answered"},
		{name: "mail signed out", outside: outside{noMail: signedOut},
			schedule: "3 invitations will wait. Emails cannot be sent: Google needs you to sign in again", move: "sign in again", cancel: "sign in again", people: "sign in again", early: "sign in again"},
		{name: "the mail server let nobody in", outside: outside{stuck: "The mail server does not accept the password."},
			schedule: "does not accept the password", move: "does not accept the password", cancel: "does not accept the password", people: "does not accept the password", early: "does not accept the password"},
		{name: "Zoom to be connected again", zoom: recruit.ReauthRequired,
			schedule: "1 Zoom meeting will wait. Zoom needs to be connected again", move: "1 change at Zoom will wait. Zoom needs to be connected again",
			cancel: "1 deletion at Zoom will wait. Zoom needs to be connected again", early: "Zoom needs to be connected again"},
		{name: "Zoom of someone who left", zoom: recruit.Revoking,
			schedule: "is being revoked, because they have left the team", move: "an admin can take it over", cancel: "is being revoked",
			early: "is being revoked", never: "connected again"},
		{name: "Zoom disconnected", zoom: recruit.NotConnected,
			move: "1 change at Zoom will wait. Zoom is not connected", cancel: "1 deletion at Zoom will wait. Zoom is not connected", early: "Zoom is not connected"},
		{name: "no calls left today", outside: outside{calls: recruit.CallsPerDay},
			schedule: "has used them up; it continues after Mon 23 Nov 00:00 UTC", move: "has used them up", early: "has used them up"},
		{name: "no email and no Zoom", outside: outside{noMail: notSetUp}, zoom: recruit.ReauthRequired,
			schedule: "3 invitations will wait. Mail is not set up", move: "1 change at Zoom will wait", cancel: "3 cancellations will wait", people: "Mail is not set up", early: "Mail is not set up"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newWorld(t)
			r := d.schedule(t)
			for i := range r.Effects {
				r.Effects[i].State, r.Effects[i].MaybeSent = recruit.Done, true
			}
			via, err := d.store.ConnectionOf(t.Context(), d.robin.ID)
			must(t, err)
			r.Interview.Meeting = &recruit.Meeting{ID: 82914375521, HostEmail: "robin@example.com", ConnectionID: via.ID}
			r, err = d.store.Commit(t.Context(), recruit.Commit{Interview: r.Interview, People: r.People, Effects: r.Effects})
			must(t, err)
			switch c.zoom {
			case "":
			case recruit.NotConnected:
				must(t, d.store.DeleteConnection(t.Context(), via.ID, recruit.Activity{}))
			default:
				via.State = c.zoom
				must(t, d.store.SetConnectionState(t.Context(), via, nil))
			}
			o := c.outside
			o.world = d
			d.Outside = &scheduling.Outside{Mailer: o, Queue: o, Ledger: o, Now: func() time.Time { return d.now }}
			says := func(what, want string, f scheduling.Preview, err error) {
				t.Helper()
				if c.zoom == recruit.NotConnected && what == "schedule" {
					return // refused, as before
				}
				must(t, err)
				var all []string
				for _, w := range f.Notes() {
					all = append(all, w.Sentence)
				}
				said := strings.Join(all, "\n")
				if want == "" && len(f.Waits) > 0 || !strings.Contains(said, want) || c.never != "" && strings.Contains(said, c.never) {
					t.Errorf("%s: it says %q, want %q and nothing about %q", what, said, want, c.never)
				}
				if n := len(f.AtOnce()) + len(f.Later()); n != len(f.Effects) {
					t.Errorf("%s: %d effects at once or later, of %d", what, n, len(f.Effects))
				}
			}
			draft := d.draft()
			draft.Start = d.now.Add(100 * time.Hour)
			f, err := d.Preview(t.Context(), d.robin, draft)
			says("schedule", c.schedule, f, err)
			f, err = d.PreviewReschedule(t.Context(), d.robin, r.Interview.ID, recruit.RescheduleRequest{Start: d.now.Add(50 * time.Hour), Duration: 30 * time.Minute})
			says("move", c.move, f, err)
			f, err = d.PreviewCancel(t.Context(), d.robin, r.Interview.ID, "")
			says("cancel", c.cancel, f, err)
			f, err = d.PreviewPeople(t.Context(), d.robin, r.Interview.ID, recruit.PeopleChange{Add: []string{"new@example.com"}})
			says("people", c.people, f, err)
			early, err := d.Early(t.Context(), r, recruit.Zoom)
			must(t, err)
			said := ""
			for _, w := range early {
				said += w.Sentence + "\n"
			}
			if c.early == "" && said != "" || !strings.Contains(said, c.early) {
				t.Errorf("the head of the form says %q, want %q", said, c.early)
			}
		})
	}
}

// TestCancellingWhatHasBegunIsWarnedOf: who cancels an interview that has started, or is over,
// is told first, and that what happened can be recorded instead.
func TestCancellingWhatHasBegunIsWarnedOf(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	draft := d.draft()
	draft.Start, draft.Duration = d.now.Add(time.Hour), 30*time.Minute
	r, err := d.Schedule(t.Context(), d.robin, draft, 0)
	must(t, err)
	for _, c := range []struct {
		after time.Duration
		want  string
	}{{59 * time.Minute, ""}, {time.Hour, "has already started"}, {89 * time.Minute, "has already started"}, {90 * time.Minute, "is over"}, {100 * time.Hour, "is over"}} {
		d.now = draft.Start.Add(c.after - time.Hour)
		f, err := d.PreviewCancel(t.Context(), d.robin, r.Interview.ID, "")
		must(t, err)
		said := ""
		for _, w := range f.Warnings {
			said += w.Sentence
		}
		if c.want == "" && said != "" || !strings.Contains(said, c.want) {
			t.Errorf("after %v it says %q, want %q", c.after, said, c.want)
		}
	}
}
