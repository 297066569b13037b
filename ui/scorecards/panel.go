package scorecards

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/scorecards"
	"recruitty/ui/shell"
	"recruitty/ui/text"
)

// Text is the scorecards of a candidate for a job, the panel of each interview side by side,
// in w columns.
func Text(a *shell.App, d scorecards.Debrief, w int) string {
	st, g, now := a.Styles(), a.Grid(), a.Session().Now()
	if len(d.Sheets) == 0 {
		return NoneYet(a, w)
	}
	parts := []string{st.Title.Render(g.Truncate(text.Line(d.Job.Title), w)) + "  " + st.Dim.Render(fmt.Sprintf("%d of %d given", d.Given(), d.Awaited(now)))}
	for _, x := range slices.Backward(d.Sheets) {
		parts = append(parts, sheetText(a, x, w, now))
	}
	return strings.Join(parts, "\n\n")
}

// NoneYet says that there is nothing to look back on.
func NoneYet(a *shell.App, w int) string {
	return a.Styles().Dim.Render(a.Grid().Wrap("No scorecards yet. Once an interview has begun, its panel gives them here; S gives yours.", w))
}

// sheetText is one interview: a table of attributes and people, and the notes below.
func sheetText(a *shell.App, x scorecards.Sheet, w int, now time.Time) string {
	st, g := a.Styles(), a.Grid()
	lines := []string{st.Heading.Render(g.Truncate(text.Line(x.Interview.Title)+" "+st.Signs.Dot+" "+a.Stamp(x.Interview.Start), w))}
	seats := slices.DeleteFunc(slices.Clone(x.Seats), func(s scorecards.Seat) bool { return !s.Given && (!s.OnPanel || s.Absent || s.Left) })
	if len(seats) > 0 && (x.Begun(now) || x.Given() > 0) {
		lines = append(lines, table(a, x, seats, w)...)
	} else if !x.Begun(now) {
		lines = append(lines, st.Dim.Render("not yet"))
	}
	if x.Blind {
		lines = append(lines, st.Dim.Render(g.Wrap(scorecards.BlindWords, w)))
	}
	for _, c := range x.Cards {
		for _, note := range [][2]string{{"", c.Note}, {" (private)", c.Private}} {
			if note[1] != "" {
				lines = append(lines, g.Wrap(text.Line(c.Author)+note[0]+": "+text.Block(note[1]), w))
			}
		}
	}
	if x.Own.Version > 0 && !x.Own.Given() {
		lines = append(lines, st.Warning.Render(g.Wrap(st.Signs.Warning+" Your scorecard is begun and not given; S opens it.", w)))
	}
	if x.Own.Unread != "" {
		lines = append(lines, st.Warning.Render(g.Wrap(st.Signs.Warning+" Not understood in your email: "+text.Line(x.Own.Unread), w)))
	}
	if x.Guide != "" {
		lines = append(lines, st.Dim.Render("Interview guide"), g.Wrap(text.Block(x.Guide), w))
	}
	return strings.Join(lines, "\n")
}

// cellWidth is the room of one person in the table.
const cellWidth = 14

// table is attributes in rows and people in columns; as many people as there is room for, and
// the others below them.
func table(a *shell.App, x scorecards.Sheet, seats []scorecards.Seat, w int) []string {
	g, st := a.Grid(), a.Styles()
	label := min(24, max(w/3, 12))
	each := max((w-label)/(cellWidth+1), 1)
	var lines []string
	for len(seats) > 0 {
		these := seats[:min(each, len(seats))]
		seats = seats[len(these):]
		row := func(name string, cell func(scorecards.Seat) string, dim bool) {
			line := g.Pad(text.Line(name), label)
			for _, s := range these {
				line += " " + g.Pad(text.Line(cell(s)), cellWidth)
			}
			line = strings.TrimRight(line, " ")
			if dim {
				line = st.Dim.Render(line)
			}
			lines = append(lines, line)
		}
		row("", func(s scorecards.Seat) string { return s.Name }, true)
		row("Recommendation", func(s scorecards.Seat) string {
			c, seen := x.Card(s.Member)
			switch {
			case seen:
				return sign(a, c.Recommendation) + " " + c.Recommendation.Words()
			case s.Given:
				return "given"
			case x.Interview.Status == recruit.Cancelled || x.Interview.Status == recruit.NoShow:
				return "–"
			}
			return st.Signs.Warning + " missing"
		}, false)
		for _, name := range attributes(x) {
			row(name, func(s scorecards.Seat) string {
				c, _ := x.Card(s.Member)
				if r, ok := c.Rating(name); ok {
					return fmt.Sprintf("%d %s", r.Value, r.Word)
				}
				return "–"
			}, false)
		}
		row("Mean", func(s scorecards.Seat) string {
			c, _ := x.Card(s.Member)
			if mean, ok := c.Mean(); ok {
				return fmt.Sprintf("%.1f", mean)
			}
			return "–"
		}, true)
	}
	return lines
}

// attributes are those of the form, and behind them what cards were asked before.
func attributes(x scorecards.Sheet) []string {
	var all []string
	add := func(name string) {
		if !slices.ContainsFunc(all, func(n string) bool { return sanitize.Fold(n) == sanitize.Fold(name) }) {
			all = append(all, name)
		}
	}
	for _, at := range x.Form.Attributes {
		add(at.Name)
	}
	for _, c := range x.Cards {
		for _, r := range c.Ratings {
			add(r.Attribute)
		}
	}
	return all
}

// sign stands before a recommendation, so that none is told by colour alone.
func sign(a *shell.App, r scorecards.Recommendation) string {
	switch r {
	case scorecards.StrongYes:
		return "++"
	case scorecards.Yes:
		return "+"
	case scorecards.No:
		return "-"
	case scorecards.StrongNo:
		return "--"
	}
	return a.Styles().Signs.Dot
}
