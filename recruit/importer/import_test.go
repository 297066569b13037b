package importer_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"recruitty/recruit"
	"recruitty/recruit/importer"
)

const jobTable = "Sample postings\n\nJob ID,Business Title,Agency,Posting Type,Job Category\n" +
	"11,Nurse,Health,External,Health\n" +
	"12,Clerk,Parks,External,NaN\n" +
	"11,Nurse,Health,Internal,Health\n" +
	"13,,Parks,Internal,Health\n" +
	"14,\"Welder, senior\",Works,External,\"two\nlines\"\n" +
	"15,Broken \"quote\",Works,External,fine\n" +
	"16,\"not closed,Works,External,x\n" +
	"17,Too,many,cells,in,this,row\n"

func TestJobsOfATable(t *testing.T) {
	t.Parallel()
	w := &workspace{}
	s := service(w)
	dry, err := s.Plan(context.Background(), importer.Jobs, file(t, jobTable), importer.Options{})
	if err != nil || dry.Added != 4 || dry.Batch != 0 || !dry.DryRun || w.writes != 0 {
		t.Fatalf("a dry run gave %+v, %v after %d writes", dry, err, w.writes)
	}
	r, err := s.Import(context.Background(), robin, importer.Jobs, file(t, jobTable), importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Rows != 8 || r.Added != 4 || r.Duplicates.Count != 1 || r.Bad.Count != 3 || r.Batch != 7 {
		t.Errorf("the report is %+v", r)
	}
	if d := r.Duplicates.Rows[0]; d.Line != 6 || d.Reason != "job 11 is in line 4 already; the differences in this row were not kept" {
		t.Errorf("the duplicate is %+v", d)
	}
	var bad []int
	for _, b := range r.Bad.Rows {
		bad = append(bad, b.Line)
	}
	if len(bad) != 3 || bad[0] != 7 || bad[1] != 11 || bad[2] != 12 {
		t.Errorf("bad lines are %v: %+v", bad, r.Bad.Rows)
	}
	if j := w.jobs[2]; j.Title != "Welder, senior" || j.Department != "Works" || j.Description != "Posting Type: External\nJob Category: two\nlines" {
		t.Errorf("a job came in as %+v", j)
	}
	if len(w.log) != 2 || w.log[0].Text != "Began import 7: sample.csv, 8 rows, as jobs" || !strings.Contains(w.log[1].Text, "Imported 4 of 8 rows of sample.csv as jobs") {
		t.Errorf("the log says %+v", w.log)
	}
	again, err := s.Import(context.Background(), robin, importer.Jobs, file(t, jobTable), importer.Options{})
	if err != nil || again.Added != 0 || again.Duplicates.Count != 5 || again.Batch != 0 || w.writes != 1 || len(w.log) != 2 {
		t.Errorf("the second import gave %+v, %v, %d writes", again, err, w.writes)
	}
}

func TestCandidatesAreLinked(t *testing.T) {
	t.Parallel()
	w := &workspace{jobs: []recruit.Job{
		{ID: 1, Title: "Backend Engineer", ExternalID: "B-1", ExternalSource: "acme", Status: recruit.JobOpen, Stages: recruit.DefaultStages()},
		{ID: 2, Title: "Designer", Status: recruit.JobOpen, Stages: recruit.DefaultStages()},
		{ID: 3, Title: "Designer II", Status: recruit.JobClosed, Stages: recruit.DefaultStages()},
	}}
	table := "Vorname;Nachname;E-Mail;Job title;Company;Tags;Job;Stage;Time zone\n" +
		"Zoë;Łukasik;zoe@EXAMPLE.com;Engineer;Acme;go, sql;backend engineer;INTERVIEW;lisbon\n" +
		"Zoë;Łukasik;Zoe@example.com;;;;Designer;;\n" + // one row for each job
		"Jun;Mori;jun@example.com, jun2@example.com;;;;B-1;On the moon;Nowhere\n" +
		"Ana;Null;ana@example.com;NULL;N/A;;Designer II;;\n" +
		"Bo;Ek;not an address;;;;;;\n" +
		"Per;Bo;;;;;Pilot;;\n"
	r, err := service(w).Import(context.Background(), robin, importer.Candidates, file(t, table), importer.Options{Source: "acme"})
	if err != nil {
		t.Fatal(err)
	}
	if r.Rows != 6 || r.Added != 5 || r.Linked != 3 || r.Duplicates.Count != 1 || r.Bad.Count != 0 || r.Remarks.Count != 5 {
		t.Errorf("the report is %+v", r)
	}
	zoe := w.people[0]
	if zoe.Name != "Zoë Łukasik" || zoe.Email != "zoe@example.com" || zoe.Headline != "Engineer, Acme" || zoe.TimeZone != "Europe/Lisbon" || strings.Join(zoe.Tags, "|") != "go|sql" {
		t.Errorf("a candidate came in as %+v", zoe)
	}
	if a := w.links[0]; a.CandidateID != 1 || a.JobID != 1 || a.Stage != "Interview" {
		t.Errorf("the first link is %+v", a)
	}
	if a := w.links[1]; a.CandidateID != 1 || a.JobID != 2 || a.Stage != "Applied" {
		t.Errorf("the second link is %+v", a)
	}
	if c := w.people[2]; c.Name != "Ana Null" || c.Headline != "" {
		t.Errorf("a name that looks like nothing came in as %+v", c)
	}
	again, err := service(w).Import(context.Background(), robin, importer.Candidates, file(t, table), importer.Options{Source: "acme"})
	if err != nil || again.Added+again.Linked != 0 || again.Duplicates.Count != 6 || again.Noted != 0 || w.writes != 1 {
		t.Errorf("the second import gave %+v, %v", again, err)
	}
}

func TestWhoCameMeanwhileIsNotDoubled(t *testing.T) {
	t.Parallel()
	w := &workspace{race: []recruit.Candidate{{ID: 1, Name: "Ana", Email: "ana@example.com"}}}
	r, err := service(w).Import(context.Background(), robin, importer.Candidates, file(t, "name,email\nAna,ana@example.com\nBo,bo@example.com\n"), importer.Options{})
	if err != nil || r.Added != 1 || r.Duplicates.Count != 1 || len(w.people) != 2 {
		t.Errorf("report %+v, %v", r, err)
	}
}

func TestUndoAndRights(t *testing.T) {
	t.Parallel()
	w := &workspace{}
	s := service(w)
	u, err := s.Undo(context.Background(), robin, 7, nil)
	if err != nil || u != (recruit.Undone{Removed: 2, Kept: 1}) || len(w.log) != 2 {
		t.Errorf("undo gave %+v, %v", u, err)
	}
	guest := recruit.Member{ID: 2, Name: "Gil", Role: recruit.ReadOnly}
	if _, err := s.Undo(context.Background(), guest, 7, nil); !errors.Is(err, recruit.ErrRefused) || len(w.undone) != 1 {
		t.Errorf("a guest's undo gave %v", err)
	}
	if _, err := s.Import(context.Background(), guest, importer.Jobs, file(t, jobTable), importer.Options{}); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("a guest's import gave %v", err)
	}
}

