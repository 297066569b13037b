package importer_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/fields"
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

// TestAColumnIsAFieldOfTheWorkspace holds that a column is kept under the name of a field that
// someone mapped it to, also where nothing else is kept, and that a field that there is not is
// refused with those that there are.
func TestAColumnIsAFieldOfTheWorkspace(t *testing.T) {
	t.Parallel()
	const table = "name,email,Available from,Shoe size\nAna Silva,ana@example.com,3 months,38\nBo Li,bo@example.com,,40\n"
	defined := fields.List{{Name: "Notice period", Type: fields.Text}}
	for name, c := range map[string]struct {
		options importer.Options
		own     string // of Ana
		becomes string
	}{
		"mapped":           {importer.Options{Mapping: importer.Mapping{"Available from": importer.Custom("notice period")}}, "Notice period=3 months; Shoe size=38", "own field notice period"},
		"and nothing else": {importer.Options{Mapping: importer.Mapping{"Available from": importer.Custom("Notice period")}, DropUnknown: true}, "Notice period=3 months", "own field Notice period"},
		"as is":            {importer.Options{}, "Available from=3 months; Shoe size=38", "own field"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := &workspace{}
			s := service(w)
			s.Fields = definitions(defined)
			r, err := s.Import(context.Background(), robin, importer.Candidates, file(t, table), c.options)
			if err != nil || len(w.people) != 2 {
				t.Fatalf("%+v, %v", r, err)
			}
			var own []string
			for _, f := range w.people[0].Fields {
				own = append(own, f.Name+"="+f.Value)
			}
			if got := strings.Join(own, "; "); got != c.own || r.Columns[2].Becomes != c.becomes {
				t.Errorf("Ana has %q, and the column becomes %q", got, r.Columns[2].Becomes)
			}
			if !slices.Contains(r.Choices(), importer.Custom("Notice period")) {
				t.Errorf("the fields are %v", r.Choices())
			}
		})
	}
	s := service(&workspace{})
	s.Fields = definitions(defined)
	_, err := s.Look(context.Background(), robin, importer.Candidates, file(t, table), importer.Options{Mapping: importer.Mapping{"Shoe size": importer.Custom("Shoes")}})
	if err == nil || !strings.Contains(recruit.Sentence(err), "no field \"Shoes\"; its fields are Notice period") {
		t.Errorf("a field that there is not: %v", err)
	}
	if m, err := importer.ParseMapping(importer.Candidates, []string{"a=b=field:Size = EU"}); err != nil || m["a=b"] != importer.Custom("Size = EU") {
		t.Errorf("mapping %v, %v", m, err)
	}
	if _, err := importer.ParseMapping(importer.Jobs, []string{"Size=field:Size"}); err == nil {
		t.Error("a job has a field of candidates")
	}
}

// definitions are the fields that a workspace has.
type definitions fields.List

func (d definitions) List(context.Context) (fields.List, error) { return fields.List(d), nil }
