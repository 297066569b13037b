package sshd

import (
	"net"
	"sync"
	"time"

	"recruitty/recruit"
)

// Limits bound what visitors may use. Zero fields mean the usual.
type Limits struct {
	Visits        int           // at the same time, of all members; 300
	VisitsEach    int           // at the same time, of one member; 20
	Connections   int           // at the same time, entered or not; 600
	PerConnection int           // sessions that one connection may hold open; 10
	Burst         int           // connections that one address may make at once; 300
	PerMinute     int           // connections that one address gains back in a minute; 240
	Tries         int           // keys that one connection may offer; 6
	Handshake     time.Duration // until somebody has entered; 20 s
	Idle          time.Duration // without a key being pressed; 30 min
	Longest       time.Duration // that one visit may last; 12 h
	Paste         int           // bytes of one paste; 64 KiB
	Grace         time.Duration // that running work has at the server's end; 6 s
}

// failedWeight is how many connections a failed one counts for.
const failedWeight = 10

func (l Limits) orUsual() Limits {
	number := func(n *int, usual int) {
		if *n <= 0 {
			*n = usual
		}
	}
	length := func(d *time.Duration, usual time.Duration) {
		if *d <= 0 {
			*d = usual
		}
	}
	number(&l.Visits, 300)
	number(&l.VisitsEach, 20)
	number(&l.Connections, 2*l.Visits)
	number(&l.PerConnection, 10)
	number(&l.Burst, 300)
	number(&l.PerMinute, 240)
	number(&l.Tries, 6)
	number(&l.Paste, 64<<10)
	length(&l.Handshake, 20*time.Second)
	length(&l.Idle, 30*time.Minute)
	length(&l.Longest, 12*time.Hour)
	length(&l.Grace, 6*time.Second)
	return l
}

// mostAddresses is how many addresses a pace remembers.
const mostAddresses = 10_000

// pace lets each address do something so often: burst at once, and perMinute
// more in each minute.
type pace struct {
	burst, perMinute float64
	now              recruit.Clock

	mu   sync.Mutex
	left map[string]allowance
}

type allowance struct {
	left float64
	at   time.Time
}

func newPace(burst, perMinute int, now recruit.Clock) *pace {
	return &pace{burst: float64(burst), perMinute: float64(perMinute), now: now, left: map[string]allowance{}}
}

// take says whether address may, and counts it weight times.
func (p *pace) take(address string, weight int) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	a, known := p.left[address]
	if !known {
		p.makeRoom(now)
		a = allowance{left: p.burst, at: now}
	}
	a.left = min(p.burst, a.left+now.Sub(a.at).Minutes()*p.perMinute)
	a.at = now
	ok := a.left >= 1
	a.left = max(a.left-float64(weight), -p.burst)
	p.left[address] = a
	return ok
}

// makeRoom forgets addresses that have been quiet for long enough, and all of
// them rather than growing without end.
func (p *pace) makeRoom(now time.Time) {
	if len(p.left) < mostAddresses {
		return
	}
	for address, a := range p.left {
		if a.left+now.Sub(a.at).Minutes()*p.perMinute >= p.burst {
			delete(p.left, address)
		}
	}
	if len(p.left) >= mostAddresses {
		clear(p.left)
	}
}

// addressOf is the address that limits count by: of IPv6 the network, because
// a person there has many.
func addressOf(remote net.Addr) string {
	host, _, err := net.SplitHostPort(remote.String())
	if err != nil {
		return remote.String()
	}
	ip := net.ParseIP(host)
	if ip == nil || ip.To4() != nil {
		return host
	}
	return ip.Mask(net.CIDRMask(64, 128)).String() + "/64"
}
