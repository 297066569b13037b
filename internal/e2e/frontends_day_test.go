package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scorecards"
)

// deed is what a recruiter does in a day, on each of the three front ends.
type deed struct {
	name    string
	by      func(d *frontWorld) recruit.Member // Robin, where there is none
	command []string
	lines   []string
	screen  func(s *screens)
	later   time.Duration // how much time passes before
}

// deeds are those of a day with an interviewer who is ill: interviews are moved together,
// someone else comes, who is silent is asked, what was found is written down, and
// applications go on or end.
func deeds() []deed {
	marked := func(key string, then func(s *screens)) func(*screens) {
		return func(s *screens) {
			s.press("4", "/")
			s.put("with:dana")
			s.press("enter", "*", key)
			then(s)
			s.press("ctrl+s", "enter")
			s.follow()
		}
	}
	pat := func(d *frontWorld) recruit.Member { return d.pat }
	return []deed{
		{name: "three moves", command: []string{"interview", "bulk", "move", "--query", "with:dana", "--by", "+1 day", "--reason", "Dana is ill", "--yes"},
			lines: []string{"many with:dana", "move", "+1 day", "Dana is ill", "yes"},
			screen: marked("r", func(s *screens) {
				s.put("+1 day")
				s.press("tab")
				s.put("Dana is ill")
			})},
		{name: "who is silent is asked", command: []string{"interview", "bulk", "ask", "--query", "with:dana", "--yes"}, lines: []string{"many with:dana", "ask", "yes"},
			screen: func(s *screens) {
				s.press("4", "/")
				s.put("with:dana")
				s.press("enter", "*", "A", "enter")
				s.follow()
			}},
		{name: "someone else comes", command: []string{"interview", "bulk", "replace", "--query", "with:dana", "--who", "dana@acme.example", "--by", "pat@acme.example", "--yes"},
			lines:  []string{"many with:dana", "replace", "dana", "pat", "yes"},
			screen: marked("e", func(s *screens) { s.put("pat") })},
		{name: "the detail of a candidate", command: []string{"candidate", "edit", "1", "--headline", "Storage engineer"}, lines: append([]string{"candidate priya", "change candidate", "", "", "", "", "Storage engineer"}, make([]string, 12)...),
			screen: func(s *screens) {
				s.press("e")
				s.first()
				s.press("tab", "tab", "tab", "tab")
				s.put("Storage engineer")
				s.press("ctrl+s")
			}},
		{name: "a note", command: []string{"candidate", "note", "1", "Knows LSM trees"}, lines: []string{"candidate priya", "note Knows LSM trees"},
			screen: func(s *screens) {
				s.press("n")
				s.put("Knows LSM trees")
				s.press("ctrl+s")
			}},
		{name: "a rejection", command: []string{"candidate", "reject", "2", "--job", "1", "--reason", "Skills", "--mail", "--cancel-interviews"},
			lines: []string{"candidate omar", "reject", "skills", "yes", "", "yes", "yes"},
			screen: func(s *screens) {
				s.Run(s.app.ShowCandidate(s.omar.ID, 0))
				s.press("X")
				s.put("Skills")
				s.press("enter", "ctrl+s")
			}},
		{name: "an advance", command: []string{"candidate", "advance", "1", "--job", "1", "--mail"}, lines: []string{"candidate priya", "advance", "yes", "", "yes"},
			screen: func(s *screens) { s.press("A", "ctrl+s") }},
		{name: "a move", command: []string{"candidate", "move", "1", "--job", "1", "--stage", "Interview"}, lines: []string{"candidate priya", "move", "Interview", "yes"},
			screen: func(s *screens) {
				s.press("m")
				s.put("Interview")
				s.press("enter")
			}},
		{name: "that is undone", command: []string{"candidate", "undo", "1"}, lines: []string{"candidate priya", "undo", "yes"}, screen: func(s *screens) { s.press("u", "y") }},
		{name: "a scorecard", later: 12 * 24 * time.Hour, by: pat, command: []string{"score", "give", "1", "--rate", "Skills=3", "--rate", "Problem solving=4", "--rate", "Communication=2", "--rate", "Motivation=3", "--recommendation", "strong yes", "--note", "Hire"},
			lines: []string{"candidate priya", "score", "1", "3", "4", "2", "3", "strong yes", "Hire", ""},
			screen: func(s *screens) {
				s.press("S")
				s.put("talk 1")
				s.press("enter", "3", "4", "2", "3", "4")
				s.put("Hire")
				s.press("ctrl+s")
			}},
		{name: "it took place", command: []string{"interview", "complete", "1"}, lines: []string{"candidate priya", "outcome", "1", "1"},
			screen: func(s *screens) { s.press("d", "enter") }},
	}
}

