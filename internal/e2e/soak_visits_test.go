package e2e

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"

	"recruitty/internal/sshd/sshtest"
)

// guests are those who visit a host.
type guests struct {
	host *hosted
	team []*recruiter

	mu    sync.Mutex
	count map[string]int // of visits, by what they were
}

// newGuests makes a team with candidates to look at, and lets them all in once
// at the same moment, so that the host opens what it keeps open from then on.
func (h *hosted) newGuests(ctx context.Context, n int) (*guests, error) {
	dana, err := h.enter(ctx, h.key)
	if err != nil {
		return nil, err
	}
	defer dana.Close()
	g := &guests{host: h, count: map[string]int{}}
	for i := range n {
		r, err := h.hire(dana, i)
		if err != nil {
			return nil, err
		}
		g.team = append(g.team, r)
	}
	errs := make([]error, 12)
	var all sync.WaitGroup
	for i := range errs {
		all.Go(func() {
			client, err := sshtest.Dial(h.address, ssh.PublicKeys(g.team[i%n].key))
			if err == nil {
				_, err = sshtest.Run(client, "interview list --json", "")
				err = errors.Join(err, client.Close())
			}
			errs[i] = err
		})
	}
	all.Wait()
	return g, errors.Join(errs...)
}

// String says what the visits were.
func (g *guests) String() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	sum := 0
	var kinds []string
	for _, what := range slices.Sorted(maps.Keys(g.count)) {
		sum += g.count[what]
		kinds = append(kinds, fmt.Sprintf("%d %s", g.count[what], what))
	}
	return fmt.Sprintf("%d visits: %s", sum, strings.Join(kinds, ", "))
}

func (g *guests) counted(what string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.count[what]++
}

// come lets so many visits be made, or as many as begin before ctx ends, by so
// many visitors at a time.
func (g *guests) come(ctx context.Context, visits int, apart time.Duration) {
	next := make(chan int)
	var all sync.WaitGroup
	for range *soakAtOnce {
		all.Go(func() {
			for n := range next {
				v := &visit{guests: g, rng: rand.New(rand.NewPCG(uint64(n), 2)), number: n}
				if err := v.make(); err != nil {
					g.host.t.Errorf("visit %d, %s: %v", n, v.what, err)
				}
				g.counted(v.what)
			}
		})
	}
	pace := time.NewTicker(max(apart, time.Millisecond))
	defer pace.Stop()
	for n := 0; n < visits && ctx.Err() == nil; n++ {
		select {
		case <-ctx.Done():
		case <-pace.C:
			next <- n
		}
	}
	close(next)
	all.Wait()
}

// visit is one visit.
type visit struct {
	guests *guests
	rng    *rand.Rand
	number int
	what   string

	line   net.Conn
	client *ssh.Client
}

// make comes, does something and leaves.
func (v *visit) make() error {
	line, err := net.Dial("tcp", v.guests.host.address)
	if err != nil {
		return err
	}
	v.line = line
	if v.number%10 == 9 {
		return v.turnBack()
	}
	member := v.guests.team[v.number%len(v.guests.team)]
	if v.client, err = sshtest.Enter(line, ssh.PublicKeys(member.key)); err != nil {
		v.what = "entering"
		return err
	}
	switch v.number % 5 {
	case 2:
		return v.commands()
	case 3:
		return v.files()
	}
	return v.terminal(member)
}

// turnBack leaves before the handshake is over: at once, in the middle of the
// greeting, or after it.
func (v *visit) turnBack() error {
	v.what = "turned back at the door"
	if v.rng.IntN(3) > 0 {
		if _, err := io.ReadFull(v.line, make([]byte, 8)); err != nil {
			return errors.Join(err, v.line.Close())
		}
	}
	_, err := io.WriteString(v.line, []string{"", "SSH-2.0-half", "SSH-2.0-whole\r\n"}[v.rng.IntN(3)])
	return errors.Join(err, v.line.Close())
}

// commands runs some, and cuts the line in the middle of the last now and then.
func (v *visit) commands() error {
	v.what = "by command"
	all := []string{"candidate list --json", "interview list", "job list --json", "outbox list", "candidate note 1 'Asked good questions'", "activity list --json", "version"}
	for range 1 + v.rng.IntN(3) {
		got, err := sshtest.Run(v.client, all[v.rng.IntN(len(all))], "")
		if err == nil && got.Code != 0 {
			err = fmt.Errorf("exit code %d: %s", got.Code, got.Said)
		}
		if err != nil {
			return errors.Join(err, v.client.Close())
		}
	}
	if v.rng.IntN(2) == 0 {
		return v.client.Close()
	}
	v.what += ", cut off"
	session, err := v.client.NewSession()
	if err == nil {
		err = session.Start("activity list --json")
	}
	return errors.Join(err, v.line.Close())
}

// files sends a file and takes it back, or cuts the line in the middle of it.
func (v *visit) files() error {
	v.what = "with files"
	files, err := sftp.NewClient(v.client)
	if err != nil {
		return errors.Join(err, v.client.Close())
	}
	name := fmt.Sprintf("cv-%d.pdf", v.number)
	f, err := files.Create(name)
	if err == nil {
		_, err = f.Write(make([]byte, 100_000))
	}
	if err != nil {
		return errors.Join(err, v.client.Close())
	}
	if v.rng.IntN(2) == 0 {
		v.what += ", cut off"
		return v.line.Close()
	}
	err = f.Close()
	if _, listed := files.ReadDir("/"); listed != nil {
		err = errors.Join(err, listed)
	}
	return errors.Join(err, files.Remove(name), files.Close(), v.client.Close())
}
