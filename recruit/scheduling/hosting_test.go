package scheduling_test

import (
	"testing"

	"recruitty/recruit"
)

// TestHostOfAMeetingMadeAnew asks who hosts while the meeting before has still to
// be deleted, whose number stands in front of the host then.
func TestHostOfAMeetingMadeAnew(t *testing.T) {
	t.Parallel()
	for _, host := range []string{"robin@example.com", "studio@example.com"} {
		d := newWorld(t)
		office := d.store.AddConnection(recruit.Connection{Kind: recruit.ServerToServer, State: recruit.Connected, UserEmail: "office@example.com"})
		r := d.schedule(t)
		r.Interview.Meeting = &recruit.Meeting{ID: 80_000_000_001, HostEmail: host, ConnectionID: office.ID}
		e := r.Effects[0]
		e.State = recruit.Done
		r, err := d.store.Commit(t.Context(), recruit.Commit{Interview: r.Interview, People: r.People, Effects: []recruit.Effect{e}})
		if err != nil {
			t.Fatal(err)
		}
		if r, err = d.Recreate(t.Context(), d.robin, r.Interview.ID, 0); err != nil {
			t.Fatal(err)
		}
		if h, err := d.HostingOf(t.Context(), r); err != nil || h.Host != host {
			t.Errorf("%q hosts, want %q; %v", h.Host, host, err)
		}
	}
}
