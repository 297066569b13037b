package store

import (
	"fmt"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/filter"
)

// million fills a workspace with so many candidates, in twenty jobs and six stages, with
// tags, sources and places, a tenth of them with a note.
func million(tb testing.TB, size int) *world {
	tb.Helper()
	w := worldIn(tb, openIn(tb, tb.TempDir()))
	do := func(query string, args ...any) {
		tb.Helper()
		if _, err := w.writer.ExecContext(w.ctx, query, args...); err != nil {
			tb.Fatalf("%s: %v", query, err)
		}
	}
	// Triggers row by row would take most of the time.
	of := " FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('candidates', 'applications', 'notes')"
	triggers, names := texts(tb, w.readers, "SELECT sql"+of), texts(tb, w.readers, "SELECT name"+of)
	for _, name := range names {
		do("DROP TRIGGER " + name)
	}
	do(`CREATE TABLE n AS WITH RECURSIVE up (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM up WHERE i < ?) SELECT i,
		json_extract('["ana","bjorn","chidi","dana","elif","farid","greta","hiro","ines","joao"]', '$[' || (i % 10) || ']') AS given,
		json_extract('["sousa","larsen","okafor","levi","yilmaz","haddad","weber","tanaka","vargas","silva","engel"]', '$[' || (i % 11) || ']') AS family,
		json_extract('["go","sql","rust","java","python","design","sales"]', '$[' || (i % 7) || ']') AS tag,
		json_extract('["Referral","LinkedIn","Website","Agency","Fair"]', '$[' || (i % 5) || ']') AS origin,
		json_extract('["Lisbon","Berlin","Lagos","Osaka"]', '$[' || (i % 4) || ']') AS place FROM up`, size)
	do(`INSERT INTO candidates (name, sort_key, search_text, email, phone, time_zone, headline, tags, external_id, version, batch_id, created_at, details)
		SELECT given || ' ' || family, given || ' ' || family, given || ' ' || family || ' p' || i || ' x example engineer ' || tag || ' ' || lower(place), 'p' || i || '@x.example', '+49 30 ' || i, 'Europe/Berlin', 'Engineer',
		'["' || tag || '"]', '', 1, NULL, ?, '{"origin":"' || origin || '","location":"' || place || '"}' FROM n`, now.UnixMicro())
	for n := range 20 {
		j, err := w.SaveJob(w.ctx, recruit.Job{Title: fmt.Sprintf("%s %d", []string{"Backend Engineer", "Nurse", "Cook", "Designer"}[n%4], n), Stages: w.job.Stages}, recruit.Activity{})
		must(tb, err)
		do(`INSERT INTO applications (candidate_id, job_id, stage, stage_since, sort_key, version, created_at)
			SELECT c.id, ?1, json_extract('["Applied","Screening","Interview","Offer","Hired","Rejected"]', '$[' || (c.id / 20 % 6) || ']'), ?2, c.sort_key, 1, ?2 FROM candidates c WHERE c.id % 20 = ?3`, j.ID, now.UnixMicro(), n)
	}
	do(`INSERT INTO notes (candidate_id, author, at, text) SELECT c.id, 'Ana', ?, 'Spoke about storage engines, ' || iif(c.id % 1000 = 0, 'RocksDB', 'PostgreSQL') || ' and w' || (c.id % 5000) || '; would hire'
		FROM candidates c WHERE c.id % 10 = 0`, now.UnixMicro())
	do("INSERT INTO unread (candidate_id, note_id) SELECT candidate_id, id FROM notes")
	do("INSERT INTO candidate_search (candidate_search) VALUES ('rebuild')")
	do("UPDATE pulse SET candidates = (SELECT count(*) FROM candidates)")
	do("DROP TABLE n")
	for _, trigger := range triggers {
		do(trigger)
	}
	do("ANALYZE")
	return w
}

// BenchmarkTexts searches a million candidates by what people type, with a hundred
// thousand notes; what the notes say beside the names for comparison.
func BenchmarkTexts(b *testing.B) {
	w := million(b, 1_000_000)
	began := time.Now()
	for {
		n, err := w.ReadNotes(w.ctx, 1000)
		must(b, err)
		if n == 0 {
			break
		}
	}
	b.Logf("read 100,000 notes in %v", time.Since(began).Round(time.Millisecond))
	for _, typed := range []string{"ana sil", "text:engine", "text:rocksdb", "text:w4210", `text:"storage w12"`, "text:nowhere", "text:s", "text:rocksdb stage:offer", "-text:engine",
		"stage:offer", "tag:go", "tag:sales stage:hired", "with:ana", "job:nurse", "job:nurse stage:offer", "source:referral", "location:osaka", "zone:europe", "phone:7946", "phone:99999999", "has:note", "added:today", "email:p7", "-stage:rejected", "source:nowhere", "name:ana"} {
		q, err := filter.Language{List: filter.Candidates, Now: now, Zone: time.UTC, Me: w.member}.Parse(typed)
		must(b, err)
		f := recruit.CandidateFilter{Query: q.Words, Without: q.Without, Where: q.Terms, Limit: 50, CountTo: 500}
		b.Run(typed, func(b *testing.B) {
			for b.Loop() {
				if _, err := w.candidatePage(w.ctx, f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
