package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"modernc.org/sqlite"

	"recruitty/recruit"
	"recruitty/store/prepared"
)

// counting makes connections that count the questions they are asked.
type counting struct {
	driver.Connector
	asked *atomic.Int64
}

// Connect implements driver.Connector.
func (c counting) Connect(ctx context.Context) (driver.Conn, error) {
	made, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &counted{made.(prepared.SQLite), c.asked}, nil
}

type counted struct {
	prepared.SQLite
	asked *atomic.Int64
}

// QueryContext implements driver.QueryerContext.
func (c *counted) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	c.asked.Add(1)
	return c.SQLite.QueryContext(ctx, query, args)
}

// countReads lets the workspace be read through one connection that counts.
func countReads(t *testing.T, db *DB) *atomic.Int64 {
	t.Helper()
	connector, err := sqlite.NewConnector("file:" + db.path() + "?_query_only=1")
	must(t, err)
	asked := new(atomic.Int64)
	must(t, db.readers.Close())
	db.readers = sql.OpenDB(counting{connector, asked})
	db.readers.SetMaxOpenConns(1)
	return asked
}

// TestHiddenCostsWhatMissingCosts asks, as an interviewer, each reading method
// that names a thing about one that is hidden and one that is not there: both
// cost the same questions, so that no clock tells them apart.
func TestHiddenCostsWhatMissingCosts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ina, err := w.SaveMember(w.ctx, recruit.Member{Name: "Ina", Email: "ina@acme.example", Role: recruit.Interviewer, SSHKeys: []string{"ssh-ed25519 IIII"}}, w.line("member.added", "Added Ina"))
	must(t, err)
	rob, err := w.SaveMember(w.ctx, recruit.Member{Name: "Rob", Email: "rob@acme.example", Role: recruit.Recruiter}, w.line("member.added", "Added Rob"))
	must(t, err)
	must(t, w.Log(w.ctx, recruit.Activity{ActorID: rob.ID, Actor: rob.Name, Action: "candidate.noted", CandidateID: w.candidate.ID, Text: "Noted"}))
	about := w.draft("hidden", now.Add(24*time.Hour))
	about.Effects[1].MessageID = "<hidden@recruitty>"
	hidden, err := w.Commit(w.ctx, about)
	must(t, err)
	c := w.candidate
	c.Emails = []string{"zoe@work.example"}
	_, err = w.SaveCandidate(w.ctx, c, w.line("candidate.changed", "Another address"))
	must(t, err)
	must(t, w.AddCandidateFile(w.ctx, c.ID, w.file, w.line("file.added", "Added")))
	must(t, w.AddJobFile(w.ctx, w.job.ID, w.file, w.line("file.added", "Added")))

	// What belongs to Ina.
	j, err := w.SaveJob(w.ctx, recruit.Job{Title: "Own"}, w.line("job.added", "Opened"))
	must(t, err)
	own, err := w.SaveCandidate(w.ctx, recruit.Candidate{Name: "Own", Email: "own@people.example"}, w.line("candidate.added", "Added"))
	must(t, err)
	_, err = w.SaveApplication(w.ctx, recruit.Application{CandidateID: own.ID, JobID: j.ID, Stage: "Applied"}, w.line("candidate.linked", "Linked"))
	must(t, err)
	d := w.draft("own", now.Add(48*time.Hour))
	d.Interview.CandidateID, d.Interview.JobID, d.Interview.OrganiserID = own.ID, j.ID, ina.ID
	d.Interview.Title, d.People, d.Files, d.Effects = "Own talk", nil, nil, nil
	d.Activity = nil
	_, err = w.Commit(w.ctx, d)
	must(t, err)

	effects, err := w.OpenEffects(w.ctx, hidden.Interview.ID)
	must(t, err)
	connection, err := w.SaveConnection(w.ctx, recruit.Connection{OwnerID: w.member.ID, State: recruit.Connected}, recruit.Tokens{}, w.line("zoom.connected", "Connected"))
	must(t, err)
	must(t, w.SetSetting(w.ctx, recruit.DraftsOf(w.member.ID)+"note", "x"))

	letter, err := w.SaveLetter(w.ctx, recruit.Letter{CandidateID: c.ID, Event: recruit.OnMessage, Subject: "hidden", Text: "hidden", Effect: recruit.Effect{Kind: recruit.MailMessage, Target: c.Email,
		State: recruit.Waiting, MessageID: "letter@recruitty"}}, recruit.Activity{})
	must(t, err)
	asked := countReads(t, w.DB)
	seen := w.VisibleTo(ina)
	const none = 4711
	ctx := w.ctx
	// Each method has pairs of what is hidden and what is missing.
	pairs := map[string][][2]any{
		"Member":           {{w.member.ID, recruit.MemberID(none)}},
		"MemberByEmail":    {{w.member.Email, "nobody@acme.example"}},
		"MembersByKey":     {{w.member.SSHKeys[0], "ssh-ed25519 NONE"}},
		"Job":              {{w.job.ID, recruit.JobID(none)}},
		"Jobs":             {{recruit.JobFilter{Query: "Database"}, recruit.JobFilter{Query: "nothing"}}},
		"JobFiles":         {{w.job.ID, recruit.JobID(none)}},
		"Candidate":        {{c.ID, recruit.CandidateID(none)}},
		"CandidateByEmail": {{c.Email, "nobody@quirkham.example"}, {"zoe@work.example", "nobody@work.example"}},
		"CandidatePage": {{recruit.CandidateFilter{Query: "Quirkham"}, recruit.CandidateFilter{Query: "Nobody"}},
			{recruit.CandidateFilter{JobID: w.job.ID}, recruit.CandidateFilter{JobID: none}}},
		"Profile":     {{c.ID, recruit.CandidateID(none)}},
		"StageCounts": {{w.job.ID, recruit.JobID(none)}},
		"Record":      {{hidden.Interview.ID, recruit.InterviewID(none)}},
		"Interviews": {{recruit.InterviewFilter{CandidateID: c.ID}, recruit.InterviewFilter{CandidateID: none}}, {recruit.InterviewFilter{JobID: w.job.ID}, recruit.InterviewFilter{JobID: none}},
			{recruit.InterviewFilter{MemberID: w.member.ID}, recruit.InterviewFilter{MemberID: none}}, {recruit.InterviewFilter{OrganiserID: w.member.ID}, recruit.InterviewFilter{OrganiserID: none}},
			{recruit.InterviewFilter{Address: c.Email}, recruit.InterviewFilter{Address: "nobody@quirkham.example"}}, {recruit.InterviewFilter{Query: "Quirkham"}, recruit.InterviewFilter{Query: "Nobody"}}},
		"InterviewByUID":       {{hidden.Interview.UID, "none@recruitty"}},
		"InterviewByMessageID": {{"<hidden@recruitty>", "<none@recruitty>"}},
		"FileContent":          {{w.file.SHA256, strings.Repeat("0", 64)}},
		"FileText":             {{w.file.SHA256, strings.Repeat("0", 64)}},
		"Activities": {{recruit.ActivityFilter{CandidateID: c.ID}, recruit.ActivityFilter{CandidateID: none}}, {recruit.ActivityFilter{JobID: w.job.ID}, recruit.ActivityFilter{JobID: none}},
			{recruit.ActivityFilter{InterviewID: hidden.Interview.ID}, recruit.ActivityFilter{InterviewID: none}}, {recruit.ActivityFilter{ActorID: rob.ID}, recruit.ActivityFilter{ActorID: none}}},
		"Connection":   {{connection.ID, recruit.ConnectionID(none)}},
		"ConnectionOf": {{w.member.ID, recruit.MemberID(none)}},
		"Setting":      {{recruit.DraftsOf(w.member.ID) + "note", recruit.DraftsOf(none) + "note"}},
		"Secret":       {{recruit.SettingInboxURL, "none"}},
		"Drafts":       {{w.member.ID, recruit.MemberID(none)}},
		"OpenEffects":  {{hidden.Interview.ID, recruit.InterviewID(none)}},
		"PastChanges":  {{recruit.PastChangeFilter{CandidateID: c.ID}, recruit.PastChangeFilter{CandidateID: none}}, {recruit.PastChangeFilter{JobID: hidden.Interview.JobID}, recruit.PastChangeFilter{JobID: none}}},
		"Letter":       {{letter.ID, recruit.LetterID(none)}}, "LettersTo": {{c.ID, recruit.CandidateID(none)}}, "LetterOf": {{letter.Effect.ID, recruit.EffectID(none)}},
		"LetterByMessageID": {{"letter@recruitty", "none@recruitty"}},
		"EffectMessage":     {{effects[0].ID, recruit.EffectID(none)}},
	}
	// What changes something is refused or begins with one of these.
	for m := range reflect.TypeFor[recruit.Store]().Methods() {
		if named := m.Type.NumIn() == 2 && m.Type.NumOut() == 2; named && pairs[m.Name] == nil && m.Name != "Members" && m.Name != "Commit" && m.Name != "Senders" {
			t.Errorf("nobody says what %s is to be asked about", m.Name)
		}
	}
	for method, of := range pairs {
		for _, pair := range of {
			var cost [2]int64
			var answer [2][]reflect.Value
			for i, about := range pair {
				before := asked.Load()
				answer[i] = reflect.ValueOf(seen).MethodByName(method).Call([]reflect.Value{reflect.ValueOf(ctx), reflect.ValueOf(about)})
				cost[i] = asked.Load() - before
				if err, _ := answer[i][1].Interface().(error); err != nil && !errors.Is(err, recruit.ErrNotFound) {
					t.Fatalf("%s(%v): %v", method, about, err)
				}
			}
			if cost[0] != cost[1] {
				t.Errorf("%s asks %d times for %+v, which is hidden, and %d times for %+v, which is not there", method, cost[0], pair[0], cost[1], pair[1])
			}
			if fmt.Sprint(answer[0][0]) != fmt.Sprint(answer[1][0]) {
				t.Errorf("%s tells of %+v: %+v", method, pair[0], answer[0][0])
			}
		}
	}
}
