// Package scoring is the talk in lines about scorecards: giving, reading and withdrawing
// them, asking for those that are missing, the debrief, and the forms and guides of a job.
package scoring

import (
	"context"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/scorecards"
	"recruitty/recruit/services"
	"recruitty/ui/draft"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// Takes is what may stand behind the word that begins this.
const Takes = "list, prepare, show, withdraw or remind"

// Scoring is a conversation about scorecards.
type Scoring struct {
	*talk.Conversation
	Services  *services.Services
	Member    recruit.Member
	Now       recruit.Clock
	Candidate recruit.CandidateID // who is open, 0 for nobody
}

// Do gives a scorecard, or does what a word says. Without a word it is that of an interview
// with the open candidate, or one that is missing.
func (s Scoring) Do(ctx context.Context, word string) error {
	switch strings.ToLower(word) {
	case "":
		return s.give(ctx)
	case "list":
		return s.list(ctx)
	case "prepare":
		return s.prepare(ctx)
	case "show":
		return s.show(ctx)
	case "withdraw":
		return s.withdraw(ctx)
	case "remind":
		return s.RemindLate(ctx)
	}
	return recruit.Invalid("", "%q is not understood; type score, or score and %s.", wording.Shown(word), Takes)
}

// give asks for a scorecard.
func (s Scoring) give(ctx context.Context) error {
	var all []scorecards.Sheet
	var err error
	if s.Candidate != 0 {
		all, err = s.Services.Scorecards.About(ctx, s.Member, s.Candidate)
	} else {
		all, err = s.missing(ctx)
	}
	if err != nil {
		return err
	}
	own, err := s.Services.Scorecards.Open(s.Member, all)
	if err != nil {
		return err
	}
	n := 0
	if len(own) > 1 {
		if n, err = s.Choose(ctx, "Scorecard of which interview", s.named(own), -1); err != nil {
			return err
		}
	}
	return s.fill(ctx, own[n])
}

// missing are the interviews of which the member's own card is missing.
func (s Scoring) missing(ctx context.Context) ([]scorecards.Sheet, error) {
	due, err := s.Services.Scorecards.Due(ctx, s.Member)
	if err != nil {
		return nil, err
	}
	var all []scorecards.Sheet
	for _, d := range due {
		if !d.Own {
			continue
		}
		x, err := s.Services.Scorecards.Sheet(ctx, s.Member, d.Interview.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, x)
	}
	if len(all) == 0 {
		return nil, recruit.NotFound("None of your scorecards is missing; open a candidate and type score to change one.")
	}
	return all, nil
}

// Give asks for the member's own scorecard of an interview.
func (s Scoring) Give(ctx context.Context, id recruit.InterviewID) error {
	x, err := s.Services.Scorecards.Sheet(ctx, s.Member, id)
	if err == nil {
		err = s.Services.Scorecards.May(s.Member, x)
	}
	if err != nil {
		return err
	}
	return s.fill(ctx, x)
}

func (s Scoring) fill(ctx context.Context, x scorecards.Sheet) error {
	s.Tell("Scorecard of %s.", s.called(x))
	if x.Guide != "" {
		s.Tell("The interview guide says: %s", text.Block(x.Guide))
	}
	return talk.FillIn(ctx, s.Conversation, draft.CardForm(s.Services, s.Member, x))
}

// called names an interview in a line.
func (s Scoring) called(x scorecards.Sheet) string {
	return text.Line(x.Interview.CandidateName) + ", " + text.Line(x.Interview.Title) + ", " + s.Reader().Start(x.Interview.Start)
}

func (s Scoring) named(all []scorecards.Sheet) []string {
	out := make([]string, len(all))
	for i, x := range all {
		out[i] = s.called(x)
	}
	return out
}

// list lists the interviews of the last four weeks with their scorecards.
func (s Scoring) list(ctx context.Context) error {
	all, err := s.Services.Scorecards.Recent(ctx, s.Member)
	if err != nil {
		return err
	}
	var rows []talk.Row
	for _, x := range all {
		missing := x.Missing()
		words := s.called(x) + ", " + countOf(x.Given(), x.Given()+len(missing))
		if len(missing) > 0 {
			words += ", missing: " + seats(missing)
		}
		rows = append(rows, talk.Row{Words: words, Open: func(context.Context) error {
			s.read(x)
			return nil
		}})
	}
	s.Tell("%s of the last four weeks.", wording.Counted(len(rows), "interview"))
	return s.ListedIfAny(ctx, rows)
}

// seats names those of whom a card is awaited.
func seats(all []scorecards.Seat) string {
	names := make([]string, len(all))
	for i, one := range all {
		names[i] = text.Line(one.Name)
	}
	return strings.Join(names, ", ")
}

// about are the interviews of the open candidate, with their scorecards.
func (s Scoring) about(ctx context.Context) ([]scorecards.Sheet, error) {
	if s.Candidate == 0 {
		return nil, talk.NobodyOpen()
	}
	return s.Services.Scorecards.About(ctx, s.Member, s.Candidate)
}

// prepare reads out what there is to read before an interview with the open candidate.
func (s Scoring) prepare(ctx context.Context) error {
	all, err := s.about(ctx)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(x scorecards.Sheet) bool {
		return x.Interview.Status != recruit.Scheduled || !x.Interview.End().After(s.Now())
	})
	if len(all) == 0 {
		return recruit.NotFound(wording.NothingToPrepare)
	}
	n := 0
	if len(all) > 1 {
		if n, err = s.Choose(ctx, "Which interview", s.named(all), -1); err != nil {
			return err
		}
	}
	p, err := s.Services.Scorecards.Prepare(ctx, s.Member, all[n].Interview.ID)
	if err != nil {
		return err
	}
	resume, err := s.Services.Documents.Told(ctx, p.Resume)
	if err != nil {
		return err
	}
	s.Tell("%s.", s.called(p.Sheet))
	for _, part := range p.Parts(resume, s.Reader().Stamp) {
		s.Tell("%s: %s", text.Line(part.Heading), text.Block(part.Text))
	}
	return nil
}

