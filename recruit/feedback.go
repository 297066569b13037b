package recruit

import (
	"slices"
	"time"
)

// SettingBlind is "off" where a panel reads its scorecards before its own are given. The
// store goes by it.
const SettingBlind = "scorecards.blind"

// WantsFeedback reports whether the scorecard of a participant is awaited at now: the
// interview has ended and, as far as anybody knows, took place, and they are a member of its
// panel who did not say that they would not come.
func (r Record) WantsFeedback(p Participant, now time.Time) bool {
	i := r.Interview
	return (i.Status == Scheduled || i.Status == Completed) && !i.End().After(now) && p.Audience == ToPanel && p.RemovedAt.IsZero() &&
		p.MemberID != 0 && !p.Answer.Absent() && slices.Contains(r.Unscored, p.MemberID)
}

// AsksFeedback reports whether a request for feedback still has its point at now.
func (r Record) AsksFeedback(e Effect, now time.Time) bool {
	p, known := r.Person(e.Target)
	return known && r.WantsFeedback(p, now)
}
