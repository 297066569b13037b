package outbox_test

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
)

// lead is how long before an interview people are reminded of it here: so
// long that moments of reminders fall into a storm and no start does, and not longer than
// calendars are read ahead.
const lead = 40 * 24 * time.Hour

// settings are those of the reminders that people choose from.
func settings() []recruit.Reminders {
	return []recruit.Reminders{
		{Candidate: []time.Duration{lead, lead - 90*time.Minute}, Panel: []time.Duration{lead}},
		{Candidate: []time.Duration{lead}, Panel: []time.Duration{lead + 30*time.Minute, lead - 30*time.Minute}},
		{},
	}
}

// studio is a Zoom user of the workspace's account besides the organiser.
const studio = "studio@example.com"

// otherAddress is the address of the same person that replaces a wrong one, and
// the other way round.
func otherAddress(address string) string {
	pairs := []string{"priya@example.org", "priya@example.net", "dana@example.com", "dana.ortiz@example.com", "lukasz@example.com", "lukasz@example.pl", "mara@example.com", "mara@example.org",
		"robin@example.com", "robin@example.org", "quinn@example.com", "quinn@example.org"}
	return pairs[slices.Index(pairs, address)^1]
}

// deed is something that people do, as often as its weight says.
type deed struct {
	name   string
	weight int
	do     func(s *storm, id recruit.InterviewID, undo time.Duration) (recruit.Record, error)
}

func deeds() []deed {
	return []deed{
		{"schedules", 4, (*storm).newInterview},
		{"books a loop", 3, (*storm).newLoop},
		{"moves", 8, func(s *storm, id recruit.InterviewID, undo time.Duration) (recruit.Record, error) {
			m := recruit.RescheduleRequest{Start: s.someStart()}
			m.Agreed = s.agreed(s.schedule.PreviewReschedule(s.ctx, s.boss(id), id, m))
			return s.schedule.Reschedule(s.ctx, s.boss(id), id, 0, m, undo)
		}},
		{"cancels", 4, func(s *storm, id recruit.InterviewID, undo time.Duration) (recruit.Record, error) {
			return s.schedule.Cancel(s.ctx, s.boss(id), id, 0, "position on hold", undo)
		}},
		{"regroups", 4, (*storm).regroup},
		{"lets someone stand in at", 5, (*storm).standIn},
		{"corrects an address of", 2, (*storm).correct},
		{"wants or does not want the organiser's entry of", 3, (*storm).wish},
		{"takes over", 2, (*storm).takeOver},
		{"undoes", 3, func(s *storm, id recruit.InterviewID, _ time.Duration) (recruit.Record, error) {
			return s.schedule.Undo(s.ctx, s.boss(id), id)
		}},
		{"makes the meeting anew of", 1, func(s *storm, id recruit.InterviewID, undo time.Duration) (recruit.Record, error) {
			return s.schedule.Recreate(s.ctx, s.boss(id), id, undo)
		}},
		{"chooses a host for", 1, func(s *storm, id recruit.InterviewID, undo time.Duration) (recruit.Record, error) {
			return s.schedule.HostBy(s.ctx, s.boss(id), id, s.someHost(), undo)
		}},
		{"sets other reminders", 2, (*storm).setReminders},
		{"hears an answer to", 6, (*storm).answer},
		{"refuses another time for", 8, (*storm).refuse},
		{"asks again who has not answered", 5, func(s *storm, id recruit.InterviewID, undo time.Duration) (recruit.Record, error) {
			return s.schedule.AskAgain(s.ctx, s.boss(id), id, 0, nil, undo)
		}},
		{"takes back that someone is asked again about", 2, func(s *storm, id recruit.InterviewID, _ time.Duration) (recruit.Record, error) {
			return s.schedule.TakeBackAsk(s.ctx, s.boss(id), id)
		}},
		{"fills the calendar of someone at", 6, (*storm).clash},
		{"reads calendars", 5, (*storm).read},
		{"puts right what has come up about", 12, (*storm).heal},
		{"repairs", 2, func(s *storm, id recruit.InterviewID, _ time.Duration) (recruit.Record, error) {
			s.repair(id)
			return recruit.Record{}, nil
		}},
	}
}

// user does one random thing. Refusals are part of life.
func (s *storm) user() {
	records := s.store.Records()
	undo := []time.Duration{0, 0, 8 * time.Second, 2 * time.Minute}[s.rng.IntN(4)]
	d, id := s.someDeed(), recruit.InterviewID(0)
	if len(records) == 0 || d.name == "schedules" && len(records) >= 4 {
		d = deeds()[len(records)&1] // the first one, or a move
	}
	if len(records) > 0 {
		id = records[s.rng.IntN(len(records))].Interview.ID
	}
	s.decided++
	s.start("user", false, func() {
		r, err := d.do(s, id, undo)
		if err != nil && !errors.Is(err, recruit.ErrRefused) && !errors.Is(err, recruit.ErrTaken) && !errors.Is(err, recruit.ErrNotFound) && !errors.Is(err, recruit.ErrInvalid) {
			s.fault("user %s: %v", d.name, err)
		}
		s.note("user %s %d: v%d %v", d.name, id, r.Interview.Version, err)
	})
}

