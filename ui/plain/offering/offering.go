// Package offering is the talk in lines about times that candidates choose from by
// themselves: offering them, and what becomes of an offer.
package offering

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/offers"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/slots"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// Takes is what may stand behind the word that begins this.
const Takes = "list WORDS, waiting, or show, renew, confirm, settle, withdraw or link NUMBER"

// Offering is a conversation about offers of times.
type Offering struct {
	*talk.Conversation
	By        flow.By
	Terminal  bool // a person sits there, who can take it back
	Changes   *<-chan recruit.ChangeSet
	Candidate recruit.CandidateID // who is open, 0 for nobody
	// Opens opens a candidate, and ByHand schedules the interview as any other.
	Opens  func(ctx context.Context, c recruit.CandidateID) error
	ByHand func(ctx context.Context, o offers.Offer) error
	// Words asks when a candidate has said they can.
	Words func(ctx context.Context, c recruit.Candidate, times *[]slots.Span) error
	// Follow says what becomes of interviews that were booked.
	Follow func(ctx context.Context, booked []recruit.InterviewID) error
}

// Do does what is typed behind the word: lists offers, or does something with one.
func (s Offering) Do(ctx context.Context, typed string) error {
	word, rest, _ := strings.Cut(typed, " ")
	rest = strings.TrimSpace(rest)
	switch word = sanitize.Fold(word); word {
	case "list":
		return s.list(ctx, offers.Filter{}, rest)
	case "waiting":
		return s.list(ctx, offers.Filter{Waiting: true}, rest)
	case "show":
		return s.one(ctx, rest, "", s.show)
	}
	for said, act := range map[string]flow.OfferAct{"renew": flow.OtherTimes, "confirm": flow.ConfirmIt, "settle": flow.HaveRead, "withdraw": flow.Withdraw, "link": flow.HandLink} {
		if word == said {
			return s.one(ctx, rest, act, func(ctx context.Context, o offers.Offer) error { return s.act(ctx, o, act) })
		}
	}
	return recruit.Invalid("", "%q is not understood; type offer for times for the open candidate, or offer and %s.", wording.Shown(typed), Takes)
}

// most is how many offers are looked at.
const most = 1000

// list lists offers, the newest first; a number opens one.
func (s Offering) list(ctx context.Context, f offers.Filter, words string) error {
	f.Limit = most
	all, err := s.By.Services.Offers.List(ctx, f)
	if err != nil {
		return err
	}
	rows := talk.Matching(words, s.Rows(all))
	switch {
	case len(all) == 0 && f.Waiting:
		s.Tell("No offer waits for you.")
	case len(all) == 0:
		s.Tell("There are no offers yet; open a candidate and type offer.")
	case len(rows) == 0:
		s.Tell("No offer matches %q.", wording.Shown(words))
	default:
		s.Tell("%s.", wording.Counted(len(rows), "offer"))
		if len(all) == most {
			s.Tell("Only the newest %s were looked at.", wording.Grouped(most))
		}
	}
	return s.ListedIfAny(ctx, rows)
}

// Rows are offers as lines of a list.
func (s Offering) Rows(all []offers.Offer) []talk.Row {
	var rows []talk.Row
	for _, o := range all {
		rows = append(rows, talk.Row{Words: s.named(o), More: text.Line(o.JobTitle) + " " + text.Line(o.Author) + " " + string(o.State), Open: s.Opening(o.ID)})
	}
	return rows
}

// named names an offer in a line, with how it stands.
func (s Offering) named(o offers.Offer) string {
	said := "Offer " + strconv.FormatInt(int64(o.ID), 10) + " for " + text.Line(o.CandidateName) + ", " + text.Line(o.Title) + ", " + text.Line(flow.OfferStands(o, s.now()))
	if o.State == offers.Offered {
		said += ", until " + wording.Amid(s.Reader().Start(o.Until))
	}
	return said
}

// Opening reads an offer out and asks what becomes of it.
func (s Offering) Opening(id recruit.OfferID) func(context.Context) error {
	return func(ctx context.Context) error {
		o, err := s.By.Services.Offers.Show(ctx, id)
		if err != nil {
			return err
		}
		if err := s.read(ctx, o); err != nil {
			return err
		}
		return s.decide(ctx, o)
	}
}

// decide asks what becomes of an offer.
func (s Offering) decide(ctx context.Context, o offers.Offer) error {
	acts := flow.OfferActs(o, s.now())
	if recruit.Allow(s.By.Actor, recruit.ToSchedule) != nil {
		acts = nil
	}
	const open, none = "Open the candidate", "Nothing now"
	var items []string
	for _, a := range acts {
		items = append(items, recruit.Capital(a.Verb()))
	}
	n, err := s.Choose(ctx, "What do you decide", append(items, open, none), -1)
	switch {
	case err != nil:
		return err
	case n < len(acts):
		return s.act(ctx, o, acts[n])
	case n == len(acts):
		return s.Opens(ctx, o.Candidate)
	}
	s.Tell("The offer is as it was.")
	return nil
}

// one does something with the offer that is typed: by its number, by words of it, or where
// nothing is typed the only one with which it can be done, of the open candidate first. Of
// several one is chosen.
func (s Offering) one(ctx context.Context, typed string, act flow.OfferAct, do func(context.Context, offers.Offer) error) error {
	if n := talk.Number(typed); n > 0 {
		o, err := s.By.Services.Offers.Show(ctx, recruit.OfferID(n))
		if err != nil {
			return err
		}
		return do(ctx, o)
	}
	all, err := s.By.Services.Offers.List(ctx, offers.Filter{Limit: most})
	if err != nil {
		return err
	}
	able := slices.DeleteFunc(all, func(o offers.Offer) bool {
		return act != "" && !slices.Contains(flow.OfferActs(o, s.now()), act)
	})
	if own := slices.DeleteFunc(slices.Clone(able), func(o offers.Offer) bool { return o.Candidate != s.Candidate }); typed == "" && len(own) > 0 {
		able = own
	}
	query := recruit.NewQuery(typed)
	able = slices.DeleteFunc(able, func(o offers.Offer) bool {
		return !query.In(s.named(o), text.Line(o.JobTitle)+" "+text.Line(o.Author))
	})
	if len(able) == 0 {
		if typed != "" {
			return recruit.NotFound("No offer with which that can be done matches %q; type offer list for all of them.", wording.Shown(typed))
		}
		return recruit.NotFound("There is no offer with which that can be done; type offer list for all of them.")
	}
	at := 0
	if len(able) > 1 {
		var items []string
		for _, o := range able {
			items = append(items, s.named(o))
		}
		if at, err = s.Choose(ctx, "Which offer", items, -1); err != nil {
			return err
		}
	}
	o, err := s.By.Services.Offers.Show(ctx, able[at].ID)
	if err != nil {
		return err
	}
	return do(ctx, o)
}