// TestTheThreeFrontEndsDoTheSameDay does a recruiter's day on the screen, in plain lines
// and by commands: what is stored and what is sent is the same.
func TestTheThreeFrontEndsDoTheSameDay(t *testing.T) {
	t.Parallel()
	worlds := []*frontWorld{newFrontWorld(t), newFrontWorld(t), newFrontWorld(t)}
	for _, d := range worlds {
		must(d.whole.Services.Pipeline.Link(t.Context(), d.robin, d.omar.ID, d.job.ID, ""))
		for n, who := range []recruit.CandidateID{d.priya.ID, d.omar.ID, d.priya.ID} {
			must(d.whole.Services.Scheduling.Schedule(t.Context(), d.robin, recruit.ScheduleRequest{CandidateID: who, JobID: d.job.ID, Title: fmt.Sprintf("Talk %d", n+1), Start: d.now.Truncate(time.Hour).Add(time.Duration(68+2*n) * time.Hour),
				TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute, Platform: recruit.Phone, Place: "+351 1", Participants: []string{d.dana.Email}}, 0))
		}
		d.work()
		d.sent()
	}
	for _, c := range deeds() {
		before := worlds[0].day()
		var stored, sent string
		for n, play := range []struct {
			name string
			do   func(d *frontWorld, who recruit.Member) string
		}{
			{"commands", func(d *frontWorld, who recruit.Member) string {
				return commands{d}.runs(who, strings.NewReader(""), c.command...)
			}},
			{"plain lines", func(d *frontWorld, who recruit.Member) string { return lines{d}.typed(who, c.lines...) }},
			{"screen", func(d *frontWorld, who recruit.Member) string {
				s := &screens{frontWorld: d}
				s.sit(who)
				c.screen(s)
				return s.saw()
			}},
		} {
			d := worlds[n]
			d.now = d.now.Add(c.later + 10*time.Minute)
			who := d.robin
			if c.by != nil {
				who = c.by(d)
			}
			said := play.do(d, who)
			d.work()
			holds, left := d.day(), d.sent()
			if n == 0 {
				stored, sent = holds, left
			}
			if holds == before {
				t.Errorf("%s, %s: nothing was stored:\n%s", c.name, play.name, said)
			}
			if holds != stored {
				t.Errorf("%s: %s and commands stored\n%s\nafter:\n%s", c.name, play.name, different(holds, stored), said)
			}
			if left != sent {
				t.Errorf("%s: %s and commands sent\n%s\nafter:\n%s", c.name, play.name, different(left, sent), said)
			}
		}
	}
}

// day tells all that is kept of interviews, applications, notes, emails and scorecards,
// and what the log says.
func (d *frontWorld) day() string {
	d.t.Helper()
	ctx := d.t.Context()
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	for _, i := range must(d.db.Interviews(ctx, recruit.InterviewFilter{})) {
		r := must(d.db.Record(ctx, i.ID))
		say("interview %d %q at %s, %s %q, version %d, sequence %d", i.ID, i.Title, i.Start.Format(time.RFC3339), r.Interview.Status, r.Interview.CancelReason, r.Interview.Version, r.Interview.Sequence)
		for _, p := range r.People {
			say("person of %d: %s %q %s, removed %t", i.ID, p.Address, p.Name, p.Audience, !p.RemovedAt.IsZero())
		}
		for _, v := range r.Versions {
			say("version of %d: %d %s by %s, %q", i.ID, v.Number, v.Kind, v.By, v.Reason)
		}
		for _, e := range r.Effects {
			say("effect of %d: %d %s to %q: %s", i.ID, e.Version, e.Kind, e.Target, e.State)
		}
		for _, m := range []recruit.Member{d.robin, d.pat, d.dana} {
			if c, err := d.db.Card(ctx, i.ID, m.ID); err == nil && c.Given() {
				say("scorecard of %d by %s: %s %v %q %q", i.ID, m.Name, c.Short(), ratings(c), c.Note, c.Private)
			}
		}
	}
	for _, id := range []recruit.CandidateID{d.priya.ID, d.omar.ID} {
		p := must(d.db.Profile(ctx, id))
		say("candidate %q %q, version %d", p.Candidate.Name, p.Candidate.Headline, p.Candidate.Version)
		for _, a := range p.Applications {
			say("application %d: %s %q", a.CandidateID, a.Stage, a.Reason)
		}
		for _, n := range p.Notes {
			say("note by %s: %q", n.Author, n.Text)
		}
		for _, l := range must(d.db.LettersTo(ctx, id)) {
			say("email to %s: %q %q %s", l.Effect.Target, l.Subject, l.Text, l.Effect.State)
		}
	}
	var log []string
	for _, a := range must(d.db.Activities(ctx, recruit.ActivityFilter{})) {
		log = append(log, fmt.Sprintf("activity %s by %s: %s", a.Action, a.Actor, a.Text))
	}
	slices.Sort(log)
	say("%s", strings.Join(log, "\n"))
	return d.plainly(b.String())
}

func ratings(c scorecards.Card) (said []string) {
	for _, r := range c.Ratings {
		said = append(said, fmt.Sprintf("%s=%d", r.Attribute, r.Value))
	}
	return said
}
