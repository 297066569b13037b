package store

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/reports"
)

// byHand is a row as the test counts it by itself.
type byHand struct {
	heading, key string
	value        int64
	interview    recruit.InterviewID
	candidate    recruit.CandidateID
	job          recruit.JobID
}

// recount chooses the rows of a report in plain Go, from the records and the log.
func (p *lived) recount(tb testing.TB, q reports.Query) (all []byHand) {
	tb.Helper()
	in := func(t time.Time) bool { return !t.Before(q.From) && t.Before(q.To) }
	first := map[string]recruit.Record{}
	for _, id := range p.interviews {
		r, err := p.Record(p.ctx, id)
		must(tb, err)
		i := r.Interview
		if q.Job != 0 && i.JobID != q.Job {
			continue
		}
		mine := q.Member == 0 || i.OrganiserID == q.Member
		for _, who := range r.People {
			mine = mine || who.MemberID == q.Member && who.RemovedAt.IsZero()
		}
		add := func(key string, value int64) {
			all = append(all, byHand{"", key, value, i.ID, i.CandidateID, i.JobID})
		}
		for n, v := range r.Versions {
			undone := n+1 < len(r.Versions) && r.Versions[n+1].Kind == recruit.WasUndone
			if !in(v.At) || undone || !mine {
				continue
			}
			moved, off := v.Kind == recruit.WasRescheduled, v.Kind == recruit.WasCancelled
			switch {
			case q.Name == reports.Interviews && (moved || off || v.Kind == recruit.WasScheduled):
				add(string(v.Kind), reports.Unknown)
			case q.Name == reports.Reschedules && moved, q.Name == reports.Cancellations && off:
				add(p.sides[fmt.Sprint(i.ID, " ", v.Number)], reports.Unknown)
			case q.Name == reports.RescheduleReasons && moved, q.Name == reports.CancellationReasons && off:
				add(strings.ToLower(v.Reason), reports.Unknown)
			}
		}
		key := fmt.Sprint(i.CandidateID, " ", i.JobID)
		if i.Status == recruit.Completed {
			if f, known := first[key]; !known || i.Start.Before(f.Interview.Start) || i.Start.Equal(f.Interview.Start) && i.ID < f.Interview.ID {
				first[key] = r
			}
		}
		if !in(i.Start) {
			continue
		}
		noted := i.Status == recruit.Completed || i.Status == recruit.NoShow
		switch {
		case q.Name == reports.Interviews && mine && noted:
			add(string(i.Status), reports.Unknown)
		case q.Name == reports.Interviews && mine && i.Status == recruit.Scheduled && !i.End().After(q.Now):
			add("open", reports.Unknown)
		case q.Name == reports.NoShows && mine && noted:
			add(fmt.Sprint("job ", i.JobID), map[bool]int64{true: 1}[i.Status == recruit.NoShow])
		}
		cards, err := p.Cards(p.ctx, []recruit.InterviewID{i.ID})
		must(tb, err)
		for _, c := range cards {
			if q.Name == reports.FeedbackDelay && c.Given() && (q.Member == 0 || c.Member == q.Member) {
				add(fmt.Sprint("member ", c.Member), max(c.GivenAt.Sub(i.End()), 0).Microseconds())
			}
		}
		for _, who := range r.People {
			if q.Member != 0 && who.MemberID != q.Member {
				continue
			}
			said := string(cmp.Or(who.Said, recruit.NoAnswer))
			since := who.InvitedAt
			if since.IsZero() {
				since = i.CreatedAt
			}
			took := int64(reports.Unknown)
			if !who.AnsweredAt.IsZero() && !who.AnsweredAt.Before(since) {
				took = who.AnsweredAt.Sub(since).Microseconds()
			}
			panel := who.MemberID != 0 && who.Audience == recruit.ToPanel
			member := fmt.Sprint("member ", who.MemberID)
			switch {
			case q.Name == reports.Answers && who.RemovedAt.IsZero() && who.Audience != recruit.ToOrganiser:
				add(said, took)
			case q.Name == reports.Declines && panel && who.Said == recruit.Declined:
				add(member, reports.Unknown)
			case q.Name == reports.Load && panel && who.RemovedAt.IsZero() && i.Status != recruit.Cancelled:
				add(member, i.Duration.Microseconds())
			}
		}
	}
	if q.Name == reports.TimeToInterview {
		for _, r := range first {
			i := r.Interview
			mine := q.Member == 0 || i.OrganiserID == q.Member || slices.ContainsFunc(r.People, func(who recruit.Participant) bool { return who.MemberID == q.Member && who.RemovedAt.IsZero() })
			profile, err := p.Profile(p.ctx, i.CandidateID)
			must(tb, err)
			if a, linked := profile.Application(i.JobID); linked && in(i.Start) && mine {
				all = append(all, byHand{"", fmt.Sprint("job ", i.JobID), max(i.Start.Sub(a.CreatedAt).Microseconds(), reports.Unknown), i.ID, i.CandidateID, i.JobID})
				if i.Start.Before(a.CreatedAt) {
					all[len(all)-1].value = reports.Unknown
				}
			}
		}
	}
	return append(all, p.recountStages(tb, q, in)...)
}