func (s *storm) someDeed() deed {
	all := deeds()
	sum := 0
	for _, d := range all {
		sum += d.weight
	}
	n := s.rng.IntN(sum)
	for _, d := range all {
		if n -= d.weight; n < 0 {
			return d
		}
	}
	return all[0]
}

// someStart is far ahead; half of the time so that reminders come due soon.
func (s *storm) someStart() time.Time {
	start := s.clock.Truncate(time.Minute)
	if s.rng.IntN(2) == 0 {
		return start.Add(lead + time.Duration(60+s.rng.IntN(60))*time.Minute)
	}
	return start.Add(time.Duration(60*24+s.rng.IntN(10_000)) * time.Hour)
}

// someHost is one that the connections of this storm permit.
func (s *storm) someHost() string {
	if !s.shared || s.rng.IntN(2) == 0 {
		return ""
	}
	return studio
}

func (s *storm) newInterview(_ recruit.InterviewID, undo time.Duration) (recruit.Record, error) {
	d := recruit.ScheduleRequest{CandidateID: s.cand.ID, JobID: s.job.ID, Title: "Interview",
		Start: s.someStart(), TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute, Host: s.someHost(),
		Participants: []string{"dana@example.com", "lukasz@example.com", "robin@example.com"}[:s.rng.IntN(4)], OrganiserEntry: s.someWish()}
	d.Agreed = s.agreed(s.schedule.Preview(s.ctx, s.robin, d))
	return s.schedule.Schedule(s.ctx, s.robin, d, undo)
}

// agreed is what someone books in spite of who has read a preview; where nobody does that,
// nothing. What speaks against the whole is said again when it is decided.
func (s *storm) agreed(f scheduling.Preview, _ error) recruit.Agreed {
	if s.strict {
		return recruit.Agreed{}
	}
	s.yield("while the preview is read")
	return recruit.Agreed{Clashes: f.Clashes}
}

// newLoop books two or three interviews at once.
func (s *storm) newLoop(_ recruit.InterviewID, undo time.Duration) (recruit.Record, error) {
	if len(s.store.Records()) >= 4 {
		return recruit.Record{}, nil
	}
	start := s.someStart()
	var drafts []recruit.ScheduleRequest
	for n := range 2 + s.rng.IntN(2) {
		drafts = append(drafts, recruit.ScheduleRequest{CandidateID: s.cand.ID, JobID: s.job.ID, Title: fmt.Sprintf("Session %d", n), Start: start.Add(time.Duration(n) * time.Hour),
			TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute, Host: s.someHost(), Participants: []string{"dana@example.com", "lukasz@example.com"}[:s.rng.IntN(3)], OrganiserEntry: s.someWish()})
	}
	if all, err := s.schedule.PreviewLoop(s.ctx, s.robin, drafts); err == nil {
		for n := range drafts {
			drafts[n].Agreed = s.agreed(all[n], nil)
		}
	}
	made, err := s.schedule.ScheduleLoop(s.ctx, s.robin, drafts, undo)
	if err != nil || len(made) == 0 {
		return recruit.Record{}, err // who was taken back at once is not there to be read
	}
	return made[0], nil
}

// someWish is whether the organiser wants a calendar entry of their own.
func (s *storm) someWish() recruit.EntryPreference {
	return []recruit.EntryPreference{"", recruit.WithEntry, recruit.WithoutEntry}[s.rng.IntN(3)]
}

// wish gives the organiser a calendar entry of their own, or takes it away.
func (s *storm) wish(id recruit.InterviewID, undo time.Duration) (recruit.Record, error) {
	return s.schedule.ChangePeople(s.ctx, s.boss(id), id, 0, recruit.PeopleChange{OrganiserEntry: s.someWish()}, undo)
}

// takeOver makes another admin the organiser. Where everybody has a Zoom account
// of their own, the meeting would not follow.
func (s *storm) takeOver(id recruit.InterviewID, _ time.Duration) (recruit.Record, error) {
	r, err := s.store.Record(s.ctx, id)
	if err != nil || !s.shared || r.Interview.Meeting == nil {
		return r, err
	}
	by := s.robin
	if r.Interview.OrganiserID == by.ID {
		by = s.quinn
	}
	r, err = s.schedule.TakeOver(s.ctx, by, id, scheduling.ExpectedVersion(r.Interview.Version))
	if errors.Is(err, recruit.ErrStale) {
		err = recruit.ErrRefused // someone was faster
	}
	return r, err
}

// boss is who organises an interview now.
func (s *storm) boss(id recruit.InterviewID) recruit.Member {
	for _, r := range s.store.Records() {
		if r.Interview.ID == id {
			return r.Organiser
		}
	}
	return s.robin
}

