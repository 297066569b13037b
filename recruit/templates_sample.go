package recruit

import "time"

// SampleRecord is a made-up interview by which templates can be looked at where
// there is no real one. Everything that a mail may say is in it.
func SampleRecord(organiser Member, now time.Time) Record {
	start := now.UTC().Truncate(24 * time.Hour).Add(3*24*time.Hour + 10*time.Hour)
	r := Record{
		Interview: Interview{
			Version: 1, UID: "sample@recruitty.example", Title: "Technical interview", Start: start, Duration: 45 * time.Minute,
			TimeZone: organiser.Location().String(), Platform: Zoom, Status: Scheduled,
			Description:  "We talk about a project of yours. Bring your questions.",
			InternalNote: "Ask about the year abroad.", CancelReason: "The opening is on hold.",
		},
		Candidate: Candidate{Name: "Alex Sample", Email: "alex@candidate.example"},
		Job:       Job{Title: "Software Engineer"},
		Organiser: organiser,
		People: []Participant{
			{Address: "alex@candidate.example", Name: "Alex Sample", Audience: ToCandidate},
			{Address: "jo@team.example", Name: "Jo Sample", Audience: ToPanel},
		},
		Files: []File{{Name: "Job description.pdf", Everyone: true}, {Name: "CV Sample.pdf"}},
	}
	r.Versions = []Version{{Number: 1, Kind: WasRescheduled, Start: start, Duration: r.Interview.Duration, Reason: "The room is taken."}}
	return r
}
