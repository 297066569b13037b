package offers

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/loops"
	"recruitty/recruit/pools"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/slots"
)

// How much of a day is looked at: offers spread over days, the nearest hours may lie in one.
const (
	mostPerDay  = 3
	widePerDay  = 8
	wideOptions = 40
)

// How long ahead hours are that are looked for: who gets an email has to read it, and who
// looks at a page need not.
const (
	mailLead = 24 * time.Hour
	pageLead = 4 * time.Hour
)

// find looks for options, at most so many and so many of a day, the best first. Unless a
// search says from when on, they are at least lead ahead. fresh reads the calendars of those
// who are chosen once more. except are interviews that are moved.
func (s *Service) find(ctx context.Context, author recruit.Member, about subject, search Search, lead time.Duration, limit, perDay int, fresh bool, except []recruit.InterviewID) ([]Option, finder.Found, error) {
	now := s.Now()
	if !search.To.IsZero() && search.To.Sub(now) < 24*time.Hour {
		search.From, search.To, search.Days = time.Time{}, time.Time{}, 0 // what was asked for is over
	}
	if search.From.IsZero() {
		search.From = now.Add(lead).Truncate(slots.Quarter)
	}
	if search.Single == nil {
		return s.findLoops(ctx, author, about, search, limit, perDay, fresh, except)
	}
	return s.findSingle(ctx, author, about, search, limit, perDay, fresh, except)
}

func (s *Service) findLoops(ctx context.Context, author recruit.Member, about subject, search Search, limit, perDay int, fresh bool, except []recruit.InterviewID) ([]Option, finder.Found, error) {
	found, err := s.Loops.Solve(ctx, author, loops.Request{Candidate: about.candidate.ID, Job: about.job.ID, Stage: about.stage, From: search.From, To: search.To, Days: search.Days,
		Windows: search.Windows, Soft: search.Soft, Lifts: search.Lifts, Except: except, Fresh: fresh, Limit: limit, PerDay: perDay})
	if err != nil {
		return nil, found.Found, err
	}
	var all []Option
	for _, l := range found.Loops {
		all = append(all, OptionOf(found.Drafts(l)))
	}
	return all, found.Found, nil
}

func (s *Service) findSingle(ctx context.Context, author recruit.Member, about subject, search Search, limit, perDay int, fresh bool, except []recruit.InterviewID) ([]Option, finder.Found, error) {
	one := *search.Single
	needs, err := s.needs(ctx, one.Pools)
	if err != nil {
		return nil, finder.Found{}, err
	}
	if len(one.Participants) == 0 && len(needs) == 0 {
		return nil, finder.Found{}, finder.Nobody()
	}
	ask := finder.LoopRequest{Sessions: []finder.Session{{Title: one.Title, Duration: one.Duration, People: one.Participants, Needs: needs}},
		Search: finder.Search{Candidate: about.candidate.ID, Except: except, From: search.From, To: search.To, Days: search.Days, Windows: search.Windows, Soft: search.Soft, Lifts: search.Lifts, Limit: limit, PerDay: perDay}}
	found, err := s.Finder.FindLoop(ctx, author, ask)
	if err == nil && fresh {
		var chosen []string
		for _, l := range found.Loops {
			chosen = append(chosen, l.Addresses()...)
		}
		slices.Sort(chosen)
		if _, err = s.Finder.Reread(ctx, author, slices.Compact(chosen)); err == nil {
			found, err = s.Finder.FindLoop(ctx, author, ask)
		}
	}
	if err != nil {
		return nil, found, err
	}
	zone := zoneFor(about.candidate, author)
	var all []Option
	for _, l := range found.Loops {
		at := l.Sittings[0]
		d := Session{Title: one.Title, Description: one.Description, Note: one.Note, Start: at.Start.UTC(), Duration: one.Duration, TimeZone: zone.String(), Platform: one.Platform, Place: one.Place, Host: one.Host,
			Participants: slices.Concat(at.Addresses(), found.Strangers), Seats: at.Seats()}
		if length := at.End.Sub(at.Start); length > 0 {
			d.Duration = length // a way out may have made it shorter
		}
		all = append(all, Option{Sessions: []Session{d}})
	}
	return all, found, nil
}

// needs are what is wanted of pools as they are now; one that was removed is refused.
func (s *Service) needs(ctx context.Context, wanted []PoolNeed) ([]pools.Need, error) {
	if len(wanted) == 0 {
		return nil, nil
	}
	all, err := s.Store.Pools(ctx, false)
	if err != nil {
		return nil, err
	}
	var needs []pools.Need
	for _, w := range wanted {
		at := slices.IndexFunc(all, func(p pools.Pool) bool { return p.ID == w.Pool })
		if at < 0 {
			return nil, recruit.Refused("The pool %d was removed; choose another one, or name who takes part.", w.Pool)
		}
		needs = append(needs, pools.Need{Count: w.Count, Pool: all[at]})
	}
	return needs, nil
}

// spare is how many times as many options are looked for: some may clash with the host's
// other meetings, of which the finder knows nothing.
const spare = 2

// best finds the best options across days: one of each day, and more only where there are
// too few days. There may be more than the search asks for, and never those of except.
func (s *Service) best(ctx context.Context, author recruit.Member, about subject, search Search, except []Option) (all []Option, found finder.Found, err error) {
	for perDay := 1; perDay <= mostPerDay; perDay++ {
		all, found, err = s.find(ctx, author, about, search, mailLead, spare*search.Count+len(except), perDay, perDay == 1, nil)
		before := len(all)
		all = slices.DeleteFunc(all, func(one Option) bool {
			return slices.ContainsFunc(except, func(x Option) bool { return x.Start().Equal(one.Start()) && x.End().Equal(one.End()) })
		})
		if err == nil && before > 0 && len(all) == 0 {
			continue // the days have other hours
		}
		if err != nil || len(all) >= search.Count || len(all) == 0 {
			break
		}
	}
	return all, found, err
}

// byDistance are options by how near they lie to a start, the nearest first.
func byDistance(all []Option, to time.Time) []Option {
	all = slices.Clone(all)
	distance := func(o Option) time.Duration { return o.Start().Sub(to).Abs() }
	slices.SortStableFunc(all, func(a, b Option) int { return cmp.Compare(distance(a), distance(b)) })
	return all
}

// noHour says that nothing suits, why, and the cheapest way out.
func noHour(f finder.Found) error {
	said := []string{cmp.Or(f.None(), "No time suits everybody.")}
	if r, ok := f.MostRefused(); ok {
		said = append(said, r.Days()+": "+strings.TrimSuffix(r.Reason.String(), ".")+".")
	}
	if len(f.Relaxations) > 0 {
		said = append(said, "This would give some: "+f.WayOut(f.Relaxations[0])+".")
	} else {
		said = append(said, "Look further ahead, or for other people.")
	}
	return &recruit.Problem{Kind: recruit.ErrRefused, Field: "hours", Sentence: strings.Join(said, " ")}
}

// samePerson reports whether an address is among others.
func samePerson(all []string, address string) bool {
	return slices.ContainsFunc(all, func(a string) bool { return sanitize.SameAddress(a, address) })
}
