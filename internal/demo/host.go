package demo

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"recruitty/calendar/calsim"
	"recruitty/mail/mailbox"
	"recruitty/recruit"
	"recruitty/zoom/zoomsim"
)

// HostOptions say how the demo's outside world is made. The zero value is one
// that leaves nothing behind.
type HostOptions struct {
	// Dir is where Zoom's side and the mails are kept, beside the workspace;
	// what an earlier demo left there is found again. "" keeps nothing.
	Dir string
	// Faults is a file of things that the simulated Zoom does wrong, as
	// documented at package zoomsim; "" is none.
	Faults string
	Now    recruit.Clock // nil means the machine's clock

	// beats is when to save; nil means once a second. Tests beat themselves.
	beats <-chan time.Time
}

// Host is the demo's outside world, on the loopback interface only: a
// simulated Zoom, simulated calendars, and a mailbox that takes every mail.
type Host struct {
	Zoom      *zoomsim.Server
	Calendars *calsim.Server
	Mail      *mailbox.Mailbox

	dir    string
	stops  []func() // of what listens
	kept   []*kept
	unlock func() error
	end    chan struct{}
	ended  chan struct{}
	once   sync.Once
	err    error // of Close
}

// What a kept demo adds to its folder.
const (
	zoomFile     = "demo-zoom.json"
	calendarFile = "demo-calendars.json"
	mailFolder   = "demo-mails"
)

// Start starts the outside world. Errors are *recruit.Problem: of kind
// ErrInvalid for a file of faults, else ErrStorage. The caller closes it.
func Start(o HostOptions) (host *Host, err error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	h := &Host{
		Zoom: zoomsim.New(zoomsim.Options{Clock: o.Now}), Calendars: newCalendars(o.Now), dir: o.Dir,
		unlock: func() error { return nil }, end: make(chan struct{}), ended: make(chan struct{}),
	}
	h.kept = []*kept{
		{file: zoomFile, what: "simulated Zoom", snapshot: h.Zoom.Snapshot, restore: h.Zoom.Restore},
		{file: calendarFile, what: "simulated sign-in to calendars", snapshot: h.Calendars.SignIns, restore: h.Calendars.RestoreSignIns},
	}
	defer func() {
		if host == nil {
			err = errors.Join(err, h.release())
		}
	}()
	mails := ""
	if o.Dir != "" {
		mails = filepath.Join(o.Dir, mailFolder)
		if err := os.MkdirAll(o.Dir, 0o700); err != nil {
			return nil, storage(err, "The folder %s cannot be made; choose another one with --keep.", o.Dir)
		}
		if h.unlock, err = lock(filepath.Join(o.Dir, zoomFile+".lock")); err != nil {
			h.unlock = func() error { return nil }
			return nil, storage(err, "The demo in %s is open already; use that one, or choose another folder with --keep.", o.Dir)
		}
		if err := h.restore(); err != nil {
			return nil, err
		}
	}
	if o.Faults != "" {
		if err := h.loadFaults(o.Faults); err != nil {
			return nil, err
		}
	}
	if h.Mail, err = mailbox.Open(mails); err != nil {
		return nil, storage(err, "The demo's mailbox could not be opened; the log file has the details.")
	}
	fillCalendars(h.Calendars, o.Now())
	for what, start := range map[string]func() (func(), error){"Zoom": h.Zoom.Start, "calendars": h.Calendars.Start} {
		stop, err := start()
		if err != nil {
			return nil, storage(err, "The simulated %s could not be started; the log file has the details.", what)
		}
		h.stops = append(h.stops, stop)
	}
	go h.keep(o.beats)
	return h, nil
}

// Environment is the outside world as settings: they go before saved ones, so
// that a demo never reaches the real Zoom or a real mail server.
func (h *Host) Environment() recruit.Environment {
	return recruit.Environment{
		ZoomClientID: zoomsim.PublicID, ZoomAPI: h.Zoom.APIBase(), ZoomOAuth: h.Zoom.OAuthBase(),
		SMTP: h.Mail.URL(), MailFrom: "Acme Hiring <hiring@acme.example>",
	}
}

// ServerApp is the server-to-server app of the simulated Zoom.
func (h *Host) ServerApp() recruit.ZoomApp {
	return recruit.ZoomApp{AccountID: zoomsim.AccountID, ClientID: zoomsim.AccountAppID, Secret: zoomsim.AccountAppSecret}
}

// Close stops everything and saves for the last time. It may be called twice.
func (h *Host) Close() error {
	h.once.Do(func() {
		h.stop() // first, so that what is saved is the end
		close(h.end)
		<-h.ended
		h.err = errors.Join(h.err, h.release())
	})
	return h.err
}

// release gives back what Start took.
func (h *Host) release() error {
	h.stop()
	var err error
	if h.Mail != nil {
		err = h.Mail.Close()
	}
	return errors.Join(err, h.unlock())
}

// stop ends what listens.
func (h *Host) stop() {
	for _, stop := range h.stops {
		stop()
	}
	h.stops = nil
}

func (h *Host) loadFaults(path string) error {
	name := filepath.Base(path)
	f, err := os.Open(path)
	if err != nil {
		return &recruit.Problem{Kind: recruit.ErrInvalid, Field: "faults", Sentence: "The file of faults " + name + " cannot be read; check the path.", Cause: err}
	}
	defer f.Close()
	if err := h.Zoom.LoadFaults(f); err != nil {
		return &recruit.Problem{Kind: recruit.ErrInvalid, Field: "faults", Cause: err,
			Sentence: fmt.Sprintf("The file of faults %s cannot be used: %v.", name, err)}
	}
	return nil
}

func storage(cause error, format string, args ...any) *recruit.Problem {
	return &recruit.Problem{Kind: recruit.ErrStorage, Sentence: fmt.Sprintf(format, args...), Cause: cause}
}
