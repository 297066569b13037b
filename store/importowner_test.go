package store

import (
	"context"
	"slices"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/fields"
	"recruitty/recruit/importer"
)

// definitions are fields of a workspace in memory.
type definitions fields.List

func (d definitions) List(context.Context) (fields.List, error) { return fields.List(d), nil }

// TestImportKnowsTheWorkspace takes owners who are members, by name or address, and what
// fits the fields that the workspace has; anything else stays as it was written and is said.
func TestImportKnowsTheWorkspace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	s := importer.New(w.DB, w.clock)
	s.Fields = definitions{{Name: "Notice weeks", Type: fields.Number, Earlier: []string{"Notice"}}, {Name: "Skills", Type: fields.Text}}
	own := `id,name,email,further_emails,owner,fields,external_source,created_at,applications,notes
1,Ana Lima,ana@x.example,,` + w.member.Name + `,"Notice = 1,000",,2026-01-01T00:00:00Z,[],[]
2,Bo Ek,bo@x.example,,` + strings.ToUpper(w.member.Email) + `,,,2026-01-01T00:00:00Z,[],[]
3,Cy Noor,cy@x.example,,Nobody Known,Notice weeks = soon,,2026-01-01T00:00:00Z,[],[]
`
	r, err := s.Import(w.ctx, w.member, importer.Candidates, importer.Text("own.csv", []byte(own)), importer.Options{})
	must(t, err)
	other, err := s.Import(w.ctx, w.member, importer.Candidates, importer.Text("other.csv", []byte("name,email,Notice,skills\nDi Roe,di@x.example,4,go; rust\n")), importer.Options{})
	must(t, err)
	if r.Added != 3 || other.Added != 1 {
		t.Fatalf("%s %s", r.Summary(), other.Summary())
	}
	var said []string
	for _, row := range r.Remarks.Rows {
		said = append(said, row.Reason)
	}
	if len(said) != 2 || !strings.Contains(said[0], "Nobody Known is not in the team") || !strings.Contains(said[1], "“soon” is not a number") {
		t.Errorf("said %q", said)
	}
	for email, want := range map[string]struct {
		owner  recruit.MemberID
		fields []recruit.OwnField
	}{
		"ana@x.example": {w.member.ID, []recruit.OwnField{{Name: "Notice weeks", Value: "1000"}}},
		"bo@x.example":  {w.member.ID, nil},
		"cy@x.example":  {0, []recruit.OwnField{{Name: "Notice weeks", Value: "soon"}, {Name: "Owner", Value: "Nobody Known"}}},
		"di@x.example":  {0, []recruit.OwnField{{Name: "Notice weeks", Value: "4"}, {Name: "Skills", Value: "go; rust"}}},
	} {
		c, err := w.CandidateByEmail(w.ctx, email)
		must(t, err)
		if c.OwnerID != want.owner || !slices.Equal(c.Fields, want.fields) {
			t.Errorf("%s has owner %d and %v", email, c.OwnerID, c.Fields)
		}
	}
}
