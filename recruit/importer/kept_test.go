package importer_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/importer"
	"recruitty/recruit/importer/charset"
	"recruitty/recruit/importer/words"
)

// kept is all that a workspace holds, as one text in which words are looked for.
func (w *workspace) kept() string {
	var all []string
	for _, c := range w.people {
		all = append(all, c.Name, c.Email, c.Phone, c.TimeZone, c.Language, c.Headline, c.ExternalID, c.Residence, c.Origin, strings.Join(slices.Concat(c.Tags, c.Emails, c.Phones, c.Links), "\n"))
		for _, f := range c.Fields {
			all = append(all, f.Name+": "+f.Value)
		}
	}
	for _, n := range w.notes {
		all = append(all, n.Text)
	}
	for _, n := range w.numbers {
		all = append(all, n.Number)
	}
	for _, j := range w.jobs {
		all = append(all, j.Title, j.Department, j.Location, j.Description, j.ExternalID, strings.Join(j.Stages, "\n"))
	}
	for _, a := range w.links {
		all = append(all, a.Stage, a.ExternalID, w.jobs[a.JobID-1].Title)
	}
	for _, m := range w.meets {
		i := m.Interview
		all = append(all, i.Title, i.Description, i.InternalNote, i.Place, i.CancelReason, i.ExternalID)
		for _, p := range m.People {
			all = append(all, p.Name, p.Address)
		}
	}
	return strings.Join(all, "\n")
}

// cell is a value of a file, by the name of its column.
type cell struct{ column, value string }

// cellsOf reads all values of a file, as far as tests need it.
func cellsOf(t *testing.T, text string, columns []importer.Column) (all []cell) {
	t.Helper()
	if start := strings.TrimSpace(text); strings.HasPrefix(start, "{") || strings.HasPrefix(start, "[") {
		var v any
		d := json.NewDecoder(strings.NewReader(text))
		d.UseNumber()
		if err := d.Decode(&v); err != nil {
			t.Fatal(err)
		}
		walk("", v, &all)
		return all
	}
	header := false
	for _, sep := range ",;\t|" {
		r := csv.NewReader(strings.NewReader(strings.ReplaceAll(text, "\r", "\n")))
		r.Comma, r.FieldsPerRecord, r.LazyQuotes = sep, -1, true
		rows, err := r.ReadAll()
		if err != nil || len(rows) == 0 {
			continue
		}
		for _, row := range rows {
			if !header {
				header = len(row) == len(columns) && len(row) > 1
				continue
			}
			for i, value := range row {
				all = append(all, cell{columns[i].Name, value})
			}
		}
		if header {
			return all
		}
	}
	t.Fatalf("no table with the columns %v", columns)
	return nil
}

func walk(name string, v any, all *[]cell) {
	switch v := v.(type) {
	case map[string]any:
		for k, in := range v {
			walk(strings.TrimPrefix(name+"."+k, "."), in, all)
		}
	case []any:
		for _, in := range v {
			walk(name, in, all)
		}
	case nil:
	default:
		*all = append(*all, cell{name, fmt.Sprint(v)})
	}
}

// translated are fields of which the words are not kept, but what they mean.
func translated(f importer.Field) bool {
	switch f {
	case importer.Status, importer.Closed, importer.Active, importer.Cancelled, importer.Start, importer.Date, importer.Clock, importer.End, importer.Duration, importer.TimeZone, importer.Language, importer.Platform:
		return true
	}
	return false
}

