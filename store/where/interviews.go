package where

import (
	"recruitty/recruit"
)

// Trouble are the conditions of the store for effects e, which package where does not
// decide: those that need a person, and those that are open and on their way.
type Trouble struct{ NeedsAttention, Waiting string }

// invited begins a condition over the people p who are invited to an interview i.
const invited = "EXISTS (SELECT 1 FROM participants p WHERE p.interview_id = i.id AND p.removed_at IS NULL AND p.audience <> 'organiser' AND "

// Interviews are terms as a condition over an interview i with its candidate c, its job
// j and its organiser m.
func Interviews(terms []recruit.Term, trouble Trouble) Condition {
	named := positive(terms, recruit.ByWith)
	var all []Condition
	for _, t := range terms {
		all = append(all, interview(t, named, trouble).as(t))
	}
	return both(all...)
}

// interview is one term; named are the people whose answers are meant.
func interview(t recruit.Term, named []recruit.Term, trouble Trouble) Condition {
	const organiser, person = "m.name || ' ' || m.email", "p.name || ' ' || p.address"
	some := func(c Condition) Condition { return Condition{invited + c.Text + ")", c.Args} }
	switch t.Field {
	case recruit.ByStage:
		return anySays("ifnull((SELECT a.stage FROM applications a WHERE a.candidate_id = i.candidate_id AND a.job_id = i.job_id), '')", t)
	case recruit.ByJob:
		return anySays("j.title", t)
	case recruit.ByTitle:
		return anySays("i.title", t)
	case recruit.ByCandidate:
		return anySays("c.name || ' ' || c.email", t)
	case recruit.ByOwner:
		return anySays(organiser, t)
	case recruit.ByWith:
		return either(anySays(organiser, t), some(anySays(person, t)))
	case recruit.ByEmail:
		return either(anySays("c.email", t), anySays("m.email", t), some(anySays("p.address", t)))
	case recruit.ByAnswer:
		who := make([]Condition, 0, len(named))
		for _, n := range named {
			who = append(who, anySays(person, n))
		}
		answered := anyIs("p.answer", t.Any)
		if len(who) > 0 {
			answered = both(answered, either(who...))
		}
		return some(answered)
	case recruit.ByState:
		return state(t, trouble)
	case recruit.ByPlatform:
		return anyIs("i.platform", t.Any)
	case recruit.ByMine:
		return either(of("i.organiser_id = ?", t.Member), some(of("p.address = ?", t.Address)))
	case recruit.ByStart:
		return within("i.start_at", t)
	case recruit.ByWeekday:
		c := anyIs("weekday(i.start_at, ?)", t.Any)
		c.Args = append([]any{t.Zone}, c.Args...)
		return c
	case recruit.ByUpdated:
		return within("i.updated_at", t)
	}
	return never()
}

// state is how an interview stands, or what is the matter with it.
func state(t recruit.Term, trouble Trouble) Condition {
	all := []Condition{anyIs("i.status", t.Any)}
	for _, v := range t.Any {
		switch v {
		case recruit.StateNeedsYou:
			all = append(all, of("EXISTS (SELECT 1 FROM effects e WHERE e.interview_id = i.id AND "+trouble.NeedsAttention+")"))
		case recruit.StateWaiting:
			all = append(all, of("EXISTS (SELECT 1 FROM effects e WHERE e.interview_id = i.id AND "+trouble.Waiting+")"))
		case recruit.StateOver:
			all = append(all, of("i.status = 'scheduled' AND i.start_at + 1000000 * i.duration_seconds <= ?", micros(t.Now)))
		}
	}
	return either(all...)
}
