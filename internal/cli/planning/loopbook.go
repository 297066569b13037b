package planning

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/foreseen"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/finder"
	"recruitty/recruit/flow"
	"recruitty/recruit/loops"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/timeparse"
)

// loopFlags say which plan is solved for whom.
type loopFlags struct {
	searchFlags
	job, stage string
	ways       []int
	limit      int
}

func (f *loopFlags) add(p planner, c *cobra.Command) {
	f.searchFlags.add(p, c, "schedules")
	flags := c.Flags()
	flags.StringVar(&f.job, "job", "", "`ID` of the job (default the only one that the candidate is linked to)")
	flags.StringVar(&f.stage, "stage", "", "`stage` whose plan it is (default the one that the candidate is in)")
	flags.IntSliceVar(&f.ways, "way-out", nil, "use the alternative with this `number`, as loop solve lists them; may be repeated")
	flags.IntVar(&f.limit, "limit", 3, "maximum number of schedules, each on another day")
	p.Complete(c, "job", p.JobIDs)
}

// maxSchedules is how many schedules are looked for at most.
const maxSchedules = 50

// solve solves the plan that the flags name.
func (f *loopFlags) solve(ctx context.Context, s *command.Session, fresh bool) (loops.Solution, error) {
	in, err := f.search(ctx, s)
	if err != nil {
		return loops.Solution{}, err
	}
	if f.limit < 1 || f.limit > maxSchedules {
		return loops.Solution{}, recruit.Invalid("limit", "From 1 to %d schedules can be listed.", maxSchedules)
	}
	ask := loops.Request{Candidate: in.Candidate, Stage: f.stage, From: in.From, To: in.To, Days: in.Days, Windows: in.Windows, Soft: in.Soft, Limit: f.limit, Fresh: fresh}
	if f.job != "" {
		if ask.Job, err = command.Numbered[recruit.JobID]("job", f.job); err != nil {
			return loops.Solution{}, err
		}
	}
	found, err := s.Services.Loops.Solve(ctx, s.Actor, ask)
	for _, way := range f.ways { // each is one of those that the one before left
		if err != nil {
			return found, err
		}
		if way < 1 || way > len(found.Relaxations) {
			return found, recruit.Invalid("way-out", "There is no alternative %d; recruitty loop solve lists %s.", way, recruit.Counted(len(found.Relaxations), "alternative", "alternatives"))
		}
		ask.Lifts = append(ask.Lifts, found.Relaxations[way-1].Lifts...)
		found, err = s.Services.Loops.Solve(ctx, s.Actor, ask)
	}
	return found, err
}

// scheduleJSON is one schedule of a loop.
type scheduleJSON struct {
	Number   int           `json:"number"` // for loop schedule --schedule
	Sessions []sittingJSON `json:"sessions"`
	Soft     int           `json:"soft"`    // people who would have to give something up
	Unknown  int           `json:"unknown"` // people of whom it is not known
}

type sittingJSON struct {
	Title    string      `json:"title"`
	Start    export.Time `json:"start"`
	End      export.Time `json:"end"`
	People   []whoJSON   `json:"people"`
	Concerns []string    `json:"concerns"`
}

// solutionJSON is what a plan came to.
type solutionJSON struct {
	Candidate  jsonview.Name  `json:"candidate"`
	Job        jsonview.Name  `json:"job"`
	Stage      string         `json:"stage"`
	Plan       planJSON       `json:"plan"`
	TimeZone   string         `json:"time_zone"` // the candidate's, in which days are counted
	From       export.Time    `json:"from"`
	To         export.Time    `json:"to"`
	Schedules  []scheduleJSON `json:"schedules"`
	Days       []dayJSON      `json:"days"`
	WaysOut    []wayJSON      `json:"ways_out"`
	Unknown    []string       `json:"unknown"` // why someone's time is not known
	Left       []string       `json:"left"`    // optional people who are no longer in the team
	Understood []string       `json:"understood"`
	GaveUp     bool           `json:"gave_up"`
}

func shapeSolution(f loops.Solution, understood []string, moment func(time.Time) string) solutionJSON {
	shape := solutionJSON{Candidate: jsonview.Name{ID: int64(f.Candidate.ID), Name: f.Candidate.Name}, Job: jsonview.Name{ID: int64(f.Job.ID), Name: f.Job.Title}, Stage: f.Plan.Stage,
		Plan: shapePlan(f.Plan), TimeZone: f.Zone.String(), From: export.Time(f.From), To: export.Time(f.To), Days: ofDays(f.Found), WaysOut: ofWays(f.Found),
		Unknown: output.Words(f.Unknown(moment)), Left: output.Words(f.Left), Understood: output.Words(understood), GaveUp: f.GaveUp, Schedules: []scheduleJSON{}}
	for n, l := range f.Loops {
		shape.Schedules = append(shape.Schedules, scheduleJSON{Number: n + 1, Soft: l.Quality.Soft, Unknown: l.Quality.Unknown, Sessions: output.Each(l.Sittings, func(at finder.Sitting) sittingJSON {
			return sittingJSON{Title: at.Title, Start: export.Time(at.Start), End: export.Time(at.End), People: ofPeople(at.Hour), Concerns: output.Words(at.Concerns(f.Zone))}
		})})
	}
	return shape
}

