package plain

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/recruit/fulltext"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// nobody says that a command needs a candidate.
func nobody() error { return talk.NobodyOpen() }

// candidates lists candidates.
func (p *plain) candidates(ctx context.Context, query string) error {
	q, err := p.asked(ctx, filter.Candidates, query)
	if err != nil {
		return err
	}
	return p.candidatesOf(ctx, recruit.CandidateFilter{Query: q.Words, Without: q.Without, Where: q.Terms}, "")
}

// candidatesOf lists those that a filter chooses; where says which they are.
func (p *plain) candidatesOf(ctx context.Context, f recruit.CandidateFilter, where string) (err error) {
	f.Limit = talk.PerPage
	part := false
	f.Also, part, err = recruit.NextFound(ctx, p.Services.Store, p.Now(), f.Query, func(t time.Time) string {
		return "next interview " + p.Reader().Start(t) + " " + recruit.TimeWords(t, p.Reader().Zone)
	})
	if err != nil {
		return err
	}
	if part {
		p.Tell(recruit.NotAllUpcoming)
	}
	page, err := p.Services.Store.CandidatePage(ctx, f)
	if err != nil {
		return err
	}
	if words := fulltext.NotSearched(page.Texts); words != "" {
		p.Tell("%s", words)
	}
	if page.Total == 0 && len(f.Where)+len(f.Without) > 0 {
		p.Tell("No candidate fits this filter%s.", where)
		p.Forget()
		return nil
	}
	if page.Total == 0 && f.Query != "" {
		p.Tell("No candidate matches %q%s.", wording.Shown(f.Query), where)
		return nil
	}
	p.Tell("%s%s.", wording.Counted(page.Total, "candidate"), where)
	l := &talk.List{Rows: p.candidateRows(page.Rows), Total: page.Total}
	l.Fetch = func(ctx context.Context) ([]talk.Row, error) {
		f.After = page.Last
		next, err := p.Services.Store.CandidatePage(ctx, f)
		if err == nil {
			page.Last = next.Last
		}
		return p.candidateRows(next.Rows), err
	}
	if page.Total == 0 {
		p.Forget()
		return nil
	}
	return p.Listed(ctx, l)
}

func (p *plain) candidateRows(rows []recruit.CandidateSummary) []talk.Row {
	out := make([]talk.Row, 0, len(rows))
	for _, c := range rows {
		next := ""
		if !c.NextAt.IsZero() {
			next = "next interview " + p.Reader().Start(c.NextAt)
		}
		words := wording.Joined(", ", text.Line(c.Name), text.Line(c.Headline), text.Line(c.JobTitle), text.Line(c.Stage), next, wording.Damaged(c.Damage))
		out = append(out, talk.Row{Words: words, Open: p.opens(c.ID, 0)})
	}
	return out
}

// showCandidate opens the candidate whom words find, and says the open one
// again without any.
func (p *plain) showCandidate(ctx context.Context, query string) error {
	if query == "" {
		if p.candidate == 0 {
			return nobody()
		}
		return p.profile(ctx, p.candidate, p.interview)
	}
	if n := talk.Number(query); n > 0 {
		return p.Open(ctx, n)
	}
	page, err := p.Services.Store.CandidatePage(ctx, recruit.CandidateFilter{Query: query, Limit: 2})
	if err != nil {
		return err
	}
	if len(page.Rows) == 1 {
		return p.profile(ctx, page.Rows[0].ID, 0)
	}
	return p.candidates(ctx, query)
}

// broughtAlong speaks of what a candidate has besides: other addresses, where
// they live, and their custom fields.
func (p *plain) broughtAlong(c recruit.Candidate) {
	for _, said := range []struct{ name, value string }{
		{"Other email", strings.Join(c.Emails, ", ")}, {"Other phone", strings.Join(c.Phones, ", ")}, {"Links", strings.Join(c.Links, ", ")},
		{"Location", c.Residence}, {"Source", c.Origin}, {"Owner", c.Owner}, {"Expected salary", c.Salary},
	} {
		if said.value != "" {
			p.Tell("%s: %s.", said.name, text.Line(said.value))
		}
	}
	for _, f := range c.Fields {
		p.Tell("%s: %s.", text.Line(f.Name), text.Line(f.Value))
	}
}

