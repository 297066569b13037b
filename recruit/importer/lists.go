package importer

import (
	"context"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"

	"recruitty/recruit/importer/records"
)

// calendarFormat is calendars (.ics), of which the events are interviews.
func calendarFormat() format {
	return format{name: "calendar", open: openCalendar, knows: func(h head) bool {
		start := strings.TrimSpace(h.text[:min(len(h.text), 1000)])
		return len(start) >= 15 && strings.EqualFold(start[:15], "begin:vcalendar")
	}}
}

func openCalendar(_ context.Context, f File, h head, q query) (content, error) {
	if q.kind != Interviews {
		return content{}, records.Refuse(nil, "%s is a calendar of meetings, not %s; use import interviews for it.", f.Name, q.kind)
	}
	if strings.Contains(h.text, "\nPRODID:-//recruitty//") && !strings.Contains(h.text, "\nATTENDEE") {
		return content{}, records.Refuse(nil, "%s is a calendar exported by recruitty, which names no one so that no calendar invites them; export interviews as csv or json to import them elsewhere.", f.Name)
	}
	return content{format: "calendar", calendar: true, read: func() (records.Reader, error) {
		return records.NewCalendar(f.Name, h.charset.Decode(f.Content())), nil
	}}, nil
}

// vcardFormat is address cards, as programs for mail and telephones export them.
func vcardFormat() format {
	return format{name: "vCard", open: openCards, knows: func(h head) bool {
		start := strings.TrimSpace(h.text[:min(len(h.text), 1000)])
		return len(start) >= 11 && strings.EqualFold(start[:11], "begin:vcard")
	}}
}

func openCards(_ context.Context, f File, h head, q query) (content, error) {
	if q.kind != Candidates {
		return content{}, records.Refuse(nil, "%s contains address cards of people, not %s; use import candidates for it.", f.Name, q.kind)
	}
	return content{format: "vCard", read: func() (records.Reader, error) {
		return records.NewCards(f.Name, h.charset.Decode(f.Content())), nil
	}}, nil
}

// jsonLinesFormat is JSON Lines: an object in each line.
func jsonLinesFormat() format {
	return format{name: "JSON Lines", open: openJSONLines, knows: func(h head) bool {
		start := strings.TrimLeft(h.text, " \t\r\n\x1e")
		if !strings.HasPrefix(start, "{") {
			return false
		}
		if slices.Contains([]string{".jsonl", ".ndjson", ".jsonlines", ".ldjson"}, strings.ToLower(filepath.Ext(h.name))) {
			return true
		}
		// Among the first lines, two stand on their own.
		alone, seen := 0, 0
		for line := range strings.Lines(start) {
			if line = strings.Trim(line, " \t\r\n\x1e"); line == "" {
				continue
			}
			var o map[string]json.RawMessage
			if json.Unmarshal([]byte(line), &o) == nil {
				alone++
			}
			if seen++; alone == 2 || seen == 5 {
				break
			}
		}
		return alone == 2
	}}
}

func openJSONLines(_ context.Context, f File, h head, _ query) (content, error) {
	return content{format: "JSON Lines", read: func() (records.Reader, error) {
		return records.NewJSONLines(f.Name, h.charset.Decode(f.Content())), nil
	}}, nil
}
