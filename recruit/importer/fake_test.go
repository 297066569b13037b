package importer_test

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/importer"
)

// workspace keeps jobs, candidates and links in memory, as far as importing
// asks for them.
type workspace struct {
	jobs    []recruit.Job
	people  []recruit.Candidate
	notes   []recruit.Note
	numbers []recruit.CandidateNumber
	links   []recruit.Application
	team    []recruit.Member
	meets   []recruit.Commit
	log     []recruit.Activity
	writes  int
	undone  []recruit.BatchID
	files   map[string]recruit.CandidateID // attached, by name
	texts   map[recruit.JobID]recruit.File
	// race is added behind the plan's back, before the first write.
	race []recruit.Candidate
}

var missing = recruit.NotFound("There is none.")

func (w *workspace) byEmail(email string) (recruit.Candidate, error) {
	for _, c := range w.people {
		if email != "" && (strings.EqualFold(c.Email, email) || slices.Contains(c.Emails, email)) {
			return c, nil
		}
	}
	return recruit.Candidate{}, missing
}

func (w *workspace) Candidate(_ context.Context, id recruit.CandidateID) (recruit.Candidate, error) {
	if id < 1 || int(id) > len(w.people) {
		return recruit.Candidate{}, missing
	}
	return w.people[id-1], nil
}

func (w *workspace) Job(_ context.Context, id recruit.JobID) (recruit.Job, error) {
	if id < 1 || int(id) > len(w.jobs) {
		return recruit.Job{}, missing
	}
	return w.jobs[id-1], nil
}

func (w *workspace) Profile(_ context.Context, id recruit.CandidateID) (recruit.Profile, error) {
	p := recruit.Profile{Candidate: w.people[id-1]}
	for _, a := range w.links {
		if a.CandidateID == id {
			p.Applications = append(p.Applications, a)
		}
	}
	for _, n := range w.notes {
		if n.CandidateID == id {
			p.Notes = append(p.Notes, n)
		}
	}
	return p, nil
}

func (w *workspace) BeginImport(_ context.Context, _ recruit.Import, log func(recruit.BatchID, bool) recruit.Activity) (recruit.Begun, error) {
	w.writes++
	w.people = append(w.people, w.race...)
	w.race = nil
	w.log = append(w.log, log(7, false))
	return recruit.Begun{ID: 7, Release: func() {}}, nil
}

func (w *workspace) Unfinished(context.Context, string, string) (recruit.BatchID, error) {
	return 0, nil
}

func (w *workspace) EndImport(_ context.Context, _ recruit.BatchID, _ bool, log recruit.Activity) error {
	w.log = append(w.log, log)
	return nil
}

func (w *workspace) ImportBrought(context.Context, recruit.BatchID, string) ([]recruit.IDRange, error) {
	return nil, nil
}

func (w *workspace) ImportJobs(_ context.Context, _ recruit.BatchID, jobs []recruit.Job) (done []recruit.Imported[recruit.JobID], err error) {
	for _, j := range jobs {
		j.ID = recruit.JobID(len(w.jobs) + 1)
		w.jobs = append(w.jobs, j)
		done = append(done, recruit.Imported[recruit.JobID]{ID: j.ID, Added: true})
	}
	return done, nil
}

func (w *workspace) ImportCandidates(ctx context.Context, _ recruit.BatchID, people []recruit.NewCandidate) (done []recruit.Imported[recruit.CandidateID], err error) {
	for _, c := range people {
		if known, err := w.byEmail(c.Email); err == nil {
			done = append(done, recruit.Imported[recruit.CandidateID]{ID: known.ID})
			continue
		}
		c.ID = recruit.CandidateID(len(w.people) + 1)
		w.people = append(w.people, c.Candidate)
		for _, n := range c.Notes {
			n.CandidateID = c.ID
			w.notes = append(w.notes, n)
		}
		done = append(done, recruit.Imported[recruit.CandidateID]{ID: c.ID, Added: true})
	}
	return done, nil
}

