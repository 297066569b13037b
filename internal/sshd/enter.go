package sshd

import (
	"context"
	"errors"
	"log/slog"
	"strings"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/sanitize"
)

// lineOf is a key in the format of authorized_keys.
func lineOf(key ssh.PublicKey) string {
	return strings.TrimSpace(string(gossh.MarshalAuthorizedKey(key)))
}

// admit reports whether someone with this key may come in. The session looks the
// key up again, by the one that was used in the end.
func (s *Server) admit(ctx ssh.Context, key ssh.PublicKey) bool {
	pendingOf(ctx).names(gossh.FingerprintSHA256(key))
	if !access.TrustedKey(key) {
		return false
	}
	owner, err := access.KeyOwner(ctx, s.o.Workspace.Services.Store, lineOf(key))
	if err == nil {
		pendingOf(ctx).known.Store(owner.ID != 0)
		return owner.ID != 0
	}
	if !errors.Is(err, recruit.ErrNotFound) {
		s.log.Error("look up a key", "error", err)
		return false
	}
	open, err := s.invitations().Open(ctx)
	if err != nil {
		s.log.Error("look up invitations", "error", err)
	}
	if !open {
		pendingOf(ctx).refusedKey(gossh.FingerprintSHA256(key))
		s.refusals.warn(s.log, addressOf(ctx.RemoteAddr()), "unknown key", "key", gossh.FingerprintSHA256(key))
	}
	return open && err == nil
}

func (s *Server) invitations() *access.Invitations {
	return &access.Invitations{Store: s.o.Workspace.Services.Store, Now: s.o.Now}
}

// enter begins a visit by the key that the session was really opened with. A
// key of nobody makes a visit without a member.
func (s *Server) enter(sess ssh.Session, kind string, holds int64) (*visit, error) {
	key := sess.PublicKey()
	if key == nil || !access.TrustedKey(key) {
		return nil, recruit.Refused("Only public keys open this host.")
	}
	ctx, end := context.WithCancelCause(sess.Context())
	v := &visit{key: lineOf(key), address: addressOf(sess.RemoteAddr()), kind: kind, holds: holds, ctx: ctx, end: end}
	var err error
	v.Member, err = access.KeyOwner(ctx, s.o.Workspace.Services.Store, v.key)
	if err != nil && !errors.Is(err, recruit.ErrNotFound) {
		end(err)
		return nil, err
	}
	if v.ID == 0 {
		v.kind, v.holds = atJoining, holdsJoining
	}
	v.log = s.logOf(v).With("key", gossh.FingerprintSHA256(key), "kind", v.kind)
	if v.ID != 0 {
		v.log = v.log.With("member", v.Email)
	}
	if err := s.visits.begin(v); err != nil {
		end(err)
		s.refusals.warn(v.log, v.address, oneLine(err.Error(), 200))
		return nil, err
	}
	// Whoever was removed between the look-up and now has not been seen.
	if v.ID != 0 {
		if team, err := s.o.Workspace.Services.Store.Members(ctx, false); err != nil {
			end(err)
		} else if why := v.stillWelcome(team); why != nil {
			end(why)
		}
	}
	if v.ID != 0 {
		s.arrivals.welcome(v.address)
	}
	s.metrics.visits.Inc()
	v.log = v.log.With("address", v.address)
	v.log.Info("entered")
	return v, nil
}

// logOf is the log of a visit. Who did what stands where no flood of refusals can
// push it out, nor can a member push out what they or others did before.
func (s *Server) logOf(v *visit) *slog.Logger {
	if v.ID == 0 {
		return slog.New(counting{s.log.Handler(), v.address, func() bool { return false }, s.refusals})
	}
	return slog.New(counting{slog.NewMultiHandler(s.log.Handler(), s.o.Audit.Handler()), v.Email, func() bool { return s.lines.take(v.Email, 1) }, s.told})
}

// leave ends a visit.
func (s *Server) leave(v *visit, code int) {
	s.visits.over(v)
	s.memory.left()
	why := v.reason()
	v.end(context.Canceled)
	v.log.Info("left", "exit", code, "why", string(why))
}

// oneLine makes foreign text fit for one line of a log or a screen. What is not
// seen stands there by its number.
func oneLine(text string, most int) string {
	if r := []rune(text); len(r) > most {
		text = string(r[:most])
	}
	return strings.Join(strings.Fields(sanitize.ShownLine(strings.ToValidUTF8(text, "\uFFFD"))), " ")
}
