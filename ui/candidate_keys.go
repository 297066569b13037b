package ui

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/text"
)

type profileKeyMap struct {
	Schedule, Move, Link, Note, File, Edit, Open, Part Key
}

// profileKeys are the keys of a profile; cardKeys those about the interview on
// the card.
func profileKeys() profileKeyMap {
	return profileKeyMap{
		Schedule: Bind("s", "Schedule an Interview"),
		Move:     Bind("m", "move stage"),
		Link:     Bind("l", "link to a job"),
		Note:     Bind("n", "note"),
		File:     Bind("f", "add file"),
		Edit:     Bind("e", "edit details"),
		Open:     Bind("enter", "open"),
		Part:     Bind("tab", "next part", "tab", "shift+tab", "right", "left"),
	}
}

func (k profileKeyMap) list() []Key {
	return []Key{k.Schedule, k.Move, k.Link, k.Note, k.File, k.Edit, k.Open, k.Part}
}

type cardKeyMap struct {
	Reschedule, Cancel, Copy, Open, Passcode, Versions, Undo, Done, TakeOver, Next Key
}

func cardKeys() cardKeyMap {
	return cardKeyMap{
		Reschedule: Bind("r", "Reschedule"), Cancel: Bind("x", "Cancel"), Copy: Bind("c", "copy link"), Open: Bind("o", "open link"),
		Passcode: Bind("p", "show passcode"), Versions: Bind("v", "what changed"), Undo: Bind("u", "undo"),
		Done: Bind("d", "how it was"), TakeOver: Bind("t", "take over"), Next: Bind("]/[", "other interview", "]", "["),
	}
}

func (k cardKeyMap) list() []Key {
	return []Key{k.Reschedule, k.Cancel, k.Copy, k.Open, k.Versions, k.Undo, k.Done, k.Passcode, k.TakeOver, k.Next}
}

// forRecord gives the keys the reasons why they cannot work for an interview.
func (k cardKeyMap) forRecord(a *App, r recruit.Record, cards int) cardKeyMap {
	i, now := r.Interview, a.session.Now()
	over, owned := "", a.forbidden(recruit.ToSchedule)
	if i.Status != recruit.Scheduled {
		over = "This interview is " + strings.ToLower(statusWord(i.Status)) + "; that is final."
	}
	if owned == "" && i.OrganiserID != a.Member().ID {
		owned = "Only " + text.Line(r.Organiser.Name) + ", who organises this interview, may change it; an admin may take it over."
		if a.Member().Role == recruit.Admin {
			owned = text.Line(r.Organiser.Name) + " organises this interview; press t to take it over first."
		}
	}
	link, code, early := "", "", ""
	if joinLink(r) == "" {
		link = "There is no link for this interview."
		if i.Platform == recruit.Zoom && i.Status != recruit.Cancelled {
			link = "There is no link yet: Zoom has not confirmed the meeting."
		}
	}
	if i.Meeting == nil || i.Meeting.Passcode == "" || i.Status == recruit.Cancelled {
		code = "There is no passcode."
	}
	if i.Start.After(now) {
		early = "It has not begun yet; how it was can be said from " + a.start(i.Start) + " on."
	}
	begun := ""
	if !i.End().After(now) {
		begun = "This interview is over; schedule a new one instead."
	}
	_, undo := r.Undoable(now)
	k.Reschedule = k.Reschedule.Unless(first(over, begun, owned))
	k.Cancel = k.Cancel.Unless(first(over, owned))
	k.Copy, k.Open = k.Copy.Unless(link), k.Open.Unless(first(link, a.noBrowser()))
	k.Passcode = k.Passcode.Unless(code)
	k.Done = k.Done.Unless(first(over, a.forbidden(recruit.ToSchedule), early))
	if !undo {
		k.Undo = k.Undo.Unless("It is too late to take the last change back: it has been sent, or is being sent.")
	} else {
		k.Undo = k.Undo.Unless(owned)
	}
	switch {
	case i.OrganiserID == a.Member().ID:
		k.TakeOver = k.TakeOver.Unless("This interview is yours already.")
	case a.Member().Role != recruit.Admin:
		k.TakeOver = k.TakeOver.Unless("Only an admin may take over an interview.")
	default:
		k.TakeOver = k.TakeOver.Unless(over)
	}
	if cards < 2 {
		k.Next = k.Next.Unless("There is no other interview ahead.")
	}
	return k
}

