package pipeline_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/fields"
	"recruitty/recruit/recruittest"
)

// define adds fields to the workspace.
func (p *people) define(t *testing.T, all ...fields.Field) {
	t.Helper()
	for _, f := range all {
		_, err := p.svc.Fields.Add(t.Context(), p.ada, f)
		must(t, err)
	}
}

// TestOwnFields follows a field of the workspace: typed, renamed under a value, changed,
// taken back, removed and erased.
func TestOwnFields(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	ctx, line := t.Context(), p.svc.Pipeline
	p.define(t, fields.Field{Name: "Notice", Type: fields.Number}, fields.Field{Name: "Start", Type: fields.Date})
	c, err := line.Add(ctx, p.sam, recruit.Candidate{Name: "Jane Doe", CandidateDetails: recruit.CandidateDetails{Fields: []recruit.OwnField{{Name: "Shoe size", Value: "44"}, {Name: "notice", Value: "1,000"}}}})
	must(t, err)
	if want := []recruit.OwnField{{Name: "Notice", Value: "1000"}, {Name: "Shoe size", Value: "44"}}; !slices.Equal(c.Fields, want) {
		t.Fatalf("added with %v", c.Fields)
	}
	c.SetField("Notice", "3 months")
	if _, err := line.Update(ctx, p.sam, c); !errors.Is(err, recruit.ErrInvalid) || recruit.FieldOf(err) != "field Notice" {
		t.Errorf("a value of another type: %v", err)
	}
	c.SetField("Notice", "3")
	c, err = line.Update(ctx, p.sam, c)
	must(t, err)
	f, err := p.svc.Fields.Change(ctx, p.ada, "Notice", fields.Field{Name: "Notice period", Type: fields.Number})
	must(t, err)
	if n, err := p.svc.Fields.Used(ctx, f); err != nil || n != 1 {
		t.Errorf("%d candidates have a value, %v", n, err)
	}
	c, err = p.svc.Store.Candidate(ctx, c.ID)
	must(t, err)
	if c.Fields[0] != (recruit.OwnField{Name: "Notice period", Value: "3"}) {
		t.Errorf("after the new name %v", c.Fields)
	}
	// The last change is taken back under the new name.
	offer, err := p.svc.Undo.OfCandidate(ctx, p.sam, c.ID)
	must(t, err)
	_, err = p.svc.Undo.TakeBack(ctx, p.sam, offer)
	must(t, err)
	c, err = p.svc.Store.Candidate(ctx, c.ID)
	must(t, err)
	if c.Field("Notice period") != "1000" || len(c.Fields) != 2 {
		t.Errorf("taken back to %v", c.Fields)
	}
	_, err = p.svc.Fields.Remove(ctx, p.ada, "Notice period")
	must(t, err)
	c.SetField("Notice period", "soon") // it is a text now
	c, err = line.Update(ctx, p.sam, c)
	must(t, err)
	_, err = p.svc.Fields.Restore(ctx, p.ada, "Notice period")
	must(t, err)
	c.Headline = "Engineer" // the value that does not fit may stay
	c, err = line.Update(ctx, p.sam, c)
	must(t, err)
	if c.Field("Notice period") != "soon" {
		t.Errorf("kept as %v", c.Fields)
	}
	_, err = line.Erase(ctx, p.ada, c.ID)
	must(t, err)
	if n, err := p.svc.Fields.Used(ctx, f); err != nil || n != 0 {
		t.Errorf("%d candidates have a value after the erasure, %v", n, err)
	}
}

// Interviewers see the fields that say so and no other, in the record and in the log, and
// do not find anybody by the others.
func TestOwnFieldsOfThePanel(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	ctx := t.Context()
	p.define(t, fields.Field{Name: "Hometown", Type: fields.Text}, fields.Field{Name: "Pronouns", Type: fields.Text, Panel: true})
	c, err := p.svc.Pipeline.Add(ctx, p.ada, recruit.Candidate{Name: "Jane Doe", Email: "jane@doe.example", CandidateDetails: recruit.CandidateDetails{
		Fields: []recruit.OwnField{{Name: "Hometown", Value: "Hushville"}, {Name: "pronouns", Value: "she"}, {Name: "Brought", Value: "Hushed too"}}}})
	must(t, err)
	job, err := p.svc.Jobs.Add(ctx, p.ada, recruit.Job{Title: "Engineer"})
	must(t, err)
	_, err = p.svc.Pipeline.Link(ctx, p.ada, c.ID, job.ID, "")
	must(t, err)
	_, err = p.svc.Scheduling.Schedule(ctx, p.ada, recruit.ScheduleRequest{CandidateID: c.ID, JobID: job.ID, Title: "Talk", TimeZone: "UTC",
		Start: recruittest.At().AddDate(0, 0, 3), Duration: 30 * time.Minute, Platform: recruit.Phone, Place: "+1", Participants: []string{p.interviewer.Email}}, 0)
	must(t, err)
	c.SetField("Hometown", "Hush on Sea")
	_, err = p.svc.Pipeline.Update(ctx, p.ada, c)
	must(t, err)
	svc := p.svc.As(p.interviewer)
	profile, err := svc.Store.Profile(ctx, c.ID)
	must(t, err)
	if want := []recruit.OwnField{{Name: "Pronouns", Value: "she"}}; !slices.Equal(profile.Candidate.Fields, want) {
		t.Errorf("the panel reads %v", profile.Candidate.Fields)
	}
	log, err := svc.Store.Activities(ctx, recruit.ActivityFilter{CandidateID: c.ID})
	must(t, err)
	for _, l := range log {
		if strings.Contains(l.Text, "Hush") {
			t.Errorf("the panel reads %q", l.Text)
		}
	}
	if l, err := svc.Fields.List(ctx); err != nil || len(l) != 0 {
		t.Errorf("the panel reads the fields %v, %v", l, err)
	}
	if _, err := svc.Fields.Add(ctx, p.interviewer, fields.Field{Name: "X", Type: fields.Text}); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("the panel defines a field: %v", err)
	}
}
