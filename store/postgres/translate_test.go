package postgres

import (
	"slices"
	"strings"
	"testing"
)

func TestTranslate(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		query, kinds, want string
		args               []int
	}{
		{"SELECT a FROM t WHERE id = ? AND b = ? LIMIT ?+0", "iti", "SELECT a FROM t WHERE id = $1::bigint AND b = $2::text LIMIT $3::bigint + 0", []int{0, 1, 2}},
		{"SELECT ?2, ?1, ?2", "bf", "SELECT $1::double precision , $2::boolean , $1::double precision", []int{1, 0}},
		{"SELECT ?2, ?", "iix", "SELECT $1::bigint , $2::bytea", []int{1, 2}},
		{"UPDATE t SET a = ?, b = ? WHERE c = ?", "i0t", "UPDATE t SET a = $1::bigint , b = NULL WHERE c = $2::text", []int{0, 2}},
		{"SELECT '?' -- ?\nFROM t", "", "SELECT '?' FROM t", nil},
		{"SELECT ifnull(a, 'it''s'), x'00ff' FROM t", "", `SELECT coalesce ( a , 'it''s' ) , '\x00ff'::bytea FROM t`, nil},
		{"SELECT 1 FROM a CROSS JOIN b x INDEXED BY y ON x.id = a.id CROSS JOIN c", "", "SELECT 1 FROM a JOIN b x ON x . id = a . id CROSS JOIN c", nil},
		{"SELECT 1 FROM a NOT INDEXED WHERE a.b NOT GLOB 'x*' AND c GLOB ?", "t", "SELECT 1 FROM a WHERE a . b !~~@ 'x*' AND c ~~@ $1::text", []int{0}},
		{"SELECT a IS ?, a IS NOT b, a IS NULL, a IS NOT NULL", "i", "SELECT a IS NOT DISTINCT FROM $1::bigint , a IS DISTINCT FROM b , a IS  NULL , a IS NOT NULL", []int{0}},
		{"SELECT count(*) FROM (SELECT 1 FROM t) WHERE TRUE", "", "SELECT count ( * ) FROM ( SELECT 1 FROM t ) AS nameless WHERE TRUE", nil},
		{"SELECT count(*) FROM (SELECT 1) s", "", "SELECT count ( * ) FROM ( SELECT 1 ) s", nil},
		{"SELECT rowid FROM job_search WHERE job_search MATCH ? AND rowid > ?", "ti", "SELECT rowid FROM job_search WHERE found @@ search_question( $1::text ) AND rowid > $2::bigint", []int{0, 1}},
		{"SELECT group_concat(r.at), json_group_array(k ORDER BY n) FROM r", "", "SELECT string_agg(( r . at )::text, ',') , coalesce(json_agg( k ORDER BY n ), '[]'::json) FROM r", nil},
		{"SELECT CAST(a AS INTEGER) FROM t", "", "SELECT CAST ( a AS BIGINT ) FROM t", nil},
		{"INSERT INTO jobs (a) VALUES (?)", "i", "INSERT INTO jobs ( a ) VALUES ( $1::bigint ) RETURNING id", []int{0}},
		{"INSERT INTO jobs (a) VALUES (1) RETURNING id", "", "INSERT INTO jobs ( a ) VALUES ( 1 ) RETURNING id", nil},
		{"INSERT INTO other (a) VALUES (1)", "", "INSERT INTO other ( a ) VALUES ( 1 )", nil},
	} {
		got := translate(test.query, test.kinds, map[string]bool{"jobs": true})
		if text := strings.TrimSpace(got.text); text != test.want || !slices.Equal(got.args, test.args) {
			t.Errorf("%s\n got %s %v\nwant %s %v", test.query, text, got.args, test.want, test.args)
		}
	}
	for _, query := range []string{"PRAGMA shrink_memory", "INSERT INTO job_search (job_search, rank) VALUES ('merge', 1)"} {
		if !translate(query, "", nil).nothing {
			t.Errorf("%s is something here", query)
		}
	}
}

// FuzzTranslate ends on any query.
func FuzzTranslate(f *testing.F) {
	f.Add("SELECT a FROM (SELECT ?", "i")
	f.Add("x_search MATCH", "")
	f.Fuzz(func(_ *testing.T, query, kinds string) { translate(query, kinds, nil) })
}
