package mail

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/mail/mailbox"
)

func openMailbox(t *testing.T) *mailbox.Mailbox {
	t.Helper()
	box, err := mailbox.Open("")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := box.Close(); err != nil {
			t.Error(err)
		}
	})
	return box
}

func newSender(t *testing.T, url string) *Sender {
	t.Helper()
	settings, err := ParseSettings(url)
	if err != nil {
		t.Fatal(err)
	}
	sender := NewSender(settings)
	t.Cleanup(sender.Close)
	return sender
}

func TestSendKeepsEveryByte(t *testing.T) {
	t.Parallel()
	box := openMailbox(t)
	sender := newSender(t, box.URL())
	for i, message := range [][]byte{
		compose(t, sample()).raw,
		[]byte("Subject: dots\r\n\r\n.\r\n..\r\n.a\r\n"),
	} {
		if err := sender.Send(t.Context(), "ana@corp.example", "jane@mail.example", message); err != nil {
			t.Fatal(err)
		}
		got, err := box.Raw(i + 1)
		if err != nil || !bytes.Equal(got, message) {
			t.Errorf("mail %d changed on its way (%v):\n%s", i+1, err, got)
		}
	}
}

func TestSendSortsFailures(t *testing.T) {
	t.Parallel()
	tests := map[mailbox.Fault]struct {
		kind error
		step Step
		code int
		kept int
	}{
		mailbox.Refuse:        {ErrRejected, StepRecipient, 550, 0},
		mailbox.TryLater:      {ErrLater, StepRecipient, 451, 0},
		mailbox.RefuseContent: {ErrRejected, StepData, 554, 0},
		mailbox.DropBefore:    {ErrLost, StepData, 0, 0},
		mailbox.DropAfter:     {ErrLost, StepData, 0, 1},
	}
	for fault, test := range tests {
		t.Run(string(test.step)+test.kind.Error(), func(t *testing.T) {
			t.Parallel()
			box := openMailbox(t)
			sender := newSender(t, box.URL())
			message := compose(t, sample()).raw
			box.SetFault("jane@mail.example", fault)
			err := sender.Send(t.Context(), "ana@corp.example", "jane@mail.example", message)
			wantFailure(t, err, test.kind, test.step, test.code)
			if got := len(box.List()); got != test.kept {
				t.Errorf("%d emails kept", got)
			}
			// One bad address stops nobody else, and the retry sends the same bytes.
			if err := sender.Send(t.Context(), "ana@corp.example", "bob@corp.example", message); err != nil {
				t.Errorf("the next recipient: %v", err)
			}
			box.SetFault("jane@mail.example", mailbox.None)
			if err := sender.Send(t.Context(), "ana@corp.example", "jane@mail.example", message); err != nil {
				t.Errorf("the retry: %v", err)
			}
			got, err := box.Raw(test.kept + 2)
			if err != nil || !bytes.Equal(got, message) {
				t.Errorf("the retry sent other bytes (%v)", err)
			}
		})
	}
}

func wantFailure(t *testing.T, err error, kind error, step Step, code int) {
	t.Helper()
	var failed *Error
	if !errors.As(err, &failed) || !errors.Is(err, kind) || failed.Step != step || failed.Code != code {
		t.Fatalf("got %#v, want %v at %s with %d", err, kind, step, code)
	}
	for _, other := range []error{ErrLater, ErrRejected, ErrLost, ErrSettings} {
		if other != kind && errors.Is(err, other) {
			t.Errorf("%v is also %v", err, other)
		}
	}
	if text := err.Error(); strings.ContainsAny(text, "\r\n") || strings.Contains(text, "hunter22") {
		t.Errorf("sentence: %s", text)
	}
}

