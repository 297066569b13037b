package store

import (
	"database/sql"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

func TestDueInterviews(t *testing.T) {
	t.Parallel()
	at := func(d time.Duration) time.Time { return now.Add(d) }
	const waiting, running, done, failed, unknown = recruit.Waiting, recruit.Running, recruit.Done, recruit.Failed, recruit.Unknown
	for _, tc := range []struct {
		name    string
		effects []recruit.Effect
		want    bool
	}{
		{"nothing", nil, false},
		{"zoom due", []recruit.Effect{{Kind: recruit.ZoomCreate, State: waiting, NextAttempt: at(0)}}, true},
		{"zoom later", []recruit.Effect{{Kind: recruit.ZoomCreate, State: waiting, NextAttempt: at(time.Second)}}, false},
		{"needs attention", []recruit.Effect{{Kind: recruit.ZoomCreate, State: waiting}}, false},
		{"unknown and due", []recruit.Effect{{Kind: recruit.ZoomCreate, State: unknown, NextAttempt: at(-1)}}, true},
		{"failed", []recruit.Effect{{Kind: recruit.ZoomCreate, State: failed, NextAttempt: at(-1)}}, false},
		{"done", []recruit.Effect{{Kind: recruit.ZoomCreate, State: done, NextAttempt: at(-1)}}, false},
		{"superseded", []recruit.Effect{{Kind: recruit.ZoomCreate, State: recruit.Superseded, NextAttempt: at(-1)}}, false},
		{"running, lease holds", []recruit.Effect{{Kind: recruit.ZoomCreate, State: running, LeaseUntil: at(time.Second)}}, false},
		{"running, lease ended", []recruit.Effect{{Kind: recruit.ZoomCreate, State: running, LeaseUntil: at(0)}}, true},
		{"mail behind zoom", []recruit.Effect{{Kind: recruit.ZoomCreate, State: failed}, {Kind: recruit.MailInvite, State: waiting, NextAttempt: at(-1)}}, false},
		{"withdrawal behind zoom", []recruit.Effect{{Kind: recruit.ZoomDelete, State: failed}, {Kind: recruit.MailCancel, State: waiting, NextAttempt: at(-1)}}, true},
		{"mail after zoom", []recruit.Effect{{Kind: recruit.ZoomCreate, State: done}, {Kind: recruit.MailInvite, State: waiting, NextAttempt: at(-1)}}, true},
		{"mail without zoom", []recruit.Effect{{Kind: recruit.MailInvite, State: waiting, NextAttempt: at(-1)}}, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			c := w.draft("ref", now)
			c.Effects = tc.effects
			r, err := w.Commit(w.ctx, c)
			must(t, err)
			due, err := w.DueInterviews(w.ctx, now, 10)
			must(t, err)
			if got := slices.Equal(due, []recruit.InterviewID{r.Interview.ID}); got != tc.want || !tc.want && len(due) > 0 {
				t.Errorf("due = %v, want it there: %v", due, tc.want)
			}
		})
	}
}

func TestDueOrder(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var want []recruit.InterviewID
	for n, reference := range []string{"a", "b", "c"} {
		c := w.draft(reference, now)
		c.Effects[0].NextAttempt = now.Add(time.Duration(-n) * time.Minute)
		r, err := w.Commit(w.ctx, c)
		must(t, err)
		want = slices.Insert(want, 0, r.Interview.ID)
	}
	due, err := w.DueInterviews(w.ctx, now, 2)
	must(t, err)
	if !slices.Equal(due, want[:2]) {
		t.Errorf("due = %v, want the longest due %v", due, want[:2])
	}
}

