package mail

import (
	"testing"

	"recruitty/recruit"
)

// TestARefusalIsToldToWhomItConcerns holds that the others, whose mails may be
// written anew meanwhile, do not read that someone may not come.
func TestARefusalIsToldToWhomItConcerns(t *testing.T) {
	t.Parallel()
	l := recruit.MailRequest{Record: recruit.Record{
		Versions: []recruit.Version{{Number: 1}, {Number: 2, Kind: recruit.WasRefused, Reason: "Nobody else can come in your place."}},
		Effects: []recruit.Effect{
			{Version: 1, Kind: recruit.MailUpdate, Target: "priya@example.org"}, {Version: 2, Kind: recruit.MailUpdate, Target: "dana@example.com"},
			{Version: 2, Kind: recruit.MailReminder, Target: "priya@example.org"},
		},
	}}
	for address, want := range map[string]string{"DANA@example.com": "Nobody else can come in your place.", "priya@example.org": ""} {
		l.To.Address = address
		if got := lastReason(l); got != want {
			t.Errorf("%s reads %q, want %q", address, got, want)
		}
	}
}
