package store

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// now is the time in every test.
var now = time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)

// openIn opens the workspace in dir at the fixed time and closes it with the
// test.
func openIn(tb testing.TB, dir string) *DB {
	tb.Helper()
	workspace, opts := workspaceIn(tb, dir, Options{Clock: func() time.Time { return now }})
	db, err := Open(context.Background(), workspace, opts)
	if err != nil {
		tb.Fatalf("open: %v (%v)", err, errors.Unwrap(err))
	}
	tb.Cleanup(func() {
		if err := db.Close(); err != nil {
			tb.Errorf("close: %v", err)
		}
	})
	return db
}

// world is a workspace with one of each.
type world struct {
	*DB
	ctx       context.Context
	member    recruit.Member
	job       recruit.Job
	candidate recruit.Candidate
	link      recruit.Application
	file      recruit.File
}

// BeginBatch begins an import that nobody holds.
func (w *world) BeginBatch(ctx context.Context, source string, by recruit.MemberID) (recruit.BatchID, error) {
	b, err := w.BeginImport(ctx, recruit.Import{File: source, By: by}, func(recruit.BatchID, bool) recruit.Activity { return w.line("import.begun", "x") })
	if err == nil {
		b.Release()
	}
	return b.ID, err
}

// UndoBatch takes an import back, with some lines in the log.
func (w *world) UndoBatch(ctx context.Context, batch recruit.BatchID, told func(done, all int)) (recruit.Undone, error) {
	line := w.line("import.undone", "x")
	return w.DB.UndoBatch(ctx, batch, recruit.UndoLog{Begun: line, Over: func(recruit.Undone) recruit.Activity { return line }}, told)
}

func newWorld(tb testing.TB) *world {
	tb.Helper()
	return worldIn(tb, openIn(tb, tb.TempDir()))
}

func worldIn(tb testing.TB, db *DB) *world {
	tb.Helper()
	w := &world{DB: db, ctx: tb.Context()}
	var err error
	w.member, err = db.SaveMember(w.ctx, recruit.Member{Name: "Ana Sousa", Email: "ana@acme.example", Role: recruit.Admin,
		TimeZone: "Europe/Lisbon", Theme: "auto", TwelveHour: true, SSHKeys: []string{"ssh-ed25519 AAAA ana", "ssh-rsa BBBB ana"}},
		recruit.Activity{Actor: "Ana Sousa", Action: "member.added", Text: "Joined the team"})
	must(tb, err)
	w.job, err = db.SaveJob(w.ctx, recruit.Job{Title: "Database Engineer", Department: "Platform", Location: "Łódź", ExternalID: "J-1", ExternalSource: "acme"},
		w.line("job.added", "Opened Database Engineer"))
	must(tb, err)
	w.candidate, err = db.SaveCandidate(w.ctx, recruit.Candidate{Name: "Zoë Quirkham", Email: "zoe@quirkham.example", Phone: "+44 20 7946 0001",
		TimeZone: "Europe/London", Headline: "Staff engineer at Quux", Tags: []string{"go", "sql & more"}, ExternalID: "C-1", ExternalSource: "acme"},
		w.line("candidate.added", "Added Zoë Quirkham"))
	must(tb, err)
	w.link, err = db.SaveApplication(w.ctx, recruit.Application{CandidateID: w.candidate.ID, JobID: w.job.ID, Stage: "Applied"},
		w.line("candidate.linked", "Linked Zoë Quirkham to Database Engineer"))
	must(tb, err)
	w.file, err = db.PutFile(w.ctx, "Quirkham CV.pdf", strings.NewReader("%PDF-1.7 Zoë Quirkham, engineer"), 0)
	must(tb, err)
	return w
}

// line is a line of the log by the world's member.
func (w *world) line(action, text string) recruit.Activity {
	return recruit.Activity{ActorID: w.member.ID, Actor: w.member.Name, Action: action, Text: text}
}

