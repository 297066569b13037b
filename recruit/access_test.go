package recruit_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/fields"
	"recruitty/recruit/finder"
	"recruitty/recruit/healing"
	"recruitty/recruit/letters"
	"recruitty/recruit/loops"
	"recruitty/recruit/offers"
	"recruitty/recruit/outcomes"
	"recruitty/recruit/pools"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/reports"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/scorecards"
	"recruitty/recruit/services"
	"recruitty/recruit/views"
	"recruitty/store"
)

// office is a workspace with an interview that an interviewer is invited to and
// one that they are not.
type office struct {
	svc   *services.Services
	db    *store.DB
	admin recruit.Member
	roles map[recruit.Role]recruit.Member
	own   things
	other things
	// source reads the workspace's calendars.
	source availability.SourceID
	// pool is one with the read-only member in it.
	pool pools.Pool
	// letter is one to the own candidate that has not left.
	letter recruit.LetterID
	// offer is one to the own candidate.
	offer recruit.OfferID
}

// connectCalendars gives the office a source of calendars, and a pool.
func (o *office) connectCalendars(t *testing.T) {
	t.Helper()
	src, err := o.db.SaveSource(t.Context(), availability.Source{Kind: busy.Feed, State: recruit.Connected, Since: recruittest.At(), DueAt: recruittest.At()}, &availability.Credentials{URL: "https://calendar.example/"},
		recruit.Activity{At: recruittest.At()})
	must(t, err)
	o.source = src.ID
	for _, m := range o.roles {
		_, err = o.svc.Views.Save(t.Context(), m, views.View{Name: "interviewer@example.com", Query: "mine"})
		must(t, err)
	}
	_, err = o.svc.Fields.Add(t.Context(), o.admin, fields.Field{Name: "interviewer@example.com", Type: fields.Text})
	must(t, err)
	o.pool, err = o.svc.Pools.Add(t.Context(), o.admin, pools.Pool{Name: "Backend"})
	must(t, err)
	o.pool, err = o.svc.Pools.SetMember(t.Context(), o.admin, o.pool.ID, o.roles[recruit.ReadOnly].ID, pools.Shadow)
	must(t, err)
	_, err = o.svc.Loops.Save(t.Context(), o.admin, o.plan())
	must(t, err)
	l, err := o.db.SaveLetter(t.Context(), recruit.Letter{CandidateID: o.own.candidate, Event: recruit.OnMessage, Subject: "Hi", Text: "Hi", Effect: recruit.Effect{Kind: recruit.MailMessage,
		Target: o.own.email, State: recruit.Waiting}}, recruit.Activity{})
	must(t, err)
	o.letter = l.ID
	sent, err := o.db.SaveOffer(t.Context(), offers.Change{Offer: offers.Offer{Candidate: o.own.candidate, JobID: o.own.job, Stage: "Applied", AuthorID: o.admin.ID, Title: "Talk", State: offers.Offered, Version: 1,
		Options: []offers.Option{offers.OptionOf([]recruit.ScheduleRequest{o.talk()})}, Until: recruittest.At().Add(48 * time.Hour), CreatedAt: recruittest.At(), UpdatedAt: recruittest.At()}})
	must(t, err)
	o.offer = sent.ID
	_, err = o.db.SaveCard(t.Context(), scorecards.Card{Interview: o.own.interview, Member: o.roles[recruit.ReadOnly].ID, Recommendation: scorecards.Yes, GivenAt: recruittest.At(), UpdatedAt: recruittest.At()},
		o.roles[recruit.ReadOnly], recruit.Activity{})
	must(t, err)
}

// plan is an interview plan of the first stage of a job.
func (o *office) plan() loops.Plan {
	p := loops.New(o.own.job, "Applied")
	p.Sessions = []loops.Session{{Title: "Talk", Duration: time.Hour, Platform: recruit.Phone, Place: "+351 912 345 678", People: []loops.Person{{ID: o.roles[recruit.ReadOnly].ID}}}}
	return p
}

