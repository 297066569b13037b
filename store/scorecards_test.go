package store

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scorecards"
)

// panel is a workspace with an interview that has ended, two interviewers and a read-only
// member on its panel.
type panel struct {
	*world
	record             recruit.Record
	ina, ivo, rob, rea recruit.Member
}

func newPanel(t *testing.T) *panel {
	t.Helper()
	p := &panel{world: newWorld(t)}
	add := func(name string, role recruit.Role) recruit.Member {
		m, err := p.SaveMember(p.ctx, recruit.Member{Name: name, Email: strings.ToLower(name) + "@acme.example", Role: role}, p.line("member.added", "Added"))
		must(t, err)
		return m
	}
	p.ina, p.ivo, p.rob, p.rea = add("Ina", recruit.Interviewer), add("Ivo", recruit.Interviewer), add("Rob", recruit.Recruiter), add("Rea", recruit.ReadOnly)
	d := p.draft("judged", now.Add(-2*time.Hour))
	for _, m := range []recruit.Member{p.ina, p.ivo, p.rea} {
		d.People = append(d.People, recruit.Participant{Address: m.Email, Name: m.Name, MemberID: m.ID, Audience: recruit.ToPanel, Answer: recruit.Accepted})
	}
	r, err := p.Commit(p.ctx, d)
	must(t, err)
	p.record = r
	return p
}

// as is the store as a member sees it.
func (p *panel) as(m recruit.Member) *DB { return p.VisibleTo(m).(*DB) }

func (p *panel) card(m recruit.Member, version int) scorecards.Card {
	return scorecards.Card{Interview: p.record.Interview.ID, Member: m.ID, Recommendation: scorecards.Yes, Note: "shared of " + m.Name, Private: "secret of " + m.Name,
		Ratings: []scorecards.Rating{{Attribute: "Coding", Value: 3, Of: 4, Word: "good"}}, Version: version, GivenAt: now, UpdatedAt: now}
}

func (p *panel) give(t *testing.T, m recruit.Member, version int) scorecards.Card {
	t.Helper()
	c, err := p.as(m).SaveCard(p.ctx, p.card(m, version), m, recruit.Activity{At: now, ActorID: m.ID, Actor: m.Name, Action: "scorecard.given",
		InterviewID: p.record.Interview.ID, CandidateID: p.record.Interview.CandidateID, JobID: p.record.Interview.JobID, Text: "Gave: shared of " + m.Name})
	must(t, err)
	return c
}

// reads are the notes that a member reads, in every way there is.
func (p *panel) reads(t *testing.T, m recruit.Member) string {
	t.Helper()
	seen, of := p.as(m), []recruit.InterviewID{p.record.Interview.ID}
	cards, err := seen.Cards(p.ctx, of)
	must(t, err)
	var said []string
	for _, c := range cards {
		said = append(said, c.Note, c.Private)
	}
	all := strings.Trim(strings.Join(said, ","), ",")
	for _, author := range []recruit.Member{p.ina, p.ivo} {
		one, err := seen.Card(p.ctx, of[0], author.ID)
		versions, failed := seen.CardVersions(p.ctx, of[0], author.ID)
		must(t, failed)
		if found := strings.Contains(all, "shared of "+author.Name); found != (err == nil) || found != (len(versions) > 0) || strings.Contains(fmt.Sprint(one, versions), "secret") != strings.Contains(all, "secret of "+author.Name) {
			t.Errorf("%s reads %q in the list, and of %s %+v, %v, %+v", m.Name, all, author.Name, one, err, versions)
		}
	}
	log, err := seen.Activities(p.ctx, recruit.ActivityFilter{About: "scorecard"})
	must(t, err)
	for _, a := range log {
		if m.Role == recruit.Interviewer && a.ActorID != m.ID {
			t.Errorf("%s reads in the log: %s", m.Name, a.Text)
		}
	}
	return all
}

