package importer_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"recruitty/recruit/importer"
)

// TestEveryValueIsKeptOrNamed imports files that are put together at random from
// headers of many sorts and awkward values, into a workspace in which some people
// are known: each value is found in the workspace or in the report.
func TestEveryValueIsKeptOrNamed(t *testing.T) {
	t.Parallel()
	headers := map[importer.Kind][]string{
		importer.Candidates: {"Name", "First name", "Last name", "Full name", "Email", "Email 2", "Phone", "Mobile", "Title", "Company", "Job", "Job title", "Job ID", "Stage", "Status", "State", "City", "Address", "Country", "Source", "Origin", "LinkedIn",
			"Notes", "Comments", "Tags", "Skills", "ID", "Candidate ID", "Contact", "Language", "Favourite colour", "Notice period", "Rating", "Applied at"},
		importer.Jobs:       {"Title", "Job title", "ID", "Ref", "Department", "Team", "Location", "City", "State", "Description", "Text", "Stages", "Salary", "Recruiter", "Hiring manager"},
		importer.Interviews: {"Candidate", "Candidate email", "Candidate name", "Job", "Title", "Round", "Interviewers", "Interviewer 1", "Interviewer 2", "Interviewer 1 email", "Location", "Room", "Link", "Notes", "Comments", "Description", "ID", "Organiser", "Recruiter", "Phone", "Scorecard"},
	}
	values := []string{"", "", "x", "Ana Silva", "Maja Nowak", "Lakshmi Iyer", "maja@example.com", "lakshmi@example.com; second@example.com", "broken@", "not an address", "+48 601 234 567", "0044 7700, 900456", "Backend Developer", "Product Manager", "Offer",
		"On the moon", "Porto", "TX", "Acme GmbH", "linkedin.com/in/someone", "https://example.org/a?b=c", "go; sql; k8s", "A note\nof two lines", "123", "4.47E+11", "N17", "Mr.", "Dr", strings.Repeat("long words ", 40),
		strings.Repeat("t,", 130) + "last", "=1+1", "'+1 555", "“quoted”", "a\u200bb", "Müller, Jörg", "true", "deutsch", strings.Repeat("q", 400), "Total"}
	random := rand.New(rand.NewPCG(13, 1))
	for n := range 450 {
		kind := importer.Kinds()[n%3]
		columns := make([]string, 0, 9)
		pick := random.Perm(len(headers[kind]))
		for _, i := range pick[:3+random.IntN(6)] {
			columns = append(columns, headers[kind][i])
		}
		fixed := map[string]func() string{}
		switch kind {
		case importer.Candidates:
			fixed["Person"] = func() string { return "" }
			fixed["Name"] = func() string {
				return []string{"Ana Silva", "Maja Nowak", "Lakshmi Iyer", "Cy Doe", ""}[random.IntN(5)]
			}
		case importer.Jobs:
			fixed["Title"] = func() string { return []string{"Chef", "Product Manager", "Welder", "Nurse"}[random.IntN(4)] }
		case importer.Interviews:
			fixed["Candidate email"] = func() string { return []string{"maja@example.com", "lakshmi@example.com"}[random.IntN(2)] }
			fixed["Start"] = func() string { return fmt.Sprintf("2026-12-0%dT10:00:00Z", 1+random.IntN(9)) }
			fixed["Duration"] = func() string { return "45" }
		}
		for name := range fixed {
			if !strings.Contains("\x00"+strings.Join(columns, "\x00")+"\x00", "\x00"+name+"\x00") {
				columns = append(columns, name)
			}
		}
		rows := [][]string{columns}
		for range 1 + random.IntN(5) {
			row := make([]string, len(columns))
			for i, name := range columns {
				row[i] = values[random.IntN(len(values))]
				if set, is := fixed[name]; is {
					row[i] = set()
				}
			}
			rows = append(rows, row)
		}
		text := written(t, n, rows)
		w := ready()
		r, err := service(w).Import(context.Background(), robin, kind, importer.Text("file", []byte(text)), importer.Options{Source: "acme"})
		if err != nil {
			continue // it is refused as a whole, and says so
		}
		if r.Bad.Count+r.Skipped.Count > 0 || strings.Contains(fmt.Sprint(r.Duplicates.Rows), "not kept") {
			continue // the lines of those rows are named, and all that is in them
		}
		for _, value := range lost(t, text, w, r) {
			t.Errorf("%s %d: lost %s\n%s\n%s", kind, n, value, text, r.Summary())
		}
	}
}

// written is a table as CSV, or as objects.
func written(t *testing.T, n int, rows [][]string) string {
	t.Helper()
	var b strings.Builder
	if n%2 == 0 {
		out := csv.NewWriter(&b)
		if err := out.WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	var objects []map[string]string
	for _, row := range rows[1:] {
		o := map[string]string{}
		for i, value := range row {
			o[rows[0][i]] = value
		}
		objects = append(objects, o)
	}
	text, err := json.Marshal(map[string]any{"list of things": objects})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
