package importer_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/importer"
)

// TestAColumnIsTheOwner holds that a column is who looks after candidates where someone says
// so, by name or address, and never by its header alone; who is nobody here is kept and said.
func TestAColumnIsTheOwner(t *testing.T) {
	t.Parallel()
	const table = "name,email,recruiter\nAna Silva,ana@example.com,dana@acme.example\nBo Li,bo@example.com,Dana Ortiz\nChi Eze,chi@example.com,Nobody Here\nDag Moe,dag@example.com,\n"
	team := []recruit.Member{{ID: 4, Name: "Dana Ortiz", Email: "dana@acme.example", Role: recruit.Recruiter}}
	for name, c := range map[string]struct {
		options importer.Options
		owners  []string
		ids     []recruit.MemberID
		own     []string // fields of each, as names
	}{
		"mapped": {importer.Options{Mapping: importer.Mapping{"Recruiter": importer.Owner}}, []string{"Dana Ortiz", "Dana Ortiz", "", ""}, []recruit.MemberID{4, 4, 0, 0}, []string{"", "", "Owner", ""}},
		"as is":  {importer.Options{}, []string{"", "", "", ""}, []recruit.MemberID{0, 0, 0, 0}, []string{"recruiter", "recruiter", "recruiter", ""}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := &workspace{team: team}
			r, err := service(w).Import(context.Background(), robin, importer.Candidates, file(t, table), c.options)
			if err != nil || len(w.people) != 4 {
				t.Fatalf("%+v, %v", r, err)
			}
			for n, p := range w.people {
				var own []string
				for _, f := range p.Fields {
					own = append(own, f.Name)
				}
				if p.Owner != c.owners[n] || p.OwnerID != c.ids[n] || strings.Join(own, " ") != c.own[n] {
					t.Errorf("%s: owner %q (%d), fields %q", p.Name, p.Owner, p.OwnerID, own)
				}
			}
			said := slices.ContainsFunc(r.Remarks.Rows, func(row importer.Row) bool {
				return strings.Contains(row.Reason, "the owner is kept in the custom fields")
			})
			if said != (name == "mapped") {
				t.Errorf("remarks %+v", r.Remarks)
			}
		})
	}
	if _, err := importer.ParseMapping(importer.Jobs, []string{"Recruiter=owner"}); err == nil || !strings.Contains(err.Error(), "the fields are") {
		t.Errorf("a job has no owner: %v", err)
	}
}
