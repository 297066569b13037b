// Package mailbox is a mail server for one machine: it listens on the loopback interface, takes every mail, keeps its
// bytes and shows what arrived. The demo uses it in place of a real mail server, and tests use it to make one refuse
// mails or lose connections at a chosen moment. Nothing it takes is ever passed on.
package mailbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-smtp"
)

// maxMessage bounds one mail in octets.
const maxMessage = 64 << 20

// Mailbox is a running server and what it has taken. Close stops it.
type Mailbox struct {
	directory string
	listener  net.Listener
	server    *smtp.Server
	served    chan struct{}

	guard   sync.Mutex
	mails   []stored
	arrived chan struct{}
	faults  map[string]Fault
}

// stored is one mail as it came, with its envelope.
type stored struct {
	from, to string
	message  []byte
}

// Fault is what goes wrong with the mails to one address.
type Fault int

// The faults a test can ask for.
const (
	// None takes the mail.
	None Fault = iota
	// Refuse answers 550 to the recipient.
	Refuse
	// TryLater answers 451 to the recipient, as greylisting does.
	TryLater
	// RefuseContent answers 554 to the finished mail.
	RefuseContent
	// DropBefore takes the bytes, keeps nothing and closes the connection without an answer.
	DropBefore
	// DropAfter keeps the mail and closes the connection without an answer.
	DropAfter
)

// Option changes how a mailbox is.
type Option func(*smtp.Server)

// SMTPUTF8 takes letters beyond ASCII before the @ (RFC 6531).
func SMTPUTF8() Option { return func(s *smtp.Server) { s.EnableSMTPUTF8 = true } }

// Open starts a mailbox on a free port of the loopback interface. Mails are kept as numbered .eml files in directory,
// where those of an earlier run are found again, or only in memory when directory is empty.
func Open(directory string, options ...Option) (*Mailbox, error) {
	box := &Mailbox{directory: directory, served: make(chan struct{}), arrived: make(chan struct{}), faults: map[string]Fault{}}
	if err := box.load(); err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen for mail: %w", err)
	}
	box.listener = listener
	box.server = smtp.NewServer(smtp.BackendFunc(func(conn *smtp.Conn) (smtp.Session, error) {
		return &session{box: box, conn: conn}, nil
	}))
	box.server.Domain = "localhost"
	box.server.MaxRecipients = 100
	box.server.MaxMessageBytes = maxMessage
	box.server.ReadTimeout = 5 * time.Minute
	box.server.WriteTimeout = time.Minute
	box.server.ErrorLog = log.New(io.Discard, "", 0)
	for _, change := range options {
		change(box.server)
	}
	go func() {
		defer close(box.served)
		_ = box.server.Serve(listener)
	}()
	return box, nil
}

// Address is where the mailbox listens, as host:port.
func (b *Mailbox) Address() string { return b.listener.Addr().String() }

// URL is the mailbox as a mail setting.
func (b *Mailbox) URL() string { return "smtp://" + b.Address() + "?tls=none" }

// Close stops the server and ends its connections. What was taken can still be read.
func (b *Mailbox) Close() error {
	err := b.server.Close()
	// The server knows its listener only once it serves; closed here as well, it cannot miss the end.
	_ = b.listener.Close()
	<-b.served
	if err != nil && !errors.Is(err, smtp.ErrServerClosed) && !errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("close mailbox: %w", err)
	}
	return nil
}

// SetFault decides what happens to the mails to an address from now on.
func (b *Mailbox) SetFault(address string, fault Fault) {
	b.guard.Lock()
	defer b.guard.Unlock()
	b.faults[strings.ToLower(address)] = fault
}

func (b *Mailbox) fault(address string) Fault {
	b.guard.Lock()
	defer b.guard.Unlock()
	return b.faults[strings.ToLower(address)]
}

// Wait returns when the mailbox holds at least count mails, or when ctx ends.
func (b *Mailbox) Wait(ctx context.Context, count int) error {
	for {
		b.guard.Lock()
		have, next := len(b.mails), b.arrived
		b.guard.Unlock()
		if have >= count {
			return nil
		}
		select {
		case <-next:
		case <-ctx.Done():
			return fmt.Errorf("wait for mail %d of %d: %w", have+1, count, ctx.Err())
		}
	}
}

// keep stores one mail before the sender is told that it was taken.
func (b *Mailbox) keep(mail stored) error {
	b.guard.Lock()
	defer b.guard.Unlock()
	if b.directory != "" {
		if err := os.WriteFile(b.file(len(b.mails)+1), mail.file(), 0o600); err != nil {
			return fmt.Errorf("keep mail: %w", err)
		}
	}
	b.mails = append(b.mails, mail)
	close(b.arrived)
	b.arrived = make(chan struct{})
	return nil
}

func (b *Mailbox) file(number int) string {
	return filepath.Join(b.directory, fmt.Sprintf("%06d.eml", number))
}

// The envelope is kept in front of the mail in the headers that delivery agents use for it.
const (
	returnPath  = "Return-Path: <"
	deliveredTo = "Delivered-To: "
)

func (m stored) file() []byte {
	return append([]byte(returnPath+m.from+">\r\n"+deliveredTo+m.to+"\r\n"), m.message...)
}

// load finds the mails of an earlier run.
func (b *Mailbox) load() error {
	if b.directory == "" {
		return nil
	}
	if err := os.MkdirAll(b.directory, 0o700); err != nil {
		return fmt.Errorf("make mailbox folder: %w", err)
	}
	for number := 1; ; number++ {
		content, err := os.ReadFile(b.file(number))
		if errors.Is(err, os.ErrNotExist) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read mailbox: %w", err)
		}
		lines := slices.Collect(bytes.Lines(content))
		if len(lines) < 2 || !bytes.HasPrefix(lines[0], []byte(returnPath)) || !bytes.HasPrefix(lines[1], []byte(deliveredTo)) {
			return fmt.Errorf("read mailbox: %s is not an email of this mailbox; remove it", b.file(number))
		}
		b.mails = append(b.mails, stored{
			from:    strings.TrimSuffix(strings.TrimPrefix(string(lines[0]), returnPath), ">\r\n"),
			to:      strings.TrimSuffix(strings.TrimPrefix(string(lines[1]), deliveredTo), "\r\n"),
			message: content[len(lines[0])+len(lines[1]):],
		})
	}
}