// planSeen is the plan that the office has, to be changed.
func (o *office) planSeen() loops.Plan {
	p := o.plan()
	p.Version, p.Days = 1, 2
	return p
}

// talk is an interview that someone might schedule.
func (o *office) talk() recruit.ScheduleRequest {
	return recruit.ScheduleRequest{CandidateID: o.own.candidate, JobID: o.own.job, Title: "Talk", Start: recruittest.At().Add(48 * time.Hour), TimeZone: "UTC", Duration: time.Hour, Platform: recruit.Phone, Place: "+351 912 345 678"}
}

// things belong to one interview.
type things struct {
	interview recruit.InterviewID
	candidate recruit.CandidateID
	email     string
	job       recruit.JobID
	file      recruit.File
	note      recruit.NoteID // the interviewer wrote it
}

// nobody is an outside world in which nothing is set up.
type nobody struct {
	recruit.Authorizer
	recruit.Mailer
}

func (nobody) Check(string, string) error                  { return nil }
func (nobody) Permissions() []recruit.Permission           { return nil }
func (nobody) Missing([]string) []recruit.Permission       { return nil }
func (nobody) Configured(context.Context) error            { return recruit.ErrNotSetUp }
func (nobody) ReadReplies([]byte) ([]recruit.Reply, error) { return nil, nil }

func newOffice(t *testing.T) *office {
	t.Helper()
	return newOfficeIn(t, t.TempDir())
}

// copyOf is the office as it was when its workspace, in dir, was closed. It
// takes a tenth of the time that a new one takes.
func (o *office) copyOf(t *testing.T, dir string) *office {
	t.Helper()
	to := t.TempDir()
	must(t, os.CopyFS(to, os.DirFS(dir)))
	files, err := os.ReadDir(to)
	must(t, err)
	for _, f := range files {
		must(t, os.Chmod(filepath.Join(to, f.Name()), 0o600))
	}
	copied := *o
	copied.db, err = store.Open(t.Context(), to, store.Options{Clock: recruittest.At})
	must(t, err)
	t.Cleanup(func() { _ = copied.db.Close() })
	copied.svc = services.New(copied.db, nobody{}, nobody{}, recruit.Environment{}, recruittest.At)
	return &copied
}

func newOfficeIn(t *testing.T, dir string) *office {
	t.Helper()
	ctx := t.Context()
	db, err := store.Open(ctx, dir, store.Options{Clock: recruittest.At})
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	o := &office{db: db, svc: services.New(db, nobody{}, nobody{}, recruit.Environment{}, recruittest.At), roles: map[recruit.Role]recruit.Member{}}
	for _, r := range []recruit.Role{recruit.Admin, recruit.Recruiter, recruit.Interviewer, recruit.ReadOnly} {
		m, err := o.svc.Team.Add(ctx, o.admin, recruit.Member{Name: "The " + string(r), Email: string(r) + "@example.com", Role: r, SSHKeys: []string{"ssh-ed25519 " + string(r)}})
		must(t, err)
		if o.roles[r] = m; r == recruit.Admin {
			o.admin = m
		}
	}
	o.own, o.other = o.things(t, "own", "interviewer@example.com"), o.things(t, "other")
	return o
}

