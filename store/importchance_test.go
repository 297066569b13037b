package store

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/importer"
	"recruitty/recruit/sanitize"
	"recruitty/store/columns"
)

// chanceRow is a row of a file in which names, addresses, numbers and jobs come in
// any combination.
type chanceRow struct{ id, name, email, phone, link, job, stage, application, size string }

// chanceRows are some such rows.
func chanceRows(r *rand.Rand) []chanceRow {
	any := func(often int, of ...string) string {
		if r.IntN(10) >= often {
			return ""
		}
		return of[r.IntN(len(of))]
	}
	all := make([]chanceRow, 2+r.IntN(9))
	for i := range all {
		all[i] = chanceRow{
			id: any(7, "17", "18", "1"), name: any(9, "Ana Silva", "Bob Jones", "Silva Ána", "Cy Dee"),
			email: any(6, "ana@example.com", "bob@example.com", "cy@example.com", "ana@example.com; cy@example.com", "else@example.com"),
			phone: any(4, "+351 912 345 678", "912345678", "555 01", "+44 20 7946 0001"), link: any(3, "https://www.linkedin.com/in/ana", "https://www.linkedin.com/in/bob"),
			job: any(6, "Baker", "Miller", "Pilot"), stage: any(5, "Interview", "Offer", "On the moon"), application: any(3, "A1", "A2"), size: any(3, "38", "41"),
		}
		if i > 0 && r.IntN(4) == 0 { // someone of before, in another way
			all[i].id, all[i].name = all[r.IntN(i)].id, all[r.IntN(i)].name
		}
	}
	return append(all, chanceRow{name: "Last One", email: "last@example.com"}) // so that it looks like a list of people
}

// chanceFile writes rows as a table, or as objects that all stand in one line.
func chanceFile(rows []chanceRow, objects bool) importer.File {
	heads := []string{"id", "name", "email", "phone", "linkedin", "job", "stage", "application id", "shoe size"}
	var b strings.Builder
	table := csv.NewWriter(&b)
	_ = table.Write(heads)
	var list []string
	for _, r := range rows {
		cells := []string{r.id, r.name, r.email, r.phone, r.link, r.job, r.stage, r.application, r.size}
		_ = table.Write(cells)
		var parts []string
		for i, cell := range cells {
			parts = append(parts, fmt.Sprintf("%q: %q", heads[i], cell))
		}
		list = append(list, "{"+strings.Join(parts, ", ")+"}")
	}
	table.Flush()
	if objects {
		return importer.Text("chance.json", []byte("["+strings.Join(list, ", ")+"]"))
	}
	return importer.Text("chance.csv", []byte(b.String()))
}

// chanceWorld is a workspace with two jobs and some people who may be those of a file.
func chanceWorld(t *testing.T, r *rand.Rand) *world {
	t.Helper()
	w := newWorld(t)
	for _, title := range []string{"Baker", "Miller"} {
		_, err := w.SaveJob(w.ctx, recruit.Job{Title: title, Status: recruit.JobOpen, Stages: recruit.DefaultStages()}, recruit.Activity{})
		must(t, err)
	}
	for _, c := range []recruit.Candidate{
		{Name: "Ana Silva", ExternalID: "17", ExternalSource: "acme"}, {Name: "Bob Jones", Email: "bob@example.com", ExternalID: "17"}, {Name: "Zed", ExternalID: "18", Phone: "+351 912 345 678"},
		{Name: "Cy Dee", CandidateDetails: recruit.CandidateDetails{Links: []string{"https://www.linkedin.com/in/bob"}}}, {Name: "Eve", Email: "cy@example.com", ExternalID: "1", ExternalSource: "other"},
	} {
		if r.IntN(3) == 0 {
			_, err := w.SaveCandidate(w.ctx, c, recruit.Activity{})
			must(t, err)
		}
	}
	return w
}

// chancePerson is someone of the workspace with everything that is known of them.
type chancePerson struct {
	recruit.Profile
	numbers []string // each with its source
}

