package zoom

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"recruitty/internal/web"
)

// retryAt finds the moment from which Zoom will answer again. Its headers are documented loosely: Retry-After is an
// ISO date-time in practice and seconds by the standard (RFC 9110, section 10.2.3), and on the limit of 100 creates
// and updates a day there is no header at all, only the message. The zero time means unknown.
func retryAt(header http.Header, message string, now time.Time) time.Time {
	if at := retryAfter(header.Get("Retry-After"), now); !at.IsZero() {
		return at
	}
	if at := web.Sensible(parseReset(header.Get("X-Ratelimit-Reset")), now); !at.IsZero() {
		return at
	}
	lower := strings.ToLower(message)
	kind := strings.ToLower(header.Get("X-Ratelimit-Type"))
	switch {
	case strings.Contains(lower, "per-second"), kind == "qps":
		return now.Add(time.Second)
	case strings.Contains(lower, "daily"), strings.Contains(lower, "gmt 00:00"), strings.HasPrefix(kind, "daily"):
		return now.UTC().Truncate(24 * time.Hour).Add(24 * time.Hour)
	}
	return time.Time{}
}

// retryAfter reads what the standard says, seconds or an HTTP date, or an ISO date-time.
func retryAfter(value string, now time.Time) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05"} {
		if at, err := time.Parse(layout, strings.TrimSpace(value)); err == nil {
			return web.Sensible(at.UTC(), now)
		}
	}
	return web.RetryAfter(value, now)
}

// parseReset reads X-RateLimit-Reset, seen as epoch seconds or as an ISO date-time.
func parseReset(value string) time.Time {
	value = strings.TrimSpace(value)
	if seconds, err := strconv.ParseInt(value, 10, 64); err == nil && seconds > 1_000_000_000 && seconds < 1<<40 {
		return time.Unix(seconds, 0).UTC()
	}
	if at, err := time.Parse(time.RFC3339, value); err == nil {
		return at.UTC()
	}
	return time.Time{}
}
