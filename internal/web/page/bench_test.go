package page

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"
)

// BenchmarkPage is how long a page takes to make, by what it shows.
func BenchmarkPage(b *testing.B) {
	for name, path := range map[string]string{"choose": mine, "zone": mine + "?tz=Asia/Kolkata", "no zone": mine + "?tz=Nowhere", "ask": mine + "/ask", "zones": mine + "/zones?in=America", "unknown": Prefix + "nobody"} {
		b.Run(name, func(b *testing.B) {
			h := handler(b, &world{view: loop()})
			r := httptest.NewRequest(http.MethodGet, path, nil)
			for b.Loop() {
				ask(h, r)
			}
		})
	}
}

// BenchmarkPageUnderLoad serves 200 requests a second over TCP, with the usual limits and from many networks, and reports
// how long the slowest of a hundred took.
func BenchmarkPageUnderLoad(b *testing.B) {
	limits := Usual()
	limits.Token.Burst = 0
	h, err := New(Options{Viewer: &world{view: loop()}, Limits: &limits, Now: time.Now, Log: slog.New(slog.DiscardHandler), Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	if err != nil {
		b.Fatal(err)
	}
	server := httptest.NewServer(h)
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	var took []time.Duration
	results := make(chan time.Duration, 4096)
	tick := time.NewTicker(time.Second / 200)
	defer tick.Stop()
	asked := 0
	for b.Loop() {
		<-tick.C
		asked++
		go func(n int) {
			r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, server.URL+mine, nil)
			if err != nil {
				panic(err)
			}
			r.Header.Set("X-Forwarded-For", fmt.Sprintf("198.51.%d.%d", n/250%250, n%250))
			began := time.Now()
			answer, err := client.Do(r)
			if err == nil {
				_, err = io.Copy(io.Discard, answer.Body)
				_ = answer.Body.Close()
			}
			if err != nil || answer.StatusCode != http.StatusOK || !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
				results <- time.Hour
				return
			}
			results <- time.Since(began)
		}(asked)
	}
	for range asked {
		took = append(took, <-results)
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-p50")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms-p99")
}
