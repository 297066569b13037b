package offering

import (
	"context"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/offers"
	"recruitty/ui/draft"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// moment writes a time as the reader is told it.
func (s Offering) moment(at time.Time) string { return s.Reader().Start(at) }

// fields are what can be changed of an offer before it is sent.
func (d *sending) fields() []talk.Field {
	all := []talk.Field{
		d.term("count", "How many", "As many as usual if you type nothing, at most "+strconv.Itoa(offers.MaxOptions)+".", &d.terms.Count, func(r offers.Request) {
			if d.offer.Ask.Count = r.Count; d.terms.Count == "" {
				d.offer.Ask.Count = d.asked.Count
			}
		}),
		d.term("from", "From", "The first day, such as fri or 2 dec; tomorrow if you type nothing.", &d.terms.From, d.days),
		d.term("to", "To", "The last day, such as fri or 2 dec; as far as needed if you type nothing.", &d.terms.To, d.days),
		d.term("until", "Answer by", "The day, or the day and the time, by which the candidate is to answer; the usual time if you type nothing.", &d.terms.Until, func(r offers.Request) { d.offer.Ask.Until = r.Until }),
		{Name: "times", Label: "Leave out", Ask: d.leaveOut},
		{Name: "words", Label: "Their words", Ask: func(ctx context.Context) error {
			d.best()
			return d.askWords(ctx)
		}},
		{Name: "subject", Label: "Subject", Ask: func(ctx context.Context) error {
			return d.Ask(ctx, talk.Question{Label: "Subject", Kept: d.offer.Seen.Letter.Subject, Blank: "usual", Empty: true, Help: "The subject of the email; usual is what the template says.", Take: func(v string) error {
				d.heard = false
				return d.offer.Write(v, d.offer.Text)
			}})
		}},
		{Name: "text", Label: "Text", Ask: d.askText},
	}
	return all
}

// term is the question for one of the terms; "" is as usual.
func (d *sending) term(name, label, help string, value *string, into func(offers.Request)) talk.Field {
	return talk.Field{Name: name, Label: label, Ask: func(ctx context.Context) error {
		return d.Ask(ctx, talk.Question{Label: label, Kept: *value, Value: value, Empty: true, Blank: "as usual", Help: help, Take: func(v string) error {
			before := *value
			*value = v
			var r offers.Request
			if err := d.terms.Into(&r, d.now(), d.Reader().Zone); err != nil {
				*value = before
				return err
			}
			into(r)
			if name != "until" {
				d.best()
			}
			return nil
		}})
	}}
}

// days takes the days that are typed.
func (d *sending) days(r offers.Request) {
	if d.offer.Ask.From, d.offer.Ask.To = r.From, r.To; d.terms.From+d.terms.To == "" {
		d.offer.Ask.From, d.offer.Ask.To = d.asked.From, d.asked.To
	}
}

// best looks for the best times again where some were chosen.
func (d *sending) best() {
	if len(d.offer.Ask.Options) > 0 {
		d.offer.Ask.Options = nil
		d.Tell("The best times are looked for in place of the chosen ones.")
	}
}

// leaveOut takes times out of the offer; the others stay as they are.
func (d *sending) leaveOut(ctx context.Context) error {
	return d.Ask(ctx, talk.Question{Label: "Leave out", Empty: true, Says: "numbers, or enter for none", Help: "The numbers of the times that are not offered, such as 2 4.", Take: func(v string) error {
		numbers, err := NumbersIn(v)
		if err != nil {
			return err
		}
		ask := d.offer.Ask
		for n := len(numbers) - 1; n >= 0; n-- { // from the back: those in front keep their numbers
			if !d.offer.LeaveOut(numbers[n]) {
				d.offer.Ask = ask
				return recruit.Invalid("times", "There is no time %d that could be left out; at least one stays.", numbers[n])
			}
		}
		return nil
	}})
}

// askText asks for the words of the email in place of the template's.
func (d *sending) askText(ctx context.Context) error {
	said := d.offer.Seen.Letter.Text
	if err := d.AskText(ctx, "Text", &said, "The whole email in your words, with the times; "+recruit.OfferLink+" stands for the link of the page, and none is what the template says.", true); err != nil {
		return err
	}
	d.heard = false
	return d.offer.Write(d.offer.Subject, said)
}

// keep saves what was typed so far, where the screen looks for it too (R12).
func (d *sending) keep() {
	if d.terms == (flow.Terms{}) && d.offer.Subject == "" && d.offer.Text == "" {
		d.kept.Store("")
		return
	}
	d.kept.Store(draft.Kept{Typed: map[string]string{"count": d.terms.Count, "from": d.terms.From, "to": d.terms.To, "until": d.terms.Until,
		"subject": d.offer.Subject, "text": d.offer.Text, "usual": d.offer.Usual()}}.Encode())
}

// fill brings back what was typed before.
func (d *sending) fill(typed map[string]string) {
	terms, ask := flow.Terms{Count: typed["count"], From: typed["from"], To: typed["to"], Until: typed["until"]}, d.offer.Ask
	if terms != (flow.Terms{}) {
		if err := terms.Into(&ask, d.now(), d.Reader().Zone); err != nil {
			d.Tell("How many times, which days and until when is as usual again: %s", text.Line(recruit.Sentence(err)))
		} else {
			d.terms, d.offer.Ask = terms, ask
		}
	}
	d.offer.Resume(typed["subject"], typed["text"], typed["usual"])
}

// NumbersIn reads numbers, by their size and each once.
func NumbersIn(typed string) ([]int, error) {
	seen := map[int]bool{}
	for _, word := range strings.FieldsFunc(typed, func(r rune) bool { return r == ',' || r == ' ' || r == ';' }) {
		if word == "and" {
			continue
		}
		n := talk.Number(word)
		if n < 1 || n > most {
			return nil, recruit.Invalid("", "%q is no number of a time; type numbers such as 1 3.", wording.Shown(word))
		}
		seen[n] = true
	}
	var all []int
	for n := range most {
		if seen[n+1] {
			all = append(all, n+1)
		}
	}
	return all, nil
}
