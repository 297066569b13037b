package zoom_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/doctor"
	"recruitty/recruit/outbox"
	"recruitty/zoom/zoomsim"
)

// hiring adds a job and a candidate linked to it.
func (o *office) hiring() (recruit.CandidateID, recruit.JobID) {
	o.t.Helper()
	ctx := o.t.Context()
	job, err := o.svc.Jobs.Add(ctx, o.robin, recruit.Job{Title: "Staff Engineer"})
	if err != nil {
		o.t.Fatal(err)
	}
	c, err := o.svc.Pipeline.Add(ctx, o.robin, recruit.Candidate{Name: "Priya Raman", Email: "priya@example.com", TimeZone: "Asia/Kolkata"})
	if err != nil {
		o.t.Fatal(err)
	}
	if _, err := o.svc.Pipeline.Link(ctx, o.robin, c.ID, job.ID, ""); err != nil {
		o.t.Fatal(err)
	}
	return c.ID, job.ID
}

// interview schedules one with a title and lets the outbox work.
func (o *office) interview(title, host string, organiser recruit.Member, candidate recruit.CandidateID, job recruit.JobID) recruit.Record {
	o.t.Helper()
	d := recruit.ScheduleRequest{CandidateID: candidate, JobID: job, Title: title, Host: host,
		Start: noon.Add(48 * time.Hour), TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute, Platform: recruit.Zoom}
	p, err := o.svc.Scheduling.Preview(o.t.Context(), organiser, d)
	if err != nil {
		o.t.Fatal(err)
	}
	d.Agreed.Clashes = p.Clashes // all of them are at one time
	r, err := o.svc.Scheduling.Schedule(o.t.Context(), organiser, d, 0)
	if err != nil {
		o.t.Fatal(err)
	}
	return o.work(r.Interview.ID)
}

// work lets the outbox do what is due, and returns the interview as it is then.
func (o *office) work(id recruit.InterviewID) recruit.Record {
	o.t.Helper()
	box := &outbox.Outbox{Store: o.db, Meetings: o.provider, Mailer: noPost{}, Workspace: func(context.Context) string { return "Acme" }, Owner: "test",
		Dead: func(string) bool { return false }, Now: o.clock.Now, Pause: outbox.Pause, After: time.After, Log: slog.New(slog.DiscardHandler)}
	if _, err := box.RunDue(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
	r, err := o.db.Record(o.t.Context(), id)
	if err != nil {
		o.t.Fatal(err)
	}
	return r
}

// examine returns the one finding of a kind, and fails if there are others than
// that of the clock, which is not the simulator's.
func (o *office) examine(mender *doctor.Doctor, want doctor.FindingKind) doctor.Finding {
	o.t.Helper()
	all, err := mender.Examine(o.t.Context(), o.robin)
	if err != nil {
		o.t.Fatal(err)
	}
	var found []doctor.Finding
	for _, f := range all {
		if f.Kind != doctor.FoundClock {
			found = append(found, f)
		}
		if f.Sentence == "" || !strings.HasSuffix(f.Sentence, ".") || f.Severity == "" {
			o.t.Errorf("finding %+v", f)
		}
	}
	switch {
	case want == "" && len(found) == 0:
		return doctor.Finding{}
	case len(found) != 1 || found[0].Kind != want:
		o.t.Fatalf("found %+v, want %q", found, want)
	}
	return found[0]
}

func TestDoctor(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		harm     func(o *office, r recruit.Record)
		kind     doctor.FindingKind
		repair   doctor.Repair
		meetings int // at Zoom once all is repaired
	}{
		"nothing": {harm: func(*office, recruit.Record) {}, meetings: 1},
		"gone": {harm: func(o *office, r recruit.Record) { o.sim.RemoveMeeting(r.Interview.Meeting.ID) },
			kind: doctor.FoundGone, repair: doctor.RecreateIt, meetings: 1},
		"moved": {harm: func(o *office, r recruit.Record) {
			o.sim.ChangeMeeting(r.Interview.Meeting.ID, func(m *zoomsim.Meeting) { m.Start = m.Start.Add(time.Hour) })
		}, kind: doctor.FoundMoved, repair: doctor.MoveItBack, meetings: 1},
		"made longer": {harm: func(o *office, r recruit.Record) {
			o.sim.ChangeMeeting(r.Interview.Meeting.ID, func(m *zoomsim.Meeting) { m.Duration = 90 })
		}, kind: doctor.FoundMoved, repair: doctor.MoveItBack, meetings: 1},
		"renamed": {harm: func(o *office, r recruit.Record) {
			o.sim.ChangeMeeting(r.Interview.Meeting.ID, func(m *zoomsim.Meeting) { m.Topic = "Chat" })
		}, kind: doctor.FoundRenamed, meetings: 1},
		"unreadable": {harm: func(o *office, _ recruit.Record) {
			o.fault(zoomsim.Fault{Operation: "meeting.get", Do: "reply", Status: 400, Body: []byte(`{"code":3000,"message":"No."}`)})
		}, kind: doctor.FoundUnreadable, meetings: 1},
		"away": {harm: func(o *office, _ recruit.Record) { o.fault(zoomsim.Fault{Operation: "meeting.get", Do: "html"}) },
			kind: doctor.FoundUnreachable, meetings: 1},
		"revoked": {harm: func(o *office, _ recruit.Record) { o.sim.RevokeAll() }, kind: doctor.FoundDisconnected, repair: doctor.Reconnect, meetings: 1},
		"orphan": {harm: func(o *office, r recruit.Record) {
			d := o.draft()
			d.Agenda = "A talk about outages.\nBring tea."
			if _, err := o.provider.CreateMeeting(o.t.Context(), o.state(r.Interview.Meeting.ConnectionID), d); err != nil {
				o.t.Fatal(err)
			}
		}, kind: doctor.FoundOrphan, repair: doctor.DeleteOrphan, meetings: 1},
		"second meeting": {harm: func(o *office, r recruit.Record) {
			d := o.draft()
			d.Reference = r.Interview.Reference
			if _, err := o.provider.CreateMeeting(o.t.Context(), o.state(r.Interview.Meeting.ConnectionID), d); err != nil {
				o.t.Fatal(err)
			}
		}, kind: doctor.FoundOrphan, repair: doctor.DeleteOrphan, meetings: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, zoomsim.Options{}, publicApp)
			o.connect()
			candidate, job := o.hiring()
			r := o.interview("Technical interview", "", o.robin, candidate, job)
			if r.Interview.Meeting == nil {
				t.Fatalf("effects = %+v", r.Effects)
			}
			mender := doctor.New(o.svc, o.db, o.provider)
			test.harm(o, r)
			f := o.examine(mender, test.kind)
			if f.Repair != test.repair {
				t.Errorf("repair = %q, want %q", f.Repair, test.repair)
			}
			err := mender.Repair(t.Context(), o.robin, f)
			switch {
			case test.repair == doctor.Reconnect:
				if !errors.Is(err, recruit.ErrReconnect) {
					t.Errorf("repair: %v", err)
				}
				o.connect()
			case test.repair == doctor.NoRepair:
				if !errors.Is(err, recruit.ErrRefused) {
					t.Errorf("repair of nothing: %v", err)
				}
			case err != nil:
				t.Fatalf("repair: %v", err)
			}
			r = o.work(r.Interview.ID)
			if test.repair != doctor.NoRepair {
				o.examine(mender, "")
			}
			if n := len(o.sim.Meetings()); n != test.meetings {
				t.Errorf("%d meetings at Zoom", n)
			}
			if m := o.sim.Meetings()[0]; m.ID != r.Interview.Meeting.ID || m.Duration != 45 && test.kind != "" || !m.Start.Equal(r.Interview.Start) {
				t.Errorf("at Zoom %+v, here %+v", m, r.Interview.Meeting)
			}
			if test.repair != doctor.NoRepair && test.repair != doctor.Reconnect {
				if err := mender.Repair(t.Context(), o.robin, f); !errors.Is(err, recruit.ErrStale) && !errors.Is(err, recruit.ErrGone) {
					t.Errorf("the same repair again: %v", err)
				}
			}
		})
	}
}

