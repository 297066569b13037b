package e2e

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"html"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/offers"
	"recruitty/recruit/workspace"
)

var (
	presses     = flag.Int("presses", 160, "how many buttons candidates press in TestVisitors")
	pressAtOnce = flag.Int("press-at-once", 16, "how many of them at the same time")
)

// pressesEach is how many buttons one candidate presses, which the limits of a link let pass at once.
const pressesEach = 16

// TestVisitors lets candidates whose offers share interviewers, hosts and hours, of one interview, of a panel or of a whole
// loop, press buttons on two hosts of one workspace at the same time, while the interviewers' calendars are read, which now
// and then are late or fail: nobody is in two interviews or in one while they are busy, a loop is booked whole or not at
// all, who loses is shown other hours or the box to ask, and the meetings at Zoom are the interviews.
func TestVisitors(t *testing.T) {
	t.Parallel()
	r := newReception(t, max(3, *presses/pressesEach))
	began := time.Now()
	r.press(*presses, *pressAtOnce)
	took := time.Since(began)
	for _, v := range r.visitors {
		if _, err := v.look(r.at[0]); err != nil {
			t.Errorf("in the end: %v", err)
		}
	}
	for _, h := range r.hosts {
		h.ended()
	}
	r.settle()
	r.check()
	t.Logf("%d buttons in %v (%.0f a second) of %d candidates: %v", *presses, took.Round(time.Second), float64(*presses)/took.Seconds(), len(r.visitors), r.came)
}

// reception is a workspace whose page two hosts serve, and candidates with the links to their offers.
type reception struct {
	*workplace
	hosts    []*hosted
	at       []string // addresses of the page
	inside   *workspace.Workspace
	visitors []*visitor
	diaries  *diaries

	mu   sync.Mutex
	came map[string]int // how often a button led to what
}

// visitor is a candidate.
type visitor struct {
	offer    recruit.OfferID
	token    string
	sessions int    // of what was offered
	from     string // the address that the proxy says
	mu       sync.Mutex
	seen     []string // options that were shown, the old ones included
}

// press lets so many buttons be pressed by so many at once.
func (r *reception) press(all, atOnce int) {
	next := make(chan int)
	var crowd sync.WaitGroup
	for k := range atOnce {
		crowd.Go(func() {
			chance := rand.New(rand.NewPCG(2, uint64(k)))
			for n := range next {
				v := r.visitors[n%len(r.visitors)]
				what, err := v.act(r.at[n%2], r.at[chance.IntN(2)], chance)
				r.mu.Lock()
				if r.came[what]++; err != nil {
					r.t.Errorf("offer %d: %v", v.offer, err)
				}
				r.mu.Unlock()
			}
		})
	}
	for n := range all {
		next <- n
	}
	close(next)
	crowd.Wait()
}

var (
	optionValue = regexp.MustCompile(`name="option"[^>]* value="([0-9-]+)"`)
	withoutMove = regexp.MustCompile(`href="[^"]*/move[^"]*"`)
)

// act presses a button, as someone does who may have looked at the page a while ago, and returns what came of it.
func (v *visitor) act(looked, pressed string, chance *rand.Rand) (what string, err error) {
	shown, err := v.look(looked)
	if err != nil {
		return "failed", err
	}
	part := ""
	var form url.Values
	v.mu.Lock()
	for _, found := range optionValue.FindAllStringSubmatch(shown, -1) {
		if !slices.Contains(v.seen, found[1]) {
			v.seen = append(v.seen, found[1])
		}
	}
	choose := "1-1"
	if len(v.seen) > 0 {
		choose = v.seen[chance.IntN(len(v.seen))]
	}
	v.mu.Unlock()
	switch agreed := withoutMove.MatchString(shown); {
	case agreed && chance.IntN(40) == 0:
		part, form = "/call-off", url.Values{"reason": {"ill"}}
	case agreed && chance.IntN(4) == 0:
		part, form = "/move", url.Values{"look": {"yes"}}
	case agreed && chance.IntN(2) == 0:
		part, form = "/move", url.Values{"option": {choose}}
	case chance.IntN(40) == 0:
		part, form = "/ask", url.Values{"words": {"Any morning"}}
	default:
		form = url.Values{"option": {choose}}
	}
	status, to, _, err := v.ask(pressed, http.MethodPost, part, form)
	if status == http.StatusServiceUnavailable || errors.Is(err, io.EOF) {
		return "busy", nil // who presses again is told the same
	}
	if err != nil || status != http.StatusSeeOther {
		return "failed", cmp.Or(err, fmt.Errorf("a button of %q was answered by %d", part, status))
	}
	after, err := v.look(looked)
	if err != nil {
		return "failed", err
	}
	switch {
	case strings.Contains(to, "gone="):
		what = "gone"
	case strings.Contains(after, "Your interview is agreed"):
		what = "agreed"
	case strings.Contains(after, "We are confirming"):
		what = "to confirm"
	case strings.Contains(after, "This interview is cancelled"):
		what = "cancelled"
	case strings.Contains(after, "You asked for other times"):
		what = "asked"
	case strings.Contains(after, `name="option"`):
		what = "others shown"
	default:
		what = "box shown"
	}
	return cmp.Or(strings.TrimPrefix(part, "/"), "take") + ": " + what, nil
}

