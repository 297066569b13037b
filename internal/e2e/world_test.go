package e2e

import (
	"context"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"recruitty/mail/mailbox"
	"recruitty/recruit"
	"recruitty/zoom/zoomsim"
)

// world is what surrounds one script: a Zoom and a mail server, both in the
// test's own process, where they can be looked at.
type world struct {
	sim     *zoomsim.Server
	stopSim func()
	box     *mailbox.Mailbox

	inbox     *inbox     // of answers; nil before it was started
	calendars *calendars // nil before they were started
}

type worldKey struct{}

func around(ts *testscript.TestScript) *world { return ts.Value(worldKey{}).(*world) }

func (w *world) stop() {
	if w.stopSim != nil {
		w.stopSim()
	}
	if w.box != nil {
		_ = w.box.Close()
	}
	if w.inbox != nil {
		_ = w.inbox.server.Close()
	}
	if w.calendars != nil {
		w.calendars.stop()
	}
}

// atZoom does something at Zoom:
//
//	zoomsim start basic|licensed       begin, and tell recruitty of it
//	zoomsim fault JSON                 arm a fault
//	zoomsim count OPERATION N          so many requests have been made
//	zoomsim meetings N                 so many meetings exist
//	zoomsim meeting FIELD PATTERN      of the only meeting
//	zoomsim app public|device|account  which registered app recruitty is
//	zoomsim remove ID                  a person deletes the meeting at Zoom
//	zoomsim move ID                    a person moves it by an hour at Zoom
//	zoomsim revoke                     a person removes the app at Zoom
//	zoomsim expire                     every access token ends
//	zoomsim scopes SCOPE…|admin        what the app may ask for from now on
//	zoomsim clear                      no faults any more
//	zoomsim satisfied                  no request broke Zoom's contract
func atZoom(ts *testscript.TestScript, neg bool, args []string) {
	w := around(ts)
	if neg || len(args) == 0 {
		ts.Fatalf("usage: zoomsim VERB")
	}
	verb, rest := args[0], args[1:]
	if verb != "start" && w.sim == nil {
		ts.Fatalf("zoomsim is not started")
	}
	switch verb {
	case "start":
		kind := 2
		if rest[0] == "basic" {
			kind = 1
		}
		w.sim = zoomsim.New(zoomsim.Options{PollInterval: time.Second, Users: []zoomsim.User{
			{ID: "u-dana", Email: "dana@example.com", FirstName: "Dana", LastName: "Ruiz", Type: kind, TimeZone: "Europe/Lisbon"},
			{ID: "u-sam", Email: "sam@example.com", FirstName: "Sam", LastName: "Silva", Type: 2, TimeZone: "Europe/Lisbon"}}})
		stop, err := w.sim.Start()
		ts.Check(err)
		w.stopSim = stop
		ts.Setenv("RECRUITTY_ZOOM_API", w.sim.APIBase())
		ts.Setenv("RECRUITTY_ZOOM_OAUTH", w.sim.OAuthBase())
		ts.Setenv("RECRUITTY_ZOOM_CLIENT_ID", zoomsim.PublicID)
	case "clear":
		w.sim.ClearFaults()
	case "fault":
		ts.Check(w.sim.LoadFaults(strings.NewReader("[" + rest[0] + "]")))
	case "count":
		same(ts, rest[0], w.sim.Count(rest[0]), rest[1])
	case "meetings":
		same(ts, "meetings", len(w.sim.Meetings()), rest[0])
	case "meeting":
		meetingHas(ts, w.sim.Meetings(), rest[0], rest[1])
	case "app":
		app := map[string][3]string{
			"public":  {zoomsim.PublicID},
			"device":  {zoomsim.ConfidentialID, zoomsim.ConfidentialSecret},
			"account": {zoomsim.AccountAppID, zoomsim.AccountAppSecret, zoomsim.AccountID},
		}[rest[0]]
		ts.Setenv("RECRUITTY_ZOOM_CLIENT_ID", app[0])
		ts.Setenv("RECRUITTY_ZOOM_CLIENT_SECRET", app[1])
		ts.Setenv("RECRUITTY_ZOOM_ACCOUNT_ID", app[2])
	case "move":
		id, err := strconv.ParseInt(rest[0], 10, 64)
		ts.Check(err)
		w.sim.ChangeMeeting(id, func(m *zoomsim.Meeting) { m.Start = m.Start.Add(time.Hour) })
	case "remove":
		id, err := strconv.ParseInt(rest[0], 10, 64)
		ts.Check(err)
		w.sim.RemoveMeeting(id)
	case "revoke":
		w.sim.RevokeAll()
	case "expire":
		w.sim.ExpireAccess()
	case "scopes":
		if rest[0] == "admin" {
			rest = zoomsim.AdminScopes()
		}
		w.sim.SetScopes(rest)
	case "satisfied":
		if v := w.sim.Violations(); len(v) > 0 {
			ts.Fatalf("requests broke Zoom's contract:\n%s", strings.Join(v, "\n"))
		}
	default:
		ts.Fatalf("zoomsim cannot %s", verb)
	}
}

