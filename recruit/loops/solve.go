package loops

import (
	"context"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/pools"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/slots"
)

// Schedules that are looked for unless a request says otherwise: the best of three days.
const (
	usualLimit  = 3
	usualPerDay = 1
)

// Request says whose loop is to be solved, and when it may lie.
type Request struct {
	Candidate recruit.CandidateID
	// Job and Stage say by which plan. Job 0 is the only job that the candidate is linked
	// to, and Stage "" the stage that they are in there.
	Job   recruit.JobID
	Stage string
	// From and To bound it; zero is from now on for Days days (0 is finder.NearDays).
	From, To time.Time
	Days     int
	// Windows are when the candidate has said they can; empty means at civil hours.
	Windows []slots.Span
	// Soft offers schedules for which someone would have to give something up as well.
	Soft bool
	// Lifts are constraints to let go of, as finder.Found.Relaxations offers them.
	Lifts []slots.Lift
	// Except are interviews that the loop would take the place of: they are in nobody's way.
	Except []recruit.InterviewID
	// Fresh reads the people of the schedules once more and solves anew, so that what is
	// chosen without a person's look holds as far as can be known (R13).
	Fresh bool
	// Limit is how many schedules, 0 for 3, and PerDay how many of one day, 0 for one.
	Limit, PerDay int
}

// Solution is what a plan came to for a candidate. Found.Loops are the schedules, the best
// first, each on another day unless more of a day were asked for; Refusals says of every
// other day why there is none, and Relaxations what would give some.
type Solution struct {
	finder.Found
	Plan      Plan
	Candidate recruit.Candidate
	Job       recruit.Job
	// Left are optional people of the plan who are no longer in the team, by name: the
	// schedules are without them.
	Left []string
	// Unread says whose calendar could not be read again where Fresh asked for it.
	Unread []scheduling.Warning
	// Platform is where sessions take place of which the plan does not say it.
	Platform recruit.Platform
}

// Solve finds the best schedules of a plan for a candidate. It changes nothing; what it
// offers is looked at again when it is booked. Errors are ErrInvalid, ErrRefused (not
// linked, someone of the plan has left, a pool was removed) and ErrNotFound (no plan).
func (s *Loops) Solve(ctx context.Context, actor recruit.Member, r Request) (Solution, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return Solution{}, err
	}
	out, err := s.planFor(ctx, r)
	if err != nil {
		return out, err
	}
	sessions, err := s.sessions(ctx, &out)
	if err != nil {
		return out, err
	}
	ask := finder.LoopRequest{Sessions: sessions, Rules: out.Plan.rules(), Search: finder.Search{Candidate: r.Candidate, Except: r.Except, From: r.From, To: r.To, Days: r.Days,
		Windows: r.Windows, Soft: r.Soft, Lifts: r.Lifts, Limit: r.Limit, PerDay: r.PerDay}}
	if ask.Limit <= 0 {
		ask.Limit = usualLimit
	}
	if ask.PerDay <= 0 {
		ask.PerDay = usualPerDay
	}
	if out.Found, err = s.Finder.FindLoop(ctx, actor, ask); err != nil || !r.Fresh {
		return out, err
	}
	var chosen []string
	for _, l := range out.Loops {
		for _, a := range l.Addresses() {
			if !slices.Contains(chosen, a) {
				chosen = append(chosen, a)
			}
		}
	}
	if out.Unread, err = s.Finder.Reread(ctx, actor, chosen); err != nil {
		return out, err
	}
	out.Found, err = s.Finder.FindLoop(ctx, actor, ask)
	return out, err
}

// planFor finds the plan that a request means.
func (s *Loops) planFor(ctx context.Context, r Request) (out Solution, err error) {
	p, err := s.Store.Profile(ctx, r.Candidate)
	if err != nil {
		return out, err
	}
	out.Candidate = p.Candidate
	if r.Job == 0 {
		switch len(p.Applications) {
		case 0:
			return out, recruit.LinkFirst(p.Candidate)
		case 1:
			r.Job = p.Applications[0].JobID
		default:
			return out, recruit.Invalid("job", "%s is linked to %s; say which one the interviews are for.", p.Candidate.Name, recruit.Counted(len(p.Applications), "job", "jobs"))
		}
	}
	if out.Job, err = s.Store.Job(ctx, r.Job); err != nil {
		return out, err
	}
	if err := p.MayBeInterviewed(out.Job); err != nil {
		return out, err
	}
	if r.Stage == "" {
		a, _ := p.Application(r.Job)
		r.Stage = a.Stage
	}
	if out.Plan, err = s.Plan(ctx, r.Job, r.Stage, false); err != nil {
		return out, err
	}
	if err := out.Plan.readable(); err != nil {
		return out, err
	}
	out.Platform = recruit.Zoom
	if s.Platform != nil {
		out.Platform, err = s.Platform(ctx)
	}
	return out, err
}

// sessions are those of the plan as the finder takes them. Who has to come and has left
// is refused by name; who need not is named in Left.
func (s *Loops) sessions(ctx context.Context, out *Solution) ([]finder.Session, error) {
	all, err := s.Store.Pools(ctx, false)
	if err != nil {
		return nil, err
	}
	var sessions []finder.Session
	var gone []string
	for _, one := range out.Plan.Sessions {
		f := finder.Session{Title: one.Title, Duration: one.Duration}
		for _, p := range one.People {
			switch {
			case p.Gone && p.Optional:
				out.Left = append(out.Left, p.Name)
			case p.Gone:
				gone = append(gone, p.Name+" ("+one.Title+") is no longer in the team")
			case p.Optional:
				f.Optional = append(f.Optional, p.Email)
			default:
				f.People = append(f.People, p.Email)
			}
		}
		for _, n := range one.Needs {
			at := slices.IndexFunc(all, func(p pools.Pool) bool { return p.ID == n.Pool })
			if at < 0 {
				gone = append(gone, "the pool "+n.Name+" ("+one.Title+") was removed")
				continue
			}
			f.Needs = append(f.Needs, pools.Need{Count: n.Count, Pool: all[at]})
		}
		sessions = append(sessions, f)
	}
	if len(gone) > 0 {
		return nil, recruit.Refused("The interview plan of %s cannot be met: %s. Change the plan first (recruitty loop plan %d %q).", out.Plan.Stage, strings.Join(gone, "; "), out.Job.ID, out.Plan.Stage)
	}
	return sessions, nil
}

// Lunch of a candidate: half an hour between these hours of their clock.
const (
	lunchFrom   = 11*time.Hour + 30*time.Minute
	lunchTo     = 14 * time.Hour
	lunchLength = 30 * time.Minute
)

// rules are those of the plan as the finder takes them.
func (p Plan) rules() slots.Loop {
	l := slots.Loop{AnyOrder: !p.FixedOrder, MinGap: p.MinGap, MaxGap: p.MaxGap, BackToBack: p.MaxGap == 0, MaxDays: p.Days, Once: !p.Twice}
	if p.Lunch {
		l.Lunch = slots.Break{From: lunchFrom, To: lunchTo, Length: lunchLength}
	}
	return l
}