// said is all that stands in the record of a person.
func (p chancePerson) said() string {
	c := p.Candidate
	all := slices.Concat([]string{c.Name, c.Email, c.Phone, c.Headline, c.ExternalID}, c.Emails, c.Phones, c.Links, p.numbers)
	for _, f := range c.Fields {
		all = append(all, f.Name+": "+f.Value)
	}
	for _, n := range p.Notes {
		all = append(all, n.Text)
	}
	for _, a := range p.Applications {
		all = append(all, a.JobTitle, a.Stage, a.ExternalID)
	}
	return strings.Join(all, "\n")
}

// people are all of a workspace, in the order in which they came.
func (w *world) people(t *testing.T) (all []chancePerson) {
	t.Helper()
	page, err := w.CandidatePage(w.ctx, recruit.CandidateFilter{Limit: 500})
	must(t, err)
	for _, row := range page.Rows {
		profile, err := w.Profile(w.ctx, row.ID)
		must(t, err)
		p := chancePerson{Profile: profile}
		rows, err := w.readers.QueryContext(w.ctx, "SELECT source || ' ' || number FROM candidate_numbers WHERE candidate_id = ? ORDER BY 1", row.ID)
		p.numbers, err = columns.Collect(rows, err, func(row columns.Scanner) (s string, err error) {
			err = row.Scan(&s)
			return s, err
		})
		must(t, err)
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b chancePerson) int { return int(a.Candidate.ID - b.Candidate.ID) })
	return all
}

// words is a person as text, to compare two workspaces.
func (p chancePerson) words() string {
	c := p.Candidate
	var more []string
	for _, n := range p.Notes {
		more = append(more, fmt.Sprintf("note of job %d: %s", n.JobID, n.Text))
	}
	for _, a := range p.Applications {
		more = append(more, fmt.Sprintf("%s, %s, %s %s", a.JobTitle, a.Stage, a.ExternalSource, a.ExternalID))
	}
	slices.Sort(more)
	return fmt.Sprintf("%d %s <%s> %s, %s %s, %+v\n%s", c.ID, c.Name, c.Email, c.Phone, c.ExternalSource, c.ExternalID, c.CandidateDetails, strings.Join(append(more, p.numbers...), "\n"))
}

// may reports whether a row may be about a person: something besides a bare number
// agrees, or the row is nothing but the number of a source.
func (r chanceRow) may(p chancePerson, source string) bool {
	c := p.Candidate
	for address := range strings.SplitSeq(r.email, "; ") {
		if address != "" && slices.Contains(append(c.Emails, c.Email), address) {
			return true
		}
	}
	if sanitize.SameName(r.name, c.Name) || r.name == "" && (r.email == c.Name || r.phone == c.Name) {
		return true
	}
	number := r.id != "" && (c.ExternalID == r.id || slices.ContainsFunc(p.numbers, func(n string) bool { return strings.HasSuffix(n, " "+r.id) }))
	ends := recruit.PhoneEnd(recruit.Candidate{Phone: r.phone})
	return number && (ends != "" && ends == recruit.PhoneEnd(c) || r.name == "" && source != "")
}

// kept reports whether all that a row says stands in the record of a person, but what
// the report says of the row.
func (r chanceRow) kept(p chancePerson, remarks string) bool {
	said := p.said()
	for _, value := range []string{r.id, r.phone, r.link, r.job, r.stage, r.application, r.size} {
		if !strings.Contains(said, value) && !strings.Contains(remarks, value) {
			return false
		}
	}
	for address := range strings.SplitSeq(r.email, "; ") {
		if !strings.Contains(said, address) {
			return false
		}
	}
	return sanitize.SameName(r.name, p.Candidate.Name) || strings.Contains(said, r.name)
}

