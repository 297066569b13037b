package store

import (
	"context"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// TestWhatIsNotFilteredIsRefused calls every method of the store for someone to
// whom nothing belongs, about everything that is there: each is refused, or finds
// nothing, and nothing changes. A method that is new and forgets who asks is
// refused by itself.
func TestWhatIsNotFilteredIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.scheduled(t, "hidden", now.Add(time.Hour))
	must(t, w.AddCandidateFile(w.ctx, w.candidate.ID, w.file, w.line("file.added", "Added")))
	must(t, w.AddJobFile(w.ctx, w.job.ID, w.file, w.line("file.added", "Added")))
	note, err := w.AddNote(w.ctx, recruit.Note{CandidateID: w.candidate.ID, AuthorID: w.member.ID, Author: "Ana", Text: "hidden"}, w.line("candidate.noted", "Noted"))
	must(t, err)
	connection, err := w.SaveConnection(w.ctx, recruit.Connection{OwnerID: w.member.ID, State: recruit.Connected}, recruit.Tokens{Access: "hidden"}, w.line("zoom.connected", "Connected"))
	must(t, err)
	must(t, w.SetSetting(w.ctx, recruit.SettingHostAddress, "hidden"))
	must(t, w.SetSecret(w.ctx, recruit.SettingZoomSecret, "hidden"))
	must(t, w.AddCalls(w.ctx, "host@acme.example", now, 3))
	record, err := w.Record(w.ctx, 1)
	must(t, err)
	ina, err := w.SaveMember(w.ctx, recruit.Member{Name: "Ina", Email: "ina@acme.example", Role: recruit.Interviewer}, w.line("member.added", "Added Ina"))
	must(t, err)
	strange := ina
	strange.Role = "director"
	left := recruit.Activity{At: now, ActorID: ina.ID, Actor: ina.Name, Action: "x", Text: "x"}
	fresh := note
	fresh.ID = 0
	letter, err := w.SaveLetter(w.ctx, recruit.Letter{CandidateID: w.candidate.ID, Event: recruit.OnMessage, Subject: "hidden", Text: "hidden", Effect: recruit.Effect{Kind: recruit.MailMessage, Target: w.candidate.Email,
		State: recruit.Waiting, NextAttempt: now}}, recruit.Activity{})
	must(t, err)
	changed, err := w.PastChanges(w.ctx, recruit.PastChangeFilter{Part: recruit.PartNote})
	must(t, err)
	if len(changed) == 0 {
		t.Fatal("nothing can be taken back")
	}
	nobodys := changed[0]
	nobodys.CandidateID = 0
	things := []any{
		changed[0], nobodys, w.link.ID, letter.ID, letter, &letter, letter.Effect.ID,
		w.member.ID, w.job.ID, w.candidate.ID, recruit.InterviewID(1), connection.ID, recruit.EffectID(1), recruit.EffectID(2),
		w.member, w.job, w.candidate, w.link, w.file, note, connection, recruit.Tokens{Access: "other"}, left, &left, now, 3, int64(1 << 20), true,
		recruit.Commit{Interview: record.Interview, People: record.People}, strings.NewReader("content"), recruit.Member{Name: "New", Email: "new@acme.example", Role: recruit.Admin},
		w.member.Email, w.candidate.Email, record.Interview.UID, w.file.SHA256, w.member.SSHKeys[0], recruit.SettingHostAddress, recruit.SettingZoomSecret, "host@acme.example", "zoom.", "hidden", fresh,
	}
	for _, m := range []recruit.Member{ina, strange, {}} {
		seen := w.VisibleTo(m)
		if seen.VisibleTo(w.member) != seen {
			t.Errorf("%q gets back to the whole workspace", m.Role)
		}
		before := w.dump(t)
		for method := range reflect.TypeFor[recruit.Store]().Methods() {
			if method.Name == "VisibleTo" {
				continue
			}
			asked := argumentsOf(method.Type, things)
			if len(asked) == 0 {
				t.Errorf("nobody says what %s is to be asked about", method.Name)
			}
			for _, args := range asked {
				out := reflect.ValueOf(seen).MethodByName(method.Name).Call(append([]reflect.Value{reflect.ValueOf(w.ctx)}, args...))
				if err, _ := out[len(out)-1].Interface().(error); err != nil {
					continue
				}
				if len(out) > 1 && !isNothing(out[0], ina) {
					t.Errorf("%s(%v) tells %q %+v", method.Name, args, m.Role, out[0])
				}
			}
		}
		if after := w.dump(t); after != before {
			t.Errorf("%q has changed what they do not see:\n%s\nwas\n%s", m.Role, after, before)
		}
	}
}

// argumentsOf are lists of arguments for a method behind its context: of the things
// of each type in turn; nil when there is none of a type.
func argumentsOf(method reflect.Type, things []any) (all [][]reflect.Value) {
	most := 1
	of := make([][]reflect.Value, 0, method.NumIn())
	for i := 1; i < method.NumIn(); i++ { // of an interface a method has no receiver
		kind := method.In(i)
		var fit []reflect.Value
		for _, x := range things {
			if v := reflect.ValueOf(x); v.Type() == kind || kind == reflect.TypeFor[io.Reader]() && v.Type().Implements(kind) {
				fit = append(fit, v)
			}
		}
		if len(fit) == 0 && strings.HasSuffix(kind.Name(), "Filter") {
			fit = []reflect.Value{reflect.Zero(kind)}
		}
		if len(fit) == 0 {
			return nil
		}
		of, most = append(of, fit), max(most, len(fit))
	}
	for n := range most {
		var args []reflect.Value
		for _, fit := range of {
			args = append(args, fit[n%len(fit)])
		}
		all = append(all, args)
	}
	return all
}