func TestEffectQueue(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.scheduled(t, "ref-1", now.Add(time.Hour))
	open, err := w.OpenEffects(w.ctx, 0)
	must(t, err)
	if len(open) != 3 || open[0].CandidateName != w.candidate.Name || open[0].ID > open[1].ID || open[0].TimeZone != "Europe/Lisbon" {
		t.Fatalf("open effects: %+v", open)
	}
	if none, err := w.OpenEffects(w.ctx, r.Interview.ID+1); err != nil || len(none) != 0 {
		t.Errorf("of another interview: %v, %v", none, err)
	}

	zoom, candidate, panel := r.Effects[0], r.Effects[1], r.Effects[2]
	zoom.State, zoom.Owner, zoom.LeaseUntil = recruit.Running, "one", now.Add(time.Minute)
	candidate.NextAttempt = time.Time{}
	panel.State = recruit.Superseded
	r, err = w.Commit(w.ctx, recruit.Commit{Interview: r.Interview, Effects: []recruit.Effect{zoom, candidate, panel}})
	must(t, err)
	if n, err := w.AttentionCount(w.ctx); n != 1 || err != nil {
		t.Errorf("trouble = %d, %v, want the email that waits for a person", n, err)
	}
	if open, err = w.OpenEffects(w.ctx, r.Interview.ID); err != nil || len(open) != 2 {
		t.Errorf("superseded is listed: %+v, %v", open, err)
	}
	must(t, w.ExtendLease(w.ctx, zoom.ID, "one", now.Add(2*time.Minute)))
	_, err = w.Commit(w.ctx, recruit.Commit{Interview: r.Interview})
	wantKind(t, err, recruit.ErrStale) // who saw the lease end does not take over
	wantKind(t, w.ExtendLease(w.ctx, zoom.ID, "two", now), recruit.ErrStale)
	wantKind(t, w.ExtendLease(w.ctx, candidate.ID, "one", now), recruit.ErrStale)
	if owners, err := w.LeaseOwners(w.ctx); err != nil || !slices.Equal(owners, []string{"one"}) {
		t.Errorf("owners = %v, %v", owners, err)
	}
	must(t, w.EndLeases(w.ctx, "two", now))
	if due, err := w.DueInterviews(w.ctx, now, 9); err != nil || len(due) != 0 {
		t.Errorf("due after ending another's leases: %v, %v", due, err)
	}
	must(t, w.EndLeases(w.ctx, "one", now))
	if due, err := w.DueInterviews(w.ctx, now, 9); err != nil || len(due) != 1 {
		t.Errorf("due after ending the lease: %v, %v", due, err)
	}
	_, err = w.Commit(w.ctx, recruit.Commit{Interview: r.Interview})
	wantKind(t, err, recruit.ErrStale)

	must(t, w.WakeEffects(w.ctx, "zoom.", now))
	if n, err := w.AttentionCount(w.ctx); n != 1 || err != nil {
		t.Errorf("trouble after waking zoom = %d, %v", n, err)
	}
	must(t, w.WakeEffects(w.ctx, "mail.", now))
	if n, err := w.AttentionCount(w.ctx); n != 0 || err != nil {
		t.Errorf("trouble after waking mail = %d, %v", n, err)
	}
	r, err = w.Record(w.ctx, r.Interview.ID)
	must(t, err)
	if !r.Effects[1].NextAttempt.Equal(now) || !r.Effects[2].NextAttempt.Equal(now) || r.Effects[2].State != recruit.Superseded {
		t.Errorf("effects after waking: %+v", r.Effects)
	}
	_, err = w.EffectMessage(w.ctx, 99)
	wantKind(t, err, recruit.ErrNotFound)
}