func (o *office) things(t *testing.T, name string, participants ...string) things {
	t.Helper()
	ctx := t.Context()
	j, err := o.svc.Jobs.Add(ctx, o.admin, recruit.Job{Title: name + " job", ExternalID: name + "-1"})
	must(t, err)
	x := things{job: j.ID, email: name + "@candidates.example"}
	c, err := o.svc.Pipeline.Add(ctx, o.admin, recruit.Candidate{Name: name + " candidate", Email: x.email, ExternalID: name + "-1"})
	must(t, err)
	x.candidate = c.ID
	_, err = o.svc.Pipeline.Link(ctx, o.admin, c.ID, j.ID, "")
	must(t, err)
	x.file, err = o.db.PutFile(ctx, name+".txt", strings.NewReader("about "+name), 1000)
	must(t, err)
	must(t, o.svc.Pipeline.AddFile(ctx, o.admin, c.ID, x.file))
	must(t, o.svc.Jobs.AddFile(ctx, o.admin, j.ID, x.file))
	n, err := o.svc.Pipeline.Note(ctx, o.roles[recruit.Interviewer], c.ID, 0, "about "+name)
	must(t, err)
	x.note = n.ID
	r, err := o.svc.Scheduling.Schedule(ctx, o.admin, recruit.ScheduleRequest{CandidateID: c.ID, JobID: j.ID, Title: name + " talk",
		Start: recruittest.At().Add(24 * time.Hour), TimeZone: "UTC", Duration: time.Hour, Platform: recruit.Phone, Place: "+351 912 345 678",
		Participants: participants}, 0)
	must(t, err)
	x.interview = r.Interview.ID
	return x
}