func (w *workspace) ImportApplications(_ context.Context, _ recruit.BatchID, links []recruit.Application) (done []recruit.Imported[recruit.ApplicationID], err error) {
	for _, a := range links {
		if at := slices.IndexFunc(w.links, func(o recruit.Application) bool { return o.CandidateID == a.CandidateID && o.JobID == a.JobID }); at >= 0 {
			w.links[at].ExternalID = cmp.Or(w.links[at].ExternalID, a.ExternalID)
			done = append(done, recruit.Imported[recruit.ApplicationID]{ID: w.links[at].ID})
			continue
		}
		a.ID = recruit.ApplicationID(len(w.links) + 1)
		w.links = append(w.links, a)
		done = append(done, recruit.Imported[recruit.ApplicationID]{ID: a.ID, Added: true})
	}
	return done, nil
}

func (w *workspace) ImportInterviews(ctx context.Context, _ recruit.BatchID, meets []recruit.Commit) (done []recruit.Imported[recruit.InterviewID], err error) {
	for _, c := range meets {
		c.Interview.ID = recruit.InterviewID(len(w.meets) + 1)
		w.meets = append(w.meets, c)
		done = append(done, recruit.Imported[recruit.InterviewID]{ID: c.Interview.ID, Added: true})
	}
	return done, nil
}

func (w *workspace) where(is func(recruit.Candidate) bool) (list []recruit.Candidate) {
	for _, c := range w.people {
		if is(c) {
			list = append(list, c)
		}
	}
	return list
}

func (w *workspace) Acquaintances(ctx context.Context, s recruit.Sought) (recruit.Acquaintances, error) {
	a := recruit.Acquaintances{ByAddress: map[string]recruit.Candidate{}, ByLink: map[string][]recruit.Candidate{}, ByExternalID: map[string][]recruit.Candidate{}, ByName: map[string][]recruit.Candidate{}}
	for _, address := range s.Addresses {
		if c, err := w.byEmail(address); err == nil {
			a.ByAddress[address] = c
		}
	}
	for _, id := range s.ExternalIDs {
		a.ByExternalID[id] = w.where(func(c recruit.Candidate) bool { return c.ExternalID == id })
		for _, n := range w.numbers {
			if n.Number == id {
				c := w.people[n.CandidateID-1]
				c.ExternalID, c.ExternalSource = n.Number, n.Source
				a.ByExternalID[id] = append(a.ByExternalID[id], c)
			}
		}
	}
	for _, link := range s.Links {
		a.ByLink[link] = w.where(func(c recruit.Candidate) bool { return slices.Contains(c.Links, link) })
	}
	for _, name := range s.Names {
		a.ByName[name] = w.where(func(c recruit.Candidate) bool { return strings.EqualFold(c.Name, name) })
	}
	return a, nil
}

func (w *workspace) JobsByExternalID(_ context.Context, external string) (list []recruit.Job, err error) {
	for _, j := range w.jobs {
		if j.ExternalID == external {
			list = append(list, j)
		}
	}
	return list, nil
}

func (w *workspace) KnownInterview(_ context.Context, i recruit.Interview) (recruit.InterviewID, error) {
	for _, c := range w.meets {
		o := c.Interview
		if i.ExternalID != "" && i.ExternalID == o.ExternalID && i.ExternalSource == o.ExternalSource && (i.ExternalSource != "" || i.CandidateID == o.CandidateID) || o.CandidateID == i.CandidateID && o.JobID == i.JobID && o.Start.Equal(i.Start) && (o.ExternalID == "" || i.ExternalID == "") {
			return o.ID, nil
		}
	}
	return 0, nil
}

func (w *workspace) Record(_ context.Context, id recruit.InterviewID) (recruit.Record, error) {
	c := w.meets[id-1]
	return recruit.Record{Interview: c.Interview, People: c.People}, nil
}

func (w *workspace) ApplicationsByExternalID(_ context.Context, external string) (list []recruit.Application, err error) {
	for _, a := range w.links {
		if a.ExternalID == external && external != "" {
			list = append(list, a)
		}
	}
	return list, nil
}

