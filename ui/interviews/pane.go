package interviews

import (
	"context"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// mostTrouble is how much of what is open about an interview a pane says; the card and the
// interview's page have all of it.
const mostTrouble = 4

// PaneSections are what a pane says about an interview: when and where, who takes part,
// and what is open.
func PaneSections(a *shell.App, r recruit.Record) []shell.PaneSection {
	sections := []shell.PaneSection{
		{Heading: "", Lines: func(w int) []string { return whenAndWhere(a, r, w) }},
		{Heading: "", Lines: func(w int) []string { return AttendeeLines(a, r, w) }},
	}
	return append(sections, shell.PaneSection{Lines: func(w int) []string { return troubleIn(a, r, w) }})
}

// whenAndWhere says it in a few lines.
func whenAndWhere(a *shell.App, r recruit.Record, w int) []string {
	i, s, g := r.Interview, a.Styles(), a.Grid()
	here := a.Here(i.Start)
	dot := " " + s.Signs.Dot + " "
	lines := []string{s.Title.Render(g.Truncate(timeparse.Day(here, a.Now())+"  "+a.Hours(here, i.Duration), w))}
	where := i.Platform.Label()
	if i.Meeting != nil {
		where += " " + wording.MeetingNumber(i.Meeting.ID)
	} else if i.Place != "" {
		where = wording.Joined(dot, where, wording.Masked(text.Line(i.Place)))
	}
	there := a.Elsewhere(i.Start, r.Candidate.Location(), r.Candidate.Name)
	for _, part := range []string{wording.Joined(dot, timeparse.Relative(here, a.Now()), there), where} {
		for line := range strings.SplitSeq(g.Wrap(part, w), "\n") {
			lines = append(lines, s.Dim.Render(line))
		}
	}
	return lines
}

// troubleIn is what is open, wrapped, and how much more there is.
func troubleIn(a *shell.App, r recruit.Record, w int) (lines []string) {
	all := Trouble(a, r, nil)
	for _, t := range all[:min(len(all), mostTrouble)] {
		lines = append(lines, a.Toned(t, w)...)
	}
	if n := len(all) - mostTrouble; n > 0 {
		lines = append(lines, a.Styles().Dim.Render("and "+wording.Grouped(n)+" more"))
	}
	return lines
}

// detail asks what the pane beside the list of interviews says about one.
func (s *interviewsScreen) detail(key string) shell.Question {
	a, svc, id := s.App, s.App.Services(), shell.IDOf[recruit.InterviewID](key)
	return shell.Ask(func(ctx context.Context) (recruit.Record, error) { return svc.Store.Record(ctx, id) }, func(r recruit.Record) shell.Detail {
		return shell.Detail{Title: r.Candidate.Name, Right: shell.Saying{Words: wording.Status(r.Interview.Status), Tone: wording.Dim},
			Under: wording.Joined(" "+a.Styles().Signs.Dot+" ", r.Interview.Title, r.Job.Title),
			About: func(c recruit.Change) bool { return c.Interview == id },
			Sections: append(PaneSections(a, r),
				a.Texts("Description", r.Interview.Description), a.Texts("For the panel only", r.Interview.InternalNote), fileLines(a, r.Files))}
	})
}

// fileLines are files with who gets them.
func fileLines(a *shell.App, files []recruit.File) shell.PaneSection {
	return shell.PaneSection{Heading: "Files", Lines: func(w int) (lines []string) {
		for _, f := range files {
			lines = append(lines, a.Grid().Truncate(text.Line(f.Name)+a.Styles().Dim.Render("  "+recruit.Size(f.Size)+", "+wording.Audience(f.Everyone)), w))
		}
		return lines
	}}
}
