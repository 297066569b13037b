package app

import (
	"context"
	"fmt"
	"html"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"recruitty/mail/mailbox"
	"recruitty/recruit"
	"recruitty/recruit/offers"
	"recruitty/recruit/timeparse"
	"recruitty/store"
	"recruitty/zoom/zoomsim"
)

// zonesWithEdges are zones whose clocks change in spring and autumn of either half of the world, by half an hour, at midnight,
// around a month of fasting, or not at all any more.
func zonesWithEdges() []string {
	return []string{"Europe/Berlin", "Europe/London", "America/New_York", "America/Sao_Paulo", "Australia/Sydney", "Australia/Lord_Howe", "America/Santiago", "Africa/Casablanca", "Africa/Cairo",
		"Asia/Kolkata", "Pacific/Apia", "Pacific/Chatham", "America/St_Johns"}
}

// changeIn is when the clocks of a zone change after an instant, to the minute; ok is false where they do not within a year.
func changeIn(zone *time.Location, after time.Time) (at time.Time, ok bool) {
	offset := func(t time.Time) int { _, seconds := t.In(zone).Zone(); return seconds }
	for day := range 366 {
		from, to := after.AddDate(0, 0, day), after.AddDate(0, 0, day+1)
		if offset(from) == offset(to) {
			continue
		}
		for to.Sub(from) > time.Minute {
			if half := from.Add(to.Sub(from) / 2).Truncate(time.Minute); offset(half) == offset(from) {
				from = half
			} else {
				to = half
			}
		}
		return to.Truncate(time.Minute), true
	}
	return time.Time{}, false
}

// said is how clocks on the wall of a zone show a span, worked out without the words of the program.
func said(zone *time.Location, start, end time.Time) string {
	start, end = start.In(zone), end.In(zone)
	const day, clock = "Monday 2 January 2006", "15:04"
	if start.Format(day) == end.Format(day) {
		return start.Format(day) + ", " + start.Format(clock) + "–" + end.Format(clock) + " ("
	}
	return start.Format(day+", "+clock) + " – " + end.Format(day+", "+clock) + " ("
}

