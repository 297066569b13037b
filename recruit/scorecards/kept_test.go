package scorecards_test

import (
	"context"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/scorecards"
	"recruitty/recruit/services"
	"recruitty/store"
)

// noMail takes every mail and sends none; there is no Zoom.
type noMail struct {
	recruit.Authorizer
	recruit.Mailer
}

func (noMail) Check(string, string) error            { return nil }
func (noMail) Permissions() []recruit.Permission     { return nil }
func (noMail) Missing([]string) []recruit.Permission { return nil }
func (noMail) From(context.Context) (recruit.Mailbox, error) {
	return recruit.Mailbox{Address: "jobs@corp.example"}, nil
}

// TestACardIsNeverLost: a scorecard that was given stays, word by word, when its interview
// moves, when another one on the panel is replaced or leaves the team, when the data of
// another candidate is erased, and when the interview is cancelled.
func TestACardIsNeverLost(t *testing.T) {
	t.Parallel()
	ctx, now := t.Context(), recruittest.At()
	db := must[*store.DB](t)(store.Open(ctx, t.TempDir(), store.Options{Clock: func() time.Time { return now }}))
	defer db.Close()
	svc := services.New(db, noMail{}, noMail{}, recruit.Environment{}, func() time.Time { return now })
	member := func(name, address string, role recruit.Role, by recruit.Member) recruit.Member {
		return must[recruit.Member](t)(svc.Team.Add(ctx, by, recruit.Member{Name: name, Email: address, Role: role, TimeZone: "UTC", SkipEntry: true}))
	}
	ada := member("Ada", "ada@corp.example", recruit.Admin, recruit.Member{})
	ines, lee, sam := member("Ines", "ines@corp.example", recruit.Interviewer, ada), member("Lee", "lee@corp.example", recruit.Interviewer, ada), member("Sam", "sam@corp.example", recruit.Interviewer, ada)
	job := must[recruit.Job](t)(svc.Jobs.Add(ctx, ada, recruit.Job{Title: "Baker"}))
	var who []recruit.Candidate
	for _, name := range []string{"Priya", "Chidi"} {
		c := must[recruit.Candidate](t)(svc.Pipeline.Add(ctx, ada, recruit.Candidate{Name: name, Email: name + "@example.org"}))
		must[recruit.Application](t)(svc.Pipeline.Link(ctx, ada, c.ID, job.ID, "Interview"))
		who = append(who, c)
	}
	schedule := func(c recruit.Candidate) recruit.InterviewID {
		d := recruit.ScheduleRequest{CandidateID: c.ID, JobID: job.ID, Title: "Talk", Start: now.Add(time.Hour), TimeZone: "UTC", Duration: time.Hour,
			Platform: recruit.Phone, Place: "+351 1", Participants: []string{ines.Email, lee.Email}}
		r := must[recruit.Record](t)(svc.Scheduling.Schedule(ctx, ada, recruittest.InSpite(t, svc.Scheduling, ada, d), 0))
		return r.Interview.ID
	}
	id, other := schedule(who[0]), schedule(who[1])
	now = now.Add(90 * time.Minute) // they are under way
	given := scorecards.Card{Recommendation: scorecards.StrongYes, Note: "Bakes well.", Private: "Ask about pay."}
	must[scorecards.Card](t)(svc.Scorecards.Give(ctx, ines, id, given, 0))
	must[scorecards.Card](t)(svc.Scorecards.Give(ctx, ines, other, given, 0))
	for _, step := range []struct {
		what string
		do   func() error
	}{
		{"the interview moves", func() error {
			_, err := svc.Scheduling.Reschedule(ctx, ada, id, 0, recruit.RescheduleRequest{Start: now.Add(48 * time.Hour), TimeZone: "UTC", Duration: time.Hour}, 0)
			return err
		}},
		{"another one on the panel is replaced", func() error {
			_, err := svc.Scheduling.ChangePeople(ctx, ada, id, 0, recruit.PeopleChange{Add: []string{sam.Email}, Remove: []string{lee.Email}}, 0)
			return err
		}},
		{"who was replaced leaves the team", func() error {
			_, err := svc.Team.Remove(ctx, ada, lee.ID)
			return err
		}},
		{"the data of another candidate is erased", func() error {
			r := must[recruit.Record](t)(db.Record(ctx, other))
			c := recruit.Commit{Interview: r.Interview, People: r.People}
			for _, e := range r.Pending() { // nobody is erased who has still to be told of something
				e.State, e.MaybeSent, e.DoneAt, e.Sequence, e.Attempts = recruit.Done, true, now, r.Interview.Sequence, 1
				c.Effects = append(c.Effects, e)
			}
			must[recruit.Record](t)(db.Commit(ctx, c))
			_, err := svc.Pipeline.Erase(ctx, ada, who[1].ID)
			return err
		}},
		{"the interview is cancelled", func() error {
			_, err := svc.Scheduling.Cancel(ctx, ada, id, 0, "on hold", 0)
			return err
		}},
		{"who gave it is taken off another interview and leaves", func() error {
			_, err := svc.Team.Remove(ctx, ada, ines.ID)
			return err
		}},
	} {
		if err := step.do(); err != nil {
			t.Errorf("%s: %v", step.what, err)
			continue
		}
		all, err := svc.Scorecards.About(ctx, ada, who[0].ID)
		if err != nil || len(all) != 1 || len(all[0].Cards) != 1 {
			t.Fatalf("%s, and the cards are %+v, %v", step.what, all, err)
		}
		if c := all[0].Cards[0]; c.Author != "Ines" || c.Recommendation != given.Recommendation || c.Note != given.Note {
			t.Errorf("%s, and the card is %+v", step.what, c)
		}
	}
	if all, err := svc.Scorecards.About(ctx, ada, who[1].ID); err == nil {
		for _, s := range all {
			for _, c := range s.Cards {
				if c.Note == given.Note || c.Private != "" || c.Recommendation != "" {
					t.Errorf("of the card about who was erased stays %+v", c)
				}
			}
		}
	}
}
