package scheduling_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/scheduling"
)

// imported takes in an interview of Priya's that was arranged elsewhere.
func (d *world) imported(t *testing.T) recruit.Record {
	t.Helper()
	i, err := recruit.CleanImported(recruit.Interview{
		CandidateID: d.priya.ID, JobID: d.job.ID, Title: "Talk\x1b[2J", Start: d.now.Add(48 * time.Hour), Duration: 45 * time.Minute,
		TimeZone: "europe/lisbon", Platform: recruit.OtherLink, Place: "https://acme.zoom.us/j/829", Status: recruit.Scheduled, ExternalID: "iv-1",
	}, d.now)
	if err != nil {
		t.Fatal(err)
	}
	people := []recruit.Participant{{Address: d.priya.Email, Name: d.priya.Name, Audience: recruit.ToCandidate, Answer: recruit.NoAnswer},
		{Address: "dana@example.com", Audience: recruit.ToPanel, Answer: recruit.NoAnswer}}
	r, err := d.store.Commit(t.Context(), scheduling.ImportInterview(recruit.Record{Interview: i, People: people}, d.robin, d.now))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestAnImportedInterviewTellsNobody(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	d.Reminders = func(context.Context) (recruit.Reminders, error) { return recruit.DefaultReminders(), nil }
	r := d.imported(t)
	i := r.Interview
	if !r.Imported() || len(r.Effects) != 0 || i.OrganiserID != d.robin.ID || i.TimeZone != "Europe/Lisbon" || i.Version != 1 || i.UID == "" || strings.Contains(i.Title, "\x1b") {
		t.Errorf("it came in as %+v with %v", i, r.Effects)
	}
	if n, err := d.RemindAnew(t.Context(), recruit.Member{ID: d.robin.ID, Role: recruit.Admin}); n != 0 || err != nil {
		t.Errorf("other reminders changed %d, %v", n, err)
	}
	f, err := d.PreviewCancel(t.Context(), d.robin, i.ID, "")
	if err != nil || plan(f.Effects) != "" || len(f.Warnings) != 1 || !strings.Contains(f.Warnings[0].Sentence, "nobody is told from here") {
		t.Errorf("cancelling is previewed as %+v, %v", f, err)
	}
	r, err = d.Cancel(t.Context(), d.robin, i.ID, 0, "", 0)
	if err != nil || plan(r.Effects) != "" || r.Interview.Status != recruit.Cancelled {
		t.Errorf("cancelling gave %+v, %v", r, err)
	}
}

func TestAnImportedInterviewIsAnnouncedByAMove(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	d.Reminders = func(context.Context) (recruit.Reminders, error) { return recruit.DefaultReminders(), nil }
	r := d.imported(t)
	id, move := r.Interview.ID, recruit.RescheduleRequest{Start: r.Interview.Start.Add(time.Hour), TimeZone: "Europe/Lisbon", Duration: time.Hour}
	const invitations = "mail.invite priya@example.org, mail.invite dana@example.com"
	f, err := d.PreviewReschedule(t.Context(), d.robin, id, move)
	if err != nil || plan(f.Effects) != invitations || len(f.Warnings) == 0 || !strings.Contains(f.Warnings[0].Sentence, "first invitation") {
		t.Fatalf("a move is previewed as %+v, %v", f, err)
	}
	r, err = d.Reschedule(t.Context(), d.robin, id, 0, move, 0)
	if err != nil || !strings.HasPrefix(plan(r.Effects), invitations+", mail.reminder priya") || r.Interview.Sequence != 0 {
		t.Fatalf("a move gave %q, sequence %d, %v", plan(r.Effects), r.Interview.Sequence, err)
	}
	recruittest.Arrived(t, d.store, r, d.now)
	f, err = d.PreviewCancel(t.Context(), d.robin, id, "")
	if err != nil || plan(f.Effects) != "mail.cancel priya@example.org, mail.cancel dana@example.com" || len(f.Warnings) != 1 || !strings.Contains(f.Warnings[0].Sentence, "stays until") {
		t.Errorf("then cancelling is previewed as %+v, %v", f, err)
	}
}

func TestPeopleOfAnImportedInterview(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		change recruit.PeopleChange
		moved  bool // everybody heard from here
		want   string
	}{
		{"someone new", recruit.PeopleChange{Add: []string{"lee@example.com"}}, false, "mail.invite lee@example.com"},
		{"someone less", recruit.PeopleChange{Remove: []string{"dana@example.com"}}, false, ""},
		{"an address", recruit.PeopleChange{Correct: map[string]string{"dana@example.com": "dana@example.net"}}, false, ""},
		{"an address, after a move", recruit.PeopleChange{Correct: map[string]string{"dana@example.com": "dana@example.net"}}, true,
			"mail.update priya@example.org, mail.cancel dana@example.com, mail.invite dana@example.net"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newWorld(t)
			r := d.imported(t)
			if c.moved {
				r, err := d.Reschedule(t.Context(), d.robin, r.Interview.ID, 0, recruit.RescheduleRequest{Duration: time.Hour}, 0)
				if err != nil {
					t.Fatal(err)
				}
				recruittest.Arrived(t, d.store, r, d.now)
			}
			f, err := d.PreviewPeople(t.Context(), d.robin, r.Interview.ID, c.change)
			if err != nil || plan(f.Effects) != c.want {
				t.Errorf("previewed %q, %v, want %q", plan(f.Effects), err, c.want)
			}
		})
	}
}

func TestCleanImportedRefuses(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	for name, spoil := range map[string]func(*recruit.Interview){
		"no title":         func(i *recruit.Interview) { i.Title = " " },
		"a long title":     func(i *recruit.Interview) { i.Title = strings.Repeat("x", 201) },
		"long notes":       func(i *recruit.Interview) { i.InternalNote = strings.Repeat("x", 1901) },
		"an old mistake":   func(i *recruit.Interview) { i.Start = time.Unix(0, 0) },
		"a late mistake":   func(i *recruit.Interview) { i.Start = now.AddDate(6, 0, 0) },
		"no length":        func(i *recruit.Interview) { i.Duration = 0 },
		"odd seconds":      func(i *recruit.Interview) { i.Duration = 90 * time.Second },
		"two days":         func(i *recruit.Interview) { i.Duration = 48 * time.Hour },
		"over beforehand":  func(i *recruit.Interview) { i.Status, i.Start = recruit.Completed, now.Add(time.Hour) },
		"no zone":          func(i *recruit.Interview) { i.TimeZone = "Nowhere" },
		"no link":          func(i *recruit.Interview) { i.Platform, i.Place = recruit.OtherLink, "javascript:alert(1)" },
		"a novel as place": func(i *recruit.Interview) { i.Place = strings.Repeat("x", 301) },
	} {
		i := recruit.Interview{Title: "Talk", Start: now, Duration: time.Hour, Status: recruit.Scheduled, Platform: recruit.OnSite}
		if _, err := recruit.CleanImported(i, now); err != nil {
			t.Fatal(err)
		}
		spoil(&i)
		if _, err := recruit.CleanImported(i, now); err == nil || name != "no link" && !errors.Is(err, recruit.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
