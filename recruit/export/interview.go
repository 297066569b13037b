package export

import (
	"time"

	"recruitty/recruit"
)

// Interview is an interview as exports write it.
type Interview struct {
	ID              int64     `json:"id"`
	Status          string    `json:"status"`
	Title           string    `json:"title"`
	Description     string    `json:"description"`
	InternalNote    string    `json:"internal_note"`
	Candidate       Candidacy `json:"candidate"`
	Job             JobRef    `json:"job"`
	Organiser       Person    `json:"organiser"`
	Interviewers    []Invited `json:"interviewers"`
	Start           Time      `json:"start"`
	End             Time      `json:"end"`
	DurationMinutes int64     `json:"duration_minutes"`
	TimeZone        string    `json:"time_zone"`
	Platform        string    `json:"platform"`
	Place           string    `json:"place"`
	JoinURL         string    `json:"join_url"`
	CancelReason    string    `json:"cancel_reason"`
	ExternalID      string    `json:"external_id"`
	ExternalSource  string    `json:"external_source"`
	CreatedAt       Time      `json:"created_at"`
}

// Candidacy is whom an interview is with.
type Candidacy struct {
	ID             int64  `json:"id"`
	Name           string `json:"name"`
	Email          string `json:"email"`
	ExternalID     string `json:"external_id"`
	ExternalSource string `json:"external_source"`
	Answer         string `json:"answer"`
}

// Person is someone with an address.
type Person struct {
	ID    int64  `json:"id"`
	Name  string `json:"name"`
	Email string `json:"email"`
}

// Invited is someone who interviews, and what they answered.
type Invited struct {
	Name   string `json:"name"`
	Email  string `json:"email"`
	Answer string `json:"answer"`
}

// InterviewHeads are the columns of interviews.
func InterviewHeads() []string {
	return []string{"id", "status", "start", "end", "minutes", "time_zone", "title", "candidate", "job", "organiser", "panel", "platform", "place", "join_url", "description",
		"candidate_email", "candidate_external_id", "candidate_external_source", "candidate_answer", "job_external_id", "job_external_source", "organiser_email", "interviewers",
		"internal_note", "cancel_reason", "external_id", "external_source", "created_at"}
}

// OfInterview is the interview as exports write it.
func OfInterview(r recruit.Record) Interview {
	i := r.Interview
	out := Interview{
		ID: int64(i.ID), Status: string(i.Status), Title: i.Title, Description: i.Description, InternalNote: i.InternalNote,
		Candidate: Candidacy{ID: int64(r.Candidate.ID), Name: r.Candidate.Name, Email: r.Candidate.Email, Answer: string(recruit.NoAnswer)},
		Job:       RefOfJob(r.Job), Organiser: Person{int64(r.Organiser.ID), r.Organiser.Name, r.Organiser.Email}, Interviewers: []Invited{},
		Start: Instant(i.Start), End: Instant(i.End()), DurationMinutes: int64(i.Duration / time.Minute), TimeZone: i.TimeZone,
		Platform: string(i.Platform), Place: i.Place, JoinURL: i.JoinURL(), CancelReason: i.CancelReason,
		ExternalID: i.ExternalID, ExternalSource: i.ExternalSource, CreatedAt: Instant(i.CreatedAt),
	}
	if out.ExternalID == "" {
		out.ExternalID = Key(out.ID, i.CreatedAt)
	}
	out.Candidate.ExternalID, out.Candidate.ExternalSource = numberOf(r.Candidate)
	for _, p := range r.Invited() {
		if p.Audience == recruit.ToCandidate {
			out.Candidate.Answer = string(p.Answer)
		} else {
			out.Interviewers = append(out.Interviewers, Invited{p.Name, p.Address, string(p.Answer)})
		}
	}
	return out
}

// Row are the cells under InterviewHeads.
func (i Interview) Row() []string {
	panel := make([]string, len(i.Interviewers))
	for n, p := range i.Interviewers {
		if panel[n] = p.Name; p.Name == "" {
			panel[n] = p.Email
		}
	}
	return []string{number(i.ID), i.Status, i.Start.String(), i.End.String(), number(i.DurationMinutes), i.TimeZone, i.Title, i.Candidate.Name, i.Job.Title, i.Organiser.Name,
		list(panel), i.Platform, i.Place, i.JoinURL, i.Description, i.Candidate.Email, i.Candidate.ExternalID, i.Candidate.ExternalSource, i.Candidate.Answer,
		i.Job.ExternalID, i.Job.ExternalSource, i.Organiser.Email, structured(i.Interviewers), i.InternalNote, i.CancelReason, i.ExternalID, i.ExternalSource, i.CreatedAt.String()}
}

// InterviewOf reads a row under the columns heads. wrong names the columns of
// which the cell cannot be read.
func InterviewOf(heads, cells []string) (i Interview, wrong []string) {
	r := rowOf(heads, cells)
	i = Interview{
		ID: r.number("id"), Status: r.text("status"), Title: r.text("title"), Description: r.text("description"), InternalNote: r.text("internal_note"),
		Candidate: Candidacy{Name: r.text("candidate"), Email: r.text("candidate_email"), ExternalID: r.text("candidate_external_id"),
			ExternalSource: r.text("candidate_external_source"), Answer: r.text("candidate_answer")},
		Job:       JobRef{Title: r.text("job"), ExternalID: r.text("job_external_id"), ExternalSource: r.text("job_external_source")},
		Organiser: Person{Name: r.text("organiser"), Email: r.text("organiser_email")}, Interviewers: structure[Invited](r, "interviewers"),
		Start: r.time("start"), End: r.time("end"), DurationMinutes: r.number("minutes"), TimeZone: r.text("time_zone"),
		Platform: r.text("platform"), Place: r.text("place"), JoinURL: r.text("join_url"), CancelReason: r.text("cancel_reason"),
		ExternalID: r.text("external_id"), ExternalSource: r.text("external_source"), CreatedAt: r.time("created_at"),
	}
	return i, r.wrong
}
