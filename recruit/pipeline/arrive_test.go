package pipeline_test

import (
	"errors"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/pipeline"
)

// TestArrive adds someone with a job and a résumé. Once they are added, a job that was
// closed meanwhile, or a file that is not stored any more, is said and takes nothing back.
func TestArrive(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	ctx, line := t.Context(), p.svc.Pipeline
	for _, title := range []string{"Backend Engineer", "Frontend Engineer"} {
		_, err := p.svc.Jobs.Add(ctx, p.ada, recruit.Job{Title: title})
		must(t, err)
	}
	for typed, want := range map[string]string{"back": "Backend Engineer", "2": "Frontend Engineer", " FRONTEND engineer ": "Frontend Engineer", "": ""} {
		if j, err := line.OpenJob(ctx, typed); err != nil || j.Title != want {
			t.Errorf("job %q is %q, %v", typed, j.Title, err)
		}
	}
	for typed, want := range map[string]string{"engineer": "type the number", "cook": "No open job"} {
		if _, err := line.OpenJob(ctx, typed); !errors.Is(err, recruit.ErrInvalid) || recruit.FieldOf(err) != "job" || !strings.Contains(err.Error(), want) {
			t.Errorf("job %q: %v", typed, err)
		}
	}
	job, err := line.OpenJob(ctx, "backend")
	must(t, err)
	file, err := p.svc.Store.PutFile(ctx, "cv.txt", strings.NewReader("Go"), 100)
	must(t, err)
	file.Kind = recruit.Resume
	done, err := line.Arrive(ctx, p.sam, pipeline.Arrival{Candidate: recruit.Candidate{Name: "Jane Doe"}, Job: job, Resume: file})
	must(t, err)
	if len(done.Left) != 0 || done.Words() != "Added Jane Doe. Linked to Backend Engineer in Applied. Attached cv.txt." {
		t.Errorf("%q, %v", done.Words(), done.Left)
	}
	profile, err := p.svc.Store.Profile(ctx, done.Candidate.ID)
	must(t, err)
	if len(profile.Applications) != 1 || len(profile.Files) != 1 {
		t.Errorf("stored %+v", profile)
	}
	_, err = p.svc.Jobs.Close(ctx, p.ada, job.ID)
	must(t, err)
	done, err = line.Arrive(ctx, p.sam, pipeline.Arrival{Candidate: recruit.Candidate{Name: "Bo Ek"}, Job: job})
	must(t, err)
	if len(done.Left) != 1 || !strings.Contains(done.Words(), "Added Bo Ek. Not done: Backend Engineer is closed") {
		t.Errorf("%q, %v", done.Words(), done.Left)
	}
}
