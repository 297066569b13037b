package ui

import (
	"recruitty/recruit"
	"recruitty/ui/theme"
)

// concern says in a sign and a word what about a person's answer needs
// somebody.
func (a *App) concern(c recruit.Concern) (theme.Tone, string) {
	signs := a.styles.Signs
	switch c.Kind {
	case recruit.HasDeclined:
		return theme.Error, signs.Error + " declined"
	case recruit.HasProposed:
		return theme.Warning, signs.Warning + " other time?"
	}
	return theme.Warning, signs.Waiting + " no answer"
}

// concernHint is what helps to decide about it: the time that the person asks
// for, or when the interview is.
func (a *App) concernHint(r recruit.Record, c recruit.Concern) string {
	if c.Kind == recruit.HasProposed {
		return "asks for " + a.start(c.Move.Start)
	}
	return a.start(r.Interview.Start)
}
