package week

import (
	"fmt"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/week"
	"recruitty/ui/interviews/daystrip"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// A cell is one line of a day: its words and their tone.
type cell struct {
	words string
	tone  theme.Tone
	fill  string // what the rest of the cell is filled with, "" for blanks
}

// ascii reports whether the terminal draws no other signs.
func (s *screen) ascii() bool { return s.app.Styles().Box.TopLeft == "+" }

// word says a mark where there is room for words.
func word(m week.Mark) string {
	//exhaustive:enforce
	switch m {
	case week.Free:
		return ""
	case week.Soft:
		return "soft"
	case week.Busy:
		return "busy"
	case week.Interview:
		return "interview"
	case week.Lunch:
		return "lunch"
	case week.Outside:
		return ""
	case week.Away:
		return "off"
	case week.Holiday:
		return "holiday"
	case week.Unknown:
		return "unknown"
	default:
		return ""
	}
}

// ofMark is a cell of one person's time, with its word where that fits into w cells; the
// signs are explained below the week.
func (s *screen) ofMark(m week.Mark, w int) cell {
	sign, tone := daystrip.Letter(m, s.ascii())
	c := cell{words: sign, tone: tone}
	if name := word(m); name != "" && s.app.Grid().Width(sign+" "+name) <= w {
		c.words += " " + name
	}
	if m == week.Outside {
		c.fill = sign
	}
	return c
}

// ofTally is a cell of several people's time.
func (s *screen) ofTally(t week.Tally, w int) cell {
	taken := t.Busy + t.Interviews + t.Soft
	switch {
	case t.People == 0:
		return cell{}
	case t.Off == t.People:
		return s.ofMark(week.Outside, w)
	case t.Unknowns > 0 && t.Unknowns == t.People-t.Off:
		return s.ofMark(week.Unknown, w)
	case taken == 0:
		return s.counted(week.Free, "free", t.Free, t, w)
	case t.Busy+t.Interviews == 0:
		return s.counted(week.Soft, "soft", taken, t, w)
	}
	return s.counted(week.Busy, "busy", taken, t, w)
}

// counted is a cell that counts people, in as many words as there is room for. Of how many
// nothing is known is always said (R13).
func (s *screen) counted(m week.Mark, name string, n int, t week.Tally, w int) cell {
	sign, tone := daystrip.Letter(m, s.ascii())
	c := cell{tone: tone}
	for _, form := range []string{"%s " + name + " %d of %d", "%s %d/%d", "%s%d/%d"} {
		c.words = fmt.Sprintf(form, sign, n, t.People)
		if t.Unknowns > 0 {
			if strings.Contains(form, "%s ") {
				c.words += " "
			}
			c.words += fmt.Sprintf("?%d", t.Unknowns)
		}
		if s.app.Grid().Width(c.words) <= w {
			return c
		}
	}
	if t.Unknowns > 0 {
		c.words = fmt.Sprintf("%s%d?%d", sign, n, t.Unknowns)
	}
	return c
}

// interviewSign is how an interview stands, in a sign with its tone.
func (s *screen) interviewSign(i recruit.InterviewSummary) (string, theme.Tone) {
	signs := s.app.Styles().Signs
	tone, _ := wording.SummaryState(i, s.app.Session().Now())
	switch {
	case tone == theme.Error:
		return signs.Warning, tone
	case i.Status == recruit.NoShow:
		return signs.Error, theme.Warning
	case i.Status == recruit.Completed:
		return signs.OK, theme.OK
	case tone == theme.Warning:
		return signs.Asked, tone
	case i.Waiting > 0:
		return signs.Waiting, theme.Accent
	}
	return signs.Bullet, theme.Accent
}

// ofInterview names an interview, as far as there is room: whom, who, and what.
func (s *screen) ofInterview(i recruit.InterviewSummary, more, w int) cell {
	sign, tone := s.interviewSign(i)
	tail := ""
	if more > 0 {
		tail = fmt.Sprintf(" +%d", more)
	}
	room := w - s.app.Grid().Width(sign) - 1 - len(tail)
	name, dot := text.Line(i.CandidateName), " "+s.app.Styles().Signs.Dot+" "
	panel := make([]string, 0, len(i.PanelNames))
	for _, p := range i.PanelNames {
		panel = append(panel, wording.FirstName(p))
	}
	with := strings.Join(panel, ", ")
	first := wording.FirstName(i.CandidateName)
	if with != "" && !s.whose.Own() {
		first, name = first+dot+with, name+dot+with
	} else if i.Duration <= time.Duration(s.grid.step)*time.Minute { // else the next line says it
		name += dot + text.Line(i.Title)
	}
	if s.app.Grid().Width(name) > room {
		name = first
	}
	return cell{words: sign + " " + s.app.Grid().Truncate(name, max(room, 1)) + tail, tone: tone}
}

// render draws a cell into w cells of the terminal.
func (s *screen) render(c cell, w int, chosen bool) string {
	st, g := s.app.Styles(), s.app.Grid()
	words := g.Truncate(c.words, w)
	if c.fill != "" {
		if spare := w - g.Width(words); spare > 0 {
			words += strings.Repeat(c.fill, spare)
		}
	}
	words = g.Pad(words, w)
	if chosen {
		return st.Selected.Render(words)
	}
	if c.tone == theme.Plain {
		return words
	}
	return st.Tone(c.tone).Render(words)
}

func join(lines []string) string { return strings.Join(lines, "\n") }