// said is the text of the note as it is now.
func (x things) said(ctx context.Context, s recruit.Store) string {
	p, _ := s.Profile(ctx, x.candidate)
	for _, n := range p.Notes {
		if n.ID == x.note {
			return n.Text
		}
	}
	return ""
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestReadingByRole reads, as each role, what belongs to an own and to another
// interview.
func TestReadingByRole(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	reads := map[string]func(context.Context, recruit.Store, things) error{
		"Record": func(ctx context.Context, s recruit.Store, x things) error {
			_, err := s.Record(ctx, x.interview)
			return err
		},
		"Candidate": func(ctx context.Context, s recruit.Store, x things) error {
			_, err := s.Candidate(ctx, x.candidate)
			return err
		},
		"Profile": func(ctx context.Context, s recruit.Store, x things) error {
			_, err := s.Profile(ctx, x.candidate)
			return err
		},
		"Job": func(ctx context.Context, s recruit.Store, x things) error { _, err := s.Job(ctx, x.job); return err },
		"JobFiles": func(ctx context.Context, s recruit.Store, x things) error {
			_, err := s.JobFiles(ctx, x.job)
			return err
		},
		"FileContent": func(ctx context.Context, s recruit.Store, x things) error {
			_, err := s.FileContent(ctx, x.file.SHA256)
			return err
		},
		"CandidateByEmail": func(ctx context.Context, s recruit.Store, x things) error {
			_, err := s.CandidateByEmail(ctx, x.email)
			return err
		},
		"InterviewByUID": func(ctx context.Context, s recruit.Store, x things) error {
			r, err := o.db.Record(ctx, x.interview)
			must(t, err)
			_, err = s.InterviewByUID(ctx, r.Interview.UID)
			return err
		},
		"AddNote": func(ctx context.Context, s recruit.Store, x things) error {
			_, err := s.AddNote(ctx, recruit.Note{CandidateID: x.candidate, Author: "x", At: recruittest.At(), Text: "x"}, recruit.Activity{At: recruittest.At()})
			return err
		},
		"ChangeNote": func(ctx context.Context, s recruit.Store, x things) error {
			_, err := s.ChangeNote(ctx, recruit.Note{ID: x.note, CandidateID: x.candidate, Text: "same", EditedAt: recruittest.At()}, x.said(ctx, o.db), recruit.Activity{At: recruittest.At()})
			return err
		},
		"RemoveNote": func(ctx context.Context, s recruit.Store, x things) error {
			n, err := s.AddNote(ctx, recruit.Note{CandidateID: x.candidate, Author: "x", At: recruittest.At(), Text: "x"}, recruit.Activity{At: recruittest.At()})
			if err != nil {
				return err
			}
			return s.RemoveNote(ctx, n, recruit.Activity{At: recruittest.At()})
		},
		"Interviews": listed(func(ctx context.Context, s recruit.Store, x things) (int, error) {
			l, err := s.Interviews(ctx, recruit.InterviewFilter{CandidateID: x.candidate})
			return len(l), err
		}),
		"Jobs": listed(func(ctx context.Context, s recruit.Store, x things) (int, error) {
			l, err := s.Jobs(ctx, recruit.JobFilter{})
			return len(slices.DeleteFunc(l, func(j recruit.JobSummary) bool { return j.ID != x.job })), err
		}),
		"CandidatePage": listed(func(ctx context.Context, s recruit.Store, x things) (int, error) {
			p, err := s.CandidatePage(ctx, recruit.CandidateFilter{Query: strings.SplitN(x.email, "@", 2)[0]})
			return len(p.Rows), err
		}),
		"StageCounts": listed(func(ctx context.Context, s recruit.Store, x things) (int, error) {
			m, err := s.StageCounts(ctx, x.job)
			return len(m), err
		}),
		"Activities": listed(func(ctx context.Context, s recruit.Store, x things) (int, error) {
			l, err := s.Activities(ctx, recruit.ActivityFilter{})
			return len(slices.DeleteFunc(l, func(a recruit.Activity) bool { return a.CandidateID != x.candidate })), err
		}),
		"OpenEffects": listed(func(ctx context.Context, s recruit.Store, x things) (int, error) {
			l, err := s.OpenEffects(ctx, x.interview)
			return len(l), err
		}),
	}
	for role, m := range o.roles {
		s := o.db.VisibleTo(m)
		for name, read := range reads {
			if err := read(t.Context(), s, o.own); err != nil {
				t.Errorf("%s, %s of an own interview: %v", role, name, err)
			}
			err := read(t.Context(), s, o.other)
			if hidden := errors.Is(err, recruit.ErrNotFound); hidden != (role == recruit.Interviewer) {
				t.Errorf("%s, %s of another's interview: %v", role, name, err)
			}
		}
	}
}

// listed makes a list without what it is about an ErrNotFound.
func listed(list func(context.Context, recruit.Store, things) (int, error)) func(context.Context, recruit.Store, things) error {
	return func(ctx context.Context, s recruit.Store, x things) error {
		n, err := list(ctx, s, x)
		if err == nil && n == 0 {
			err = recruit.ErrNotFound
		}
		return err
	}
}

// TestNoServiceOfAnInterviewerReadsTheWholeStore looks into the services, and
// into the services that they use.
func TestNoServiceOfAnInterviewerReadsTheWholeStore(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	looked := 0
	var look func(path string, v reflect.Value)
	look = func(path string, v reflect.Value) {
		for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
			if v.Kind() == reflect.Pointer && v.Pointer() == reflect.ValueOf(o.db).Pointer() {
				t.Errorf("%s is the whole store", path)
				return
			}
			v = v.Elem()
		}
		if v.Kind() != reflect.Struct || !strings.HasPrefix(v.Type().PkgPath(), "recruitty/recruit") {
			return
		}
		looked++
		for i := range v.NumField() {
			look(path+"."+v.Type().Field(i).Name, v.Field(i))
		}
	}
	for _, m := range []recruit.Member{o.roles[recruit.Interviewer], {}} {
		looked = 0
		look("Services", reflect.ValueOf(o.svc.For(services.Visit{Member: m})))
		if services := reflect.TypeFor[services.Services]().NumField() - 2; looked < services {
			t.Errorf("only %d of %d services were looked into", looked, services)
		}
	}
}

