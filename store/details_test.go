package store

import (
	"strings"
	"testing"

	"recruitty/recruit"
)

// TestDetails keeps what candidates bring along: a further address finds them and
// is theirs alone, everything comes back as it was, and erasing takes it away.
func TestDetails(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	brought := recruit.CandidateDetails{Emails: []string{"second@quirkham.example"}, Phones: []string{"+44 1"}, Links: []string{"https://www.linkedin.com/in/zoe"},
		Residence: "Łódź", Origin: "Referral", Fields: []recruit.OwnField{{Name: "Visa", Value: "yes\nuntil 2027"}, {Name: "Notice", Value: "3 months"}}}
	c := w.candidate
	c.CandidateDetails = brought
	c, err := w.SaveCandidate(w.ctx, c, w.line("candidate.changed", "x"))
	must(t, err)
	if c.Field("visa") != "yes\nuntil 2027" || c.Residence != "Łódź" || c.Fields[1].Name != "Notice" {
		t.Errorf("came back as %+v", c)
	}
	if by, err := w.CandidateByEmail(w.ctx, "SECOND@quirkham.example"); err != nil || by.ID != c.ID {
		t.Errorf("by the further address: %+v, %v", by, err)
	}
	if a, err := w.Acquaintances(w.ctx, recruit.Sought{Links: brought.Links}); err != nil || len(a.ByLink[brought.Links[0]]) != 1 {
		t.Errorf("by the profile: %+v, %v", a, err)
	}
	for _, query := range []string{"second@quirkham", "lodz"} {
		if page, err := w.CandidatePage(w.ctx, recruit.CandidateFilter{Query: query}); err != nil || page.Total != 1 {
			t.Errorf("%s finds %+v, %v", query, page, err)
		}
	}
	for _, other := range []recruit.Candidate{{Name: "Twin", Email: "second@quirkham.example"}, {Name: "Twin", CandidateDetails: recruit.CandidateDetails{Emails: []string{c.Email}}}} {
		_, err := w.SaveCandidate(w.ctx, other, recruit.Activity{})
		wantKind(t, err, recruit.ErrDuplicate)
	}
	c.Emails = nil
	c, err = w.SaveCandidate(w.ctx, c, w.line("candidate.changed", "x"))
	must(t, err)
	_, err = w.CandidateByEmail(w.ctx, "second@quirkham.example")
	wantKind(t, err, recruit.ErrNotFound)
	must(t, w.erase(c.ID, w.line("candidate.erased", "x")))
	gone, err := w.Candidate(w.ctx, c.ID)
	must(t, err)
	if !gone.CandidateDetails.Empty() || gone.ExternalSource != "" {
		t.Errorf("erased is %+v", gone)
	}
	if a, err := w.Acquaintances(w.ctx, recruit.Sought{Links: brought.Links}); err != nil || len(a.ByLink) != 0 {
		t.Errorf("by the erased profile: %+v, %v", a, err)
	}
}

// TestUndoTakesImportedNotesBack takes back candidates with notes of the import,
// but not those on whose notes someone worked.
func TestUndoTakesImportedNotesBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	batch, err := w.BeginBatch(w.ctx, "people.csv", w.member.ID)
	must(t, err)
	with := func(name string) recruit.NewCandidate {
		n := newcomer(recruit.Candidate{Name: name, CandidateDetails: recruit.CandidateDetails{Emails: []string{strings.ToLower(name) + "@x.example"}}})
		n.Notes = []recruit.Note{{Author: "import", At: now, Text: "From the file."}}
		return n
	}
	done, err := w.ImportCandidates(w.ctx, batch, []recruit.NewCandidate{with("Going"), with("Kept")})
	must(t, err)
	ids, _ := outcome(t, done)
	profile, err := w.Profile(w.ctx, ids[0])
	if must(t, err); len(profile.Notes) != 1 || profile.Notes[0].Author != "import" {
		t.Fatalf("notes %+v", profile.Notes)
	}
	_, err = w.AddNote(w.ctx, recruit.Note{CandidateID: ids[1], Author: "Dana", Text: "Called."}, w.line("candidate.noted", "x"))
	must(t, err)
	undone, err := w.UndoBatch(w.ctx, batch, nil)
	if must(t, err); undone.Kept != 1 || undone.Removed != 1 {
		t.Errorf("undone %+v", undone)
	}
}
