package e2e

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"recruitty/internal/app"
	"recruitty/internal/cli"
	"recruitty/internal/cli/command"
	"recruitty/internal/exitcode"
	"recruitty/recruit"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/workspace"
	"recruitty/store"
)

// TestAnHourThatIsTakenDuringACommand books who takes part elsewhere while a command works:
// it changes nothing and says so, and the next one tells of it and goes ahead.
func TestAnHourThatIsTakenDuringACommand(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.run("member", "add", "--name", "Ann Low", "--email", "ann@example.com", "--time-zone", "UTC")
	h.run("job", "add", "--title", "Baker")
	for _, name := range []string{"Priya", "Chidi"} {
		h.run("candidate", "add", "--name", name, "--email", name+"@example.org", "--job", "1")
	}
	start := time.Now().Add(96 * time.Hour).UTC().Truncate(time.Hour)
	run := func(faster bool) (code int, heard string) {
		var out bytes.Buffer
		on := command.App{In: strings.NewReader(""), Out: &out, Err: &out, Env: recruit.Environment{As: "dana@example.com"}, Data: h.dir, Now: time.Now,
			Open: func(ctx context.Context, dir string) (*workspace.Workspace, error) {
				w, err := app.Open(ctx, dir, store.Options{Existing: true}, recruit.Environment{})
				if err != nil || !faster {
					return w, err
				}
				s := w.Services.Scheduling
				asks := s.Calendars // after it was looked who is where
				s.Calendars = func(ctx context.Context, actor recruit.Member, addresses []string, from, to time.Time, candidate recruit.CandidateID, except []recruit.InterviewID) ([]scheduling.Warning, error) {
					if faster {
						faster = false
						_, err := s.Schedule(ctx, actor, recruit.ScheduleRequest{CandidateID: 2, JobID: 1, Title: "First call", Start: start.Add(15 * time.Minute), TimeZone: "UTC", Duration: 30 * time.Minute,
							Participants: []string{"ann@example.com"}, Platform: recruit.Phone, Place: "1"}, 0)
						if err != nil {
							t.Error(err)
						}
					}
					return asks(ctx, actor, addresses, from, to, candidate, except)
				}
				return w, nil
			}}
		code = cli.Run(t.Context(), on, []string{"interview", "schedule", "--candidate", "1", "--job", "1", "--title", "Talk", "--start", start.Format(time.RFC3339), "--time-zone", "UTC", "--duration", "45m",
			"--participant", "ann@example.com", "--platform", "phone", "--place", "1"})
		return code, out.String()
	}
	if code, heard := run(true); code != exitcode.Refused || !strings.Contains(heard, "Someone was faster. Ann Low has another interview ") || !strings.Contains(heard, "(First call). Nothing was changed") {
		t.Errorf("exit code %d: %s", code, heard)
	}
	if all := h.run("interview", "list"); strings.Contains(all, "Talk") {
		t.Errorf("it was scheduled: %s", all)
	}
	if code, heard := run(false); code == exitcode.Refused || !strings.Contains(heard, "Note: Ann Low has another interview ") {
		t.Errorf("exit code %d: %s", code, heard)
	}
}