// draft is the commit that schedules an interview at start with a Zoom call
// and two mails.
func (w *world) draft(reference string, start time.Time) recruit.Commit {
	return recruit.Commit{
		Interview: recruit.Interview{
			Version: 1, Reference: reference, UID: reference + "@acme.example", CandidateID: w.candidate.ID, JobID: w.job.ID,
			OrganiserID: w.member.ID, Title: "Interview with Zoë Quirkham", Description: "A talk", InternalNote: "Ask Quirkham about WAL",
			Start: start, Duration: 45 * time.Minute, TimeZone: "Europe/Lisbon", WallStart: start.Format("2006-01-02T15:04"),
			Platform: recruit.Zoom, Status: recruit.Scheduled,
		},
		People: []recruit.Participant{
			{Address: w.member.Email, Name: w.member.Name, MemberID: w.member.ID, Audience: recruit.ToPanel, TimeZone: "Europe/Lisbon", Answer: recruit.NoAnswer},
			{Address: w.candidate.Email, Name: w.candidate.Name, Audience: recruit.ToCandidate, Answer: recruit.NoAnswer},
		},
		Files:   []recruit.File{{SHA256: w.file.SHA256, Name: w.file.Name, Kind: recruit.Resume, Everyone: true}},
		Version: &recruit.Version{Number: 1, Kind: recruit.WasScheduled, At: now, ByID: w.member.ID, By: w.member.Name, Start: start, Duration: 45 * time.Minute, TimeZone: "Europe/Lisbon", UndoUntil: now.Add(time.Minute)},
		Effects: []recruit.Effect{
			{Version: 1, Kind: recruit.ZoomCreate, State: recruit.Waiting, NextAttempt: now},
			{Version: 1, Kind: recruit.MailInvite, Target: w.candidate.Email, State: recruit.Waiting, NextAttempt: now},
			{Version: 1, Kind: recruit.MailInvite, Target: w.member.Email, State: recruit.Waiting, NextAttempt: now},
		},
		Activity: []recruit.Activity{{ActorID: w.member.ID, Actor: w.member.Name, Action: "interview.scheduled", CandidateID: w.candidate.ID, JobID: w.job.ID,
			Text: "Scheduled the interview with Zoë Quirkham"}},
	}
}

// scheduled commits draft.
func (w *world) scheduled(tb testing.TB, reference string, start time.Time) recruit.Record {
	tb.Helper()
	r, err := w.Commit(w.ctx, w.draft(reference, start))
	must(tb, err)
	return r
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatalf("%v (%+v)", err, errors.Unwrap(err))
	}
}

// wantKind fails unless err is of kind and says something to a person.
func wantKind(tb testing.TB, err, kind error) {
	tb.Helper()
	var p *recruit.Problem
	if !errors.Is(err, kind) {
		tb.Fatalf("error = %v, want %v", err, kind)
	}
	if !errors.As(err, &p) || !strings.HasSuffix(strings.TrimRight(p.Sentence, `"`), ".") && !strings.Contains(p.Sentence, "chmod") {
		tb.Fatalf("error %q is no sentence for people", err)
	}
}

