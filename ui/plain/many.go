package plain

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/bulk"
	"recruitty/recruit/filter"
	"recruitty/recruit/sanitize"
	"recruitty/ui/draft"
	"recruitty/ui/plain/several"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// many changes many interviews by one request: those ahead that fit words. What becomes of
// each is said before anything is done, and what became of it after.
func (p *plain) many(ctx context.Context, rest string) error {
	if word, of, _ := strings.Cut(rest, " "); sanitize.Fold(word) == several.Word {
		return p.manyCandidates(ctx, strings.TrimSpace(of))
	}
	if sanitize.Fold(rest) == "undo" {
		return p.candidatesAtOnce().Undo(ctx)
	}
	if err := p.allow(recruit.ToSchedule); err != nil {
		return err
	}
	if word, of, _ := strings.Cut(rest, " "); sanitize.Fold(word) == "undo" {
		return p.undoMany(ctx, strings.TrimSpace(of))
	}
	if rest == "" {
		return recruit.Invalid("", "Which interviews? Type many and words or fields that they are found by, such as many with:dana on:tomorrow.")
	}
	found, err := p.ahead(ctx, rest)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		p.Tell("No upcoming interview fits these words.")
		return nil
	}
	p.Tell("%s:", wording.Counted(len(found), "interview"))
	for n, i := range found {
		if n == talk.PerPage {
			p.Tell("and %d more.", len(found)-n)
			break
		}
		p.Tell("%s.", p.interviewRow(i).Words)
	}
	kinds := []bulk.Kind{bulk.Move, bulk.Find, bulk.Cancel, bulk.Replace, bulk.Ask}
	n, err := p.Choose(ctx, "What should happen to them", []string{"Move by a time, or to a day", "Find another time for each", "Cancel", "Replace someone", "Ask for missing answers"}, -1)
	if err != nil {
		return p.unchanged(err)
	}
	change, err := p.manyChange(ctx, kinds[n], found)
	if err != nil {
		return p.unchanged(err)
	}
	return p.changeMany(ctx, change, found)
}

// undoMany takes the last change of each interview back that fits words and that the member
// has just changed.
func (p *plain) undoMany(ctx context.Context, words string) error {
	since := p.Now().Add(-recruit.RecentChange)
	found, err := p.matching(ctx, words, recruit.InterviewFilter{})
	if err != nil {
		return err
	}
	found = slices.DeleteFunc(found, func(i recruit.InterviewSummary) bool { return i.UpdatedAt.Before(since) })
	if len(found) == 0 {
		p.Tell("No interview that was changed within the last hour fits these words.")
		return nil
	}
	return p.changeMany(ctx, bulk.Change{Kind: bulk.Undo, Since: since}, found)
}

// candidatesAtOnce is the talk about many candidates, as the member is now.
func (p *plain) candidatesAtOnce() *several.Candidates {
	c := &p.several
	c.Conversation, c.By, c.Now, c.Zone = p.Conversation, p.by(), p.Now, p.Member.Location()
	c.Filter = func(ctx context.Context, typed string) (filter.Query, error) {
		return p.asked(ctx, filter.Candidates, typed)
	}
	return c
}

// manyCandidates changes many candidates by one request.
func (p *plain) manyCandidates(ctx context.Context, rest string) error {
	return p.candidatesAtOnce().Do(ctx, rest)
}

// ahead are the upcoming interviews that a filter finds.
func (p *plain) ahead(ctx context.Context, typed string) ([]recruit.InterviewSummary, error) {
	return p.matching(ctx, typed, recruit.InterviewFilter{From: p.Now(), Status: recruit.Scheduled})
}

