package dayview_test

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/ui/dayview"
	"recruitty/ui/wording"
)

// at is an instant in hours from midnight.
func at(hour float64) time.Time {
	return time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC).Add(time.Duration(hour * float64(time.Hour)))
}

func talk(id recruit.InterviewID, from, to float64) recruit.InterviewSummary {
	return recruit.InterviewSummary{Interview: recruit.Interview{ID: id, Start: at(from), Duration: at(to).Sub(at(from)), Status: recruit.Scheduled}}
}

// TestClashes holds what lies over an interview, and that it is never its own entry.
func TestClashes(t *testing.T) {
	t.Parallel()
	entry := func(from, to float64, state busy.State, named bool) availability.LayerEntry {
		return availability.LayerEntryAt(at(from).Unix(), uint32(at(to).Sub(at(from)).Seconds()), 0, state, named)
	}
	for name, c := range map[string]struct {
		day     []recruit.InterviewSummary
		entries []availability.LayerEntry
		want    int
		soft    bool
	}{
		"alone":                      {nil, nil, 0, false},
		"another one in it":          {[]recruit.InterviewSummary{talk(2, 10.5, 11.5)}, nil, 1, false},
		"another one behind it":      {[]recruit.InterviewSummary{talk(2, 11, 12)}, nil, 0, false},
		"its own entry":              {nil, []availability.LayerEntry{entry(10, 11, busy.Busy, true)}, 0, false},
		"a block that may be it":     {nil, []availability.LayerEntry{entry(9, 12, busy.Busy, false)}, 0, false},
		"a longer entry by its name": {nil, []availability.LayerEntry{entry(9, 12, busy.Busy, true)}, 1, false},
		"an entry beside it":         {nil, []availability.LayerEntry{entry(10.5, 11.5, busy.Busy, false)}, 1, false},
		"something soft":             {nil, []availability.LayerEntry{entry(10.5, 11, busy.Soft, true)}, 1, true},
		"not understood":             {nil, []availability.LayerEntry{entry(10.5, 11, busy.Unknown, true)}, 0, false},
		"the entry of another one":   {[]recruit.InterviewSummary{talk(2, 10.5, 11.5)}, []availability.LayerEntry{entry(10.5, 11.5, busy.Busy, true)}, 1, false},
	} {
		own := talk(1, 10, 11)
		got := dayview.Clashes(own, append(c.day, own), []availability.Layer{{Entries: c.entries}})
		if len(got) != c.want || c.want > 0 && got[0].Soft != c.soft {
			t.Errorf("%s: %+v", name, got)
		}
	}
	off := talk(2, 10.5, 11.5)
	off.Status = recruit.Completed
	if got := dayview.Clashes(talk(1, 10, 11), []recruit.InterviewSummary{off}, nil); len(got) != 0 {
		t.Errorf("one that is over: %+v", got)
	}
}

// TestCausesAreToldOnce holds that mails and calls that wait or failed for one reason are
// one line each, with their number, the reason and what enter does.
func TestCausesAreToldOnce(t *testing.T) {
	t.Parallel()
	r := wording.Reader{Zone: time.UTC, Clocks: func() time.Time { return at(9) }}
	effect := func(interview recruit.InterviewID, kind recruit.EffectKind, state recruit.EffectState, why string) recruit.OpenEffect {
		return recruit.OpenEffect{Effect: recruit.Effect{InterviewID: interview, Kind: kind, State: state, Error: why}}
	}
	const unset = "Mail is not set up, so nothing has been sent; it will be sent once Settings, Mail is filled in."
	for name, c := range map[string]struct {
		agenda dayview.Agenda
		want   []string
	}{
		"nothing": {dayview.Agenda{}, nil},
		"no email": {dayview.Agenda{NeedAttention: []recruit.OpenEffect{effect(1, recruit.MailInvite, recruit.Waiting, unset), effect(1, recruit.MailInvite, recruit.Waiting, unset), effect(2, recruit.MailUpdate, recruit.Waiting, "")}},
			[]string{"2 invitations and 1 update wait: mail is not set up -> set up mail (2)"}},
		"a server that refuses": {dayview.Agenda{Mail: true, NeedAttention: []recruit.OpenEffect{effect(1, recruit.MailInvite, recruit.Waiting, "The mail server wants another password; see Settings.")}},
			[]string{"1 invitation waits: The mail server wants another password -> open the outbox (1)"}},
		"Zoom and two that failed": {dayview.Agenda{Mail: true, Zoom: recruit.ReauthRequired, NeedAttention: []recruit.OpenEffect{effect(1, recruit.ZoomCreate, recruit.Waiting, "Zoom wants a new sign-in."),
			effect(2, recruit.ZoomCreate, recruit.Waiting, "Zoom wants a new sign-in."), effect(3, recruit.MailInvite, recruit.Failed, "No such mailbox."), effect(4, recruit.MailInvite, recruit.Failed, "The mailbox is full.")}},
			[]string{"2 Zoom meetings wait: Zoom wants a new sign-in -> connect Zoom (2)", "1 invitation needs you: No such mailbox -> open the outbox (1)", "1 invitation needs you: The mailbox is full -> open the outbox (1)"}},
	} {
		var got []string
		for _, c := range dayview.Causes(c.agenda, r) {
			got = append(got, c.Words+" -> "+c.Verb+" ("+string(rune('0'+len(c.Of)))+")")
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s:\n%s\nwant:\n%s", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}
