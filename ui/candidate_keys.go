package ui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
)

type profileKeyMap struct {
	Schedule, Move, Link, Note, File, Edit, Open, Part Key
}

// profileKeys are the keys of a profile; cardKeys those about the interview on
// the card.
func profileKeys() profileKeyMap {
	return profileKeyMap{
		Schedule: Bind("s", "Schedule an Interview"),
		Move:     Bind("m", "move stage").Known("reject hire unlink take out of a job"),
		Link:     Bind("l", "link to a job"),
		Note:     Bind("n", "note"),
		File:     Bind("f", "add file").Known("résumé attach"),
		Edit:     Bind("e", "edit details"),
		Open:     Bind("enter", "open"),
		Part:     Bind("tab", "next part", "tab", "shift+tab", "right", "left"),
	}
}

func (k profileKeyMap) list() []Key {
	return []Key{k.Schedule, k.Move, k.Link, k.Note, k.File, k.Edit, k.Open, k.Part}
}

func (s *candidateScreen) Keys() []Key {
	if s.Typing() {
		return typingKeys()
	}
	k := profileKeys()
	if !s.known {
		return nil
	}
	a, p := s.app, s.facts.profile
	may, unlinked, erased := a.forbidden(recruit.ToRecruit), "", ""
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
		k.Open = Bind("enter", "change a note")
	case s.part == partFiles:
		k.Open = Bind("enter", "open, save, remove")
	}
	if s.opens() != nil {
		nothing = ""
	}
	keys := []Key{k.Schedule.Unless(first(a.forbidden(recruit.ToSchedule), erased, noMail)), k.Move.Unless(first(may, unlinked)),
		k.Note.Unless(first(a.forbidden(recruit.ToNote), erased)), k.File.Unless(first(may, erased, noDisk(a)))}
	if s.part == partActivity {
		keys = append(keys, filterKey())
	}
	open := k.Open.Unless(nothing)
	if s.part == partFiles || s.part == partNotes { // what this part is for comes first
		keys = append([]Key{open}, keys...)
		keys = append(keys, k.Part)
	} else {
		keys = append(keys, k.Part, open)
	}
	keys = append(keys, k.Link.Unless(first(may, erased)), k.Edit.Unless(first(may, erased)))
	if r, ok := s.record(); ok {
		return append(keys, cardKeys().forRecord(a, r, s.facts.may[r.Interview.ID], len(s.facts.cards)).list()...)
	}
	return append(keys, cardKeys().without(a.teach(recruit.ToSchedule, "There is no interview ahead.", "Press s to schedule one."))...)
}

// act does what a key stands for and reports whether it was one.
func (s *candidateScreen) act(press tea.KeyPressMsg) (tea.Cmd, bool) {
	k := profileKeys()
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
		return editCandidate(a, p.Candidate, nil), true
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
	desk, id, kind := s.app.desk(), s.id, recruit.Resume
	if slices.ContainsFunc(s.facts.profile.Files, func(f recruit.File) bool { return f.Kind == recruit.Resume }) {
		kind = recruit.OtherFile
	}
	return addFile(s.app, "Add a file", s.facts.profile.Candidate.Name, "candidate", id, kind,
		func(ctx context.Context, m recruit.Member, f recruit.File) error {
			return desk.Pipeline.AddFile(ctx, m, id, f)
		})
}

// actOnCard does what a key means for the interview on the card.
func (s *candidateScreen) actOnCard(press tea.KeyPressMsg, r recruit.Record) (tea.Cmd, bool) {
	keys, a := cardKeys(), s.app
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
	return actOnInterview(a, press, r, s.facts.may[r.Interview.ID])
}