// matching are those of some interviews that a filter finds.
func (p *plain) matching(ctx context.Context, typed string, of recruit.InterviewFilter) ([]recruit.InterviewSummary, error) {
	l := filter.Language{List: filter.Interviews, Now: p.Now(), Zone: p.Member.Location(), Me: p.Member}
	var err error
	if l.Known, err = p.Services.Store.Vocabulary(ctx); err != nil {
		return nil, err
	}
	q, err := l.Parse(typed)
	if err != nil {
		return nil, err
	}
	of.Where, of.Limit, of.Brief = q.Terms, maxSearched+1, true
	all, err := p.Services.Store.Interviews(ctx, of)
	if err != nil {
		return nil, err
	}
	if len(all) > maxSearched {
		all = all[:maxSearched]
		p.Tell("Of the first %s interviews only; there are more. Name days, such as on:week.", wording.Grouped(maxSearched))
	}
	var found []recruit.InterviewSummary
	for _, i := range all {
		if filter.Interview(q.Terms, i) && q.Keeps(sanitize.Fold(i.Words(p.Member.Location()))) {
			found = append(found, i)
		}
	}
	return found, nil
}

// manyChange asks what the change of a kind needs.
func (p *plain) manyChange(ctx context.Context, kind bulk.Kind, found []recruit.InterviewSummary) (bulk.Change, error) {
	d := &draft.Bulk{Kind: kind}
	var circle draft.Circle
	ask := func(label, kept string, value *string, help string, empty bool) error {
		return p.Ask(ctx, talk.Question{Label: label, Kept: kept, Value: value, Help: help, Empty: empty, Take: func(v string) error {
			*value = v
			if label == "Reason" {
				return nil
			}
			if label == "Who is replaced" {
				_, err := draft.Someone("leaves", v, circle.Panel)
				return err
			}
			_, err := d.Read(p.Now().In(p.Member.Location()), circle)
			return err
		}})
	}
	//exhaustive:enforce
	switch kind {
	case bulk.Move:
		if err := ask("Move by, or to", draft.BulkShift, &d.Shift, "Such as "+bulk.HowToShift+".", false); err != nil {
			return bulk.Change{}, err
		}
	case bulk.Replace:
		team, err := p.Services.Store.Members(ctx, false)
		if err != nil {
			return bulk.Change{}, err
		}
		for _, m := range team {
			circle.Team = append(circle.Team, recruit.Mailbox{Name: m.Name, Address: m.Email})
		}
		if circle.Pools, err = p.Services.Pools.List(ctx, false); err != nil {
			return bulk.Change{}, err
		}
		circle.Panel = draft.PanelOf(found)
		if err := ask("Who is replaced", "", &d.Leaves, "A name or an address of someone who is invited.", false); err != nil {
			return bulk.Change{}, err
		}
		if err := ask("Who comes", "", &d.Comes, "A name, an address, or a pool, out of which someone whoever is free is chosen for each.", false); err != nil {
			return bulk.Change{}, err
		}
	case bulk.Find, bulk.Cancel, bulk.Ask, bulk.Undo:
	}
	if kind != bulk.Replace && kind != bulk.Ask {
		if err := ask("Reason", "", &d.Reason, recruit.Capital(wording.WhoSeesReason)+".", true); err != nil {
			return bulk.Change{}, err
		}
	}
	return d.Read(p.Now().In(p.Member.Location()), circle)
}

// changeMany says what would become of each, asks, does it, and follows it.
func (p *plain) changeMany(ctx context.Context, change bulk.Change, found []recruit.InterviewSummary) error {
	ids := make([]recruit.InterviewID, len(found))
	for n, i := range found {
		ids[n] = i.ID
	}
	b := bulk.Bulk{By: p.by(), Change: change}
	for {
		seen, err := talk.WithProgress(ctx, p.Conversation, "Looking", func(ctx context.Context, told func(done, all int)) (bulk.Preview, error) {
			b.Step = told
			return b.Preview(ctx, ids)
		})
		if err != nil {
			return err
		}
		p.foreseenMany(seen)
		if n := seen.Others(p.Member); n > 0 && !b.TakeOver {
			yes, err := p.Confirm(ctx, fmt.Sprintf("Take over %s of others first, and change them as well?", wording.Counted(n, "interview")))
			if err != nil {
				return p.unchanged(err)
			}
			if yes {
				b.TakeOver = true
				continue
			}
		}
		if len(seen.Possible()) == 0 {
			p.Tell("None of them can be changed like that.")
			return nil
		}
		yes, err := p.Decide(ctx, change.Words().Verb+"?", p.mailsOf(seen.Foreseen()...))
		if err != nil || !yes {
			if err == nil {
				err = talk.ErrLeave
			}
			return p.unchanged(err)
		}
		result, err := talk.WithProgress(ctx, p.Conversation, "Changing", func(ctx context.Context, told func(done, all int)) (bulk.Result, error) {
			b.Step = told
			return b.Commit(ctx, seen)
		})
		if len(result.Outcomes) == 0 {
			return err
		}
		if err != nil {
			p.Complain(err)
		}
		return p.followMany(ctx, b, result)
	}
}