// recountStages does so of who has come how far, from the links and the log of moves.
func (p *lived) recountStages(tb testing.TB, q reports.Query, in func(time.Time) bool) (all []byHand) {
	tb.Helper()
	if q.Name != reports.Funnel && q.Name != reports.FunnelJobs && q.Name != reports.FunnelSources {
		return nil
	}
	for _, c := range p.candidates {
		profile, err := p.Profile(p.ctx, c.ID)
		must(tb, err)
		log, err := p.Activities(p.ctx, recruit.ActivityFilter{CandidateID: c.ID, Limit: 1000})
		must(tb, err)
		for _, a := range profile.Applications {
			job := p.jobs[slices.IndexFunc(p.jobs, func(j recruit.Job) bool { return j.ID == a.JobID })]
			if !in(a.CreatedAt) || q.Job != 0 && q.Job != a.JobID {
				continue
			}
			was := []string{a.Stage}
			for _, l := range log {
				if l.JobID == a.JobID && l.Action == "candidate.moved" {
					was = append(was, strings.Split(l.Text, "|")[1:]...)
				}
			}
			stages := slices.DeleteFunc(slices.Clone(job.Stages), recruit.StageLost)
			far := 0
			for _, s := range was {
				far = max(far, slices.Index(stages, s))
			}
			heading := map[reports.Name]string{reports.FunnelJobs: fmt.Sprintf("%s (job %d)", job.Title, job.ID), reports.FunnelSources: c.Origin}[q.Name]
			for _, s := range stages[:far+1] {
				all = append(all, byHand{heading, s, reports.Unknown, 0, c.ID, a.JobID})
			}
		}
	}
	return all
}

func ordered(all []byHand) []byHand {
	slices.SortFunc(all, func(a, b byHand) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return all
}

// TestReportsAreRecounted: every figure of every report equals what plain Go counts in the
// records and the log of random workspaces, and has exactly these rows behind it.
func TestReportsAreRecounted(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			p := newPast(t, seed, 150)
			service := &reports.Reports{Store: p.DB, Now: func() time.Time { return now }}
			for _, d := range reports.All() {
				for n := range 6 {
					q := reports.Query{Name: d.Name, From: now.AddDate(0, 0, -40+p.of(20)), To: now.AddDate(0, 0, 12-p.of(20)), Now: now}
					if n%2 == 1 {
						q.Job = p.jobs[p.of(4)].ID
					}
					if n > 2 && d.ByMember {
						q.Member = p.team[p.of(4)].ID
					}
					p.compare(t, service, d, q)
				}
			}
		})
	}
}

