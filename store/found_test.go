package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/store/terms"
)

// TestCandidatesAreFoundByStageAndJob compares every way through the pages with
// a look at each candidate.
func TestCandidatesAreFoundByStageAndJob(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	type person struct {
		id    recruit.CandidateID
		words []string
	}
	var people []person
	stages := w.job.Stages
	nurse, err := w.SaveJob(w.ctx, recruit.Job{Title: "QA Nurse", Stages: stages}, recruit.Activity{})
	must(t, err)
	jobs := []recruit.Job{w.job, nurse}
	for n := range fewFoundJobs + 4 {
		j, err := w.SaveJob(w.ctx, recruit.Job{Title: fmt.Sprintf("Ward %d", n), Stages: stages}, recruit.Activity{})
		must(t, err)
		jobs = append(jobs, j)
	}
	for n := range 900 {
		c, err := w.SaveCandidate(w.ctx, recruit.Candidate{Name: fmt.Sprintf("%s Person%d", []string{"Ana", "Offerman", "Zoë"}[n%3], n), Headline: "Likes nursing"}, recruit.Activity{})
		must(t, err)
		p := person{c.ID, terms.Of(c.Name + " " + c.Headline)}
		if n%4 != 0 {
			j := jobs[n%2]
			if n%5 == 0 {
				j = jobs[2+n%(len(jobs)-2)]
			}
			a, err := w.SaveApplication(w.ctx, recruit.Application{CandidateID: c.ID, JobID: j.ID, Stage: stages[n%len(stages)]}, recruit.Activity{})
			must(t, err)
			p.words = append(p.words, terms.Of(j.Title+" "+a.Stage)...)
		}
		people = append(people, p)
	}
	for _, query := range []string{"offer", "off", "of", "ana offer", "qa", "qa offer", "nurse", "nursing", "zoe qa", "rejected nurse", "person899", "qqq offer", "hired ana person", "ward", "zoe ward", "ward offer"} {
		var want []recruit.CandidateID
		for _, p := range people {
			all := true
			for _, q := range terms.Of(query) {
				own := p.words[:4]
				all = all && slices.ContainsFunc(p.words, func(word string) bool {
					return word == q || strings.HasPrefix(word, q) && (len(q) >= shortestFound || slices.Contains(own, word))
				})
			}
			if all {
				want = append(want, p.id)
			}
		}
		slices.Reverse(want)
		got := []recruit.CandidateID{}
		f := recruit.CandidateFilter{Query: query, Limit: 70}
		for {
			page, err := w.CandidatePage(w.ctx, f)
			must(t, err)
			if page.Total != len(want) || page.About {
				t.Fatalf("%q: total %d, want %d", query, page.Total, len(want))
			}
			for _, r := range page.Rows {
				got = append(got, r.ID)
			}
			if len(page.Rows) == 0 {
				break
			}
			f.After = page.Last
		}
		if !slices.Equal(got, append([]recruit.CandidateID{}, want...)) {
			t.Errorf("%q finds %d, want %d", query, len(got), len(want))
		}
		end, err := w.CandidatePage(w.ctx, recruit.CandidateFilter{Query: query, Limit: 10, Before: "end"})
		must(t, err)
		for i, r := range end.Rows {
			if at := len(want) - len(end.Rows) + i; r.ID != want[at] {
				t.Errorf("%q: row %d of the last page is %d, want %d", query, i, r.ID, want[at])
			}
		}
		if len(end.Rows) != min(10, len(want)) {
			t.Errorf("%q: the last page has %d rows", query, len(end.Rows))
		}
	}
	page, err := w.CandidatePage(w.ctx, recruit.CandidateFilter{Query: "offer", JobID: nurse.ID})
	must(t, err)
	for _, r := range page.Rows {
		if r.JobTitle != nurse.Title || r.Stage != "Offer" && !strings.HasPrefix(r.Name, "Offerman") {
			t.Errorf("in the job %s: %s of %s in %s", nurse.Title, r.Name, r.JobTitle, r.Stage)
		}
	}
}

// TestLongWordsAreFound compares pages and numbers of words that are longer than
// what the index knows of them with a look at each candidate, for words by which
// most of those with their beginning go on, and for others.
func TestLongWordsAreFound(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	headlines := []string{"Architect", "Architect", "Architect", "Architecture lead", "Architraves", "Engineer", "Engineering", "Nurse practitioner", "Internationalisation", "Internal auditor", "Кинопродюсер"}
	people := make([]recruit.NewCandidate, 1500)
	for n := range people {
		headline := headlines[n%len(headlines)]
		if n < 300 { // what the oldest are called is not what the newest are
			headline = "Architectural"
		}
		people[n] = newcomer(recruit.Candidate{Name: fmt.Sprintf("%s Nobody", []string{"Ana", "Zoë"}[n%2]), Email: fmt.Sprintf("n%d@x.example", n), Headline: headline})
	}
	batch, err := w.BeginBatch(w.ctx, "crowd", 0)
	must(t, err)
	done, err := w.ImportCandidates(w.ctx, batch, people)
	must(t, err)
	ids, _ := outcome(t, done)
	for _, query := range []string{"architect", "architecture", "architectural", "archit", "architraves", "architect ana", "engineer", "engineer ana", "practitioner", "internationalisation", "internationalized", "кинопродюсер", "кинопродюсеры", "nobody zoe", "nobody practit"} {
		var want []recruit.CandidateID
		for n, id := range append([]recruit.CandidateID{w.candidate.ID}, ids...) {
			c := w.candidate
			if n > 0 {
				c = people[n-1].Candidate
			}
			own, all := terms.Of(foundBy(c)), true
			for _, q := range terms.Of(query) {
				all = all && slices.ContainsFunc(own, func(word string) bool { return strings.HasPrefix(word, q) })
			}
			if all {
				want = append(want, id)
			}
		}
		slices.Reverse(want)
		for _, most := range []int{0, 10, 1400} {
			f := recruit.CandidateFilter{Query: query, Limit: 100, CountTo: most}
			var got []recruit.CandidateID
			for {
				page, err := w.CandidatePage(w.ctx, f)
				must(t, err)
				if more := most > 0 && len(want) > most; page.More != more || !more && page.Total != len(want) || more && page.Total != most {
					t.Fatalf("%q counted to %d: %d, more %v, want %d", query, most, page.Total, page.More, len(want))
				}
				for _, r := range page.Rows {
					got = append(got, r.ID)
				}
				if len(page.Rows) == 0 {
					break
				}
				f.After = page.Last
			}
			if !slices.Equal(got, want) {
				t.Errorf("%q finds %d, want %d", query, len(got), len(want))
			}
		}
		end, err := w.CandidatePage(w.ctx, recruit.CandidateFilter{Query: query, Limit: 10, Before: "end"})
		must(t, err)
		for i, r := range end.Rows {
			if at := len(want) - len(end.Rows) + i; r.ID != want[at] {
				t.Errorf("%q: row %d of the last page is %d, want %d", query, i, r.ID, want[at])
			}
		}
	}
}