func same(ts *testscript.TestScript, what string, got int, want string) {
	if strconv.Itoa(got) != want {
		ts.Fatalf("%s: %d, want %s", what, got, want)
	}
}

// meetingHas compares a field of the only meeting.
func meetingHas(ts *testscript.TestScript, meetings []zoomsim.Meeting, field, pattern string) {
	if len(meetings) != 1 {
		ts.Fatalf("there are %d meetings", len(meetings))
	}
	data, err := json.Marshal(meetings[0])
	ts.Check(err)
	var fields map[string]json.RawMessage
	ts.Check(json.Unmarshal(data, &fields))
	if ok, err := regexp.Match(pattern, fields[field]); err != nil || !ok {
		ts.Fatalf("the meeting's %s is %s, not %s: %s", field, fields[field], pattern, data)
	}
}

// atPost does something at the mail server:
//
//	mailbox start [utf8]                   begin, without telling recruitty; utf8 offers SMTPUTF8
//	mailbox use                            tell recruitty of it
//	mailbox count N                        so many mails have come
//	mailbox newest ADDRESS METHOD          the newest mail to ADDRESS is an iTIP METHOD
//	mailbox grep ADDRESS PATTERN           it says so, in text or calendar
//	mailbox fault ADDRESS refuse|later|drop-after|none
func atPost(ts *testscript.TestScript, neg bool, args []string) {
	w := around(ts)
	if len(args) == 0 {
		ts.Fatalf("usage: mailbox VERB")
	}
	verb, rest := args[0], args[1:]
	switch verb {
	case "start":
		var options []mailbox.Option
		if len(rest) > 0 {
			options = append(options, mailbox.SMTPUTF8())
		}
		box, err := mailbox.Open("", options...)
		ts.Check(err)
		w.box = box
		ts.Setenv("SMTP_URL", box.URL())
	case "use":
		ts.Setenv("RECRUITTY_SMTP", w.box.URL())
		ts.Setenv("RECRUITTY_MAIL_FROM", "Hiring <hiring@example.com>")
	case "count":
		want, err := strconv.Atoi(rest[0])
		ts.Check(err)
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_ = w.box.Wait(ctx, want)
		same(ts, "mails", len(w.box.List()), rest[0])
	case "newest":
		if m := newest(ts, w.box, rest[0]); m.Method != rest[1] {
			ts.Fatalf("the newest mail to %s is a %q, not a %s: %s", rest[0], m.Method, rest[1], m.Subject)
		}
	case "grep":
		m := newest(ts, w.box, rest[0])
		whole := strings.Join([]string{m.Subject, m.Text, m.Calendar, strings.Join(m.Files, "\n")}, "\n")
		if ok, err := regexp.MatchString("(?m)"+rest[1], whole); err != nil || ok == neg {
			ts.Fatalf("mail to %s, %s: %v, %v in\n%s", rest[0], rest[1], ok, err, whole)
		}
	case "fault":
		faults := map[string]mailbox.Fault{"refuse": mailbox.Refuse, "later": mailbox.TryLater, "drop-after": mailbox.DropAfter, "none": mailbox.None}
		w.box.SetFault(rest[0], faults[rest[1]])
	default:
		ts.Fatalf("mailbox cannot %s", verb)
	}
}

// newest is the newest mail to an address.
func newest(ts *testscript.TestScript, box *mailbox.Mailbox, to string) recruit.SentMail {
	list := box.List()
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].To == to {
			m, err := box.Read(list[i].ID)
			ts.Check(err)
			return m
		}
	}
	ts.Fatalf("there is no email to %s", to)
	return recruit.SentMail{}
}
