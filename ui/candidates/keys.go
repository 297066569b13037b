package candidates

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/forms"
	"recruitty/ui/interviews"
	"recruitty/ui/scorecards"
	"recruitty/ui/shell"
	"recruitty/ui/wording"
)

// ProfileActions are what can be done on a profile, those about the interview on
// its card included.
func ProfileActions() []shell.Action {
	s := &candidateScreen{}
	return append(s.actions(), s.cardActions()...)
}

func (s *candidateScreen) actions() []shell.Action {
	may := s.app.MayNot(recruit.ToRecruit)
	filter := s.log.Filter()
	filter.Shown = func() bool { return s.part == partActivity }
	return []shell.Action{
		{Name: "candidate.schedule", Key: "s", Help: "Schedule an Interview", When: shell.Unless(s.app.MayNot(recruit.ToSchedule), s.erased, s.noMail),
			Do: func() tea.Cmd { return scheduleProfile(s.app, s.facts.profile) }},
		{Name: "candidate.loop", Key: "L", Help: "book a loop", Also: "interviews of one plan together sessions onsite panel day", When: shell.Unless(s.app.MayNot(recruit.ToSchedule), s.erased, s.noMail),
			Do: func() tea.Cmd { return loopOf(s.app, s.facts.profile) }},
		{Name: "candidate.offer", Key: "O", Help: "offer times", Also: "candidate chooses picks self-schedule options send", When: shell.Unless(s.app.MayNot(recruit.ToSchedule), s.erased, s.noMail),
			Do: func() tea.Cmd { return offerTimes(s.app, s.facts.profile) }},
		{Name: "candidate.move", Key: "m", Help: "move stage", Also: "reject hire unlink take out of a job", When: shell.Unless(may, s.unlinked),
			Do: func() tea.Cmd { return moveSomewhere(s.app, s.facts.profile) }},
		{Name: "candidate.reject", Key: "X", Help: "reject", Also: "turn down say no outcome decline decline decline", When: shell.Unless(may, s.unlinked),
			Do: func() tea.Cmd { return reject(s.app, s.facts.profile) }},
		{Name: "candidate.advance", Key: "A", Help: "advance", Also: "next stage outcome", When: shell.Unless(may, s.unlinked),
			Do: func() tea.Cmd { return advance(s.app, s.facts.profile) }},
		{Name: "candidate.mail", Key: "E", Help: "write to them", Also: "mail email letter template", When: shell.Unless(may, s.erased, s.noMail),
			Do: func() tea.Cmd { return writeTo(s.app, s.facts.profile) }},
		{Name: "candidate.link", Key: "l", Help: "link to a job", When: shell.Unless(may, s.erased),
			Do: func() tea.Cmd { return linkCandidate(s.app, s.id, s.facts.profile.Candidate.Name, nil) }},
		{Name: "candidate.note", Key: "n", Help: "note", When: shell.Unless(s.app.MayNot(recruit.ToNote), s.erased), Do: s.writeNote},
		{Name: "candidate.file", Key: "f", Help: "add file", Also: "résumé attach", When: shell.Unless(may, s.erased, func() string { return forms.NoDisk(s.app) }), Do: s.addFile},
		{Name: "candidate.edit", Key: "e", Help: "edit details", When: shell.Unless(may, s.erased), Do: func() tea.Cmd { return EditCandidate(s.app, s.facts.profile.Candidate, nil) }},
		{Name: "candidate.open", Key: "enter", Help: "open", Label: s.opening, When: s.nothing, Do: func() tea.Cmd { return s.opens()() }},
		{Name: "candidate.part", Key: "tab", Help: "next tab", Strokes: []string{"tab", "shift+tab", "right", "left"}, Turn: func(by int) tea.Cmd {
			s.part = (s.part + by + profileParts) % profileParts
			if s.part == partScores {
				return s.ask()
			}
			return nil
		}},
		{Name: "candidate.score", Key: "S", Help: "scorecard", Also: "give feedback rate recommendation interview", When: shell.Unless(s.app.MayNot(recruit.ToNote), s.erased, s.unlinked),
			Do: func() tea.Cmd { return scorecards.GiveAbout(s.app, s.id) }},
		{Name: "interview.prepare", Key: "P", Help: "prepare", Also: "guide résumé notes kit questions", When: func() string {
			_, shown := s.record()
			return shell.If(!shown, wording.NothingToPrepare)
		}, Do: func() tea.Cmd { return scorecards.Prepare(s.app, s.card) }},
		{Name: "candidate.debrief", Key: "D", Help: "debrief", Also: "decide next stage hold no scorecards", When: shell.Unless(may, s.erased, s.unlinked),
			Do: func() tea.Cmd {
				return scorecards.Debrief(s.app, s.id, s.job(), func(d scorecards.Turned) tea.Cmd { return RejectFor(s.app, d.Candidate, d.Job, d.Stage) })
			}},
		filter,
	}
}

