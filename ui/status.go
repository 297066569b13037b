package ui

import (
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
	return a.after(d, statusEnds{a.status.generation})
}

// SayError shows an error, if there is one.
func (a *App) SayError(err error) tea.Cmd {
	if err == nil {
		return nil
	}
	return a.Say(theme.Error, err.Error())
}

// statusLine draws the status into w cells.
func (a *App) statusLine(w int) string {
	if a.status.text == "" {
		return text.Spaces(w)
	}
	line := a.status.text
	if sign := a.styles.Sign(a.status.tone); sign != "" {
		line = sign + " " + line
	}
	return a.styles.Tone(a.status.tone).Render(text.Pad(line, w))
}

// footer packs the keys that work now into w cells.
func (a *App) footer(keys []Key, w int) string {
	items := make([]string, 0, len(keys))
	for _, k := range keys {
		if k.Why == "" && k.Enabled() && k.Help().Key != "" {
			items = append(items, a.styles.Key.Render(k.Help().Key)+" "+a.styles.Dim.Render(k.Help().Desc))
		}
	}
	return text.Pack(items, a.styles.Dim.Render(" "+a.styles.Signs.Dot+" "), w)
}
