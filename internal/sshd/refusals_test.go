package sshd

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"
)

// TestRefusalsDoNotFillTheLog floods the door from few and from many addresses.
func TestRefusalsDoNotFillTheLog(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	log := slog.New(slog.NewTextHandler(&out, nil))
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	var due []func()
	r := &refusals{most: maxRefusers, now: func() time.Time { return now }, after: func(_ time.Duration, do func()) { due = append(due, do) }}
	later := func() {
		now = now.Add(perLine)
		sweep := due
		due = nil
		for _, do := range sweep {
			do()
		}
	}
	for range 62_000 {
		r.warn(log, "192.0.2.1", "unknown key")
		r.warn(log, "192.0.2.1", "no key")
	}
	if n := strings.Count(out.String(), "\n"); n != 2 {
		t.Errorf("%d lines at once", n)
	}
	later()
	if n := strings.Count(out.String(), "times=61999"); n != 2 {
		t.Errorf("the counts are missing:\n%s", out.String())
	}
	out.Reset()
	for i := range 100_000 {
		r.warn(log, fmt.Sprintf("198.51.%d.%d", i/250, i%250), "unknown key")
	}
	for i := range 100_000 { // a kind is one of a few, but were it not
		r.warn(log, fmt.Sprintf("198.51.%d.%d", i/250, i%250), fmt.Sprint("kind ", i))
	}
	if n := strings.Count(out.String(), "\n"); n > maxRefusers+maxKinds+1 || len(r.counts) > maxRefusers+maxKinds+1 {
		t.Errorf("%d lines of many addresses, %d counts", n, len(r.counts))
	}
	later()
	later()
	if len(r.counts) > 0 || len(due) > 0 {
		t.Errorf("%d counts and %d sweeps stay", len(r.counts), len(due))
	}
	if !strings.Contains(out.String(), "address="+otherRefusers) {
		t.Error("the others are not counted")
	}
}

// TestNobodyPushesOutWhatMembersDid: a member who does more than a script of a
// person's has the rest counted by what it was, and others their lines.
func TestNobodyPushesOutWhatMembersDid(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	var due []func()
	told := &refusals{most: maxTold, now: func() time.Time { return now }, after: func(_ time.Duration, do func()) { due = append(due, do) }}
	lines := newRateLimiter(memberLines, memberLinesMore, func() time.Time { return now })
	of := func(member string) *slog.Logger {
		return slog.New(counting{slog.NewTextHandler(&out, nil), member, func() bool { return lines.take(member, 1) }, told}).With("member", member)
	}
	of("dana@example.com").Info("command", "name", "candidate erase")
	eve := of("eve@example.com")
	for i := range 200_000 {
		eve.Info("command", "name", []string{"version", "candidate list"}[i%2])
		eve.Warn("sftp ended", "error", fmt.Sprint("number ", i))
	}
	of("dana@example.com").Info("command", "name", "member list")
	eve.Info("command", "name", "export candidates") // what it is all to hide
	if n := strings.Count(out.String(), "\n"); n > memberLines+10 {
		t.Errorf("%d lines", n)
	}
	now = now.Add(perLine)
	for _, do := range due {
		do()
	}
	for _, want := range []string{"candidate erase", "member list", "export candidates", `msg="command again" member=eve@example.com address=eve@example.com why=version times=`, `msg="sftp ended again"`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s is not in the log", want)
		}
	}
}

// TestACrowdPushesOutItsOwn: when the door is full, the oldest of the address that
// most come from leaves, and of an address that has its share the oldest of that.
func TestACrowdPushesOutItsOwn(t *testing.T) {
	t.Parallel()
	l := &pendingConns{each: 4, all: 6, here: map[*pendingConn]struct{}{}}
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	come := func(address string) (g, leaves *pendingConn) {
		now = now.Add(time.Millisecond)
		g = &pendingConn{address: address, since: now}
		return g, l.add(g)
	}
	alone, _ := come("192.0.2.1")
	for i := range 100 {
		if _, leaves := come([]string{"198.51.100.1", "198.51.100.2"}[i%2]); leaves == alone {
			t.Fatalf("the crowd pushed out who is alone after %d", i)
		}
	}
	if len(l.here) != 6 {
		t.Errorf("%d at the door", len(l.here))
	}
	// Who works on a handshake, or names a member's key, stays while others hold places.
	clear(l.here)
	slow, _ := come("192.0.2.7")
	slow.read.Store(greeted)
	member, _ := come("192.0.2.8")
	member.known.Store(true)
	for i := range 1000 {
		if _, leaves := come(fmt.Sprintf("198.51.%d.%d", i/250, i%250)); leaves == slow || leaves == member {
			t.Fatalf("who was on the way in left after %d", i)
		}
	}
	for i := range 1000 {
		g, leaves := come(fmt.Sprintf("198.51.%d.%d", i/250, i%250))
		if g.read.Store(greeted); leaves == member {
			t.Fatalf("a member left after %d", i)
		}
	}
	clear(l.here)
	first, _ := come("203.0.113.1")
	for range 3 {
		come("203.0.113.1")
	}
	if _, leaves := come("203.0.113.1"); leaves != first {
		t.Errorf("%+v left in place of the oldest of its address", leaves)
	}
}
