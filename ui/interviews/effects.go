package interviews

import (
	"recruitty/recruit"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// This file puts signs beside the words that say what has really happened
// outside (R11).

// EffectState says how far an effect has come; see wording.Reader.
func EffectState(a *shell.App, e recruit.Effect, behind bool) (theme.Tone, string) {
	return a.Reader().EffectState(e, behind)
}

// AnswerOf says in a sign and a word what an invited person answered, and
// before that whether they were told at all.
func AnswerOf(a *shell.App, r recruit.Record, p recruit.Participant) (theme.Tone, string) {
	tone, answer := wording.AnswerOf(r, p)
	sign := shell.Signed(a, tone)
	switch answer {
	case wording.Unanswered:
		sign = a.Styles().Signs.Asked
	case wording.Untold: // nothing is on its way either
		sign = a.Styles().Signs.Dot
	}
	return tone, sign + " " + answer
}

// SummaryState says in a sign and a word how an interview stands in a list.
func SummaryState(a *shell.App, i recruit.InterviewSummary) (theme.Tone, string) {
	tone, state := wording.SummaryState(i, a.Session().Now())
	sign := shell.Signed(a, tone)
	switch {
	case tone == theme.Plain:
		sign = a.Styles().Signs.Bullet
	case tone == theme.Dim && i.Waiting == 0:
		sign = a.Styles().Signs.Dot
	}
	return tone, sign + " " + state
}
