package store_test

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"recruitty/internal/sshd"
	"recruitty/internal/sshd/sshtest"
	"recruitty/mail"
	"recruitty/recruit"
	"recruitty/recruit/outbox"
	"recruitty/recruit/services"
	"recruitty/recruit/workspace"
	"recruitty/store"
	"recruitty/zoom"
)

// TestAHostWhoseDiskIsFullReadsAndThenWritesAgain: members enter and read on a full
// disk, are told what is the matter when they save, and save again once there is
// room, on the same connection and without a new start.
func TestAHostWhoseDiskIsFullReadsAndThenWritesAgain(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	fine := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	db, err := store.Open(ctx, dir, store.Options{})
	fine(err)
	defer db.Close()
	log := slog.New(slog.DiscardHandler)
	noApp := func(context.Context) (recruit.ZoomApp, error) { return recruit.ZoomApp{}, nil }
	provider := zoom.NewProvider(zoom.ProviderOptions{App: noApp, ServerApp: noApp, Vault: db, Owner: "test", Now: time.Now, After: time.After, Log: log})
	post := mail.NewMailer(func(context.Context) (recruit.MailSettings, error) { return recruit.MailSettings{}, nil }, time.Now)
	svc := services.New(db, provider, post, recruit.Environment{}, time.Now)
	key, err := sshtest.NewKey()
	fine(err)
	dana, err := svc.Team.Add(ctx, recruit.Member{}, recruit.Member{Name: "Dana Ruiz", Email: "dana@example.com", TimeZone: "Europe/Lisbon", SSHKeys: []string{sshtest.Line(key)}})
	fine(err)
	server, err := sshd.New(sshd.Options{Now: time.Now,
		Workspace: &workspace.Workspace{Dir: dir, Services: svc, Storage: db, Log: log,
			Outbox: &outbox.Outbox{Store: db, Owner: "test", Now: time.Now, Pause: outbox.Pause, After: time.After, Log: log}},
		Command: func(ctx context.Context, c sshd.Command) int {
			var err error
			if c.Args[0] == "read" {
				_, err = c.Workspace.Services.Store.Jobs(ctx, recruit.JobFilter{})
			} else {
				_, err = c.Workspace.Services.Jobs.Add(ctx, dana, recruit.Job{Title: c.Args[0], Description: strings.Repeat("words ", 5000)})
			}
			if err != nil {
				fmt.Fprintln(c.Err, recruit.Sentence(err))
				return 1
			}
			return 0
		}})
	fine(err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	fine(err)
	serving, stop := context.WithCancel(ctx)
	ended := make(chan error)
	go func() { ended <- server.Serve(serving, listener) }()
	defer func() { stop(); fine(<-ended) }()
	client, err := sshtest.Await(ctx, listener.Addr().String(), ssh.PublicKeys(key))
	fine(err)
	defer client.Close()
	for _, step := range []struct {
		pages   int
		command string
		code    int
	}{{0, "Nurse", 0}, {1, "Cook", 1}, {0, "read", 0}, {0, "Cook", 1}, {100_000, "Cook", 0}, {0, "Gardener", 0}} {
		if step.pages != 0 {
			fine(db.LimitPages(ctx, step.pages))
		}
		got, err := sshtest.Run(client, step.command, "")
		fine(err)
		if got.Code != step.code || step.code != 0 && !strings.Contains(got.Said, "full") {
			t.Errorf("%+v: code %d, says %q", step, got.Code, got.Said)
		}
	}
	jobs, err := db.Jobs(ctx, recruit.JobFilter{})
	fine(err)
	if len(jobs) != 3 {
		t.Errorf("%d jobs are there", len(jobs))
	}
	again, err := sshtest.Await(ctx, listener.Addr().String(), ssh.PublicKeys(key))
	fine(err)
	fine(again.Close())
}
