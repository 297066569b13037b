package sshd

import (
	"net"
	"sync"
	"time"

	"recruitty/recruit"
)

// How a rateLimiter judges addresses.
const (
	maxAddresses = 10_000 // that it remembers
	failedWeight = 10     // connections that a failed one counts for
	welcomeFor   = time.Hour
)

// rateLimiter lets each address do something so often: burst at once, and perMinute
// more in each minute.
type rateLimiter struct {
	burst, perMinute float64
	now              recruit.Clock

	mu   sync.Mutex
	left map[string]allowance
	// When a member came from an address, and when a key failed from one.
	welcomed, failed map[string]time.Time
}

type allowance struct {
	left float64
	at   time.Time
}

func newRateLimiter(burst, perMinute int, now recruit.Clock) *rateLimiter {
	return &rateLimiter{burst: float64(burst), perMinute: float64(perMinute), now: now,
		left: map[string]allowance{}, welcomed: map[string]time.Time{}, failed: map[string]time.Time{}}
}

// take reports whether address may, and counts it weight times.
func (p *rateLimiter) take(address string, weight int) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.spend(address, weight)
}

// giveBack takes back that address was counted weight times.
func (p *rateLimiter) giveBack(address string, weight int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if a, known := p.left[address]; known {
		a.left = min(p.burst, a.left+float64(weight))
		p.left[address] = a
	}
}

func (p *rateLimiter) spend(address string, weight int) bool {
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

// fail counts someone who did not get in. Many people may share an address: it
// does not pay again for a key that goes on failing, such as that of a forgotten
// script, nor for anything while a member comes from there as well.
func (p *rateLimiter) fail(address, key string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if recent(p.welcomed, address, now) {
		return
	}
	if key != "" {
		again := recent(p.failed, address+" "+key, now)
		remember(p.failed, address+" "+key, now)
		if again {
			return
		}
	}
	p.spend(address, failedWeight)
}

// welcome says that a member came from address. For a while it is only slowed
// down then, and not turned away.
func (p *rateLimiter) welcome(address string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	remember(p.welcomed, address, p.now())
}

func (p *rateLimiter) isWelcome(address string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return recent(p.welcomed, address, p.now())
}

func recent(at map[string]time.Time, name string, now time.Time) bool {
	t, known := at[name]
	return known && now.Sub(t) < welcomeFor
}

// remember forgets what is not recent rather than growing without end, and all
// of it if need be.
func remember(at map[string]time.Time, name string, now time.Time) {
	if _, known := at[name]; !known && len(at) >= maxAddresses {
		for n := range at {
			if !recent(at, n, now) {
				delete(at, n)
			}
		}
		if len(at) >= maxAddresses {
			clear(at)
		}
	}
	at[name] = now
}

// makeRoom does the same for addresses that have been quiet for long enough.
func (p *rateLimiter) makeRoom(now time.Time) {
	if len(p.left) < maxAddresses {
		return
	}
	for address, a := range p.left {
		if a.left+now.Sub(a.at).Minutes()*p.perMinute >= p.burst {
			delete(p.left, address)
		}
	}
	if len(p.left) >= maxAddresses {
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
	if ip == nil {
		return host
	}
	if four := ip.To4(); four != nil {
		return four.String()
	}
	return ip.Mask(net.CIDRMask(64, 128)).String() + "/64"
}
