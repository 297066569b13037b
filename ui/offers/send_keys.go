package offers

import (
	"errors"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	offering "recruitty/recruit/offers"
	"recruitty/recruit/slots"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// SendActions are the keys of the box that offers times.
func SendActions() []shell.Action {
	b := &sendBox{stage: looked, one: func() tea.Cmd { return nil }}
	return append(b.Keys(), (&sendBox{stage: followed}).undoKey())
}

// Keys implements shell.Modal.
func (b *sendBox) Keys() []shell.Action {
	leave := shell.Action{Name: "offer.leave", Key: "esc", Help: "back", Do: b.leave}
	switch b.stage {
	case looking:
		return []shell.Action{leave}
	case saving:
		return nil
	case followed:
		leave.Strokes, leave.Help = []string{"esc", "enter"}, "close (work continues)"
		if !b.open() {
			leave.Help = "close"
		}
		return []shell.Action{b.undoKey(), leave}
	}
	none := func() bool { return b.err != nil }
	some := func() bool { return b.err == nil }
	free := func() bool { return len(b.offer.Ask.Options) == 0 } // nobody has chosen the times
	return []shell.Action{
		{Name: "offer.send", Key: "enter", Help: b.offer.Words().Verb, Strokes: []string{"enter", "ctrl+s", "alt+s"}, When: b.nothing, Do: b.send},
		{Name: "offer.edit", Key: "e", Help: "edit", Also: "subject text how many until days", Shown: some, Do: b.edit},
		{Name: "offer.out", Key: digits(len(b.shown())), Help: "leave one out", Strokes: keysTo(offering.MaxOptions), Shown: func() bool { return some() && len(b.shown()) > 1 || none() && len(b.offer.Ask.Options) > 1 }, On: b.leaveOut},
		{Name: "offer.way", Key: digits(len(b.ways())), Help: "use an alternative", Strokes: keysTo(mostWays), Shown: func() bool { return none() && free() && len(b.ways()) > 0 }, On: b.takeWay},
		{Name: "offer.undo_way", Key: "backspace", Help: "without the alternative", Shown: func() bool { return len(b.offer.Taken) > 0 }, Do: func() tea.Cmd {
			b.offer.Taken = b.offer.Taken[:len(b.offer.Taken)-1]
			return b.look(false)
		}},
		{Name: "offer.notes", Key: "n", Help: "the notes in full", Shown: func() bool { return some() && b.shortened }, Label: func() string {
			if b.unfolded {
				return "shorter notes"
			}
			return "the notes in full"
		}, Do: func() tea.Cmd {
			b.unfolded = !b.unfolded
			return nil
		}},
		{Name: "offer.best", Key: "b", Help: "the best times again", Shown: func() bool { return !free() }, Do: func() tea.Cmd {
			b.offer.Ask.Options = nil
			return b.look(false)
		}},
		{Name: "offer.form", Key: "f", Help: "fill in the form", Also: "platform who takes part by hand", Shown: func() bool { return none() && !b.offer.NoTime() && b.offer.Ask.Single != nil }, Do: func() tea.Cmd {
			b.app.Close(b)
			return b.doors.Schedule(b.app, b.offer.Ask.Candidate, b.offer.Ask.Job, nil)
		}},
		{Name: "offer.connect", Key: "ctrl+o", Help: "connect Zoom", Shown: b.needsZoom, Do: func() tea.Cmd { return b.doors.Connect(b.app) }},
		{Name: "offer.words", Key: "p", Help: "paste the candidate's words", Shown: func() bool { return free() && (some() || b.offer.NoTime()) }, Do: func() tea.Cmd {
			return b.doors.Words(b.app, b.offer.Ask.Candidate, b.words, func(typed string, windows []slots.Span) tea.Cmd {
				b.words, b.offer.Ask.Windows = typed, windows
				return b.look(false)
			})
		}},
		{Name: "offer.soft", Key: "s", Help: "over soft entries", Shown: func() bool { return free() && (some() || b.offer.NoTime()) }, Label: func() string {
			if b.offer.Ask.Soft {
				return "not over soft entries"
			}
			return "over soft entries"
		}, Do: func() tea.Cmd {
			b.offer.Ask.Soft = !b.offer.Ask.Soft
			return b.look(false)
		}},
		{Name: "offer.longer", Key: "+", Help: "look further ahead", Shown: func() bool { return free() && (some() || b.offer.NoTime()) }, Do: func() tea.Cmd {
			if !b.offer.Further() {
				return b.app.Say(theme.Warning, "Calendars are not read further ahead.")
			}
			return b.look(false)
		}},
		{Name: "offer.one", Key: "i", Help: "one interview instead", Also: "single", Shown: func() bool { return b.one != nil }, Do: func() tea.Cmd {
			b.slot.Cancel()
			b.app.Close(b)
			return b.one()
		}},
		shell.ScrollKeys(&b.scroll),
		b.startOver(),
		leave,
		shell.HelpKey(b.app),
	}
}

// startOver throws away what was written, after a question.
func (b *sendBox) startOver() shell.Action {
	key := shell.BeginAnew()
	key.Do = b.anew
	if b.keep != nil {
		key = b.keep.BeginAnew(b.anew, func(err error) tea.Cmd { return b.app.SayProblem(err) })
	}
	key.Name = "offer.start-over"
	key.Shown = func() bool { return b.keep != nil && b.unsent() != "" }
	return key
}

// mostWays is how many ways out stand under their keys.
const mostWays = 5

// ways are the ways out that stand under keys.
func (b *sendBox) ways() []string {
	all := b.offer.Ways()
	return all[:min(len(all), mostWays)]
}

// digits names the keys from 1 to n; of none, for the list of all keys, those to 9.
func digits(n int) string {
	switch n {
	case 0:
		n = offering.MaxOptions
	case 1:
		return "1"
	}
	return "1–" + strconv.Itoa(n)
}

func keysTo(n int) []string {
	var keys []string
	for k := range n {
		keys = append(keys, strconv.Itoa(k+1))
	}
	return keys
}

// shown are the times that the box shows: those that would be sent, or where they cannot be
// those that somebody has chosen.
func (b *sendBox) shown() []offering.Option {
	if b.err != nil {
		return b.offer.Marked()
	}
	return b.offer.Seen.Offer.Options
}

// leaveOut takes a time out of the offer.
func (b *sendBox) leaveOut(press tea.KeyPressMsg) tea.Cmd {
	n, err := strconv.Atoi(press.String())
	if err != nil || !b.offer.LeaveOut(n) {
		return nil
	}
	return b.look(false)
}

// takeWay takes a way out.
func (b *sendBox) takeWay(press tea.KeyPressMsg) tea.Cmd {
	n, err := strconv.Atoi(press.String())
	if err != nil || n > len(b.ways()) || !b.offer.Take(n-1) {
		return nil
	}
	return b.look(false)
}

// needsZoom reports whether there is nothing to send because Zoom is not connected.
func (b *sendBox) needsZoom() bool { return b.err != nil && errors.Is(b.err, recruit.ErrNoConnection) }

// nothing says why there is nothing to send.
func (b *sendBox) nothing() string {
	if b.err != nil {
		return "There is nothing to send: " + text.Line(recruit.Sentence(b.err))
	}
	return ""
}
