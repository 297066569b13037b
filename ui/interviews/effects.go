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

// SummaryState says in a sign and a word how an interview stands in a list.
func SummaryState(a *shell.App, i recruit.InterviewSummary) (theme.Tone, string) {
	state, words := wording.Summary(i, a.Session().Now())
	return state.Tone(), a.Styles().Mark(state) + " " + words
}
