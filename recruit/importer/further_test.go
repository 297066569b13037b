package importer_test

import (
	"context"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/importer"
)

// TestWhatIsNewOfSomebodyKnownIsNoted imports rows of people who are known: what
// nobody knew becomes one note, and the same file again changes nothing.
func TestWhatIsNewOfSomebodyKnownIsNoted(t *testing.T) {
	t.Parallel()
	w := &workspace{jobs: []recruit.Job{{ID: 1, Title: "Chef", Status: recruit.JobOpen, Stages: recruit.DefaultStages()}},
		people: []recruit.Candidate{{ID: 1, Name: "Ana Silva", Email: "ana@example.com", Phone: "+351 912 345 678", Tags: []string{"go"}}}}
	const table = "Name,Email,Phone,Tags,Shoe size,Notes,Job,Stage\n" +
		"Ana Silva,ana@example.com,00351912345678,\"go,sql\",38,Likes tea,Chef,Interview\n" + // the number has other digits
		"Bo Ek,bo@example.com,,,41,,,\n" +
		"Bo Ek,bo@example.com,,,43,Second,Pilot,Offer\n"
	r, err := service(w).Import(context.Background(), robin, importer.Candidates, file(t, table), importer.Options{})
	if err != nil || r.Added != 1 || r.Linked != 1 || r.Noted != 2 || r.Duplicates.Count != 2 || len(w.notes) != 2 {
		t.Fatalf("%+v, %v, %+v", r, err, w.notes)
	}
	all := w.notes[0].Text + "\n" + w.notes[1].Text
	for _, want := range []string{"Phone: 00351912345678", "Tag: sql", "Shoe size: 38", "Likes tea", "Shoe size: 43", "Second", "Job: Pilot", "Stage: Offer"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is lost: %q", want, all)
		}
	}
	if strings.Contains(all, "Tag: go\n") || w.people[0].Phone != "+351 912 345 678" {
		t.Errorf("what was known is noted or changed: %q, %+v", all, w.people[0])
	}
	if reason := r.Duplicates.Rows[0].Reason; !strings.Contains(reason, "kept as a note, because it was not known: Phone, Shoe size, Tag, a note") {
		t.Errorf("the report says %q", reason)
	}
	again, err := service(w).Import(context.Background(), robin, importer.Candidates, file(t, table), importer.Options{})
	if err != nil || again.Added+again.Noted+again.Linked != 0 || again.Batch != 0 || len(w.notes) != 2 {
		t.Errorf("again: %+v, %v, %+v", again, err, w.notes)
	}
}

// TestRowsThatOnlyRefer keeps what rows say beside the number of someone.
func TestRowsThatOnlyRefer(t *testing.T) {
	t.Parallel()
	w := &workspace{jobs: []recruit.Job{{ID: 1, Title: "Chef", ExternalID: "J1", ExternalSource: "acme", Status: recruit.JobOpen, Stages: recruit.DefaultStages()}},
		people: []recruit.Candidate{{ID: 1, Name: "Ana Silva", Email: "ana@example.com", ExternalID: "17", ExternalSource: "acme"}}}
	const table = "candidate_id,name,job_id,stage,applied_at,rejection reason\n17,,J1,Offer,2026-02-01,Salary\n"
	r, err := service(w).Import(context.Background(), robin, importer.Candidates, file(t, table), importer.Options{Source: "acme"})
	if err != nil || r.Linked != 1 || r.Noted != 1 || len(w.notes) != 1 || w.notes[0].JobID != 1 || !strings.Contains(w.notes[0].Text, "rejection reason: Salary") {
		t.Errorf("%+v, %v, %+v", r, err, w.notes)
	}
}

// TestKnownJobsSayWhatWasNotKept names what a row says otherwise of a job that is known.
func TestKnownJobsSayWhatWasNotKept(t *testing.T) {
	t.Parallel()
	w := &workspace{}
	for i, test := range []struct{ table, want string }{
		{"id,title,location,status\n1,Chef,Porto,open\n", ""},
		{"id,title,location,status\n1,Chef,Lisbon,closed\n", "not kept: location, that it is closed"},
		{"id,title,location,status\n1,Chef,Porto,open\n1,Chef,Faro,open\n", "line 2 already; the differences in this row were not kept"},
		{"id,title,location,status\n1,Chef,Porto,open\n1,Chef,Porto,open\n", "line 2 already"},
	} {
		r, err := service(w).Import(context.Background(), robin, importer.Jobs, file(t, test.table), importer.Options{Source: "acme"})
		if err != nil || i > 0 && !strings.HasSuffix(r.Duplicates.Rows[r.Duplicates.Count-1].Reason, test.want) {
			t.Errorf("%q: %+v, %v", test.table, r, err)
		}
	}
}
