package plain

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/pools"
	"recruitty/recruit/slots"
	"recruitty/recruit/timeparse"
	"recruitty/recruit/windows"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
)

// findWord asks for hours in place of a time.
const findWord = "find"

// askPools asks for what is wanted of pools.
func (s *scheduleForm) askPools(ctx context.Context) error {
	d := s.draft
	return s.Ask(ctx, talk.Question{Label: "From pools", Kept: d.Pools, Value: &d.Pools, Empty: true, Help: "Such as 1 of " + text.Line(s.facts.Pools[0].Name) + "; none asks no pool. Who of them takes part is chosen with the time: type " + findWord + " there.",
		Take: func(v string) error {
			if _, err := pools.ParseNeeds(v, s.facts.Pools); err != nil {
				return err
			}
			d.Pools = v
			return nil
		}})
}

// findTime looks for hours that suit everybody and lets one of them be chosen. Who takes
// part, and for how long, is asked first where it is not known.
func (s *scheduleForm) findTime(ctx context.Context) error {
	if len(s.draft.Named()) == 0 && strings.TrimSpace(s.draft.Pools) == "" {
		for _, name := range []string{"pools", "participants"} {
			if f, ok := talk.Named(s.fields(), name); ok {
				if err := f.Ask(ctx); err != nil {
					return err
				}
			}
		}
	}
	ask, err := s.draft.Wanted(s.facts)
	if err != nil {
		return err
	}
	for {
		found, err := s.Services.Finder.Find(ctx, s.Member, ask)
		if err != nil {
			return err
		}
		s.sayFound(found)
		again, err := s.chooseHour(ctx, &ask, found)
		if err != nil || !again {
			return err
		}
	}
}

// sayFound says what was found: hours by number, and ways out by letter.
func (s *scheduleForm) sayFound(f finder.Found) {
	here := s.Member.Location()
	if none := f.None(); none != "" {
		s.Tell("%s", none)
	}
	for n, h := range f.Hours {
		said := strconv.Itoa(n+1) + ": " + timeparse.ShortDate(h.Start.In(here)) + " " + talk.Spoken(s.Reader().Hours(h.Start.In(here), h.End.Sub(h.Start))) + ", " + text.Line(h.Who())
		if concerns := h.Concerns(here); len(concerns) > 0 {
			said += ". But: " + text.Line(strings.Join(concerns, "; "))
		}
		s.Tell("%s.", said)
	}
	for _, r := range f.Refused() {
		s.Tell("No time %s: %s.", r.Days(), text.Line(r.Reason.String()))
	}
	for n, way := range f.Relaxations[:min(len(f.Relaxations), mostWays)] {
		s.Tell("%s: %s.", wayLetter(n), text.Line(finder.WayOut(way)))
	}
	for _, said := range append(f.Unknown(func(at time.Time) string { return timeparse.DayTime(at.In(here)) }), f.Short()) {
		if said != "" {
			s.Tell("%s", text.Line(said))
		}
	}
}

// mostWays is how many ways out are offered.
const mostWays = 5

// wayLetter names a way out.
func wayLetter(n int) string { return string(rune('a' + n)) }

// chooseHour asks for one of the hours, or for a way out, with which it is looked again.
func (s *scheduleForm) chooseHour(ctx context.Context, ask *finder.Request, f finder.Found) (again bool, err error) {
	help := "The number of a time, the letter of an alternative, longer to look further ahead, soft for times over entries that people may be able to move, words for when the candidate has said they can, offer to let the candidate choose among the best times, offer 1 3 among these, or back."
	var then func() error
	err = s.Ask(ctx, talk.Question{Label: "Which time", Says: "number, letter, longer, soft, words, offer or back", Help: help, Take: func(v string) error {
		again = true
		v = strings.ToLower(strings.TrimSpace(v))
		if n, err := strconv.Atoi(v); err == nil && n >= 1 && n <= len(f.Hours) {
			s.draft.Take(f.Hours[n-1])
			s.keep()
			if left := f.Hours[n-1].Uninvited(); left != "" {
				s.Tell("%s", text.Line(left))
			}
			s.Tell("%s.", talk.Spoken(s.Reader().Agreed(f.Hours[n-1].Start, s.facts.Profile.Candidate)))
			again = false
			return s.odd(ctx, "start")
		}
		numbers, offers, err := offerWord(v, len(f.Hours))
		switch {
		case err != nil:
			return err
		case offers:
			then = func() error { return s.offerFound(ctx, numbers, *ask, f) }
			return nil
		case steered(v, f.Relaxations, steering{&ask.Days, &ask.Soft, &ask.Lifts}):
			return nil
		case v == "words":
			then = func() error { return s.askWords(ctx, s.facts.Profile.Candidate, &ask.Windows) }
			return nil
		}
		return recruit.Invalid("", "%s", help)
	}})
	if err == nil && then != nil {
		if err = then(); errors.Is(err, talk.ErrBack) {
			err = nil // to the hours as they were
		}
	}
	return again, err
}

// steering is what a word changes of a search.
type steering struct {
	days  *int
	soft  *bool
	lifts *[]slots.Lift
}

// steered takes a word that changes a search, or the letter of an alternative, and reports
// whether it was one.
func steered(word string, ways []slots.Relaxation, to steering) bool {
	for n, way := range ways[:min(len(ways), mostWays)] {
		if word == wayLetter(n) {
			*to.lifts = append(*to.lifts, way.Lifts...)
			return true
		}
	}
	switch word {
	case "longer":
		*to.days = min(2*max(*to.days, finder.NearDays), finder.FarDays)
	case "soft":
		*to.soft = !*to.soft
	default:
		return false
	}
	return true
}

// mostUnderstood is how many windows are said.
const mostUnderstood = 10

// askWords asks when the candidate has said they can, and what is meant where that is not
// clear, and looks only at these times then.
func (p *plain) askWords(ctx context.Context, c recruit.Candidate, times *[]slots.Span) error {
	words := ""
	if err := p.Ask(ctx, talk.Question{Label: "Their words", Value: &words, Empty: true, Take: func(v string) error {
		words = v
		return nil
	}, Help: "What the candidate has written, such as Tuesday after 3 pm or Wednesday morning. Leave it empty for any time between 8 and 20 where they are."}); err != nil {
		return err
	}
	if strings.TrimSpace(words) == "" {
		*times = nil
		return nil
	}
	given := map[string]string{}
	for {
		read := finder.ReadWindows(words, c, p.Now(), p.Member.Location(), given)
		if len(read.Questions) == 0 {
			return p.takeWords(times, read)
		}
		q := read.Questions[0]
		p.Tell("%s", text.Line(q.Says))
		for n, o := range finder.Options(q) {
			p.Tell("%d: %s.", n+1, text.Line(o.Label))
		}
		if err := p.Ask(ctx, talk.Question{Label: "What is meant", Says: "number or back", Help: "The number of what the candidate means.", Take: func(v string) (err error) {
			given[q.ID], err = finder.Answer("", q, v)
			if err != nil {
				delete(given, q.ID)
			}
			return err
		}}); err != nil {
			return err
		}
	}
}

// takeWords says what was understood, and looks only there.
func (p *plain) takeWords(times *[]slots.Span, read windows.Reading) error {
	if err := finder.Unclear("", read); err != nil {
		p.Tell("%s", text.Line(recruit.Sentence(err)))
		return nil
	}
	for _, said := range finder.Understood(read, p.Now(), mostUnderstood) {
		p.Tell("Understood: %s.", text.Line(said))
	}
	*times = finder.Spans(read, p.Now())
	return nil
}
