package mail

import (
	"strings"
	"testing"

	"recruitty/recruit"
)

// TestAddressesHaveOneForm holds that what a form takes can be sent, with its
// domain in ASCII on the wire, in the header and in the calendar.
func TestAddressesHaveOneForm(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"jane@bücher.example": "jane@xn--bcher-kva.example", "JANE@XN--BCHER-KVA.example": "JANE@XN--BCHER-KVA.example", "j.o'neill+x@a-b.example": "j.o'neill+x@a-b.example",
		"a%b@x.example": "a%b@x.example", "a#b?c^d@x.example": "a#b?c^d@x.example", "jörg@x.example": "jörg@x.example", "JÖRG@x.example": "jörg@x.example", "j\u00f6\u200brg@x.example": "", `"a b"@x.example`: "", "a@x.example.": "", " a@x.example": "", "a@localhost": "",
	} {
		if got, err := plainAddress(typed); got != want || (err != nil) != (want == "") {
			t.Errorf("%s is %s, %v; want %s", typed, got, err, want)
		}
	}
	inv := sample()
	inv.To.Address = "jane@bücher.example"
	inv.Attendees = append(inv.Attendees, recruit.Participant{Name: "Jane", Address: "jane@XN--BCHER-KVA.example"})
	message, err := inv.compose()
	if err != nil {
		t.Fatal(err)
	}
	if text := string(message); strings.Contains(text, "ücher") || strings.Contains(text, "=C3=BCcher") || !strings.Contains(text, "To: ") {
		t.Errorf("mail:\n%s", text)
	}
	server := &fakeServer{}
	sender := newSender(t, "smtp://"+server.start(t))
	if err := sender.Send(t.Context(), "jobs@bücher.example", "jane@bücher.example", message); err != nil {
		t.Fatal(err)
	}
	wantContains(t, "conversation", server.commands(), "MAIL FROM:<jobs@xn--bcher-kva.example>", "RCPT TO:<jane@xn--bcher-kva.example>")
}

// TestSizeIsLookedAt holds that a mail that the server would not take does not
// leave (RFC 1870), and that the server hears how large one is.
func TestSizeIsLookedAt(t *testing.T) {
	t.Parallel()
	message := []byte("Subject: x\r\n\r\n" + strings.Repeat("x\r\n", 2000))
	for offered, refused := range map[string]bool{"SIZE 5000": true, "SIZE 7000": false, "SIZE 0": false, "SIZE": false, "SIZE what": false, "PIPELINING": false} {
		server := &fakeServer{extensions: []string{offered}}
		err := newSender(t, "smtp://"+server.start(t)).Send(t.Context(), "ana@corp.example", "jane@mail.example", message)
		heard := server.commands()
		if (err != nil) != refused || refused == strings.Contains(heard, "MAIL") || !refused && strings.Contains(heard, "SIZE=6014") != strings.HasPrefix(offered, "SIZE") {
			t.Errorf("%s: %v, heard\n%s", offered, err, heard)
		}
		if refused {
			wantFailure(t, err, ErrRejected, StepSender, 0)
			wantContains(t, "sentence", err.Error(), "takes 5 KB at most", "take files off")
		}
	}
}
