package scheduling_test

import (
	"errors"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
)

// TestCorrectingTheCandidateCorrectsAll corrects the candidate's address in one
// interview: the profile follows, and so do the upcoming interviews that had the
// wrong one, another organiser's too; what has an address of its own keeps it.
func TestCorrectingTheCandidateCorrectsAll(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	first := recruittest.Arrived(t, d.store, d.schedule(t), d.now)
	f := d.draft()
	f.Platform, f.Place, f.Participants = recruit.Phone, "+351 1", nil
	told, err := d.Schedule(t.Context(), d.dana, recruittest.InSpite(t, d.Service, d.dana, f), 0)
	if err != nil {
		t.Fatal(err)
	}
	told = recruittest.Arrived(t, d.store, told, d.now)
	untold, err := d.Schedule(t.Context(), d.dana, recruittest.InSpite(t, d.Service, d.dana, f), 0)
	if err != nil {
		t.Fatal(err)
	}
	apart, err := d.Schedule(t.Context(), d.dana, recruittest.InSpite(t, d.Service, d.dana, f), 0)
	if err != nil {
		t.Fatal(err)
	}
	apart.People[0].Address = "priya@work.example"
	if _, err := d.store.Commit(t.Context(), recruit.Commit{Interview: apart.Interview, People: apart.People}); err != nil {
		t.Fatal(err)
	}

	right := recruit.PeopleChange{Correct: map[string]string{"Priya@example.org": "priya@example.net"}}
	r, err := d.ChangePeople(t.Context(), d.robin, first.Interview.ID, 0, right, 0)
	if err != nil {
		t.Fatal(err)
	}
	if r.Candidate.Email != "priya@example.net" || r.Candidate.Version != d.priya.Version+1 {
		t.Errorf("the profile has %s at version %d", r.Candidate.Email, r.Candidate.Version)
	}
	for id, want := range map[recruit.InterviewID]string{
		told.Interview.ID:   "mail.invite priya@example.org, mail.cancel priya@example.org, mail.invite priya@example.net",
		untold.Interview.ID: "mail.invite priya@example.net",
		apart.Interview.ID:  "mail.invite priya@example.org",
	} {
		r, err := d.store.Record(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if got := plan(r.Effects); got != want {
			t.Errorf("interview %d: effects %q, want %q", id, got, want)
		}
	}
	var said []string
	for _, a := range d.store.Activity() {
		if a.Action == "candidate.changed" {
			said = append(said, a.Text)
		}
	}
	if got := strings.Join(said, "\n"); got != "Corrected the address from priya@example.org to priya@example.net" {
		t.Errorf("log %q", got)
	}
}

// TestCorrectingToAnothersAddress leaves everything as it was.
func TestCorrectingToAnothersAddress(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	r := d.schedule(t)
	d.store.AddCandidate(recruit.Candidate{Name: "Omar Haddad", Email: "omar@example.org"})
	taken := recruit.PeopleChange{Correct: map[string]string{"priya@example.org": "omar@example.org"}}
	if _, err := d.ChangePeople(t.Context(), d.robin, r.Interview.ID, 0, taken, 0); !errors.Is(err, recruit.ErrDuplicate) || !strings.Contains(recruit.Sentence(err), "Omar Haddad") {
		t.Errorf("got %v", err)
	}
	if now := d.store.Records()[0]; now.Interview.Version != 1 || now.Candidate.Email != "priya@example.org" {
		t.Errorf("changed: %+v", now)
	}
}
