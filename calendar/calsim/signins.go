package calsim

import (
	"encoding/json"
	"errors"
	"fmt"

	"recruitty/recruit/busy"
)

// Remember lets a refresh token stand for the sign-in of a person who agreed before the
// simulator was made.
func (s *Server) Remember(refresh string, provider busy.Kind, user string, scopes ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refresh[refresh] = grant{Provider: provider, AppID: s.options.Apps[0].ID, User: user, Scopes: scopes}
}

// signedIn is who has signed in, by their tokens.
type signedIn struct {
	Access, Refresh map[string]grant
}

// SignIns writes down who has signed in, so that RestoreSignIns of another simulator
// knows them still. They are secrets of the simulation alone.
func (s *Server) SignIns() ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := signedIn{Access: map[string]grant{}, Refresh: s.refresh}
	for token, g := range s.access {
		if s.options.Clock().Before(g.Expiry) {
			kept.Access[token] = g
		}
	}
	return json.MarshalIndent(kept, "", "\t")
}

// RestoreSignIns adds what SignIns wrote.
func (s *Server) RestoreSignIns(kept []byte) error {
	var all signedIn
	if err := json.Unmarshal(kept, &all); err != nil {
		return fmt.Errorf("read the sign-ins: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := restore(s.access, all.Access); err != nil {
		return err
	}
	return restore(s.refresh, all.Refresh)
}

func restore(into, from map[string]grant) error {
	for token, g := range from {
		if token == "" || g.AppID == "" || g.Provider != Google && g.Provider != Microsoft {
			return errors.New("a sign-in is incomplete")
		}
		into[token] = g
	}
	return nil
}
