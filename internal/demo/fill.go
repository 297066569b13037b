package demo

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/availability"
	"recruitty/recruit/loops"
	"recruitty/recruit/offers"
	"recruitty/recruit/pipeline"
	"recruitty/recruit/pools"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/scorecards"
	"recruitty/recruit/services"
)

// event is something that happened in the sample's past.
type event struct {
	at time.Time
	do func(context.Context) error
}

// filler makes the sample's past happen through the services, with a clock
// that stands at the event it is at, so that profile, log and versions agree
// as if it had been lived.
type filler struct {
	clock    time.Time
	now      time.Time
	store    Store
	team     access.Team
	openings pipeline.Jobs
	pipeline pipeline.Pipeline
	schedule scheduling.Service
	free     availability.Service
	pools    pools.Pools
	loops    loops.Loops
	cards    scorecards.Service
	offers   offers.Store
	events   []event

	members    []recruit.Member // as everybody lists them
	jobs       [len(openings)]recruit.Job
	candidates [len(applicants)]recruit.Candidate
	held       [len(meetings)]recruit.InterviewID
	mails      int
}

// Store is where the sample has what no service writes, or no service at once.
type Store interface {
	Members(ctx context.Context, removed bool) ([]recruit.Member, error)
	SaveMember(ctx context.Context, m recruit.Member, log recruit.Activity) (recruit.Member, error)
	SetSetting(ctx context.Context, key, value string) error
	PutFile(ctx context.Context, name string, r io.Reader, limit int64) (recruit.File, error)
	Commit(ctx context.Context, c recruit.Commit) (recruit.Record, error)
}

// Fill writes the sample into an empty workspace: about five weeks that end
// before now, and the interviews of the days from now on, always the same but for the random marks of interviews. Nothing
// in it is still to be sent. A workspace that has members is ErrRefused.
func Fill(ctx context.Context, svc *services.Services, store Store, now time.Time) error {
	there, err := store.Members(ctx, true)
	if err != nil {
		return fmt.Errorf("look into the workspace: %w", err)
	}
	if len(there) > 0 {
		return recruit.Refused("This workspace is in use; the sample data goes only into an empty one.")
	}
	f := &filler{now: now.UTC().Truncate(time.Second), store: store,
		team: *svc.Team, openings: *svc.Jobs, pipeline: *svc.Pipeline, schedule: *svc.Scheduling, free: *svc.Availability, pools: *svc.Pools, loops: *svc.Loops, cards: *svc.Scorecards, offers: svc.Offers.Store,
		members: make([]recruit.Member, len(team)+len(staff))}
	clock := func() time.Time { return f.clock }
	f.team.Now, f.openings.Now, f.pipeline.Now, f.schedule.Now, f.free.Now, f.loops.Now, f.cards.Now = clock, clock, clock, clock, clock, clock, clock

	f.foundCompany()
	f.setHours()
	f.connectCalendars()
	f.makePools()
	f.openJobs()
	f.writePlans()
	f.writeKits()
	f.receiveApplications()
	f.receivePapers()
	f.holdInterviews()
	f.scoreInterviews()
	f.planAhead()
	f.offerTimes()
	f.writeRemarks()
	// The log is read in the order in which it was written.
	slices.SortStableFunc(f.events, func(a, b event) int { return a.at.Compare(b.at) })
	for _, e := range f.events {
		f.clock = e.at
		if err := e.do(ctx); err != nil {
			return fmt.Errorf("make the sample workspace: %w", err)
		}
	}
	return nil
}

// at plans something for a moment; the sample has no future.
func (f *filler) at(t time.Time, do func(context.Context) error) {
	if t.Before(f.now) {
		f.events = append(f.events, event{t, do})
	}
}

// work plans something that people do at their desks.
func (f *filler) work(t time.Time, do func(context.Context) error) { f.at(officeHours(t), do) }

