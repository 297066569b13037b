package wording

import (
	"net/url"
	"slices"
	"strings"
)

// Masked is a join link without what opens the meeting by itself: Zoom's links
// carry the passcode in pwd=. Links are copied and opened whole.
func Masked(link string) string {
	address, query, ok := strings.Cut(link, "?")
	if !ok {
		return link
	}
	query, anchor, anchored := strings.Cut(query, "#")
	fields := strings.Split(query, "&")
	for n, field := range fields {
		if name, value, ok := strings.Cut(field, "="); ok && value != "" && opens(name) {
			fields[n] = name + "=***"
		}
	}
	masked := address + "?" + strings.Join(fields, "&")
	if anchored {
		masked += "#" + anchor
	}
	return masked
}

// opens reports whether a field of a link holds a passcode or a token.
func opens(name string) bool {
	if plain, err := url.QueryUnescape(name); err == nil {
		name = plain
	}
	return slices.Contains([]string{"pwd", "passcode", "password", "tk", "token"}, strings.ToLower(name))
}
