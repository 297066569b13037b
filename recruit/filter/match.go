package filter

import (
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
)

// This file holds terms against rows that are at hand.

// Same reports whether two terms ask for the same.
func Same(a, b recruit.Term) bool {
	return a.Field == b.Field && a.Not == b.Not && slices.Equal(a.Any, b.Any) && a.From.Equal(b.From) && a.To.Equal(b.To) && a.Member == b.Member && a.Named == b.Named && a.Compare == b.Compare
}

// every reports whether all terms hold.
func every(terms []recruit.Term, holds func(recruit.Term) bool) bool {
	for _, t := range terms {
		if holds(t) == t.Not {
			return false
		}
	}
	return true
}

// any reports whether one of a term's values is said by one of the texts.
func anySays(t recruit.Term, texts ...string) bool {
	return slices.ContainsFunc(t.Any, func(v string) bool {
		return slices.ContainsFunc(texts, func(text string) bool { return Says(text, v) })
	})
}

// is reports whether one of a term's values is the choice.
func is(t recruit.Term, choice string) bool { return slices.Contains(t.Any, choice) }

// Interview reports whether terms hold for an interview in a list.
func Interview(terms []recruit.Term, i recruit.InterviewSummary) bool {
	if len(terms) == 0 {
		return true
	}
	named := slices.DeleteFunc(slices.Clone(terms), func(t recruit.Term) bool { return t.Field != recruit.ByWith || t.Not })
	return every(terms, func(t recruit.Term) bool {
		switch t.Field {
		case recruit.ByStage:
			return anySays(t, i.Stage)
		case recruit.ByJob:
			return anySays(t, i.JobTitle)
		case recruit.ByTitle:
			return anySays(t, i.Title)
		case recruit.ByCandidate:
			return anySays(t, i.CandidateName+" "+i.CandidateEmail)
		case recruit.ByOwner:
			return anySays(t, i.OrganiserName+" "+i.OrganiserEmail)
		case recruit.ByWith:
			return anySays(t, i.OrganiserName+" "+i.OrganiserEmail) || slices.ContainsFunc(i.People, func(p recruit.Invitee) bool { return anySays(t, p.Name+" "+p.Address) })
		case recruit.ByEmail:
			return anySays(t, i.CandidateEmail, i.OrganiserEmail) || slices.ContainsFunc(i.People, func(p recruit.Invitee) bool { return anySays(t, p.Address) })
		case recruit.ByAnswer:
			return slices.ContainsFunc(i.People, func(p recruit.Invitee) bool {
				return is(t, string(p.Answer)) && (len(named) == 0 || slices.ContainsFunc(named, func(n recruit.Term) bool { return anySays(n, p.Name+" "+p.Address) }))
			})
		case recruit.ByState:
			return is(t, string(i.Status)) || is(t, recruit.StateNeedsYou) && i.NeedAttention > 0 || is(t, recruit.StateWaiting) && i.Waiting > 0 ||
				is(t, recruit.StateOver) && i.Status == recruit.Scheduled && !i.End().After(t.Now)
		case recruit.ByPlatform:
			return is(t, string(i.Platform))
		case recruit.ByMine:
			return i.OrganiserID == t.Member || slices.ContainsFunc(i.People, func(p recruit.Invitee) bool { return sanitize.SameAddress(p.Address, t.Address) })
		case recruit.ByStart:
			return t.In(i.Start)
		case recruit.ByWeekday:
			return is(t, Weekday(i.Start, t.Zone))
		case recruit.ByUpdated:
			return t.In(i.UpdatedAt)
		}
		return false
	})
}

// Weekday is the day of the week of an instant in a zone, as Term.Any has it: "0" for
// Sunday, "" where there is no such zone.
func Weekday(at time.Time, zone string) string {
	loc, err := timeparse.Zone(zone)
	if err != nil {
		return ""
	}
	return string(rune('0' + at.In(loc).Weekday()))
}

// Job reports whether terms hold for a job in a list.
func Job(terms []recruit.Term, j recruit.JobSummary) bool {
	return every(terms, func(t recruit.Term) bool {
		switch t.Field {
		case recruit.ByTitle:
			return anySays(t, j.Title)
		case recruit.ByKind:
			return anySays(t, j.Department)
		case recruit.ByPlace:
			return anySays(t, j.Location)
		case recruit.ByState:
			return is(t, string(j.Status))
		case recruit.ByAdded:
			return t.In(j.CreatedAt)
		}
		return false
	})
}

// Open reports whether terms hold for something open of the outbox.
func Open(terms []recruit.Term, e recruit.OpenEffect) bool {
	return every(terms, func(t recruit.Term) bool {
		switch t.Field {
		case recruit.ByCandidate:
			return anySays(t, e.CandidateName)
		case recruit.ByTitle:
			return anySays(t, e.Title)
		case recruit.ByState:
			return is(t, string(e.State)) || is(t, recruit.StateNeedsYou) && e.NeedsAttention()
		case recruit.ByKind:
			return is(t, string(e.Kind)) || is(t, "zoom") && e.Kind.IsZoom()
		case recruit.ByTo:
			return anySays(t, e.Target, e.Host)
		case recruit.ByStart:
			return t.In(e.Start)
		}
		return false
	})
}

// Mail reports whether terms hold for a mail of the demo.
func Mail(terms []recruit.Term, m recruit.MailSummary) bool {
	return every(terms, func(t recruit.Term) bool {
		switch t.Field {
		case recruit.ByTitle:
			return anySays(t, m.Subject)
		case recruit.ByFrom:
			return anySays(t, m.From)
		case recruit.ByTo:
			return anySays(t, m.To)
		case recruit.ByStart:
			return t.In(m.Date)
		}
		return false
	})
}

// Line reports whether terms hold for a line of the log.
func Line(terms []recruit.Term, a recruit.Activity) bool {
	return every(terms, func(t recruit.Term) bool {
		switch t.Field {
		case recruit.ByCandidate:
			return anySays(t, a.Candidate)
		case recruit.ByJob:
			return anySays(t, a.Job)
		case recruit.ByOwner:
			return anySays(t, a.Actor)
		case recruit.ByKind:
			return anySays(t, strings.ReplaceAll(a.Action, "_", "-"))
		case recruit.ByMine:
			return a.ActorID == t.Member
		case recruit.ByStart:
			return t.In(a.At)
		}
		return false
	})
}

// Member reports whether terms hold for a member; now is when zones are named.
func Member(terms []recruit.Term, m recruit.Member, now time.Time) bool {
	return every(terms, func(t recruit.Term) bool {
		switch t.Field {
		case recruit.ByName:
			return anySays(t, m.Name)
		case recruit.ByEmail:
			return anySays(t, m.Email)
		case recruit.ByRole:
			return is(t, string(m.Role))
		case recruit.ByZone:
			return anySays(t, m.TimeZone+" "+timeparse.Called(m.TimeZone, now))
		case recruit.ByState:
			return is(t, "left") && m.Removed() || is(t, "active") && !m.Removed()
		}
		return false
	})
}
