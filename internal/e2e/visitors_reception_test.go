package e2e

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/calendar/calsim"
	"recruitty/internal/app"
	"recruitty/recruit"
	"recruitty/recruit/loops"
	"recruitty/recruit/offers"
	"recruitty/store"
	"recruitty/zoom/zoomsim"
)

// newReception sends offers of few hours to many candidates. The first of its hosts has further options.
func newReception(t *testing.T, candidates int, options ...string) *reception {
	t.Helper()
	team := []string{"Dana Ruiz", "Lee Park", "Sam Silva"}
	address := func(name string) string { return strings.ToLower(strings.Fields(name)[0]) + "@example.com" }
	var users []zoomsim.User
	for n, name := range team {
		users = append(users, zoomUser(n, name, address(name)))
	}
	w := newWorkplace(t, users...)
	w.env = append(w.env, "RECRUITTY_ZOOM_CLIENT_ID="+zoomsim.AccountAppID, "RECRUITTY_ZOOM_CLIENT_SECRET="+zoomsim.AccountAppSecret, "RECRUITTY_ZOOM_ACCOUNT_ID="+zoomsim.AccountID)
	r := &reception{workplace: w, came: map[string]int{}, diaries: newDiaries(t, address(team[0]), address(team[1]), address(team[2]))}
	w.env = append(w.env, "RECRUITTY_GOOGLE_OAUTH="+r.diaries.sim.GoogleOAuth(), "RECRUITTY_GOOGLE_API="+r.diaries.sim.URL())
	for range 2 {
		at, err := freeAddress()
		if err != nil {
			t.Fatal(err)
		}
		r.at = append(r.at, at)
	}
	page := func(n int) []string {
		return []string{"--web", r.at[n], "--web-proxy", "127.0.0.1", "--web-url", "http://127.0.0.1:1"}
	}
	first := newHosted(t, w, append(page(0), options...)...)
	other, err := freeAddress()
	if err != nil {
		t.Fatal(err)
	}
	second := &hosted{workplace: w, address: other, key: first.key}
	r.hosts = []*hosted{first, second}
	second.begin(append([]string{"serve", "--listen", other}, page(1)...)...)
	for _, h := range r.hosts {
		c, err := h.enter(t.Context(), h.key)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close() })
	}
	for _, name := range team[1:] {
		w.must("member", "add", "--name", name, "--email", address(name), "--role", "recruiter", "--time-zone", "UTC")
	}
	w.must("hours", "set", "--workspace", "--working", "Mon-Sun 0:00-24:00", "--lunch", "none")
	w.must("job", "add", "--title", "Baker")
	w.must("job", "add", "--title", "Head baker")
	env := map[string]string{}
	for _, line := range w.env {
		name, value, _ := strings.Cut(line, "=")
		env[name] = value
	}
	r.inside, err = app.Open(t.Context(), env["RECRUITTY_DATA"], store.Options{Existing: true}, recruit.Environment{ZoomClientID: zoomsim.AccountAppID, ZoomSecret: zoomsim.AccountAppSecret, ZoomAccount: zoomsim.AccountID,
		ZoomAPI: w.sim.APIBase(), ZoomOAuth: w.sim.OAuthBase(),
		MailOAuth: map[recruit.MailProvider]string{recruit.GoogleMail: r.diaries.sim.GoogleOAuth()}, CalendarAPI: map[recruit.MailProvider]string{recruit.GoogleMail: r.diaries.sim.URL()}, SMTP: w.box.URL(), MailFrom: "hiring@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.inside.Close(); err != nil {
			t.Error(err)
		}
	})
	r.diaries.connect(r.workplace)
	r.offer(candidates)
	r.diaries.fill(r.workplace)
	return r
}

