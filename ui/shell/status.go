package shell

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// How long the status line keeps what it says; warnings and errors take longer
// to read.
const (
	sayFor      = 4 * time.Second
	sayErrorFor = 12 * time.Second
)

// status is the one line above the footer.
type status struct {
	tone       theme.Tone
	text       string
	generation int
	within     Modal // the box one of whose keys it is about, with which it goes; nil for any other
}

// statusEnds takes a status away, unless a newer one came.
type statusEnds struct{ generation int }

// Say shows one sentence above the footer for a while. The tone is theme.OK for
// what was done, theme.Warning, theme.Error, or theme.Plain.
func (a *App) Say(tone theme.Tone, sentence string) tea.Cmd {
	a.dirty = true
	a.status = status{tone: tone, text: text.Line(sentence), generation: a.status.generation + 1}
	d := sayFor
	if tone == theme.Error || tone == theme.Warning {
		d = sayErrorFor
	}
	return a.After(d, statusEnds{a.status.generation})
}

// leave takes away what was said about a screen that someone turns away from.
// An error stays until its time is over.
func (a *App) leave() {
	if a.status.tone != theme.Error {
		a.status.text = ""
	}
}

// SayError shows an error, if there is one.
func (a *App) SayError(err error) tea.Cmd {
	if err == nil {
		return nil
	}
	return a.Say(theme.Error, err.Error())
}

// maxStatusLines is how much room a long sentence may take from the screen
// above it.
const maxStatusLines = 3

// putStatus draws the status over the last of lines, each w cells wide, and
// over more of them where one does not hold the sentence. Of a sentence longer than that,
// such as one with an address that was copied, the end is replaced by an ellipsis.
func (a *App) putStatus(lines []string, w int) {
	if a.status.text == "" {
		return
	}
	line := a.status.text
	if sign := a.styles.Sign(a.status.tone); sign != "" {
		line = sign + " " + line
	}
	rows := a.Grid().Paragraph(line, w, min(maxStatusLines, len(lines))) // what is cut says so
	rows = a.Grid().Fit(strings.Join(rows, "\n"), w, len(rows))
	for i, row := range rows {
		lines[len(lines)-len(rows)+i] = a.styles.Tone(a.status.tone).Render(row)
	}
}

// footer packs the keys that work now into w cells. Where not all of them fit, the way back
// and the key that shows the others are the last; they are never left out. A box has its way
// back at its own foot: what it can do besides goes before that.
func (a *App) footer(keys []Action, w int) string {
	var items, first, ways []string
	for _, k := range keys {
		if k.Key == "" || k.Why() != "" {
			continue
		}
		item := a.styles.Key.Render(k.Key) + " " + a.styles.Dim.Render(k.Help)
		items = append(items, item)
		if a.TopModal() == nil && leadsOn(k) {
			ways = append(ways, item)
		} else {
			first = append(first, item)
		}
	}
	sep := a.styles.Dim.Render(" " + a.styles.Signs.Dot + " ")
	g, tail := a.Grid(), strings.Join(ways, sep)
	if g.Width(strings.Join(items, sep)) <= w || len(ways) == 0 || len(first) == 0 || g.Width(tail) >= w {
		return g.Pack(items, sep, w)
	}
	return g.Pack(first, sep, w-g.Width(sep+tail)) + sep + tail
}

// leadsOn reports whether a key leads out of what is shown, or to all keys: whoever does not
// know the others needs these.
func leadsOn(k Action) bool {
	return k.Name == "app.keys" || k.Name == "app.back" || slices.Contains(k.Keystrokes(), "esc")
}

// Signed is the sign of a tone, or the one for what is still on its way.
func Signed(a *App, t theme.Tone) string {
	if sign := a.styles.Sign(t); sign != "" {
		return sign
	}
	return a.styles.Signs.Waiting
}
