package loops

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/scheduling"
)

// Scheduler books; see scheduling.Service.
type Scheduler interface {
	PreviewLoop(ctx context.Context, actor recruit.Member, drafts []recruit.ScheduleRequest) ([]scheduling.Preview, error)
	ScheduleLoop(ctx context.Context, actor recruit.Member, drafts []recruit.ScheduleRequest, due time.Duration) ([]recruit.Record, error)
	LoopWarnings(ctx context.Context, actor recruit.Member, drafts []recruit.ScheduleRequest) ([]scheduling.Warning, error)
}

// Drafts are the interviews of a schedule as they are to be booked, by their start: times
// are in the candidate's zone, and who was chosen for a pool is noted. By phone the
// candidate is called where the plan names no number.
func (s Solution) Drafts(l finder.Loop) []recruit.ScheduleRequest {
	var all []recruit.ScheduleRequest
	for _, at := range l.Sittings {
		one := s.Plan.Sessions[at.Session]
		d := recruit.ScheduleRequest{CandidateID: s.Candidate.ID, JobID: s.Job.ID, Title: one.Title, Start: at.Start, TimeZone: s.Zone.String(), Duration: one.Duration,
			Participants: at.Addresses(), Seats: at.Seats(), Uninvited: at.Uninvited(), Platform: cmp.Or(one.Platform, s.Platform), Place: one.Place}
		// A session that was made shorter by a way out is booked as long as it was found.
		if length := at.End.Sub(at.Start); length > 0 {
			d.Duration = length
		}
		if d.Platform == recruit.Phone && d.Place == "" {
			d.Place = s.Candidate.Phone
		}
		all = append(all, d)
	}
	return all
}

// Preview is what booking a loop would do: shown before it is done.
type Preview struct {
	// Sessions are what each interview would do, by their start. The sheet for the
	// candidate is among the effects of the first.
	Sessions []scheduling.Preview
	// Drafts are what was looked at; Schedule books them.
	Drafts []recruit.ScheduleRequest
}

// Effects are everything that would happen outside.
func (p Preview) Effects() []recruit.Effect {
	var all []recruit.Effect
	for _, s := range p.Sessions {
		all = append(all, s.Effects...)
	}
	return all
}

// Warnings are what a person should know before, each with the title of its interview
// where it is about one.
func (p Preview) Warnings() []scheduling.Warning {
	var all []scheduling.Warning
	for _, s := range p.Sessions {
		for _, w := range s.Warnings {
			all = append(all, w.Of(s.Record.Interview.Title))
		}
	}
	return all
}

// Waits are the effects that would not happen at once, put together where they wait for
// the same.
func (p Preview) Waits() []scheduling.Wait {
	var all []scheduling.Wait
	for _, s := range p.Sessions {
		for _, w := range s.Waits {
			at := slices.IndexFunc(all, func(x scheduling.Wait) bool { return x.Why == w.Why && x.Behind == w.Behind })
			if at < 0 {
				at, all = len(all), append(all, scheduling.Wait{Why: w.Why, Behind: w.Behind})
			}
			all[at].Effects = append(all[at].Effects, w.Effects...)
		}
	}
	return all
}

// Joined is the whole as the preview of one decision: that of the first interview with
// the effects, the warnings and the waits of all.
func (p Preview) Joined() scheduling.Preview {
	if len(p.Sessions) == 0 {
		return scheduling.Preview{}
	}
	return scheduling.Preview{Record: p.Sessions[0].Record, Effects: p.Effects(), Warnings: p.Warnings(), Waits: p.Waits()}
}

// Preview checks the drafts of a loop and says what booking them would do: who is told
// what, what speaks against it, and what would have to wait. Who takes part is read once
// more for it, for at most availability.FreshBudget (R13).
func (s *Loops) Preview(ctx context.Context, actor recruit.Member, drafts []recruit.ScheduleRequest) (Preview, error) {
	all, err := s.Scheduling.PreviewLoop(ctx, actor, drafts)
	if err != nil {
		return Preview{}, err
	}
	more, err := s.again(ctx, actor, drafts)
	if err != nil {
		return Preview{}, err
	}
	if len(all) > 0 {
		all[0].Warnings = append(all[0].Warnings, more...)
	}
	sorted := slices.SortedStableFunc(slices.Values(drafts), func(a, b recruit.ScheduleRequest) int { return a.Start.Compare(b.Start) })
	return Preview{Sessions: all, Drafts: sorted}, nil
}

// Schedule books what was looked at, all interviews in one transaction or none. seen is
// the preview that a person has agreed to: where something speaks against it by now that
// it did not say, nothing is booked, and the error is ErrStale or ErrTaken and says what (R14). Nothing leaves
// before due has passed; until then scheduling.Service.Undo of any of them takes all back.
func (s *Loops) Schedule(ctx context.Context, actor recruit.Member, seen Preview, due time.Duration) ([]recruit.Record, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return nil, err
	}
	now, err := s.Scheduling.LoopWarnings(ctx, actor, seen.Drafts)
	if err != nil {
		return nil, err
	}
	known := seen.Warnings()
	var fresh []string
	for _, w := range now {
		if !w.Waits && !slices.ContainsFunc(known, func(k scheduling.Warning) bool { return k.Sentence == w.Sentence }) {
			fresh = append(fresh, w.Sentence)
		}
	}
	if len(fresh) > 0 {
		return nil, &recruit.Problem{Kind: recruit.ErrStale, Sentence: "Something has changed in the meantime: " + strings.Join(fresh, " ") + " Nothing was booked; look at it again."}
	}
	drafts := slices.Clone(seen.Drafts)
	for n := range drafts { // both are by their start
		drafts[n].Agreed.Clashes = seen.Sessions[n].Clashes
	}
	return s.Scheduling.ScheduleLoop(ctx, actor, drafts, due)
}

// Booked are the interviews of one loop, by their start.
type Booked struct {
	Loop       string // as recruit.Interview.Loop
	Interviews []recruit.InterviewSummary
}

// Of lists the loops of a candidate, the newest first, with what became of each of their
// interviews.
func (s *Loops) Of(ctx context.Context, candidate recruit.CandidateID) ([]Booked, error) {
	all, err := s.Store.Interviews(ctx, recruit.InterviewFilter{CandidateID: candidate})
	if err != nil {
		return nil, err
	}
	var out []Booked
	for _, i := range all {
		if i.Loop == "" {
			continue
		}
		at := slices.IndexFunc(out, func(b Booked) bool { return b.Loop == i.Loop })
		if at < 0 {
			at, out = len(out), append(out, Booked{Loop: i.Loop})
		}
		out[at].Interviews = append(out[at].Interviews, i)
	}
	slices.SortStableFunc(out, func(a, b Booked) int { return cmp.Compare(b.newest(), a.newest()) })
	return out, nil
}

func (b Booked) newest() (id recruit.InterviewID) {
	for _, i := range b.Interviews {
		id = max(id, i.ID)
	}
	return id
}
