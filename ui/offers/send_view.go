package offers

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/flow"
	offering "recruitty/recruit/offers"
	"recruitty/recruit/timeparse"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// width is the widest that the boxes get.
const width = 100

// View draws what would be sent, or what has become of it.
func (b *sendBox) View(maxW, maxH int) (string, *tea.Cursor) {
	w := min(maxW, width)
	inner, rows := shell.FrameSize(w, maxH)
	s := b.app.Styles()
	var lines []string
	sending := func() string {
		return b.app.Foot(b.Keys(), "enter", "e", digits(len(b.shown())), "n", "p", "?", "esc")
	}
	foot := sending()
	switch {
	case b.stage == looking:
		lines = []string{s.Dim.Render(s.Signs.Waiting + " Checking everyone's calendar")}
	case b.stage == saving:
		lines = []string{s.Signs.Waiting + " Saving"}
	case b.stage == followed:
		lines, foot = b.followLines(inner), b.app.Foot(b.Keys(), "u", "esc")
	case b.err != nil:
		lines, foot = b.noneLines(inner), b.app.Foot(b.Keys(), digits(len(b.ways())), digits(len(b.shown())), "b", "ctrl+o", "f", "p", "+", "?", "esc")
	default:
		lines = b.sendLines(inner, rows-2)
		foot = sending() // it knows by now whether notes are shortened
	}
	body, seen := shell.Window(strings.Join(lines, "\n"), &b.scroll, rows-2)
	return b.app.FrameSeen(b.offer.Words().Title, b.note, body, foot, seen, w, maxH), nil
}

// sendLines are the offer as it would be sent: the times, what is to be known, the page and
// the email. Where notes leave too little of rows lines for the email, each is shortened to a line.
func (b *sendBox) sendLines(w, rows int) []string {
	p, st := b.offer.Seen, b.app.Styles()
	var lines []string
	for _, said := range b.notice {
		lines = append(lines, wrapped(b.app, theme.Warning, st.Signs.Warning+" "+said, w)...)
	}
	lines = append(lines, wrapped(b.app, theme.Plain, "To "+p.To.Name+", "+p.To.Address+"; to be answered by "+b.app.Start(p.Offer.Until), w)...)
	for _, way := range b.offer.Taken {
		lines = append(lines, wrapped(b.app, theme.Accent, "taken: "+b.offer.Found.WayOut(way), w)...)
	}
	lines = append(lines, "")
	for _, one := range p.Offer.Options {
		lines = append(lines, optionLines(b.app, one, p.Offer.Zone, b.names, false, w)...)
	}
	lines = b.withNotes(lines, w, rows)
	subject, words := b.offer.Mail()
	lines = append(lines, wrapped(b.app, theme.Dim, b.offer.OnThePage(), w)...)
	return append(append(lines, ""), mailLines(b.app, subject, words, w)...)
}

// mailRows is how many lines are to be left for the email beside the notes.
const mailRows = 4

// withNotes puts the notes behind lines. Those that begin below the first rows lines are
// announced before the times.
func (b *sendBox) withNotes(lines []string, w, rows int) []string {
	notes, st := b.offer.Notes(), b.app.Styles()
	if b.shortened = false; len(notes) == 0 {
		return append(lines, "")
	}
	var full, short []string
	for _, said := range notes {
		said = st.Signs.Warning + " " + said
		full = append(full, wrapped(b.app, theme.Warning, said, w)...)
		short = append(short, st.Warning.Render(b.app.Grid().Truncate(text.Line(said), w)))
	}
	all := full
	if len(full) > len(short) && len(lines)+1+len(full) > rows-mailRows {
		if b.shortened = true; !b.unfolded {
			all = short
		}
	}
	if len(lines)+len(all) >= rows {
		before := wrapped(b.app, theme.Warning, st.Signs.Warning+" "+wording.Counted(len(notes), "note")+" below the times", w)
		lines = slices.Insert(lines, max(0, slices.Index(lines, "")), before...)
	}
	return append(append(lines, ""), all...)
}

// noneLines say why there is nothing to send, and what can be done.
func (b *sendBox) noneLines(w int) []string {
	st := b.app.Styles()
	var lines []string
	for _, said := range b.notice {
		lines = append(lines, wrapped(b.app, theme.Warning, st.Signs.Warning+" "+said, w)...)
	}
	if found := b.offer.Found; found.Zone != nil && found.None() != "" && len(b.offer.Ask.Options) == 0 { // why, and the ways out, stand below
		lines = append(lines, wrapped(b.app, theme.Warning, found.None(), w)...)
	} else {
		lines = append(lines, wrapped(b.app, theme.Error, st.Signs.Error+" "+recruit.Sentence(b.err), w)...)
	}
	for _, way := range b.offer.Taken {
		lines = append(lines, wrapped(b.app, theme.Accent, "taken: "+b.offer.Found.WayOut(way), w)...)
	}
	marked := b.shown()
	if len(marked) > 0 {
		lines = append(lines, "")
		for _, one := range marked {
			lines = append(lines, optionLines(b.app, one, "", b.names, false, w)...)
		}
		return lines
	}
	if !b.offer.NoTime() {
		return lines
	}
	if len(b.ways()) > 0 {
		lines = append(lines, "")
	}
	for n, way := range b.ways() {
		lines = append(lines, wrapped(b.app, theme.Plain, strconv.Itoa(n+1)+"  "+way, w)...)
	}
	for _, r := range b.offer.Found.Refused() {
		lines = append(lines, b.app.Styles().Dim.Render(b.app.Grid().Truncate(b.app.Grid().Pad(r.Days(), 22)+" "+text.Line(r.Reason.String()), w)))
	}
	for _, said := range b.unknown() {
		lines = append(lines, wrapped(b.app, theme.Dim, "? "+said, w)...)
	}
	return lines
}

