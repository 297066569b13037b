package importer_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/importer"
)

// TestInterviewsOfACalendar holds what the events of a calendar become.
func TestInterviewsOfACalendar(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		lines string
		want  string // start, length, title, place and people; or a part of what is said
	}{
		{"SUMMARY:Talk\nDTSTART:20270310T100000Z\nDTEND:20270310T104500Z\nATTENDEE;CN=Dana:mailto:dana@example.com\nATTENDEE;CN=Ana:MAILTO:ana@example.com", "2027-03-10T10:00:00Z 45m0s Talk not named in the imported file ana@example.com dana@example.com"},
		{"SUMMARY:Talk\\, two\nDTSTART;TZID=W. Europe Standard Time:20270310T100000\nDURATION:PT1H\nATTENDEE:mailto:ana@example.com\nLOCATION:https://zoom.us/j/1\nBEGIN:VALARM\nSUMMARY:no\nEND:VALARM", "2027-03-10T09:00:00Z 1h0m0s Talk, two https://zoom.us/j/1 ana@example.com"},
		{"SUMMARY:Talk\nDTSTART:20270310T100000Z\nDURATION:PT30M\nRRULE:FREQ=DAILY\nATTENDEE:mailto:ana@ex\n ample.com\nATTENDEE;CUTYPE=ROOM;CN=Room 1:mailto:room@example.com", "repeats; only its first occurrence"},
		{"SUMMARY:Talk\nDTSTART;VALUE=DATE:20270310\nDURATION:PT30M\nATTENDEE:mailto:ana@example.com", "time is missing"},
		{"SUMMARY:Talk\nDTSTART:20270310T100000Z\nDURATION:PT30M", "lists no attendees"},
		{"SUMMARY:Talk\nDTSTART:20270310T100000Z\nDURATION:PT30M\nATTENDEE:mailto:stranger@example.com", "stranger@example.com"},
	} {
		w := &workspace{
			people: []recruit.Candidate{{ID: 1, Name: "Ana", Email: "ana@example.com"}}, jobs: []recruit.Job{{ID: 1, Title: "Chef", Status: recruit.JobOpen, Stages: recruit.DefaultStages()}},
			links: []recruit.Application{{ID: 1, CandidateID: 1, JobID: 1, Stage: "Applied"}}, team: []recruit.Member{{ID: 2, Name: "Dana", Email: "dana@example.com"}},
		}
		text := "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTIMEZONE\nTZID:x\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:1@x\n" + test.lines + "\nEND:VEVENT\nEND:VCALENDAR\n"
		r, err := service(w).Import(context.Background(), robin, importer.Interviews, importer.Text("a.ics", []byte(text)), importer.Options{})
		got := fmt.Sprint(err, r.Bad.Rows, r.Remarks.Rows)
		for _, c := range w.meets {
			got += fmt.Sprintf(" %s %s %s %s", c.Interview.Start.Format(time.RFC3339), c.Interview.Duration, c.Interview.Title, c.Interview.Place)
			for _, p := range c.People {
				got += " " + p.Address
			}
		}
		if !strings.Contains(got, test.want) {
			t.Errorf("%q: %s, want %s", test.lines, got, test.want)
		}
	}
	_, err := service(&workspace{}).Plan(context.Background(), importer.Candidates, importer.Text("a.ics", []byte("BEGIN:VCALENDAR\nEND:VCALENDAR\n")), importer.Options{})
	if err == nil || !strings.Contains(recruit.Sentence(err), "import interviews") {
		t.Errorf("a calendar of candidates gave %v", err)
	}
}

// TestOwnCalendars says what to import instead of a calendar that names nobody.
func TestOwnCalendars(t *testing.T) {
	t.Parallel()
	const own = "BEGIN:VCALENDAR\r\nPRODID:-//recruitty//EN\r\nBEGIN:VEVENT\r\nDTSTART:20261204T143000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
	_, err := service(&workspace{}).Plan(context.Background(), importer.Interviews, importer.Text("own.ics", []byte(own)), importer.Options{})
	if !errors.Is(err, recruit.ErrInvalid) || !strings.Contains(recruit.Sentence(err), "csv or json") {
		t.Error(err)
	}
}
