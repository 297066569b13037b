package store

import (
	"context"
	"fmt"
	"reflect"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/store/terms"
)

func TestMatch(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ query, want string }{
		{"", ""}, {"  ", ""}, {`"*():^-`, ""}, {"\x00", ""},
		{"Łukasz", `"lukasz"*`}, {"jane.doe@x.org", `"jane"* "doe"* "x"* "org"*`},
		{`a" OR NEAR(b`, `"a"* "or"* "near"* "b"*`}, {"name:x", `"name"* "x"*`},
	} {
		got, asked := terms.Match(tc.query)
		if got != tc.want || asked != (tc.want != "") {
			t.Errorf("match(%q) = %q, %v, want %q", tc.query, got, asked, tc.want)
		}
	}
}

// FuzzMatch asks the real index whatever anybody may type: no text is an
// error, and a candidate is found by their own name.
func FuzzMatch(f *testing.F) {
	for _, seed := range []string{"zoe", `"`, "*", "NEAR(a b)", "a AND b", "a\x00b", "-x", "^x", "search_text:x", "O'Neil", "李小龙", "ﬀ", "\xff\xfe", "İı", "e\u0301", "🙂", "أحمد", "नमस्ते"} {
		f.Add(seed)
	}
	db := openIn(f, f.TempDir())
	ctx := context.Background()
	f.Fuzz(func(t *testing.T, text string) {
		c, err := db.SaveCandidate(ctx, recruit.Candidate{Name: text}, recruit.Activity{})
		must(t, err)
		page, err := db.CandidatePage(ctx, recruit.CandidateFilter{Query: text, Limit: 1})
		must(t, err)
		if _, asked := terms.Match(text); asked && (len(page.Rows) != 1 || page.Rows[0].ID != c.ID) {
			t.Errorf("%q is not found by its own name", text)
		}
		_, err = db.Jobs(ctx, recruit.JobFilter{Query: text})
		must(t, err)
		_, err = db.Interviews(ctx, recruit.InterviewFilter{Query: text})
		must(t, err)
	})
}

