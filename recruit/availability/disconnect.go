package availability

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
)

const (
	// revokeTime is how long a provider may take to take an access back.
	revokeTime = 20 * time.Second
	// revokeFor is how long after its owner has left the credentials of a source are
	// kept so that its access can be revoked.
	revokeFor = 7 * 24 * time.Hour
)

// DisconnectPlan is what Disconnect will mean, said before it happens.
type DisconnectPlan struct {
	Source Source
	// Dark are those of whose time nothing will be known any more.
	Dark []recruit.Member
}

// Words says it in a sentence.
func (p DisconnectPlan) Words() string {
	words := p.Source.Label() + " will no longer be read, and what was read through it is deleted here; interviews stay as they are."
	switch n := len(p.Dark); {
	case n == 1:
		return words + " When " + p.Dark[0].Name + " is free will be unknown."
	case n > 1 && n <= 3:
		var names []string
		for _, m := range p.Dark {
			names = append(names, m.Name)
		}
		return words + " When " + strings.Join(names[:n-1], ", ") + " and " + names[n-1] + " are free will be unknown."
	case n > 3:
		return fmt.Sprintf("%s When %s and %d others are free will be unknown.", words, p.Dark[0].Name, n-1)
	}
	return words
}

// BeforeDisconnect says what Disconnect will mean.
func (s *Service) BeforeDisconnect(ctx context.Context, actor recruit.Member, id SourceID) (DisconnectPlan, error) {
	src, err := s.source(ctx, actor, id)
	if err != nil {
		return DisconnectPlan{}, err
	}
	p := DisconnectPlan{Source: src}
	all, err := s.Store.Sources(ctx)
	if err != nil {
		return p, err
	}
	for _, m := range src.Of() {
		elsewhere := slices.ContainsFunc(all, func(o Source) bool {
			return o.ID != id && o.State == recruit.Connected && slices.Contains(o.Of(), m)
		})
		if elsewhere {
			continue
		}
		member, err := s.Store.Member(ctx, m)
		if err != nil {
			return p, err
		}
		if !member.Removed() {
			p.Dark = append(p.Dark, member)
		}
	}
	return p, nil
}

// DisconnectResult is how a disconnect went.
type DisconnectResult struct {
	DisconnectPlan
	// Confirmed says that the provider has taken the access back, or that there was
	// none to be taken back.
	Confirmed bool
	Advice    string // what to do where it is not confirmed, "" otherwise
}

// Disconnect takes the access back and wipes the credentials and all that was read
// through them, whether or not the provider confirms.
func (s *Service) Disconnect(ctx context.Context, actor recruit.Member, id SourceID) (DisconnectResult, error) {
	p, err := s.BeforeDisconnect(ctx, actor, id)
	if err != nil {
		return DisconnectResult{}, err
	}
	out := DisconnectResult{DisconnectPlan: p, Confirmed: true}
	text := "Disconnected " + s.whose(ctx, p.Source) + ": " + p.Source.Label()
	if s.revocable(ctx, p.Source) {
		if s.revoke(ctx, p.Source) == nil {
			text += "; access is confirmed to be revoked"
		} else {
			out.Confirmed, out.Advice = false, p.Source.Label()+" did not confirm that access has been revoked; remove recruitty yourself: "+takeBack(p.Source)+"."
			text += "; it was not confirmed that access is revoked"
		}
	}
	return out, s.Store.DeleteSource(ctx, id, s.line(actor, "calendar.disconnected", text))
}

// revocable reports whether a provider holds an access that can be taken back. A
// password or an address is only forgotten.
func (s *Service) revocable(ctx context.Context, src Source) bool {
	if src.Kind == busy.CalDAV || src.Kind == busy.Feed {
		return false
	}
	_, err := s.Store.Credentials(ctx, src.ID)
	return err == nil
}

// revoke asks the provider to take the access back.
func (s *Service) revoke(ctx context.Context, src Source) error {
	ctx, cancel := context.WithTimeout(ctx, revokeTime)
	defer cancel()
	if src.Whole {
		return recruit.ErrUnsupported // an administrator granted it, and takes it back
	}
	c, err := s.Store.Credentials(ctx, src.ID)
	if err != nil {
		return err
	}
	app, err := s.ready(ctx, src.Kind)
	if err != nil {
		return err
	}
	return s.Auth.Revoke(ctx, src.Kind, app, c.Tokens)
}

// takeBack is where a person takes an access back at its provider.
func takeBack(src Source) string {
	switch {
	case src.Whole && src.Kind == busy.Google:
		return "admin.google.com → Security → API controls → Domain-wide delegation"
	case src.Whole:
		return "entra.microsoft.com → Enterprise applications → recruitty → Permissions"
	}
	return recruit.MailProvider(src.Kind).TakeBack()
}

// settle revokes the access of members who left, and forgets it once that is confirmed
// or was in vain for a week.
func (s *Service) settle(ctx context.Context) error {
	all, err := s.Store.Sources(ctx)
	failed := []error{err}
	for _, src := range all {
		if src.State != recruit.Revoking || src.DueAt.After(s.now()) {
			continue
		}
		owner, err := s.Store.Member(ctx, src.OwnerID)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		text := "Disconnected a calendar of " + owner.Name + ", who has left the team: " + src.Label()
		switch err := s.revoke(ctx, src); {
		case ctx.Err() != nil:
			return ctx.Err()
		case err == nil:
			text += "; access is confirmed to be revoked"
		case errors.Is(err, recruit.ErrUnsupported), errors.Is(err, recruit.ErrReconnect):
			text += "; the provider offers no way to confirm that access is revoked"
		case s.now().Sub(owner.RemovedAt) >= revokeFor:
			text += "; it was never confirmed that access is revoked"
		default:
			failed = append(failed, s.Store.KeepReading(ctx, Kept{Source: src.ID, Began: s.now(), DueAt: s.again(src.Failures+1, err), Trouble: src.Trouble, Failures: src.Failures + 1}))
			continue
		}
		err = s.Store.DeleteSource(ctx, src.ID, recruit.Activity{At: s.now(), Actor: "recruitty", Action: "calendar.disconnected", Text: text})
		if err != nil && !errors.Is(err, recruit.ErrNotFound) { // another process may have been faster
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}