// TestWritingByRole calls every service method that is done by a member, as
// each role. Who may is a table; a method that is not in it fails the test.
func TestWritingByRole(t *testing.T) {
	t.Parallel()
	all := []recruit.Role{recruit.Admin, recruit.Recruiter, recruit.Interviewer, recruit.ReadOnly}
	may := rights()
	o := newOffice(t)
	began := t.TempDir() // an office in which nothing was done yet
	fresh := newOfficeIn(t, began)
	o.connectCalendars(t)
	fresh.connectCalendars(t)
	must(t, fresh.db.Close())
	svc := reflect.ValueOf(o.svc).Elem()
	found := map[string]bool{}
	for i := range svc.NumField() {
		service := svc.Field(i)
		if service.Kind() != reflect.Pointer || service.Elem().Kind() != reflect.Struct {
			continue
		}
		for n := range service.NumMethod() {
			m := service.Type().Method(n)
			if m.Type.NumIn() < 3 || m.Type.In(2) != reflect.TypeFor[recruit.Member]() {
				continue
			}
			name := svc.Type().Field(i).Name + "." + m.Name
			found[name] = true
			allowed, listed := may[name]
			if !listed {
				t.Errorf("nobody has decided who may %s", name)
				continue
			}
			for _, role := range all {
				member := o.roles[role]
				if !slices.Contains(allowed, role) {
					for _, seen := range []*services.Services{o.svc, o.svc.For(services.Visit{Member: member})} {
						if err := call(t, reflect.ValueOf(seen).Elem().Field(i).Method(n), o, member); err == nil {
							t.Errorf("%s is not refused to: %s", role, name)
						}
					}
					continue
				}
				at := fresh.copyOf(t, began) // the call may change things
				seen := at.svc.For(services.Visit{Member: at.roles[role]})
				if err := call(t, reflect.ValueOf(seen).Elem().Field(i).Method(n), at, at.roles[role]); byRole(err) {
					t.Errorf("%s is refused to: %s: %v", role, name, err)
				}
			}
		}
	}
	for name := range may {
		if !found[name] {
			t.Errorf("there is no %s", name)
		}
	}
}

// byRole reports whether err refuses because of who acts, or because there is no
// such thing for them.
func byRole(err error) bool {
	return errors.Is(err, recruit.ErrNotFound) || err != nil && (strings.Contains(err.Error(), "may not") ||
		strings.Contains(err.Error(), "only an admin may") || strings.Contains(err.Error(), "Only"))
}

// call calls a method with things that exist.
func call(t *testing.T, method reflect.Value, o *office, actor recruit.Member) (err error) {
	t.Helper()
	// Whoever comes as far as the outside world was not refused; there is none.
	defer func() { _ = recover() }()
	in := []reflect.Value{reflect.ValueOf(t.Context()), reflect.ValueOf(actor)}
	for i := 2; i < method.Type().NumIn(); i++ {
		in = append(in, o.argument(method.Type().In(i)))
	}
	if method.Type().IsVariadic() {
		in = in[:len(in)-1]
	}
	out := method.Call(in)
	err, _ = out[len(out)-1].Interface().(error)
	return err
}