// TestOneDamagedRecordTakesNoListAway damages what is stored of an interview,
// a job and a candidate. Lists show the others and the rest of it, the record
// itself names what cannot be read, and the outbox can put it off unread.
func TestOneDamagedRecordTakesNoListAway(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	bad, good := w.scheduled(t, "bad", now.Add(time.Hour)).Interview.ID, w.scheduled(t, "good", now.Add(2*time.Hour)).Interview.ID
	for _, damage := range []string{
		"UPDATE interviews SET strays = '{' , status = 'on the moon', time_zone = 'Mars/Olympus' WHERE id = 1",
		"UPDATE participants SET claim = 'x' WHERE interview_id = 1",
		"UPDATE jobs SET stages = 'none'",
		"UPDATE candidates SET tags = '17'",
	} {
		err := w.write(w.ctx, func(tx *sql.Tx) error { _, err := tx.ExecContext(w.ctx, damage); return err })
		must(t, err)
	}
	interviews, err := w.Interviews(w.ctx, recruit.InterviewFilter{})
	must(t, err)
	if len(interviews) != 2 || interviews[0].ID != bad || interviews[0].Title == "" || interviews[1].ID != good {
		t.Errorf("interviews: %+v", interviews)
	}
	jobs, err := w.Jobs(w.ctx, recruit.JobFilter{})
	must(t, err)
	if len(jobs) != 1 || len(jobs[0].Stages) == 0 {
		t.Errorf("jobs: %+v", jobs)
	}
	page, err := w.CandidatePage(w.ctx, recruit.CandidateFilter{})
	must(t, err)
	if len(page.Rows) != 1 {
		t.Errorf("candidates: %+v", page.Rows)
	}
	_, err = w.Record(w.ctx, bad)
	wantKind(t, err, recruit.ErrStorage)
	if !strings.Contains(err.Error(), "interview 1 cannot be read") {
		t.Errorf("the record says: %v", err)
	}
	later := now.Add(time.Minute)
	must(t, w.PutOff(w.ctx, bad, now, later, recruit.Sentence(err)))
	due, err := w.DueInterviews(w.ctx, now, 10)
	must(t, err)
	if !slices.Equal(due, []recruit.InterviewID{good}) {
		t.Errorf("due are %v, want %d", due, good)
	}
	open, err := w.OpenEffects(w.ctx, bad)
	must(t, err)
	for _, e := range open {
		if !strings.Contains(e.Error, "cannot be read") || !e.NextAttempt.Equal(later) {
			t.Errorf("%s next at %s: %q", e.Kind, e.NextAttempt, e.Error)
		}
	}
}

// TestSendersOfOlderMails holds that the step which notes senders takes the one that
// is set for mails of its own domain, and leaves others open.
func TestSendersOfOlderMails(t *testing.T) {
	t.Parallel()
	step, err := migrationFiles.ReadFile("migrations/0025_senders.sql")
	must(t, err)
	_, update, _ := strings.Cut(string(step), "UPDATE ")
	for _, c := range []struct{ set, message, want string }{
		{"Hiring <jobs@Acme.example>", "0123@acme.example", "jobs@Acme.example"},
		{"jobs@acme.example", "0123@acme.example", "jobs@acme.example"},
		{"jobs@acme.example", "0123@other.example", ""},
		{"jobs@acme.example", "", ""},
		{"", "0123@acme.example", ""},
	} {
		dir := t.TempDir()
		w := worldIn(t, openIn(t, dir))
		r := w.scheduled(t, "ref-1", now.Add(26*time.Hour))
		must(t, w.SetSetting(w.ctx, recruit.SettingMailFrom, c.set))
		_, err = w.Commit(w.ctx, recruit.Commit{Interview: r.Interview, People: r.People, Effects: []recruit.Effect{{Kind: recruit.MailInvite, Target: r.People[0].Address,
			State: recruit.Done, MaybeSent: true, MessageID: c.message, CreatedAt: now, DoneAt: now}}})
		must(t, err)
		must(t, w.Close())
		execute(t, dir, "UPDATE "+update)
		uses, err := openIn(t, dir).Senders(t.Context(), now)
		if want := []recruit.SenderUse{{Address: c.want, Interviews: 1}}; err != nil || !slices.Equal(uses, want) {
			t.Errorf("%q and %q: %+v, %v", c.set, c.message, uses, err)
		}
	}
}