func TestMembers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if w.member.Version != 1 || !w.member.CreatedAt.Equal(now) || len(w.member.SSHKeys) != 2 || !w.member.TwelveHour {
		t.Fatalf("added %+v", w.member)
	}
	again, err := w.MemberByEmail(w.ctx, "ANA@acme.example")
	must(t, err)
	if again.ID != w.member.ID || again.SSHKeys[1] != "ssh-rsa BBBB ana" {
		t.Fatalf("by email: %+v", again)
	}
	_, err = w.SaveMember(w.ctx, recruit.Member{Name: "Other", Email: "Ana@acme.example"}, recruit.Activity{})
	wantKind(t, err, recruit.ErrDuplicate)
	if recruit.FieldOf(err) != "email" {
		t.Errorf("field = %q", recruit.FieldOf(err))
	}
	again.Name, again.RemovedAt, again.SSHKeys = "Ána", now, nil
	gone, err := w.SaveMember(w.ctx, again, recruit.Activity{})
	must(t, err)
	if gone.Version != 2 || !gone.Removed() || gone.SSHKeys != nil {
		t.Fatalf("removed %+v", gone)
	}
	_, err = w.SaveMember(w.ctx, again, recruit.Activity{})
	wantKind(t, err, recruit.ErrStale)
	back, err := w.SaveMember(w.ctx, recruit.Member{Name: "Ana Sousa", Email: "ana@acme.example"}, recruit.Activity{})
	must(t, err)
	if m, err := w.MemberByEmail(w.ctx, "ana@acme.example"); err != nil || m.ID != back.ID {
		t.Errorf("by email after return: %+v %v", m, err)
	}
	for _, tc := range []struct {
		removed bool
		want    int
	}{{false, 1}, {true, 2}} {
		team, err := w.Members(w.ctx, tc.removed)
		must(t, err)
		if len(team) != tc.want {
			t.Errorf("Members(%v) = %d, want %d", tc.removed, len(team), tc.want)
		}
	}
	_, err = w.Member(w.ctx, 99)
	wantKind(t, err, recruit.ErrNotFound)
	_, err = w.SaveMember(w.ctx, recruit.Member{ID: 99, Version: 1}, recruit.Activity{})
	wantKind(t, err, recruit.ErrNotFound)
}

func TestJobs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if len(w.job.Stages) != 6 || w.job.Status != recruit.JobOpen {
		t.Fatalf("defaults: %+v", w.job)
	}
	_, err := w.SaveJob(w.ctx, recruit.Job{Title: "Copy", ExternalID: "J-1", ExternalSource: "acme"}, recruit.Activity{})
	wantKind(t, err, recruit.ErrDuplicate)
	second, err := w.SaveJob(w.ctx, recruit.Job{Title: "Designer", Stages: []string{"One"}, Status: recruit.JobClosed}, w.line("job.added", "x"))
	must(t, err)
	w.scheduled(t, "ref-1", now.Add(time.Hour))
	for _, tc := range []struct {
		name   string
		filter recruit.JobFilter
		want   []recruit.JobID
	}{
		{"all, newest first", recruit.JobFilter{}, []recruit.JobID{second.ID, w.job.ID}},
		{"accents folded", recruit.JobFilter{Query: "lodz eng"}, []recruit.JobID{w.job.ID}},
		{"status", recruit.JobFilter{Status: recruit.JobClosed}, []recruit.JobID{second.ID}},
		{"after", recruit.JobFilter{After: second.ID}, []recruit.JobID{w.job.ID}},
		{"limit", recruit.JobFilter{Limit: 1}, []recruit.JobID{second.ID}},
		{"nothing", recruit.JobFilter{Query: "nobody"}, nil},
	} {
		got, err := w.Jobs(w.ctx, tc.filter)
		must(t, err)
		if len(got) != len(tc.want) {
			t.Fatalf("%s: %d jobs, want %d", tc.name, len(got), len(tc.want))
		}
		for i := range got {
			if got[i].ID != tc.want[i] {
				t.Errorf("%s: row %d is %d, want %d", tc.name, i, got[i].ID, tc.want[i])
			}
			if wantOne := got[i].ID == w.job.ID; wantOne && (got[i].Candidates != 1 || got[i].Interviews != 1) {
				t.Errorf("%s: counts %+v", tc.name, got[i])
			}
		}
	}
	if list, err := w.JobsByExternalID(w.ctx, "J-1"); err != nil || len(list) != 1 || list[0].ID != w.job.ID {
		t.Errorf("by external id: %+v, %v", list, err)
	}
	if list, err := w.JobsByExternalID(w.ctx, ""); err != nil || len(list) > 0 {
		t.Errorf("without external id: %+v, %v", list, err)
	}
	second.Title = "Lead Designer"
	if changed, err := w.SaveJob(w.ctx, second, recruit.Activity{}); err != nil || changed.Version != 2 {
		t.Fatalf("change: %+v, %v", changed, err)
	}
	_, err = w.SaveJob(w.ctx, second, recruit.Activity{})
	wantKind(t, err, recruit.ErrStale)
	if found, err := w.Jobs(w.ctx, recruit.JobFilter{Query: "lead"}); err != nil || len(found) != 1 {
		t.Errorf("index after a change: %v, %v", found, err)
	}

	f := w.file
	f.Kind = recruit.JobDescription
	must(t, w.AddJobFile(w.ctx, w.job.ID, f, recruit.Activity{}))
	must(t, w.AddJobFile(w.ctx, w.job.ID, f, recruit.Activity{}))
	files, err := w.JobFiles(w.ctx, w.job.ID)
	must(t, err)
	if len(files) != 1 || files[0] != f {
		t.Errorf("files = %+v, want %+v", files, f)
	}
	wantKind(t, w.AddJobFile(w.ctx, 99, f, recruit.Activity{}), recruit.ErrNotFound)
	_, err = w.JobFiles(w.ctx, 99)
	wantKind(t, err, recruit.ErrNotFound)
}

