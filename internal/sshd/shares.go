package sshd

import (
	"cmp"
	"context"
	"runtime/metrics"
	"slices"
	"time"

	"recruitty/recruit"
)

// What a visit is taken to hold of memory, in bytes. Go cannot say how much one
// goroutine's work uses; these are measured, and a little more than that.
const (
	holdsScreens = 1 << 20   // the screens, without their cells
	holdsCell    = 100       // each cell of the window
	holdsCommand = 1 << 20   // a command or a conversation in lines, without what it reads
	holdsFiles   = 256 << 10 // an sftp session
	holdsHandle  = 64 << 10  // each file or listing that it has open
	holdsJoining = 256 << 10 // a stranger at the door
	modest       = 4 << 20   // so much of one member is no reason to send anybody away
)

// watchMemory is how often the host looks at its memory.
const watchMemory = 5 * time.Second

// Held is what the process uses of memory.
type Held struct {
	Bytes       int64  // what lived at the last collection, and the stacks
	Collections uint64 // how many there were: Bytes is as old as the last one
}

// heldNow asks the runtime. What waits to be collected does not count, it is no
// reason to turn anybody away.
func heldNow() Held {
	of := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/heap/stacks:bytes"}, {Name: "/gc/cycles/total:gc-cycles"}}
	metrics.Read(of)
	return Held{int64(of[0].Value.Uint64() + of[1].Value.Uint64()), of[2].Value.Uint64()}
}

// memory is what all visits may hold together. Nobody who asks for little is
// refused while someone else holds more: who holds most gives way.
type memory struct {
	most int64 // bytes from which on nobody gets more; 0 is no limit
	held func() Held

	ending int64  // what those hold who were told to go
	as     uint64 // and how many collections there were then
}

// measured is what is in use, without what is about to be given back.
func (m *memory) measured() int64 {
	held := m.held()
	if held.Collections >= m.as+2 { // one may have been under way
		m.ending = 0
	}
	return held.Bytes - m.ending
}

// windowHolds is what the screens of a window hold.
func windowHolds(width, height int) int64 { return holdsScreens + holdsCell*int64(width)*int64(height) }

// holders are members, those who hold most before the others, each with what
// they hold. Visits that were told to go hold nothing.
func (v *visits) holders() (all int64, of map[recruit.MemberID]int64) {
	of = map[recruit.MemberID]int64{}
	for n := range v.here {
		if !n.gives {
			of[n.ID] += n.holds
			all += n.holds
		}
	}
	return all, of
}

// allow lets a visit hold more bytes. When there is no room, those give way who
// hold more than the visit's own member would then; when nobody does, the visit
// gets nothing and nobody is sent away.
func (v *visits) allow(n *visit, more int64) error {
	if v.memory.most <= 0 || more <= 0 {
		return nil
	}
	all, of := v.holders()
	most := v.memory.most / 4 * 3
	short := max(all+more-most, min(more, v.memory.measured()+more-most))
	if short <= 0 {
		return nil
	}
	own := of[n.ID] + more
	if n.ID == 0 { // nobody leaves for a stranger
		return noMemory(0)
	}
	delete(of, n.ID)
	gives, enough := v.givers(of, short, own)
	if !enough {
		return noMemory(own - more)
	}
	v.giveWay(gives)
	return nil
}

// noMemory is the answer to whoever holds as much as anybody, own bytes.
func noMemory(own int64) error {
	if own > modest {
		return recruit.Refused("Your sessions hold more of the host's memory than anybody's. Close one of them, or make its window smaller, and try again.")
	}
	return recruit.Refused("The host has no memory left for another session. Try again in a few minutes, or ask whoever runs it for more.")
}

// givers are the visits to end so that short bytes come free, and whether they
// suffice: again and again the largest of the member who holds most, as long as
// that is more than least.
func (v *visits) givers(of map[recruit.MemberID]int64, short, least int64) (gives []*visit, enough bool) {
	left := v.largest()
	for short > 0 {
		var most recruit.MemberID
		held := least
		for id, h := range of {
			if h > held || h == held && held > least && id < most {
				most, held = id, h
			}
		}
		i := slices.IndexFunc(left, func(n *visit) bool { return n.ID == most })
		if held == least || i < 0 {
			return gives, false
		}
		n := left[i]
		left = slices.Delete(left, i, i+1)
		gives = append(gives, n)
		of[most] -= n.holds
		short -= n.holds
	}
	return gives, true
}

// largest is who is here, those before the others that hold more, and of equal
// ones those that came later.
func (v *visits) largest() []*visit {
	var out []*visit
	for n := range v.here {
		if !n.gives {
			out = append(out, n)
		}
	}
	slices.SortFunc(out, func(a, b *visit) int {
		return cmp.Or(cmp.Compare(b.holds, a.holds), cmp.Compare(b.turn, a.turn))
	})
	return out
}

// giveWay ends visits with a sentence.
func (v *visits) giveWay(gives []*visit) {
	for _, n := range gives {
		n.gives = true
		v.memory.ending += n.holds
		n.end(heldMost)
	}
	v.memory.as = v.memory.held().Collections
}

// more lets a visit that is here hold more.
func (v *visits) more(n *visit, bytes int64) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.allow(n, bytes); err != nil {
		return err
	}
	n.holds += bytes
	return nil
}

// less takes back what a visit does not hold any more.
func (v *visits) less(n *visit, bytes int64) {
	v.mu.Lock()
	defer v.mu.Unlock()
	n.holds -= bytes
}

// shed ends visits of those who hold most while the process uses more than it
// shall. Those who hold little stay: it is not their sessions that fill it.
func (v *visits) shed() {
	v.mu.Lock()
	defer v.mu.Unlock()
	over := v.memory.measured() - v.memory.most
	if v.memory.most <= 0 || over <= 0 {
		return
	}
	_, of := v.holders()
	gives, _ := v.givers(of, over, modest)
	v.giveWay(gives)
}

// overfull reports whether the process uses more than it shall.
func (v *visits) overfull() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.memory.most > 0 && v.memory.measured() > v.memory.most
}

// keepMemory looks at the memory again and again until ctx ends. What is there
// only because nothing was collected is collected first.
func (s *Server) keepMemory(ctx context.Context, every time.Duration, collect func()) {
	look := time.NewTicker(every)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
		if s.visits.overfull() {
			collect()
			s.visits.shed()
		}
	}
}
