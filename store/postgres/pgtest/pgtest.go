// Package pgtest gives tests databases on a PostgreSQL server of their own. It starts the one
// that is installed here, on a socket in a temporary folder, once for a test binary; it ends
// with that, however that ends. Nothing is kept through a loss of power.
package pgtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver that makes databases

	"recruitty/store/postgres"
)

// Database returns the address of a database of its own with a new, empty workspace; it
// goes with the test. Where no server is installed, the test is skipped.
func Database(t testing.TB) string {
	t.Helper()
	s, err := started()
	if errors.Is(err, errNone) {
		t.Skip("PostgreSQL is not installed here, so nothing is tested with it")
	}
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("test_%d", s.made.Add(1))
	s.one.Lock() // a template is used by one at a time
	_, err = s.admin.Exec("CREATE DATABASE " + name + " TEMPLATE " + template)
	s.one.Unlock()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := s.admin.Exec("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Log(err)
		}
	})
	return s.address(name)
}

// errNone says that no server is installed.
var errNone = errors.New("PostgreSQL is not installed")

// template is the database that the others are copies of.
const template = "template_recruitty"

// server is one that runs.
type server struct {
	folder string
	admin  *sql.DB
	alive  io.Closer // ends it when it is closed, as it is with this process
	one    sync.Mutex
	made   atomic.Int64
}

// address is that of a database.
func (s *server) address(name string) string {
	return "postgres:///" + name + "?" + url.Values{"host": {s.folder}, "user": {"recruitty"}}.Encode()
}

var started = sync.OnceValues(start)

// tools are the programs of the newest server that is installed.
func tools() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/pg_ctl")
	if err != nil {
		return "", err
	}
	slices.Sort(found)
	if len(found) > 0 {
		return filepath.Dir(found[len(found)-1]), nil
	}
	if path, err := exec.LookPath("pg_ctl"); err == nil {
		return filepath.Dir(path), nil
	}
	return "", errNone
}

func start() (s *server, err error) {
	bin, err := tools()
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "rec-pg-")
	if err != nil {
		return nil, err
	}
	as, err := nobody(folder)
	if err != nil {
		return nil, err
	}
	run := func(name string, args ...string) error {
		cmd := exec.Command(name, args...)
		cmd.Dir, cmd.SysProcAttr = folder, as
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w: %s", filepath.Base(name), err, out)
		}
		return nil
	}
	data := filepath.Join(folder, "data")
	if err := run(filepath.Join(bin, "initdb"), "-D", data, "-U", "recruitty", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"); err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	const options = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c autovacuum=off -c max_connections=300 -c jit=off -k "
	// Its output is not ours, for who waits for our end waits for that of our output.
	if err := run(filepath.Join(bin, "pg_ctl"), "-D", data, "-w", "-l", filepath.Join(folder, "log"), "-o", options+folder, "start"); err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	s = &server{folder: folder}
	end := exec.Command("sh", "-c", `trap "" INT QUIT TERM HUP; read end; "$1" -D "$2/data" -m immediate stop; rm -rf "$2"`, "sh", filepath.Join(bin, "pg_ctl"), folder)
	end.Dir, end.SysProcAttr = folder, as
	if s.alive, err = end.StdinPipe(); err != nil {
		return nil, err
	}
	if err := end.Start(); err != nil {
		return nil, err
	}
	if s.admin, err = sql.Open("pgx", s.address("postgres")); err != nil {
		return nil, err
	}
	if _, err := s.admin.Exec("CREATE DATABASE " + template); err != nil {
		return nil, err
	}
	pools, err := postgres.Open(s.address(template), time.Minute)
	if err != nil {
		return nil, err
	}
	err = postgres.Migrate(context.Background(), pools)
	return s, errors.Join(err, pools.Writer.Close(), pools.Readers.Close(), pools.Watcher.Close())
}
