package importer_test

import (
	"context"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/importer"
)

// TestAPartDoesNotRefuseTheWhole imports rows of which one part does not fit: the
// person comes in, a remark says so, and nothing of the row is lost.
func TestAPartDoesNotRefuseTheWhole(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Head of everything ", 20)
	var tags []string
	for i := range 104 {
		tags = append(tags, "tag"+string(rune('a'+i%26))+string(rune('a'+i/26)))
	}
	w := &workspace{}
	table := "Name;E-Mail;Phone;Title;Tags;Notes;LinkedIn;Source;City;Notice period\n" +
		"Ana;ana@example.com, a2@example.com;+351 912 345 678;" + long + ";\"" + strings.Join(tags, ",") + "\";A note;linkedin.com/in/ana;Referral;Porto;3 months\n" +
		"B\u200bo;\ufeffbo@example.com\u200b;;;;;not a link;;;\n" +
		"Cy;cy@example.com oops@;;;;;;;;\n" +
		"Total;;;;;;;;;\n"
	r, err := service(w).Import(context.Background(), robin, importer.Candidates, file(t, table), importer.Options{})
	if err != nil || r.Added != 3 || r.Skipped.Count != 1 || r.Bad.Count != 0 || r.Rows != 4 {
		t.Fatalf("%+v, %v", r, err)
	}
	ana := w.people[0]
	if ana.Email != "ana@example.com" || strings.Join(ana.Emails, " ") != "a2@example.com" || ana.Field("Headline") != strings.TrimSpace(long) || len(ana.Tags) != 100 ||
		ana.Field("Other tags") == "" || ana.Field("Notice period") != "3 months" || ana.Residence != "Porto" || ana.Origin != "Referral" || ana.Links[0] != "https://www.linkedin.com/in/ana" {
		t.Errorf("came in as %+v", ana)
	}
	if len(w.notes) != 1 || w.notes[0].Text != "A note" || w.notes[0].Author != "import" {
		t.Errorf("notes %+v", w.notes)
	}
	if bo := w.people[1]; bo.Name != "Bo" || bo.Email != "bo@example.com" || bo.Field("Link") != "not; a; link" && bo.Field("Link") == "" {
		t.Errorf("came in as %+v", bo)
	}
	if cy := w.people[2]; cy.Email != "cy@example.com" {
		t.Errorf("came in as %+v", cy)
	}
	dropped, err := service(&workspace{}).Plan(context.Background(), importer.Candidates, file(t, table), importer.Options{DropUnknown: true})
	if err != nil || dropped.Columns[9].Becomes != "dropped" || r.Columns[9].Becomes != "own field" || importer.InWords("source, else own field") != "source, else custom field" || r.Columns[5].Becomes != "note" || len(dropped.Samples) != 3 {
		t.Errorf("%+v, %v", dropped, err)
	}
}

// TestEnvelopesAndNesting reads lists that stand inside other objects, and values
// inside others.
func TestEnvelopesAndNesting(t *testing.T) {
	t.Parallel()
	person := `{"applicant": {"email": "ana@example.com"}, "full_name": "Ana", "work": {"city": "Porto", "years": 3}}`
	for _, text := range []string{
		`[` + person + `]`, `{"data": [` + person + `], "paging": {"next": null}}`, `{"total": 1, "results": {"candidates": [` + person + `]}, "x": 1}`,
		`{"meta": {"page": 1, "list": [1, 2]}, "applications": [` + person + `]}`, `{"data": ` + person + `}`, person,
	} {
		w := &workspace{}
		r, err := service(w).Import(context.Background(), robin, importer.Candidates, file(t, text), importer.Options{})
		if err != nil || len(w.people) != 1 || w.people[0].Email != "ana@example.com" || w.people[0].Field("work.years") != "3" || w.people[0].Field("work.city") != "Porto" {
			t.Errorf("%s: %+v, %v, %+v", text, w.people, err, r)
		}
	}
	w := &workspace{}
	m := importer.Mapping{"who.contact[0].mail": importer.Email}
	if _, err := service(w).Import(context.Background(), robin, importer.Candidates, file(t, `[{"name": "Bo", "who": {"contact": [{"mail": "bo@example.com"}]}}]`), importer.Options{Mapping: m}); err != nil || w.people[0].Email != "bo@example.com" {
		t.Errorf("%+v, %v", w.people, err)
	}
	w = &workspace{}
	contact := "Contact,Skills\n\"Ana Ríos <ana@example.com> +351 912 345 678\",go\n\"Bo Ek, bo@example.com\",go\n"
	if _, err := service(w).Import(context.Background(), robin, importer.Candidates, file(t, contact), importer.Options{}); err != nil || len(w.people) != 2 ||
		w.people[0].Name != "Ana Ríos" || w.people[0].Phone != "+351 912 345 678" || w.people[1].Name != "Bo Ek" || w.people[1].Email != "bo@example.com" {
		t.Errorf("%+v, %v", w.people, err)
	}
}

