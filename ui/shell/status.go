package shell

import (
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

// leave takes away what was said about a screen that somebody turns away from.
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
// over more of them where one does not hold the sentence.
func (a *App) putStatus(lines []string, w int) {
	if a.status.text == "" {
		return
	}
	line := a.status.text
	if sign := a.styles.Sign(a.status.tone); sign != "" {
		line = sign + " " + line
	}
	rows := strings.Split(a.Grid().Wrap(line, w), "\n")
	rows = a.Grid().Fit(strings.Join(rows, "\n"), w, min(len(rows), maxStatusLines, len(lines)))
	for i, row := range rows {
		lines[len(lines)-len(rows)+i] = a.styles.Tone(a.status.tone).Render(row)
	}
}

// footer packs the keys that work now into w cells. Where not all of them fit,
// the one that shows the others is the last.
func (a *App) footer(keys []Action, w int) string {
	items := make([]string, 0, len(keys))
	help := -1
	for _, k := range keys {
		if k.Key != "" && k.Why() == "" {
			if k.Name == "app.keys" {
				help = len(items)
			}
			items = append(items, a.styles.Key.Render(k.Key)+" "+a.styles.Dim.Render(k.Help))
		}
	}
	sep := a.styles.Dim.Render(" " + a.styles.Signs.Dot + " ")
	if help <= 0 || a.Grid().Width(strings.Join(items[:help+1], sep))+2 <= w {
		return a.Grid().Pack(items, sep, w)
	}
	tail := sep + items[help]
	return a.Grid().Pack(items[:help], sep, w-a.Grid().Width(tail)) + tail
}

// Signed is the sign of a tone, or the one for what is still on its way.
func Signed(a *App, t theme.Tone) string {
	if sign := a.styles.Sign(t); sign != "" {
		return sign
	}
	return a.styles.Signs.Waiting
}