// A creation whose answer was lost, and that may not be looked up, waits for a
// person; once lists are permitted the doctor finds it.
func TestDoctorFindsLostMeeting(t *testing.T) {
	t.Parallel()
	o := newOffice(t, zoomsim.Options{}, publicApp)
	var scopes []string
	for _, s := range zoomsim.UserScopes() {
		if s != "meeting:read:list_meetings" {
			scopes = append(scopes, s)
		}
	}
	o.sim.SetScopes(scopes)
	o.connect()
	o.fault(zoomsim.Fault{Operation: "meeting.create", Do: "drop-after-effect"})
	candidate, job := o.hiring()
	r := o.interview("Technical interview", "", o.robin, candidate, job)
	o.clock.Advance(time.Minute)
	if r = o.work(r.Interview.ID); r.Effects[0].State != recruit.Unknown {
		t.Fatalf("effect = %+v", r.Effects[0])
	}
	if n := o.sim.Count("meeting.list"); n != 0 {
		t.Errorf("%d lists were asked for without permission", n)
	}
	o.sim.SetScopes(nil)
	o.connect()
	mender := doctor.New(o.svc, o.db, o.provider)
	f := o.examine(mender, doctor.FoundLost)
	if f.Repair != doctor.AdoptIt || f.InterviewID != r.Interview.ID {
		t.Errorf("finding = %+v", f)
	}
	if err := mender.Repair(t.Context(), o.robin, f); err != nil {
		t.Fatal(err)
	}
	o.examine(mender, "")
	if r = o.work(r.Interview.ID); r.Interview.Meeting == nil || r.Interview.Meeting.JoinURL == "" || len(o.sim.Meetings()) != 1 {
		t.Errorf("meeting = %+v", r.Interview.Meeting)
	}
}

