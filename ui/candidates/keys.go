package candidates

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/forms"
	"recruitty/ui/interviews"
	"recruitty/ui/shell"
)

type profileKeyMap struct {
	Schedule, Move, Link, Note, File, Edit, Open, Part shell.Key
}

// ProfileKeys are the keys of a profile; cardKeys those about the interview on
// the card.
func ProfileKeys() profileKeyMap {
	return profileKeyMap{
		Schedule: shell.Bind("s", "Schedule an Interview"),
		Move:     shell.Bind("m", "move stage").Known("reject hire unlink take out of a job"),
		Link:     shell.Bind("l", "link to a job"),
		Note:     shell.Bind("n", "note"),
		File:     shell.Bind("f", "add file").Known("résumé attach"),
		Edit:     shell.Bind("e", "edit details"),
		Open:     shell.Bind("enter", "open"),
		Part:     shell.Bind("tab", "next part", "tab", "shift+tab", "right", "left"),
	}
}

func (k profileKeyMap) List() []shell.Key {
	return []shell.Key{k.Schedule, k.Move, k.Link, k.Note, k.File, k.Edit, k.Open, k.Part}
}

func (s *candidateScreen) Keys() []shell.Key {
	if s.Typing() {
		return shell.TypingKeys()
	}
	k := ProfileKeys()
	if !s.known {
		return nil
	}
	a, p := s.app, s.facts.profile
	may, unlinked, erased := a.Forbidden(recruit.ToRecruit), "", ""
	if len(p.Applications) == 0 {
		unlinked = "There is no job to move in yet; press l to link one."
	}
	if !p.Candidate.ErasedAt.IsZero() {
		erased = "This person's data was erased."
	}
	noMail := ""
	if p.Candidate.Email == "" {
		noMail = "There is no e-mail address to invite; press e to add one."
	}
	nothing := "There is nothing to open in this part."
	switch {
	case s.part == partNotes && len(p.Notes) > 0:
		nothing = "Only its author or an admin may change a note."
		k.Open = shell.Bind("enter", "change a note")
	case s.part == partFiles:
		k.Open = shell.Bind("enter", "open, save, remove")
	}
	if s.opens() != nil {
		nothing = ""
	}
	keys := []shell.Key{k.Schedule.Unless(shell.First(a.Forbidden(recruit.ToSchedule), erased, noMail)), k.Move.Unless(shell.First(may, unlinked)),
		k.Note.Unless(shell.First(a.Forbidden(recruit.ToNote), erased)), k.File.Unless(shell.First(may, erased, forms.NoDisk(a)))}
	if s.part == partActivity {
		keys = append(keys, shell.FilterKey())
	}
	open := k.Open.Unless(nothing)
	if s.part == partFiles || s.part == partNotes { // what this part is for comes first
		keys = append([]shell.Key{open}, keys...)
		keys = append(keys, k.Part)
	} else {
		keys = append(keys, k.Part, open)
	}
	keys = append(keys, k.Link.Unless(shell.First(may, erased)), k.Edit.Unless(shell.First(may, erased)))
	if r, ok := s.record(); ok {
		return append(keys, interviews.CardKeys().ForRecord(a, r, s.facts.may[r.Interview.ID], len(s.facts.cards)).List()...)
	}
	return append(keys, interviews.CardKeys().Without(a.Teach(recruit.ToSchedule, "There is no interview ahead.", "Press s to schedule one."))...)
}

// act does what a key stands for and reports whether it was one.
func (s *candidateScreen) act(press tea.KeyPressMsg) (tea.Cmd, bool) {
	k := ProfileKeys()
	a, p := s.app, s.facts.profile
	switch {
	case k.Schedule.Matches(press):
		return scheduleProfile(a, p), true
	case k.Move.Matches(press):
		return moveSomewhere(a, p), true
	case k.Link.Matches(press):
		return linkCandidate(a, s.id, p.Candidate.Name, nil), true
	case k.Note.Matches(press):
		return s.writeNote(), true
	case k.Edit.Matches(press):
		return EditCandidate(a, p.Candidate, nil), true
	case k.File.Matches(press):
		return s.addFile(), true
	case k.Part.Matches(press):
		step := 1
		if k := press.String(); k == "shift+tab" || k == "left" {
			step = profileParts - 1
		}
		s.part = (s.part + step) % profileParts
		return nil, true
	case k.Open.Matches(press):
		if do := s.opens(); do != nil {
			return do(), true
		}
		return nil, true
	}
	if r, ok := s.record(); ok {
		return s.actOnCard(press, r)
	}
	return nil, false
}

func (s *candidateScreen) addFile() tea.Cmd {
	desk, id, kind := s.app.Desk(), s.id, recruit.Resume
	if slices.ContainsFunc(s.facts.profile.Files, func(f recruit.File) bool { return f.Kind == recruit.Resume }) {
		kind = recruit.OtherFile
	}
	return forms.AddFile(s.app, "Add a file", s.facts.profile.Candidate.Name, "candidate", id, kind,
		func(ctx context.Context, m recruit.Member, f recruit.File) error {
			return desk.Pipeline.AddFile(ctx, m, id, f)
		})
}

// actOnCard does what a key means for the interview on the card.
func (s *candidateScreen) actOnCard(press tea.KeyPressMsg, r recruit.Record) (tea.Cmd, bool) {
	keys, a := interviews.CardKeys(), s.app
	switch {
	case keys.Passcode.Matches(press):
		s.passcode = !s.passcode
		return nil, true
	case keys.Next.Matches(press):
		step := 1
		if press.String() == "[" {
			step = -1
		}
		s.turnCard(step)
		return s.tick(), true
	case keys.Reschedule.Matches(press), keys.Cancel.Matches(press), keys.People.Matches(press):
		s.focus(r.Interview.ID) // the card stays where the person looks
	}
	return interviews.ActOnInterview(a, press, r, s.facts.may[r.Interview.ID])
}
