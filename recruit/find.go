package recruit

import (
	"context"
	"strings"
	"time"
	"unicode"

	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
)

// This file says what a list is searched by: everything that its rows show, and
// the names and addresses behind them. Screens, lines and commands share it.

// Query is what was typed to search a list, in words without case and accents.
type Query []string

// NewQuery splits what was typed into its words.
func NewQuery(typed string) Query { return strings.Fields(sanitize.Fold(typed)) }

// In reports whether every word of the query occurs in the texts.
func (q Query) In(texts ...string) bool {
	return len(q) == 0 || q.InFolded(sanitize.Fold(strings.Join(texts, " ")))
}

// InFolded is In for a text that was folded before.
func (q Query) InFolded(text string) bool {
	for _, word := range q {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// Words is an answer as people say it: "no answer".
func (a Answer) Words() string {
	switch a {
	case Accepted:
		return "accepted"
	case Declined:
		return "declined"
	case Tentative:
		return "maybe tentative"
	}
	return "no answer pending"
}

// Words is everything that an interview in a list is found by: people with
// their addresses and answers, job, stage, state, and its day in a zone.
func (i InterviewSummary) Words(loc *time.Location) string {
	parts := []string{i.Title, i.JobTitle, i.Stage, i.CandidateName, i.CandidateEmail, i.OrganiserName, i.Platform.Label(), string(i.Status),
		TimeWords(i.Start, loc)}
	if i.Status == NoShow {
		parts = append(parts, "no-show nobody came")
	}
	for _, p := range i.People {
		parts = append(parts, p.Name, p.Address, p.Answer.Words())
	}
	return strings.Join(parts, " ")
}

// Words is everything that a job in a list is found by.
func (j JobSummary) Words() string {
	return strings.Join([]string{j.Title, j.Department, j.Location, j.ExternalID, string(j.Status)}, " ")
}

// Words is everything that something open of the outbox is found by: whom and what
// it is about, where it goes, how it stands and why, and the interview's day.
func (e OpenEffect) Words(loc *time.Location) string {
	return strings.Join([]string{e.CandidateName, e.Title, string(e.Kind), e.Target, e.Host, string(e.State), e.Error, TimeWords(e.Start, loc)}, " ")
}

// Words is everything that a line of the log is found by.
func (a Activity) Words(loc *time.Location) string {
	return strings.Join([]string{a.Text, a.Actor, a.Candidate, a.Job, a.Action, TimeWords(a.At, loc)}, " ")
}

// Words is everything that a member in a list is found by.
func (m Member) Words(now time.Time) string {
	parts := []string{m.Name, m.Email, string(m.Role), m.TimeZone, timeparse.Called(m.TimeZone, now)}
	if m.Removed() {
		parts = append(parts, "left removed")
	}
	return strings.Join(parts, " ")
}

// TimeWords is an instant in the ways in which people look for it.
func TimeWords(t time.Time, loc *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return t.In(loc).Format("Monday 2 January 2006 2006-01-02 15:04 3:04 pm")
}

// Answered counts the people with an answer.
func (i InterviewSummary) Answered(a Answer) int {
	n := 0
	for _, p := range i.People {
		if p.Answer == a {
			n++
		}
	}
	return n
}

// Invitee is someone who is invited to an interview, as lists know them.
type Invitee struct {
	Name, Address string
	MemberID      MemberID // 0 where it is no member, or is known by the address only
	Answer        Answer
	Audience      Audience
}

// MaxUpcoming is among how many interviews NextFound looks.
const MaxUpcoming = 2000

// NotAllUpcoming says that words were looked for in the times of a part of all interviews.
const NotAllUpcoming = "Times are searched for among the first 2,000 upcoming interviews only; on: and after: search all."

// NextFound finds the candidates whose next interview, in the words in which a
// list shows it, holds a word of a query: "tue", "10:00", "today". It looks
// only when a word can be a part of a time. A list knows words apart by what is no
// letter and no digit, and so do the answers here, which are for
// CandidateFilter.Also. part says that there are more interviews than it looked among.
func NextFound(ctx context.Context, interviews InterviewLister, now time.Time, query string, shown func(time.Time) string) (found map[string][]CandidateID, part bool, err error) {
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
		return nil, false, nil
	}
	ahead, err := interviews.Interviews(ctx, InterviewFilter{From: now.Truncate(time.Minute), Status: Scheduled, Limit: MaxUpcoming + 1, Brief: true})
	if err != nil {
		return nil, false, err
	}
	if part = len(ahead) > MaxUpcoming; part {
		ahead = ahead[:MaxUpcoming]
	}
	found = map[string][]CandidateID{}
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
	return found, part, nil
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

// InterviewLister lists interviews.
type InterviewLister interface {
	Interviews(ctx context.Context, f InterviewFilter) ([]InterviewSummary, error)
}