// TestHoursAcrossClockChanges books hours in which the clocks of the candidate change, by the page: the page, the emails, the
// calendar entry and the meeting at Zoom are at the same instant, and say to the candidate what the clocks there show.
func TestHoursAcrossClockChanges(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(recruit.Sentence(err), err)
		}
	}
	sim := zoomsim.New(zoomsim.Options{DailyLimit: 1 << 20, Users: []zoomsim.User{{ID: "u-dana", Email: "dana@example.com", FirstName: "Dana", LastName: "Ruiz", Type: 2, TimeZone: "Europe/Lisbon"}}})
	stop, err := sim.Start()
	must(err)
	t.Cleanup(stop)
	box, err := mailbox.Open("")
	must(err)
	t.Cleanup(func() { must(box.Close()) })
	w, err := open(ctx, filepath.Join(t.TempDir(), "data"), store.Options{}, recruit.Environment{ZoomClientID: zoomsim.AccountAppID, ZoomSecret: zoomsim.AccountAppSecret, ZoomAccount: zoomsim.AccountID,
		ZoomAPI: sim.APIBase(), ZoomOAuth: sim.OAuthBase(), SMTP: box.URL(), MailFrom: "jobs@example.com"}, newCalls())
	must(err)
	t.Cleanup(func() { must(w.Close()) })
	svc := w.Services
	dana, err := svc.Team.Add(ctx, recruit.Member{}, recruit.Member{Name: "Dana Ruiz", Email: "dana@example.com", Role: recruit.Admin, TimeZone: "Europe/Lisbon"})
	must(err)
	_, err = svc.Accounts.ConnectServerToServer(ctx, dana, recruit.ZoomApp{})
	must(err)
	job, err := svc.Jobs.Add(ctx, dana, recruit.Job{Title: "Platform Engineer"})
	must(err)
	must(svc.Settings.Store.SetSetting(ctx, offers.SettingPage, "https://interviews.example.com"))
	serving, end := context.WithCancel(ctx)
	p, err := servePage(serving, pageOptions{Listen: "127.0.0.1:0"}, svc.Offers, svc.Settings, prometheus.NewRegistry(), slog.New(slog.DiscardHandler))
	must(err)
	defer func() { end(); p.wait() }()
	var taken []time.Time
	changes := 0
	for n, name := range zonesWithEdges() {
		zone, err := timeparse.Zone(name)
		must(err)
		start := time.Now().UTC().Truncate(24*time.Hour).AddDate(0, 0, 20).Add(9 * time.Hour)
		if change, ok := changeIn(zone, start); ok {
			start = change.Add(-20 * time.Minute)
			changes++
		}
		for slices.ContainsFunc(taken, func(other time.Time) bool { return other.Sub(start).Abs() < 2*time.Hour }) {
			next := start.Add(2 * time.Hour) // the clocks of two zones change at once, or not at all
			if change, ok := changeIn(zone, start.AddDate(0, 0, 1)); ok {
				next = change.Add(-20 * time.Minute)
			}
			start = next
		}
		taken = append(taken, start)
		finish := start.Add(time.Hour)
		who, err := svc.Pipeline.Add(ctx, dana, recruit.Candidate{Name: fmt.Sprintf("Candidate %d", n), Email: fmt.Sprintf("candidate%d@example.org", n), TimeZone: name, Language: "en"})
		must(err)
		_, err = svc.Pipeline.Link(ctx, dana, who.ID, job.ID, "")
		must(err)
		proposal, err := svc.Offers.Propose(ctx, dana, offers.Request{Candidate: who.ID, Job: job.ID, Single: &offers.Single{Title: "Talk", Duration: time.Hour, Participants: []string{dana.Email}}, Options: []offers.Option{
			offers.OptionOf([]recruit.ScheduleRequest{{CandidateID: who.ID, JobID: job.ID, Title: "Talk", Start: start, TimeZone: name, Duration: time.Hour, Platform: recruit.Zoom, Participants: []string{dana.Email}}})}})
		must(err)
		sent, err := svc.Offers.Send(ctx, dana, proposal, 0)
		must(err)
		link, err := svc.Offers.Link(ctx, dana, sent.ID)
		must(err)
		at := "http://" + p.listener.Addr().String() + strings.TrimPrefix(link, "https://interviews.example.com")
		want := said(zone, start, finish)
		shows := func(step, method, form string) {
			t.Helper()
			r, err := http.NewRequestWithContext(ctx, method, at, strings.NewReader(form))
			must(err)
			if form != "" {
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			}
			answer, err := http.DefaultClient.Do(r)
			must(err)
			defer answer.Body.Close()
			body, err := io.ReadAll(answer.Body)
			must(err)
			if text := html.UnescapeString(string(body)); !strings.Contains(text, want) {
				t.Errorf("%s, %s: the page does not say %q:\n%s", name, step, want, text)
			}
		}
		shows("offered", http.MethodGet, "")
		shows("booked", http.MethodPost, "option=1-1")
	}
	for range 5 {
		_, err := w.Outbox.RunDue(ctx)
		must(err)
	}
	list, err := svc.Store.Interviews(ctx, recruit.InterviewFilter{})
	must(err)
	if len(list) != len(taken) || changes < 5 {
		t.Errorf("%d interviews of %d, with %d changes of clocks", len(list), len(taken), changes)
	}
	meetings := map[int64]time.Time{}
	for _, m := range sim.Meetings() {
		meetings[m.ID] = m.Start
	}
	mails := box.List()
	for n, start := range taken {
		zone, err := timeparse.Zone(zonesWithEdges()[n])
		must(err)
		at := slices.IndexFunc(list, func(i recruit.InterviewSummary) bool { return i.Start.Equal(start) })
		if at < 0 || list[at].Meeting == nil || !meetings[list[at].Meeting.ID].Equal(start) {
			t.Errorf("%s: no meeting at %v", zone, start)
			continue
		}
		told, entries := 0, 0
		for _, m := range mails {
			if m.To != fmt.Sprintf("candidate%d@example.org", n) {
				continue
			}
			read, err := box.Read(m.ID)
			must(err)
			if strings.Contains(strings.Join(strings.Fields(read.Text), " "), said(zone, start, start.Add(time.Hour))) {
				told++
			}
			if strings.Contains(read.Calendar, "DTSTART:"+start.Format("20060102T150405Z")) && strings.Contains(read.Calendar, "DTEND:"+start.Add(time.Hour).Format("20060102T150405Z")) {
				entries++
			}
		}
		if told != 2 || entries != 1 {
			t.Errorf("%s, %v: %d emails say %q, %d entries are at that time", zone, start, told, said(zone, start, start.Add(time.Hour)), entries)
		}
	}
}
