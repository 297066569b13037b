package draft

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/loops"
	"recruitty/recruit/services"
	"recruitty/recruit/timeparse"
)

// PlanOf is the interview plan of a stage of a job, with whom and what it may name.
type PlanOf struct {
	loops.Plan
	Job   recruit.Job
	Known loops.Known
}

// ReadPlan reads the plan of a stage; one that there is not yet, or no more, is a new one.
func ReadPlan(ctx context.Context, svc *services.Services, job recruit.JobID, stage string) (of PlanOf, err error) {
	if of.Job, err = svc.Store.Job(ctx, job); err != nil {
		return of, err
	}
	if of.Known, err = svc.Loops.Known(ctx); err != nil {
		return of, err
	}
	of.Plan, err = svc.Loops.Plan(ctx, job, stage, true)
	if errors.Is(err, recruit.ErrNotFound) {
		of.Plan, err = loops.New(job, stage), nil
	}
	return of, err
}

// PlanForm writes or changes the interview plan of a stage.
func PlanForm(svc *services.Services, actor recruit.Member, of PlanOf) Form[loops.Plan] {
	f := Form[loops.Plan]{Key: "plan-" + strconv.FormatInt(int64(of.JobID), 10) + "-" + of.Stage, Title: "Interview plan of " + of.Stage,
		Intro: "One session on each line: its title, its length, and who leads it (how many of a pool, names or addresses, optional people), and a platform if it is not the default.", Sheet: newPlan(of)}
	switch {
	case of.Damage != "":
		f.Intro = of.Damage + " " + f.Intro
	case of.Removed():
		f.Intro = "This plan was removed; saving it brings it back. " + f.Intro
	}
	f.Save = func(ctx context.Context, typed loops.Plan) (said, warning string, err error) {
		saved, err := svc.Loops.Save(ctx, actor, typed)
		if err != nil {
			return "", "", err
		}
		return "Saved the interview plan of " + saved.Stage + ": " + saved.Words() + ".", "", nil
	}
	return f
}

// PlanValues are what the form would hold of a plan.
func PlanValues(of PlanOf) map[string]string { return newPlan(of).Values() }

func newPlan(of PlanOf) *Sheet[loops.Plan] {
	type plan = loops.Plan
	gap := func(f Field[plan], at func(*plan) *time.Duration) Field[plan] {
		f.Get = func(p plan) string { return timeparse.Length(*at(&p)) }
		f.Set = func(p *plan, typed string) error {
			d, err := parseGap(typed)
			if err != nil {
				return recruit.Invalid(f.Name, "%s", err)
			}
			*at(p) = d
			return nil
		}
		return f
	}
	return NewSheet(of.Plan, []Field[plan]{
		{Name: "sessions", Label: "Sessions", Kind: Lines, Help: "Such as: Technical interview, 60 min, 1 of Backend. One session on each line: a title, then a length, how many of a pool, names or addresses, optional people, and a platform.",
			Each: &Each{Label: "Session", Most: loops.MaxSessions, Read: func(line string) (string, error) { return readSession(line, of.Known) }},
			Get:  func(p plan) string { return loops.WriteSessions(p.Sessions) },
			Set: func(p *plan, typed string) (err error) {
				sessions, err := loops.ParseSessions(typed, of.Known)
				if err == nil {
					p.Sessions = sessions
				}
				return err
			}},
		Either(Field[plan]{Name: "order", Label: "Order", Options: []Option{{"any", "any order"}, {"fixed", "as listed"}}}, func(p *plan) *bool { return &p.FixedOrder }),
		gap(Field[plan]{Name: "min_gap", Label: "At least between", Alone: "At least between two sessions", Hint: "0 min is none"}, func(p *plan) *time.Duration { return &p.MinGap }),
		gap(Field[plan]{Name: "gap", Label: "At most between", Alone: "At most between two sessions of a day", Hint: "0 min is back to back; at most 4h"}, func(p *plan) *time.Duration { return &p.MaxGap }),
		Either(Field[plan]{Name: "lunch", Label: "Lunch", Alone: "Candidate's lunch", Options: []Option{{"open", "may be booked"}, {"free", "half an hour stays free"}}}, func(p *plan) *bool { return &p.Lunch }),
		{Name: "days", Label: "Days", Alone: "Over how many days at most", Hint: "1 is all on the same day; at most " + strconv.Itoa(loops.MaxDays),
			Get: func(p plan) string { return strconv.Itoa(p.Days) }, Set: func(p *plan, typed string) error {
				n, err := strconv.Atoi(strings.TrimSpace(typed))
				if err != nil || n < 1 || n > loops.MaxDays {
					return recruit.Invalid("days", "%q is not a number of  days from 1 to %d.", recruit.Shorten(typed), loops.MaxDays)
				}
				p.Days = n
				return nil
			}},
		Either(Field[plan]{Name: "twice", Label: "One person", Alone: "One person in several sessions", Options: []Option{{"once", "is in one session"}, {"twice", "may be in several"}}}, func(p *plan) *bool { return &p.Twice }),
	})
}

// parseGap reads what lies between two sessions, which may be nothing.
func parseGap(typed string) (time.Duration, error) {
	switch strings.ToLower(strings.Join(strings.Fields(typed), "")) {
	case "", "0", "0min", "0m", "none":
		return 0, nil
	}
	return timeparse.ParseDuration(typed)
}

// PlanRead is what was understood of the sessions of a plan, a line each, and what was not.
func PlanRead(typed string, known loops.Known) (understood []string, wrong error) {
	for line := range strings.SplitSeq(typed, "\n") {
		sessions, err := loops.ParseSessions(line, known)
		if err != nil {
			continue // it is said of the whole text, with the number of the line
		}
		for _, s := range sessions {
			understood = append(understood, strconv.Itoa(len(understood)+1)+". "+SessionWords(s))
		}
	}
	_, wrong = loops.ParseSessions(typed, known)
	return understood, wrong
}

// readSession reads one session by itself, and says how it was understood.
func readSession(line string, known loops.Known) (string, error) {
	s, err := loops.ParseSession(line, known)
	return SessionWords(s), err
}

// SessionWords says a session with the names of its people: "Technical interview: 1h, 1 of
// Backend, Dana Ortiz, Zoom".
func SessionWords(s loops.Session) string {
	said := []string{timeparse.Length(s.Duration)}
	for _, n := range s.Needs {
		said = append(said, strconv.Itoa(n.Count)+" of "+n.Name)
	}
	for _, p := range s.People {
		if p.Optional {
			said = append(said, p.Name+" if they can")
		} else {
			said = append(said, p.Name)
		}
	}
	if s.Platform != "" {
		at := s.Platform.Label()
		if s.Place != "" {
			at += ": " + s.Place
		}
		said = append(said, at)
	}
	return s.Title + ": " + strings.Join(said, ", ")
}