func (o *office) argument(kind reflect.Type) reflect.Value {
	at := recruittest.At().Add(48 * time.Hour)
	for _, v := range []any{
		o.source, o.own.interview, o.own.candidate, o.own.job, o.own.file, o.own.note, o.roles[recruit.ReadOnly].ID, time.Duration(0), scheduling.ExpectedVersion(0), recruit.Completed,
		recruit.Member{ID: o.roles[recruit.ReadOnly].ID, Version: 1, Name: "New Name", Email: "read-only@example.com", Role: recruit.ReadOnly},
		recruit.Job{ID: o.own.job, Version: 1, Title: "New title", Stages: []string{"Applied"}},
		recruit.Candidate{ID: o.own.candidate, Version: 1, Name: "New Name", Email: "new@candidates.example"},
		o.talk(),
		recruit.RescheduleRequest{Start: at, TimeZone: "UTC", Duration: time.Hour}, recruit.PeopleChange{Add: []string{"guest@example.com"}},
		o.pool.ID, pools.Pool{ID: o.pool.ID, Version: o.pool.Version, Name: "Frontend"},
		finder.Request{Candidate: o.own.candidate, Duration: time.Hour, People: []string{"read-only@example.com"}},
		finder.LoopRequest{Search: finder.Search{Candidate: o.own.candidate}, Sessions: []finder.Session{{Duration: time.Hour, People: []string{"read-only@example.com"}}}},
		healing.Case{Kind: healing.Declined, Record: recruit.Record{Interview: recruit.Interview{ID: o.own.interview}}}, healing.Remedy{Kind: healing.Without},
		[]recruit.ScheduleRequest{o.talk()}, loops.Preview{Drafts: []recruit.ScheduleRequest{o.talk()}},
		o.offer, offers.Request{Candidate: o.own.candidate, Single: &offers.Single{Title: "Talk", Duration: time.Hour, Participants: []string{"read-only@example.com"}, Platform: recruit.Phone, Place: "+351 912 345 678"}},
		o.letter, letters.Request{CandidateID: o.own.candidate, Event: recruit.OnMessage}, outcomes.Request{CandidateID: o.own.candidate, JobID: o.own.job}, reports.Query{Name: reports.Funnel}, (*reports.Figure)(nil),
		outcomes.Outcome{Application: recruit.Application{CandidateID: o.own.candidate, JobID: o.own.job, Version: 1}},
		recruit.Moved{Application: recruit.Application{CandidateID: o.own.candidate, JobID: o.own.job, Version: 1}}, []recruit.CandidateID{o.own.candidate}, []outcomes.Step(nil),
		scorecards.Kit{Job: o.own.job},
		o.planSeen(), loops.Request{Candidate: o.own.candidate},
		recruit.Phone, recruit.Accepted, []string{"ssh-ed25519 AAAA"}, func(string) bool { return true },
	} {
		if reflect.TypeOf(v) == kind {
			return reflect.ValueOf(v)
		}
	}
	if kind.Kind() == reflect.String {
		return reflect.ValueOf("interviewer@example.com").Convert(kind)
	}
	return reflect.Zero(kind)
}

