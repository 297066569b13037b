package availability

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
)

const (
	// renewAhead is how long before its end an access token is renewed.
	renewAhead = 2 * time.Minute
	// renewFor is how long one renewal may take before another process tries.
	renewFor = time.Minute
	// renewLook is how often is looked whether someone else has renewed.
	renewLook = 100 * time.Millisecond
)

// accessOf is how a source is reached with credentials.
func accessOf(src Source, c Credentials) busy.Access {
	return busy.Access{Kind: src.Kind, URL: c.URL, User: c.User, Password: c.Password, Token: c.Tokens.Access, Titles: src.Titles, Whole: src.Whole}
}

// access returns how a source is reached now, with a token that is good for a while.
func (s *Service) access(ctx context.Context, src Source) (busy.Access, Credentials, error) {
	c, err := s.Store.Credentials(ctx, src.ID)
	if err != nil {
		return busy.Access{}, c, err
	}
	if src.Kind != busy.CalDAV && src.Kind != busy.Feed && !s.good(c.Tokens) {
		if c, err = s.renew(ctx, src, c); err != nil {
			return busy.Access{}, c, err
		}
	}
	return accessOf(src, c), c, nil
}

// good reports whether an access token will still be taken.
func (s *Service) good(t recruit.Tokens) bool {
	return t.Access != "" && (t.Expiry.IsZero() || t.Expiry.After(s.now().Add(renewAhead)))
}

// renew gets a fresh token. Of all processes one asks the provider, and the others
// wait for what it stores.
func (s *Service) renew(ctx context.Context, src Source, was Credentials) (Credentials, error) {
	owner := s.Owner + " " + rand.Text()
	for {
		leased, err := s.Store.LeaseRenewal(ctx, src.ID, owner, s.now().Add(renewFor))
		if err != nil {
			return was, err
		}
		now, err := s.Store.Credentials(ctx, src.ID) // someone may just have been faster
		if err == nil && s.good(now.Tokens) && now.Tokens.Access != was.Tokens.Access || err != nil {
			if leased {
				err = errors.Join(err, s.Store.ReleaseRenewal(context.WithoutCancel(ctx), src.ID, owner))
			}
			return now, err
		}
		if leased {
			now, err = s.trade(ctx, src, now)
			return now, errors.Join(err, s.Store.ReleaseRenewal(context.WithoutCancel(ctx), src.ID, owner))
		}
		select {
		case <-ctx.Done():
			return was, ctx.Err()
		case <-s.after(renewLook):
		}
	}
}

// trade asks the provider for new tokens and stores them before they are used.
func (s *Service) trade(ctx context.Context, src Source, was Credentials) (Credentials, error) {
	app, err := s.ready(ctx, src.Kind)
	if err != nil && (!src.Whole || s.Auth == nil) {
		return was, err
	}
	renewed := was
	if src.Whole {
		renewed.Tokens, err = s.Auth.Whole(ctx, src.Kind, app, was.Key, was.User, src.Titles)
	} else {
		renewed.Tokens, err = s.Auth.Renew(ctx, src.Kind, app, was.Tokens)
	}
	// What was handed out must be stored, whatever becomes of ctx.
	ctx = context.WithoutCancel(ctx)
	switch {
	case errors.Is(err, recruit.ErrReconnect):
		return was, s.refuse(ctx, src, was, err)
	case err != nil:
		return was, err
	}
	if renewed.Tokens.Refresh == "" {
		renewed.Tokens.Refresh = was.Tokens.Refresh
	}
	stored, err := s.Store.RenewCredentials(ctx, src.ID, was, renewed)
	if err == nil && !stored { // someone connected again meanwhile: theirs counts
		return s.Store.Credentials(ctx, src.ID)
	}
	return renewed, err
}

// refuse notes that a source needs a new sign-in, and returns that as an error.
func (s *Service) refuse(ctx context.Context, src Source, was Credentials, cause error) error {
	trouble := src.Label() + " no longer accepts this access; connect it again (recruitty calendar connect --" + string(src.Kind) + ")."
	line := recruit.Activity{At: s.now(), Actor: "recruitty", Action: "calendar.reconnect", Text: src.Label() + " no longer accepts the access; connect it again"}
	noted, err := s.Store.RefuseCredentials(ctx, src.ID, was, trouble, line)
	if err != nil {
		return err
	}
	if !noted {
		return &recruit.Problem{Kind: recruit.ErrLater, Sentence: src.Label() + " was connected again meanwhile; it will be read soon.", Cause: cause}
	}
	return &recruit.Problem{Kind: recruit.ErrReconnect, Sentence: trouble, Cause: cause}
}