// without gives every key the same reason.
func (k cardKeyMap) without(reason string) []Key {
	keys := k.list()
	for i := range keys {
		keys[i] = keys[i].Unless(reason)
	}
	return keys
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
	if s.opens() != nil {
		nothing = ""
	}
	keys := []Key{k.Schedule.Unless(first(a.forbidden(recruit.ToSchedule), erased, noMail)), k.Move.Unless(first(may, unlinked)),
		k.Note.Unless(first(a.forbidden(recruit.ToNote), erased)), k.File.Unless(first(may, erased, a.noDisk()))}
	if s.part == partActivity {
		keys = append(keys, filterKey())
	}
	keys = append(keys, k.Part, k.Open.Unless(nothing), k.Link.Unless(first(may, erased)), k.Edit.Unless(first(may, erased)))
	if r, ok := s.record(); ok {
		return append(keys, cardKeys().forRecord(a, r, len(s.facts.cards)).list()...)
	}
	return append(keys, cardKeys().without("There is no interview ahead; press s to schedule one.")...)
}

// act does what a key stands for and reports whether it was one.
func (s *candidateScreen) act(press tea.KeyPressMsg) (tea.Cmd, bool) {
	k := profileKeys()
	a, p := s.app, s.facts.profile
	switch {
	case k.Schedule.Matches(press):
		return a.scheduleProfile(p), true
	case k.Move.Matches(press):
		return a.moveSomewhere(p), true
	case k.Link.Matches(press):
		return a.linkCandidate(s.id, p.Candidate.Name, nil), true
	case k.Note.Matches(press):
		return a.writeNote(p.Candidate), true
	case k.Edit.Matches(press):
		return a.editCandidate(p.Candidate, nil), true
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
	return s.app.addFile("Add a file", s.facts.profile.Candidate.Name, kind,
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
	case keys.Reschedule.Matches(press), keys.Cancel.Matches(press):
		s.focus(r.Interview.ID) // the card stays where the person looks
	}
	return a.actOnInterview(press, r)
}

// actOnInterview does what a key means for an interview, wherever it is shown.
func (a *App) actOnInterview(press tea.KeyPressMsg, r recruit.Record) (tea.Cmd, bool) {
	keys, i := cardKeys(), r.Interview
	switch {
	case keys.Reschedule.Matches(press):
		return a.openReschedule(i.ID), true
	case keys.Cancel.Matches(press):
		return a.openCancel(i.ID), true
	case keys.Copy.Matches(press):
		return a.copyText("Link", i.JoinURL()), true
	case keys.Open.Matches(press):
		return a.openAddress(i.JoinURL()), true
	case keys.Versions.Matches(press):
		return a.Push(newInterview(a, i.ID)), true
	case keys.Undo.Matches(press):
		return a.undo(r), true
	case keys.Done.Matches(press):
		return a.closeInterview(r), true
	case keys.TakeOver.Matches(press):
		return a.takeOver(r), true
	}
	return nil, false
}

// undo takes the last change of an interview back while nothing has left.
func (a *App) undo(r recruit.Record) tea.Cmd {
	desk, actor := a.desk(), a.Member()
	return act(a, func(ctx context.Context) (recruit.Record, error) {
		return desk.Scheduling.Undo(ctx, actor, r.Interview.ID)
	}, func(recruit.Record) string { return "Taken back; nothing was sent." })
}

// closeInterview asks how an interview was.
func (a *App) closeInterview(r recruit.Record) tea.Cmd {
	desk, actor, i := a.desk(), a.Member(), r.Interview
	how := func(name string, status recruit.Status) Command {
		return Command{Name: name, Run: func() tea.Cmd {
			return act(a, func(ctx context.Context) (recruit.Record, error) {
				return desk.Scheduling.Close(ctx, actor, i.ID, recruit.Seen(i.Version), status)
			}, func(r recruit.Record) string { return statusWord(status) + ": " + r.Interview.Title + "." })
		}}
	}
	return a.Open(newPicker(a, "How was "+text.Truncate(text.Line(i.Title), 40)+"?", "",
		[]Command{how("It took place", recruit.Completed), how("Nobody came", recruit.NoShow)}))
}

// takeOver asks before an admin becomes the organiser (R7).
func (a *App) takeOver(r recruit.Record) tea.Cmd {
	desk, actor, i := a.desk(), a.Member(), r.Interview
	return a.Open(NewConfirm(a, "Take over this interview?",
		text.Line(r.Organiser.Name)+" organises it now. You can reschedule and cancel it then, and the activity log says so.",
		"take over", func() tea.Cmd {
			return act(a, func(ctx context.Context) (recruit.Record, error) {
				return desk.Scheduling.TakeOver(ctx, actor, i.ID, recruit.Seen(i.Version))
			}, func(recruit.Record) string { return "The interview is yours now." })
		}))
}
