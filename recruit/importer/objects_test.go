package importer_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/importer"
)

const greenhousePeople = `[
 {"id": 501, "first_name": "Ana", "last_name": "Ríos", "title": "Welder", "company": "Acme",
  "email_addresses": [{"value": "ana@example.com", "type": "work"}], "phone_numbers": [{"value": "+351 912", "type": "mobile"}],
  "tags": ["Steel", "Night"],
  "applications": [
   {"status": "active", "jobs": [{"id": 71, "name": "Foreman"}], "current_stage": {"id": 1, "name": "Interview"}},
   {"status": "rejected", "jobs": [{"id": 72, "name": "Pilot"}], "current_stage": null}]},
 17,
 {"id": 502, "first_name": "Bo", "last_name": null, "email_addresses": "damaged", "tags": {"x": 1}}
]`

func TestGreenhouse(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	w := &workspace{}
	s := service(w)
	jobs := `[{"id": 71, "name": "Foreman", "requisition_id": "r1", "status": "open", "notes": "<p>Leads &amp; <b>checks</b></p><p>Nights</p>",
		"departments": [{"name": "Works"}], "offices": [{"name": "Porto"}]}, {"id": 72, "name": "Pilot", "requisition_id": null, "status": "closed"}]`
	if r, err := s.Import(ctx, robin, importer.Jobs, file(t, jobs), importer.Options{}); err != nil || r.Added != 2 {
		t.Fatalf("jobs: %+v, %v", r, err)
	}
	if j := w.jobs[0]; j.Description != "Leads & checks\nNights\n\nrequisition_id: r1" || j.Location != "Porto" || j.Department != "Works" || j.ExternalID != "71" {
		t.Errorf("a job came in as %+v", j)
	}
	if w.jobs[1].Status != recruit.JobClosed || w.jobs[1].ClosedAt.IsZero() {
		t.Errorf("a closed job came in as %+v", w.jobs[1])
	}
	r, err := s.Import(ctx, robin, importer.Candidates, file(t, greenhousePeople), importer.Options{})
	if err != nil || r.Rows != 3 || r.Added != 2 || r.Linked != 1 || r.Bad.Count != 1 || r.Bad.Rows[0].Line != 8 || r.Remarks.Count != 1 {
		t.Errorf("people: %+v, %v", r, err)
	}
	if c := w.people[0]; c.Name != "Ana Ríos" || c.Email != "ana@example.com" || c.Headline != "Welder, Acme" || c.ExternalID != "501" || len(c.Tags) != 2 {
		t.Errorf("a candidate came in as %+v", c)
	}
	if a := w.links[0]; a.JobID != 1 || a.Stage != "Interview" {
		t.Errorf("the link is %+v", a)
	}
	applications := `[{"id": 1, "candidate_id": 502, "status": "hired", "jobs": [{"id": 71, "name": "Foreman"}]},
		{"id": 2, "candidate_id": 999, "jobs": []}]`
	r, err = s.Import(ctx, robin, importer.Candidates, file(t, applications), importer.Options{})
	if err != nil || r.Linked != 1 || r.Duplicates.Count != 1 || r.Bad.Count != 1 || w.links[1].Stage != "Hired" || w.links[1].CandidateID != 2 {
		t.Errorf("applications: %+v, %v, %+v", r, err, w.links)
	}
	if _, err := s.Plan(ctx, importer.Jobs, file(t, greenhousePeople), importer.Options{}); !errors.Is(err, recruit.ErrInvalid) || !strings.Contains(err.Error(), "use import candidates") {
		t.Errorf("people as jobs gave %v", err)
	}
}

func TestJSONResume(t *testing.T) {
	t.Parallel()
	w := &workspace{}
	r, err := service(w).Import(context.Background(), robin, importer.Candidates, file(t, `{"basics": {"name": "Mei Lin", "label": "Chef",
		"email": "mei@example.com", "phone": "555"}, "work": [{"name": "Acme"}], "skills": [{"name": "Soup"}, {"level": "x"}]}`), importer.Options{})
	if err != nil || r.Added != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	if c := w.people[0]; c.Name != "Mei Lin" || c.Headline != "Chef, Acme" || c.Phone != "555" || len(c.Tags) != 1 {
		t.Errorf("the candidate came in as %+v", c)
	}
	r, err = service(w).Import(context.Background(), robin, importer.Jobs, file(t, `{"title": "Chef", "company": "Acme", "description": "Cooks.",
		"location": {"city": "Berlin", "countryCode": "DE"}, "responsibilities": ["Soup", "Bread"]}`), importer.Options{})
	if err != nil || r.Added != 1 || w.jobs[0].Location != "Berlin, DE" || w.jobs[0].Description != "Cooks.\n\nResponsibilities: Soup; Bread" {
		t.Errorf("%+v, %v, %+v", r, err, w.jobs)
	}
}

func TestPlainObjects(t *testing.T) {
	t.Parallel()
	w := &workspace{}
	r, err := service(w).Import(context.Background(), robin, importer.Candidates, file(t, `[null, {"name": "Ana", "email": "ana@example.com", "tags": ["a", 2]},
		{"first_name": "Bo", "last_name": "Ek", "mobile": 5550100, "email": null}]`), importer.Options{})
	if err != nil || r.Rows != 3 || r.Added != 2 || r.Bad.Count != 1 || r.Format != "JSON objects" {
		t.Fatalf("%+v, %v", r, err)
	}
	if c := w.people[0]; c.Name != "Ana" || strings.Join(c.Tags, "|") != "a|2" {
		t.Errorf("the first came in as %+v", c)
	}
	if c := w.people[1]; c.Name != "Bo Ek" || c.Phone != "5550100" || c.Email != "" || !strings.HasPrefix(c.ExternalID, "row-") {
		t.Errorf("the second came in as %+v", c)
	}
}