// rights says who may do what to someone else's things; the member who is
// changed is the read-only one, and the organiser is the admin.
func rights() map[string][]recruit.Role {
	const a, r, i, o = recruit.Admin, recruit.Recruiter, recruit.Interviewer, recruit.ReadOnly
	byRights := map[string][]recruit.Role{}
	for _, group := range []struct {
		roles []recruit.Role
		names string
	}{
		{[]recruit.Role{a}, "Team.Add Team.Remove Departures.Of Departures.Remove Departures.Left Departures.RemoveInbox Accounts.Left Accounts.TakeOverLeft Accounts.BeforeDisconnectLeft Accounts.DisconnectLeft Pipeline.Erase Scheduling.TakeOver Accounts.BeforeDisconnectWorkspace " +
			"MailAccounts.ReviewGrant MailAccounts.Begin MailAccounts.BeginDevice MailAccounts.Disconnect MailAccounts.Finish MailAccounts.SetApp Accounts.ConnectServerToServer Accounts.DisconnectWorkspace Accounts.FinishForWorkspace Accounts.SetDefaultPlatform " +
			"Invitations.Invite Invitations.List Invitations.TakeBack Settings.SetHostAddress Scheduling.RemindAnew Settings.SetInbox Settings.SetMail Settings.SetReminders Settings.SetUndo Settings.SetWorkspace Settings.SetZoomApp Templates.Reset Templates.Save Templates.SetLanguage " +
			"Availability.Begin Availability.BeginDevice Availability.Finish Availability.Connect Availability.Found Availability.Test Availability.BeforeDisconnect Availability.Disconnect Availability.SetMemberHours Availability.SetSettings Availability.SetWorkspaceHours"},
		{[]recruit.Role{a}, "Outcomes.SetReasons Fields.Add Fields.Change Fields.Move Fields.Remove Fields.Restore"},
		{[]recruit.Role{a, r, o}, "Reports.Run Reports.Rows"},
		{[]recruit.Role{a, r}, "Letters.Draft Letters.Send Letters.Withdraw Outcomes.Preview Outcomes.Decide Outcomes.Last Outcomes.Undo Outcomes.MoveSeveral Outcomes.TakeBack Outcomes.TakeSeveralBack"},
		{[]recruit.Role{a, r}, "Offers.Confirm Offers.Link Offers.Propose Offers.Renew Offers.Seen Offers.Send Offers.Withdraw Scheduling.ScheduleChosen"},
		{[]recruit.Role{a, r, o}, "Availability.MemberHours"},          // that of the read-only member
		{[]recruit.Role{a}, "Scorecards.SetRules Scorecards.Withdraw"}, // someone else's
		{[]recruit.Role{a, r}, "Scorecards.Decide Scorecards.SetForm Scorecards.SetGuide Feedback.Remind Feedback.Reminders Feedback.RemindAll"},
		{[]recruit.Role{a, r, i}, "Scorecards.Give Scorecards.Keep"},
		{[]recruit.Role{a, r, i, o}, "Scorecards.About Scorecards.Due Scorecards.Debrief Scorecards.Sheet Scorecards.Prepare Scorecards.Recent"},
		{[]recruit.Role{a, r}, "Finder.Seat Finder.SeatMore Finder.StandIns Healing.About Healing.Check Healing.List Healing.Look Healing.Remedies Scheduling.PreviewReaddress"},
		{[]recruit.Role{a, r}, "Availability.Fresh Finder.Find Finder.FindLoop Pools.Add Pools.Change Pools.Remove Pools.RemoveMember Pools.Restore Pools.SetMember Loops.Save Loops.Remove Loops.Restore Loops.Solve Loops.Preview Loops.Schedule Scheduling.PreviewLoop Scheduling.ScheduleLoop Scheduling.Book"},
		{[]recruit.Role{a, r, i}, "Availability.Sync"}, // an interviewer's own
		// An organiser changes their own interviews; everybody their own profile and keys.
		{[]recruit.Role{a}, "Healing.Keep Healing.Of Scheduling.Cancel Scheduling.ChangePeople Scheduling.PreviewCancel Scheduling.PreviewReschedule Scheduling.PreviewPeople Scheduling.InviteDeputies Scheduling.RefuseDeputies Scheduling.PreviewRefusal Scheduling.RefuseProposal Scheduling.AskAgain Scheduling.PreviewAsk Scheduling.TakeBackAsk Scheduling.HostBy Scheduling.MoveBack Scheduling.Recreate Scheduling.Reschedule Scheduling.Undo Scheduling.PreviewUndo Scheduling.PreviewTakeOver"},
		{[]recruit.Role{a, o}, "Team.Update Team.AddKeys Team.RemoveKeys Team.Keys"},
		{[]recruit.Role{a, r}, "Undo.OfJob Undo.Move Undo.TakeBack Jobs.Restore Pipeline.Restore Jobs.Add Jobs.Update Jobs.Close Jobs.Reopen Jobs.AddFile Jobs.RemoveFile Pipeline.Add Pipeline.Update Pipeline.Link " +
			"Pipeline.Arrive Pipeline.Move Pipeline.Unlink Pipeline.AddFile Pipeline.RemoveFile Scheduling.Schedule Scheduling.Preview Scheduling.Close Scheduling.Adopt Scheduling.NotThere Answers.Assign " +
			"Accounts.ReviewGrant Accounts.Begin Accounts.BeginDevice Accounts.Finish Accounts.OtherSignIns"},
		{[]recruit.Role{a, i}, "Pipeline.EditNote Pipeline.RemoveNote"}, // its author, or an admin
		{[]recruit.Role{a, r, i}, "Undo.OfCandidate Undo.OfChange Pipeline.Note Answers.Set Answers.Accept Answers.Dismiss"},
		// Questions about oneself, and one's own account.
		{[]recruit.Role{a, r, i, o}, "Scheduling.Host Scheduling.Hosting Scheduling.Warnings Scheduling.LoopWarnings Scheduling.ChosenWarnings Accounts.Able Accounts.Status " +
			"Accounts.BeforeDisconnect Accounts.RevokeGrant Accounts.Disconnect MailAccounts.RevokeGrant Team.RememberEntry " +
			"Availability.Sources Availability.Timelines Availability.Briefly Availability.Drift Finder.Doubts Finder.Reread Views.List Views.Find Views.Save Views.Remove Views.Restore"},
	} {
		for name := range strings.FieldsSeq(group.names) {
			byRights[name] = group.roles
		}
	}
	return byRights
}

