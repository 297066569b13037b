package importer_test

import (
	"context"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/importer"
)

// TestNumbersWithinOneFile imports files in which rows share a number, an address or a
// line, and holds who came, who is linked to what, and what the report says. The
// trial says the same.
func TestNumbersWithinOneFile(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		file, source string
		links        string // who is linked to what
		numbers      string // who has which number
		said         string // of all rows
	}{
		"one number, two people": {
			file:   "id,name,email,job_id\n17,Ana Silva,ana@example.com,J1\n17,Bob Jones,bob@example.com,J2\n17,Bob Jones,bob@example.com,J1\n",
			source: "greenhouse", links: "Ana Silva: Chef; Bob Jones: Pilot; Bob Jones: Chef", numbers: "Ana Silva 17 of greenhouse; Bob Jones  of ",
			said: "the ID 17 is that of Ana Silva, ana@example.com (line 2) here, but neither name nor address matches, so they are treated as two people; the ID is kept in the custom fields",
		},
		"one number, two people without addresses, one twice": {
			file:   "id,name,job_id\n17,Ana Silva,J1\n17,Bob Jones,J2\n17,Bob Jones,J1\n",
			source: "greenhouse", links: "Ana Silva: Chef; Bob Jones: Pilot; Bob Jones: Chef", said: "is in line 3 already",
		},
		"one number, two names, one telephone": {
			file: "id,name,phone\n17,Ana Silva,+351 912 345 678\n17,Ana Ríos,912345678\n", source: "acme", numbers: "Ana Silva 17 of acme", said: "is in line 2 already",
		},
		"a number of no source, two people": {
			file: "id,name\n17,Ana Silva\n17,Bob Jones\n17,Ana Silva\n", numbers: "Ana Silva 17 of ; Bob Jones 17 of ", said: "the ID 17 is that of Ana Silva (line 2) here",
		},
		"a row that only refers, behind the person": {
			file:   "id,name,email,job_id\n17,Ana Silva,ana@example.com,\n17,,,J1\n",
			source: "greenhouse", links: "Ana Silva: Chef", said: "is in line 2 already",
		},
		"a row that only refers, behind a number that was learnt": {
			file:   "id,name,email,job_id\n17,Ana Silva,ana@example.com,\n18,Ana Silva,ana@example.com,\n18,,,J1\n",
			source: "greenhouse", links: "Ana Silva: Chef", said: "line 4: 18 is in line 2 already",
		},
		"a row that only refers, in front of the person": {
			file: "id,name,email,job_id\n17,,,J1\n17,Ana Silva,ana@example.com,\n", source: "greenhouse", said: "candidate 17 of greenhouse is not known here",
		},
		"a number and an address, no name": {
			file: "id,name,email,job_id\n17,,ana@example.com,J1\n", source: "greenhouse", links: "ana@example.com: Chef", numbers: "ana@example.com 17 of greenhouse", said: `has no name, and is called "ana@example.com"`,
		},
		"a number of someone else for someone known": {
			file: "id,name,email\n17,Ana Silva,ana@example.com\n18,Bob Jones,bob@example.com\n17,Bob Jones,bob@example.com\n", source: "acme",
			said: "the ID 17 is that of Ana Silva, ana@example.com (line 2) in acme, so it was not kept for Bob Jones",
		},
		"people in one line": {
			file:  `[{"name": "Ana Silva", "email": "ana@example.com", "job_id": "J1"}, {"name": "Bob Jones", "email": "bob@example.com", "job_id": "J1"}]`,
			links: "Ana Silva: Chef; Bob Jones: Chef", source: "greenhouse",
		},
		"one profile, two people": {
			file:    "name,linkedin\nAna Silva,https://www.linkedin.com/in/silva\nBob Silva,https://www.linkedin.com/in/silva\nSilva Ana,https://www.linkedin.com/in/silva\n",
			numbers: "Ana Silva; Bob Silva", said: "is in line 2 already",
		},
		"two applications for one job": {
			file: "name,email,job_id,stage,application_id\nAna Silva,ana@example.com,J1,Interview,A1\nAna Silva,ana@example.com,J1,Offer,A2\n", source: "greenhouse",
			links: "Ana Silva: Chef", said: "stays in the stage Interview of Chef, not in Offer as the row says",
		},
		"an application that is numbered later, and another one": {
			file:  `[` + greenhouse(``) + `,` + greenhouse(`"id": 5,`) + `,` + greenhouse(`"id": 6,`) + `]`,
			links: "Ana Silva: Chef", numbers: "Ana Silva; 5", said: "kept as a note, because it was not known: Application id",
		},
		"a note that begins as another": {
			file: "name,email,shoe size\nAna Silva,ana@example.com,\nAna Silva,ana@example.com,38\nAna Silva,ana@example.com,3\n", said: "line 4: Ana Silva, ana@example.com is in line 2 already; kept as a note, because it was not known: shoe size",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := &workspace{}
			for i, title := range []string{"Chef", "Pilot"} {
				w.jobs = append(w.jobs, recruit.Job{ID: recruit.JobID(i + 1), Title: title, ExternalID: []string{"J1", "J2"}[i], ExternalSource: "greenhouse", Status: recruit.JobOpen, Stages: recruit.DefaultStages()})
			}
			o := importer.Options{Source: test.source}
			trial, err := service(w).Plan(context.Background(), importer.Candidates, file(t, test.file), o)
			if err != nil {
				t.Fatal(err)
			}
			r, err := service(w).Import(context.Background(), robin, importer.Candidates, file(t, test.file), o)
			if err != nil || r.Added != len(w.people) || trial.Added != r.Added || trial.Linked != r.Linked || trial.Noted != r.Noted || trial.Learnt != r.Learnt {
				t.Errorf("the trial says %s\nand the import %s, %v", trial.Summary(), r.Summary(), err)
			}
			var links, numbers []string
			for _, l := range w.links {
				links = append(links, w.people[l.CandidateID-1].Name+": "+w.jobs[l.JobID-1].Title)
			}
			for _, c := range w.people {
				numbers = append(numbers, c.Name+" "+c.ExternalID+" of "+c.ExternalSource)
			}
			for _, l := range w.links {
				numbers = append(numbers, l.ExternalID)
			}
			if got := strings.Join(links, "; "); got != test.links {
				t.Errorf("links: %s; want %s", got, test.links)
			}
			for want := range strings.SplitSeq(test.numbers, "; ") {
				if !strings.Contains(strings.Join(numbers, "; "), want) {
					t.Errorf("numbers: %s; want %s", strings.Join(numbers, "; "), want)
				}
			}
			var said strings.Builder
			for _, f := range []importer.Findings{r.Duplicates, r.Bad, r.Remarks} {
				for _, row := range f.Rows {
					said.WriteString("line " + string(rune('0'+row.Line)) + ": " + row.Reason + "\n")
				}
			}
			if !strings.Contains(said.String(), test.said) || strings.Contains(said.String(), "meanwhile") {
				t.Errorf("the report says\n%s\nwithout %s", said.String(), test.said)
			}
		})
	}
}

