package outbox

import (
	"context"

	"recruitty/recruit"
	"recruitty/ui/interviews"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// detail asks what the pane beside the outbox says about one thing in it: what it is, why it
// waits and what can be done. All of it is in the list but the interview.
func (s *outboxScreen) detail(string) shell.Question {
	a, svc := s.App, s.App.Services()
	e := s.chosen()
	return shell.Ask(func(ctx context.Context) (recruit.Record, error) { return svc.Store.Record(ctx, e.InterviewID) }, func(r recruit.Record) shell.Detail {
		tries := ""
		if e.Attempts > 0 {
			tries = "Tried " + times(e.Attempts) + "."
		}
		about := interviews.PaneSections(a, r)[:2]
		about[0].Heading = wording.Joined(" "+a.Styles().Signs.Dot+" ", text.Line(r.Candidate.Name), text.Line(r.Interview.Title))
		state := s.state(e)
		return shell.Detail{Title: recruit.Capital(wording.EffectName(e.Effect)), About: func(c recruit.Change) bool { return c.Interview == e.InterviewID },
			Sections: append([]shell.PaneSection{
				{Lines: func(w int) []string { return a.Toned(state, w) }},
				a.Texts("", tries),
				a.Texts("What to do", s.helps()...),
			}, about...)}
	})
}

// state says how far an effect has come and why, whole.
func (s *outboxScreen) state(e recruit.OpenEffect) shell.Saying {
	behind := false
	for _, other := range s.all {
		behind = behind || other.InterviewID == e.InterviewID && other.Kind.IsZoom()
	}
	tone, state := interviews.EffectState(s.App, e.Effect, behind && e.Kind.AwaitsZoom())
	return shell.Saying{Tone: tone, Words: shell.Signed(s.App, tone) + " " + recruit.Capital(state)}
}

// helps are the keys that do something about the chosen effect now.
func (s *outboxScreen) helps() (keys []string) {
	for _, k := range s.App.Present(s.actions()) {
		if k.Row && k.Why() == "" {
			keys = append(keys, k.Key+"  "+k.Help)
		}
	}
	if len(keys) == 0 {
		return []string{shell.First(s.held(), s.busy(), s.App.Forbidden(recruit.ToSchedule), "Nothing; it continues on its own.")}
	}
	return keys
}

// times counts attempts.
func times(n int) string {
	if n == 1 {
		return "once"
	}
	return wording.Counted(n, "time")
}