// offer adds candidates and sends each of them five of the same hours: of one interview, of a panel, or of a loop.
func (r *reception) offer(candidates int) {
	r.t.Helper()
	ctx, svc := r.t.Context(), r.inside.Services
	must := func(err error) {
		r.t.Helper()
		if err != nil {
			r.t.Fatal(recruit.Sentence(err), err)
		}
	}
	team, err := svc.Store.Members(ctx, false)
	must(err)
	rules := offers.DefaultRules()
	rules.Page, rules.Cutoff, rules.Moves, rules.Hold = "http://127.0.0.1:1", 0, 10, false
	must(svc.Offers.Settings.SetRules(ctx, team[0], rules))
	plan := []loops.Session{{Title: "Technical", Duration: time.Hour, Platform: recruit.Zoom, People: []loops.Person{{ID: team[1].ID}}}, {Title: "Manager", Duration: 30 * time.Minute, Platform: recruit.Zoom, People: []loops.Person{{ID: team[2].ID}}}}
	_, err = svc.Loops.Save(ctx, team[0], loops.Plan{JobID: 2, Stage: "Applied", Days: 1, FixedOrder: true, Sessions: plan})
	must(err)
	// There are about half as many hours as the candidates need.
	hours := max(2, candidates/4)
	chance := rand.New(rand.NewPCG(1, uint64(candidates)))
	first := firstDay()
	for n := range candidates {
		job := recruit.JobID(1)
		if n%4 == 3 {
			job = 2
		}
		c, err := svc.Pipeline.Add(ctx, team[0], recruit.Candidate{Name: fmt.Sprintf("Candidate %d", n), Email: fmt.Sprintf("candidate%d@example.org", n), TimeZone: "Europe/Berlin"})
		must(err)
		_, err = svc.Pipeline.Link(ctx, team[0], c.ID, job, "Applied")
		must(err)
		author, panel := team[n%len(team)], []string{team[(n/len(team)+n+1)%len(team)].Email}
		if n%4 == 1 {
			panel = []string{team[1].Email, team[2].Email}
		}
		request := offers.Request{Candidate: c.ID, Job: job, From: first, Days: 1 + hours/20, Until: first}
		if job == 1 {
			request.Single = &offers.Single{Title: "Talk", Duration: time.Hour, Platform: recruit.Zoom, Participants: panel}
		} else {
			request.Stage, author = "Applied", team[0]
		}
		for _, at := range chance.Perm(hours)[:min(hours, 5)] {
			start := first.AddDate(0, 0, at/20).Add(time.Duration(at%20) * 45 * time.Minute) // an hour overlaps with the next
			draft := recruit.ScheduleRequest{CandidateID: c.ID, JobID: job, Title: "Talk", Start: start, TimeZone: "UTC", Duration: time.Hour, Platform: recruit.Zoom, Participants: panel}
			drafts := []recruit.ScheduleRequest{draft}
			if job == 2 {
				drafts = nil
				for k, one := range plan {
					draft.Title, draft.Start, draft.Duration, draft.Participants = one.Title, start, one.Duration, []string{team[k+1].Email}
					drafts, start = append(drafts, draft), start.Add(one.Duration)
				}
			}
			request.Options = append(request.Options, offers.OptionOf(drafts))
		}
		proposal, err := svc.Offers.Propose(ctx, author, request)
		must(err)
		sent, err := svc.Offers.Send(ctx, author, proposal, 0)
		must(err)
		link, err := svc.Offers.Link(ctx, author, sent.ID)
		must(err)
		r.visitors = append(r.visitors, &visitor{offer: sent.ID, sessions: len(sent.Options[0].Sessions), token: link[strings.LastIndexByte(link, '/')+1:], from: fmt.Sprintf("198.%d.%d.%d", 18+n/62500, n/250%250, 1+n%250)})
	}
}

// firstDay is the first on which hours are offered.
func firstDay() time.Time { return time.Now().UTC().Truncate(24*time.Hour).AddDate(0, 0, 7) }

// diaries are the calendars of the team at Google, which one key reads: each is busy for an hour in the morning of every
// day, at another time than the others. Now and then an answer is late, or fails.
type diaries struct {
	sim    *calsim.Server
	people []string
}

const daysOfDiaries = 120

func newDiaries(t *testing.T, people ...string) *diaries {
	t.Helper()
	d := &diaries{sim: calsim.New(calsim.Options{}), people: people}
	stop, err := d.sim.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	for _, who := range people {
		d.sim.AddPerson(calsim.Person{Email: who})
	}
	return d
}

// begin is when somebody's busy hour of a day begins.
func (d *diaries) begin(who string, day int) time.Time {
	return firstDay().AddDate(0, 0, day).Add(time.Duration(4+2*slices.Index(d.people, who)) * time.Hour)
}

// connect lets the calendars be read.
func (d *diaries) connect(w *workplace) {
	w.t.Helper()
	key, err := d.sim.ServiceAccount("example.com", "https://www.googleapis.com/auth/calendar.events.freebusy")
	if err != nil {
		w.t.Fatal(err)
	}
	file := filepath.Join(w.t.TempDir(), "key.json")
	if err := os.WriteFile(file, key, 0o600); err != nil {
		w.t.Fatal(err)
	}
	w.must("calendar", "connect", "--google", "--whole", "--user", d.people[0], "--key-file", file)
}

// fill makes everybody busy, who was free when the offers were sent. From then on some answers go wrong.
func (d *diaries) fill(w *workplace) {
	w.t.Helper()
	for _, who := range d.people {
		for day := range daysOfDiaries {
			at := d.begin(who, day)
			d.sim.AddEvent(who, at, at.Add(time.Hour), calsim.Busy, "Busy", "")
		}
	}
	w.must("calendar", "sync") // what was read a few seconds ago would count as read just now
	for n := range 300 {
		f := calsim.Fault{Operation: "google.*", Do: calsim.Slow, Delay: 4 * time.Second, After: 12 + 9*n}
		if n%2 == 1 {
			f.Do = calsim.Down
		}
		d.sim.AddFault(f)
	}
}

// busy reports whether somebody's calendar says that they are.
func (d *diaries) busy(who string, from, to time.Time) bool {
	if !slices.Contains(d.people, who) {
		return false
	}
	for day := range daysOfDiaries {
		if at := d.begin(who, day); at.Before(to) && from.Before(at.Add(time.Hour)) {
			return true
		}
	}
	return false
}
