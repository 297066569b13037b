package sshd

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"

	"recruitty/internal/exitcode"
	"recruitty/recruit"
)

// The kinds of visit.
const (
	atTerminal = "terminal"
	atCommand  = "command"
	atFiles    = "files"
	atJoining  = "join"
)

// visit is one session of one member.
type visit struct {
	recruit.Member
	key     string // that was used, in the format of authorized_keys
	address string
	kind    string
	ctx     context.Context
	end     context.CancelCauseFunc // with a closeReason
	log     *slog.Logger

	holds int64 // bytes of memory, as it is taken to; visits guards it and what follows
	gives bool  // it was told to go for the sake of others
	turn  int   // how many had come when it came

	opened atomic.Int64 // bytes of files that it read
	joins  atomic.Bool  // a stranger's code is being taken
	talks  atomic.Bool  // someone is at the screens or talks in lines: nothing runs that could come to its end
}

// closeReason is why a visit ended, in a sentence for the visitor.
type closeReason string

func (f closeReason) Error() string { return string(f) }

// The reasons.
const (
	closing     = closeReason("The host is going down or being restarted; what was saved is kept. Connect again in a moment.")
	outOfTeam   = closeReason("You are no longer in the team.")
	keyRemoved  = closeReason("The key that you entered with was removed.")
	roleChanged = closeReason("Your role was changed; connect again to work in the new one.")
	stalled     = closeReason("Nothing of what recruitty wrote was taken for a long time; connect again to continue.")
	heldMost    = closeReason("The host is short of memory, and your sessions held most of it; what was saved is kept. Connect again, with fewer sessions or a smaller window.")
	noneOpen    = closeReason("No invitation is open now; ask an admin for a new code.")
	idled       = closeReason("Nothing was typed for a long time; connect again to continue.")
	tooLong     = closeReason("This session has lasted as long as one may; connect again to continue.")
)

// code is the exit code of what was cut off by it.
func (f closeReason) code() int {
	switch f {
	case outOfTeam, keyRemoved, roleChanged:
		return exitcode.Refused
	}
	return exitcode.Failed
}

// reason is the sentence that a visit ended with, "" when the visitor left.
func (v *visit) reason() closeReason {
	var f closeReason
	if errors.As(context.Cause(v.ctx), &f) {
		return f
	}
	return ""
}

// visits knows who is here.
type visits struct {
	limits Limits

	mu     sync.Mutex
	memory memory
	turns  int
	here   map[*visit]struct{}
	closed bool
	empty  chan struct{} // closed when it is closed and nobody is here
}

func newVisits(l Limits, held func() Held) *visits {
	return &visits{limits: l, memory: memory{most: l.Memory, held: held}, here: map[*visit]struct{}{}, empty: make(chan struct{})}
}

// begin lets a visit in, unless there are too many.
func (v *visits) begin(n *visit) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.closed {
		return closing
	}
	if len(v.here) >= v.limits.Visits {
		return recruit.Refused("The host is full: %d sessions are open. Try again in a few minutes.", len(v.here))
	}
	own, neighbours := 0, 0
	for o := range v.here {
		if o.ID == n.ID {
			own++
			if o.address == n.address {
				neighbours++
			}
		}
	}
	switch {
	case n.ID == 0 && (own >= v.limits.Strangers || neighbours >= v.limits.StrangersEach):
		return recruit.Refused("Many unknown keys are at the door; try your code again in a moment.")
	case n.Role != recruit.Admin && len(v.here) >= v.limits.Visits-v.limits.ForAdmins:
		return recruit.Refused("The host is full: %d sessions are open. Try again in a few minutes.", len(v.here))
	case n.ID != 0 && own >= v.limits.VisitsEach:
		return recruit.Refused("You have %d sessions open, as many as one member may; close one of them first.", own)
	}
	if err := v.allow(n, n.holds); err != nil {
		return err
	}
	v.turns++
	n.turn = v.turns
	v.here[n] = struct{}{}
	return nil
}

// over takes a visit that has ended off the list.
func (v *visits) over(n *visit) {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.here, n)
	v.checkEmpty()
}

func (v *visits) checkEmpty() {
	if v.closed && len(v.here) == 0 {
		select {
		case <-v.empty:
		default:
			close(v.empty)
		}
	}
}

// list is who is here.
func (v *visits) list() []*visit {
	v.mu.Lock()
	defer v.mu.Unlock()
	out := make([]*visit, 0, len(v.here))
	for n := range v.here {
		out = append(out, n)
	}
	return out
}

// number is how many visits are here.
func (v *visits) number() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return len(v.here)
}

// count is how many visits of a kind are here.
func (v *visits) count(kind string) int {
	v.mu.Lock()
	defer v.mu.Unlock()
	n := 0
	for o := range v.here {
		if o.kind == kind {
			n++
		}
	}
	return n
}

// close lets nobody in any more and says when everybody has left.
func (v *visits) close() <-chan struct{} {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.closed = true
	v.checkEmpty()
	return v.empty
}

// endStrangers ends the visits of keys that nobody has, but not of one whose
// code is being taken.
func (v *visits) endStrangers() {
	for _, n := range v.list() {
		if n.ID == 0 && !n.joins.Load() {
			n.end(noneOpen)
		}
	}
}

// strangers reports whether a key that nobody has is here.
func (v *visits) strangers() bool {
	return slices.ContainsFunc(v.list(), func(n *visit) bool { return n.ID == 0 })
}

// check ends the visits of members who are not what they were.
func (v *visits) check(team []recruit.Member) {
	for _, n := range v.list() {
		if n.ID == 0 {
			continue
		}
		if why := n.stillWelcome(team); why != nil {
			n.end(why)
		}
	}
}

// stillWelcome is nil as long as the member, their role and their key are what
// they were.
func (v *visit) stillWelcome(team []recruit.Member) error {
	i := slices.IndexFunc(team, func(m recruit.Member) bool { return m.ID == v.ID })
	switch {
	case i < 0 || team[i].Removed():
		return outOfTeam
	case !team[i].HasKey(v.key):
		return keyRemoved
	case team[i].Role != v.Role:
		return roleChanged
	}
	return nil
}