// BenchmarkStore measures the hot paths on 100,000 candidates.
func BenchmarkStore(b *testing.B) {
	w := worldIn(b, openIn(b, b.TempDir()))
	batch, err := w.BeginBatch(w.ctx, "benchmark", 0)
	must(b, err)
	given := []string{"Ana", "Björn", "Chidi", "Dana", "Elif", "Farid", "Greta", "Hiro", "Inés", "João"}
	family := []string{"Sousa", "Larsen", "Okafor", "Levi", "Yılmaz", "Haddad", "Weber", "Tanaka", "Vargas", "Silva", "Engel"}
	people := make([]recruit.NewCandidate, 100_000)
	for n := range people {
		people[n] = newcomer(recruit.Candidate{Name: fmt.Sprintf("%s %s %d", given[n%10], family[n%11], n), Email: fmt.Sprintf("p%d@x.example", n),
			Headline: "Engineer", Tags: []string{"go", "sql"}})
	}
	began := time.Now()
	done, err := w.ImportCandidates(w.ctx, batch, people)
	must(b, err)
	ids, _ := outcome(b, done)
	links := make([]recruit.Application, len(ids))
	for n, id := range ids {
		links[n] = recruit.Application{CandidateID: id, JobID: w.job.ID, Stage: w.job.Stages[n%6]}
	}
	b.Logf("imported 100,000 candidates in %v", time.Since(began).Round(time.Millisecond))
	_, err = w.ImportApplications(w.ctx, batch, links)
	must(b, err)
	for n := range 1000 {
		w.scheduled(b, fmt.Sprintf("ref-%d", n), now.Add(time.Duration(n)*time.Hour))
	}
	first, err := w.CandidatePage(w.ctx, recruit.CandidateFilter{Limit: 50})
	must(b, err)
	for name, filter := range map[string]recruit.CandidateFilter{
		"page/first": {}, "page/next": {After: first.Last}, "page/end": {Before: "end"},
		"page/job": {JobID: w.job.ID}, "page/stage": {JobID: w.job.ID, Stage: "Offer"},
		"search/e": {Query: "e"}, "typed/e": {Query: "e", CountTo: 500}, "typed/engineer": {Query: "engineer", CountTo: 500}, "search/var": {Query: "var"}, "search/two": {Query: "ana sil"}, "search/one": {Query: "99999"},
		"search/job":       {Query: "var", JobID: w.job.ID},
		"filter/stage":     {Where: []recruit.Term{{Field: recruit.ByStage, Any: []string{"offer"}}}, CountTo: 500},
		"filter/tag":       {Query: "var", Where: []recruit.Term{{Field: recruit.ByTag, Any: []string{"go"}}}, CountTo: 500},
		"filter/nobody":    {Where: []recruit.Term{{Field: recruit.ByName, Any: []string{"nobody"}}}, CountTo: 500},
		"filter/not":       {Where: []recruit.Term{{Field: recruit.ByStage, Not: true, Any: []string{"rejected"}}}, CountTo: 500},
		"filter/with":      {Where: []recruit.Term{{Field: recruit.ByWith, Any: []string{"ana"}}}, CountTo: 500},
		"filter/unindexed": {Where: []recruit.Term{{Field: recruit.ByPhone, Any: []string{"7946"}}}, CountTo: 500},
	} {
		filter.Limit = 50
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := w.CandidatePage(w.ctx, filter); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("damaged", func(b *testing.B) { // Today asks at each change
		for b.Loop() {
			if found, err := w.Damaged(w.ctx); err != nil || len(found) > 0 {
				b.Fatal(found, err)
			}
		}
	})
	b.Run("record", func(b *testing.B) {
		for b.Loop() {
			if _, err := w.Record(w.ctx, 500); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("commit", func(b *testing.B) {
		r, err := w.Record(w.ctx, 500)
		must(b, err)
		for b.Loop() {
			if r, err = w.Commit(w.ctx, recruit.Commit{Interview: r.Interview, Effects: r.Effects[:1]}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("due", func(b *testing.B) {
		for b.Loop() {
			if _, err := w.DueInterviews(w.ctx, now, 10); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("jobs", func(b *testing.B) {
		for b.Loop() {
			if _, err := w.Jobs(w.ctx, recruit.JobFilter{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("interviews", func(b *testing.B) {
		for b.Loop() {
			if _, err := w.Interviews(w.ctx, recruit.InterviewFilter{From: now, Limit: 100}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// TestBriefLists leave out what a list does not show, and nothing else.
func TestBriefLists(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	j := w.job
	j.Description = "Look after the storage."
	_, err := w.SaveJob(w.ctx, j, recruit.Activity{})
	must(t, err)
	w.scheduled(t, "one", now.Add(time.Hour))
	jobs, err := w.Jobs(w.ctx, recruit.JobFilter{})
	must(t, err)
	brief, err := w.Jobs(w.ctx, recruit.JobFilter{Brief: true})
	must(t, err)
	if jobs[0].Description != "Look after the storage." {
		t.Fatalf("%+v", jobs)
	}
	jobs[0].Description = ""
	if !reflect.DeepEqual(jobs, brief) {
		t.Errorf("briefly %+v, want %+v", brief, jobs)
	}
	whole, err := w.Interviews(w.ctx, recruit.InterviewFilter{})
	must(t, err)
	short, err := w.Interviews(w.ctx, recruit.InterviewFilter{Brief: true})
	must(t, err)
	if whole[0].Description == "" || whole[0].InternalNote == "" {
		t.Fatalf("%+v", whole)
	}
	whole[0].Description, whole[0].InternalNote, short[0].Strays = "", "", whole[0].Strays
	if !reflect.DeepEqual(whole, short) {
		t.Errorf("briefly %+v, want %+v", short, whole)
	}
}
