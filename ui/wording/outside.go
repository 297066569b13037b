package wording

import (
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
)

// Service is how something outside stands that an interview needs, for the head of a form.
type Service struct {
	Name  string // "Zoom", "Mail"
	State State
	Words string // "Basic 40 min", "not set up: will wait"; "" where there is nothing to say
}

// Line says it in a line with a sign between name and words: "Mail ○ not set up: will wait".
func (s Service) Line(sign string) string {
	return strings.TrimRight(s.Name+" "+sign+" "+s.Words, " ")
}

// Outside is how Zoom and mail stand for an interview on a platform that is hosted like
// this. early is what of it would wait, as scheduling found; known says that it has looked.
func Outside(platform recruit.Platform, h scheduling.Hosting, early []scheduling.Warning, known bool) []Service {
	var all []Service
	if platform == recruit.Zoom {
		zoom := Service{Name: "Zoom", State: Set, Words: hostBrief(h)}
		switch why, waits := waiting(early, "platform"); {
		case waits:
			zoom.State, zoom.Words = NeedsYou, why
		case h.Host == "" && !known:
			zoom.State, zoom.Words = Pending, ""
		case h.Host == "":
			zoom.State, zoom.Words = NeedsYou, "not connected"
		}
		all = append(all, zoom)
	}
	mail := Service{Name: "Mail", State: Set, Words: "ready"}
	switch why, waits := waiting(early, "mail"); {
	case waits:
		mail.State, mail.Words = NeedsYou, why
	case !known:
		mail.State, mail.Words = Pending, ""
	}
	return append(all, mail)
}

// MoreMails says how many mails of a decision are not shown.
func MoreMails(n int) string {
	if n == 1 {
		return "1 more email is not shown."
	}
	return Grouped(n) + " more emails are not shown."
}

// hostBrief is the plan of a host, and what it means for the length of a meeting (R10).
func hostBrief(h scheduling.Hosting) string {
	if h.Plan == recruit.PlanBasic {
		return Plan(h.Plan) + " 40 min"
	}
	return Plan(h.Plan)
}

// waiting says in a few words why something outside will wait.
func waiting(early []scheduling.Warning, field string) (why string, waits bool) {
	for _, w := range early {
		if w.Field == field && w.Waits {
			return Joined(": ", w.Brief, "will wait"), true
		}
	}
	return "", false
}
