package recruit

import (
	"context"
	"strings"
	"time"
	"unicode"

	"recruitty/recruit/sanitize"
)

// maxUpcoming is among how many interviews NextFound looks.
const maxUpcoming = 2000

// NextFound finds the candidates whose next interview, in the words in which a
// list shows it, holds a word of a query: "tue", "10:00", "today". It looks
// only when a word can be a part of a time. A list knows words apart by what is no
// letter and no digit, and so do the answers here, which are for
// CandidateFilter.Also.
func NextFound(ctx context.Context, interviews InterviewLister, now time.Time, query string, shown func(time.Time) string) (map[string][]CandidateID, error) {
	cut := func(s string) []string {
		return strings.FieldsFunc(sanitize.Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) })
	}
	var words []string
	for _, w := range cut(query) {
		if partOfTime(w) {
			words = append(words, w)
		}
	}
	if len(words) == 0 {
		return nil, nil
	}
	ahead, err := interviews.Interviews(ctx, InterviewFilter{From: now.Truncate(time.Minute), Status: Scheduled, Limit: maxUpcoming, Brief: true})
	if err != nil {
		return nil, err
	}
	found := map[string][]CandidateID{}
	seen := map[CandidateID]bool{}
	for _, i := range ahead { // by their start, so the first of a candidate is the next
		if seen[i.CandidateID] {
			continue
		}
		seen[i.CandidateID] = true
		shown := cut(shown(i.Start))
		for _, w := range words {
			for _, s := range shown {
				if strings.HasPrefix(s, w) {
					found[w] = append(found[w], i.CandidateID)
					break
				}
			}
		}
	}
	return found, nil
}

// partOfTime reports whether a folded word can be a part of a day or an hour as a
// list says it.
func partOfTime(word string) bool {
	if word[0] >= '0' && word[0] <= '9' {
		return len(word) <= 4
	}
	if word == "am" || word == "pm" {
		return true
	}
	for name := range strings.FieldsSeq("next interview today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday " +
		"january february march april may june july august september october november december") {
		if len(word) >= 3 && strings.HasPrefix(name, word) {
			return true
		}
	}
	return false
}