func TestSendScripted(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		server *fakeServer
		url    string
		kind   error
		step   Step
		code   int
	}{
		"busy greeting":       {&fakeServer{answers: map[string]string{"GREETING": "421 too many\r"}}, "smtp://", ErrLater, StepConnect, 421},
		"dropped greeting":    {&fakeServer{answers: map[string]string{"GREETING": "drop"}}, "smtp://", ErrLater, StepConnect, 0},
		"no STARTTLS":         {&fakeServer{}, "smtp://?tls=starttls", ErrSettings, StepTLS, 0},
		"not TLS":             {&fakeServer{}, "smtps://", ErrSettings, StepTLS, 0},
		"wrong password":      {&fakeServer{extensions: []string{"AUTH PLAIN"}, answers: map[string]string{"AUTH": "535 5.7.8 hunter22 is wrong"}}, "smtp://user:hunter22@", ErrSettings, StepSignIn, 535},
		"sign-in for later":   {&fakeServer{extensions: []string{"AUTH PLAIN"}, answers: map[string]string{"AUTH": "454 try again"}}, "smtp://user:hunter22@", ErrLater, StepSignIn, 454},
		"no way to sign in":   {&fakeServer{extensions: []string{"AUTH GSSAPI"}}, "smtp://user:hunter22@", ErrSettings, StepSignIn, 0},
		"other way asked for": {&fakeServer{extensions: []string{"AUTH PLAIN"}}, "smtp://user:hunter22@?auth=cram-md5", ErrSettings, StepSignIn, 0},
		"sign-in missing":     {&fakeServer{answers: map[string]string{"MAIL": "530 5.7.0 sign in first"}}, "smtp://", ErrSettings, StepSender, 530},
		"sender not allowed":  {&fakeServer{answers: map[string]string{"MAIL": "553 not yours"}}, "smtp://", ErrSettings, StepSender, 553},
		"shutting down":       {&fakeServer{answers: map[string]string{"RCPT": "421 bye"}}, "smtp://", ErrLater, StepRecipient, 421},
		"dropped recipient":   {&fakeServer{answers: map[string]string{"RCPT": "drop"}}, "smtp://", ErrLater, StepRecipient, 0},
		"dropped before data": {&fakeServer{answers: map[string]string{"DATA": "drop"}}, "smtp://", ErrLater, StepData, 0},
		"full disk":           {&fakeServer{answers: map[string]string{"DOT": "452 4.3.1 no space"}}, "smtp://", ErrLater, StepData, 452},
		"dropped answer":      {&fakeServer{answers: map[string]string{"DOT": "drop"}}, "smtp://", ErrLost, StepData, 0},
		"nonsense answer":     {&fakeServer{answers: map[string]string{"DOT": "what"}}, "smtp://", ErrLost, StepData, 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			address := test.server.start(t)
			base, options, _ := strings.Cut(test.url, "?")
			sender := newSender(t, base+address+before("?", options))
			err := sender.Send(t.Context(), "ana@corp.example", "jane@mail.example", []byte("Subject: x\r\n\r\nx\r\n"))
			wantFailure(t, err, test.kind, test.step, test.code)
		})
	}
}

func TestSendNeedsAServer(t *testing.T) {
	t.Parallel()
	box := openMailbox(t)
	url := box.URL()
	if err := box.Close(); err != nil {
		t.Fatal(err)
	}
	err := newSender(t, url).Send(t.Context(), "ana@corp.example", "jane@mail.example", []byte("x\r\n"))
	wantFailure(t, err, ErrLater, StepConnect, 0)
}

func TestSendRefusesBadAddresses(t *testing.T) {
	t.Parallel()
	sender := newSender(t, openMailbox(t).URL())
	err := sender.Send(t.Context(), "ana@corp.example", "jane@mail.example>\r\nRCPT TO:<eve@mail.example", []byte("x\r\n"))
	wantFailure(t, err, ErrRejected, StepRecipient, 0)
	err = sender.Send(t.Context(), "Ana <ana@corp.example>", "jane@mail.example", []byte("x\r\n"))
	wantFailure(t, err, ErrSettings, StepSender, 0)
}

