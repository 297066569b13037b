package ui_test

import (
	"testing"
	"time"

	"recruitty/recruit"
)

// TestReports: from the list of reports over the figures of one and the rows behind a
// figure to the record, with another period and job.
func TestReports(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	firstOf(w.overbook(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Talk", Start: w.now.Add(48 * time.Hour),
		Duration: time.Hour, TimeZone: "Europe/Lisbon", Platform: recruit.Phone, Place: "+351 912 345 678", Participants: []string{"dana@acme.example"}}, 0))
	w.Press("6")
	w.Shows("Reports", "last 90 days", "Time to interview", "Median time from linking a candidate", "Nothing of this kind happened", "Press f for another period")
	w.Press("down")
	w.Shows("Scheduled", "By week: interviews")
	w.Press("enter")
	w.Shows("How much", "Scheduled", "rows behind it")
	w.Press("enter")
	w.Shows("Interviews: Scheduled", "Priya Raman", "When")
	w.Press("enter")
	w.Shows("Overview", "Priya Raman")
	w.Press("esc", "esc", "esc", "f")
	w.Shows("Which period?", "Last 30 days")
	w.put("1999-01-01 to 1999-12-31")
	w.Press("enter")
	w.Shows("Fri 1 Jan – Fri 31 Dec 1999", "Nothing of this kind happened")
	w.Press("/")
	w.Shows("Which job?", "All jobs")
	w.put("staff")
	w.Press("enter")
	w.Shows("Fri 1 Jan – Fri 31 Dec 1999, Staff Engineer, Storage")
}

// TestReportsOfAMember narrows reports to one person; those about candidates alone say that
// they cannot be.
func TestReportsOfAMember(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.Press("6", "p")
	w.Shows("Whose?", "Everybody")
	w.put("dana")
	w.Press("enter")
	w.Shows("last 90 days, Dana Ortiz")
	w.Press("end")
	w.Shows("is about candidates and cannot be filtered by")
	w.Press("p")
	w.put("every")
	w.Press("enter")
	w.Shows("1 (100 %)")
}

// TestReportsTeach: an empty workspace says what is counted, and where it comes from.
func TestReportsTeach(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.Press("6")
	w.Shows("Nothing of this kind happened", "Record on an interview's card")
	w.Press("end")
	w.Shows("No source recorded", "1 (100 %)")
	w.Press("enter")
	w.Shows("Applied")
}
