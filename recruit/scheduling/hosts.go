package scheduling

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// How long an answer about a Zoom user holds. A form asks while a person types,
// so it never waits for longer than lookFor.
const (
	hostKnownFor   = 10 * time.Minute
	hostUnknownFor = time.Minute // an administrator may just be adding them
	hostSilentFor  = 30 * time.Second
	lookFor        = 3 * time.Second
	maxHosts       = 1000
)

// Hosts remembers for a while what the provider says about the users who are to
// host, so that forms can ask at every key. It is safe for concurrent use.
type Hosts struct {
	provider hostProvider
	now      recruit.Clock

	mu      sync.Mutex
	answers map[hostQuestion]hostAnswer
}

type hostProvider interface {
	Missing(granted []string) []recruit.Permission
	User(ctx context.Context, via recruit.Connection, email string) (recruit.Account, error)
}

// hostQuestion changes with every new sign-in, so that its answer is asked anew.
type hostQuestion struct {
	via   recruit.ConnectionID
	since time.Time
	email string
}

type hostAnswer struct {
	account recruit.Account
	err     error
	until   time.Time
}

// NewHosts makes an empty memory.
func NewHosts(provider hostProvider, now recruit.Clock) *Hosts {
	return &Hosts{provider: provider, now: now, answers: map[hostQuestion]hostAnswer{}}
}

// Missing lists the permissions that are not among those granted.
func (h *Hosts) Missing(granted []string) []recruit.Permission { return h.provider.Missing(granted) }

// Look says what the connection's account knows of a user: ErrUnknownUser for
// certain, or another error when nobody can say just now.
func (h *Hosts) Look(ctx context.Context, via recruit.Connection, email string) (recruit.Account, error) {
	q := hostQuestion{via.ID, via.Since, strings.ToLower(email)}
	h.mu.Lock()
	known, ok := h.answers[q]
	h.mu.Unlock()
	if ok && h.now().Before(known.until) {
		return known.account, known.err
	}
	asking, cancel := context.WithTimeout(ctx, lookFor)
	defer cancel()
	account, err := h.provider.User(asking, via, email)
	if ctx.Err() != nil {
		return account, err // the person went on; that says nothing about Zoom
	}
	hold := hostKnownFor
	switch {
	case errors.Is(err, recruit.ErrUnknownUser):
		hold = hostUnknownFor
	case err != nil:
		hold = hostSilentFor
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.answers) >= maxHosts {
		clear(h.answers)
	}
	h.answers[q] = hostAnswer{account, err, h.now().Add(hold)}
	return account, err
}

// chosenHost checks a host that was chosen in the form; "" is the connection's
// own rule. Whose calendar is used is not for everybody to decide: a recruiter
// may take the connected account's user and members of the team, an admin any
// user of the account. Another member's own sign-in is nobody else's to use.
func (s *Service) chosenHost(ctx context.Context, actor recruit.Member, host string) (string, error) {
	if strings.TrimSpace(host) == "" {
		return "", nil
	}
	address, err := sanitize.Email(host)
	if err != nil {
		return "", recruit.NoAddress("host", host)
	}
	rule, err := s.Host(ctx, actor)
	if err != nil {
		return "", err
	}
	via, err := s.through(ctx, actor, address)
	switch {
	case err != nil:
		return "", err
	case !via.Reaches(address):
		return "", recruit.Refused("Through this connection only %s can host: leave the host out, or let a member whose own Zoom should host schedule it. "+
			"An admin lets every Zoom user of the account host by connecting the workspace (recruitty zoom connect --server-to-server).", via.Who())
	case via.ID == rule.ID && sanitize.SameAddress(address, rule.HostOf(actor.Email)):
		return "", nil
	case strings.EqualFold(address, via.UserEmail), strings.EqualFold(address, actor.Email), actor.Role == recruit.Admin:
		return address, nil
	}
	if m, err := s.Store.MemberByEmail(ctx, address); err == nil && !m.Removed() {
		return address, nil
	} else if err != nil && !errors.Is(err, recruit.ErrNotFound) {
		return "", err
	}
	return "", recruit.Refused("Only an admin may let %s host, who is not in the team; take yourself%s, or a member of the team.", address, orElse(via.UserEmail))
}

func orElse(email string) string {
	if email == "" {
		return ""
	}
	return ", " + email
}

// mayHost refuses a new interview that could not be created at Zoom, and returns
// the host who was chosen for it.
func (s *Service) mayHost(ctx context.Context, r recruit.Record, d recruit.ScheduleRequest) (string, error) {
	if r.Interview.Platform != recruit.Zoom {
		return "", nil
	}
	host, err := s.chosenHost(ctx, r.Organiser, d.Host)
	if err != nil {
		return "", err
	}
	return host, s.permitted(ctx, r, []recruit.Effect{{Kind: recruit.ZoomCreate, Host: host}})
}

// hostedBy notes in a plan who is to host the meeting that it creates.
func hostedBy(plan []recruit.Effect, host string) []recruit.Effect {
	for i := range plan {
		if plan[i].Kind == recruit.ZoomCreate {
			plan[i].Host = host
		}
	}
	return plan
}

// HostBy lets another Zoom user host an interview whose meeting is not created
// yet, as when Zoom did not know the first one; host "" is the connection's own
// rule. The creation is tried again.
func (s *Service) HostBy(ctx context.Context, actor recruit.Member, id recruit.InterviewID, host string, due time.Duration) (recruit.Record, error) {
	host, err := s.chosenHost(ctx, actor, host)
	if err != nil {
		return recruit.Record{}, err
	}
	return s.change(ctx, actor, id, 0, func(r recruit.Record, now time.Time) (recruit.Commit, error) {
		if err := r.MayChange(actor); err != nil {
			return recruit.Commit{}, err
		}
		if err := r.Movable(now); err != nil {
			return recruit.Commit{}, err
		}
		e, open := r.OpenCreate()
		if !open || e.MaybeSent {
			return recruit.Commit{}, recruit.Refused("The Zoom meeting of %s already exists, or may exist; its host stays.", r.Interview.Title)
		}
		was, who := cmp.Or(e.Host, r.Organiser.Email), cmp.Or(host, r.Organiser.Email)
		e.Host, e.State, e.Error, e.Cause, e.NextAttempt = host, recruit.Waiting, "", "", s.leaves(due)
		r.Interview.UpdatedAt = now
		return recruit.Commit{Interview: r.Interview, People: r.People, Effects: []recruit.Effect{e},
			Activity: []recruit.Activity{activity(r, actor, "interview.host", "Chose %s as the Zoom host of %s. %s", who, r.Interview.Title, recruit.Difference("Host", was, who))}}, nil
	})
}