func TestSendStopsWithItsContext(t *testing.T) {
	t.Parallel()
	// The server greets nobody, so only the context can end the wait.
	silent := &fakeServer{implicit: true}
	silent.tls, _ = testCertificate(t)
	address := silent.start(t)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	err := newSender(t, "smtp://"+address+"?tls=none").Send(ctx, "ana@corp.example", "jane@mail.example", []byte("x\r\n"))
	wantFailure(t, err, ErrLater, StepConnect, 0)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("cause lost: %#v", err)
	}
}

func TestSendSignsIn(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		offered, option string
		want            string
	}{
		"plain":    {"AUTH CRAM-MD5 LOGIN PLAIN", "", "AUTH PLAIN AHVzZXIAaHVudGVyMjI="},
		"login":    {"AUTH LOGIN", "", "AUTH LOGIN"},
		"cram-md5": {"AUTH CRAM-MD5 PLAIN", "&auth=cram-md5", "AUTH CRAM-MD5"},
		"xoauth2":  {"AUTH PLAIN XOAUTH2", "&auth=xoauth2", "AUTH XOAUTH2 dXNlcj11c2VyAWF1dGg9QmVhcmVyIGh1bnRlcjIyAQE="},
	}
	certificate, pool := testCertificate(t)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := &fakeServer{extensions: []string{"STARTTLS", test.offered}, tls: certificate, answers: map[string]string{"AUTH": "235 welcome"}}
			sender := newSender(t, "smtp://user:hunter22@"+server.start(t)+"?tls=starttls"+test.option)
			sender.roots = pool
			var steps []Step
			err := sender.Test(t.Context(), "ana@corp.example", "jane@mail.example", []byte("Subject: x\r\n\r\nx\r\n"), func(s Step) { steps = append(steps, s) })
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(steps, []Step{StepConnect, StepTLS, StepSignIn, StepSender, StepRecipient, StepData}) {
				t.Errorf("steps %v", steps)
			}
			heard := server.commands()
			wantContains(t, "conversation", heard, "STARTTLS\n", test.want, "MAIL FROM:<ana@corp.example>", "RCPT TO:<jane@mail.example>", "EHLO [127.0.0.1]")
			if strings.Index(heard, "AUTH") < strings.Index(heard, "STARTTLS") {
				t.Error("signed in before TLS")
			}
		})
	}
}

func TestCertificatesAreChecked(t *testing.T) {
	t.Parallel()
	certificate, pool := testCertificate(t)
	for name, server := range map[string]*fakeServer{
		"smtp":  {extensions: []string{"STARTTLS", "AUTH PLAIN"}, tls: certificate},
		"smtps": {implicit: true, tls: certificate},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			option := map[string]string{"smtp": "?tls=starttls"}[name]
			sender := newSender(t, name+"://"+server.start(t)+option)
			err := sender.Send(t.Context(), "ana@corp.example", "jane@mail.example", []byte("Subject: x\r\n\r\nx\r\n"))
			wantFailure(t, err, ErrSettings, StepTLS, 0)
			wantContains(t, "sentence", err.Error(), "certificate is not trusted")
			sender.roots = pool
			if err := sender.Send(t.Context(), "ana@corp.example", "jane@mail.example", []byte("Subject: x\r\n\r\nx\r\n")); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestConnectionIsReused(t *testing.T) {
	t.Parallel()
	server := &fakeServer{}
	sender := newSender(t, "smtp://"+server.start(t))
	for range 3 {
		if err := sender.Send(t.Context(), "ana@corp.example", "jane@mail.example", []byte("Subject: x\r\n\r\nx\r\n")); err != nil {
			t.Fatal(err)
		}
	}
	server.guard.Lock()
	defer server.guard.Unlock()
	if server.opens != 1 {
		t.Errorf("%d connections", server.opens)
	}
}
