package export

import "recruitty/recruit"

// Job is a job as exports write it.
type Job struct {
	ID             int64    `json:"id"`
	Title          string   `json:"title"`
	Department     string   `json:"department"`
	Location       string   `json:"location"`
	Status         string   `json:"status"`
	ExternalID     string   `json:"external_id"`
	ExternalSource string   `json:"external_source"`
	Stages         []string `json:"stages"`
	Candidates     int      `json:"candidates"` // linked
	Interviews     int      `json:"interviews"` // ahead
	CreatedAt      Time     `json:"created_at"`
	ClosedAt       Time     `json:"closed_at"`
	Description    string   `json:"description"`
}

// JobHeads are the columns of jobs.
func JobHeads() []string {
	return []string{"id", "title", "department", "location", "status", "external_id", "candidates", "interviews", "created_at", "closed_at", "description", "external_source", "stages"}
}

// OfJob is the job as exports write it.
func OfJob(j recruit.JobSummary) Job {
	ref := RefOfJob(j.Job)
	return Job{
		ID: int64(j.ID), Title: j.Title, Department: j.Department, Location: j.Location, Status: string(j.Status),
		ExternalID: ref.ExternalID, ExternalSource: ref.ExternalSource, Stages: append([]string{}, j.Stages...), Candidates: j.Candidates, Interviews: j.Interviews,
		CreatedAt: Instant(j.CreatedAt), ClosedAt: Instant(j.ClosedAt), Description: j.Description,
	}
}

// RefOfJob names a job as the records of an export do that belong to it.
func RefOfJob(j recruit.Job) JobRef {
	ref := JobRef{int64(j.ID), j.Title, j.ExternalID, j.ExternalSource}
	if ref.ExternalID == "" {
		ref.ExternalID = Key(ref.ID, j.CreatedAt)
	}
	return ref
}

// Row are the cells under JobHeads.
func (j Job) Row() []string {
	return []string{number(j.ID), j.Title, j.Department, j.Location, j.Status, j.ExternalID,
		number(j.Candidates), number(j.Interviews), j.CreatedAt.String(), j.ClosedAt.String(), j.Description, j.ExternalSource, list(j.Stages)}
}

// JobOf reads a row under the columns heads. wrong names the columns of which the
// cell cannot be read.
func JobOf(heads, cells []string) (j Job, wrong []string) {
	r := rowOf(heads, cells)
	j = Job{
		ID: r.number("id"), Title: r.text("title"), Department: r.text("department"), Location: r.text("location"), Status: r.text("status"),
		ExternalID: r.text("external_id"), ExternalSource: r.text("external_source"), Stages: parts(r.text("stages")),
		CreatedAt: r.time("created_at"), ClosedAt: r.time("closed_at"), Description: r.text("description"),
	}
	return j, r.wrong
}
