package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/booking"
	"recruitty/recruit/hours"
	"recruitty/store/columns"
)

// TestBookedIsWhoIsInvited changes interviews at random, and compares what the triggers
// keep with what the interviews say.
func TestBookedIsWhoIsInvited(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	rng := rand.New(rand.NewPCG(3, 4))
	var made []recruit.Record
	for turn := range 150 {
		if len(made) == 0 || rng.IntN(4) == 0 {
			made = append(made, w.scheduled(t, fmt.Sprint("ref-", turn), now.Add(time.Duration(rng.IntN(50))*time.Hour)))
			continue
		}
		n := rng.IntN(len(made))
		r := made[n]
		c := recruit.Commit{Interview: r.Interview, People: slices.Clone(r.People)}
		switch rng.IntN(8) {
		case 0:
			c.Interview.Start = c.Interview.Start.Add(time.Hour)
		case 1:
			c.Interview.Duration = time.Duration(15+rng.IntN(100)) * time.Minute
		case 2:
			c.Interview.Status = []recruit.Status{recruit.Cancelled, recruit.Scheduled, recruit.Completed}[rng.IntN(3)]
		case 3:
			c.Remove = true
		case 4:
			c.People[1].Answer = []recruit.Answer{recruit.Declined, recruit.Accepted, recruit.Delegated}[rng.IntN(3)]
		case 5:
			c.People[1].RemovedAt = []time.Time{{}, now}[rng.IntN(2)]
		case 6:
			c.People = append(c.People[:2], recruit.Participant{Address: fmt.Sprintf("Guest%d@x.example", rng.IntN(3)), Audience: recruit.ToPanel})
		case 7: // the interview alone
			c.People = nil
			c.Interview.Start = c.Interview.Start.Add(-time.Hour)
		}
		r, err := w.Commit(w.ctx, c)
		must(t, err)
		if c.Remove {
			made = slices.Delete(made, n, n+1)
		} else {
			made[n] = r
		}
		w.sameBooked(t, fmt.Sprint("turn ", turn))
	}
	_, err := w.writer.ExecContext(w.ctx, "UPDATE participants SET address = 'gone-' || position WHERE audience <> 'candidate' AND member_id IS NULL")
	must(t, err)
	w.sameBooked(t, "other addresses")
}

// sameBooked compares what is kept with what it is made of.
func (w *world) sameBooked(t *testing.T, when string) {
	t.Helper()
	list := func(query string) []string {
		rows, err := w.readers.QueryContext(w.ctx, query)
		all, err := columns.Collect(rows, err, columns.ScanText)
		must(t, err)
		return all
	}
	const shown = "person || ' ' || start_at || ' ' || interview_id || ' ' || end_at || ' ' || panel"
	kept := list("SELECT " + shown + " FROM booked ORDER BY 1")
	made := list(`SELECT ` + shown + ` FROM (SELECT ifnull('m' || p.member_id, p.address) AS person, i.start_at, i.id AS interview_id, i.start_at + i.duration_seconds * 1000000 AS end_at, p.audience = 'panel' AS panel
		FROM participants p JOIN interviews i ON i.id = p.interview_id
		WHERE p.audience <> 'candidate' AND p.removed_at IS NULL AND p.answer NOT IN ('declined', 'delegated') AND i.status <> 'cancelled') ORDER BY 1`)
	if !slices.Equal(kept, made) {
		t.Fatalf("%s: kept is\n%q, and it is\n%q", when, kept, made)
	}
}