// show reads out the scorecards of the open candidate.
func (s Scoring) show(ctx context.Context) error {
	all, err := s.about(ctx)
	if err != nil {
		return err
	}
	said := false
	for _, x := range all {
		if x.Given() > 0 || x.Own.Version > 0 || x.Begun(s.Now()) && len(x.Missing()) > 0 {
			s.read(x)
			said = true
		}
	}
	if !said {
		s.Tell("No scorecards yet. Once an interview has begun, its panel gives them; type score to give yours.")
	}
	return nil
}

// read reads the scorecards of an interview out, as far as the member may read them.
func (s Scoring) read(x scorecards.Sheet) {
	s.Tell("%s: %s.", s.called(x), countOf(x.Given(), x.Given()+len(x.Missing())))
	for _, c := range x.Cards {
		s.readCard(c, "")
	}
	for _, one := range x.Missing() {
		s.Tell("%s: missing.", text.Line(one.Name))
	}
	if x.Own.Version > 0 && !x.Own.Given() {
		state := ", begun and not given"
		if !x.Own.WithdrawnAt.IsZero() {
			state = ", withdrawn"
		}
		s.readCard(x.Own, state)
	}
	if x.Own.Unread != "" {
		s.Tell("Not understood in your email: %s", text.Block(x.Own.Unread))
	}
	if x.Blind {
		s.Tell("%s", scorecards.BlindWords)
	}
	if x.Guide != "" {
		s.Tell("The interview guide says: %s", text.Block(x.Guide))
	}
}

func (s Scoring) readCard(c scorecards.Card, state string) {
	words := c.Recommendation.Words()
	if words == "" {
		words = "no recommendation yet"
	}
	for _, r := range c.Ratings {
		words += ", " + text.Line(r.Words())
	}
	s.Tell("%s%s: %s.", text.Line(c.Author), state, words)
	if c.Note != "" {
		s.Tell("Note: %s", text.Block(c.Note))
	}
	if c.Private != "" {
		s.Tell("Private note: %s", text.Block(c.Private))
	}
}

func countOf(given, of int) string {
	return wording.Grouped(given) + " of " + wording.Grouped(of) + " given"
}

// withdraw takes a scorecard of an interview with the open candidate back: the member's own,
// or as an admin anybody's.
func (s Scoring) withdraw(ctx context.Context) error {
	if err := recruit.Allow(s.Member, recruit.ToNote); err != nil {
		return err
	}
	all, err := s.about(ctx)
	if err != nil {
		return err
	}
	var cards []scorecards.Card
	var items []string
	for _, x := range all {
		for _, c := range x.Cards {
			if c.Member == s.Member.ID || s.Member.Role == recruit.Admin {
				cards, items = append(cards, c), append(items, text.Line(c.Author)+", "+s.called(x)+", "+text.Line(c.Short()))
			}
		}
	}
	if len(cards) == 0 {
		return recruit.NotFound("There is no scorecard here that you could withdraw.")
	}
	n, err := s.Choose(ctx, "Which scorecard", items, -1)
	if err != nil {
		return err
	}
	yes, err := s.Confirm(ctx, "Withdraw it? It stays in the history, and its author can give it again.")
	if err != nil || !yes {
		return s.unchanged(err)
	}
	if _, err := s.Services.Scorecards.Withdraw(ctx, s.Member, cards[n].Interview, cards[n].Member); err != nil {
		return err
	}
	s.Tell("The scorecard of %s is withdrawn.", text.Line(cards[n].Author))
	return nil
}

// unchanged says that nothing was changed.
func (s Scoring) unchanged(err error) error {
	if err == nil {
		s.Tell("Nothing was changed.")
	}
	return err
}

// RemindLate asks for the scorecards that are late of interviews that the member organises.
func (s Scoring) RemindLate(ctx context.Context) error {
	if err := recruit.Allow(s.Member, recruit.ToSchedule); err != nil {
		return err
	}
	due, err := s.Services.Scorecards.Due(ctx, s.Member)
	if err != nil {
		return err
	}
	due = slices.DeleteFunc(due, func(d scorecards.Due) bool { return len(d.Late) == 0 })
	if len(due) == 0 {
		s.Tell(scorecards.NoneLate)
		return nil
	}
	of := make([]recruit.InterviewID, len(due))
	for i, d := range due {
		of[i] = d.Interview.ID
	}
	all, err := s.Services.Feedback.Reminders(ctx, s.Member, of)
	if err != nil {
		return err
	}
	lines, n := scorecards.RemindWords(all)
	for _, line := range lines {
		s.Tell("%s.", strings.TrimSuffix(text.Line(line), "."))
	}
	if n > 0 {
		yes, err := s.Confirm(ctx, "Send "+wording.Counted(n, "email")+"?")
		if err != nil || !yes {
			return s.unchanged(err)
		}
		if all, err = s.Services.Feedback.RemindAll(ctx, s.Member, all); err != nil {
			return err
		}
	}
	s.Tell("%s", text.Line(scorecards.RemindedWords(all)))
	return nil
}