// profile opens a candidate: who it is, the interview at the top (R6), and what
// else there is. at is the interview to speak about, 0 for the next one.
func (p *plain) profile(ctx context.Context, id recruit.CandidateID, at recruit.InterviewID) error {
	who, err := p.Services.Store.Profile(ctx, id)
	if err != nil {
		return err
	}
	all, err := p.Services.Store.Interviews(ctx, recruit.InterviewFilter{CandidateID: id})
	if err != nil {
		return err
	}
	p.candidate, p.interview = id, 0
	r, c := p.Reader(), who.Candidate
	p.Tell("%s.", text.Line(c.Name))
	if !c.ErasedAt.IsZero() {
		p.Tell("This person's data was erased %s.", r.Stamp(c.ErasedAt))
	}
	if details := wording.Joined(". ", text.Line(c.Headline), text.Line(c.Email), text.Line(c.Phone), r.TheirClock(c)); details != "" {
		p.Tell("%s.", details)
	}
	p.broughtAlong(c)
	for _, a := range who.Applications {
		p.Tell("For %s: stage %s, since %s.", text.Line(a.JobTitle), text.Line(a.Stage), r.Stamp(a.StageSince))
	}
	if len(who.Applications) == 0 {
		p.Tell("Not linked to a job yet.")
	}
	if err := p.offering().Standing(ctx, id); err != nil {
		return err
	}
	rows, err := p.interviewsOf(ctx, all, at)
	if err != nil {
		return err
	}
	p.Tell("%s, %s.", wording.Counted(len(who.Files), "file"), wording.Counted(len(who.Notes), "note"))
	p.Tell("You can type %s.", strings.Join(p.possible(), ", "))
	p.Forget()
	if len(rows) > 0 {
		p.Tell("Other interviews:")
		return p.Listed(ctx, &talk.List{Rows: rows})
	}
	return nil
}

// possible names what can be done with the open candidate.
func (p *plain) possible() []string {
	out := []string{"notes", "files", "save", "activity"}
	if p.allow(recruit.ToNote) == nil {
		out = append([]string{"note", "change note", "remove note"}, out...)
	}
	if p.allow(recruit.ToRecruit) == nil {
		out = append([]string{"change candidate"}, out...)
	}
	if p.allow(recruit.ToSchedule) == nil {
		acts := []string{"schedule", "loop", "offer"}
		if p.interview != 0 {
			acts = append(acts, "reschedule", "invited", "cancel")
		}
		out = append(append(acts, "outcome", "reject", "advance", "write", "link", "unlink", "move"), out...)
	}
	return out
}

// interviewsOf says the interview that matters most, and lists the others.
func (p *plain) interviewsOf(ctx context.Context, all []recruit.InterviewSummary, at recruit.InterviewID) ([]talk.Row, error) {
	chosen := at
	if !slices.ContainsFunc(all, func(i recruit.InterviewSummary) bool { return i.ID == at }) { // it was taken back
		chosen = 0
	}
	for _, i := range all { // by start, so that the first one ahead is the next
		if chosen == 0 && i.Status == recruit.Scheduled && i.End().After(p.Now()) {
			chosen = i.ID
		}
	}
	for _, i := range all {
		if chosen == 0 && (i.Status == recruit.Scheduled || i.Waiting+i.NeedAttention > 0) {
			chosen = i.ID
		}
	}
	var rows []talk.Row
	for _, i := range all {
		if i.ID != chosen {
			rows = append(rows, p.interviewRow(i))
		}
	}
	if chosen == 0 {
		p.Tell("No upcoming interview.")
		return rows, nil
	}
	r, err := p.Services.Store.Record(ctx, chosen)
	if errors.Is(err, recruit.ErrDamaged) { // the rest of the profile can be read
		p.Complain(err)
		return rows, nil
	}
	if err != nil {
		return nil, err
	}
	p.interview = chosen
	p.card(r)
	return rows, nil
}