// TestCommitRefusesWhatIsTaken holds that the time of an interview is asked for in the
// transaction that writes it, with what the workspace knows of limits and addresses.
func TestCommitRefusesWhatIsTaken(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	at := now.Add(26 * time.Hour)
	one, quarter := 1, 15
	must(t, w.SaveMemberHours(w.ctx, w.member.ID, hours.Rules{Before: &quarter}, 0, recruit.Activity{At: now}))
	must(t, w.SetSetting(w.ctx, recruit.SettingHours, fmt.Sprintf(`{"per_day":%d}`, one)))
	first := w.scheduled(t, "first", at)
	stranger, err := w.Commit(w.ctx, recruit.Commit{Interview: first.Interview, People: append(slices.Clone(first.People), recruit.Participant{Address: "Late@acme.example", Audience: recruit.ToPanel})})
	must(t, err)
	late, err := w.SaveMember(w.ctx, recruit.Member{Name: "Late", Email: "late@acme.example", Role: recruit.Interviewer, TimeZone: "UTC"}, recruit.Activity{})
	must(t, err)
	for name, c := range map[string]struct {
		start  time.Time
		people []recruit.Participant
		causes []recruit.ClashCause
	}{
		"the same hour":           {at, stranger.People[1:2], []recruit.ClashCause{recruit.TwoPlaces, recruit.DayFull}},
		"the candidate":           {at, stranger.People[:1], []recruit.ClashCause{recruit.TwoPlaces}},
		"who came as a stranger":  {at, []recruit.Participant{{Address: late.Email, MemberID: late.ID, Audience: recruit.ToPanel}}, []recruit.ClashCause{recruit.TwoPlaces, recruit.DayFull}},
		"a stranger":              {at.Add(30 * time.Minute), stranger.People[2:], []recruit.ClashCause{recruit.TwoPlaces}},
		"too close, on that day":  {at.Add(50 * time.Minute), stranger.People[1:2], []recruit.ClashCause{recruit.TooClose, recruit.DayFull}},
		"another day":             {at.Add(24 * time.Hour), stranger.People, nil},
		"right before, no buffer": {at.Add(-45 * time.Minute), stranger.People[2:], nil},
	} {
		draft := w.draft("next "+name, c.start)
		draft.Booking = &recruit.Booking{People: c.people}
		kept, err := w.Taken(w.ctx, booking.Of(draft.Interview, *draft.Booking))
		must(t, err)
		var causes []recruit.ClashCause
		found := booking.Find(booking.Of(draft.Interview, *draft.Booking), kept)
		for _, f := range found {
			causes = append(causes, f.Cause)
		}
		if !slices.Equal(causes, c.causes) {
			t.Errorf("%s: clashes are %v, want %v", name, causes, c.causes)
		}
		if c.causes == nil {
			continue
		}
		_, err = w.Commit(w.ctx, draft)
		wantKind(t, err, recruit.ErrTaken)
		draft.Booking.Agreed.Clashes = found
		made, err := w.Commit(w.ctx, draft)
		must(t, err)
		_, err = w.Commit(w.ctx, recruit.Commit{Interview: made.Interview, Remove: true})
		must(t, err)
	}
	// Of several all are refused, and none is written.
	draft, along := w.draft("last", at.Add(48*time.Hour)), w.draft("along", at)
	along.Booking = &recruit.Booking{People: stranger.People}
	draft.Along = []recruit.Commit{along}
	_, err = w.Commit(w.ctx, draft)
	wantKind(t, err, recruit.ErrTaken)
	if list, err := w.Interviews(w.ctx, recruit.InterviewFilter{}); err != nil || len(list) != 1 {
		t.Errorf("there are %d interviews, %v", len(list), err)
	}
	dated := booking.Of(draft.Interview, recruit.Booking{People: stranger.People})
	dated.Start, dated.End, dated.Dated = at, at.Add(time.Hour), true
	kept, err := w.Taken(w.ctx, dated)
	must(t, err)
	for _, s := range kept.Sittings {
		if s.Decided.IsZero() {
			t.Errorf("since when is not known of %+v", s)
		}
	}
	if _, err := w.VisibleTo(late).(*DB).Taken(w.ctx, dated); !errors.Is(err, recruit.ErrRefused) && !errors.Is(err, recruit.ErrNotFound) {
		t.Errorf("an interviewer sees %v", err)
	}
}

