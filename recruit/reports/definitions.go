// Package reports counts what has happened in a workspace: how long until the first
// interview, what became of interviews, who answered, who interviews how much, and how far
// applications come. Each report says what it counts, and each figure has the rows behind
// it. What is counted is chosen by the store; this package counts it.
package reports

import (
	"slices"
	"strings"

	"recruitty/recruit"
)

// Name is by which a report is asked for.
type Name string

// The reports.
const (
	TimeToInterview     Name = "time-to-interview"
	Interviews          Name = "interviews"
	Reschedules         Name = "reschedules"
	RescheduleReasons   Name = "reschedule-reasons"
	Cancellations       Name = "cancellations"
	CancellationReasons Name = "cancellation-reasons"
	Answers             Name = "answers"
	Declines            Name = "declines"
	Load                Name = "load"
	NoShows             Name = "no-shows"
	FeedbackDelay       Name = "feedback-delay"
	Funnel              Name = "funnel"
	FunnelJobs          Name = "funnel-jobs"
	FunnelSources       Name = "funnel-sources"
)

// Unit is what a figure is measured in.
type Unit string

// The units.
const (
	Count Unit = "count" // how many
	Days  Unit = "days"  // how many, and the median time in days
	Hours Unit = "hours" // how many, and the sum of their time in hours
	Share Unit = "share" // of how many it is true
	Stage Unit = "stage" // how many, of those of the first stage
)

// Definition says what a report counts.
type Definition struct {
	Name     Name
	Title    string
	Unit     Unit
	Sentence string // what is counted, and by which day
	Rows     string // what the rows behind a figure are
	ByMember bool   // it can be narrowed to a member
	Series   bool   // its rows are spread over the weeks of the period
}

// All are the reports, in the order in which they are listed.
func All() []Definition {
	return []Definition{
		{TimeToInterview, "Time to interview", Days, "Median time from linking a candidate to a job until their first interview for it that took place; counts first interviews in the period.", "interviews", true, true},
		{Interviews, "Interviews", Count, "Interviews scheduled, rescheduled or cancelled in the period, and the outcomes of those that begin in it; changes that were undone do not count.", "interviews", true, true},
		{Reschedules, "Moved, by side", Count, "Reschedules in the period: by the candidate if their latest answer was no or asked for another time, otherwise by us.", "changes of interviews", true, true},
		{RescheduleReasons, "Moved, by reason", Count, "Reschedules in the period by the reason given.", "changes of interviews", true, true},
		{Cancellations, "Cancelled, by side", Count, "Cancellations in the period: by the candidate if their latest answer was no or asked for another time, otherwise by us.", "changes of interviews", true, true},
		{CancellationReasons, "Cancelled, by reason", Count, "Cancellations in the period by the reason given.", "changes of interviews", true, true},
		{Answers, "Answers", Days, "People invited to interviews that begin in the period, by their latest answer, and the median time they took to answer; imported interviews are not counted.", "invited people", true, true},
		{Declines, "Declines per member", Count, "Interviewers who declined interviews that begin in the period, by their latest answer, including those who were replaced.", "invited people", true, true},
		{Load, "Load per interviewer", Hours, "Interviews in the period with the member on the panel, and their total length; cancelled ones are not counted.", "interviews", true, true},
		{NoShows, "No-shows", Share, "Interviews in the period that the candidate did not attend, out of all with a recorded outcome.", "interviews", true, true},
		{FeedbackDelay, "Feedback delay", Days, "Median time from the end of an interview in the period until a member's scorecard was first given; withdrawn scorecards are not counted, and one given before the end counts as no time.", "scorecards", true, true},
		{Funnel, "Funnel", Stage, "Candidates linked to a job in the period who have reached each stage; stages with the same name in several jobs are counted together.", "candidates of jobs", false, false},
		{FunnelJobs, "Funnel by job", Stage, "Candidates linked to a job in the period who have reached each of its stages.", "candidates of jobs", false, false},
		{FunnelSources, "Funnel by source", Stage, "Candidates linked to a job in the period who have reached each stage, by the candidate's source.", "candidates of jobs", false, false},
	}
}

// Named finds a report, by its beginning too.
func Named(typed string) (Definition, error) {
	wanted := strings.ToLower(strings.TrimSpace(typed))
	var found []Definition
	var names []string
	for _, d := range All() {
		if string(d.Name) == wanted {
			return d, nil
		}
		if wanted != "" && strings.HasPrefix(string(d.Name), wanted) {
			found = append(found, d)
		}
		names = append(names, string(d.Name))
	}
	if len(found) == 1 {
		return found[0], nil
	}
	return Definition{}, recruit.Invalid("report", "There is no report %q; the reports are %s.", recruit.Shorten(typed), strings.Join(names, ", "))
}

// Seen are the reports that a member may have.
func Seen(actor recruit.Member) []Definition {
	if actor.SeesAll() {
		return All()
	}
	return slices.DeleteFunc(All(), func(d Definition) bool { return d.Name != Load })
}
