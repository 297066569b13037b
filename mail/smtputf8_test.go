package mail

import (
	"bytes"
	"context"
	"errors"
	"net/mail"
	"slices"
	"strings"
	"testing"

	"recruitty/recruit"
)

// TestLettersBeforeTheAt holds that mail to letters beyond ASCII before the @ goes
// only where the server offers SMTPUTF8 (RFC 6531), and that everybody else is
// written to as before.
func TestLettersBeforeTheAt(t *testing.T) {
	t.Parallel()
	inv := sample()
	inv.To.Address, inv.To.Name = "jörg@bücher.example", "Jörg"
	inv.Attendees = append(inv.Attendees, recruit.Participant{Name: "Jörg", Address: "JO\u0308RG@bücher.example"})
	o := compose(t, inv)
	wantContains(t, "object", o.unfolded, "mailto:j%C3%B6rg@xn--bcher-kva.example")
	parsed, err := mail.ReadMessage(bytes.NewReader(o.raw))
	if err != nil {
		t.Fatal(err)
	}
	to, err := parsed.Header.AddressList("To")
	if err != nil || to[0].Address != "jörg@xn--bcher-kva.example" {
		t.Errorf("to %v, %v", to, err)
	}
	others := compose(t, sample(func(other *message) {
		other.Attendees = append(other.Attendees, inv.Attendees[len(inv.Attendees)-1])
	}))
	if bytes.ContainsFunc(others.raw, func(r rune) bool { return r > '~' }) {
		t.Error("the email to someone else is not ASCII")
	}
	for _, offers := range []bool{true, false} {
		server := &fakeServer{extensions: []string{"8BITMIME"}}
		if offers {
			server.extensions = append(server.extensions, "SMTPUTF8")
		}
		sender := newSender(t, "smtp://"+server.start(t))
		var seen []bool
		sender.seen = func(_ context.Context, _ string, offered bool) { seen = append(seen, offered) }
		err := sender.Send(t.Context(), "jobs@corp.example", "jörg@bücher.example", o.raw)
		if offers {
			if err != nil {
				t.Fatal(err)
			}
			wantContains(t, "conversation", server.commands(), "SMTPUTF8", "RCPT TO:<jörg@xn--bcher-kva.example>")
		} else if !errors.Is(err, ErrRejected) || !strings.Contains(err.Error(), "does not take letters beyond ASCII before the @") {
			t.Errorf("without SMTPUTF8: %v", err)
		}
		if err := sender.Send(t.Context(), "jobs@corp.example", "jane@mail.example", others.raw); err != nil {
			t.Fatal(err)
		}
		if lines := strings.Split(server.commands(), "\n"); strings.Contains(lines[len(lines)-1], "SMTPUTF8") || len(seen) == 0 || slices.Contains(seen, !offers) {
			t.Errorf("seen %v, heard %q", seen, lines)
		}
	}
}
