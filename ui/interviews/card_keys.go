package interviews

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/healing"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// Card is an interview where something can be done about it: on its own screen, or
// on the card of its candidate.
type Card struct {
	App    *shell.App
	Record recruit.Record
	May    May
	CameUp []healing.Found // what has come up about it
	// Cards is how many interviews the screen can show, and Turn shows another one.
	Cards int
	Turn  func(by int) tea.Cmd
	// Passcode shows the passcode or hides it.
	Passcode func()
	// Before, if there is one, is called before a box about the interview opens.
	Before func()
}

// Actions are what can be done about an interview.
func (c *Card) Actions() []shell.Action {
	a, r := c.App, c.Record
	box := func(open func(*shell.App, recruit.InterviewID) tea.Cmd) func() tea.Cmd {
		return func() tea.Cmd {
			if c.Before != nil {
				c.Before()
			}
			return open(a, r.Interview.ID)
		}
	}
	return []shell.Action{
		c.healing(),
		{Name: "interview.reschedule", Key: "r", Help: "Reschedule", Also: "move another time", Do: box(OpenReschedule),
			When: shell.Unless(c.over, c.begun, c.owned, func() string { return c.May.Move })},
		{Name: "interview.cancel", Key: "x", Help: "Cancel", Also: "cancel interview", Do: box(OpenCancel),
			When: shell.Unless(c.over, c.owned, func() string { return c.May.Cancel })},
		{Name: "interview.copy", Key: "c", Help: "copy link", When: c.linkless, Do: func() tea.Cmd { return a.CopyText("Link", r.Interview.JoinURL()) }},
		{Name: "interview.open-link", Key: "o", Help: "open link", When: shell.Unless(c.linkless, func() string { return a.NoBrowser() }),
			Do: func() tea.Cmd { return a.OpenAddress(r.Interview.JoinURL()) }},
		{Name: "interview.people", Key: "i", Help: "who is invited", Also: "participants panel people add", When: shell.Unless(c.over, c.begun, c.owned), Do: box(openPeople)},
		{Name: "interview.host", Key: "h", Help: "another host", When: shell.Unless(c.over, c.begun, c.owned, c.May.noHost), Do: func() tea.Cmd { return chooseHost(a, r, c.May.host) }},
		{Name: "interview.versions", Key: "v", Help: "Details", Also: "what changed versions history", Do: func() tea.Cmd { return a.Push(NewInterview(a, r.Interview.ID)) }},
		{Name: "interview.undo", Key: "u", Help: "undo", When: c.fixed, Do: func() tea.Cmd { return undo(a, r) }},
		{Name: "interview.close", Key: "d", Help: "outcome", Also: "completed no-show took place nobody came", When: shell.Unless(c.over, a.MayNot(recruit.ToSchedule), c.early),
			Do: func() tea.Cmd { return closeInterview(a, r) }},
		{Name: "interview.passcode", Key: "p", Help: "show passcode", When: c.codeless, Do: func() tea.Cmd {
			c.Passcode()
			return nil
		}},
		{Name: "interview.take-over", Key: "t", Help: "take over", When: c.kept, Do: func() tea.Cmd {
			return takeOver(a, r, func(recruit.Record) tea.Cmd { return a.Say(theme.OK, "The interview is yours now.") })
		}},
		{Name: "interview.instead", Key: "w", Help: "who comes instead", Also: "delegate delegated", When: shell.Unless(c.unsent, c.over, c.begun, c.owned), Do: c.instead},
		{Name: "interview.other-time", Key: "a", Help: "other time asked for", Also: "propose proposal counter refuse decline",
			When: shell.Unless(c.unasked, c.over, c.begun, c.owned), Do: func() tea.Cmd { return OtherTime(a, r, r.AskingOtherTime(a.Session().Now())) }},
		{Name: "interview.next", Key: "]/[", Help: "other interview", Strokes: []string{"]", "["}, When: func() string { return shell.If(c.Cards < 2, "There is no other upcoming interview.") }, Turn: c.Turn},
	}
}

// The reasons why something cannot be done about the interview.

func said(err error) string { return text.Line(recruit.Sentence(err)) }

func (c *Card) over() string { return said(c.Record.StillScheduled()) }

func (c *Card) begun() string { return said(c.Record.Movable(c.App.Session().Now())) }

// owned says that someone else organises the interview (R7).
func (c *Card) owned() string {
	return shell.First(c.App.Forbidden(recruit.ToSchedule), said(c.Record.MayChange(c.App.Member())))
}

func (c *Card) linkless() string {
	return shell.If(JoinLink(c.Record) == "", NoLink(c.Record.Interview))
}

// NoLink says why an interview has no link.
func NoLink(i recruit.Interview) string {
	switch {
	case i.Status == recruit.Cancelled:
	case i.MeetingGone():
		return "The meeting is gone from Zoom, so its link no longer works; Settings, Doctor creates it again."
	case i.Platform == recruit.Zoom:
		return "There is no link yet: Zoom has not confirmed the meeting."
	}
	return "There is no link for this interview."
}

func (c *Card) codeless() string {
	i := c.Record.Interview
	if link := JoinLink(c.Record); link == "" || (i.Meeting == nil || i.Meeting.Passcode == "") && wording.Masked(link) == link {
		return "There is no passcode."
	}
	return ""
}

func (c *Card) early() string {
	if i := c.Record.Interview; i.Start.After(c.App.Session().Now()) {
		return "It has not begun yet; its outcome can be recorded from " + wording.Amid(c.App.Start(i.Start)) + " on."
	}
	return ""
}

func (c *Card) unsent() string {
	return shell.If(len(c.Record.Sending(c.App.Session().Now())) == 0, "No one who is invited is sending someone else.")
}

func (c *Card) unasked() string {
	return shell.If(len(c.Record.AskingOtherTime(c.App.Session().Now())) == 0, "No one who is invited has asked for another time.")
}

// fixed says why the last change cannot be taken back. Who may say how it went may
// take that back.
func (c *Card) fixed() string {
	if err := c.Record.TooLateToUndo(c.App.Session().Now()); err != nil {
		return recruit.Sentence(err)
	}
	if s := c.Record.Interview.Status; s == recruit.Completed || s == recruit.NoShow {
		return c.App.Forbidden(recruit.ToSchedule)
	}
	return c.owned()
}

// kept says why the member cannot become the organiser.
func (c *Card) kept() string { return said(c.Record.MayTakeOver(c.App.Member())) }
