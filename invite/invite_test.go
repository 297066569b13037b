package invite

import (
	"testing"
	"time"
)

// sample is an ordinary invitation that tests change.
func sample() Invitation {
	start := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	return Invitation{
		Event:         Invited,
		Recipient:     Recipient{Person: Person{"Jane Doe", "jane@mail.example"}, Zone: "Europe/London", Audience: Candidate},
		UID:           "interview-7@corp.example",
		Stamp:         time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC),
		Times:         Times{start, start.Add(45 * time.Minute)},
		Zone:          "Europe/Berlin",
		Title:         "First interview: Product Designer",
		JobTitle:      "Product Designer",
		Company:       "Corp Ltd",
		CandidateName: "Jane Doe",
		Description:   "Portfolio walk-through, then questions.",
		InternalNote:  "Ask about the gap in 2024.",
		CandidateNote: "Bring one piece of work you are proud of.",
		Organizer:     Person{"Ana Müller", "ana@corp.example"},
		From:          Person{"Ana Müller", "ana@corp.example"},
		Attendees:     []Person{{"Jane Doe", "jane@mail.example"}, {"Bob O'Brien", "bob@corp.example"}},
		Platform:      "Zoom",
		JoinURL:       "https://zoom.example/j/98765432100?pwd=a1B2,c3;d4",
		MeetingID:     "987 6543 2100",
		Passcode:      "k7Rt2w",
		MessageID:     "m1@corp.example",
	}
}

func TestComposeSample(t *testing.T) {
	t.Parallel()
	message, err := Compose(sample())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s", message)
}