// TestBlindUntilOwn holds who reads what of whom, before and after they have given theirs.
func TestBlindUntilOwn(t *testing.T) {
	t.Parallel()
	p := newPanel(t)
	ivo := p.give(t, p.ivo, 0)
	check := func(when string, m recruit.Member, want string) {
		t.Helper()
		if got := p.reads(t, m); got != want {
			t.Errorf("%s, %s reads %q, want %q", when, m.Name, got, want)
		}
	}
	check("one is given", p.ina, "")
	check("one is given", p.ivo, "shared of Ivo,secret of Ivo")
	check("one is given", p.rob, "shared of Ivo")
	check("one is given", p.member, "shared of Ivo,secret of Ivo")
	check("one is given", p.rea, "")
	seats, err := p.as(p.ina).Seats(p.ctx, []recruit.InterviewID{p.record.Interview.ID})
	must(t, err)
	for _, s := range seats {
		if s.Given != (s.Member == p.ivo.ID) || s.OnPanel == (s.Member == p.rea.ID) {
			t.Errorf("%+v", s)
		}
	}
	begun := p.card(p.ina, 0)
	begun.GivenAt = time.Time{}
	begun, err = p.as(p.ina).SaveCard(p.ctx, begun, p.ina, recruit.Activity{})
	must(t, err)
	if cards, err := p.as(p.ina).Cards(p.ctx, []recruit.InterviewID{p.record.Interview.ID}); err != nil || len(cards) != 0 {
		t.Errorf("who has only begun reads %+v, %v", cards, err)
	}
	ina := p.give(t, p.ina, begun.Version)
	const both = "shared of Ina,secret of Ina,shared of Ivo"
	check("both are given", p.ina, both)
	ina.WithdrawnAt = now
	_, err = p.as(p.ina).SaveCard(p.ctx, ina, p.ina, recruit.Activity{})
	must(t, err)
	if cards, err := p.as(p.ina).Cards(p.ctx, []recruit.InterviewID{p.record.Interview.ID}); err != nil || len(cards) != 0 {
		t.Errorf("who has withdrawn theirs reads %+v, %v", cards, err)
	}
	must(t, p.SetSetting(p.ctx, recruit.SettingBlind, "off"))
	if cards, err := p.as(p.ina).Cards(p.ctx, []recruit.InterviewID{p.record.Interview.ID}); err != nil || len(cards) != 1 || cards[0].Private != "" {
		t.Errorf("not blind: %+v, %v", cards, err)
	}
	check("not blind", p.rea, "shared of Ivo")
	if _, err := p.as(p.ina).SaveCard(p.ctx, ivo, p.ina, recruit.Activity{}); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("Ina changes Ivo's card: %v", err)
	}
	if _, err := p.SaveCard(p.ctx, p.card(p.ivo, 7), p.ivo, recruit.Activity{}); !errors.Is(err, recruit.ErrStale) {
		t.Errorf("a stale card: %v", err)
	}

	// Who is taken off sees the interview no more, and their card stays.
	r, err := p.Record(p.ctx, p.record.Interview.ID)
	must(t, err)
	for i := range r.People {
		if r.People[i].MemberID == p.ivo.ID {
			r.People[i].RemovedAt = now
		}
	}
	_, err = p.Commit(p.ctx, recruit.Commit{Interview: r.Interview, People: r.People})
	must(t, err)
	if cards, err := p.as(p.rob).Cards(p.ctx, []recruit.InterviewID{r.Interview.ID}); err != nil || len(cards) != 1 || cards[0].Note != "shared of Ivo" {
		t.Errorf("after Ivo was taken off, a recruiter reads %+v, %v", cards, err)
	}
	if all, err := p.as(p.rob).CardVersions(p.ctx, r.Interview.ID, p.ina.ID); err != nil || len(all) != 2 {
		t.Errorf("of what Ina withdrew a recruiter reads %+v, %v; want it without what she had only begun", all, err)
	}
	if cards, err := p.as(p.ivo).Cards(p.ctx, []recruit.InterviewID{r.Interview.ID}); err != nil || len(cards) != 0 {
		t.Errorf("who was taken off reads %+v, %v", cards, err)
	}
}

// TestCardsStay holds that nothing but erasing its candidate takes a card away.
func TestCardsStay(t *testing.T) {
	t.Parallel()
	p := newPanel(t)
	p.give(t, p.ivo, 0)
	r, err := p.Record(p.ctx, p.record.Interview.ID)
	must(t, err)
	if _, err := p.Commit(p.ctx, recruit.Commit{Interview: r.Interview, Remove: true}); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("an interview with a card is taken away: %v", err)
	}
	other, err := p.SaveCandidate(p.ctx, recruit.Candidate{Name: "Otto Other", Email: "otto@people.example"}, p.line("candidate.added", "Added"))
	must(t, err)
	about := p.card(p.ivo, 1)
	about.Note = "better than Otto Other"
	_, err = p.as(p.ivo).SaveCard(p.ctx, about, p.ivo, recruit.Activity{})
	must(t, err)
	_, err = p.EraseCandidate(p.ctx, other.ID, now, p.line("candidate.erased", "Erased"))
	must(t, err)
	c, err := p.Card(p.ctx, r.Interview.ID, p.ivo.ID)
	if err != nil || !strings.HasPrefix(c.Note, "better than ") || strings.Contains(c.Note, "Otto") || c.Private == "" {
		t.Errorf("someone else's erasure leaves %+v, %v", c, err)
	}
	_, err = p.EraseCandidate(p.ctx, r.Interview.CandidateID, now, p.line("candidate.erased", "Erased"))
	must(t, err)
	c, err = p.Card(p.ctx, r.Interview.ID, p.ivo.ID)
	if err != nil || !c.Given() || len(c.Ratings) > 0 || c.Recommendation != "" || strings.Contains(c.Note+c.Private, "of Ivo") {
		t.Errorf("erasing leaves %+v, %v", c, err)
	}
	if all, err := p.CardVersions(p.ctx, r.Interview.ID, p.ivo.ID); err != nil || len(all) > 0 {
		t.Errorf("erasing leaves the versions %+v, %v", all, err)
	}
	if _, err := p.SaveCard(p.ctx, p.card(p.ivo, c.Version), p.ivo, recruit.Activity{}); err == nil {
		t.Error("a card of an erased candidate can be written")
	}
}

