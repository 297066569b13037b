package dayview

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// CauseKind names for good what needs a person.
type CauseKind string

// The kinds of cause, in the order in which they are told.
const (
	MailMissing CauseKind = "mail"   // mails wait because mail is not set up
	MailHeld    CauseKind = "mails"  // mails wait for another reason
	ZoomHeld    CauseKind = "zoom"   // Zoom is waited for
	Failed      CauseKind = "failed" // mails or calls failed, or their outcome is unknown
	Silent      CauseKind = "silent" // people have not answered for days
	CardMissing CauseKind = "card"   // the member's own scorecard is missing
	CardsLate   CauseKind = "cards"  // scorecards of others are late
)

// Cause is what needs a person for one reason, told in one line however often it is so.
type Cause struct {
	Kind  CauseKind
	Key   string // tells causes of one kind apart
	Count int
	Tone  wording.Tone
	Words string // "12 invitations wait: mail is not set up"
	Verb  string // what enter does: "set up mail"
	More  string // further words by which it is found
	// Of are the interviews that it is about, each once, soonest first.
	Of []recruit.InterviewID
}

// Causes are what needs a person, as far as it is alike: mails and calls that wait or
// failed, and answers that are missing. What has to be decided one by one is not among
// them.
func Causes(a Agenda, r wording.Reader) []Cause {
	return slices.Concat(held(a, r.Zone), silent(a, r.Clocks()), scorecardsDue(a))
}

// scorecardsDue are scorecards that are missing: one's own, and those of others that are late.
func scorecardsDue(a Agenda) []Cause {
	own := Cause{Kind: CardMissing, Key: string(CardMissing), Tone: wording.Warning, Verb: "give it"}
	late := Cause{Kind: CardsLate, Key: string(CardsLate), Tone: wording.Warning, Verb: "remind them"}
	var mine, theirs []string
	for _, d := range a.Scorecards {
		name := text.Line(d.Interview.CandidateName)
		if d.Own {
			own.Count++
			own.Of = append(own.Of, d.Interview.ID)
			mine = append(mine, name+" ("+text.Line(d.Interview.Title)+")")
		}
		var who []string
		for _, s := range d.Late {
			who = append(who, text.Line(s.Name))
		}
		if len(who) > 0 {
			late.Count += len(who)
			late.Of = append(late.Of, d.Interview.ID)
			theirs = append(theirs, name+" ("+strings.Join(who, ", ")+")")
		}
	}
	var all []Cause
	if own.Count > 0 {
		own.Words = wording.Counted(own.Count, "scorecard") + " of yours missing: " + strings.Join(mine, ", ")
		own.More = own.Words
		all = append(all, own)
	}
	if late.Count > 0 {
		does := " are late: "
		if late.Count == 1 {
			does = " is late: "
		}
		late.Words = wording.Counted(late.Count, "scorecard") + does + strings.Join(theirs, ", ")
		late.More = late.Words
		all = append(all, late)
	}
	return all
}

// held are causes of mails and calls that do not go on by themselves.
func held(a Agenda, zone *time.Location) []Cause {
	var all []Cause
	effects := map[string][]recruit.Effect{}
	for _, e := range a.NeedAttention {
		c := Cause{Kind: Failed, Tone: wording.Error, Verb: "open the outbox"}
		waits := e.State == recruit.Waiting
		switch {
		case waits && e.Kind.IsMail() && !a.Mail:
			c.Kind, c.Tone, c.Verb = MailMissing, wording.Warning, "set up mail"
		case waits && e.Kind.IsMail():
			c.Kind, c.Tone = MailHeld, wording.Warning
		case waits && e.Kind.IsZoom() && a.Zoom == recruit.Connected:
			c.Kind, c.Tone = ZoomHeld, wording.Warning
		case waits && e.Kind.IsZoom():
			c.Kind, c.Tone, c.Verb = ZoomHeld, wording.Warning, "connect Zoom"
		}
		c.Key = string(c.Kind)
		if c.Kind != MailMissing {
			c.Key += " " + e.Error
		}
		i := slices.IndexFunc(all, func(have Cause) bool { return have.Key == c.Key })
		if i < 0 {
			i, all = len(all), append(all, c)
		}
		have := &all[i]
		have.Count++
		have.More = wording.Joined(" ", have.More, e.Words(zone))
		if !slices.Contains(have.Of, e.InterviewID) {
			have.Of = append(have.Of, e.InterviewID)
		}
		effects[c.Key] = append(effects[c.Key], e.Effect)
	}
	for i := range all {
		c := &all[i]
		does := "wait"
		if c.Kind == Failed {
			does = "need you"
		}
		if c.Count == 1 {
			does = map[string]string{"wait": "waits", "need you": "needs you"}[does]
		}
		c.Words = counted(effects[c.Key]) + " " + does + ": " + why(*c, effects[c.Key][0])
	}
	return all
}

// counted says how many mails and calls there are: by their kinds, if these are few.
func counted(all []recruit.Effect) string {
	said := scheduling.Numbers(all)
	if strings.Count(said, " · ") > 1 || said == "" {
		return fmt.Sprintf("%s emails or Zoom calls", wording.Grouped(len(all)))
	}
	return strings.ReplaceAll(said, " · ", " and ")
}

// why is the reason in the middle of a sentence.
func why(c Cause, e recruit.Effect) string {
	if c.Kind == MailMissing {
		return "mail is not set up"
	}
	reason, _, _ := strings.Cut(strings.TrimSuffix(text.Line(e.Error), "."), "; ")
	if reason == "" {
		return "need a closer look"
	}
	return reason
}

// silent is who has not answered for days.
func silent(a Agenda, now time.Time) []Cause {
	c := Cause{Kind: Silent, Key: string(Silent), Tone: wording.Warning, Verb: "ask again"}
	var names, titles []string
	for _, r := range a.Answers {
		for _, issue := range r.ReplyIssues(now) {
			if issue.Kind != recruit.IsSilent {
				continue
			}
			c.Count++
			c.More = wording.Joined(" ", c.More, r.Candidate.Name, r.Interview.Title, issue.Person.Address)
			if name := wording.PersonName(issue.Person); !slices.Contains(names, name) {
				names = append(names, name)
			}
			if !slices.Contains(c.Of, r.Interview.ID) {
				c.Of = append(c.Of, r.Interview.ID)
				titles = append(titles, text.Line(r.Interview.Title))
			}
		}
	}
	switch len(c.Of) {
	case 0:
		return nil
	case 1:
		c.Words = "No answer for two days: " + strings.Join(names, ", ") + ", " + titles[0]
	default:
		c.Words = fmt.Sprintf("%s missing for two days, in %d interviews: %s", answers(c.Count), len(c.Of), strings.Join(names, ", "))
	}
	return []Cause{c}
}

// Silent are the interviews of a cause whose answers are missing.
func (a Agenda) Silent(c Cause) []recruit.InterviewSummary {
	var all []recruit.InterviewSummary
	for _, i := range a.Mine {
		if slices.Contains(c.Of, i.ID) {
			all = append(all, i)
		}
	}
	return all
}

func answers(n int) string { return wording.Counted(n, "answer") }