// officeHours moves a moment into the working hours of its day in UTC, and one
// of a weekend to the end of the Friday before; what came first stays first.
func officeHours(t time.Time) time.Time {
	t = t.UTC()
	day := t.Truncate(24 * time.Hour)
	within := t.Sub(day)
	switch t.Weekday() {
	case time.Saturday:
		return day.AddDate(0, 0, -1).Add(16*time.Hour + within/48)
	case time.Sunday:
		return day.AddDate(0, 0, -2).Add(16*time.Hour + 30*time.Minute + within/48)
	}
	return day.Add(8*time.Hour + within/3)
}

// ago is a moment a number of days and minutes before now.
func (f *filler) ago(days, minutes int) time.Time {
	return f.now.Add(-time.Duration(days)*24*time.Hour - time.Duration(minutes)*time.Minute)
}

func (f *filler) foundCompany() {
	for n, m := range everybody() {
		f.work(f.ago(36, 90-n), func(ctx context.Context) (err error) {
			if n < len(team) {
				f.members[n], err = f.team.Add(ctx, f.members[0], m)
				return err
			}
			m.CreatedAt = f.clock
			f.members[n], err = f.store.SaveMember(ctx, m, recruit.Activity{At: f.clock, ActorID: f.members[0].ID, Actor: f.members[0].Name,
				Action: "member.added", Text: "Added " + m.Name + " to the team as " + string(m.Role)})
			return err
		})
	}
	f.work(f.ago(36, 25), func(ctx context.Context) error { return f.store.SetSetting(ctx, recruit.SettingWorkspace, Workspace) })
}

func (f *filler) openJobs() {
	for n, o := range openings {
		f.work(f.ago(35, 300-10*n), func(ctx context.Context) (err error) {
			if f.jobs[n], err = f.openings.Add(ctx, f.members[n%2], o.job); err != nil {
				return err
			}
			doc, err := f.store.PutFile(ctx, o.job.Title+".txt", strings.NewReader(o.document), recruit.MaxInterviewFiles)
			if err != nil {
				return err
			}
			doc.Kind, doc.Everyone = recruit.JobDescription, true
			return f.openings.AddFile(ctx, f.members[n%2], f.jobs[n].ID, doc)
		})
	}
}

// applied is when an applicant applied.
func (f *filler) applied(n int) time.Time {
	return f.ago(34, 0).Add(time.Duration(n) * 19 * time.Hour)
}

// receiveApplications adds the candidates over a month, links them, and moves
// them through the stages up to the one where they stand.
func (f *filler) receiveApplications() {
	for n, a := range applicants {
		applied := f.applied(n)
		by := n % 2
		f.work(applied, func(ctx context.Context) (err error) {
			c := recruit.Candidate{Name: a.name, Phone: a.phone, TimeZone: a.zone, Language: languages[a.zone], Headline: a.headline, Tags: a.tags}
			if a.mailbox != "" {
				c.Email = a.mailbox + "@" + [...]string{"example.com", "example.org", "post.example"}[n%3]
			}
			if f.candidates[n], err = f.pipeline.Add(ctx, f.members[by], c); err != nil {
				return err
			}
			_, err = f.pipeline.Link(ctx, f.members[by], f.candidates[n].ID, f.jobs[a.job].ID, "")
			return err
		})
		if a.stage == "" {
			continue
		}
		stages := openings[a.job].job.Stages
		if stages == nil {
			stages = recruit.DefaultStages()
		}
		way := stages[1 : slices.Index(stages, a.stage)+1]
		if a.stage == "Rejected" {
			way = []string{a.stage}
		}
		left := f.now.Sub(applied)
		for i, stage := range way {
			f.work(applied.Add(left*time.Duration(i+1)/time.Duration(len(way)+1)), func(ctx context.Context) error {
				_, err := f.pipeline.Move(ctx, f.members[by], f.candidates[n].ID, f.jobs[a.job].ID, stage)
				return err
			})
		}
	}
}

func (f *filler) writeRemarks() {
	for _, r := range remarks {
		f.work(f.ago(r.daysAgo, 75), func(ctx context.Context) error {
			return f.note(ctx, r.author, r.applicant, r.text)
		})
	}
}

func (f *filler) note(ctx context.Context, author, applicant int, text string) error {
	_, err := f.pipeline.Note(ctx, f.members[author], f.candidates[applicant].ID, 0, text)
	return err
}