// TestUnknownEnvelopes finds the list whatever it is called and stands in, and
// says when it is one page of several.
func TestUnknownEnvelopes(t *testing.T) {
	t.Parallel()
	ana, bo := `{"name": "Ana", "email": "ana@example.com"}`, `{"name": "Bo", "email": "bo@example.com"}`
	for text, test := range map[string]struct {
		people int
		guess  string
	}{
		`{"bewerberliste": [` + ana + `,` + bo + `]}`:                                                                    {2, `"bewerberliste"`},
		`{"name": "Export of Acme", "exported_by_email": "x@example.com", "people": [` + ana + `]}`:                      {1, `"people"`},
		`{"a": {"b": {"things": [` + ana + `,` + bo + `]}}, "stages": [{"id": 1, "label": "Applied"}]}`:                  {2, "stages"},
		`{"stages": [{"id": 1, "name": "Applied"}, {"id": 2, "name": "Hired"}], "xs": [` + ana + `,` + bo + `], "t": 1}`: {2, `"xs"`},
		`{"full_name": "Ana", "email": "ana@example.com", "applications": [{"id": 1, "name": "x"}]}`:                     {1, ""},
		`{"results": [` + ana + `], "total": 512}`:                                                                       {1, "The file contains 1 of 512"},
		`{"total": 1, "results": [` + ana + `], "next": null}`:                                                           {1, ""},
		`{"meta": {"pagination": {"total_count": 40}}, "candidates": [` + ana + `,` + bo + `]}`:                          {2, "contains 2 of 40"},
		`{"items": [` + ana + `], "paging": {"next": "https://example.com/2"}}`:                                          {1, "one page of several"},
		`{"name": "Ana", "email": "ana@example.com", "skills": [{"name": "Go"}]}`:                                        {1, ""},
		`{"response": {"candidate": ` + ana + `}}`:                                                                       {1, ""},
	} {
		w := &workspace{}
		r, err := service(w).Import(context.Background(), robin, importer.Candidates, file(t, text), importer.Options{})
		said := strings.Join(r.Guesses, " ")
		if err != nil || len(w.people) != test.people || w.people[0].Email != "ana@example.com" || !strings.Contains(said, test.guess) ||
			test.guess == "" && strings.Contains(said, "page") {
			t.Errorf("%s: %+v, %v, %q", text, w.people, err, said)
		}
	}
}

// TestAThingWithListsIsNoEnvelope reads an object as the one thing that it is.
func TestAThingWithListsIsNoEnvelope(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`{"title": "Chef", "responsibilities": ["cook"], "skills": [{"name": "Knives", "keywords": ["sharp"]}]}`,
		`{"title": "Chef", "openings": [{"id": 1, "name": "First"}], "description": "Cook"}`,
	} {
		w := &workspace{}
		if _, err := service(w).Import(context.Background(), robin, importer.Jobs, file(t, text), importer.Options{}); err != nil || len(w.jobs) != 1 || w.jobs[0].Title != "Chef" {
			t.Errorf("%s: %+v, %v", text, w.jobs, err)
		}
	}
}

// TestWhatStandsAboveTheHeaderIsSaid names the instructions of a template.
func TestWhatStandsAboveTheHeaderIsSaid(t *testing.T) {
	t.Parallel()
	r, err := service(&workspace{}).Plan(context.Background(), importer.Candidates, file(t, "Exported by Acme,,\nDo not edit,,\nName,Email,Phone\nAna,ana@example.com,\n"), importer.Options{})
	if err != nil || r.Rows != 1 || !strings.Contains(strings.Join(r.Guesses, " "), "above the header in line 3 were not read: Exported by Acme / Do not edit") {
		t.Errorf("%+v, %v", r.Guesses, err)
	}
}

// TestDatesAreLearntFromTheFile reads dates in numbers, and rows for each
// interviewer.
func TestDatesAreLearntFromTheFile(t *testing.T) {
	t.Parallel()
	head := "email,job,date,time,time_zone,duration,location,interviewer\n"
	for _, test := range []struct {
		rows, order, guess, first string
		bad                       int
	}{
		{"ana@example.com,J-1,04/05/2026 00:00:00,14:30,UTC,45,x,\nana@example.com,J-1,25/05/2026,14:30,UTC,45,x,\n", "", "day first", "2026-05-04", 0},
		{"ana@example.com,J-1,04/05/2026,14:30,UTC,45,x,\nana@example.com,J-1,05/25/2026,14:30,UTC,45,x,\n", "", "month first", "2026-04-05", 0},
		{"ana@example.com,J-1,04/05/2026,14:30,UTC,45,x,\n", "mdy", "", "2026-04-05", 0},
		{"ana@example.com,J-1,04/05/2026,14:30,UTC,45,x,\n", "", "In 1 date it is unclear whether the day or the month", "", 1},
	} {
		w := staffed()
		r, err := service(w).Import(context.Background(), robin, importer.Interviews, file(t, head+test.rows), importer.Options{Source: "acme", DateOrder: test.order})
		if err != nil || r.Bad.Count != test.bad || test.first != "" && w.meets[0].Interview.Start.Format("2006-01-02 15:04") != test.first+" 14:30" || !strings.Contains(strings.Join(r.Guesses, " "), test.guess) {
			t.Errorf("%q: %+v, %v", test.rows, r, err)
		}
	}
	w := staffed()
	rows := "ana@example.com,J-1,2026-12-01,14:30,UTC,45,x,Dana Ortiz\nana@example.com,J-1,2026-12-01,14:30,UTC,45,x,lee@example.com\n"
	r, err := service(w).Import(context.Background(), robin, importer.Interviews, file(t, head+rows), importer.Options{Source: "acme"})
	if err != nil || r.Added != 1 || r.Joined != 1 || len(w.meets[0].People) != 3 {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestClosedJobs holds the words for a job that is no opening any more.
func TestClosedJobs(t *testing.T) {
	t.Parallel()
	for row, closed := range map[string]bool{
		`"closed": true`: true, `"closed": false`: false, `"state": "closed"`: true, `"archived": "yes"`: true, `"status": "On hold"`: true, `"status": "open"`: false, `"state": "geschlossen"`: true,
	} {
		w := &workspace{}
		_, err := service(w).Import(context.Background(), robin, importer.Jobs, file(t, `[{"title": "Chef", `+row+`}]`), importer.Options{})
		if err != nil || (w.jobs[0].Status == recruit.JobClosed) != closed {
			t.Errorf("%s: %+v, %v", row, w.jobs, err)
		}
	}
}