// writeSchedule writes one schedule in the zone of who reads it and in the candidate's.
func writeSchedule(s *command.Session, w *output.Page, f loops.Solution, n int) {
	zone := s.Actor.Location()
	l := f.Loops[n]
	w.Line("Schedule %d, %s:", n+1, timeparse.ShortDate(l.Sittings[0].Start.In(zone)))
	output.Rows(w, output.ListOf("", []string{"START", "END", "FOR THE CANDIDATE", "WHAT", "WHO", "BUT"}, func(at finder.Sitting) []string {
		theirs := at.Start.In(f.Zone)
		return []string{s.Moment(at.Start), timeparse.Clock(at.End.In(zone)), timeparse.WeekdayClock(theirs) + " " + timeparse.Label(theirs), at.Title, at.Who(), strings.Join(at.Concerns(zone), "; ")}
	}, func(at finder.Sitting) string { return at.Title }), l.Sittings)
}

func (p planner) loopSolve() *cobra.Command {
	var f loopFlags
	c := &cobra.Command{
		Use:   "solve --candidate ID",
		Short: "Find the best schedules of an interview plan",
		Long: `Finds the best schedules of a stage's interview plan for a candidate, each on a different day. For each it shows who interviews when
and why, and which tentative entries it overlaps; then why the other days have no schedule, and alternatives that would work. Nothing is
booked: recruitty loop schedule does that.`,
		Example: "  recruitty loop solve --candidate 12\n  recruitty loop solve --candidate 12 --stage Onsite --window \"Tuesday or Wednesday after 10\" --json",
		Args:    command.Exactly(),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, _ []string) error {
			found, err := f.solve(ctx, s, false)
			if err != nil {
				return err
			}
			return printSolution(s, found, f.understood)
		}),
	}
	f.add(p, c)
	return c
}

func printSolution(s *command.Session, found loops.Solution, understood []string) error {
	return s.Print(shapeSolution(found, understood, s.Moment), func(w *output.Page) {
		for _, said := range understood {
			w.Line("Understood: %s.", said)
		}
		w.Line("%s of %s for %s: %s", found.Plan.Stage, found.Job.Title, found.Candidate.Name, found.Plan.Words())
		if none := found.None(); none != "" {
			w.Line("%s", none)
		}
		for n := range found.Loops {
			writeSchedule(s, w, found, n)
		}
		for _, name := range found.Left {
			w.Line("%s, who was optional, is no longer in the team.", name)
		}
		sayWhyNot(w, s, found.Found)
	})
}

func (p planner) loopSchedule() *cobra.Command {
	var f loopFlags
	var number int
	var preview bool
	var undo time.Duration
	c := &cobra.Command{
		Use:   "schedule --candidate ID",
		Short: "Book the best schedule of an interview plan",
		Long: `Finds the best schedule of a stage's interview plan for a candidate, reads the calendars of the chosen people once more, and books
all interviews of the schedule, or none. Each has its own calendar entry, Zoom meeting and invitations; the candidate also gets
one overview of the whole loop, once every link is confirmed. At a terminal it shows what will happen and asks first;
--preview only shows it, with each email as it would be sent. Whatever cannot be done at once stays in the outbox (exit code 5). If one of
the interviews is later moved or cancelled, the others stay.`,
		Example: "  recruitty loop schedule --candidate 12 --preview\n  recruitty loop schedule --candidate 12 --stage Onsite --schedule 2 --yes --json",
		Args:    command.Exactly(),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, _ []string) error {
			if err := recruit.CheckUndo(undo); err != nil {
				return err
			}
			if number < 1 || number > maxSchedules {
				return recruit.Invalid("schedule", "The number of a schedule is from 1 to %d, as recruitty loop solve lists them.", maxSchedules)
			}
			f.limit = max(f.limit, number)
			found, err := f.solve(ctx, s, true)
			if err != nil {
				return err
			}
			switch {
			case len(found.Loops) == 0:
				return recruit.Refused("%s recruitty loop solve says why, and what would help.", found.None())
			case number > len(found.Loops):
				return recruit.Invalid("schedule", "There is no schedule %d; there are %d.", number, len(found.Loops))
			}
			d := &flow.Loop{By: flow.By{Services: s.Services, Actor: s.Actor, Undo: func(context.Context) (time.Duration, error) { return undo, nil }}, Drafts: found.Drafts(found.Loops[number-1])}
			joined, err := d.Preview(ctx)
			if err != nil {
				return err
			}
			if preview {
				return printLoopPreview(ctx, s, found, number, d, f.understood)
			}
			for _, said := range f.understood {
				s.Tell("Understood: %s.", said)
			}
			if err := considerLoop(s, found, number, joined); err != nil {
				return err
			}
			for _, w := range joined.Notes() {
				s.Tell("Note: %s", w.Sentence)
			}
			if _, err := d.Commit(context.WithoutCancel(ctx)); err != nil {
				return err
			}
			return settleLoop(ctx, s, d.Made)
		}),
	}
	f.add(p, c)
	flags := c.Flags()
	flags.IntVar(&number, "schedule", 1, "which of the schedules that loop solve lists")
	flags.BoolVar(&preview, "preview", false, "show what would happen, and book nothing")
	flags.Bool("yes", false, "do not ask")
	flags.DurationVar(&undo, "undo", 0, "hold everything back for this `time`; until then interview undo can undo it")
	return c
}

