package board

import (
	"slices"
	"time"

	"recruitty/recruit"
)

// Wait is a reason why a candidate waits for the team, and not the team for them.
type Wait string

// The reasons, gravest first.
const (
	ForAnswer    Wait = "answer"     // someone who is invited asks, declines or sends another
	ForWord      Wait = "took_place" // an interview is over, and nobody said whether it took place
	ForFeedback  Wait = "feedback"   // a scorecard is missing
	ForDecision  Wait = "decision"   // their interviews are over, and they are where they were
	ForInterview Wait = "interview"  // none is planned
)

// Words is the reason as it stands beside a name.
func (w Wait) Words() string {
	switch w {
	case ForAnswer:
		return "answer needed"
	case ForWord:
		return "took place?"
	case ForFeedback:
		return "feedback due"
	case ForDecision:
		return "decision due"
	case ForInterview:
		return "nothing planned"
	}
	return ""
}

// Story is the reason in a sentence.
func (w Wait) Story() string {
	switch w {
	case ForAnswer:
		return "Someone invited declined, asked for another time or is sending someone else: it is our turn to answer."
	case ForWord:
		return "An interview is over, and nobody has recorded whether it took place."
	case ForFeedback:
		return "An interview is over, and a scorecard is missing."
	case ForDecision:
		return "The interviews in this stage are over: the next step needs to be decided."
	case ForInterview:
		return "No interview is planned."
	}
	return ""
}

// Interview is what a board knows of an interview for its job.
type Interview struct {
	ID         recruit.InterviewID
	Status     recruit.Status
	Start, End time.Time
	Unscored   int  // members of the panel whose scorecard is missing, those who do not come aside
	Doubtful   bool // an answer may need a person
	Answer     bool // one does; see NeedsAnswer
}

func (i Interview) ahead(now time.Time) bool {
	return i.Status == recruit.Scheduled && i.End.After(now)
}

// over reports whether it ended while someone was in a stage, and as far as anybody knows
// took place.
func (i Interview) over(since, now time.Time) bool {
	return (i.Status == recruit.Scheduled || i.Status == recruit.Completed) && !i.End.After(now) && i.End.After(since)
}

// NeedsAnswer reports whether an answer to an upcoming interview waits for us: any that needs a
// person, but for silence, by which we wait for them.
func NeedsAnswer(r recruit.Record, now time.Time) bool {
	return slices.ContainsFunc(r.ReplyIssues(now), func(c recruit.ReplyIssue) bool { return c.Kind != recruit.IsSilent })
}

// Waits says why someone in a stage waits for us. Nobody does once the job is closed or
// they are no longer a candidate. Interviews count that are ahead, or ended since they came
// to the stage: what was before was decided with that. whole says that all of their
// interviews are known; otherwise nothing is said of interviews that are not there. Behind
// the last interview, such as in an offer, the next step is theirs.
func Waits(stage string, p Person, closed, whole bool, now time.Time) []Wait {
	if closed || recruit.StageLost(stage) {
		return nil
	}
	var answer, word, feedback, ahead, over bool
	for _, i := range p.Interviews {
		switch {
		case i.ahead(now):
			ahead, answer = true, answer || i.Answer
		case i.over(p.Since, now):
			over, word, feedback = true, word || i.Status == recruit.Scheduled, feedback || i.Unscored > 0
		}
	}
	ours := whole && !recruit.StageOutcome(stage) && !ahead
	var out []Wait
	for _, w := range []struct {
		holds bool
		why   Wait
	}{
		{answer, ForAnswer},
		{word, ForWord},
		{feedback, ForFeedback},
		{ours && over && !word && !feedback, ForDecision},
		{ours && !over, ForInterview},
	} {
		if w.holds {
			out = append(out, w.why)
		}
	}
	return out
}