// foreseenMany says what would become of each, and who cannot be changed and why.
func (p *plain) foreseenMany(seen bulk.Preview) {
	p.Tell("%s.", talk.Spoken(text.Line(seen.Summary())))
	if joined := seen.Joined(); len(seen.Possible()) > 0 {
		ahead, waits := wording.Ahead(joined)
		p.Tell("%s.", talk.Spoken(ahead))
		for _, wait := range waits {
			p.Tell("Note: %s", talk.Spoken(wait))
		}
	}
	for _, i := range seen.Items {
		if i.Err != nil {
			p.Tell("%s cannot be changed: %s", p.manyName(i), text.Line(recruit.Sentence(i.Err)))
			continue
		}
		if seen.Change.Kind == bulk.Undo {
			p.Tell("%s. %s.", p.manyName(i), talk.Spoken(i.Undoes(func(at recruit.Interview) string { return p.Reader().Start(at.Start) })))
		} else {
			p.Tell("%s. From: %s. To: %s.", p.manyName(i), p.Reader().Start(i.Was.Interview.Start), p.manyState(i.Then.Record))
		}
		p.warn(i.Then.Notes(), "")
	}
	p.Tell(wording.NothingYet)
}

func (p *plain) manyName(i bulk.Item) string {
	if i.Was.Interview.ID == 0 {
		return fmt.Sprintf("Interview %d", i.ID)
	}
	return text.Line(i.Was.Candidate.Name) + ", " + text.Line(i.Was.Interview.Title)
}

// manyState says when an interview is and who takes part, or that it is cancelled.
func (p *plain) manyState(r recruit.Record) string {
	if r.Interview.Status == recruit.Cancelled {
		return "cancelled"
	}
	out := p.Reader().Start(r.Interview.Start)
	for n, who := range r.Panel() {
		out += map[bool]string{true: " with ", false: ", "}[n == 0] + wording.PersonName(who)
	}
	return out
}

// followMany says what was changed and what was not, and takes all back that can still be
// taken back while someone at a terminal says so.
func (p *plain) followMany(ctx context.Context, b bulk.Bulk, result bulk.Result) error {
	done := result.Done()
	p.Tell("%s: %s.", result.Change.Words().Saved, wording.Counted(len(done), "interview"))
	p.manyLeft(result)
	until, ok := result.UndoUntil(p.Now())
	if !ok || !p.Terminal {
		p.Tell(wording.WorkContinues)
		return nil
	}
	p.Tell("Nothing is sent for %d seconds: type undo to undo all. Enter stops waiting here; the work continues.", wording.Seconds(until.Sub(p.Now())))
	word := ""
	for word == "" && p.Now().Before(until) {
		var err error
		if word, err = p.Pause(ctx, &p.Changes); err != nil {
			return err
		}
	}
	if word != "undo" {
		p.Tell(wording.WorkContinues)
		return nil
	}
	back, err := b.Undo(ctx, result)
	if err != nil {
		return err
	}
	p.Tell("Undone: %s; none of these was sent.", wording.Counted(len(back.Done()), "interview"))
	p.manyLeft(back)
	return nil
}

// manyLeft names what stays as it is, with why.
func (p *plain) manyLeft(r bulk.Result) {
	for _, o := range r.NotDone() {
		p.Tell("%s stays: %s", p.manyName(o.Item), text.Line(recruit.Sentence(o.Err)))
	}
}
