package app

import (
	"context"
	"fmt"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/spf13/cobra"

	"recruitty/internal/web/answers"
	"recruitty/internal/web/guard"
	"recruitty/internal/web/page"
	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/offers"
	"recruitty/recruit/workspace"
	"recruitty/store"
)

// TestPageOptions holds what of the page's flags is refused before anything is opened.
func TestPageOptions(t *testing.T) {
	t.Parallel()
	for line, field := range map[string]string{
		"":                                     "",
		"--web 127.0.0.1:8080":                 "",
		"--web localhost:8080":                 "",
		"--web [::1]:0":                        "",
		"--web :8443 --web-cert a --web-key b": "",
		"--web 10.1.2.3:8080 --web-proxy 10.0.0.0/8":             "",
		"--web 127.0.0.1:8080 --web-url https://x.example/jobs/": "",
		"--web 10.1.2.3:8080":                                    "web",
		"--web :8080":                                            "web",
		"--web 0.0.0.0:8080":                                     "web",
		"--web 8080":                                             "web",
		"--web=":                                                 "web",
		"--web-url https://x.example":                            "web-url",
		"--web-cert a --web-key b":                               "web-cert",
		"--web 127.0.0.1:1 --web-cert a":                         "web-cert",
		"--web 127.0.0.1:1 --web-key a":                          "web-cert",
		"--web 127.0.0.1:1 --web-proxy x":                        "web-proxy",
		"--web 127.0.0.1:1 --web-proxy 0.0.0.0/0":                "web-proxy",
		"--web 127.0.0.1:1 --web-url http://x.example":           "web-url",
		"--web 127.0.0.1:1 --web-url https://u:p@x.example":      "web-url",
		"--web 127.0.0.1:1 --web-url https://x.example?a=b":      "web-url",
	} {
		var o serveOptions
		c := &cobra.Command{SilenceErrors: true, SilenceUsage: true, RunE: func(cmd *cobra.Command, _ []string) error { return o.check(cmd) }}
		o.Page.flags(c.Flags())
		c.SetArgs(strings.Fields(line))
		c.SetOut(io.Discard)
		if got := recruit.FieldOf(c.ExecuteContext(t.Context())); got != field {
			t.Errorf("%q: %q is refused, not %q", line, got, field)
		}
	}
}

// candidate is someone in a workspace who was offered three times, and the link to them.
type candidate struct {
	w     *workspace.Workspace
	link  string
	hours []time.Time
	again func() offers.Offer // sends the same once more
}

