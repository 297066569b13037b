package candidates

import (
	"fmt"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/pools"
	"recruitty/ui/interviews"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// cardView draws the interview at the top of a profile (R6): when, with whom,
// where, what has reached whom, and the keys that change it. room is the number
// of lines that it may take.
func (s *candidateScreen) cardView(r recruit.Record, w, room int) string {
	a, i := s.app, r.Interview
	st := a.Styles()
	inner, _ := shell.FrameSize(w, 0)
	// In a low window only what matters most stays: when, what is wrong, the keys.
	body := []string{interviews.WhenLine(a, r, inner)}
	if room >= 6 {
		body = append(body, withLines(a, r, inner, max(room-8, 1))...)
	}
	if room >= 7 {
		body = append(body, interviews.WhereLine(a, r, s.passcode, inner))
	}
	trouble := interviews.Trouble(a, r, s.cameUp.Of(i.ID))
	most := max(room-2-len(body)-1, 1)
	if shown := interviews.LinkLine(r, s.passcode); shown != "" && most > len(trouble) {
		body = append(body, st.Dim.Render(text.Link(s.app.Grid().Truncate(shown, inner), text.Line(interviews.JoinLink(r)))))
		most--
	}
	if whole := wrappedTrouble(a, trouble, inner); len(whole) <= most {
		body, trouble = append(body, whole...), nil
	}
	for n, t := range trouble[:min(len(trouble), most)] {
		if hidden := len(trouble) - most; n == most-1 && hidden > 0 {
			more := fmt.Sprintf("  +%d more: v", hidden)
			t.Words, t.State = s.app.Grid().Truncate(fitting(t, a.Grid(), inner-len(more)), inner-len(more))+more, ""
		}
		body = append(body, st.Tone(t.Tone).Render(s.app.Grid().Truncate(fitting(t, a.Grid(), inner), inner)))
	}
	body = append(body, s.cardFoot(inner))
	note := wording.Status(i.Status)
	if n := len(s.facts.cards); n > 1 {
		at := slices.IndexFunc(s.facts.cards, func(c recruit.Record) bool { return c.Interview.ID == i.ID })
		note = fmt.Sprintf("%d of %d %s %s", at+1, n, st.Signs.Dot, note)
	}
	note += fmt.Sprintf(" %s v%d", st.Signs.Dot, i.Version)
	if of := wording.InLoop(i, s.facts.interviews); of != "" && w >= 60 {
		note = of + " " + st.Signs.Dot + " " + note
	}
	title := s.app.Grid().Truncate(text.Line(i.Title), max(w-s.app.Grid().Width(note)-10, 8))
	return a.Frame(title, note, strings.Join(body, "\n"), "", w, max(room, 5))
}

// withLines says who takes part: as a table where there is room for it, at most lines high,
// else in one line.
func withLines(a *shell.App, r recruit.Record, w, most int) []string {
	if lines := interviews.AttendeeLines(a, r, w); len(lines) <= most {
		return lines
	}
	if one := withLine(a, r, w); most < 2 || w >= 60 || !strings.Contains(text.Strip(one), " more") {
		return []string{one}
	}
	lines := interviews.AttendeeLines(a, r, w)
	return append(lines[:most-1:most-1], a.Styles().Dim.Render(fmt.Sprintf("+%d more", len(lines)-most+1)))
}

// withLine says who takes part and what they answered. The candidate stands
// first, and their answer is never the one that is cut off; how many others have
// no room is said.
func withLine(a *shell.App, r recruit.Record, w int) string {
	s := a.Styles()
	people := wording.Attending(r)
	dot := s.Dim.Render(" " + s.Signs.Dot + " ")
	room := w - len("with ")
	items := func(name func(recruit.Participant) string) (items []string) {
		for _, p := range people {
			state, answer := wording.AnswerOf(r, p)
			ink := s.Tone(state.Tone())
			items = append(items, ink.Render(s.Mark(state))+" "+a.Grid().Truncate(name(p), max(room-a.Grid().Width(answer)-3, 1))+" "+ink.Render(answer))
		}
		return items
	}
	named := func(p recruit.Participant) string { return a.Grid().Truncate(wording.PersonName(p), 28) }
	all := items(func(p recruit.Participant) string {
		if seat := pools.Seated(p); seat != "" {
			return named(p) + s.Dim.Render(" "+a.Grid().Truncate(text.Line(seat), 28))
		}
		return named(p)
	})
	if a.Grid().Width(strings.Join(all, dot)) > room {
		all = items(named)
	}
	if a.Grid().Width(strings.Join(all, dot)) > room {
		all = items(func(p recruit.Participant) string { return wording.FirstName(wording.PersonName(p)) })
	}
	shown := strings.Join(all, dot)
	for n := len(all) - 1; n > 0 && a.Grid().Width(shown) > room; n-- {
		shown = strings.Join(all[:n], dot) + s.Dim.Render(fmt.Sprintf(" +%d more", len(all)-n))
		if n == 1 && a.Grid().Width(shown) > room {
			shown = all[0]
		}
	}
	return s.Dim.Render("with ") + a.Grid().Truncate(shown, room)
}

// fitting are the words, or those with the state first where there is no room for
// all of them.
func fitting(s shell.Saying, g text.Grid, w int) string {
	if s.State != "" && g.Width(s.Words) > w {
		return s.State
	}
	return s.Words
}

// wrappedTrouble are lines about trouble, each whole.
func wrappedTrouble(a *shell.App, all []shell.Saying, w int) []string {
	var lines []string
	for _, t := range all {
		for line := range strings.SplitSeq(a.Grid().Wrap(t.Words, w), "\n") {
			lines = append(lines, a.Styles().Tone(t.Tone).Render(line))
		}
	}
	return lines
}

// cardFoot is the line of keys on the card: those that work for it now, and
// dim those that only a permission at Zoom is missing for.
func (s *candidateScreen) cardFoot(w int) string {
	a := s.app
	card, _ := s.interviewCard()
	var items []string
	for _, k := range shell.Pick(card.Actions(), undoName, "interview.heal", "interview.other-time", "interview.instead", "interview.host", "interview.copy", "interview.open-link",
		"interview.reschedule", "interview.cancel", "interview.close", "interview.take-over", "interview.versions", "interview.people", "interview.next") {
		help, why := k.Help, k.Why()
		switch k.Name {
		case "interview.open-link":
			help = "open"
		case "interview.people":
			help = "people"
		case "interview.heal":
			help = k.Label()
		case undoName:
			if until, ok := card.Record.Undoable(a.Session().Now()); ok && len(a.Modals) == 0 { // else it stands in the box
				help = fmt.Sprintf("undo (%d s)", wording.Seconds(until.Sub(a.Session().Now())))
			}
		}
		switch {
		case why == "":
			items = append(items, a.Styles().Key.Render(k.Key)+" "+help)
		case why == card.May.Move || why == card.May.Cancel:
			items = append(items, a.Styles().Dim.Render(k.Key+" "+help+" (not granted)"))
		}
	}
	return a.Grid().Pack(items, "   ", w)
}