// considerLoop shows a person at a terminal what would happen, and asks.
func considerLoop(s *command.Session, found loops.Solution, number int, joined scheduling.Preview) error {
	l := found.Loops[number-1]
	first := l.Sittings[0].Start.In(s.Actor.Location())
	return s.Consider(fmt.Sprintf("%s on %s for %s: %s. Send everything?", recruit.Counted(len(l.Sittings), "interview", "interviews"), timeparse.DayTime(first), found.Candidate.Name, scheduling.Numbers(joined.Effects)))
}

// loopPreviewJSON is what booking would do.
type loopPreviewJSON struct {
	Schedule scheduleJSON `json:"schedule"`
	Effects  []effectJSON `json:"effects"`
	Warnings []string     `json:"warnings"`
	// Understood is what was read of the candidate's words.
	Understood []string        `json:"understood"`
	Mails      []foreseen.Mail `json:"mails"`
}

type effectJSON struct {
	Kind   recruit.EffectKind `json:"kind"`
	Target string             `json:"target"`
}

func printLoopPreview(ctx context.Context, s *command.Session, found loops.Solution, number int, d *flow.Loop, understood []string) error {
	joined := d.Seen.Joined()
	mails, err := foreseen.Mails(ctx, s, d.Seen.Sessions...)
	if err != nil {
		return err
	}
	shape := loopPreviewJSON{Mails: foreseen.Shape(mails), Understood: output.Words(understood), Schedule: shapeSolution(found, nil, s.Moment).Schedules[number-1],
		Effects:  output.Each(joined.Effects, func(e recruit.Effect) effectJSON { return effectJSON{e.Kind, e.Target} }),
		Warnings: output.Each(joined.Notes(), func(w scheduling.Warning) string { return w.Sentence })}
	return s.Print(shape, func(w *output.Page) {
		for _, said := range understood {
			w.Line("Understood: %s.", said)
		}
		writeSchedule(s, w, found, number-1)
		foreseen.Happens(w, joined)
		for _, n := range joined.Notes() {
			w.Line("Note: %s", n.Sentence)
		}
		foreseen.Write(w, mails)
	})
}

// loopJSON is a loop that was booked.
type loopJSON struct {
	Loop       string               `json:"loop"`
	Interviews []jsonview.Interview `json:"interviews"`
	Waits      string               `json:"sheet_waits"` // for which link the sheet waits, "" if it need not
}

// settleLoop works on what the interviews of a loop call for outside, the first once more
// at the end, because the sheet waits for the others; and prints them. It is done only
// when everything is confirmed (R11).
func settleLoop(ctx context.Context, s *command.Session, made []recruit.Record) error {
	what := "The loop"
	if len(made) == 1 {
		what = "The interview"
	}
	o := s.Outside()
	now := make([]recruit.Record, len(made))
	for n := range made {
		n = (n + 1) % len(made)
		now[n] = o.Interview(ctx, made[n])
	}
	if err := printLoop(s, now); err != nil {
		return err
	}
	o.Because(sheetWaits(now))
	return o.Unconfirmed(what + " is")
}

func printLoop(s *command.Session, all []recruit.Record) error {
	shape := loopJSON{Loop: all[0].Interview.Loop, Waits: sheetWaits(all), Interviews: output.Each(all, func(r recruit.Record) jsonview.Interview { return jsonview.OfRecord(r, s.Now()) })}
	return s.Print(shape, func(w *output.Page) {
		for _, r := range all {
			w.Line("Interview %d: %s, %s, %s", r.Interview.ID, r.Interview.Title, recruit.Wall(r.Interview), r.Interview.Status.Words())
			for _, e := range jsonview.Shown(r.Effects) {
				w.Field(strings.TrimSpace(string(e.Kind)+" "+e.Target), string(e.State))
			}
		}
		if shape.Waits != "" {
			w.Line("%s", shape.Waits)
		}
	})
}
