package app

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"recruitty/recruit"
	"recruitty/recruit/offers"
)

var scans = flag.Int("scans", 240, "how many requests a scanner of links makes in TestOpeningChangesNothing")

// contents is what stands in every table of a workspace, by a digest for each, but for when the page was last served.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, databaseName)+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	column := func(query string) (all []string) {
		rows, err := db.QueryContext(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var one string
			if err := rows.Scan(&one); err != nil {
				t.Fatal(err)
			}
			all = append(all, one)
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		return all
	}
	found := map[string]string{}
	for _, table := range column("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE '%VIRTUAL%'") {
		var parts []string
		for _, name := range column("SELECT name FROM pragma_table_info('" + table + "')") {
			parts = append(parts, `quote("`+name+`")`)
		}
		where := ""
		if table == "settings" {
			where = " WHERE key <> '" + offers.SettingServed + "'"
		}
		sum := sha256.New()
		rows := column(`SELECT ` + strings.Join(parts, " || '|' || ") + ` FROM "` + table + `"` + where + " ORDER BY 1")
		for _, row := range rows {
			_, _ = io.WriteString(sum, row+"\n")
		}
		found[table] = fmt.Sprintf("%d rows, %s", len(rows), hex.EncodeToString(sum.Sum(nil)))
	}
	return found
}

// TestOpeningChangesNothing lets a scanner of links do what those do, short of pressing a button: it opens every part of the
// page by GET and HEAD, as a browser that fetches ahead, and sends forms by GET; and it sends by POST what no button sends.
// Nothing in the workspace changes, however it stands with the offer.
func TestOpeningChangesNothing(t *testing.T) {
	t.Parallel()
	c := offered(t, "https://interviews.example.com")
	ctx, end := context.WithCancel(t.Context())
	p, err := servePage(ctx, pageOptions{Listen: "127.0.0.1:0", Proxies: []string{netip.MustParseAddr("127.0.0.1").String()}}, c.w.Services.Offers, c.w.Services.Settings, prometheus.NewRegistry(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { end(); p.wait() }()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 4}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	who, err := c.w.Services.Store.Members(ctx, false)
	if err != nil {
		t.Fatal(err)
	}
	var tokens []string // each link has a limit of its own
	links := func(id recruit.OfferID) {
		t.Helper()
		tokens = nil
		for range 1 + *scans/48 {
			link, err := c.w.Services.Offers.Link(ctx, who[0], id)
			if err != nil {
				t.Fatal(err)
			}
			tokens = append(tokens, strings.TrimPrefix(link, "https://interviews.example.com"))
		}
	}
	links(1)
	scan := func(n int) int {
		t.Helper()
		method, query := []string{http.MethodGet, http.MethodHead, http.MethodGet, http.MethodGet, http.MethodOptions, http.MethodPost}[n%6], ""
		if n%6 == 3 {
			query = "?option=1-2&words=hello&reason=no&look=yes&from1=2027-01-01T10:00&until1=2027-01-01T11:00&_method=POST"
		}
		r, err := http.NewRequestWithContext(ctx, method, "http://"+p.listener.Addr().String()+tokens[n/6%len(tokens)]+[]string{"", "/ask", "/move", "/call-off", "/zones"}[n/6%5]+query, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("X-Forwarded-For", fmt.Sprintf("198.51.%d.%d", n/200%250, n%200))
		if n%6 == 2 {
			r.Header.Set("Sec-Purpose", "prefetch;prerender")
			r.Header.Set("Purpose", "prefetch")
			r.Header.Set("X-HTTP-Method-Override", "POST")
		}
		answer, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		if _, err := io.Copy(io.Discard, answer.Body); err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode
	}
	press := func(part string, form url.Values) func() {
		return func() {
			answer, err := client.PostForm("http://"+p.listener.Addr().String()+tokens[0]+part, form)
			if err != nil || answer.StatusCode != http.StatusSeeOther {
				t.Fatalf("a button: %v", err)
			}
			_ = answer.Body.Close()
		}
	}
	var newest recruit.OfferID
	again := func() {
		newest = c.again().ID
		links(newest)
	}
	states := []struct {
		name   string
		become func()
	}{
		{"open", func() {}}, {"others are asked for", press("/ask", url.Values{"words": {"Any morning"}})}, {"replaced", func() { c.again() }}, {"open again", again}, {"booked", press("", url.Values{"option": {"1-2"}})},
		{"called off", press("/call-off", url.Values{"reason": {"ill"}})}, {"withdrawn", func() {
			again()
			if _, err := c.w.Services.Offers.Withdraw(ctx, who[0], newest); err != nil {
				t.Fatal(err)
			}
		}}, {"booked again", func() { again(); press("", url.Values{"option": {"1-1"}})() }}, {"over", func() { long(t, c.w.Dir) }},
	}
	for _, state := range states {
		state.become()
		before, came := contents(t, c.w.Dir), map[int]int{}
		for n := range *scans / len(states) {
			came[scan(n)]++
		}
		after := contents(t, c.w.Dir)
		for table, was := range before {
			if after[table] != was {
				t.Errorf("%s: the table %s was %s and is %s", state.name, table, was, after[table])
			}
		}
		if len(before) < 20 || came[http.StatusOK] == 0 || came[http.StatusInternalServerError]+came[http.StatusTooManyRequests] > 0 {
			t.Errorf("%s: %d tables, answered %v", state.name, len(before), came)
		}
		t.Logf("%s: %d requests over %d links, answered %v; %d tables are as they were", state.name, *scans/len(states), len(tokens), came, len(before))
	}
}

// long makes what was agreed a thing of the past.
func long(t *testing.T, dir string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, databaseName)+"?mode=rw&_busy_timeout=5000")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), "UPDATE interviews SET start_at = 86400"); err != nil {
		t.Fatal(err)
	}
}
