package recruit

import "time"

// Activity is one line of the append-only log: what happened, who did it, when.
type Activity struct {
	ID          ActivityID
	At          time.Time
	ActorID     MemberID // 0 for recruitty itself
	Actor       string
	Action      string // such as "interview.rescheduled"
	CandidateID CandidateID
	JobID       JobID
	InterviewID InterviewID
	Text        string // a sentence in the past tense, of confirmed facts only
	// Candidate and Job are the names as they are now; filled when listed.
	Candidate, Job string
}

// ActivityFilter chooses lines, newest first.
type ActivityFilter struct {
	CandidateID CandidateID
	JobID       JobID
	InterviewID InterviewID
	ActorID     MemberID
	About       string // the part of Action before the dot, such as "member"
	Limit       int    // 0 means 200
	Before      ActivityID
}

// IfSaid is the line, or an empty one, which is left out, where it has nothing to
// say.
func (a Activity) IfSaid() Activity {
	if a.Text == "" {
		return Activity{}
	}
	return a
}
