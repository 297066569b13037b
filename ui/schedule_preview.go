package ui

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/when"
	"recruitty/ui/form"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

func itoa(n int) string { return strconv.Itoa(n) }

// View draws the form, the preview or the progress, whichever it is time for.
func (s *schedule) View(maxW, maxH int) (string, *tea.Cursor) {
	w := min(maxW, scheduleWidth)
	inner, rows := FrameSize(w, maxH)
	note := text.Line(s.facts.profile.Candidate.Name) + " " + s.app.styles.Signs.Dot + " " + text.Line(s.facts.job.Title)
	switch s.stage {
	case previewed:
		body, scroll := window(s.app.foreseenText(s.foreseen, inner), s.scroll, rows-2)
		s.scroll = scroll
		return s.app.Frame("Schedule Interview Event", note, body, "esc back to the form     enter Send Invitation", w, maxH), nil
	case looking:
		return s.app.Frame("Schedule Interview Event", note, s.app.styles.Dim.Render("Working out what will happen"+s.app.styles.Signs.Ellipsis), "esc back to the form", w, maxH), nil
	case saving:
		return s.app.Frame("Schedule Interview Event", note, s.app.styles.Signs.Waiting+" Saving", "", w, maxH), nil
	case followed:
		return s.app.Frame("Schedule Interview Event", note, s.deed.view(inner), s.deed.foot(), w, maxH), nil
	}
	body, at := s.form.View()
	foot := "esc close (kept)     ctrl+s preview and send"
	if s.form.State() != form.Editing {
		foot = ""
	}
	return s.app.Frame("Schedule Interview Event", note, body, foot, w, maxH), offset(at, 2, 1)
}

// window shows the lines of a text from a place on, and says what place is
// possible.
func window(body string, from, h int) (string, int) {
	lines := strings.Split(body, "\n")
	from = max(min(from, len(lines)-h), 0)
	return strings.Join(lines[from:min(from+max(h, 1), len(lines))], "\n"), from
}

// foreseenText says what a decision will make and who is told what: the
// preview before Send Invitation.
func (a *App) foreseenText(f recruit.Foreseen, w int) string {
	s, i := a.styles, f.Record.Interview
	var lines []string
	add := func(tone theme.Tone, words string) {
		for line := range strings.SplitSeq(text.Wrap(words, max(w, 10)), "\n") {
			lines = append(lines, s.Tone(tone).Render(line))
		}
	}
	lines = append(lines, s.Title.Render(text.Truncate(text.Line(i.Title), w)))
	add(theme.Plain, a.whenText(i))
	if i.Platform != recruit.Zoom && i.Place != "" {
		add(theme.Plain, i.Platform.Label()+": "+text.Line(i.Place))
	}
	if i.Description != "" {
		add(theme.Dim, text.Block(i.Description))
	}
	lines = append(lines, "")
	for _, warning := range f.Warnings {
		add(theme.Warning, s.Signs.Warning+" "+text.Line(warning.Sentence))
	}
	if len(f.Warnings) > 0 {
		lines = append(lines, "")
	}
	add(theme.Plain, "This will happen: "+effectSum(f.Effects))
	for _, e := range f.Effects {
		if e.Kind.IsMail() {
			add(theme.Plain, "  "+a.mailText(f.Record, e))
		}
	}
	for _, line := range fileLines(f.Record) {
		add(theme.Dim, "  "+line)
	}
	lines = append(lines, "", s.Dim.Render("Nothing is saved or sent yet."))
	return strings.Join(lines, "\n")
}

// whenText writes an interview's time in the zone that was meant, and in the
// member's where it differs.
func (a *App) whenText(i recruit.Interview) string {
	zone, err := when.Zone(i.TimeZone)
	if err != nil {
		zone = a.session.Zone
	}
	start := i.Start.In(zone)
	out := start.Format("Mon 2 Jan 2006") + " " + a.hours(start, i.Duration) + " " + when.City(zone.String()) + " (" + when.Offset(start) + ")"
	if here := a.here(start); when.WallOf(here) != when.WallOf(start) {
		out += " · " + sameDay(here, start) + a.clock(here) + " " + when.City(a.session.Zone.String()) + " for you"
	}
	return out + " · " + when.Relative(a.here(start), a.now())
}

// effectSum counts what will happen: "1 Zoom meeting · 3 invitations".
func effectSum(effects []recruit.Effect) string {
	words := []struct {
		kind recruit.EffectKind
		noun string
	}{
		{recruit.ZoomCreate, "Zoom meeting"}, {recruit.ZoomUpdate, "change at Zoom"}, {recruit.ZoomDelete, "deletion at Zoom"},
		{recruit.MailInvite, "invitation"}, {recruit.MailUpdate, "update"}, {recruit.MailCancel, "withdrawal"}, {recruit.MailReminder, "reminder"},
	}
	var parts []string
	for _, w := range words {
		n := 0
		for _, e := range effects {
			if e.Kind == w.kind {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, counted(n, w.noun))
		}
	}
	if len(parts) == 0 {
		return "nothing outside; nobody was told of it yet"
	}
	return strings.Join(parts, " · ")
}

// mailText says what one person is told: "priya@example.com sees Tue 1 Dec
// 10:00–10:45 London".
func (a *App) mailText(r recruit.Record, e recruit.Effect) string {
	p, _ := r.Person(e.Target)
	out := text.Line(e.Target)
	if p.Name != "" {
		out += " (" + text.Line(p.Name) + ")"
	}
	if e.Kind == recruit.MailCancel {
		return out + " is told that it does not take place"
	}
	zone := a.session.Zone
	if loc, err := when.Zone(r.Interview.TimeZone); err == nil {
		zone = loc
	}
	if loc, err := when.Zone(p.TimeZone); p.TimeZone != "" && err == nil {
		zone = loc
	}
	start := r.Interview.Start.In(zone)
	out += " sees " + start.Format("Mon 2 Jan ") + a.hours(start, r.Interview.Duration) + " " + when.City(zone.String())
	if n := filesFor(r, p.Audience); n > 0 {
		out += ", " + counted(n, "file")
	}
	if p.Audience == recruit.ToPanel && r.Interview.InternalNote != "" {
		out += ", the internal note"
	}
	return out
}

// filesFor counts the files that an audience gets.
func filesFor(r recruit.Record, who recruit.Audience) int {
	n := 0
	for _, f := range r.Files {
		if f.Everyone || who == recruit.ToPanel {
			n++
		}
	}
	return n
}

func fileLines(r recruit.Record) []string {
	var out []string
	for _, f := range r.Files {
		out = append(out, fmt.Sprintf("%s, %s, %s", text.Line(f.Name), size(f.Size), audienceWord(f.Everyone)))
	}
	return out
}