// Keys implements Screen. What a part of the profile is for comes first.
func (s *candidateScreen) Keys() []shell.Action {
	if s.Typing() {
		return shell.FilterKeys(&s.log, s)
	}
	if !s.known {
		return nil
	}
	keys := s.actions()
	if s.part == partScores {
		keys = shell.Leading(keys, "candidate.score", "candidate.debrief")
		keys = shell.Trailing(keys, "candidate.part", "candidate.open", "candidate.link", "candidate.edit")
	} else if s.part == partFiles || s.part == partNotes {
		keys = shell.Leading(keys, "candidate.open")
		keys = shell.Trailing(keys, "candidate.part", "candidate.link", "candidate.edit")
	} else {
		keys = shell.Trailing(keys, shell.FilterName, "candidate.part", "candidate.open", "candidate.score", "candidate.debrief", "candidate.link", "candidate.edit")
	}
	return s.offersUndo(append(keys, s.cardActions()...))
}

// cardActions are what can be done about the interview on the card.
func (s *candidateScreen) cardActions() []shell.Action {
	card, shown := s.interviewCard()
	actions := card.Actions()
	for i := range actions {
		if actions[i].Name == undoName { // of everything on the profile, where no interview counts down
			s.takesBack(&actions[i], card)
			continue
		}
		actions[i].When = shell.Unless(func() string {
			return shell.If(!shown, s.app.Teach(recruit.ToSchedule, "There is no upcoming interview.", "Press s to schedule one."))
		}, actions[i].Why)
	}
	return actions
}

// interviewCard is the interview on the card, if there is one.
func (s *candidateScreen) interviewCard() (card interviews.Card, shown bool) {
	r, shown := s.record()
	return interviews.Card{App: s.app, Record: r, May: s.facts.may[r.Interview.ID], CameUp: s.cameUp.Of(r.Interview.ID), Cards: len(s.facts.cards),
		Turn: func(by int) tea.Cmd {
			s.turnCard(by)
			return s.tick()
		},
		Passcode: func() { s.passcode = !s.passcode },
		Before:   func() { s.focus(r.Interview.ID) }, // the card stays where the person looks
	}, shown
}

// job is that of the interview on the card, 0 where there is none.
func (s *candidateScreen) job() recruit.JobID {
	r, _ := s.record()
	return r.Interview.JobID
}

// The reasons why something cannot be done about the candidate.

func (s *candidateScreen) erased() string {
	return shell.If(!s.facts.profile.Candidate.ErasedAt.IsZero(), wording.Erased)
}

func (s *candidateScreen) noMail() string {
	return shell.If(s.facts.profile.Candidate.Email == "", "There is no email address to invite; press e to add one.")
}

func (s *candidateScreen) unlinked() string {
	return shell.If(len(s.facts.profile.Applications) == 0, wording.InNoJob)
}

func (s *candidateScreen) nothing() string {
	switch {
	case s.opens() != nil:
		return ""
	case s.part == partNotes && len(s.facts.profile.Notes) > 0:
		return "Only its author or an admin may change a note."
	}
	return "There is nothing to open on this tab."
}

// opening is what enter does.
func (s *candidateScreen) opening() string {
	switch {
	case s.part == partNotes && len(s.facts.profile.Notes) > 0:
		return "change a note"
	case s.part == partFiles:
		return "open, save, remove"
	}
	return "open"
}

func (s *candidateScreen) addFile() tea.Cmd {
	svc, id, kind := s.app.Services(), s.id, recruit.Resume
	if slices.ContainsFunc(s.facts.profile.Files, func(f recruit.File) bool { return f.Kind == recruit.Resume }) {
		kind = recruit.OtherFile
	}
	return forms.AddFile(s.app, "Add a file", s.facts.profile.Candidate.Name, "candidate", id, kind,
		func(ctx context.Context, m recruit.Member, f recruit.File) error {
			return svc.Pipeline.AddFile(ctx, m, id, f)
		})
}
