package ui

import (
	"recruitty/recruit"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// This file puts signs beside the words that say what has really happened
// outside (R11).

// effectState says how far an effect has come; see wording.Reader.
func effectState(a *App, e recruit.Effect, behind bool) (theme.Tone, string) {
	return a.reader().EffectState(e, behind)
}

// answerOf says in a sign and a word what an invited person answered, and
// before that whether they were told at all.
func answerOf(a *App, r recruit.Record, p recruit.Participant) (theme.Tone, string) {
	tone, answer := wording.AnswerOf(r, p)
	sign := signed(a, tone)
	switch answer {
	case wording.Unanswered:
		sign = a.Styles().Signs.Asked
	case wording.Untold: // nothing is on its way either
		sign = a.Styles().Signs.Dot
	}
	return tone, sign + " " + answer
}

// summaryState says in a sign and a word how an interview stands in a list.
func summaryState(a *App, i recruit.InterviewSummary) (theme.Tone, string) {
	tone, state := wording.SummaryState(i, a.Session().Now())
	sign := signed(a, tone)
	switch {
	case tone == theme.Plain:
		sign = a.Styles().Signs.Bullet
	case tone == theme.Dim && i.Waiting == 0:
		sign = a.Styles().Signs.Dot
	}
	return tone, sign + " " + state
}