// TestUnasked holds who is to be asked for a card, and when.
func TestUnasked(t *testing.T) {
	t.Parallel()
	p := newPanel(t)
	end := p.record.Interview.End()
	ask := func() int {
		ids, err := p.Unasked(p.ctx, now.Add(-24*time.Hour), now, 15*time.Minute, 10)
		must(t, err)
		return len(ids)
	}
	if ask() != 1 || len(p.record.Unscored) < 2 {
		t.Errorf("%d interviews, %v", ask(), p.record.Unscored)
	}
	for _, id := range p.record.Unscored {
		if id == p.rea.ID {
			t.Error("a read-only member is asked")
		}
	}
	if ids, err := p.Unasked(p.ctx, end.Add(time.Second), now, 0, 10); err != nil || len(ids) != 0 {
		t.Errorf("%v, %v", ids, err)
	}
	r := p.record
	var asked []recruit.Effect
	for _, person := range r.Panel() {
		asked = append(asked, recruit.Effect{Version: 1, Kind: recruit.MailFeedback, Target: strings.ToUpper(person.Address), State: recruit.Done, RemindAt: end.Add(15 * time.Minute)})
	}
	r, err := p.Commit(p.ctx, recruit.Commit{Interview: r.Interview, People: r.People, Effects: asked})
	must(t, err)
	if ask() != 0 {
		t.Error("they are asked twice")
	}
	if ids, err := p.Unasked(p.ctx, now.Add(-24*time.Hour), now, time.Hour, 10); err != nil || len(ids) != 1 {
		t.Errorf("the next time: %v, %v", ids, err)
	}
	for _, m := range p.record.Unscored {
		who, err := p.Member(p.ctx, m)
		must(t, err)
		p.give(t, who, 0)
	}
	if ids, err := p.Unasked(p.ctx, now.Add(-24*time.Hour), now, time.Hour, 10); err != nil || len(ids) != 0 {
		t.Errorf("who has given theirs: %v, %v", ids, err)
	}
	_ = r
}

// TestKits holds forms and guides, who reads them, and the stage that they are chosen by.
func TestKits(t *testing.T) {
	t.Parallel()
	p := newPanel(t)
	form := scorecards.DefaultForm()
	save := func(k scorecards.Kit) error {
		k.ChangedAt = now
		return p.SaveKit(p.ctx, k, p.line("form.changed", "Changed"))
	}
	must(t, save(scorecards.Kit{Guide: "for everybody"}))
	must(t, save(scorecards.Kit{Job: p.job.ID, Stage: "Interview", Form: &form, Guide: "ask"}))
	if err := save(scorecards.Kit{Job: p.job.ID, Stage: "interview"}); !errors.Is(err, recruit.ErrDuplicate) {
		t.Errorf("twice: %v", err)
	}
	if err := save(scorecards.Kit{Job: p.job.ID, Stage: "Interview", Version: 4}); !errors.Is(err, recruit.ErrStale) {
		t.Errorf("stale: %v", err)
	}
	must(t, save(scorecards.Kit{Job: p.job.ID, Stage: "Interview", Form: &form, Guide: "ask more", Version: 1}))
	hidden, err := p.SaveJob(p.ctx, recruit.Job{Title: "Hidden"}, p.line("job.added", "Opened"))
	must(t, err)
	must(t, save(scorecards.Kit{Job: hidden.ID, Guide: "hidden"}))
	for _, m := range []recruit.Member{p.member, p.ina} {
		kits, err := p.as(m).Kits(p.ctx, p.job.ID)
		if err != nil || len(kits) != 2 || kits[1].Guide != "ask more" || kits[1].Form.Lines() != form.Lines() || kits[1].Version != 2 {
			t.Errorf("%s reads %+v, %v", m.Name, kits, err)
		}
	}
	if kits, err := p.as(p.ina).Kits(p.ctx, hidden.ID); err != nil || len(kits) != 1 {
		t.Errorf("of a hidden job an interviewer reads %+v, %v", kits, err)
	}
	if err := p.as(p.ina).SaveKit(p.ctx, scorecards.Kit{Job: p.job.ID, ChangedAt: now}, recruit.Activity{}); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("an interviewer writes a guide: %v", err)
	}
	was, err := p.StageOf(p.ctx, p.record.Interview.ID)
	if err != nil || was == "" {
		t.Fatalf("%q, %v", was, err)
	}
	moved := p.link
	moved.Stage = "Elsewhere"
	_, err = p.SaveApplication(p.ctx, moved, p.line("candidate.moved", "Moved"))
	must(t, err)
	if stage, err := p.as(p.ina).StageOf(p.ctx, p.record.Interview.ID); err != nil || stage != was {
		t.Errorf("after the candidate moved on, the interview is of %q, %v; want %q", stage, err, was)
	}
}