// TestAnAddressIsAnAdminsToChange keeps someone from seeing the interviews of
// an address by giving it to themselves.
func TestAnAddressIsAnAdminsToChange(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for _, role := range []recruit.Role{recruit.Recruiter, recruit.Interviewer, recruit.ReadOnly} {
		m := o.roles[role]
		svc := o.svc.For(services.Visit{Member: m})
		next := m
		next.Email = "someone@example.org"
		if _, err := svc.Team.Update(t.Context(), m, next); !errors.Is(err, recruit.ErrRefused) || recruit.FieldOf(err) != "email" {
			t.Errorf("%s takes another address: %v", role, err)
		}
		next.Name, next.Email = "Another Name", strings.ToUpper(m.Email)
		saved, err := svc.Team.Update(t.Context(), m, next)
		if err != nil || saved.Name != "Another Name" {
			t.Errorf("%s changes their name: %v", role, err)
		}
		saved.Email = string(role) + "@elsewhere.example"
		if saved, err = o.svc.Team.Update(t.Context(), o.admin, saved); err != nil || saved.Email != string(role)+"@elsewhere.example" {
			t.Errorf("an admin changes the address of %s: %v", role, err)
		}
	}
}

// TestWhatIsNotThereIsAsHiddenAsWhatIsNotTheirs lets nobody find out by asking
// what there is.
func TestWhatIsNotThereIsAsHiddenAsWhatIsNotTheirs(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	store := o.svc.For(services.Visit{Member: o.roles[recruit.Interviewer]}).Store
	uid, err := o.db.Record(t.Context(), o.other.interview)
	must(t, err)
	for name, ask := range map[string]func(there bool) error{
		"interview": func(there bool) error {
			_, err := store.Record(t.Context(), pick(there, o.other.interview, 9999))
			return err
		},
		"calendar entry": func(there bool) error {
			_, err := store.InterviewByUID(t.Context(), pick(there, uid.Interview.UID, "nothing@example.com"))
			return err
		},
		"address of a member": func(there bool) error {
			_, err := store.MemberByEmail(t.Context(), pick(there, o.roles[recruit.Recruiter].Email, "nobody@example.com"))
			return err
		},
		"member": func(there bool) error {
			_, err := store.Member(t.Context(), pick(there, o.roles[recruit.Recruiter].ID, 9999))
			return err
		},
		"address of a candidate": func(there bool) error {
			_, err := store.CandidateByEmail(t.Context(), pick(there, o.other.email, "nobody@candidates.example"))
			return err
		},
		"candidate": func(there bool) error {
			_, err := store.Candidate(t.Context(), pick(there, o.other.candidate, 9999))
			return err
		},
		"profile": func(there bool) error {
			_, err := store.Profile(t.Context(), pick(there, o.other.candidate, 9999))
			return err
		},
		"job": func(there bool) error {
			_, err := store.Job(t.Context(), pick(there, o.other.job, 9999))
			return err
		},
		"file": func(there bool) error {
			_, err := store.FileContent(t.Context(), pick(there, o.other.file.SHA256, "00"))
			return err
		},
	} {
		there, missing := ask(true), ask(false)
		if there == nil || recruit.Sentence(there) != recruit.Sentence(missing) || !errors.Is(there, recruit.ErrNotFound) || !errors.Is(missing, recruit.ErrNotFound) {
			t.Errorf("%s: hidden %v, missing %v", name, there, missing)
		}
	}
}

func pick[T any](first bool, a, b T) T {
	if first {
		return a
	}
	return b
}