// isNothing reports whether a result tells nothing, but perhaps of the one who asks.
func isNothing(v reflect.Value, me recruit.Member) bool {
	switch got := v.Interface().(type) {
	case recruit.CandidatePage:
		return len(got.Rows) == 0 && got.Total == 0
	case []recruit.Member:
		return !slices.ContainsFunc(got, func(m recruit.Member) bool { return m.ID != me.ID })
	}
	return v.IsZero() || (v.Kind() == reflect.Slice || v.Kind() == reflect.Map) && v.Len() == 0
}

// dump is all that is in a workspace.
func (w *world) dump(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	if hosted() {
		for _, table := range texts(t, w.readers, "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY table_name") {
			for _, row := range texts(t, w.readers, "SELECT CAST(x AS TEXT) FROM "+table+" x") {
				fmt.Fprintln(&b, table, row)
			}
		}
		return b.String()
	}
	for _, table := range texts(t, w.readers, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name") {
		names := texts(t, w.readers, "SELECT 'quote(' || name || ')' FROM pragma_table_info(?)", table)
		for _, row := range texts(t, w.readers, "SELECT "+strings.Join(names, " || ' ' || ")+" FROM "+table) {
			fmt.Fprintln(&b, table, row)
		}
	}
	return b.String()
}

// TestNobodyHearsAnothersAnswer asks what someone who sees more has just asked, and
// what is kept because nothing changed since.
func TestNobodyHearsAnothersAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.scheduled(t, "hidden", now.Add(time.Hour))
	ina, err := w.SaveMember(w.ctx, recruit.Member{Name: "Ina", Email: "ina@acme.example", Role: recruit.Interviewer}, w.line("member.added", "Added Ina"))
	must(t, err)
	left := w.member
	left.RemovedAt = now
	for _, m := range []recruit.Member{w.member, ina, {}, {Role: recruit.Admin}, left} {
		seen, most := w.VisibleTo(m), 0
		if m.ID == w.member.ID && !m.Removed() {
			most = 1
		}
		for range 2 {
			page, err := seen.CandidatePage(w.ctx, recruit.CandidateFilter{Query: "quirkham", CountTo: 10})
			must(t, err)
			jobs, err := seen.Jobs(w.ctx, recruit.JobFilter{Query: "database"})
			must(t, err)
			interviews, err := seen.Interviews(w.ctx, recruit.InterviewFilter{Brief: true})
			must(t, err)
			if len(page.Rows) != most || page.Total != most || len(jobs) != most || len(interviews) != most {
				t.Errorf("%q (%d) hears of %d candidates, %d jobs and %d interviews, want %d of each", m.Role, m.ID, len(page.Rows), len(jobs), len(interviews), most)
			}
		}
	}
}

// TestNobodyReadsTheKeysOfOthers looks for another's SSH key in all that a
// recruiter and a read-only member can read.
func TestNobodyReadsTheKeysOfOthers(t *testing.T) {
	t.Parallel()
	c := newCrew(t, 1)
	things := []any{c.member.ID, c.job.ID, c.candidate.ID, recruit.InterviewID(1), recruit.EffectID(1), recruit.ConnectionID(1), now, 3, true, false,
		c.member.Email, c.member.SSHKeys[0], c.file.SHA256, recruit.CandidateFilter{}}
	for _, me := range c.team {
		if me.Role == recruit.Admin {
			continue
		}
		seen := c.VisibleTo(me)
		for method := range reflect.TypeFor[recruit.Store]().Methods() {
			if method.Type.NumIn() == 0 || method.Type.In(0) != reflect.TypeFor[context.Context]() || method.Type.NumOut() < 2 {
				continue // VisibleTo, and what only changes something
			}
			for _, args := range argumentsOf(method.Type, things) {
				out := reflect.ValueOf(seen).MethodByName(method.Name).Call(append([]reflect.Value{reflect.ValueOf(c.ctx)}, args...))
				for _, m := range c.team {
					for _, key := range m.SSHKeys {
						if m.ID != me.ID && strings.Contains(fmt.Sprintf("%+v", out[0]), key) {
							t.Errorf("%s reads the key of %s by %s", me.Role, m.Name, method.Name)
						}
					}
				}
			}
		}
		// Whose a key is stays untold, and nobody takes another's, or changes them.
		next := me
		next.SSHKeys = []string{c.member.SSHKeys[0]}
		if _, err := seen.SaveMember(c.ctx, next, recruit.Activity{}); err == nil || strings.Contains(recruit.Sentence(err), c.member.Name) {
			t.Errorf("%s takes another's key: %v", me.Role, err)
		}
		if _, err := seen.SaveMember(c.ctx, c.member, recruit.Activity{}); err == nil {
			t.Errorf("%s changes another member", me.Role)
		}
	}
}
