package ui

import (
	"recruitty/recruit"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// This file puts signs beside the words that say what has really happened
// outside (R11).

// effectState says how far an effect has come; see wording.Reader.
func (a *App) effectState(e recruit.Effect, behind bool) (theme.Tone, string) {
	return a.reader().EffectState(e, behind)
}

// signed is the sign of a tone, or the one for what is still on its way.
func (a *App) signed(t theme.Tone) string {
	if sign := a.styles.Sign(t); sign != "" {
		return sign
	}
	return a.styles.Signs.Waiting
}

// answerOf says in a sign and a word what an invited person answered, and
// before that whether they were told at all.
func (a *App) answerOf(r recruit.Record, p recruit.Participant) (theme.Tone, string) {
	tone, answer := wording.AnswerOf(r, p)
	sign := a.signed(tone)
	switch answer {
	case wording.Unanswered:
		sign = a.styles.Signs.Asked
	case wording.Untold: // nothing is on its way either
		sign = a.styles.Signs.Dot
	}
	return tone, sign + " " + answer
}

// summaryState says in a sign and a word how an interview stands in a list.
func (a *App) summaryState(i recruit.InterviewSummary) (theme.Tone, string) {
	tone, state := wording.SummaryState(i, a.session.Now())
	sign := a.signed(tone)
	switch {
	case tone == theme.Plain:
		sign = a.styles.Signs.Bullet
	case tone == theme.Dim && i.Waiting == 0:
		sign = a.styles.Signs.Dot
	}
	return tone, sign + " " + state
}