// lost lists the values of a file that neither the workspace has nor the report
// names.
func lost(t *testing.T, text string, w *workspace, r importer.Report) (all []string) {
	t.Helper()
	report, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	field := map[string]importer.Field{}
	for _, c := range r.Columns {
		field[c.Name] = c.Field
	}
	have := words.Key(w.kept()) + words.Key(string(report))
	_, beside, _ := strings.Cut(strings.Join(r.Guesses, " "), "is beside it:")
	for _, c := range cellsOf(t, text, r.Columns) {
		within, _, _ := strings.Cut(c.column, ".")
		if translated(field[c.column]) || translated(field[c.column[strings.LastIndex(c.column, ".")+1:]]) || strings.Contains(beside, " "+within) {
			continue
		}
		for _, part := range strings.FieldsFunc(c.value, func(r rune) bool { return strings.ContainsRune(";,|\n/:<>(){}", r) }) {
			if k := words.Key(part); k != "" && !strings.Contains(have, k) && !strings.Contains(have, strings.TrimPrefix(k, "www")) {
				all = append(all, fmt.Sprintf("%s: %q of %q", c.column, part, c.value))
			}
		}
	}
	return all
}

// ready is a workspace with the jobs and people that the layouts refer to.
func ready() *workspace {
	open := func(id recruit.JobID, title string) recruit.Job {
		return recruit.Job{ID: id, Title: title, Status: recruit.JobOpen, Stages: recruit.DefaultStages()}
	}
	return &workspace{
		jobs:   []recruit.Job{open(1, "Product Manager"), open(2, "Backend Developer")},
		people: []recruit.Candidate{{ID: 1, Name: "Lakshmi Iyer", Email: "lakshmi@example.com"}, {ID: 2, Name: "Maja Nowak", Email: "maja@example.com"}},
		links:  []recruit.Application{{ID: 1, CandidateID: 1, JobID: 1}, {ID: 2, CandidateID: 2, JobID: 2}},
		team:   []recruit.Member{robin},
	}
}

// decoded is the text of a file.
func decoded(t *testing.T, content []byte) string {
	t.Helper()
	set, err := charset.Detect(context.Background(), io.NewSectionReader(bytes.NewReader(content), 0, int64(len(content))), content[:min(len(content), 64<<10)])
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(set.Decode(bytes.NewReader(content)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestLayoutsOfOtherSystems imports files in the likeness of what other systems
// export: each person is in or named, each value is kept or named, and each
// column is what it was taken for when someone looked at it.
func TestLayoutsOfOtherSystems(t *testing.T) {
	t.Parallel()
	var got bytes.Buffer
	for _, kind := range importer.Kinds() {
		files, err := filepath.Glob("testdata/layouts/" + string(kind) + "/*")
		if err != nil || len(files) == 0 {
			t.Fatal(files, err)
		}
		for _, name := range files {
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			w := ready()
			r, err := service(w).Import(context.Background(), robin, kind, importer.Text(filepath.Base(name), content), importer.Options{})
			fmt.Fprintf(&got, "%s/%s\n", kind, filepath.Base(name))
			if err != nil {
				fmt.Fprintf(&got, "  %s\n", recruit.Sentence(err))
				continue
			}
			for _, guess := range r.Guesses {
				fmt.Fprintf(&got, "  %s\n", guess)
			}
			for _, c := range r.Columns {
				fmt.Fprintf(&got, "  %s → %s\n", c.Name, c.Becomes)
			}
			fmt.Fprintf(&got, "  %s\n", r.Summary())
			if rows := r.Added + r.Duplicates.Count + r.Bad.Count + r.Skipped.Count + r.Joined; rows != r.Rows {
				t.Errorf("%s: %d of %d rows are named: %+v", name, rows, r.Rows, r)
			}
			for _, value := range lost(t, decoded(t, content), w, r) {
				t.Errorf("%s: lost %s", name, value)
			}
		}
	}
	const golden = "testdata/layouts/expected.txt"
	want, err := os.ReadFile(golden)
	if err != nil || string(want) != got.String() {
		if os.Getenv("UPDATE") != "" {
			err = os.WriteFile(golden, got.Bytes(), 0o644)
		}
		t.Errorf("what columns mean has changed (%v); look at the difference:\n%s", err, got.String())
	}
}
