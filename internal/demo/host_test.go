package demo

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"net/smtp"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
)

// send hands a mail to the host as any program would.
func send(t *testing.T, h *Host, subject string) {
	t.Helper()
	at, err := url.Parse(h.Environment().SMTP)
	if err != nil {
		t.Fatal(err)
	}
	if host, _, _ := net.SplitHostPort(at.Host); host != "127.0.0.1" {
		t.Fatalf("the mailbox is on %s", host)
	}
	err = smtp.SendMail(at.Host, nil, "hiring@acme.example", []string{"ana@example.com"}, []byte("Subject: "+subject+"\r\n\r\nHello.\r\n"))
	if err != nil {
		t.Fatal(err)
	}
}

func TestHostStandsForTheOutside(t *testing.T) {
	t.Parallel()
	h, err := Start(HostOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	env := h.Environment()
	for _, address := range []string{env.ZoomAPI, env.ZoomOAuth} {
		if !strings.HasPrefix(address, "http://127.0.0.1:") {
			t.Errorf("Zoom is at %s", address)
		}
	}
	if env.ZoomClientID == "" || !strings.Contains(env.MailFrom, "@acme.example") {
		t.Errorf("the environment is %+v", env)
	}
	answer, err := http.Get(env.ZoomAPI + "/users/me")
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusUnauthorized {
		t.Errorf("Zoom answers a stranger with %s", answer.Status)
	}
	send(t, h, "One")
	if mails := h.Mail.List(); len(mails) != 1 || mails[0].Subject != "One" {
		t.Errorf("emails: %+v", mails)
	}
	if err := errors.Join(h.Close(), h.Close()); err != nil {
		t.Errorf("closing gave %v", err)
	}
}

func TestKeptHostIsFoundAgain(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "kept")
	h, err := Start(HostOptions{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	send(t, h, "Kept")
	if _, err := Start(HostOptions{Dir: dir}); !errors.Is(err, recruit.ErrStorage) || !strings.Contains(err.Error(), "open already") {
		t.Errorf("a second demo in the folder gave %v", err)
	}
	before, err := h.Zoom.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	h.Calendars.Remember("of-a-visitor", busy.Google, Me, "scope")
	signIns, err := h.Calendars.SignIns()
	if err != nil {
		t.Fatal(err)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Start(HostOptions{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	after, err := again.Zoom.Snapshot()
	if err != nil || string(after) != string(before) {
		t.Errorf("Zoom came back as %s, %v", after, err)
	}
	if back, err := again.Calendars.SignIns(); err != nil || !bytes.Equal(back, signIns) {
		t.Errorf("the sign-ins came back as %s, %v", back, err)
	}
	if mails := again.Mail.List(); len(mails) != 1 || mails[0].Subject != "Kept" {
		t.Errorf("emails came back as %+v", mails)
	}
}

// TestKeptWhileRunning kills nothing, but looks at the file before the end.
func TestKeptWhileRunning(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	beats := make(chan time.Time)
	h, err := Start(HostOptions{Dir: dir, beats: beats})
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	beats <- time.Time{}
	beats <- time.Time{} // the first is done when the second is taken
	kept, err := os.ReadFile(filepath.Join(dir, zoomFile))
	if err != nil || !strings.Contains(string(kept), Me) {
		t.Errorf("kept %s, %v", kept, err)
	}
}

func TestHostRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	damaged := filepath.Dir(write("damaged/"+zoomFile, "{"))
	for name, c := range map[string]struct {
		options HostOptions
		kind    error
	}{
		"no faults there":  {HostOptions{Faults: filepath.Join(dir, "absent")}, recruit.ErrInvalid},
		"odd faults":       {HostOptions{Faults: write("faults", `[{"do":"dance"}]`)}, recruit.ErrInvalid},
		"damaged state":    {HostOptions{Dir: damaged}, recruit.ErrStorage},
		"damaged sign-ins": {HostOptions{Dir: filepath.Dir(write("signs/"+calendarFile, `{"Refresh":{"x":{}}}`))}, recruit.ErrStorage},
		"a file":           {HostOptions{Dir: write("file", "")}, recruit.ErrStorage},
	} {
		h, err := Start(c.options)
		var p *recruit.Problem
		if h != nil || !errors.Is(err, c.kind) || !errors.As(err, &p) {
			t.Errorf("%s gave %v", name, err)
		}
	}
	faults := write("good", `[{"operation":"user.get","do":"html","status":502}]`)
	h, err := Start(HostOptions{Faults: faults})
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, h.Environment().ZoomAPI+"/users/me", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusBadGateway {
		t.Errorf("with a fault Zoom answers %s", answer.Status)
	}
}