func (p *lived) compare(t *testing.T, service *reports.Reports, d reports.Definition, q reports.Query) {
	t.Helper()
	want := p.recount(t, q)
	got, err := service.Run(p.ctx, p.member, q)
	must(t, err)
	byKey := map[[2]string][]int64{}
	for _, c := range want {
		byKey[[2]string{c.heading, c.key}] = append(byKey[[2]string{c.heading, c.key}], c.value)
	}
	for _, f := range got.Figures {
		values := byKey[[2]string{f.Heading, f.Key}]
		known := slices.DeleteFunc(slices.Clone(values), func(v int64) bool { return v < 0 })
		sum := int64(0)
		for _, v := range known {
			sum += v
		}
		count, took := len(values), time.Duration(0)
		switch d.Unit {
		case reports.Days:
			slices.Sort(known)
			if n := len(known); n > 0 {
				took = time.Duration(known[(n-1)/2]+(known[n/2]-known[(n-1)/2])/2) * time.Microsecond
			}
		case reports.Hours:
			took = time.Duration(sum) * time.Microsecond
		case reports.Share:
			count = int(sum)
		}
		if f.Count != count || f.Time != took {
			t.Errorf("%s %s %q: %d, %s; counted by hand %d, %s", d.Name, f.Heading, f.Key, f.Count, f.Time, count, took)
		}
		delete(byKey, [2]string{f.Heading, f.Key})
	}
	if len(byKey) > 0 {
		t.Errorf("%s lacks %v", d.Name, byKey)
	}
	rows, err := service.Rows(p.ctx, p.member, q, nil, 0, 10000)
	must(t, err)
	var have []byHand
	for _, r := range rows {
		have = append(have, byHand{r.Heading, r.Key, r.Value, r.InterviewID, r.CandidateID, r.JobID})
	}
	if d.Unit == reports.Share {
		want = slices.DeleteFunc(want, func(c byHand) bool { return c.value != 1 })
	}
	if !reflect.DeepEqual(ordered(have), ordered(want)) && len(have)+len(want) > 0 {
		t.Errorf("%s: rows %v, counted by hand %v", d.Name, have, want)
	}
	if len(got.Figures) > 0 {
		f := got.Figures[0]
		of, err := service.Rows(p.ctx, p.member, q, &f, 0, 10000)
		must(t, err)
		if len(of) != f.Count {
			t.Errorf("%s %q: %d rows for %d", d.Name, f.Key, len(of), f.Count)
		}
	}
}

// TestReportsOfAPart: who sees a part of the workspace has their own load and nothing
// else, whoever asks the store.
func TestReportsOfAPart(t *testing.T) {
	t.Parallel()
	p := newPast(t, 9, 80)
	one := p.team[1]
	seen := p.VisibleTo(one).(*DB)
	for _, d := range reports.All() {
		for _, member := range []recruit.MemberID{0, one.ID, p.member.ID} {
			q := reports.Query{Name: d.Name, From: now.AddDate(0, 0, -60), To: now.AddDate(0, 0, 60), Now: now, Member: member}
			facts, err := seen.ReportFacts(p.ctx, q)
			rows, rowsErr := seen.ReportRows(p.ctx, q, nil, 0, 100)
			if d.Name != reports.Load || member != one.ID {
				wantKind(t, err, recruit.ErrRefused)
				wantKind(t, rowsErr, recruit.ErrRefused)
				continue
			}
			must(t, err)
			must(t, rowsErr)
			whole, err := p.ReportFacts(p.ctx, q)
			must(t, err)
			for _, f := range append(facts, whole...) { // rows come in any order
				slices.Sort(f.At)
				slices.Sort(f.Values)
			}
			if !reflect.DeepEqual(facts, whole) || len(rows) == 0 {
				t.Errorf("own load %+v, of the whole %+v", facts, whole)
			}
		}
	}
	service := &reports.Reports{Store: seen, Now: func() time.Time { return now }}
	if _, err := service.Run(p.ctx, one, reports.Query{Name: reports.Load}); err != nil {
		t.Error(err)
	}
	_, err := service.Run(p.ctx, one, reports.Query{Name: reports.Funnel})
	wantKind(t, err, recruit.ErrRefused)
}
