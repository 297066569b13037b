package accounts

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"recruitty/recruit"
)

// renewAhead is how long before its end an access token is renewed.
const renewAhead = time.Minute

// keptTokens is how tokens are written before they are sealed. Tokens refuses to
// be written at all.
type keptTokens struct {
	Access  string    `json:"access"`
	Refresh string    `json:"refresh"`
	Expiry  time.Time `json:"expiry"`
}

func (s *MailAccounts) tokens(ctx context.Context) (recruit.Tokens, error) {
	kept, err := s.Settings.Store.Secret(ctx, recruit.SettingMailTokens)
	var t keptTokens
	if err == nil && kept != "" && json.Unmarshal([]byte(kept), &t) != nil {
		t = keptTokens{}
	}
	return recruit.Tokens(t), err
}

func (s *MailAccounts) keepTokens(ctx context.Context, t recruit.Tokens) error {
	kept, err := json.Marshal(keptTokens(t))
	if err != nil {
		return err
	}
	return s.Settings.Store.SetSecret(ctx, recruit.SettingMailTokens, string(kept))
}

func (s *MailAccounts) keep(ctx context.Context, m MailAccount) error {
	kept, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return s.Settings.Store.SetSetting(ctx, recruit.SettingMailAccount, string(kept))
}

// Access is a token for signing in to the mail server. stale is one that the
// server refused, "" otherwise. One renewal runs at a time in a process; two
// processes may do it at once, since neither provider ends a refresh token by
// its use, and who comes later finds what the first one stored.
//
// ErrNotSetUp means that a person has to connect again, which Settings shows.
func (s *MailAccounts) Access(ctx context.Context, stale string) (string, error) {
	s.turn.Lock()
	defer s.turn.Unlock()
	m, err := s.Account(ctx)
	if err != nil {
		return "", err
	}
	if m.Provider == "" || s.Auth == nil {
		return "", &recruit.Problem{Kind: recruit.ErrNotSetUp, Sentence: "Nobody is signed in to the mail account any longer; connect it in Settings, Mail (recruitty mail connect)."}
	}
	if m.State == recruit.ReauthRequired {
		return "", &recruit.Problem{Kind: recruit.ErrNotSetUp, Sentence: m.LastError}
	}
	t, err := s.tokens(ctx)
	if err != nil {
		return "", err
	}
	if t.Access != "" && t.Access != stale && (t.Expiry.IsZero() || t.Expiry.After(s.Now().Add(renewAhead))) {
		return t.Access, nil
	}
	app, err := s.App(ctx, m.Provider)
	if err != nil {
		return "", err
	}
	renewed, err := s.Auth.RenewMail(ctx, m.Provider, app, t)
	// What was handed out must be stored, whatever becomes of ctx.
	ctx = context.WithoutCancel(ctx)
	switch {
	case errors.Is(err, recruit.ErrReconnect):
		return s.retire(ctx, m, t, err)
	case err != nil:
		return "", err
	}
	if renewed.Refresh == "" {
		renewed.Refresh = t.Refresh
	}
	return renewed.Access, s.keepTokens(ctx, renewed)
}

// retire notes that the access is dead, unless someone connected again
// meanwhile.
func (s *MailAccounts) retire(ctx context.Context, m MailAccount, was recruit.Tokens, cause error) (string, error) {
	now, err := s.tokens(ctx)
	if err != nil {
		return "", err
	}
	if now.Refresh != was.Refresh && now.Access != "" {
		return now.Access, nil
	}
	m.State = recruit.ReauthRequired
	m.LastError = m.Provider.Label() + " does not accept the access of " + m.Address + " any more; connect it again in Settings, Mail (recruitty mail connect " + string(m.Provider) + ")."
	err = errors.Join(s.keep(ctx, m), s.Log.Log(ctx, recruit.Activity{At: s.Now().UTC(), Actor: "recruitty", Action: "mail.reconnect",
		Text: m.Provider.Label() + " does not accept the access of " + m.Address + " any more; it has to be connected again"}))
	if err != nil {
		return "", err
	}
	return "", &recruit.Problem{Kind: recruit.ErrNotSetUp, Sentence: m.LastError, Cause: cause}
}
