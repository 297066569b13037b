package sshd

import "time"

// Limits bound what visitors may use. Zero fields mean the usual.
type Limits struct {
	Visits        int           // at the same time, of all members; 300
	VisitsEach    int           // at the same time, of one member; 20
	Connections   int           // at the same time, entered or not; 600
	PerConnection int           // sessions that one connection may hold open; 10
	Burst         int           // connections that one address may make at once; 300
	PerMinute     int           // connections that one address gains back in a minute; 240
	Guests        int           // connections at the same time that have not entered yet; 400
	GuestsEach    int           // of those, of one address: an office may come at once; 150
	Strangers     int           // sessions at the same time of keys that nobody has, while an invitation is open; 20
	StrangersEach int           // of those, of one address; 4
	ForAdmins     int           // sessions that only admins get when all others are taken; 5
	Idlers        int           // connections without a session at the same time, of one address; 60
	Memory        int64         // bytes that all visits may hold; who holds most gives way from three quarters on; 0 is no limit
	Tries         int           // keys that one connection may offer; 6
	Slowly        time.Duration // that a connection waits at an address that makes too many, but of which a member came; 2 s
	Handshake     time.Duration // until someone has entered, and for the whole visit of a stranger; 20 s
	Sessionless   time.Duration // that a connection may stay without a session; 30 s
	Standstill    time.Duration // that a client may take nothing of a result; 1 min
	Paused        time.Duration // that a terminal may take nothing of a screen; 5 min
	Idle          time.Duration // without a key being pressed; 30 min
	Longest       time.Duration // that one visit may last; 12 h
	Paste         int           // bytes of one paste; 64 KiB
	Grace         time.Duration // that running work has at the server's end; 6 s
}

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
	number(&l.Guests, 400)
	number(&l.GuestsEach, 150)
	number(&l.Strangers, 20)
	number(&l.StrangersEach, 4)
	number(&l.ForAdmins, min(5, max(l.Visits/10, 1)))
	number(&l.Idlers, 60)
	number(&l.Tries, 6)
	number(&l.Paste, 64<<10)
	length(&l.Slowly, 2*time.Second)
	length(&l.Handshake, 20*time.Second)
	length(&l.Sessionless, 30*time.Second)
	length(&l.Standstill, time.Minute)
	length(&l.Paused, 5*time.Minute)
	length(&l.Idle, 30*time.Minute)
	length(&l.Longest, 12*time.Hour)
	length(&l.Grace, 6*time.Second)
	return l
}