func TestFiles(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if w.file.ContentType != "application/pdf" || w.file.Name != "Quirkham CV.pdf" || len(w.file.SHA256) != 64 {
		t.Fatalf("stored as %+v", w.file)
	}
	content, err := w.FileContent(w.ctx, w.file.SHA256)
	must(t, err)
	if !bytes.HasPrefix(content, []byte("%PDF")) {
		t.Errorf("content = %q", content)
	}
	same, err := w.PutFile(w.ctx, `C:\x\other.docx`, bytes.NewReader(content), 0)
	must(t, err)
	if same.SHA256 != w.file.SHA256 || same.Name != "other.docx" {
		t.Errorf("same content: %+v", same)
	}
	_, err = w.PutFile(w.ctx, "big.bin", bytes.NewReader(make([]byte, 11)), 10)
	wantKind(t, err, recruit.ErrInvalid)
	_, err = w.PutFile(w.ctx, "broken.bin", errorReader{}, 10)
	wantKind(t, err, recruit.ErrInvalid)
	empty, err := w.PutFile(w.ctx, "empty.txt", strings.NewReader(""), 10)
	must(t, err)
	if empty.Size != 0 {
		t.Errorf("empty: %+v", empty)
	}
	_, err = w.FileContent(w.ctx, "no such")
	wantKind(t, err, recruit.ErrNotFound)
}

type errorReader struct{}

func (errorReader) Read([]byte) (int, error) { return 0, errors.New("bad sector") }

func TestSettings(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if v, err := w.Setting(w.ctx, "mail.from"); v != "" || err != nil {
		t.Errorf("never set: %q, %v", v, err)
	}
	must(t, w.SetSetting(w.ctx, "mail.from", "a@b.example"))
	must(t, w.SetSetting(w.ctx, "mail.from", "c@d.example"))
	if v, err := w.Setting(w.ctx, "mail.from"); v != "c@d.example" || err != nil {
		t.Errorf("set twice: %q, %v", v, err)
	}
	if v, err := w.Secret(w.ctx, "smtp"); v != "" || err != nil {
		t.Errorf("secret never set: %q, %v", v, err)
	}
	must(t, w.SetSecret(w.ctx, "smtp", "pa55"))
	if v, err := w.Secret(w.ctx, "smtp"); v != "pa55" || err != nil {
		t.Errorf("secret: %q, %v", v, err)
	}
	if v, err := w.Setting(w.ctx, "smtp"); v != "" || err != nil {
		t.Errorf("a secret shows as setting: %q, %v", v, err)
	}
	must(t, w.SetSecret(w.ctx, "smtp", ""))
	if v, err := w.Secret(w.ctx, "smtp"); v != "" || err != nil {
		t.Errorf("secret removed: %q, %v", v, err)
	}
}
