package plain_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/ui/plain"
)

// TestWhoHasLeftIsLetGo removes a member in the middle of everything that waits
// for them: the conversation ends and says why. That of a visitor its host ends.
func TestWhoHasLeftIsLetGo(t *testing.T) {
	t.Parallel()
	for name, typed := range map[string][]string{
		"between":    {"jobs"},
		"a form":     {"candidate priya", "schedule", "Half a talk"},
		"a choice":   {"new job", "leave", "mail connect"},
		"a question": {"close job staff"},
		"a text":     {"candidate priya", "note", "First line \\"},
	} {
		for _, hosted := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, true)
				leaver := w.member("Lee Chen", recruit.Admin)
				ctx, hangUp := context.WithCancel(t.Context())
				defer hangUp()
				in, keyboard := io.Pipe()
				defer keyboard.Close()
				var out strings.Builder
				s := w.session(leaver, in, &out)
				changes := make(chan recruit.ChangeSet)
				s.Remote, s.Changes = hosted, changes
				go func() {
					for _, l := range typed {
						_, _ = io.WriteString(keyboard, l+"\n")
					}
					firstOf(w.svc.Team.Remove(t.Context(), w.dana, leaver.ID))
					if hosted {
						hangUp()
						return
					}
					changes <- recruit.ChangeSet{{}}
				}()
				err := plain.Run(ctx, s)
				if hosted {
					if err != nil || strings.Contains(out.String(), "so is what you typed") {
						t.Errorf("%v:\n%s", err, out.String())
					}
					return
				}
				if !errors.Is(err, recruit.ErrRefused) || !strings.Contains(recruit.Sentence(err), "Lee Chen is no longer in the team") {
					t.Errorf("ended with %v:\n%s", err, out.String())
				}
			})
		}
	}
}
