package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"recruitty/calendar/calsim"
)

// calendars are those around a script: of Google and Microsoft, and one that is
// published at an address.
type calendars struct {
	sim       *calsim.Server
	stopSim   func()
	published *httptest.Server
	gone      atomic.Bool // it is not published any more
}

// secretPath is where the calendar is published, which nothing may show.
const secretPath = "/private-5e6f7a8b/basic.ics"

// atCalendars does something at the calendars:
//
//	calendars start     begin, and tell recruitty of them: $ICS_URL is a published one
//	calendars gone      the published one is taken away
//	calendars revoke    every access to Google and Microsoft is taken back there
//	calendars key       Google's key for everybody, in key.json
//	calendars expect    no request broke a contract
func atCalendars(ts *testscript.TestScript, neg bool, args []string) {
	w := around(ts)
	if neg || len(args) != 1 || args[0] != "start" && w.calendars == nil {
		ts.Fatalf("usage: calendars start|gone|revoke|key|expect")
	}
	switch args[0] {
	case "start":
		w.calendars = startCalendars(ts)
	case "gone":
		w.calendars.gone.Store(true)
	case "revoke":
		w.calendars.sim.Revoke()
	case "key":
		key, err := w.calendars.sim.ServiceAccount("example.com", "https://www.googleapis.com/auth/calendar.events.freebusy")
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs("key.json"), key, 0o600))
	case "expect":
		if v := w.calendars.sim.Violations(); len(v) > 0 {
			ts.Fatalf("requests broke a contract:\n%s", strings.Join(v, "\n"))
		}
	default:
		ts.Fatalf("calendars cannot %s", args[0])
	}
}

func startCalendars(ts *testscript.TestScript) *calendars {
	c := &calendars{sim: calsim.New(calsim.Options{KeepRefresh: true})}
	var err error
	c.stopSim, err = c.sim.Start()
	ts.Check(err)
	begin := time.Now().UTC().Truncate(24 * time.Hour).Add(33 * time.Hour)
	for _, who := range []string{"dana@example.com", "lee@example.com"} {
		c.sim.AddPerson(calsim.Person{Email: who})
		c.sim.AddEvent(who, begin, begin.Add(time.Hour), calsim.Busy, "Salary talk", "")
	}
	text := strings.ReplaceAll(fmt.Sprintf(`BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.com//calendar//EN
BEGIN:VEVENT
UID:1@example.com
DTSTAMP:20260101T000000Z
DTSTART:%s
DTEND:%s
SUMMARY:Salary talk
END:VEVENT
END:VCALENDAR
`, begin.Format("20060102T150405Z"), begin.Add(time.Hour).Format("20060102T150405Z")), "\n", "\r\n")
	c.published = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != secretPath || c.gone.Load() {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/calendar")
		_, _ = w.Write([]byte(text))
	}))
	ts.Setenv("ICS_URL", c.published.URL+secretPath)
	ts.Setenv("RECRUITTY_GOOGLE_OAUTH", c.sim.GoogleOAuth())
	ts.Setenv("RECRUITTY_GOOGLE_API", c.sim.URL())
	ts.Setenv("RECRUITTY_MICROSOFT_OAUTH", c.sim.MicrosoftOAuth())
	ts.Setenv("RECRUITTY_MICROSOFT_API", c.sim.URL())
	ts.Setenv("BROWSER", "browser-calendars dana@example.com")
	return c
}

func (c *calendars) stop() {
	c.stopSim()
	c.published.Close()
}

// allowCalendars agrees on the page at an address, as a person does.
func allowCalendars(address, email string) error {
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	form := url.Values{"asked": {u.RequestURI()}, "email": {email}, "decision": {"allow"}}
	reply, err := http.PostForm(u.Scheme+"://"+u.Host+"/decide", form)
	if err != nil {
		return err
	}
	defer reply.Body.Close()
	if reply.StatusCode != http.StatusOK {
		return fmt.Errorf("the sign-in ended with %s", reply.Status)
	}
	return nil
}
