package interviews

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// View draws the form, the preview or the progress, whichever it is time for.
func (s *schedule) View(maxW, maxH int) (string, *tea.Cursor) {
	w := min(maxW, scheduleWidth)
	inner, rows := shell.FrameSize(w, maxH)
	note := text.Line(s.facts.Profile.Candidate.Name) + " " + s.app.Styles().Signs.Dot + " " + text.Line(s.facts.Job.Title)
	switch s.stage {
	case previewed:
		body, seen := shell.Window(foreseenText(s.app, s.foreseen, inner), &s.scroll, rows-2)
		return s.app.FrameSeen("Schedule Interview Event", note, body, "esc back to the form     enter Send Invitation", seen, w, maxH), nil
	case looking:
		return s.app.Frame("Schedule Interview Event", note, s.app.Styles().Dim.Render(s.app.Styles().Signs.Waiting+" Working out what will happen"), "esc back to the form", w, maxH), nil
	case saving:
		return s.app.Frame("Schedule Interview Event", note, s.app.Styles().Signs.Waiting+" Saving", "", w, maxH), nil
	case followed:
		return s.app.Frame("Schedule Interview Event", note, s.progress.view(inner), s.progress.foot(), w, maxH), nil
	}
	body, at := s.form.View()
	foot := "esc close (kept)     ctrl+s preview and send"
	if s.form.State() != forms.Editing {
		foot = ""
	}
	head, above := s.head(inner), 0
	if head != "" {
		head, above = head+"\n", text.Height(head)
	}
	return s.app.FrameSeen("Schedule Interview Event", note, head+body, foot, forms.SightOf(s.form), w, maxH), shell.Offset(at, 2, 1+above)
}

// foreseenText says what a decision will make and who is told what: the
// preview before Send Invitation.
func foreseenText(a *shell.App, f recruit.Preview, w int) string {
	s, i := a.Styles(), f.Record.Interview
	var lines []string
	add := func(tone theme.Tone, words string) {
		for line := range strings.SplitSeq(a.Grid().Wrap(words, max(w, 10)), "\n") {
			lines = append(lines, s.Tone(tone).Render(line))
		}
	}
	lines = append(lines, s.Title.Render(a.Grid().Truncate(text.Line(i.Title), w)))
	add(theme.Plain, a.WhenText(i))
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
	ahead, waits := wording.Ahead(f)
	add(theme.Plain, ahead)
	for _, wait := range waits {
		add(theme.Warning, s.Signs.Warning+" "+wait)
	}
	for _, e := range f.Effects {
		if e.Kind.IsMail() {
			add(theme.Plain, "  "+a.Reader().MailText(f.Record, e))
		}
	}
	for _, file := range f.Record.Files {
		add(theme.Dim, "  "+wording.File(file))
	}
	lines = append(lines, "", s.Dim.Render("Nothing is saved or sent yet."))
	return strings.Join(lines, "\n")
}