// BenchmarkBooking commits a move in a workspace of a hundred thousand interviews of two
// years and five hundred members, each with three of them, as it was before and with the time asked for; the
// members have limits.
func BenchmarkBooking(b *testing.B) {
	w := worldIn(b, openIn(b, b.TempDir()))
	do := func(query string, args ...any) {
		b.Helper()
		if _, err := w.writer.ExecContext(w.ctx, query, args...); err != nil {
			b.Fatalf("%s: %v", query, err)
		}
	}
	var team []recruit.Member
	for n := range 500 {
		m, err := w.SaveMember(w.ctx, recruit.Member{Name: fmt.Sprint("Member ", n), Email: fmt.Sprintf("m%d@acme.example", n), Role: recruit.Interviewer, TimeZone: "Europe/Berlin"}, recruit.Activity{})
		must(b, err)
		team = append(team, m)
	}
	must(b, w.SetSetting(w.ctx, recruit.SettingHours, `{"per_day":4,"per_week":15,"before":10,"after":10}`))
	r := w.scheduled(b, "first", now.Add(26*time.Hour))
	do(`WITH RECURSIVE up (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM up WHERE i < 20000)
		INSERT INTO candidates (name, sort_key, search_text, email, phone, time_zone, headline, tags, external_id, version, created_at) SELECT 'n', 'n', 'n', 'c' || i || '@x.example', '', '', '', '[]', '', 1, ? FROM up`, now.UnixMicro())
	do(`WITH RECURSIVE up (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM up WHERE i < 100000)
		INSERT INTO interviews (version, revision, reference, uid, sequence, candidate_id, job_id, organiser_id, title, search_text, description, internal_note, start_at, duration_seconds, time_zone, wall_start, platform, place, join_url, passcode, host_email, status, cancel_reason, created_at, updated_at)
		SELECT 1, 1, 'r' || i, 'u' || i, 0, 2 + i % 20000, job_id, organiser_id, title, search_text, '', '', ?1 + (i % 730 - 700) * 86400000000 + i % 32 * 900000000, 2700, 'UTC', '', 'phone', '', '', '', '', 'scheduled', '', created_at, updated_at FROM interviews, up WHERE id = ?2`,
		now.UnixMicro(), r.Interview.ID)
	do(`INSERT INTO participants (interview_id, address, position, name, member_id, audience, time_zone, answer, last_message_id)
		SELECT i.id, m.email, m.id, m.name, m.id, 'panel', '', 'accepted', '' FROM interviews i JOIN json_each('[0, 7, 77]') k JOIN members m ON m.id = 2 + (i.id + k.value) % 500 WHERE i.id <> ?`, r.Interview.ID)
	do("ANALYZE")
	people := slices.Clone(r.People)
	for _, m := range team[:3] {
		people = append(people, recruit.Participant{Address: m.Email, Name: m.Name, MemberID: m.ID, Audience: recruit.ToPanel})
	}
	move := func(book bool) func(*testing.B) {
		return func(b *testing.B) {
			for b.Loop() {
				r.Interview.Start = r.Interview.Start.Add(time.Minute)
				c := recruit.Commit{Interview: r.Interview, People: people}
				if book {
					c.Booking = &recruit.Booking{People: people, Host: true}
					kept, err := w.Taken(w.ctx, booking.Of(c.Interview, *c.Booking))
					must(b, err)
					c.Booking.Agreed.Clashes = booking.Find(booking.Of(c.Interview, *c.Booking), kept)
				}
				var err error
				r, err = w.Commit(w.ctx, c)
				must(b, err)
			}
		}
	}
	b.Run("commit", move(false))
	b.Run("taken and commit", move(true))
	b.Run("taken", func(b *testing.B) {
		claim := booking.Of(r.Interview, recruit.Booking{People: people, Host: true})
		for b.Loop() {
			_, err := w.Taken(w.ctx, claim)
			must(b, err)
		}
	})
}
