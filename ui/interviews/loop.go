package interviews

import (
	"context"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/flow"
	"recruitty/recruit/loops"
	"recruitty/recruit/slots"
	"recruitty/ui/mailview"
	"recruitty/ui/plans"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// loopBox is the box that finds the best schedules of a candidate's loop, shows what
// sending one would do, and sends it.
type loopBox struct {
	app  *shell.App
	note string // whom it is for
	ask  loops.Request

	slot   shell.Slot
	found  loops.Solution
	known  bool
	err    error
	taken  []slots.Relaxation // in the order in which they were taken
	words  string             // the candidate's own, as they were pasted
	cursor int                // among the schedules
	marks  timeMarks          // of schedules, by their start
	scroll int
	notice string // why what was chosen could not be sent

	stage    stage // typing while a schedule is chosen
	decision *flow.Loop
	mails    mailview.Mails // of what was looked at
	follow   []*progress    // of each interview once they are booked
}

// loopWidth is the widest that the box gets.
const loopWidth = 132

// OpenLoop solves the interview plan of the stage in which a candidate is in a job.
// Without a plan it leads to writing one.
func OpenLoop(a *shell.App, candidate recruit.CandidateID, job recruit.JobID) tea.Cmd {
	if why := a.Forbidden(recruit.ToSchedule); why != "" {
		return a.Say(theme.Warning, why)
	}
	svc := a.Services()
	type facts struct {
		profile recruit.Profile
		job     recruit.Job
		stage   string
		planned bool
	}
	return shell.Prepare(a, func(ctx context.Context) (f facts, err error) {
		if f.profile, err = svc.Store.Profile(ctx, candidate); err != nil {
			return f, err
		}
		if f.job, err = svc.Store.Job(ctx, job); err != nil {
			return f, err
		}
		if err := f.profile.MayBeInterviewed(f.job); err != nil {
			return f, err
		}
		in, _ := f.profile.Application(job)
		f.stage = in.Stage
		f.planned, err = svc.Loops.Planned(ctx, job, f.stage)
		return f, err
	}, func(f facts, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		box := &loopBox{app: a, ask: loops.Request{Candidate: candidate, Job: job, Stage: f.stage},
			marks: timeMarks{}, note: text.Line(f.profile.Candidate.Name) + " " + a.Styles().Signs.Dot + " " + text.Line(f.stage)}
		if f.planned {
			return a.Open(box)
		}
		return a.Open(shell.NewQuestion(a, "Write an interview plan first?", "The stage "+text.Line(f.stage)+" of "+text.Line(f.job.Title)+" has no interview plan yet. It says which sessions the stage needs, and applies to every candidate in it; then recruitty finds the days.",
			"write the plan", func() tea.Cmd {
				return plans.Edit(a, job, f.stage, func() tea.Cmd { return a.OpenLater(box) })
			}))
	})
}

// Init implements shell.Modal.
func (s *loopBox) Init() tea.Cmd { return s.look() }

// Typing implements shell.Modal.
func (s *loopBox) Typing() bool { return false }

// look searches anew, as what is asked for is now.
func (s *loopBox) look() tea.Cmd {
	svc, actor, ask := s.app.Services(), s.app.Member(), s.ask
	for _, way := range s.taken {
		ask.Lifts = append(ask.Lifts, way.Lifts...)
	}
	return shell.Load(s.app, &s.slot, func(ctx context.Context) (loops.Solution, error) { return svc.Loops.Solve(ctx, actor, ask) },
		func(found loops.Solution, err error) tea.Cmd {
			s.found, s.err, s.known, s.scroll = found, err, true, 0
			s.cursor = min(s.cursor, max(len(found.Loops)-1, 0))
			return nil
		})
}

// Update implements shell.Modal.
func (s *loopBox) Update(msg tea.Msg) tea.Cmd {
	fact, changed := msg.(shell.Changed)
	switch {
	case !changed:
		return nil
	case s.stage == typing:
		return s.look()
	case s.stage == followed:
		var all []tea.Cmd
		for _, p := range s.follow {
			all = append(all, p.changed(fact))
		}
		return tea.Batch(all...)
	}
	return nil
}

// LoopActions are the keys of the box that finds loops.
func LoopActions() []shell.Action { return (&loopBox{known: true}).choosing() }

// Keys implements shell.Modal.
func (s *loopBox) Keys() []shell.Action {
	switch s.stage {
	case typing:
		return s.choosing()
	case looking:
		return []shell.Action{s.back()}
	case previewed:
		send := shell.Action{Name: "loop.send", Key: "enter", Help: s.decision.Words().Verb, Strokes: []string{"enter", "ctrl+s", "alt+s"}, Do: s.send}
		if s.mails.Reading() {
			return append([]shell.Action{send}, s.mails.Keys(thePreview, &s.scroll)...)
		}
		return []shell.Action{send, s.mails.Key(thePreview, &s.scroll), shell.ScrollKeys(&s.scroll), s.back()}
	case followed:
		return append(s.followKeys(), shell.ScrollKeys(&s.scroll))
	}
	return nil
}

// back leads from what would happen to the schedules.
func (s *loopBox) back() shell.Action {
	return shell.Action{Name: "loop.choose", Key: "esc", Help: "back to the schedules", Do: func() tea.Cmd {
		s.slot.Cancel()
		s.mails.Drop()
		s.stage, s.scroll = typing, 0
		return nil
	}}
}

// choosing are the keys while a schedule is chosen.
func (s *loopBox) choosing() []shell.Action {
	return []shell.Action{
		{Name: "loop.preview", Key: "enter", Help: "see who is told what", When: s.nothing, Do: s.preview},
		{Name: "loop.turn", Key: "←/→", Help: "other schedule", Strokes: []string{"left", "right", "h", "l"}, Shown: func() bool { return len(s.found.Loops) > 1 }, Turn: func(by int) tea.Cmd {
			s.cursor, s.scroll = max(min(s.cursor+by, len(s.found.Loops)-1), 0), 0
			return nil
		}},
		markKey("loop.mark", func() bool { return true }, s.nothing, s.mark),
		offerKey("loop.offer", func() bool { return true }, func() int { return len(s.chosen()) }, s.offer),
		{Name: "loop.way", Key: waysKey(len(s.ways())), Help: "use an alternative", Label: func() string { return wayHelp(len(s.ways())) }, Strokes: numberKeys(mostWays), Shown: func() bool { return len(s.ways()) > 0 }, On: func(press tea.KeyPressMsg) tea.Cmd {
			n, err := strconv.Atoi(press.String())
			if err != nil || n < 1 || n > len(s.ways()) {
				return nil
			}
			s.taken, s.cursor = append(s.taken, s.ways()[n-1]), 0
			return s.look()
		}},
		{Name: "loop.back", Key: "backspace", Help: "without the alternative", Shown: func() bool { return len(s.taken) > 0 }, Do: func() tea.Cmd {
			s.taken = s.taken[:len(s.taken)-1]
			return s.look()
		}},
		{Name: "loop.soft", Key: "s", Help: "over soft entries", Label: func() string {
			if s.ask.Soft {
				return "not over soft entries"
			}
			return "over soft entries"
		}, Do: func() tea.Cmd {
			s.ask.Soft = !s.ask.Soft
			return s.look()
		}},
		{Name: "loop.words", Key: "p", Help: "paste the candidate's words", Do: func() tea.Cmd {
			return askWords(s.app, s.ask.Candidate, s.words, func(typed string, windows []slots.Span) tea.Cmd {
				s.words, s.ask.Windows, s.cursor = typed, windows, 0
				return s.look()
			})
		}},
		{Name: "loop.longer", Key: "+", Help: "look further ahead", When: s.far, Do: func() tea.Cmd {
			s.ask.Days = min(2*max(s.ask.Days, finder.NearDays), finder.FarDays)
			return s.look()
		}},
		{Name: "loop.plan", Key: "e", Help: "change the plan", When: s.app.MayNot(recruit.ToRecruit), Do: func() tea.Cmd { return plans.Edit(s.app, s.ask.Job, s.ask.Stage, nil) }},
		shell.ScrollKeys(&s.scroll),
		{Name: "loop.leave", Key: "esc", Help: "back", Do: func() tea.Cmd {
			s.slot.Cancel()
			s.app.Close(s)
			return nil
		}},
		shell.HelpKey(s.app),
	}
}

// ways are the ways out that stand under keys.
func (s *loopBox) ways() []slots.Relaxation {
	return s.found.Relaxations[:min(len(s.found.Relaxations), mostWays)]
}

// far says why the search reaches no further.
func (s *loopBox) far() string { return tooFar(s.ask.Days) }

// nothing says why there is no schedule to go on with.
func (s *loopBox) nothing() string {
	switch {
	case !s.known:
		return "The search is still running."
	case len(s.found.Loops) == 0:
		return "No schedule was found; use one of the alternatives, look further ahead, or change the plan."
	}
	return ""
}