// TestNeedsAttention holds the store's count to recruit.Effect.NeedsAttention, for
// effects of every state, kind, next attempt and history.
func TestNeedsAttention(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.scheduled(t, "needs", now)
	var c recruit.Commit
	c.Interview, c.People = r.Interview, r.People
	for _, e := range r.Effects {
		e.State = recruit.Done
		c.Effects = append(c.Effects, e)
	}
	for _, state := range []recruit.EffectState{recruit.Waiting, recruit.Running, recruit.Done, recruit.Failed, recruit.Unknown, recruit.Superseded} {
		for _, kind := range []recruit.EffectKind{recruit.ZoomCreate, recruit.MailInvite, recruit.MailReminder} {
			for _, next := range []time.Time{{}, now} {
				for _, attempts := range []int{0, 2} {
					for _, why := range []string{"", "Zoom is away."} {
						c.Effects = append(c.Effects, recruit.Effect{Version: 1, Kind: kind, Target: w.candidate.Email, State: state, NextAttempt: next, Attempts: attempts, Error: why})
					}
				}
			}
		}
	}
	r, err := w.Commit(w.ctx, c)
	must(t, err)
	need, underWay, listed := 0, 0, 0
	for _, e := range r.Effects {
		switch {
		case e.NeedsAttention():
			need++
		case e.Open() && !e.Planned():
			underWay++
		}
	}
	open, err := w.OpenEffects(w.ctx, 0)
	must(t, err)
	for _, e := range open {
		if e.NeedsAttention() {
			listed++
		}
	}
	if n, err := w.AttentionCount(w.ctx); n != need || n != listed || err != nil {
		t.Errorf("the store counts %d and lists %d, want %d; %v", n, listed, need, err)
	}
	all, err := w.Interviews(w.ctx, recruit.InterviewFilter{})
	must(t, err)
	if len(all) != 1 || all[0].NeedAttention != need || all[0].Waiting != underWay || need == 0 || underWay == 0 {
		t.Errorf("the list says %d and %d, want %d and %d", all[0].NeedAttention, all[0].Waiting, need, underWay)
	}
}

// TestFactsOfEffectsMoveOutOfWords holds for effects of a workspace from before
// hosts and causes had columns.
func TestFactsOfEffectsMoveOutOfWords(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.scheduled(t, "packed", now)
	const late = "The interview's start passed before this could be sent, so it was held back."
	for _, c := range []struct {
		kind, target, state, error string
		want                       recruit.Effect
	}{
		{"zoom.create", "", "waiting", "", recruit.Effect{}},
		{"zoom.create", "80000000001", "done", "", recruit.Effect{Target: "80000000001"}},
		{"zoom.create", "dana@acme.example", "waiting", "", recruit.Effect{Host: "dana@acme.example"}},
		{"zoom.create", "80000000001 dana@acme.example", "failed", "No.", recruit.Effect{Target: "80000000001", Host: "dana@acme.example"}},
		{"mail.update", "priya@example.org", "failed", late, recruit.Effect{Target: "priya@example.org", Cause: recruit.TooLate}},
		{"mail.update", "priya@example.org", "waiting", late, recruit.Effect{Target: "priya@example.org"}},
		{"mail.invite", "priya@example.org", "failed", "It came back: there is no such mailbox", recruit.Effect{Target: "priya@example.org", Cause: recruit.WasBounced}},
	} {
		must(t, w.write(w.ctx, func(tx *sql.Tx) error {
			if _, err := tx.ExecContext(w.ctx, "DELETE FROM effects"); err != nil {
				return err
			}
			if _, err := tx.ExecContext(w.ctx, `INSERT INTO effects (interview_id, version, kind, target, state, error, created_at, attempts, has_left, owner, sequence, message_id, tracking_id)
				VALUES (?, 1, ?, ?, ?, ?, 0, 1, 0, '', 0, '', '')`, r.Interview.ID, c.kind, c.target, c.state, c.error); err != nil {
				return err
			}
			for _, m := range migrations() {
				if m.number == 28 {
					_, updates, _ := strings.Cut(m.script, "UPDATE")
					_, err := tx.ExecContext(w.ctx, "UPDATE"+updates)
					return err
				}
			}
			return nil
		}))
		now, err := w.Record(w.ctx, r.Interview.ID)
		must(t, err)
		if e := now.Effects[0]; e.Target != c.want.Target || e.Host != c.want.Host || e.Cause != c.want.Cause {
			t.Errorf("%s %q %q: %q, %q, %q", c.kind, c.target, c.error, e.Target, e.Host, e.Cause)
		}
	}
}