// refuse turns down another time that someone asks for; where nobody does, and
// someone has heard of an interview, they ask.
func (s *storm) refuse(id recruit.InterviewID, undo time.Duration) (recruit.Record, error) {
	records := s.store.Records()
	for _, r := range records {
		if asking := r.AskingOtherTime(s.clock); len(asking) > 0 {
			done, err := s.schedule.RefuseProposal(s.ctx, s.robin, r.Interview.ID, asking[s.rng.IntN(len(asking))], "", undo)
			if errors.Is(err, recruit.ErrStale) {
				err = nil // they have asked again meanwhile
			}
			return done, err
		}
	}
	for _, r := range records {
		if slices.ContainsFunc(r.Invited(), func(p recruit.Participant) bool {
			return r.Interview.Status == recruit.Scheduled && len(s.world.received(r.Interview.UID, p.Address)) > 0
		}) {
			return s.hear(r.Interview.ID, true)
		}
	}
	return recruit.Record{}, nil
}

// regroup invites someone, or takes them off.
func (s *storm) regroup(id recruit.InterviewID, undo time.Duration) (recruit.Record, error) {
	who := []string{"dana@example.com", "lukasz@example.com", s.boss(id).Email}[s.rng.IntN(3)]
	c := recruit.PeopleChange{Add: []string{who}}
	if r, err := s.store.Record(s.ctx, id); err == nil {
		if p, ok := r.Person(who); ok && p.RemovedAt.IsZero() && p.Audience != recruit.ToOrganiser {
			c = recruit.PeopleChange{Remove: []string{who}}
		}
	}
	c.Agreed = s.agreed(s.schedule.PreviewPeople(s.ctx, s.boss(id), id, c))
	return s.schedule.ChangePeople(s.ctx, s.boss(id), id, 0, c, undo)
}

// standIn puts someone in the place of who is invited, for the same seat, as is done when
// they decline.
func (s *storm) standIn(id recruit.InterviewID, undo time.Duration) (recruit.Record, error) {
	r, err := s.store.Record(s.ctx, id)
	if err != nil || len(r.Panel()) == 0 {
		return r, err
	}
	panel := r.Panel()
	leaves := panel[s.rng.IntN(len(panel))].Address
	comes := []string{"dana@example.com", "lukasz@example.com", "mara@example.com"}[s.rng.IntN(3)]
	c := recruit.PeopleChange{Add: []string{comes}, Remove: []string{leaves}, Seats: []recruit.Seat{{Address: comes, Pool: 1, Level: "qualified"}}}
	c.Agreed = s.agreed(s.schedule.PreviewPeople(s.ctx, s.boss(id), id, c))
	return s.schedule.ChangePeople(s.ctx, s.boss(id), id, 0, c, undo)
}

// correct gives another address in place of one that was wrong.
func (s *storm) correct(id recruit.InterviewID, undo time.Duration) (recruit.Record, error) {
	r, err := s.store.Record(s.ctx, id)
	if err != nil {
		return r, err
	}
	invited := r.Invited()
	was := invited[s.rng.IntN(len(invited))].Address
	return s.schedule.ChangePeople(s.ctx, s.boss(id), id, 0, recruit.PeopleChange{Correct: map[string]string{was: otherAddress(was)}}, undo)
}

// setReminders changes the setting, which the interviews that stand follow. Who
// dies over it has to do it again, and so has who did it while others decided
// by the setting before.
func (s *storm) setReminders(recruit.InterviewID, time.Duration) (recruit.Record, error) {
	s.replan = true
	alone, others := s.users() == 1, s.decided
	s.leads = settings()[s.rng.IntN(len(settings()))]
	_, err := s.schedule.RemindAnew(s.ctx, s.robin)
	s.replan = !alone || s.decided != others
	return recruit.Record{}, err
}

// repair is a person who looks at what did not succeed and acts on it.
func (s *storm) repair(id recruit.InterviewID) {
	r, err := s.store.Record(s.ctx, id)
	if err != nil {
		return
	}
	if i := r.Interview; i.Status == recruit.Scheduled && i.Meeting != nil {
		if _, there := s.world.meetings[i.Meeting.ID]; !there {
			_, _ = s.schedule.Recreate(s.ctx, s.boss(id), id, 0)
			return
		}
	}
	box := s.box("person")
	for _, e := range r.Pending() {
		switch {
		case e.Kind == recruit.ZoomCreate && e.State == recruit.Unknown:
			found, ok := s.world.lookUp(r.Interview.Reference, "")
			if !ok {
				_, _ = s.schedule.NotThere(s.ctx, s.robin, id)
			} else if via, err := recruit.ConnectionFor(s.ctx, s.store, r, s.world.meetings[found].host); err == nil {
				_, _ = s.schedule.Adopt(s.ctx, s.robin, id, s.world.meeting(found, via))
			}
		case e.State == recruit.Failed || e.State == recruit.Unknown:
			_ = box.Retry(s.ctx, s.robin, id, e.ID)
		}
	}
}