// findings are rows of a report by their lines.
func findings(f importer.Findings) string {
	var lines []string
	for _, row := range f.Rows {
		lines = append(lines, fmt.Sprintf("%d: %s", row.Line, row.Reason))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func reported(r importer.Report) string {
	return fmt.Sprintf("%d rows, %d added, %d linked, %d noted, %d learnt\nknown: %s\nbad: %s\nremarks: %s",
		r.Rows, r.Added, r.Linked, r.Noted, r.Learnt, findings(r.Duplicates), findings(r.Bad), findings(r.Remarks))
}

// TestNobodyIsLostOrLinkedToAnother imports files of any rows, with and without a
// source, into workspaces that know some of the people. Whatever is written together,
// the same comes of it, and a trial says so before; what each row says is kept with
// someone of whom it may be, or the report says why not; and nobody is linked to a
// job that no row of theirs names.
func TestNobodyIsLostOrLinkedToAnother(t *testing.T) {
	t.Parallel()
	for seed := range uint64(10) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			rows := chanceRows(rand.New(rand.NewPCG(seed, 1)))
			source, objects := []string{"", "acme"}[seed%2], seed%3 == 0
			var want string
			for _, together := range []int{5000, 1, 3} {
				w := chanceWorld(t, rand.New(rand.NewPCG(seed, 2)))
				before := w.people(t)
				s := importer.New(w.DB, w.clock)
				s.AtOnce = together
				o := importer.Options{Source: source}
				trial, err := s.Plan(w.ctx, importer.Candidates, chanceFile(rows, objects), o)
				must(t, err)
				r, err := s.Import(w.ctx, w.member, importer.Candidates, chanceFile(rows, objects), o)
				must(t, err)
				if reported(trial) != reported(r) {
					t.Errorf("%d together: the trial says\n%s\nand the import\n%s", together, reported(trial), reported(r))
				}
				after := w.people(t)
				var all []string
				for _, p := range after {
					all = append(all, p.words())
				}
				got := reported(r) + "\n" + strings.Join(all, "\n")
				if want == "" {
					want = got
				}
				if got != want {
					t.Errorf("%d together there is\n%s\nand otherwise\n%s", together, got, want)
				}
				if r.Rows != len(rows) || r.Rows != r.Added+r.Duplicates.Count+r.Bad.Count || len(after) != len(before)+r.Added {
					t.Errorf("%d people were %d: %s", len(after), len(before), reported(r))
				}
				checkRows(t, rows, before, after, r, source, objects)
				again, err := s.Import(w.ctx, w.member, importer.Candidates, chanceFile(rows, objects), o)
				if must(t, err); again.Added != 0 {
					t.Errorf("%d together, again: %s", together, reported(again))
				}
			}
			if t.Failed() {
				t.Logf("source %q: %+v", source, rows)
			}
		})
	}
}

// checkRows looks for each row among the people, and for each link among the rows.
func checkRows(t *testing.T, rows []chanceRow, before, after []chancePerson, r importer.Report, source string, objects bool) {
	t.Helper()
	line := func(n int) int {
		if objects {
			return 1
		}
		return n + 2
	}
	remarks := func(n int) (text string) {
		for _, row := range append(r.Remarks.Rows, r.Bad.Rows...) {
			if row.Line == line(n) {
				text += row.Reason + "\n"
			}
		}
		return text
	}
	for n, row := range rows {
		bad := slices.ContainsFunc(r.Bad.Rows, func(b importer.Row) bool { return b.Line == line(n) })
		if !bad && !slices.ContainsFunc(after, func(p chancePerson) bool { return row.may(p, source) && row.kept(p, remarks(n)) }) {
			t.Errorf("row %d is lost: %+v; remarks: %s", n, row, remarks(n))
		}
	}
	for i, p := range after {
		for _, a := range p.Applications {
			if i < len(before) {
				if _, was := before[i].Application(a.JobID); was {
					continue
				}
			}
			if !slices.ContainsFunc(rows, func(row chanceRow) bool { return row.job == a.JobTitle && row.may(p, source) }) {
				t.Errorf("%s is linked to %s, which no row of theirs names", p.Candidate.Name, a.JobTitle)
			}
		}
	}
}