// TestNotesOfSomebodyAddedMeanwhile keeps the notes of rows about a person whom
// someone else adds while the file is read.
func TestNotesOfSomebodyAddedMeanwhile(t *testing.T) {
	t.Parallel()
	w := &workspace{race: []recruit.Candidate{{ID: 1, Name: "Ana", Email: "ana@example.com"}}}
	r, err := service(w).Import(context.Background(), robin, importer.Candidates, file(t, "Name,Email,Notes,Shoe size\nAna,ana@example.com,Likes tea,\nAna,ana@example.com,,38\n"), importer.Options{})
	if err != nil || r.Added != 0 || r.Noted != 2 || len(w.people) != 1 || len(w.notes) != 2 || w.notes[0].CandidateID != 1 || !strings.Contains(w.notes[1].Text, "Shoe size: 38") {
		t.Errorf("%s, %v: %+v", r.Summary(), err, w.notes)
	}
}

// greenhouse is a candidate with an application, as Greenhouse exports them.
func greenhouse(number string) string {
	return `{"id": 17, "first_name": "Ana", "last_name": "Silva", "email_addresses": [{"value": "ana@example.com"}], "applications": [{` + number + `"status": "active", "jobs": [{"id": "J1", "name": "Chef"}]}]}`
}

// TestOwnExportsLearnTheirNumbers keeps the number of an exported person under the
// system that it is of.
func TestOwnExportsLearnTheirNumbers(t *testing.T) {
	t.Parallel()
	w := &workspace{people: []recruit.Candidate{{ID: 1, Name: "Ana Silva", Email: "ana@example.com"}}}
	const table = "id,name,email,further_emails,phone,external_id,external_source,created_at,applications,notes\n3,Ana Silva,ana@example.com,,,17,greenhouse,2026-01-02T03:04:05Z,,\n"
	r, err := service(w).Import(context.Background(), robin, importer.Candidates, file(t, table), importer.Options{})
	if err != nil || r.Learnt != 1 || len(w.numbers) != 1 || w.numbers[0].Source != "greenhouse" || w.numbers[0].Number != "17" {
		t.Errorf("%s, %v: %+v", r.Summary(), err, w.numbers)
	}
}