func (w *workspace) Members(context.Context, bool) ([]recruit.Member, error) { return w.team, nil }

func (w *workspace) PutFile(_ context.Context, name string, r io.Reader, limit int64) (recruit.File, error) {
	content, err := io.ReadAll(r)
	return recruit.File{Name: name, SHA256: string(content), Size: int64(len(content))}, err
}

func (w *workspace) ImportJobFile(_ context.Context, _ recruit.BatchID, id recruit.JobID, f recruit.File, _ recruit.Activity) error {
	if w.texts == nil {
		w.texts = map[recruit.JobID]recruit.File{}
	}
	w.texts[id] = f
	return nil
}

func (w *workspace) ImportNotes(_ context.Context, _ recruit.BatchID, notes []recruit.Note) (done []recruit.Imported[recruit.NoteID], err error) {
	for _, n := range notes {
		known := slices.ContainsFunc(w.notes, func(o recruit.Note) bool { return o.CandidateID == n.CandidateID && o.Text == n.Text })
		if !known {
			w.notes = append(w.notes, n)
		}
		done = append(done, recruit.Imported[recruit.NoteID]{ID: recruit.NoteID(len(w.notes)), Added: !known})
	}
	return done, nil
}

func (w *workspace) ImportNumbers(_ context.Context, _ recruit.BatchID, numbers []recruit.CandidateNumber) (done []recruit.Imported[recruit.CandidateID], err error) {
	for _, n := range numbers {
		w.numbers = append(w.numbers, n)
		done = append(done, recruit.Imported[recruit.CandidateID]{ID: n.CandidateID, Added: true})
	}
	return done, nil
}

func (w *workspace) ImportSources(_ context.Context, _ recruit.BatchID, jobs []recruit.Job) (done []recruit.Imported[recruit.JobID], err error) {
	for _, j := range jobs {
		w.jobs[j.ID-1].ExternalSource = j.ExternalSource
		done = append(done, recruit.Imported[recruit.JobID]{ID: j.ID, Added: true})
	}
	return done, nil
}

func (w *workspace) WithoutAddress(context.Context) (bool, error) {
	return slices.ContainsFunc(w.people, func(c recruit.Candidate) bool { return c.Email == "" }), nil
}

func (w *workspace) ImportFile(_ context.Context, _ recruit.BatchID, id recruit.CandidateID, f recruit.File, _ recruit.Activity) (bool, error) {
	if w.files == nil {
		w.files = map[string]recruit.CandidateID{}
	}
	_, known := w.files[f.Name]
	w.files[f.Name] = id
	return !known, nil
}

func (w *workspace) PastImports(context.Context, recruit.BatchID, int) ([]recruit.PastImport, error) {
	return nil, nil
}

func (w *workspace) UndoBatch(_ context.Context, batch recruit.BatchID, log recruit.UndoLog, _ func(done, all int)) (recruit.Undone, error) {
	w.undone = append(w.undone, batch)
	u := recruit.Undone{Kept: 1, Removed: 2}
	w.log = append(w.log, log.Begun, log.Over(u))
	return u, nil
}

func (w *workspace) Log(_ context.Context, a recruit.Activity) error {
	w.log = append(w.log, a)
	return nil
}

func (w *workspace) Jobs(_ context.Context, f recruit.JobFilter) ([]recruit.JobSummary, error) {
	var page []recruit.JobSummary
	for _, j := range w.jobs {
		if j.ID > f.After && len(page) < f.Limit {
			page = append(page, recruit.JobSummary{Job: j})
		}
	}
	return page, nil
}

var (
	now   = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	robin = recruit.Member{ID: 1, Name: "Robin", Role: recruit.Recruiter}
)

func service(w *workspace) *importer.Service {
	return importer.New(w, func() time.Time { return now })
}

// file makes a file of text.
func file(t *testing.T, text string) importer.File {
	t.Helper()
	return importer.Text("sample.csv", []byte(text))
}
