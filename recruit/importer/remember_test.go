package importer_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/importer"
)

// shelf keeps settings in memory.
type shelf map[string]string

func (s shelf) Setting(_ context.Context, key string) (string, error) { return s[key], nil }

func (s shelf) SetSetting(_ context.Context, key, value string) error {
	s[key] = value
	return nil
}

func remembering() (*importer.Service, shelf) {
	kept := shelf{}
	s := service(&workspace{})
	s.Now = func() time.Time { return time.Date(2026, 11, 29, 9, 0, 0, 0, time.UTC) }
	s.Memory = kept
	return s, kept
}

var recruiter = recruit.Member{ID: 1, Name: "Ann Lee", Role: recruit.Recruiter}

// TestMappingIsRemembered: the next file with the same columns is read as the
// first one was, and that is said; another order of day, kind or column is not.
func TestMappingIsRemembered(t *testing.T) {
	t.Parallel()
	for name, files := range map[string][2]string{
		"table":   {"Who,Reach\nAda Lovelace,ada@example.com\n", "WHO, Reach\nGrace Hopper,grace@example.com\n"},
		"objects": {`[{"who":"Ada Lovelace","reach":"ada@example.com"}]`, `[{"reach":"grace@example.com","who":"Grace Hopper"}]`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, kept := remembering()
			m := importer.Mapping{"who": importer.Name, "reach": importer.Email}
			if _, err := s.Import(t.Context(), recruiter, importer.Candidates, importer.Text("a", []byte(files[0])), importer.Options{Mapping: m}); err != nil {
				t.Fatal(err)
			}
			r, err := s.Plan(t.Context(), importer.Candidates, importer.Text("b", []byte(files[1])), importer.Options{})
			if err != nil || r.Added != 1 || !strings.Contains(strings.Join(r.Guesses, " "), "as Ann Lee mapped them on Sun 29 Nov 2026") {
				t.Errorf("read again: %v, %d added, %q", err, r.Added, r.Guesses)
			}
			if _, err := s.Plan(t.Context(), importer.Candidates, importer.Text("b", []byte(files[1])), importer.Options{ForgetMapping: true}); err == nil {
				t.Error("forgotten, and read all the same")
			}
			if _, err := s.Plan(t.Context(), importer.Jobs, importer.Text("b", []byte(files[1])), importer.Options{}); err == nil {
				t.Error("the mapping of candidates is used for jobs")
			}
			if len(kept) != 1 {
				t.Errorf("%d mappings are kept", len(kept))
			}
		})
	}
}

// TestLookWaitsForColumns: a file without the columns that are needed is shown
// with what it has, so that someone can say which they are.
func TestLookWaitsForColumns(t *testing.T) {
	t.Parallel()
	s, _ := remembering()
	for name, content := range map[string]string{
		"table":   "Who,Reach\nAda Lovelace,ada@example.com\n",
		"objects": `[{"who":"Ada Lovelace","reach":"ada@example.com"}]`,
	} {
		f := importer.Text(name, []byte(content))
		r, err := s.Look(t.Context(), recruiter, importer.Candidates, f, importer.Options{})
		if err != nil || r.Lacks == "" || len(r.Columns) != 2 || r.Rows != 1 || len(r.Samples) != 1 {
			t.Errorf("%s: %v, %+v", name, err, r)
		}
		r, err = s.Look(t.Context(), recruiter, importer.Candidates, f, importer.Options{Mapping: importer.Mapping{"who": importer.Name}})
		if err != nil || r.Lacks != "" {
			t.Errorf("%s, mapped: %v, %s", name, err, r.Lacks)
		}
	}
	if _, err := s.Look(t.Context(), recruit.Member{ID: 2, Role: recruit.Interviewer}, importer.Candidates, importer.Text("a", []byte("Name\nA\n")), importer.Options{}); err == nil {
		t.Error("an interviewer looks into a file")
	}
}