func TestMapping(t *testing.T) {
	t.Parallel()
	const table = "Wer,Post,Was\nAna,ana@example.com,Chef\n"
	ctx := context.Background()
	_, err := service(&workspace{}).Plan(ctx, importer.Candidates, file(t, table), importer.Options{})
	if !errors.Is(err, recruit.ErrInvalid) || !strings.Contains(err.Error(), "Wer, Post, Was") || !strings.Contains(err.Error(), "first_name") {
		t.Errorf("a table without names gave %v", err)
	}
	m, err := importer.ParseMapping(importer.Candidates, []string{"wer=name", "Post=email", "Was=ignore"})
	if err != nil {
		t.Fatal(err)
	}
	w := &workspace{}
	if _, err := service(w).Import(ctx, robin, importer.Candidates, file(t, table), importer.Options{Mapping: m}); err != nil || w.people[0].Name != "Ana" || w.people[0].Email != "ana@example.com" {
		t.Errorf("people %+v, %v", w.people, err)
	}
	_, err = service(w).Plan(ctx, importer.Candidates, file(t, table), importer.Options{Mapping: importer.Mapping{"Wo": importer.Name}})
	if err == nil || !strings.Contains(err.Error(), `no column "Wo"; its columns are Wer, Post, Was`) {
		t.Errorf("an unknown column gave %v", err)
	}
	for _, arg := range []string{"Wer", "=name", "Wer=surname"} {
		if _, err := importer.ParseMapping(importer.Candidates, []string{arg}); !errors.Is(err, recruit.ErrInvalid) {
			t.Errorf("--map %s gave %v", arg, err)
		}
	}
}

