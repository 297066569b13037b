package offers

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	offering "recruitty/recruit/offers"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// State says in a sign and words how an offer stands.
func State(a *shell.App, o offering.Offer) (theme.Tone, string) {
	signs, now := a.Styles().Signs, a.Session().Now()
	words := text.Line(flow.OfferStands(o, now))
	switch {
	case Needs(o, now):
		return theme.Warning, signs.Warning + " " + words
	case o.State == offering.Offered && (o.Mail == recruit.Failed || o.Mail == recruit.Unknown):
		return theme.Error, signs.Error + " " + words
	case o.State == offering.Offered:
		return theme.Plain, signs.Waiting + " " + words
	case o.State == offering.Booked:
		return theme.OK, signs.OK + " " + words
	}
	return theme.Dim, signs.Empty + " " + words
}

// Needs reports whether a person has to do something about an offer. One that nobody has
// answered in time is among them.
func Needs(o offering.Offer, now time.Time) bool {
	return o.State.NeedsMember() || o.Asking || o.Late(now) || len(o.Declined(now)) > 0
}

// View draws the offer.
func (b *showBox) View(maxW, maxH int) (string, *tea.Cursor) {
	w := min(maxW, width)
	inner, rows := shell.FrameSize(w, maxH)
	body, seen := shell.Window(strings.Join(b.lines(inner), "\n"), &b.scroll, rows-2)
	keys := b.Keys()
	var names []string
	for _, k := range keys {
		if k.Name != "box.scroll" && k.Key != "esc" && k.Key != "?" {
			names = append(names, k.Key)
		}
	}
	o := b.facts.offer
	return b.app.FrameSeen("Offered times", Note(b.app, o.CandidateName, o.Title), body, b.app.Foot(keys, append(names, "?", "esc")...), seen, w, maxH), nil
}

// lines are all that there is to say.
func (b *showBox) lines(w int) []string {
	a, o := b.app, b.facts.offer
	st := a.Styles()
	var lines []string
	add := func(tone theme.Tone, words string) { lines = append(lines, wrapped(a, tone, words, w)...) }
	if b.notice != "" {
		add(theme.Warning, st.Signs.Warning+" "+b.notice)
	}
	add(State(a, o))
	if said := flow.OfferSaid(o); said != "" {
		for line := range strings.SplitSeq(text.Block(said), "\n") {
			lines = append(lines, strings.Split(a.Grid().Wrap(line, max(w, 10)), "\n")...)
		}
	}
	if len(o.Windows) > 0 {
		var can []string
		for _, s := range o.Windows {
			can = append(can, a.Start(s.Start)+"–"+a.Clock(a.Here(s.End)))
		}
		add(theme.Plain, "They can: "+strings.Join(can, ", "))
	}
	if b.link != "" {
		add(theme.Accent, b.link)
		add(theme.Dim, "Whoever has this link can answer for the candidate. It is not shown again.")
	}
	meta := text.Line(o.Author) + " offered this " + wording.Amid(a.Stamp(o.CreatedAt)) + " for " + text.Line(o.JobTitle)
	if o.State == offering.Offered {
		meta += "; to be answered by " + a.Start(o.Until)
	}
	if o.Reminded > 0 {
		meta += "; reminded " + wording.Counted(o.Reminded, "time")
	}
	add(theme.Dim, meta+".")
	lines = append(lines, "")
	for _, one := range o.Options {
		lines = append(lines, optionLines(a, one, o.Zone, b.facts.names, one.Number == o.Picked && o.Version == o.PickedVersion, w)...)
		for _, known := range one.Known {
			lines = append(lines, wrapped(a, theme.Dim, "    "+known, w)...)
		}
	}
	for _, said := range flow.OfferEntries(o, a.Session().Now(), a.Start) {
		add(theme.Dim, text.Line(said))
	}
	for _, i := range o.Interviews {
		add(theme.Plain, "Interview: "+i.Title+", "+a.Start(i.Start)+", "+i.Status.Words())
	}
	if b.facts.letter.ID == 0 {
		return lines
	}
	l := b.facts.letter
	tone, state := a.Reader().EffectState(l.Effect, false)
	lines = append(lines, "")
	add(tone, "Email to "+l.Effect.Target+": "+state)
	return append(append(lines, ""), mailLines(a, l.Subject, strings.ReplaceAll(l.Text, recruit.OfferLink, "(link to the page)"), w)...)
}