// offered makes a workspace in which someone was offered times, whose page is at base.
func offered(t testing.TB, base string) candidate {
	t.Helper()
	ctx := t.Context()
	w, err := open(ctx, filepath.Join(t.TempDir(), "data"), store.Options{}, recruit.Environment{}, newCalls())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	svc := w.Services
	dana, err := svc.Team.Add(ctx, recruit.Member{}, recruit.Member{Name: "Dana Ruiz", Email: "dana@example.com", Role: recruit.Admin, TimeZone: "Europe/Lisbon"})
	if err != nil {
		t.Fatal(err)
	}
	calendar := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/calendar")
		_, _ = io.WriteString(w, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nEND:VCALENDAR\r\n")
	}))
	t.Cleanup(calendar.Close)
	if _, err := svc.As(dana).Availability.Connect(ctx, dana, availability.Connection{Kind: busy.Feed, Owner: dana.ID, URL: calendar.URL + "/dana.ics"}); err != nil {
		t.Fatal(err)
	}
	job, err := svc.Jobs.Add(ctx, dana, recruit.Job{Title: "Platform Engineer"})
	if err != nil {
		t.Fatal(err)
	}
	who, err := svc.Pipeline.Add(ctx, dana, recruit.Candidate{Name: "Mira Okafor", Email: "mira@example.org", TimeZone: "Asia/Kolkata", Language: "de"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := svc.Pipeline.Link(ctx, dana, who.ID, job.ID, ""); err != nil {
		t.Fatal(err)
	}
	for key, value := range map[string]string{offers.SettingPage: base, offers.SettingCutoff: "0"} { // whatever day it is
		if err := svc.Settings.Store.SetSetting(ctx, key, value); err != nil {
			t.Fatal(err)
		}
	}
	c := candidate{w: w}
	request := offers.Request{Candidate: who.ID, Job: job.ID, Single: &offers.Single{Title: "Technical interview", Duration: time.Hour, Platform: recruit.Phone, Place: "+351 21 000 000", Participants: []string{dana.Email}}}
	for day := range 3 {
		at := time.Now().UTC().Truncate(24*time.Hour).AddDate(0, 0, day+4).Add(10 * time.Hour)
		c.hours = append(c.hours, at)
		request.Options = append(request.Options, offers.OptionOf([]recruit.ScheduleRequest{{CandidateID: who.ID, JobID: job.ID, Title: "Technical interview", Start: at, TimeZone: "Asia/Kolkata", Duration: time.Hour,
			Platform: recruit.Phone, Place: "+351 21 000 000", Participants: []string{dana.Email}}}))
	}
	proposal, err := svc.Offers.Propose(ctx, dana, request)
	if err != nil {
		t.Fatal(err)
	}
	c.again = func() offers.Offer {
		t.Helper()
		sent, err := svc.Offers.Send(ctx, dana, proposal, 0)
		if err != nil {
			t.Fatal(err)
		}
		return sent
	}
	sent := c.again()
	if c.link, err = svc.Offers.Link(ctx, dana, sent.ID); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestCandidateBooksByThePage goes the whole way from an offer to the interview by the page as it is served.
func TestCandidateBooksByThePage(t *testing.T) {
	t.Parallel()
	c := offered(t, "https://interviews.example.com")
	ctx, end := context.WithCancel(t.Context())
	if said, err := c.w.Services.Offers.Settings.Unserved(ctx, time.Now()); err != nil || !strings.Contains(said, "https://interviews.example.com") {
		t.Errorf("before it is served: %q, %v", said, err)
	}
	figures := prometheus.NewRegistry()
	p, err := servePage(ctx, pageOptions{Listen: "127.0.0.1:0"}, c.w.Services.Offers, c.w.Services.Settings, figures, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	_, path, found := strings.Cut(c.link, "https://interviews.example.com")
	if !found {
		t.Fatalf("the link is %s", c.link)
	}
	at := "http://" + p.listener.Addr().String()
	ask := func(method, path string, form url.Values) (int, string) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, at+path, strings.NewReader(form.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		answer, err := http.DefaultClient.Do(r) // which follows to the page, as browsers do
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode, html.UnescapeString(string(body))
	}
	shows := func(step, body string, all ...string) {
		t.Helper()
		for _, one := range all {
			if !strings.Contains(body, one) {
				t.Fatalf("%s: %q is not in %s", step, one, body)
			}
		}
	}
	status, body := ask(http.MethodGet, path, nil)
	shows("offered", body, `<html lang="de">`, "Platform Engineer", "Kolkata, UTC", "Lisbon, UTC", `value="1-3"`)
	for range 2 {
		status, body = ask(http.MethodPost, path, url.Values{"option": {"1-2"}})
		shows("booked", body, "Ihr Gespräch ist vereinbart", "+351 21 000 000")
	}
	all, err := c.w.Services.Store.Interviews(t.Context(), recruit.InterviewFilter{})
	if err != nil || status != http.StatusOK || len(all) != 1 || !all[0].Start.Equal(c.hours[1]) {
		t.Fatalf("%d, %v, %+v", status, err, all)
	}
	_, body = ask(http.MethodGet, path+"/move", nil)
	shows("to move", body, "Gespräch verschieben", "Neue Termine suchen")
	_, body = ask(http.MethodPost, path+"/move", url.Values{"look": {"yes"}})
	options := strings.Split(body, ` value="2-`)
	option, _, _ := strings.Cut(options[len(options)-1], `"`)
	shows("other times", body, "Auf diesen Termin verschieben", `value="2-1"`)
	for range 2 {
		_, body = ask(http.MethodPost, path+"/move", url.Values{"option": {"2-" + option}})
		shows("moved", body, "Ihr Gespräch ist vereinbart")
	}
	all, err = c.w.Services.Store.Interviews(t.Context(), recruit.InterviewFilter{})
	if err != nil || len(all) != 1 || all[0].Start.Equal(c.hours[1]) || all[0].Status != recruit.Scheduled {
		t.Fatalf("moved: %v, %+v", err, all)
	}
	_, body = ask(http.MethodPost, path+"/ask", url.Values{"words": {"später am Tag"}})
	shows("asked", body, "um andere Termine gebeten")
	_, body = ask(http.MethodPost, path+"/call-off", url.Values{"reason": {"krank"}})
	shows("called off", body, "Dieses Gespräch ist abgesagt")
	if status, _ := ask(http.MethodGet, "/p/AAAAAAAAAAAAAAAAAAAAAA", nil); status != http.StatusNotFound {
		t.Errorf("a link that leads nowhere: %d", status)
	}
	for _, check := range p.health() {
		if err := check.look(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if said, err := figures.Gather(); err != nil || !strings.Contains(fmt.Sprint(said), "booked") {
		t.Errorf("%v, %v", said, err)
	}
	if said, err := c.w.Services.Offers.Settings.Unserved(t.Context(), time.Now()); err != nil || said != "" {
		t.Errorf("while it is served: %q, %v", said, err)
	}
	end()
	p.wait()
	if p.answers(t.Context()) == nil {
		t.Error("the page answers after its end")
	}
}

// TestAddressOfThePage holds that what is said goes before what is saved, and is saved.
func TestAddressOfThePage(t *testing.T) {
	t.Parallel()
	w, err := open(t.Context(), filepath.Join(t.TempDir(), "data"), store.Options{}, recruit.Environment{}, newCalls())
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for _, tc := range []struct{ said, want, field string }{
		{"", "", "web-url"}, {"https://a.example/", "https://a.example", ""}, {"", "https://a.example", ""}, {"https://b.example/x", "https://b.example/x", ""}, {"", "https://b.example/x", ""},
	} {
		got, err := pageOptions{URL: tc.said}.address(t.Context(), w.Services.Settings)
		if got != tc.want || recruit.FieldOf(err) != tc.field {
			t.Errorf("%q: %q, %v", tc.said, got, err)
		}
	}
	if got := origin("https://b.example:8443/x"); got != "https://b.example:8443" {
		t.Errorf("the origin is %s", got)
	}
	_, err = servePage(t.Context(), pageOptions{Listen: "127.0.0.1:0", Cert: "/nowhere", Key: "/nowhere"}, w.Services.Offers, w.Services.Settings, prometheus.NewRegistry(), slog.New(slog.DiscardHandler))
	if recruit.FieldOf(err) != "web-cert" {
		t.Errorf("a certificate that is not there: %v", err)
	}
}

// BenchmarkPage is how long the page of an offer takes out of the workspace, and what the slowest of a hundred takes.
func BenchmarkPage(b *testing.B) {
	c := offered(b, "https://interviews.example.com")
	desk := answers.Desk{Offers: c.w.Services.Offers}
	limits := page.Usual()
	limits.Requests, limits.Token = guard.Rate{}, guard.Rate{}
	h, err := page.New(page.Options{Viewer: desk, Choices: desk, Limits: &limits, Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodGet, c.link, nil)
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Code != http.StatusOK {
			b.Fatalf("answered by %d", w.Code)
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms-p99")
}