// look opens the page, which is never a dead end: what is agreed, hours, a button that looks for some, or a box to ask.
func (v *visitor) look(host string) (string, error) {
	status, _, body, err := v.ask(host, http.MethodGet, "", nil)
	for n := 0; n < 20 && (status == http.StatusServiceUnavailable || errors.Is(err, io.EOF)); n++ {
		status, _, body, err = v.ask(host, http.MethodGet, "", nil)
	}
	if err != nil {
		return "", err
	}
	ways := []string{"Your interview is agreed", "We are confirming", "You asked for other times", `name="option"`, `name="look"`, `name="words"`}
	if status != http.StatusOK || !slices.ContainsFunc(ways, func(way string) bool { return strings.Contains(body, way) }) {
		return "", fmt.Errorf("the page is answered by %d and is a dead end: %s", status, body)
	}
	return body, nil
}

// browser is what all candidates use, each by an address of their own.
var browserOfAll = sync.OnceValue(func() *http.Client {
	return &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: 64}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
})

func (v *visitor) ask(host, method, part string, form url.Values) (status int, to, body string, err error) {
	r, err := http.NewRequestWithContext(context.Background(), method, "http://"+host+"/p/"+v.token+part, strings.NewReader(form.Encode()))
	if err != nil {
		return 0, "", "", err
	}
	r.Header.Set("X-Forwarded-For", v.from)
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	answer, err := browserOfAll().Do(r)
	if err != nil {
		return 0, "", "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	return answer.StatusCode, answer.Header.Get("Location"), html.UnescapeString(string(text)), err
}

// check holds interviews, offers, Zoom and calendars against each other.
func (r *reception) check() {
	r.t.Helper()
	ctx, s := r.t.Context(), r.inside.Services
	list, err := s.Store.Interviews(ctx, recruit.InterviewFilter{Limit: 1 << 20})
	if err != nil {
		r.t.Fatal(err)
	}
	times, meetings, uids := map[string][]recruit.Interview{}, map[int64]recruit.Interview{}, map[string]foundInterview{}
	for _, one := range list {
		x, err := s.Store.Record(ctx, one.ID)
		if err != nil {
			r.t.Fatal(err)
		}
		i := x.Interview
		found := foundInterview{ID: int64(i.ID), UID: i.UID, Status: string(i.Status), Start: i.Start, End: i.End(), Sequence: i.Sequence}
		uids[i.UID] = found
		if i.Status != recruit.Scheduled {
			continue
		}
		if i.Meeting == nil {
			r.t.Errorf("interview %d has no meeting", i.ID)
			continue
		}
		meetings[i.Meeting.ID] = i
		times["host "+i.Meeting.HostEmail] = append(times["host "+i.Meeting.HostEmail], i)
		for _, p := range x.Invited() {
			times[p.Address] = append(times[p.Address], i)
			if r.diaries.busy(p.Address, i.Start, i.End()) {
				r.t.Errorf("interview %d at %v is booked over what stands in the calendar of %s", i.ID, i.Start, p.Address)
			}
		}
	}
	for who, all := range times {
		slices.SortFunc(all, func(a, b recruit.Interview) int { return a.Start.Compare(b.Start) })
		for n := 1; n < len(all); n++ {
			if all[n].Start.Before(all[n-1].End()) {
				r.t.Errorf("%s is in interviews %d and %d at once, %v", who, all[n-1].ID, all[n].ID, all[n].Start)
			}
		}
	}
	at := r.sim.Meetings()
	for _, m := range at {
		if i, ours := meetings[m.ID]; !ours || !i.Start.Equal(m.Start) {
			r.t.Errorf("meeting %d at Zoom, %s, is of no interview at that time", m.ID, m.Start)
		}
	}
	if len(at) != len(meetings) {
		r.t.Errorf("Zoom has %d meetings for %d interviews", len(at), len(meetings))
	}
	booked, waits := 0, map[string]int{}
	for _, v := range r.visitors {
		o, err := s.Offers.Show(ctx, v.offer)
		if err != nil {
			r.t.Fatal(err)
		}
		if standing := len(o.Standing()); o.State == offers.Booked && standing != v.sessions || o.State != offers.Booked && standing != 0 {
			r.t.Errorf("offer %d is %s with %d interviews", o.ID, o.State, standing)
		}
		if booked += len(o.Standing()); o.State == offers.ToConfirm {
			waits[o.Said]++
		}
	}
	if booked != len(meetings) || *presses >= 40 && booked == 0 {
		r.t.Errorf("%d offers are booked, and there are %d interviews", booked, len(meetings))
	}
	r.t.Logf("%d interviews stand of %d, %d meetings at Zoom, offers of %d candidates; to be confirmed %v", len(meetings), len(list), len(at), len(r.visitors), waits)
}