func TestDelimitersAndEncodings(t *testing.T) {
	t.Parallel()
	const text = "Name,E-mail\r\nJosé Ñandú,jose@example.com\r\n"
	wide := func(order func(uint16) []byte, mark bool) string {
		var out []byte
		if mark {
			out = append(out, order(0xFEFF)...)
		}
		for _, u := range utf16.Encode([]rune(text)) {
			out = append(out, order(u)...)
		}
		return string(out)
	}
	little := func(u uint16) []byte { return []byte{byte(u), byte(u >> 8)} }
	big := func(u uint16) []byte { return []byte{byte(u >> 8), byte(u)} }
	for name, content := range map[string]string{
		"plain":         text,
		"old Mac lines": strings.ReplaceAll(text, "\r\n", "\r"),
		"semicolons":    strings.ReplaceAll(text, ",", ";"),
		"tabs":          strings.ReplaceAll(text, ",", "\t"),
		"bars":          strings.ReplaceAll(text, ",", "|"),
		"Excel's hint":  "sep=;\r\n" + strings.ReplaceAll(text, ",", ";"),
		"BOM":           "\xef\xbb\xbf" + text,
		"UTF-16 LE":     wide(little, true),
		"UTF-16 BE":     wide(big, true),
		"no mark LE":    wide(little, false),
		"no mark BE":    wide(big, false),
		"Windows-1252":  strings.NewReplacer("é", "\xe9", "Ñ", "\xd1", "ú", "\xfa").Replace(text),
		"JSON":          `[{"name":"José Ñandú","email":"jose@example.com"}]`,
	} {
		w := &workspace{}
		r, err := service(w).Import(context.Background(), robin, importer.Candidates, file(t, content), importer.Options{})
		if err != nil || len(w.people) != 1 || w.people[0].Name != "José Ñandú" || w.people[0].Email != "jose@example.com" {
			t.Errorf("%s: %+v, %v, %+v", name, w.people, err, r)
		}
	}
}

func TestWhatIsNoTable(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, content := range map[string]string{
		"empty": "", "blank": " \r\n\t\n", "png": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "zip": "PK\x03\x04\x14\x00",
		"binary": "name,mail\x00\x01\x02\x03\x00", "prose": "Dear all,\nthis is no table at all.\n",
		"json": `{"name": "Ana", `, "two": `{"name":"Ana"} {}`, "scalar": `[1,2,3]`, "nothing": `[]`, "nulls": `[null]`, "tags": `[{"id":1,"name":"Ruby"}]`, "users": `[{"name":"A","site_admin":true}]`,
		"quotes": strings.Repeat("\"\n", 10),
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := importer.Open(path)
		if err == nil {
			_, err = service(&workspace{}).Plan(context.Background(), importer.Candidates, f, importer.Options{})
		}
		var p *recruit.Problem
		if !errors.As(err, &p) || !errors.Is(err, recruit.ErrInvalid) || !strings.HasSuffix(p.Sentence, ".") || !strings.Contains(p.Sentence, name) {
			t.Errorf("%s gave %v", name, err)
		}
	}
	for _, path := range []string{dir, filepath.Join(dir, "absent")} {
		if _, err := importer.Open(path); !errors.Is(err, recruit.ErrInvalid) {
			t.Errorf("%s gave %v", path, err)
		}
	}
}
