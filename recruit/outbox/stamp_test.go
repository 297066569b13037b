package outbox_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/outbox"
	"recruitty/recruit/recruittest"
)

// letters keeps what was composed.
type letters struct {
	recruit.Mailer
	written []recruit.MailRequest
}

func (*letters) From(context.Context) (recruit.Mailbox, error) {
	return recruit.Mailbox{Address: "jobs@example.com"}, nil
}

func (l *letters) Compose(_ context.Context, letter recruit.MailRequest) ([]byte, error) {
	l.written = append(l.written, letter)
	return []byte(letter.MessageID), nil
}

func (*letters) Send(context.Context, string, string, []byte) error { return nil }

// TestLaterVersionHasLaterStamp moves an interview and invites one more person
// within a second: the sequence stays, and the copies of the two versions
// differ, so DTSTAMP has to say which is newer. A copy that is sent an hour
// later is dated then, and says what it would have said.
func TestLaterVersionHasLaterStamp(t *testing.T) {
	t.Parallel()
	store, now, post := recruittest.NewStore(), recruittest.At(), &letters{}
	clock := func() time.Time { return now }
	svc := store.Scheduling(clock)
	robin := store.AddMember(recruit.Member{Name: "Robin Reyes", Email: "robin@example.com", Role: recruit.Admin, TimeZone: "Europe/Lisbon", SkipEntry: true})
	job := store.AddJob(recruit.Job{Title: "Storage engineer"})
	priya := store.AddCandidate(recruit.Candidate{Name: "Priya Raman", Email: "priya@example.org"}, job.ID)
	box := &outbox.Outbox{Store: store, Mailer: post, Owner: "test", Now: clock, Log: slog.New(slog.DiscardHandler),
		Workspace: func(context.Context) string { return "Acme" }, Dead: func(string) bool { return false },
		After: func(time.Duration) <-chan time.Time { return nil }}
	run := func(r recruit.Record, err error) recruit.Record {
		t.Helper()
		if err == nil {
			_, err = box.RunInterview(t.Context(), r.Interview.ID)
		}
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	r := run(svc.Schedule(t.Context(), robin, recruit.ScheduleRequest{CandidateID: priya.ID, JobID: job.ID, Title: "Talk", Platform: recruit.Phone, Place: "+351 1",
		Start: now.Add(48 * time.Hour), TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute}, 0))
	id := r.Interview.ID
	run(svc.Reschedule(t.Context(), robin, id, 0, recruit.RescheduleRequest{Start: now.Add(72 * time.Hour)}, 0))
	added, err := svc.ChangePeople(t.Context(), robin, id, 0, recruit.PeopleChange{Add: []string{"dana@example.com"}}, 0)
	now = now.Add(time.Hour)
	run(added, err)

	if len(post.written) != 3 {
		t.Fatalf("%d emails were written, want 3", len(post.written))
	}
	moved, invited := post.written[1], post.written[2]
	if moved.Sequence != 1 || invited.Sequence != 1 {
		t.Errorf("sequences %d and %d", moved.Sequence, invited.Sequence)
	}
	if got := invited.Stamp.Sub(moved.Stamp); got != time.Second {
		t.Errorf("the later version is stamped %s behind the other, want 1s", got)
	}
	if !invited.Written.Equal(now) {
		t.Errorf("dated %s, sent %s", invited.Written, now)
	}
}