// What was not granted is said once, and Zoom is not asked for it in vain.
func TestDoctorWithoutPermissions(t *testing.T) {
	t.Parallel()
	o := newOffice(t, zoomsim.Options{}, publicApp)
	o.sim.SetScopes([]string{"meeting:write", "user:read"})
	o.connect()
	candidate, job := o.hiring()
	o.interview("First", "", o.robin, candidate, job)
	o.interview("Second", "", o.robin, candidate, job)
	found, err := doctor.New(o.svc, o.db, o.provider).Examine(t.Context(), o.robin)
	if err != nil {
		t.Fatal(err)
	}
	found = slices.DeleteFunc(found, func(f doctor.Finding) bool { return f.Kind == doctor.FoundClock })
	if len(found) != 2 || found[0].Kind != doctor.FoundNoScope || found[1].Kind != doctor.FoundNoScope {
		t.Errorf("found %+v, want the two permissions that are missing", found)
	}
	if gets, lists := o.sim.Count("meeting.get"), o.sim.Count("meeting.list"); gets != 0 || lists != 0 {
		t.Errorf("%d meetings and %d lists were asked for without permission", gets, lists)
	}
}

// Of a Zoom that cannot be asked nobody knows whether all is well.
func TestDoctorCannotAsk(t *testing.T) {
	t.Parallel()
	o := newOffice(t, zoomsim.Options{}, publicApp)
	o.connect()
	o.fault(zoomsim.Fault{Operation: "meeting.list", Do: "html"})
	if f := o.examine(doctor.New(o.svc, o.db, o.provider), doctor.FoundUnreachable); f.Severity != doctor.Serious {
		t.Errorf("finding = %+v", f)
	}
}

// A meeting stays in view when its account was disconnected and connected again.
func TestDoctorAfterReconnect(t *testing.T) {
	t.Parallel()
	o := newOffice(t, zoomsim.Options{}, publicApp)
	o.connect()
	candidate, job := o.hiring()
	r := o.interview("Technical interview", "", o.robin, candidate, job)
	if _, err := o.svc.Accounts.Disconnect(t.Context(), o.robin); err != nil {
		t.Fatal(err)
	}
	mender := doctor.New(o.svc, o.db, o.provider)
	o.examine(mender, "")
	if via := o.connect(); via.ID == r.Interview.Meeting.ConnectionID {
		t.Fatal("the connection is the old one")
	}
	o.examine(mender, "")
	o.sim.RemoveMeeting(r.Interview.Meeting.ID)
	o.examine(mender, doctor.FoundGone)
}

func TestDoctorKnowsOldZones(t *testing.T) {
	t.Parallel()
	o := newOffice(t, zoomsim.Options{}, publicApp)
	mender := doctor.New(o.svc, o.db, o.provider)
	mender.Now = func() time.Time { return noon.AddDate(2, 0, 0) }
	o.examine(mender, doctor.FoundOldZones)
}

func TestDoctorNamesMissingPermission(t *testing.T) {
	t.Parallel()
	o := newOffice(t, zoomsim.Options{}, publicApp)
	o.sim.SetScopes(zoomsim.UserScopes()[1:])
	o.connect()
	mender := doctor.New(o.svc, o.db, o.provider)
	if f := o.examine(mender, doctor.FoundNoScope); f.Severity != doctor.Serious || !strings.Contains(f.Sentence, "meeting:write:meeting") {
		t.Errorf("finding = %+v", f)
	}
}

func TestDoctorComparesClocks(t *testing.T) {
	t.Parallel()
	o := newOffice(t, zoomsim.Options{}, publicApp)
	mender := doctor.New(o.svc, o.db, o.provider)
	mender.Zoom = aheadZoom{o.provider, -7 * time.Minute}
	if f := o.examineClock(mender); f.Severity != doctor.Serious || !strings.Contains(f.Sentence, "7m0s fast") {
		t.Errorf("finding = %+v", f)
	}
	mender.Zoom = aheadZoom{o.provider, time.Minute}
	if f := o.examineClock(mender); f.Severity != doctor.Caution || !strings.Contains(f.Sentence, "1m0s slow") {
		t.Errorf("finding = %+v", f)
	}
	mender.Zoom = aheadZoom{o.provider, time.Second}
	if f := o.examineClock(mender); f.Kind != "" {
		t.Errorf("finding = %+v", f)
	}
	// The real difference is read from the answers.
	o.connect()
	if ahead, known := o.provider.Skew(); !known || ahead == 0 {
		t.Errorf("skew %v, %v", ahead, known)
	}
}

// examineClock returns what is said of the clock.
func (o *office) examineClock(mender *doctor.Doctor) doctor.Finding {
	o.t.Helper()
	all, err := mender.Examine(o.t.Context(), o.robin)
	if err != nil {
		o.t.Fatal(err)
	}
	for _, f := range all {
		if f.Kind == doctor.FoundClock {
			return f
		}
	}
	return doctor.Finding{}
}

// aheadZoom is a Zoom with another clock.
type aheadZoom struct {
	doctor.Inspector
	ahead time.Duration
}

func (a aheadZoom) Skew() (time.Duration, bool) { return a.ahead, true }
