package busy_test

import (
	"testing"
	"time"

	"recruitty/recruit/busy"
)

// TestDigestTellsQueriesApart holds what a reading cannot be continued over.
func TestDigestTellsQueriesApart(t *testing.T) {
	t.Parallel()
	from := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	query := busy.Query{From: from, To: from.AddDate(0, 0, 28), Words: busy.Words{Soft: []string{"focus"}}}
	calendar := busy.Calendar{Name: "a", Owner: "dana@example.com", Zone: time.UTC}
	seen := map[string]string{query.Digest(calendar): "the first"}
	same := query
	same.From = from.In(time.FixedZone("", 3600))
	same.Calendars = []busy.Calendar{calendar}
	if same.Digest(calendar) != query.Digest(calendar) {
		t.Error("the same instant in another zone is another digest")
	}
	for name, change := range map[string]func(*busy.Query, *busy.Calendar){
		"start": func(q *busy.Query, _ *busy.Calendar) { q.From = q.From.Add(time.Second) },
		"end":   func(q *busy.Query, _ *busy.Calendar) { q.To = q.To.Add(time.Second) },
		"soft":  func(q *busy.Query, _ *busy.Calendar) { q.Words.Soft = []string{"focus", "dnb"} },
		"firm":  func(q *busy.Query, _ *busy.Calendar) { q.Words.Firm = []string{"doctor"} },
		"name":  func(_ *busy.Query, c *busy.Calendar) { c.Name = "b" },
		"owner": func(_ *busy.Query, c *busy.Calendar) { c.Owner = "eve@example.com" },
		"zone":  func(_ *busy.Query, c *busy.Calendar) { c.Zone = time.FixedZone("Elsewhere", 3600) },
	} {
		q, c := query, calendar
		change(&q, &c)
		digest := q.Digest(c)
		if other, known := seen[digest]; known {
			t.Errorf("%s: same digest as %s", name, other)
		}
		seen[digest] = name
	}
}