// unknown is what is not known of people's time.
func (b *sendBox) unknown() []string {
	found := b.offer.Found
	if found.Zone == nil { // nothing was looked for
		found = finder.Found{}
	}
	return found.Unknown(func(at time.Time) string { return b.app.Clock(b.app.Here(at)) })
}

// followLines say what was sent and how far its email is.
func (b *sendBox) followLines(w int) []string {
	tone, state := b.app.Reader().EffectState(b.letter.Effect, false)
	lines := wrapped(b.app, tone, b.app.Styles().Signs.Of(tone)+" "+b.offer.Sent(b.sent, b.app.Start), w) // R11
	lines = append(lines, wrapped(b.app, tone, "Email to "+b.letter.Effect.Target+": "+state, w)...)
	if b.sent.State != offering.Offered {
		lines = append(lines, wrapped(b.app, theme.Accent, b.sent.CandidateName+": "+flow.OfferStands(b.sent, b.app.Session().Now()), w)...)
	}
	return append(append(lines, ""), wrapped(b.app, theme.Dim, "The profile and Today show what the candidate answers.", w)...)
}

// optionLines draw a time that can be chosen: its number, when it is here and for the
// candidate, and who takes part; of a loop each session.
func optionLines(a *shell.App, o offering.Option, zone string, names map[string]string, picked bool, w int) []string {
	st, g := a.Styles(), a.Grid()
	tone := theme.Plain
	mark := strconv.Itoa(o.Number)
	if picked {
		tone, mark = theme.Accent, mark+" "+st.Signs.OK
	}
	if len(o.Known) > 0 {
		tone = theme.Warning
	}
	if len(o.Sessions) == 1 {
		s := o.Sessions[0]
		line := g.Pad(mark, 4) + when(a, s, zone) + "   " + who(s, names)
		return []string{st.Tone(tone).Render(g.Truncate(line, w))}
	}
	head := fmt.Sprintf("%s%s  %s", g.Pad(mark, 4), timeparse.DateNear(a.Here(o.Start()), a.Now()), a.ShortHours(a.Here(o.Start()), o.End().Sub(o.Start())))
	lines := []string{st.Tone(tone).Render(g.Truncate(head, w))}
	day := o.Start()
	for _, s := range o.Sessions {
		at := a.ShortHours(a.Here(s.Start), s.Duration)
		if !sameDay(a.Here(day), a.Here(s.Start)) {
			at = timeparse.Weekday(a.Here(s.Start)) + " " + at
		}
		line := "    " + at + "  " + text.Line(s.Title)
		if there := there(a, s.Start, zone); there != "" {
			line += "  (" + there + ")"
		}
		lines = append(lines, st.Text.Render(g.Truncate(line+"   "+who(s, names), w)))
	}
	return lines
}

// when is a session's time for who reads it, and for the candidate where that is another.
func when(a *shell.App, s offering.Session, zone string) string {
	said := fmt.Sprintf("%-11s %s", timeparse.DateNear(a.Here(s.Start), a.Now()), a.ShortHours(a.Here(s.Start), s.Duration))
	if there := there(a, s.Start, zone); there != "" {
		said += "  " + there + " for the candidate"
	}
	return said
}

// there is a time on the candidate's clock, "" where it is the same or not known.
func there(a *shell.App, at time.Time, zone string) string {
	loc, err := timeparse.Zone(zone)
	if zone == "" || err != nil {
		return ""
	}
	_, here := a.Here(at).Zone()
	if _, offset := at.In(loc).Zone(); offset == here {
		return ""
	}
	return timeparse.Weekday(at.In(loc)) + " " + a.Clock(at.In(loc))
}

func sameDay(a, b time.Time) bool { return a.Year() == b.Year() && a.YearDay() == b.YearDay() }

// who names those who take part.
func who(s offering.Session, names map[string]string) string {
	var all []string
	for _, address := range s.Participants {
		if name := names[strings.ToLower(address)]; name != "" {
			address = name
		}
		all = append(all, text.Line(address))
	}
	return strings.Join(all, ", ")
}

// mailLines are the email as the candidate gets it.
func mailLines(a *shell.App, subject, words string, w int) []string {
	lines := []string{a.Styles().Heading.Render("Email")}
	lines = append(lines, wrapped(a, theme.Plain, "Subject: "+subject, w)...)
	lines = append(lines, "")
	for line := range strings.SplitSeq(text.Block(words), "\n") {
		lines = append(lines, strings.Split(a.Grid().Wrap(line, max(w, 10)), "\n")...)
	}
	return lines
}

// wrapped is a sentence in lines of w cells.
func wrapped(a *shell.App, tone theme.Tone, words string, w int) []string {
	var lines []string
	for line := range strings.SplitSeq(a.Grid().Wrap(text.Line(words), max(w, 10)), "\n") {
		lines = append(lines, a.Styles().Tone(tone).Render(line))
	}
	return lines
}
